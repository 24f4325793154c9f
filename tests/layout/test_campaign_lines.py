"""No line of the campaign's cards, in four shapes, ends where a native reader would object."""

from __future__ import annotations

import re

import pytest
from support.cards import texts

import factcards
from factcards.localize import localize_card

SIZES = ("instagram-portrait", "instagram-square", "story", "x-landscape")
NEVER = {
    "zh-Hans": r"联\|合|联合\|国|可\|持|持\|续|贩\|运|\|的|\|中有|\|们|《[^《》|]{0,4}\|[^《》|]{1,4}》",
    "hi": r"\|(?:का|के|की|को|से|में|ने|लिए|चुके|हैं)(?=[ |।]|$)|संयुक्त \|राष्ट्र",
    "ur": r"اقوامِ \||زیادہ \|تر|لائحۂ \||\|(?:کا|کے|کی|کو|سے|میں)(?=[ |]|$)",
    "am": r"ዓለም \|አቀፍ|መርሃ \|ግብር", "ar": r"الأمم \|المتحدة|خطة \|(?:ال)?عمل|/\|",
    "ru": r"(?i)(?:^|[ |])[авикосуя] \|",
}  # fmt: skip
"""Regular expressions by language of what must not be split by a line's end, `|`."""
ARTICLES = {
    "fr": r"\b(?:le|la|les|un|une|des|du|aux?|l’une des) \|", "es": r"\b(?:el|la|los|las|un|una|del|al) \|",
    "en": r"\b(?:the|an?) \|",
}  # fmt: skip
MOST_ARTICLES = 0.02
"""Maximum share of lines of a fact or a story that end with an article: 14 of 844 do."""


def lines_of(campaign, lay_out, language, roles):
    for card in campaign.cards:
        if language in dict(card.variants):
            made = localize_card(card, language)
            for size in SIZES:
                scene = lay_out(made, size)
                for role in roles:
                    shown = [node.line.text for node in texts(scene, role)]
                    if shown:
                        yield f"{card.id} {size} {role}", "|".join(shown)


@pytest.mark.parametrize("language", NEVER)
def test_no_line_end_of_the_campaign_splits_a_phrase(lay_out, campaign, language):
    found = lines_of(campaign, lay_out, language, ("fact", "story", "source", "call"))
    assert [f"{where}: {shown}" for where, shown in found if re.search(NEVER[language], shown)] == []


@pytest.mark.parametrize("card", ["the-review", "global-plan", "our-campaign", "political-forum"])
def test_a_sets_common_size_divides_no_word(campaign, card):
    """A narrower column at a given size does not divide 联合国."""
    for size in SIZES[:2]:
        scene = factcards.lay_out(campaign[card], size=size, language="zh-Hans")
        shown = "|".join(node.line.text for node in texts(scene, "story"))
        assert not re.search(NEVER["zh-Hans"], shown), shown


def test_few_lines_of_the_campaign_end_with_an_article(lay_out, campaign):
    ends = hung = 0
    for language, articles in ARTICLES.items():
        for _, shown in lines_of(campaign, lay_out, language, ("fact", "story")):
            ends += shown.count("|")
            hung += len(re.findall(articles, shown, re.IGNORECASE))
    assert hung <= MOST_ARTICLES * ends, f"{hung} of {ends}"
