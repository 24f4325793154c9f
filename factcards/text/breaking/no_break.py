"""What a line's end must not part, beyond UAX #14: quantities and what they count, dates, names, each language's own.

A quantity, as `quantities` finds it, is never divided; the rules here are about the words beside it.

Sources: Chicago Manual of Style 7.92 (numbers, initials, titles), 6.89 (dashes), 9.30 (dates); Imprimerie nationale,
*Lexique des règles typographiques* (units, n°, titles, 1er); А. Э. Мильчин, *Справочник издателя и автора* 2.1 (Russian
prepositions, particles, №, dashes, years, initials); ČSN 01 6910, STN 01 6910 and *Zasady pisowni polskiej* (one-letter
words, ordinals, titles, and with *Acordo Ortográfico* 1990 XX.6 a hyphen that a second line would have to repeat); RAE,
*Ortografía* 3.4.8 (raya) and 2.3.2 (dates); *A magyar helyesírás szabályai* 293–300 (dates, ordinals); *Retskrivnings-
ordbogen* § 43 and *Duden* D 3–5 (ordinals, abbreviations); W3C klreq 3.1, clreq 3.1 and jlreq 3.1.12 (numbers and their
units), klreq 3.1 (what touches a word, as a particle behind a closing mark, belongs to it); the Royal Society of
Thailand's rules of spacing (ๆ, ฯ, พ.ศ.); Academy of the Hebrew Language, *Punctuation* 21 (maqaf); SI brochure 5.4.3
(units); *Svenska skrivregler* and Kielitoimiston ohjepankki (8 §); Academy of Persian Language and Literature,
*Dastur-e khatt-e farsi* (می, ها and تر are parts of their word); UTS #31 and jlreq cl-12 (# and @ with their word).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..tokens.quantities import Quantity, find_quantities
from ..unicode.direction_controls import DIRECTION_CONTROLS
from ..tokens.urls import find_urls
from .compounds import COMPOUNDS, WHOLE
from .function_words import APPROXIMATE, NO_NOUNS, POSTPOSITIONS
from .no_break_terms import LABELS, LEVANTINE_MONTHS, MONTHS_FIRST, MONTHS_OF, ONE_LETTER, TITLES


class _NoBreakRule(NamedTuple):
    """No line ends where `pattern` does; a text without any of the characters of `needs` has none ("0": a digit)."""

    required_characters: frozenset[str]
    pattern: re.Pattern[str]


def _make_rule(needs: str, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> _NoBreakRule:
    return _NoBreakRule(frozenset(needs), re.compile(pattern, flags))


_NOUN = re.compile(r" (?=(?P<noun>\w[^\s.,;:!?…”»)\]]*+))")
_COUNTING = frozenset(("number", "money", "range", "time", "ratio"))
"""Kinds of quantities that may be followed by the noun that they count."""
_FIRST_YEAR, _LAST_YEAR = 1500, 2099
"""A number of four digits between the two is taken for a year."""
_LABEL = re.compile(r"\w[.\u00a0]\Z|[№§°º]\s?\Z", re.IGNORECASE)
_MAX_LABEL = 24
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

_RULES_OF_ALL = (
    _make_rule("№§¶nN", r"[№§¶] ?(?=\d)|\b[nN]\.?[°ºo]s? (?=\d)"),
    _make_rule("0", r"\d (?=[×=<>≤≥±] ?\d)|[×=<>≤≥±] (?=\d)"),
    _make_rule("0", r"(?<!\w)(?:\w{1,4}|ap{1,2}rox|circa)\. (?=[^\w\s]{0,2}\d)"),
    _make_rule("-\u2010", r"(?<![\w‐-])\w{1,2}[-‐](?=\w)|\d[-‐](?=\w)|\w[-‐](?=\w{1,2}(?![\w‐-]))"),
    _make_rule("/", r"(?<![\w/])\w{1,3}/(?=\w)|\w/(?=\w{1,3}(?![\w/]))"),
    _make_rule(".", rf"(?<!\w)[^\W\d_]\. (?=[^\W\d_]{{1,3}}\.)|(?<!\w){_CAPITAL}\. (?={_CAPITAL}[^\W\d_])"),
    _make_rule(
        "MDPS", r"(?<!\w)(?=[MDPS])(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Sra|Srta|Dra|Mmes?|Mlles?|Mgr)\.? (?=[^\W\d_])"
    ),
    _make_rule("—–…", r"(?<=\s)[—–](?=\w)|\w(?=[—–](?:\s|\w|$))| (?=…)"),
    _make_rule("#@＃＠", r"[#@＃＠](?=\w)"),
)
"""Rules of every language: names of numbers, hyphens and slashes beside short parts, initials, titles, dashes, tags."""

_OPENING_DASH = frozenset({"fr", "es", "it", "de", "ca", "gl"})
"""Languages in which a dash may open a line: the first of a pair, or of what someone says."""
_DASH_ALONE = _make_rule("—–", r" (?=[—–](?:\s|$))")
_DOTTED = frozenset(re.findall(r"\w+", "de da nb nn no is fo fi et lv cs sk pl sl hr bs sr hu lb tr"))
"""Languages that write ordinals with a full stop: 3. Mai, 21. század."""
_ORDINAL = _make_rule("0", r"(?<![\w.,])\d{1,3}\. (?=\w)")
_YEAR_FIRST = frozenset(["hr", "bs", "sr", "sl", "hu"])
"""Those of them that write years so too: 2024. május."""
_YEAR_DOTTED = _make_rule("0", r"(?<![\w.,])(?:1[5-9]|20)\d\d\. (?=[^\W\d_])")
_REPEATING = frozenset(["pt", "pl", "cs", "sk", "hr", "bs", "sl"])
"""Languages in which a word parted at its hyphen shows it on both lines: it is not parted there."""
_AT_HYPHEN = _make_rule("-\u2010", r"\w[-‐](?=\w)")
_SHORT_PARTS = _make_rule("-\u2010", r"(?<![\w‐-])\w{1,3}[-‐](?=\w)|\w[-‐](?=\w{1,3}(?![\w‐-]))")
_PARTICLES = {
    "ru": r" (?=(?:бы?|же?|ли|ль)(?!\w))", "be": r" (?=(?:бы?|жа?|ці)(?!\w))", "uk": r" (?=(?:би?|же?)(?!\w))",
}  # fmt: skip
_NAMES_FIRST = _make_rule(
    ".", r"(?<!\w)[А-ЯЁІЇЄҐЎ][\w’'-]++ (?=[А-ЯЁІЇЄҐЎ]\. ?[А-ЯЁІЇЄҐЎ]\.(?! ?[А-ЯЁІЇЄҐЎ][^\W\d_]))"
)
"""A surname before its initials. A line may end before initials that a surname follows (Мильчин 2003, ДСТУ 3582)."""
_SIGN_BEHIND = frozenset(["sv", "fi", "et", "hu"])
"""Languages that write the section sign behind its number."""
_FIGURE_SIGN = _make_rule("§", r"(?<=\d)\.? (?=§)")
_PERSIAN_AFFIXES = _make_rule(
    " ", r"(?<![\w\u200c])(?:ن?م[یي]|هم[یي]) (?=\w)|\w (?=(?:ها(?:[یي][یي]?)?|ها(?:یش|یم|یت)?ان|تر(?:[یي]ن)?)(?!\w))"
)
_KOREAN_PARTICLE = _make_rule("”’»)]》〉」』】）\"'", r"[”’»)\]》〉」』】）\"'](?=[가-힣])")
_REPEATED = _make_rule("\u0e46\u0e2f\u0ec6\u0eaf\u17d7", r" ?(?=[\u0e46\u0e2f\u0ec6\u0eaf\u17d7])")
_SPACELESS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1780-\u17d3"
_UNSPACED = ("th", "lo", "km", "my")
_PREFIXES = {"he": "[ובלמהכש]{0,2}", "ar": "[وفبلك]{0,2}", "am": "[በከለየ]?"}
"""Language → letters that may stand before a word as part of it: conjunctions, prepositions, the article."""

_HAN = "\u2e80-\u2fd5\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_AMONG_HAN = re.compile(
    rf"[亿億万萬千百兆](?=[亿億万萬千百兆美歐欧日元円圓圆英韩韓人名个個次])|[年月](?=\d)"
    rf"|(?:目标|目標|[表图圖章條条款項项約约逾近达達超])(?=\d)|第(?=\d)|第[一二三四五六七八九十百]+(?=[{_HAN}])"
    rf"|[一二两兩三四五六七八九十几幾数數每](?=[个個种種项項位名次条條年月国國届屆大])"
    rf"|[美欧歐日韩韓英](?=[元圆圓镑鎊])"
    rf"|[{_HAN}](?=女士|先生|博士|教授|さん|さま|ちゃん|くん|氏(?![名族])|様)"
    rf"|[」』）](?=[\u3041-\u3096])|(?<=\d)(?:か|ヶ|カ)(?=[国月所年])"
)
_LABEL_HAN = re.compile(r"(?:目标|目標|[表图圖章條条款項项])\Z")
_TOUCHING = {"ja": f"[{_HAN}\u3041-\u3096]", "zh": f"[{_HAN}]", "": f"[{_SPACELESS}]"}
"""Language → letters that belong to the quantity before them if they touch it ("": languages without spaces)."""
_IN_TAG = r"[^\s!-/:-@\[-^`{-~\u2000-\u206f\u3000-\u3020\uff00-\uff0f\uff1a-\uff20]"
_TAG = re.compile(rf"(?<![A-Za-z0-9_.+-])[#@＃＠](?=\w){_IN_TAG}{{1,24}}+(?!{_IN_TAG})")
"""A tag or name of at most 24 characters, vowel signs and tone marks counted."""
_MAX_HAN_TAG = 12
"""Maximum number of characters of a tag in Han or Kana, its sign counted."""
_HAN_OR_KANA = re.compile(f"[{_HAN}\u3041-\u30ff]")
_WORD_BEFORE = re.compile(r"(?<![^\s(“„\"«'‘])([^\s(“„\"«'‘]++) \Z")
_MAX_APPROXIMATION = 16
"""Maximum number of characters of “about” and its number that are kept together: nearly $99."""
_IZAFAT = re.compile(r"[\u0650\u06c2] (?=\w)|(?<!\w)غیر (?=\w)| (?=و \w)|(?<!\w)و (?=\w)")
"""Urdu: a noun with the sign of its tie to the next word, and what “and” and “not” make one of."""
HAN_PRIMARY = frozenset(re.findall(r"\w+", "zh yue wuu gan hak hsn nan cdo cjy cpx czh czo lzh mnp"))
"""The languages of Chinese, which ICU cuts alike."""


def find_prohibited(text: str, primary: str, protected: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The places of `text` where no line ends, though UAX #14 would let it; `kept` are stretches to keep whole."""
    held: set[int] = set()
    words = (m.span() for m in re.finditer(WHOLE[primary], text)) if primary in WHOLE else ()
    quantities = find_quantities(text)
    for start, end in (*protected, *find_urls(text), *words, *((q.start, q.end) for q in quantities)):
        held.update(range(start + 1, end))
    letters = set(text)
    if quantities:
        letters.add("0")
    for needs, pattern in _rules_for(primary):
        if not needs.isdisjoint(letters):
            held.update(m.end() for m in pattern.finditer(text))
    for quantity in quantities:
        held.update(_find_beside_quantity(text, primary, quantity))
    if primary == "ja" or primary in HAN_PRIMARY:
        held.update(m.end() for m in _AMONG_HAN.finditer(text))
    return frozenset(held)


