"""An up-to-date run returns the earlier summary, and reports and leaves the same as a full run.

Each edit is made to two copies of a project. In one the run may use the earlier summary; in the other it must be done
in full. Status, messages, JSON and every file must be the same.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from support.results import later_clock, listing, without_location

from factcards.batch import up_to_date
from factcards.cli import main
from factcards.rendering.cache import Cache

THEME = "extends: statement\nfonts: type\n"
FONT = Path(__file__).parents[2] / "fonts" / "Anton-400.ttf"
CARD = 'fact: "{}"\n'


def lay(folder: Path) -> None:
    """Write a project in which much can change: two sets, a photograph, a logo, and a theme with fonts."""
    bees, wasps = folder / "cards/bees", folder / "cards/wasps"
    (bees / "photos/wide").mkdir(parents=True)
    (bees / "type").mkdir()
    wasps.mkdir()
    shutil.copy(FONT, bees / "type/Anton.ttf")
    Image.linear_gradient("L").convert("RGB").resize((900, 600)).save(bees / "photos/wide/hive.png")
    Image.new("RGB", (64, 64), "#123456").save(bees / "logo.png")
    (bees / "mine.yaml").write_text(THEME, encoding="utf-8")
    shared = "source: Frisch, 1927\naction: https://example.org/a/long/path/that/nobody/copies\nformats: [dump]\n"
    (bees / "set.yaml").write_text(
        "language: en\nlanguages: [en, fr]\nsizes: [whatsapp-square]\ntheme: mine.yaml\nlabels: {source: 'Source:'}\n"
        f"brand: {{name: Bees, logo: logo.png}}\n{shared}", encoding="utf-8",
    )  # fmt: skip
    (bees / "dance.yaml").write_text(CARD.format("Bees dance to tell the way."), encoding="utf-8")
    (bees / "dance.fr.yaml").write_text(CARD.format("Les abeilles dansent."), encoding="utf-8")
    (bees / "hive.yaml").write_text(CARD.format("A hive.") + "image: photos/wide/hive.png\n", encoding="utf-8")
    (bees / "late.yaml").write_text(CARD.format("Late.") + "expires: 2027-03-01\n", encoding="utf-8")
    (bees / "wrong.YAML").write_text("not read\n", encoding="utf-8")
    (wasps / "set.yaml").write_text(f"language: en\nsizes: [whatsapp-square]\n{shared}", encoding="utf-8")
    (wasps / "sting.yaml").write_text(CARD.format("Wasps sting."), encoding="utf-8")


def run(
    folder: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], whole: bool
) -> tuple[int, str, str]:
    """Run the command and return its status and output, but not where the files are.

    If `whole`, no earlier summary may be used.
    """
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("FACTCARDS_CACHE", str(folder / "own"))   # each copy has a separate cache
        if whole:
            patch.setattr(Cache, "get_run", lambda *_: None)
        status = main(["render", "cards", "--today", "2027-01-31", *arguments], later_clock)
    reported = capsys.readouterr()
    has_line = "--json" not in arguments
    return status, reported.out, without_location(reported.err) if has_line else reported.err


def edit(path: str, before: str, after: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert before in text
        (folder / path).write_text(text.replace(before, after), encoding="utf-8")

    return change


def photo_of_same_size_and_time(folder: Path) -> None:
    path = folder / "cards/bees/photos/wide/hive.png"
    before, data = path.stat(), bytearray(path.read_bytes())
    Image.linear_gradient("L").convert("RGB").transpose(Image.Transpose.ROTATE_180).resize((900, 600)).save(path)
    turned = path.read_bytes()[: len(data)].ljust(len(data), b"\0")
    assert turned != bytes(data)
    path.write_bytes(turned)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def touch(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.touch()


def rewrite(folder: Path) -> None:
    """Replace files by new ones with the same bytes, as editors and checkouts do."""
    for path in (folder / "cards").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)


def link_away(folder: Path) -> None:
    """Move the folder of photographs out of the set's folder, and put a link in its place."""
    shutil.move(folder / "cards/bees/photos", folder / "photos")
    (folder / "cards/bees/photos").symlink_to(folder / "photos")


