"""Inputs of a file: every field changes the key, and the digest of the input that is named after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copyfile

from factcards.batch.inputs import ContentDigests, compute_inputs, engines_entry
from factcards.graphics.color import Color
from factcards.model.cards import Brand, Chart, Count, Image, LocalCard, Prose
from factcards.model.sizes import find_size
from factcards.model.themes import RoleFontSize, StackPart, Theme
from factcards.photos import PhotoKey
from factcards.read import parse_theme
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.jobs import Job

PROJECT = Path(__file__).parents[2]
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
    chart_alt=EN,
    source=EN,
    call=EN,
    address="example.org",
    image=Image(PHOTO, EN, EN, (0.5, 0.25)),
    credit=EN,
    brand=Brand("Bees", PHOTO, (("accent", Color(1, 2, 3)),), (("text", "Bee Sans"),)),
    rights=EN,
    index=1,
    total=3,
)
WHOLE = read_theme("statement")
ASPECT, ROOT = WHOLE.layouts[0]
assert isinstance(ROOT, StackPart)
LAYOUTS = ((ASPECT, replace(ROOT, parts=ROOT.parts[:1])),)
THEME = replace(WHOLE, palette=WHOLE.palette[:2], types=WHOLE.types[:1], layouts=LAYOUTS, fonts="fonts")
JOB = Job(
    CARD, THEME, find_size("story"), "png", ("/somewhere",), (RoleFontSize("fact", "alone", 60, 80),), small=False
)
MORE: dict[str, tuple[object, ...]] = {".pages": (JOB,)}
"""What an empty tuple has instead, by its name; without a name here it is a text."""
LEAVES = {str: lambda v: v + "x", int: lambda v: v + 1, float: lambda v: v + 0.5, bool: lambda v: not v}


def others(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value that differs from this one in a single field, at any depth, with the field's name."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in (f for f in fields(value) if f.compare and not f.metadata.get("is_path")):
            for name, other in others(getattr(value, field.name), f"{path}.{field.name}"):
                yield name, replace(value, **{field.name: other})  # type: ignore[type-var]
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            for name, other in others(one, f"{path}[{at}]"):
                yield name, (*value[:at], other, *value[at + 1 :])
        yield f"{path}: one less", value[:-1] if value else MORE.get(path, ("more",))
    elif value is None or isinstance(value, date):
        yield f"{path}: another", "something"
    else:
        yield path, LEAVES[type(value)](value)


def key(job: Job) -> str:
    return compute_inputs(job, ContentDigests()).key


def changed(job: Job) -> set[str]:
    """Return the names of the inputs that differ from those of `JOB`."""
    before, now = (dict(compute_inputs(one, ContentDigests()).parts) for one in (JOB, job))
    return {name for name in {**before, **now} if before.get(name) != now.get(name)}


def test_any_one_field_changes_the_key():
    seen = {key(JOB): "the job itself"}
    for name, other in others(JOB):
        digest = key(other)  # type: ignore[arg-type]
        assert digest not in seen, f"{name} is as {seen.get(digest)}"
        seen[digest] = name
    assert len(seen) > 200
    named = (".card.brand.logo.digest", ".theme.layouts[0][1].frame.grow", ".size.safe.top", ".format")
    for one in (*named, ".type_sizes[0].common_size"):
        assert one in seen.values()


def test_job_and_card_of_these_tests_have_every_field():
    assert not [f.name for f in fields(CARD) if getattr(CARD, f.name) is None]
    names = "card theme size format fonts type_sizes small svg pages key"
    assert {f.name for f in fields(Job)} == set(names.split())


def test_paths_of_files_do_not_change_the_key():
    image = replace(CARD.image, photo=replace(PHOTO, file="/elsewhere.jpg"))  # type: ignore[type-var]
    moved = replace(JOB, card=replace(CARD, image=image), theme=replace(THEME, fonts="/elsewhere"))
    assert moved.theme != JOB.theme
    assert key(replace(moved, fonts=("/elsewhere",))) == key(JOB)


def test_digest_of_a_theme_without_fonts_is_that_of_version_1():
    theme = Theme("t", (("ink", Color(1, 2, 3)),), (), ())
    known = "ec28cf8b74daa000b36973ffcf90850e653db2d41bc722d53bb4a2215f8c4d70"
    assert ContentDigests().digest_of(theme) == known
    assert ContentDigests().digest_of(replace(theme, fonts="/somewhere")) == known
    assert ContentDigests().digest_of(replace(theme, name="u")) != known


def test_key_depends_on_the_fonts_of_a_theme_and_not_on_their_folder(tmp_path):
    def key_with(folder: str, font: str) -> str:
        (tmp_path / folder).mkdir()
        copyfile(PROJECT / "fonts" / font, tmp_path / folder / "font.ttf")
        theme = parse_theme({"extends": "statement", "fonts": folder}, folder=tmp_path)
        assert theme.fonts == (tmp_path / folder).as_posix()
        return key(replace(JOB, theme=theme, fonts=(theme.fonts,)))

    here = key_with("here", "Alexandria-700.ttf")
    assert key_with("there", "Alexandria-700.ttf") == here
    assert key_with("other", "Alexandria-500.ttf") != here


def test_changed_inputs_have_the_authors_names():
    card, brand, image = CARD, CARD.brand, CARD.image
    assert brand is not None
    assert image is not None
    for part, job in {
        "fact": replace(JOB, card=replace(card, body=(EN,))),
        "action.url": replace(JOB, card=replace(card, url="https://example.org/other")),
        "action.short": replace(JOB, card=replace(card, address="")),
        "image.file": replace(JOB, card=replace(card, image=replace(image, photo=replace(PHOTO, digest="1" * 64)))),
        "image": replace(JOB, card=replace(card, image=replace(image, focus=None))),
        "brand.logo": replace(JOB, card=replace(card, brand=replace(brand, logo=None))),
        "brand": replace(JOB, card=replace(card, brand=replace(brand, name="Wasps"))),
        "order": replace(JOB, card=replace(card, total=4)),
        "theme": replace(JOB, theme=replace(THEME, step=1.1)),
        "size": replace(JOB, size=find_size("a4")),
        "format": replace(JOB, format="webp"),
        "type": replace(JOB, type_sizes=()),
    }.items():
        assert changed(job) == {part}


def test_record_has_type_sizes_in_words_and_versions_of_libraries():
    parts = dict(compute_inputs(JOB, ContentDigests()).parts)
    assert parts["type"] == "fact alone 60 of 80"
    digest, versions = engines_entry()
    assert parts["engines"] == digest
    assert "pillow 1" in versions
    assert ", python 3." in versions


def test_theme_is_digested_once_for_all_jobs(monkeypatch):
    seen = []
    digests = ContentDigests()
    from factcards.batch import inputs

    plain = inputs._to_json
    monkeypatch.setattr(inputs, "_to_json", lambda value: (seen.append(value), plain(value))[1])
    for at in range(3):
        compute_inputs(replace(JOB, card=replace(CARD, index=at)), digests)
    assert sum(value is THEME for value in seen) == 1
