"""Full-width punctuation of Chinese and Japanese, in place of half-width marks beside their letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.tokens.quantities import FIXED_KINDS, find_quantities
from ...text.unicode.language_scripts import language_script
from ...text.unicode.script_groups import CJK_LETTERS
from .edits import Edit
from .neighbors import base_before, is_word_letter

_CHINESE = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARKS = {"Hans": _CHINESE, "Hant": _CHINESE, "Jpan": {**_CHINESE, ",": "、"}}
"""GB/T 15834-2011; 教育部《重訂標點符號手冊》; JIS X 4051, with the comma of Japanese official documents."""
_IDEOGRAPH = compile_late(f"[{CJK_LETTERS}]")
_MARK = compile_late(r" ?(?P<mark>(?<!\.)\.(?!\.)|[,;]|:(?![)）])|[?!]++) *+")
_BRACKET = compile_late(r"(?P<sign>[()（）]) ?")
_DASH = compile_late(r" ?(?<!-)---?(?!-) ?")


def edit_fullwidth_marks(text: str, language: Language) -> Iterator[Edit]:
    """Yield full-width marks between Chinese or Japanese letters, and their dash of two ems for `--`.

    Marks between Latin letters and in numbers do not change, and a full stop changes only after a letter of the
    language.
    """
    marks = _MARKS.get(language_script(language))
    if not marks or not _IDEOGRAPH.search(text):
        return
    before, after = _nearest_is_ideographic(text, "(（"), _nearest_is_ideographic(text[::-1], ")）")[::-1]
    edits = [*_edit_marks(text, marks, before, after), *_edit_brackets(text, before, after)]
    dashes = (match.span() for match in _DASH.finditer(text))
    edits += [Edit(start, end, "——") for start, end in dashes if before[start] or after[end]]
    end = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.end > end:   # a space between two marks belongs to the first
            yield replace(edit, start=max(edit.start, end))
            end = edit.end


def _nearest_is_ideographic(text: str, opening: str) -> list[bool]:
    """Return for each index whether the nearest letter or digit before it is Chinese or Japanese.

    Text in brackets right before an index counts only if it is Chinese or Japanese; otherwise the text before the
    brackets counts.
    """
    sides, side = [False], False
    outer: list[bool] = []
    for character in text:
        if character.isalnum():
            side = _IDEOGRAPH.match(character) is not None
        elif character in "(（)）":
            if character in opening:
                outer.append(side)
            elif outer:
                side = outer.pop() or side
        sides.append(side)
    return sides


def _edit_marks(text: str, marks: dict[str, str], before: list[bool], after: list[bool]) -> Iterator[Edit]:
    for match in _MARK.finditer(text):
        mark, start, end = match["mark"], match.start("mark"), match.end("mark")
        left, right = before[start], after[end]
        touches = text[end : end + 1]
        if mark == "." and (not left or _is_in_name(text, start, touches)):
            continue
        if text[start - 1 : start].isdigit() and touches.isdigit():
            continue   # 3:1, 1,234
        if left or right:
            yield Edit(match.start(), match.end(), "".join(marks[c] for c in mark))


def _is_in_name(text: str, start: int, touches: str) -> bool:
    """Return whether a full stop may belong to a number, a host or an abbreviation: `5.2`, `公司.com`, `No.5`."""
    before = base_before(text, start)
    follows = touches.isalnum() and not _IDEOGRAPH.match(touches)
    return (is_word_letter(touches) and touches.islower()) or (follows and (is_word_letter(before) or before.isdigit()))


def _edit_brackets(text: str, before: list[bool], after: list[bool]) -> Iterator[Edit]:
    fixed = [(q.start, q.end) for q in find_quantities(text) if q.kind in FIXED_KINDS]
    first = next((at for at, character in enumerate(text) if character.isalnum()), len(text))
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start("sign")
        if match["sign"] in "(（":
            opened.append(at)
            continue
        start = opened.pop() if opened else at
        if text[start] != "(" or text[at] != ")" or any(a <= start < b for a, b in fixed):
            continue
        if before[start] or (start < first and after[at + 1]) or _IDEOGRAPH.search(text, start, at):
            yield Edit(start - 1 if text[start - 1 : start] == " " else start, start + 1, "（")
            yield Edit(at, match.end(), "）")
