"""Jobs and their records."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image as Pillow

from factcards.batch import open_assets
from factcards.errors import SceneError
from factcards.model.assets import Assets
from factcards.model.cards import LocalCard, Prose
from factcards.model.sizes import find_size
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.jobs import Job, find_job_problems, render_job
from factcards.rendering.records import output_name


@pytest.mark.parametrize(
    ("names", "file"),
    [
        (("bees", "honey", "ar", "story", "png"), "bees/ar/honey.story.png"),
        (("", "honey", "ar", "story", "jpeg"), "ar/honey.story.jpg"),
        (("bees", "honey", "ar", "story", "dump"), "bees/ar/honey.story.txt"),
    ],
)
def test_a_file_is_named_by_set_language_card_and_size(names: tuple[str, ...], file: str):
    assert output_name(*names) == file


# --- with the real stages


@pytest.fixture(scope="module")
def assets() -> Assets:
    return open_assets(())


@pytest.fixture(scope="module")
def job() -> Job:
    card = LocalCard(
        "honey", "bees", "en", "ltr", "fact", (Prose("Bees dance to tell the way to honey.", "en", ((0, 4),)),),
        "https://example.org/act", "Bees dance.", source=Prose("Frisch, 1927", "en"), address="example.org/act",
    )  # fmt: skip
    return Job(card, read_theme("statement"), find_size("instagram-square"), "png")


def test_record_describes_the_file(job: Job, assets: Assets):
    made = render_job(job, assets)
    record = made.record
    picture = Pillow.open(io.BytesIO(made.data), formats=["PNG"]).convert("L")
    assert (record.file, record.direction, record.link) == (
        "bees/en/honey.instagram-square.png", "ltr", "https://example.org/act",
    )  # fmt: skip
    assert (record.width, record.height) == picture.size == (1080, 1080)
    assert (record.bytes, record.sha256) == (len(made.data), hashlib.sha256(made.data).hexdigest())
    assert (record.alt, record.problems) == ("Bees dance.", ())
    code = record.qr
    assert code is not None
    assert code.width % code.module == 0
    finder = picture.crop((code.x, code.y, code.x + 7 * code.module, code.y + code.module))
    assert finder.getextrema()[1] < 128, "the code's corner is seven dark modules"


def test_record_has_the_words_in_reading_order(job: Job, assets: Assets):
    text = {box.role: box for box in render_job(job, assets).record.text}
    assert "".join(text["fact"].lines) == "Bees dance to tell the way to honey."
    assert "".join(text["source"].lines) == "Frisch, 1927"
    for box in text.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= 1080
        assert box.y + box.height <= 1080


def test_the_scene_is_the_same_in_every_format(job: Job, assets: Assets):
    records = [render_job(replace(job, format=name), assets).record for name in ("png", "dump")]
    assert records[0].scene == records[1].scene == records[1].sha256


def test_words_that_do_not_fit_raise_an_error(job: Job, assets: Assets):
    long = replace(job, card=replace(job.card, body=(Prose("honey " * 400, "en"),)))
    with pytest.raises(SceneError, match="too many"):
        render_job(long, assets)


def test_checked_job_is_not_drawn(job: Job, assets: Assets, monkeypatch: pytest.MonkeyPatch):
    drawn: list[object] = []
    monkeypatch.setattr("factcards.rendering.jobs.draw_scene", lambda *args, **_: drawn.append(args) or b"")
    assert find_job_problems(job, assets) == ()
    assert drawn == []
    render_job(job, assets)
    assert len(drawn) == 1, "`render_job` draws by the function that is watched here"
