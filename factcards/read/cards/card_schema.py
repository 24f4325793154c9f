"""The fields of cards and sets: every key with its reader, by the file that it belongs in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from ...model.cards import ARABIC_STYLES, DIGITS, SET_TYPES, CardKind, Language
from ...model.formats import FORMAT_NAMES, resolve_format
from ...storage.paths import OutsideError, UnsafeNameError
from ..fields.accepted_warnings import ACCEPT, read_accept
from ..fields.composite_fields import (
    ACTION_KEYS,
    BRAND_KEYS,
    CHART_KEYS,
    IMAGE_KEYS,
    LABELS_KEYS,
    SOURCE_KEYS,
    read_action,
    read_brand,
    read_chart,
    read_image,
    read_labels,
    read_source,
)
from ..fields.file_fields import read_path
from ..fields.scalar_fields import (
    ReadContext,
    read_body,
    read_date,
    read_headline,
    read_language,
    read_list,
    read_words,
)
from ..fields.size_fields import read_sizes
from ..fields.value_reader import quote_text
from ..themes.font_folders import find_folder_problem
from ..themes.inheritance import explain_path, is_theme_path, list_theme_names
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode

_NOT_RENDERED = {
    "avif": "AVIF files are not rendered; `webp` files are small as well",
    "gif": "GIF files are not rendered; a `png` shows all colours",
}
"""Formats that users ask for and no back end renders, with the hint for each."""
KINDS: tuple[CardKind, ...] = ("fact", "story")
"""The kinds of cards; each is the key of its text."""

FieldReader = Callable[[Node, str, ReadContext], Any]


def read_theme_name(node: Node, name: str, context: ReadContext) -> str | None:
    """Return a built-in theme's name, or the path of a theme's file relative to the working folder."""
    scalar = context.read_scalar(node, name, "a theme's name or its file's path")
    if not scalar:
        return None
    if not is_theme_path(scalar.text):
        if scalar.text in list_theme_names():
            return scalar.text
        hint = context.suggest(scalar.text, list_theme_names())
        context.report(scalar.place, name, f"there is no theme {quote_text(scalar.text)}", hint, kind="no-theme")
        return None
    found = context.find_path(scalar.text, theme=True)
    if isinstance(found, OutsideError):
        context.report(scalar.place, name, *explain_path(quote_text(scalar.text), found), kind="outside")
    elif isinstance(found, UnsafeNameError):
        context.report_path(scalar, name, found)
    elif found is None or not found.is_file():
        hint = "the path begins in the card's folder" if context.folder else "give the `folder` in which it begins"
        context.report(scalar.place, name, f"there is no theme file {quote_text(scalar.text)}", hint, kind="no-theme")
    else:
        path = found.as_posix()
        return path if is_theme_path(path) else f"./{path}"
    return None


def _read_fonts(node: Node, name: str, context: ReadContext) -> str | None:
    path = read_path(node, name, context, "a folder of fonts", "folder")
    if path is not None and not path.is_dir():
        context.report(node.place, name, "this is a file, expected a folder of fonts", kind="font")
        return None
    message, hint = find_folder_problem(path) if path is not None else ("", "")
    if message:
        context.report(node.place, name, message, hint, kind="font")
    return path.as_posix() if path is not None and not message else None


def _read_languages(node: Node, name: str, context: ReadContext) -> tuple[Language, ...]:
    listed = read_list(node, name, context, "language tags", least="language tag")
    found = (read_language(scalar, name, context) for scalar in listed)
    return tuple(tag for tag in found if tag)


def _read_names(node: Node, name: str, context: ReadContext) -> tuple[ScalarNode, ...]:
    return read_list(node, name, context, "cards' names")


def _read_type(node: Node, name: str, context: ReadContext) -> str | None:
    return context.read_choice(node, name, SET_TYPES)


def _read_flag(node: Node, name: str, context: ReadContext) -> bool | None:
    return context.read_flag(node, name)


def _read_digits(node: Node, name: str, context: ReadContext) -> str | None:
    return context.read_choice(node, name, DIGITS)


def _read_arabic_style(node: Node, name: str, context: ReadContext) -> str | None:
    return context.read_choice(node, name, ARABIC_STYLES)


def _read_formats(node: Node, name: str, context: ReadContext) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for scalar in read_list(node, name, context, "formats", least="format"):
        format_ = resolve_format(scalar.text)
        if format_ not in FORMAT_NAMES:
            context.report_unknown_name(scalar, name, FORMAT_NAMES, _NOT_RENDERED.get(scalar.text, ""))
        elif format_ in found:
            message = f"{quote_text(scalar.text)} and {quote_text(found[format_])} are one format"
            context.report(scalar.place, name, message, "keep one of them")
        else:
            found[format_] = scalar.text
    return tuple(found)


SHARED_FIELDS: dict[str, FieldReader] = {
    "headline": read_headline, "chart": read_chart, "source": read_source, "action": read_action, "image": read_image,
    "theme": read_theme_name, "expires": read_date, "reviewed": _read_flag, "labels": read_labels, "brand": read_brand,
    "rights": read_words, "digits": _read_digits, "typography": _read_flag, "hyphenate": _read_flag,
    "hand": _read_arabic_style,
    ACCEPT: read_accept,
}
"""Fields that a set may give to its cards."""
CARD_FIELDS: dict[str, FieldReader] = {
    "language": read_language, "fact": read_body, "story": read_body, "alt": read_words, **SHARED_FIELDS,
}
"""Fields of a card's file and its variants."""
SET_FIELDS: dict[str, FieldReader] = {
    "title": read_words, "cards": _read_names, "language": read_language, "languages": _read_languages,
    "sizes": read_sizes, "formats": _read_formats, "fonts": _read_fonts, "type": _read_type, **SHARED_FIELDS,
}
"""Fields of `set.yaml`."""
SET_VARIANT_FIELDS: dict[str, FieldReader] = {"title": read_words, "language": read_language, **SHARED_FIELDS}
"""Fields of a set's variants."""
_OR_OPTION = {"sizes": ", or use `--size`", "formats": ", or use `--format`", "languages": ", or use `--language`"}
"""Fields of a set that have an option of the command, with the end of a hint that names it."""


