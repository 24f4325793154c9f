"""The words of a first set: complete in each language, verbatim where they are quoted, found by a tag."""

from __future__ import annotations

import re

import pytest

from factcards.starter.starter_texts import find_text_language, list_starter_texts

TEXTS = list_starter_texts()
ARTICLE_3 = {
    "en": "Everyone has the right to life, liberty and security of person.",
    "es": "Todo individuo tiene derecho a la vida, a la libertad y a la seguridad de su persona.",
    "fr": "Tout individu a droit à la vie, à la liberté et à la sûreté de sa personne.",
    "ar": "لكلِّ فرد الحقُّ في الحياة والحرِّية وفي الأمان على شخصه.",
    "ru": "Каждый человек имеет право на жизнь, на свободу и на личную неприкосновенность.",
    "zh-Hans": "人人有权享有生命、自由和人身安全。",
}
"""Article 3 of the Universal Declaration of Human Rights, as the United Nations publish it in six languages."""
PREAMBLE = {
    "en": "as a common standard of achievement for all peoples and all nations",
    "es": "como ideal común por el que todos los pueblos y naciones deben esforzarse",
    "fr": "comme l'idéal commun à atteindre par tous les peuples et toutes les nations",
    "ar": "على أنه المستوى المشترك الذي ينبغي أن تستهدفه كافة الشعوب والأمم",
    "ru": "в качестве задачи, к выполнению которой должны стремиться все народы и государства",
    "zh-Hans": "作为所有人民和所有国家努力实现的共同标准",
}
"""How the preamble of the Declaration goes on after “Proclaims this Universal Declaration of Human Rights”."""


def plain(text: str) -> str:
    """Return a text without quotation marks and emphasis, with a straight apostrophe."""
    return re.sub(r"[“”«»*]", "", text).replace("’", "'")


def squeeze(text: str) -> str:
    """Return a text with single spaces, and without spaces and a full stop at its end."""
    return re.sub(r"\s+", " ", plain(text)).strip(" .。")


def test_every_language_has_the_same_words():
    assert set(TEXTS) == set(ARTICLE_3)
    assert {frozenset(texts) for texts in TEXTS.values()} == {frozenset(TEXTS["en"])}
    assert [texts for texts in TEXTS.values() if not all(texts.values())] == []


@pytest.mark.parametrize("language", TEXTS)
def test_the_fact_quotes_the_declaration_word_for_word(language: str):
    assert squeeze(TEXTS[language]["right"]) == ARTICLE_3[language].rstrip(".。")


@pytest.mark.parametrize("language", TEXTS)
def test_the_story_quotes_the_preamble_word_for_word(language: str):
    assert squeeze(PREAMBLE[language]) in squeeze(TEXTS[language]["story"])


@pytest.mark.parametrize("language", TEXTS)
def test_the_source_is_the_declaration_in_the_same_language(language: str):
    page = f"https://www.un.org/{language.split('-')[0]}/about-us/universal-declaration-of-human-rights"
    assert TEXTS[language]["article_url"] == page
    assert TEXTS[language]["work"] in TEXTS[language]["story_source"]
    assert "1948" in TEXTS[language]["story_source"]
    assert "1948" in TEXTS[language]["day"]


@pytest.mark.parametrize(("tag", "found"), [
    ("en", "en"), ("en-GB", "en"), ("fr-CA", "fr"), ("es-419", "es"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"),
    ("zh-Hant", ""), ("zh-TW", ""), ("ar-Latn", ""), ("de", ""), ("sr", ""),
])  # fmt: skip
def test_a_tag_has_the_words_of_its_language_in_the_same_script(tag: str, found: str):
    assert find_text_language(tag) == found
