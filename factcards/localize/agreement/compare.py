"""Compares the figures of a card's original with those of a translation, and one card's fields with each other.

Figures are compared as values, wherever they are in the card. A figure that a translation may express without digits
(number words, a dual, the name of a month) is searched in its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ...errors import Problem
from ...model.cards import Variant
from .card_fields import ComparedField, format_place, list_fields
from .lost_marks import compare_marks
from .number_words import find_magnitudes, has_words
from .numeric_values import convert_year, is_year
from .own_figures import compare_own_figures
from .spelled_figures import is_said_in_words
from .stated_figures import Figure, is_same_time, list_ratios

_KIND = "figures-differ"
_MOST_FIGURES = 100
"""Maximum number of differing figures of each side; every pair is compared."""
_MOST_DOUBTFUL = 25
"""Maximum number of figures of each side that are searched in the words of the other; each takes about 10 ms."""
_MOST_PROBLEMS = 5
"""Maximum number of warnings about one translation; after five, its author should check all of it."""
_OF_ONE_KIND = frozenset(("time", "date", "plural"))
"""Kinds that languages write so differently that only a figure of the same kind can contradict one."""
_NEXT = 2
"""Maximum number of digits in which a mistyped telephone number differs from the right one of the same length."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure in its field."""

    field: ComparedField
    figure: Figure


def find_disagreements(variant: Variant, original: Variant | None) -> tuple[Problem, ...]:
    """Return warnings where a variant contradicts its original, or where the original contradicts itself."""
    if original is None or variant is original:
        return tuple(compare_own_figures(variant))
    return (*compare_figures(original, variant), *compare_marks(original, variant))


def compare_figures(original: Variant, variant: Variant) -> Iterator[Problem]:
    """Yield a warning for each figure in which a translation differs from its original, with both places."""
    ours, theirs = list_fields(original), list_fields(variant)
    if not any(field.figures for field in (*ours, *theirs)):
        return
    missing, extra = _match(*_drop_equal(_list_figures(ours), _list_figures(theirs)))
    if missing or extra:
        known = _Comparison(ours, theirs)
        missing, extra = known.drop_spelled_out(missing[:_MOST_DOUBTFUL], extra[:_MOST_DOUBTFUL])
        yield from islice(_report_differences(missing, extra, known), _MOST_PROBLEMS)


def _list_figures(fields: Iterable[ComparedField]) -> list[StatedFigure]:
    return [StatedFigure(field, figure) for field in fields for figure in field.figures]


# --- matching


def _drop_equal(ours: list[StatedFigure], theirs: list[StatedFigure]) -> tuple[list[StatedFigure], list[StatedFigure]]:
    """Return the figures of both sides without equal ones in the same field. This is fast and drops nearly all."""
    left, rest = [], Counter(map(_comparison_key, theirs))
    for one in ours:
        rest[_comparison_key(one)] -= 1
        if rest[_comparison_key(one)] < 0:
            left.append(one)
    others = []
    for two in theirs:
        rest[_comparison_key(two)] -= 1
        if rest[_comparison_key(two)] >= 0:
            others.append(two)
    return left[:_MOST_FIGURES], others[:_MOST_FIGURES]


def _comparison_key(said: StatedFigure) -> tuple[object, ...]:
    figure = said.figure
    return said.field.name, figure.values, figure.unit, figure.currency, figure.label


def _match(ours: list[StatedFigure], theirs: list[StatedFigure]) -> tuple[list[StatedFigure], list[StatedFigure]]:
    """Return the figures of both sides that have no equal on the other side. Those in the same field match first."""
    for is_near in (_are_in_one_field, _may_move):
        left = []
        for one in ours:
            equal = next((two for two in theirs if is_near(one, two) and _are_equal(one, two)), None)
            if equal is None:
                left.append(one)
            else:
                theirs = [two for two in theirs if two is not equal]
        ours = left
    return ours, theirs


def _are_in_one_field(one: StatedFigure, two: StatedFigure) -> bool:
    return one.field.name == two.field.name


def _may_move(one: StatedFigure, two: StatedFigure) -> bool:
    """Return whether a translation may have a figure in another field. It may not move between words and source."""
    return one.field.name.startswith("source") == two.field.name.startswith("source")


