"""Which of the places where lines may end are taken: the fewest lines, the most even, the best rag.

The rag is the ragged edge of lines that are not justified. What it costs is the rule of the project's design notes:
the mean of the squared shortfalls from the longest line, a charge for a short last line, and what each line's end
charges or gains by itself (`breaks`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

from .paragraphs import BreakOpportunities, LineEnds

_SHORT_COST, _VERY_SHORT_COST, _SINGLE_WORD_COST = 0.22, 0.30, 0.60
"""Charged for a last line under 42 % of the longest, under 25 %, of a single word under half."""
_SHORT_LINE, _SHORT_LINE_COST = 0.70, 0.6
"""Charged for a line within the paragraph by as much as it is shorter than this share of the longest."""
_FULL_WEIGHT_ENDS = 4.0
"""Maximum number of line ends that count in full; more share that weight. With 2, articles hang in long texts."""
_MAX_DRIFT = 0.6
"""How far, in mean lines, the text set so far may be ahead or behind of even lines, in the first search."""
_TOLERANCE = 1e-9
"""Ems by which a width may be exceeded: less than the sum of rounding errors."""


def min_line_count(places: BreakOpportunities, limit: float) -> int | None:
    """The fewest lines of at most `limit` ems, None if some piece is wider by itself."""
    key = (limit,)
    if key not in places.cache:
        count, begin, last = 0, 0, len(places.indices) - 1
        while begin < last:
            end = bisect_right(places.end_advances, places.start_advances[begin] + limit + _TOLERANCE, begin) - 1
            if end <= begin:
                break
            count, begin = count + 1, end
        places.cache[key] = max(count, 1) if begin == last else None
    found = places.cache[key]
    return found if isinstance(found, int) else None


def balance_lines(
    places: BreakOpportunities, limit: float, count: int, banned: frozenset[tuple[int, int]] = frozenset()
) -> LineEnds | None:
    """The ends of exactly `count` lines of at most `limit` ems that cost least, None if there are no such lines.

    The cost is that of `rag_cost`, with the mean line in the place of the longest, so that it adds up. `banned` are
    lines, as pairs of places, that are wider than they seem.
    """
    hair = limit + _TOLERANCE
    if count >= len(places.indices):   # no two lines end at one place
        return None
    if banned:
        return _find_balanced(places, hair, count, _MAX_DRIFT, banned) or _find_balanced(places, hair, count, inf, banned)
    # what is best within a limit is best within every limit down to its own widest line
    held = places.cache.setdefault((0.0, count), [])
    assert isinstance(held, list)
    for bound, widest, choice in held:
        if widest <= limit + _TOLERANCE <= bound + 2 * _TOLERANCE:
            return choice  # type: ignore[no-any-return]
    choice = _find_balanced(places, hair, count, _MAX_DRIFT, banned) or _find_balanced(places, hair, count, inf, banned)
    held.append((limit, max(line_widths(places, choice)) if choice else -inf, choice))
    return choice


def first_fit(places: BreakOpportunities, limit: float) -> LineEnds:
    """The ends of lines as full as `limit` ems allow; a piece wider than that stands alone and sticks out."""
    ends, begin, last = [], 0, len(places.indices) - 1
    while begin < last:
        stop = bisect_right(places.end_advances, places.start_advances[begin] + limit + _TOLERANCE, begin) - 1
        begin = max(begin + 1, stop)
        ends.append(begin)
    return tuple(ends)


def line_widths(places: BreakOpportunities, choice: LineEnds) -> list[float]:
    """The width of each line of a choice, in ems."""
    return [
        places.end_advances[end] - places.start_advances[begin]
        for begin, end in zip((0, *choice), choice, strict=False)
    ]


def raggedness(places: BreakOpportunities, choice: LineEnds) -> float:
    """How uneven the ends of the lines are and where they part the sense; 0 is even."""
    widths = line_widths(places, choice)
    longest = max(*widths, 1e-6)
    cost = sum(((longest - w) / longest) ** 2 for w in widths) / len(widths)
    cost += sum(places.penalties[end] for end in choice[:-1]) * _end_weight(len(choice))
    cost += _SHORT_LINE_COST * sum(max(0.0, _SHORT_LINE - w / longest) for w in widths[:-1])
    if len(choice) > 1:
        cost += _last_line_penalty(widths[-1] / longest, choice[-2] + 1 == choice[-1])
    return cost


def _end_weight(count: int) -> float:
    """How much a single line's end counts among `count` lines: in many, one small word at an end is soon passed."""
    return min(1.0, _FULL_WEIGHT_ENDS / max(1, count - 1))


