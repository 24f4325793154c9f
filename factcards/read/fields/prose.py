"""Authors' text to prose: joined lines, paragraphs, composed letters, and emphasis for `**`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import unicodedata2

from ...late_loading import compile_late
from ...text.unicode.canonical import compose_text
from ...text.unicode.script_groups import HAN

_PARAGRAPHS = compile_late(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*")
_LINE_BREAK = compile_late(r"[ \t]*\n[ \t]*")
_LIST_ITEM = compile_late(r"[ \t]*(?:[-–—*+•‣▪◦·●]|\(?\d{1,2}[.)]|[a-z]\))[ \t]")
_MARKS = compile_late(r"\\[\\*]|\*{2,}")
_SPACES = " \t\n"
_EMPTY_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
"""General categories of spaces, controls and format characters, which draw nothing."""
_EMPTY = compile_late(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff"
    "\u2065\ufff0-\ufff8\u2800\U0001d159\U00013441\U00013442\U00016fe4]")
"""Characters of other categories that draw nothing: Default_Ignorable_Code_Point (UAX #44), such as Hangul fillers, and
the blanks of Braille, musical notation, hieroglyphs and the Khitan script."""
_PLACEMENT_HINT = "`**` belongs directly before the first and directly after the last emphasised word"
_CODE = compile_late(r"`((?!\\u)[^`]+)`")
"""What a hint quotes, but for escapes such as `\\u00A0`, which only double quotes have."""
_JOINED = compile_late(
    f"[{HAN}\u3000-\u312f\u3190-\u33ff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffe6\U0001aff0-\U0001b16f]")
"""Characters whose lines join without a space: Han and Kana with their punctuation and full-width forms, not Hangul."""


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph's text, with the index of each of its characters in the source text."""

    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkupError:
    """A `**` that marks nothing: its range in the source text, a message and a hint."""

    message: str
    hint: str
    start: int
    length: int


def is_blank_text(text: str) -> bool:
    """Return whether a text has no visible character."""
    return all(unicodedata2.category(c) in _EMPTY_CATEGORIES or _EMPTY.match(c) for c in text)


def join_lines(text: str) -> str:
    """Return a text in one line: line breaks become spaces, or nothing between Han or Kana."""
    return " ".join(p.text for p in split_paragraphs(text))


def split_paragraphs(text: str) -> tuple[ProseParagraph, ...]:
    """Return the paragraphs of a text, separated by blank lines, each in one line."""
    found, start = [], 0
    for match in [*_PARAGRAPHS.finditer(text), None]:
        end = match.start() if match else len(text)
        paragraph = _compose(_join(text, start, end))
        if paragraph.text:
            found.append(paragraph)
        start = match.end() if match else end
    return tuple(found)


def find_lost_lines(text: str, *, typed: bool) -> int | None:
    """Return the index of the first line break that the author meant and that becomes a space; None without one.

    In `typed` text the author meant every line break, as in YAML's `|`. In other text lines may wrap anywhere, so a
    line break counts only if two lines begin like items of a list.
    """
    start = 0
    for match in [*_PARAGRAPHS.finditer(text), None]:
        end = match.start() if match else len(text)
        breaks = [m for m in _LINE_BREAK.finditer(text, start, end) if text[start : m.start()].strip(_SPACES)]
        breaks = [m for m in breaks if text[m.end() : end].strip(_SPACES)]
        listed = sum(1 for at in (start, *(m.end() for m in breaks)) if _LIST_ITEM.match(text, at))
        if breaks and (typed or listed > 1):
            return breaks[0].start()
        start = match.end() if match else end
    return None


def _compose(paragraph: ProseParagraph) -> ProseParagraph:
    """Return the paragraph with its letters composed, so that NFD and NFC are handled alike."""
    text, origin = compose_text(paragraph.text)
    return ProseParagraph(text, tuple(paragraph.offsets[i] for i in origin)) if origin else paragraph


def _join(text: str, start: int, end: int) -> ProseParagraph:
    while start < end and text[start] in _SPACES:
        start += 1
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    if "\n" not in text[start:end] and "\t" not in text[start:end]:
        return ProseParagraph(text[start:end], tuple(range(start, end)))
    letters: list[tuple[str, int]] = []
    done = start
    for match in _LINE_BREAK.finditer(text, start, end):
        letters += [(text[i], i) for i in range(done, match.start())]
        if not (_is_joined(text, match.start() - 1, -1) and _is_joined(text, match.end(), 1)):
            letters.append((" ", match.start()))
        done = match.end()
    letters += [(text[i], i) for i in range(done, end)]
    return ProseParagraph("".join(c for c, _ in letters).replace("\t", " "), tuple(i for _, i in letters))


def _is_joined(text: str, index: int, step: int) -> bool:
    """Return whether the next character in a direction, after `*`, joins without a space."""
    while 0 <= index < len(text) and text[index] == "*":
        index += step
    return 0 <= index < len(text) and bool(_JOINED.match(text[index]))


def parse_emphasis(paragraph: ProseParagraph) -> tuple[str, tuple[tuple[int, int], ...], tuple[MarkupError, ...]]:
    r"""Return a paragraph without its marks, the emphasised ranges, and the error of the first wrong mark.

    `**` opens and closes by CommonMark 6.2, left- and right-flanking runs; `\*` is a star, `\\` a backslash.
    Emphasis does not nest.
    """
    text, out, length, done = paragraph.text, [], 0, 0
    spans: list[tuple[int, int]] = []
    errors: list[MarkupError] = []
    opened: tuple[int, re.Match[str]] | None = None
    for match in _MARKS.finditer(text):
        out.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        if match[0][0] == "\\":
            out.append(match[0][1])
            length += 1
            continue
        opens, closes = _measure_flanking(text, match.start(), match.end())
        if len(match[0]) > 2:
            message = f"`{match[0][:4]}` is not a mark"
            errors.append(_make_error(paragraph, match, message, "emphasis is `**…**`; write a star as `\\*`"))
        elif opened and closes:
            spans.append((opened[0], length))
            opened = None
        elif opened:
            errors.append(_make_error(paragraph, match, *_explain_nested_mark(opens)))
        elif opens:
            opened = length, match
        else:
            errors.append(_make_error(paragraph, match, *_explain_stray_mark(closes)))
    if opened:
        hint = "put `**` after the last emphasised word, or write stars as `\\*\\*`"
        errors.append(_make_error(paragraph, opened[1], "this `**` is never closed", hint))
    out.append(text[done:])
    return "".join(out), tuple(spans), tuple(errors[:1])   # later errors are mostly consequences of the first


def spell_for_style(hint: str, style: str) -> str:
    r"""Return a hint with what it quotes as YAML needs it in text of this style: `\*` is `\\*` in double quotes."""
    match style:
        case '"':
            return _CODE.sub(lambda code: code[0].replace("\\", "\\\\").replace('"', '\\"'), hint)
        case "'":
            return _CODE.sub(lambda code: code[0].replace("'", "''"), hint)
        case _:
            return hint


def _explain_nested_mark(opens: bool) -> tuple[str, str]:
    if opens:
        return "this `**` opens emphasis within emphasis", "close the first with `**` directly after its last word"
    return "this `**` has spaces around it", _PLACEMENT_HINT


def _explain_stray_mark(closes: bool) -> tuple[str, str]:
    if closes:
        return "this `**` closes emphasis that nothing opened", "put `**` directly before the first emphasised word"
    return "this `**` opens nothing", _PLACEMENT_HINT


def _make_error(paragraph: ProseParagraph, match: re.Match[str], message: str, hint: str) -> MarkupError:
    return MarkupError(message, hint, paragraph.offsets[match.start()], len(match[0]))


def _measure_flanking(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether a mark can open and whether it can close, by its neighbours (CommonMark 6.2)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not _is_space(after) and (not _is_punctuation(after) or _is_boundary(before))
    closes = not _is_space(before) and (not _is_punctuation(before) or _is_boundary(after))
    return opens, closes


def _is_space(character: str) -> bool:
    return not character or character in "\t\n\f\r" or unicodedata2.category(character) == "Zs"


def _is_punctuation(character: str) -> bool:
    return bool(character) and unicodedata2.category(character)[0] in "PS"


def _is_boundary(character: str) -> bool:
    """Return whether a mark next to punctuation may have this neighbour on its other side.

    CommonMark requires a space or punctuation there. Scripts without capitals often have no spaces around words and
    particles (`**96%**的`, `**96%**가`), so their letters count too.
    """
    if _is_space(character) or _is_punctuation(character):
        return True
    return unicodedata2.category(character) in ("Lo", "Mc") or (
        unicodedata2.category(character) == "Mn" and not "\u0300" <= character <= "\u036f")
