"""What is read despite errors; bytes, names and links that a case file cannot contain."""

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.card_files import MINIMAL, png

from factcards.errors import ReadError
from factcards.read import read_cards, read_sets

SET = "language: en\nsource: A book\naction: https://example.org/act\n"


def read_messages(path="."):
    return "\n".join(map(str, read_sets(Path(path)).problems))


def cards_of(path="."):
    return {c.id: [tag for tag, _ in c.variants] for s in read_sets(Path(path)).sets for c in s.cards}


def test_a_field_missing_beside_a_lost_key_is_reported_once_that_is_corrected(lay):
    lay({"card.yaml": "language: en\nfact:\tA fact.\n\tsource: x\n"})
    assert [p.message for p in read_sets(Path()).problems] == ["a tab indents this line; YAML takes spaces only"]
    lay({"card.yaml": "language: en\nfact:\tA fact.\nsource: x\n"})
    assert [p.message for p in read_sets(Path()).problems] == ["missing field `action`"]


def test_variant_with_errors_leaves_out_only_its_language(lay):
    lay(
        {
            "set.yaml": SET,
            "a.yaml": "fact: A",
            "a.fr.yaml": "fact: **",
            "a.fr-CA.yaml": "fact: x",
            "a.es.yaml": "fact: y",
            "b.yaml": "fact: B",
        }
    )
    assert cards_of() == {"a": ["en", "es"], "b": ["en"]}


def test_card_with_errors_leaves_out_only_itself(lay):
    lay({"set.yaml": SET, "a.yaml": "fact: **", "a.fr.yaml": "fact: x", "b.yaml": "fact: B"})
    assert cards_of() == {"b": ["en"]}
    assert read_sets(Path()).sets[0].cards[0].index == 1


def test_set_with_errors_leaves_out_only_its_cards(lay):
    lay(
        {
            "all/a/set.yaml": SET + "sizes: [huge]",
            "all/a/x.yaml": "fact: x",
            "all/b/set.yaml": SET,
            "all/b/y.yaml": "fact: y",
        }
    )
    assert cards_of("all") == {"y": ["en"]}


def test_set_variant_with_errors_leaves_out_its_language(lay):
    lay(
        {
            "set.yaml": SET,
            "set.fr.yaml": "labels: x",
            "a.yaml": "fact: A",
            "a.fr.yaml": "fact: x",
            "a.es.yaml": "fact: y",
        }
    )
    assert cards_of() == {"a": ["en", "es"]}


def test_read_cards_raises_all_errors_at_once(lay):
    lay({"set.yaml": SET, "a.yaml": "fact: **", "b.yaml": "fact: B\nstorry: x"})
    with pytest.raises(ReadError) as caught:
        read_cards(".")
    assert [p.place.file for p in caught.value.problems] == ["a.yaml", "b.yaml"]


def test_messages_name_files_as_the_user_typed_them(lay):
    lay({"sub/set/a.yaml": MINIMAL.replace("Honey", "**Honey")})
    assert read_messages("sub/../sub/set").startswith("sub/../sub/set/a.yaml:2:7: error: fact: ")


def test_path_without_cards_is_an_error(lay):
    lay({"notes.md": ""})
    assert read_messages("cards") == "error: there is no file or folder `cards`"
    assert read_messages("notes.md") == (
        "error: `notes.md` is not a card\n    hint: expected files such as `ninety-six-percent.yaml`"
    )


