"""What is wrong with a file's YAML, in our own words, told from the text at the mark where libyaml gave up."""

from __future__ import annotations

import re
from dataclasses import replace

from ...errors import Problem
from ...storage.paths import COPY_HINT
from .look_alikes import SPACES, explain_look_alike, find_look_alike, find_missing_colon, find_odd_space, name_character
from .recovery import RecoveryPoint, SyntaxFault, measure_indent
from .source import SourceFile

_MAX_QUOTED = 24   # characters of an author's words that a hint repeats in quotes
_MAX_LINES_ABOVE = 50   # lines above a fault in which an open bracket is looked for
_COMMENT_MESSAGE = "YAML takes what begins with `#` for a comment"
_COMMENT_HINT = "YAML takes ` #` in the line above for a comment: put quotes around all the words"
_DRIVE = re.compile(r"[A-Za-z]:\\")
_QUOTES_HINT = "put quotes around the words"


def explain_syntax_error(page: SourceFile, text: str, index: int, context: int, parser_message: str) -> SyntaxFault:
    """The fault at which libyaml gave up.

    `index` and `context` are its marks. `said` are its words: they only help to tell the fault, and are never shown.
    """
    site = RecoveryPoint(page, text, min(index, len(text)), min(context, len(text)), parser_message)
    for rule in _RULES:
        fault = rule(site)
        if fault and fault.text != text:
            return fault
    hint = "look at its quotes, colons and indentation, and at those of the line above"
    return site.cut_off("this line is not YAML that can be read", site.index, hint)


def _explain_tab(site: RecoveryPoint) -> SyntaxFault | None:
    """A tab among the white space before a line's first word."""
    start, end = site.line_span(site.index)
    indent = re.match(r"[ \t]*", site.text[start:end])
    if not indent or "\t" not in indent[0] or site.index > start + indent.end():
        return None
    first = start + indent[0].index("\t")
    others = sum(1 for m in re.finditer(r"(?m)^ *\t[ \t]*(?=\S)", site.text) if m.start() != start)
    lines = f"this line and {others} more" if others else "this line"
    place = site.source.place(first, start + indent.end())
    message = f"a tab indents {lines}; YAML takes spaces only"
    if not site.text[:start].strip():   # the first line: nothing above to which it could belong
        return site.erase(message, first, start + indent.end(), "take it out")
    problem = Problem("error", message, place, hint="put two spaces for each tab", kind="yaml")
    text = re.sub(r"(?m)^[ \t]+", lambda m: m[0].replace("\t", " "), site.text)
    return SyntaxFault(problem, text, first, first + 1)


def _explain_odd_indent(site: RecoveryPoint) -> SyntaxFault | None:
    """Find spaces before a line's first word that are none to YAML."""
    first, last = (site.source.line_number(index) for index in (site.context, site.index))
    for number in range(max(0, min(first, last) - 1), max(first, last) + 1):
        start, end = site.source.line_span(number)
        indent = re.match(f"[ \\t{SPACES}]*", site.text[start:end])
        odd = find_odd_space(indent[0]) if indent else None
        if indent and odd:
            message = f"{name_character(odd[0])} indents this line; YAML takes plain spaces only"
            hint = "take the spaces out and type them again"
            return site.erase(message, start + odd.start(), start + indent.end(), hint)
    return None


def _explain_escape(site: RecoveryPoint) -> SyntaxFault | None:
    """A backslash in double quotes that YAML does not know, or one that makes half a character."""
    if "escape" not in site.parser_message and "hexdecimal" not in site.parser_message:
        return None
    start = site.text.rfind("\\", 0, site.index + 1)
    match = re.compile(r"\\(?:x[0-9A-Fa-f]{0,2}|u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)").match(site.text, max(0, start))
    if start < 0 or not match:
        return None
    written, hint = match[0], "write the backslash twice, or put the words between single quotes"
    if _DRIVE.match(site.text, site.text.rfind('"', 0, start) + 1):   # with its backslashes right it is refused too
        hint = COPY_HINT
    message = f"`{written}` is nothing that YAML knows between double quotes"
    if written[1] in "xuU":
        code = int(written[2:], 16) if len(written) > 2 else 0
        surrogate = 0xD800 <= code < 0xE000
        message = f"`{written}` is half a character (a surrogate)" if surrogate else f"`{written}` names no character"
        hint = "write the character itself"
    return site.blank(message, match.start(), match.end(), hint, (match.start(), match.end()))


