"""Our own cards in each language: terms of the United Nations, figures, reading order and the place of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as File

import pytest
from support.cards import SHAPES, group, texts

from factcards.batch import Request, plan_jobs
from factcards.graphics.geometry import Path
from factcards.localize import localize_card
from factcards.model.cards import Card, CardSet, LocalCard
from factcards.model.scene import Scene, code_shape
from factcards.read.themes.theme_reader import read_theme
from factcards.text.glyphs import Line

CAMPAIGN = File(__file__).parent.parent / "cards" / "end-sex-trafficking"
ILO = "ninety-nine-billion"
TITLE = "Profits and Poverty: The Economics of Forced Labour"
FIGURES = re.compile(r"\d[\d.,]*\d|\d")
"""Numbers in European digits with their separators, without the words of dates and currencies around them."""


def localized(card: Card, language: str) -> LocalCard:
    """Return the card in a language in which it is written."""
    local = localize_card(card, language)
    assert local is not None
    return local


def words(local: LocalCard) -> str:
    """Return the text of a card with every kind of space as U+0020, and without word joiners and isolates."""
    parts = (local.headline, *local.body, local.source)
    return " ".join(re.sub("[\u2060\u2066-\u2069]", "", re.sub(r"\s", " ", p.text)) for p in parts if p)


def written(campaign: CardSet, language: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each card written in a language, and its text with the alternative text of its picture."""
    for card in campaign.cards:
        for tag, variant in card.variants:
            if tag == language:
                alt = variant.image.alt.text if variant.image and variant.image.alt else ""
                yield card.id, f"{words(localized(card, tag))} {alt}"


def visual(line: Line) -> str:
    """Return the characters of a line in visual order, from left to right, without invisible ones."""
    drawn = "".join(run.text if run.level % 2 == 0 else run.text[::-1] for run in line.runs)
    return re.sub("[\u2060\u200e\u200f\u2066-\u2069]", "", drawn)


def test_the_set_requests_no_language_in_which_a_card_is_not_written(campaign):
    """Otherwise a first run would warn about ten cards in three languages each."""
    plan = plan_jobs([campaign], Request(), read_theme)
    assert plan.problems == ()
    assert plan.untranslated == ()
    assert len(plan.tasks) == 4 * (10 * 6 + 5 * 9)


# --- terms, figures and agreement

