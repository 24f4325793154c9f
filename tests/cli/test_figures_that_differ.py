"""Differing figures are reported by `check`, `render` and an up-to-date run; the campaign has none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcards.batch import Request, plan_jobs
from factcards.cli import main
from factcards.model.cards import CardSet
from factcards.read.cards.set_reader import read_sets
from factcards.read.themes.theme_reader import read_theme

ROOT = Path(__file__).parents[2]
CARD = (
    'language: en\nheadline: "14.5 million"\nfact: "children did not receive **a vaccine dose** in 2023."\n'
    "source: UNICEF, 2024\naction: https://unicef.org/act\n"
)
TRANSLATION = 'headline: “15,4 millones”\nfact: "de niños no recibieron una dosis en 2022."\n'
KINDS = {"figures-differ", "emphasis-lost", "quoted-field", "link-differs", "name-lost", "wrong-script", "markdown"}
DIFFERENCES = [
    "found `15,4 millones` where the original has `14.5 million`",
    "found `2022` where the original has `2023`",
    "quotation marks around the whole field are printed",
    "the emphasis of the original is lost",
]


@pytest.fixture(autouse=True)
def _lay_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards/a.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "cards/a.es.yaml").write_text(TRANSLATION, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_check_reports_figures_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "cards", "--json"]) == 0
    problems = [p for p in json.loads(capsys.readouterr().out)["problems"] if p["message"] in DIFFERENCES]
    assert [problem["message"] for problem in problems] == DIFFERENCES


def test_render_reports_them_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cards/a.es.yaml").write_text(TRANSLATION.replace("“", '"').replace("”", '"'), encoding="utf-8")
    expected = [
        "found `15,4 millones`, `2022` where the original has `14.5 million`, `2023`",
        "the emphasis of the original is lost",
    ]   # problems of one kind are one line
    reported = []
    for _ in range(2):   # the second run is up to date
        assert main(["render", "cards", "-s", "whatsapp-square"]) == 0
        captured = capsys.readouterr()
        reported.append([message for message in expected if message in captured.out + captured.err])
    assert reported == [expected, expected]


def test_campaign_has_no_differing_figures(campaign: CardSet) -> None:
    plan = plan_jobs([campaign, *read_sets(ROOT / "examples").sets], Request(), read_theme)
    assert [str(problem) for problem in plan.problems if problem.kind in KINDS] == []
