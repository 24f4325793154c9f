"""The files of one folder: which card and language each belongs to, and the problems of each file alone."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import unicodedata2

from ...errors import Place, Problem, RequestError, closest_name, describe_type, has_errors
from ...late_loading import compile_late
from ...model.cards import Language
from ...model.sizes import SIZES
from ...storage.paths import (
    MAX_NAME_BYTES,
    EncodingError,
    UnsafeCharacterError,
    UnsafeNameError,
    check_path_part,
    is_within,
)
from ..fields.language_tags import explain_invalid_tag
from ..fields.value_reader import describe_node, quote_text
from ..yaml.source import make_source, show_path
from ..yaml.tree import ParsedFile
from ..yaml.yaml_parser import MappingNode, ScalarNode, load_yaml
from .other_files import is_foreign_yaml, is_list_of_cards, is_theme_like, make_other_file_warning

_MISNAMED = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""Extensions that may be a mistyped `.yaml`; Windows's editor adds `.txt` if extensions are hidden."""
SET = "set"
"""The name of a set's own file, without its extension."""

MAX_ID_BYTES = MAX_NAME_BYTES - len(".") - max(len(size.name) for size in SIZES) - len(".webp")
"""Maximum length of a card's name, in bytes of UTF-8: a picture's name adds `.SIZE.EXT`."""
_SHORTER = "choose a shorter name: those of its pictures end with their size"
_UNSAFE = compile_late(r"[{}/]")   # characters that a placeholder of a link, or a file name, cannot contain
_BROKEN = "this link leads to a file that does not exist"
_LOOP = "this link leads back to itself through other links"
_NO_FOLDER = "this link leads to a folder that does not exist"
_OUTSIDE = "this link leads out of the card's folder"
_AGAIN = "make the link again, or remove it"
_HINTS = {_BROKEN: _AGAIN, _LOOP: _AGAIN, _OUTSIDE: "copy the file into the card's folder"}


@dataclass(slots=True)
class CardFile:
    """One file of a card or set, with its fields; `variant_language` is None for the card's or set's main file."""

    id: str
    variant_language: Language | None
    shown_path: str
    fields: MappingNode
    is_incomplete: bool
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether the file has errors, so that none of its values may be used."""
        return has_errors(self.problems)

    @property
    def start_place(self) -> Place:
        """The start of the file, where missing fields are reported."""
        return self.fields.source.place(0)

    def report(
        self, message: str, hint: str = "", place: Place | None = None, name: str = "", kind: str = "wrong-value"
    ) -> None:
        """Add an error; without a place, at the start of the file."""
        self.problems.append(Problem("error", message, place or self.start_place, name, hint, kind))

    @property
    def name(self) -> str:
        """The name of the file, in NFC."""
        return str(unicodedata2.normalize("NFC", self.shown_path.rpartition("/")[2]))

    @property
    def is_card(self) -> bool:
        """Whether the file is certainly a card: it has a fact or a story."""
        return self.fields.get("fact") is not None or self.fields.get("story") is not None

    def gives(self, key: str) -> bool:
        """Return whether the file has a field with a value, right or wrong; `null` stands for no value."""
        node = self.fields.get(key)
        return node is not None and not (isinstance(node, ScalarNode) and node.is_null and not node.is_error)

    def get_text(self, key: str) -> str:
        """Return a field's text as written; "" if it has none, or an error."""
        node = self.fields.get(key)
        return node.text if isinstance(node, ScalarNode) and not node.is_error and not node.is_null else ""


@dataclass(frozen=True, slots=True)
class FolderListing:
    """The content of a folder: its YAML files in order, each with the reason why it is not read ("" to read it)."""

    files: Mapping[str, str]
    misnamed: tuple[str, ...]   # `.yml`, `.YAML`, `.yaml.txt`
    folders: tuple[str, ...]   # and broken links without an extension


def list_folder(folder: Path) -> FolderListing:
    """Return the content of a folder, without hidden files. Raises OSError."""
    files: dict[str, str] = {}
    misnamed, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            if _is_folder(entry):
                folders.append(name)
            elif name.endswith(".yaml"):
                if entry.is_symlink() or entry.is_file():   # a FIFO or a device is not a file of the set
                    files[name] = _explain_unread(folder, entry)
            elif name.lower().endswith(_MISNAMED):
                misnamed.append(name)
    return FolderListing({name: files[name] for name in sorted(files)}, tuple(sorted(misnamed)), tuple(sorted(folders)))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    if not entry.is_symlink():
        return entry.is_dir()
    broken = "." not in entry.name and not os.path.exists(entry.path)   # noqa: PTH110 - it never raises
    return broken or os.path.isdir(entry.path)   # noqa: PTH112 - the same


