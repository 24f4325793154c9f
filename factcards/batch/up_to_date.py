"""A run in which nothing has changed is known by a look at its files, none of which is read: its outcome is recalled.

Noted are the states of all files and folders as they were just before they were read, those of the files that came
of it, and the outcome. As long as a state is the same, so are the bytes: whoever changes them changes the inode's time.
A file of another state counts as the same if its bytes are. At the least doubt there is nothing to recall, and the run
goes the whole way. What was noted is trusted as the cache is, but it must be about what is asked for: each path that
was named is among those seen, each file of the outcome among those that came of it, and the folder's list is one that
a run of this user wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..model.cards import CardSet, Origin
from ..read.themes.theme_reader import see_theme
from ..rendering.cache import Cache
from ..rendering.manifest import NAME, find_trusted
from ..storage.files import State, look_at
from ..storage.json_values import (
    Check,
    MalformedError,
    is_digest,
    is_map,
    is_path,
    is_text,
    list_of,
    take_fields,
)
from ..storage.local_storage import Folder
from ..storage.snapshots import Seen, digest_seen, see
from ..storage.storages import Survey, Target
from ..storage.trust import TrustList
from ..text.fonts.font_library import font_sources
from .run_summary import Outcome, note_outcome, recall_outcome
from .versions import list_engines, program_digest

_FINE, _COARSE = 20_000_000, 2_000_000_000   # nanoseconds within which two changes may have the same time
_SECOND = 1_000_000_000
_STATE = [int] * len(State._fields)


def _is_row(first: Check, digest: Check) -> Check:
    """Return the check of a name, a state and a digest, as they are noted of a file."""
    def check(value: object) -> bool:
        if type(value) is not list or len(value) != 3:
            return False
        name, state, held = value
        known = state is None or (type(state) is list and list(map(type, state)) == _STATE)
        return known and first(name) and digest(held)

    return check


_NOTED = {
    "outcome": is_map, "seen": list_of(_is_row(is_path, lambda value: value == "" or is_digest(value))),
    "files": list_of(_is_row(is_text, is_digest)), "others": list_of(is_text),
    "today": is_text, "days": list_of(is_text),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a run: its key, from all that was said on the command line, its day, and when it began.

    `paths` are the cards that were named. `clock` is the one by which files are stamped, in nanoseconds; `began` is
    what it showed.
    """

    key: str
    paths: tuple[str, ...]
    today: date
    began: int
    clock: Callable[[], int]


def name_request(said: Iterable[tuple[str, str]]) -> str:
    """The key of a run: what was asked for, and where, our own source, all libraries, the packages of fonts at hand."""
    parts = [f"{name}={value}" for name, value in sorted(said)]
    parts += [str(Path.cwd()), program_digest(), list_engines(), *map(str, font_sources())]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def see_shared(themes: Iterable[tuple[str, Origin]]) -> tuple[Seen, ...]:
    """How what the cards do not name is now: the files of themes, and our own fonts."""
    return (*(seen for name, origin in themes for seen in see_theme(name, origin)), *map(see, font_sources()))


@dataclass(frozen=True, slots=True)
class Past:
    """A run that went the whole way: what it told and read, the `others` on the folder's list, last days of cards."""

    outcome: Outcome
    seen: tuple[Seen, ...]
    others: tuple[str, ...]
    days: tuple[date, ...]


def find_days(sets: Iterable[CardSet]) -> tuple[date, ...]:
    """The last days of cards that expire."""
    variants = (variant for cards in sets for card in cards.cards for _, variant in card.variants)
    return tuple(sorted({variant.expires for variant in variants if variant.expires}))


def remember_run(cache: Cache, question: Question, folder: Folder, past: Past) -> None:
    """Note what came of a run that went the whole way, if what it read has not changed since it began."""
    unique = {one.path: one for one in past.seen}.values()
    if not cache.limit or not past.outcome.lasting or any(_is_fresh(one.state, question.began) for one in unique):
        return
    named = {one.path for one in unique}.issuperset(question.paths)
    if not named or any(see(Path(one.path)) != one for one in unique):
        return
    whole = [(NAME, folder.digest(NAME)), *((r.file, r.sha256) for r in past.outcome.records)]
    survey = folder.survey()
    files = [_hold_against(survey, name, None, digest, question.clock()) for name, digest in whole]
    if None not in files:
        noted = {
            "outcome": note_outcome(past.outcome),
            "seen": [[one.path, _note(one.state), digest_seen(one.path)] for one in unique],
            "files": files,
            "others": past.others,
            "today": question.today.isoformat(),
            "days": [day.isoformat() for day in past.days],
        }
        cache.keep_run(question.key, noted)


def recall_run(cache: Cache, question: Question, folder: Folder, trusted: TrustList) -> Outcome | None:
    """The outcome of an earlier run that asked the same, if another would have the same; otherwise None."""
    now, survey = question.clock(), folder.survey()
    try:
        noted: dict[str, Any] = take_fields(cache.find_run(question.key), _NOTED)
        if _has_turned(noted["days"], noted["today"], question.today.isoformat()):
            return None
    except MalformedError:
        return None
    made = {name: digest for name, _, digest in noted["files"]}
    if made.get(NAME, "") not in trusted or not {path for path, _, _ in noted["seen"]}.issuperset(question.paths):
        return None
    seen = [_look_again(path, state, digest, now) for path, state, digest in noted["seen"]]
    files = [_hold_against(survey, name, state, digest, now) for name, state, digest in noted["files"]]
    if None in seen or None in files or not all(survey.look(name) for name in noted["others"]):
        return None
    try:
        outcome = recall_outcome(noted["outcome"])
    except MalformedError:
        return None
    if made.keys() != {NAME, *outcome.files}:
        return None
    if seen != noted["seen"] or files != noted["files"]:
        cache.keep_run(question.key, noted | {"seen": seen, "files": files})
    return outcome


def add_records(outcome: Outcome, folder: Target, trusted: TrustList) -> Outcome:
    """A recalled outcome with the records of its files, from the manifest."""
    listed = find_trusted(folder, trusted)
    records = {record.file: record for record in (listed.records if listed else ())}
    return replace(outcome, records=tuple(records[name] for name in outcome.files if name in records))


def _look_again(path: str, state: list[int] | None, digest: str, moment: int) -> list[object] | None:
    """What was seen, with its state now; None where it is not as it was."""
    now = look_at(Path(path))
    if _note(now) == state:
        return [path, state, digest]
    if now is None or state is None or not digest or digest_seen(path) != digest:
        return None
    return [path, state if _is_fresh(now, moment) else _note(now), digest]


def _hold_against(survey: Survey, name: str, state: list[int] | None, digest: str, moment: int) -> list[object] | None:
    """A file that was made, with its state now; None where it is gone or its bytes are others.

    It has no state while it is so new that a change might leave none: then its bytes are looked at.
    """
    now = survey.look(name)
    if not isinstance(now, State) or (_note(now) != state and not survey.holds(name, digest)):
        return None
    return [name, None if _is_fresh(now, moment) else _note(now), digest]


def _note(state: State | None) -> list[int] | None:
    return list(state) if state else None


def _is_fresh(state: State | None, moment: int) -> bool:
    """Whether a change so short after the last may leave no trace; clocks of some file systems count in seconds."""
    if state is None:
        return False
    return state.changed > moment - (_FINE if state.changed % _SECOND else _COARSE)


def _has_turned(days: Sequence[str], then: str, now: str) -> bool:
    """Whether the day makes a difference: a card has expired meanwhile, or it is told anew on which day it has."""
    return then != now and any(day < max(then, now) for day in days)
