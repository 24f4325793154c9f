"""Tests of links and email addresses in a text, and of the cost of finding them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.text.tokens.urls import find_urls

_PLAIN = re.compile(
    r"(?:https?://|www\.)[!-~]+|[!-~]+@[!-~]+\.[a-z]{2,}|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[!-~]*)?",
    re.IGNORECASE,
)
"""A simple form of the expression, which takes cubic time for some texts."""
_PIECES = ("a", "1", "-", ".", "@", "/", "_", " ", "é", "https://", "www.", "w.", ".com", "ſ", "!", "中", ".de-", "..")


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_links_are_those_of_the_simple_expression(text):
    assert find_urls(text) == tuple(m.span() for m in _PLAIN.finditer(text) if "." in text)


@pytest.mark.parametrize("unit", ["@.", "a@a.", "a.a.", "a-", "a.b-", "www.", "-.", "a@.b", "a.bc ", "http://"])
def test_finding_links_takes_linear_time(unit):
    text = unit * (6_000 // len(unit)) + ".1"
    start = time.process_time()
    find_urls(text)
    assert time.process_time() - start < 0.1   # cubic, it took minutes
