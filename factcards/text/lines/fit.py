"""Fit text into a box: the largest font size at which nothing overflows, or a size close to it with a better rag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from itertools import accumulate
from math import ceil, inf
from typing import NamedTuple

from ...graphics.geometry import Extent
from ..glyphs import Line
from .fit_types import FitOptions, FitResult, FitTask
from .leading import MAX_LEADING, find_leading, find_tightest_pair
from .line_breaking import balance_lines, measure_line_widths, measure_raggedness
from .paragraphs import BreakOpportunities, LineEnds, Paragraph
from .wrap import build_lines, find_fitting_lines

MIN_SIZE_RATIO = 0.76
"""Minimum size relative to the largest that fits, when a smaller size gives a better rag or keeps phrases whole."""
SIZE_COST, _MEASURE_COST = 0.85, 0.04
"""Costs of a smaller size and of unused measure, per fraction that is lost.

They balance the penalties of `text.breaking`: on average, type in the campaign and in `tests/data/line_ends.txt` is as
large as without penalties.
"""
NARROW_MEASURE, _NARROW_COST = 0.58, 0.6
"""Text narrower than this fraction of the measure costs the difference times the factor: it looks like a column.

This does not apply where the number of lines is limited: small print is short beside the text above it.
"""
_MIN_SHAPE_GAIN = 0.05
"""Minimum gain, beyond the loss of size, for which a set's text is smaller. Lower values let small edits move the set.
"""
_EXTRA_LINE_COST = 0.01
"""Cost of each line of small print after the first: one line is preferred if its size is nearly as large."""
_MAX_EXTRA_LINES = 1
"""Maximum number of lines above the fewest that are possible at a size. Higher values leave single words on lines."""
MIN_HYPHEN_GAIN, _GAIN_PER_HYPHEN = 1.12, 0.15
"""Minimum factor on the size for which text is hyphenated, and how much each hyphen after the first adds to it."""
_MAX_HEIGHT_TRIES = 8
"""Maximum number of alternatives with the same number of lines before text counts as too high for a size."""
_INK_TOLERANCE_EM = 0.02
"""Ems by which the ink of a first or last line may exceed the minimum before an alternative is tried."""
_TOLERANCE_PX = 0.01
"""Tolerance in pixels by which text may exceed its box: too little to be drawn."""


def fit_text(paragraphs: Sequence[Paragraph], area: Extent, options: FitOptions) -> FitResult | None:
    """Return the paragraphs at the largest size at which they fit into `area`, in px, or None if they fit at none.

    With `options.rag`, a slightly smaller size may be chosen for a better rag. Sizes are tried one by one from the
    largest: a smaller size may break worse, so a bisection could miss the best. Phrases and words stay whole if
    possible; with `rag`, only if that costs no more size than a better rag may. Text is hyphenated only if its longest
    word would otherwise reduce the size considerably.
    """
    if min(area.width, area.height) <= 0:
        return None
    paragraphs = tuple(paragraphs)
    tasks = [FitTask(paragraphs, tuple(p.phrase_breaks for p in paragraphs), area, options)]
    # at a fixed size, phrases and words are split only if one is too long, not to save space
    widest = _measure_widest_unbreakable(p.phrase_breaks for p in paragraphs)
    may_split = options.smallest < options.largest or widest * options.smallest > area.width
    if may_split and any(p.phrase_breaks is not p.word_breaks for p in paragraphs):
        tasks.append(FitTask(paragraphs, tuple(p.word_breaks for p in paragraphs), area, options))
    found = _fit_tasks(tasks, options)
    if all(p.hyphen_breaks is p.word_breaks for p in paragraphs):
        return found
    widest = _measure_widest_unbreakable(p.word_breaks for p in paragraphs)
    if found and widest * (_find_largest_size(tasks[-1]) + 1) <= area.width:
        return found
    if not found and options.smallest == options.largest and widest * options.smallest <= area.width:
        return None   # at a fixed size, hyphens are for words that are too long, not for texts that are
    min_size = max(options.smallest, ceil(MIN_HYPHEN_GAIN * found.size)) if found else options.smallest
    if min_size > options.largest:
        return found
    task = FitTask(paragraphs, tuple(p.hyphen_breaks for p in paragraphs), area, replace(options, smallest=min_size))
    hyphenated = _fit_tasks([task], task.options)
    if hyphenated and found:
        hyphen_count = sum(_count_hyphens(p, lines) for p, lines in zip(paragraphs, hyphenated.paragraphs, strict=True))
        gain = MIN_HYPHEN_GAIN + _GAIN_PER_HYPHEN * (hyphen_count - 1)
        return hyphenated if hyphenated.size >= gain * found.size else found
    return hyphenated or found


def _count_hyphens(paragraph: Paragraph, lines: Sequence[Line]) -> int:
    """Return how many of the lines end with a hyphen of the language's dictionary."""
    ends = accumulate(len(line.text) for line in lines)
    return sum(end in paragraph.hyphens for end in ends)


