"""The plan: which card, language, size and format, with which link and theme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.batches import SQUARE, bees, card, plan

from factcards.batch import Plan, Request, find_plan_warnings, plan_jobs
from factcards.errors import Place, Problem
from factcards.graphics.geometry import Insets
from factcards.localize import localize_card
from factcards.model.cards import Action, Card, LocalCard
from factcards.model.sizes import Size
from factcards.read.themes.theme_reader import read_theme

LINK = "https://example.org/{set}/{card}?l={language}&s={size}&p={platform}"


def files(planned: Plan) -> list[str]:
    return [task.job.file for task in planned.tasks]


def reported(planned: Plan) -> list[str]:
    return [str(problem) for problem in planned.problems]


def test_plan_has_every_card_language_size_and_format():
    request = Request(("en", "ar"), ("story", "x-landscape"), ("png", "jpeg"))
    assert files(plan(card("honey", "en", "ar"), card("wax", "en", "ar"), request=request)) == [
        f"bees/{language}/{name}.{size}.{ending}"
        for name in ("honey", "wax")
        for language in ("en", "ar")
        for size in ("story", "x-landscape")
        for ending in ("png", "jpg")
    ]


def test_set_fills_in_what_the_request_leaves_open():
    one = card("honey", "en", "ar", "fr")
    own = plan(one, request=Request(), languages=("ar", "en"), sizes=("story",), formats=("webp",))
    assert files(own) == ["bees/ar/honey.story.webp", "bees/en/honey.story.webp"]
    assert files(plan(one, request=Request())) == [
        f"bees/{tag}/honey.instagram-portrait.png" for tag in ("en", "ar", "fr")
    ]


def test_links_are_filled_in_for_each_file():
    made = plan(card("honey", "zh-Hans", url=LINK), request=Request(("zh-Hans",), ("story", "x-landscape")))
    assert [task.job.card.url for task in made.tasks] == [
        "https://example.org/bees/honey?l=zh-Hans&s=story&p=story",
        "https://example.org/bees/honey?l=zh-Hans&s=x-landscape&p=x",
    ]


def test_untranslated_card_is_listed_and_not_rendered():
    made = plan(card("honey", "en"), request=replace(SQUARE, languages=("en", "ar", "fr")))
    assert files(made) == ["bees/en/honey.instagram-square.png"]
    assert [(entry.card, entry.language) for entry in made.untranslated] == [("honey", "ar"), ("honey", "fr")]
    warning = "bees/honey.en.yaml:1:1: warning: `honey` is not rendered in ar, fr: it is not translated"
    assert reported(made) == [warning]
    complete = plan(card("honey", "en"), request=replace(SQUARE, languages=("ar",), complete=True))
    assert reported(complete) == ["bees/honey.en.yaml:1:1: error: `honey` is not rendered in ar: it is not translated"]


def test_warning_of_a_variant_is_reported_once_for_all_sizes():
    warning = Problem("warning", "these words are in en", Place("bees/set.yaml", 3, 1), "labels.source")
    request = Request(sizes=("story", "x-landscape"))
    made = plan(card("honey", problems=(warning,)), request=request, problems=(warning,))
    assert made.problems == (warning,)


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1), None])
def test_card_is_valid_until_its_last_day(today: date | None):
    planned = plan(card("honey", expires=date(2027, 1, 1)), request=replace(SQUARE, today=today))
    assert files(planned) == ["bees/en/honey.instagram-square.png"]
    assert planned.problems == ()


def test_an_expired_card_is_refused():
    made = plan(card("honey", expires=date(2027, 1, 1)), request=replace(SQUARE, today=date(2027, 1, 2)))
    assert files(made) == []
    assert made.refused == ("bees/en/honey.instagram-square.png",)
    assert reported(made) == [
        "bees/honey.en.yaml:2:7: error: expires: the card has expired: the last day was 2027-01-01, and today is "
        "2027-01-02\n    2 | fact: …\n      |       ^\n    hint: check the fact, then set a later day"
    ]


def test_unknown_sizes_and_formats_are_named():
    made = plan(card("honey"), request=Request(), sizes=("stroy", "story"), formats=("gif",))
    assert files(made) == []
    assert reported(made) == [
        "error: sizes: there is no size `stroy` in the set `bees`\n    hint: did you mean `story`?",
        "error: formats: there is no format `gif`\n"
        "    hint: expected `png`, `jpeg`, `webp`, `pdf`, `svg` or `dump`",
    ]


@pytest.mark.parametrize(("requested", "own"), [(("jpg",), ()), (("jpeg", "jpg"), ("png",)), ((), ("jpg",))])
def test_an_alias_of_a_format_makes_the_files_of_the_format(requested: tuple[str, ...], own: tuple[str, ...]):
    made = plan(card("honey"), request=replace(SQUARE, formats=requested), formats=own)
    assert files(made) == ["bees/en/honey.instagram-square.jpg"]
    assert made.tasks[0].job.format == "jpeg"
    assert made.problems == ()


def test_unknown_theme_refuses_only_its_cards():
    made = plan(card("honey", theme="statment"), card("wax"))
    assert files(made) == ["bees/en/wax.instagram-square.png"]
    (problem,) = made.problems
    assert (problem.message, problem.field) == ("there is no theme `statment`", "theme")
    assert problem.place == Place("bees/honey.en.yaml", 2, 7, "fact: …")


def test_unknown_requested_theme_is_in_no_file():
    made = plan(card("honey"), request=replace(SQUARE, theme="statment"))
    assert reported(made) == ["error: theme: there is no theme `statment`\n    hint: did you mean `statement`?"]


def test_the_request_chooses_the_theme_for_all():
    def read_any(name: str, _: object) -> object:
        return replace(read_theme("statement"), name=name)

    made = plan_jobs([bees(card("honey", theme="quiet"))], replace(SQUARE, theme="loud"), read_any)  # type: ignore[arg-type]
    assert [(task.job.theme.name, task.job.card.theme) for task in made.tasks] == [("loud", "loud")]


def test_two_sets_of_one_name_do_not_overwrite_each_other():
    place = Place("others/bees/honey.yaml", 2, 7)
    other = replace(card("HONEY"), variants=(("en", replace(card("x").variants[0][1], place=place)),))
    made = plan_jobs([bees(card("honey")), bees(card("honey")), bees(other)], SQUARE, read_theme)
    assert files(made) == ["bees/en/honey.instagram-square.png"]
    assert reported(made) == [
        "others/bees/honey.yaml:1:1: error: `HONEY` is not rendered: bees/honey.en.yaml makes files of the same name\n"
        "    hint: rename the card or its folder"
    ]


def test_designers_fonts_are_part_of_the_job():
    (task,) = plan(replace(card("honey"), fonts="bees/fonts")).tasks
    assert task.job.fonts == ("bees/fonts",)


def test_link_too_long_to_print_is_reported_once():
    long = card("honey", url="https://equalitynow.org/a-path-that-nobody-copies")
    (problem,) = find_plan_warnings(plan(long, request=Request(sizes=("story", "x-landscape"))))
    assert (problem.severity, problem.field) == ("warning", "action.short")
    assert not [p for p in find_plan_warnings(plan(card("wax"))) if p.severity != "note"]


def test_placeholders_are_filled_in_as_ascii():
    (task,) = plan(card("bées", url="https://bücher.example:8080/{card}?q=é#ä")).tasks
    assert task.job.card.url == "https://xn--bcher-kva.example:8080/b%C3%A9es?q=%C3%A9#%C3%A4"
    (task,) = plan(card("bées", url="https://{card}.example.org/x")).tasks
    assert task.job.card.url == "https://xn--bes-bma.example.org/x"
    (task,) = plan(card("honey", url="HTTPS://Example.org?x={card}#")).tasks
    assert task.job.card.url == "HTTPS://Example.org?x=honey#"


@pytest.mark.parametrize("id_", ["a b", "a@b", "a%2fb"])
def test_name_that_is_invalid_in_a_host_refuses_the_card(id_: str):
    made = plan(card(id_, url="https://{card}.example.org/x"))
    assert made.tasks == ()
    (problem,) = [p for p in made.problems if p.severity == "error"]
    assert problem.message.startswith("the link leads nowhere once it is filled in: no browser opens the host")
    assert len(made.refused) == 1


def test_unprintable_address_refuses_the_card():
    made = card("honey", url="https://example.org/x")
    ((language, variant),) = made.variants
    made = replace(made, variants=((language, replace(variant, action=Action(variant.action.url, short="call us"))),))
    (problem,) = [p for p in plan(made).problems if p.severity == "error"]
    assert (problem.message, problem.field) == ("`call us` is not an address that can be printed", "action.short")


def test_example_link_is_reported_once_for_all_cards_of_a_place():
    (note,) = find_plan_warnings(plan(card("wax"), request=Request(sizes=("story", "x-landscape"))))
    assert (note.severity, note.message) == ("note", "`example.org` is reserved for examples: nobody can register it")


@pytest.mark.parametrize(
    ("language", "script", "hint"),
    [
        ("mn-Mong", "Mongolian", "Cyrillic letters (`mn`) are written in lines"),
        ("mn-Phag", "Phags Pa", "Cyrillic letters (`mn`) are written in lines"),
        ("bo-Phag", "Phags Pa", ""),
        ("mnc-Mong", "Mongolian", ""),
    ],
)
def test_vertical_scripts_are_reported(language: str, script: str, hint: str):
    planned = plan(card("honey", "en", language), request=replace(SQUARE, languages=("en", language)))
    (found,) = (p for p in find_plan_warnings(planned) if p.kind == "columns")
    assert found.place is not None
    assert language in found.place.file
    assert (found.message, found.hint) == (
        f"{script} letters are written in columns, but a card sets them in lines from left to right", hint,
    )  # fmt: skip


def test_the_words_of_a_card_are_read_once_for_all_sizes_and_the_common_type_sizes(monkeypatch: pytest.MonkeyPatch):
    read = list[tuple[str, str]]()

    def localize(one: Card, language: str) -> LocalCard | None:
        read.append((one.id, language))
        return localize_card(one, language)

    monkeypatch.setattr("factcards.batch.plan.localize_card", localize)
    cards = (card("honey", "en", "ar"), card("wax", "en", "ar"))
    made = plan(*cards, request=Request(("en", "ar"), ("story", "x-landscape"), ("png", "pdf")), type="even")
    assert len(made.sizing_groups) == 4
    assert sorted(read) == [("honey", "ar"), ("honey", "en"), ("wax", "ar"), ("wax", "en")]


PINBOARD = Size("pinboard", "pins", width=1200, height=900)


def test_a_set_renders_measures_and_sizes_of_its_own():
    one = card("honey", url=LINK)
    made = plan(one, request=Request(), sizes=("pinboard", "1080x608"), own_sizes=(PINBOARD,))
    assert files(made) == ["bees/en/honey.pinboard.png", "bees/en/honey.1080x608.png"]
    assert [task.job.card.url.partition("&s=")[2] for task in made.tasks] == ["pinboard&p=pins", "1080x608&p=web"]
    requested = plan(one, request=Request(sizes=("1500×500", "pinboard")), own_sizes=(PINBOARD,))
    assert [task.job.size for task in requested.tasks] == [Size("1500x500", width=1500, height=500), PINBOARD]


def test_a_set_without_the_requested_size_is_named():
    made = plan(card("honey"), request=Request(sizes=("pinboard",)))
    assert files(made) == []
    assert reported(made)[0].startswith("error: sizes: there is no size `pinboard` in the set `bees`")


def test_a_name_too_long_for_the_files_of_a_size_is_refused():
    long = Size("x" * 60, width=900, height=900)
    made = plan(card("h" * 200), request=Request(sizes=(long, "story")))
    assert [name[-9:] for name in files(made)] == ["story.png"]
    assert reported(made) == [
        f"error: sizes: the names of `{'h' * 200}` and of the size `{'x' * 60}` are longer than 255 bytes together\n"
        "    hint: choose a shorter name for the size or the card"]


def test_two_sets_of_one_name_do_not_share_type_sizes_at_other_measures():
    keys = []
    for size in (PINBOARD, replace(PINBOARD, height=700), replace(PINBOARD, safe=Insets(top=9))):
        made = plan(card("honey"), card("wax"), request=Request(), sizes=("pinboard",), own_sizes=(size,), type="even")
        keys += [group.key for group in made.sizing_groups]
    assert len(set(keys)) == 3