def find_discouraged(text: str, primary: str) -> frozenset[int]:
    """Return the places where a line ends only if nothing else fits: in tags, in compounds, before postpositions."""
    bound: set[int] = set()
    for start, end in find_tags(text):
        bound.update(range(start + 1, end))
    if primary in COMPOUNDS:
        for match in _compound_pattern(primary).finditer(text):
            bound.update(range(match.start() + 1, match.end()))
    if primary in POSTPOSITIONS:
        bound.update(match.end() for match in _postposition_pattern(primary).finditer(text))
    for quantity in find_quantities(text) if primary in APPROXIMATE else ():
        word = _WORD_BEFORE.search(text, max(0, quantity.start - _MAX_LABEL), quantity.start)
        if word and word[1].lower() in APPROXIMATE[primary] and quantity.end - word.start() <= _MAX_APPROXIMATION:
            bound.add(quantity.start)
    if primary == "ur":
        bound.update(match.end() for match in _IZAFAT.finditer(text))
    return frozenset(bound)


def find_tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield the short #tags and @names of a text (UTS #31): a longer run of Han or Kana has more words than the tag."""
    for match in _TAG.finditer(text):
        if len(match[0]) <= _MAX_HAN_TAG or not _HAN_OR_KANA.search(match[0]):
            yield match.span()


