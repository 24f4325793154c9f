"""Leftovers of other programs in an author's words: HTML, Markdown, unfilled placeholders, wrong encodings.

Each would be printed on the card unchanged, so each gives a warning at its place. Text that may be meant is accepted:
`a < b`, `R&D;`, braces around several words, and accents beside quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ...errors import Problem, quote_start
from ...late_loading import compile_late, import_late
from ..yaml.look_alikes import name_character
from ..yaml.tree import ScalarNode
from .prose import spell_for_style
from .wrong_scripts import RUNNING_TEXT_FIELDS, find_mixed_scripts, find_wrong_script

if TYPE_CHECKING:
    import html
    from html import entities
else:
    entities = import_late("html.entities")
    html = import_late("html")

_MAX_PER_FIELD = 5
"""Maximum number of warnings for one field: after five, the author checks all of it."""
_MAX_SHOWN = 40
"""Maximum number of characters of a found text that a message repeats."""
_MAX_DECODED = 3
"""Maximum number of successive wrong decodings that are undone."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A range of a text that another program left there, with a message, a hint and the kind of the warning."""

    start: int
    end: int
    message: str
    hint: str
    kind: str


def find_leftover_warnings(scalar: ScalarNode, name: str, language: str) -> Iterator[Problem]:
    """Yield warnings of the first leftovers in a field's words, at their locations, and of words in a wrong script."""
    for found in find_leftovers(scalar.text, language)[:_MAX_PER_FIELD]:
        place = scalar.place_at(found.start, found.end - found.start)
        yield Problem("warning", found.message, place, name, spell_for_style(found.hint, scalar.style), found.kind)
    foreign = find_wrong_script(scalar.text, language) if name in RUNNING_TEXT_FIELDS else None
    if foreign:
        yield Problem("warning", foreign.message, scalar.place, name, foreign.hint, "wrong-script")


@lru_cache(maxsize=256)   # words of a set are read for each of its cards and languages
def find_leftovers(text: str, language: str = "") -> tuple[Leftover, ...]:
    """Return the leftovers in a text, in order; only the first of several that are the same."""
    found = [*_find_tags(text), *_find_entities(text), *_find_placeholders(text, language), *_find_misread(text)]
    found += _find_markdown(text)
    found += [Leftover(*foreign, "wrong-script") for foreign in find_mixed_scripts(text, language)]
    first: dict[str, Leftover] = {}
    for leftover in sorted(found, key=lambda leftover: leftover.start):
        first.setdefault(leftover.message, leftover)
    return tuple(first.values())


# --- HTML

_EMPHASIS = "strong|b|em|i|mark|u"
_BREAKS = "br|p|div|li|hr|tr|ul|ol"
_OTHERS = ("a|abbr|big|blockquote|body|button|center|cite|code|del|font|figure|h[1-6]|head|html|iframe|img|ins|kbd|"
           "link|meta|nobr|pre|q|s|script|section|small|span|strike|style|sub|sup|svg|table|tbody|td|th|tt|wbr")
_TAG = compile_late(
    rf"<(?P<close>/?)(?P<name>{_EMPHASIS}|{_BREAKS}|{_OTHERS})"
    r"""(?P<more>(?:\s++[A-Za-z:-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++))*+)\s*+/?>|<!--""", re.IGNORECASE)


def _find_tags(text: str) -> Iterator[Leftover]:
    for match in _TAG.finditer(text) if "<" in text else ():
        name = (match["name"] or "").lower()
        # `a<b>c` may be mathematics: a one-letter name counts if it closes, has attributes or is separate
        glued = text[: match.start()][-1:].isalnum() and not match["close"] and not match["more"]
        if len(name) == 1 and glued and f"</{name}>" not in text.lower():
            continue
        if not name:
            hint = "remove the comment"
        elif re.fullmatch(_EMPHASIS, name):
            hint = "emphasis is `**…**`"
        elif re.fullmatch(_BREAKS, name):
            hint = "a paragraph ends with an empty line; where lines end, the layout decides"
        else:
            hint = "remove it"
        shown = f"<{name}>" if name else "<!--"
        yield Leftover(*match.span(), f"`{shown}` is HTML and is printed as it is written", hint, "html")


