"""The calls of the library: wrong arguments, pictures with their warnings, sizes and scenes of a program's own."""

from __future__ import annotations

import copy
import io
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import factcards
from factcards.batch.set_sizes import _measure_once
from factcards.model.assets import Assets
from factcards.model.scene import Shape
from factcards.model.themes import FittingSizes
from factcards.read.themes.theme_reader import read_theme
from factcards.rendering.jobs import Job, measure_job

CARD = 'language: en\nfact: "Bees **dance** to tell the way."\nsource: Frisch, 1927\naction: https://example.org/act\n'
LONG = "Bees dance to tell each other the way to flowers, and the whole hive follows the best dancer for days on end."
SMALL = "whatsapp-square"


@pytest.fixture
def cards(tmp_path: Path) -> factcards.CardSet:
    """Return a set of three cards that share their type size; one is translated."""
    folder = tmp_path / "bees"
    folder.mkdir()
    (folder / "set.yaml").write_text("language: en\n", encoding="utf-8")
    for name, fact in {"honey": "Bees dance.", "wax": LONG, "comb": "Bees build."}.items():
        (folder / f"{name}.yaml").write_text(CARD.replace("Bees **dance** to tell the way.", fact), encoding="utf-8")
    (folder / "honey.es.yaml").write_text('fact: "Las abejas bailan."\nsource: Frisch\n', encoding="utf-8")
    return factcards.read_cards(folder)


# --- sets and cards as values


def test_a_set_is_a_mapping_of_its_cards(cards: factcards.CardSet):
    assert [*cards] == [card.id for card in cards.cards] == ["comb", "honey", "wax"]
    assert (len(cards), "wax" in cards, "bee" in cards, cards.get("bee")) == (3, True, False, None)
    assert [*cards.values()] == [*cards.cards]
    assert dict(cards.items())["wax"] is cards["wax"]
    with pytest.raises(KeyError, match="bee"):
        cards["bee"]


def test_a_set_of_one_requested_card_has_that_card(cards: factcards.CardSet):
    assert [*replace(cards, only="wax")] == ["wax"]
    assert replace(cards, only="wax")["wax"] == cards["wax"]


def test_two_cards_with_one_id_are_no_set(cards: factcards.CardSet):
    with pytest.raises(factcards.RequestError, match="cards: two cards have the id `wax`"):
        factcards.CardSet("bees", (cards["wax"], cards["wax"]))


COPIES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": replace,
}


@pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
def test_a_copy_is_equal_and_gives_the_same_bytes(cards: factcards.CardSet, duplicate: Callable[[Any], Any]):
    assert duplicate(cards) == cards
    for card in (duplicate(cards)["honey"], duplicate(cards["honey"]), duplicate(cards).cards[1]):
        assert card == cards["honey"]
        assert hash(card) == hash(cards["honey"])
        assert factcards.encode(card, size=SMALL, format="dump") == factcards.encode(
            cards["honey"], size=SMALL, format="dump"
        )


def test_cards_that_render_differently_are_not_equal(cards: factcards.CardSet):
    honey = cards["honey"]
    alone = replace(honey, siblings=None)
    assert factcards.encode(alone, size=SMALL, format="dump") != factcards.encode(honey, size=SMALL, format="dump")
    assert alone != honey
    assert replace(honey, fonts="fonts") != honey
    assert replace(cards, type="each")["honey"] != honey


def test_a_changed_card_takes_the_place_of_its_old_self_in_its_set(cards: factcards.CardSet):
    (tag, variant), *others = cards["wax"].variants
    shorter = replace(cards["wax"], variants=((tag, replace(variant, body=cards["comb"].variants[0][1].body)), *others))
    in_set = replace(cards, cards=tuple(shorter if card.id == "wax" else card for card in cards.cards))
    assert factcards.encode(shorter, size=SMALL, format="dump") == factcards.encode(
        in_set["wax"], size=SMALL, format="dump"
    )


