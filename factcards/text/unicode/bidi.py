"""UAX #9, the Unicode Bidirectional Algorithm: embedding levels of a paragraph, visual order of a line.

Even levels run from left to right, odd ones from right to left. Levels are resolved once for a whole paragraph; lines
are cut afterwards, and the levels of each line are reset (L1) and reordered (L2). Mirroring (L4) is done by HarfBuzz.
Rules are named as in the annex. The algorithm works on Bidi_Class values, because Unicode's BidiTest.txt has only
those.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

import unicodedata2

from ...late_loading import compile_late
from .bidi_data import BRACKETS, classify_characters
from .direction_controls import DIRECTION_CONTROLS

Direction = Literal["ltr", "rtl"]

_MAX_DEPTH, _MAX_OPEN_BRACKETS = 125, 63  # BD2, BD16
_REMOVED_LEVEL = -1  # the level of what X9 removes, until a neighbour's is copied

_STRONG = {"L": 0, "R": 1, "AL": 1}
_OVERRIDES = {"LRO": "L", "RLO": "R"}
_EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}  # X9
_EXPLICIT = _REMOVED | _ISOLATES | {"PDI", "B"}  # all that X1 to X8 look at
_WHITESPACE = _REMOVED | _ISOLATES | {"PDI", "WS"}  # L1, with section 5.2
_NEUTRAL = _ISOLATES | {"PDI", "B", "S", "WS", "ON"}  # NI
_RIGHT_TO_LEFT = _EMBEDDINGS | _ISOLATES | {"R", "AL", "AN"}  # without these a left-to-right paragraph is all level 0
_NUMBERS = frozenset({"EN", "AN"})
_RISE = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})  # I1, I2

_CONTROL_OR_BREAK = compile_late(f"[{DIRECTION_CONTROLS}\n\r\x1c-\x1e\x85\u2029]")
"""A directional control, or a character that ends a paragraph (UAX #9, P1)."""


class _IsolatingRun(NamedTuple):
    """An isolating run sequence (BD13): the indices of its characters, its level, and sos and eos (X10)."""

    indices: list[int]
    level: int
    start: str
    end: str


def resolve_levels(text: str, base: int) -> tuple[int, ...]:
    """Resolve the level of each character of one paragraph (X1 to I2); what X9 removes takes its predecessor's."""
    classes = classify_characters(text)
    if base == 0 and _RIGHT_TO_LEFT.isdisjoint(classes):
        return (0,) * len(text)
    brackets = {index: BRACKETS[character] for index, character in enumerate(text) if character in BRACKETS}
    return resolve_classes(classes, brackets, base)


def resolve_classes(classes: Sequence[str], brackets: Mapping[int, int], base: int) -> tuple[int, ...]:
    """Resolve the levels of one paragraph of Bidi_Class values (X1 to I2); brackets by index, as in `BRACKETS`."""
    levels, kinds = _resolve_explicit(classes, base)
    for sequence in _find_sequences(classes, levels, base):
        inside = [kinds[index] for index in sequence.indices]
        types = _resolve_weak(inside, sequence.start)
        if brackets:
            _resolve_pairs(types, inside, brackets, sequence)
        _resolve_neutral(types, sequence)
        raised = _RISE[sequence.level & 1]
        for index, kind in zip(sequence.indices, types, strict=True):
            levels[index] = sequence.level + raised[kind]
    previous = base
    for index, level in enumerate(levels):
        previous = levels[index] = previous if level == _REMOVED_LEVEL else level
    return tuple(levels)


def reset_levels(text: str, levels: Sequence[int], base: int, start: int, end: int) -> tuple[int, ...]:
    """Reset separators, and white space before them and at the end, in the levels of one line of the text (L1)."""
    line, at_end = list(levels[start:end]), True
    if line.count(base) == len(line):
        return tuple(line)
    for index, kind in reversed(list(enumerate(classify_characters(text[start:end])))):
        at_end = kind in ("S", "B") or (at_end and kind in _WHITESPACE)
        if at_end:
            line[index] = base
    return tuple(line)


def order_visually(levels: Sequence[int]) -> tuple[int, ...]:
    """List the indices of a line's characters, or of its runs, from left to right (L2)."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level & 1), default=1)
    for level in range(max(levels, default=0), lowest - 1, -1):
        end = 0
        for is_reversed, run in groupby(levels, level.__le__):
            start, end = end, end + len(list(run))
            if is_reversed:
                order[start:end] = order[start:end][::-1]
    return tuple(order)


def find_unpaired_control(text: str) -> int | None:
    """Find the first direction control without a partner in its paragraph (BD9, BD11); None if all are paired."""
    unpaired: list[int] = []
    opened: list[tuple[int, str]] = []
    valid_isolates = 0
    for match in _CONTROL_OR_BREAK.finditer(text):
        index, kind = match.start(), unicodedata2.bidirectional(match.group())
        if kind in _EMBEDDINGS or kind in _ISOLATES:
            opened.append((index, kind))
            valid_isolates += kind in _ISOLATES
        elif kind == "PDF" and opened and opened[-1][1] in _EMBEDDINGS:
            opened.pop()
        elif kind == "PDI" and valid_isolates:
            while opened[-1][1] in _EMBEDDINGS:
                unpaired.append(opened.pop()[0])
            opened.pop()
            valid_isolates -= 1
        elif kind != "B":
            unpaired.append(index)
        elif opened or unpaired:
            break
    return min([*unpaired, *(index for index, _ in opened)], default=None)


def _find_strong_level(classes: Sequence[str], start: int) -> int | None:
    """Find the level of the first strong class of the isolate that begins before `start` (P2, P3, X5c)."""
    depth = 0
    for index in range(start, len(classes)):
        kind = classes[index]
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI" and depth:
            depth -= 1
        elif kind == "PDI":
            break
        elif depth == 0 and kind in _STRONG:
            return _STRONG[kind]
    return None


def _resolve_explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """Resolve each character's explicit level, and its class after overrides (X1 to X8)."""
    levels, kinds = [], list(classes)
    stack = [(base, "", False)]  # level, override, isolate
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, kind in enumerate(classes):
        if kind in _EXPLICIT:
            if kind == "B":  # X8
                del stack[1:]
                overflow_isolates = overflow_embeddings = valid_isolates = 0
            elif kind == "PDI" and overflow_isolates:  # X6a
                overflow_isolates -= 1
            elif kind == "PDI" and valid_isolates:
                overflow_embeddings, valid_isolates = 0, valid_isolates - 1
                while not stack.pop()[2]:
                    pass
        level, override, isolate = stack[-1]
        levels.append(_REMOVED_LEVEL if kind in _REMOVED else level)
        if override and kind not in _REMOVED:
            kinds[index] = override
        if kind == "PDF" and not overflow_isolates:  # X7
            if overflow_embeddings:
                overflow_embeddings -= 1
            elif not isolate and len(stack) > 1:
                stack.pop()
        elif kind in _EMBEDDINGS or kind in _ISOLATES:  # X2 to X5c
            is_overflow = overflow_isolates or overflow_embeddings
            deeper = _MAX_DEPTH + 1 if is_overflow else _find_deeper_level(classes, index, level)
            if deeper <= _MAX_DEPTH:
                stack.append((deeper, _OVERRIDES.get(kind, ""), kind in _ISOLATES))
                valid_isolates += kind in _ISOLATES
            elif kind in _ISOLATES:
                overflow_isolates += 1
            elif not overflow_isolates:
                overflow_embeddings += 1
    return levels, kinds


def _find_deeper_level(classes: Sequence[str], index: int, level: int) -> int:
    """Find the level within the embedding or isolate that begins at `index`, in one of `level` (X2 to X5c)."""
    leftward = classes[index].startswith("R")
    if classes[index] == "FSI":
        leftward = _find_strong_level(classes, index + 1) == 1
    return (level + 1) | 1 if leftward else (level + 2) & ~1


def _find_sequences(classes: Sequence[str], levels: Sequence[int], base: int) -> Iterator[_IsolatingRun]:
    """Find the isolating run sequences (BD13, X10); each character that X9 leaves is in one of them."""
    remaining = [index for index, level in enumerate(levels) if level != _REMOVED_LEVEL]
    runs = [list(run) for _, run in groupby(remaining, levels.__getitem__)]
    chains: list[list[int]] = []  # numbers of runs
    waiting: list[list[int]] = []  # chains that end where an isolate begins
    for number, run in enumerate(runs):
        if waiting and classes[run[0]] == "PDI":
            chain = waiting.pop()
        else:
            chains.append(chain := [])
        chain.append(number)
        if classes[run[-1]] in _ISOLATES:
            waiting.append(chain)
    around = [base, *(levels[run[0]] for run in runs), base]
    for chain in chains:
        indices = [index for number in chain for index in runs[number]]
        level = levels[indices[0]]
        after = base if classes[indices[-1]] in _ISOLATES else around[chain[-1] + 2]
        start, end = "LR"[max(around[chain[0]], level) & 1], "LR"[max(after, level) & 1]
        yield _IsolatingRun(indices, level, start, end)


def _resolve_weak(inside: Sequence[str], start: str) -> list[str]:
    """Resolve NSM, AL, ES, ET and CS, so that no such class is left in a sequence (W1 to W7)."""
    types = list(inside)
    if "NSM" in types:  # W1
        previous = start
        for index, kind in enumerate(types):
            if kind == "NSM":
                types[index] = previous
            else:
                previous = "ON" if kind in _ISOLATES or kind == "PDI" else kind
    if "AL" in types:
        _reclassify_numbers(types, start, "AL", "AN")  # W2
        types = ["R" if kind == "AL" else kind for kind in types]  # W3
    if not _NUMBERS.isdisjoint(types):
        _join_numbers(types)
    types = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in types]  # W6
    _reclassify_numbers(types, start, "L", "L")  # W7
    return types


