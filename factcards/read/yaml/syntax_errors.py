"""Messages for YAML syntax errors, derived from the text around the position where libyaml stopped."""

from __future__ import annotations

import re

from ...errors import Problem
from ...late_loading import compile_late
from ...storage.paths import COPY_HINT
from .bracket_errors import explain_comment_in_brackets, explain_missing_comma, explain_open_bracket
from .look_alikes import SPACES, explain_look_alike, find_missing_colon, find_odd_space, name_character
from .recovery import QUOTES_HINT, RecoveryPoint, SyntaxFault, measure_indent, quote_as_yaml
from .source import SourceFile
from .tabs import erase_misplaced_keys

_COMMENT_HINT = "YAML takes ` #` in the line above for a comment: put quotes around all the words"
_COLON_MESSAGE = "`: ` within unquoted words looks like a key to YAML"
_ESCAPE = compile_late(r"\\(?:x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)")
_DRIVE = compile_late(r"[A-Za-z]:\\")


def explain_syntax_error(source: SourceFile, text: str, index: int, context: int, parser_message: str) -> SyntaxFault:
    """Explain the error at which libyaml stopped; the first rule that applies decides.

    `index` and `context` are its marks. `parser_message` helps to recognise the error and is never shown.
    """
    point = RecoveryPoint(source, text, min(index, len(text)), min(context, len(text)), parser_message)
    for rule in _RULES:
        fault = rule(point)
        if fault and fault.text != text:
            return fault
    hint = "look at its quotes, colons and indentation, and at those of the line above"
    return point.cut_off("this line is not YAML that can be read", point.index, hint)


def _explain_tab(point: RecoveryPoint) -> SyntaxFault | None:
    """Report a tab in a line's indentation."""
    start, end = point.line_span(point.index)
    indent = re.match(r"[ \t]*", point.text[start:end])
    if not indent or "\t" not in indent[0] or point.index > start + indent.end():
        return None
    first = start + indent[0].index("\t")
    others = sum(1 for m in re.finditer(r"(?m)^ *\t[ \t]*(?=\S)", point.text) if m.start() != start)
    lines = f"this line and {others} more" if others else "this line"
    place = point.source.place(first, start + indent.end())
    message = f"a tab indents {lines}; YAML takes spaces only"
    if not point.text[:start].strip():   # the first line: there is no line above that it could belong to
        return point.erase(message, first, start + indent.end(), "remove it")
    text = re.sub(r"(?m)^[ \t]+", lambda m: m[0].replace("\t", " "), point.text)
    text, erased = erase_misplaced_keys(point.source, text)
    hint = "remove it" if erased.get(start) else "put two spaces for each tab"
    problem = Problem("error", message, place, hint=hint, kind="yaml")
    return SyntaxFault(problem, text, first, first + 1, drops_keys=bool(erased))


def _explain_odd_indent(point: RecoveryPoint) -> SyntaxFault | None:
    """Report characters in a line's indentation that YAML does not accept as spaces."""
    first, last = (point.source.line_number(index) for index in (point.context, point.index))
    for number in range(max(0, min(first, last) - 1), max(first, last) + 1):
        start, end = point.source.line_span(number)
        indent = re.match(f"[ \\t{SPACES}]*", point.text[start:end])
        odd = find_odd_space(indent[0]) if indent else None
        if indent and odd:
            message = f"{name_character(odd[0])} indents this line; YAML takes plain spaces only"
            hint = "remove the spaces and type them again"
            return point.erase(message, start + odd.start(), start + indent.end(), hint)
    return None


def _explain_escape(point: RecoveryPoint) -> SyntaxFault | None:
    """Report an unknown escape sequence in double quotes, or one for half a character (a surrogate)."""
    if not point.says("escape", "hexdecimal"):
        return None
    start = point.text.rfind("\\", 0, point.index + 1)
    match = _ESCAPE.match(point.text, max(0, start))
    if start < 0 or not match:
        return None
    written, hint = match[0], "write the backslash twice, or put the words between single quotes"
    if _DRIVE.match(point.text, point.text.rfind('"', 0, start) + 1):   # a path of one machine, refused if escaped, too
        hint = COPY_HINT
    message = f"`{written}` is not an escape sequence of YAML"
    if written[1] in "xuU":
        code = int(written[2:], 16) if len(written) > 2 else 0
        surrogate = 0xD800 <= code < 0xE000
        reason = "is half a character (a surrogate)" if surrogate else "does not name a character"
        message = f"`{written}` {reason}"
        hint = "write the character itself"
    return point.blank(message, match.start(), match.end(), hint, (match.start(), match.end()))


def _explain_open_quote(point: RecoveryPoint) -> SyntaxFault | None:
    """Report a quote that is never closed."""
    opening = point.text[point.context : point.context + 1]
    if not point.says("end of stream") or opening not in ("'", '"'):
        return None
    other = "single quotes" if opening == '"' else "double quotes"
    hint = f"end the words with `{opening}`, or put them between {other}"
    value = point.find_value(point.context)
    end = value[2] if value and value[1] <= point.context else point.line_span(point.context)[1]
    region = (point.context, end)
    return point.blank(f"this quote `{opening}` is never closed", point.context, point.context + 1, hint, region)


