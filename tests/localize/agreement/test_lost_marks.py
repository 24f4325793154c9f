"""What a translation loses or gains besides figures: emphasis, quotation marks, links, names."""

from __future__ import annotations

import pytest

from factcards.errors import Place
from factcards.localize.agreement.lost_marks import compare_marks
from factcards.model.cards import Action, Prose, Source, Variant


def variant(fact: str, language: str, url: str = "https://unicef.org/act", headline: str = "") -> Variant:
    place = Place("a.yaml" if language == "en" else f"a.{language}.yaml", 3, 1)
    start, end = fact.find("**"), fact.rfind("**") - 2
    emphasis = ((start, end),) if start >= 0 else ()
    body = (Prose(fact.replace("**", ""), language, emphasis),)
    shown = Prose(headline, language) if headline else None
    places = (("fact", place), ("headline", place), ("action", place))
    return Variant("fact", body, Action(url), place, shown, source=Source(publisher="UNICEF"), places=places)


def reported(original: Variant, translation: Variant) -> list[tuple[str, str, str]]:
    return [(problem.kind, problem.field, problem.message) for problem in compare_marks(original, translation)]


def test_lost_emphasis_is_reported_with_both_places() -> None:
    (problem,) = compare_marks(variant("Women are **96%**", "en"), variant("Las mujeres son el 96 %", "es"))
    assert str(problem) == (
        "a.es.yaml:3:1: warning: fact: the emphasis of the original is lost\n"
        "    hint: the original is in a.yaml:3: put `**…**` around the same words"
    )
    assert problem.kind == "emphasis-lost"
    assert reported(variant("Women are **96%**", "en"), variant("Son el **96 %**", "es")) == []
    assert reported(variant("Women are 96%", "en"), variant("Son el **96 %**", "es")) == []


@pytest.mark.parametrize(
    ("headline", "language"),
    [("“14,5 miljoen”", "nl"), ("„14,5 Millionen“", "de"), ("«14,5 millones»", "es"), ("« 14,5 millions »", "fr"),
     ("”14,5 miljoner”", "sv"), ("「1450万人」", "ja"), ("»14,5 mio.«", "da")],
)  # fmt: skip
def test_quotation_marks_around_a_whole_field_are_reported(headline: str, language: str) -> None:
    original = variant("Words", "en", headline="14.5 million")
    message = "quotation marks around the whole field are printed"
    translation = variant("Words too", language, headline=headline)
    assert reported(original, translation) == [("quoted-field", "headline", message)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("“I was sold”", "«Me vendieron»"), ("‘I was sold’, she says", "“Me vendieron”, dice"),
    ("I was sold", "“Me” “vendieron”"),
     ("14.5 million", "14,5 ’millones’")],
)  # fmt: skip
def test_quotations_pass(ours: str, theirs: str) -> None:
    assert reported(variant("Words", "en", headline=ours), variant("Palabras", "es", headline=theirs)) == []


@pytest.mark.parametrize("url", ["https://unicef.com/act", "https://unicef.org.evil.net/act", "https://other.org/act"])
def test_link_to_another_domain_is_reported(url: str) -> None:
    found = reported(variant("Words", "en"), variant("Palabras", "es", url))
    assert [(kind, field) for kind, field, _ in found] == [("link-differs", "action")]


@pytest.mark.parametrize(
    "url", ["https://unicef.org/es/act", "https://www.unicef.org/act", "https://es.unicef.org/",
    "https://unicef.es/act",
            "https://unicef.org.uk/act", "https://{language}.unicef.org/act", "tel:116006"],
)  # fmt: skip
def test_links_to_the_same_domain_or_its_country_pass(url: str) -> None:
    assert reported(variant("Words", "en"), variant("Palabras", "es", url)) == []


def test_missing_addresses_and_handles_are_reported() -> None:
    original = variant("See unodc.org and @unodc. Or end.The, e.g. this", "en")
    assert reported(original, variant("См. unodc.org/ru и @unodc", "ru")) == []
    assert reported(original, variant("См. сайт", "ru")) == [
        ("name-lost", "fact", "the original's `@unodc` is missing here"),
        ("link-differs", "fact", "the original's `unodc.org` is missing here"),
    ]


@pytest.mark.parametrize(("written", "language"), [("Gogle", "ru"), ("Googel", "ar"), ("Gooogle", "zh"),
    ("Goofle", "hi")])
def test_mistyped_latin_name_is_reported(written: str, language: str) -> None:
    words = {"ru": "Компания {}", "ar": "شركة {}", "zh": "{}公司", "hi": "{} कंपनी"}[language].format(written)
    found = reported(variant("Google says", "en"), variant(words, language))
    assert found == [("name-lost", "fact", f"found `{written}` where the original has `Google`")]


@pytest.mark.parametrize(
    ("ours", "theirs", "language"),
    [("Google and UNODC say", "Гугл и УНП ООН говорят", "ru"), ("UNODC says", "L’ONUDC dit", "fr"),
    ("Google says", "谷歌说", "zh"),
     ("Google says", "Google и Gmail говорят", "ru"), ("Anna says", "Hanna и Emma", "ru")],
)  # fmt: skip
def test_translated_names_pass(ours: str, theirs: str, language: str) -> None:
    assert reported(variant(ours, "en"), variant(theirs, language)) == []
