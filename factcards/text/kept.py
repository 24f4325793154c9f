"""What a line's end must not part, beyond UAX #14: numbers and what they count, dates, names, each language's own.

Sources: Chicago Manual of Style 7.92 (numbers, initials, titles), 6.89 (dashes), 9.30 (dates); Imprimerie nationale,
*Lexique des règles typographiques* (units, n°, titles, 1er); А. Э. Мильчин, *Справочник издателя и автора* 2.1 (Russian
prepositions, particles, №, dashes, years, initials); ČSN 01 6910, STN 01 6910 and *Zasady pisowni polskiej* (one-letter
words, ordinals, titles, and with *Acordo Ortográfico* 1990 XX.6 a hyphen that a second line would have to repeat); RAE,
*Ortografía* 3.4.8 (raya) and 2.3.2 (dates); *A magyar helyesírás szabályai* 293–300 (dates, ordinals); *Retskrivnings-
ordbogen* § 43 and *Duden* D 3–5 (ordinals, abbreviations); W3C klreq 3.1, clreq 3.1 and jlreq 3.1.12 (numbers and their
units); the Royal Society of Thailand's rules of spacing (ๆ, ฯ, พ.ศ.); Academy of the Hebrew Language, *Punctuation* 21
(maqaf); SI brochure 5.4.3 (units).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .particles import NO_NOUNS, WHOLE
from .terms import LABELS, MONTHS_FIRST, MONTHS_OF, ONE_LETTER, TITLES
from .urls import find_urls


class _Rule(NamedTuple):
    """No line ends where `pattern` does; a text without any of the characters of `needs` has none ("0": a digit)."""

    needs: frozenset[str]
    pattern: re.Pattern[str]


def _rule(needs: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> _Rule:
    return _Rule(frozenset(needs), re.compile(pattern, flags))


_CURRENCY = "$€£¥₹₽₺₩₦₱₫₪₴₸₾৳"
_CODES = "USD|EUR|GBP|CHF|JPY|CNY|RUB|INR|CAD|AUD|MXN|BRL|ZAR|KES|NGN|PHP|IDR|Rs\\.?|Rp\\.?|Fr\\.?|RM|Kč|R\\$|US\\$"
_COUNTED = re.compile(
    rf"(?<![\d.,])(?:[+\-−±~≈]?[{_CURRENCY}]?)"
    r"\d(?:[\d.,:/\u00a0\u202f\u066b\u066c–-]*\d)?"
    r"(?P<sign>[^\w\s.,;:!?”’»\")\]]?)"
    r" (?=(?P<noun>\w[\w’'-]*))"
    r"|(?<![\d.,])\d[\d.,:/\u00a0\u202f\u066b\u066c–-]*+"
)
"""A number and the noun after it; or a number without one, of which no later digit need be tried (no `noun`)."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\D*(?:1[5-9]|20)\d\d\W*\Z")
_LABEL = re.compile(r"\w[.\u00a0]\Z|[№§°º]\s?\Z", re.IGNORECASE)
_LABEL_REACH = 24
_NUMBER = re.compile(r"(?<![\d.,])\d")
_OF_YEARS = frozenset(
    {
        "год",
        "года",
        "году",
        "годы",
        "годов",
        "годах",
        "г",
        "гг",
        "рік",
        "року",
        "років",
        "р",
        "рр",
        "r",
        "roku",
        "ခုနှစ်",
        "yılı",
        "yılında",
    }
)

_CAPITAL = f"(?![{''.join(c for c in map(chr, range(0x530)) if c.islower())}])[^\\W\\d_]"
"""A letter that is no small one: a capital, or of a script that has none."""

_EVERYWHERE = (
    _rule("0", rf"[{_CURRENCY}] (?=\d)|\d (?=[%‰°٪{_CURRENCY}])|[№§¶] ?(?=\d)|\b[nN]\.?[°ºo]s? (?=\d)"),
    _rule("UEGCJRIABMZKNPF", rf"(?<!\w)(?=[A-Z])(?:{_CODES}) (?=\d)"),
    _rule("0", r"\d[–—-](?=\d)|\d (?=\d{3}(?!\d))|(?<!\d)\d\d (?=\d\d(?!\d))"),
    _rule("0", r"\d (?=[×=<>≤≥±] ?\d)|[×=<>≤≥±] (?=\d)|\d\.?[ºª°] (?=[^\W\d_])"),
    _rule("0", r"(?<!\w)\w{1,4}\. (?=\d)"),
    _rule("0", r"(?<!\w)\d+(?:st|nd|rd|th|ers?|res?|èmes?|ᵉʳ|η|ης|ος|ου|ο|[-‐](?:го|му|й|я|е|м|х)) (?=\w)"),
    _rule("-\u2010", r"(?<![\w‐-])\w{1,2}[-‐](?=\w)|\d[-‐](?=\w)|\w[-‐](?=\w{1,2}(?![\w‐-]))"),
    _rule("/", r"(?<![\w/])\w{1,3}/(?=\w)|\w/(?=\w{1,3}(?![\w/]))"),
    _rule(".", rf"(?<!\w)[^\W\d_]\. (?=[^\W\d_]{{1,3}}\.)|(?<!\w){_CAPITAL}\. (?={_CAPITAL}[^\W\d_])"),
    _rule("MDPS", r"(?<!\w)(?=[MDPS])(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Sra|Srta|Dra|Mmes?|Mlles?|Mgr)\.? (?=[^\W\d_])"),
    _rule("—–…", r"(?<=\s)[—–](?=\w)|\w(?=[—–](?:\s|\w|$))| (?=…)"),
)
"""Rules of every language: numbers, hyphens and slashes beside short parts, initials, titles, dashes."""

