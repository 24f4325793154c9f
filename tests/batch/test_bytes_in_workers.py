"""Photographs and logos that a program gives as bytes reach every worker: with the job, or through a store."""

from __future__ import annotations

import io
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.results import listing
from test_executors import Alone, spawned

import factcards
from factcards.batch.worker_assets import drop_photo_bytes
from factcards.read import make_card, make_set
from factcards.rendering.jobs import Job

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#e4002b"/></svg>'
DARK = LOGO.replace(b"#e4002b", b"#ffd020")


def photograph() -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((640, 480)).save(stream, "JPEG")
    return stream.getvalue()


FILES = {"photo.jpg": photograph(), "logo/light.svg": LOGO, "logo/dark.svg": DARK}


def cards_of(files: dict[str, bytes] | None) -> factcards.CardSet:
    """Return a set of two cards whose photograph and logos are in `files`, or in the working folder."""
    made = [
        make_card(
            name=name, language="en", fact=f"All about {name}, of which bees know.", source="Frisch, 1927",
            action="https://example.org/act", image="photo.jpg", theme="photo", files=files,
            brand={"name": "Hive", "logo": {"light": "logo/light.svg", "dark": "logo/dark.svg"}},
        )
        for name in ("comb", "wax")
    ]
    return make_set(made, name="bees", sizes=["whatsapp-square"])


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files that the same cards make of pictures on the disk."""
    folder = tmp_path_factory.mktemp("disk")
    for name, data in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        factcards.render_all(cards_of(None), out=folder / "out")
    return listing(folder / "out")


def test_bytes_render_like_files(on_disk: dict[str, bytes], tmp_path: Path):
    factcards.render_all(cards_of(FILES), out=tmp_path / "out")
    assert listing(tmp_path / "out") == on_disk
    assert len(on_disk) == 3   # two pictures and their list


@pytest.mark.parametrize("kind", ["threads", "processes", "a process a call"])
def test_bytes_reach_the_workers_of_any_executor(kind: str, on_disk: dict[str, bytes], tmp_path: Path):
    alone, threads = partial(Alone, tmp_path), partial(ThreadPoolExecutor, 2)
    opened = {"threads": threads, "processes": spawned, "a process a call": alone}
    with opened[kind]() as executor:
        factcards.render_all(cards_of(FILES), out=tmp_path / "out", executor=executor)
    assert listing(tmp_path / "out") == on_disk


class Noting(Executor):
    """Passes calls on and keeps their jobs."""

    def __init__(self, inner: Executor) -> None:
        self.inner, self.jobs = inner, list[Job]()

    def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.jobs += arguments[1]
        return self.inner.submit(work, *arguments, **named)


def test_bytes_reach_workers_through_a_store_once(on_disk: dict[str, bytes], tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    with Alone(tmp_path / "elsewhere") as alone:
        noting = Noting(alone)
        executor = factcards.with_store(noting, store=tmp_path / "store")
        factcards.render_all(cards_of(FILES), out=tmp_path / "out", executor=executor)
    assert listing(tmp_path / "out") == on_disk
    assert {*listing(tmp_path / "store").values()} >= {*FILES.values()}
    sent = [job.card.image.photo.data for job in noting.jobs] + [job.card.brand.logo.data for job in noting.jobs]
    assert {*sent} == {b""}   # not with each job as well


def test_bytes_that_the_store_lost_are_reported_by_their_name(tmp_path: Path):
    class Losing(Noting):
        def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            for path in (tmp_path / "store").rglob("*"):
                if path.is_file() and path.read_bytes() == FILES["photo.jpg"]:
                    path.unlink()
            return super().submit(work, *arguments, **named)

    with Alone(tmp_path) as alone:
        executor = factcards.with_store(Losing(alone), store=tmp_path / "store")
        with pytest.raises(factcards.FactcardsError) as raised:
            factcards.render_all(cards_of(FILES), out=tmp_path / "out", executor=executor)
    assert {problem.message for problem in raised.value.problems} == {"the picture `photo.jpg` is not in the store"}


def test_job_without_bytes_is_sent_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "photo.jpg").write_bytes(FILES["photo.jpg"])
    monkeypatch.chdir(tmp_path)
    card = make_card(language="en", fact="Bees dance.", source="Frisch", action="https://example.org/act",
                     image="photo.jpg")
    seen: list[Job] = []

    class Keeping(Noting):
        def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            seen.extend(arguments[1])
            return super().submit(work, *arguments, **named)

    with ThreadPoolExecutor(1) as threads:
        factcards.render_all(make_set([card]), out=tmp_path / "out", executor=Keeping(threads))
    assert seen
    assert all(drop_photo_bytes(job) is job for job in seen)
