"""The largest size at which words fill a box without spilling, and of the sizes near it the one with the best rag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import accumulate
from math import ceil, inf

from ...graphics.geometry import Extent
from ..glyphs import Line
from .fitted import FitOptions, FitResult
from .fitting import FitTask
from .leading import MAX_LEADING, find_leading, find_tightest_pair
from .line_breaking import balance_lines, line_widths, raggedness
from .paragraphs import BreakOpportunities, LineEnds, Paragraph
from .wrap import build_lines, find_fitting_lines

_MIN_SIZE_RATIO = 0.76
"""For a better rag, or whole phrases, the size may go down to this share of the largest that fits."""
_SIZE_COST, _MEASURE_COST = 0.85, 0.04
"""Charged for a smaller size and for a measure left empty, by the share that is lost.

With the costs of `charges`, type in the campaign and in `tests/data/line_ends.txt` is on average as large as without.
"""
_NARROW_MEASURE, _NARROW_COST = 0.58, 0.6
"""Charged for words that leave more than two fifths of the measure empty, by as much: a sentence becomes a column.

Not for those that may have so many lines and no more: small print is short beside the words over it.
"""
_EXTRA_LINE_COST = 0.01
"""Charged for each line after the first of small print: it is on one line if it is nearly as large there."""
_MAX_EXTRA_LINES = 1
"""Maximum number of lines more than the fewest at a size: with several, each holds one word though two would fit."""
MIN_HYPHEN_GAIN, _GAIN_PER_HYPHEN = 1.12, 0.15
"""Words are hyphenated only if that makes them so much larger; each hyphen after the first has to gain more."""
_MAX_HEIGHT_TRIES = 8
"""How many choices of as many lines are tried before words are too high for a size."""
_INK_TOLERANCE = 0.02
"""Ems by which a first or last line may reach higher or lower than any, before another one is tried."""
_TOLERANCE = 0.01
"""Pixels by which words may exceed their room: less than anyone can draw."""


def fit_text(paragraphs: Sequence[Paragraph], area: Extent, fit: FitOptions) -> FitResult | None:
    """The words at the largest size that fits into `area` (pixels), or at the best rag near it; None if none fits.

    Sizes are tried downward one by one: a smaller size may break worse, so that fit does not grow with smallness and
    no bisection would be right. Phrases and words stay whole where they can; with `rag`, where that does not cost more
    than a better rag may. Words are hyphenated only where the longest of them would force the size down by much.
    """
    if min(area.width, area.height) <= 0:
        return None
    paragraphs = tuple(paragraphs)
    tasks = [FitTask(paragraphs, tuple(p.phrase_breaks for p in paragraphs), area, fit)]
    # at a given size words and phrases are divided only where one is too long, not to gain room
    divided = (
        fit.smallest < fit.largest or _widest_unbreakable(p.phrase_breaks for p in paragraphs) * fit.smallest > area.width
    )
    if divided and any(p.phrase_breaks is not p.word_breaks for p in paragraphs):
        tasks.append(FitTask(paragraphs, tuple(p.word_breaks for p in paragraphs), area, fit))
    found = _fit_tasks(tasks, fit)
    if all(p.hyphen_breaks is p.word_breaks for p in paragraphs):
        return found
    widest = _widest_unbreakable(p.word_breaks for p in paragraphs)
    if found and widest * (_find_largest_size(tasks[-1]) + 1) <= area.width:
        return found
    if not found and fit.smallest == fit.largest and widest * fit.smallest <= area.width:
        return None   # at a given size hyphens serve words that are too long, not texts
    gained = max(fit.smallest, ceil(MIN_HYPHEN_GAIN * found.size)) if found else fit.smallest
    if gained > fit.largest:
        return found
    task = FitTask(paragraphs, tuple(p.hyphen_breaks for p in paragraphs), area, replace(fit, smallest=gained))
    hyphened = _fit_tasks([task], task.options)
    if hyphened and found:
        shown = sum(_count_hyphens(p, lines) for p, lines in zip(paragraphs, hyphened.paragraphs, strict=True))
        gain = MIN_HYPHEN_GAIN + _GAIN_PER_HYPHEN * (shown - 1)
        return hyphened if hyphened.size >= gain * found.size else found
    return hyphened or found


def _count_hyphens(paragraph: Paragraph, lines: Sequence[Line]) -> int:
    """How many of the lines end with a hyphen of the language's."""
    ends = accumulate(len(line.text) for line in lines)
    return sum(end in paragraph.hyphens for end in ends)


def _widest_unbreakable(every: Iterable[BreakOpportunities]) -> float:
    """Return the widest piece in which no line ends, in ems."""
    pieces = (b - a for places in every for a, b in zip(places.start_advances, places.end_advances[1:], strict=False))
    return max(pieces, default=0.0)


def _fit_tasks(tasks: Sequence[FitTask], fit: FitOptions) -> FitResult | None:
    if fit.rag:
        sizes = [_find_largest_size(task) for task in tasks]
        chosen = 0 if sizes[0] >= sizes[-1] * _MIN_SIZE_RATIO else -1
        found = _fit_best_rag(tasks[chosen], sizes[chosen]) if sizes[chosen] else None
        if found:
            return found
    return next((found for task in tasks if (found := _fit_largest(task))), None)


