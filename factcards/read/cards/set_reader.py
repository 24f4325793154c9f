"""Folders and files to sets of cards, with all their problems."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import unicodedata2

from ...deprecations import accept_positional
from ...errors import Place, Problem, ReadError, count_noun, show_in_line, take_folder, take_path
from ...model.cards import Card, CardKind, CardSet, Origin
from ...model.sizes import Size
from ...storage.paths import find_default_root, is_within
from ...storage.snapshots import FileSnapshot, snapshot, snapshot_tree
from ..fields.scalar_fields import report_lost_value
from ..fields.value_reader import quote_text
from ..themes.font_folders import find_italic_families, find_unread_fonts
from ..yaml.source import show_path
from ..yaml.yaml_parser import MappingNode, load_yaml
from .card_files import (
    SET,
    CardFile,
    FolderListing,
    explain_broken_link,
    find_set_name_problem,
    list_folder,
    load_files,
)
from .card_reader import CardLayers, build_card, report_other_kind, require_parts, resolve_kind
from .card_schema import SET_FIELDS
from .cascade import FileLayer, merge_layers
from .other_files import find_misnamed, find_unread, has_card_key, is_theme_like
from .set_files import (
    FileSet,
    classify_files,
    find_translations_named_as_cards,
    gather_file_problems,
    list_set_languages,
    order_cards,
    report_file_problems,
)

MAX_FILES = 100_000
"""Maximum number of card files in a set's folder."""
_MAX_NAMED_FILES = 5
"""Maximum number of files that a message names."""
_EXPECTED_FILES = "expected files such as `ninety-six-percent.yaml`"
_SET_ONLY_FIELDS = ("title", "languages", "sizes", "formats", "type", "accept")   # fields that cards do not inherit


@dataclass(frozen=True, slots=True)
class Read:
    """Sets without the cards that have errors, and every error.

    Warnings are in the values that they concern: `CardSet.problems` and `Variant.problems`. `seen` has the state of
    every file and folder just before it was read.
    """

    sets: tuple[CardSet, ...]
    problems: tuple[Problem, ...]
    seen: tuple[FileSnapshot, ...] = field(default=(), compare=False, repr=False)

    def __repr__(self) -> str:
        """Return the number of the sets and of the problems."""
        counts = count_noun(len(self.sets), "set"), count_noun(len(self.problems), "problem")
        names = ", ".join(one.id or "no name" for one in self.sets[:8])
        return show_in_line(self, f"{' and '.join(counts)}{f': {names}' if names else ''}")


@accept_positional("root")
def read_sets(path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None) -> Read:
    """Return all sets at a path: a card's file, a set's folder, or a folder of sets.

    Their themes may be anywhere inside `root`; the default is the working folder if the path is inside it, or else the
    path itself. Raises RequestError if an argument is not a path.
    """
    path = Path(take_path(path, "path", "the path of a file or a folder"))
    named_root = "" if root is None else take_folder(root, "root")
    try:
        top = Path(named_root).resolve() if named_root else find_default_root(path)
        if path.is_dir():
            return _read_folder(path, top)
        if path.is_file():
            return _read_file(path, top)
    except OSError as error:
        return _refuse(path, f"cannot be read: {(error.strerror or 'input error').lower()}", hint="")
    shown = quote_text(str(path))
    there = os.path.exists(path)   # noqa: PTH110 - it never raises
    message = f"{shown} is neither a file nor a folder" if there else f"there is no file or folder {shown}"
    if not there and path.is_symlink():
        message = f"{shown} is a link that leads nowhere"
    return Read((), (Problem("error", message, kind="no-cards"),))


@accept_positional("root")
def read_cards(path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None) -> CardSet:
    """Return the set at a path: a set's folder, or a card's file. Of a file, the mapping has only that card.

    Its themes may be inside `root`, as for `read_sets`. Raises ReadError with all errors of the set, or if there are
    several sets or none.
    """
    read = read_sets(path, root=root)
    if read.problems:
        raise ReadError(read.problems)
    if len(read.sets) != 1:
        raise ReadError(f"{quote_text(str(path))} holds {len(read.sets)} sets, expected one: name the set's folder")
    return read.sets[0]