def _explain_unread(folder: Path, entry: os.DirEntry[str]) -> str:
    """Return why a file is not read: a link that is broken or leads out; "" for a file that is."""
    if not entry.is_symlink():
        return ""
    path = Path(entry.path)
    try:
        path.stat()
    except OSError as error:
        return _LOOP if error.errno == errno.ELOOP else _BROKEN
    if not is_within(folder, path):
        return _OUTSIDE
    return "" if path.is_file() else "it is not a regular file"


def load_files(folder: Path, files: Mapping[str, str], only: str = "") -> tuple[list[CardFile], list[Problem]]:
    """Return the card files of a folder, and a warning for each file of another tool; themes are left out.

    `only` is the card that the user named, if any: its file counts as a card even if it is a list of cards.
    """
    opened = [_load_file(folder, name, reason) for name, reason in files.items()]
    themes = _find_theme_names([card_file for card_file, _ in opened])
    cards = {file.id for file, _ in opened if file.is_card and file.variant_language is None} | {SET}
    card_files, others = [], []
    for card_file, parsed in opened:
        if card_file.is_card:
            card_files.append(card_file)
        elif card_file.name in themes or (card_file.id != SET and is_theme_like(parsed.root)):
            continue
        elif card_file.id == only and is_list_of_cards(parsed.root):
            card_files.append(card_file)
        elif card_file.id not in cards and is_foreign_yaml(parsed.root, parsed.source):
            others.append(make_other_file_warning(card_file.shown_path, parsed.root))
        else:
            card_files.append(card_file)
    return card_files, others


def _find_theme_names(card_files: Iterable[CardFile]) -> set[str]:
    """Return the names of files that others in the folder name as their theme, or extend."""
    card_files = list(card_files)
    themes = {name for card_file in card_files if (name := _resolve_neighbor(card_file.get_text("theme")))}
    bases = themes
    while bases:   # a theme next to the cards may extend another one there
        extended = (_resolve_neighbor(file.get_text("extends")) for file in card_files if file.name in bases)
        bases = {*extended} - themes - {""}
        themes |= bases
    return themes


def _resolve_neighbor(text: str) -> str:
    """Return the name of a path's file if it is in the same folder; "" for any other."""
    name = os.path.normpath(unicodedata2.normalize("NFC", text)) if text else ""
    return "" if "/" in name or os.sep in name else name


def _load_file(folder: Path, name: str, reason: str) -> tuple[CardFile, ParsedFile]:
    file = show_path(folder / name)
    if reason:
        problem = Problem("error", reason, Place(file, 1, 1), hint=_HINTS.get(reason, ""), kind="folder")
        parsed = ParsedFile(None, make_source(file, ""), (problem,), is_incomplete=True)
    else:
        parsed = load_yaml(folder / name, file)
    return make_card_file(name, file, parsed), parsed


def make_card_file(name: str, file: str, parsed: ParsedFile) -> CardFile:
    """Return a parsed file as a card file; its name gives the card and the language."""
    root = parsed.root
    fields = root if isinstance(root, MappingNode) else MappingNode((), parsed.source, 0, 0)
    card, dot, tag = unicodedata2.normalize("NFC", name).removesuffix(".yaml").partition(".")
    card_file = CardFile(card, (tag or ".") if dot else None, file, fields, parsed.is_incomplete, list(parsed.problems))
    empty = root is None or (isinstance(root, ScalarNode) and (root.is_null or root.is_error))
    if root is not None and not empty and not isinstance(root, MappingNode):
        card_file.is_incomplete = True
        hint = "remove `- ` at the start of the lines; each card is a file" if is_list_of_cards(root) else ""
        card_file.report(f"found {describe_node(root)}, expected lines such as `fact: …`", hint, root.place)
    _report_invalid_name(card_file, name)
    return card_file


