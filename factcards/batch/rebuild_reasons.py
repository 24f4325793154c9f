"""Explains why a file is rendered again: which of its inputs differ from those in its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..late_loading import compile_late
from ..rendering.manifest import Manifest
from ..rendering.records import MeasuredSizes, Record
from .inputs import ENGINES, TYPE_SIZES
from .versions import library_versions, parse_versions

FORCED = "--force"
GONE = "not there"
CHANGED = "the file was changed by someone"
_UNLISTED = "not in the manifest"
"""Reasons other than a changed input."""
_SHARED = frozenset({"theme", "size", "fonts", "factcards", ENGINES})
"""If one of these inputs changed, each card's own size may have changed, and no single card is the cause."""
_SPOKEN_NAMES = {"order": "its place in the set", "cards": "the cards of the set", "factcards": "factcards itself"}
"""Names of inputs in messages, if they differ."""
_SIZE_TEXT = compile_late(r"(\S+) (.+) (\d+)(?: of (\d+))?")
"""A type size as `inputs.format_sizes` writes it: role, type, size and, for an outlier, the common size."""


@dataclass(frozen=True, slots=True)
class InputDiff:
    """A file's old record, which has its old inputs, and its current inputs, by name."""

    record: Record
    current: Mapping[str, str]

    def changed_names(self) -> list[str]:
        """Return the names of inputs that differ, without those that usually follow from another one.

        These are the alt texts, the title, and the printed address if the link has changed.
        """
        before = dict(self.record.inputs)
        names = [n for n in dict.fromkeys([*self.current, *before]) if before.get(n) != self.current.get(n)]
        follow = {"alt", "chart_alt", "title"} | ({"action.short"} if "action.url" in names else set())
        return [name for name in names if name not in follow] or names


def explain_rebuild(change: InputDiff, old: Manifest, measured: Iterable[MeasuredSizes]) -> tuple[str, ...]:
    """Return what changed, in words. `measured` are the largest sizes of each card now, `old` has the earlier ones."""
    names = change.changed_names()
    reasons = [_SPOKEN_NAMES.get(name, name) for name in names if name not in (ENGINES, TYPE_SIZES)]
    if ENGINES in names:
        reasons += _compare_engines(dict(old.engines).get(dict(change.record.inputs).get(ENGINES, ""), ""))
    if TYPE_SIZES in names:
        reasons += _compare_sizes(change, old.measured, () if _SHARED & set(names) else tuple(measured))
    return tuple(reasons) or ("something else",)


def explain_missing(record: Record | None, *, there: bool) -> str:
    """Return why a file with unchanged inputs is rendered: it is missing, not listed, or modified."""
    if not there:
        return GONE
    return CHANGED if record else _UNLISTED


def _compare_engines(before: str) -> list[str]:
    then, now = parse_versions(before), parse_versions(library_versions())
    changed = [name for name in {**then, **now} if then.get(name) != now.get(name)]
    return [f"{name} {then.get(name, '-')} → {now.get(name, '-')}" for name in changed] if then else ["other libraries"]


def _compare_sizes(change: InputDiff, before: Iterable[MeasuredSizes], after: Iterable[MeasuredSizes]) -> Iterator[str]:
    """Yield the roles whose size changed, with the card that changed it if a single card of the set did."""
    texts = dict(change.record.inputs).get(TYPE_SIZES, ""), change.current.get(TYPE_SIZES, "")
    then, now = (dict(_parse_sizes(text)) for text in texts)
    for role in {**then, **now}:
        old, new = then.get(role), now.get(role)
        if old is None or new is None:
            yield f"the set's type size of `{role[0]}`"
        elif old != new:
            (size, others), (wanted, more) = old, new
            if others or more:
                yield f"type size of `{role[0]}`, {size} → {wanted} px, apart from the set's"
            else:
                cause = _find_limiting_card(change.record, role, (size, wanted), before, after)
                yield f"the set's type size of `{role[0]}`, {size} → {wanted} px{cause}"


def _parse_sizes(text: str) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    for size in text.split(", ") if text else ():
        if found := _SIZE_TEXT.fullmatch(size):
            yield (found[1], found[2]), (int(found[3]), int(found[4] or 0))


def _find_limiting_card(
    record: Record,
    role: tuple[str, str],
    sizes: tuple[int, int],
    before: Iterable[MeasuredSizes],
    after: Iterable[MeasuredSizes],
) -> str:
    """Return the changed card that limits the size now, or that did so before, as the end of a message; or ""."""
    group = record.set, record.language, record.size
    then, now = ({m.card: m for m in all_ if (m.set, m.language, m.size) == group} for all_ in (before, after))
    limit, deciding = (sizes[1], now) if sizes[1] < sizes[0] else (sizes[0], then)
    for card, entry in deciding.items():
        moved = card not in now or card not in then or now[card].key != then[card].key
        if moved and now and (*role, limit) in {size[:3] for size in entry.sizes}:
            return f": moved by `{card}` ({record.language})"
    return ""
