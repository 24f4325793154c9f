"""Equal cards, sets and themes give the same bytes, however they were made, copied or changed back."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.fuzz_inputs import fuzz

import factcards
from factcards import Card, CardSet, FactcardsError, Theme

SIZE = "whatsapp-square"
DUPLICATES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": replace,
}
FACTS = (
    'She said "no" - twice. **Every** time.', "Women and girls make up **96%** of all victims.",
    "Bees dance to tell the way.", "In 1,234 of 5,000 villages.", "One paragraph.\n\nAnd another.",
)  # fmt: skip
SPANISH = ("Las mujeres son el **96 %** de las víctimas.", "Las abejas bailan.", "En 1234 de 5000 pueblos.")
ARABIC = ("تشكّل النساء **96%** من الضحايا.", "ترقص النحلات.")
REQUIRED = {
    "language": st.sampled_from(["en", "en-GB", "fr"]),
    "fact": st.sampled_from(FACTS),
    "source": st.sampled_from(
        ["Frisch, 1927", {"publisher": "UN", "title": "Our world", "year": 2015}, {"title": "Bees", "year": "2015"}]
    ),
    "action": st.sampled_from(
        ["https://example.org/act", {"url": "https://example.org/{card}", "label": "Act"}, "mailto:us@example.org"]
    ),
}
OPTIONAL = {
    "headline": st.sampled_from(["96%", "Bees", "1,234"]),
    "chart": st.sampled_from([{"share": "96%"}, {"counts": [{"value": 17, "label": "a"}, {"value": 9, "label": "b"}]}]),
    "labels": st.just({"source": "Source:"}),
    "brand": st.sampled_from([{"name": "Us"}, {"name": "Us", "colors": {"accent": "#ffd166"}}]),
    "rights": st.just("CC BY 4.0"),
    "theme": st.sampled_from(factcards.THEMES),
    "expires": st.just(date(2077, 1, 31)),
    "reviewed": st.booleans(),
    "digits": st.sampled_from(["native", "latin"]),
    "typography": st.booleans(),
    "hyphenate": st.booleans(),
    "accept": st.just([{"kind": "not-drawn", "reason": "no chart here"}]),
}
FIELDS = st.fixed_dictionaries(REQUIRED, optional=OPTIONAL)
VARIANTS = st.fixed_dictionaries(
    {}, optional={"es": st.fixed_dictionaries({"fact": st.sampled_from(SPANISH)}),
                  "ar": st.fixed_dictionaries({"fact": st.sampled_from(ARABIC)})}
)  # fmt: skip
THEMES = st.fixed_dictionaries(
    {"extends": st.sampled_from(factcards.THEMES)},
    optional={"palette": st.sampled_from([{"ink": "#102030"}, {"white": "#ffffee"}]), "name": st.just("ours")},
)
CHOICES = st.fixed_dictionaries(
    {}, optional={"title": st.just("Bees"), "type": st.sampled_from(["even", "each"]), "sizes": st.just([SIZE])}
)


def list_dumps(card: Card, theme: Theme | None = None) -> Iterator[object]:
    """Yield the dump of a card in each of its languages, or the messages of its errors."""
    for language, _ in card.variants:
        try:
            yield factcards.encode(card, size=SIZE, language=language, theme=theme, format="dump")
        except FactcardsError as error:
            yield tuple(problem.message for problem in error.problems)


def draw(value: Card | CardSet | Theme) -> list[object]:
    """Return what a card, all cards of a set, or one card in a theme look like."""
    if isinstance(value, CardSet):
        return [dump for card in value.values() for dump in list_dumps(card)]
    return [*list_dumps(HONEY, value)] if isinstance(value, Theme) else [*list_dumps(value)]


HONEY = factcards.make_card(
    language="en", headline="96%", fact=FACTS[0], source="Frisch, 1927", action="https://example.org/act"
)


def check_equal(value: Any, other: Any) -> None:
    """Check that two values are equal and look the same."""
    assert value == other
    assert hash(value) == hash(other)
    assert draw(value) == draw(other)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that each case fills again."""
    return tmp_path_factory.mktemp("equal")