def _report_invalid_name(card_file: CardFile, name: str) -> None:
    reason = explain_invalid_tag(card_file.variant_language) if card_file.variant_language else None
    unsafe = explain_unsafe_name(card_file.id) or explain_unsafe_name(name.removesuffix(".yaml"))
    if isinstance(unsafe, EncodingError):
        card_file.problems.append(Problem("error", unsafe.message, hint=unsafe.hint, kind="encoding"))
    elif unsafe:
        card_file.report(describe_unsafe_name("the file's name", unsafe), unsafe.hint, kind="file-name")
    elif len(card_file.id.encode()) > MAX_ID_BYTES:
        message = f"the card's name has {len(card_file.id.encode())} bytes, expected {MAX_ID_BYTES} at most"
        card_file.report(message, _SHORTER, kind="file-name")
    elif reason:
        hint = f"{reason[1]}; the part between the dots is a language, as in `{card_file.id}.es.yaml`"
        card_file.report(f"the file's name: {reason[0]}", hint, kind="file-name")


def explain_broken_link(folder: Path, error: OSError) -> Problem | None:
    """Return the problem of a folder that is a broken link; None for any other error."""
    if error.errno not in (errno.ENOENT, errno.ELOOP) or not folder.is_symlink():
        return None
    place = Place(folder.as_posix().encode(errors="replace").decode(), 1, 1)
    return Problem("error", _LOOP if error.errno == errno.ELOOP else _NO_FOLDER, place, hint=_AGAIN, kind="folder")


def explain_unsafe_name(name: str) -> UnsafeNameError | None:
    """Return why a card or set cannot have a name; None if it can."""
    name = unicodedata2.normalize("NFC", name)
    found = _UNSAFE.search(name)
    if found:
        return UnsafeCharacterError(f"`{found[0]}`", "name it with letters, digits and hyphens")
    try:
        check_path_part(name)
    except UnsafeNameError as error:
        if re.search("[\ud800-\udfff]", name) and not isinstance(error, EncodingError):
            hint = "name it with letters, digits and hyphens"
            return UnsafeCharacterError("a character that cannot be shown", hint)
        return error
    return None


def describe_unsafe_name(whose: str, error: UnsafeNameError) -> str:
    """Return the message of a name that cannot be used; `whose` says in it what has that name."""
    return f"{whose} holds {error.found}" if isinstance(error, UnsafeCharacterError) else f"{whose}: {error.message}"


def take_name(name: object, argument: str, whose: str) -> str:
    """Return the name. Raises RequestError if a set or a card cannot have it, since its files could not."""
    if not isinstance(name, str) or not name:
        raise RequestError.of(argument, f"{whose}: found {describe_type(name)}, expected letters, digits and hyphens")
    unsafe = explain_unsafe_name(name)
    if unsafe:
        raise RequestError.of(argument, describe_unsafe_name(whose, unsafe), unsafe.hint)
    return name


def take_card_name(name: object, argument: str, whose: str) -> str:
    """Return the name. Raises RequestError if a card cannot have it."""
    length = len(name.encode(errors="replace")) if isinstance(name, str) else 0
    if length > MAX_ID_BYTES:
        message = f"{whose} has {length} bytes, expected {MAX_ID_BYTES} at most"
        raise RequestError.of(argument, message, _SHORTER)
    checked = take_name(name, argument, whose)
    if "." in checked:   # the part after it would be a language, as in `card.es.yaml`
        raise RequestError.of(argument, f"{whose} holds `.`", "name it with letters, digits and hyphens")
    if checked == SET:
        raise RequestError.of(argument, f"`{SET}` is the name of a set's own file", "choose another name")
    return checked


def find_set_name_problem(folder: Path, name: str) -> Problem | None:
    """Return the problem of the name of a set's folder, or None."""
    error = explain_unsafe_name(name)
    if error is None:
        return None
    if isinstance(error, EncodingError):
        return Problem("error", error.message, hint=error.hint, kind="encoding")
    place = Place(show_path(folder), 1, 1)
    return Problem("error", describe_unsafe_name("the folder's name", error), place, hint=error.hint, kind="file-name")


def report_cardless_variant(card_file: CardFile, ids: Iterable[str]) -> None:
    """Report a variant without its card, unless its name is refused already."""
    if explain_unsafe_name(card_file.id) or explain_unsafe_name(card_file.name.removesuffix(".yaml")):
        return
    near = closest_name(card_file.id, [name for name in ids if not explain_unsafe_name(name)])
    hint = (
        f"did you mean `{near}.{card_file.variant_language}.yaml`?"
        if near
        else f"write the card itself into `{card_file.id}.yaml`"
    )
    message = f"this is a variant of the card {quote_text(card_file.id)}, which does not exist"
    card_file.report(message, hint, kind="no-file")
