"""A new folder is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from factcards.storage import new_folder
from factcards.storage.new_folder import find_visible_entry, write_new_folder
from factcards.storage.paths import UnsafeNameError

FILES = {"a.txt": b"a", "inner/b.txt": b"b", "inner/c.txt": b"c"}


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def stop_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """Make the write of the nth file fail."""
    count = iter(range(1, 100))
    write = new_folder.write_atomic

    def fail(path: Path, data: bytes) -> None:
        if next(count) == number:
            raise error
        write(path, data)

    monkeypatch.setattr(new_folder, "write_atomic", fail)


@pytest.mark.parametrize("name", ["new", "not/there/new"])
def test_a_folder_that_is_not_there_is_made(name: str, tmp_path: Path):
    write_new_folder(tmp_path / name, FILES)
    assert listing(tmp_path / name) == sorted(FILES)
    assert {path: (tmp_path / name / path).read_bytes() for path in FILES} == FILES
    assert find_visible_entry(tmp_path) == name.split("/")[0]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("hidden", [[], [".git", ".DS_Store"], ["Thumbs.db", "desktop.ini"]])
def test_an_empty_folder_is_filled(hidden: list[str], tmp_path: Path):
    for name in hidden:
        (tmp_path / name).write_bytes(b"")
    assert find_visible_entry(tmp_path) == ""
    write_new_folder(tmp_path, FILES)
    assert listing(tmp_path) == sorted([*hidden, *FILES])


def test_the_current_folder_can_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    before = Path().stat().st_ino
    write_new_folder(Path(), FILES)
    assert listing(tmp_path) == sorted(FILES)
    assert Path().stat().st_ino == tmp_path.stat().st_ino == before


@pytest.mark.parametrize("error", [OSError(28, "no space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("name", ["new", "not/there/new", "."])
def test_nothing_is_left_after_a_failure(
    name: str, number: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stop_at(monkeypatch, number, error)
    with pytest.raises(type(error)):
        write_new_folder(tmp_path / name, FILES)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_after_a_failed_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "inner":
            raise OSError(5, "input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="input/output error"):
        write_new_folder(tmp_path, FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write = new_folder.write_atomic

    def interfere(path: Path, data: bytes) -> None:
        write(path, data)
        (tmp_path / "inner").write_bytes(b"of somebody else")

    monkeypatch.setattr(new_folder, "write_atomic", interfere)
    with pytest.raises(FileExistsError):
        write_new_folder(tmp_path, FILES)
    assert listing(tmp_path) == ["inner"]
    assert (tmp_path / "inner").read_bytes() == b"of somebody else"


def test_a_folder_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write = new_folder.write_atomic

    def interfere(path: Path, data: bytes) -> None:
        write(path, data)
        (tmp_path / "new").mkdir(exist_ok=True)
        (tmp_path / "new" / "theirs.txt").write_bytes(b"theirs")

    monkeypatch.setattr(new_folder, "write_atomic", interfere)
    with pytest.raises(OSError):
        write_new_folder(tmp_path / "new", FILES)
    assert listing(tmp_path) == ["new/theirs.txt"]


def test_a_name_that_leads_out_is_refused(tmp_path: Path):
    with pytest.raises(UnsafeNameError):
        write_new_folder(tmp_path / "new", {"a.txt": b"", "../b.txt": b""})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_folder_has_the_usual_permissions(tmp_path: Path):
    write_new_folder(tmp_path / "new", FILES)
    (tmp_path / "plain").mkdir()
    for name in ("new", "new/inner"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
