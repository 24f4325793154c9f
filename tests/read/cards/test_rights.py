"""The terms of use: they cascade like other words, stay as they are written, and are inside the files."""

import factcards
from factcards.localize import localize_card
from factcards.model.cards import Prose
from factcards.read import read_cards
from tests.support.card_files import MINIMAL

TERMS = 'CC BY 4.0 (see "terms"), https://example.org/terms'
FIELDS = {"source": "Frisch, 1927", "action": "https://example.org/act", "fact": "Bees dance."}


def test_a_card_and_a_translation_override_the_terms_of_their_set(lay):
    lay({
        "set.yaml": "language: en\nlanguages: [en, es, fr]\nrights: © Us\n", "set.fr.yaml": "rights: © Nous\n",
        "honey.yaml": MINIMAL, "honey.es.yaml": "fact: La miel\n", "honey.fr.yaml": "fact: Le miel\n",
        "wax.yaml": MINIMAL + "rights: CC0 1.0\n", "wax.fr.yaml": "fact: La cire\n",
        "wax.es.yaml": "fact: La cera\nrights: ~\n",
    })  # fmt: skip
    cards = read_cards(".")
    found = {(name, tag): one.rights for name, card in cards.items() for tag, one in card.variants}
    assert found == {
        ("honey", "en"): Prose("© Us", "en"), ("honey", "es"): Prose("© Us", "en"),
        ("honey", "fr"): Prose("© Nous", "fr"), ("wax", "en"): Prose("CC0 1.0", "en"),
        ("wax", "fr"): Prose("CC0 1.0", "en"), ("wax", "es"): None,
    }  # fmt: skip
    problems = [problem for card in cards.values() for _, one in card.variants for problem in one.problems]
    assert [problem for problem in problems if problem.field == "rights"] == []


def test_terms_stay_as_they_are_written_in_every_language():
    for language in ("en", "fr", "fa", "ne"):
        local = localize_card(factcards.make_card(language=language, rights=TERMS, **FIELDS), language)
        assert local is not None
        assert local.rights == Prose(TERMS, language)


def test_terms_are_in_the_files_and_not_in_the_picture():
    cards = [factcards.make_card(language="en", rights=rights, **FIELDS) for rights in (None, "CC BY 4.0")]
    size = "instagram-square"
    bare, termed = (factcards.encode(card, size=size) for card in cards)
    pixels = [data[data.index(b"IDAT") :] for data in (bare, termed)]
    assert pixels[0] == pixels[1]
    assert (b"CC BY 4.0" in bare, b"CC BY 4.0" in termed) == (False, True)