_ENTITY = compile_late(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def _find_entities(text: str) -> Iterator[Leftover]:
    for match in _ENTITY.finditer(text) if "&" in text else ():
        meant = html.unescape(match[0])
        if meant == match[0] or (match[0][1] != "#" and match[0][1:] not in entities.html5):
            continue   # `R&D;` is not an entity; of `&notit;` only a part is
        shown = f"`{meant}`" if meant.isprintable() and not meant.isspace() else name_character(meant[0])
        hint = f"write {shown}" if shown[0] == "`" else f"write it as `\\u{ord(meant[0]):04X}` between double quotes"
        yield Leftover(*match.span(), f"`{match[0]}` is HTML for {shown}", hint, "html")


# --- Markdown

_WORD_START, _WORD_END = r"(?:(?<!\w)|(?<=[\u0e00-\u9fff]))", r"(?=\W|[\u0e00-\u9fff]|\Z)"
"""Patterns for the start and end of a word; scripts from Thai to Han have no spaces between words."""
_INNER_START, _INNER_END = r"(?=[\w\"“„«‘¡¿(])", r"(?<=[^\W_]|[.,!?…%)\"”“»’])"
_MARKDOWN = (
    (compile_late(r"!?\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|tel:|www\.|[/#])[^()\s]{0,300}\)"),
     "write the words alone; the link of a card is its `action`"),
    (compile_late(rf"(?<![*\\]){_WORD_START}\*{_INNER_START}[^*\n\\]{{1,80}}{_INNER_END}\*(?!\*){_WORD_END}"),
     "emphasis is `**…**`; a star is written as `\\*`"),
    (compile_late(
        rf"(?<![_\\/@#.:=&?)-]){_WORD_START}(_{{1,2}})(?!_){_INNER_START}[^_\n\\]{{1,80}}{_INNER_END}\1(?![_/@]){_WORD_END}"),
     "emphasis is `**…**`"),
    (compile_late(r"(?<!~)~~(?![~\s])[^~\n]{1,80}(?<!\s)~~(?!~)"), "remove the signs"),
    (compile_late(r"^#{2,6} (?=\S)", re.MULTILINE), "remove the signs; big words are the `headline`"),
)  # fmt: skip
"""Markdown other than `**`, each with a hint. Footnote marks (`96%*`) and blanks (`____`) do not count."""
_MARKDOWN_SIGN = compile_late(r"[*_~#]|\]\(")


def _find_markdown(text: str) -> Iterator[Leftover]:
    for pattern, hint in _MARKDOWN if _MARKDOWN_SIGN.search(text) else ():
        for match in pattern.finditer(text):
            message = f"{_quote(match[0].strip())} is Markdown and is printed as it is written"
            yield Leftover(*match.span(), message, hint, "markdown")


# --- placeholders

_TEMPLATE = compile_late(
    r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|<%[^<>]{0,80}%>|\$\{[^{}]{1,80}\}"   # Jinja, ERB, JavaScript
    r"|%\([A-Za-z_]\w{0,40}\)[sdif]|(?<![\w%])(?<!\d )%[sd](?!\w)"   # Python, C
    r"|\{#[^{}]{0,80}#\}|\*\|[A-Z][A-Z0-9_:]{0,40}\|\*|\[\[[A-Za-z_][\w .-]{0,40}\]\]"   # Jinja, Mailchimp, wikis
    r"|(?<![\w%])%[A-Z][A-Z0-9_]{1,40}%"   # Windows
    r"|\{(?:[A-Za-z_]\w{0,40}(?:\.\w{1,40}){0,3}|\d{0,2})\}")
_SIGN = compile_late(r"[{%|]|\[\[")   # without one of these there is no placeholder
_ERROR_VALUES = compile_late(
    r"\[object \w{1,40}\]|(?<!\w)NaN(?!\w)"
    r"|#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|N/A|SPILL!|CALC!|BEZUG!|WERT!|NV(?!\w)|¡REF!|¡VALOR!|¡DIV/0!|VALEUR!)")
_DUMMY = compile_late(r"(?i:lorem ipsum)|(?<!\w)(?:TODO|FIXME|TBD):")
_WHOLE = {"undefined", "NaN", "null", "NULL", "None", "nil", "N/A", "#N/A", "TK", "TKTK", "TODO", "FIXME", "TBD"}
_TODO_IS_A_WORD = ("ast", "es", "gl", "lad", "pt")
"""Languages in which `todo` is a word, which may be in capitals."""
_FILL = "write what belongs there", "placeholder"


def _find_placeholders(text: str, language: str) -> Iterator[Leftover]:
    whole, is_word = text.strip(" \t\n.*"), language.split("-")[0] in _TODO_IS_A_WORD
    if whole in _WHOLE and not (whole == "TODO" and is_word):
        start = text.index(whole)
        yield Leftover(start, start + len(whole), f"`{whole}` stands for words that are missing", *_FILL)
        return
    for match in _TEMPLATE.finditer(text) if _SIGN.search(text) else ():
        yield Leftover(*match.span(), f"{_quote(match[0])} is a template's placeholder that nobody filled", *_FILL)
    for match in _ERROR_VALUES.finditer(text):
        yield Leftover(*match.span(), f"{_quote(match[0])} is what a program writes where it has no value", *_FILL)
    for match in _DUMMY.finditer(text):
        if match[0] == "TODO:" and is_word:
            continue
        yield Leftover(*match.span(), f"{_quote(match[0])} stands for words that are missing", *_FILL)


def _quote(words: str) -> str:
    return quote_start(words)


# --- letters read in a wrong encoding


def _character_class(codec: str, first: int, last: int) -> str:
    """Return a character class of the decoded bytes; undefined bytes become C1 controls, as on Windows."""
    decoded = (bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(first, last + 1))
    return f"[{re.escape(''.join(decoded))}]"


def _sequence_pattern(codec: str) -> str:
    """Return a pattern for one UTF-8 sequence that was decoded with a codec."""
    following = _character_class(codec, 0x80, 0xBF)
    two, three, four = (_character_class(codec, *span) for span in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    return f"(?:{two}{following}|{three}{following}{{2}}|{four}{following}{{3}})"


@cache
def _misread_patterns() -> dict[str, re.Pattern[str]]:
    """Return the encodings that UTF-8 is often decoded with by mistake, with a pattern for the result."""
    cp1251 = _character_class("cp1251", 0x80, 0xBF)
    return {
        "cp1252": re.compile(f"{_sequence_pattern('cp1252')}++"),
        "cp1251": re.compile(f"(?:[РС]{cp1251}){{3,}}+|вЂ{cp1251}"),
        "mac_roman": re.compile(f"‚Ä{_character_class('mac_roman', 0x80, 0xBF)}"),
    }


_CODEC_NAMES = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "mac_roman": "Mac Roman"}
_CLOSING = "\u00a0»”’“›…–—"
"""Characters that may follow a word whose last letter is an accented capital: `CAFÉ »`."""
_AFTER_UNITS = "²³¹±·°"
"""Characters that may follow the sign of the ångström: `3 Å³`."""
_SYMBOL_LEADS = "€‚„†‡ˆœž"
"""Characters after `â` in wrongly decoded punctuation, currencies and arrows; none follows `â` in a word."""
_LOST = "\ufffd"


def _find_misread(text: str) -> Iterator[Leftover]:
    if text.isascii():
        return
    for codec, pattern in _misread_patterns().items():
        for match in pattern.finditer(text):
            meant = _decode(match[0], codec)
            if meant and (codec != "cp1252" or _is_misread(text, match, meant)):
                right = _quote(meant) if meant.isprintable() else name_character(meant[0])
                message = f"{_quote(match[0])} is {right} read in the wrong encoding (UTF-8 as {_CODEC_NAMES[codec]})"
                hint = f"write {right}, and export the words as UTF-8"
                if _LOST in meant:
                    message = f"{_quote(match[0])} replaces a character that was lost"
                    hint = "write that character again"
                yield Leftover(*match.span(), message, hint, "misread")
    for match in re.finditer("锟斤拷|烫烫烫", text):
        yield Leftover(*match.span(), f"`{match[0]}` replaces characters that were lost", "write them again", "misread")


def _decode(words: str, codec: str) -> str:
    """Return the words before they were decoded wrongly, once or several times; "" if that is not possible."""
    meant = ""
    for _ in range(_MAX_DECODED):
        try:
            words = b"".join(_encode(character, codec) for character in words).decode("utf-8")
        except UnicodeError:   # a letter that the codec does not have, or bytes that are not UTF-8
            break
        meant = words
        if words.isascii():
            break
    return meant


def _encode(character: str, codec: str) -> bytes:
    """Return the byte of a character in a codec; C1 controls stand for bytes that the codec does not define."""
    return bytes([ord(character)]) if "\x80" <= character <= "\x9f" else character.encode(codec)


def _is_misread(text: str, match: re.Match[str], meant: str) -> bool:
    """Return whether a run was decoded wrongly, and is not accented letters next to quotes, spaces or dashes."""
    run, before, after = match[0], text[: match.start()][-1:], text[match.end() :][:1]
    first, second, last = run[0], run[1], run[-1]
    is_closing = last in _CLOSING and not (before.islower() or (after.islower() and not before.isupper()))
    if len(run) == 2:   # Latin letters; letters of other scripts come in runs
        if first == "Â":
            between = second == "\u00a0" and before.strip() and not before.isupper()
            return bool(between) if second in _CLOSING else second != "\u00ad"
        if first == "Ã" and second == "\u00a0" and not before.strip() and not after.strip():
            return True   # `à` by itself, as in French
        is_lead = first in "ÃÄ" or (first == "Å" and second not in _AFTER_UNITS)
        return not is_closing and second != "\u00ad" and is_lead
    if len(run) == 3 and first >= "à":   # one sequence of three bytes
        vietnamese = first == "á" and second in "º»" and not is_closing
        return vietnamese or (first == "â" and second in _SYMBOL_LEADS) or meant in ("\ufeff", _LOST)
    return any(not character.isalpha() and character not in _CLOSING for character in run)
