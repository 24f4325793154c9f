"""Shards: the parts of a run, by machines that do not communicate, and their merge."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.results import listing

from factcards.batch import Plan, Request, plan_jobs, select_shard
from factcards.cli import main
from factcards.errors import Place
from factcards.model.cards import Action, Card, CardSet, Prose, Variant
from factcards.read.themes.theme_reader import read_theme

SHARED = "source: Frisch, 1927\naction: https://bees.org\nsizes: [whatsapp-square, open-graph]\nlanguages: [en, es]\n"
PARTS = 3
Said = pytest.CaptureFixture[str]


def plan(type_: str, cards: int, sizes: tuple[str, ...] = ("story",), languages: tuple[str, ...] = ("en",)) -> Plan:
    def variant(tag: str, number: int) -> Variant:
        return Variant("fact", (Prose(f"Bee {number}.", tag),), Action("https://example.org"), Place("a.yaml", 1, 1))

    made = tuple(Card(f"bee{n}", "bees", "en", tuple((t, variant(t, n)) for t in languages)) for n in range(cards))
    set_ = CardSet("bees", made, type=type_)  # type: ignore[arg-type]
    return plan_jobs([set_], Request(sizes=sizes, formats=("png", "jpeg")), read_theme)


def names(part: Plan) -> set[str]:
    return {task.job.file for task in part.tasks}


# --- which part makes which file


@pytest.mark.parametrize("of", [1, 2, 7])
@pytest.mark.parametrize("type_", ["even", "each"])
def test_every_file_is_in_exactly_one_part(type_: str, of: int):
    whole = plan(type_, 250, ("story", "open-graph"), ("en", "ar", "fr"))
    parts = [select_shard(whole, number, of) for number in range(1, of + 1)]
    count = Counter(name for part in parts for name in names(part))
    assert set(count) == names(whole)
    assert set(count.values()) == {1}
    assert all(set(part.others) == names(whole) - names(part) for part in parts)
    sizes = sorted(len(names(part)) for part in parts)
    assert sizes[-1] - sizes[0] <= 2 * 3 * 100, "they are as large as each other, but for one that stays together"
    for part in parts:   # all formats of a picture are in one shard
        stems = {name.rpartition(".")[0] for name in names(part)}
        assert len(names(part)) == 2 * len(stems)


def test_shard_of_a_card_depends_on_names_only():
    whole = plan("each", 60)
    shuffled = list(whole.tasks)
    random.Random(1).shuffle(shuffled)
    one_less = replace(whole, tasks=tuple(task for task in whole.tasks if task.job.card.id != "bee7"))
    for number in (1, 2, 3):
        part = select_shard(whole, number, 3)
        assert names(select_shard(replace(whole, tasks=tuple(shuffled)), number, 3)) == names(part)
        assert len(names(select_shard(one_less, number, 3)) ^ names(part)) <= 8, "a card more moves few others"


def test_cards_that_are_measured_together_stay_together():
    whole = plan("even", 40, ("story", "open-graph", "x-landscape"), ("en", "ar", "fr"))
    parts = [select_shard(whole, number, 4) for number in range(1, 5)]
    measured = [company.key for part in parts for company in part.sizing_groups]
    assert len(measured) == len(set(measured)) == 9
    large = plan("even", 1000)   # too many for one machine: each measures them all and renders its own
    assert all(len(select_shard(large, number, 4).tasks) for number in range(1, 5))
    assert all(len(select_shard(large, number, 4).sizing_groups[0].tasks) == 1000 for number in range(1, 5))


# --- made and joined


def lay_cards(folder: Path, count: int = 5) -> None:
    folder.mkdir()
    (folder / "set.yaml").write_text(f"language: en\n{SHARED}", encoding="utf-8")
    for number in range(count):
        words = "dance to tell the way. " * (1 + 2 * number)   # so that the common size is not each card's own
        (folder / f"bee{number}.yaml").write_text(f'fact: "Bees {words}"\n', encoding="utf-8")
        (folder / f"bee{number}.es.yaml").write_text(f'fact: "Abejas {words}"\n', encoding="utf-8")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path / "own"))
    monkeypatch.setenv("FACTCARDS_CACHE_SIZE", "0")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the cards, a full run, and each shard in a separate folder."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("FACTCARDS_CACHE", str(folder / "own"))
        patch.setenv("FACTCARDS_CACHE_SIZE", "0")
        lay_cards(folder / "bees")
        assert main(["render", "bees", "-j", "1", "-f", "jpeg"]) == 0
        for number in range(1, PARTS + 1):
            arguments = ["-j", "1", "-f", "jpeg", "-o", f"part{number}", "--shard", f"{number}/{PARTS}"]
            assert main(["render", "bees", *arguments]) == 0
    return folder


@pytest.fixture
def parts(made: Path, tmp_path: Path) -> Path:
    """Copy the folder, so that a test may change it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


ALL = [f"part{number}" for number in range(1, PARTS + 1)]


def test_the_parts_together_are_the_whole(parts: Path, capsys: Said):
    found = [listing(parts / part) for part in ALL]
    assert [sum(name.startswith("manifest") for name in files) for files in found] == [1] * PARTS
    pictures = Counter(name for files in found for name in files if name.endswith(".jpg"))
    assert set(pictures.values()) == {1}
    assert main(["merge", *ALL, "-o", "joined"]) == 0
    assert capsys.readouterr().err == f"{len(pictures)} pictures in `joined`\n"
    assert listing(parts / "joined") == listing(parts / "out")
    assert main(["merge", *ALL, "-o", "memory://joined-parts/x"]) == 0   # a remote storage works too