TERMS = [
    # A/RES/64/293 and A/RES/72/1: the Global Plan of Action
    ("every-four-years", "en", "UN Global Plan of Action to Combat Trafficking in Persons"),
    ("every-four-years", "fr", "Plan d’action mondial des Nations Unies pour la lutte contre la traite des personnes"),
    ("every-four-years", "es", "Plan de Acción Mundial de las Naciones Unidas para Combatir la Trata de Personas"),
    ("every-four-years", "ru", "Глобального плана действий ООН по борьбе с торговлей людьми"),
    ("every-four-years", "ar", "خطة عمل الأمم المتحدة العالمية لمكافحة الاتجار بالأشخاص"),
    ("every-four-years", "zh-Hans", "联合国打击贩运人口全球行动计划"),
    # A/RES/70/1: Sustainable Development Goals and their targets
    ("target-5-2", "en", "Target 5.2 of the Sustainable Development Goals"),
    ("target-5-2", "fr", "cible 5.2 des objectifs de développement durable"),
    ("target-5-2", "es", "meta 5.2 de los Objetivos de Desarrollo Sostenible"),
    ("target-5-2", "ru", "Задача 5.2 Целей в области устойчивого развития"),
    ("target-5-2", "ar", "الغاية 5.2 من أهداف التنمية المستدامة"),
    ("target-5-2", "zh-Hans", "可持续发展目标具体目标5.2"),
    ("political-forum", "fr", "objectif de développement durable nº 5"),
    # A/RES/67/290: the forum
    ("political-forum", "en", "High-Level Political Forum"),
    ("political-forum", "fr", "Forum politique de haut niveau"),
    ("political-forum", "es", "Foro Político de Alto Nivel"),
    ("political-forum", "ru", "Политический форум высокого уровня"),
    ("political-forum", "ar", "المنتدى السياسي الرفيع المستوى"),
    ("political-forum", "zh-Hans", "高级别政治论坛"),
    # women and girls, not women and daughters or young women
    ("ninety-six-percent", "en", "Women and girls"),
    ("ninety-six-percent", "fr", "Les femmes et les filles"),
    ("ninety-six-percent", "es", "Las mujeres y las niñas"),
    ("ninety-six-percent", "ru", "Женщины и девочки"),
    ("ninety-six-percent", "ar", "النساء والفتيات"),
    ("ninety-six-percent", "zh-Hans", "妇女和女童"),
    # the International Labour Organization
    (ILO, "en", "International Labour Organization"),
    (ILO, "fr", "Organisation internationale du Travail"),
    (ILO, "es", "Organización Internacional del Trabajo"),
    (ILO, "ru", "Международная организация труда"),
    (ILO, "ar", "منظمة العمل الدولية"),
    (ILO, "zh-Hans", "国际劳工组织"),
    (ILO, "hi", "अंतरराष्ट्रीय श्रम संगठन"),
    (ILO, "ur", "بین الاقوامی ادارۂ محنت"),
    (ILO, "am", "ዓለም አቀፍ የሥራ ድርጅት"),
    # the aim of the plan, the goal of the forum, and the name of our campaign
    ("global-plan", "fr", "aux programmes plus larges des Nations Unies"),
    ("global-plan", "es", "los programas más amplios de desarrollo mundial de las Naciones Unidas"),
    ("our-campaign", "zh-Hans", "我们的倡导活动"),
    ("our-campaign", "ar", "لضمان التصدي للاتجار لأغراض الاستغلال الجنسي على سبيل الأولوية"),
    ("a-powerful-tool", "ru", "насилию и травмам, от которых страдают миллионы людей"),
]


@pytest.mark.parametrize(("card", "language", "term"), TERMS)
def test_terms_are_those_of_the_united_nations(campaign, card: str, language: str, term: str):
    assert term in words(localized(campaign[card], language))


NUMBERS = [
    (ILO, "en", "US$99 billion"),
    (ILO, "fr", "99 milliards de dollars américains"),
    (ILO, "es", "99 000 millones de dólares estadounidenses"),
    (ILO, "ru", "99 млрд долларов США незаконных доходов в год"),
    (ILO, "ar", "99 مليار دولار أمريكي"),
    (ILO, "zh-Hans", "990亿美元"),
    (ILO, "hi", "99 अरब अमेरिकी डॉलर"),
    (ILO, "ur", "99 ارب امریکی ڈالر"),
    (ILO, "am", "99 ቢሊዮን የአሜሪካ ዶላር"),
    ("one-hundred-fifty-billion", "en", "US$150 billion"),
    ("one-hundred-fifty-billion", "fr", "150 milliards de dollars américains"),
    ("one-hundred-fifty-billion", "es", "150 000 millones de dólares estadounidenses"),
    ("one-hundred-fifty-billion", "ru", "150 млрд долларов США"),
    ("one-hundred-fifty-billion", "ar", "150 مليار دولار أمريكي"),
    ("one-hundred-fifty-billion", "zh-Hans", "1500亿美元"),
    ("palermo-protocol", "ru", "171 страна присоединилась"),
    ("palermo-protocol", "ru", "21 правительство этого не сделало"),
    ("palermo-protocol", "ar", "انضمّ 171 بلدًا"),
    ("palermo-protocol", "ar", "ولم تنضمّ إليه 21 حكومة"),
    ("palermo-protocol", "es", "21 gobiernos no lo han hecho"),
    ("palermo-protocol", "fr", "171 pays ont adhéré"),
    ("palermo-protocol", "zh-Hans", "171个国家已加入"),
    ("palermo-protocol", "hi", "21 सरकारें शामिल नहीं हुई हैं"),
    ("palermo-protocol", "ur", "171 ممالک پالیرمو پروٹوکول میں شامل ہو چکے ہیں"),
    ("palermo-protocol", "am", "171 ሀገራት የፓሌርሞ ፕሮቶኮልን ተቀላቅለዋል"),
    ("ninety-six-percent", "ur", "تمام متاثرین میں 96% خواتین اور لڑکیاں ہیں"),
    ("ninety-six-percent", "hi", "मानव तस्करी के सभी पीड़ितों में 96% महिलाएँ और लड़कियाँ हैं"),
]