def write_files(folder: Path, name: str, fields: Mapping[str, object], variants: Mapping[str, object]) -> Path:
    """Write a card and its variants as files, in place of all others, and return the path of the card's file."""
    for tag, one in {"": fields, **variants}.items():
        path = folder / f"{name}{tag and '.'}{tag}.yaml"
        path.write_text(json.dumps(one, ensure_ascii=False, default=str), encoding="utf-8")
    return folder / f"{name}.yaml"


def empty(folder: Path) -> None:
    """Remove the files of a folder."""
    for path in folder.glob("*.yaml"):
        path.unlink()


# --- copies


@fuzz(0.01, 6)
@given(FIELDS, VARIANTS)
def test_a_copy_of_a_card_is_the_same_card(fields, variants):
    card = factcards.make_card(variants=variants, **fields)
    for duplicate in DUPLICATES.values():
        check_equal(duplicate(card), card)


@fuzz(0.01, 3)
@given(FIELDS, FIELDS, CHOICES)
def test_a_copy_of_a_set_is_the_same_set(fields, others, choices):
    cards = factcards.make_set([factcards.make_card(**fields), factcards.make_card(name="b", **others)], **choices)
    for duplicate in DUPLICATES.values():
        check_equal(duplicate(cards), cards)
        check_equal(duplicate(cards["b"]), cards["b"])


@fuzz(0.01, 4)
@given(THEMES)
def test_a_copy_of_a_theme_is_the_same_theme(mapping):
    theme = factcards.parse_theme(mapping)
    for duplicate in DUPLICATES.values():
        check_equal(duplicate(theme), theme)


def test_a_copy_of_what_was_read_from_files_is_the_same():
    root = Path(__file__).parents[1] / "examples"
    cards = factcards.read_cards(root / "small-set")
    theme = factcards.parse_theme({"extends": "./answer.yaml"}, folder=root / "themes")
    for duplicate, value in itertools.product(DUPLICATES.values(), (cards, *cards.cards, theme)):
        check_equal(duplicate(value), value)


def test_pictures_of_copies_have_the_same_bytes():
    cards = factcards.make_set([HONEY, replace(HONEY, id="b")])
    theme = factcards.parse_theme({"extends": "half"})
    pictures = {
        factcards.encode(duplicate(cards)["b"], size=SIZE, theme=duplicate(theme)) for duplicate in DUPLICATES.values()
    }
    assert len(pictures) == 1


# --- changes


OTHER_CARD: dict[str, object] = {
    "id": "other", "set": "others", "index": 1, "total": 9, "fonts": "no-such-folder", "siblings": None, "variants": (),
    "faulty": ("de",), "language": "de",
}  # fmt: skip
OTHER_VARIANT: dict[str, object] = {
    "headline": None, "chart": None, "brand": None, "typography": False, "hyphenate": False, "digits": "latin",
    "theme": "figure", "reviewed": False, "accept": (), "labels": (), "source": None, "expires": date(2078, 1, 1),
    "rights": None,
}  # fmt: skip


@pytest.mark.parametrize("key", OTHER_CARD)
@fuzz(0.002, 2)
@given(fields=FIELDS)
def test_a_card_that_is_changed_back_is_the_same_card(key, fields):
    card = factcards.make_set([factcards.make_card(**fields), replace(HONEY, id="b")])["card"]
    changed = replace(card, **{key: OTHER_CARD[key]})
    assert changed != card
    check_equal(replace(changed, **{key: getattr(card, key)}), card)


@pytest.mark.parametrize("key", OTHER_VARIANT)
@fuzz(0.002, 4)
@given(fields=FIELDS)
def test_a_change_that_is_drawn_makes_another_card(key, fields):
    card = factcards.make_card(**fields)
    ((tag, variant),) = card.variants
    changed = replace(card, variants=((tag, replace(variant, **{key: OTHER_VARIANT[key]})),))
    is_drawn = draw(changed) != draw(card)
    event(f"is drawn: {is_drawn}")
    assert changed != card or not is_drawn
    back = replace(changed, variants=((tag, replace(changed.variants[0][1], **{key: getattr(variant, key)})),))
    check_equal(back, card)


