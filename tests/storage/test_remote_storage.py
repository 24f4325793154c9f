"""Results in a storage that fsspec opens: atomic writes, change detection without reading, a complete manifest."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import uuid
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from support.results import hide_time

import factcards
from factcards.cli import main
from factcards.errors import FolderError
from factcards.storage.local_storage import Folder
from factcards.storage.remote_storage import RemoteFolder, RemoteStat
from factcards.storage.storages import open_storage

SET = "language: en\nsource: Frisch, 1927\naction: https://example.org/act\nsizes: [whatsapp-square]\n"
Said = pytest.CaptureFixture[str]


class Watched(MemoryFileSystem):
    """A store that lists MD5s, as S3 does, and records reads."""

    protocol = "az"
    store: dict[str, Any] = {}  # noqa: RUF012 - fsspec's own way
    pseudo_dirs = [""]  # noqa: RUF012
    reads: list[str] = []  # noqa: RUF012

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return MemoryFileSystem._strip_protocol(path.replace("az://", "memory://"))

    def info(self, path: str, **named: Any) -> dict[str, Any]:
        return self._sign(super().info(path, **named))

    def find(self, path: str, *arguments: Any, **named: Any) -> Any:
        found = super().find(path, *arguments, **named)
        return {name: self._sign(reported) for name, reported in found.items()} if isinstance(found, dict) else found

    def cat_file(self, path: str, *arguments: Any, **named: Any) -> bytes:
        self.reads.append(path.rpartition("/")[2])
        return super().cat_file(path, *arguments, **named)

    def _sign(self, reported: dict[str, Any]) -> dict[str, Any]:
        if reported["type"] == "file":
            held = self.store[self._strip_protocol(reported["name"])].getvalue()
            reported["ETag"] = f'"{hashlib.md5(held).hexdigest()}"'
        return reported


class Shared(LocalFileSystem):
    """A network share: a file is visible while it is being written."""

    protocol = "share"
    moved: list[str] = []  # noqa: RUF012

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return LocalFileSystem._strip_protocol(path.removeprefix("share://"))

    def mv(self, path1: str, path2: str, **named: Any) -> None:
        self.moved.append(path2.rpartition("/")[2])
        super().mv(path1, path2, **named)


fsspec.register_implementation("az", Watched, clobber=True)
fsspec.register_implementation("share", Shared, clobber=True)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACTCARDS_CACHE_SIZE", "0")
    Path("bees").mkdir()
    Path("bees/set.yaml").write_text(SET, encoding="utf-8")
    for name in ("comb", "honey", "wax"):
        card(name, f"All about {name}.")
    Watched.reads.clear()
    Shared.moved.clear()


def card(name: str, fact: str) -> None:
    Path(f"bees/{name}.yaml").write_text(f'fact: "{fact}"\n', encoding="utf-8")


def place(scheme: str, tmp_path: Path) -> str:
    return f"{scheme}://{tmp_path}/made" if scheme in ("share", "file") else f"{scheme}://{uuid.uuid4().hex}/made"


def listing(url: str) -> dict[str, bytes]:
    store, path = fsspec.core.url_to_fs(url)
    return {name[len(path) :].lstrip("/"): store.cat_file(name) for name in store.find(path)}


def pictures(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not name.startswith("manifest")}


@pytest.mark.parametrize("scheme", ["memory", "az", "share", "file"])
def test_the_files_are_those_of_a_local_run(scheme: str, tmp_path: Path, capsys: Said):
    url = place(scheme, tmp_path)
    assert main(["render", "bees", "-j", "1"]) == 0
    assert main(["render", "bees", "-j", "1", "-o", url, "--why"]) == 0
    clean = listing(f"file://{tmp_path}/out")
    assert pictures(listing(url)) == pictures(clean)
    records = [json.loads(files["manifest.json"])["files"] for files in (listing(url), clean)]
    assert [{k: v for k, v in r.items() if k != "md5"} for r in records[0]] == records[1]
    assert capsys.readouterr().err.count("not there") == 3
    Watched.reads.clear()
    assert main(["render", "bees", "-j", "1", "-o", url, "--why"]) == 0
    shown = url.removeprefix("file://")
    assert hide_time(capsys.readouterr().err) == f"3 pictures in `{shown}` (3 unchanged), 0.0 s\n"
    assert set(Watched.reads) <= {"manifest.json"}, "what is in the listing is not read"
    if scheme == "share":   # each had a temporary name until it was complete
        assert {*Shared.moved} == {"manifest.json", *(f"{n}.whatsapp-square.png" for n in ("comb", "honey", "wax"))}


@pytest.mark.parametrize("scheme", ["memory", "az"])
def test_changed_remote_file_is_written_again(scheme: str, tmp_path: Path, capsys: Said):
    url = place(scheme, tmp_path)
    main(["render", "bees", "-j", "1", "-o", url])
    capsys.readouterr()
    clean = listing(url)
    store, path = fsspec.core.url_to_fs(url)
    store.pipe_file(f"{path}/bees/en/comb.whatsapp-square.png", clean["bees/en/comb.whatsapp-square.png"][:-1] + b"!")
    store.rm_file(f"{path}/bees/en/wax.whatsapp-square.png")
    assert main(["render", "bees", "-j", "1", "-o", url, "--why"]) == 0
    assert hide_time(capsys.readouterr().err).splitlines() == [
        "bees/en/comb.whatsapp-square.png: the file was changed by someone",
        "bees/en/wax.whatsapp-square.png: not there",
        f"3 pictures in `{url}` (1 unchanged), 0.0 s",
    ]
    assert listing(url) == clean


def test_refused_cards_and_stray_files_are_removed_from_the_store(tmp_path: Path, capsys: Said):
    url = place("az", tmp_path)
    main(["render", "bees", "-j", "1", "-o", url])
    card("comb", "Comb " * 590)
    Path("bees/wax.yaml").unlink()
    capsys.readouterr()
    assert main(["render", "bees", "-j", "1", "-o", url]) == 1
    assert f"note: no card makes `{url}/bees/en/wax.whatsapp-square.png` any more" in capsys.readouterr().err
    card("comb", "All about comb.")
    assert main(["render", "bees", "-j", "1", "-o", url, "--prune"]) == 0
    assert sorted(pictures(listing(url))) == [f"bees/en/{name}.whatsapp-square.png" for name in ("comb", "honey")]
    assert [r["card"] for r in json.loads(listing(url)["manifest.json"])["files"]] == ["comb", "honey"]


def test_simultaneous_runs_lose_no_record(tmp_path: Path):
    url, cards = place("memory", tmp_path), factcards.read_cards("bees")
    sizes = ("whatsapp-square", "instagram-square", "open-graph", "x-landscape")
    threads = [
        threading.Thread(
            target=factcards.render_all, args=(cards,), kwargs={"out": url, "sizes": [size], "formats": ["dump"]}
        )
        for size in sizes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(json.loads(listing(url)["manifest.json"])["files"]) == len(sizes) * 3


def test_manifest_written_by_a_simultaneous_run_is_read_again(tmp_path: Path):
    folder, seen = RemoteFolder(place("az", tmp_path)), list[RemoteStat | None]()

    def change(state: RemoteStat | None) -> bytes:
        seen.append(state)
        if len(seen) < 3:
            folder.write("list", b"%d" % len(seen))
        return b"ours after " + (folder.read("list") or b"nothing")

    folder.update("list", change)
    assert folder.read("list") == b"ours after 2"
    assert seen[0] is None
    assert len(seen) == 3
    with pytest.raises(FolderError, match="other runs write it all the time"):
        folder.update("list", lambda _: folder.write("list", uuid.uuid4().bytes) and b"ours")


def test_a_result_has_its_url(tmp_path: Path):
    url = place("memory", tmp_path)
    made = factcards.render_all(factcards.read_cards("bees"), out=url)
    assert [r.file for r in made] == [f"{url}/bees/en/{n}.whatsapp-square.png" for n in ("comb", "honey", "wax")]


def test_worker_with_a_separate_store_is_reported():
    """Each process has its own `memory://`."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool, pytest.raises(factcards.FactcardsError) as raised:
        factcards.render_all(factcards.read_cards("bees"), out="memory://made", executor=pool)
    assert str(raised.value) == (
        "error: `memory://made/bees/en/comb.whatsapp-square.png` was written by a worker and is not here: "
        "choose a folder that all workers share"
    )