def test_a_card_with_a_new_id_is_measured_with_its_set(cards: factcards.CardSet):
    renamed = factcards.lay_out(replace(cards["comb"], id="new"), size=SMALL)
    assert renamed.nodes == factcards.lay_out(cards["comb"], size=SMALL).nodes


# --- wrong arguments


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"size": "stroy"}, "there is no size `stroy`"),
        ({"size": None}, "found None, expected the name of a size or a Size"),
        ({"size": factcards.Size("story", "web", "square", 900, 900)}, "`story` is the name of a size of 1080 × 1920"),
        ({"size": factcards.Size("a/b", "web", "square", 900, 900)}, "the name `a/b` of the size cannot be used"),
        ({"size": factcards.Size("", "web", "square", 900, 900)}, "the name of the size cannot be used"),
        ({"size": factcards.Size("big", "web", "square", 9000, 9000)}, "found 9000 × 9000 pixels"),
        ({"size": factcards.Size("big", "web", "square", 8000, 8000)}, "expected 40 megapixels at most"),
        ({"size": factcards.Size("line", "web", "landscape", 5000, 100)}, "expected a shape from 1:4 to 4:1"),
        ({"size": factcards.Size("odd", "web", "round", 900, 900)}, "found the aspect `round`"),  # type: ignore[arg-type]
        ({"language": "en_US"}, "language `en_US` has an underscore"),
        ({"language": 3}, "found a value of the type `int`, expected a language tag"),
        ({"language": "fr"}, "`honey` is not rendered in fr: it is not translated"),
        ({"theme": "statment"}, "there is no theme `statment`"),
        ({"theme": {"extends": "half"}}, "found a value of the type `dict`, expected a theme's name"),
        ({"theme": "mine.yaml"}, "there is no theme file `mine.yaml`"),
        ({"theme": Path("half")}, "there is no theme file `./half`"),
        ({"theme": ""}, "found an empty text, expected a theme's name"),
    ],
)
def test_a_wrong_argument_is_named(cards: factcards.CardSet, choice: dict[str, Any], message: str):
    (argument,) = choice
    for function in (factcards.render, factcards.encode, factcards.lay_out, factcards.render_card):
        with pytest.raises(factcards.RequestError) as raised:
            function(cards["honey"], **choice)
        (problem,) = raised.value.problems
        assert message in problem.message
        assert (problem.field, problem.place, problem.kind) == (argument, None, "request")
        assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("format_", ["gif", None, ""])
def test_an_unknown_format_is_named(cards: factcards.CardSet, format_: Any):
    for draw in (
        lambda: factcards.encode(cards["wax"], format=format_),
        lambda: factcards.render_card(cards["wax"], format=format_),
        lambda: factcards.draw_scene(factcards.lay_out(cards["wax"]), format=format_),
    ):
        with pytest.raises(factcards.RequestError, match="format"):
            draw()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"sizes": "story"}, "sizes: found `story`, expected a list: `['story']`"),
        ({"sizes": ["story", "x"]}, "sizes: there is no size `x`"),
        ({"languages": ["en", "xx_yy"]}, "languages: language `xx_yy`"),
        ({"languages": 3}, "languages: found a value of the type `int`, expected a list"),
        ({"formats": ["png", "gif"]}, "formats: there is no format `gif`"),
        ({"svg": "curves"}, "svg: there is no mode of SVG `curves`"),
        ({"book": True}, "book: a book is a `pdf`, and"),
        ({"theme": "nope"}, "theme: there is no theme `nope`"),
        ({"today": "2027-01-01"}, "today: found `2027-01-01`, expected a date"),
        ({"out": 7}, "out: found a value of the type `int`, expected the path of a folder or its URL"),
        ({"out": ""}, "out: found an empty text, expected the path of a folder or its URL"),
        ({"sizes": 5}, "sizes: found a value of the type `int`, expected a list"),
        ({"sizes": factcards.SIZES[0]}, "sizes: found a value of the type `Size`, expected a list: `[size]`"),
        ({"size": "story"}, "size: there is no argument `size`\n    hint: did you mean `sizes`?"),
        ({"on_result": 5}, "on_result: found a value of the type `int`, expected a function"),
        ({"executor": ThreadPoolExecutor},
         "executor: found a value of the type `type`, expected an executor of `concurrent.futures`\n"
         "    hint: create one: `ThreadPoolExecutor()`"),
        ({"strict": "no"}, "strict: found `no`, expected True or False"),
    ],
)
def test_render_all_names_a_wrong_argument_before_it_writes(
    cards: factcards.CardSet, tmp_path: Path, choice: dict[str, Any], message: str
):
    with pytest.raises(factcards.RequestError) as raised:
        factcards.render_all(cards, **{"out": tmp_path / "out", "strict": False} | choice)
    assert f"error: {message}" in str(raised.value)
    assert not (tmp_path / "out").exists()


