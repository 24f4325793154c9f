"""Cards of programs: from text or from Python values, with photographs and logos as files or as bytes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from ...deprecations import accept_positional
from ...errors import ReadError, RequestError, describe_type, take_folder
from ...model.cards import Card
from ...model.themes import Theme
from ...storage.paths import EncodingError, UnsafeNameError, parse_relative
from ..fields.language_tags import explain_invalid_tag
from ..fields.value_reader import quote_text
from ..themes.font_folders import find_folder_problem, find_italic_families, find_unread_fonts
from ..yaml.python_values import parse_value
from .card_files import CardFile, make_card_file, take_card_name
from .field_types import CardFields
from .set_files import classify_files
from .set_reader import build_set

StrPath = str | os.PathLike[str]
_HINTS = ((Theme, "give it when the card is rendered: `render(card, theme=…)`"),)


@accept_positional("folder", "name", "root", text="card")
def parse_card(
    card: str | Mapping[str, object],
    *,
    name: str = "card",
    folder: StrPath | None = None,
    root: StrPath | None = None,
    files: Mapping[str, bytes] | None = None,
    fonts: StrPath | None = None,
    variants: Mapping[str, str | Mapping[str, object]] | None = None,
) -> Card:
    """Return a card from the text of its file or from a mapping of its fields, for programs that store cards elsewhere.

    `name` is the card's id, from which the names of its pictures are made, and that of its file in messages. A path in
    the card is first looked up in `files`, which maps paths to the bytes of photographs and logos, then in `folder`, by
    default the working folder. With `files` and without `folder`, no file is opened, whatever the card says. Themes may
    be in `folder` and inside `root`, by default the same folder. `fonts` is a folder of fonts (`.ttf`, `.otf` or
    `.woff2`). `variants` maps language tags to the card in these languages: text, or a mapping of the fields that
    differ.

    Raises ReadError with all errors of the card: each has its field and its line, which in a mapping is the number of
    the field. Raises RequestError if another argument is wrong. The text is not laid out yet: whether it fits is known
    when the card is rendered.
    """
    name = take_card_name(name, "name", "the card's name")
    given = _take_files(files)
    base = None if files is not None and folder is None else Path()
    if folder is not None:
        base = Path(take_folder(folder, "folder"))
    if base is None and root is not None:
        raise RequestError.of("root", "found `root` without `folder`, in which the paths of themes begin",
                              "give both, or none")
    font_folder = _take_fonts(fonts)
    own = _load_card_file(card, name, base, "card")
    file_set = classify_files(base, [own, *_load_variants(variants, name, base)], _resolve_root(root, base))
    file_set.files = given
    read = build_set(file_set, "", own.id)
    if read.problems or not read.sets:
        raise ReadError(read.problems)
    return _give_fonts(read.sets[0].cards[0], font_folder)


def make_card(
    *,
    name: str = "card",
    files: Mapping[str, bytes] | None = None,
    fonts: StrPath | None = None,
    variants: Mapping[str, str | Mapping[str, object]] | None = None,
    **fields: Unpack[CardFields],
) -> Card:
    """Return a card from its fields: `make_card(language="en", fact="…", source="…", action="https://…")`.

    `fields` are those of a card, as `CardFields` describes them. `name` is the card's id, from which the names of its
    pictures are made. `files` maps the paths of photographs and logos to their bytes; without it they are files in the
    working folder. `fonts` is a folder of fonts. `variants` maps language tags to the fields that differ.

    Raises ReadError with all errors of the fields, and RequestError if another argument is wrong, as `parse_card`.
    """
    return parse_card(fields, name=name, files=files, fonts=fonts, variants=variants)


def _give_fonts(card: Card, folder: str) -> Card:
    """Return the card with its folder of fonts, and in each language a warning of fonts there that are not read."""
    path = Path(folder)
    unread = (*find_unread_fonts(path, None), *find_italic_families(path, None)) if folder else ()
    languages = tuple((tag, replace(one, problems=(*one.problems, *unread))) for tag, one in card.variants)
    return replace(card, fonts=folder, variants=languages)


def _resolve_root(root: StrPath | None, folder: Path | None) -> Path | None:
    return None if folder is None else Path(folder if root is None else take_folder(root, "root") or folder).resolve()


def _load_card_file(card: object, name: str, folder: Path | None, argument: str) -> CardFile:
    file = f"{name}.yaml" if folder is None else (folder / f"{name}.yaml").as_posix()
    if not isinstance(card, str | Mapping):
        hint = "decode it: `card.decode()`" if isinstance(card, bytes | bytearray) else "`dict(row)` makes a mapping"
        raise RequestError.of(argument, f"found {describe_type(card)}, expected the text of a card or a mapping", hint)
    return make_card_file(f"{name}.yaml", file, parse_value(card, file, "card", _HINTS))


def _load_variants(
    variants: Mapping[str, str | Mapping[str, object]] | None, name: str, folder: Path | None
) -> list[CardFile]:
    if variants is None:
        return []
    if not isinstance(variants, Mapping):
        raise RequestError.of("variants", f"found {describe_type(variants)}, expected a mapping of language tags",
                              'write `variants={"es": {"fact": "…"}}`')
    for language in variants:
        if not isinstance(language, str):
            raise RequestError.of("variants", f"found {describe_type(language)}, expected a language tag such as `es`")
        invalid = explain_invalid_tag(language)
        if invalid:
            raise RequestError.of("variants", *invalid)
    return [_load_card_file(one, f"{name}.{tag}", folder, "variants") for tag, one in variants.items()]


def _take_files(files: Mapping[str, bytes] | None) -> dict[str, bytes]:
    """Return the bytes of a program's files by their paths in NFC. Raises RequestError."""
    if files is None:
        return {}
    if not isinstance(files, Mapping):
        raise RequestError.of("files", f"found {describe_type(files)}, expected a mapping of names to bytes",
                              'write `files={"photo.jpg": data}`')
    found: dict[str, bytes] = {}
    for text, data in files.items():
        if not isinstance(text, str):
            raise RequestError.of("files", f"found the name {describe_type(text)}, expected text")
        if not isinstance(data, bytes | bytearray | memoryview):
            hint = "read it: `path.read_bytes()`" if isinstance(data, str | os.PathLike) else ""
            raise RequestError.of("files", f"found {describe_type(data)} as {quote_text(text)}, expected bytes", hint)
        try:
            name = "/".join(parse_relative(text))
        except UnsafeNameError as error:
            message = f"the name {quote_text(text)} cannot be used: {error.message}"
            hint = error.hint if isinstance(error, EncodingError) else "write the name as in the card: `photo.jpg`"
            raise RequestError.of("files", message, hint) from None
        if name in found:
            raise RequestError.of("files", f"two names mean the file {quote_text(name)}", "remove one of the two")
        found[name] = bytes(data)
    return found


def _take_fonts(fonts: StrPath | None) -> str:
    """Return the path of a folder of fonts, "" for None. Raises RequestError if it cannot be used."""
    if fonts is None:
        return ""
    folder = Path(take_folder(fonts, "fonts"))
    if not os.path.isdir(folder):   # noqa: PTH112 - it never raises
        there = os.path.exists(folder)   # noqa: PTH110 - the same
        found = "is a file, expected a folder of fonts" if there else "is not there, expected a folder of fonts"
        raise RequestError.of("fonts", f"{quote_text(str(folder))} {found}")
    message, hint = find_folder_problem(folder)
    if message:
        raise RequestError.of("fonts", message, hint)
    return folder.as_posix()
