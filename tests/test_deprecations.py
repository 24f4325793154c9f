"""Calls and names of version 1 work, and each warns at the line that uses it."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable

import pytest

import factcards
from factcards.deprecations import accept_positional


@accept_positional("size", "theme", text="card")
def draw(card: str, *, size: str = "story", theme: str = "half") -> tuple[str, str, str]:
    """Return the arguments."""
    return card, size, theme


def test_named_arguments_do_not_warn():
    assert draw("bees", size="a4", theme="data") == ("bees", "a4", "data")
    assert draw(card="bees") == ("bees", "story", "half")


def test_arguments_by_position_warn_at_the_line_of_the_call():
    message = "`draw` takes only its first argument by position: write `size=…`"
    with pytest.warns(DeprecationWarning, match=message) as seen:
        assert draw("bees", "a4") == ("bees", "a4", "half")  # type: ignore[call-arg]
    assert [warning.filename for warning in seen] == [__file__]
    with pytest.warns(DeprecationWarning, match="write `size=…, theme=…`"):
        assert draw("bees", "a4", "data") == ("bees", "a4", "data")  # type: ignore[call-arg]


def test_a_renamed_argument_warns_and_is_passed_on():
    with pytest.warns(DeprecationWarning, match="the argument `text` of `draw` is now `card`"):
        assert draw(text="bees", size="a4") == ("bees", "a4", "half")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw("bees", "a4", "half", "x"), "takes 3 positional arguments at most, got 4"),  # type: ignore[call-arg]
        (lambda: draw("bees", "a4", size="a5"), "got two values for the argument `size`"),  # type: ignore[call-arg]
        (lambda: draw("bees", color="red"), "color"),  # type: ignore[call-arg]
    ],
    ids=["too many", "twice", "unknown"],
)
def test_wrong_calls_are_type_errors(call: Callable[[], object], message: str):
    with warnings.catch_warnings(action="ignore"), pytest.raises(TypeError, match=message):
        call()


def test_every_public_function_takes_all_but_its_first_argument_by_name():
    for name in factcards.__all__:
        function = getattr(factcards, name)
        if inspect.isfunction(function):
            others = [*inspect.signature(function).parameters.values()][1:]
            assert all(one.kind in (one.KEYWORD_ONLY, one.VAR_KEYWORD) for one in others), name


def test_names_of_the_text_engine_of_version_1_warn():
    from factcards import text

    with pytest.warns(DeprecationWarning, match="`factcards.text.Fitted` is now `FitResult`"):
        assert text.Fitted is text.FitResult  # type: ignore[attr-defined]