def _read_folder(path: Path, root: Path) -> Read:
    listing = list_folder(path)
    file_set = _load_file_set(path, root, listing)
    if isinstance(file_set, Read):
        return file_set
    if file_set.is_set:
        return build_set(file_set, _resolve_set_name(path))
    results, others, themes = [], list(file_set.other_warnings), set[str]()
    file_set.snapshots.clear()   # in the order in which the folders are read
    file_set.snapshots += [snapshot(path), *(snapshot(path / name) for name in listing.files)]
    for name in listing.folders:
        file_set.snapshots.append(snapshot(path / name))
        inner = _load_inner_folder(path, name, root)
        if isinstance(inner, Read):
            results.append(inner)
        elif inner.is_set:
            result = build_set(inner, _resolve_set_name(path / name))
            results.append(_hide_linked_problems(path, root, result, path / name))
            themes |= {found.as_posix() for found in inner.paths.values() if isinstance(found, Path)}
        else:
            others += inner.other_warnings
            file_set.snapshots += inner.snapshots
    if not any(result.sets or result.problems for result in results):
        return _refuse(path, "holds no card", others)
    sets = [cards for result in results for cards in result.sets]
    if sets:
        others = [p for p in others if p.place and p.place.file not in themes]
        sets[0] = replace(sets[0], problems=(*others, *sets[0].problems))
    return Read(
        tuple(sets), tuple(p for result in results for p in result.problems),
        (*file_set.snapshots, *(s for result in results for s in result.seen)),
    )  # fmt: skip


def _load_inner_folder(path: Path, name: str, root: Path) -> Read | FileSet:
    """Return the files of a folder inside the named one, or the error that prevents reading them."""
    folder = path / name
    try:
        file_set = _load_file_set(folder, root, list_folder(folder))
    except OSError as error:
        linked = explain_broken_link(folder, error)
        if linked:
            return Read((), (linked,))
        return _refuse(folder, f"cannot be read: {(error.strerror or 'input error').lower()}", hint="")
    if isinstance(file_set, Read) or file_set.is_set:
        return file_set
    for seen, problem in find_unread(folder):
        file_set.snapshots.append(seen)
        file_set.other_warnings += [problem] if problem else []
    return file_set


def _hide_linked_problems(path: Path, root: Path, read: Read, folder: Path) -> Read:
    """Replace the problems of a set, which quote its lines, by one if its folder is a link out of the named folders.

    Its cards without errors are read.
    """
    if not read.problems or not folder.is_symlink() or is_within(path, folder) or is_within(root, folder):
        return read
    message = f"this folder is a link that leads out of {quote_text(str(path))}, and it has errors"
    hint = "name the folder itself to see what is wrong"
    return replace(read, problems=(Problem("error", message, Place(show_path(folder), 1, 1),
                                           hint=hint, kind="folder"),))


def _read_file(path: Path, root: Path) -> Read:
    if path.suffix != ".yaml":
        hint = "cards' names end in `.yaml`: rename it" if path.suffix.lower() in (".yml", ".yaml") else _EXPECTED_FILES
        return _refuse(path, "is not a card", hint=hint)
    name = _parse_id(path.name)
    read = read_set(path.parent, root, "" if name == SET else name)
    return read if read.sets or read.problems else _explain_other_file(path)


def _explain_other_file(path: Path) -> Read:
    """Return no set, and why a YAML file that the user named is not a card: its YAML errors and its keys."""
    parsed = load_yaml(path, show_path(path))
    if is_theme_like(parsed.root):
        hint = f"a card names it with `theme: ./{path.name}`, the command with `-t {show_path(path)}`"
        message = "this is a theme, and no card"
        return Read((), (Problem("error", message, parsed.source.place(0), hint=hint, kind="no-cards"),))
    message = "this has none of a card's keys"
    if has_card_key(parsed.root, parsed.source):
        message = "most of these keys are not a card's"
    hint = "a card has `fact` or `story`, `source` and `action`"
    other = Problem("error", message, parsed.source.place(0), hint=hint, kind="no-cards")
    return Read((), (other, *parsed.problems))


