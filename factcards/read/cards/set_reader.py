"""Folders and files → sets of cards: what each may rely on, and what is wrong with it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...errors import Place, Problem, ReadError
from ...model.cards import Card, CardSet, Kind, Origin
from ...storage.paths import find_root, is_within
from ...storage.snapshots import Seen, see, see_tree
from ..fields.scalar_fields import blame_lost, show
from ..yaml.source import MAX_BYTES, decode_page, make_page, name_file
from ..yaml.yaml_parser import Map, parse_page
from .card_files import SET, Listing, Sheet, check_set_name, explain_folder, list_folder, make_sheet, open_sheets
from .card_reader import Draft, build_card, check_kind, find_kind, require_parts
from .card_schema import SET_FIELDS
from .cascade import Layer, merge_layers
from .other_files import find_misnamed, find_unread
from .set_files import Shelf, check_sheets, gather_problems, list_languages, order_cards, sort_sheets

MAX_FILES = 100_000
"""The most files that a set's folder may hold."""
_NAMED = 5   # files that a message names
_EXPECTED = "expected files such as `ninety-six-percent.yaml`"
_OF_SET = ("title", "languages", "sizes", "formats", "type", "accept")   # what a set keeps for itself


@dataclass(frozen=True, slots=True)
class Read:
    """Sets without the cards that are faulty, and every problem that left something out.

    Warnings stay with the values that they concern: `CardSet.problems` and `Variant.problems`. `seen` is all that was
    read, as it was just before.
    """

    sets: tuple[CardSet, ...]
    problems: tuple[Problem, ...]
    seen: tuple[Seen, ...] = field(default=(), compare=False, repr=False)


def read_sets(path: str | Path, root: str | Path | None = None) -> Read:
    """Return all sets at a path: a card's file, a set's folder, or a folder of sets.

    Their themes may lie anywhere inside `root`: the working folder if the path lies in it, otherwise the path itself.
    """
    path = Path(path)
    try:
        top = Path(root).resolve() if root else find_root(path)
        if path.is_dir():
            return _read_folder(path, top)
        if path.is_file():
            return _read_file(path, top)
    except OSError as error:
        return _refuse(path, f"cannot be read: {(error.strerror or 'input error').lower()}", hint="")
    shown = show(str(path))
    there = os.path.exists(path)   # noqa: PTH110 - it never raises
    message = f"{shown} is neither a file nor a folder" if there else f"there is no file or folder {shown}"
    if not there and path.is_symlink():
        message = f"{shown} is a link that leads to nothing"
    return Read((), (Problem("error", message, kind="no-cards"),))


def read_cards(path: str | Path, root: str | Path | None = None) -> CardSet:
    """Return one set; raises ReadError with all that is wrong in it, if anything is.

    Its themes may lie inside `root`, as `read_sets` says.
    """
    read = read_sets(path, root)
    if read.problems:
        raise ReadError(read.problems)
    if len(read.sets) != 1:
        raise ReadError(f"{show(str(path))} holds {len(read.sets)} sets, expected one: name the set's folder")
    return read.sets[0]


def parse_card(
    text: str, folder: str | Path = ".", name: str = "card", root: str | Path | None = None
) -> Card:
    """Return a card from the text of its file, as a program has it that keeps its cards elsewhere.

    Photographs and logos are looked for in `folder`, themes there and inside `root`, which is the same folder if left
    out; `name` is the card's, and that of its file in messages. Raises ReadError with all that is wrong in it.
    """
    folder = Path(folder)
    file = (folder / f"{name}.yaml").as_posix()
    if len(text) > MAX_BYTES:
        raise ReadError([Problem("error", "the card is longer than 1 MiB", Place(file, 1, 1), kind="too-large")])
    page, problems = decode_page(text.encode("utf-8", "surrogatepass"), file)
    sheet = make_sheet(f"{name}.yaml", file, parse_page(page or make_page(file, ""), problems))
    read = _build_set(sort_sheets(folder, [sheet], Path(root or folder).resolve()), "", sheet.id)
    if read.problems or not read.sets:
        raise ReadError(read.problems or _refuse(Path(file), "is no card").problems)
    return read.sets[0].cards[0]


def _read_folder(path: Path, root: Path) -> Read:
    listing = list_folder(path)
    shelf = _open_shelf(path, root, listing)
    if isinstance(shelf, Read):
        return shelf
    if shelf.is_set:
        return _build_set(shelf, _name_of(path))
    read, others, themes = [], list(shelf.others), set[str]()
    shelf.seen.clear()   # in the order in which folders are looked at
    shelf.seen += [see(path), *(see(path / name) for name in listing.files)]
    for name in listing.folders:
        shelf.seen.append(see(path / name))
        one = _open_inner(path, name, root)
        if isinstance(one, Read):
            read.append(one)
        elif one.is_set:
            read.append(_hide_linked(path, root, _build_set(one, _name_of(one.folder)), one.folder))
            themes |= {found.as_posix() for found in one.paths.values() if isinstance(found, Path)}
        else:
            others += one.others
            shelf.seen += one.seen
    if not any(one.sets or one.problems for one in read):
        return _refuse(path, "holds no card", others)
    sets = [cards for one in read for cards in one.sets]
    if sets:
        others = [p for p in others if p.place and p.place.file not in themes]
        sets[0] = replace(sets[0], problems=(*others, *sets[0].problems))
    return Read(
        tuple(sets), tuple(p for one in read for p in one.problems),
        (*shelf.seen, *(s for one in read for s in one.seen)),
    )  # fmt: skip