def write(path: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    return change


def remove(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


def no_edit(_: Path) -> None:
    pass


OUT = "out/bees/en/dance.whatsapp-square.txt"
EDITS: dict[str, tuple[Callable[[Path], None], bool]] = {   # with whether the run is still up to date
    "no_edit": (no_edit, True),
    "touched": (touch, True),
    "written again": (rewrite, True),
    "an editor's hidden file": (write("cards/bees/.dance.yaml.swp", "…"), True),
    "a changed word": (edit("cards/bees/dance.yaml", "way", "path"), False),
    "the same length": (edit("cards/bees/dance.yaml", "way", "web"), False),
    "a fault": (edit("cards/bees/dance.yaml", "fact", "fict"), False),
    "the set": (edit("cards/bees/set.yaml", "Frisch", "von Frisch"), False),
    "the theme": (write("cards/bees/mine.yaml", THEME + "palette: {accent: \"#ffffff\"}\n"), False),
    "a new variant": (write("cards/wasps/sting.fr.yaml", CARD.format("Les guêpes piquent.")), False),
    "a variant of the set": (write("cards/bees/set.fr.yaml", "labels: {source: 'Source :'}\n"), False),
    "a new card": (write("cards/wasps/nest.yaml", CARD.format("Wasps nest.")), False),
    "a new set": (write("cards/ants/hill.yaml", "language: en\nsource: x\naction: https://example.org/act\n"
                        + CARD.format("Ants.")), False),
    "a removed card": (remove("cards/bees/late.yaml"), False),
    "a photograph of the same size and time": (photo_of_same_size_and_time, False),
    "a removed photograph": (remove("cards/bees/photos/wide/hive.png"), False),
    "a removed logo": (remove("cards/bees/logo.png"), False),
    "photographs behind a link": (link_away, False),
    "a font more": (lambda folder: shutil.copy(FONT, folder / "cards/bees/type/More.ttf"), False),   # type: ignore[dict-item, misc]
    "a stray that is not read": (write("cards/bees/more.yml", "x"), False),
    "an edited picture": (write(OUT, "scribbled over"), False),
    "a removed picture": (remove(OUT), False),
    "a removed list": (remove("out/manifest.json"), False),
    "an edited list": (write("out/manifest.json", "{}"), False),
}  # fmt: skip


@pytest.fixture
def compare_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs the command in two copies of the project, compares them and returns the output."""
    folders = [tmp_path / name / "project" for name in ("recalling", "whole")]
    recalled: list[bool] = []
    plain = up_to_date.summary_from_json

    def note(noted: dict[str, object]) -> object:
        recalled.append(True)
        return plain(noted)

    monkeypatch.setattr(up_to_date, "summary_from_json", note)

    def run_in_both_copies(
        change: Callable[[Path], None] = no_edit, *arguments: str, may_reuse: bool | None = None
    ) -> tuple[int, str, str]:
        for folder in folders:
            change(folder)
        recalled.clear()
        reported = [
            run(folder, *arguments, monkeypatch=monkeypatch, capsys=capsys, whole=whole)
            for folder, whole in zip(folders, (False, True), strict=True)
        ]
        assert reported[0] == reported[1]
        assert listing(folders[0] / "out") == listing(folders[1] / "out")
        assert may_reuse is None or bool(recalled) == may_reuse
        return reported[0]

    for folder in folders:
        lay(folder)
    run_in_both_copies(may_reuse=False)
    return run_in_both_copies


CompareRuns = Callable[..., tuple[int, str, str]]


QUICK = ("touched", "a changed word", "a photograph of the same size and time", "a new variant", "an edited picture")


@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.sweep) for n in EDITS])
def test_up_to_date_run_reports_and_leaves_the_same_as_a_full_one(name: str, compare_runs: CompareRuns):
    change, may_reuse = EDITS[name]
    first = compare_runs(may_reuse=True)
    assert first[2].startswith("cards/bees/wrong.YAML:1:1: warning: this file is not read\n")
    assert "warning: labels.source, source: these words are in `en`: no file gives them in `fr`" in first[2]
    compare_runs(change, may_reuse=may_reuse)
    compare_runs(no_edit)
    compare_runs(no_edit, "--json")


def test_run_just_after_a_change_is_not_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lay(tmp_path)
    changed = max(path.stat().st_ctime_ns for path in (tmp_path / "cards").rglob("*"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path / "own"))
    arguments = ["render", "cards", "--today", "2027-01-31"]
    assert main(arguments, lambda: changed) == 0
    assert not (tmp_path / "own/runs").exists()
    assert main(arguments, later_clock) == 0
    assert (tmp_path / "own/runs").exists()


def test_reverted_edit_gives_the_first_result(compare_runs: CompareRuns):
    there = edit("cards/bees/dance.yaml", "way", "path")
    back = edit("cards/bees/dance.yaml", "path", "way")
    first = compare_runs(may_reuse=True)
    for _ in range(2):
        compare_runs(there, may_reuse=False)
        assert compare_runs(back, may_reuse=False) == first
    assert compare_runs(no_edit, may_reuse=True) == first


def test_another_request_is_another_run(compare_runs: CompareRuns):
    compare_runs(no_edit, "-s", "whatsapp-square", "-l", "en", may_reuse=False)
    compare_runs(no_edit, "-s", "whatsapp-square", "-l", "en", may_reuse=True)
    compare_runs(no_edit, "-f", "dump", "-f", "png", may_reuse=False)
    compare_runs(no_edit, "-t", "statement", may_reuse=False)
    compare_runs(no_edit, "--complete", may_reuse=False)
    compare_runs(no_edit, "--force", may_reuse=False)
    compare_runs(no_edit, may_reuse=None)
    compare_runs(no_edit, "--why", may_reuse=True)


def test_date_matters_if_a_card_expires(compare_runs: CompareRuns):
    status, _, reported = compare_runs(no_edit, "--today", "2027-02-28", may_reuse=True)
    assert status == 0
    status, _, reported = compare_runs(no_edit, "--today", "2027-03-02", may_reuse=False)
    assert status == 1
    assert "today is 2027-03-02" in reported
    compare_runs(no_edit, "--today", "2027-03-02", may_reuse=True)
    assert "today is 2027-03-03" in compare_runs(no_edit, "--today", "2027-03-03", may_reuse=False)[2]
    assert compare_runs(no_edit, "--today", "2027-01-30", may_reuse=False)[0] == 0


def test_refused_card_is_reported_again(compare_runs: CompareRuns):
    long = write("cards/wasps/sting.yaml", CARD.format("Wasps sting. " * 220))
    first = compare_runs(long, may_reuse=False)
    assert first[0] == 1
    assert "the text does not fit" in first[2]
    removed = "note: removed `out/wasps/en/sting.whatsapp-square.txt`: its card is refused now\n"
    assert removed in first[2]
    assert compare_runs(no_edit, may_reuse=True) == (1, "", first[2].replace(removed, ""))


def test_stray_file_is_reported_again(compare_runs: CompareRuns):
    first = compare_runs(remove("cards/bees/late.yaml"), may_reuse=False)
    assert "no card makes `out/bees/en/late.whatsapp-square.txt` any more" in first[2]
    assert compare_runs(no_edit, may_reuse=True) == first
    compare_runs(remove("out/bees/en/late.whatsapp-square.txt"), may_reuse=False)
    assert "no card makes" not in compare_runs(no_edit)[2]


def test_every_file_that_is_opened_has_a_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Every file and folder of the project that a full run opens is checked by the next run."""
    lay(tmp_path)
    opened: set[str] = set()
    listening = [True]

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | os.PathLike):
            path = Path(os.fspath(arguments[0])).absolute()
            if path.is_relative_to(tmp_path / "cards"):
                opened.add(path.relative_to(tmp_path).as_posix())

    sys.addaudithook(note)
    said = {"monkeypatch": monkeypatch, "capsys": capsys}
    assert run(tmp_path, whole=True, **said)[0] == 0   # type: ignore[arg-type]
    listening.clear()
    assert {"cards/bees/photos/wide/hive.png", "cards/bees/type", "cards/bees/logo.png", "cards"} <= opened
    (noted,) = (tmp_path / "own/runs").rglob("[0-9a-f]" * 64)
    monkeypatch.chdir(tmp_path)
    held = json.loads(noted.read_text(encoding="utf-8").split("\n", 1)[1])
    seen = {Path(path).absolute() for path, *_ in held["seen"]}
    assert {path for path in opened if tmp_path / path not in seen} == set()