@pytest.mark.parametrize(
    ("data", "reported"),
    [
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "a.yaml:1:1: error: the file is a PNG picture, expected words\n"
            "    hint: perhaps it was given the wrong name",
        ),
        (b"\xff\xfef\0a\0", "a.yaml:1:1: error: the file is UTF-16, expected UTF-8\n    hint: save it as UTF-8"),
        (
            "fact".encode("utf-16-be"),
            "a.yaml:1:1: error: the file is UTF-16, expected UTF-8\n    hint: save it as UTF-8",
        ),
        (
            "fact".encode("utf-32-le"),
            "a.yaml:1:1: error: the file is UTF-32, expected UTF-8\n    hint: save it as UTF-8",
        ),
        (
            MINIMAL.encode() + b"alt: caf\xe9\n",
            "a.yaml:5:9: error: alt: byte 95 of the file, 0xE9, is not UTF-8\n"
            "    5 | alt: caf\ufffd\n"
            "      |         ^\n"
            "    hint: in Windows-1252 this is `é`: save the file as UTF-8",
        ),
        (
            MINIMAL.encode() + b"alt: \xed\xa0\xbd\n",
            "a.yaml:5:6: error: alt: bytes 92 to 94 of the file, 0xED 0xA0 0xBD, are not UTF-8\n"
            "    5 | alt: \ufffd\ufffd\ufffd\n"
            "      |      ^^^\n"
            "    hint: this is half a character (a surrogate): write the whole character",
        ),
        (
            MINIMAL.encode() + b"alt: a\0b\x85\n",
            "a.yaml:5:7: error: alt: `U+0000` is a control character\n"
            "    5 | alt: a□b\ufffd\n"
            "      |       ^\n"
            "    hint: remove it\n"
            "a.yaml:5:9: error: alt: byte 95 of the file, 0x85, is not UTF-8\n"
            "    5 | alt: a□b\ufffd\n"
            "      |         ^\n"
            "    hint: in Windows-1252 this is `…`: save the file as UTF-8",
        ),
        (
            MINIMAL.encode() + "alt: a\x85b\ufffe\U0001ffff\n".encode(),
            "a.yaml:5:7: error: alt: `U+0085` is a line break of another kind\n"
            "    5 | alt: a□b□□\n"
            "      |       ^\n"
            "    hint: remove it; a blank line separates paragraphs\n"
            "a.yaml:5:9: error: alt: `U+FFFE` is not a character\n"
            "    5 | alt: a□b□□\n"
            "      |         ^\n"
            "    hint: remove it\n"
            "a.yaml:5:10: error: alt: `U+1FFFF` is not a character\n"
            "    5 | alt: a□b□□\n"
            "      |          ^\n"
            "    hint: remove it",
        ),
        (
            b"#" * (1024 * 1024 + 1),
            "a.yaml:1:1: error: the file is larger than 1 MiB\n    hint: split it into smaller files",
        ),
    ],
)
def test_bytes_that_are_not_text_are_reported(lay, data, reported):
    lay({"a.yaml": data})
    assert read_messages() == reported


def test_byte_order_mark_and_any_line_break_are_accepted(lay):
    for text in (MINIMAL, MINIMAL.replace("\n", "\r\n"), MINIMAL.replace("\n", "\r")):
        lay({"a.yaml": b"\xef\xbb\xbf" + text.encode()})
        assert cards_of() == {"a": ["en"]}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a privilege there")
def test_symbolic_links_may_not_lead_out_of_the_folder(lay):
    folder = lay(
        {
            "set/a.yaml": MINIMAL + "image: link.png",
            "set/b.yaml": MINIMAL + "image: inner.png",
            "x.png": png(),
            "set/y.png": png(),
        }
    )
    (folder / "set/link.png").symlink_to("../x.png")
    (folder / "set/inner.png").symlink_to("y.png")
    assert read_messages("set") == (
        "set/a.yaml:5:8: error: image: `link.png` is a symbolic link that leads out of the card's folder\n"
        "    5 | image: link.png\n"
        "      |        ^^^^^^^^\n"
        "    hint: copy the file into the card's folder"
    )
    assert list(cards_of("set")) == ["b"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_file_name_that_is_not_text_is_reported(lay):
    folder = lay({"a.yaml": MINIMAL})
    Path(os.fsdecode(bytes(folder) + b"/b\xff.yaml")).write_text(MINIMAL)
    reported = read_messages()
    reported.encode()
    assert reported.startswith("b?.yaml:1:1: error: the file's name holds a character that cannot be shown")
    assert list(cards_of()) == ["a"]


def test_folder_named_like_a_card_is_not_a_card(lay):
    lay({"a.yaml": MINIMAL, "b.yaml/x.md": ""})
    assert list(cards_of()) == ["a"]


FRAGMENTS = st.sampled_from(
    [
        "language: en\n",
        "fact: ",
        "story: ",
        "source: ",
        "action: ",
        "image: ",
        "chart: ",
        "counts: ",
        "brand: ",
        "colors: ",
        "https://a.b/",
        "{card}",
        "{x",
        "}",
        "[",
        "]",
        "**",
        "*",
        "&a ",
        "!t ",
        "<<: ",
        '"',
        "'",
        "\\",
        "\\u",
        "\\ud83d",
        "|\n",
        ">\n",
        "\n",
        "\n\n",
        "\r",
        "  ",
        "\t",
        "- ",
        "? ",
        ": ",
        ":",
        " #",
        "# ",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "null",
        "~",
        "96%",
        "中",
        "ض",
        "😀",
        "\u2028",
        "\x07",
        "\ufeff",
        "é",
        "set",
        "../",
        "a",
        "true",
        "2027-01-01",
    ]
)
TEXTS = st.lists(FRAGMENTS | st.text(max_size=3), max_size=40).map("".join)


@settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | TEXTS.map(lambda t: t.encode("utf-8", "surrogatepass")),
    TEXTS,
    st.sampled_from(["a.fr.yaml", "set.yaml", "b.yaml"]),
)
def test_any_file_does_not_raise(lay, data, text, other):
    folder = lay({})
    for old in folder.glob("*.yaml"):
        old.unlink()
    lay({"a.yaml": data, other: text.encode("utf-8", "surrogatepass")})
    read = read_sets(Path())
    for problem in read.problems:
        reported = str(problem)
        reported.encode()
        assert problem.severity == "error"
        assert problem.place is None or reported.startswith(f"{problem.place.file}:{problem.place.line}:")
        assert len(reported) < 2000