@lru_cache(maxsize=64)
def _compound_pattern(primary: str) -> re.Pattern[str]:
    return re.compile(COMPOUNDS[primary], re.IGNORECASE)


@lru_cache(maxsize=16)
def _postposition_pattern(primary: str) -> re.Pattern[str]:
    """Return the pattern of the spaces before postpositions; behind a pause पर is “but”."""
    words = POSTPOSITIONS[primary].replace(" ", "|")
    return re.compile(rf"(?<=[^\s.,;:!?।۔،؛]) (?=(?:{words})(?![^\s.,;:!?।۔،؛…)”’»]))")


@lru_cache(maxsize=256)
def _rules_for(primary: str) -> tuple[_NoBreakRule, ...]:
    """The rules of a language, those of every language among them."""
    return (*_RULES_OF_ALL, *_word_rules(primary), *_sign_rules(primary))


def _word_rules(primary: str) -> Iterator[_NoBreakRule]:
    """What hangs on words: months, titles of persons, words of one letter, particles."""
    if primary in MONTHS_FIRST:
        yield _make_rule("0", rf"(?<!\w)(?:{MONTHS_FIRST[primary]}) (?=\d{{1,2}}(?!\d))")
    if primary in MONTHS_OF:
        link, months = MONTHS_OF[primary]
        yield _make_rule("0", rf"(?<!\d)\d{{1,2}}\.?[ºo°]? (?={link}(?:{months}))")
        yield _make_rule("0", rf"\d\.?[ºo°]? {link}(?=(?:{months}))")
    if primary in TITLES:
        any_case = re.IGNORECASE if primary in ("pl", "cs", "sk", "ru", "uk", "bg", "be", "sl", "hr") else re.NOFLAG
        yield _make_rule(" ", rf"(?<!\w){_PREFIXES.get(primary, '')}(?:{TITLES[primary]}) (?=[^\W\d_])", any_case)
    if primary in ONE_LETTER:
        yield _make_rule(" ", rf"(?<!\w)[{ONE_LETTER[primary]}] (?=[\w(„“«])", re.IGNORECASE)
    if primary in _PARTICLES:
        yield _make_rule("бжлц", _PARTICLES[primary])


