"""Compares the figures of a card's original with those of a translation, and one card's fields with each other.

Figures are compared as values, wherever they are in the card. A translation may express a figure without digits (number
words, a dual, the name of a month), so its words are examined too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ...errors import Problem
from ...model.cards import Language, Variant
from .card_fields import ComparedField, format_place, list_fields
from .lost_marks import compare_marks
from .number_words import find_magnitudes, has_words
from .numeric_values import convert_year, is_year_value
from .own_figures import FIGURES_DIFFER, compare_own_figures
from .spelled_figures import is_said_in_words
from .stated_figures import Figure, is_same_time, list_ratios

_MAX_FIGURES = 100
"""Maximum number of differing figures of each side; every pair is compared."""
_MAX_DOUBTFUL = 25
"""Maximum number of figures of each side that are searched in the words of the other; each takes about 10 ms."""
_MAX_PROBLEMS = 5
"""Maximum number of warnings about one translation; after five, its author should check all of it."""
_OF_ONE_KIND = frozenset(("time", "date", "plural"))
"""Kinds that languages write so differently that only a figure of the same kind can contradict one."""
_MAX_WRONG_DIGITS = 2
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
    original_fields, translated_fields = list_fields(original), list_fields(variant)
    if not any(field.figures for field in (*original_fields, *translated_fields)):
        return
    missing, extra = _match(*_drop_equal(_list_figures(original_fields), _list_figures(translated_fields)))
    if missing or extra:
        known = _Comparison(original_fields, translated_fields)
        missing, extra = known.drop_spelled_out(missing[:_MAX_DOUBTFUL], extra[:_MAX_DOUBTFUL])
        yield from islice(_find_differences(missing, extra, known), _MAX_PROBLEMS)


def _list_figures(fields: Iterable[ComparedField]) -> list[StatedFigure]:
    return [StatedFigure(field, figure) for field in fields for figure in field.figures]


# --- matching


def _drop_equal(
    originals: list[StatedFigure], translations: list[StatedFigure]
) -> tuple[list[StatedFigure], list[StatedFigure]]:
    """Return the figures of both sides without equal ones in the same field. This is fast and drops nearly all."""
    left, rest = [], Counter(map(_comparison_key, translations))
    for original in originals:
        rest[_comparison_key(original)] -= 1
        if rest[_comparison_key(original)] < 0:
            left.append(original)
    others = []
    for translated in translations:
        rest[_comparison_key(translated)] -= 1
        if rest[_comparison_key(translated)] >= 0:
            others.append(translated)
    return left[:_MAX_FIGURES], others[:_MAX_FIGURES]


def _comparison_key(stated: StatedFigure) -> tuple[object, ...]:
    figure = stated.figure
    return stated.field.name, figure.values, figure.unit, figure.currency, figure.label


def _match(
    originals: list[StatedFigure], translations: list[StatedFigure]
) -> tuple[list[StatedFigure], list[StatedFigure]]:
    """Return the figures of both sides that have no equal on the other side. Those in the same field match first."""
    for is_near in (_are_in_one_field, _may_move):
        left = []
        for original in originals:
            matches = (t for t in translations if is_near(original, t) and _are_equal(original, t))
            equal = next(matches, None)
            if equal is None:
                left.append(original)
            else:
                translations = [translated for translated in translations if translated is not equal]
        originals = left
    return originals, translations


def _are_in_one_field(original: StatedFigure, translated: StatedFigure) -> bool:
    return original.field.name == translated.field.name


def _may_move(original: StatedFigure, translated: StatedFigure) -> bool:
    """Return whether a translation may have a figure in another field. It may not move between words and source."""
    return original.field.name.startswith("source") == translated.field.name.startswith("source")


def _are_equal(original: StatedFigure, translated: StatedFigure) -> bool:
    """Return whether a figure of the original and one of a translation share a value, unit and currency."""
    a, b = original.figure, translated.figure
    if a.unit != b.unit and not ((a.unit and b.may_be_percent) or (b.unit and a.may_be_percent)):
        return False
    if a.currency and b.currency and a.currency != b.currency:
        return False
    if not a.values.isdisjoint(b.values) or (a.label and a.label == b.label):
        return True
    if "time" in (a.kind, b.kind):
        return is_same_time(a, b)
    for more, less in ((original, translated), (translated, original)):   # a magnitude in words that we do not know
        if more.figure.power and not less.figure.power and not find_magnitudes(less.field.language).are_known:
            return not less.figure.values.isdisjoint(v.scaleb(-more.figure.power) for v in more.figure.values)
    return _is_same_year(a, b, translated.field.language) or _is_same_year(b, a, original.field.language)


def _is_same_year(figure: Figure, converted: Figure, language: Language) -> bool:
    """Return whether a figure is a year that the other figure gives in the era of its language."""
    years = (value for value in figure.values if is_year_value(value))
    return any(not convert_year(int(year), language).isdisjoint(converted.values) for year in years)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The fields of the original and of a translation."""

    original_fields: list[ComparedField]
    translated_fields: list[ComparedField]

    def drop_spelled_out(
        self, missing: list[StatedFigure], extra: list[StatedFigure]
    ) -> tuple[list[StatedFigure], list[StatedFigure]]:
        """Return the figures that the other side does not express in words or as a share either."""
        return (
            [s for s in missing if not _is_in_words(s, self.translated_fields)],
            [s for s in extra if not _is_in_words(s, self.original_fields) and not s.figure.is_named],
        )

    def is_repeated(self, stated: StatedFigure, *, is_original: bool) -> bool:
        """Return whether the other side has an equal figure, which matches another one."""
        others = _list_figures(self.translated_fields if is_original else self.original_fields)
        return any(_are_equal(*((stated, other) if is_original else (other, stated))) for other in others)


