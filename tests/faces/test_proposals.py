"""Which photographs get a proposal, and where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from factcards.faces import FocusProposal, UnfocusedPhoto, find_blocked, find_unfocused, propose_focus
from factcards.graphics.geometry import Rect
from factcards.photos import PhotoKey
from factcards.read import read_sets

REST = "language: en\nsource: NASA, 1992\naction: https://example.org/act\n"


def face(middle: tuple[float, float], side: float) -> Rect:
    return Rect(middle[0] - side / 2, middle[1] - side / 2, side, side)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Return the folder of a set with a photograph."""
    folder = tmp_path / "people"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        Image.linear_gradient("L").save(folder / name)
    (folder / "set.yaml").write_text(REST)
    return folder


def locate(path: Path) -> list[str]:
    """Return file, line, column and field of each photograph without a focus."""
    read = read_sets(path)
    assert read.problems == ()
    found = find_unfocused(read.sets)
    return [f"{Path(u.place.file).name}:{u.place.line}:{u.place.column} {u.field}" for u in found]


@pytest.mark.parametrize(
    ("faces", "focus"),
    [
        ([], None),
        ([face((400, 300), 100)], (0.4, 0.3)),
        ([face((400, 300), 100), face((600, 400), 60)], (0.49, 0.34)),   # the middle of the box around both
        ([face((400, 300), 100), face((600, 400), 40)], (0.4, 0.3)),   # a passer-by
        ([face((100, 300), 100), face((900, 300), 100)], (0.1, 0.3)),   # no story shows both
        ([face((400, 200), 100), face((400, 800), 100)], (0.4, 0.2)),   # no wide post shows both
    ],
)
def test_the_focus_is_the_middle_of_the_faces_that_a_crop_can_show(faces, focus):
    assert propose_focus(faces, PhotoKey("x", 1000, 1000)) == focus


def test_a_photograph_is_found_where_a_file_names_it(people):
    (people / "one.yaml").write_text("fact: One.\nimage: a.png\n")
    (people / "two.yaml").write_text("fact: Two.\nimage:\n  alt: A\n  file: b.png\n")
    (people / "three.yaml").write_text("fact: Three.\nimage: {file: a.png, focus: [0.5, 0.5]}\n")
    (people / "four.yaml").write_text("fact: Four.\n")
    assert locate(people) == ["one.yaml:2:8 image", "two.yaml:4:9 image.file"]
    assert locate(people / "two.yaml") == ["two.yaml:4:9 image.file"]


def test_a_photograph_of_the_set_is_found_once(people):
    (people / "set.yaml").write_text(f"{REST}image: a.png\n")
    (people / "one.yaml").write_text("fact: One.\n")
    (people / "two.yaml").write_text("fact: Two.\nimage:\n  alt: A\n")
    (people / "two.es.yaml").write_text("fact: Dos.\naction:\n  label: Ve\n")
    assert locate(people) == ["set.yaml:4:8 image"]


def test_a_focus_that_is_inherited_or_declined_counts(people):
    (people / "set.yaml").write_text(f"{REST}image: {{file: a.png, focus: [0.1, 0.2]}}\n")
    (people / "one.yaml").write_text("fact: One.\nimage: {file: b.png}\n")
    (people / "two.yaml").write_text("fact: Two.\nimage:\n  focus: null\n")
    assert locate(people) == []


def test_in_a_file_of_a_right_to_left_language_the_focus_is_written_from_the_right(people):
    (people / "one.yaml").write_text("fact: One.\nimage: a.png\n")
    (people / "one.ar.yaml").write_text("fact: واحد\nimage: b.png\n", encoding="utf-8")
    (people / "two.yaml").write_text("fact: اثنان\nlanguage: ar\nimage: b.png\n", encoding="utf-8")
    found = find_unfocused(read_sets(people).sets)
    assert [FocusProposal(one, (), (0.3, 0.2)).yaml_text for one in found] == ["[0.3, 0.2]", "[0.7, 0.2]", "[0.7, 0.2]"]


def propose(found: tuple[UnfocusedPhoto, ...]) -> list[FocusProposal]:
    """Return a proposal for `a.png` and none for any other photograph."""
    return [FocusProposal(one, (), (0.3, 0.2) if one.photo.file.endswith("a.png") else None) for one in found]


def test_a_focus_that_another_photograph_would_inherit_is_not_written(people):
    (people / "one.yaml").write_text("fact: One.\nimage: a.png\n")
    (people / "one.es.yaml").write_text("fact: Uno.\nimage: {file: b.png, alt: B}\n")
    (problem,) = find_blocked(propose(find_unfocused(read_sets(people).sets))).values()
    assert str(problem).splitlines() == [
        f"{people / 'one.yaml'}:2:8: error: image: the focus was not written: `{people / 'one.es.yaml'}` shows another "
        "photograph and would inherit it",
        "    2 | image: a.png", "      |        ^^^^^", "    hint: write a `focus` there first",
    ]  # fmt: skip


def test_a_photograph_that_replaces_the_whole_image_inherits_nothing(people):
    (people / "one.yaml").write_text("fact: One.\nimage: a.png\n")
    (people / "one.es.yaml").write_text("fact: Uno.\nimage: b.png\n")
    (people / "two.yaml").write_text("fact: Two.\nimage: {file: b.png}\n")
    assert find_blocked(propose(find_unfocused(read_sets(people).sets))) == {}


def test_the_set_is_not_changed_if_only_a_card_is_named(people):
    (people / "set.yaml").write_text(f"{REST}image: a.png\n")
    (people / "one.yaml").write_text("fact: One.\n")
    (problem,) = find_blocked(propose(find_unfocused(read_sets(people / "one.yaml").sets))).values()
    assert problem.message == "the focus was not written: other cards may show this photograph"
    assert find_blocked(propose(find_unfocused(read_sets(people).sets))) == {}
