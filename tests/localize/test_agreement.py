"""Figures of the original against those of each translation: 120 wrong ones are found, right ones pass."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from factcards.cards import Action, Prose, Source, Variant
from factcards.errors import Place
from factcards.localize.agreement import compare_figures

ENGLISH = "{big} children were not vaccinated in {year}: {share} of them are girls, {count} in one district alone."
SENTENCES = {
    "ar": "لم يُطعَّم {big} طفل في عام {year}، {share} منهم فتيات، و{count} في منطقة واحدة.",
    "bn": "{year} সালে {big} শিশু টিকা পায়নি, তাদের {share} মেয়ে, শুধু একটি জেলায় {count} জন।",
    "cs": "V roce {year} nebylo očkováno {big} dětí, z toho {share} dívek, jen v jednom okrese {count}.",
    "de": "Im Jahr {year} wurden {big} Kinder nicht geimpft, {share} davon Mädchen, {count} in einem einzigen Bezirk.",
    "el": "Το {year} δεν εμβολιάστηκαν {big} παιδιά, {share} από αυτά κορίτσια, {count} μόνο σε μία περιφέρεια.",
    "es": "En {year}, {big} de niños no fueron vacunados: el {share} son niñas y {count} viven en un solo distrito.",
    "fa": "در سال {year}، {big} کودک واکسینه نشدند که {share} آنان دخترند و {count} نفر در یک شهرستان.",
    "fi": "Vuonna {year} rokottamatta jäi {big} lasta, joista {share} on tyttöjä ja {count} yhdessä kunnassa.",
    "fr": "En {year}, {big} d’enfants n’ont pas été vaccinés ; {share} sont des filles, {count} dans un seul district.",
    "he": "בשנת {year} לא חוסנו {big} ילדים, {share} מהם בנות, {count} במחוז אחד.",
    "hi": "{year} में {big} बच्चों को टीका नहीं लगा; उनमें {share} लड़कियाँ हैं, केवल एक ज़िले में {count}।",
    "hu": "{year}-ben {big} gyermek nem kapott oltást, {share} lány, egyetlen körzetben {count}.",
    "id": "Pada {year}, {big} anak tidak divaksinasi; {share} adalah anak perempuan, {count} di satu kabupaten.",
    "ja": "{year}年には{big}人の子どもが予防接種を受けず、その{share}が女の子で、一つの地区だけで{count}人でした。",
    "ko": "{year}년 {big} 명의 아동이 예방 접종을 받지 못했고 그중 {share}가 여아이며 한 지역에서만 {count}명이다.",
    "mr": "{year} मध्ये {big} मुलांना लस मिळाली नाही; त्यांपैकी {share} मुली, एका जिल्ह्यात {count}.",
    "my": "{year} ခုနှစ်တွင် ကလေး {big} ကာကွယ်ဆေးမထိုးရပါ၊ {share} မိန်းကလေးများ၊ ခရိုင်တစ်ခုတည်းတွင် {count} ဦး။",
    "pl": "W {year} roku nie zaszczepiono {big} dzieci, {share} to dziewczęta, w jednym okręgu {count}.",
    "pt": "Em {year}, {big} de crianças não foram vacinadas; {share} são meninas, {count} num só distrito.",
    "ru": "В {year} году {big} детей не были привиты, {share} из них девочки, {count} — в одном районе.",
    "sv": "År {year} vaccinerades {big} barn inte, {share} av dem flickor, {count} i ett enda distrikt.",
    "sw": "Mwaka {year} watoto {big} hawakuchanjwa; {share} kati yao ni wasichana, {count} katika wilaya moja.",
    "th": "ในปี {year} เด็ก {big} คนไม่ได้รับวัคซีน {share} เป็นเด็กหญิง {count} คนอยู่ในอำเภอเดียว",
    "tr": "{year} yılında {big} çocuk aşılanmadı; {share} kız çocuğu, yalnız bir ilçede {count}.",
    "zh": "{year}年，{big}儿童没有接种疫苗，其中{share}是女童，仅一个县就有{count}人。",
}
ZEROS = {"ar": 0x660, "bn": 0x9E6, "fa": 0x6F0, "hi": 0x966, "mr": 0x966, "my": 0x1040, "th": 0xE50}
"""The digits of seven languages, which make six systems beside the European one."""

Values = dict[str, Decimal]


def variant(fact: str, language: str, line: int = 3, **fields: object) -> Variant:
    file = "a.yaml" if language == "en" else f"a.{language}.yaml"
    place = Place(file, line, 1)
    made = {"action": Action("https://example.org"), "place": place, "source": Source(publisher="UNICEF"), **fields}
    return Variant("fact", (Prose(fact, language),), places=(("fact", place),), **made)  # type: ignore[arg-type]


def write(values: Values, language: str, *, native: bool) -> dict[str, str]:
    """Return the figures as Babel formats them, in the digits of the language or in European ones."""
    locale = Locale.parse(language)
    long = "long" if "long" in locale.compact_decimal_formats else "short"   # 万 is the word and its abbreviation
    written = {
        "big": format_compact_decimal(values["big"], format_type=long, locale=locale, fraction_digits=2),
        "year": str(values["year"]),
        "share": format_percent(values["share"] / 100, locale=locale, decimal_quantization=False),
        "count": format_decimal(values["count"], locale=locale),
    }
    if language == "sw":   # Babel loses the decimal sign behind a word
        power, word = (9, "bilioni") if values["big"] >= 10**9 else (6, "milioni")
        written["big"] = f"{word} {format_decimal(values['big'].scaleb(-power), locale=locale)}"
    if native and language in ZEROS:
        digits = {0x30 + n: ZEROS[language] + n for n in range(10)}
        marks = {ord("."): "٫", ord(","): "٬", ord("%"): "٪"} if language in ("ar", "fa") else {}
        written = {name: text.translate(digits | marks) for name, text in written.items()}
    return written


def compare(values: Values, language: str, seen: Values, *, native: bool = True, drop: str = "") -> list[str]:
    written = write(seen, language, native=native)
    if drop:
        written["share"] = re.sub("[%٪ \u00a0\u202f\u200f\u200e\u061c]", "", written["share"])
    original = variant(ENGLISH.format(**write(values, "en", native=False)), "en")
    return [p.message for p in compare_figures(original, variant(SENTENCES[language].format(**written), language))]


def draw(chance: random.Random) -> Values:
    return {
        "big": Decimal(chance.choice((12_400_000, 1_730_000, 3_600_000_000, 67_000_000, 2_150_000, 350_000_000))),
        "year": Decimal(chance.randint(1985, 2025)),
        "share": Decimal(chance.choice(("96", "71", "14.5", "0.7", "66.7", "38"))),
        "count": Decimal(chance.choice((1234, 15_400, 987, 102_938, 56, 7_654_321))),
    }


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("native", [True, False])
def test_right_figures_pass(language: str, native: bool) -> None:
    chance = random.Random(language)
    for _ in range(20):
        values = draw(chance)
        assert compare(values, language, values, native=native) == [], values


FAULTS = ("digit", "swapped digits", "magnitude", "decimal shift", "per cent lost", "year")


def swap_digits(number: Decimal) -> Decimal:
    """Return a number of which two unlike digits have changed places."""
    text = str(number)
    digits = [index for index, c in enumerate(text) if c.isdigit()]
    for a, b in pairwise(digits):
        if text[a] != text[b] and text[b] != "0":
            return Decimal(text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :])
    return number + 9


def spoil(values: Values, fault: str, chance: random.Random) -> Values:
    match fault:
        case "digit":
            return values | {"count": values["count"] + chance.choice((1, 10, 20))}
        case "swapped digits":
            return values | {"share": swap_digits(values["share"])}
        case "magnitude":
            return values | {"big": values["big"] * chance.choice((Decimal(1000), Decimal("0.001"), Decimal(10)))}
        case "decimal shift":
            return values | {"share": values["share"] / 10}
        case "year":
            return values | {"year": values["year"] + chance.choice((-10, -1, 1, 10))}
    return values


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("fault", FAULTS)
def test_wrong_figures_are_found(language: str, fault: str) -> None:
    chance = random.Random(f"{language} {fault}")
    for _ in range(4):
        values = draw(chance)
        seen = spoil(values, fault, chance)
        found = compare(values, language, seen, drop="%" if fault == "per cent lost" else "")
        assert len(found) == 1, (values, seen, found)
