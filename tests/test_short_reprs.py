"""Values of many parts show in one line what a person needs, as the last line of a notebook's cell does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import factcards

MOST = 300
"""Maximum length of the `repr` of a value, in characters."""
FACT = "Bees **dance** to tell the way to flowers, and to new nests."


@pytest.fixture
def card() -> factcards.Card:
    """Return a card in two languages."""
    return factcards.make_card(
        name="honey", language="en", fact=FACT, source="Frisch, 1927", action="https://example.org/act", files={},
        variants={"es": {"fact": "Las abejas bailan."}},
    )  # fmt: skip


def test_a_card_shows_its_name_text_and_languages(card: factcards.Card):
    assert repr(card) == "<Card honey: `Bees dance to tell the way to flowers, a…` in en, es>"
    (of_set,) = factcards.make_set([card], name="bees").values()
    assert repr(of_set) == "<Card bees/honey: `Bees dance to tell the way to flowers, a…` in en, es>"


def test_a_set_shows_its_cards(card: factcards.Card, tmp_path: Path):
    made = factcards.make_set([replace(card, id=name) for name in ("honey", "wax")], name="bees")
    assert repr(made) == "<CardSet bees: 2 cards: honey, wax>"
    many = factcards.make_set([replace(card, id=f"card-{number}") for number in range(400)], name="bees")
    assert repr(many) == ("<CardSet bees: 400 cards: card-0, card-1, card-2, card-3, card-4, card-5, card-6, card-7 "
                          "and 392 more>")
    (tmp_path / "honey.yaml").write_text(f'language: en\nfact: "{FACT}"\n', encoding="utf-8")
    assert repr(factcards.read_sets(tmp_path)) == "<Read 0 sets and 2 problems>"


def test_a_theme_shows_its_name_and_palette():
    theme = factcards.parse_theme({"extends": "statement", "palette": {"accent": "#ffd23f"}}, name="mine")
    assert repr(theme).startswith("<Theme mine: field #")
    assert "accent #ffd23f" in repr(theme)
    assert len(repr(theme)) <= MOST
    assert repr(replace(theme, palette=theme.palette[:1])) == f"<Theme mine: field {theme.color('field')}>"
    colors = tuple((f"color-{number}", factcards.Color(0, 0, number)) for number in range(20))
    assert repr(replace(theme, palette=colors)).endswith("color-7 #000007 and 12 more>")


def test_a_scene_shows_its_size_and_its_alt_text(card: factcards.Card):
    scene = replace(factcards.lay_out(card), nodes=())
    assert repr(scene) == ("<Scene 1080 × 1350 px in en, 0 nodes: Bees dance to tell the way to flowers, and to new "
                           "nests. Frisch, 1927. example.org/act>")


def test_a_result_shows_what_became_of_its_file(card: factcards.Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    cards = factcards.make_set([card, replace(card, id="wax")], name="bees")
    (result, _) = factcards.render_all(cards, languages=["en"])
    assert repr(result) == "<Result out/bees/en/honey.instagram-portrait.png: written, 0 problems>"
    (result, _) = factcards.render_all(cards, languages=["en"])
    assert repr(result) == "<Result out/bees/en/honey.instagram-portrait.png: kept, 0 problems>"
    assert repr(result.job) == "<Job bees/en/honey.instagram-portrait.png: statement, 1080 × 1350 px>"
    assert result.record is not None
    assert repr(replace(result.record, bytes=12_345, alt="A bee.\nDancing.")) == (
        "<Record bees/en/honey.instagram-portrait.png: 1080 × 1350 px, 12,345 bytes, 0 problems: A bee. Dancing.>")
    long = factcards.parse_card({"language": "en", "fact": "Bees. " * 400, "source": "Frisch",
                                 "action": "https://example.org/act"}, files={})  # fmt: skip
    (refused,) = factcards.render_all(factcards.make_set([long], name="bees"), strict=False)
    assert repr(refused).startswith(
        "<Result bees/en/card.instagram-portrait.png: not rendered, 1 problem: the text does not fit")
    assert max(len(repr(value)) for value in (long, refused, refused.job, factcards.lay_out(card))) <= MOST
