r"""Patterns of a card's values for editors: language tags, links, days, shares, paths.

A pattern refuses only what the reader refuses too. It is written so that Python's `re` and JavaScript with the flag `u`
read it alike: without `\d` and `\Z`, whose meanings differ. Digits of other scripts, which readers accept as numbers,
are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, product
from string import ascii_lowercase

from ...links.url_templates import PLACEHOLDERS
from ..fields.language_tags import explain_invalid_tag

VISIBLE = r"\S"
_SIGN = r"(?:[^*\\]|\\[\\*]|\\(?![\\*])|\*(?!\*))"
_MARK = r"\*\*(?!\*)"
EMPHASIS = rf"^(?=[\s\S]*\S)(?:{_SIGN}|{_MARK}(?![ \t\n]){_SIGN}+(?<![ \t\n]){_MARK})*$"
"""Words with pairs of `**` around them, which have no spaces inside; `***` is not a mark."""
DAY = (
    r"^(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|[12][0-9]))$"
)
FLAG = r"^(?!(?:true|True|TRUE|false|False|FALSE)$)(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"
"""`tRue`, which is text in YAML 1.2 and which the reader takes for `true`; quoted words such as "true" are refused."""
MEASURES = r"^[0-9]{1,6} ?[xX×] ?[0-9]{1,6}$"
"""A size as its measures in pixels: `1080x608`."""
SIDE = r"^0*[1-9][0-9]{0,3}$"
"""A width or a height of up to four digits; `maximum` has the limit of numbers."""
PATH = r'^(?!\/)(?=[\s\S]*\S)[^\\<>:"|?*]+(?<! )$'
THEME_PATH = r'^(?!\/)(?=[\s\S]*(?:\/|\.ya?ml$))[^\\<>:"|?*]+(?<! )$'

_OTHER_SCRIPT = r"[\s\S]*[^\x00-\x7f][\s\S]*"
_UP_TO_ONE = r"0*1(?:\.0+[0-9]*)?|0+(?:\.[0-9]+)?"
"""A number from 0 to 1. Decimals after `1.0` are not checked: very small ones are rounded away."""
_UP_TO_HUNDRED = r"0*(?:100(?:[.,]0+[0-9]*)?|[0-9]{1,2}(?:[.,][0-9]+)?)"
SHORT = rf"^(?:[\s\S]*\.[\s\S]*|(?:[^0-9]*[0-9]){{3}}[\s\S]*|{_OTHER_SCRIPT})$"
"""An address that is printed: it has a full stop, or the digits of a phone number."""
FRACTION = rf"^(?:{_UP_TO_ONE}|{_OTHER_SCRIPT})$"
SHARE = rf"^(?:{_UP_TO_ONE}|\s*%\s?(?:{_UP_TO_HUNDRED})\s*|\s*(?:{_UP_TO_HUNDRED})\s?%\s*|{_OTHER_SCRIPT})$"
COUNT = rf"^(?:0*[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?|{_OTHER_SCRIPT})$"
MAX_COUNT = 10**15
"""The first number with more than 15 digits."""


def make_link_pattern() -> str:
    """Return the pattern of a link: its scheme, a host or an address or a number, known placeholders, no spaces."""
    placeholder = rf"\{{(?:{'|'.join(PLACEHOLDERS)})\}}"
    sign = rf"(?:[^\s\\%\{{\}}]|%[0-9A-Fa-f]{{2}}|\{{\{{|\}}\}}|{placeholder})"
    host = rf"(?:[^\s\\%\{{\}}\/?#@]|{placeholder})+"
    web = rf"{_any_case('http')}[Ss]?:\/\/{host}(?:[\/?#]{sign}*)?"
    mail = rf"{_any_case('mailto')}:(?!\/\/)(?=[^?#]*@){sign}+"
    phone = rf"{_any_case('tel')}:(?!\/\/)(?=(?:[^?#0-9]*[0-9]){{3}}){sign}+"
    return rf"^[ \t\n]*(?:{web}|{mail}|{phone})[ \t\n]*$"


def make_language_pattern() -> str:
    """Return the pattern of a language tag in the form of BCP 47: its parts, their case, and tags of two letters.

    Of the tags of three letters, those are refused that have one of two letters in their place: `en`, not `eng`.
    """
    two = [tag for tag in _list_tags(2) if explain_invalid_tag(tag) is None]
    longer = [tag for tag in _list_tags(3) if _is_longer_name(tag)]
    language = rf"(?:{_join_tags(two)}|(?!(?:{_join_tags(longer)})(?:-|$))[a-z]{{3}})"
    script, region = r"(?:-[a-z]{3}){0,3}(?:-[A-Z][a-z]{3})?", r"(?:-(?!UK(?:-|$))(?:[A-Z]{2}|[0-9]{3}))?"
    variants = r"(?:-(?:[0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))*"
    extensions = r"(?:-[0-9A-WYZa-wyz](?:-[0-9A-Za-z]{2,8})+)*"
    private = r"[Xx](?:-[0-9A-Za-z]{1,8})+"
    usual = rf"{language}{script}{region}{variants}{extensions}(?:-{private})?"
    return rf"^(?:{usual}|{private}|(?:tl|swc)(?:-[0-9A-Za-z]{{1,8}})+)$"   # those two are accepted in any case


def _list_tags(length: int) -> Iterable[str]:
    return map("".join, product(ascii_lowercase, repeat=length))


def _is_longer_name(tag: str) -> bool:
    invalid = explain_invalid_tag(tag)
    return invalid is not None and re.fullmatch("write `[a-z]{2}(?:-[A-Z].*)?`", invalid[1]) is not None


def _join_tags(tags: Iterable[str]) -> str:
    """Return a pattern of tags in alphabetical order, grouped by all letters but the last."""
    groups = ((start, "".join(tag[-1] for tag in group)) for start, group in groupby(tags, lambda tag: tag[:-1]))
    return "|".join(f"{start}{last}" if len(last) == 1 else f"{start}[{last}]" for start, last in groups)


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)
