"""Why a file is made again: what of all that decides its bytes is not as it was when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..rendering.manifest import Manifest
from ..rendering.records import MeasuredSizes, Record
from .inputs import ENGINES, TYPE_SIZES
from .versions import library_versions, parse_versions

FORCED = "--force"
GONE = "not there"
CHANGED = "the file was changed by someone"
_UNLISTED = "not in the manifest"
_SHARED = frozenset({"theme", "size", "fonts", "factcards", ENGINES})
"""Where one of these changed, each card's own size did too, and none moved the others."""
_SPOKEN_NAMES = {"order": "its place in the set", "factcards": "factcards itself", "sizes": "type sizes"}
_SIZE_TEXT = re.compile(r"(\S+) (.+) (\d+)(?: of (\d+))?")


@dataclass(frozen=True, slots=True)
class InputDiff:
    """A file's inputs as its old record has them and as they are now, by name."""

    record: Record
    current: Mapping[str, str]

    def changed_names(self) -> list[str]:
        """The parts that differ, but for those that mostly follow from another: the alt text, the address."""
        before = dict(self.record.inputs)
        names = [n for n in dict.fromkeys([*self.current, *before]) if before.get(n) != self.current.get(n)]
        follow = {"alt"} | ({"action.short"} if "action.url" in names else set())
        return [name for name in names if name not in follow] or names


def explain_rebuild(change: InputDiff, old: Manifest, measured: Iterable[MeasuredSizes]) -> tuple[str, ...]:
    """What changed, in words; `measured` are the sizes that each card could have now, `old` knows those of before."""
    names = change.changed_names()
    reasons = [_SPOKEN_NAMES.get(name, name) for name in names if name not in (ENGINES, TYPE_SIZES)]
    if ENGINES in names:
        reasons += _compare_engines(dict(old.engines).get(dict(change.record.inputs).get(ENGINES, ""), ""))
    if TYPE_SIZES in names:
        reasons += _compare_sizes(change, old.measured, () if _SHARED & set(names) else tuple(measured))
    return tuple(reasons) or ("something else",)


def explain_missing(record: Record | None, *, there: bool) -> str:
    """Why a file of which nothing else has changed is made: it is gone, was never made, or is not as it was made."""
    if not there:
        return GONE
    return CHANGED if record else _UNLISTED


def _compare_engines(before: str) -> list[str]:
    then, now = parse_versions(before), parse_versions(library_versions())
    changed = [name for name in {**then, **now} if then.get(name) != now.get(name)]
    return [f"{name} {then.get(name, '-')} → {now.get(name, '-')}" for name in changed] if then else ["other libraries"]


def _compare_sizes(change: InputDiff, before: Iterable[MeasuredSizes], after: Iterable[MeasuredSizes]) -> Iterator[str]:
    """The roles whose size is another one, and the card that moved it where one of the set's did."""
    said = dict(change.record.inputs).get(TYPE_SIZES, ""), change.current.get(TYPE_SIZES, "")
    then, now = (dict(_parse_sizes(sizes)) for sizes in said)
    for role in {**then, **now}:
        old, new = then.get(role), now.get(role)
        if old is None or new is None:
            yield f"the set's type size of `{role[0]}`"
        elif old != new:
            (size, others), (wanted, more) = old, new
            if others or more:
                yield f"type size of `{role[0]}`, {size} → {wanted} px, apart from the set's"
            else:
                mover = _find_limiting_card(change.record, role, (size, wanted), before, after)
                yield f"the set's type size of `{role[0]}`, {size} → {wanted} px{mover}"


def _parse_sizes(said: str) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    for size in said.split(", ") if said else ():
        if found := _SIZE_TEXT.fullmatch(size):
            yield (found[1], found[2]), (int(found[3]), int(found[4] or 0))


def _find_limiting_card(
    record: Record,
    role: tuple[str, str],
    sizes: tuple[int, int],
    before: Iterable[MeasuredSizes],
    after: Iterable[MeasuredSizes],
) -> str:
    """The changed card that set the limit before and does so no more, or that sets it now."""
    company = record.set, record.language, record.size
    then, now = ({m.card: m for m in all_ if (m.set, m.language, m.size) == company} for all_ in (before, after))
    limit, deciding = (sizes[1], now) if sizes[1] < sizes[0] else (sizes[0], then)
    for card, entry in deciding.items():
        moved = card not in now or card not in then or now[card].key != then[card].key
        if moved and now and (*role, limit) in entry.sizes:
            return f": moved by `{card}` ({record.language})"
    return ""
