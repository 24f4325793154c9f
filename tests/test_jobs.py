"""A job: its digest tells all that goes into a file, its record all that came out."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from PIL import Image as Pillow

from factcards.assets import Assets
from factcards.batch import find_assets
from factcards.cards import Brand, Chart, Count, Image, LocalCard, Prose
from factcards.color import Color
from factcards.errors import SceneError
from factcards.jobs import Job, inspect_job, job_digest, name_file, render_job
from factcards.photos import PhotoKey
from factcards.read.themes import read_theme
from factcards.sizes import find_size
from factcards.themes import RoleSize, Stack

EN = Prose("Bees dance", "en", ((0, 4),))
PHOTO = PhotoKey("0" * 64, 40, 30, "here.jpg")
CARD = LocalCard(
    id="honey",
    set="bees",
    language="en",
    direction="ltr",
    kind="fact",
    body=(EN, Prose("and find the way.", "en")),
    url="https://example.org/act",
    alt="Bees dance.",
    headline=EN,
    chart=Chart(0.96, (Count(171, EN),)),
    source=EN,
    call=EN,
    address="example.org",
    image=Image(PHOTO, EN, EN, (0.5, 0.25)),
    credit=EN,
    brand=Brand("Bees", PHOTO, (("accent", Color(1, 2, 3)),), (("text", "Bee Sans"),)),
    index=1,
    total=3,
)
WHOLE = read_theme("statement")
ASPECT, ROOT = WHOLE.layouts[0]
assert isinstance(ROOT, Stack)
LAYOUTS = ((ASPECT, replace(ROOT, parts=ROOT.parts[:1])),)
THEME = replace(WHOLE, palette=WHOLE.palette[:2], types=WHOLE.types[:1], layouts=LAYOUTS, fonts="fonts")
JOB = Job(CARD, THEME, find_size("story"), "png", ("/somewhere",), (RoleSize("fact", "alone", 60, 80),), small=False)
LEAVES = {str: lambda v: v + "x", int: lambda v: v + 1, float: lambda v: v + 0.5, bool: lambda v: not v}


def others(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value that differs from this one in a single field, however deep, with that field's name."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in (f for f in fields(value) if f.compare):
            for name, other in others(getattr(value, field.name), f"{path}.{field.name}"):
                yield name, replace(value, **{field.name: other})  # type: ignore[type-var]
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            for name, other in others(one, f"{path}[{at}]"):
                yield name, (*value[:at], other, *value[at + 1 :])
        yield f"{path}: one less", value[:-1] if value else ("more",)
    elif value is None or isinstance(value, date):
        yield f"{path}: another", "something"
    else:
        yield path, LEAVES[type(value)](value)


def test_any_one_field_changes_the_digest():
    seen = {job_digest(JOB): "the job itself"}
    for name, other in others(JOB):
        digest = job_digest(other)  # type: ignore[arg-type]
        assert digest not in seen, f"{name} is as {seen.get(digest)}"
        seen[digest] = name
    assert len(seen) > 200
    named = (".card.brand.logo.digest", ".theme.layouts[0][1].frame.grow", ".size.safe.top", ".format")
    for one in (*named, ".sizes[0].others"):
        assert one in seen.values()


def test_every_field_of_a_job_and_a_card_is_filled_in_above():
    assert not [f.name for f in fields(CARD) if getattr(CARD, f.name) is None]
    assert {f.name for f in fields(Job)} == {"card", "theme", "size", "format", "fonts", "sizes", "small"}


def test_where_files_lie_changes_nothing():
    image = replace(CARD.image, photo=replace(PHOTO, file="/elsewhere.jpg"))  # type: ignore[type-var]
    moved = replace(JOB, card=replace(CARD, image=image), fonts=("/elsewhere",))
    assert job_digest(moved) == job_digest(JOB)


@pytest.mark.parametrize(
    ("names", "file"),
    [
        (("bees", "honey", "ar", "story", "png"), "bees/ar/honey.story.png"),
        (("", "honey", "ar", "story", "jpeg"), "ar/honey.story.jpg"),
        (("bees", "honey", "ar", "story", "dump"), "bees/ar/honey.story.txt"),
    ],
)
def test_a_file_is_named_by_set_language_card_and_size(names: tuple[str, ...], file: str):
    assert name_file(*names) == file


# --- with the real stages


@pytest.fixture(scope="module")
def assets() -> Assets:
    return find_assets(())


@pytest.fixture(scope="module")
def job() -> Job:
    card = LocalCard(
        "honey", "bees", "en", "ltr", "fact", (Prose("Bees dance to tell the way to honey.", "en", ((0, 4),)),),
        "https://example.org/act", "Bees dance.", source=Prose("Frisch, 1927", "en"), address="example.org/act",
    )  # fmt: skip
    return Job(card, read_theme("statement"), find_size("instagram-square"), "png")


def test_a_record_says_what_the_file_is(job: Job, assets: Assets):
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


def test_a_record_holds_the_words_as_they_are_read(job: Job, assets: Assets):
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


def test_words_that_do_not_fit_make_no_picture(job: Job, assets: Assets):
    long = replace(job, card=replace(job.card, body=(Prose("honey " * 400, "en"),)))
    with pytest.raises(SceneError, match="too many"):
        render_job(long, assets)


def test_what_is_looked_at_only_is_not_drawn(job: Job, assets: Assets):
    assert inspect_job(job, assets) == ()
