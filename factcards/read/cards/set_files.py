"""The files of a set: by card and language, each checked alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import unicodedata2

from ...errors import Place, Problem, closest_name
from ...late_loading import compile_late
from ...model.cards import Language
from ...photos import PhotoKey
from ...storage.paths import UnsafeNameError, explain_two_forms
from ...storage.snapshots import FileSnapshot
from ..fields.language_tags import explain_invalid_tag
from ..fields.scalar_fields import ReadContext, report_lost_value
from ..fields.value_reader import has_misspelling, quote_text
from ..yaml.yaml_parser import Node, ScalarNode, SequenceNode
from .card_files import SET, CardFile, report_cardless_variant
from .card_schema import CARD_FIELDS, SET_FIELDS, SET_VARIANT_FIELDS, FieldReader, report_field_problems

_SEPARATOR = compile_late("[-_]")


@dataclass(slots=True)
class FileSet:
    """The files of a folder: `set_files` has `set.yaml` if it exists, `card_files` the main file of each card.

    `folder` is None for a card whose pictures are only in `files`, by name: then no file is opened.
    """

    folder: Path | None
    language: Language
    set_files: list[CardFile]
    set_variants: list[CardFile]
    card_files: dict[str, CardFile]
    card_variants: dict[str, list[CardFile]]   # the variants of each card
    root: Path | None = None   # the folder inside which themes may be
    languages: dict[str, Language] = field(default_factory=dict)   # of each file, by its path in messages
    paths: dict[tuple[str, bool], Path | UnsafeNameError | None] = field(default_factory=dict)
    photos: dict[tuple[Path | str, bool], PhotoKey | str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)   # problems that no file has alone
    other_warnings: list[Problem] = field(default_factory=list)   # warnings of files that are not the set's
    snapshots: list[FileSnapshot] = field(default_factory=list)
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_set(self) -> bool:
        """Whether the folder has files of a set, valid or not."""
        return bool(self.set_files or self.set_variants or self.card_files or self.card_variants)

    def new_context(self) -> ReadContext:
        """Return an empty context for this folder."""
        return ReadContext(self.folder, self.languages, self.root, self.photos, self.paths, snapshots=self.snapshots,
                           files=self.files)

    def list_files(self, only: str = "") -> Iterable[CardFile]:
        """Yield all files, or those of one card and its set."""
        yield from self.set_files
        yield from self.set_variants
        for name in sorted({*self.card_files, *self.card_variants}):
            if only in ("", name):
                yield from [self.card_files[name]] if name in self.card_files else []
                yield from self.card_variants.get(name, [])


def classify_files(folder: Path | None, card_files: list[CardFile], root: Path | None = None) -> FileSet:
    """Return a folder's files by set, card and variant; `root` is the folder inside which themes may be."""
    card_files, twins = _reject_duplicates(card_files)
    own = [file for file in card_files if file.id == SET and file.variant_language is None]
    cards = {file.id: file for file in card_files if file.id != SET and file.variant_language is None}
    variants = [file for file in card_files if file.id == SET and file.variant_language]
    file_set = FileSet(folder, _resolve_language(own, cards.values()), own, variants, cards, {}, root, problems=twins)
    for card_file in card_files:
        if card_file.id != SET and card_file.variant_language:
            file_set.card_variants.setdefault(card_file.id, []).append(card_file)
        given = card_file.get_text("language")
        known = given and not explain_invalid_tag(given)
        file_set.languages[card_file.shown_path] = card_file.variant_language or (given if known else file_set.language)
    return file_set


def _reject_duplicates(card_files: list[CardFile]) -> tuple[list[CardFile], list[Problem]]:
    """Return the files without duplicates, whose names differ only in how accents are stored, and their problems."""
    found: dict[tuple[str, Language | None], CardFile] = {}
    problems = []
    for card_file in card_files:
        first = found.setdefault((card_file.id, card_file.variant_language), card_file)
        if first is not card_file:
            message, hint = explain_two_forms(card_file.name)
            problems.append(Problem("error", message, card_file.start_place, hint=hint, kind="duplicate"))
    return list(found.values()), problems


def _resolve_language(own: list[CardFile], cards: Iterable[CardFile]) -> Language:
    """Return the set's language: its own, or the one that all its cards have, or "" if unknown."""
    given = [file.get_text("language") for file in own if file.gives("language")]
    tags = given or [file.get_text("language") for file in cards]
    found = {tag for tag in tags if tag and not explain_invalid_tag(tag)}
    return found.pop() if len(found) == 1 else ""


def report_file_problems(file_set: FileSet) -> None:
    """Check each file alone and add its problems to it."""
    for card_file in file_set.set_files:
        _report_file_problems(file_set, card_file, SET_FIELDS)
        if _report_lost_language(file_set, card_file):
            continue
        if not (file_set.language or _may_have_language(card_file)):
            hint = "its cards differ in language; write the language of the set's own words"
            card_file.report("missing field `language`", hint, name="language", kind="missing-field")
    for card_file in file_set.set_variants:
        _report_file_problems(file_set, card_file, SET_VARIANT_FIELDS)
        _report_variant_language(card_file, file_set.language)
    for card in file_set.card_files.values():
        _report_file_problems(file_set, card, CARD_FIELDS)
        if _report_lost_language(file_set, card):
            continue
        may_have_one = any(_may_have_language(file) for file in (card, *file_set.set_files))
        if not file_set.languages[card.shown_path] and not may_have_one:
            hint = "write `language: en`, or whatever language the words are in"
            card.report("missing field `language`", hint, name="language", kind="missing-field")
    for name, card_files in file_set.card_variants.items():
        for card_file in card_files:
            _report_file_problems(file_set, card_file, CARD_FIELDS)
            if name in file_set.card_files:
                _report_variant_language(card_file, file_set.languages[file_set.card_files[name].shown_path])
            else:
                report_cardless_variant(card_file, file_set.card_files)