@pytest.mark.parametrize(
    "unit", ["[", "{", "- ", "a: b\n", "*a ", '"', "\\", "\t", "** ", "{x}", "a:\n ", "&a ", "x\n", "a: b: c\n", "\xff"]
)
@pytest.mark.parametrize("head", ["", MINIMAL + 'alt: "', "language: en\nfact: "])
def test_one_mebibyte_of_anything_is_read_quickly(lay, head, unit):
    lay({"a.yaml": (head + unit * (1024 * 1024))[: 1024 * 1024 - 8].encode("latin-1")})
    start = time.process_time()
    problems = read_sets(Path()).problems
    assert time.process_time() - start < 5
    assert problems


@pytest.mark.parametrize(
    "name",
    ["a.x-.yaml", "a.fi-nal-x.yaml", "a..yaml", "a.en.en.yaml", "a.{card}.yaml", "{}.yaml", "a.iw.yaml", "ü b.yaml"],
)
def test_any_file_name_does_not_raise(lay, name):
    lay({"a.yaml": MINIMAL, name: MINIMAL})
    assert next(iter(cards_of())) == "a"
    assert bool(read_messages()) == (name != "ü b.yaml")


@pytest.mark.parametrize("language", ["fi-nal-x-", "a-" * 20_000, "iw", "", "[en]", "x"])
def test_any_language_of_a_set_does_not_raise(lay, language):
    lay({"set.yaml": f'language: "{language}"\nlanguages: ["{language}"]\n', "a.yaml": "fact: A"})
    assert "language" in read_messages()
    assert cards_of() == {}


def test_folder_of_too_many_cards_is_refused_before_reading(lay, monkeypatch):
    monkeypatch.setattr("factcards.read.cards.set_reader.MAX_FILES", 2)
    lay({"bees/set.yaml": SET, "bees/honey.yaml": "fact: A", "bees/wax.yaml": "fact: B"})
    assert read_messages("bees") == (
        "bees:1:1: error: cards: the folder holds 3 files of cards, expected 2 at most\n"
        "    hint: split them into several sets"
    )


def test_a_named_file_that_is_a_list_of_cards_is_reported_at_its_first_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text("# honey\n- fact: Honey never spoils.\n  source: A book\n", encoding="utf-8")
    (problem,) = read_sets("x.yaml").problems
    assert str(problem) == (
        "x.yaml:2:1: error: found a list, expected lines such as `fact: …`\n"
        "    2 | - fact: Honey never spoils.\n"
        "      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "    hint: remove `- ` at the start of the lines; each card is a file"
    )
    (tmp_path / "y.yaml").write_text("- hosts: all\n  tasks: []\n", encoding="utf-8")
    (problem,) = read_sets("y.yaml").problems
    assert str(problem) == (
        "y.yaml:1:1: error: this has none of a card's keys\n"
        "    1 | - hosts: all\n"
        "      | ^\n"
        "    hint: a card has `fact` or `story`, `source` and `action`"
    )