def _are_equal(one: StatedFigure, two: StatedFigure) -> bool:
    """Return whether a figure of the original and one of a translation share a value, unit and currency."""
    a, b = one.figure, two.figure
    if a.unit != b.unit and not ((a.unit and b.may_be_percent) or (b.unit and a.may_be_percent)):
        return False
    if a.currency and b.currency and a.currency != b.currency:
        return False
    if not a.values.isdisjoint(b.values) or (a.label and a.label == b.label):
        return True
    if "time" in (a.kind, b.kind):
        return is_same_time(a, b)
    for more, less in ((one, two), (two, one)):   # a magnitude in words that we do not know
        if more.figure.power and not less.figure.power and not find_magnitudes(less.field.language).are_known:
            return not less.figure.values.isdisjoint(v.scaleb(-more.figure.power) for v in more.figure.values)
    return any(
        is_year(value) and not convert_year(int(value), two.field.language).isdisjoint(b.values) for value in a.values
    ) or any(is_year(v) and not convert_year(int(v), one.field.language).isdisjoint(a.values) for v in b.values)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The fields of the original and of a translation."""

    ours: list[ComparedField]
    theirs: list[ComparedField]

    def drop_spelled_out(
        self, missing: list[StatedFigure], extra: list[StatedFigure]
    ) -> tuple[list[StatedFigure], list[StatedFigure]]:
        """Return the figures that the other side does not express in words or as a share either."""
        return (
            [one for one in missing if not _is_in_words(one, self.theirs)],
            [one for one in extra if not _is_in_words(one, self.ours) and not one.figure.is_named],
        )

    def is_repeated(self, one: StatedFigure, *, is_ours: bool) -> bool:
        """Return whether the other side has an equal figure, which matches another one."""
        others = _list_figures(self.theirs if is_ours else self.ours)
        return any(_are_equal(*((one, two) if is_ours else (two, one))) for two in others)


def _is_in_words(one: StatedFigure, fields: list[ComparedField]) -> bool:
    """Return whether fields of the other language express a figure in words, or as a share such as `1 in 5`."""
    if any(is_said_in_words(one.figure, field) for field in fields):
        return True
    ratios = list_ratios(one.field.figures)   # `1 in 5` for `20 %`
    shares = {value for field in fields for other in field.figures if other.unit for value in other.values}
    return one.figure.is_soft and not shares.isdisjoint(ratios)


# --- reporting


def _report_differences(
    missing: list[StatedFigure], extra: list[StatedFigure], known: _Comparison
) -> Iterator[Problem]:
    """Yield warnings for pairs of figures in one field, then for pairs in any, then for figures of one side only."""
    missing = sorted(missing, key=lambda one: one.figure.is_soft)
    extra = sorted(extra, key=lambda one: one.figure.is_soft)
    for is_near in (_are_in_one_field, _may_move):
        for one in [*missing]:
            two = next((two for two in extra if is_near(one, two) and _may_replace(one, two)), None)
            if two and _is_wrong(one, two, known, same_field=_are_in_one_field(one, two)):
                missing.remove(one)
                extra.remove(two)
                yield _report_difference(one, two)
    for one in missing:
        if not one.figure.is_soft and not known.is_repeated(one, is_ours=True) and _have_words(known.theirs):
            place = next((f.place for f in known.theirs if f.name == one.field.name), known.theirs[0].place)
            message = f"`{one.figure.written}` of the original is missing here"
            yield Problem("warning", message, place, _field_name(one.field), _format_reference(one), _KIND)
    for two in extra:
        if not two.figure.is_soft and not known.is_repeated(two, is_ours=False):
            place = next((f.place for f in known.ours if f.name == two.field.name), known.ours[0].place)
            message = f"`{two.figure.written}` is not in the original"
            hint = f"the original is in {format_place(place)}; correct the one that is wrong"
            yield Problem("warning", message, two.field.place, _field_name(two.field), hint, _KIND)


def _have_words(fields: list[ComparedField]) -> bool:
    return all(has_words(field.language) for field in fields)


def _may_replace(one: StatedFigure, two: StatedFigure) -> bool:
    """Return whether one figure may be a wrong version of the other."""
    kinds = {one.figure.kind, two.figure.kind}
    if "telephone" in kinds:
        a, b = (str(*figure.values) for figure in (one.figure, two.figure) if len(figure.values) == 1)
        return len(kinds) == 1 and len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= _NEXT
    return "code" not in kinds or len(kinds) == 1


def _is_wrong(one: StatedFigure, two: StatedFigure, known: _Comparison, *, same_field: bool) -> bool:
    """Return whether two unmatched figures are one that differs, and not repetitions or figures left to words."""
    if one.figure.is_soft and two.figure.is_soft:
        kinds = {one.figure.kind, two.figure.kind}
        if not same_field or (len(kinds) > 1 and not kinds.isdisjoint(_OF_ONE_KIND)):
            return False
    repeated = known.is_repeated(one, is_ours=True), known.is_repeated(two, is_ours=False)
    if all(repeated):
        return same_field and not (one.figure.is_soft or two.figure.is_soft)
    return same_field or not (one.figure.is_soft or two.figure.is_soft or any(repeated))


def _report_difference(one: StatedFigure, two: StatedFigure) -> Problem:
    message = f"found `{two.figure.written}` where the original has `{one.figure.written}`"
    return Problem("warning", message, two.field.place, _field_name(two.field), _format_reference(one), _KIND)


def _format_reference(one: StatedFigure) -> str:
    return f"the original has `{one.figure.written}` in {format_place(one.field.place)}; correct the one that is wrong"


def _field_name(field: ComparedField) -> str:
    return re.sub(r"\[.*", "", field.name)
