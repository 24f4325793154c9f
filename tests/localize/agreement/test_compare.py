"""Figures of the original and of translations: 120 wrong ones are found, right ones pass."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from factcards.errors import Place
from factcards.localize.agreement.compare import compare_figures
from factcards.model.cards import Action, Chart, Count, Prose, Source, Variant

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
"""Languages whose digits make up six systems in addition to the European one."""

Values = dict[str, Decimal]


def variant(fact: str, language: str, line: int = 3, **fields: object) -> Variant:
    file = "a.yaml" if language == "en" else f"a.{language}.yaml"
    place = Place(file, line, 1)
    made = {"action": Action("https://example.org"), "place": place, "source": Source(publisher="UNICEF"), **fields}
    return Variant("fact", (Prose(fact, language),), places=(("fact", place),), **made)  # type: ignore[arg-type]


def write(values: Values, language: str, *, native: bool) -> dict[str, str]:
    """Return figures as Babel formats them, in the language's digits or in European ones."""
    locale = Locale.parse(language)
    long = "long" if "long" in locale.compact_decimal_formats else "short"   # 万 is the word and its abbreviation
    written = {
        "big": format_compact_decimal(values["big"], format_type=long, locale=locale, fraction_digits=2),
        "year": str(values["year"]),
        "share": format_percent(values["share"] / 100, locale=locale, decimal_quantization=False),
        "count": format_decimal(values["count"], locale=locale),
    }
    if language == "sw":   # Babel loses the decimal separator after a word
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
    """Return a number with two different digits swapped."""
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


# --- other kinds of figures: in words, as dates, as shares, in other calendars

RIGHT = [
    ("One in five women, 2 of 3 girls", "de", "Eine von fünf Frauen, zwei von drei Mädchen"),
    ("One in five women", "fr", "20 % des femmes"),
    ("1 in 5 women", "fr", "20 % des femmes"),
    ("20% of women", "ja", "女性の5人に1人"),
    ("2 of 3 girls", "ar", "فتاتان من كل ثلاث فتيات"),
    ("$500 in the 21st century, on 25 November 2023 at 9 pm", "fr", "500 $ au XXIe siècle, le 25 novembre 2023 à 21 h"),
    ("$500 in the 21st century, on 25 November 2023 at 9 pm", "ja", "21世紀に500ドル、2023年11月25日午後9時"),
    ("On 25 November 2023", "th", "วันที่ 25 พฤศจิกายน 2566"),
    ("On 25 November 2023", "vi", "Ngày 25 tháng 11 năm 2023"),
    ("In 2023", "fa", "در سال ۱۴۰۲"),
    ("In 2023", "zh", "二〇二三年"),
    ("Half of the women aged 15–49", "es", "El 50 % de las mujeres de 15 a 49 años"),
    ("50% of women aged 15-49", "ru", "Половина женщин в возрасте 15—49 лет"),
    ("Ninety-six percent of victims in the 1990s", "es", "El 96 % de las víctimas en los años noventa"),
    ("The COVID-19 pandemic", "zh", "2019冠状病毒病疫情"),
    ("96% of 150 million", "zh", "百分之九十六，一亿五千万"),
    ("96% of 150 million", "hi", "१५ करोड़ में से ९६ प्रतिशत"),
    ("2022/23: 5,000 cases", "de", "2022/2023: 5.000 Fälle"),
    ("The meeting begins at 2:30 pm", "sv", "Mötet börjar 14.30"),
    ("Version 3.2.1 of Article 6", "de", "Version 3.2.1 von Artikel 6"),
    ("Debian is 100% free", "fr", "Debian est entièrement libre"),
    ("They work 24/7", "fr", "Elles travaillent jour et nuit"),
    ("Call 0800 123 456", "es", "Llame al 900 555 111"),
    ("14.5 million children", "de", "14.5 Millionen Kinder"),
    ("96% of victims, 96% of girls", "de", "96 % der Opfer und der Mädchen"),
    ("Case #4521", "fr", "Le cas n° 4521"),
    ("pages 3, 7, 11", "de", "Seiten 3,7,11"),
    ("£5 and ¥100", "de", "5 £ und 100 ¥"),
    ("$99 billion", "ru", "99 млрд долларов"),
    ("9 of 10 women", "ja", "女性の9割"),
    ("14.5 million children, 96% girls", "ht", "14,5 milyon timoun, 96 pousan tifi"),
    ("14.5 million children, 96% girls", "zu", "Izingane eziyizigidi ezingu-14.5, amaphesenti angu-96"),
]


@pytest.mark.parametrize(("original", "language", "translation"), RIGHT)
def test_right_translations_in_other_forms_pass(original: str, language: str, translation: str) -> None:
    found = compare_figures(variant(original, "en"), variant(translation, language))
    assert [problem.message for problem in found] == []


