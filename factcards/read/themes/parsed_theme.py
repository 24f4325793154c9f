"""The theme of a text or a mapping, for programs that keep themes elsewhere than in files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path

from ...errors import Problem, RequestError, describe_type, quote_start, take_folder
from ...model.themes import Theme
from ..yaml.python_values import parse_value
from ..yaml.source import find_refused
from .inheritance import BUILT_IN, ThemeBounds, ThemeFile, ThemeText, resolve_extends
from .theme_reader import build_theme

_OUTSIDE_HINT = "`folder=` names a folder further up"


def parse_theme(
    theme: str | Mapping[str, object], *, name: str = "theme", folder: str | PathLike[str] | None = None
) -> Theme:
    """Return the theme of the text of a theme's file, or of a mapping of its fields.

    `name` is the theme's, unless it has a field `name`; messages show it as the file `NAME.yaml`. `folder` is where
    the files and the fonts are that it may name; without it, it may extend built-in themes only. Raises ReadError with
    all errors of the theme, and RequestError if an argument is wrong.
    """
    if not isinstance(theme, str | Mapping):
        message = f"found {describe_type(theme)}, expected the text of a theme or a mapping"
        raise RequestError.of("theme", message)
    _check_name(name)
    shown = None if folder is None else Path(take_folder(folder, "folder"))
    file = f"{name}.yaml" if shown is None else (shown / f"{name}.yaml").as_posix()
    own = None if shown is None else shown.absolute()
    parsed = parse_value(theme, file, "theme")
    first = ThemeText(name, file, parsed.source.text, own, parsed)
    bounds = ThemeBounds(own or BUILT_IN, own or BUILT_IN, by_user=True, outside_hint=_OUTSIDE_HINT)
    bases, problems = resolve_extends(first, bounds)
    if parsed.problems:   # another mapping may have the same text and none
        return build_theme((first, *bases), problems, bounds)
    return _build_cached(first, bases, problems, bounds)


@lru_cache(maxsize=8)
def _build_cached(
    first: ThemeText, bases: tuple[ThemeFile, ...], problems: tuple[Problem, ...], bounds: ThemeBounds
) -> Theme:
    """Return the theme of a text. A web service asks for few, again and again; one like `half` takes 2 MB and 0.2 s."""
    return build_theme((first, *bases), problems, bounds)


def _check_name(name: object) -> None:
    if not isinstance(name, str):
        raise RequestError.of("name", f"found {describe_type(name)}, expected a theme's name")
    if not name.strip() or "/" in name or "\\" in name or "\n" in name or find_refused(name):
        raise RequestError.of("name", f"found {quote_start(name)}, expected a name on one line, without slashes")
