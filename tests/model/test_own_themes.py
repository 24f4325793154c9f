"""A theme that a program has changed is refused if it names a colour or a type that it does not have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import factcards
from factcards import Color
from factcards.model.own_themes import explain_unusable_theme

STATEMENT = factcards.parse_theme({"extends": "statement"})


@pytest.mark.parametrize("name", factcards.THEMES)
def test_every_built_in_theme_can_be_used(name: str):
    theme = factcards.parse_theme({"extends": name})
    assert explain_unusable_theme(theme) == ""
    for color, _ in theme.palette:   # each name is used, or the check would not notice that it is missing
        rest = tuple(pair for pair in theme.palette if pair[0] != color)
        if explain_unusable_theme(replace(theme, palette=rest)):
            break
    else:
        pytest.fail("no colour of the palette is used")
    for kind, _ in theme.types:
        rest_of_types = tuple(pair for pair in theme.types if pair[0] != kind)
        assert explain_unusable_theme(replace(theme, types=rest_of_types)) in (
            "", f"it has no type `{kind}`, which the theme uses")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"palette": ()}, "its palette has no colour `accent`, which the theme uses"),
        ({"palette": {"accent": Color(0, 0, 0)}},
         "found a value of the type `dict` as `palette`, expected a tuple of pairs"),
        ({"palette": (*STATEMENT.palette, ("x", "#fff"))}, "found `#fff` as the colour `x`, expected a Color"),
        ({"palette": (*STATEMENT.palette, ("x", Color(300, 0, 0)))},
         "the colour `x` has the channel `300`, expected a whole number from 0 to 255"),
        ({"alternating_colors": (("accent", (Color(0, 0, 0, 1.5),)),)},   # type: ignore[arg-type]
         "the colour `accent` has the channel `1.5`, expected a whole number from 0 to 255"),
        ({"tones": (("accnt", "light"),)}, "its palette has no colour `accnt`, which the theme uses"),
        ({"types": ()}, "it has no type `address`, which the theme uses"),
        ({"layouts": STATEMENT.layouts[1:]}, "missing layout `square`"),
    ],
)  # fmt: skip
def test_a_theme_that_no_card_can_have_is_refused(changes: dict[str, Any], message: str):
    card = factcards.make_card(
        language="en", fact="Bees dance.", source="Frisch, 1927", action="https://example.org/act", files={})
    with pytest.raises(factcards.RequestError) as raised:
        factcards.encode(card, theme=replace(STATEMENT, **changes))
    assert str(raised.value) == f"error: theme: {message}"
    with pytest.raises(factcards.RequestError, match="error: theme: "):
        factcards.list_files(factcards.make_set([card]), theme=replace(STATEMENT, **changes))


@pytest.mark.parametrize("channel", [300, -1, 0.5, True, "a"])
def test_a_colour_that_does_not_exist_is_refused_in_a_mapping(channel: Any):
    color = Color(0, channel, 0)
    message = f"found the channel `{channel!r}` of a Color, expected a whole number from 0 to 255"
    with pytest.raises(factcards.ReadError) as raised:
        factcards.make_card(
            language="en", fact="Bees dance.", source="Frisch, 1927", action="https://example.org/act", files={},
            brand={"name": "Hive", "colors": {"accent": color}})  # fmt: skip
    assert [(p.field, p.message) for p in raised.value.problems] == [("brand.colors.accent", message)]
    with pytest.raises(factcards.ReadError) as raised:
        factcards.parse_theme({"extends": "statement", "palette": {"accent": color}})
    assert [(p.field, p.message) for p in raised.value.problems] == [("palette.accent", message)]
    with pytest.raises(factcards.RequestError) as raised:
        STATEMENT.with_palette(accent=color)
    assert [p.field for p in raised.value.problems] == ["palette.accent"]
