"""The type sizes of a card that is rendered alone: those of its set, measured once for each language and size.

A program renders the cards of a set one by one, for example in a web service. Without the cache, each call would
measure the whole set again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from ..errors import FactcardsError
from ..model.cards import Card, CardSet, Siblings
from ..model.themes import FittingSizes, Theme
from ..read.themes.inheritance import is_theme_path
from ..rendering.jobs import Job, measure_job
from .common_sizes import agree_sizes
from .failures import try_call
from .inputs import ContentDigests, compute_inputs
from .plan import ReadTheme, plan_sizing
from .plan_types import Request, SizingKey, Task
from .worker_assets import open_assets

_CACHED_SETS = 64
"""Number of sets, each in one language and size, whose measurements are kept: about 100 bytes for each card."""
_CACHED_CARDS = 4_096
"""Number of cards, each in one language and size, whose measurements are kept by digest: about 10 kB for each card.

If a set is read again, for example after one of its files has changed, only the changed cards are measured.
"""


@dataclass(frozen=True, slots=True, eq=False)
class _ByIdentity:
    """A value that never changes, compared by identity: to compare a whole set would take as long as to lay out a card.

    Of equal values that are not identical, the digests are computed again.
    """

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@dataclass(frozen=True, slots=True)
class _SetQuery:
    """What decides the sizes of a set besides its cards: the request, its theme, and themes that files define."""

    set: str
    request: Request
    theme: _ByIdentity | None
    files: tuple[_ByIdentity, ...]


def apply_set_sizes(task: Task, card: Card, request: Request, read_theme: ReadTheme) -> Task:
    """Return the task of one card with the type sizes that the cards of its set share.

    The card may differ from the one among its siblings, since a program may have changed it. `request` has one language
    and one size.
    """
    siblings = card.siblings
    if siblings is None or siblings.type != "even":
        return task
    theme = _ByIdentity(task.job.theme) if request.theme else None
    files = () if theme else _list_theme_files(siblings, read_theme)
    query = _SetQuery(card.set, replace(request, theme=""), theme, files)
    measured = _measure_set(_ByIdentity(siblings), query, read_theme)
    sizes = {id_: own for id_, (key, own) in measured.items() if key == task.sizing_key}
    alone = replace(card, siblings=None)
    if not any(other == alone for other in siblings.cards if other.id == card.id):
        sizes[card.id] = _measure(task.job, ContentDigests())
    agreed = agree_sizes(sizes)[card.id] if len(sizes) > 1 else ()
    return replace(task, job=replace(task.job, type_sizes=agreed))


def _list_theme_files(siblings: Siblings, read_theme: ReadTheme) -> tuple[_ByIdentity, ...]:
    """Return the themes of the cards that files define: each is another object after its file has changed."""
    named = {(variant.theme, card.origin) for card in siblings.cards for _, variant in card.variants
             if is_theme_path(variant.theme)}  # fmt: skip
    return tuple(_ByIdentity(try_call(read_theme, *one)) for one in sorted(named, key=repr))


@lru_cache(maxsize=_CACHED_SETS)
def _measure_set(
    siblings: _ByIdentity, query: _SetQuery, read_theme: ReadTheme
) -> dict[str, tuple[SizingKey, tuple[FittingSizes, ...]]]:
    """Return the group and the largest type sizes of each card of a set that is written in the language."""
    cards = cast(Siblings, siblings.value).cards
    theme = cast(Theme, query.theme.value) if query.theme else ""
    tasks = plan_sizing(CardSet(query.set, cards), replace(query.request, theme=theme), read_theme)
    digests = ContentDigests()
    return {task.job.card.id: (task.sizing_key, _measure(task.job, digests)) for task in tasks}


def _measure(job: Job, digests: ContentDigests) -> tuple[FittingSizes, ...]:
    """Return the type sizes at which a card's text fits; () if it cannot be laid out at all."""
    key = compute_inputs(job, digests).key
    return _measure_once(_KeyedJob(key, job)) if key else _measure_now(job)


@dataclass(frozen=True, slots=True, eq=False)
class _KeyedJob:
    """A job, compared by the digest of its inputs."""

    key: str
    job: Job

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _KeyedJob) and other.key == self.key

    def __hash__(self) -> int:
        return int(self.key, 16)


@lru_cache(maxsize=_CACHED_CARDS)
def _measure_once(keyed: _KeyedJob) -> tuple[FittingSizes, ...]:
    return _measure_now(keyed.job)


def _measure_now(job: Job) -> tuple[FittingSizes, ...]:
    try:
        return measure_job(job, open_assets(job.fonts))
    except FactcardsError:
        return ()
