"""Columns, rows and layers: how boxes share an area, and which sizes of headline and words go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...errors import Problem, SceneError
from ...graphics.geometry import Extent, Rect
from ...model.scene import Group, Node, Picture, Text, walk_nodes
from ...model.themes import Chart, Photo, Rule, Stack, Strip, Words
from ...text import Fitted
from ..boxes import Box
from ..photo.photo_boxes import lay_scrim, settle_side
from ..text_limits import is_round
from ..type.text_boxes import fit_of, refuse_words
from .context import Desk
from .leaf_boxes import Round, clip_of, crosses, draw_ground, place_leaf, round_of
from .measure import figure_size, fit_lines, measure_box, natural_width, row_widths, share_of, share_out
from .shrink import place_yielding

_MEASURES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58)
"""Shares of the width that words are given in turn until they keep clear of a round photo."""
_CLEARANCE = 24
_HEADLINE_STEP = 0.94
_HEADLINE_YIELDS = 4
"""So many of its largest sizes a headline may have for the sake of words as large as those of the set's other cards."""
_WORDS_FIRST = 0.3
"""The headline gives way until the words have their smallest size and this much of their range."""


_DISC_SHARES = (1.0, 0.85, 0.7, 0.58)
"""What a round photo may shrink to, in turn."""
_ONE_LINE = 0.62
"""A headline stays on one line if it is at least so large as on two."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one box of a column gets: a height in pixels, and its words if they were fitted together with others'."""

    height: int
    fitted: Fitted | None = None


def place_box(box: Box, area: Rect, desk: Desk, rounds: tuple[Round, ...] = ()) -> list[Node]:
    """Everything that a box draws in `area`, which is reckoned from the start; SceneError where words do not fit."""
    top, end, bottom, start = (desk.px(reach) for reach in box.part.frame.overlap)
    area = Rect(area.x - start, area.y - top, area.width + start + end, area.height + top + bottom)
    nodes = draw_ground(box, area, desk)
    match box.part:
        case Stack(axis="column"):
            nodes += place_yielding(_place_column, box, area, desk, rounds)
        case Stack(axis="row"):
            nodes += place_yielding(_place_row, box, area, desk, rounds)
        case Stack():
            nodes += _place_layers(box, area, desk, rounds)
        case _:
            nodes += place_leaf(box, area, desk)
    return nodes


def _place_layers(box: Box, area: Rect, desk: Desk, rounds: tuple[Round, ...]) -> list[Node]:
    """One box over the other; a round photo gives way, down to its least, where the words beside it need the room."""
    fault: SceneError | None = None
    for share in _disc_shares(desk) if any(is_round(c) for c in box.children) else _DISC_SHARES[:1]:
        try:
            return _place_over(box, area, desk, rounds, share)
        except SceneError as error:
            fault = fault or error
    assert fault is not None
    raise fault


def _disc_shares(desk: Desk) -> tuple[float, ...]:
    """What round photos may shrink to; a whole set's words are not to be small for the sake of one card's photo."""
    return _DISC_SHARES[1:] if desk.setting.sizes.measured else _DISC_SHARES


def _place_over(box: Box, area: Rect, desk: Desk, rounds: tuple[Round, ...], share: float) -> list[Node]:
    """Layers with their round photos at a share of their diameter; covering ones are dimmed under the words on them."""
    drawn: list[list[Node]] = []
    covers: list[tuple[int, Box]] = []
    direction, photos = desk.setting.direction, desk.assets.photos
    for child in settle_side(box, desk.turned(desk.bled(area)), desk.size, direction, photos).children:
        if isinstance(child.part, Photo) and child.part.shape == "disc":
            child = replace(child, part=replace(child.part, diameter=child.part.diameter * share))
            rounds = (*rounds, round_of(child, area, desk, desk.px(_CLEARANCE)))
        elif isinstance(child.part, Photo) and child.part.scrim:
            covers.append((len(drawn), child))
        drawn.append(place_box(child, area, desk, rounds))
    for index, cover in covers:
        above = (pair for nodes in drawn[index + 1 :] for pair in walk_nodes(tuple(nodes)))
        stands = [(r, n) for r, n in above if isinstance(n, Text) or (r == "brand" and isinstance(n, Picture))]
        drawn[index] += lay_scrim(cover, stands, drawn[index], direction, photos)
    return [Group(tuple(n for part in drawn for n in part), clip=clip_of(area, desk))]


