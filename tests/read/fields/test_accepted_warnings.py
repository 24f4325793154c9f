"""`accept`: which entries are read, how they add up, what they hide and what never."""

import json
from pathlib import Path

import pytest
from support.card_files import LEAST

from factcards.batch import Request, plan_jobs
from factcards.cli import main
from factcards.problem_kinds import ERRORS, RUNS, WARNINGS
from factcards.read import read_cards, read_sets
from factcards.read.themes.theme_reader import read_theme

SET = """\
language: en
languages: [en, es]
source: {publisher: House, title: A book}
action: {label: Act, url: "https://equalitynow.org/a-very-long-path-that-nobody-copies-by-hand/{card}"}
"""
FILES = {
    "bees/set.yaml": SET, "bees/honey.yaml": "fact: Honey never spoils.\n", "bees/wax.yaml": "fact: Wax burns.\n",
    "bees/honey.es.yaml": "fact: La miel no caduca.\n", "bees/wax.es.yaml": "fact: La cera arde.\n",
}  # fmt: skip
ADDRESS = "accept: [{kind: no-address, reason: printed elsewhere}]\n"
LABEL = "accept: [{kind: not-translated, reason: a slogan}]\n"


def faults(path="."):
    return [(p.field, p.message, p.hint) for p in read_sets(path).problems]


def check(capsys, *arguments):
    """What `check --json` says: its status, the kinds and files of problems, and those that are accepted."""
    status = main(["check", *arguments, "--json"])
    told = json.loads(capsys.readouterr().out)
    problems = sorted((p["kind"], Path(p["file"]).name) for p in told["problems"])
    accepted = sorted((p["kind"], Path(p["file"]).name, p["reason"]) for p in told.get("accepted", []))
    return status, problems, accepted


# --- as it is read


def test_a_cards_entries_are_read(lay):
    lay({"honey.yaml": LEAST + "accept:\n  - kind: small-type\n    reason: it is\n      meant so\n"})
    ((_, variant),) = read_cards(".")["honey"].variants
    ((kind, reason, line),) = ((e.kind, e.reason, e.place.line) for e in variant.accept)
    assert (kind, reason, line) == ("small-type", "it is meant so", 6)


@pytest.mark.parametrize("kind", WARNINGS)
def test_every_kind_of_warning_can_be_accepted(lay, kind):
    lay({"honey.yaml": f"{LEAST}accept: [{{kind: {kind}, reason: seen}}]\n"})
    assert faults() == []


def test_lists_add_up_from_the_set_to_the_cards_variant(lay):
    names = ("bees/set.yaml", "bees/set.es.yaml", "bees/honey.yaml", "bees/honey.es.yaml")
    kinds = ("blurred", "small-type", "html", "misread")
    more = {
        name: FILES.get(name, "") + f"accept: [{{kind: {kind}, reason: in {name}}}]\n"
        for name, kind in zip(names, kinds, strict=True)
    }
    lay(FILES | more)
    variants = {tag: [e.kind for e in v.accept] for tag, v in read_cards("bees")["honey"].variants}
    assert variants == {"en": ["blurred", "html"], "es": ["blurred", "small-type", "html", "misread"]}
    assert [e.kind for e in dict(read_cards("bees")["wax"].variants)["en"].accept] == ["blurred"]


def test_null_takes_away_what_is_inherited(lay):
    lay(FILES | {"bees/set.yaml": SET + ADDRESS, "bees/honey.yaml": FILES["bees/honey.yaml"] + "accept: null\n"})
    cards = read_cards("bees")
    assert [len(dict(cards[name].variants)["en"].accept) for name in ("honey", "wax")] == [0, 1]


# --- what is wrong


@pytest.mark.parametrize("kind", ["small-typ", "smal-type", "Small-Type"])
def test_an_unknown_kind_is_an_error_with_the_nearest(lay, kind):
    lay({"honey.yaml": f"{LEAST}accept: [{{kind: {kind}, reason: seen}}]\n"})
    assert faults() == [("accept[0].kind", f"there is no kind of warning `{kind}`", "did you mean `small-type`?")]


@pytest.mark.parametrize("kind", sorted(ERRORS))
def test_errors_cannot_be_accepted(lay, kind):
    lay({"honey.yaml": f"{LEAST}accept: [{{kind: {kind}, reason: seen}}]\n"})
    message = f"`{kind}` is a kind of error, and an error cannot be accepted"
    assert faults() == [("accept[0].kind", message, "fix what it reports")]