_OPENING_DASH = frozenset({"fr", "es", "pt", "it", "de", "ca", "gl"})
"""Languages in which a dash may open a line: the first of a pair, or of what someone says."""
_DASH_ALONE = _rule("—–", r" (?=[—–](?:\s|$))")
_DOTTED = frozenset(re.findall(r"\w+", "de da nb nn no is fo fi et lv cs sk pl sl hr bs sr hu lb tr"))
"""Languages that write ordinals with a full stop: 3. Mai, 21. század."""
_ORDINAL = _rule("0", r"(?<![\w.,])\d{1,3}\. (?=\w)")
_YEAR_FIRST = frozenset(["hr", "bs", "sr", "sl", "hu"])
"""Those of them that write years so too: 2024. május."""
_YEAR_DOTTED = _rule("0", r"(?<![\w.,])(?:1[5-9]|20)\d\d\. (?=[^\W\d_])")
_REPEATING = frozenset(["pt", "pl", "cs", "sk", "hr", "bs", "sl"])
"""Languages in which a word parted at its hyphen shows it on both lines: it is not parted there."""
_AT_HYPHEN = _rule("-\u2010", r"\w[-‐](?=\w)")
_SHORT_PARTS = _rule("-\u2010", r"(?<![\w‐-])\w{1,3}[-‐](?=\w)|\w[-‐](?=\w{1,3}(?![\w‐-]))")
_PARTICLES = {
    "ru": r" (?=(?:бы?|же?|ли|ль)(?!\w))", "be": r" (?=(?:бы?|жа?|ці)(?!\w))", "uk": r" (?=(?:би?|же?)(?!\w))",
}  # fmt: skip
_NAMES_FIRST = _rule(".", r"[^\W\d_]{2} (?=[А-ЯЁІЇЄҐ]\. ?[А-ЯЁІЇЄҐ]\.)")
_REPEATED = _rule("\u0e46\u0e2f\u0ec6\u0eaf\u17d7", r" ?(?=[\u0e46\u0e2f\u0ec6\u0eaf\u17d7])")
_SPACELESS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1780-\u17d3"
_UNSPACED = ("th", "lo", "km", "my")
_PREFIXES = {"he": "[ובלמהכש]{0,2}", "ar": "[وفبلك]{0,2}", "am": "[በከለየ]?"}
"""Language → letters that may stand before a word as part of it: conjunctions, prepositions, the article."""
_UNSPACED_COUNT = _rule("0", rf"\d(?=[{_SPACELESS}])")

_HAN = "\u2e80-\u2fd5\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_AMONG_HAN = re.compile(
    rf"(?<![\d.,])\d[\d.,]*(?=[{_HAN}])|[亿億万萬千百兆](?=[亿億万萬千百兆美歐欧日元円圓圆英韩韓人名个個次])|[年月](?=\d)"
    rf"|(?:目标|目標|[表图圖章條条款項项約约逾近达達超])(?=\d)|第(?=\d)|第[一二三四五六七八九十百]+(?=[{_HAN}])"
    rf"|[一二两兩三四五六七八九十几幾数數每](?=[个個种種项項位名次条條年月国國届屆大])"
    rf"|[美欧歐日韩韓英](?=[元圆圓镑鎊])|(?<=\d)[％%](?=[{_HAN}\u3041-\u3096])"
    rf"|[{_HAN}](?=女士|先生|博士|教授|さん|さま|ちゃん|くん|氏(?![名族])|様)"
    rf"|(?<=\d)[～〜](?=\d)|\d(?=[～〜]\d)|[\d%％」』）](?=[\u3041-\u3096])|(?<=\d)(?:か|ヶ|カ)(?=[国月所年])"
)
_LABEL_HAN = re.compile(r"(?:目标|目標|[表图圖章條条款項项])\Z")
HAN_PRIMARY = frozenset(re.findall(r"\w+", "zh yue wuu gan hak hsn nan cdo cjy cpx czh czo lzh mnp"))
"""The languages of Chinese, which ICU cuts alike."""


