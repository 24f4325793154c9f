"""`docs/make_growth.py`: the plot shows the measurements, and no two of its cards are equal."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest

from factcards import read_sets

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def growth() -> ModuleType:
    """Import `docs/make_growth.py`, which is not in a package."""
    spec = importlib.util.spec_from_file_location("make_growth", ROOT / "docs" / "make_growth.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_linear_cost_is_drawn_as_a_straight_line(growth):
    runs = [growth.Run(10**n, 0.02 * 10**n, 0.03 * 10 ** (1.5 * n)) for n in (2, 3, 4)]
    root = ElementTree.fromstring(growth.draw_plot(runs, "a note"))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert [text for text in texts if "slope" in text] == ["slope 1.00", "slope 1.50"]
    assert {"100", "1,000", "10,000", "cards", "a note"} <= set(texts)
    dots = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in root.iter(f"{SVG}circle")]
    (x0, y0), (x1, y1), (x2, y2) = dots[:3]
    assert (x1 - x0, y0 - y1) == pytest.approx((x2 - x1, y1 - y2), abs=0.2)
    assert all(0 < x < growth.WIDTH and 0 < y < growth.HEIGHT for x, y in dots)


def test_all_cards_are_different(growth, tmp_path):
    growth.write_cards(tmp_path / "cards", 600)
    read = read_sets(tmp_path / "cards")
    assert not read.problems
    (cards,) = read.sets
    contents = {(card.variants[0][1].body[0].text, card.variants[0][1].action.url) for card in cards.cards}
    assert len(contents) == len(cards.cards) == 600


def test_a_small_run_draws_a_dot_for_each_measurement(growth, tmp_path, capsys):
    assert growth.main(["--cards", "2,4", "--workers", "1", "--out", str(tmp_path / "plot.svg")]) == 0
    assert "4 cards: " in capsys.readouterr().out
    assert len(list(ElementTree.parse(tmp_path / "plot.svg").iter(f"{SVG}circle"))) == 4
