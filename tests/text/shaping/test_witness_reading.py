"""Tests that tesseract reads our lines as well as Chromium's (stored by tests/witness/reading.py)."""

from __future__ import annotations

import json

from support.shaped_text import DATA

WITNESS = json.loads((DATA / "reading.json").read_text(encoding="utf-8"))


def test_no_language_is_read_worse_by_more_than_two_points():
    worse = {row["language"]: (row["ours"], row["chromium"]) for row in WITNESS["rows"]}
    assert {name: pair for name, pair in worse.items() if pair[0] > pair[1] + 2.0} == {}


def test_thirty_languages_were_read():
    assert len(WITNESS["rows"]) >= 30
    assert [name.split()[0] for name in WITNESS["witnesses"]] == ["Chromium", "tesseract"]