def _place_row(box: Box, area: Rect, desk: Desk, rounds: tuple[Round, ...]) -> list[Node]:
    assert isinstance(box.part, Stack)
    inner = area.inset(desk.pad(box.part.frame))
    nodes: list[Node] = []
    x = inner.x
    for child, width in zip(box.children, row_widths(box, inner.width, desk), strict=True):
        height = inner.height
        if box.part.align != "start" and not _stretches(child):
            height = min(inner.height, measure_box(child, width, desk, in_row=True))
        slack = inner.height - height
        y = inner.y + (slack // 2 if box.part.align == "center" else slack if box.part.align == "end" else 0)
        nodes += place_box(child, Rect(x, y, width, height), desk, rounds)
        x += width + desk.px(box.part.gap)
    return nodes


def _stretches(box: Box) -> bool:
    """Whether a box takes all the height it is given."""
    bar = isinstance(box.part, Rule | Strip) or (isinstance(box.part, Chart) and box.part.kind == "strip")
    if box.part.frame.ground or (bar and not box.part.frame.grow):
        return True
    return any(c.part.frame.grow or _stretches(c) for c in box.children)


def _place_column(box: Box, area: Rect, desk: Desk, rounds: tuple[Round, ...]) -> list[Node]:
    """A column; beside a round photo its words take the measure at which they are largest and clear of it."""
    inner = area.inset(desk.pad(box.part.frame))
    if not rounds or not _fitted(box):
        return _draw_column(box, inner, desk, share_column(box, inner, desk, 1.0), rounds)
    fault: SceneError | None = None
    best: tuple[int, list[Node]] = (0, [])
    for measure in _MEASURES:
        try:
            shares = share_column(box, inner, desk, measure)
        except SceneError as error:
            fault = fault or error
            continue
        size = max((s.fitted.size for s in shares if s.fitted), default=1)
        if size > best[0]:
            nodes = _draw_column(box, inner, desk, shares, rounds)
            best = best if crosses(nodes, rounds) else (size, nodes)
    if best[1]:
        return best[1]
    message = "the words would run into the photograph at every width"
    hint = "shorten the text or leave the image out"
    raise fault or SceneError([Problem("error", message, field="image", hint=hint, kind="does-not-fit")])


def _draw_column(box: Box, inner: Rect, desk: Desk, shares: Sequence[Share], rounds: tuple[Round, ...]) -> list[Node]:
    assert isinstance(box.part, Stack)
    gap = desk.px(box.part.gap)
    slack = inner.height - sum(s.height for s in shares) - gap * (len(shares) - 1)
    between = slack / max(1, len(shares) - 1) if box.part.justify == "between" else 0.0
    y = inner.y + {"end": slack, "center": slack // 2}.get(box.part.justify, 0.0)
    nodes: list[Node] = []
    for child, share in zip(box.children, shares, strict=True):
        place = _hugged(child, box, Rect(inner.x, round(y), inner.width, share.height), desk)
        if share.fitted:
            nodes += place_leaf(child, place, desk, share.fitted)
        else:
            nodes += place_box(child, place, desk, rounds)
        y += share.height + gap + between
    return nodes


def _hugged(child: Box, parent: Box, place: Rect, desk: Desk) -> Rect:
    """The place of a box that is only as wide as what it holds, by the alignment of its column."""
    assert isinstance(parent.part, Stack)
    if not child.part.frame.hug:
        return place
    width = natural_width(child, place.width, desk)
    slack = round(place.width) - width
    x = place.x + {"end": slack, "center": slack // 2}.get(parent.part.align, 0)
    return Rect(x, place.y, width, place.height)


def _fitted(box: Box) -> list[Box]:
    """The boxes of a column whose size depends on the height that is left: headline and words."""
    return [c for c in box.children if isinstance(c.part, Words) and c.part.fit != "lines"]


def share_column(box: Box, inner: Rect, desk: Desk, measure: float) -> list[Share]:
    """The height of each box of a column: fixed ones first, then headline and words together, then what grows."""
    assert isinstance(box.part, Stack)
    wanting = _fitted(box)
    heights: dict[int, Share] = {}
    for child in box.children:
        if all(child is not w for w in wanting):
            heights[id(child)] = Share(_least(child, inner, desk))
    gaps = desk.px(box.part.gap) * (len(box.children) - 1)
    room = inner.height - gaps - sum(s.height for s in heights.values())
    heights |= _share_words(wanting, Extent(inner.width * measure, room), desk)
    spare = inner.height - gaps - sum(s.height for s in heights.values())
    if spare < 0:
        _refuse_overflow(box, -spare)
    growing = [c for c in box.children if c.part.frame.grow]
    for child, part in zip(growing, share_out(max(0.0, spare), [c.part.frame.grow for c in growing]), strict=True):
        heights[id(child)] = Share(heights[id(child)].height + part)
    return [heights[id(c)] for c in box.children]


def _refuse_overflow(box: Box, over: float) -> None:
    """SceneError where a column holds more than its height and something in it could be smaller."""
    for field, name, found in (
        ("chart", "chart", any(isinstance(c.part, Chart) for c in box.children)),
        ("headline", "figure", any(c.part.frame.hug and any(b.figure for b in c.children) for c in box.children)),
    ):
        if found:
            message = f"the {name} is {over:.0f} px too high for its column"
            raise SceneError([Problem("error", message, field=field, hint="shorten its words", kind="does-not-fit")])


def _least(box: Box, inner: Rect, desk: Desk) -> int:
    if box.part.frame.share:
        return share_of(box, inner.height, desk)
    if isinstance(box.part, Chart):   # one that grows stands in more room, but is no higher for it
        return measure_box(box, inner.width, desk)
    if box.part.frame.grow:
        return desk.px(box.part.frame.least)
    return measure_box(box, inner.width, desk)


def _share_words(wanting: Sequence[Box], room: Extent, desk: Desk) -> dict[int, Share]:
    """Headline and words in the room that is left: the headline as wide as it may be while the words stay large."""
    if not wanting:
        return {}
    headline = next((b for b in wanting if isinstance(b.part, Words) and b.part.fit in ("width", "lockup")), None)
    words = next((b for b in wanting if isinstance(b.part, Words) and b.part.fit == "words"), None)
    if len(wanting) > sum(b is not None for b in (headline, words)):
        message = "two parts of one column want the height that is left"
        hint = "give `fit: width` to one and `fit: words` to one"
        raise SceneError([Problem("error", message, field="theme", hint=hint, kind="theme")])
    if headline is None or words is None:
        return _share_one(wanting[0], room, desk)
    sizes, width = _headline_sizes(headline, room, desk), room.width * _measure(words)
    fit = fit_of(words, desk.setting)
    quick = replace(fit, rag=False)
    wished = fit.smallest + _WORDS_FIRST * (fit.largest - fit.smallest)
    yields = _HEADLINE_YIELDS if desk.setting.sizes.measured else 0
    best: tuple[Share, int] | None = None
    for number, share in enumerate(sizes, start=1):
        fitted = desk.fit(words, Extent(width, room.height - share.height), quick)
        if fitted and (best is None or fitted.size > best[1]):
            best = (share, fitted.size)
        if fitted and fitted.size >= wished and number >= yields:
            break
    left = Extent(width, room.height - (best[0] if best else sizes[-1]).height)
    chosen = desk.fit(words, left) if best else None
    if best is None or chosen is None:
        raise refuse_words(words, desk.shaped(words), left, desk.setting)
    return {id(headline): best[0], id(words): Share(round(chosen.height), chosen)}


def _measure(box: Box) -> float:
    """The share of the width that words may use."""
    assert isinstance(box.part, Words)
    return box.part.measure


def _share_one(box: Box, room: Extent, desk: Desk) -> dict[int, Share]:
    """The one box that wants what is left: words as large as fit, a figure no higher than its room."""
    if box.figure:
        lowest = _headline_sizes(box, room, desk)[-1].height
        return {id(box): Share(min(measure_box(box, room.width, desk), max(lowest, int(room.height))))}
    room = Extent(room.width * _measure(box), room.height)
    fitted = desk.fit(box, room)
    if fitted is None:
        raise refuse_words(box, desk.shaped(box), room, desk.setting)
    return {id(box): Share(round(fitted.height), fitted)}


def _headline_sizes(box: Box, room: Extent, desk: Desk) -> list[Share]:
    """The headline from as large as its width allows down to its smallest, step by step."""
    assert isinstance(box.part, Words)
    smallest = desk.px(box.part.smallest)
    if box.figure:
        figure, size = desk.figure(box), float(figure_size(box, room.width, desk))
        floor, shares = min(size, max(size * desk.floor, smallest * 0.5)), []
        while size >= floor:
            shares.append(Share(round(figure.height * int(size))))
            size *= _HEADLINE_STEP
        return shares
    whole = Extent(room.width, float(desk.size.height))
    fit = fit_of(box, desk.setting)
    fitted: Fitted | None = fit_lines(box, room.width, desk)
    single = desk.fit(box, whole, replace(fit, lines=1))
    if fitted and single and single.size >= _ONE_LINE * fitted.size:
        fitted, fit = single, replace(fit, lines=1)
    shares = []
    while fitted:
        shares.append(Share(round(fitted.height), fitted))
        smaller = int(fitted.size * _HEADLINE_STEP)
        fitted = desk.fit(box, whole, replace(fit, largest=smaller)) if smaller >= smallest else None
    return shares
