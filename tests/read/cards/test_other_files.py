"""Other files among a set's files: each is reported once and affects no card."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.card_files import MINIMAL as SAMPLE

from factcards.cli import main
from factcards.read import read_sets
from factcards.read.cards.other_files import is_card_like

MINIMAL = SAMPLE.replace("example.org", "equalitynow.org")   # `check` has a note on hosts reserved for examples
OTHER = "warning: this file is not a card and is not read\n    hint: a card has `fact` or `story`"
HOUSE = "extends: statement\npalette: {field: '#123456'}\n"


def warned(path="."):
    """Return the warnings of the sets at a path, as text; there must be no error."""
    read = read_sets(path)
    assert read.problems == ()
    return [str(problem) for one in read.sets for problem in one.problems]


@pytest.mark.parametrize(
    "text",
    [
        'version: "3"\nservices:\n  web:\n    image: nginx\n',
        "site_name: X\ntheme: readthedocs\nnav: []\nplugins: [search]\n",
        "x-base: &base\n  a: 1\nservices:\n  b: *base\n",
        "Resources:\n  Role: !Ref Other\n",
        "apiVersion: v1\nkind: List\n---\napiVersion: v1\nkind: Pod\n",
        "{{- if .Values.on }}\napiVersion: v1\nkind: Pod\n{{- end }}\n",
        "- hosts: all\n  tasks: []\n",
        "image: python\npipelines: {}\ndefinitions: {}\n",
        "lockfileVersion: 9\npackages:\n" + "".join(f"  a{i}: {{b: 1}}\n" for i in range(6000)),
    ],
    ids=["compose", "mkdocs", "anchors", "tags", "documents", "helm", "ansible", "pipeline", "lock"],
)
def test_file_of_another_tool_gives_one_warning(lay, capsys, text):
    lay({"a.yaml": MINIMAL, "docker-compose.yaml": text})
    assert warned() == [f"docker-compose.yaml:1:1: {OTHER}"]
    assert main(["check", "."]) == 0
    assert main(["check", "a.yaml"]) == 0
    assert capsys.readouterr().err == (
        f"docker-compose.yaml:1:1: {OTHER}\n1 picture checked, 1 warning\n1 picture checked, no problem\n"
    )


def test_file_of_another_tool_may_have_any_name_and_extension(lay):
    lay(
        {
            "a.yaml": MINIMAL,
            "docker-compose.prod.yaml": "services: {}\n",
            "mkdocs.yml": "site_name: X\n",
            "b.yml": MINIMAL,
        }
    )
    assert warned() == [
        "b.yml:1:1: warning: this file is not read\n    hint: cards' names end in `.yaml`",
        f"docker-compose.prod.yaml:1:1: {OTHER}",
    ]
    assert str(read_sets("docker-compose.prod.yaml").problems[0]).startswith(
        "docker-compose.prod.yaml:1:1: error: this has none of a card's keys"
    )


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("fcat: x\nsource: y\naction: https://e.org\nlanguage: en\n", "unknown key `fcat`\n"),
        ("fcat: x\n", "unknown key `fcat`\n"),
        ("source: y\naction: https://e.org\nfoo: x\nlanguage: en\n", "unknown key `foo`"),
        ("fact: x\na: 1\nb: 2\nc: 3\n", "unknown key `a`"),
        ("- a\n- b\n", "found a list"),
        ("Honey never spoils.\n", "found `Honey never spoils.`, expected lines such as `fact: …`"),
        ("", "found neither `fact` nor `story`"),
        ("fact: [\n", "`[` is never closed"),
    ],
)
def test_card_with_mistyped_keys_is_reported_as_a_card(lay, text, reported):
    lay({"a.yaml": MINIMAL, "b.yaml": text})
    assert reported in "\n".join(map(str, read_sets(".").problems))


def test_variant_of_a_card_is_a_variant_whatever_its_keys(lay):
    lay({"a.yaml": MINIMAL, "a.fr.yaml": "lables: {}\nfoo: x\n"})
    assert "a.fr.yaml:2:1: error: unknown key `foo`" in "\n".join(map(str, read_sets(".").problems))


def test_card_stays_a_card_if_another_names_it_as_its_theme(lay):
    lay({"a.yaml": MINIMAL, "b.yaml": MINIMAL + "theme: a.yaml\n"})
    assert [card.id for card in read_sets(".").sets[0].cards] == ["a", "b"]


@pytest.mark.parametrize("keys", [{"version", "services"}, {"name", "on", "jobs"}, {"title", "theme", "plugins"}])
def test_keys_of_other_tools_are_not_mistyped_keys(keys):
    assert not is_card_like(keys)


def test_unused_theme_among_the_cards_is_not_a_card(lay):
    lay({"a.yaml": MINIMAL, "night.yaml": HOUSE, "themes/day.yaml": HOUSE})
    assert warned() == []


def test_sets_are_read_despite_a_file_next_to_them(lay, capsys):
    lay({"top/one/a.yaml": MINIMAL, "top/two/b.yaml": MINIMAL, "top/house.yaml": HOUSE, "top/themes/day.yaml": HOUSE})
    assert main(["check", "top"]) == 0
    assert capsys.readouterr().err == "2 pictures checked, no problem\n"
    lay({"top/publiccode.yaml": "publiccodeYmlVersion: 1\nname: x\nurl: y\n", "top/k8s/pod.yaml": "kind: Pod\n"})
    assert [one.id for one in read_sets("top").sets] == ["one", "two"]
    assert warned("top") == [f"top/publiccode.yaml:1:1: {OTHER}", f"top/k8s/pod.yaml:1:1: {OTHER}"]


def test_folders_with_cards_next_to_cards_are_named_in_a_warning(lay, capsys):
    lay({"top/one/a.yaml": MINIMAL, "top/two/b.yaml": MINIMAL, "top/two/c.yaml": MINIMAL, "top/stray.yaml": MINIMAL})
    assert warned("top") == [
        "top/one:1:1: warning: `top/one` holds 1 file that looks like a card and is not read\n"
        "    hint: name the folder `top/one`",
        "top/two:1:1: warning: `top/two` holds 2 files that look like cards and are not read\n"
        "    hint: name the folder `top/two`",
    ]
    assert main(["check", "top", "top/one", "top/two"]) == 0
    assert capsys.readouterr().err == "4 pictures checked, no problem\n", "the hint leads to no other warning"


def test_cards_in_folders_inside_a_set_give_a_warning(lay):
    lay(
        {
            "set/a.yaml": MINIMAL,
            "set/more/b.yaml": MINIMAL,
            "set/deep/er/c.yaml": MINIMAL,
            "set/photos/list.yaml": "photos: []\n",
            "set/.hidden/d.yaml": MINIMAL,
            "set/out/en/e.yaml": MINIMAL,
            "set/out/manifest.json": "{}",
        }
    )
    assert [line.split(": ")[0] for line in warned("set")] == ["set/more:1:1", "set/deep/er:1:1"]


def test_group_of_sets_in_an_inner_folder_is_named(lay):
    lay({"top/one/a.yaml": MINIMAL, "top/group/two/b.yaml": MINIMAL})
    assert [line.split("\n")[0] for line in warned("top")] == [
        "top/group/two:1:1: warning: `top/group/two` holds 1 file that looks like a card and is not read"
    ]
    assert str(read_sets("top/group/..").problems) == "()"


def test_files_with_a_wrong_extension_are_named(lay):
    lay({"set/a.yml": MINIMAL, "set/b.YAML": MINIMAL, "only/k8s.yaml": "kind: Pod\n"})
    assert str(read_sets("set").problems[0]) == (
        "error: `set` holds no card: `a.yml`, `b.YAML` are not read\n    hint: cards' names end in `.yaml`"
    )
    assert str(read_sets("set/a.yml").problems[0]) == (
        "error: `set/a.yml` is not a card\n    hint: cards' names end in `.yaml`: rename it"
    )
    lay({"notepad/a.yaml.txt": MINIMAL, "top/one/a.yml": MINIMAL, "top/two/b.yml": MINIMAL})
    assert str(read_sets("notepad").problems[0]).startswith("error: `notepad` holds no card: `a.yaml.txt` is not read")
    assert str(read_sets("top").problems[0]) == (
        "error: `top` holds no card: `one/a.yml`, `two/b.yml` are not read\n    hint: cards' names end in `.yaml`"
    )
    assert str(read_sets("only").problems[0]) == (
        "error: `only` holds no card: `k8s.yaml` is not read\n    hint: a card has `fact` or `story`"
    )


def test_folder_of_results_inside_a_set_is_ignored(lay):
    lay({"a.yaml": MINIMAL, "photos/x": ""})
    assert main(["render", ".", "-o", "out", "-j", "1", "-f", "dump"]) == 0
    seen = {one.path for one in read_sets(".").seen}
    assert {"photos", "a.yaml", "."} <= seen
    assert not any(path.startswith("out") for path in seen)


SET = "language: en\nsource: A book\naction: https://equalitynow.org/act\n"
OWN_CARD = "warning: this is a separate card, in `en`"


@pytest.mark.parametrize(("name", "meant"), [
    ("honey-es", "honey.es"), ("honey_es", "honey.es"), ("honey-fr-CA", "honey.fr-CA"),
    ("honey_zh_Hans", "honey.zh-Hans"), ("honey-ckb", "honey.ckb"),
])  # fmt: skip
def test_a_translation_that_is_named_as_a_card_is_a_warning(lay, name, meant):
    lay({"set.yaml": SET, "honey.yaml": "fact: Honey.", f"{name}.yaml": "fact: Miel.", "wax.yaml": "fact: Wax.",
         "wax.ckb.yaml": "fact: x"})  # fmt: skip
    warning = f"{name}.yaml:1:1: {OWN_CARD}\n    hint: did you mean `{meant}.yaml`?"
    assert warned() == [warning]
    assert warned(f"{name}.yaml") == [warning]
    assert warned("honey.yaml") == []


@pytest.mark.parametrize(("name", "text"), [
    ("honey-es", "language: es\nfact: Miel."), ("honey-en", "fact: Honey."), ("bees-es", "fact: Abejas."),
    ("honey-one", "fact: Honey."), ("honey-2", "fact: Honey."), ("honeyes", "fact: Honey."),
    ("honey-in", "fact: Honey."),
])  # fmt: skip
def test_a_name_that_only_resembles_a_translation_is_none(lay, name, text):
    lay({"set.yaml": SET, "honey.yaml": "fact: Honey.", f"{name}.yaml": text})
    assert warned() == []


def test_a_card_whose_name_ends_in_a_language_can_be_accepted(lay, capsys):
    accept = "accept: [{kind: language-in-name, reason: the film is called It}]\n"
    lay({"set.yaml": SET + accept, "film.yaml": "fact: A film.", "film-it.yaml": "fact: Another film."})
    assert main(["check", "."]) == 0
    assert capsys.readouterr().err == "2 pictures checked, no problem, 1 warning accepted\n"


def test_a_theme_among_the_cards_is_no_card_and_one_with_a_mistyped_key_says_so(tmp_path: Path):
    folder = tmp_path / "bees"
    folder.mkdir()
    (folder / "honey.yaml").write_text(
        "language: en\nfact: Bees dance.\nsource: Frisch, 1927\naction: https://equalitynow.org/act\n", encoding="utf-8"
    )
    mine = folder / "mine.yaml"
    mine.write_text('extends: statement\npalette: {field: "#102030"}\n', encoding="utf-8")
    read = read_sets(folder)
    assert [problem.message for one in read.sets for problem in one.problems] == []
    mine.write_text('extends: statement\npallete: {field: "#102030"}\n', encoding="utf-8")
    (warning,) = read_sets(folder).sets[0].problems
    assert (warning.kind, warning.message, warning.hint, warning.place and warning.place.line) == (
        "other-file", "this theme has the unknown key `pallete`, and no card names it", "did you mean `palette`?", 2)
    mine.write_text("extends: airbnb\nrules: {}\n", encoding="utf-8")
    (warning,) = read_sets(folder).sets[0].problems
    assert warning.message == "this file is not a card and is not read"


def test_a_theme_that_is_rendered_as_a_card_is_told_from_one(tmp_path: Path):
    mine = tmp_path / "mine.yaml"
    mine.write_text('extends: statement\npalette: {field: "#102030"}\n', encoding="utf-8")
    (problem,) = read_sets(mine).problems
    assert problem.message == "this is a theme, and no card"
    assert problem.hint.startswith("a card names it with `theme: ./mine.yaml`, the command with `-t ")
