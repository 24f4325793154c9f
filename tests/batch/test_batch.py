"""Batches: the plan, the run, and the files that it leaves."""

from __future__ import annotations

import json
import os
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from factcards.batch import (
    Failure,
    Plan,
    Request,
    Result,
    explain_failure,
    find_plan_problems,
    find_plan_warnings,
    open_processes,
    open_serial,
    plan_jobs,
    try_call,
)
from factcards.batch import make_files as make
from factcards.batch.dispatch import run_tasks
from factcards.batch.processes import open_pool
from factcards.errors import Place, Problem, SceneError
from factcards.model.assets import Assets
from factcards.model.cards import Action, Card, CardSet, Prose, Variant
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.jobs import Job
from factcards.rendering.manifest import load_manifest
from factcards.rendering.records import Record
from factcards.storage.files import write_atomic
from factcards.storage.local_storage import Folder

LINK = "https://example.org/{set}/{card}?l={language}&s={size}&p={platform}"
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
SQUARE = Request(sizes=("instagram-square",))


def card(name: str, *languages: str, url: str = "https://example.org/act", **fields: object) -> Card:
    def variant(tag: str) -> Variant:
        place = Place(f"bees/{name}.{tag}.yaml", 2, 7, "fact: …")
        return Variant("fact", (Prose(f"{name} dance.", tag),), Action(url), place, **fields)  # type: ignore[arg-type]

    return Card(name, "bees", "en", tuple((tag, variant(tag)) for tag in languages or ("en",)))


def bees(*cards: Card, **fields: object) -> CardSet:
    return CardSet("bees", cards, **fields)  # type: ignore[arg-type]


def plan(*cards: Card, request: Request = SQUARE, **fields: object) -> Plan:
    return plan_jobs([bees(*cards, **fields)], request, read_theme)


def files(planned: Plan) -> list[str]:
    return [task.job.file for task in planned.tasks]


def reported(planned: Plan) -> list[str]:
    return [str(problem) for problem in planned.problems]


# --- the plan


def test_plan_has_every_card_language_size_and_format():
    request = Request(("en", "ar"), ("story", "x-landscape"), ("png", "jpeg"))
    assert files(plan(card("honey", "en", "ar"), card("wax", "en", "ar"), request=request)) == [
        f"bees/{language}/{name}.{size}.{ending}"
        for name in ("honey", "wax")
        for language in ("en", "ar")
        for size in ("story", "x-landscape")
        for ending in ("png", "jpg")
    ]


def test_set_fills_in_what_the_request_leaves_open():
    one = card("honey", "en", "ar", "fr")
    own = plan(one, request=Request(), languages=("ar", "en"), sizes=("story",), formats=("webp",))
    assert files(own) == ["bees/ar/honey.story.webp", "bees/en/honey.story.webp"]
    assert files(plan(one, request=Request())) == [
        f"bees/{tag}/honey.instagram-portrait.png" for tag in ("en", "ar", "fr")
    ]


def test_links_are_filled_in_for_each_file():
    made = plan(card("honey", "zh-Hans", url=LINK), request=Request(("zh-Hans",), ("story", "x-landscape")))
    assert [task.job.card.url for task in made.tasks] == [
        "https://example.org/bees/honey?l=zh-Hans&s=story&p=story",
        "https://example.org/bees/honey?l=zh-Hans&s=x-landscape&p=x",
    ]


def test_untranslated_card_is_listed_and_not_rendered():
    made = plan(card("honey", "en"), request=replace(SQUARE, languages=("en", "ar", "fr")))
    assert files(made) == ["bees/en/honey.instagram-square.png"]
    assert [(entry.card, entry.language) for entry in made.untranslated] == [("honey", "ar"), ("honey", "fr")]
    assert reported(made) == ["bees/honey.en.yaml:1:1: warning: `honey` is not made in ar, fr: it is not translated"]
    complete = plan(card("honey", "en"), request=replace(SQUARE, languages=("ar",), complete=True))
    assert reported(complete) == ["bees/honey.en.yaml:1:1: error: `honey` is not made in ar: it is not translated"]


