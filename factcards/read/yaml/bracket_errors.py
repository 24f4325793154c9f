"""Errors in a list or map in brackets: a missing closing bracket, a missing comma, a comment inside."""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import Problem
from ...late_loading import compile_late
from .look_alikes import find_look_alike
from .recovery import COMMENT_MESSAGE, QUOTES_HINT, RecoveryPoint, SyntaxFault, quote_as_yaml

_MAX_LINES_ABOVE = 50
"""Maximum number of lines above an error in which an open bracket is searched."""
_COLOR = compile_late(r"#[0-9A-Fa-f]{3,8}")
_IN_BRACKETS = compile_late(r"""(?P<quoted>(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))|(?P<sign>[\[\]{}])"""
                          r"""|(?P<comment>(?<=[\s\[{,])#[^\r\n]*)""", re.DOTALL)


def explain_comment_in_brackets(point: RecoveryPoint) -> SyntaxFault | None:
    """Report words within brackets that YAML takes for a comment, with the closing bracket."""
    if not point.says(",", "node content"):
        return None
    last = point.source.line_number(min(point.index, max(0, len(point.text.rstrip()) - 1)))
    for number in range(last, max(-1, last - _MAX_LINES_ABOVE), -1):
        start, end = point.source.line_span(number)
        value = point.find_value(start)
        first = value[1] if value else end - len(point.text[start:end].lstrip(" \t-"))
        if point.text[first : first + 1] in ("{", "["):
            comment = _find_comment(point.text, first, point.source.line_span(last)[1])
            if comment:
                return _explain_comment(point, comment)
    return None


def _find_comment(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first comment inside the brackets at `start` that is most likely not meant as one.

    It contains a bracket, has no space after `#` in place of a value, or contains a comma after words.
    """
    depth = 0
    for match in _IN_BRACKETS.finditer(text, start, end):
        if match["sign"]:
            depth += 1 if match["sign"] in "[{" else -1
            if depth == 0:
                return None
        elif match["comment"]:
            before = text[:match.start()].rstrip()[-1:]
            if re.search(r"[\]}]", match[0]) or ("," in match[0] if before not in "[{,:" else match[0][1:2].strip()):
                return match
    return None


def _explain_comment(point: RecoveryPoint, comment: re.Match[str]) -> SyntaxFault:
    start = comment.start()
    end = start + len(re.split(r"[,\]}]", comment[0], maxsplit=1)[0].rstrip())
    begin = max(point.text.rfind(sign, 0, start) for sign in ("{", "[", ",", ": ", "\n")) + 1
    what = "put quotes around the colour" if _COLOR.fullmatch(point.text, start, end) else QUOTES_HINT
    hint = f"{what}: `{quote_as_yaml(point.text[begin:end])}`"
    problem = Problem("error", COMMENT_MESSAGE, point.source.place(start, end), hint=hint, kind="comment")
    return SyntaxFault(problem, f"{point.text[:start]}x{point.text[start + 1 :]}", start, end)


_KEY_IN_BRACES = compile_late(r"""(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[A-Za-z][\w-]*)[ \t]*:""")
_ITEM_IN_BRACKETS = compile_late(r"[\[{\"']")


def explain_missing_comma(point: RecoveryPoint) -> SyntaxFault | None:
    """Report two values within brackets without a comma between them; the first is quoted or in brackets itself.

    The location is where the comma belongs. In the repaired text a comma replaces the space, so nothing is lost.
    """
    opening, text = point.text[point.context : point.context + 1], point.text
    following = {"{": _KEY_IN_BRACES, "[": _ITEM_IN_BRACKETS}.get(opening)
    if following is None or not point.says(",") or not following.match(text, point.index):
        return None
    end = len(text[: point.index].rstrip())
    value = point.find_value(point.context)
    if text[end - 1 : end] not in ("'", '"', "]", "}") or end <= point.context + 1:
        return None
    if value and value[1] <= point.context and point.index >= value[2]:   # a key of the map around the brackets
        return None
    hint = "separate the two with a comma"
    problem = Problem("error", "expected `,` here", point.source.place(end, end + 1), hint=hint, kind="yaml")
    if end == point.index:
        return replace(point.cut_off("", point.context, ""), problem=problem)
    return SyntaxFault(problem, f"{text[:end]},{text[end + 1 :]}", end, end + 1)


def explain_open_bracket(point: RecoveryPoint) -> SyntaxFault | None:
    """Report a list or map in brackets that is not closed, or is closed by the wrong bracket."""
    last = len(point.text.rstrip()) - 1
    if point.says("node content") and point.context > last >= 0:   # the file ends with the bracket
        point = replace(point, context=last)
    opening = point.text[point.context : point.context + 1]
    if opening not in ("[", "{") or not point.says(",", "node content"):
        return None
    closing = "]" if opening == "[" else "}"
    value = point.find_value(point.context)
    lines = point.source.line_number(point.context), point.source.line_number(point.index)
    if point.index >= len(point.text.rstrip()) or lines[0] != lines[1]:
        message, start = f"this `{opening}` is never closed", point.context
    else:
        message, start = f"expected `,` or `{closing}` here", point.index
    hint = f"end with `{closing}`, or put quotes around words that begin with `{opening}`"
    begin = max(point.context, *(point.text.rfind(sign, 0, point.index) for sign in ",{["))
    hint = find_look_alike(point.text[begin : point.index], f",:{closing}") or hint
    if value and value[1] <= point.context:
        return point.blank(message, start, start + 1, hint, (value[1], value[2]))
    problem = Problem("error", message, point.source.place(start, start + 1), hint=hint, kind="yaml")
    return replace(point.cut_off(message, point.context, hint), problem=problem)