def find_translations_named_as_cards(file_set: FileSet, only: str = "") -> Iterator[Problem]:
    """Yield a warning for each card, or the named one, whose name is another card's and a language: `honey-es`.

    It is a card in the set's language unless it says another. Languages of three letters count if the set has them,
    since most of them are words too: `one`, `new`.
    """
    known = {file.variant_language for file in (*file_set.set_variants, *chain(*file_set.card_variants.values()))}
    for name, card in file_set.card_files.items():
        if only not in ("", name) or _may_have_own_language(card):
            continue
        for match in _SEPARATOR.finditer(name):
            original, tag = name[: match.start()], name[match.end() :].replace("_", "-")
            is_language = tag in known or (len(tag.split("-")[0]) == 2 and not explain_invalid_tag(tag))
            if is_language and original in file_set.card_files and tag != file_set.language:
                message = f"this is a separate card, in `{file_set.language}`"
                hint = f"did you mean `{original}.{tag}.yaml`?"
                place = Place(card.shown_path, 1, 1)
                yield Problem("warning", message, place, hint=hint, kind="language-in-name")


def _may_have_own_language(card_file: CardFile) -> bool:
    return card_file.is_incomplete or card_file.fields.get("language") is not None


def _may_have_language(card_file: CardFile) -> bool:
    """Return whether a file has a language, right or wrong, or an error in whose place it may be."""
    fields = card_file.fields
    is_mistyped = has_misspelling(fields, "language", (*CARD_FIELDS, *SET_FIELDS))
    return card_file.is_incomplete or is_mistyped or card_file.gives("language")


def _report_lost_language(file_set: FileSet, card_file: CardFile) -> bool:
    """Return whether a file's language is reported because YAML takes it for a comment: `language: #en`."""
    context = file_set.new_context()
    is_lost = report_lost_value(card_file.fields, "language", "language", context)
    card_file.problems += context.problems
    return is_lost


def _report_file_problems(file_set: FileSet, card_file: CardFile, known: dict[str, FieldReader]) -> None:
    context = file_set.new_context()
    report_field_problems(card_file.fields, known, context)
    card_file.problems += (p for p in context.problems if p.severity == "error")


def _report_variant_language(card_file: CardFile, own: Language) -> None:
    """Report a variant whose language is not that of its name, or is that of its card or set."""
    node = card_file.fields.get("language")
    if isinstance(node, ScalarNode) and card_file.get_text("language") not in ("", card_file.variant_language):
        message = f"found {quote_text(node.text)}, expected `{card_file.variant_language}` as in the file's name"
        hint = "remove the line; the name is enough"
        card_file.report(message, hint, node.place, "language", kind="wrong-language")
    if card_file.variant_language == own:
        main = f"`{card_file.id}.yaml`"
        card_file.report(f"{main} is in `{own}` already", f"put these words into {main}", kind="wrong-language")


def order_cards(file_set: FileSet) -> list[str]:
    """Return the cards' names in the set's order, then the others by alphabet."""
    node: Node | None = file_set.set_files[0].fields.get("cards") if file_set.set_files else None
    listed = [item for item in node.items if isinstance(item, ScalarNode)] if isinstance(node, SequenceNode) else []
    names = [unicodedata2.normalize("NFC", item.text) for item in listed]
    for item, name in zip(listed, names, strict=True):
        if name not in file_set.card_files and not item.is_error:
            near = closest_name(item.text, sorted(file_set.card_files))
            hint = f"did you mean `{near}`?" if near else "remove it from `cards`, or write the file"
            file_set.set_files[0].report(
                f"there is no card {quote_text(item.text)}", hint, item.place, "cards", kind="no-file"
            )
    return list(dict.fromkeys([*(name for name in names if name in file_set.card_files), *sorted(file_set.card_files)]))


def list_set_languages(file_set: FileSet, variants: list[CardFile]) -> list[Language]:
    """Return the languages that a card may be in: the set's, and those of its variants."""
    node = file_set.set_files[0].fields.get("languages") if file_set.set_files else None
    listed = (
        [item.text for item in node.items if isinstance(item, ScalarNode)] if isinstance(node, SequenceNode) else []
    )
    usable = [file for file in variants if not file.has_errors]
    return [*listed, *sorted(file.variant_language for file in usable if file.variant_language)]


def gather_file_problems(file_set: FileSet, only: str) -> list[Problem]:
    """Return all errors of all files, or those of one card, each once, in the order of files and lines."""
    card_files = list(file_set.list_files(only))
    rank = {file.shown_path: number for number, file in enumerate(card_files)}
    found = dict.fromkeys([*(p for file in card_files for p in file.problems), *file_set.problems])

    def order(problem: Problem) -> tuple[int, int, int]:
        place = problem.place
        return (rank.get(place.file, len(rank)), place.line, place.column) if place else (len(rank), 0, 0)

    return sorted(found, key=order)