@fuzz(0.01, 8)
@given(THEMES, st.sampled_from(["ink", "white", "ground", "paper", "accent"]))
def test_a_theme_with_another_palette_is_another_theme(mapping, name):
    theme = factcards.parse_theme(mapping)
    if name not in dict(theme.palette):
        with pytest.raises(factcards.RequestError):
            theme.with_palette({name: "#777777"})
        return
    changed = theme.with_palette({name: "#777777"})
    assert changed != theme
    if not (dict(theme.tones).keys() | dict(theme.alternating_colors).keys()) & {name}:
        check_equal(changed.with_palette({name: theme.color(name)}), theme)


@fuzz(0.01, 12)
@given(FIELDS, FIELDS, st.data())
def test_cards_that_look_different_are_not_equal(fields, others, data):
    """Mix two cards field by field, so that most pairs differ in few fields."""
    taken = data.draw(st.sets(st.sampled_from(sorted({*fields, *others})), max_size=2))
    mixed = {**fields, **{key: others[key] for key in taken if key in others}}
    first, second = factcards.make_card(**fields), factcards.make_card(**mixed)
    look_alike = draw(first) == draw(second)
    event(f"equal: {first == second}, look alike: {look_alike}")
    assert look_alike or first != second
    assert (first == second) == (fields == mixed)


@fuzz(0.01, 6)
@given(FIELDS, st.sampled_from(FACTS), CHOICES, CHOICES)
def test_sets_that_look_different_are_not_equal(fields, fact, choices, others):
    cards = [factcards.make_card(**fields), factcards.make_card(name="b", **{**fields, "fact": fact * 2})]
    first, second = factcards.make_set(cards, **choices), factcards.make_set(cards, **others)
    assert draw(first) == draw(second) or first != second
    assert (first == second) == ({"type": "even", **choices} == {"type": "even", **others})


# --- different ways to one card


@fuzz(0.01, 10)
@given(FIELDS, VARIANTS)
def test_a_text_a_mapping_and_a_file_give_the_same_bytes(folder, fields, variants):
    empty(folder)
    texts = {tag: json.dumps(one) for tag, one in variants.items()}
    made = factcards.make_card(variants=variants, **fields)
    assert made == factcards.parse_card(fields, variants=variants)
    ways = [
        made,
        factcards.parse_card(json.dumps(fields, default=str), variants=texts),
        factcards.parse_card(fields, variants=texts, files={}),
        factcards.read_cards(write_files(folder, "card", fields, variants))["card"],
    ]
    looks = [sorted(map(repr, draw(card))) for card in ways]
    assert all(look == looks[0] for look in looks)


@fuzz(0.01, 5)
@given(FIELDS, FIELDS, st.sampled_from(["even", "each"]))
def test_a_set_of_files_and_a_made_set_give_the_same_bytes(folder, fields, others, kind):
    empty(folder)
    for name, one in {"a": fields, "b": others}.items():
        write_files(folder, name, one, {})
    (folder / "set.yaml").write_text(f"type: {kind}\nlanguage: {fields['language']}\n", encoding="utf-8")
    read = factcards.read_cards(folder)
    made = [factcards.make_card(name="a", **fields), factcards.make_card(name="b", **others)]
    cards = factcards.make_set(made, name=read.id, type=kind)
    assert draw(cards) == draw(read)
    assert draw(factcards.make_set(read, name=read.id, type=kind)) == draw(read)


@fuzz(0.01, 4)
@given(THEMES)
def test_a_theme_of_a_text_a_mapping_and_a_file_give_the_same_bytes(folder, mapping):
    path = folder / "theme.yaml"
    path.write_text(json.dumps(mapping), encoding="utf-8")
    themes = [factcards.parse_theme(mapping), factcards.parse_theme(json.dumps(mapping))]
    assert themes[0] == themes[1]
    pictures = [factcards.encode(HONEY, size=SIZE, theme=theme, format="dump") for theme in (*themes, path)]
    assert len(set(pictures)) == 1
    path.unlink()