def _refuse(path: Path, message: str, others: Sequence[Problem] = (), hint: str = _EXPECTED_FILES) -> Read:
    """Return no set, and the problem; `others` are warnings of files there that are not read."""
    files = [f"`{p.place.file.removeprefix(f'{path.as_posix()}/')}`" for p in others if p.place]
    more = f" and {len(files) - _MAX_NAMED_FILES} more" if len(files) > _MAX_NAMED_FILES else ""
    if files:
        hint = others[0].hint
        message += f": {', '.join(files[:_MAX_NAMED_FILES])}{more} {'is' if len(files) == 1 else 'are'} not read"
    return Read((), (Problem("error", f"{quote_text(str(path))} {message}", hint=hint, kind="no-cards"),))


def read_set(folder: Path, root: Path, only: str = "") -> Read:
    """Return one set and every problem; no set if `set.yaml` or every card has errors.

    With `only`, a card's name, the problems are those of that card, yet its whole set is read, since common sizes
    depend on all cards. Without `set.yaml`, the card is read alone.
    """
    listing = list_folder(folder)
    is_lone = bool(only) and f"{SET}.yaml" not in listing.files
    file_set = _load_file_set(folder, root, listing, only, is_lone=is_lone)
    if isinstance(file_set, Read):
        return file_set
    return build_set(file_set, "" if is_lone else _resolve_set_name(folder), only)


def _load_file_set(
    folder: Path, root: Path, listing: FolderListing, only: str = "", *, is_lone: bool = False
) -> FileSet | Read:
    """Return the files of a folder, or of one card; a whole folder has warnings of other files in it, too."""
    seen = [snapshot(folder)]
    files = {n: reason for n, reason in listing.files.items() if not is_lone or _parse_id(n) == only}
    if len(files) > MAX_FILES:
        message = f"the folder holds {len(files):,} files of cards, expected {MAX_FILES:,} at most"
        problem = Problem("error", message, Place(folder.as_posix(), 1, 1), "cards", "split them into several sets",
                          kind="too-large")
        return Read((), (problem,), tuple(seen))
    seen += [snapshot(folder / name) for name in files]
    card_files, others = load_files(folder, files, only)
    file_set = classify_files(folder, card_files, root)
    file_set.snapshots += seen
    file_set.other_warnings += find_translations_named_as_cards(file_set, only)
    if not only:
        searched = [*find_misnamed(folder, listing.misnamed), *(find_unread(folder) if file_set.is_set else ())]
        file_set.snapshots += (state for state, _ in searched)
        file_set.other_warnings += [*(problem for _, problem in searched if problem), *others]
    return file_set


def _parse_id(name: str) -> str:
    """Return the name of the card that a file belongs to."""
    return str(unicodedata2.normalize("NFC", name)).split(".", 1)[0]


def build_set(file_set: FileSet, set_name: str, only: str = "") -> Read:
    """Return the set of a folder's files and every problem."""
    report_file_problems(file_set)
    folder = file_set.folder
    unsafe = find_set_name_problem(folder, set_name) if set_name and folder else None
    file_set.problems += [unsafe] if unsafe else []
    ids = order_cards(file_set)
    origin = Origin(folder.resolve().as_posix(), (file_set.root or folder.resolve()).as_posix()) if folder else Origin()
    template = Card("", set_name, file_set.language, (), 0, len(ids), _read_font_folder(file_set), origin=origin)
    cards = []
    for index, name in enumerate(ids):
        card, found = _read_card(file_set, replace(template, id=name, index=index))
        cards += [card] if card else []
        file_set.problems += found if only in ("", name) else ()
    problems = gather_file_problems(file_set, only)
    if not ids and not only and folder:
        problems += _refuse(folder, "holds no card", file_set.other_warnings).problems
    is_valid = (
        not unsafe
        and not any(file.has_errors for file in file_set.set_files)
        and any(only in ("", card.id) for card in cards)
    )
    found_sets = (replace(_build_card_set(file_set, set_name, tuple(cards)), only=only),) if is_valid else ()
    return Read(found_sets, tuple(problems), tuple(file_set.snapshots))