def _reclassify_numbers(types: list[str], start: str, strong: str, number: str) -> None:
    """Make `number` of each EN whose last strong class before it is `strong` (W2, W7)."""
    last = start
    for index, kind in enumerate(types):
        if kind in _STRONG:
            last = kind
        elif kind == "EN" and last == strong:
            types[index] = number


def _join_numbers(types: list[str]) -> None:
    """Make one separator within a number, and terminators beside it, a part of the number (W4, W5)."""
    for index in range(1, len(types) - 1):
        before, kind, after = types[index - 1 : index + 2]
        if before == after and (kind, after) in (("ES", "EN"), ("CS", "EN"), ("CS", "AN")):
            types[index] = after
    if "ET" in types:
        for indices in (range(1, len(types)), range(len(types) - 2, -1, -1)):
            for index in indices:
                if types[index] == "ET" and types[index - indices.step] == "EN":
                    types[index] = "EN"


def _pair_brackets(types: Sequence[str], numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Pair the brackets of a sequence: the indices of both, sorted by the opening bracket (BD14 to BD16)."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[int, int]] = []
    for place, number in enumerate(numbers):
        if number > 0 and types[place] == "ON":
            if len(opened) == _MAX_OPEN_BRACKETS:
                break
            opened.append((place, number))
        elif number < 0 and types[place] == "ON" and any(number == -other for _, other in opened):
            while opened[-1][1] != -number:
                opened.pop()
            pairs.append((opened.pop()[0], place))
    return sorted(pairs)


def _resolve_pairs(
    types: list[str], inside: Sequence[str], brackets: Mapping[int, int], sequence: _IsolatingRun
) -> None:
    """Give both brackets of a pair one direction: that of their content, or else of what precedes (N0)."""
    embedding = "LR"[sequence.level & 1]
    for opening, closing in _pair_brackets(types, [brackets.get(index, 0) for index in sequence.indices]):
        content = {"R" if kind in _NUMBERS else kind for kind in types[opening + 1 : closing]}
        if embedding in content:
            direction = embedding
        elif content.isdisjoint(("L", "R")):
            continue
        else:
            places = range(opening - 1, -1, -1)
            before = next((types[place] for place in places if types[place] not in _NEUTRAL), sequence.start)
            direction = "L" if before == "L" else "R"
        for place in (opening, closing):
            types[place] = direction
            for after in range(place + 1, len(types)):
                if inside[after] != "NSM":
                    break
                types[after] = direction


def _resolve_neutral(types: list[str], sequence: _IsolatingRun) -> None:
    """Give neutrals the direction on both sides of them if it is one, or else the embedding direction (N1, N2)."""
    embedding = "LR"[sequence.level & 1]
    before, first = sequence.start, 0
    for place, kind in enumerate([*types, sequence.end]):
        if kind not in _NEUTRAL:
            after = "R" if kind in _NUMBERS else kind
            types[first:place] = [before if before == after else embedding] * (place - first)
            before, first = after, place + 1