def _measure_widest_unbreakable(opportunities: Iterable[BreakOpportunities]) -> float:
    """Return the width of the widest piece without an opportunity to break, in ems."""
    sides = (zip(o.start_advances, o.end_advances[1:], strict=False) for o in opportunities)
    return max((end - start for pieces in sides for start, end in pieces), default=0.0)


def _fit_tasks(tasks: Sequence[FitTask], options: FitOptions) -> FitResult | None:
    """Return the result of the first task that fits; with `rag`, that of the best rag near the largest size."""
    if options.rag:
        sizes = [_find_largest_size(task) for task in tasks]
        chosen = 0 if sizes[0] >= sizes[-1] * MIN_SIZE_RATIO else -1
        found = _fit_best_rag(tasks[chosen], sizes[chosen]) if sizes[chosen] else None
        if found:
            return found
    return next((found for task in tasks if (found := _fit_largest(task))), None)


def _find_largest_size(task: FitTask) -> int:
    """Return the largest size at which the text fits by its advances, before lines are built; 0 if there is none."""
    return next((s for s in range(task.max_size(), task.options.smallest - 1, -1) if task.min_line_counts(s)), 0)


def _fit_largest(task: FitTask) -> FitResult | None:
    """Fit the text at the largest possible size, in the fewest lines."""
    for size in range(task.max_size(), task.options.smallest - 1, -1):
        counts = task.min_line_counts(size)
        for more in range(min(task.max_lines_at(size), task.max_line_count()) - sum(counts) + 1 if counts else 0):
            line_counts = _add_lines(task, counts or (), more)
            if _find_lines(task, size, line_counts, ()):
                fitted = _fit_lower(task, size, line_counts)
                if fitted:
                    return fitted
                break   # too high already
    return None


def _fit_lower(task: FitTask, size: int, counts: Sequence[int]) -> FitResult | None:
    """Fit the text at a size, replacing the most even lines where their ink extends too high or too low."""
    banned: list[tuple[int, tuple[int, int]]] = []
    for _ in range(_MAX_HEIGHT_TRIES):
        line_ends = _find_lines(task, size, counts, banned)
        fitted = _fit_at(task, size, line_ends) if line_ends else None
        tallest = _find_tallest_line(task, size, line_ends) if line_ends and not fitted else None
        if tallest is None:
            return fitted
        banned.append(tallest)
    return None


def _find_tallest_line(task: FitTask, size: int, line_ends: Sequence[LineEnds]) -> tuple[int, tuple[int, int]] | None:
    """Return the line that makes the text too high, as a paragraph's number and (start, end), or None."""
    blocks, paired, options = _build_blocks(task, line_ends), _pair_lines(task, line_ends), task.options
    wide = find_leading(paired, size, (options.leading, options.paragraph_gap_at(size)), options.hang / size) > round(
        options.leading * size
    )
    worst = find_tightest_pair(paired, options.hang / size) if wide else None
    if worst:
        at = worst
    elif blocks[-1][-1].descent > task.paragraphs[-1].descent + _INK_TOLERANCE_EM:
        at = len(blocks) - 1, len(blocks[-1]) - 1
    elif blocks[0][0].ascent > task.paragraphs[0].ascent + _INK_TOLERANCE_EM:
        at = 0, 0
    else:
        return None
    ends = (0, *line_ends[at[0]])
    return at[0], (ends[at[1]], ends[at[1] + 1])


def _fit_best_rag(task: FitTask, largest: int) -> FitResult | None:
    """Fit the text with the best rag, down to `MIN_SIZE_RATIO` of the largest size and with at most one extra line."""
    floor = max(task.options.smallest, round(largest * MIN_SIZE_RATIO))
    queue: list[tuple[float, int, tuple[LineEnds, ...]]] = []
    gain = sum(min(c, 0.0) for p in task.opportunities for c in p.penalties) / len(task.opportunities)
    for counts, size in _find_max_sizes(task, largest, floor).items():
        lower_bound = SIZE_COST * (1 - size / largest) + gain
        if queue and lower_bound > queue[0][0]:
            continue   # even perfectly even lines would cost more than the best so far
        for line_ends in _find_candidates(task, counts, size, floor):
            grown = _find_max_size(task, floor, size, line_ends)
            if grown >= floor:
                heappush(queue, (_compute_cost(task, line_ends, grown, largest), -grown, line_ends))
    while queue:
        _, negative, line_ends = heappop(queue)
        fitted = _fit_at(task, -negative, line_ends)
        more = 0 if all(map(_ends_everywhere, line_ends)) else _MAX_EXTRA_LINES
        if fitted and sum(map(len, line_ends)) <= sum(task.min_line_counts(-negative) or ()) + more:
            return replace(fitted, is_shaped=True)
        if -negative > floor:
            heappush(queue, (_compute_cost(task, line_ends, -negative - 1, largest), negative + 1, line_ends))
    return None


