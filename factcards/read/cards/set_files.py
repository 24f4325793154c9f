"""A set's files, sorted and each checked alone: whose they are, and in which languages their words are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import Problem, suggest
from ...model.cards import Language
from ...photos import PhotoKey
from ...storage.paths import UnsafeNameError
from ...storage.snapshots import Seen
from ..fields.language_tags import fault_of_language
from ..fields.scalar_fields import Desk, blame_lost, show
from ..yaml.yaml_parser import Items, Node, Scalar
from .card_files import SET, Sheet, blame_orphan
from .card_schema import CARD_FIELDS, SET_FIELDS, SET_VARIANT_FIELDS, Reader, check_fields


@dataclass(slots=True)
class Shelf:
    """A folder's files, sorted: `own` is `set.yaml` if there is one, `cards` holds each card's own file."""

    folder: Path
    language: Language
    own: list[Sheet]
    variants: list[Sheet]
    cards: dict[str, Sheet]
    words: dict[str, list[Sheet]]   # each card's variants
    root: Path | None = None   # inside which themes may lie
    languages: dict[str, Language] = field(default_factory=dict)   # of each file
    paths: dict[tuple[str, bool], Path | UnsafeNameError | None] = field(default_factory=dict)
    pictures: dict[tuple[Path, str], PhotoKey | str] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)   # what shows only once the files are put together
    others: list[Problem] = field(default_factory=list)   # warnings of what lies there and is not the set's
    seen: list[Seen] = field(default_factory=list)

    @property
    def is_set(self) -> bool:
        """Whether the folder holds a set's files, whole or broken."""
        return bool(self.own or self.variants or self.cards or self.words)

    def desk(self) -> Desk:
        """An empty desk for this folder."""
        return Desk(self.folder, self.languages, self.root, self.pictures, self.paths, seen=self.seen)

    def sheets(self, only: str = "") -> Iterable[Sheet]:
        """All files, or those that make one card."""
        yield from self.own
        yield from self.variants
        for name in sorted({*self.cards, *self.words}):
            if only in ("", name):
                yield from [self.cards[name]] if name in self.cards else []
                yield from self.words.get(name, [])


def sort_sheets(folder: Path, sheets: list[Sheet], root: Path | None = None) -> Shelf:
    """Return a folder's files by whose they are; `root` is where their themes may lie."""
    sheets, twins = _refuse_twins(sheets)
    own = [s for s in sheets if s.id == SET and s.tag is None]
    cards = {s.id: s for s in sheets if s.id != SET and s.tag is None}
    variants = [s for s in sheets if s.id == SET and s.tag]
    shelf = Shelf(folder, _language_of(own, cards.values()), own, variants, cards, {}, root, found=twins)
    for sheet in sheets:
        if sheet.id != SET and sheet.tag:
            shelf.words.setdefault(sheet.id, []).append(sheet)
        given = sheet.text("language")
        known = given and not fault_of_language(given)
        shelf.languages[sheet.file] = sheet.tag or (given if known else shelf.language)
    return shelf


def _refuse_twins(sheets: list[Sheet]) -> tuple[list[Sheet], list[Problem]]:
    """Return the files without those that are another's twin: the same name with its accents stored in another way."""
    found: dict[tuple[str, Language | None], Sheet] = {}
    problems = []
    for sheet in sheets:
        first = found.setdefault((sheet.id, sheet.tag), sheet)
        if first is not sheet:
            message = f"`{sheet.name}` lies there twice: the accents are stored in two ways (NFC and NFD)"
            problems.append(Problem("error", message, sheet.top,
                                    hint="remove or rename one of the two", kind="duplicate"))
    return list(found.values()), problems


def _language_of(own: list[Sheet], cards: Iterable[Sheet]) -> Language:
    """The set's language: the one that it gives, or the one that all of its cards give, or "" for unknown."""
    given = [s.text("language") for s in own] if own and own[0].fields.get("language") else []
    found = {tag for tag in (given or [s.text("language") for s in cards]) if tag and not fault_of_language(tag)}
    return found.pop() if len(found) == 1 else ""