def test_warning_of_a_variant_is_reported_once_for_all_sizes():
    warning = Problem("warning", "these words are in en", Place("bees/set.yaml", 3, 1), "labels.source")
    request = Request(sizes=("story", "x-landscape"))
    made = plan(card("honey", problems=(warning,)), request=request, problems=(warning,))
    assert made.problems == (warning,)


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1), None])
def test_card_is_valid_until_its_last_day(today: date | None):
    planned = plan(card("honey", expires=date(2027, 1, 1)), request=replace(SQUARE, today=today))
    assert files(planned) == ["bees/en/honey.instagram-square.png"]
    assert planned.problems == ()


def test_an_expired_card_is_refused():
    made = plan(card("honey", expires=date(2027, 1, 1)), request=replace(SQUARE, today=date(2027, 1, 2)))
    assert files(made) == []
    assert made.refused == ("bees/en/honey.instagram-square.png",)
    assert reported(made) == [
        "bees/honey.en.yaml:2:7: error: expires: the card has expired: the last day was 2027-01-01, and today is "
        "2027-01-02\n    2 | fact: …\n      |       ^\n    hint: check the fact, then set a later day"
    ]


def test_unknown_sizes_and_formats_are_named():
    made = plan(card("honey"), request=Request(), sizes=("stroy", "story"), formats=("gif",))
    assert files(made) == []
    assert reported(made) == [
        "bees/set.yaml:1:1: error: sizes: there is no size `stroy`\n    hint: did you mean `story`?",
        "bees/set.yaml:1:1: error: formats: there is no format `gif`\n"
        "    hint: expected `png`, `jpeg`, `webp` or `dump`",
    ]


def test_unknown_theme_refuses_only_its_cards():
    made = plan(card("honey", theme="statment"), card("wax"))
    assert files(made) == ["bees/en/wax.instagram-square.png"]
    (problem,) = made.problems
    assert (problem.message, problem.field) == ("there is no theme `statment`", "theme")
    assert problem.place == Place("bees/honey.en.yaml", 2, 7, "fact: …")


def test_the_request_chooses_the_theme_for_all():
    def read_any(name: str, _: object) -> object:
        return replace(read_theme("statement"), name=name)

    made = plan_jobs([bees(card("honey", theme="quiet"))], replace(SQUARE, theme="loud"), read_any)  # type: ignore[arg-type]
    assert [(task.job.theme.name, task.job.card.theme) for task in made.tasks] == [("loud", "loud")]


def test_two_sets_of_one_name_do_not_overwrite_each_other():
    place = Place("others/bees/honey.yaml", 2, 7)
    other = replace(card("HONEY"), variants=(("en", replace(card("x").variants[0][1], place=place)),))
    made = plan_jobs([bees(card("honey")), bees(card("honey")), bees(other)], SQUARE, read_theme)
    assert files(made) == ["bees/en/honey.instagram-square.png"]
    assert reported(made) == [
        "others/bees/honey.yaml:1:1: error: `HONEY` is not made: bees/honey.en.yaml makes files of the same name\n"
        "    hint: rename the card or its folder"
    ]


def test_designers_fonts_are_part_of_the_job():
    (task,) = plan(replace(card("honey"), fonts="bees/fonts")).tasks
    assert task.job.fonts == ("bees/fonts",)


def test_link_too_long_to_print_is_reported_once():
    long = card("honey", url="https://equalitynow.org/a-path-that-nobody-copies")
    (problem,) = find_plan_warnings(plan(long, request=Request(sizes=("story", "x-landscape"))))
    assert (problem.severity, problem.field) == ("warning", "action.short")
    assert not [p for p in find_plan_warnings(plan(card("wax"))) if p.severity != "note"]