def _read_card(file_set: FileSet, template: Card) -> tuple[Card | None, list[Problem]]:
    """Return a card, or None if it has errors, and the errors that only the cascade shows."""
    own, variants = file_set.card_files[template.id], file_set.card_variants.get(template.id, [])
    if own.is_incomplete or any(file.has_errors for file in file_set.set_files):
        return None, []
    context = file_set.new_context()
    layers = _collect_layers(file_set, own, variants)
    kind = resolve_kind(layers, context)
    card = None
    if kind:
        blocked = {
            file.variant_language
            for file in variants
            if file.variant_language and _report_kind(file, kind, file_set)
        }
        layers = replace(layers, blocked_languages=layers.blocked_languages | blocked)
        template = replace(template, language=layers.card_layer.language)
        card, problems = build_card(template, layers, kind, list_set_languages(file_set, variants), context)
        context.problems += problems
    else:
        require_parts(merge_layers(layers.layers_for(layers.card_layer.language)), own.start_place, context)
    errors = [p for p in context.problems if p.severity == "error"]
    return (card if not own.has_errors else None), errors


def _collect_layers(file_set: FileSet, own: CardFile, variants: list[CardFile]) -> CardLayers:
    language = file_set.languages[own.shown_path] or "und"  # unknown, which is reported already
    shared = [
        FileLayer(file.fields, file_set.languages[file.shown_path])
        for file in (*file_set.set_files, *file_set.set_variants)
    ]
    if not file_set.set_files:
        shared.insert(0, FileLayer(MappingNode((), own.fields.source, 0, 0), language))
    blocked = frozenset(
        file.variant_language
        for file in (*file_set.set_variants, *variants)
        if file.variant_language and file.has_errors
    )
    variant_layers = tuple(FileLayer(file.fields, file.variant_language or "") for file in variants)
    return CardLayers(tuple(shared), FileLayer(own.fields, language), variant_layers, own.start_place, blocked)


def _report_kind(card_file: CardFile, kind: CardKind, file_set: FileSet) -> bool:
    """Report a variant of another kind than its card's, and return whether it is one."""
    context = file_set.new_context()
    report_other_kind(card_file.fields, kind, context)
    card_file.problems += context.problems
    return bool(context.problems)


def _build_card_set(file_set: FileSet, name: str, cards: tuple[Card, ...]) -> CardSet:
    context = file_set.new_context()
    entries = file_set.set_files[0].fields.entries if file_set.set_files else ()
    values = {
        key.text: SET_FIELDS[key.text](node, key.text, context) for key, node in entries if key.text in _SET_ONLY_FIELDS
    }
    for key in ("languages", "sizes", "formats", "type", "cards"):
        if file_set.set_files:
            report_lost_value(file_set.set_files[0].fields, key, key, context, "warning")
    languages, listed, formats = (values.get(key) or () for key in ("languages", "sizes", "formats"))
    sizes = tuple(size if isinstance(size, str) else size.name for size in listed)
    own_sizes = tuple(size for size in listed if isinstance(size, Size))
    problems = (*context.problems, *file_set.other_warnings)
    language = file_set.language or cards[0].language
    # without `set.yaml` a folder's cards have nothing in common
    even = file_set.set_files and values.get("type") != "each"
    return CardSet(
        name, cards, values.get("title"), language, languages, sizes, formats, "even" if even else "each",
        problems=problems, accept=values.get("accept") or (), own_sizes=own_sizes)


def _read_font_folder(file_set: FileSet) -> str:
    node = file_set.set_files[0].fields.get("fonts") if file_set.set_files else None
    folder: str = (SET_FIELDS["fonts"](node, "fonts", file_set.new_context()) or "") if node is not None else ""
    if folder and node is not None:
        file_set.snapshots += snapshot_tree(Path(folder))
        warnings = (find_unread_fonts(Path(folder), node.place), find_italic_families(Path(folder), node.place))
        file_set.other_warnings += (problem for found in warnings for problem in found)
    return folder


def _resolve_set_name(folder: Path) -> str:
    name = folder.name if folder.name not in ("", "..") else folder.resolve().name
    return str(unicodedata2.normalize("NFC", name))
