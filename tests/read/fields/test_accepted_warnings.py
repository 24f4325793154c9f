"""`accept`: which entries are read, how they are joined, and which problems they hide."""

import json
from pathlib import Path

import pytest
from support.card_files import MINIMAL

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


def list_errors(path="."):
    return [(p.field, p.message, p.hint) for p in read_sets(path).problems]


def check(capsys, *arguments):
    """Return the status of `check --json`, the kinds and files of problems, and the accepted ones."""
    status = main(["check", *arguments, "--json"])
    output = json.loads(capsys.readouterr().out)
    problems = sorted((p["kind"], Path(p["file"]).name) for p in output["problems"])
    accepted = sorted((p["kind"], Path(p["file"]).name, p["reason"]) for p in output.get("accepted", []))
    return status, problems, accepted


# --- reading


def test_accepted_kinds_and_reasons_are_read(lay):
    lay({"honey.yaml": MINIMAL + "accept:\n  - kind: small-type\n    reason: it is\n      meant so\n"})
    ((_, variant),) = read_cards(".")["honey"].variants
    ((kind, reason, line),) = ((e.kind, e.reason, e.place.line) for e in variant.accept)
    assert (kind, reason, line) == ("small-type", "it is meant so", 6)


@pytest.mark.parametrize("kind", WARNINGS)
def test_every_kind_of_warning_can_be_accepted(lay, kind):
    lay({"honey.yaml": f"{MINIMAL}accept: [{{kind: {kind}, reason: seen}}]\n"})
    assert list_errors() == []


def test_lists_are_joined_from_the_set_to_the_variant(lay):
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


def test_null_removes_inherited_entries(lay):
    lay(FILES | {"bees/set.yaml": SET + ADDRESS, "bees/honey.yaml": FILES["bees/honey.yaml"] + "accept: null\n"})
    cards = read_cards("bees")
    assert [len(dict(cards[name].variants)["en"].accept) for name in ("honey", "wax")] == [0, 1]


# --- errors


@pytest.mark.parametrize("kind", ["small-typ", "smal-type", "Small-Type"])
def test_unknown_kind_is_an_error_with_the_closest_name(lay, kind):
    lay({"honey.yaml": f"{MINIMAL}accept: [{{kind: {kind}, reason: seen}}]\n"})
    assert list_errors() == [("accept[0].kind", f"there is no kind of warning `{kind}`", "did you mean `small-type`?")]


@pytest.mark.parametrize("kind", sorted(ERRORS))
def test_errors_cannot_be_accepted(lay, kind):
    lay({"honey.yaml": f"{MINIMAL}accept: [{{kind: {kind}, reason: seen}}]\n"})
    message = f"`{kind}` is a kind of error, and an error cannot be accepted"
    assert list_errors() == [("accept[0].kind", message, "fix what it reports")]


@pytest.mark.parametrize("kind", sorted(RUNS))
def test_kinds_about_a_run_cannot_be_accepted(lay, kind):
    lay({"honey.yaml": f"{MINIMAL}accept: [{{kind: {kind}, reason: seen}}]\n"})
    assert [message for _, message, _ in list_errors()] == [f"`{kind}` is about a run, so a card cannot accept it"]


@pytest.mark.parametrize(
    ("entry", "field", "message"),
    [
        ("{kind: html}", "accept[0].reason", "missing field `reason`"),
        ("{reason: seen}", "accept[0].kind", "missing field `kind`"),
        ("{kind: html, reason: null}", "accept[0].reason", "missing field `reason`"),
        ('{kind: html, reason: ""}', "accept[0].reason", "this is empty, expected a reason"),
        ('{kind: html, reason: " \u200b\u00a0"}', "accept[0].reason", "this is empty, expected a reason"),
        ("{kind: html, reason: [seen]}", "accept[0].reason", "found a list, expected a reason"),
        ("{kind: [html], reason: seen}", "accept[0].kind", "found a list, expected a kind of warning"),
        ("{kind: html, reason: seen, until: 2030}", "accept[0]", "unknown key `until`"),
        ("html", "accept[0]", "found `html`, expected the keys `kind` and `reason`"),
    ],
)
def test_entry_needs_a_kind_and_a_reason(lay, entry, field, message):
    lay({"honey.yaml": f"{MINIMAL}accept: [{entry}]\n"})
    assert [(f, m) for f, m, _ in list_errors()] == [(field, message)]


@pytest.mark.parametrize("value", ["html", "{kind: html, reason: seen}"])
def test_accept_is_a_list(lay, value):
    lay({"honey.yaml": f"{MINIMAL}accept: {value}\n"})
    ((field, message, _),) = list_errors()
    assert field == "accept"
    assert message.endswith("expected a list such as `[{kind: small-type, reason: …}]`")


# --- hidden problems


def test_accepted_warnings_are_hidden_and_counted_with_their_reasons(lay, capsys):
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


def test_variant_accepts_only_for_its_language(lay, capsys):
    lay(FILES | {"bees/honey.es.yaml": FILES["bees/honey.es.yaml"] + ADDRESS})
    _, problems, accepted = check(capsys, "bees")
    assert ("no-address", "honey.yaml") in problems
    assert [file for _, file, _ in accepted] == ["honey.es.yaml"]


