"""Where a long word holds the size down and no dictionary of hyphens is installed, `check` says so."""

from __future__ import annotations

import pytest
from support.cards import card, texts

from factcards.model.assets import Assets
from factcards.model.sizes import find_size
from factcards.model.themes import Theme
from factcards.rendering.jobs import Job, find_job_problems, render_job

LONG = "Rechtsschutzversicherungsgesellschaften zahlen nicht."


@pytest.fixture
def without_hyphens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcards.layout.typesetting.text_problems.is_hyphenation_available", lambda: False)
    monkeypatch.setattr("factcards.text.breaking.breaks.find_hyphens", lambda *_: ())


def notes(words: str, theme: Theme, assets: Assets, **fields: object) -> list[str]:
    job = Job(card(words, "de", **fields), theme, find_size("instagram-portrait"), "png")
    return [problem.message for problem in find_job_problems(job, assets) if problem.severity == "note"]


@pytest.mark.usefixtures("without_hyphens")
def test_a_word_that_limits_the_type_size_is_named(statement: Theme, assets: Assets) -> None:
    (note,) = notes(LONG, statement, assets)
    assert "Rechtsschutzversicherungsgesellschaften" in note


@pytest.mark.usefixtures("without_hyphens")
def test_short_words_cause_no_note(statement: Theme, assets: Assets) -> None:
    assert notes("Frauen und Kinder zuerst.", statement, assets) == []


@pytest.mark.usefixtures("without_hyphens")
@pytest.mark.parametrize(
    ("words", "language", "headline"),
    [
        ("generated illegally each year", "en", "$99 billion"),
        ("are trafficked", "en", "Millionaires"),
        ("**21 governments** have not.", "en", None),     # short emphasis is never divided
        ("Ninety-nine Kuala-Lumpurers sign", "en", None),
        ("They were Constantinopolitans then.", "en", None),   # it may be a name
        ("All sign internationalization.", "en", None),   # a last word is never divided
        ("Zwanzig Umzüge waren.", "de", None),
        ("Uluslararasılaştıramadıklarımız için.", "tr", None),   # no dictionary
    ],
)  # fmt: skip
def test_words_that_no_dictionary_divides_cause_no_note(
    words: str, language: str, headline: str | None, statement: Theme, assets: Assets
) -> None:
    made = card(words, language, headline=headline)
    for size in ("instagram-portrait", "story", "whatsapp-square"):
        found = find_job_problems(Job(made, statement, find_size(size), "png"), assets)
        assert [p.message for p in found if p.severity == "note"] == []


@pytest.mark.usefixtures("without_hyphens")
def test_the_word_is_named_without_its_neighbours(statement: Theme, assets: Assets) -> None:
    (note,) = notes("Alle 12 Rechtsschutzversicherungsgesellschaften zahlen nicht.", statement, assets)
    assert "“Rechtsschutzversicherungsgesellschaften”" in note


@pytest.mark.usefixtures("without_hyphens")
@pytest.mark.parametrize(
    ("small", "size"), [("Das", "instagram-portrait"), ("Gegen", "story"), ("Alle 12", "x-landscape")]
)
def test_a_long_word_is_named_although_it_shares_its_line(small, size, statement: Theme, assets: Assets) -> None:
    """The long word does not fill the line by itself, but hyphenation would still make the text larger."""
    made = card(f"{small} Strafrechtsänderungsverfahren schützt alle Betroffenen", "de")
    found = find_job_problems(Job(made, statement, find_size(size), "png"), assets)
    (note,) = [p for p in found if p.severity == "note"]
    assert "“Strafrechtsänderungsverfahren”" in note.message
    assert note.kind == "no-hyphens"


def test_hyphens_make_the_text_larger_where_a_word_is_named(lay_out) -> None:
    pytest.importorskip("pyphen")   # other words than above: breaks are cached by text
    for words in ("Ein Strafrechtsänderungsverfahren schützt alle Frauen", LONG.replace("nicht", "selten")):
        whole, divided = (texts(lay_out(card(words, "de", hyphenate=on)), "fact")[0].size for on in (False, True))
        assert divided >= 1.12 * whole


@pytest.mark.usefixtures("without_hyphens")
def test_cards_without_hyphenation_cause_no_note(statement: Theme, assets: Assets) -> None:
    assert notes(LONG, statement, assets, hyphenate=False) == []


def test_installed_dictionaries_cause_no_note(statement: Theme, assets: Assets) -> None:
    assert notes(LONG, statement, assets) == []


@pytest.mark.usefixtures("without_hyphens")
def test_notes_are_not_in_the_record_of_a_picture(statement: Theme, assets: Assets) -> None:
    job = Job(card(LONG, "de"), statement, find_size("instagram-portrait"), "png")
    assert render_job(job, assets).record.problems == ()
