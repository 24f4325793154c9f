"""The summary of a run, and its JSON in the cache for a later run that would report the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ..errors import Place, Problem
from ..rendering.records import Record, Untranslated, is_severity, problem_to_json, untranslated_from_json
from ..storage.json_values import is_count, is_list, is_map, is_path, is_text, list_of, null_or, take_fields
from .accepted import AcceptedProblem
from .make import Result

ProblemsWithSizes = tuple[tuple[Problem, tuple[str, ...]], ...]
"""Problems, each with the names of the sizes at which it was found."""
AcceptedWithSizes = tuple[tuple[AcceptedProblem, tuple[str, ...]], ...]
"""Accepted problems, each with the names of the sizes at which it was found; () if it was found before drawing."""


@dataclass(frozen=True, slots=True)
class RebuildReason:
    """Why a file was rendered again; `found` says that it came from the cache. The fields are keys of `--json`."""

    file: str
    why: tuple[str, ...]
    found: bool = False


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run reports.

    `problems` were found before anything was drawn, `job_problems` in pictures, with their sizes. `files` are there
    now; `unchanged` counts those that stayed, `from_cache` those from the cache. No card makes the `stray_files` any
    more. `accepted` problems are in neither list of problems. If `cacheable`, a run with the same inputs would report
    the same, except for `notes`.
    """

    problems: tuple[Problem, ...] = ()
    job_problems: ProblemsWithSizes = ()
    untranslated: tuple[Untranslated, ...] = ()
    files: tuple[str, ...] = ()
    unchanged: int = 0
    from_cache: int = 0
    reasons: tuple[RebuildReason, ...] = ()
    stray_files: tuple[str, ...] = ()
    cacheable: bool = True
    records: tuple[Record, ...] = ()
    notes: tuple[Problem, ...] = ()
    accepted: AcceptedWithSizes = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems found before drawing and those of pictures."""
        return (*self.problems, *(problem for problem, _ in self.job_problems))


def summarize_run(
    problems: Sequence[Problem], untranslated: Sequence[Untranslated], results: Sequence[Result],
    accepted: Iterable[AcceptedProblem] = (),
) -> RunSummary:  # fmt: skip
    """Return what a run reports: its problems, its files, and why they were rendered again."""
    rendered = [result for result in results if result.record]
    return RunSummary(
        tuple(problems), gather_problems(results), tuple(untranslated), tuple(result.job.file for result in rendered),
        sum(result.kept for result in rendered), sum(result.from_cache for result in rendered),
        tuple(RebuildReason(result.job.file, result.why, result.from_cache) for result in results if result.why),
        cacheable=not any(result.is_transient for result in results),
        records=tuple(result.record for result in rendered if result.record),
        accepted=gather_accepted(accepted, results),
    )  # fmt: skip


def gather_problems(results: Iterable[Result]) -> ProblemsWithSizes:
    """Return each problem once, with the names of the sizes at which it was found."""
    found: dict[Problem, dict[str, None]] = {}
    for result in results:
        for problem in result.problems:
            found.setdefault(problem, {})[result.job.size.name] = None
    return tuple((problem, tuple(sizes)) for problem, sizes in found.items())


def gather_accepted(accepted: Iterable[AcceptedProblem], results: Iterable[Result]) -> AcceptedWithSizes:
    """Return each accepted problem once: those found before drawing, then those of pictures with their sizes."""
    found: dict[AcceptedProblem, dict[str, None]] = {one: {} for one in accepted}
    for result in results:
        for one in result.accepted:
            found.setdefault(one, {})[result.job.size.name] = None
    return tuple((one, tuple(sizes)) for one, sizes in found.items())


def accepted_to_json(accepted: AcceptedWithSizes) -> dict[str, object]:
    """Convert accepted problems to the `accepted` field of the JSON output; no field if there are none."""
    entries = [problem_to_json(one.problem) | {"sizes": list(sizes), "reason": one.reason} for one, sizes in accepted]
    return {"accepted": entries} if entries else {}


def summary_to_json(summary: RunSummary) -> dict[str, object]:
    """Convert the summary that the next run has if nothing changes to JSON."""
    return {
        "problems": [asdict(problem) for problem in summary.problems],
        "found": [[asdict(problem), list(sizes)] for problem, sizes in summary.job_problems],
        "untranslated": [asdict(entry) for entry in summary.untranslated],
        "files": list(summary.files),
        "strays": list(summary.stray_files),
        "accepted": [[asdict(one.problem), list(sizes), one.reason] for one, sizes in summary.accepted],
    }


def summary_from_json(cached: dict[str, Any]) -> RunSummary:
    """Convert a cached summary back. Raises MalformedError if it is malformed."""
    found = take_fields(cached, _SUMMARY)
    accepted = (
        (AcceptedProblem(_problem_from_summary(entry), reason), tuple(sizes))
        for entry, sizes, reason in found["accepted"]
    )
    files = tuple(found["files"])
    return RunSummary(
        tuple(_problem_from_summary(entry) for entry in found["problems"]),
        tuple((_problem_from_summary(entry), tuple(sizes)) for entry, sizes in found["found"]),
        tuple(untranslated_from_json(entry) for entry in found["untranslated"]),
        files, len(files), stray_files=tuple(found["strays"]), accepted=tuple(accepted),
    )  # fmt: skip


def _problem_from_summary(entry: object) -> Problem:
    found = take_fields(entry, _PROBLEM)
    place = Place(**take_fields(found["place"], _PLACE)) if found["place"] else None
    return Problem(**found | {"place": place})


def _is_found(value: object) -> bool:
    """Return whether a value is a problem with the names of sizes."""
    return isinstance(value, list) and len(value) == 2 and list_of(is_text)(value[1])


def _is_accepted(value: object) -> bool:
    """Return whether a value is a problem with the names of sizes and a reason."""
    return isinstance(value, list) and len(value) == 3 and list_of(is_text)(value[1]) and is_path(value[2])


_SUMMARY = {
    "problems": is_list, "found": list_of(_is_found), "untranslated": is_list,
    "files": list_of(is_text), "strays": list_of(is_text), "accepted": list_of(_is_accepted),
}  # fmt: skip
_PROBLEM = dict.fromkeys(("message", "field", "hint", "kind"), is_path) | {
    "severity": is_severity, "place": null_or(is_map),
}  # fmt: skip
_PLACE = dict.fromkeys(("file", "source"), is_path) | dict.fromkeys(("line", "column", "length"), is_count)
"""Fields of a cached summary, of a problem and of its place, with their checks."""