def test_placeholders_are_filled_in_as_ascii():
    (task,) = plan(card("bées", url="https://bücher.example:8080/{card}?q=é#ä")).tasks
    assert task.job.card.url == "https://xn--bcher-kva.example:8080/b%C3%A9es?q=%C3%A9#%C3%A4"
    (task,) = plan(card("bées", url="https://{card}.example.org/x")).tasks
    assert task.job.card.url == "https://xn--bes-bma.example.org/x"
    (task,) = plan(card("honey", url="HTTPS://Example.org?x={card}#")).tasks
    assert task.job.card.url == "HTTPS://Example.org?x=honey#"


@pytest.mark.parametrize("id_", ["a b", "a@b", "a%2fb"])
def test_name_that_is_invalid_in_a_host_refuses_the_card(id_: str):
    made = plan(card(id_, url="https://{card}.example.org/x"))
    assert made.tasks == ()
    (problem,) = [p for p in made.problems if p.severity == "error"]
    assert problem.message.startswith("the link leads nowhere once it is filled in: no browser opens the host")
    assert len(made.refused) == 1


def test_unprintable_address_refuses_the_card():
    made = card("honey", url="https://example.org/x")
    ((language, variant),) = made.variants
    made = replace(made, variants=((language, replace(variant, action=Action(variant.action.url, short="call us"))),))
    (problem,) = [p for p in plan(made).problems if p.severity == "error"]
    assert (problem.message, problem.field) == ("`call us` is not an address that can be printed", "action.short")


def test_example_link_is_reported_once_for_all_cards_of_a_place():
    (note,) = find_plan_warnings(plan(card("wax"), request=Request(sizes=("story", "x-landscape"))))
    assert (note.severity, note.message) == ("note", "`example.org` is reserved for examples: nobody can register it")


# --- running


def shout(job: Job, _assets: Assets) -> str:
    return job.card.id.upper()


def fail_at_wax(job: Job, _assets: Assets) -> str:
    if job.card.id == "wax":
        raise SceneError([Problem("error", "too many bees", field="fact")])
    if job.card.id == "hive":
        raise ZeroDivisionError("bees by zero")
    return job.card.id


def die_at_wax(job: Job, _assets: Assets) -> str:
    if job.card.id == "wax":
        os.kill(os.getpid(), KILL)   # as the kernel does when memory runs out
    return job.card.id


def die_once_at_wax(job: Job, assets: Assets) -> str:
    mark = Path(os.environ["DIED_ONCE"])
    if job.card.id != "wax" or mark.exists():
        return job.card.id
    mark.touch()
    return die_at_wax(job, assets)


def outcomes(work: object, planned: Plan, open_executor: object) -> dict[str, object]:
    found = run_tasks(planned.tasks, work, open_executor)  # type: ignore[arg-type]
    return {task.job.card.id: outcome for task, outcome in found}


def test_failing_job_does_not_affect_others():
    found = outcomes(fail_at_wax, plan(card("honey"), card("wax"), card("hive"), card("comb")), open_serial)
    assert found["honey"] == "honey"
    assert found["comb"] == "comb"
    assert found["wax"] == Failure((Problem("error", "too many bees", field="fact"),))
    assert isinstance(found["hive"], Failure)


def test_error_of_ours_is_one_line_that_names_its_trace():
    failure = try_call(lambda: 1 / 0)
    assert isinstance(failure, Failure)
    (problem,) = explain_failure(failure, Place("bees/honey.yaml", 2, 7, "fact: …"))
    line, name = str(problem).rsplit(" ", 1)
    assert line == "error: internal error (ZeroDivisionError: division by zero): please report it with"
    assert Path(name).read_text(encoding="utf-8").endswith("ZeroDivisionError: division by zero\n")
    assert explain_failure(failure, None) == (problem,), "the same trace is not written twice"
    Path(name).unlink()


def test_keyboard_interrupt_is_not_caught():
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        try_call(stop)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor, None])
def test_every_executor_gives_the_same_results(kind: type | None):
    planned = plan(*(card(f"bee{n}") for n in range(5)))
    if kind is None:
        found = outcomes(shout, planned, open_serial)
    else:
        with kind(2) as executor:
            found = outcomes(shout, planned, lambda _: nullcontext(executor))
    assert found == {f"bee{n}": f"BEE{n}" for n in range(5)}