def _explain_open_quote(site: RecoveryPoint) -> SyntaxFault | None:
    """A quote that is never closed."""
    opening = site.text[site.context : site.context + 1]
    if "end of stream" not in site.parser_message or opening not in ("'", '"'):
        return None
    other = "single quotes" if opening == '"' else "double quotes"
    hint = f"end the words with `{opening}`, or put them between {other}"
    value = site.find_value(site.context)
    end = value[2] if value and value[1] <= site.context else site.line_span(site.context)[1]
    region = (site.context, end)
    return site.blank(f"this quote `{opening}` is never closed", site.context, site.context + 1, hint, region)


def _explain_block_words(site: RecoveryPoint) -> SyntaxFault | None:
    """Words in the line of `|` or `>`."""
    sign = site.text[site.context : site.context + 1]
    value = site.find_value(site.context)
    if sign not in ("|", ">") or not value or value[1] != site.context:
        return None
    return site.blank(f"after `{sign}` the words begin on the next line", site.context, value[2],
                      f"or, if the words begin with `{sign}`, put quotes around them", (value[1], value[2]))


def _explain_first_sign(site: RecoveryPoint) -> SyntaxFault | None:
    """An unquoted value that begins with a sign which YAML keeps for itself."""
    value = site.find_value(site.index)
    if not value:
        return _explain_first_sign_of_item(site)
    key, start, end = value
    sign = site.text[start : start + 1]
    if sign in ("", "'", '"', "{", "[", "|", ">") or sign not in "*%@`&!,]}?-:":
        return None
    hint = f"{_QUOTES_HINT}: `{key}: {quote_as_yaml(site.text[start:end])}`"
    if sign == "*":
        message = "YAML takes unquoted words that begin with `*` for an alias"
    elif sign in "&!":
        message = f"YAML takes unquoted words that begin with `{sign}` for {'an anchor' if sign == '&' else 'a tag'}"
    elif sign == "-":
        message, hint = "a list begins on a line of its own", "or, if these are words, put quotes around them"
    else:
        message = f"unquoted words cannot begin with {_quote_sign(sign)}"
    return site.blank(message, start, site.line_span(start)[1], hint, (start, end))


def _explain_first_sign_of_item(site: RecoveryPoint) -> SyntaxFault | None:
    """Find an unquoted item of a list that begins with a sign which YAML keeps for itself."""
    start, end = site.line_span(site.index)
    item = re.match(r"[ \t]*(?:- +)+(?=[*%@`&!,\]}])", site.text[start:end])
    if not item:
        return None
    first = start + item.end()
    message = f"unquoted words cannot begin with {_quote_sign(site.text[first])}"
    return site.blank(message, first, end, f"{_QUOTES_HINT}: `- {quote_as_yaml(site.text[first:end])}`", (first, end))


def _quote_sign(sign: str) -> str:
    return "a back quote" if sign == "`" else f"`{sign}`"


def quote_as_yaml(words: str) -> str:
    """Return the beginning of words in quotes such that YAML reads them as they stand."""
    line, _, more = words.strip().partition("\n")
    line = line.strip()
    if len(line) > _MAX_QUOTED:
        line, more = line[:_MAX_QUOTED].rsplit(" ", 1)[0], "more"
    line += " …" if more else ""
    if '"' not in line and "\\" not in line:
        return f'"{line}"'
    return "'" + line.replace("'", "''") + "'"


def _explain_colon(site: RecoveryPoint) -> SyntaxFault | None:
    """A colon and a space within unquoted words, or a key where none can stand."""
    if "mapping values" not in site.parser_message:
        return None
    start, end = site.line_span(site.index)
    value = site.find_value(start)
    if value and value[1] <= site.index:
        words = site.text[value[1] : value[2]]
        hint = explain_look_alike(words[:1], "[{\"'") or f"{_QUOTES_HINT}: `{value[0]}: {quote_as_yaml(words)}`"
        message = "`: ` within unquoted words looks like a key to YAML"
        return site.blank(message, site.index, site.index + 1, hint, (value[1], value[2]))
    number = site.source.line_number(start)
    above = next((n for n in range(number - 1, -1, -1) if site.text[slice(*site.source.line_span(n))].strip()), None)
    if above is None:
        return site.erase("a key cannot stand here", start, end, "expected `key: value`")
    first, last = site.source.line_span(above)
    if measure_indent(site.text[start:end]) <= measure_indent(site.text[first:last]):
        return _explain_missing_key(site, first)
    return _explain_deeper_line(site, start + measure_indent(site.text[start:end]), end)


def _explain_deeper_line(site: RecoveryPoint, start: int, end: int) -> SyntaxFault:
    number = site.source.line_number(start)
    above = site.text[slice(*site.source.line_span(max(0, number - 1)))]
    hint = (
        _COMMENT_HINT if _has_comment(above) and not re.search(r":\s+[\"']", above) else "begin it below the key above"
    )
    return site.erase("this line is indented deeper than the one above, which already has its value", start, end, hint)


