"""Finds contradictions between the figures of one card: headline, text, alt text and chart.

A card may have many figures. They contradict only if one looks like another mistyped (96 and 69, 14.5 and 1.45), if the
chart draws another share than the card says, or if the alt text has a figure that the card does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from ...errors import Place, Problem
from ...model.cards import Variant
from .card_fields import ComparedField, format_place, list_fields
from .number_words import is_spelled
from .spelled_figures import is_said_in_words
from .stated_figures import Figure, list_ratios

FIGURES_DIFFER = "figures-differ"
"""The kind of warnings about figures, in one card and between a translation and its original."""
_MIN_DIGITS_MOVED = 3
"""Minimum number of digits of figures that count as mistyped if only their decimal separator moved."""
_MIN_DIGITS_SWAPPED = 2
"""Minimum number of digits of figures that count as mistyped if their digits are swapped."""
_MAX_FIGURES = 50
"""Maximum number of figures of one field; every pair with another field's is compared."""
_MAX_DOUBTFUL = 10
"""Maximum number of figures of the alt text that are looked for in the card's words; each takes about 10 ms."""
_MAX_DECIMALS = 6
"""Maximum number of decimals of a percentage in comparisons, since a ratio such as 2 in 3 has infinitely many."""
_WORDS = frozenset(("headline", "fact", "story"))
"""Fields with the card's words."""


def compare_own_figures(variant: Variant) -> Iterator[Problem]:
    """Yield a warning for each figure of a card that another field of the same card contradicts."""
    fields = list_fields(variant)
    if any(field.figures for field in fields) or (variant.chart and variant.chart.share is not None):
        yield from _compare_share(variant, fields)
        yield from _compare_mistyped(fields)
        yield from _compare_alt(variant, fields)


def _compare_share(variant: Variant, fields: list[ComparedField]) -> Iterator[Problem]:
    """Yield a warning if the chart draws a share and the words have another percentage."""
    places = dict(variant.places)
    if not variant.chart or variant.chart.share is None or "chart" not in places:
        return
    share = Decimal(str(variant.chart.share)) * 100
    words = [field for field in fields if field.name in _WORDS]
    percentages = [(field, figure) for field in words for figure in field.figures if figure.unit == "%"]
    shares = {value for field in words for value in list_ratios(field.figures)}
    shares |= {value for _, figure in percentages for value in figure.values}
    in_words = any(is_spelled(share.quantize(Decimal(1)), field.text, field.language) for field in words)
    if not percentages or in_words or any(_is_share(share, value) for value in shares):
        return
    if len(percentages) > 1 and percentages[0][0].name != "headline":   # one of several percentages may be paraphrased
        return
    field, figure = percentages[0]
    message = f"the chart shows {share.normalize():f} %, but the card says `{figure.written}`"
    hint = f"`{figure.written}` is in {format_place(field.place)}; correct the one that is wrong"
    yield Problem("warning", message, places["chart"], "chart.share", hint, FIGURES_DIFFER)


def _is_share(share: Decimal, percentage: Decimal) -> bool:
    """Return whether a percentage is the drawn share or its complement, rounded to as many decimals."""
    if not 0 <= percentage <= 100:
        return False
    step = Decimal(1).scaleb(min(0, max(-_MAX_DECIMALS, int(percentage.as_tuple().exponent))))
    rounded = percentage.quantize(step, ROUND_HALF_UP)
    return rounded in (share.quantize(step, ROUND_HALF_UP), (100 - share).quantize(step, ROUND_HALF_UP))


def _compare_mistyped(fields: list[ComparedField]) -> Iterator[Problem]:
    """Yield a warning for a figure of headline or chart that looks like one of the text mistyped."""
    text = [field for field in fields if field.name in ("fact", "story")]
    known = frozenset(value for field in text for figure in field.figures for value in figure.values)
    for field in fields:
        if field.name != "headline" and not field.name.startswith("chart.counts["):
            continue
        others = [other for other in fields if other.name.split("[")[0] == field.name.split("[")[0]]
        for figure in field.figures[:_MAX_FIGURES]:
            if not figure.values.isdisjoint(known):
                continue
            for one in text:
                close = (two for two in one.figures[:_MAX_FIGURES] if _is_mistyped(figure, two))
                two = next((two for two in close if not _is_in(two, others)), None)
                if two:
                    yield _make_contradiction_problem(field, figure, one, two)


def _is_in(figure: Figure, fields: Iterable[ComparedField]) -> bool:
    return any(not figure.values.isdisjoint(other.values) for field in fields for other in field.figures)


def _is_mistyped(one: Figure, two: Figure) -> bool:
    """Return whether two figures have the same digits in another order, or the decimal separator elsewhere."""
    if one.unit != two.unit and not (one.may_be_percent and two.unit):
        return False
    if one.is_year or two.is_year or len(one.values) != 1 or len(two.values) != 1:
        return False
    (a,), (b,) = one.values, two.values
    digits, others = (value.normalize().as_tuple().digits for value in (a, b))
    if a.adjusted() == b.adjusted():
        return len(digits) >= _MIN_DIGITS_SWAPPED and digits != others and sorted(digits) == sorted(others)
    return len(digits) >= _MIN_DIGITS_MOVED and digits == others


def _make_contradiction_problem(field: ComparedField, figure: Figure, other: ComparedField, two: Figure) -> Problem:
    name = field.name.split("[")[0]
    message = f"`{figure.written}` here, but `{two.written}` in `{other.name}`"
    hint = f"`{two.written}` is in {format_place(other.place)}; correct the one that is wrong"
    return Problem("warning", message, field.place, name, hint, FIGURES_DIFFER)


def _compare_alt(variant: Variant, fields: list[ComparedField]) -> Iterator[Problem]:
    """Yield a warning for each figure of the author's alt text that the card does not have."""
    alt = next((field for field in fields if field.name == "alt"), None)
    if alt is None:
        return
    others = [field for field in fields if field is not alt]
    ratios = {value for field in (*others, alt) for value in list_ratios(field.figures)}
    drawn = {Decimal(str(variant.chart.share)) * 100} if variant.chart and variant.chart.share is not None else set()
    stated = ratios | drawn | {value for field in others for figure in field.figures for value in figure.values}
    unsaid = [figure for figure in alt.figures if not figure.is_soft and figure.values.isdisjoint(stated)]
    for figure in unsaid[:_MAX_DOUBTFUL]:
        if any(is_said_in_words(figure, field) for field in others):
            continue
        pairs = ((field, two) for field in others for two in field.figures[:_MAX_FIGURES])
        found = next((pair for pair in pairs if _is_mistyped(figure, pair[1])), None)
        if found:
            yield _make_contradiction_problem(alt, figure, *found)
        else:
            yield _make_unsaid_problem(alt, figure, others[0].place)


def _make_unsaid_problem(alt: ComparedField, figure: Figure, place: Place) -> Problem:
    message = f"the alt text says `{figure.written}`, the card does not"
    hint = f"the card is in {format_place(place)}; correct the alt text, or leave it out: then the card's words are it"
    return Problem("warning", message, alt.place, "alt", hint, FIGURES_DIFFER)