def test_set_accepts_for_all_its_cards_and_the_card_reason_wins(lay, capsys):
    nearer = "accept: [{kind: no-address, reason: nearer}]\n"
    lay(FILES | {"bees/set.yaml": SET + ADDRESS, "bees/wax.yaml": FILES["bees/wax.yaml"] + nearer})
    _, problems, accepted = check(capsys, "bees")
    assert not any(kind == "no-address" for kind, _ in problems)
    assert {(file, reason) for _, file, reason in accepted} == {
        ("honey.yaml", "printed elsewhere"), ("honey.es.yaml", "printed elsewhere"),
        ("wax.yaml", "nearer"), ("wax.es.yaml", "nearer"),
    }  # fmt: skip
    assert not any(kind == "accept-unused" for kind, _ in problems), "both entries match"


def test_warnings_of_reading_and_of_layout_can_be_accepted(lay):
    words = 'fact: "<b>1۲3</b> bees"\n'
    lay({"honey.yaml": MINIMAL.replace("fact: Honey never spoils.\n", words)})
    lay({"wax.yaml": MINIMAL.replace("fact: Honey never spoils.\n", words)
         + "accept: [{kind: html, reason: a}, {kind: mixed-digits, reason: b}]\n"})  # fmt: skip
    plan = plan_jobs(read_sets(".").sets, Request(), read_theme)
    assert {(p.kind, p.place.file) for p in plan.problems if p.place} == {
        ("html", "honey.yaml"), ("mixed-digits", "honey.yaml")
    }  # fmt: skip
    assert {(one.problem.kind, one.reason) for one in plan.accepted} == {("html", "a"), ("mixed-digits", "b")}


def test_missing_translation_can_be_accepted_but_not_with_complete(lay, capsys):
    card = MINIMAL + "accept: [{kind: untranslated, reason: for Canada alone}]\n"
    lay({"honey.yaml": card})
    assert main(["render", "honey.yaml", "-l", "en", "-l", "fr", "--json"]) == 0
    output = json.loads(capsys.readouterr().out)
    assert output["problems"] == []
    assert [(p["kind"], p["reason"]) for p in output["accepted"]] == [("untranslated", "for Canada alone")]
    assert main(["render", "honey.yaml", "-l", "fr", "--complete"]) == 1
    assert "error: `honey` is not rendered in fr" in capsys.readouterr().err


def test_set_accepts_warnings_about_files_next_to_its_cards(lay, capsys):
    accept = "accept: [{kind: other-file, reason: for the site}]\n"
    lay(FILES | {"bees/set.yaml": SET + accept, "bees/mkdocs.yaml": "site_name: X\nnav: []\nplugins: [search]\n"})
    _, problems, accepted = check(capsys, "bees")
    assert not any(kind == "other-file" for kind, _ in problems)
    assert ("other-file", "mkdocs.yaml", "for the site") in accepted


def test_set_cannot_accept_warnings_about_files_outside(lay, capsys):
    accept = "accept: [{kind: other-file, reason: for the site}]\n"
    files = {"bees/set.yaml": SET + accept, "docker-compose.yaml": "services: {web: {image: nginx}}\n"}
    lay(FILES | files | {"bees/mkdocs.yaml": "site_name: X\nnav: []\nplugins: [search]\n"})
    _, problems, accepted = check(capsys, ".")
    assert ("other-file", "docker-compose.yaml") in problems
    assert accepted == [("other-file", "mkdocs.yaml", "for the site")]


def test_second_run_reports_accepted_warnings_the_same_way(lay, capsys):
    title = "A title that is far longer than any that a reader would copy from a card"
    label = "accept: [{kind: not-translated, reason: a slogan}]\n"
    lay(FILES | {"bees/set.yaml": SET + label + f"title: {title}\n"})
    output = []
    for _ in range(2):
        assert main(["render", "bees", "--json"]) == 0
        output.append(json.loads(capsys.readouterr().out))
    assert [p["reason"] for p in output[0]["accepted"]] == ["a slogan"]
    assert output[1]["accepted"] == output[0]["accepted"]
    assert output[1]["problems"] == output[0]["problems"]


def test_contact_sheet_hides_accepted_warnings(lay, capsys):
    lay(FILES | {"bees/set.yaml": SET + LABEL})
    assert main(["sheet", "bees", "--json", "-l", "es"]) == 0
    output = json.loads(capsys.readouterr().out)
    assert not any(p["kind"] == "not-translated" for p in output["problems"])
    assert {p["reason"] for p in output["accepted"]} == {"a slogan"}


# --- unused entries


@pytest.mark.parametrize("name", ["bees/set.yaml", "bees/honey.yaml", "bees/honey.es.yaml"])
def test_unused_entry_is_a_note(lay, capsys, name):
    lay(FILES | {name: FILES[name] + "accept:\n- {kind: misread, reason: seen}\n"})
    assert main(["check", "bees"]) == 0
    line = FILES[name].count("\n") + 2
    note = f"{name}:{line}:10: note: accept: nothing of the kind `misread` was found, so there is nothing to accept\n"
    assert note in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["bees", "-l", "en"], ["bees", "-s", "story"], ["bees/wax.yaml"], ["bees/honey.es.yaml"]]
)
def test_unused_entry_is_not_reported_after_a_partial_run(lay, capsys, arguments):
    lay(FILES | {"bees/set.yaml": SET + "accept: [{kind: misread, reason: seen}]\n"})
    main(["check", *arguments])
    assert "nothing of the kind" not in capsys.readouterr().err


def test_unused_entry_is_not_reported_while_a_card_has_an_error(lay, capsys):
    lay(FILES | {"bees/set.yaml": SET + "accept: [{kind: misread, reason: seen}]\n", "bees/bad.yaml": "fact: [x]\n"})
    assert main(["check", "bees"]) == 1
    assert "nothing of the kind" not in capsys.readouterr().err