def test_another_object_than_a_card_is_named(cards: factcards.CardSet):
    for wrong, found in ((cards, "a value of the type `CardSet`"), ("honey", "`honey`"), (None, "None")):
        with pytest.raises(factcards.RequestError, match=f"card: found {found}, expected a Card"):
            factcards.render(wrong)  # type: ignore[arg-type]
    with pytest.raises(factcards.RequestError, match="cards: found a value of the type `list`, expected a CardSet"):
        factcards.render_all([cards["wax"]])  # type: ignore[arg-type]
    with pytest.raises(factcards.RequestError, match="scene: found a value of the type `Card`, expected a Scene"):
        factcards.draw_scene(cards["wax"])  # type: ignore[arg-type]


# --- pictures with their warnings, sizes and themes of one's own


def test_render_card_returns_the_picture_its_record_and_its_warnings(cards: factcards.CardSet, tmp_path: Path):
    rendered = factcards.render_card(cards["honey"], size=SMALL)
    of_honey = replace(cards, only="honey")
    (result,) = factcards.render_all(of_honey, out=tmp_path / "out", sizes=[SMALL], languages=["en"])
    assert result.record
    assert replace(result.record, key="", inputs=()) == rendered.record
    assert isinstance(result.file, Path)
    assert result.file.read_bytes() == rendered.data == rendered._repr_png_()
    assert rendered.image.tobytes() == factcards.render(cards["honey"], size=SMALL).tobytes()
    assert rendered.problems == result.problems


def test_warnings_of_the_text_and_of_the_picture_are_returned(cards: factcards.CardSet):
    (tag, variant), *others = cards["honey"].variants
    figure = replace(variant, headline=replace(variant.body[0], text="96 %"))
    changed = replace(cards["honey"], variants=((tag, figure), *others))
    spanish = factcards.render_card(changed, language="es", size=SMALL)
    assert {problem.kind for problem in spanish.problems} == {"figures-differ"}


def test_a_jpeg_shows_itself_as_png_in_a_notebook(cards: factcards.CardSet):
    rendered = factcards.render_card(cards["wax"], size=SMALL, format="jpg")
    assert rendered.record.file == "bees/en/wax.whatsapp-square.jpg"
    assert Image.open(io.BytesIO(rendered.data)).format == "JPEG"
    shown = Image.open(io.BytesIO(rendered._repr_png_()))
    assert (shown.format, shown.tobytes()) == ("PNG", rendered.image.tobytes())


def test_a_size_of_ones_own_is_drawn_and_listed(cards: factcards.CardSet, tmp_path: Path):
    pinboard = factcards.Size("pinboard", "web", "landscape", 1080, 608)
    assert factcards.render(cards["honey"], size=pinboard).size == (1080, 608)
    results = factcards.render_all(cards, out=tmp_path, sizes=[pinboard, SMALL], languages=["en"])
    assert [result.job.file for result in results][:2] == [
        "bees/en/comb.pinboard.png", "bees/en/comb.whatsapp-square.png",
    ]  # fmt: skip
    again = factcards.render_all(cards, out=tmp_path, sizes=[pinboard], languages=["en"])
    assert all(result.kept for result in again)