def _explain_missing_key(site: RecoveryPoint, index: int) -> SyntaxFault:
    start, end = site.line_span(index)
    start += measure_indent(site.text[start:end])
    message = "this line has no key, expected `key: value`"
    found = find_missing_colon(site.text[start:end])
    if found:
        return site.erase(message, start + found.start, start + found.end, found.hint)
    bullet = re.match(r"(\S)\s", site.text[start:end])
    hint = explain_look_alike(bullet[1], "-") if bullet else ""
    return site.erase(message, start, end, hint or _suggest_joining(site, site.source.line_number(start)))


def _suggest_joining(site: RecoveryPoint, number: int) -> str:
    """Return how words without a key can belong to the line above them."""
    above = next((n for n in range(number - 1, -1, -1) if site.text[slice(*site.source.line_span(n))].strip()), None)
    if above is None:
        return "begin the line with a key, as in `fact: …`"
    start, end = site.source.line_span(above)
    line, value = site.text[start:end].rstrip(), site.find_value(start)
    quoted = value is not None and site.text[value[1] : value[1] + 1] in ("'", '"')
    if quoted and line[-1] in "'\"":
        return "put the words between the quotes of the line above"
    if not quoted and _has_comment(line):
        return _COMMENT_HINT
    if line.lstrip().startswith("- "):
        return "begin each item of a list with `- `"
    return "indent words that go on from the line above"


def _has_comment(line: str) -> bool:
    """Return whether YAML takes the end of a line without quotes for a comment."""
    return bool(re.search(r"[^\s#]\s+#", line))


def _explain_line_without_key(site: RecoveryPoint) -> SyntaxFault | None:
    """Words where a key must be, on a line of their own or within brackets."""
    if "expected ':'" not in site.parser_message:
        return None
    value = site.find_value(site.context)
    if not value or value[1] > site.context:
        return _explain_missing_key(site, site.context)
    end = site.line_span(site.context)[1]
    hint = "a colon needs a space behind it"
    return site.blank("expected a key and its value here", site.context, end, hint, (value[1], value[2]))


_QUOTE_HINTS = {
    '"': 'write `\\"` for a quote within double quotes, or use “ ”',
    "'": "write `''` for an apostrophe within single quotes, or use double quotes or ’",
}


def _explain_after_quote(site: RecoveryPoint) -> SyntaxFault | None:
    """Words behind a closing quote or bracket."""
    start, end = site.line_span(site.index)
    before = site.text[:site.index].rstrip(" \t")[-1:]
    if (
        "expected key" not in site.parser_message
        or site.index >= end
        or site.index == start + measure_indent(site.text[start:end])
    ):
        return None
    if before not in ("'", '"', "]", "}") and site.text[site.index - 1] not in "'\"]}":
        return None
    number = site.source.line_number(site.index)
    for above in range(number, -1, -1):
        value = site.find_value(site.source.line_span(above)[0])
        if value and value[1] < site.index <= value[2]:
            words = site.text[value[1] : value[2]]
            whole = before not in _QUOTE_HINTS or (site.text[site.index - 1].isspace() and words[-1:] != before)
            hint = (
                f"put quotes around all the words: `{value[0]}: {quote_as_yaml(words)}`"
                if whole
                else _QUOTE_HINTS[before]
            )
            kind = "quote" if before in "'\"" else "bracket"
            return site.blank(f"words stand behind the closing {kind}", site.index, end, hint, (value[1], value[2]))
    return None


_IN_BRACKETS = re.compile(r"""(?P<quoted>(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))|(?P<sign>[\[\]{}])"""
                          r"""|(?P<comment>(?<=[\s\[{,])#[^\r\n]*)""", re.DOTALL)


def _explain_comment_in_brackets(site: RecoveryPoint) -> SyntaxFault | None:
    """Find words within brackets that YAML takes for a comment, the closing bracket with them."""
    if "," not in site.parser_message and "node content" not in site.parser_message:
        return None
    last = site.source.line_number(min(site.index, max(0, len(site.text.rstrip()) - 1)))
    for number in range(last, max(-1, last - _MAX_LINES_ABOVE), -1):
        start, end = site.source.line_span(number)
        value = site.find_value(start)
        first = value[1] if value else end - len(site.text[start:end].lstrip(" \t-"))
        if site.text[first : first + 1] in ("{", "["):
            comment = _find_comment(site.text, first, site.source.line_span(last)[1])
            if comment:
                return _explain_comment(site, comment)
    return None