def _sign_rules(primary: str) -> Iterator[_NoBreakRule]:
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
        yield _make_rule("\u05be", r"(?<!\w)\w{1,2}\u05be(?=\w)|\u05be(?=\d)")
    if primary in ("nl", "af"):
        yield _make_rule("’'", r"(?<!\w)[’'][stnkm] (?=\w)")
    if primary == "vi":
        yield _make_rule("0", r"\d (?=(?:tháng|năm) \d)")
    if primary == "ko":
        yield _make_rule("0", r"\d[조억만천백]+ (?=[가-힣])|\d+월 (?=\d+일)")
        yield _make_rule("씨", r" (?=씨(?![가-힣]{3}))")
        yield _KOREAN_PARTICLE
    if primary in _SIGN_BEHIND:
        yield _FIGURE_SIGN
    if primary == "fa":
        yield _PERSIAN_AFFIXES
    if primary == "ar":
        yield _make_rule("/", rf"(?:{LEVANTINE_MONTHS})/(?=\w)")
    if primary in _UNSPACED:
        yield _REPEATED
    if primary == "th":
        yield _make_rule("น", r"(?<=\d) (?=น\.)")
        yield _make_rule("0", r"(?=ที่ ?\d)|\d (?=[ก-ฮ]\S{2,9}(?:คม|ยน|พันธ์))")


@lru_cache(maxsize=256)
def _label_pattern(primary: str) -> re.Pattern[str]:
    """What names a number that comes next: Article 5."""
    labels = "|".join(LABELS[name] for name in dict.fromkeys((primary, "en")) if name in LABELS)
    begin = "" if primary in _UNSPACED else rf"(?<!\w){_PREFIXES.get(primary, '')}"
    return re.compile(rf"{begin}(?:{labels}) ?\Z", re.IGNORECASE)


def _find_beside_quantity(text: str, primary: str, quantity: Quantity) -> Iterator[int]:
    """Return the places between a quantity and the words that belong to it: its name, what it counts, its particle.

    A year is a date's end and no count, but for Russian's and Ukrainian's «год»; so is the number of an article or a
    page, which belongs to what stands before it: 目标5.2 counts nothing. After a per cent sign stands no noun.
    """
    start = len(text[: quantity.start].rstrip(DIRECTION_CONTROLS))
    end = len(text) - len(text[quantity.end :].lstrip(DIRECTION_CONTROLS))
    before = text[max(0, start - _MAX_LABEL) : start]
    labelled = _label_pattern(primary).search(before) is not None
    if labelled:
        yield start
    touching = _TOUCHING.get("zh" if primary in HAN_PRIMARY else "" if primary in _UNSPACED else primary)
    if touching and re.match(touching, text[end : end + 1]) and not _LABEL_HAN.search(text, 0, start):
        yield end
    match = _NOUN.match(text, end)
    if match is None:
        return
    noun = match["noun"].lower()
    if quantity.kind == "ordinal":
        yield match.end()
    elif quantity.kind in _COUNTING and quantity.numbers[-1][1] == quantity.end:
        if _is_year(text, quantity):
            if noun in _OF_YEARS:
                yield match.end()
        elif not (labelled or _LABEL.search(before) or noun in NO_NOUNS.get(primary, ())):
            yield match.end()


def _is_year(text: str, quantity: Quantity) -> bool:
    numbers = [text[a:b] for a, b in quantity.numbers]
    return all(len(n) == 4 and n.isdecimal() and _FIRST_YEAR <= int(n) <= _LAST_YEAR for n in numbers)