def _open_inner(path: Path, name: str, root: Path) -> Read | Shelf:
    """Return the files of a folder below the one that was named, or why they cannot be read."""
    folder = path / name
    try:
        shelf = _open_shelf(folder, root, list_folder(folder))
    except OSError as error:
        linked = explain_folder(folder, error)
        if linked:
            return Read((), (linked,))
        return _refuse(folder, f"cannot be read: {(error.strerror or 'input error').lower()}", hint="")
    if isinstance(shelf, Read) or shelf.is_set:
        return shelf
    for seen, problem in find_unread(folder):
        shelf.seen.append(seen)
        shelf.others += [problem] if problem else []
    return shelf


def _hide_linked(path: Path, root: Path, read: Read, folder: Path) -> Read:
    """Return a set without its faults, which quote its lines, if its folder is a link out of those that were named.

    Its cards are made: what reads as a card is one.
    """
    if not read.problems or not folder.is_symlink() or is_within(path, folder) or is_within(root, folder):
        return read
    message = f"this folder is a link that leads out of {show(str(path))}, and what it holds is not all right"
    hint = "name the folder itself to see what is wrong"
    return replace(read, problems=(Problem("error", message, Place(name_file(folder), 1, 1),
                                           hint=hint, kind="folder"),))


def _read_file(path: Path, root: Path) -> Read:
    if path.suffix != ".yaml":
        hint = "cards' names end in `.yaml`: rename it" if path.suffix.lower() in (".yml", ".yaml") else _EXPECTED
        return _refuse(path, "is no card", hint=hint)
    name = _id_of(path.name)
    read = read_set(path.parent, root, "" if name == SET else name)
    return read if read.sets or read.problems else _refuse(path, "is no card")


def _refuse(path: Path, message: str, others: Sequence[Problem] = (), hint: str = _EXPECTED) -> Read:
    """Return no set, and why; `others` are files that lie there and are not read."""
    files = [f"`{p.place.file.removeprefix(f'{path.as_posix()}/')}`" for p in others if p.place]
    more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
    if files:
        hint = others[0].hint
        message += f": {', '.join(files[:_NAMED])}{more} {'is' if len(files) == 1 else 'are'} not read"
    return Read((), (Problem("error", f"{show(str(path))} {message}", hint=hint, kind="no-cards"),))


def read_set(folder: Path, root: Path, only: str = "") -> Read:
    """One set and every problem; no set if nothing is left to show.

    With `only`, a card's name, the problems are those of that card alone, yet its set is read whole: what a set's
    cards have in common is found from all of them. Without `set.yaml` the other files are no company of its.
    """
    listing = list_folder(folder)
    lone = bool(only) and f"{SET}.yaml" not in listing.files
    shelf = _open_shelf(folder, root, listing, only, lone=lone)
    return shelf if isinstance(shelf, Read) else _build_set(shelf, "" if lone else _name_of(folder), only)


def _open_shelf(
    folder: Path, root: Path, listing: Listing, only: str = "", *, lone: bool = False
) -> Shelf | Read:
    """Return the files of a folder, or of one card; other files there are warned of only if the folder was named."""
    seen = [see(folder)]
    files = {n: fault for n, fault in listing.files.items() if not lone or _id_of(n) == only}
    if len(files) > MAX_FILES:
        message = f"the folder holds {len(files):,} files of cards, expected {MAX_FILES:,} at most"
        problem = Problem("error", message, Place(folder.as_posix(), 1, 1), "cards", "make several sets of them",
                          kind="too-large")
        return Read((), (problem,), tuple(seen))
    seen += [see(folder / name) for name in files]
    sheets, others = open_sheets(folder, files)
    shelf = sort_sheets(folder, sheets, root)
    shelf.seen += seen
    if not only:
        searched = [*find_misnamed(folder, listing.misnamed), *(find_unread(folder) if shelf.is_set else ())]
        shelf.seen += (one for one, _ in searched)
        shelf.others += [*(problem for _, problem in searched if problem), *others]
    return shelf


def _id_of(name: str) -> str:
    """Return the card's name in that of its file."""
    return unicodedata.normalize("NFC", name).split(".", 1)[0]