def test_measures_and_sizes_of_the_set_are_named(cards: factcards.CardSet, tmp_path: Path):
    pinboard = factcards.Size("pinboard", width=1000, height=800)
    own = replace(cards, own_sizes=(pinboard,))
    honey, book = own["honey"], factcards.encode_book(own, size="pinboard")
    assert factcards.render(honey, size="pinboard").size == (1000, 800)
    assert factcards.encode(honey, size="pinboard") == factcards.encode(cards["honey"], size=pinboard)
    assert factcards.render(honey, size="900×700").size == factcards.render(honey, size="900x700").size == (900, 700)
    assert book.startswith(b"%PDF")
    names = factcards.list_files(own, sizes=["900×700", "pinboard", pinboard], languages=["es"])
    assert names == ["bees/es/honey.900x700.png", "bees/es/honey.pinboard.png"]
    results = factcards.render_all(own, out=tmp_path, sizes=["900×700"], languages=["es"])
    assert [(result.job.file, result.record.width if result.record else 0) for result in results] == [(names[0], 900)]
    with pytest.raises(factcards.RequestError, match="there is no size `pinboard`"):
        factcards.render(cards["honey"], size="pinboard")


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        (["pinboard", factcards.Size("pinboard", width=900, height=900)], "two sizes have the name `pinboard`"),
        ([factcards.Size("a", width=900, height=side) for side in (900, 901)], "two sizes have the name `a`"),
        (["100x900"], "found 100 × 900 pixels, expected a shape from 1:4 to 4:1"),
        (["pinbord"], "there is no size `pinbord`"),
        ([factcards.Size("900x900", width=900, height=901)], "the name `900x900` is that of other measures than"),
        ([factcards.Size("STORY", width=900, height=901)], "`STORY` differs from the size `story` only in its cap"),
    ],
)
def test_sizes_that_do_not_agree_are_refused(cards: factcards.CardSet, sizes: list[Any], message: str):
    own = replace(cards, own_sizes=(factcards.Size("pinboard", width=1000, height=800),))
    with pytest.raises(factcards.RequestError, match=message):
        factcards.list_files(own, sizes=sizes)


def test_a_theme_is_a_name_a_path_or_a_theme(cards: factcards.CardSet, tmp_path: Path):
    (tmp_path / "mine.yaml").write_text("extends: half\n", encoding="utf-8")
    pictures = {
        factcards.encode(cards["wax"], size=SMALL, theme=theme)
        for theme in ("half", read_theme("half"), tmp_path / "mine.yaml", str(tmp_path / "mine.yaml"))
    }
    assert len(pictures) == 1
    assert factcards.list_files(cards, theme=read_theme("half"), sizes=[SMALL])[0] == "bees/en/comb.whatsapp-square.png"


def test_draw_scene_draws_a_scene_that_a_program_changed(cards: factcards.CardSet):
    scene = factcards.lay_out(cards["wax"], size=SMALL)
    assert factcards.draw_scene(scene) == factcards.encode(cards["wax"], size=SMALL)
    without = replace(scene, nodes=tuple(node for node in scene.nodes if not isinstance(node, Shape)))
    assert without != scene
    drawn = Image.open(io.BytesIO(factcards.draw_scene(without, format="jpg")))
    assert (drawn.format, drawn.size) == ("JPEG", (800, 800))
    assert factcards.draw_scene(without) != factcards.draw_scene(scene)


# --- whole sets


def test_each_result_is_passed_on_as_it_finishes(cards: factcards.CardSet, tmp_path: Path):
    seen = list[str]()

    def show(result: factcards.Result) -> None:
        assert result.file
        assert Path(result.file).is_file()
        seen.append(result.job.file)

    results = factcards.render_all(cards, out=tmp_path, sizes=[SMALL], formats=["jpg", "jpeg"], on_result=show)
    names = factcards.list_files(cards, sizes=[SMALL], formats=["jpeg"])
    assert sorted(seen) == sorted(names)
    assert names == [result.job.file for result in results]
    assert len(names) == 4


