"""A second run: why files are rendered again, stray files, and the cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.results import later_clock, without_location

from factcards import cli
from factcards.batch import inputs

SET = "language: en\nsource: Frisch, 1927\naction: https://example.org/act\nsizes: [whatsapp-square]\nformats: [dump]\n"
Said = pytest.CaptureFixture[str]


def main(arguments: list[str]) -> int:
    """Run the command by a clock for which no file has changed just before."""
    return cli.main(arguments, later_clock)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bees").mkdir()
    Path("bees/set.yaml").write_text(SET, encoding="utf-8")
    card("dance", "Bees dance to tell the way.")
    card("hum", "Bees hum.")


def card(name: str, fact: str, more: str = "") -> None:
    Path(f"bees/{name}.yaml").write_text(f'fact: "{fact}"\n{more}', encoding="utf-8")


def why(said: Said, *arguments: str) -> dict[str, str]:
    """Return the reason for each file that was rendered again."""
    assert main(["render", "bees", "--why", *arguments]) == 0
    lines = without_location(said.readouterr().err).splitlines()
    return {line.split("/")[-1].split(".")[0]: line.split(": ", 1)[1] for line in lines}


DANCE = Path("out/bees/en/dance.whatsapp-square.txt")


def test_why_names_missing_edited_and_forced_files(capsys: Said):
    assert why(capsys) == {"dance": "not there", "hum": "not there"}
    assert why(capsys) == {}
    DANCE.unlink()
    assert why(capsys) == {"dance": "not there (found in the cache)"}
    DANCE.write_text("scribbled over", encoding="utf-8")
    assert why(capsys) == {"dance": "the file was changed by someone (found in the cache)"}
    assert why(capsys, "--force") == {"dance": "--force", "hum": "--force"}


def test_changed_field_is_named(capsys: Said):
    why(capsys)
    card("hum", "Bees hum.", "expires: 2999-01-01\nreviewed: false\n")
    assert why(capsys) == {"hum": "reviewed"}
    card("hum", "Bees hum.", "action: {url: 'https://example.org/other', label: Act}\n")
    assert why(capsys) == {"hum": "action.url, action.label, reviewed"}
    card("hum", "Bees hum.", "action: {url: 'https://example.org/other', label: Act}\nrights: CC0 1.0\n")
    assert why(capsys) == {"hum": "rights"}
    Path("bees/set.yaml").write_text(SET.replace("Frisch", "von Frisch"), encoding="utf-8")
    assert why(capsys) == {"dance": "source", "hum": "source"}
    Path("mine.yaml").write_text("extends: statement\npalette: {accent: '#ffffff'}\n", encoding="utf-8")
    assert why(capsys, "-t", "./mine.yaml") == {"dance": "theme", "hum": "theme"}


def test_changed_library_version_is_named(capsys: Said, monkeypatch: pytest.MonkeyPatch):
    why(capsys)
    later = inputs.library_versions().replace("pillow 1", "pillow 9")
    monkeypatch.setattr("factcards.batch.inputs.library_versions", lambda: later)
    monkeypatch.setattr("factcards.batch.up_to_date.library_versions", lambda: later)
    monkeypatch.setattr("factcards.batch.rebuild_reasons.library_versions", lambda: later)
    version = later.split("pillow ")[1].split(",")[0]
    assert why(capsys)["hum"] == f"pillow 1{version[1:]} → {version}"


def test_card_that_changed_the_sets_size_is_named(capsys: Said):
    why(capsys)
    card("dance", "Bees dance to tell the way to flowers, to water and to a new hive, and others follow them. " * 3)
    found = why(capsys)
    assert found["dance"].startswith("fact, the set's type size of `fact`, ")
    size = found["hum"].removeprefix("the set's type size of `fact`, ")
    before, after = (int(px) for px in size.split(" px")[0].split(" → "))
    assert after < before
    assert found["hum"].endswith(f"{after} px: moved by `dance` (en)")
    card("dance", "Bees dance to tell the way.")
    assert why(capsys)["hum"] == (
        f"the set's type size of `fact`, {after} → {before} px: moved by `dance` (en) (found in the cache)"
    )


def test_reasons_are_in_json(capsys: Said):
    assert main(["render", "bees", "--why", "--json"]) == 0
    reported = json.loads(capsys.readouterr().out)
    assert reported["why"][0] == {"file": "bees/en/dance.whatsapp-square.txt", "why": ["not there"], "found": False}


# --- files that no card makes


def test_stray_files_are_reported_and_pruned_if_they_are_ours(capsys: Said):
    card("old", "Old bees.")
    card("older", "Older bees.")
    assert main(["render", "bees"]) == 0
    capsys.readouterr()
    Path("bees/old.yaml").unlink()
    Path("bees/older.yaml").unlink()
    Path("out/bees/en/own.png").write_bytes(b"a designer's")
    assert main(["render", "bees", "-s", "story"]) == 0
    assert without_location(capsys.readouterr().err) == "", "a part of a set says nothing of the rest"
    assert main(["render", "bees"]) == 0
    lines = without_location(capsys.readouterr().err).splitlines()
    assert lines == [
        "note: no card makes `out/bees/en/dance.story.txt` any more",
        "note: no card makes `out/bees/en/hum.story.txt` any more",
        "note: no card makes `out/bees/en/old.whatsapp-square.txt` any more",
        "note: no card makes `out/bees/en/older.whatsapp-square.txt` any more",
        "note: `--prune` removes what no card makes any more",
    ]
    Path("out/bees/en/older.whatsapp-square.txt").write_text("changed", encoding="utf-8")
    assert main(["render", "bees", "--prune"]) == 0
    assert without_location(capsys.readouterr().err) == (
        "warning: `out/bees/en/older.whatsapp-square.txt` is not removed: it was changed by someone\n"
        "note: no card makes `out/bees/en/older.whatsapp-square.txt` any more\n"
    )
    left = sorted(p.name for p in Path("out").rglob("*") if p.is_file())
    assert left == ["dance.whatsapp-square.txt", "hum.whatsapp-square.txt", "manifest.json",
                    "older.whatsapp-square.txt", "own.png"]  # fmt: skip
    listed = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert [entry["card"] for entry in listed] == ["dance", "hum", "older"]


def test_pictures_of_a_faulty_card_are_not_stray_files(capsys: Said):
    assert main(["render", "bees"]) == 0
    card("hum", "Bees hum.", "sauce: honey\n")
    assert main(["render", "bees", "--prune"]) == 1
    assert "no card makes" not in capsys.readouterr().err
    assert DANCE.with_name("hum.whatsapp-square.txt").exists()


def test_files_of_other_sets_are_not_stray_files(capsys: Said):
    Path("bees").rename("wasps")
    assert main(["render", "wasps"]) == 0
    capsys.readouterr()
    Path("wasps").rename("ants")
    assert main(["render", "ants", "--prune"]) == 0
    assert Path("out/wasps/en/hum.whatsapp-square.txt").exists()
    assert without_location(capsys.readouterr().err) == ""


def test_pruning_looks_at_whole_sets(capsys: Said):
    with pytest.raises(SystemExit):
        main(["render", "bees", "--prune", "-s", "story"])
    assert "`--prune` needs whole sets: leave out `-l`, `-s` and `-f`" in capsys.readouterr().err


# --- the cache


def test_cache_command_shows_folder_and_size(
    capsys: Said, tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    assert main(["render", "bees", "-o", "made/out"]) == 0
    assert main(["cache"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["folder"] == str(cache_folder)
    assert lines["entries"] == "4"   # two pictures, the sizes of one set, one run
    assert lines["bytes"].endswith(" of 1,000,000,000")
    assert main(["cache", "-o", "made/out", "--clear"]) == 0   # `-o` of 1.0 has no effect
    reported = capsys.readouterr()
    assert reported.out.startswith("removed 4 entries of ")
    assert reported.err.startswith("warning: `-o` has no effect any more: all projects share one cache\n")
    assert sorted(p.name for p in Path("made").iterdir()) == ["out"]
    assert sorted(p.name for p in cache_folder.iterdir()) == [".gitignore", "CACHEDIR.TAG", "manifests"]
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("FACTCARDS_CACHE_SIZE", "20M")
    assert main(["render", "bees"]) == 0
    assert main(["cache"]) == 0
    reported = capsys.readouterr().out
    assert str(tmp_path / "elsewhere") in reported
    assert " of 20,000,000" in reported
    assert main(["render", "bees", "--cache", "named"]) == 0   # the option overrides the environment
    assert main(["cache", "--cache", "named"]) == 0
    assert "named" in capsys.readouterr().out
    assert not Path(".factcards-cache").exists()


def test_cache_can_be_disabled_and_its_size_is_checked(
    capsys: Said, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FACTCARDS_CACHE_SIZE", "0")
    assert main(["render", "bees"]) == 0
    capsys.readouterr()
    assert sorted(p.name for p in cache_folder.iterdir()) == [".gitignore", "CACHEDIR.TAG", "manifests"]
    assert why(capsys) == {}, "which lists are this user's is known without a cache"
    monkeypatch.setenv("FACTCARDS_CACHE_SIZE", "much")
    assert main(["render", "bees"]) == 2
    assert capsys.readouterr().err == (
        "error: `FACTCARDS_CACHE_SIZE` is `much`: expected a size such as `500M` or `2G`, or 0 for no cache\n"
    )