def _find_largest_size(task: FitTask) -> int:
    """The largest size at which the words seem to fit, before their lines are cut; 0 for none."""
    return next((s for s in range(task.max_size(), task.options.smallest - 1, -1) if task.min_line_counts(s)), 0)


def _fit_largest(task: FitTask) -> FitResult | None:
    """The words at the largest size at which they fit, in the fewest lines."""
    for size in range(task.max_size(), task.options.smallest - 1, -1):
        counts = task.min_line_counts(size)
        for more in range(min(task.max_lines_at(size), task.max_line_count()) - sum(counts) + 1 if counts else 0):
            wanted = _add_lines(task, counts or (), more)
            if _find_lines(task, size, wanted, ()):
                fitted = _fit_lower(task, size, wanted)
                if fitted:
                    return fitted
                break   # too high already
    return None


def _fit_lower(task: FitTask, size: int, counts: Sequence[int]) -> FitResult | None:
    """The lines at a size, others than the most even ones where the ink of those reaches too high or too low."""
    banned: list[tuple[int, tuple[int, int]]] = []
    for _ in range(_MAX_HEIGHT_TRIES):
        choices = _find_lines(task, size, counts, banned)
        fitted = _fit_at(task, size, choices) if choices else None
        blamed = _find_tallest_line(task, size, choices) if choices and not fitted else None
        if blamed is None:
            return fitted
        banned.append(blamed)
    return None


def _find_tallest_line(task: FitTask, size: int, choices: Sequence[LineEnds]) -> tuple[int, tuple[int, int]] | None:
    """The line, by paragraph and places, without which words may be less high; None if there is none."""
    blocks, placed, fit = _build_blocks(task, choices), _pair_lines(task, choices), task.options
    wide = find_leading(placed, size, (fit.leading, fit.paragraph_gap_at(size)), fit.hang / size) > round(
        fit.leading * size
    )
    worst = find_tightest_pair(placed, fit.hang / size) if wide else None
    if worst:
        at = worst
    elif blocks[-1][-1].descent > task.paragraphs[-1].descent + _INK_TOLERANCE:
        at = len(blocks) - 1, len(blocks[-1]) - 1
    elif blocks[0][0].ascent > task.paragraphs[0].ascent + _INK_TOLERANCE:
        at = 0, 0
    else:
        return None
    ends = (0, *choices[at[0]])
    return at[0], (ends[at[1]], ends[at[1] + 1])


def _fit_best_rag(task: FitTask, largest: int) -> FitResult | None:
    """Of the sizes from the largest down and up to one line more, the choice whose lines end best."""
    floor = max(task.options.smallest, round(largest * _MIN_SIZE_RATIO))
    queue: list[tuple[float, int, tuple[LineEnds, ...]]] = []
    gain = sum(min(c, 0.0) for p in task.opportunities for c in p.penalties) / len(task.opportunities)
    for counts, size in _max_size_by_counts(task, largest, floor).items():
        least = _SIZE_COST * (1 - size / largest) + gain
        if queue and least > queue[0][0]:
            continue   # no lines can be so even as to make good for the size
        for choices in _find_candidates(task, counts, size, floor):
            grown = _max_size_of(task, floor, size, choices)
            if grown >= floor:
                heappush(queue, (_total_cost(task, choices, grown, largest), -grown, choices))
    while queue:
        _, negative, choices = heappop(queue)
        fitted = _fit_at(task, -negative, choices)
        more = 0 if all(map(_ends_everywhere, choices)) else _MAX_EXTRA_LINES
        if fitted and sum(map(len, choices)) <= sum(task.min_line_counts(-negative) or ()) + more:
            return fitted
        if -negative > floor:
            heappush(queue, (_total_cost(task, choices, -negative - 1, largest), negative + 1, choices))
    return None


def _ends_everywhere(choice: LineEnds) -> bool:
    """Return whether a line ends at every place where it may, so that each holds one word."""
    return len(choice) > 1 and choice == tuple(range(1, len(choice) + 1))


def _max_size_by_counts(task: FitTask, largest: int, floor: int) -> dict[tuple[int, ...], int]:
    """How many lines each paragraph may have, and the largest size at which it may have so many."""
    found: dict[tuple[int, ...], int] = {}
    for size in range(largest, floor - 1, -1):
        counts = task.min_line_counts(size)
        most = 0 if task.options.lines else _MAX_EXTRA_LINES
        for more in range(min(task.max_lines_at(size) - sum(counts), most) + 1 if counts else 0):
            found.setdefault(_add_lines(task, counts or (), more), size)
    return found