def test_parts_in_one_folder_are_joined_in_that_folder(parts: Path, capsys: Said):
    for part in ALL:
        shutil.copytree(parts / part, parts / "one", dirs_exist_ok=True)
    assert main(["merge", "one"]) == 0
    assert listing(parts / "one") == listing(parts / "out")
    (parts / "bees" / "bee1.yaml").write_text('fact: "Other words altogether."\n', encoding="utf-8")
    for number in range(1, PARTS + 1):   # each shard finds its files in the merged manifest
        arguments = ["-j", "1", "-f", "jpeg", "-o", "one", "--why", "--shard", f"{number}/{PARTS}"]
        assert main(["render", "bees", *arguments]) == 0
    said = capsys.readouterr().err.splitlines()
    why = [line for line in said if line.startswith("bees/e") and ".jpg: " in line]
    assert why
    assert all(line.startswith("bees/en/") for line in why)
    assert main(["merge", "one"]) == 0
    assert main(["render", "bees", "-j", "1", "-f", "jpeg"]) == 0
    assert listing(parts / "one") == listing(parts / "out")


def change(file: str, edit: Callable[[dict[str, object]], object]) -> None:
    listed = json.loads(Path(file).read_text(encoding="utf-8"))
    edit(listed)
    Path(file).write_text(json.dumps(listed), encoding="utf-8")


def spoil_picture() -> None:
    next(Path("part1").rglob("*.jpg")).write_bytes(b"something else")


def spoil_key() -> None:
    Path("twin").mkdir()
    shutil.copytree("part1", "twin", dirs_exist_ok=True)
    change("twin/manifest.1-of-3.json", lambda m: [f.update(key="0" * 64) for f in m["files"]])  # type: ignore[attr-defined]


FAULTS = {
    "a part is missing": (lambda: shutil.rmtree("part2"), ["part1", "part3"], "error: parts are missing: 2/3\n"),
    "nothing was made": (lambda: Path("empty").mkdir(), [*ALL, "empty"], "error: `empty` holds no `manifest.json`"),
    "no list": (
        lambda: Path("part2/manifest.2-of-3.json").write_text("{}", encoding="utf-8"), ALL,
        "error: `part2/manifest.2-of-3.json` is not a list of results: its field `files` is missing\n",
    ),
    "another number of parts": (
        lambda: Path("part2/manifest.2-of-3.json").write_text(
            Path("part2/manifest.2-of-3.json").read_text(encoding="utf-8").replace('"of": 3', '"of": 4'),
            encoding="utf-8",
        ), ALL,
        "error: `part1/manifest.1-of-3.json` is one of 3 parts, and `part2/manifest.2-of-3.json` one of 4\n",
    ),
    "another run": (
        lambda: change("part3/manifest.3-of-3.json", lambda m: m["shard"].update(run="0")), ALL,  # type: ignore[attr-defined]
        "error: `part1/manifest.1-of-3.json` and `part3/manifest.3-of-3.json` are parts of different runs, with "
        "different files\n    hint: run every part of the same cards with the same options\n",
    ),
    "other versions": (
        lambda: change(
            "part3/manifest.3-of-3.json",
            lambda m: m["engines"].update({k: v.replace("pillow 1", "pillow 9") for k, v in m["engines"].items()}),  # type: ignore[attr-defined]
        ), ALL, "error: `part1/manifest.1-of-3.json` was made by pillow 1",
    ),
    "another file of the same name": (spoil_key, [*ALL, "twin"], "` differs between `part1/manifest.1-of-3.json` and"),
    "a changed picture": (spoil_picture, ALL, " does not match its list\n"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("parts")
def test_parts_that_do_not_fit_together_are_reported(fault: str, capsys: Said):
    spoil, folders, reported = FAULTS[fault]
    spoil()
    assert main(["merge", *folders, "-o", "joined"]) == 1
    said = capsys.readouterr().err
    assert reported in said
    if fault == "a changed picture":   # the other files are there and listed
        assert len(json.loads(Path("joined/manifest.json").read_text(encoding="utf-8"))["files"]) == 19
    else:
        assert not Path("joined").exists()


def test_shard_removes_no_file_of_the_others(parts: Path):
    for part in ALL:
        shutil.copytree(parts / part, parts / "one", dirs_exist_ok=True)
    before = set(listing(parts / "one"))
    for file in ("bee4.yaml", "bee4.es.yaml"):
        (parts / "bees" / file).unlink()
    (parts / "bees/set.yaml").write_text(f"language: en\n{SHARED}formats: [jpeg]\n", encoding="utf-8")
    removed = []
    for number in range(1, PARTS + 1):
        own = {name for name in listing(parts / f"part{number}") if "bee4" in name}
        arguments = ["-j", "1", "-o", "one", "--prune", "--shard", f"{number}/{PARTS}"]
        assert main(["render", "bees", *arguments]) == 0
        removed.append(before - set(listing(parts / "one")))
        assert removed[-1] == own.union(*removed[:-1])
    assert len(removed[-1]) == 4


@pytest.mark.parametrize("wrong", ["0/3", "4/3", "3", "a/b", "1/0"])
@pytest.mark.usefixtures("parts")
def test_invalid_shard_is_refused(wrong: str, capsys: Said):
    with pytest.raises(SystemExit, match="2"):
        main(["render", "bees", "--shard", wrong])
    assert f"`{wrong}` is not a part of a run: expected 3/10, for the third of ten" in capsys.readouterr().err