def _is_in_words(stated: StatedFigure, fields: list[ComparedField]) -> bool:
    """Return whether fields of the other language express a figure in words, or as a share such as `1 in 5`."""
    if any(is_said_in_words(stated.figure, field) for field in fields):
        return True
    ratios = list_ratios(stated.field.figures)   # `1 in 5` for `20 %`
    shares = {value for field in fields for other in field.figures if other.unit for value in other.values}
    return stated.figure.is_soft and not shares.isdisjoint(ratios)


# --- reporting


def _find_differences(
    missing: list[StatedFigure], extra: list[StatedFigure], known: _Comparison
) -> Iterator[Problem]:
    """Yield warnings for pairs of figures in one field, then for pairs in any, then for figures of one side only."""
    missing = sorted(missing, key=lambda stated: stated.figure.is_soft)
    extra = sorted(extra, key=lambda stated: stated.figure.is_soft)
    for is_near in (_are_in_one_field, _may_move):
        for original in [*missing]:
            candidates = (t for t in extra if is_near(original, t) and _may_replace(original, t))
            translated = next(candidates, None)
            same_field = translated is not None and _are_in_one_field(original, translated)
            if translated and _is_wrong(original, translated, known, same_field=same_field):
                missing.remove(original)
                extra.remove(translated)
                yield _make_difference_problem(original, translated)
    for original in missing:
        fields = known.translated_fields
        if not original.figure.is_soft and not known.is_repeated(original, is_original=True) and _have_words(fields):
            place = next((f.place for f in fields if f.name == original.field.name), fields[0].place)
            message = f"`{original.figure.written}` of the original is missing here"
            hint = _format_reference(original)
            yield Problem("warning", message, place, _field_name(original.field), hint, FIGURES_DIFFER)
    for translated in extra:
        if not translated.figure.is_soft and not known.is_repeated(translated, is_original=False):
            fields = known.original_fields
            place = next((f.place for f in fields if f.name == translated.field.name), fields[0].place)
            message = f"`{translated.figure.written}` is not in the original"
            hint = f"the original is in {format_place(place)}; correct the one that is wrong"
            name = _field_name(translated.field)
            yield Problem("warning", message, translated.field.place, name, hint, FIGURES_DIFFER)


def _have_words(fields: list[ComparedField]) -> bool:
    return all(has_words(field.language) for field in fields)


def _may_replace(original: StatedFigure, translated: StatedFigure) -> bool:
    """Return whether one figure may be a wrong version of the other."""
    kinds = {original.figure.kind, translated.figure.kind}
    if "telephone" in kinds:
        a, b = (str(*figure.values) for figure in (original.figure, translated.figure) if len(figure.values) == 1)
        is_comparable = len(kinds) == 1 and len(a) == len(b)
        return is_comparable and sum(x != y for x, y in zip(a, b, strict=True)) <= _MAX_WRONG_DIGITS
    return "code" not in kinds or len(kinds) == 1


def _is_wrong(original: StatedFigure, translated: StatedFigure, known: _Comparison, *, same_field: bool) -> bool:
    """Return whether two unmatched figures are one that differs, and not repetitions or figures left to words."""
    if original.figure.is_soft and translated.figure.is_soft:
        kinds = {original.figure.kind, translated.figure.kind}
        if not same_field or (len(kinds) > 1 and not kinds.isdisjoint(_OF_ONE_KIND)):
            return False
    repeated = known.is_repeated(original, is_original=True), known.is_repeated(translated, is_original=False)
    if all(repeated):
        return same_field and not (original.figure.is_soft or translated.figure.is_soft)
    return same_field or not (original.figure.is_soft or translated.figure.is_soft or any(repeated))


def _make_difference_problem(original: StatedFigure, translated: StatedFigure) -> Problem:
    message = f"found `{translated.figure.written}` where the original has `{original.figure.written}`"
    hint = _format_reference(original)
    return Problem("warning", message, translated.field.place, _field_name(translated.field), hint, FIGURES_DIFFER)


def _format_reference(original: StatedFigure) -> str:
    place = format_place(original.field.place)
    return f"the original has `{original.figure.written}` in {place}; correct the one that is wrong"


def _field_name(field: ComparedField) -> str:
    return re.sub(r"\[.*", "", field.name)
