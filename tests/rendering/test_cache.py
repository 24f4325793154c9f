"""The cache returns what was put in or nothing, and stays below its limit."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from factcards.batch import Request, RunResult, make_files, open_serial, plan_jobs
from factcards.errors import Place
from factcards.model.cards import Action, Card, CardSet, LocalCard, Prose, Variant
from factcards.model.sizes import find_size
from factcards.model.themes import FittingSizes
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.cache import Cache, CacheUsage
from factcards.rendering.jobs import Job, RenderedFile
from factcards.rendering.records import Record

KEYS = [f"{n:x}" * 64 for n in range(10)]
RECORD = Record(
    "en/a.story.png", "", "a", "en", "ltr", "story", 9, 16, "png", 4, "", "", "Bees.", "https://example.org", None, (),
    (),
)
CARD = LocalCard("a", "", "en", "ltr", "fact", (Prose("Bees.", "en"),), "https://example.org", "Bees.")


def job(key: str, **fields: str) -> Job:
    """Return the job of the picture, with other fields of its card if they are given."""
    return Job(replace(CARD, **fields), read_theme("statement"), find_size("story"), "png", key=key)   # type: ignore[arg-type]


def find(cache: Cache, key: str, **fields: str) -> RenderedFile | None:
    return cache.get_picture(job(key, **fields))


def picture(data: bytes = b"bees") -> RenderedFile:
    import hashlib

    return RenderedFile(data, replace(RECORD, bytes=len(data), sha256=hashlib.sha256(data).hexdigest()))


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", 10_000)


def entries(cache: Cache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("?" * 64))


def test_entry_is_found_only_under_its_key(cache: Cache):
    cache.put_picture(KEYS[1], picture())
    found = find(cache, KEYS[1])
    assert found is not None
    assert found.data == b"bees"
    assert found.record == replace(picture().record, key=KEYS[1])
    assert find(cache, KEYS[2]) is None
    assert find(cache, "") is None
    assert find(cache, "../" * 20) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes() + b"x"),
        lambda path: path.write_bytes(path.read_bytes().replace(b"bees", b"wasp")),
        lambda path: path.write_bytes(path.read_bytes().replace(b"Bees.", b"Wasp.")),
        lambda path: path.write_bytes(b""),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), path.symlink_to(os.devnull)),
    ],
)
def test_broken_entry_is_ignored(spoil, cache: Cache):
    cache.put_picture(KEYS[1], picture())
    (path,) = entries(cache)
    spoil(path)
    assert find(cache, KEYS[1]) is None


def test_entry_of_another_key_is_ignored(cache: Cache):
    cache.put_picture(KEYS[1], picture())
    (path,) = entries(cache)
    other = path.parents[1] / KEYS[2][:2] / KEYS[2]
    other.parent.mkdir()
    path.rename(other)
    assert find(cache, KEYS[2]) is None
    figure = FittingSizes("headline", "figure", 400, is_figure=True)
    sizes = {"a": (FittingSizes("fact", "alone", 60, (60, 56)), figure)}
    cache.put_sizes(KEYS[3], sizes)
    assert cache.get_sizes(KEYS[3]) == sizes
    assert cache.get_run(KEYS[3]) is None


def test_least_recently_used_entry_is_removed_first(cache: Cache):
    for number, key in enumerate(KEYS[:8]):
        cache.put_picture(key, picture(b"x" * 1000))
        os.utime(cache.folder / "pictures" / key[:2] / key, (number, number))
    assert find(cache, KEYS[0]) is not None   # so it is removed last
    cache.trim()
    left = [path.name for path in entries(cache)]
    assert KEYS[0] in left
    assert KEYS[1] not in left
    assert left == [KEYS[0], *KEYS[8 - len(left) + 1 : 8]]
    assert 0 < cache.usage().bytes <= cache.limit


def test_cache_is_marked_and_cleared_without_other_files(cache: Cache):
    cache.put_picture(KEYS[1], picture())
    cache.put_run(KEYS[2], {"a": 1})
    assert (cache.folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (cache.folder / ".gitignore").read_text(encoding="utf-8") == "*\n"
    (cache.folder / "pictures/notes.txt").write_text("mine", encoding="utf-8")
    (cache.folder / "mine").mkdir()
    assert cache.clear().entries == 2
    assert cache.usage() == CacheUsage(0, 0)
    assert sorted(p.name for p in cache.folder.rglob("*")) == ["mine", "notes.txt", "pictures"]
    (cache.folder / "pictures/notes.txt").unlink()
    (cache.folder / "mine").rmdir()
    cache.clear()
    assert not cache.folder.exists()


def test_full_disk_or_missing_folder_means_no_cache(tmp_path: Path):
    none = Cache(tmp_path / "none", 0)
    none.put_picture(KEYS[1], picture())
    assert find(none, KEYS[1]) is None
    assert not none.folder.exists()
    (tmp_path / "file").touch()
    blocked = Cache(tmp_path / "file", 1000)
    blocked.put_picture(KEYS[1], picture())
    assert find(blocked, KEYS[1]) is None
    assert blocked.usage() == blocked.clear() == CacheUsage(0, 0)


# --- in a run


def plan(*facts: str):
    def card(number: int, fact: str) -> Card:
        place = Place(f"bees/bee{number}.yaml", 1, 7)
        variant = Variant("fact", (Prose(fact, "en"),), Action("https://example.org/act"), place)
        return Card(f"bee{number}", "bees", "en", (("en", variant),), number, len(facts))

    cards = CardSet("bees", tuple(card(n, fact) for n, fact in enumerate(facts)))
    return plan_jobs([cards], Request(sizes=("whatsapp-square",)), read_theme)


def made(run: RunResult) -> list[str]:
    return ["kept" if r.kept else "found" if r.from_cache else "drawn" for r in run.results]


def test_cached_picture_is_not_drawn_again_for_another_folder(tmp_path: Path, cache: Cache):
    cache = replace(cache, limit=10**8)
    make = partial(make_files, cache=cache)
    assert made(make(plan("Bees dance.", "Bees hum."), tmp_path / "a")) == ["drawn", "drawn"]
    assert made(make(plan("Bees dance.", "Bees hum."), tmp_path / "b")) == ["found", "found"]
    assert made(make(plan("Bees dance.", "Bees hum."), tmp_path / "b")) == ["kept", "kept"]
    assert made(make(plan("Bees dance.", "Bees sing."), tmp_path / "b")) == ["kept", "drawn"]
    assert made(make(plan("Bees dance.", "Bees hum."), tmp_path / "b")) == ["kept", "found"]
    assert made(make(plan("Bees dance.", "Bees hum."), tmp_path / "b", force=True)) == ["drawn", "drawn"]
    for name in ("bee0", "bee1"):
        file = f"bees/en/{name}.whatsapp-square.png"
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert (tmp_path / "a/manifest.json").read_bytes() == (tmp_path / "b/manifest.json").read_bytes()


def test_files_of_a_killed_run_are_listed_by_the_next(tmp_path: Path, cache: Cache):
    cache = replace(cache, limit=10**8)
    make_files(plan("Bees dance.", "Bees hum."), tmp_path / "out", open_serial, cache=cache)
    (tmp_path / "out/manifest.json").unlink()
    picture = tmp_path / "out/bees/en/bee0.whatsapp-square.png"
    before = picture.stat().st_mtime_ns
    assert made(make_files(plan("Bees dance.", "Bees hum."), tmp_path / "out", cache=cache)) == ["found", "found"]
    assert picture.stat().st_mtime_ns == before, "a file that is right is left alone"


def test_type_sizes_are_not_measured_again_for_another_folder(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
):
    cache = replace(cache, limit=10**8)
    make_files(plan("Bees dance.", "Bees hum."), tmp_path / "a", cache=cache)

    def refuse(*_: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr("factcards.batch.common_sizes.measure_job", refuse)
    assert made(make_files(plan("Bees dance.", "Bees hum."), tmp_path / "b", cache=cache)) == ["found", "found"]