@pytest.mark.parametrize(("card", "language", "phrase"), NUMBERS)
def test_figures_agree_with_their_nouns_in_each_language(campaign, card: str, language: str, phrase: str):
    assert phrase in words(localized(campaign[card], language))


def test_every_language_has_the_figures_of_the_original(campaign):
    """Compare figures after converting Spanish thousands of millions and Chinese 亿 (hundreds of millions)."""
    for card in campaign.cards:
        original = sorted(FIGURES.findall(words(localized(card, "en"))))
        for tag, _ in card.variants:
            found = words(localized(card, tag)).replace("99 000 millones", "99").replace("150 000 millones", "150")
            found = found.replace("990亿", "99").replace("1500亿", "150")
            if card.id == "the-review":   # two days, joined by a dash or by 日至
                found = re.sub(r"2017年9月27日至28日", "27–28 2017", found)
            if card.id == "all-our-asks":
                found = found.replace("2017年8月9日", "9 2017")
            assert sorted(FIGURES.findall(found)) == original, (card.id, tag)


@pytest.mark.parametrize("card", ["palermo-protocol"])
def test_figures_of_a_chart_are_those_of_the_text(campaign, card: str):
    for tag, _ in campaign[card].variants:
        local = localized(campaign[card], tag)
        assert local.chart is not None
        body = " ".join(prose.text for prose in local.body)
        assert [count.text for count in local.chart.counts] == FIGURES.findall(body), tag


SMUGGLING = {
    # Palermo has one protocol on trafficking in persons and another on the smuggling of migrants
    "en": r"smuggl", "fr": r"\btrafic", "es": r"\btráfico", "ru": r"контрабанд|незаконн\w+ ввоз|траффик",
    "ar": r"تهريب", "zh-Hans": r"偷运|走私", "ur": r"سمگل", "am": r"ማሻገር|ማዘዋወር|ኮንትሮባንድ",
    "hi": r"(?<!मानव )(?<!लड़कियों की )तस्करी",   # alone it means smuggling; with the word for its victims, trafficking
}  # fmt: skip


@pytest.mark.parametrize("language", SMUGGLING)
def test_trafficking_is_not_called_smuggling(campaign, language: str):
    found = list(written(campaign, language))
    assert found
    assert [(card, text) for card, text in found if re.search(SMUGGLING[language], text)] == []


