"""Books: one PDF for each set, language and size, whole or not made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from support.batches import bees, card, listing, make_files, plan

import factcards
from factcards.batch import Request, open_processes, plan_jobs, select_shard
from factcards.cli import main
from factcards.model.cards import Prose
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.jobs import make_book_job
from factcards.rendering.records import record_from_json, record_to_json
from factcards.storage.json_values import MalformedError

BOOK = Request(sizes=("instagram-square",), formats=("pdf",), book=True)
LONG = "A bee dances to tell the way to flowers. " * 60


def titles(data: bytes) -> list[str]:
    """Return the bookmarks of a PDF that has one for each page, as pdfium reads them."""
    document = pypdfium2.PdfDocument(data)
    found = list(document.get_toc())
    assert [mark.get_dest().get_index() for mark in found] == list(range(len(document)))
    return [mark.get_title() for mark in found]


def messages(results: list[factcards.Result] | tuple[factcards.Result, ...]) -> list[str]:
    return [problem.message for result in results for problem in result.problems if problem.severity == "error"]


def test_a_book_has_a_page_for_each_card_in_the_order_of_the_set(out: Path):
    cards = (card("wasp", "en", "fr"), card("ant", "en"), card("bee", "en", "fr"))
    first = make_files(plan(*cards, request=BOOK), out)
    assert listing(out) == ["bees/en/instagram-square.pdf", "bees/fr/instagram-square.pdf", "manifest.json"]
    assert titles((out / "bees/en/instagram-square.pdf").read_bytes()) == ["wasp dance.", "ant dance.", "bee dance."]
    assert titles((out / "bees/fr/instagram-square.pdf").read_bytes()) == ["wasp dance.", "bee dance."]
    record = first[0].record
    assert record
    assert (record.card, record.link, record.qr, record.text) == ("", "", None, ())
    assert record.alt.count("\n\n") == 2


def test_a_book_is_made_again_only_if_one_of_its_cards_has_changed(out: Path):
    cards = (card("ant", "en", "fr"), card("bee", "en", "fr"))
    make_files(plan(*cards, request=BOOK), out)
    assert [r.kept for r in make_files(plan(*cards, request=BOOK), out)] == [True, True]
    ant, bee = cards
    words = (Prose("Another dance.", "fr"),)
    changed = tuple((tag, replace(one, body=words) if tag == "fr" else one) for tag, one in ant.variants)
    again = make_files(plan(replace(ant, variants=changed), bee, request=BOOK), out)
    assert [(r.job.file, r.kept, r.why) for r in again] == [
        ("bees/en/instagram-square.pdf", True, ()), ("bees/fr/instagram-square.pdf", False, ("`ant`",)),
    ]  # fmt: skip
    moved = make_files(plan(bee, ant, request=replace(BOOK, languages=("en",))), out)
    assert [r.why for r in moved] == [("the cards of the set",)]


def test_a_book_is_made_again_if_the_title_of_its_set_has_changed(out: Path):
    cards = (card("ant"), card("bee"))
    make_files(plan(*cards, request=BOOK, title=Prose("Bees", "en")), out)
    (again,) = make_files(plan(*cards, request=BOOK, title=Prose("Insects", "en")), out)
    assert again.why == ("title",)
    assert pypdfium2.PdfDocument(out / "bees/en/instagram-square.pdf").get_metadata_value("Title") == "Insects"


def test_a_card_that_is_refused_when_it_is_laid_out_refuses_the_book(out: Path):
    ant, bee = card("ant"), card("bee")
    make_files(plan(ant, bee, request=BOOK), out)
    (tag, variant), = bee.variants
    long = replace(bee, variants=((tag, replace(variant, body=(Prose(LONG, "en"),))),))
    (result,) = make_files(plan(ant, long, request=BOOK), out)
    assert messages((result,))[-1] == "the book `bees/en/instagram-square.pdf` is not made: `bee` is refused"
    assert result.problems[0].place
    assert result.problems[0].place.file == "bees/bee.en.yaml"
    assert listing(out) == ["manifest.json"], "an earlier book is removed, so that nobody posts it by mistake"


def test_a_card_that_is_refused_before_it_is_laid_out_refuses_the_book():
    expired = card("bee", "en", "fr", expires=date(2020, 1, 1))
    found = plan(card("ant", "en", "fr"), expired, request=replace(BOOK, today=date(2026, 1, 1)))
    assert not found.tasks
    assert found.refused == ("bees/en/instagram-square.pdf", "bees/fr/instagram-square.pdf")
    assert [p.message for p in found.problems if p.kind == "not-made"] == [
        f"the book `{file}` is not made: `bee` is refused" for file in found.refused
    ]


def test_a_card_that_is_not_translated_is_left_out_unless_the_set_must_be_complete():
    request = replace(BOOK, languages=("fr",))
    found = plan(card("ant", "en", "fr"), card("bee"), request=request)
    assert [len(task.pages) for task in found.tasks] == [1]
    assert [p.message for p in found.problems] == ["`bee` is not rendered in fr: it is not translated"]
    complete = plan(card("ant", "en", "fr"), card("bee"), request=replace(request, complete=True))
    assert complete.refused == ("bees/fr/instagram-square.pdf",)


def test_a_card_whose_file_has_an_error_refuses_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("bees").mkdir()
    Path("bees/set.yaml").write_text("language: en\nsource: Frisch\naction: https://bees.org\n", encoding="utf-8")
    Path("bees/ant.yaml").write_text("fact: Ants walk.\n", encoding="utf-8")
    Path("bees/bee.yaml").write_text("fact: Bees dance.\nnonsense: 1\n", encoding="utf-8")
    assert main(["render", "bees", "-s", "instagram-square", "-f", "pdf", "--book"]) == 1
    assert "the book `bees/en/instagram-square.pdf` is not made: it would have only 1 of the set's 2 cards" in (
        capsys.readouterr().err
    )
    with pytest.raises(SystemExit, match="2"):
        main(["render", "bees", "-f", "png", "--book"])
    assert "error: a book is a `pdf`: add `-f pdf`\n" in capsys.readouterr().err
    assert main(["render", "bees", "-s", "instagram-square", "--book"]) == 1
    wrong = "error: book: a book is a `pdf`, and `bees` is not rendered as one\n    hint: add `pdf` to the formats\n"
    assert wrong in capsys.readouterr().err


def test_one_card_of_a_set_makes_the_book_of_the_whole_set():
    cards = bees(card("ant"), card("bee"))
    found = plan_jobs([replace(cards, only="bee")], replace(BOOK, formats=("png", "pdf")), read_theme)
    assert [(task.job.file, len(task.pages)) for task in found.tasks] == [
        ("bees/en/bee.instagram-square.png", 0), ("bees/en/instagram-square.pdf", 2),
    ]  # fmt: skip


def test_each_book_is_in_one_part_of_a_run_with_the_type_sizes_of_all_its_cards():
    cards = tuple(card(f"bee{number}", "en", "fr") for number in range(4))
    whole = plan(*cards, request=replace(BOOK, formats=("png", "pdf")), type="even")
    parts = [select_shard(whole, number, 3) for number in (1, 2, 3)]
    count = Counter(task.job.file for part in parts for task in part.tasks)
    assert count == Counter(task.job.file for task in whole.tasks)
    for part in parts:
        measured = {group.key for group in part.sizing_groups}
        assert all(page.sizing_key in measured for task in part.tasks for page in task.pages)


def test_two_processes_make_the_same_bytes_as_one_in_every_format(tmp_path: Path):
    request = replace(BOOK, formats=factcards.FORMATS)
    cards = plan(card("ant", "en", "ar"), card("bee", "en", "ar"), request=request, type="even")
    make_files(cards, tmp_path / "one")
    make_files(cards, tmp_path / "two", partial(open_processes, 2))
    assert len(listing(tmp_path / "one")) == 2 * 2 * 5 + 2 + 1
    assert listing(tmp_path / "one") == listing(tmp_path / "two")
    for name in listing(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_the_library_makes_the_book_of_the_command(out: Path):
    cards = bees(card("ant", "en", "fr"), card("bee"), type="even")
    factcards.render_all(cards, out=out, sizes=["instagram-square"], formats=["pdf"], book=True)
    for language in ("en", "fr"):
        data = factcards.encode_book(cards, size="instagram-square", language=language)
        assert data == (out / f"bees/{language}/instagram-square.pdf").read_bytes()
    with pytest.raises(factcards.RequestError, match="no card is written in `de`"):
        factcards.encode_book(cards, language="de")
    with pytest.raises(factcards.RequestError, match="a book is a `pdf`, and `bees` is not rendered as one"):
        factcards.render_all(cards, out=out, book=True)


def test_the_record_of_a_book_is_not_that_of_another_format(out: Path):
    (result,) = make_files(plan(card("ant"), request=BOOK), out)
    assert result.record
    entry = record_to_json(result.record)
    assert record_from_json(entry).card == ""
    wrong = entry | {"format": "png", "file": "bees/en/instagram-square.png"}
    with pytest.raises(MalformedError, match="it is of no card, and only a `pdf` is a book"):
        record_from_json(wrong)


def test_the_job_of_a_book_that_has_unreviewed_pages_is_unreviewed():
    first, second = plan(card("ant"), card("bee", reviewed=False), request=replace(BOOK, book=False)).tasks
    assert not make_book_job([first.job, second.job], "").card.reviewed
