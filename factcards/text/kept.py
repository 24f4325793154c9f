"""What a line's end must not part, beyond UAX #14: numbers and what they count, names, links, each language's own.

Sources: Chicago Manual of Style 7.92 (numbers, initials) and 6.89 (dashes); Imprimerie nationale, *Lexique des règles
typographiques* (units, n°, titles); А. Э. Мильчин, *Справочник издателя и автора* 2.1 (Russian prepositions, №, dashes
and years); ČSN 01 6910 and *Zasady pisowni polskiej* (one-letter words); RAE, *Ortografía* 3.4.8 (raya); W3C clreq 3.1
and jlreq 3.1.12 (numbers and their units); the Royal Society of Thailand's rules of spacing (ๆ, ฯ).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .particles import NO_NOUNS

_LINK = re.compile(
    r"(?:https?://|www\.)[!-~]+|[!-~]+@[!-~]+\.[a-z]{2,}|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[!-~]*)?",
    re.IGNORECASE,
)
_CURRENCY = "$€£¥₹₽₺₩"
_COUNTED = re.compile(
    rf"(?<![\w.,])(?:[+\-−±~≈]?[{_CURRENCY}]?)\d[\d.,\u00a0\u202f\u066b\u066c–-]*(?P<sign>[^\w\s.,;:!?]?)"
    r" (?=(?P<noun>\w[\w’'-]*))"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\D*(?:1[5-9]|20)\d\d\W*\Z")
_LABELS = (
    "Target|Goal|Article|Chapter|Section|Page|Table|Figure|Part|Rule|SDG|Resolution|Meta|Objetivo|Artículo|Capítulo|Página"
    "|Cible|Objectif|Article|Chapitre|Résolution|Задач[аиеу]|Цель|Цели|Стать[яиею]|Глав[аыеу]|Ziel|Artikel|Kapitel"
)
_BEFORE_LABEL = re.compile(rf"\b(?:{_LABELS}) (?=\d)", re.IGNORECASE)
_LABEL = re.compile(rf"\w[.\u00a0]\Z|[№§°º]\s?\Z|\b(?:{_LABELS}) \Z", re.IGNORECASE)
_OF_YEARS = frozenset({"год", "года", "году", "годы", "годов", "годах", "г", "гг", "рік", "року", "років"})

_IN_NUMBERS = re.compile(
    rf"[{_CURRENCY}] (?=\d)|\d (?=[%‰°٪{_CURRENCY}])|[№§¶] (?=\d)|\b[nN]\.?[°º]s? (?=\d)"
    r"|\d[–—-](?=\d)|\d (?=\d{3}(?!\d))|\d (?=[×=<>≤≥±] ?\d)|[×=<>≤≥±] (?=\d)"
    r"|(?<!\w)\w{1,4}\. (?=\d)|(?<![\w-])\w-(?=\w)"
)
_IN_NAMES = re.compile(
    r"(?<!\w)[^\W\d_]\. (?=[^\W\d_]\.)|(?<![\w.])(?=[^\W\d_a-z])[^\W\d_]\. (?=[^\W\d_]{2})"
    r"|(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Mme|Mlle|г-н|г-жа)\.? (?=[^\W\d_])"
)
_AT_DASHES = re.compile(r"(?<=\s)[—–](?=\w)|\w(?=[—–](?:\s|\w|$))| (?=…)")
_DASH_ALONE = re.compile(r" (?=[—–](?:\s|$))")
_REPEATED = re.compile(r" ?(?=[\u0e46\u0e2f\u0ec6\u17d7])")

_AFTER_ONE_LETTER = re.compile(r"(?<!\w)[^\W\d_] (?=\w)")
_ONE_LETTER = {
    "ru": "авиксоуя", "uk": "авзійоуяє", "be": "абзіоуяў", "bg": "вскуо",
    "cs": "aikosuvz", "sk": "aikosuvz", "pl": "aiouwz", "hr": "aikosu", "sl": "aiksvzho",
}  # fmt: skip
_HAN = "\u2e80-\u2fd5\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_AMONG_HAN = re.compile(
    rf"(?<![\d.,])\d[\d.,]*(?=[{_HAN}])|[亿億万萬千百兆](?=[亿億万萬千百兆美歐欧日元円圓圆英韩韓人名个個次])|[年月](?=\d)"
    rf"|(?:目标|目標|[表图圖章條条款項项約约逾近达達超])(?=\d)|第(?=\d)|第[一二三四五六七八九十百]+(?=[{_HAN}])"
    rf"|[一二两兩三四五六七八九十几幾数數每](?=[个個种種项項位名次条條年月国國届屆大])"
    rf"|[美欧歐日韩韓英](?=[元圆圓镑鎊])"
    rf"|[\d%％」』）](?=[\u3041-\u3096])"
)
_LABEL_HAN = re.compile(r"(?:目标|目標|[表图圖章條条款項项])\Z")


def find_held(text: str, primary: str, kept: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The places of `text` where no line ends, though UAX #14 would let it; `kept` are stretches to keep whole."""
    held: set[int] = set()
    for start, end in (*kept, *(m.span() for m in _LINK.finditer(text))):
        held.update(range(start + 1, end))
    for pattern in _patterns(text, primary):
        held.update(m.end() for m in pattern.finditer(text))
    held.update(_after_counts(text, primary))
    if primary in ("zh", "ja"):
        # the number after a noun is its name, 目标5.2, and counts nothing
        found = _AMONG_HAN.finditer(text)
        held.update(m.end() for m in found if not (m.group()[0].isdecimal() and _LABEL_HAN.search(text, 0, m.start())))
    if primary in _ONE_LETTER:
        letters = _ONE_LETTER[primary]
        held.update(m.end() for m in _AFTER_ONE_LETTER.finditer(text) if m.group()[0].lower() in letters)
    return frozenset(held)


def _patterns(text: str, primary: str) -> Iterator[re.Pattern[str]]:
    """The patterns at whose ends no line ends, those left out that cannot match."""
    yield _IN_NUMBERS
    if _DIGIT.search(text):
        yield _BEFORE_LABEL
    if "." in text or "M" in text or "г-" in text:
        yield _IN_NAMES
    if "—" in text or "–" in text or "…" in text:
        yield _AT_DASHES
        if primary not in ("fr", "es", "pt", "it", "de"):   # there a pair of dashes may open a line
            yield _DASH_ALONE
    if primary in ("th", "lo", "km"):
        yield _REPEATED


def _after_counts(text: str, primary: str) -> Iterator[int]:
    """The places between a number and the noun that it counts.

    A year is a date's end and no count, but for Russian's and Ukrainian's «год»; so is the number of an article or a
    page, which belongs to what stands before it; after a per cent sign stands no noun.
    """
    for match in _COUNTED.finditer(text):
        number, noun = text[match.start() : match.end() - 1], match["noun"].lower()
        if _YEAR.match(number) and not match["sign"]:
            if noun in _OF_YEARS:
                yield match.end()
        elif not (match["sign"] or noun in NO_NOUNS.get(primary, ()) or _LABEL.search(text, 0, match.start())):
            yield match.end()
