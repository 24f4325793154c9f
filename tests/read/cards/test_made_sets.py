"""Sets of a program's cards: numbered, named, and with the choices of `set.yaml`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.results import listing

import factcards
from factcards.errors import ReadError, RequestError
from factcards.model.cards import Card, CardSet, Prose
from factcards.model.sizes import SIZES, Size
from factcards.read import make_card, make_set, parse_card, read_cards

FIELDS = {"language": "en", "fact": "Bees dance.", "source": "Frisch, 1927", "action": "https://example.org/{set}-{card}"}


def cards_of(*names: str, **fields: object) -> list[Card]:
    return [parse_card({**FIELDS, **fields}, name=name) for name in names]


def refusal(cards: Iterable[Card] | Any = (), **choices: Any) -> list[str]:
    with pytest.raises(RequestError) as raised:
        make_set(cards or cards_of("a", "b"), **choices)
    assert all(problem.place is None for problem in raised.value.problems)
    return str(raised.value).split("\n")


def test_cards_are_numbered_and_named():
    made = make_set(iter(cards_of("wax", "honey", "comb")), name="bees")
    assert [(card.id, card.set, card.index, card.total) for card in made.cards] == [
        ("wax", "bees", 0, 3), ("honey", "bees", 1, 3), ("comb", "bees", 2, 3)]
    assert (made.id, made.language, made.type, made.title, made.sizes) == ("bees", "en", "even", None, ())


def test_choices_are_those_of_set_yaml(tmp_path: Path):
    choices = {"title": "All about bees", "languages": ["en", "es"], "sizes": ["story", "a4"], "formats": ["webp"],
               "type": "each"}  # fmt: skip
    made = make_set(cards_of("a"), name="bees", **choices)   # type: ignore[arg-type]
    (tmp_path / "bees").mkdir()
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in {**choices, "language": "en"}.items()]
    (tmp_path / "bees" / "set.yaml").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "bees" / "a.yaml").write_text(json.dumps(FIELDS), encoding="utf-8")
    read = read_cards(tmp_path / "bees")
    for name in ("id", "title", "language", "languages", "sizes", "formats", "type"):
        assert getattr(made, name) == getattr(read, name), name
    assert made.title == Prose("All about bees", "en")


def test_made_set_renders_like_the_same_folder(tmp_path: Path):
    folder = tmp_path / "bees"
    folder.mkdir()
    (folder / "set.yaml").write_text("language: en\nsizes: [whatsapp-square]\n", encoding="utf-8")
    cards = {"a": FIELDS, "b": {**FIELDS, "fact": "Bees make honey of nectar, and wax, and they dance. " * 4}}
    for name, fields in cards.items():
        (folder / f"{name}.yaml").write_text(json.dumps(fields), encoding="utf-8")
    made = make_set([parse_card(fields, name=name) for name, fields in cards.items()], name="bees",
                    sizes=["whatsapp-square"])
    factcards.render_all(made, out=tmp_path / "made")
    factcards.render_all(read_cards(folder), out=tmp_path / "read")
    assert listing(tmp_path / "made") == listing(tmp_path / "read")


def test_cards_of_other_sets_are_taken():
    first, second = make_set(cards_of("a", "b"), name="one"), make_set(cards_of("c"), name="two")
    both = make_set([*first.cards, second["c"]], name="both")
    assert [(card.id, card.set, card.index, card.siblings is None) for card in both.cards][:2] == [
        ("a", "both", 0, both.cards[0].siblings is None), ("b", "both", 1, both.cards[1].siblings is None)]
    assert [card.id for card in make_set(first, name="same").cards] == ["a", "b"]
    assert [card.id for card in make_set({"x": second["c"]}, name="of a mapping").cards] == ["c"]   # type: ignore[arg-type]


def test_sizes_may_be_size_values():
    made = make_set(cards_of("a"), sizes=[SIZES[0], "story"])
    assert made.sizes == (SIZES[0].name, "story")


def test_sizes_of_the_callers_own_are_the_sets_own():
    pinboard = Size("pinboard", width=1080, height=608, bleed=2.0)
    made = make_set(cards_of("a"), sizes=["story", pinboard, "900×900"])
    assert (made.sizes, made.own_sizes) == (("story", "pinboard", "900x900"), (pinboard,))
    assert refusal(sizes=[Size("story", width=900, height=900)])[0] == (
        "error: sizes: `story` is the name of a size of 1080 × 1920 pixels")
    assert refusal(sizes=[pinboard, Size("pinboard", width=900, height=900)])[0] == (
        "error: sizes: two sizes have the name `pinboard`")
    assert refusal(sizes=[Size("pinboard")])[0] == (
        "error: sizes: found 0 × 0 pixels, expected whole numbers from 1 to 8,192")


@pytest.mark.parametrize(
    ("choices", "lines"),
    [
        ({"formats": ["avif"]},
         ["error: formats: found `avif`, expected `png`, `jpeg`, `webp`, `pdf`, `svg` or `dump`",
          "    hint: AVIF files are not rendered; `webp` files are small as well"]),
        ({"formats": "png"}, ["error: formats: found `png`, expected a list of formats", '    hint: write `["png"]`']),
        ({"formats": ""}, ["error: formats: found an empty text, expected a list of formats"]),
        ({"sizes": "story, a4"}, ["error: sizes: found `story, a4`, expected a list of sizes",
                                  '    hint: write `["story", "a4"]`']),
        ({"languages": "pt-BR", "type": "evn"},
         ["error: languages: found `pt-BR`, expected a list of language tags", '    hint: write `["pt-BR"]`',
          "error: type: found `evn`, expected `even` or `each`", "    hint: did you mean `even`?"]),
        ({"sizes": []}, ["error: sizes: this list is empty, expected at least one size",
                         "    hint: add one, or leave the field out; `null` removes an inherited value"]),
        ({"sizes": ["story", "story"]}, ["error: sizes: `story` is listed twice", "    hint: keep one of them"]),
        ({"languages": ["en_US"]}, ["error: languages: language `en_US` has an underscore", "    hint: write `en-US`"]),
        ({"type": "evn"}, ["error: type: found `evn`, expected `even` or `each`", "    hint: did you mean `even`?"]),
        ({"title": b"x"}, ["error: title: found `b'x'` (bytes), expected text, a number, `True`, `False`, `None`, "
                           "a day, a list or a mapping",
                           "    hint: decode text; give the bytes of a picture in `files`, and its name here"]),
        ({"format": ["png"]}, ["error: format: there is no argument `format`", "    hint: did you mean `formats`?"]),
        ({"theme": "figure", "type": 5},
         ["error: theme: there is no argument `theme`",
          "    hint: expected `title`, `languages`, `sizes`, `formats` or `type`",
          "error: type: found `5`, expected `even` or `each`"]),
        ({"name": "a/b"}, ["error: name: the set's name holds `/`",
                           "    hint: name it with letters, digits and hyphens"]),
        ({"name": ".."}, ["error: name: the set's name: the name `..` ends with a full stop", "    hint: remove it"]),
        ({"name": "con"}, ["error: name: the set's name: Windows reserves the name `con` for a device",
                           "    hint: choose another name"]),
        ({"name": ""}, ["error: name: the set's name: found an empty text, expected letters, digits and hyphens"]),
        ({"name": 5}, ["error: name: the set's name: found a value of the type `int`, expected letters, digits and "
                       "hyphens"]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_wrong_choice_is_refused_as_in_set_yaml(choices: dict[str, Any], lines: list[str]):
    found = refusal(**choices)
    assert found[: len(lines)] == lines


def test_cards_with_the_same_name_are_refused():
    assert refusal(cards_of("a", "caf\u00e9", "b") + cards_of("cafe\u0301")) == [
        "error: cards: cards 2 and 4 have the same name `café`",
        "    hint: give each its own: `parse_card(…, name=…)`",
    ]


@pytest.mark.parametrize(
    ("cards", "lines"),
    [
        ((card for card in ()), ["error: cards: found no card, expected one at least"]),
        ([FIELDS], ["error: cards: found a value of the type `dict` as number 1, expected a card",
                    "    hint: `parse_card` makes a card of a text or a mapping"]),
        ("a.yaml", ["error: cards: found `a.yaml`, expected a list of cards"]),
        (5, ["error: cards: found a value of the type `int`, expected a list of cards"]),
    ],
    ids=["none", "mapping", "path", "number"],
)  # fmt: skip
def test_what_is_not_a_card_is_refused(cards: Any, lines: list[str]):
    assert refusal(cards) == lines


def test_name_of_a_changed_card_goes_through_the_path_gate():
    (card,) = cards_of("a")
    assert refusal([replace(card, id="../a")]) == [
        "error: cards: the name of card 1 holds `/`", "    hint: name it with letters, digits and hyphens"]


def test_warnings_of_the_title_are_the_sets():
    made = make_set(cards_of("a"), title="One\nTwo")
    (problem,) = made.problems
    assert (problem.severity, problem.field, problem.kind, problem.place) == ("warning", "title", "lines-joined", None)


def test_cards_in_several_languages_make_a_set():
    spanish = make_card(name="b", language="es", fact="Las abejas bailan.", source="Frisch", action="https://example.org/b")
    made = make_set([*cards_of("a"), spanish], title="Bees")
    assert isinstance(made, CardSet)
    assert (made.language, [card.language for card in made.cards]) == ("en", ["en", "es"])


def test_request_error_is_a_read_error_and_a_value_error():
    assert issubclass(RequestError, ReadError)
    assert issubclass(RequestError, ValueError)
