"""The schemas of cards and sets: what they refuse, and how they explain each field."""

from factcards.read.json_schema.card_json_schema import make_card_schema, make_set_schema


def test_fields_of_both_files_have_one_schema():
    card, shared = make_card_schema()["properties"], make_set_schema()["properties"]
    both = card.keys() & shared.keys()
    assert {"source", "action", "theme"} <= both
    assert {key: card[key] for key in both} == {key: shared[key] for key in both}