def find_held(text: str, primary: str, kept: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The places of `text` where no line ends, though UAX #14 would let it; `kept` are stretches to keep whole."""
    held: set[int] = set()
    words = (m.span() for m in re.finditer(WHOLE[primary], text)) if primary in WHOLE else ()
    for start, end in (*kept, *find_urls(text), *words):
        held.update(range(start + 1, end))
    letters = set(text)
    digits = _DIGIT.search(text) is not None
    if digits:
        letters.add("0")
    for needs, pattern in _rules(primary):
        if not needs.isdisjoint(letters):
            held.update(m.end() for m in pattern.finditer(text))
    if digits:
        held.update(m.start() for m in _NUMBER.finditer(text) if _label(primary).search(_before(text, m.start())))
        held.update(_after_counts(text, primary))
    if primary == "ja" or primary in HAN_PRIMARY:
        # the number after a noun is its name, 目标5.2, and counts nothing
        found = _AMONG_HAN.finditer(text)
        held.update(m.end() for m in found if not (m.group()[0].isdecimal() and _LABEL_HAN.search(text, 0, m.start())))
    return frozenset(held)


@lru_cache(maxsize=256)
def _rules(primary: str) -> tuple[_Rule, ...]:
    """The rules of a language, those of every language among them."""
    return (*_EVERYWHERE, *_rules_of_words(primary), *_rules_of_signs(primary))


def _rules_of_words(primary: str) -> Iterator[_Rule]:
    """What hangs on words: months, titles of persons, words of one letter, particles."""
    if primary in MONTHS_FIRST:
        yield _rule("0", rf"(?<!\w)(?:{MONTHS_FIRST[primary]}) (?=\d{{1,2}}(?!\d))")
    if primary in MONTHS_OF:
        link, months = MONTHS_OF[primary]
        yield _rule("0", rf"(?<!\d)\d{{1,2}}\.?[ºo°]? (?={link}(?:{months}))")
        yield _rule("0", rf"\d\.?[ºo°]? {link}(?=(?:{months}))")
    if primary in TITLES:
        any_case = re.IGNORECASE if primary in ("pl", "cs", "sk", "ru", "uk", "bg", "be", "sl", "hr") else re.NOFLAG
        yield _rule(" ", rf"(?<!\w){_PREFIXES.get(primary, '')}(?:{TITLES[primary]}) (?=[^\W\d_])", any_case)
    if primary in ONE_LETTER:
        yield _rule(" ", rf"(?<!\w)[{ONE_LETTER[primary]}] (?=[\w(„“«])", re.IGNORECASE)
    if primary in _PARTICLES:
        yield _rule("бжлц", _PARTICLES[primary])


def _rules_of_signs(primary: str) -> Iterator[_Rule]:
    """What hangs on signs: ordinals, hyphens, dashes, marks of repetition."""
    if primary in _DOTTED:
        yield _ORDINAL
    if primary in _YEAR_FIRST:
        yield _YEAR_DOTTED
    if primary in _REPEATING:
        yield _AT_HYPHEN
    if primary in ("ru", "uk", "be", "bg", "fr"):
        yield _SHORT_PARTS
    if primary in ("ru", "uk", "be", "bg"):
        yield _NAMES_FIRST
    if primary not in _OPENING_DASH:
        yield _DASH_ALONE
    if primary == "he":
        yield _rule("\u05be", r"(?<!\w)\w{1,2}\u05be(?=\w)|\u05be(?=\d)")
    if primary in ("nl", "af"):
        yield _rule("’'", r"(?<!\w)[’'][stnkm] (?=\w)")
    if primary == "vi":
        yield _rule("0", r"\d (?=(?:tháng|năm) \d)")
    if primary == "ko":
        yield _rule("0", r"\d[조억만천백]+ (?=[가-힣])|\d+월 (?=\d+일)")
        yield _rule("씨", r" (?=씨(?![가-힣]{3}))")
    if primary in _UNSPACED:
        yield from (_REPEATED, _UNSPACED_COUNT)
    if primary == "th":
        yield _rule("0", r"(?=ที่ ?\d)|\d (?=[ก-ฮ]\S{2,9}(?:คม|ยน|พันธ์))")


@lru_cache(maxsize=256)
def _label(primary: str) -> re.Pattern[str]:
    """What names a number that comes next: Article 5."""
    labels = "|".join(LABELS[name] for name in dict.fromkeys((primary, "en")) if name in LABELS)
    begin = "" if primary in _UNSPACED else rf"(?<!\w){_PREFIXES.get(primary, '')}"
    return re.compile(rf"{begin}(?:{labels}) ?\Z", re.IGNORECASE)


def _before(text: str, end: int) -> str:
    return text[max(0, end - _LABEL_REACH) : end]


def _after_counts(text: str, primary: str) -> Iterator[int]:
    """The places between a number and the noun that it counts.

    A year is a date's end and no count, but for Russian's and Ukrainian's «год»; so is the number of an article or a
    page, which belongs to what stands before it; after a per cent sign stands no noun.
    """
    for match in _COUNTED.finditer(text):
        if match["noun"] is None:
            continue
        number, noun = text[match.start() : match.end() - 1], match["noun"].lower()
        if _YEAR.match(number) and not match["sign"]:
            if noun in _OF_YEARS:
                yield match.end()
        elif not (match["sign"] or noun in NO_NOUNS.get(primary, ()) or _is_label(text, match.start(), primary)):
            yield match.end()


def _is_label(text: str, end: int, primary: str) -> bool:
    """Whether what stands before a number names it: page 5, § 5."""
    before = _before(text, end)
    return bool(_LABEL.search(before) or _label(primary).search(before))
