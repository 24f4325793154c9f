"""Every argument of every public function refuses a value of another type, by name and before anything is written."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import factcards

CARD = 'language: en\nfact: "Bees dance."\nsource: Frisch, 1927\naction: https://example.org/act\n'
WRONG: dict[str, object] = {"object": object(), "bytes": b"x", "number": 5}
GROUPS = {"render_all": factcards.Choices, "list_files": factcards.Choices, "make_set": factcards.SetChoices}
"""The functions whose other keyword arguments are the keys of a type. Those of `make_card` are fields of a card."""
ACCEPTED = {("make_set", "title", "number")}
"""Values of another type that are understood: a title may be a number, as in `set.yaml`."""


def list_functions() -> dict[str, Callable[..., object]]:
    """Return the public functions by name."""
    found = {name: getattr(factcards, name) for name in factcards.__all__}
    return {name: value for name, value in found.items() if inspect.isfunction(value)}


def list_arguments(name: str) -> list[str]:
    """Return the names of a function's arguments."""
    parameters = inspect.signature(list_functions()[name]).parameters.values()
    own = [one.name for one in parameters if one.kind is not inspect.Parameter.VAR_KEYWORD]
    return own + list(GROUPS[name].__annotations__ if name in GROUPS else ())


def list_cases() -> Iterator[tuple[str, str, str]]:
    """Yield the function, the argument and the kind of wrong value of each case."""
    for name in list_functions():
        for argument in list_arguments(name):
            yield from ((name, argument, kind) for kind in WRONG if (name, argument, kind) not in ACCEPTED)


@pytest.fixture
def valid() -> Iterator[dict[str, dict[str, object]]]:
    """Return arguments with which each public function works, by its name."""
    card = factcards.parse_card(CARD)
    scene, cards = factcards.lay_out(card), factcards.make_set([card])
    of_card = {name: {"card": card} for name in ("render", "encode", "lay_out", "render_card")}
    with ThreadPoolExecutor(1) as executor:
        yield of_card | {
            "check_scene": {"scene": scene},
            "draw_scene": {"scene": scene},
            "encode_book": {"cards": cards},
            "languages": {},
            "list_files": {"cards": cards},
            "make_card": {"language": "en", "fact": "A", "source": "B", "action": "https://example.org/act"},
            "make_set": {"cards": [card]},
            "parse_card": {"card": CARD, "folder": "."},
            "parse_theme": {"theme": "extends: half\n"},
            "read_cards": {"path": "card.yaml"},
            "read_sets": {"path": "card.yaml"},
            "render_all": {"cards": cards},
            "with_store": {"executor": executor, "store": "store"},
        }  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, which holds a card."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "card.yaml").write_text(CARD, encoding="utf-8")
    return tmp_path


def call(name: str, arguments: dict[str, Any]) -> object:
    """Call a public function with its first argument by position."""
    first = next(iter(inspect.signature(list_functions()[name]).parameters.values()), None)
    by_position = first is not None and first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    given = [arguments[first.name]] if first and by_position else []
    return list_functions()[name](*given, **{key: value for key, value in arguments.items()
                                             if not by_position or not first or key != first.name})  # fmt: skip


def test_every_public_function_works_with_right_arguments(valid: dict[str, dict[str, object]]):
    assert set(valid) == set(list_functions())
    for name, arguments in valid.items():
        call(name, arguments)


@pytest.mark.parametrize(("name", "argument", "kind"), list(list_cases()))
def test_a_value_of_another_type_is_refused_by_name(
    valid: dict[str, dict[str, object]], folder: Path, name: str, argument: str, kind: str
):
    with pytest.raises(factcards.RequestError) as raised:
        call(name, valid[name] | {argument: WRONG[kind]})
    assert {(problem.field, problem.kind) for problem in raised.value.problems} <= {
        (argument, "request"), (argument, "wrong-value"),
    }  # fmt: skip
    assert [path.name for path in folder.iterdir()] == ["card.yaml"]


@pytest.mark.parametrize("name", GROUPS)
def test_an_argument_that_does_not_exist_is_refused_by_name(valid: dict[str, dict[str, object]], name: str):
    with pytest.raises(factcards.RequestError) as raised:
        call(name, valid[name] | {"size": "story"})
    assert str(raised.value) == "error: size: there is no argument `size`\n    hint: did you mean `sizes`?"


def test_every_unknown_argument_is_named(valid: dict[str, dict[str, object]], folder: Path):
    with pytest.raises(factcards.RequestError) as raised:
        call("render_all", valid["render_all"] | {"size": "story", "colour": "red"})
    assert [problem.field for problem in raised.value.problems] == ["size", "colour"]
    assert [path.name for path in folder.iterdir()] == ["card.yaml"]


@pytest.mark.parametrize(
    ("name", "argument"),
    [("parse_card", "folder"), ("read_sets", "root"), ("with_store", "store"), ("render_all", "out")],
)
def test_a_path_with_a_null_character_is_refused(valid: dict[str, dict[str, object]], name: str, argument: str):
    with pytest.raises(factcards.RequestError, match=f"{argument}: found a null character"):
        call(name, valid[name] | {argument: "a\0b"})
