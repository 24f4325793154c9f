"""Reads the cards that the command line names, and plans what to render."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ..batch import Plan, Request, find_expiry_days, plan_jobs, snapshot_shared
from ..errors import FactcardsError, Problem, has_errors
from ..model.cards import CardSet, Origin, Prose
from ..model.themes import Theme
from ..read import read_sets
from ..read.themes.theme_reader import read_theme
from ..storage.paths import find_default_root
from ..storage.snapshots import FileSnapshot
from .arguments import refuse_unknown_sizes


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """The plan, and the problems found before anything is rendered.

    `snapshots` are the inputs just before they were read, `expiry_days` the last days of cards that expire. `is_valid`
    is True if no file that was read has an error. `full_sets` names the sets whose cards were all requested; `is_full`
    is True if that holds for every set, with all languages and sizes. `titles` are those of the sets, by their names.
    The card sets are not kept: for 20,000 cards they would double the memory of the run.
    """

    problems: tuple[Problem, ...]
    plan: Plan
    snapshots: tuple[FileSnapshot, ...]
    expiry_days: tuple[date, ...]
    is_valid: bool
    full_sets: frozenset[str]
    is_full: bool
    titles: Mapping[str, Prose]


def plan_cards(args: Namespace) -> PlannedRun:
    """Read the cards that the arguments name, and plan what to render."""
    read = [read_sets(path, root=args.root) for path in args.paths]
    sets = tuple(cards for one in read for cards in one.sets)
    if all(problem.kind == "no-cards" for one in read for problem in one.problems):   # others may hide an own size
        refuse_unknown_sizes(args, (size.name for cards in sets for size in cards.own_sizes))
    formats = ("dump",) if args.command in ("check", "fonts") else tuple(args.format)
    request = Request(
        tuple(args.language), tuple(args.size), formats, args.theme, args.today, complete=args.complete,
        small=args.png == "small", svg=args.svg, book=args.book,
    )  # fmt: skip
    shared = snapshot_shared(_list_themes(sets, args.theme))
    faulty: list[str] = []

    @cache   # read once for all cards, since the file may change in the meantime
    def read_one(name: str, origin: Origin) -> Theme:
        try:
            return read_theme(name, origin)
        except FactcardsError:
            faulty.append(name)
            raise

    plan = plan_jobs(sets, request, read_one)
    found = [problem for one in read for problem in one.problems]
    named = {path.resolve() for path in args.paths if path.is_dir()} if len(args.paths) > 1 else set()
    problems = tuple(p for p in dict.fromkeys([*found, *plan.problems]) if not _is_of_folder(p, named))
    if not problems and not any(cards.cards for cards in sets):
        paths = " ".join(str(path) for path in args.paths)
        problems = (Problem("error", f"`{paths}` holds no card",
                            hint="expected files such as `a-name.yaml`", kind="no-cards"),)
    snapshots = (*(seen for one in read for seen in one.seen), *shared)
    is_valid = not faulty and not has_errors(found)
    full_sets = frozenset(cards.id for cards in sets if not cards.only)
    is_full = not (args.language or args.size or args.theme) and all(not c.only or not c.id for c in sets)
    titles = {cards.id: cards.title for cards in sets if cards.title}
    return PlannedRun(problems, plan, snapshots, find_expiry_days(sets), is_valid, full_sets, is_full, titles)


def find_root_of(args: Namespace) -> Path | None:
    """Return `--root`, or the default root of the first path; None if there is no path."""
    root: Path | None = args.root
    return root or (find_default_root(args.paths[0]) if args.paths else None)


def _is_of_folder(problem: Problem, folders: set[Path]) -> bool:
    """Return whether a warning says that a folder is not read, although the command line names it too."""
    place = problem.place if folders and problem.severity == "warning" else None
    return place is not None and Path(place.file).resolve() in folders


def _list_themes(sets: tuple[CardSet, ...], theme: str) -> list[tuple[str, Origin]]:
    """Return the themes that cards name, or the requested one, each with the origin that limits its files."""
    if theme:
        return [(theme, origin) for origin in dict.fromkeys(Origin(root=c.origin.root) for s in sets for c in s.cards)]
    named = ((variant.theme, card.origin) for cards in sets for card in cards.cards for _, variant in card.variants)
    return list(dict.fromkeys(named))
