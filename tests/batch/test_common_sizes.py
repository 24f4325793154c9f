"""Common type sizes: they depend on all cards of a set, not on the request, and are the same in every run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import factcards
from factcards.batch.common_sizes import agree_sizes, even_out, find_common_size
from factcards.model.themes import FittingSizes, RoleFontSize

CARDS = {
    "short": "Women and girls make up **96%** of all victims.",
    "middle": "Every four years the governments meet to review what they have done about human trafficking.",
    "long": "Every four years the governments meet in New York to review what they have done about human trafficking.",
    "other": "Human trafficking is a criminal industry.",
}


def write(folder: Path, **said: object) -> Path:
    folder.mkdir()
    shared = {"language": "en", "source": "Equality Now, 2017", "action": "https://example.org/act", **said}
    (folder / "set.yaml").write_text("".join(f"{k}: {json.dumps(v)}\n" for k, v in shared.items()), encoding="utf-8")
    for name, fact in CARDS.items():
        (folder / f"{name}.yaml").write_text(f'fact: "{fact}"\n', encoding="utf-8")
    return folder


def sizes(out: Path) -> dict[str, float]:
    """Return the type size of each card's fact."""
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    return {f["card"]: next(t["size"] for t in f["text"] if t["role"] == "fact") for f in listed}


@pytest.fixture(scope="module")
def even(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = write(tmp_path_factory.mktemp("even") / "set")
    factcards.render_all(factcards.read_cards(folder), out=folder.parent / "out", sizes=["instagram-square", "story"])
    return folder, folder.parent / "out"


@pytest.mark.parametrize(
    ("needed", "common"),
    [
        ([90], 90),
        ([90, 70], 70),
        ([90, 88, 80], 80),
        ([90, 88, 70], 88),
        ([100, 98, 97, 60, 96], 96),
        ([100, 98, 60, 59, 97], 59),
        ([100, 99, 98, 97, 96, 95, 60, 59], 95),
        ([100, 95, 82, 81], 81),
    ],
)
def test_common_size_fits_all_but_outliers(needed: list[int], common: int) -> None:
    assert find_common_size([FittingSizes("fact", "alone", size) for size in needed]) == common


@pytest.mark.parametrize(
    ("shapely", "common"),
    [
        ([(90, 85, 80), (90, 85, 80), (90, 80)], 90),
        ([(90, 85, 80), (90, 85, 80), (85, 80)], 85),
        ([(90, 85, 80), (90, 80), (85, 80)], 80),
        ([(90, 85, 80), (90, 85, 70), (70,)], 90),
        ([(90,), (), (60,)], 90),
    ],
    ids=["all keep the largest", "one is better smaller", "two differ", "by 15 % at most", "no shape, too small"],
)
def test_common_size_is_the_largest_at_which_most_cards_keep_their_shape(
    shapely: list[tuple[int, ...]], common: int
) -> None:
    assert find_common_size([FittingSizes("fact", "alone", 90, sizes) for sizes in shapely]) == common


@pytest.mark.parametrize(
    ("sizes", "common"),
    [
        ([400, 380, 345], [345, 345, 345]),
        ([400, 339, 300], [400, 300, 300]),
        ([520, 400], [520, 400]),
        ([300, 300], [300, 300]),
    ],
)
def test_figures_have_the_same_size_or_visibly_another(sizes: list[int], common: list[int]) -> None:
    found = even_out(sizes)
    assert [found[size] for size in sizes] == common


def test_figures_of_a_set_are_evened_out_and_those_of_another_type_are_not() -> None:
    figure = FittingSizes("headline", "figure", 400, is_figure=True)
    agreed = agree_sizes({"a": [figure], "b": [figure._replace(largest=380)], "c": [figure._replace(style="lockup")]})
    assert agreed["a"] == agreed["b"] == (RoleFontSize("headline", "figure", 380, is_figure=True),)
    assert agreed["c"] == ()


def test_outlier_keeps_its_own_size_and_has_the_common_one() -> None:
    largest = {"a": 90, "b": 88, "c": 70}
    agreed = agree_sizes({name: [FittingSizes("fact", "alone", size)] for name, size in largest.items()})
    assert agreed["a"] == agreed["b"] == (RoleFontSize("fact", "alone", 88),)
    assert agreed["c"] == (RoleFontSize("fact", "alone", 70, common_size=88),)


def test_role_of_a_single_card_has_no_common_size() -> None:
    fact, call = FittingSizes("fact", "alone", 90), FittingSizes("call", "call", 40)
    agreed = agree_sizes({"a": [fact, call], "b": [fact._replace(largest=80)]})
    assert agreed["a"] == (RoleFontSize("fact", "alone", 80),)


def test_cards_of_a_set_share_one_size(even: tuple[Path, Path]) -> None:
    _, out = even
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    for size in ("instagram-square", "story"):
        found = {t["size"] for f in listed if f["size"] == size for t in f["text"] if t["role"] == "fact"}
        assert len(found) == 1


def test_card_rendered_alone_is_the_same_picture(even: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = even
    for path in (folder / "short.yaml", folder):
        cards = factcards.read_cards(path)
        factcards.render_all(cards, out=tmp_path / path.name, sizes=["story"])
        name = "set/en/short.story.png"
        assert (tmp_path / path.name / name).read_bytes() == (out / name).read_bytes()
    assert [f.name for f in (tmp_path / "short.yaml").rglob("*.png")] == ["short.story.png"]


def test_the_library_lays_a_card_out_as_in_its_set(even: tuple[Path, Path]) -> None:
    folder, out = even
    scene = factcards.lay_out(factcards.read_cards(folder)["short"], size="instagram-square")
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    (made,) = (f["text"] for f in listed if (f["card"], f["size"]) == ("short", "instagram-square"))
    from factcards.model.scene import Text, walk_nodes

    drawn = {node.size for role, node in walk_nodes(scene.nodes) if isinstance(node, Text) and role == "fact"}
    assert drawn == {next(t["size"] for t in made if t["role"] == "fact")}


def test_type_each_gives_every_card_its_own_size(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", type="each")
    factcards.render_all(factcards.read_cards(folder), out=tmp_path / "out", sizes=["instagram-square"])
    found = sizes(tmp_path / "out")
    assert found["long"] < found["middle"] < found["short"]


def test_second_run_measures_nothing_and_keeps_every_file(
    even: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = even

    def refuse(*_: object) -> None:
        raise AssertionError("measured again")

    monkeypatch.setattr("factcards.batch.common_sizes.measure_job", refuse)
    results = factcards.render_all(factcards.read_cards(folder), out=out, sizes=["instagram-square", "story"])
    assert all(result.kept for result in results)


def test_changed_card_changes_the_others_by_one_step(even: tuple[Path, Path], tmp_path: Path) -> None:
    _, out = even
    changed = write(tmp_path / "set")
    (changed / "middle.yaml").write_text(f'fact: "{CARDS["middle"][:-1]}!"\n', encoding="utf-8")
    factcards.render_all(factcards.read_cards(changed), out=tmp_path / "out", sizes=["story"])
    name = "set/en/short.story.png"
    assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes()
