"""The command `focus`: the table of proposals, the sheet, and the cards that it writes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import skimage.data
from PIL import Image

import factcards
from factcards.cli import main

REST = "source: NASA, 1992\naction: https://example.org/act\nlanguage: en\n"
ONE = f"fact: She flew.\nimage: photos/woman.jpg   # Eileen Collins\n{REST}"
TWO = f"fact: Coffee.\nimage:\n  file: photos/coffee.jpg\n  alt: A cup\n{REST}"
TABLE = (
    "file              photograph         faces  focus\n"
    "people/one.yaml:2  photos/woman.jpg   1      [0.44, 0.24]\n"
    "people/two.yaml:3  photos/coffee.jpg  0      no face found\n"
).replace("file              ", "file               ")


@pytest.fixture(autouse=True)
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a set with a photograph of a person and one of a cup, beside the working folder."""
    monkeypatch.chdir(tmp_path)
    photos = tmp_path / "people" / "photos"
    photos.mkdir(parents=True)
    for name, pixels in (("woman", skimage.data.astronaut()), ("coffee", skimage.data.coffee())):
        Image.fromarray(pixels).save(photos / f"{name}.jpg", quality=92)
    (tmp_path / "people" / "one.yaml").write_text(ONE)
    (tmp_path / "people" / "two.yaml").write_text(TWO)
    return tmp_path / "people"


@pytest.fixture
def _with_dlib() -> None:
    pytest.importorskip("dlib", reason="no wheel of dlib-bin for this machine")


@pytest.mark.usefixtures("_with_dlib")
def test_proposals_are_shown_and_nothing_is_written(people, capsys):
    assert main(["focus", "people"]) == 0
    status = "2 photographs without a focus, 1 proposal: `--write` writes them into the cards\n"
    assert capsys.readouterr() == (TABLE, status)
    assert (people / "one.yaml").read_text() == ONE


@pytest.mark.usefixtures("_with_dlib")
def test_proposals_are_written_once(people, capsys):
    assert main(["focus", "people", "--write"]) == 0
    assert capsys.readouterr() == (TABLE, "2 photographs without a focus, 1 proposal, 1 file changed\n")
    written = "image:\n  file: photos/woman.jpg   # Eileen Collins\n  focus: [0.44, 0.24]\n"
    assert (people / "one.yaml").read_text() == f"fact: She flew.\n{written}{REST}"
    assert (people / "two.yaml").read_text() == TWO
    assert main(["focus", "people/one.yaml", "--write"]) == 0
    assert capsys.readouterr() == ("", "no photograph is without a focus, 0 files changed\n")
    image = factcards.read_cards("people")["one"].variants[0][1].image
    assert image
    assert image.focus == (0.44, 0.24)


@pytest.mark.usefixtures("_with_dlib")
def test_the_sheet_is_written(people, capsys):
    assert main(["focus", "people", "--sheet", "faces.png"]) == 0
    status = (
        "2 photographs without a focus, 1 proposal, sheet in `faces.png`: `--write` writes them into the cards\n"
    )
    assert capsys.readouterr() == (TABLE, status)
    with Image.open("faces.png") as sheet:
        assert sheet.size == (1903, 860)
    assert sorted(path.name for path in people.iterdir()) == ["one.yaml", "photos", "two.yaml"]


@pytest.mark.usefixtures("_with_dlib")
def test_cards_with_errors_are_reported_beside_the_proposals_of_others(people, capsys):
    (people / "two.yaml").write_text(TWO.replace("fact", "fcat"))
    (people / "three.yaml").write_text(ONE.replace("woman", "man"))
    assert main(["focus", "people", "--verbose"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "file               photograph        faces  focus",
        "people/one.yaml:2  photos/woman.jpg  1      [0.44, 0.24]",
    ]
    assert "people/three.yaml:2:8: error: image: there is no file `photos/man.jpg`" in err
    assert err.endswith("1 photograph without a focus, 1 proposal, 2 errors: `--write` writes them into the cards\n")


@pytest.mark.usefixtures("_with_dlib")
def test_a_photograph_that_cannot_be_decoded_is_reported_at_its_line(capsys, monkeypatch):
    def lose(*_: object) -> None:
        raise factcards.SceneError("the picture cannot be decoded")

    monkeypatch.setattr("factcards.faces.face_detector.FaceDetector.find_faces", lose)
    assert main(["focus", "people/one.yaml"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "people/one.yaml:2:8: error: the picture cannot be decoded"
    assert "1 photograph without a focus, 0 proposals, 1 error" in lines


def test_without_the_extra_the_command_says_how_to_install_it(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "dlib", None)
    assert main(["focus", "people"]) == 1
    message = "error: finding faces needs a library that is not installed: pip install 'factcards[faces]'\n"
    assert capsys.readouterr() == ("", message)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["focus"], "the following arguments are required: PATH"),
        (["focus", "nobody"], "argument PATH: `nobody` is not there"),
        (["focus", "people", "--sheet", "faces.txt"],
         "argument --sheet: `faces.txt` is not a picture: expected a name that ends in .jpg or .png"),
        (["focus", "people", "--shet", "f.jpg"], "unrecognized arguments: --shet f.jpg: did you mean `--sheet`?"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_explained(arguments, message, capsys):
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert capsys.readouterr().err == f"factcards focus: error: {message}\nsee `factcards focus --help`\n"


@pytest.mark.usefixtures("_with_dlib")
def test_a_folder_without_cards_is_an_error(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["focus", "empty"]) == 1
    assert "error: `empty` holds no card" in capsys.readouterr().err


def test_rendering_and_reading_never_load_the_detector(people, monkeypatch):
    for name in ("dlib", "_dlib_pybind11"):
        monkeypatch.setitem(sys.modules, name, None)
    card = factcards.read_cards(people)["one"]
    assert factcards.render(card, size="story").size == (1080, 1920)