@pytest.mark.parametrize("kind", sorted(RUNS))
def test_what_is_about_a_run_is_no_cards_to_accept(lay, kind):
    lay({"honey.yaml": f"{LEAST}accept: [{{kind: {kind}, reason: seen}}]\n"})
    assert [message for _, message, _ in faults()] == [f"`{kind}` is about a run, so a card cannot accept it"]


@pytest.mark.parametrize(
    ("entry", "field", "message"),
    [
        ("{kind: html}", "accept[0]", "missing field `reason`"),
        ("{reason: seen}", "accept[0]", "missing field `kind`"),
        ("{kind: html, reason: null}", "accept[0]", "missing field `reason`"),
        ('{kind: html, reason: ""}', "accept[0].reason", "this is empty, expected a reason"),
        ('{kind: html, reason: " \u200b\u00a0"}', "accept[0].reason", "this is empty, expected a reason"),
        ("{kind: html, reason: [seen]}", "accept[0].reason", "found a list, expected a reason"),
        ("{kind: [html], reason: seen}", "accept[0].kind", "found a list, expected a kind of warning"),
        ("{kind: html, reason: seen, until: 2030}", "accept[0]", "unknown key `until`"),
        ("html", "accept[0]", "found words, expected the keys `kind` or `reason`"),
    ],
)
def test_an_entry_needs_a_kind_and_a_reason(lay, entry, field, message):
    lay({"honey.yaml": f"{LEAST}accept: [{entry}]\n"})
    assert [(f, m) for f, m, _ in faults()] == [(field, message)]


@pytest.mark.parametrize("value", ["html", "{kind: html, reason: seen}"])
def test_it_is_a_list(lay, value):
    lay({"honey.yaml": f"{LEAST}accept: {value}\n"})
    ((field, message, _),) = faults()
    assert field == "accept"
    assert message.endswith("expected a list such as `[{kind: small-type, reason: …}]`")


# --- what it hides


def test_what_a_card_accepts_is_not_shown_and_is_counted_with_its_reason(lay, capsys):
    lay(FILES | {"bees/honey.yaml": FILES["bees/honey.yaml"] + ADDRESS})
    status, problems, accepted = check(capsys, "bees")
    assert status == 0
    assert ("no-address", "wax.yaml") in problems
    assert not any(file.startswith("honey") and kind == "no-address" for kind, file in problems)
    assert accepted == [
        ("no-address", "honey.es.yaml", "printed elsewhere"), ("no-address", "honey.yaml", "printed elsewhere"),
    ]  # fmt: skip
    assert main(["check", "bees"]) == 0
    assert "honey" not in "".join(line for line in capsys.readouterr().err.splitlines(True) if "no-address" in line)


def test_a_variant_accepts_for_its_language_alone(lay, capsys):
    lay(FILES | {"bees/honey.es.yaml": FILES["bees/honey.es.yaml"] + ADDRESS})
    _, problems, accepted = check(capsys, "bees")
    assert ("no-address", "honey.yaml") in problems
    assert [file for _, file, _ in accepted] == ["honey.es.yaml"]


def test_a_set_accepts_for_all_its_cards_and_a_card_has_the_nearer_reason(lay, capsys):
    nearer = "accept: [{kind: no-address, reason: nearer}]\n"
    lay(FILES | {"bees/set.yaml": SET + ADDRESS, "bees/wax.yaml": FILES["bees/wax.yaml"] + nearer})
    _, problems, accepted = check(capsys, "bees")
    assert not any(kind == "no-address" for kind, _ in problems)
    assert {(file, reason) for _, file, reason in accepted} == {
        ("honey.yaml", "printed elsewhere"), ("honey.es.yaml", "printed elsewhere"),
        ("wax.yaml", "nearer"), ("wax.es.yaml", "nearer"),
    }  # fmt: skip
    assert not any(kind == "accept-unused" for kind, _ in problems), "both entries match"


def test_words_that_are_read_and_words_that_are_set_can_be_accepted(lay):
    words = 'fact: "<b>1۲3</b> bees"\n'
    lay({"honey.yaml": LEAST.replace("fact: Honey never spoils.\n", words)})
    lay({"wax.yaml": LEAST.replace("fact: Honey never spoils.\n", words)
         + "accept: [{kind: html, reason: a}, {kind: mixed-digits, reason: b}]\n"})  # fmt: skip
    plan = plan_jobs(read_sets(".").sets, Request(), read_theme)
    assert {(p.kind, p.place.file) for p in plan.problems if p.place} == {
        ("html", "honey.yaml"), ("mixed-digits", "honey.yaml")
    }  # fmt: skip
    assert {(one.problem.kind, one.reason) for one in plan.accepted} == {("html", "a"), ("mixed-digits", "b")}


