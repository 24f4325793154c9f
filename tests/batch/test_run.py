"""The run: the files and the manifest that it leaves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.batches import SQUARE, card, listing, make_files, plan

from factcards.batch import find_plan_problems
from factcards.errors import Place, Problem
from factcards.model.cards import Prose
from factcards.rendering.manifest import load_manifest
from factcards.storage.local_storage import Folder


def test_manifest_lists_every_file_with_its_fields(out: Path):
    request = replace(SQUARE, languages=("en", "ar"))
    results = make_files(plan(card("honey", "en", "ar"), card("wax"), request=request), out)
    named = ["bees/ar/honey", "bees/en/honey", "bees/en/wax"]
    assert listing(out) == [*(f"{name}.instagram-square.png" for name in named), "manifest.json"]
    assert [(result.file, result.kept) for result in results] == [
        (out / f"bees/{name}.instagram-square.png", False) for name in ("en/honey", "ar/honey", "en/wax")
    ]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest) == ["factcards", "files", "untranslated", "measured", "engines"]
    assert manifest["untranslated"] == [{"set": "bees", "card": "wax", "language": "ar"}]
    first = manifest["files"][0]
    assert list(first)[:17] == [
        "file", "set", "card", "language", "direction", "size", "width", "height", "format", "bytes", "sha256", "scene",
        "alt", "link", "qr", "text", "problems",
    ]  # fmt: skip
    assert (first["file"], first["direction"]) == ("bees/ar/honey.instagram-square.png", "rtl")
    assert set(first["qr"]) == {"x", "y", "width", "module"}
    assert set(first["text"][0]) == {"role", "x", "y", "width", "height", "size", "lines"}


def test_unchanged_file_is_kept(out: Path):
    planned = plan(card("honey"), card("wax"))
    made = make_files(planned, out)
    before = (out / "manifest.json").read_bytes()
    again = make_files(planned, out)
    assert [result.kept for result in again] == [True, True]
    assert [result.record for result in again] == [result.record for result in made]
    assert (out / "manifest.json").read_bytes() == before
    assert [result.kept for result in make_files(planned, out, force=True)] == [False, False]


def test_changed_card_is_rendered_again(out: Path):
    make_files(plan(card("honey"), card("wax")), out)
    honey = out / "bees/en/honey.instagram-square.png"
    picture = honey.read_bytes()
    honey.write_bytes(b"scribbled over")
    changed = card("wax", url="https://example.org/other")
    results = make_files(plan(card("honey"), changed, card("comb")), out)
    assert [result.kept for result in results] == [False, False, False]
    assert honey.read_bytes() == picture


def test_malformed_manifest_means_rendering_again(out: Path):
    make_files(plan(card("honey")), out)
    for text in ("", "[]", '{"files": 3}', '{"files": [{"file": "x"}]}', '{"files": [null]}'):
        (out / "manifest.json").write_text(text, encoding="utf-8")
        assert [result.kept for result in make_files(plan(card("honey")), out)] == [False]


def test_file_that_was_not_requested_stays_listed_while_it_exists(out: Path):
    make_files(plan(card("honey"), card("wax"), card("comb")), out)
    (out / "bees/en/comb.instagram-square.png").unlink()
    make_files(plan(card("honey"), request=replace(SQUARE, sizes=("story",))), out)
    assert [record.file for record in load_manifest(Folder(out)).records] == [
        f"bees/en/{name}.png" for name in ("honey.instagram-square", "honey.story", "wax.instagram-square")
    ]


def test_older_picture_of_a_refused_card_is_removed(out: Path):
    make_files(plan(card("honey"), card("wax"), card("comb")), out)
    (out / "bees/en/comb.instagram-square.png").write_bytes(b"a designer's own touch")
    old = date(2020, 1, 1)
    long = card("honey")
    long = replace(long, variants=(("en", replace(long.variants[0][1], body=(Prose("bee " * 900, "en"),))),))
    request = replace(SQUARE, today=date(2027, 1, 1))
    results = make_files(plan(long, card("wax", expires=old), card("comb", expires=old), request=request), out)
    assert [result.file for result in results] == [None]
    assert listing(out) == ["bees/en/comb.instagram-square.png", "manifest.json"]
    assert load_manifest(Folder(out)).records == ()


def test_problems_are_reported_at_the_card_and_again_for_an_unchanged_file(out: Path, monkeypatch: pytest.MonkeyPatch):
    warning = Problem("warning", "small type", field="fact")
    monkeypatch.setattr("factcards.rendering.scene_problems.check_scene", lambda _: (warning,))
    placed = replace(warning, place=Place("bees/honey.en.yaml", 2, 7, "fact: …"))
    for kept in (False, True):
        (result,) = make_files(plan(card("honey")), out)
        assert (result.kept, result.problems) == (kept, (placed,))
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"][0]["problems"] == [
        {"severity": "warning", "field": "fact", "message": "small type", "hint": ""}
    ]


def test_unwritable_file_is_reported_and_the_rest_is_rendered(out: Path):
    (out / "bees/en/honey.instagram-square.png").mkdir(parents=True)
    results = make_files(plan(card("honey"), card("wax")), out)
    assert [bool(result.file) for result in results] == [False, True]
    (problem,) = results[0].problems
    assert str(problem).startswith(f"error: `{out / 'bees/en/honey.instagram-square.png'}` cannot be written: ")


def test_check_of_a_plan_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    heard: list[object] = []
    results = find_plan_problems(plan(card("honey"), card("wax")), listen=heard.append)
    assert [(result.file, result.problems) for result in results] == [(None, ()), (None, ())]
    assert heard == list(results)
    assert listing(tmp_path) == []


def test_an_interrupted_run_lists_what_it_made(out: Path):
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_files(plan(card("honey"), card("wax")), out, listen=stop)
    assert [record.card for record in load_manifest(Folder(out)).records] == ["honey"]
    assert listing(out) == ["bees/en/honey.instagram-square.png", "manifest.json"]