def _explain_block_words(point: RecoveryPoint) -> SyntaxFault | None:
    """Report words on the line of `|` or `>`."""
    sign = point.text[point.context : point.context + 1]
    value = point.find_value(point.context)
    if sign not in ("|", ">") or not value or value[1] != point.context:
        return None
    return point.blank(f"after `{sign}` the words begin on the next line", point.context, value[2],
                      f"or, if the words begin with `{sign}`, put quotes around them", (value[1], value[2]))


def _explain_first_sign(point: RecoveryPoint) -> SyntaxFault | None:
    """Report an unquoted value that begins with one of YAML's indicators."""
    value = point.find_value(point.index)
    if not value:
        return _explain_first_sign_of_item(point)
    key, start, end = value
    sign = point.text[start : start + 1]
    if sign in ("", "'", '"', "{", "[", "|", ">") or sign not in "*%@`&!,]}?-:":
        return None
    hint = f"{QUOTES_HINT}: `{key}: {quote_as_yaml(point.text[start:end])}`"
    if sign == "*":
        message = "YAML takes unquoted words that begin with `*` for an alias"
    elif sign in "&!":
        message = f"YAML takes unquoted words that begin with `{sign}` for {'an anchor' if sign == '&' else 'a tag'}"
    elif sign == "-":
        message, hint = "a list begins on a separate line", "or, if these are words, put quotes around them"
    else:
        message = f"unquoted words cannot begin with {_quote_sign(sign)}"
    return point.blank(message, start, point.line_span(start)[1], hint, (start, end))


def _explain_first_sign_of_item(point: RecoveryPoint) -> SyntaxFault | None:
    """Report an unquoted list item that begins with one of YAML's indicators."""
    start, end = point.line_span(point.index)
    item = re.match(r"[ \t]*(?:- +)+(?=[*%@`&!,\]}])", point.text[start:end])
    if not item:
        return None
    first = start + item.end()
    message = f"unquoted words cannot begin with {_quote_sign(point.text[first])}"
    return point.blank(message, first, end, f"{QUOTES_HINT}: `- {quote_as_yaml(point.text[first:end])}`", (first, end))


def _quote_sign(sign: str) -> str:
    return "a back quote" if sign == "`" else f"`{sign}`"


def _explain_colon(point: RecoveryPoint) -> SyntaxFault | None:
    """Report a colon and a space within unquoted words, or a key in a wrong place."""
    if not point.says("mapping values"):
        return None
    start, end = point.line_span(point.index)
    value = point.find_value(start)
    if value and value[1] <= point.index:
        words = point.text[value[1] : value[2]]
        hint = explain_look_alike(words[:1], "[{\"'") or f"{QUOTES_HINT}: `{value[0]}: {quote_as_yaml(words)}`"
        return point.blank(_COLON_MESSAGE, point.index, point.index + 1, hint, (value[1], value[2]))
    number = point.source.line_number(start)
    above = next((n for n in range(number - 1, -1, -1) if point.text[slice(*point.source.line_span(n))].strip()), None)
    if above is None:
        return point.erase(_COLON_MESSAGE, point.index, point.index + 1, QUOTES_HINT)
    first, last = point.source.line_span(above)
    if measure_indent(point.text[start:end]) <= measure_indent(point.text[first:last]):
        return _explain_missing_key(point, first)
    return _explain_deeper_line(point, start + measure_indent(point.text[start:end]), end)


def _explain_deeper_line(point: RecoveryPoint, start: int, end: int) -> SyntaxFault:
    number = point.source.line_number(start)
    above = point.text[slice(*point.source.line_span(max(0, number - 1)))]
    hint = (
        _COMMENT_HINT if _has_comment(above) and not re.search(r":\s+[\"']", above) else "begin it below the key above"
    )
    return point.erase("this line is indented deeper than the one above, which already has its value", start, end, hint)


def _explain_missing_key(point: RecoveryPoint, index: int) -> SyntaxFault:
    start, end = point.line_span(index)
    start += measure_indent(point.text[start:end])
    message = "this line has no key, expected `key: value`"
    found = find_missing_colon(point.text[start:end])
    if found:
        return point.erase(message, start + found.start, start + found.end, found.hint)
    bullet = re.match(r"(\S)\s", point.text[start:end])
    hint = explain_look_alike(bullet[1], "-") if bullet else ""
    return point.erase(message, start, end, hint or _suggest_joining(point, point.source.line_number(start)))


