"""Contact sheets: the arrangement, the problems below each picture, and the command's output."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from factcards.batch import Request, open_assets, plan_jobs
from factcards.cli import main
from factcards.contact_sheet import (
    THUMBNAIL_HEIGHT,
    ContactSheet,
    Dimension,
    Grid,
    RequestedPicture,
    arrange_grids,
    choose_thumbnail_size,
    make_sheet,
)
from factcards.contact_sheet.sheet_canvas import compose_sheet
from factcards.contact_sheet.thumbnails import MIN_HEIGHT, ThumbnailSize
from factcards.errors import FactcardsError, Problem
from factcards.graphics.color import Color
from factcards.model.cards import Prose
from factcards.model.scene import Text
from factcards.model.sizes import Size
from factcards.read import read_sets
from factcards.read.themes.theme_reader import read_theme

ROOT = next(folder for folder in Path(__file__).resolve().parents if folder.name == "tests").parent
CARD = 'language: en\nfact: "Bees **dance** to tell."\nsource: Frisch, 1927\naction: https://example.org/act\n'
RED, AMBER, GROUND = (206, 32, 24), (244, 164, 0), (228, 228, 226)


@pytest.fixture
def bees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a set of three cards: one in two languages, one with a small photograph, one with too much text."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "bees"
    folder.mkdir()
    Image.linear_gradient("L").resize((120, 90)).save(folder / "small.png")
    files = {
        "set": "cards: [wax, honey, long]\nlanguages: [en, ar]\n",
        "honey": CARD,
        "honey.ar": 'fact: "ترقص **النحلات**."\nsource: فريش، 1927\n',
        "wax": CARD + "image: {file: small.png, alt: Grey}\n",
        "long": CARD.replace("to tell", "to tell " * 200),
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def asked(folder: Path, *sizes: str) -> list[RequestedPicture]:
    plan = plan_jobs(read_sets(folder).sets, Request(sizes=sizes), read_theme)
    return [RequestedPicture(task, "statement") for task in plan.tasks]


def opened(sheet: ContactSheet) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(sheet.data)).convert("RGB"))


def count(picture: np.ndarray, color: tuple[int, int, int]) -> int:
    return int((picture == color).all(axis=2).sum())


# --- the arrangement


def test_rows_are_the_cards_and_columns_the_languages_in_the_sets_order(bees: Path):
    (grid,) = arrange_grids(asked(bees, "story"))
    assert grid.columns == ("en", "ar")
    assert [row.names for row in grid.rows] == [("wax",), ("honey",), ("long",)]
    assert [[cell is not None for cell in row.cells] for row in grid.rows] == [
        [True, False], [True, True], [True, False],
    ]  # fmt: skip


def test_each_size_has_its_grid_unless_sizes_are_columns(bees: Path):
    every = asked(bees, "story", "x-landscape")
    assert [grid.title for grid in arrange_grids(every)] == ["bees · story", "bees · x-landscape"]
    (grid,) = arrange_grids(every, columns="sizes")
    assert grid.columns == ("story", "x-landscape")
    assert [row.names for row in grid.rows] == [("wax", "en"), ("honey", "en"), ("honey", "ar"), ("long", "en")]


def test_a_grid_is_headed_by_the_title_of_its_set(bees: Path):
    titles = {"bees": Prose("كيف يرقص النحل", "ar"), "wasps": Prose("Wasps", "en")}
    every = asked(bees, "story", "x-landscape")
    first, second = arrange_grids(every, titles=titles)
    assert (first.title, first.title_language) == ("كيف يرقص النحل · story", "ar")
    assert (second.title, second.title_language) == ("كيف يرقص النحل · x-landscape", "ar")
    (grid,) = arrange_grids(asked(bees, "story"), titles={"wasps": titles["wasps"]})
    assert (grid.title, grid.title_language) == ("bees", "en")


def test_a_title_is_set_in_its_language(bees: Path):
    (grid,) = arrange_grids(asked(bees, "story"), titles={"bees": Prose("بيانات ٣", "ur")})
    page = compose_sheet([grid], {}, (), open_assets(()).fonts, ThumbnailSize())
    title = next(node for node in page.nodes if isinstance(node, Text))
    assert title.line.text == "بيانات ٣"
    families = {open_assets(()).fonts.open_font(run.font).entry.family for run in title.line.runs}
    assert families == {"Noto Nastaliq Urdu"}
    assert title.line.runs[0].start > title.line.runs[-1].start


def test_the_sheet_of_a_set_is_headed_by_its_title(bees: Path, monkeypatch: pytest.MonkeyPatch):
    seen: list[tuple[str, str]] = []

    def make(grids: list[Grid], *arguments: Any, **named: Any) -> ContactSheet:
        seen.extend((grid.title, grid.title_language) for grid in grids)
        return make_sheet(grids, *arguments, **named)

    monkeypatch.setattr("factcards.cli.sheet_command.make_sheet", make)
    (bees / "long.yaml").unlink()
    (bees / "set.yaml").write_text("language: en\ntitle: Bees, seen closely\n", encoding="utf-8")
    assert main(["sheet", "bees", "-l", "en", "-s", "instagram-square"]) == 0
    assert seen == [("Bees, seen closely", "en")]


def test_themes_are_columns_if_only_they_are_several(bees: Path):
    english = [a for a in asked(bees, "story") if a.label("languages") == "en"]
    twice = english + [replace(a, theme="other") for a in english]
    (grid,) = arrange_grids(twice)
    assert grid.columns == ("statement", "other")


def test_rows_and_columns_must_be_different_dimensions(bees: Path):
    (grid,) = arrange_grids(asked(bees, "story"), "languages", "cards")
    assert (grid.columns, [row.names for row in grid.rows]) == (("wax", "honey", "long"), [("en",), ("ar",)])
    with pytest.raises(ValueError, match="both cards"):
        arrange_grids(asked(bees, "story"), "cards", "cards")


# --- the picture


def test_errors_have_a_red_frame_and_warnings_an_amber_one(bees: Path):
    grids = arrange_grids(asked(bees, "instagram-portrait"))
    sheet = make_sheet(grids, "png")
    picture = opened(sheet)
    assert (sheet.width, sheet.height) == picture.shape[1::-1]
    assert count(picture, GROUND) > picture.shape[0] * picture.shape[1] * 0.2
    frame = 2 * 6 * (384 + 480 + 12)
    assert count(picture, RED) == pytest.approx(frame, rel=0.02)
    assert count(picture, AMBER) == pytest.approx(frame, rel=0.02)
    said = {o.requested.label("cards"): [p.severity for p in o.problems] for o in sheet.pictures if o.problems}
    assert said == {"wax": ["warning"], "long": ["error"]}


def test_card_without_problems_has_no_frame(bees: Path):
    (bees / "wax.yaml").unlink()
    (bees / "long.yaml").unlink()
    (bees / "set.yaml").write_text("languages: [en, ar]\n", encoding="utf-8")
    picture = opened(make_sheet(arrange_grids(asked(bees, "instagram-portrait")), "png"))
    assert count(picture, RED) == count(picture, AMBER) == 0
    assert count(picture, (0x34, 0x11, 0x2F)) > 2 * 384 * 480 * 0.3, "the field of the theme, twice"


def test_the_same_cards_give_the_same_bytes(bees: Path):
    first, second = (make_sheet(arrange_grids(asked(bees, "story")), "jpeg").data for _ in range(2))
    assert first == second
    assert first.startswith(b"\xff\xd8")


def test_on_a_phone_every_picture_is_390_wide(bees: Path):
    every = asked(bees, "story", "x-landscape")
    honey = [a for a in every if (a.label("cards"), a.label("languages")) == ("honey", "en")]
    (grid,) = arrange_grids(honey, columns="sizes")
    sheet = make_sheet([grid], "png", phone=True)
    assert sheet.width == 56 + 212 + 390 + 28 + 390 + 56
    assert sheet.height > round(1920 * 390 / 1080)


def test_each_picture_has_its_own_result_in_themes_of_one_name(bees: Path):
    task = next(a.task for a in asked(bees, "story") if a.task.job.card.id == "honey")
    theme = task.job.theme
    palette = tuple((name, Color(255, 255, 255)) for name, _ in theme.palette)
    pale = replace(task, job=replace(task.job, theme=replace(theme, palette=palette)))
    requested = [RequestedPicture(task, "a/ours.yaml"), RequestedPicture(pale, "b/ours.yaml")]
    sheet = make_sheet(arrange_grids(requested), "png")
    assert [outcome.requested.theme for outcome in sheet.pictures] == ["a/ours.yaml", "b/ours.yaml"]
    own, other = ([problem.kind for problem in outcome.problems] for outcome in sheet.pictures)
    assert "contrast" not in own
    assert "contrast" in other


def copies(folder: Path, number: int, *sizes: str) -> list[RequestedPicture]:
    """Return as many pictures of one card in one language, each with a different name."""
    task = asked(folder, *sizes)[0].task
    named = (replace(task.job.card, id=f"card-{n}") for n in range(number))
    return [RequestedPicture(replace(task, job=replace(task.job, card=card)), "statement") for card in named]


def extent(grids: list[Grid], size: ThumbnailSize) -> tuple[int, int]:
    page = compose_sheet(grids, {}, (), open_assets(()).fonts, size)
    return page.width, page.y


@pytest.mark.parametrize(("number", "columns"), [(90, "themes"), (120, "themes"), (150, "cards")])
def test_pictures_are_as_high_as_the_limits_of_a_sheet_allow(bees: Path, monkeypatch, number: int, columns: Dimension):
    monkeypatch.setattr("factcards.contact_sheet.sheet_files.MAX_PIXELS", 30_000_000)
    rows: Dimension = "cards" if columns == "themes" else "languages"
    grids = arrange_grids(copies(bees, number, "instagram-portrait"), rows, columns)
    size = choose_thumbnail_size(grids, (), phone=False)
    assert MIN_HEIGHT <= size.height < THUMBNAIL_HEIGHT
    width, height = extent(grids, size)
    assert width * height <= 30_000_000
    width, height = extent(grids, ThumbnailSize(size.height + 1))
    assert width * height > 30_000_000


def test_a_sheet_with_space_has_pictures_of_the_usual_height(bees: Path):
    grids = arrange_grids(copies(bees, 60, "instagram-portrait"))
    assert choose_thumbnail_size(grids, (), phone=False) == ThumbnailSize(THUMBNAIL_HEIGHT)
    assert choose_thumbnail_size(grids, (), phone=True).extent(grids[0].rows[0].cells[0].task.job.size) == (390, 488)


def test_messages_make_the_pictures_smaller_and_never_too_large_a_sheet(bees: Path, monkeypatch):
    every = arrange_grids(asked(bees, "instagram-portrait"))
    width, height = extent(every, ThumbnailSize())
    monkeypatch.setattr("factcards.contact_sheet.sheet_files.MAX_PIXELS", width * height)
    assert choose_thumbnail_size(every, (), phone=False).height == THUMBNAIL_HEIGHT, "without messages it fits"
    sheet = make_sheet(every, "png")
    assert sheet.picture_height < THUMBNAIL_HEIGHT
    assert sheet.width * sheet.height <= width * height
    with Image.open(io.BytesIO(sheet.data)) as image:
        assert image.size == (sheet.width, sheet.height)


def test_too_large_a_sheet_is_refused_before_anything_is_drawn(bees: Path):
    huge = Size("wide", "x", "landscape", 400_000, 400)
    every = [replace(a, task=replace(a.task, job=replace(a.task.job, size=huge))) for a in asked(bees, "story")]
    with pytest.raises(FactcardsError, match="the sheet would have") as raised:
        make_sheet(arrange_grids(every), "jpeg", lambda _: pytest.fail("something was drawn"))
    assert "fewer languages" in raised.value.problems[0].hint


@pytest.mark.usefixtures("bees")
def test_the_command_refuses_too_large_a_sheet_before_anything_is_measured(monkeypatch, capsys):
    monkeypatch.setattr("factcards.contact_sheet.sheet_files.MAX_SIDE", 900)
    monkeypatch.setattr("factcards.cli.sheet_command.apply_common_sizes", lambda *_: pytest.fail("a size was measured"))
    assert main(["sheet", "bees", "-s", "story"]) == 1
    error = re.search("error: .*", capsys.readouterr().err)
    assert error
    assert re.fullmatch(
        r"error: the sheet would have \d+ × \d{4} pixels, expected at most 170 million, and 900 along a side", error[0]
    )
    assert not Path("sheet.jpg").exists()


def test_the_cards_as_shipped_fit_on_a_sheet():
    plan = plan_jobs(read_sets(ROOT / "cards").sets, Request(), read_theme)
    grids = arrange_grids([RequestedPicture(task, "statement") for task in plan.tasks])
    assert choose_thumbnail_size(grids, (), phone=False).height >= 360


# --- the command


def test_command_writes_one_file_and_lists_the_problems(bees: Path, capsys: pytest.CaptureFixture[str]):
    (bees / "old.yaml").write_text(CARD + "expires: 2020-01-01\n", encoding="utf-8")
    assert main(["sheet", "bees", "-s", "story", "-j", "1"]) == 1
    printed = capsys.readouterr().err
    for part in ("the card has expired", "characters too many (at story)", "look blurred (at story)"):
        assert printed.count(part) == 1, part
    assert sorted(p.name for p in Path().iterdir()) == ["bees", "sheet.jpg"]
    with Image.open("sheet.jpg") as image:
        image.load()
        assert image.format == "JPEG"


@pytest.mark.usefixtures("bees")
def test_the_cards_have_the_size_that_their_set_has(monkeypatch: pytest.MonkeyPatch):
    given = {}

    def make(grids, *_args: object, **_more: object) -> None:
        cells = [cell for grid in grids for row in grid.rows for cell in row.cells if cell]
        given.update({cell.task.job.card.id: {s.role: s.size for s in cell.task.job.type_sizes} for cell in cells})
        raise FactcardsError([Problem("error", "seen enough")])

    monkeypatch.setattr("factcards.cli.sheet_command.make_sheet", make)
    assert main(["sheet", "bees", "-l", "en", "-s", "instagram-square", "-o", "s.jpg"]) != 0
    assert given["honey"]["fact"] == given["wax"]["fact"] > 0


@pytest.mark.usefixtures("bees")
def test_the_suffix_decides_the_format_and_several_themes_stand_side_by_side():
    other = Path("other.yaml")
    source = Path(read_theme.__code__.co_filename).parents[2] / "data" / "statement.yaml"
    other.write_text(source.read_text(encoding="utf-8").replace("#34112F", "#0D1726"), encoding="utf-8")
    arguments = ["-l", "en", "-s", "story", "-t", "statement", "-t", "./other.yaml", "-o", "two.png", "-j", "1"]
    assert main(["sheet", "bees/honey.yaml", *arguments]) == 0
    with Image.open("two.png") as image:
        picture = np.asarray(image)
    assert min(count(picture, color) for color in ((0x34, 0x11, 0x2F), (0x0D, 0x17, 0x26))) > 10_000


@pytest.mark.usefixtures("bees")
@pytest.mark.parametrize("wrong", [["-o", "sheet.gif"], ["--columns", "cards"], ["--columns", "cats"]])
def test_a_wrong_command_line_of_the_sheet_is_status_2(wrong: list[str]):
    with pytest.raises(SystemExit) as raised:
        main(["sheet", "bees", *wrong])
    assert raised.value.code == 2


@pytest.mark.usefixtures("bees")
def test_unknown_theme_of_the_sheet_is_status_2(capsys: pytest.CaptureFixture[str]):
    assert main(["sheet", "bees", "-t", "statment"]) == 2
    assert "there is no theme `statment`" in capsys.readouterr().err
