"""The command `focus`: proposes the focus of photographs of people, shows the proposals, and writes them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..batch import open_assets
from ..errors import FactcardsError, Problem, count_noun
from ..faces import (
    FaceDetector,
    FocusProposal,
    UnfocusedPhoto,
    draw_focus_sheet,
    find_blocked,
    find_unfocused,
    propose_focus,
    write_focus,
)
from ..model.assets import Assets
from ..read import read_sets
from ..storage.local_storage import Folder
from .console import CommandConsole
from .exit_statuses import FAILURE, exit_status
from .grouping import count_problems
from .tables import format_rows

_HEAD = ("file", "photograph", "faces", "focus")
_NO_PROPOSAL = "no face found"


def propose_focuses(args: Namespace, console: CommandConsole) -> int:
    """Propose a focus for each photograph that has none, as the arguments say. Returns the exit status."""
    try:
        detector = FaceDetector()
    except FactcardsError as error:
        console.show_problems(error.problems)
        return FAILURE
    read = [read_sets(path) for path in args.paths]
    problems = list(dict.fromkeys(problem for one in read for problem in one.problems))
    assets = open_assets(())
    unfocused = find_unfocused(cards for one in read for cards in one.sets)
    proposals, refused = _propose(unfocused, detector, assets, console)
    problems += refused
    if proposals:
        console.print_result(format_rows([_HEAD, *(_to_row(proposal) for proposal in proposals)]))
    if args.sheet and proposals:
        data = draw_focus_sheet(proposals, "png" if args.sheet.suffix.lower() == ".png" else "jpeg", assets)
        Folder(args.sheet.parent).write(args.sheet.name, data)
    written = 0
    if args.write:
        written, failed = _write(proposals)
        problems += failed
    console.show_problems(problems)
    console.show_status(_summarize(args, len(unfocused), proposals, written, problems))
    return exit_status(problems)


def _propose(
    unfocused: Sequence[UnfocusedPhoto], detector: FaceDetector, assets: Assets, console: CommandConsole
) -> tuple[list[FocusProposal], list[Problem]]:
    """Return the proposal of each photograph, and the problems of those that cannot be decoded."""
    proposals: list[FocusProposal] = []
    problems: list[Problem] = []
    find_faces = cache(detector.find_faces)   # several cards may show one photograph
    with console.progress("photographs", len(unfocused)) as listen:
        for one in unfocused:
            try:
                faces = find_faces(one.photo, assets.photos)
                proposals.append(FocusProposal(one, faces, propose_focus(faces, one.photo)))
            except FactcardsError as error:
                problems += (replace(problem, place=one.place) for problem in error.problems)
            listen(one)
    return proposals, problems


def _to_row(proposal: FocusProposal) -> tuple[str, ...]:
    unfocused = proposal.unfocused
    photo, folder = Path(unfocused.photo.file).resolve(), Path(unfocused.folder)
    shown = photo.relative_to(folder) if photo.is_relative_to(folder) else photo
    where = f"{unfocused.place.file}:{unfocused.place.line}"
    return where, shown.as_posix(), str(len(proposal.faces)), proposal.yaml_text or _NO_PROPOSAL


def _write(proposals: Sequence[FocusProposal]) -> tuple[int, list[Problem]]:
    """Write the proposals. Returns the number of files that were changed, and the problems of the others."""
    blocked = find_blocked(proposals)
    written, problems = 0, list(blocked.values())
    for proposal in proposals:
        if proposal.focus is None or proposal in blocked:
            continue
        try:
            write_focus(proposal)
            written += 1
        except FactcardsError as error:
            problems += error.problems
    return written, problems


def _summarize(
    args: Namespace, total: int, proposals: Sequence[FocusProposal], written: int, problems: Sequence[Problem]
) -> str:
    """Return the line that says what was proposed for how many photographs, and what was done with it."""
    proposed = sum(1 for proposal in proposals if proposal.focus)
    parts = [f"{count_noun(total, 'photograph')} without a focus" if total else "no photograph is without a focus"]
    parts += [count_noun(proposed, "proposal")] if total else []
    parts += [f"{count_noun(written, 'file')} changed"] if args.write else []
    parts += [f"sheet in `{args.sheet}`"] if args.sheet and proposals else []
    parts += [count_problems(problems)] if problems else []
    hint = ": `--write` writes them into the cards" if proposed and not args.write else ""
    return ", ".join(parts) + hint