WRONG = [
    ("14.5 million children", "es", "15,4 millones de niños",
    "found `15,4 millones` where the original has `14.5 million`"),
    ("$99 billion", "es", "99 billones de dólares", "found `99 billones` where the original has `$99 billion`"),
    ("$99 billion", "de", "99 Milliarden Euro", "found `99 Milliarden` where the original has `$99 billion`"),
    ("$500", "fr", "500 €", "found `500 €` where the original has `$500`"),
    ("96% of victims", "ru", "96 жертв", "found `96` where the original has `96%`"),
    ("96% of victims", "ru", "96 ‰ жертв", "found `96 ‰` where the original has `96%`"),
    ("Ninety-six percent of victims", "es", "El 69 % de las víctimas", "`69 %` is not in the original"),
    ("21 countries", "ru", "Страны", "`21` of the original is missing here"),
    ("In 2023", "th", "ในปี 2565", "found `2565` where the original has `2023`"),
    ("1,234 women", "fr", "1,235 femmes", "found `1,235` where the original has `1,234`"),
    ("1,234 women", "de", "1,234 Frauen", "found `1,234` where the original has `1,234`"),
    ("5 girls", "es", "6 niñas", "found `6` where the original has `5`"),
    ("1 in 11 girls", "es", "1 de cada 12 niñas", "found `12` where the original has `11`"),
    ("Call 0800 123 456", "es", "Llame al 0800 123 465", "found `0800 123 465` where the original has `0800 123 456`"),
    ("About 67%", "fr", "Environ 66,7 %", "found `66,7 %` where the original has `67%`"),
    ("Version 3.2.1", "de", "Version 3.2.2", "found `3.2.2` where the original has `3.2.1`"),
    ("The meeting begins at 2:30 pm", "sv", "Mötet börjar 14.45", "found `14.45` where the original has `2:30 pm`"),
    ("aged 15–49", "fr", "de 15 à 94 ans", "found `94` where the original has `49`"),
    ("1.5 crore women", "hi", "1.5 लाख महिलाएँ", "found `1.5 लाख` where the original has `1.5 crore`"),
    ("14.5 million children", "ht", "15,4 milyon timoun", "found `15,4` where the original has `14.5 million`"),
    ("145 million", "ja", "1億5400万人", "found `1億5400万` where the original has `145 million`"),
]


@pytest.mark.parametrize(("original", "language", "translation", "message"), WRONG)
def test_other_figures_are_found(original: str, language: str, translation: str, message: str) -> None:
    found = compare_figures(variant(original, "en"), variant(translation, language))
    assert [problem.message for problem in found] == [message]


def test_warning_names_both_places() -> None:
    (problem,) = compare_figures(variant("14.5 million", "en"), variant("15,4 millones", "es", line=7))
    assert str(problem) == (
        "a.es.yaml:7:1: warning: fact: found `15,4 millones` where the original has `14.5 million`\n"
        "    hint: the original has `14.5 million` in a.yaml:3; correct the one that is wrong"
    )
    assert problem.kind == "figures-differ"


def test_figures_may_move_between_fields_and_appear_once() -> None:
    original = variant("Women are 96% of victims in 2023.", "en", headline=Prose("96%", "en"))
    moved = variant("De las víctimas, son mujeres el 96 %.", "es", headline=Prose("En 2023", "es"))
    once = variant("De las víctimas en 2023, son mujeres.", "es", headline=Prose("96 %", "es"))
    wrong = variant("De las víctimas en 2023, son mujeres el 69 %.", "es", headline=Prose("96 %", "es"))
    assert [list(compare_figures(original, one)) for one in (moved, once)] == [[], []]
    assert [p.message for p in compare_figures(original, wrong)] == ["found `69 %` where the original has `96%`"]


def test_source_is_compared_by_its_years() -> None:
    def cite(line: str, language: str) -> Variant:
        return variant("Words", language, source=Source(Prose(line, language)))

    original = cite("UNODC, 2022, p. 33", "en")
    assert list(compare_figures(original, cite("ONUDC, 2022, p. 37", "fr"))) == []
    (problem,) = compare_figures(original, cite("ONUDC, 2021, p. 33", "fr"))
    assert (problem.field, problem.message) == ("source", "found `2021` where the original has `2022`")


def test_a_chart_is_compared_count_by_count() -> None:
    def draw_counts(*values: float) -> Variant:
        return variant("Words", "en", chart=Chart(counts=tuple(Count(value, None) for value in values)))

    assert list(compare_figures(draw_counts(171, 21), draw_counts(171, 21))) == []
    (problem,) = compare_figures(draw_counts(171, 21), draw_counts(117, 21))
    assert (problem.field, problem.message) == ("chart.counts", "found `117` where the original has `171`")


def test_at_most_five_warnings_of_a_translation() -> None:
    original, translation = (" ".join(f"{number} x," for number in range(start, start + 40)) for start in (100, 700))
    assert len(list(compare_figures(variant(original, "en"), variant(translation, "es")))) == 5