def check_sheets(shelf: Shelf) -> None:
    """Every fault of each file alone."""
    for sheet in shelf.own:
        _check_sheet(shelf, sheet, SET_FIELDS)
        if not shelf.language and not sheet.fields.get("language"):
            hint = "its cards differ in language; say which the set's own words are in"
            sheet.blame("missing field `language`", hint, kind="missing-field")
    for sheet in shelf.variants:
        _check_sheet(shelf, sheet, SET_VARIANT_FIELDS)
        _check_tag(sheet, shelf.language)
    for card in shelf.cards.values():
        _check_sheet(shelf, card, CARD_FIELDS)
        said = card.fields.get("language") or any(s.fields.get("language") for s in shelf.own)
        desk = shelf.desk()
        if blame_lost(card.fields, "language", "language", desk):
            card.problems += desk.problems
        elif not shelf.languages[card.file] and not said and not card.cut:
            card.blame("missing field `language`", "write `language: en`, or whatever language the words are in",
                       kind="missing-field")
    for name, sheets in shelf.words.items():
        for sheet in sheets:
            _check_sheet(shelf, sheet, CARD_FIELDS)
            if name in shelf.cards:
                _check_tag(sheet, shelf.languages[shelf.cards[name].file])
            else:
                blame_orphan(sheet, shelf.cards)


def _check_sheet(shelf: Shelf, sheet: Sheet, known: dict[str, Reader]) -> None:
    desk = shelf.desk()
    check_fields(sheet.fields, known, desk)
    sheet.problems += (p for p in desk.problems if p.severity == "error")


def _check_tag(sheet: Sheet, own: Language) -> None:
    """A variant's language is that of its name, and not that of what it is a variant of."""
    node = sheet.fields.get("language")
    if isinstance(node, Scalar) and sheet.text("language") not in ("", sheet.tag):
        message = f"found {show(node.text)}, but the file's name says `{sheet.tag}`"
        sheet.blame(message, "take the line out; the name is enough", node.place, "language", kind="wrong-language")
    if sheet.tag == own:
        sheet.blame(f"`{sheet.id}.yaml` is in `{own}` already", f"put these words into `{sheet.id}.yaml`",
                    kind="wrong-language")


def order_cards(shelf: Shelf) -> list[str]:
    """The cards' names as the set orders them, the rest behind by alphabet."""
    node: Node | None = shelf.own[0].fields.get("cards") if shelf.own else None
    listed = [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    names = [unicodedata.normalize("NFC", item.text) for item in listed]
    for item, name in zip(listed, names, strict=True):
        if name not in shelf.cards and not item.spoilt:
            hint = suggest(item.text, sorted(shelf.cards)) if shelf.cards else ""
            shelf.own[0].blame(f"there is no card {show(item.text)}", hint, item.place, "cards", kind="no-file")
    return list(dict.fromkeys([*(name for name in names if name in shelf.cards), *sorted(shelf.cards)]))


def list_languages(shelf: Shelf, words: list[Sheet]) -> list[Language]:
    """The languages that a card may be in: the set's, and those of its own variants."""
    node = shelf.own[0].fields.get("languages") if shelf.own else None
    listed = [item.text for item in node.items if isinstance(item, Scalar)] if isinstance(node, Items) else []
    return [*listed, *sorted(s.tag for s in words if s.tag and not s.is_faulty)]


def gather_problems(shelf: Shelf, only: str) -> list[Problem]:
    """All errors of the files that matter, each once, in the order of files and lines."""
    sheets = list(shelf.sheets(only))
    rank = {s.file: number for number, s in enumerate(sheets)}
    found = dict.fromkeys([*(p for s in sheets for p in s.problems), *shelf.found])

    def order(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        return (rank.get(place.file, len(rank)), place.line, place.column) if place else (len(rank), 0, 0)

    return sorted(found, key=order)
