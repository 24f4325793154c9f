"""The search for a placement: one preference after another is relaxed until everything fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..boxes import Box, Misfit
from .context import LayoutContext
from .placed import Placed
from .trials import Trial


def _accept_all(_: Placed, __: LayoutContext) -> float:
    return 1.0


def _keep_first(first: Misfit, _: Misfit) -> Misfit:
    return first


@dataclass(frozen=True, slots=True)
class Preference:
    """A value of a trial that is relaxed if a box does not fit, or is not set well enough.

    `applies` is whether the value means anything for a box. `relax` returns the next trial after one that failed
    with a misfit, or was not good enough (None), and None after the last. `rate` says how well a box is placed: the
    first placement of at least `enough` is taken, or else the first of the best. `choose` returns which of two misfits
    explains better why nothing fits. `changes_width` is whether the next trial may give text another width or range of
    sizes.
    """

    applies: Callable[[Box], bool]
    relax: Callable[[Trial, Misfit | None], Trial | None]
    rate: Callable[[Placed, LayoutContext], float] = _accept_all
    enough: float = 1.0
    choose: Callable[[Misfit, Misfit], Misfit] = _keep_first
    changes_width: bool = False


def search(
    box: Box, preferences: Sequence[Preference], trial: Trial, context: LayoutContext,
    place: Callable[[Trial], Placed | Misfit],
) -> Placed | Misfit:  # fmt: skip
    """Return the best placement of a box, or why there is none.

    The last of `preferences` is relaxed first. `trial` has the values that are preferred, and `place` makes one trial.
    """
    if not preferences:
        return place(trial)
    preference, *inner = preferences
    if not preference.applies(box):
        return search(box, inner, trial, context, place)
    best: Placed | None = None
    best_rating = 0.0
    misfit: Misfit | None = None
    needs_width = True
    following: Trial | None = trial
    while following is not None:
        found = search(box, inner, following, context, place)
        if isinstance(found, Misfit):
            misfit = preference.choose(misfit, found) if misfit else found
            needs_width = needs_width and found.needs_width
            following = preference.relax(following, found)
            if found.needs_width and not preference.changes_width:
                break
            continue
        rating = preference.rate(found, context)
        if best is None or rating > best_rating:
            best, best_rating = found, rating
        if rating >= preference.enough:
            break
        following = preference.relax(following, None)
    if best is not None:
        return best
    assert misfit is not None   # no trial fitted, and there was at least one
    return replace(misfit, needs_width=needs_width)