def _suggest_joining(point: RecoveryPoint, number: int) -> str:
    """Return a hint how words without a key can be joined to the line above."""
    above = next((n for n in range(number - 1, -1, -1) if point.text[slice(*point.source.line_span(n))].strip()), None)
    if above is None:
        return "begin the line with a key, as in `fact: …`"
    start, end = point.source.line_span(above)
    line, value = point.text[start:end].rstrip(), point.find_value(start)
    quoted = value is not None and point.text[value[1] : value[1] + 1] in ("'", '"')
    if quoted and line[-1] in "'\"":
        return "put the words between the quotes of the line above"
    if not quoted and _has_comment(line):
        return _COMMENT_HINT
    if line.lstrip().startswith("- "):
        return "begin each item of a list with `- `"
    return "indent words that go on from the line above"


def _has_comment(line: str) -> bool:
    """Return whether YAML takes the end of an unquoted line for a comment."""
    return bool(re.search(r"[^\s#]\s+#", line))


def _explain_line_without_key(point: RecoveryPoint) -> SyntaxFault | None:
    """Report words in place of a key, on a separate line or within brackets."""
    if not point.says("expected ':'"):
        return None
    value = point.find_value(point.context)
    if not value or value[1] > point.context:
        return _explain_missing_key(point, point.context)
    end = point.line_span(point.context)[1]
    hint = "put a space after the colon"
    return point.blank("expected a key and its value here", point.context, end, hint, (value[1], value[2]))


_QUOTE_HINTS = {
    '"': 'write `\\"` for a quote within double quotes, or use “ ”',
    "'": "write `''` for an apostrophe within single quotes, or use double quotes or ’",
}


def _explain_after_quote(point: RecoveryPoint) -> SyntaxFault | None:
    """Report words after a closing quote or bracket."""
    start, end = point.line_span(point.index)
    before = point.text[:point.index].rstrip(" \t")[-1:]
    first = start + measure_indent(point.text[start:end])
    if not point.says("expected key") or point.index >= end or point.index == first:
        return None
    if before not in ("'", '"', "]", "}") and point.text[point.index - 1] not in "'\"]}":
        return None
    number = point.source.line_number(point.index)
    for above in range(number, -1, -1):
        value = point.find_value(point.source.line_span(above)[0])
        if value and value[1] < point.index <= value[2]:
            words = point.text[value[1] : value[2]]
            whole = before not in _QUOTE_HINTS or (point.text[point.index - 1].isspace() and words[-1:] != before)
            quoted = f"put quotes around all the words: `{value[0]}: {quote_as_yaml(words)}`"
            hint = quoted if whole else _QUOTE_HINTS[before]
            kind = "quote" if before in "'\"" else "bracket"
            message = f"there are words after the closing {kind}"
            return point.blank(message, point.index, end, hint, (value[1], value[2]))
    return None


def _explain_directive(point: RecoveryPoint) -> SyntaxFault | None:
    number = point.source.line_number(point.index)
    for line in range(number, max(-1, number - 2), -1):   # libyaml may have read one more line
        start, end = point.source.line_span(line)
        if point.text[start : start + 1] == "%":
            hint = "remove it, or indent words that go on from the line above"
            return point.erase("a line that begins with `%` is a YAML directive", start, end, hint)
    return None


def _suggest_for_sign(point: RecoveryPoint, start: int) -> str:
    """Return a hint how a line that begins with an indicator can be joined to the line above."""
    above = point.text[:start].rstrip().rsplit("\n", 1)[-1]
    if not above.endswith(":"):
        return _suggest_joining(point, point.source.line_number(start))
    deeper = measure_indent(point.text[start : point.line_span(start)[1]]) > measure_indent(above)
    return "put quotes around them" if deeper else "indent them, and put quotes around them"


def _explain_indentation(point: RecoveryPoint) -> SyntaxFault | None:
    """Report a line whose indentation matches no line above."""
    start, end = point.line_span(point.index)
    first = start + measure_indent(point.text[start:end])
    if point.index != first or first == end:
        return None
    sign = point.text[first]
    if sign in "]},@`":
        message = f"unquoted words cannot begin with {_quote_sign(sign)}"
        return point.erase(message, first, end, _suggest_for_sign(point, start))
    if point.says("expected '-'") and sign != "-":
        hint = "a key begins where the key above its list begins"
        return point.erase("this line follows a list but is not an item of it", first, end, hint)
    above = point.text[slice(*point.source.line_span(max(0, point.source.line_number(start) - 1)))]
    if point.says("expected key") and (measure_indent(above) < first - start or _has_comment(above)):
        return _explain_deeper_line(point, first, end)
    if point.says("expected key") and re.match(r"-(?:\s|\Z)", point.text[first:end]):
        hint = "remove `- `, or begin the list below a separate key"
        return point.erase("found an item of a list, expected a key", first, end, hint)
    if point.says("expected key", "document start", "block sequence"):
        hint = "line it up with the keys that it belongs to"
        return point.erase("this line begins at a column where none above begins", first, end, hint)
    return None


_RULES = (
    _explain_directive, _explain_tab, _explain_odd_indent, _explain_escape, _explain_open_quote,
    _explain_block_words, _explain_first_sign, _explain_colon, _explain_line_without_key, _explain_after_quote,
    explain_comment_in_brackets, explain_missing_comma, explain_open_bracket, _explain_indentation,
)  # fmt: skip
