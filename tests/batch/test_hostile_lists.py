"""Edited caches, manifests and shards: nothing outside the folders is touched, and the next run is right."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.results import later_clock, listing, without_location

import factcards
from factcards.cli import main
from factcards.draw import FORMATS
from factcards.model.formats import EXTENSIONS
from factcards.rendering.manifest import parse_manifest
from factcards.storage.files import digest_file
from factcards.storage.json_values import MalformedError, describe_value
from factcards.storage.trust import TrustList

SET = "language: en\nsource: Frisch, 1927\naction: https://example.org/act\nsizes: [whatsapp-square]\nformats: [dump]\n"
DANCE = Path("out/bees/en/dance.whatsapp-square.txt")
HUM = DANCE.with_name("hum.whatsapp-square.txt")
LIST = Path("out/manifest.json")
PAYLOAD = b"chosen by somebody else"
Said = pytest.CaptureFixture[str]
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and owners of POSIX")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home" / "project"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)
    write("bees/set.yaml", SET)
    write("bees/dance.yaml", 'fact: "Bees dance to tell the way."\n')
    write("bees/hum.yaml", 'fact: "Bees hum."\n')
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))


def write(path: str, text: str) -> Path:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)


def render(said: Said, *arguments: str, status: int = 0) -> str:
    """Render the set and return what is reported, but not where the files are."""
    said.readouterr()
    assert main(["render", "bees", "-j", "1", *arguments], later_clock) == status
    reported = said.readouterr().err
    return reported if status or "--json" in arguments else without_location(reported)


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    listed = json.loads(path.read_bytes())
    change(listed)
    path.write_text(json.dumps(listed), encoding="utf-8")


def row(listed: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Return a row like the first with other fields, for a file that has the payload."""
    return {**listed["files"][0], "sha256": hashlib.sha256(PAYLOAD).hexdigest(), "bytes": len(PAYLOAD), **fields}


def sign(cache: Path, kind: str, change: Callable[[Any, bytes], tuple[Any, bytes]]) -> None:
    """Change every cache entry of a kind and compute its digest again, which needs no secret."""
    for path in (p for p in (cache / kind).rglob("*") if p.is_file()):
        head, _, data = path.read_bytes().split(b"\n", 1)[1].partition(b"\n")
        said, data = change(json.loads(head), data)
        body = json.dumps(said).encode() + (b"\n" + data if kind == "pictures" else b"")
        digest = hashlib.sha256(f"{kind} {path.name}\n".encode() + body).hexdigest()
        path.write_bytes(digest.encode() + b"\n" + body)


# --- S01, S13: the cache