def _ends_everywhere(ends: LineEnds) -> bool:
    """Return whether a line ends at every opportunity, so that each holds one word."""
    return len(ends) > 1 and ends == tuple(range(1, len(ends) + 1))


def _find_max_sizes(task: FitTask, largest: int, floor: int) -> dict[tuple[int, ...], int]:
    """Return the largest size for each possible number of lines in each paragraph."""
    found: dict[tuple[int, ...], int] = {}
    for size in range(largest, floor - 1, -1):
        counts = task.min_line_counts(size)
        max_extra = 0 if task.options.lines else _MAX_EXTRA_LINES
        for more in range(min(task.max_lines_at(size) - sum(counts), max_extra) + 1 if counts else 0):
            found.setdefault(_add_lines(task, counts or (), more), size)
    return found


def _find_candidates(task: FitTask, counts: Sequence[int], size: int, floor: int) -> set[tuple[LineEnds, ...]]:
    """Find the most even lines in any width, in the width at `size`, and in a width between if these differ much.

    Lines balanced around their mean may end with one that is longer than all others. In that case the best lines with
    another last line are candidates too.
    """
    evenest = _balance(task, inf, counts)
    if evenest is None:
        return set()
    possible = _find_max_size(task, floor, size, evenest)
    found = {evenest} if possible >= floor else set()
    sizes = [size, (size + possible) // 2] if size - possible > 2 else [size] if size > possible else []
    found |= {line_ends for s in sizes if (line_ends := _balance(task, task.area.width / s, counts))}
    alternative = _balance(task, task.area.width / size, counts, evenest) if _ends_with_longest(task, evenest) else None
    return found | {alternative} if alternative else found


def _ends_with_longest(task: FitTask, line_ends: Sequence[LineEnds]) -> bool:
    """Return whether a paragraph ends with a line that is longer than all lines before it."""
    widths = _measure_lines(task, line_ends)
    return any(len(lines) > 1 and lines[-1] > max(lines[:-1]) for lines in widths)


def _measure_lines(task: FitTask, line_ends: Sequence[LineEnds]) -> list[Sequence[float]]:
    """Return the widths of each paragraph's lines, in ems, by their advances."""
    pairs = zip(task.opportunities, line_ends, strict=True)
    return [measure_line_widths(opportunities, ends) for opportunities, ends in pairs]


def _find_max_size(task: FitTask, floor: int, largest: int, line_ends: Sequence[LineEnds]) -> int:
    """Return the largest size at which these lines fit by their advances; less than `floor` if there is none."""
    widest = max(map(max, _measure_lines(task, line_ends)))
    lines = sum(map(len, line_ends))
    size = min(largest, int((task.area.width + _TOLERANCE_PX) / max(widest, 1e-6)))
    while size >= floor and lines > task.max_lines_at(size):
        size -= 1
    return size


def _compute_cost(task: FitTask, line_ends: Sequence[LineEnds], size: int, largest: int) -> float:
    """Return the cost of lines at a size: their raggedness, and the size and the measure that are lost."""
    pairs = zip(task.opportunities, line_ends, strict=True)
    rag = sum(measure_raggedness(opportunities, ends) for opportunities, ends in pairs) / len(line_ends)
    longest = max(map(max, _measure_lines(task, line_ends)))
    measure = longest * size / task.area.width
    if task.options.lines:
        layout = _EXTRA_LINE_COST * (sum(map(len, line_ends)) - len(line_ends))
    else:
        layout = _NARROW_COST * max(0.0, NARROW_MEASURE - measure)
    return rag + SIZE_COST * (1 - size / largest) + _MEASURE_COST * (1 - measure) + layout


def find_shapely_sizes(
    paragraphs: Sequence[Paragraph], area: Extent, options: FitOptions, sizes: Sequence[int]
) -> tuple[int, ...]:
    """Return those of `sizes`, from the largest, at which text in `area` has a good shape.

    The shape is poor if a smaller size sets the text clearly better, by the costs of `fit_text`: with more even lines,
    or not as a narrow column, so that this outweighs the loss of size.
    """
    task = FitTask(tuple(paragraphs), tuple(p.phrase_breaks for p in paragraphs), area, options)
    found = [(size, shape) for size in sizes if (shape := _find_best_shape(task, size))]
    return tuple(
        size for size, shape in found
        if not any(_is_better(other, shape, 1 - smaller / size) for smaller, other in found if smaller < size)
    )  # fmt: skip


class _TextShape(NamedTuple):
    """The cost of a text's lines at a size, and whether they are a narrow column."""

    cost: float
    is_narrow: bool


def _is_better(other: _TextShape, shape: _TextShape, lost: float) -> bool:
    """Return whether another shape outweighs the fraction of the size that is lost for it."""
    gain = shape.cost - other.cost - SIZE_COST * lost
    return gain > (0.0 if shape.is_narrow and not other.is_narrow else _MIN_SHAPE_GAIN)


def _find_best_shape(task: FitTask, size: int) -> _TextShape | None:
    """Return the best shape of the text at a size, by its advances, or None if it does not fit."""
    counts = task.min_line_counts(size)
    if counts is None:
        return None
    shapes = []
    for more in range(min(task.max_lines_at(size) - sum(counts), _MAX_EXTRA_LINES) + 1):
        line_ends = _balance(task, task.area.width / size, _add_lines(task, counts, more))
        if line_ends:
            widest = max(map(max, _measure_lines(task, line_ends))) * size / task.area.width
            shapes.append(_TextShape(_compute_cost(task, line_ends, size, size), widest < NARROW_MEASURE))
    return min(shapes, default=None)


def _add_lines(task: FitTask, counts: Sequence[int], more: int) -> tuple[int, ...]:
    """Return `counts` with `more` lines added to the longest paragraph."""
    longest = max(range(len(counts)), key=lambda i: task.opportunities[i].end_advances[-1])
    return tuple(count + (more if i == longest else 0) for i, count in enumerate(counts))


def _balance(
    task: FitTask, limit: float, counts: Sequence[int], avoided: Sequence[LineEnds] = ()
) -> tuple[LineEnds, ...] | None:
    """Return the most even lines of at most `limit` ems by their advances, without the last lines of `avoided`."""
    none = frozenset[tuple[int, int]]()
    banned = [none if len(c) == 1 else frozenset({(c[-2], c[-1])}) for c in avoided] or [none] * len(counts)
    found = zip(task.opportunities, counts, banned, strict=True)
    line_ends = tuple(balance_lines(p, limit, count, ends) for p, count, ends in found)
    return tuple(c for c in line_ends if c) if all(line_ends) else None


def _find_lines(
    task: FitTask, size: int, counts: Sequence[int], banned: Sequence[tuple[int, tuple[int, int]]]
) -> tuple[LineEnds, ...] | None:
    """Return the most even lines by their widths when built. `banned` are a paragraph's number and (start, end)."""
    limit = task.area.width / size
    max_hang = task.options.hang / size
    line_ends = tuple(
        find_fitting_lines(
            paragraph, opportunities, (limit, max_hang), counts[i], frozenset(line for at, line in banned if at == i)
        )
        for i, (paragraph, opportunities) in enumerate(zip(task.paragraphs, task.opportunities, strict=True))
    )
    return tuple(c for c in line_ends if c) if all(line_ends) else None


def _build_blocks(task: FitTask, line_ends: Sequence[LineEnds]) -> tuple[tuple[Line, ...], ...]:
    parts = zip(task.paragraphs, task.opportunities, line_ends, strict=True)
    return tuple(build_lines(paragraph, opportunities, ends) for paragraph, opportunities, ends in parts)


def _pair_lines(task: FitTask, line_ends: Sequence[LineEnds]) -> list[list[tuple[Paragraph, Line]]]:
    """Build the lines of each paragraph, each with its paragraph."""
    built = zip(task.paragraphs, _build_blocks(task, line_ends), strict=True)
    return [[(paragraph, line) for line in lines] for paragraph, lines in built]


def _fit_at(task: FitTask, size: int, line_ends: Sequence[LineEnds]) -> FitResult | None:
    """Return the lines at a size if they fit when built, by their widths after cutting and by their ink."""
    area, options = task.area, task.options
    blocks, max_hang, gap = _build_blocks(task, line_ends), options.hang / size, options.paragraph_gap_at(size)
    if any(line.measure(max_hang) * size > area.width + _TOLERANCE_PX for block in blocks for line in block):
        return None
    leading = find_leading(_pair_lines(task, line_ends), size, (options.leading, gap), max_hang) / size
    ascent, descent = blocks[0][0].ascent, blocks[-1][-1].descent
    steps = sum(map(len, blocks)) - 1
    height = (ascent + steps * leading + gap * (len(blocks) - 1) + descent) * size
    if leading > MAX_LEADING or height > area.height + _TOLERANCE_PX:
        return None
    return FitResult(size, leading, blocks, height, ascent, gap, options.hang)
