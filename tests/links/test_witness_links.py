"""Independent check: a card prints the host that its code opens in Chromium and whatwg-url, or the link is refused.

`FACTCARDS_LINKS=5000 pytest tests/links/test_witness_links.py` asks of the whole corpus.
"""

from __future__ import annotations

import json
import os
import re
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import can_ada
import pytest
from link_hosts import Opened, ask_chromium, ask_node
from support.link_corpus import COUNT, make_links

from factcards.links.link_targets import encode_link
from factcards.links.url_templates import PLACEHOLDERS, expand_template
from factcards.localize.wording.printed_links import make_printed_address
from factcards.model.cards import Action
from factcards.read.fields.link_fields import read_link
from factcards.read.fields.scalar_fields import ReadContext
from factcards.read.yaml.source import make_source
from factcards.read.yaml.yaml_parser import MappingNode, parse_source
from factcards.text.unicode.language_scripts import language_direction

LANGUAGES = ("en", "de", "ru", "ja", "ar", "el", "tr", "zh-Hans", "hi", "ko", "he", "es")
SHARE = 50   # one link in this many is checked in a normal run


class Card(NamedTuple):
    """A link on a card: with its placeholders filled in, as its code has it, and the printed address."""

    link: str
    code: str
    printed: str


def make(link: str, language: str) -> Card | None:
    """Return a link as a card in a language has it, or None if it is refused."""
    parsed = parse_source(make_source("card.yaml", "action: " + json.dumps(link, ensure_ascii=False)))
    context = ReadContext(Path(), {})
    node = parsed.root.get("action") if isinstance(parsed.root, MappingNode) else None
    url = read_link(node, "action", context) if node and not parsed.problems else None
    if not url or any(problem.severity == "error" for problem in context.problems):
        return None
    filled = expand_template(url, dict.fromkeys(PLACEHOLDERS, "bees"))
    printed = make_printed_address(Action(url), language, language_direction(language)).text
    return Card(filled, encode_link(filled), printed.strip("\u2066\u2069"))


def corpus() -> list[tuple[str, Card | None]]:
    links = make_links()
    count = int(os.environ.get("FACTCARDS_LINKS", COUNT // SHARE))
    chosen = links[:: max(1, len(links) // count)]
    return [(link, make(link, language)) for link, language in zip(chosen, cycle(LANGUAGES), strict=False)]


CARDS = corpus()
MADE = [card for _, card in CARDS if card]


def test_the_corpus_is_the_same_each_time_and_has_links_of_both_kinds():
    assert make_links(50) == make_links(50)
    assert len(CARDS) / 4 < len(MADE) < len(CARDS) * 3 / 4
    assert sum(card.printed != "" for card in MADE) > len(MADE) / 4


def test_link_in_a_code_is_ascii_and_opens_the_same():
    for card in MADE:
        assert card.code.isascii()
        assert can_ada.parse(card.code).href == can_ada.parse(card.link).href
        assert card.code == card.link or not card.link.isascii()


@pytest.mark.witness("node", "npm", "npm:whatwg-url")
def test_the_printed_host_is_the_one_that_whatwg_url_opens():
    compare(ask_node([part for card in MADE for part in (card.link, card.code, typed(card))]))


@pytest.mark.witness("chromium")
def test_the_printed_host_is_the_one_that_chromium_opens():
    compare(ask_chromium([part for card in MADE for part in (card.link, card.code, typed(card))]))


def typed(card: Card) -> str:
    """Return the link that a browser opens for the printed address."""
    scheme = card.link.partition(":")[0].lower()
    if not card.printed:
        return "https://a.invalid/"
    return f"{scheme}:{'' if scheme in ('mailto', 'tel') else '//'}{card.printed}"


def compare(reported: list[Opened | None]) -> None:
    for index, card in enumerate(MADE):
        link, code, address = reported[3 * index : 3 * index + 3]
        assert link, card
        assert code, card
        assert link.href == code.href, card
        if card.printed and link.host:
            assert address, card
            assert address.host in (link.host, link.host.removeprefix("www.")), card
            assert address.path.rstrip("/") == link.path.rstrip("/"), card
            assert not re.search(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069]", card.printed), card