@pytest.mark.parametrize(
    ("url", "missing", "reported"),
    [
        ("s3://bucket/x", "fsspec", "`s3://` needs a library that is not installed: pip install 'factcards[s3]'"),
        ("s3://bucket/x", "s3fs", "`s3://` needs a library that is not installed: pip install 'factcards[s3]'"),
        ("memory://x", "fsspec", "`memory://` needs a library that is not installed: pip install 'factcards[remote]'"),
        ("gs://bucket/x", "gcsfs", "`gs://` needs a library that is not installed: fsspec's library for `gs://`"),
        ("bees://hive", "none", "`bees://hive` cannot be opened: `bees` is not a known scheme"),
    ],
)
def test_missing_library_is_reported(
    url: str, missing: str, reported: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
):
    monkeypatch.setitem(sys.modules, missing, None)
    assert main(["render", "bees", "-o", url]) == 1
    assert capsys.readouterr().err == f"error: {reported}\n"


def test_a_scheduler_needs_an_extra_and_an_address(monkeypatch: pytest.MonkeyPatch, capsys: Said):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["render", "bees", "--on", "dask://127.0.0.1:8786"]) == 1
    assert capsys.readouterr().err == (
        "error: `dask://127.0.0.1:8786` needs a library that is not installed: pip install 'factcards[dask]'\n"
    )
    for wrong in ("127.0.0.1:8786", "dask://host", "ray://host:1", "dask://host:1/path"):
        with pytest.raises(SystemExit, match="2"):
            main(["render", "bees", "--on", wrong])
        assert f"`{wrong}` is not a scheduler: expected an address such as dask://host:8786" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["render", "bees", "--store", "store"])
    assert "`--store` is for external workers: name their scheduler with `--on`" in capsys.readouterr().err


def test_a_path_and_a_url_of_this_machine_are_folders(tmp_path: Path):
    assert open_storage(f"file://{tmp_path}/a%20b") == Folder(tmp_path / "a b")
    assert open_storage("out") == Folder(Path("out"))
    assert open_storage("s3://bucket/x/") == RemoteFolder("s3://bucket/x")


def test_local_run_does_not_import_fsspec():
    code = (
        "import sys; from factcards.cli import main; main(['render', 'bees', '-j', '1'])\n"
        "print([m for m in ('fsspec', 's3fs', 'distributed', 'dask', 'botocore', 'asyncio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
