"""The theme of a text or a mapping, for programs that keep themes elsewhere than in files."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from ...errors import RequestError, quote_start
from ...model.themes import Theme
from ...storage.paths import UnsafeNameError, check_path_part
from ..yaml.python_values import parse_value
from .inheritance import BUILT_IN, ThemeBounds, ThemeText, resolve_extends
from .theme_reader import build_theme


def parse_theme(
    theme: str | Mapping[str, object], *, name: str = "theme", folder: str | PathLike[str] | None = None
) -> Theme:
    """Return the theme of the text of a theme's file, or of a mapping of its fields.

    `name` is the theme's, unless it has a field `name`; messages show it as the file `NAME.yaml`. `folder` is where
    the files and the fonts are that it may name; without it, it may extend built-in themes only. Raises ReadError with
    all errors of the theme, and RequestError if an argument is wrong.
    """
    if not isinstance(theme, str | Mapping):
        message = f"found a value of type `{type(theme).__name__}`, expected the text of a theme or a mapping"
        raise RequestError.of("theme", message)
    _check_name(name)
    inside = None if folder is None else Path(folder)
    file = f"{name}.yaml" if inside is None else (inside / f"{name}.yaml").as_posix()
    first = ThemeText(name, parse_value(theme, file, "theme"), inside)
    bounds = ThemeBounds(inside or BUILT_IN, inside or BUILT_IN, by_user=True)
    bases, problems = resolve_extends(first, bounds)
    return build_theme((first, *bases), problems, bounds)


def _check_name(name: object) -> None:
    if not isinstance(name, str):
        raise RequestError.of("name", f"found a value of type `{type(name).__name__}`, expected a theme's name")
    try:
        check_path_part(name)
    except UnsafeNameError as error:
        raise RequestError.of("name", f"{quote_start(name)} cannot be used: {error.message}", error.hint) from None