_PARTS = {
    "source": SOURCE_KEYS, "action": ACTION_KEYS, "image": IMAGE_KEYS, "labels": LABELS_KEYS, "brand": BRAND_KEYS,
    "chart": CHART_KEYS,
}  # fmt: skip
"""The keys of each field that may be a map."""


def report_field_problems(fields: MappingNode, known: dict[str, FieldReader], context: ReadContext) -> None:
    """Read each field of one file for its problems, and report keys that do not belong in it."""
    reported = {*SET_FIELDS, *CARD_FIELDS}
    unindented = list(_find_unindented(fields, known))
    for key, parent in unindented:
        hint = f"`{key.text}` belongs under `{parent}`: put two spaces before it"
        context.report(key.place, "", f"unknown key `{key.text}`", hint, kind="unknown-key")
    skipped = {key.text for key, _ in unindented}
    for key, node in fields.entries:
        if key.text in skipped:
            continue
        plural = f"{key.text}s"
        if key.text in known:
            known[key.text](node, key.text, context)
        elif key.text in reported:
            file = "`set.yaml`" if key.text in SET_FIELDS else "a card's own file"
            hint = f"move it there{_OR_OPTION.get(key.text, '')}"
            context.report(key.place, "", f"key `{key.text}` belongs in {file}", hint, kind="wrong-key")
        elif plural in _OR_OPTION and plural not in known:
            hint = f"{plural} belong in `set.yaml`{_OR_OPTION[plural]}"
            context.report(key.place, "", f"unknown key `{key.text}`", hint, kind="unknown-key")
            reported.add(key.text)
    context.report_unknown_keys(fields, "", _list_possible(fields, known), reported | skipped)


def _find_unindented(fields: MappingNode, known: Container[str]) -> Iterator[tuple[ScalarNode, str]]:
    """Yield each unknown key that is one of the map right above it, which is empty, with the name of that map."""
    parent = ""
    for key, node in fields.entries:
        if key.text not in known and key.text in _PARTS.get(parent, ()):
            yield key, parent
        else:
            parent = key.text if isinstance(node, ScalarNode) and node.is_null and not node.text else ""


def _list_possible(fields: MappingNode, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known keys without the other kind of a card that is a fact or a story: it cannot be both."""
    values = {kind: fields.get(kind) for kind in KINDS}
    given = {kind for kind, node in values.items() if node and not (isinstance(node, ScalarNode) and node.is_null)}
    return tuple(name for name in known if not given or name in given or name not in KINDS)
