"""A card in one language: its text, its marks, its direction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcards.errors import Place
from factcards.localize import find_variant, localize_card
from factcards.localize.typography.number_format import format_number
from factcards.model.cards import Action, Card, Chart, Count, Image, LocalCard, Prose, Source, Tile, Variant
from factcards.photos import PhotoKey

PLACE = Place("honey.yaml", 1, 1)
TITLE = Prose("Profits and Poverty: The Economics of Forced Labour", "en")
ILO = Source(publisher="International Labour Organization", title=TITLE, year="2014", page="13")


def card(language: str = "en", **fields: object) -> Card:
    words = {"kind": "fact", "body": (Prose("Bees dance.", language),), "action": Action("https://example.org/act")}
    return Card("honey", "bees", "en", ((language, Variant(place=PLACE, **(words | fields))),))  # type: ignore[arg-type]


def local(language: str = "en", **fields: object) -> LocalCard:
    made = localize_card(card(language, **fields), language)
    assert made is not None
    return made


def source(language: str, given: Source, **fields: object) -> str:
    made = local(language, source=given, **fields).source
    assert made is not None
    return made.text


# --- which variant


def test_a_region_falls_back_to_its_language():
    made = localize_card(card("fr"), "fr-CA")
    assert made is not None
    assert made.language == "fr-CA"


@pytest.mark.parametrize(("has", "asked"), [("fr-CA", "fr"), ("en", "fr"), ("zh", "zh-Hant"), ("sr", "sr-Latn")])
def test_another_language_or_script_is_not_a_translation(has: str, asked: str):
    assert find_variant(card(has), asked) is None
    assert localize_card(card(has), asked) is None


def test_tags_match_in_any_case():
    assert localize_card(card("zh-Hans"), "zh-hans") is not None


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("dv", "rtl"), ("nqo", "rtl"), ("ff-Adlm", "rtl"), ("az-Arab", "rtl"),
     ("en", "ltr"), ("az", "ltr"), ("zh-Hans", "ltr"), ("am", "ltr")],
)  # fmt: skip
def test_the_script_decides_the_direction(language: str, direction: str):
    assert local(language).direction == direction


# --- the source line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "OIT, “Titre”, 2014, 13"),
        ("fr", "OIT, «\u202fTitre\u202f», 2014, 13"),
        ("es", "OIT, «Titre», 2014, 13"),
        ("ru", "OIT, «Titre», 2014, 13"),
        ("de", "OIT, „Titre“, 2014, 13"),
        ("pt-BR", "OIT, “Titre”, 2014, 13"),
        ("hi", "OIT, “Titre”, 2014, 13"),
        ("zh-Hans", "OIT，Titre，2014，13"),
        ("zh-Hant-HK", "OIT，Titre，2014，13"),
        ("ja", "OIT、『Titre』、2014、13"),
        ("am", "OIT፣ «Titre»፣ 2014፣ 13"),
    ],
)
def test_each_language_joins_and_quotes_in_its_own_way(language: str, line: str):
    given = Source(publisher="OIT", title=Prose("Titre", language), year="2014", page="13")
    assert source(language, given) == line


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("zh-Hans", "利润与贫困", "国际劳工组织，《利润与贫困》，2014"),
        ("zh-Hans", "GDP与妇女", "国际劳工组织，《GDP与妇女》，2014"),
        ("zh-Hans", "Profits and Poverty: The Economics of Forced Labour",
         "国际劳工组织，Profits and Poverty: The Economics of Forced Labour，2014"),
        ("zh-Hans", "Прибыли и бедность", "国际劳工组织，Прибыли и бедность，2014"),
        ("zh-Hant", "World Report 2014", "国际劳工组织，World Report 2014，2014"),
        ("zh-Hant-HK", "世界報告", "国际劳工组织，《世界報告》，2014"),
        ("ja", "World Report", "国际劳工组织、『World Report』、2014"),
    ],
)  # fmt: skip
def test_chinese_title_marks_are_for_titles_with_chinese_characters(language: str, title: str, line: str):
    assert source(language, Source(publisher="国际劳工组织", title=Prose(title, language), year="2014")) == line


def test_a_title_keeps_the_quotes_of_its_own_language():
    assert source("fr", ILO) == (
        "International Labour Organization, “Profits and Poverty: The Economics of Forced Labour”, 2014, 13"
    )


def test_text_of_the_other_direction_is_isolated():
    assert source("ar", ILO) == (
        "\u2068International Labour Organization\u2069، "
        "\u2066“Profits and Poverty: The Economics of Forced Labour”\u2069، 2014، 13"
    )
    arabic = Source(publisher="منظمة العمل الدولية", title=Prose("الأرباح والفقر", "ar"), year="2014")
    assert source("ar", arabic) == "منظمة العمل الدولية، «الأرباح والفقر»، 2014"
    assert source("en", arabic) == "\u2068منظمة العمل الدولية\u2069, \u2067«الأرباح والفقر»\u2069, 2014"
    assert source("ar", Source(line=Prose("ILO, 2014", "en"))) == "\u2066ILO, 2014\u2069"


@pytest.mark.parametrize("title", ["“Profits”", "«Profits»", "„Profits“", "《利润》"])
def test_a_title_in_quotes_gets_no_further_quotes(title: str):
    assert source("en", Source(title=Prose(title, "en"))) == title


def test_missing_parts_leave_no_commas():
    assert source("en", Source(publisher="ILO", year="2014")) == "ILO, 2014"
    assert local(source=Source(url="https://example.org")).source is None
    assert local().source is None


def test_a_written_source_line_does_not_change():
    line = Prose("ILO, Profits, 2014", "en", ((5, 12),))
    made = local(source=Source(line=line), labels=(("source", Prose("Source:", "en")),)).source
    assert made == Prose("Source: ILO, Profits, 2014", "en", ((13, 20),))


def test_a_fact_names_its_source_with_the_label_and_a_story_is_signed():
    labels = (("source", Prose("Source:", "en")),)
    written = Source(line=Prose("Amina, 19", "en"))
    assert source("en", written, labels=labels) == "Source: Amina, 19"
    assert source("en", written, labels=labels, kind="story") == "Amina, 19"


def test_a_label_is_not_repeated_and_a_wide_colon_needs_no_space():
    labels = (("source", Prose("Source:", "en")),)
    assert source("en", Source(line=Prose("source: ILO", "en")), labels=labels) == "source: ILO"
    chinese = (("source", Prose("来源：", "zh-Hans")),)
    assert source("zh-Hans", Source(publisher="劳工组织"), labels=chinese) == "来源：劳工组织"


def test_a_photograph_is_credited_with_its_label():
    image = Image(PhotoKey("0" * 64, 10, 10), credit=Prose("A. Lens", "en"))
    assert local(image=image, labels=(("photo", Prose("Photo:", "en")),)).credit == Prose("Photo: A. Lens", "en")
    assert local(image=image).credit == Prose("A. Lens", "en")


# --- the printed address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.example.org/act/", "example.org/act"),
        ("https://example.org/act?utm_source={platform}#top", "example.org/act"),
        ("https://example.org/{card}", ""),
        ("https://example.org/a-path-that-nobody-copies", ""),
        ("https://example.org:8080/", "example.org:8080"),
        ("https://user@example.org:8080/", ""),
        ("https://xn--bcher-kva.example/caf%C3%A9", "xn--bcher-kva.example/café"),
        ("https://example.org/%20%FF", "example.org/%20%FF"),
        ("mailto:act@example.org?subject=Yes", "act@example.org"),
        ("tel:+41223451234", "+41223451234"),
        ("https://[broken/", ""),
    ],
)
def test_a_link_is_printed_when_it_is_short(url: str, address: str):
    assert local(action=Action(url)).address == address


def test_the_authors_own_short_address_is_printed_whatever_it_is():
    long = "example.org/" + "a" * 40
    assert local(action=Action("https://example.org/x", short=long)).address == long


@pytest.mark.parametrize(
    ("url", "address"),
    [("https://example.org/2030", "example.org/2030"), ("tel:+41223451234", "\u2066+41223451234\u2069")],
)
def test_an_address_is_isolated_in_right_to_left_cards(url: str, address: str):
    assert local("ar", action=Action(url)).address == address


# --- the alt text


def test_the_alt_text_has_the_cards_text():
    image = Image(PhotoKey("0" * 64, 10, 10), alt=Prose("Delegates in the hall", "en"))
    made = local(
        headline=Prose("96%", "en"),
        body=(Prose("Women and girls are\nmost victims", "en"), Prose("Act!", "en")),
        source=ILO,
        action=Action("https://example.org/act", Prose("Call on your government", "en")),
        image=image,
    )
    assert made.alt == (
        "96%. Women and girls are most victims. Act! International Labour Organization, “Profits and Poverty: The "
        "Economics of Forced Labour”, 2014, 13. Call on your government. example.org/act Delegates in the hall."
    )


@pytest.mark.parametrize(
    ("language", "words", "alt"),
    [
        ("zh-Hans", "妇女和女童占\n百分之九十六", "妇女和女童占百分之九十六。example.org/act"),
        ("ko", "여성과\n소녀", "여성과 소녀. example.org/act"),
        ("ur", "خواتین", "خواتین۔ example.org/act"),
        ("hi", "महिलाएँ", "महिलाएँ। example.org/act"),
        ("th", "ผู้หญิง", "ผู้หญิง example.org/act"),
        ("ar", "لماذا؟", "لماذا؟ example.org/act"),
    ],
)
def test_sentences_end_as_the_language_ends_them(language: str, words: str, alt: str):
    assert local(language, body=(Prose(words, language),)).alt == alt


def test_an_alt_text_by_the_author_does_not_change():
    assert local(alt=Prose("A bee", "en")).alt == "A bee"


def test_the_alt_text_has_a_link_that_is_too_long_to_print():
    long = "https://example.org/a-path-that-nobody-copies"
    assert local(action=Action(long)).alt == f"Bees dance. {long}"
    assert local(action=Action(long + "?s={size}")).alt == "Bees dance."


def test_other_fields_are_copied():
    made = local(theme="quiet", reviewed=False)
    assert (made.id, made.set, made.theme, made.reviewed, made.total) == ("honey", "bees", "quiet", False, 1)
    assert replace(made, id="x").url == "https://example.org/act"


def test_the_alt_text_has_the_counts_that_the_text_does_not():
    counts = (Count(171, Prose("countries have signed", "en")), Count(21, Prose("have not", "en")))
    assert local(chart=Chart(counts=counts)).alt.startswith("Bees dance. 171 countries have signed. 21 have not.")
    said = local(chart=Chart(counts=counts), body=(Prose("171 have, in 2021.", "en"),)).alt
    assert said.startswith("171 have, in 2021. 21 have not.")
    assert local(chart=Chart(0.5)).alt == local().alt


@pytest.mark.parametrize(
    ("words", "is_in_alt"),
    [("171个国家已加入。", False), ("共171国。", False), ("الدول و171 أخرى", False), ("מ-171 מדינות", False),
     ("171か国", False),
     ("1171个国家", True), ("1710个国家", True), ("171.5个国家", True), ("0.171个国家", True), ("有1,171个国家", True)],
)  # fmt: skip
def test_letters_that_touch_a_number_do_not_hide_it_from_the_alt_text(words: str, is_in_alt: bool):
    made = local(chart=Chart(counts=(Count(171, Prose("joined", "en")),)), body=(Prose(words, "zh-Hans"),))
    assert ("171 joined" in made.alt) == is_in_alt


def test_the_name_of_a_tile_is_a_whole_word_of_the_text():
    chart = Chart(tiles=(Tile(Prose("Act", "en"), None),))
    assert "Action now. Act." in local(chart=chart, body=(Prose("Action now.", "en"),)).alt
    assert local(chart=chart, body=(Prose("Act now.", "en"),)).alt.count("Act") == 1


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"headline": Prose("9 August\n2017", "en")}, "9 August 2017"),
        ({"headline": Prose("96%", "en")}, "Bees dance."),
        ({}, "Bees dance."),
        ({"body": (Prose("Bees dance. They sleep.", "en"), Prose("More", "en"))}, "Bees dance. They sleep."),
        ({"body": (Prose("Bees dance at noon. " * 9, "en"),)}, "Bees dance at noon."),
        ({"body": (Prose("bees " * 90, "en"),)}, ("bees " * 90).strip()),
    ],
)
def test_the_title_is_the_headline_or_the_beginning_of_the_text_in_one_line(fields: dict[str, object], title: str):
    assert local(**fields).title == title


@pytest.mark.parametrize(
    ("language", "digits", "words", "spoken"),
    [
        ("en", "", "Bees dance.", "62.5%"), ("de", "", "Bienen tanzen.", "62,5\u00a0%"), ("fa", "", "زنبور", "۶۲٫۵٪"),
        ("ar", "native", "النحل", "٦٢٫٥٪"), ("ar", "", "النحل", "62.5%"), ("tr", "", "Arılar", "%62,5"),
        ("fr", "", "Soit 62,5 % des abeilles", None), ("eu", "", "%62,5 erle", None), ("en", "", "62.5 bees", "62.5%"),
        ("ar", "", "النحل 62.5% من", None), ("en", "", "162.5% of bees", "62.5%"),
    ],
)  # fmt: skip
def test_a_share_is_told_in_the_digits_of_its_language_unless_the_text_tells_it(
    language: str, digits: str, words: str, spoken: str | None
):
    made = local(language, chart=Chart(0.625), body=(Prose(words, language),), digits=digits)
    assert (made.chart_alt and made.chart_alt.text) == spoken


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [("en", 1200000, "1,200,000"), ("de", 1200.5, "1.200,5"), ("fr", 45000, "45\u202f000"), ("fa", 171, "۱۷۱"),
     ("ar", 171, "171"), ("hi", 1200000, "12,00,000"), ("en", 0.123456789, "0.123456789")],
)  # fmt: skip
def test_counts_are_written_as_in_their_language(language: str, value: float, written: str):
    assert format_number(value, language) == written


@pytest.mark.parametrize(
    ("language", "digits", "written"),
    [("hi", "native", "१,२००"), ("fa", "latin", "1,200"), ("ar", "native", "١٬٢٠٠"), ("en", "native", "1,200")],
)
def test_counts_have_the_digits_that_the_card_asks_for(language: str, digits: str, written: str):
    chart = Chart(counts=(Count(1200, None), Count(2, None)))
    local = localize_card(card(language, chart=chart, digits=digits), language)
    assert local
    assert local.chart
    assert local.chart.counts[0].text == written


def test_labels_of_tiles_have_their_languages_marks_but_names_do_not_change():
    chart = Chart(tiles=(Tile(Prose("5.2", "fa"), Prose("L'eau?", "fr")),))
    local = localize_card(card("fr", chart=chart), "fr")
    assert local
    assert local.chart
    assert local.chart.tiles[0].label == Prose("L’eau\u202f?", "fr")
    assert local.chart.tiles[0].name.text == "5.2"
