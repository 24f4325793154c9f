"""Line breaking: the fewest lines, balanced lines, and the cost of a rag.

The rag is the ragged edge of lines that are not justified. Its cost is the mean of the squared shortfalls from the
longest line, plus penalties for a short last line, for very short lines, and for each break (`text.breaking`). The
search is dynamic programming over the whole paragraph, as in Knuth and Plass, *Breaking Paragraphs into Lines* (1981).

The number of lines is given. For each line in turn, `_search` computes the lowest cost of the text up to each place at
which that line may end, from the costs of the line before; `_find_last_line_start` adds the last line, whose cost is
different. The breaks are then read backwards from the cheapest end. `measure_raggedness` returns the exact cost of
finished lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

from .paragraphs import BreakOpportunities, LineEnds

_SHORT_LAST_LINE, _SHORT_LAST_LINE_COST = 0.42, 0.22
"""A last line shorter than this fraction of the longest line has this cost."""
_VERY_SHORT_LAST_LINE, _VERY_SHORT_LAST_LINE_COST = 0.25, 0.30
"""A last line shorter than this fraction of the longest line has this cost too."""
_SHORT_LAST_WORD, _SHORT_LAST_WORD_COST = 0.50, 0.60
"""A last line that is a single word, shorter than this fraction of the longest line, has this cost too."""
_SHORT_LINE, _SHORT_LINE_COST = 0.70, 0.6
"""Any line but the last that is shorter than this fraction of the longest costs the difference times the factor."""
_FULL_WEIGHT_ENDS = 4.0
"""Number of line ends whose penalties count in full. Where there are more, they share the weight of this number.

With 2, lines of long texts end with articles.
"""
_MAX_DRIFT = 0.6
"""Maximum deviation of the text set so far from equal lines, in mean line widths, in the first search."""
_TOLERANCE_EM = 1e-9
"""Tolerance for rounding errors, in ems."""


def count_min_lines(opportunities: BreakOpportunities, limit: float) -> int | None:
    """Return the minimum number of lines of at most `limit` ems, or None if an unbreakable piece is wider than that."""
    key = (limit,)
    if key not in opportunities.cache:
        count, begin, last = 0, 0, len(opportunities.indices) - 1
        while begin < last:
            end = _find_last_end(opportunities, begin, limit)
            if end <= begin:
                break
            count, begin = count + 1, end
        opportunities.cache[key] = max(count, 1) if begin == last else None
    found = opportunities.cache[key]
    return found if isinstance(found, int) else None


def _find_last_end(opportunities: BreakOpportunities, begin: int, limit: float) -> int:
    """Return the last opportunity at which a line of at most `limit` ems may end; `begin` or less if there is none."""
    widest = opportunities.start_advances[begin] + limit + _TOLERANCE_EM
    return bisect_right(opportunities.end_advances, widest, begin) - 1


def balance_lines(
    opportunities: BreakOpportunities, limit: float, count: int, banned: frozenset[tuple[int, int]] = frozenset()
) -> LineEnds | None:
    """Return the ends of exactly `count` lines of at most `limit` ems at the lowest cost, or None if there are none.

    The cost is that of `measure_raggedness`, but relative to the mean line instead of the longest, so that it is a sum
    over lines. `banned` are lines to avoid, as pairs of opportunities (start, end).
    """
    if count >= len(opportunities.indices):   # each line needs a different end
        return None
    if banned:
        return _find_balanced(opportunities, limit, count, banned)
    # the best lines within a limit are the best for every smaller limit down to the width of their widest line
    known = opportunities.cache.setdefault((0.0, count), [])
    assert isinstance(known, list)
    for bound, widest, ends in known:
        if widest <= limit + _TOLERANCE_EM <= bound + 2 * _TOLERANCE_EM:
            return ends  # type: ignore[no-any-return]
    found = _find_balanced(opportunities, limit, count, banned)
    known.append((limit, max(measure_line_widths(opportunities, found)) if found else -inf, found))
    return found


def find_first_fit(opportunities: BreakOpportunities, limit: float) -> LineEnds:
    """Return the ends of lines that are each as full as `limit` ems allow (first fit).

    A piece that is wider than the limit gets a line by itself and overflows.
    """
    ends, begin, last = [], 0, len(opportunities.indices) - 1
    while begin < last:
        begin = max(begin + 1, _find_last_end(opportunities, begin, limit))
        ends.append(begin)
    return tuple(ends)


def measure_line_widths(opportunities: BreakOpportunities, ends: LineEnds) -> list[float]:
    """Return the width of each line in ems."""
    begun, ended = opportunities.start_advances, opportunities.end_advances
    return [ended[end] - begun[begin] for begin, end in zip((0, *ends), ends, strict=False)]


def measure_raggedness(opportunities: BreakOpportunities, ends: LineEnds) -> float:
    """Return the cost of the lines: how uneven they are, plus the penalties of their breaks. Equal lines cost 0."""
    widths = measure_line_widths(opportunities, ends)
    longest = max(*widths, 1e-6)
    cost = sum(((longest - w) / longest) ** 2 for w in widths) / len(widths)
    cost += sum(opportunities.penalties[end] for end in ends[:-1]) * _end_weight(len(ends))
    cost += _SHORT_LINE_COST * sum(max(0.0, _SHORT_LINE - w / longest) for w in widths[:-1])
    if len(ends) > 1:
        cost += _penalize_last_line(widths[-1] / longest, ends[-2] + 1 == ends[-1])
    return cost


def _end_weight(count: int) -> float:
    """Return the weight of one line end's penalty among `count` lines: in many lines one bad end matters less."""
    return min(1.0, _FULL_WEIGHT_ENDS / max(1, count - 1))


