"""The command `schema`: prints a schema or writes all of them, and replaces nothing else."""

import json
from pathlib import Path

import jsonschema
import pytest

import factcards
from factcards.cli import main

SHIPPED = Path(factcards.__file__).parent / "data" / "schema"
NAMES = ("card", "set", "theme")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_printed(name, capsys):
    assert main(["schema", name]) == 0
    printed, messages = capsys.readouterr()
    assert (printed, messages) == ((SHIPPED / f"{name}.json").read_text("utf-8"), "")
    jsonschema.Draft202012Validator.check_schema(json.loads(printed))


def test_all_are_written_into_a_folder_and_written_again(capsys):
    for _ in range(2):
        assert main(["schema", "-o", "cards/schema"]) == 0
        assert capsys.readouterr() == ("", "3 schemas in `cards/schema`\n")
    assert {path.name: path.read_bytes() for path in Path("cards/schema").iterdir()} == {
        f"{name}.json": (SHIPPED / f"{name}.json").read_bytes() for name in NAMES
    }


def test_one_is_written_into_a_folder(capsys):
    assert main(["schema", "set", "-o", "schema"]) == 0
    assert capsys.readouterr() == ("", "`schema/set.json`\n")
    assert [path.name for path in Path("schema").iterdir()] == ["set.json"]


def test_schema_of_another_version_is_replaced():
    Path("card.json").write_text('{"$comment": "made by `factcards schema card`", "title": "An old card"}')
    assert main(["schema", "card", "-o", "."]) == 0
    assert Path("card.json").read_bytes() == (SHIPPED / "card.json").read_bytes()


@pytest.mark.parametrize("text", ['{"cards": 3}', "", "[1]", "hello", "[" * 100_000, '{"$comment": 1}'])
def test_other_files_are_not_replaced_and_nothing_is_written(text, capsys):
    Path("set.json").write_text(text)
    assert main(["schema", "-o", "."]) == 1
    assert capsys.readouterr() == (
        "",
        "error: `set.json` is not one of our schemas, so it is not replaced\n"
        "    hint: name another folder with `-o`, or remove the file\n",
    )
    assert {path.name: path.read_text() for path in Path().iterdir()} == {"set.json": text}


def test_folder_with_the_name_of_a_schema_is_not_replaced(capsys):
    Path("card.json").mkdir()
    assert main(["schema", "card", "-o", "."]) == 1
    assert capsys.readouterr().err.startswith("error: `card.json` is not one of our schemas")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a schema, or with `-o` a folder for all: `factcards schema card`, `factcards schema -o schema`"),
        (["crad"], "argument NAME: there is no schema `crad`: did you mean `card`?"),
        (["card", "-o", "a-file"], "argument -o/--out: `a-file` is a file: expected a folder"),
        (["card", "set"], "unrecognized argument: set"),
    ],
)
def test_wrong_arguments_are_explained(arguments, message, capsys):
    Path("a-file").touch()
    with pytest.raises(SystemExit) as stop:
        main(["schema", *arguments])
    assert stop.value.code == 2
    assert capsys.readouterr().err == f"factcards schema: error: {message}\nsee `factcards schema --help`\n"


def test_folder_that_cannot_be_written_is_an_error(capsys):
    Path("out").mkdir()
    Path("out/inner").touch()
    assert main(["schema", "-o", "out/inner/schema"]) == 1
    assert "cannot be written" in capsys.readouterr().err