def test_a_translation_that_is_missing_can_be_accepted_and_is_still_an_error_with_complete(lay, capsys):
    card = LEAST + "accept: [{kind: untranslated, reason: for Canada alone}]\n"
    lay({"honey.yaml": card})
    assert main(["render", "honey.yaml", "-l", "en", "-l", "fr", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    assert [(p["kind"], p["reason"]) for p in told["accepted"]] == [("untranslated", "for Canada alone")]
    assert main(["render", "honey.yaml", "-l", "fr", "--complete"]) == 1
    assert "error: `honey` is not made in fr" in capsys.readouterr().err


def test_a_set_accepts_what_lies_beside_its_cards(lay, capsys):
    accept = "accept: [{kind: other-file, reason: for the site}]\n"
    lay(FILES | {"bees/set.yaml": SET + accept, "bees/mkdocs.yaml": "site_name: X\nnav: []\nplugins: [search]\n"})
    _, problems, accepted = check(capsys, "bees")
    assert not any(kind == "other-file" for kind, _ in problems)
    assert ("other-file", "mkdocs.yaml", "for the site") in accepted


def test_a_set_accepts_nothing_for_what_lies_outside_of_it(lay, capsys):
    accept = "accept: [{kind: other-file, reason: for the site}]\n"
    files = {"bees/set.yaml": SET + accept, "docker-compose.yaml": "services: {web: {image: nginx}}\n"}
    lay(FILES | files | {"bees/mkdocs.yaml": "site_name: X\nnav: []\nplugins: [search]\n"})
    _, problems, accepted = check(capsys, ".")
    assert ("other-file", "docker-compose.yaml") in problems
    assert accepted == [("other-file", "mkdocs.yaml", "for the site")]


def test_pictures_accept_and_a_second_run_says_the_same(lay, capsys):
    title = "A title that is far longer than any that a reader would copy from a card"
    label = "accept: [{kind: not-translated, reason: a slogan}]\n"
    lay(FILES | {"bees/set.yaml": SET + label + f"title: {title}\n"})
    told = []
    for _ in range(2):
        assert main(["render", "bees", "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert [p["reason"] for p in told[0]["accepted"]] == ["a slogan"]
    assert told[1]["accepted"] == told[0]["accepted"]
    assert told[1]["problems"] == told[0]["problems"]


def test_a_sheet_accepts_too(lay, capsys):
    lay(FILES | {"bees/set.yaml": SET + LABEL})
    assert main(["sheet", "bees", "--json", "-l", "es"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert not any(p["kind"] == "not-translated" for p in told["problems"])
    assert {p["reason"] for p in told["accepted"]} == {"a slogan"}


# --- what is not needed any more


@pytest.mark.parametrize("name", ["bees/set.yaml", "bees/honey.yaml", "bees/honey.es.yaml"])
def test_an_entry_that_matches_nothing_is_a_note(lay, capsys, name):
    lay(FILES | {name: FILES[name] + "accept:\n- {kind: misread, reason: seen}\n"})
    assert main(["check", "bees"]) == 0
    line = FILES[name].count("\n") + 2
    note = f"{name}:{line}:10: note: accept: nothing of the kind `misread` was found, so there is nothing to accept\n"
    assert note in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["bees", "-l", "en"], ["bees", "-s", "story"], ["bees/wax.yaml"], ["bees/honey.es.yaml"]]
)
def test_nothing_is_said_of_it_where_not_all_was_looked_at(lay, capsys, arguments):
    lay(FILES | {"bees/set.yaml": SET + "accept: [{kind: misread, reason: seen}]\n"})
    main(["check", *arguments])
    assert "nothing of the kind" not in capsys.readouterr().err


def test_nothing_is_said_of_it_while_a_card_has_an_error(lay, capsys):
    lay(FILES | {"bees/set.yaml": SET + "accept: [{kind: misread, reason: seen}]\n", "bees/bad.yaml": "fact: [x]\n"})
    assert main(["check", "bees"]) == 1
    assert "nothing of the kind" not in capsys.readouterr().err
