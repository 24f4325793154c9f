"""External executors: every executor works, failures are retried, and workers get the files that they lack."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.results import listing

import factcards
from factcards.batch import Failure, Request, apply_common_sizes, open_external, plan_jobs
from factcards.batch.dispatch import run_tasks
from factcards.batch.worker_assets import Requirements, _fetch_fonts
from factcards.model.assets import Assets
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.jobs import Job
from factcards.storage.blobs import BlobCache, BlobStore

ROOT = Path(__file__).parents[2]
FONT = ROOT / "fonts" / "Alexandria-700.ttf"
NAMES = ("comb", "honey", "wax")


def lay_cards(folder: Path, more: str = "", side: int = 200) -> factcards.CardSet:
    """Write a set of three cards with one type size, one of them with a photograph."""
    folder.mkdir(parents=True, exist_ok=True)
    said = "language: en\nsizes: [whatsapp-square]\nsource: Frisch, 1927\naction: https://example.org/act\n"
    (folder / "set.yaml").write_text(said + more, encoding="utf-8")
    Image.linear_gradient("L").convert("RGB").resize((300, side)).save(folder / "photo.png")
    for name in NAMES:
        image = "image: photo.png\n" if name == "comb" else ""
        fact = f'fact: "All about {name}, of which bees know."\n'
        (folder / f"{name}.yaml").write_text(fact + image, encoding="utf-8")
    return factcards.read_cards(folder)


@pytest.fixture(scope="module")
def bees(tmp_path_factory: pytest.TempPathFactory) -> tuple[factcards.CardSet, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("bees")
    cards = lay_cards(folder / "bees")
    factcards.render_all(cards, out=folder / "out")
    return cards, listing(folder / "out")


Call = tuple[Callable[..., Any], tuple[Any, ...]]


class Alone(Executor):
    """Runs each call in a new process and another folder, with nothing but what it is sent."""

    def __init__(self, folder: Path, code: str = "") -> None:
        self._folder = folder
        self._code = f"{code}\nimport pickle, sys\nwork, arguments = pickle.load(sys.stdin.buffer)\n" \
                     "sys.stdout.buffer.write(pickle.dumps(work(*arguments)))"  # fmt: skip

        self._threads = ThreadPoolExecutor(2)

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        return self._threads.submit(self._call, pickle.dumps((work, arguments)))

    def _call(self, said: bytes) -> Any:
        done = subprocess.run(
            [sys.executable, "-c", self._code], input=said, capture_output=True, check=False,
            cwd=self._folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        if done.returncode:
            raise ConnectionError(done.stderr.decode().splitlines()[-1])
        return pickle.loads(done.stdout)

    def shutdown(self, wait: bool = True, **_: Any) -> None:
        self._threads.shutdown(wait)


class Faulty(Executor):
    """Runs each call at once, unless `fault` returns an exception for its jobs."""

    def __init__(self, fault: Callable[[tuple[Job, ...]], BaseException | None]) -> None:
        self._fault = fault
        self.calls: list[tuple[str, ...]] = []

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        jobs = arguments[1]
        self.calls.append(tuple(job.card.id for job in jobs))
        error = self._fault(jobs)
        if isinstance(error, CancelledError):
            future.cancel()
            future.set_running_or_notify_cancel()
        elif error:
            future.set_exception(error)
        else:
            future.set_result(work(*arguments))
        return future


@contextmanager
def spawned() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        yield pool


# --- any executor


@pytest.mark.parametrize("kind", ["threads", "processes", "a process a call"])
def test_every_executor_renders_the_same_files(
    kind: str, bees: tuple[factcards.CardSet, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    cards, clean = bees
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(tmp_path)
    with {
        "threads": lambda: ThreadPoolExecutor(2), "processes": spawned, "a process a call": lambda: Alone(elsewhere),
    }[kind]() as executor:  # fmt: skip
        made = factcards.render_all(cards, out="out", executor=executor)
    assert [result.file for result in made] == [Path(f"out/bees/en/{name}.whatsapp-square.png") for name in NAMES]
    assert listing(tmp_path / "out") == clean
    assert list(elsewhere.iterdir()) == []


# --- workers that are lost


def tasks() -> Any:
    cards = factcards.read_cards(ROOT / "examples" / "small-set")
    return plan_jobs([cards], Request(sizes=("instagram-square",)), read_theme).tasks


def name(job: Job, _assets: Assets) -> str:
    return f"{job.card.id}.{job.card.language}"


def die_at_palermo(job: Job, assets: Assets) -> str:
    if name(job, assets) == "palermo-protocol.en":
        os._exit(9)
    return name(job, assets)


def test_broken_pool_fails_one_card():
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = dict(run_tasks(tasks(), die_at_palermo, open_external(pool)))
    by_name = {name(task.job, None): outcome for task, outcome in found.items()}  # type: ignore[arg-type]
    dead = by_name.pop("palermo-protocol.en")
    assert isinstance(dead, Failure)
    assert [p.message for p in dead.problems] == [
        "its process ended without a message: perhaps the memory was used up"
    ]
    assert all(by_name[one] == one for one in by_name)
    assert len(by_name) == len(tasks()) - 1


class KilledWorker(Exception):  # noqa: N818 - the name is distributed's
    """Stands for the exception of `distributed` for a task whose workers died."""


@pytest.mark.parametrize(
    ("error", "times", "reported"),
    [
        (ConnectionError("lost"), 3, "its worker failed 3 times (ConnectionError: lost)"),
        (CancelledError(), 3, "its worker failed 3 times (concurrent.futures._base.CancelledError: it was cancelled)"),
        (KilledWorker("dead"), 2, "every worker that tried it died: perhaps the memory was used up"),
    ],
)
def test_failed_worker_is_tried_twice_more(error: BaseException, times: int, reported: str):
    executor = Faulty(lambda jobs: error if "every-four-years" in {job.card.id for job in jobs} else None)
    found = list(run_tasks(tasks(), name, open_external(executor)))
    failed = [task.job.card.id for task, outcome in found if isinstance(outcome, Failure)]
    assert failed == ["every-four-years"] * 2
    assert {p.message for _, o in found if isinstance(o, Failure) for p in o.problems} == {reported}
    assert [o for _, o in found if isinstance(o, str)] == ["palermo-protocol.en", "palermo-protocol.es"]
    tried = [call for call in executor.calls if "every-four-years" in call]
    assert tried[0] == ("every-four-years", "every-four-years")   # both languages, then each alone
    assert tried[1:] == [("every-four-years",)] * 2 * (times - 1)


def test_job_that_fails_once_is_rendered():
    failed: list[object] = []

    def once(jobs: tuple[Job, ...]) -> BaseException | None:
        return None if failed else (failed.append(jobs) or OSError("comm closed"))  # type: ignore[func-returns-value]

    found = list(run_tasks(tasks(), name, open_external(Faulty(once))))
    assert len(found) == len(tasks())
    assert not any(isinstance(outcome, Failure) for _, outcome in found)


def test_card_that_could_not_be_measured_does_not_affect_others(
    bees: tuple[factcards.CardSet, dict[str, bytes]], tmp_path: Path
):
    """Another worker might draw the card, but the others would then have other type sizes."""
    executor = Faulty(lambda jobs: ConnectionError("lost") if "wax" in {job.card.id for job in jobs} else None)
    plan = plan_jobs([bees[0]], Request(), read_theme)
    evened = apply_common_sizes(plan, open_external(executor))
    assert list(evened.failures) == ["bees/en/wax.whatsapp-square.png"]
    made = factcards.render_all(bees[0], out=tmp_path / "out", executor=executor, strict=False)
    assert [r.job.card.id for r in made if r.file is None] == ["wax"]
    assert factcards.render_all(bees[0], out=tmp_path / "out")[2].file
    assert listing(tmp_path / "out") == bees[1]


# --- workers that cannot do our work


def test_a_worker_without_factcards_ends_the_run(bees: tuple[factcards.CardSet, dict[str, bytes]], tmp_path: Path):
    executor = Faulty(lambda _: ModuleNotFoundError("No module named 'factcards'"))
    with pytest.raises(factcards.FactcardsError) as raised:
        factcards.render_all(bees[0], out=tmp_path / "out", executor=executor)
    assert [str(p) for p in raised.value.problems] == [
        "error: the workers cannot be used (ModuleNotFoundError: No module named 'factcards'): "
        "is the same factcards installed there?"
    ]
    assert len(executor.calls) == 1


def test_worker_with_other_versions_is_refused(bees: tuple[factcards.CardSet, dict[str, bytes]], tmp_path: Path):
    other = "import factcards.batch.versions as v\nold = v.find_version\n" \
            "v.find_version = lambda name: '9.9' if name in ('pillow', 'isal') else old(name)"  # fmt: skip
    with pytest.raises(factcards.FactcardsError) as raised:
        factcards.render_all(bees[0], out=tmp_path / "out", executor=Alone(tmp_path, other))
    (problem,) = raised.value.problems
    assert "has isal 9.9, pillow 9.9, and" in problem.message
    assert problem.message.endswith(
        "install the same there, since otherwise the same card would not give the same bytes"
    )
    assert not list((tmp_path / "out").rglob("*.png"))


# --- what a worker's own disk has not


class Moved(ThreadPoolExecutor):
    """Removes the files of the set before its first call."""

    def __init__(self, folder: Path) -> None:
        super().__init__(2)
        self._gone = folder
        self._turn = threading.Lock()

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        with self._turn:
            if self._gone.exists():
                shutil.rmtree(self._gone)
        return super().submit(work, *arguments, **named)


@pytest.mark.parametrize("scheme", ["folder", "memory"])
def test_photographs_logos_and_fonts_come_from_a_store(scheme: str, tmp_path: Path):
    fonts = tmp_path / "bees" / "fonts" / "own"
    fonts.mkdir(parents=True)
    shutil.copy(FONT, fonts / "Own.ttf")
    said = "fonts: fonts\nbrand: {name: Hive, logo: photo.png, fonts: {text: Alexandria}}\n"
    cards = lay_cards(tmp_path / "bees", said)
    factcards.render_all(cards, out=tmp_path / "clean")
    store = f"memory://{tmp_path.name}-store" if scheme == "memory" else tmp_path / "store"
    with Moved(tmp_path / "bees") as executor:
        factcards.render_all(cards, out=tmp_path / "out", executor=factcards.with_store(executor, store=store))
    assert not (tmp_path / "bees").exists()
    assert listing(tmp_path / "out") == listing(tmp_path / "clean")
    if scheme == "folder":
        names = listing(tmp_path / "store")
        assert len(names) == 3   # the photograph, which is also the logo, the font, and the list of fonts
        assert all(name == f"{name[3:5]}/{name[3:]}" for name in names)


def test_missing_file_without_a_store_is_named(tmp_path: Path):
    cards = lay_cards(tmp_path / "bees", side=201)   # a picture that this process has not opened yet
    with Moved(tmp_path / "bees") as executor, pytest.raises(factcards.FactcardsError) as raised:
        factcards.render_all(cards, out=tmp_path / "out", executor=executor)
    (problem,) = raised.value.problems
    assert problem.message.startswith("worker `")
    missing = f"does not have the picture `{tmp_path}/bees/photo.png`: give `--store`, or copy it there"
    assert problem.message.endswith(missing)


def test_requirements_are_sent_with_the_jobs(bees: tuple[factcards.CardSet, dict[str, bytes]], tmp_path: Path):
    seen: list[Requirements] = []

    class Noting(Faulty):
        def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
            seen.append(arguments[2])
            return super().submit(work, *arguments, **named)

    factcards.render_all(bees[0], out=tmp_path / "out", executor=Noting(lambda _: None))
    assert len({pickle.dumps(needs) for needs in seen}) == 1
    assert seen[0] == replace(seen[0], store="", root=str(Path.cwd()))
    assert "pillow " in seen[0].engines


@pytest.mark.parametrize(
    "fonts",
    [[["../../written.ttf", "DIGEST"]], [["/tmp/written.ttf", "DIGEST"]], [["link\\..\\x", "DIGEST"]],
     [["a.ttf", "../../x"]], [["a.ttf"]], [[5, "DIGEST"]], {"a": 1}, 5, [["a\u0000b", "DIGEST"]],
     [["con.ttf", "DIGEST"]]],
)  # fmt: skip
def test_list_of_fonts_in_a_store_cannot_lead_out(fonts: Any, tmp_path: Path):
    store = BlobStore(str(tmp_path / "store"))
    data = FONT.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    store.put(digest, lambda: data)
    listed = json.dumps(fonts).replace("DIGEST", digest).encode()
    before = listing(tmp_path)
    with pytest.raises(factcards.FactcardsError, match=r"list of fonts cannot be used|is not a SHA-256"):
        _fetch_fonts(tmp_path / "fetched" / "fonts", listed, BlobCache(store))
    assert listing(tmp_path) == before


def test_deeply_nested_list_in_a_store_is_refused(tmp_path: Path):
    with pytest.raises(factcards.FactcardsError, match="cannot be used"):
        _fetch_fonts(tmp_path, b"[" * 100_000, BlobCache(BlobStore(str(tmp_path / "store"))))


def test_blob_is_named_by_a_digest(tmp_path: Path):
    (tmp_path / "secret").write_bytes(b"x")
    for name in ("../secret", "/etc/passwd", "0" * 63, "0" * 62 + "/.", ""):
        with pytest.raises(factcards.FactcardsError, match="is not a SHA-256"):
            BlobStore(str(tmp_path / "store")).get(name)
