"""Tests that our lines are as even as those of Chromium's `text-wrap: balance` (`tests/witness/balance.py`)."""

from __future__ import annotations

from statistics import mean

from support.line_balance import Pair, compare


def comparable() -> list[Pair]:
    """Return the pairs of two or more lines, equal in number, where Chromium's follow the rules of the language."""
    return [p for p in compare() if p.lawful and len(p.ours) == len(p.theirs) > 0]


def test_nine_of_ten_are_at_least_as_even_as_chromium_s_that_follow_the_rules():
    pairs = comparable()
    assert len(pairs) > 400
    assert mean(p.at_least_as_even for p in pairs) >= 0.9
    assert mean(p.spread for p in pairs) <= mean(p.their_spread for p in pairs)
