"""Folders and files → sets of cards: what each may rely on, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..cards import Card, CardSet, Kind
from ..errors import Place, Problem, ReadError
from ..seen import Seen, see, see_tree
from .cards import Draft, build_card, check_kind, find_kind, require_parts
from .cascade import Layer, merge_layers
from .fields import show
from .keys import SET_FIELDS
from .nodes import Map, parse_page
from .pages import MAX_BYTES, decode_page, make_page
from .sheets import SET, Sheet, list_sheets, make_sheet, open_sheets
from .shelf import Shelf, check_sheets, gather_problems, list_languages, order_cards, sort_sheets

MAX_FILES = 100_000
"""The most files that a set's folder may hold."""
_OF_SET = ("title", "languages", "sizes", "formats", "type")   # what a set keeps for itself


@dataclass(frozen=True, slots=True)
class Read:
    """Sets without the cards that are faulty, and every problem that left something out.

    Warnings stay with the values that they concern: `CardSet.problems` and `Variant.problems`. `seen` is all that was
    read, as it was just before.
    """

    sets: tuple[CardSet, ...]
    problems: tuple[Problem, ...]
    seen: tuple[Seen, ...] = field(default=(), compare=False, repr=False)


def read_sets(path: Path) -> Read:
    """All sets at a path: a card's file, a set's folder, or a folder of sets."""
    path = Path(path)
    try:
        if path.is_dir():
            return _read_folder(path)
        if path.is_file():
            return _read_file(path)
    except OSError:
        return Read((), (Problem("error", f"{show(str(path))} cannot be read"),))
    shown = show(str(path))
    message = f"{shown} is neither a file nor a folder" if path.exists() else f"there is no file or folder {shown}"
    return Read((), (Problem("error", message),))


def read_cards(path: str | Path) -> CardSet:
    """One set; raises ReadError with all that is wrong in it, if anything is."""
    read = read_sets(Path(path))
    if read.problems:
        raise ReadError(read.problems)
    if len(read.sets) != 1:
        raise ReadError(f"{show(str(path))} holds {len(read.sets)} sets, expected one: name the set's folder")
    return read.sets[0]


def parse_card(text: str, folder: str | Path = ".", name: str = "card") -> Card:
    """A card from the text of its file, as a program has it that keeps its cards elsewhere.

    Photographs, logos and themes are looked for in `folder`; `name` is the card's, and that of its file in messages.
    Raises ReadError with all that is wrong in it.
    """
    folder = Path(folder)
    file = (folder / f"{name}.yaml").as_posix()
    if len(text) > MAX_BYTES:
        raise ReadError([Problem("error", "the card is longer than 1 MiB", Place(file, 1, 1))])
    page, problems = decode_page(text.encode("utf-8", "surrogatepass"), file)
    sheet = make_sheet(f"{name}.yaml", file, parse_page(page or make_page(file, ""), problems))
    read = _build_set(sort_sheets(folder, [sheet]), "", sheet.id)
    if read.problems or not read.sets:
        raise ReadError(read.problems or _nothing(Path(file), "is no card").problems)
    return read.sets[0].cards[0]


def _read_folder(path: Path) -> Read:
    seen = [see(path)]
    folders = [path]
    if not list_sheets(path):
        inner = [folder for folder in sorted(path.iterdir()) if folder.is_dir() and folder.name[0] != "."]
        seen += map(see, inner)
        folders = [folder for folder in inner if list_sheets(folder)]
    if not folders:
        return _nothing(path, "holds no card")
    read = [read_set(folder) for folder in folders]
    return Read(
        tuple(cards for one in read for cards in one.sets), tuple(p for one in read for p in one.problems),
        (*seen, *(s for one in read for s in one.seen)),
    )  # fmt: skip


def _read_file(path: Path) -> Read:
    if path.suffix != ".yaml":
        return _nothing(path, "is no card")
    name = path.name.split(".", 1)[0]
    read = read_set(path.parent, "" if name == SET else name)
    return read if read.sets or read.problems else _nothing(path, "is no card")


def _nothing(path: Path, message: str) -> Read:
    hint = "expected files such as `ninety-six-percent.yaml`"
    return Read((), (Problem("error", f"{show(str(path))} {message}", hint=hint),))


def read_set(folder: Path, only: str = "") -> Read:
    """One set and every problem; no set if nothing is left to show.

    With `only`, a card's name, the problems are those of that card alone, yet its set is read whole: what a set's
    cards have in common is found from all of them. Without `set.yaml` the other files are no company of its.
    """
    seen = [see(folder)]
    names = list_sheets(folder)
    lone = bool(only) and f"{SET}.yaml" not in names
    names = [n for n in names if not lone or n.split(".", 1)[0] == only]
    if len(names) > MAX_FILES:
        message = f"the folder holds {len(names):,} files of cards, expected {MAX_FILES:,} at most"
        problem = Problem("error", message, Place(folder.as_posix(), 1, 1), "cards", "make several sets of them")
        return Read((), (problem,), tuple(seen))
    seen += [see(folder / name) for name in names]
    shelf = sort_sheets(folder, open_sheets(folder, names))
    shelf.seen += seen
    return _build_set(shelf, "" if lone else _name_of(folder), only)


def _build_set(shelf: Shelf, set_name: str, only: str) -> Read:
    """The set of a folder's files and every problem."""
    check_sheets(shelf)
    ids = order_cards(shelf)
    frame = Card("", set_name, shelf.language, (), 0, len(ids), _fonts_of(shelf))
    cards = []
    for index, name in enumerate(ids):
        card, found = _read_card(shelf, replace(frame, id=name, index=index))
        cards += [card] if card else []
        shelf.found += found if only in ("", name) else ()
    problems = gather_problems(shelf, only)
    if not ids and not only:
        problems += _nothing(shelf.folder, "holds no card").problems
    whole = not any(s.is_faulty for s in shelf.own) and any(only in ("", card.id) for card in cards)
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
    languages, sizes, formats = (values.get(key) or () for key in ("languages", "sizes", "formats"))
    problems = (*desk.problems, *_strays(shelf.folder))
    language = shelf.language or cards[0].language
    even = shelf.own and values.get("type") != "each"   # without `set.yaml` a folder's cards have nothing in common
    return CardSet(
        name, cards, values.get("title"), language, languages, sizes, formats, "even" if even else "each",
        problems=problems)


def _strays(folder: Path) -> Iterable[Problem]:
    """Warnings of files that look like cards and are not read."""
    for path in sorted(folder.iterdir()):
        if path.suffix != ".yaml" and path.suffix.lower() in (".yml", ".yaml"):
            place = Place(path.as_posix(), 1, 1)
            yield Problem("warning", "this file is not read", place, hint="cards' names end in `.yaml`")


def _fonts_of(shelf: Shelf) -> str:
    node = shelf.own[0].fields.get("fonts") if shelf.own else None
    folder: str = (SET_FIELDS["fonts"](node, "fonts", shelf.desk()) or "") if node is not None else ""
    shelf.seen += see_tree(Path(folder)) if folder else ()
    return folder


def _name_of(folder: Path) -> str:
    return folder.name if folder.name not in ("", "..") else folder.resolve().name