def test_a_named_file_of_another_kind_is_reported_with_its_yaml_errors(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ii.yaml").write_text('services: "web\n', encoding="utf-8")
    assert list(map(str, read_sets("ii.yaml").problems)) == [
        "ii.yaml:1:1: error: this has none of a card's keys\n"
        "    1 | services: \"web\n"
        "      | ^\n"
        "    hint: a card has `fact` or `story`, `source` and `action`",
        "ii.yaml:1:11: error: services: this quote `\"` is never closed\n"
        "    1 | services: \"web\n"
        "      |           ^\n"
        "    hint: end the words with `\"`, or put them between single quotes",
    ]


def test_a_named_file_with_few_keys_of_a_card_is_reported(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site.yaml").write_text("theme: dark\nplugins: []\nnav: []\n", encoding="utf-8")
    (problem,) = read_sets("site.yaml").problems
    assert str(problem) == (
        "site.yaml:1:1: error: most of these keys are not a card's\n"
        "    1 | theme: dark\n"
        "      | ^\n"
        "    hint: a card has `fact` or `story`, `source` and `action`"
    )


def test_a_field_of_one_refused_character_has_one_error(lay):
    lay({"a.yaml": MINIMAL + 'headline: "\\x07"\n', "b.yaml": MINIMAL + 'headline: "**\\x07**"\n'})
    assert [p.message for p in read_sets(".").problems if p.field == "headline"] == [
        "`U+0007` is a control character", "`U+0007` is a control character",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["language: null\n", "language:\n", ""])
def test_a_set_whose_language_is_null_has_that_of_its_cards(lay, line):
    lay({"set.yaml": f"{line}title: Bees\n", "a.yaml": MINIMAL})
    read = read_cards(".")
    assert (read.language, read["a"].language) == ("en", "en")
    lay({"b.yaml": MINIMAL.replace("en", "fr", 1)})
    (problem,) = read_sets(".").problems
    assert (problem.field, problem.message, problem.hint) == (
        "language", "missing field `language`",
        "its cards differ in language; write the language of the set's own words")


def test_a_language_of_a_set_that_is_lost_to_a_comment_is_reported(lay):
    lay({"set.yaml": "language: #en\n", "a.yaml": MINIMAL})
    (problem,) = read_sets(".").problems
    assert (problem.place.line, problem.message) == (1, "YAML takes what begins with `#` for a comment")


# --- hints for keys and names


def test_keys_that_are_not_indented_are_named_with_their_map(lay):
    lay({"set.yaml": SET + "brand:\nname: Bees\nlogo: bee.svg\ntheme: data\ncolors: {}\n", "a.yaml": "fact: A fact."})
    found = [(p.place.line, p.message, p.hint) for p in read_sets(Path()).problems]
    assert found == [
        (5, "unknown key `name`", "`name` belongs under `brand`: put two spaces before it"),
        (6, "unknown key `logo`", "`logo` belongs under `brand`: put two spaces before it"),
        (8, "unknown key `colors`", found[2][2]),
    ]
    assert "belongs under" not in found[2][2], "another key is between"


@pytest.mark.parametrize(("fields", "hint"), [
    ("action: {label: Act, link: https://example.org/act}\n", "did you mean `url`?"),
    ("action: {label: Act, href: https://example.org/act}\n", "did you mean `url`?"),
    ("link: https://example.org/act\n", "did you mean `action`?"),
    ("action: https://example.org/act\npicture: a.png\n", "did you mean `image`?"),
    ("action: https://example.org/act\nbrand: {name: Us, colours: {}}\n", "did you mean `colors`?"),
    ("action: {url: https://example.org/act, link: x}\n", "expected `label`, `short` or `short-elsewhere`"),
])  # fmt: skip
def test_another_word_for_a_key_is_understood(lay, fields, hint):
    lay({"a.yaml": f"language: en\nfact: A fact.\nsource: A source.\n{fields}"})
    assert [p.hint for p in read_sets(Path()).problems if p.kind == "unknown-key"] == [hint]


def test_a_listed_card_without_a_file_can_be_removed_from_the_list(lay):
    lay({"set.yaml": SET + "cards: [honey, article-3]\n", "honey.yaml": "fact: Honey."})
    (problem,) = read_sets(Path()).problems
    assert str(problem) == (
        "set.yaml:4:16: error: cards: there is no card `article-3`\n    4 | cards: [honey, article-3]\n"
        "      |                ^^^^^^^^^\n    hint: remove it from `cards`, or write the file"
    )