def _last_line_penalty(share: float, single: bool) -> float:
    """What a last line costs by its share of the longest, and if it is a single word."""
    cost = _SHORT_COST if share < 0.42 else 0.0
    cost += _VERY_SHORT_COST if share < 0.25 else 0.0
    return cost + (_SINGLE_WORD_COST if single and share < 0.5 else 0.0)


def _find_balanced(
    places: BreakOpportunities, limit: float, count: int, drift: float, banned: frozenset[tuple[int, int]]
) -> LineEnds | None:
    """`even_lines` by dynamic programming, line after line; `drift` bounds the places looked at for each line's end."""
    starts, solid, costs = places.start_advances, places.end_advances, places.penalties
    last = len(solid) - 1
    mean = max(solid[last] / count, 1e-6)
    scale = mean * mean * count   # costs grow by it instead of squares being divided by it
    weight = _end_weight(count)
    hole, hole_cost = mean * (1 - _SHORT_LINE), _SHORT_LINE_COST * scale / mean
    low, best, back = 0, [0.0], list[tuple[int, list[int]]]()
    for row in range(1, count):
        first = max(low + 1, bisect_left(solid, (row - drift) * mean))
        stop = min(last - count + row + 1, bisect_right(solid, (row + drift) * mean))
        values, origins = list[float](), list[int]()
        begin, high = low, low + len(best)
        for end in range(first, stop):
            wide, least, origin = solid[end], inf, -1
            while begin < high and wide - starts[begin] > limit:
                begin += 1
            for place in range(begin, high if high < end else end):
                gap = mean - wide + starts[place]
                value = best[place - low] + gap * gap
                if gap > hole:
                    value += hole_cost * (gap - hole)
                if value < least and (place, end) not in banned:
                    least, origin = value, place
            values.append(least + costs[end] * scale * weight)
            origins.append(origin)
        back.append((first, origins))
        low, best = first, values
    ends = [last, _find_last_line_start(places, limit, mean, (low, best), banned)]
    for first, origins in reversed(back):
        ends.append(origins[ends[-1] - first] if ends[-1] >= 0 else -1)
    return None if ends[-1] < 0 else tuple(reversed(ends[:-1]))


def _find_last_line_start(
    places: BreakOpportunities,
    limit: float,
    mean: float,
    before: tuple[int, list[float]],
    banned: frozenset[tuple[int, int]],
) -> int:
    """Where the last line begins at the least cost, given what each place before it has cost; -1 if nowhere."""
    low, best = before
    last = len(places.end_advances) - 1
    above = max(1, round(places.end_advances[last] / mean) - 1)
    least, origin = inf, -1
    for place in range(
        max(low, bisect_left(places.start_advances, places.end_advances[last] - limit)), min(low + len(best), last)
    ):
        wide = places.end_advances[last] - places.start_advances[place]
        value = best[place - low] + (mean - wide) ** 2
        if place:
            longest = max(mean, places.end_advances[place] / above)   # not shorter than the mean of the lines above
            value += _last_line_penalty(wide / longest, place + 1 == last) * mean * places.end_advances[last]
        if value < least and (place, last) not in banned:
            least, origin = value, place
    return origin