def _build_set(shelf: Shelf, set_name: str, only: str = "") -> Read:
    """The set of a folder's files and every problem."""
    check_sheets(shelf)
    unsafe = check_set_name(shelf.folder, set_name) if set_name else None
    shelf.found += [unsafe] if unsafe else []
    ids = order_cards(shelf)
    origin = Origin(shelf.folder.resolve().as_posix(), (shelf.root or shelf.folder.resolve()).as_posix())
    frame = Card("", set_name, shelf.language, (), 0, len(ids), _fonts_of(shelf), origin=origin)
    cards = []
    for index, name in enumerate(ids):
        card, found = _read_card(shelf, replace(frame, id=name, index=index))
        cards += [card] if card else []
        shelf.found += found if only in ("", name) else ()
    problems = gather_problems(shelf, only)
    if not ids and not only:
        problems += _refuse(shelf.folder, "holds no card", shelf.others).problems
    whole = not unsafe and not any(s.is_faulty for s in shelf.own) and any(only in ("", card.id) for card in cards)
    made = (replace(_make_set(shelf, set_name, tuple(cards)), only=only),) if whole else ()
    return Read(made, tuple(problems), tuple(shelf.seen))


def _read_card(shelf: Shelf, frame: Card) -> tuple[Card | None, list[Problem]]:
    """One card, or None if it cannot be relied on, and the errors that show only in the cascade."""
    own, words = shelf.cards[frame.id], shelf.words.get(frame.id, [])
    if own.cut or any(s.is_faulty for s in shelf.own):
        return None, []
    desk = shelf.desk()
    draft = _draft_card(shelf, own, words)
    kind = find_kind(draft, desk)
    card = None
    if kind:
        blocked = {s.tag for s in words if s.tag and not _is_of_kind(s, kind, shelf)}
        draft = replace(draft, blocked=draft.blocked | blocked)
        frame = replace(frame, language=draft.own.language)
        card, problems = build_card(frame, draft, kind, list_languages(shelf, words), desk)
        desk.problems += problems
    else:
        require_parts(merge_layers(draft.layers(draft.own.language)), own.top, desk)
    told = [p for p in desk.problems if p.severity == "error" and not _is_consequence(p, own)]
    return (card if not own.is_faulty else None), told


def _draft_card(shelf: Shelf, own: Sheet, words: list[Sheet]) -> Draft:
    language = shelf.languages[own.file] or "und"   # with a fault that is told of already
    shared = [Layer(s.fields, shelf.languages[s.file]) for s in (*shelf.own, *shelf.variants)]
    if not shelf.own:
        shared.insert(0, Layer(Map((), own.fields.page, 0, 0), language))
    blocked = frozenset(s.tag for s in (*shelf.variants, *words) if s.tag and s.is_faulty)
    variants = tuple(Layer(s.fields, s.tag or "") for s in words)
    return Draft(tuple(shared), Layer(own.fields, language), variants, own.top, blocked)


def _is_of_kind(sheet: Sheet, kind: Kind, shelf: Shelf) -> bool:
    desk = shelf.desk()
    check_kind(sheet.fields, kind, desk)
    sheet.problems += desk.problems
    return not desk.problems


def _is_consequence(problem: Problem, sheet: Sheet) -> bool:
    """Whether a field is missing only because its key is mistyped: `acton`, and so no `action`."""
    return any(p.hint == f"did you mean {problem.message.removeprefix('missing field ')}?" for p in sheet.problems)


def _make_set(shelf: Shelf, name: str, cards: tuple[Card, ...]) -> CardSet:
    desk = shelf.desk()
    entries = shelf.own[0].fields.entries if shelf.own else ()
    values = {key.text: SET_FIELDS[key.text](node, key.text, desk) for key, node in entries if key.text in _OF_SET}
    for key in ("languages", "sizes", "formats", "type", "cards"):
        if shelf.own:
            blame_lost(shelf.own[0].fields, key, key, desk, "warning")
    languages, sizes, formats = (values.get(key) or () for key in ("languages", "sizes", "formats"))
    problems = (*desk.problems, *shelf.others)
    language = shelf.language or cards[0].language
    even = shelf.own and values.get("type") != "each"   # without `set.yaml` a folder's cards have nothing in common
    return CardSet(
        name, cards, values.get("title"), language, languages, sizes, formats, "even" if even else "each",
        problems=problems, accept=values.get("accept") or ())


def _fonts_of(shelf: Shelf) -> str:
    node = shelf.own[0].fields.get("fonts") if shelf.own else None
    folder: str = (SET_FIELDS["fonts"](node, "fonts", shelf.desk()) or "") if node is not None else ""
    shelf.seen += see_tree(Path(folder)) if folder else ()
    return folder


def _name_of(folder: Path) -> str:
    name = folder.name if folder.name not in ("", "..") else folder.resolve().name
    return unicodedata.normalize("NFC", name)