def test_process_that_dies_fails_only_its_card():
    planned = plan(*(card(name) for name in ("honey", "wax", "comb")))
    found = outcomes(die_at_wax, planned, lambda _: open_pool(1))
    message = "its process ended without a message: perhaps the memory was used up"
    failure = found.pop("wax")
    assert failure == Failure((Problem("error", message),), "transient")
    place = Place("bees/wax.en.yaml", 2, 7)
    assert str(explain_failure(failure, place)[0]) == f"bees/wax.en.yaml:2:7: error: {message}"
    assert found == {name: name for name in ("honey", "comb")}


def test_process_that_dies_once_fails_no_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DIED_ONCE", str(tmp_path / "died"))
    names = ("honey", "wax", "comb")
    found = outcomes(die_once_at_wax, plan(*(card(name) for name in names)), lambda _: open_pool(1))
    assert found == {name: name for name in names}
    assert (tmp_path / "died").exists()


def test_few_jobs_start_no_process():
    with open_processes(8, 7) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()
    with open_processes(1, 1000) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()


# --- files


def make_files(*arguments: object, **options: object) -> tuple[Result, ...]:
    return make(*arguments, **options).results   # type: ignore[arg-type]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def listing(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_vertical_scripts_are_reported():
    planned = plan(card("honey", "en", "mn-Mong"), request=replace(SQUARE, languages=("en", "mn-Mong")))
    (reported,) = (p for p in find_plan_warnings(planned) if "columns" in p.message)
    assert reported.place is not None
    assert "mn-Mong" in reported.place.file


def test_files_and_their_manifest(out: Path):
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
    monkeypatch.setattr("factcards.rendering.jobs.check_scene", lambda _: (warning,))
    placed = replace(warning, place=Place("bees/honey.en.yaml", 2, 7, "fact: …"))
    for kept in (False, True):
        (result,) = make_files(plan(card("honey")), out)
        assert (result.kept, result.problems) == (kept, (placed,))
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"][0]["problems"] == [
        {"severity": "warning", "field": "fact", "message": "small type", "hint": ""}
    ]


def test_file_is_complete_or_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "a" / "b.png"
    write_atomic(file, b"whole")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, b"half")
    assert file.read_bytes() == b"whole"
    assert listing(tmp_path) == ["a/b.png"]


def test_unwritable_file_is_reported_and_the_rest_is_rendered(out: Path):
    (out / "bees/en/honey.instagram-square.png").mkdir(parents=True)
    results = make_files(plan(card("honey"), card("wax")), out)
    assert [bool(result.file) for result in results] == [False, True]
    (problem,) = results[0].problems
    assert str(problem).startswith(f"error: `{out / 'bees/en/honey.instagram-square.png'}` cannot be written: ")


def test_check_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    heard: list[object] = []
    results = find_plan_problems(plan(card("honey"), card("wax")), listen=heard.append)
    assert [(result.file, result.problems) for result in results] == [(None, ()), (None, ())]
    assert heard == list(results)
    assert listing(tmp_path) == []


def test_processes_make_the_same_files_in_the_same_order(tmp_path: Path):
    planned = plan(*(card(f"bee{n}") for n in range(4)), request=Request(sizes=("story", "instagram-square")))
    alone = make_files(planned, tmp_path / "alone")
    spread = make_files(planned, tmp_path / "spread", partial(open_processes, 2))
    for one, other in zip(alone, spread, strict=True):
        for name in (field.name for field in fields(Record)):
            assert getattr(one.record, name) == getattr(other.record, name), name
    for name in listing(tmp_path / "alone"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "spread" / name).read_bytes()


def test_an_interrupted_run_lists_what_it_made(out: Path):
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_files(plan(card("honey"), card("wax")), out, listen=stop)
    assert [record.card for record in load_manifest(Folder(out)).records] == ["honey"]
    assert listing(out) == ["bees/en/honey.instagram-square.png", "manifest.json"]


@pytest.fixture(autouse=True)
def _no_stray_traces(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Write stack traces of deliberate errors to a folder that pytest cleans up."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("traces")))