def _find_candidates(task: FitTask, counts: Sequence[int], size: int, floor: int) -> set[tuple[LineEnds, ...]]:
    """The most even lines in any width, in that of the largest size, and, where these differ much, in one between.

    Even by the mean line, they may end with one that is longer than all before it; so those with another last line too.
    """
    free = _balance(task, inf, counts)
    if free is None:
        return set()
    even = _max_size_of(task, floor, size, free)
    found = {free} if even >= floor else set()
    between = [size, (size + even) // 2] if size - even > 2 else [size] if size > even else []
    found |= {choices for s in between if (choices := _balance(task, task.area.width / s, counts))}
    other = _balance(task, task.area.width / size, counts, free) if _ends_with_longest(task, free) else None
    return found | {other} if other else found


def _ends_with_longest(task: FitTask, choices: Sequence[LineEnds]) -> bool:
    """Whether a paragraph ends with a line longer than all before it."""
    widths = [line_widths(p, c) for p, c in zip(task.opportunities, choices, strict=True)]
    return any(len(lines) > 1 and lines[-1] > max(lines[:-1]) for lines in widths)


def _max_size_of(task: FitTask, floor: int, largest: int, choices: Sequence[LineEnds]) -> int:
    """The largest size at which these lines seem to fit: a smaller one is never better. Less than `floor`: none."""
    widest = max(w for p, c in zip(task.opportunities, choices, strict=True) for w in line_widths(p, c))
    lines = sum(map(len, choices))
    size = min(largest, int((task.area.width + _TOLERANCE) / max(widest, 1e-6)))
    while size >= floor and lines > task.max_lines_at(size):
        size -= 1
    return size


def _total_cost(task: FitTask, choices: Sequence[LineEnds], size: int, largest: int) -> float:
    rag = sum(raggedness(p, c) for p, c in zip(task.opportunities, choices, strict=True)) / len(choices)
    longest = max(w for p, c in zip(task.opportunities, choices, strict=True) for w in line_widths(p, c))
    measure = longest * size / task.area.width
    if task.options.lines:
        form = _EXTRA_LINE_COST * (sum(map(len, choices)) - len(choices))
    else:
        form = _NARROW_COST * max(0.0, _NARROW_MEASURE - measure)
    return rag + _SIZE_COST * (1 - size / largest) + _MEASURE_COST * (1 - measure) + form


def _add_lines(task: FitTask, counts: Sequence[int], more: int) -> tuple[int, ...]:
    """`counts` with `more` lines given to the longest paragraph."""
    longest = max(range(len(counts)), key=lambda i: task.opportunities[i].end_advances[-1])
    return tuple(count + (more if i == longest else 0) for i, count in enumerate(counts))


def _balance(
    task: FitTask, limit: float, counts: Sequence[int], others: Sequence[LineEnds] = ()
) -> tuple[LineEnds, ...] | None:
    """The most even lines of at most `limit` ems, by what they seem to measure; none that ends as one of `others`."""
    none = frozenset[tuple[int, int]]()
    banned = [none if len(c) == 1 else frozenset({(c[-2], c[-1])}) for c in others] or [none] * len(counts)
    found = zip(task.opportunities, counts, banned, strict=True)
    choices = tuple(balance_lines(p, limit, count, ends) for p, count, ends in found)
    return tuple(c for c in choices if c) if all(choices) else None


def _find_lines(
    task: FitTask, size: int, counts: Sequence[int], banned: Sequence[tuple[int, tuple[int, int]]]
) -> tuple[LineEnds, ...] | None:
    """The most even lines by what they really measure; `banned` are lines, by paragraph and places."""
    limit = task.area.width / size
    room = task.options.hang / size
    choices = tuple(
        find_fitting_lines(
            paragraph, places, (limit, room), counts[i], frozenset(line for at, line in banned if at == i)
        )
        for i, (paragraph, places) in enumerate(zip(task.paragraphs, task.opportunities, strict=True))
    )
    return tuple(c for c in choices if c) if all(choices) else None


def _build_blocks(task: FitTask, choices: Sequence[LineEnds]) -> tuple[tuple[Line, ...], ...]:
    parts = zip(task.paragraphs, task.opportunities, choices, strict=True)
    return tuple(build_lines(paragraph, places, choice) for paragraph, places, choice in parts)


def _pair_lines(task: FitTask, choices: Sequence[LineEnds]) -> list[list[tuple[Paragraph, Line]]]:
    built = zip(task.paragraphs, _build_blocks(task, choices), strict=True)
    return [[(paragraph, line) for line in lines] for paragraph, lines in built]


def _fit_at(task: FitTask, size: int, choices: Sequence[LineEnds]) -> FitResult | None:
    """The lines at one size if they really fit: by their widths after cutting and by the ink of each."""
    area, fit = task.area, task.options
    blocks, room, gap = _build_blocks(task, choices), fit.hang / size, fit.paragraph_gap_at(size)
    if any(line.measure(room) * size > area.width + _TOLERANCE for block in blocks for line in block):
        return None
    leading = find_leading(_pair_lines(task, choices), size, (fit.leading, gap), room) / size
    ascent, descent = blocks[0][0].ascent, blocks[-1][-1].descent
    steps = sum(map(len, blocks)) - 1
    height = (ascent + steps * leading + gap * (len(blocks) - 1) + descent) * size
    if leading > MAX_LEADING or height > area.height + _TOLERANCE:
        return None
    return FitResult(size, leading, blocks, height, ascent, gap, fit.hang)