def _find_comment(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first comment, within the brackets that begin at `start`, that is hardly meant as one.

    It holds a bracket, stands for a value without a space, or follows words and holds a comma.
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


def _explain_comment(site: RecoveryPoint, comment: re.Match[str]) -> SyntaxFault:
    start = comment.start()
    end = start + len(re.split(r"[,\]}]", comment[0], maxsplit=1)[0].rstrip())
    begin = max(site.text.rfind(sign, 0, start) for sign in ("{", "[", ",", ": ", "\n")) + 1
    hint = f"{_QUOTES_HINT}: `{quote_as_yaml(site.text[begin:end])}`"
    problem = Problem("error", _COMMENT_MESSAGE, site.source.place(start, end), hint=hint, kind="comment")
    return SyntaxFault(problem, f"{site.text[:start]}x{site.text[start + 1 :]}", start, end)


def _explain_open_bracket(site: RecoveryPoint) -> SyntaxFault | None:
    """A list or map in brackets that is not closed, or closed by the wrong one."""
    last = len(site.text.rstrip()) - 1
    if "node content" in site.parser_message and site.context > last >= 0:   # the file ends with the bracket
        site = replace(site, context=last)
    opening = site.text[site.context : site.context + 1]
    if opening not in ("[", "{") or not ("," in site.parser_message or "node content" in site.parser_message):
        return None
    closing = "]" if opening == "[" else "}"
    value = site.find_value(site.context)
    if site.index >= len(site.text.rstrip()) or site.source.line_number(site.index) != site.source.line_number(
        site.context
    ):
        message, start = f"this `{opening}` is never closed", site.context
    else:
        message, start = f"expected `,` or `{closing}` here", site.index
    hint = f"end with `{closing}`, or put quotes around words that begin with `{opening}`"
    begin = max(site.context, *(site.text.rfind(sign, 0, site.index) for sign in ",{["))
    hint = find_look_alike(site.text[begin : site.index], f",:{closing}") or hint
    if value and value[1] <= site.context:
        return site.blank(message, start, start + 1, hint, (value[1], value[2]))
    return site.cut_off(message, site.context, hint)


def _explain_directive(site: RecoveryPoint) -> SyntaxFault | None:
    number = site.source.line_number(site.index)
    for start, end in (
        site.source.line_span(n) for n in (number, number - 1) if n >= 0
    ):  # libyaml may be a line further
        if site.text[start : start + 1] == "%":
            hint = "take it out, or indent words that go on from the line above"
            return site.erase("a line that begins with `%` is a YAML directive", start, end, hint)
    return None


def _suggest_for_sign(site: RecoveryPoint, start: int) -> str:
    """Return how words that begin with a sign, at the beginning of a line, belong to the line above."""
    above = site.text[:start].rstrip().rsplit("\n", 1)[-1]
    if not above.endswith(":"):
        return _suggest_joining(site, site.source.line_number(start))
    deeper = measure_indent(site.text[start : site.line_span(start)[1]]) > measure_indent(above)
    return "put quotes around them" if deeper else "indent them, and put quotes around them"


def _explain_indentation(site: RecoveryPoint) -> SyntaxFault | None:
    """A line that begins neither where the one above begins nor where a list or a map may."""
    start, end = site.line_span(site.index)
    first = start + measure_indent(site.text[start:end])
    if site.index != first or first == end:
        return None
    sign = site.text[first]
    if sign in "]},@`":
        return site.erase(
            f"unquoted words cannot begin with {_quote_sign(sign)}", first, end, _suggest_for_sign(site, start)
        )
    if "expected '-'" in site.parser_message and sign != "-":
        hint = "a key begins where the key above its list begins"
        return site.erase("this line follows a list but is no item of it", first, end, hint)
    above = site.text[slice(*site.source.line_span(max(0, site.source.line_number(start) - 1)))]
    if "expected key" in site.parser_message and (measure_indent(above) < first - start or _has_comment(above)):
        return _explain_deeper_line(site, first, end)
    if "expected key" in site.parser_message and re.match(r"-(?:\s|\Z)", site.text[first:end]):
        hint = "take out `- `, or begin the list below a key of its own"
        return site.erase("an item of a list stands where a key must be", first, end, hint)
    if (
        "expected key" in site.parser_message
        or "document start" in site.parser_message
        or "block sequence" in site.parser_message
    ):
        hint = "line it up with the keys that it belongs to"
        return site.erase("this line begins at a column where none above begins", first, end, hint)
    return None


_RULES = (
    _explain_directive, _explain_tab, _explain_odd_indent, _explain_escape, _explain_open_quote,
    _explain_block_words, _explain_first_sign, _explain_colon, _explain_line_without_key, _explain_after_quote,
    _explain_comment_in_brackets, _explain_open_bracket, _explain_indentation,
)  # fmt: skip