@pytest.mark.parametrize(("language", "term"), [
    ("fr", "traite"), ("es", "trata"), ("ru", "торговл"), ("ar", "اتجار"), ("zh-Hans", "贩运"), ("hi", "तस्करी"),
    ("ur", "تجارت"), ("am", "መነገድ"),
])  # fmt: skip
def test_the_title_of_the_set_names_trafficking_in_every_language(language: str, term: str):
    (path,) = CAMPAIGN.glob(f"set.{language}.yaml")
    (title,) = re.findall(r'^title: "(.*)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert term in title
    assert not re.search(SMUGGLING[language], title)


# --- from right to left


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize(("language", "opening", "closing"), [("ar", "«", "»"), ("ur", "”", "“")])
def test_a_latin_title_in_a_source_line_reads_in_order(lay_out, campaign, language, opening, closing, size):
    """Check that the title runs from left to right in right-to-left lines, between quotation marks of the language."""
    lines = [visual(text.line) for text in texts(lay_out(localized(campaign[ILO], language), size), "source")]
    shown = re.findall(r"[A-Za-z][A-Za-z: ]*[A-Za-z:]", "\n".join(lines))
    assert " ".join(shown) == TITLE
    (first,) = (line for line in lines if "Profits" in line)
    (last,) = (line for line in lines if "Labour" in line)
    assert first.index(opening) > first.index("Profits"), "the opening mark is to the right of the first word"
    assert last.index(closing) < last.index("Labour"), "the closing mark is to the left of the last word"
    assert last.index("2014") < last.index(closing)


@pytest.mark.parametrize("language", ["ar", "ur"])
@pytest.mark.parametrize("size", SHAPES)
def test_brand_address_and_code_are_not_mirrored(lay_out, campaign, language: str, size: str):
    scenes = [lay_out(localized(campaign[ILO], tag), size) for tag in ("en", language)]
    for role in ("brand", "address"):
        english, other = ([visual(text.line) for text in texts(scene, role)] for scene in scenes)
        assert other == english
    codes = [[(r.x - p.bounds().x, r.y - p.bounds().y) for r in p.rects()] for p in map(code_path, scenes)]
    assert codes[0] == codes[1]
    left, right = (group(scene, "code").area for scene in scenes)
    assert left is not None
    assert right is not None
    assert right.x == pytest.approx(scenes[0].width - left.right), "the code is on the other side"


def code_path(scene: Scene) -> Path:
    """Return the modules of the code in a scene."""
    return code_shape(group(scene, "code")).path


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_every_number_reads_from_left_to_right(lay_out, campaign, language: str):
    for card in campaign.cards:
        if any(tag == language for tag, _ in card.variants):
            for text in texts(lay_out(localized(card, language))):
                assert sorted(FIGURES.findall(visual(text.line))) == sorted(FIGURES.findall(text.line.text)), card.id


# --- marks of Chinese and Amharic


@pytest.mark.parametrize("size", SHAPES)
def test_a_chinese_title_mark_hangs_into_the_margin(lay_out, campaign, size: str):
    lines = texts(lay_out(localized(campaign["every-four-years"], "zh-Hans"), size), "fact")
    assert lines[0].line.text.startswith("《联合国")
    letters = min(line.ink_rect().x for line in lines[1:] if line.line.text[0] not in "《，。")
    assert lines[0].ink_rect().x == pytest.approx(letters, abs=0.02 * lines[0].size), (
        "the ink of the mark is aligned with the letters"
    )
    assert letters - lines[0].origin.x > 0.4 * lines[0].size, "the empty half of the mark is outside"


@pytest.mark.parametrize("size", SHAPES)
def test_no_line_begins_with_an_ethiopic_mark(lay_out, campaign, size: str):
    found = set()
    for card in campaign.cards:
        if any(tag == "am" for tag, _ in card.variants):
            for text in texts(lay_out(localized(card, "am"), size)):
                assert text.line.text[0] not in "።፣፤፦", card.id
                found |= set(text.line.text) & set("።፣፤፦")
    assert found == set("።፣፤፦")


def test_a_latin_title_has_no_chinese_title_marks(campaign):
    """Follow CY/T 154-2017, Rules for editing Chinese publications interpolated with English."""
    source = localized(campaign[ILO], "zh-Hans").source
    assert source is not None
    assert source.text == f"来源：国际劳工组织，{TITLE}，2014年"


def test_every_source_has_the_word_for_year_in_russian_and_chinese(campaign):
    for tag, word in (("ru", " год"), ("zh-Hans", "年")):
        for card in campaign.cards:
            source = localized(card, tag).source
            assert source is not None
            assert re.search(rf"20\d\d{word}$", source.text.replace("\u00a0", " ")), (card.id, tag)


def test_names_of_organizations_are_not_divided(campaign):
    """Check names in languages that have no rule against a line break between two nouns."""
    for tag, name in (("es", "Naciones Unidas"), ("fr", "Nations Unies"), ("en", "Equality Now")):
        for card in campaign.cards:
            local = localized(card, tag)
            text = " ".join(prose.text for prose in (*local.body, local.source) if prose)
            assert name not in text, f"{card.id} {tag}: the name has a space at which a line may end"