@pytest.mark.parametrize("file", ["../../.bashrc", "ABSOLUTE", "bees/en/../../../x", "bees/en/hum.whatsapp-square.txt"])
def test_a_cache_entry_of_another_file_is_not_used(file: str, cache_folder: Path, tmp_path: Path, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    shutil.rmtree("out")
    file = str(tmp_path / "written") if file == "ABSOLUTE" else file
    (tmp_path / "home/.bashrc").write_text("mine", encoding="utf-8")

    def poison(record: dict[str, Any], _: bytes) -> tuple[dict[str, Any], bytes]:
        other = file if record["card"] == "dance" else "en/nothing"
        return {**record, "file": other, "sha256": hashlib.sha256(PAYLOAD).hexdigest(), "bytes": len(PAYLOAD)}, PAYLOAD

    sign(cache_folder, "pictures", poison)
    before = listing(tmp_path / "home")
    assert render(capsys, "--force", "--json") == ""   # entries are read even without --force
    shutil.rmtree("out")
    sign(cache_folder, "pictures", poison)
    assert render(capsys) == ""
    assert listing(Path("out")) == clean
    after = listing(tmp_path / "home")
    assert {name: data for name, data in after.items() if not name.startswith("project/out")} == before
    assert not (tmp_path / "written").exists()


def test_the_picture_of_another_card_is_not_taken_from_the_cache(cache_folder: Path, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    shutil.rmtree("out")
    known: dict[str, tuple[dict[str, Any], bytes]] = {}
    sign(cache_folder, "pictures", lambda record, data: known.setdefault(record["card"], (record, data)))

    def swap(record: dict[str, Any], _: bytes) -> tuple[dict[str, Any], bytes]:
        other, data = known["hum" if record["card"] == "dance" else "dance"]
        return {**other, "key": record["key"]}, data

    sign(cache_folder, "pictures", swap)
    render(capsys)
    assert listing(Path("out")) == clean


@pytest.mark.parametrize("what", ["nothing seen", "no files", "no list", "another list"])
def test_cached_run_cannot_claim_files_that_were_not_checked(what: str, cache_folder: Path, capsys: Said):
    render(capsys)
    assert list((cache_folder / "runs").rglob("[0-9a-f]" * 64))

    def empty(noted: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        noted["others"] = []
        if what == "nothing seen":
            noted["seen"] = []
        else:
            noted["seen"] = [row for row in noted["seen"] if row[0] == "bees"]
            noted["outcome"] |= {name: [] for name in ("files", "found", "problems", "strays", "untranslated")}
            kept = [row for row in noted["files"] if row[0] == "manifest.json"] if what != "no list" else []
            noted["files"] = kept if what != "another list" else [[*row[:2], "0" * 64] for row in kept]
            if what == "no files":
                noted["outcome"]["files"] = ["bees/en/dance.whatsapp-square.txt"]
        return noted, data

    sign(cache_folder, "runs", empty)
    write("bees/dance.yaml", "fact: [broken\n")
    assert "dance.yaml:1:" in render(capsys, status=1)


BAD = [5, None, [], {}, ["a"], "x" * 5000, 10**400, -1, True, 1e308, "\ud800", "../x", "a\0b"]


@pytest.mark.parametrize("name", ["seen", "files", "others", "outcome", "today", "days"])
def test_malformed_cached_run_is_ignored(name: str, cache_folder: Path, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    for value in [*BAD, [BAD], [[["a"], 1, 2]], [["bees", [1], ""]], [["bees", [1, 2, 3, "4"], ""]]]:
        sign(cache_folder, "runs", lambda noted, data: ({**noted, name: value}, data))  # noqa: B023 - called at once
        assert render(capsys) == ""
        assert listing(Path("out")) == clean


@pytest.mark.parametrize("kind", ["pictures", "sizes", "runs"])
def test_cache_entry_of_any_form_is_harmless(kind: str, cache_folder: Path, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    for value in [*BAD, {"a": BAD}, {"a": [["fact", "alone", 10**9]]}]:
        shutil.rmtree("out")
        sign(cache_folder, kind, lambda _, data: (value, data))  # noqa: B023 - called at once
        assert render(capsys) == ""
        assert listing(Path("out")) == clean
    for path in (p for p in (cache_folder / kind).rglob("*") if p.is_file()):
        body = b"[" * 200_000
        path.write_bytes(hashlib.sha256(f"{kind} {path.name}\n".encode() + body).hexdigest().encode() + b"\n" + body)
    shutil.rmtree("out")
    assert render(capsys) == ""
    assert listing(Path("out")) == clean


# --- S03, S17: the list of results

NOTE = (
    "note: `out/manifest.json` is not used: no run of this user wrote it as it is; "
    "the files that it lists are rendered again\n"
)


def test_a_poisoned_list_removes_nothing(tmp_path: Path, capsys: Said):
    render(capsys)
    licence = tmp_path / "home/project/victim/LICENSE"
    write("victim/LICENSE", "").write_bytes(PAYLOAD)
    write("out/bees/en/own.whatsapp-square.txt", "").write_bytes(PAYLOAD)
    write("out/bees/card.yaml", "").write_bytes(PAYLOAD)
    names = ("../victim/LICENSE", str(licence), "bees/card.yaml", "bees/en/own.whatsapp-square.txt")
    edit(LIST, lambda listed: listed["files"].extend(row(listed, file=name) for name in names))
    reported = render(capsys, "--prune")
    assert reported == NOTE, "one line, and no file of anybody is removed"
    assert licence.read_bytes() == PAYLOAD
    assert Path("out/bees/card.yaml").exists()
    assert Path("out/bees/en/own.whatsapp-square.txt").exists()
    assert render(capsys, "--prune") == "", "the list is right again"


def test_valid_row_of_another_user_is_listed_and_not_removed(capsys: Said):
    render(capsys)
    write("out/bees/en/own.whatsapp-square.txt", "").write_bytes(PAYLOAD)
    file = "bees/en/own.whatsapp-square.txt"
    edit(LIST, lambda listed: listed["files"].append(row(listed, file=file, card="own")))
    stray = "note: no card makes `out/bees/en/own.whatsapp-square.txt` any more\n"
    assert render(capsys) == NOTE + stray + "note: `--prune` removes what no card makes any more\n"
    kept = "warning: `out/bees/en/own.whatsapp-square.txt` is not removed: no run of this user made it\n"
    for _ in range(2):   # staying listed does not make it ours
        assert render(capsys, "--prune") == kept + stray
    assert Path("out", file).read_bytes() == PAYLOAD


def test_refused_card_removes_only_files_of_this_user(capsys: Said):
    render(capsys)
    edit(LIST, lambda listed: listed.update(factcards="0"))
    write("bees/hum.yaml", 'fact: "Bees hum."\nexpires: 2020-01-01\n')
    reported = render(capsys, status=1)
    assert f"warning: `{HUM}` is not removed, though its card is refused now: no run of this user made it\n" in reported
    assert HUM.exists()


@pytest.mark.parametrize("field", ["file", "set", "bytes", "sha256", "text", "qr", "problems", "inputs", "key", "md5"])
def test_malformed_manifest_is_written_again(field: str, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    for value in BAD:
        edit(LIST, lambda listed: listed["files"][0].update({field: value}))  # noqa: B023 - called at once
        assert render(capsys) in (NOTE, ""), value   # `null` for a missing code changes nothing
        assert listing(Path("out")) == clean, value
    assert render(capsys) == ""


@pytest.mark.parametrize(
    "text",
    ["", "5", "[]", "null", "{}", "[" * 100_000, '{"files": 5}', '{"files": [5]}', '{"files": {"sha256": 1}}',
     '{"files": [], "shard": {"number": 1, "of": 99999999999, "run": ""}}', '{"files": [], "engines": [1]}',
     '{"files": [], "measured": [{"sizes": 5}]}', '{"files": [], "untranslated": [{"set": 5}]}', "\ud800"],
)  # fmt: skip
def test_manifest_of_any_form_is_written_again(text: str, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    LIST.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert render(capsys, "--prune") == NOTE
    assert listing(Path("out")) == clean
    assert render(capsys) == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"file": 5}, "its field `file` cannot be this number"),
        ({"file": "../x"}, "its file `../x`: the path leads upward (`..`)"),
        ({"file": "/etc/passwd"}, "its file `/etc/passwd`: the path is absolute"),
        ({"card": "x"}, "it does not have the form `SET/LANGUAGE/CARD.SIZE.EXT`"),
        ({"format": "yaml"}, "its field `format` cannot be `yaml`"),
        ({"bytes": True}, "its field `bytes` cannot be true or false"),
        ({"more": 1}, "it holds an unknown field `more`"),
    ],
)
def test_wrong_row_is_named(fields: dict[str, object], why: str, capsys: Said):
    render(capsys)
    edit(LIST, lambda listed: listed["files"][0].update(fields))
    with pytest.raises(MalformedError) as refused:
        parse_manifest(LIST.read_bytes())
    assert why in str(refused.value)


def test_every_format_has_an_extension():
    assert EXTENSIONS.keys() == FORMATS.keys()


# --- S04: parts of somebody else


@pytest.fixture
def evil(capsys: Said) -> Path:
    """Write a folder of results with a payload and return its manifest for editing."""
    render(capsys, "-o", "evil/part")
    (Path("evil/part") / ".bashrc").write_bytes(PAYLOAD)
    (Path("evil/part") / "deep/er").mkdir(parents=True)
    return Path("evil/part")


@posix
@pytest.mark.parametrize("file", ["link/../../.bashrc", "../.bashrc", "ABSOLUTE", "bees/en/../../../../x"])
def test_a_part_cannot_write_outside(file: str, evil: Path, tmp_path: Path, capsys: Said):
    (evil / "link").symlink_to("deep/er")
    file = str(tmp_path / "written") if file == "ABSOLUTE" else file
    edit(evil / "manifest.json", lambda listed: listed["files"].append(row(listed, file=file)))
    before = listing(tmp_path / "home")
    capsys.readouterr()
    assert main(["merge", "evil/part", "-o", "joined"]) == 1
    reported = capsys.readouterr().err
    message = f"error: `evil/part/manifest.json` is not a list of results: its file {describe_value(file)}: the path "
    assert reported.startswith(message)
    assert listing(tmp_path / "home") == before
    assert not (tmp_path / "written").exists()


@posix
def test_links_of_a_part_are_not_followed_out_of_it(evil: Path, tmp_path: Path, capsys: Said):
    secret = tmp_path / "secret"
    secret.write_bytes(PAYLOAD)
    file = "bees/en/own.whatsapp-square.txt"
    (evil / file).symlink_to(secret)
    edit(evil / "manifest.json", lambda listed: listed["files"].append(row(listed, file=file, card="own")))
    assert main(["merge", "evil/part", "-o", "joined"]) == 1
    assert f"error: `evil/part/{file}` is not there" in capsys.readouterr().err
    assert not Path("joined", file).exists()
    joined = tmp_path / "elsewhere"
    joined.mkdir()
    Path("other").mkdir()
    Path("other/bees").symlink_to(joined)
    (evil / file).unlink()
    (evil / file).write_bytes(PAYLOAD)
    assert main(["merge", "evil/part", "-o", "other"]) == 1
    assert "cannot be written: the path leads out of the folder `" in capsys.readouterr().err
    assert list(joined.iterdir()) == []


def test_a_part_with_other_bytes_is_refused(evil: Path, capsys: Said):
    edit(evil / "manifest.json", lambda listed: listed["files"][0].update(bytes=listed["files"][0]["bytes"] + 1))
    assert main(["merge", "evil/part", "-o", "joined"]) == 1
    assert "`evil/part/bees/en/dance.whatsapp-square.txt` does not match its list" in capsys.readouterr().err


# --- S19: links among the results


@posix
def test_a_set_s_folder_that_leads_out_is_refused(tmp_path: Path, capsys: Said):
    render(capsys)
    outside = tmp_path / "outside"
    shutil.move("out/bees", outside)
    Path("out/bees").symlink_to(outside)
    before = listing(outside)
    reported = render(capsys, status=1)
    assert f"error: `{DANCE}` cannot be written: the path leads out of the folder `" in reported
    Path("bees/hum.yaml").unlink()
    render(capsys, "--prune", status=1)
    assert listing(outside) == before, "nothing is written, and nothing removed"


@posix
def test_a_link_that_stays_inside_is_followed(capsys: Said):
    Path("out/real").mkdir(parents=True)
    Path("out/bees").symlink_to("real")
    assert render(capsys) == ""
    assert Path("out/real/en/dance.whatsapp-square.txt").exists()
    assert render(capsys, "--why") == ""


@posix
def test_result_that_is_a_link_is_replaced(tmp_path: Path, capsys: Said):
    render(capsys)
    clean = listing(Path("out"))
    outside = tmp_path / "outside"
    outside.write_bytes(clean["bees/en/dance.whatsapp-square.txt"])
    DANCE.unlink()
    DANCE.symlink_to(outside)
    render(capsys)
    assert not DANCE.is_symlink()
    listed = tmp_path / "listed"
    LIST.rename(listed)
    LIST.symlink_to(listed)
    render(capsys)
    assert not LIST.is_symlink()
    assert listing(Path("out")) == clean
    DANCE.unlink()
    os.link(outside, DANCE)
    write("bees/dance.yaml", 'fact: "Bees dance."\n')
    render(capsys)
    assert outside.read_bytes() == clean["bees/en/dance.whatsapp-square.txt"]


@posix
def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path, capsys: Said):
    Path("out").mkdir()
    Path("out/.manifest.lock").symlink_to(tmp_path / "created")
    reported = render(capsys, status=1)
    assert reported == "error: `out/.manifest.lock` is a link and is not followed: remove it\n"
    assert not (tmp_path / "created").exists()


@posix
def test_stray_file_behind_a_link_is_not_removed(tmp_path: Path, capsys: Said):
    render(capsys)
    Path("bees/hum.yaml").unlink()
    outside = tmp_path / "outside"
    shutil.copytree("out/bees", outside)
    HUM.unlink()
    HUM.symlink_to(outside / "en" / HUM.name)
    render(capsys, "--prune")
    assert (outside / "en" / HUM.name).exists()
    assert HUM.is_symlink(), "a link that leads out is none of ours"


# --- a translation that is gone


def test_removed_translation_removes_its_picture_and_is_reported(capsys: Said):
    write("bees/set.yaml", SET + "languages: [en, es]\n")
    write("bees/dance.es.yaml", 'fact: "Las abejas bailan."\nsource: Frisch, 1927\n')
    render(capsys)
    spanish = Path("out/bees/es/dance.whatsapp-square.txt")
    assert spanish.exists()
    Path("bees/dance.es.yaml").unlink()
    reported = render(capsys)
    assert f"note: removed `{spanish}`: it is not translated any more\n" in reported
    assert not spanish.parent.exists()
    assert "removed" not in render(capsys), "said once"


def test_a_translation_with_an_error_is_removed_for_that_reason(capsys: Said):
    write("bees/set.yaml", SET + "languages: [en, es]\n")
    write("bees/dance.es.yaml", 'fact: "Las abejas bailan."\nsource: Frisch, 1927\n')
    render(capsys)
    write("bees/dance.es.yaml", 'fcat: "Las abejas bailan."\n')
    main(["render", "bees", "-o", "out", "-j", "1", "-s", "whatsapp-square", "-f", "dump"])
    reported = capsys.readouterr().err
    assert "warning: `dance` is not rendered in es: its words there have an error\n" in reported
    assert f"note: removed `{Path('out/bees/es/dance.whatsapp-square.txt')}`: its card is refused now\n" in reported
    assert "`dance` is not rendered in es: it is not translated" not in reported


def test_edited_picture_of_a_removed_translation_stays(capsys: Said):
    write("bees/set.yaml", SET + "languages: [en, es]\n")
    write("bees/dance.es.yaml", 'fact: "Las abejas bailan."\nsource: Frisch, 1927\n')
    render(capsys)
    spanish = write("out/bees/es/dance.whatsapp-square.txt", "a designer's")
    Path("bees/dance.es.yaml").unlink()
    assert "removed" not in render(capsys)
    assert spanish.exists()


# --- which lists are trusted, and what that costs


def kept(said: Said, *arguments: str) -> bool:
    """Return whether a run kept every file and reported nothing."""
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.txt")}
    reported = render(said, "--why", *arguments)
    return reported == "" and before == {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.txt")}


def forget(folder: Path) -> None:
    """Remove the list of trusted manifests."""
    for path in (folder / "user/factcards/manifests", Path(os.environ["FACTCARDS_CACHE"]) / "manifests"):
        path.unlink(missing_ok=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_second_run_in_a_work_tree_keeps_every_file(capsys: Said):
    render(capsys)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    assert kept(capsys)
    write("bees/dance.yaml", 'fact: "Bees dance."\n')
    render(capsys)
    subprocess.run([*git, "checkout", "-q", "."], check=True, capture_output=True)
    assert kept(capsys, "-f", "dump"), "a list of an earlier run is still known"
    shutil.rmtree("out")
    subprocess.run([*git, "checkout", "-q", "."], check=True, capture_output=True)
    assert kept(capsys)


def test_manifest_of_another_user_causes_no_drawing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
):
    render(capsys)
    clean = listing(Path("out"))
    forget(tmp_path)

    def refuse(*_: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr("factcards.batch.make.render_job", refuse)
    assert render(capsys, "--why") == NOTE + (
        f"{DANCE.relative_to('out')}: not in the manifest (found in the cache)\n"
        f"{HUM.relative_to('out')}: not in the manifest (found in the cache)\n"
    )
    assert listing(Path("out")) == clean
    assert kept(capsys), "the same list, now written by this user"


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root has files of other owners")
def test_root_keeps_files_of_another_owner(capsys: Said):
    render(capsys)
    for path in (Path("out"), *Path("out").rglob("*")):
        os.chown(path, 65534, 65534)
    assert kept(capsys)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the user's cache folder is elsewhere")
def test_cache_restored_by_ci_keeps_every_file(
    cache_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
):
    """The cache folder and `out` are copied to another machine, with other inodes, owners and times."""
    monkeypatch.delenv("FACTCARDS_CACHE")   # the default, in `XDG_CACHE_HOME`
    render(capsys)
    assert not cache_folder.exists()
    for folder in (Path("out"), Path("bees"), tmp_path / "user"):
        shutil.copytree(folder, f"{folder}-saved", copy_function=shutil.copyfile)
        shutil.rmtree(folder)
        shutil.copytree(f"{folder}-saved", folder, copy_function=shutil.copyfile)
    assert kept(capsys)
    assert kept(capsys, "--size", "whatsapp-square")


def test_two_users_of_one_folder_both_stay_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said):
    write("wasps/set.yaml", SET)
    write("wasps/sting.yaml", 'fact: "Wasps sting."\n')
    render(capsys)
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path / "another"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another user"))
    assert main(["render", "wasps"]) == 0
    assert without_location(capsys.readouterr().err) == NOTE
    listed = parse_manifest(LIST.read_bytes()).records
    assert [(record.set, record.card, record.adopted) for record in listed] == [
        ("bees", "dance", True), ("bees", "hum", True), ("wasps", "sting", False),
    ]  # fmt: skip
    assert main(["render", "wasps"]) == 0
    assert without_location(capsys.readouterr().err) == ""
    Path("bees/hum.yaml").unlink()
    assert f"warning: `{HUM}` is not removed: no run of this user made it\n" in render(capsys, "--prune")
    assert [record.adopted for record in parse_manifest(LIST.read_bytes()).records] == [False, True, False]
    assert main(["merge", "out", "-o", "joined"]) == 0


def test_another_cache_causes_no_rendering(tmp_path: Path, capsys: Said):
    render(capsys)
    assert kept(capsys, "--cache", str(tmp_path / "another"))


def test_the_library_s_lists_are_trusted_too(capsys: Said):
    cards = factcards.read_cards(Path("bees"))
    factcards.render_all(cards, out="out")
    assert all(result.kept for result in factcards.render_all(cards, out="out"))
    assert render(capsys) == ""
    edit(LIST, lambda listed: listed.update(factcards="0"))
    assert not any(result.kept for result in factcards.render_all(cards, out="out"))
    assert all(result.kept for result in factcards.render_all(cards, out="out"))


def test_merged_manifest_is_trusted(capsys: Said):
    for number in (1, 2):
        assert main(["render", "bees", "-o", f"part{number}", "--shard", f"{number}/2"], later_clock) == 0
    assert main(["merge", "part1", "part2", "-o", "out"]) == 0
    assert kept(capsys)


def test_a_list_in_a_store_that_was_edited_is_not_trusted(capsys: Said):
    place = "memory://hostile-lists/out"
    render(capsys, "-o", place)
    assert render(capsys, "-o", place, "--why") == ""
    target = factcards.batch.run.open_storage(place)
    data = target.read("manifest.json") or b""
    target.write("manifest.json", data.replace(b'"dance"', b'"dunce"'))
    assert "manifest.json` is not used: no run of this user wrote it as it is" in render(capsys, "-o", place)
    assert target.read("manifest.json") == data


# --- the folder of the cache


@posix
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o702])
def test_a_cache_in_which_everybody_may_write_is_not_used(mode: int, cache_folder: Path, capsys: Said):
    shared = Path("shared").absolute()
    shared.mkdir()
    shared.chmod(mode)
    reported = f"warning: the cache `{shared}` is not used: everybody may write there\n    hint: `chmod o-w {shared}`\n"
    assert render(capsys, "--cache", str(shared)) == reported
    assert list(shared.iterdir()) == []
    assert render(capsys, "--cache", str(shared)) == reported, "lists are known by the user's own folder"
    assert render(capsys, "--cache", "shared") == reported.replace(f"cache `{shared}`", "cache `shared`")
    assert main(["cache", "--cache", str(shared), "--clear"]) == 1
    inside = shared / "cache"
    inside.mkdir()
    reported = render(capsys, "--cache", str(inside))
    assert ("is not used" not in reported) == (mode == 0o1777), "in a folder as `/tmp` only the owner can replace it"
    assert cache_folder.parent.exists()


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root has files of other owners")
def test_cache_of_another_user_in_a_shared_folder_is_not_used(capsys: Said):
    shared = Path("shared").absolute()
    (shared / "cache").mkdir(parents=True)
    shared.chmod(0o1777)
    os.chown(shared / "cache", 65534, 65534)
    assert f"is not used: everybody may write there through `{shared}`" in render(
        capsys, "--cache", str(shared / "cache")
    )


def test_cache_below_a_folder_that_the_user_cannot_enter_is_not_used(monkeypatch: pytest.MonkeyPatch, capsys: Said):
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("factcards.batch.cache_folder.find_world_writable_folder", refuse)
    reported = "warning: the cache `closed` is not used: permission denied\n"
    hint = "    hint: name another one with `--cache` or `FACTCARDS_CACHE`\n"
    assert render(capsys, "--cache", "closed") == reported + hint


@posix
def test_cache_folder_is_private(capsys: Said):
    before = os.umask(0)
    try:
        render(capsys, "--cache", "own/cache")
        assert Path("own/cache").stat().st_mode & 0o777 == 0o700
        assert Path("own").stat().st_mode & 0o777 == 0o700
        shutil.rmtree("out")
        assert "found in the cache" in render(capsys, "--cache", "own/cache", "--why")
    finally:
        os.umask(before)


def test_trust_list_is_bounded_and_loses_no_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("factcards.storage.trust.MAX_MANIFESTS", 10)
    trusted = TrustList((tmp_path / "own",))
    digests = [hashlib.sha256(bytes([number])).hexdigest() for number in range(20)]
    for digest in digests:
        trusted.add(digest)
    assert [digest in trusted for digest in digests] == [False] * 10 + [True] * 10
    trusted.add(digests[10])   # a digest in use stays
    for digest in digests[:5]:
        trusted.add(digest)
    assert digests[10] in trusted
    assert digests[12] not in trusted


def test_simultaneous_runs_lose_no_manifest(tmp_path: Path):
    code = (
        "import hashlib, sys; from pathlib import Path; from factcards.storage.trust import TrustList\n"
        "for n in range(20):\n"
        "    TrustList((Path(sys.argv[1]),)).add(hashlib.sha256(f'{sys.argv[2]} {n}'.encode()).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "own")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    runs = [subprocess.Popen([*command, str(number)], env=environment) for number in range(4)]
    assert [run.wait(60) for run in runs] == [0] * 4
    trusted = TrustList((tmp_path / "own",))
    assert all(hashlib.sha256(f"{run} {n}".encode()).hexdigest() in trusted for run in range(4) for n in range(20))


@pytest.mark.parametrize("text", [b"\xff" * 100, b"x\n" * 10, b"", b"0" * (2 << 20)])
def test_broken_trust_list_trusts_no_manifest(text: bytes, tmp_path: Path):
    trusted = TrustList((tmp_path,))
    (tmp_path / "manifests").write_bytes(text)
    assert "0" * 64 not in trusted
    trusted.add("1" * 64)
    assert "1" * 64 in trusted
    assert "1" * 64 not in TrustList(())


def test_the_digest_is_that_of_the_list(cache_folder: Path, capsys: Said):
    render(capsys)
    assert digest_file(LIST) in TrustList((cache_folder,))