def _penalize_last_line(ratio: float, single: bool) -> float:
    """Return the cost of a last line, given its length relative to the longest and whether it is a single word."""
    cost = _SHORT_LAST_LINE_COST if ratio < _SHORT_LAST_LINE else 0.0
    cost += _VERY_SHORT_LAST_LINE_COST if ratio < _VERY_SHORT_LAST_LINE else 0.0
    return cost + (_SHORT_LAST_WORD_COST if single and ratio < _SHORT_LAST_WORD else 0.0)


def _find_balanced(
    opportunities: BreakOpportunities, limit: float, count: int, banned: frozenset[tuple[int, int]]
) -> LineEnds | None:
    """Find the lines of `balance_lines`: first among lines close to equal ones, then among all."""
    limit += _TOLERANCE_EM
    return _search(opportunities, limit, count, _MAX_DRIFT, banned) or _search(opportunities, limit, count, inf, banned)


def _search(
    opportunities: BreakOpportunities, limit: float, count: int, drift: float, banned: frozenset[tuple[int, int]]
) -> LineEnds | None:
    """Find the lines of `balance_lines` by dynamic programming, one line after another.

    `drift` limits how far each line's end may be from that of equal lines, in mean line widths.
    """
    begun, ended, penalties = opportunities.start_advances, opportunities.end_advances, opportunities.penalties
    last = len(ended) - 1
    mean = max(ended[last] / count, 1e-6)
    scale = mean * mean * count   # penalties are multiplied by it, which saves dividing each square
    weight = _end_weight(count)
    short, short_cost = mean * (1 - _SHORT_LINE), _SHORT_LINE_COST * scale / mean
    # `costs[i]` is the lowest cost of the lines before one that starts at `low + i`; `origins` are their last starts
    low, costs, history = 0, [0.0], list[tuple[int, list[int]]]()
    for line in range(1, count):
        first = max(low + 1, bisect_left(ended, (line - drift) * mean))
        stop = min(last - count + line + 1, bisect_right(ended, (line + drift) * mean))
        values, origins = list[float](), list[int]()
        begin, high = low, low + len(costs)
        for end in range(first, stop):
            wide, least, origin = ended[end], inf, -1
            while begin < high and wide - begun[begin] > limit:
                begin += 1
            for start in range(begin, high if high < end else end):
                gap = mean - wide + begun[start]
                value = costs[start - low] + gap * gap
                if gap > short:
                    value += short_cost * (gap - short)
                if value < least and (start, end) not in banned:
                    least, origin = value, start
            values.append(least + penalties[end] * scale * weight)
            origins.append(origin)
        history.append((first, origins))
        low, costs = first, values
    ends = [last, _find_last_line_start(opportunities, limit, mean, (low, costs), banned)]
    for first, origins in reversed(history):
        ends.append(origins[ends[-1] - first] if ends[-1] >= 0 else -1)
    return None if ends[-1] < 0 else tuple(reversed(ends[:-1]))


def _find_last_line_start(
    opportunities: BreakOpportunities, limit: float, mean: float, before: tuple[int, list[float]],
    banned: frozenset[tuple[int, int]],
) -> int:  # fmt: skip
    """Return the opportunity at which the last line starts at the lowest cost, or -1 if there is none.

    `before` holds the first opportunity at which the line above may end, and the cost up to each from there on.
    """
    low, costs = before
    begun, ended = opportunities.start_advances, opportunities.end_advances
    last, total = len(ended) - 1, ended[-1]
    above = max(1, round(total / mean) - 1)
    least, origin = inf, -1
    for start in range(max(low, bisect_left(begun, total - limit)), min(low + len(costs), last)):
        wide = total - begun[start]
        value = costs[start - low] + (mean - wide) ** 2
        if start:
            longest = max(mean, ended[start] / above)   # at least the mean of the lines above
            value += _penalize_last_line(wide / longest, start + 1 == last) * mean * total
        if value < least and (start, last) not in banned:
            least, origin = value, start
    return origin