def test_today_decides_what_has_expired(cards: factcards.CardSet, tmp_path: Path):
    (tag, variant), *others = cards["wax"].variants
    expiring = replace(cards["wax"], variants=((tag, replace(variant, expires=date(2026, 6, 1))), *others))
    changed = replace(cards, cards=(expiring,))
    assert len(factcards.render_all(changed, out=tmp_path, sizes=[SMALL], today=date(2026, 6, 1))) == 1
    assert factcards.list_files(changed, today=date(2026, 6, 2)) == []
    with pytest.raises(factcards.FactcardsError, match="has expired: the last day was 2026-06-01"):
        factcards.render_all(changed, out=tmp_path, sizes=[SMALL], today=date(2026, 6, 2))


def test_lists_are_complete():
    assert len(factcards.SIZES) == 18
    assert factcards.THEMES == ("contrast", "data", "figure", "half", "photo", "series", "statement", "testimony")
    assert factcards.FORMATS[:2] == ("png", "jpeg")


def test_a_set_is_measured_once_for_all_of_its_cards(cards: factcards.CardSet, monkeypatch: pytest.MonkeyPatch):
    _measure_once.cache_clear()   # other tests measure the same cards
    measured = list[str]()

    def measure(job: Job, assets: Assets) -> tuple[FittingSizes, ...]:
        measured.append(job.card.id)
        return measure_job(job, assets)

    monkeypatch.setattr("factcards.batch.set_sizes.measure_job", measure)
    for card in cards.values():
        factcards.lay_out(card, size=SMALL)
        factcards.lay_out(card, size=SMALL)
    assert measured == ["comb", "honey", "wax"]
    (tag, variant), *others = cards["wax"].variants
    shorter = replace(cards["wax"], variants=((tag, replace(variant, body=cards["comb"].variants[0][1].body)), *others))
    factcards.lay_out(shorter, size=SMALL)
    factcards.lay_out(cards["comb"], size=SMALL, theme="half")
    assert measured[3:] == ["wax", "comb", "honey", "wax"]


def test_of_a_set_that_is_read_again_only_changed_cards_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    words = {"nectar": "Bees visit **two million** flowers for it.", "brood": "A queen lays 1,500 eggs a day."}
    for name, text in words.items():
        (tmp_path / f"{name}.yaml").write_text(f'fact: "{text}"\n', encoding="utf-8")
    (tmp_path / "set.yaml").write_text(
        "title: Bees\nlanguage: en\ncards: [nectar, brood]\ntype: even\nsource: Apiary, 2024\naction: https://example.org\n",
        encoding="utf-8",
    )
    measured = list[str]()

    def measure(job: Job, assets: Assets) -> tuple[FittingSizes, ...]:
        measured.append(job.card.id)
        return measure_job(job, assets)

    monkeypatch.setattr("factcards.batch.set_sizes.measure_job", measure)
    factcards.lay_out(factcards.read_cards(tmp_path)["brood"], size=SMALL)
    factcards.lay_out(factcards.read_cards(tmp_path)["brood"], size=SMALL)
    assert sorted(measured) == ["brood", "nectar"]
    (tmp_path / "brood.yaml").write_text('fact: "A queen lays up to 2,000 eggs a day."\n', encoding="utf-8")
    factcards.lay_out(factcards.read_cards(tmp_path)["nectar"], size=SMALL)
    assert measured[2:] == ["brood"]


def test_results_have_the_warnings_of_the_text_too(cards: factcards.CardSet, tmp_path: Path):
    (tag, variant), *others = cards["honey"].variants
    figure = replace(variant, headline=replace(variant.body[0], text="96 %"))
    changed = replace(cards["honey"], variants=((tag, figure), *others))
    of_honey = replace(cards, cards=(changed,))
    seen = list[factcards.Result]()
    results = factcards.render_all(of_honey, out=tmp_path, sizes=[SMALL], languages=["es"], on_result=seen.append)
    assert {problem.kind for problem in results[0].problems} == {"figures-differ"}
    assert seen == results
    assert results[0].problems == factcards.render_card(of_honey["honey"], language="es", size=SMALL).problems
