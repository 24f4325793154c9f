"""SVGs with linked photographs: files that belong to another file, in every place where results are kept."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from support.batches import listing

import factcards
from factcards.cli import main
from factcards.rendering.records import record_from_json
from factcards.storage.json_values import MalformedError

LINKED = ["-f", "svg", "-s", "instagram-square", "-j", "1", "--svg", "linked"]
ANT, BEE = "bees/en/ant.instagram-square.svg", "bees/en/bee.instagram-square.svg"


@pytest.fixture(autouse=True)
def _two_cards_with_one_photograph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bees").mkdir()
    Image.radial_gradient("L").convert("RGB").resize((1200, 1200)).save("bees/photo.png")
    shared = "language: en\nsource: Frisch\naction: https://bees.org\ntheme: photo\nimage: {file: photo.png, alt: A}\n"
    Path("bees/set.yaml").write_text(shared, encoding="utf-8")
    for name in ("ant", "bee"):
        Path(f"bees/{name}.yaml").write_text(f"fact: The {name} dances.\n", encoding="utf-8")


def photographs(out: str = "out") -> list[str]:
    """Return the names of files that are no SVG, after a check that the SVGs link to no other file."""
    found = [name for name in listing(Path(out)) if not name.endswith((".svg", ".json"))]
    linked = {
        f"bees/en/{link}" for svg in Path(out).rglob("*.svg")
        for link in re.findall(r'xlink:href="([^"#][^":]*)"', svg.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert linked == set(found)
    for name in found:
        assert Path(name).stem == hashlib.sha256((Path(out) / name).read_bytes()).hexdigest()[:16]
    return found


def test_a_photograph_is_kept_beside_its_svgs_as_long_as_one_of_them_shows_it(capsys):
    assert main(["render", "bees", *LINKED]) == 0
    (photo,) = photographs()
    capsys.readouterr()
    assert main(["render", "bees", *LINKED]) == 0
    assert "(2 unchanged)" in capsys.readouterr().err
    assert main(["render", "bees/ant.yaml", *LINKED[:-1], "outlines"]) == 0
    assert photographs() == [photo], "the other SVG shows it"
    Path("bees/bee.yaml").unlink()
    assert main(["render", "bees", *LINKED, "--json"]) == 0
    assert photographs() == [photo]
    assert main(["render", "bees", *LINKED[:-1], "text", "--why"]) == 0
    assert f"{ANT}: svg\n" in capsys.readouterr().err
    assert photographs() == [photo], "the stray file shows it"


def test_the_photograph_of_a_removed_svg_is_removed():
    with Path("bees/set.yaml").open("a", encoding="utf-8") as file:
        file.write("formats: [svg]\nsizes: [instagram-square]\n")
    assert main(["render", "bees", "--svg", "linked"]) == 0
    assert len(photographs()) == 1
    for name in ("ant", "bee"):
        Path(f"bees/{name}.yaml").unlink()
    Path("bees/wasp.yaml").write_text("fact: The wasp dances.\nimage: null\ntheme: statement\n", encoding="utf-8")
    assert main(["render", "bees", "--svg", "linked", "--prune"]) == 0
    assert listing(Path("out")) == ["bees/en/wasp.instagram-square.svg", "manifest.json"]


@pytest.mark.parametrize("cached", [True, False])
def test_a_photograph_that_is_lost_or_changed_comes_back(cached: bool, monkeypatch: pytest.MonkeyPatch, capsys):
    if not cached:
        monkeypatch.setenv("FACTCARDS_CACHE_SIZE", "0")
    assert main(["render", "bees", *LINKED]) == 0
    (photo,) = photographs()
    data = (Path("out") / photo).read_bytes()
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"another")):
        spoil(Path("out") / photo)
        capsys.readouterr()
        assert main(["render", "bees", *LINKED]) == 0
        assert ("2 found in the cache" in capsys.readouterr().err) == cached
        assert (Path("out") / photo).read_bytes() == data


def test_parts_with_photographs_are_joined_and_a_store_has_them_too():
    assert main(["render", "bees", *LINKED]) == 0
    for number in ("1", "2"):
        assert main(["render", "bees", *LINKED, "-o", f"part{number}", "--shard", f"{number}/2"]) == 0
    assert main(["merge", "part1", "part2", "-o", "joined"]) == 0
    assert listing(Path("joined")) == listing(Path("out"))
    assert photographs("joined") == photographs("out")
    assert main(["merge", "part1", "part2", "-o", "memory://linked/x"]) == 0
    assert main(["merge", "memory://linked/x", "-o", "back"]) == 0
    assert photographs("back") == photographs("out")
    (photo,) = photographs("part1") or photographs("part2")
    for part in ("part1", "part2"):
        (Path(part) / photo).unlink(missing_ok=True)
    assert main(["merge", "part1", "part2", "-o", "again"]) == 1
    assert ANT not in listing(Path("again")), "an SVG without its photograph is not copied"


def test_a_program_gets_one_file_or_an_error():
    card = factcards.read_cards("bees")["ant"]
    assert factcards.encode(card, format="svg", svg="text").startswith(b"<svg")
    assert factcards.encode(card, format="svg") != factcards.encode(card, format="svg", svg="text")
    with pytest.raises(factcards.RequestError) as caught:
        factcards.encode(card, format="svg", svg="linked")
    assert str(caught.value) == (
        "error: svg: an SVG with linked photographs is several files, and one was requested\n"
        "    hint: `render_all` writes it into a folder"
    )
    with pytest.raises(factcards.RequestError, match="there is no mode of SVG `curves`"):
        factcards.render_card(card, format="svg", svg="curves")  # type: ignore[arg-type]
    with pytest.raises(factcards.RequestError, match="found a value of the type `int`, expected the name of a mode"):
        factcards.list_files(factcards.read_cards("bees"), svg=3)  # type: ignore[typeddict-item]
    cards = factcards.read_cards("bees")
    results = factcards.render_all(cards, sizes=["instagram-square"], formats=["svg"], svg="linked")
    assert [len(result.record.attachments) for result in results if result.record] == [1, 1]
    assert len(photographs()) == 1


def test_wrong_modes_are_refused(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["render", "bees", "--svg", "curves"])
    assert "there is no mode of SVG `curves`: expected `outlines`, `text` or `linked`" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["render", "bees", "-f", "png", "--svg", "text"])
    assert "error: `--svg` is about the format `svg`: add `-f svg`\n" in capsys.readouterr().err


@pytest.mark.parametrize("mode", ["text", "linked"])
def test_a_mode_of_svg_for_a_set_without_svgs_is_an_error(capsys, mode):
    with pytest.raises(factcards.RequestError) as caught:
        factcards.render_all(factcards.read_cards("bees"), svg=mode)
    assert str(caught.value) == (
        f"error: svg: `{mode}` is a mode of the format `svg`, and `bees` is not rendered as one\n"
        "    hint: add `svg` to the formats"
    )
    assert main(["render", "bees", "-s", "instagram-square", "-j", "1", "--svg", mode]) == 1
    assert f"{caught.value}\n" in capsys.readouterr().err
    with Path("bees/set.yaml").open("a", encoding="utf-8") as file:
        file.write("formats: [png, svg]\n")
    assert main(["render", "bees", "-s", "instagram-square", "-j", "1", "--svg", mode]) == 0


def test_a_list_cannot_name_another_file_beside_an_svg():
    assert main(["render", "bees", *LINKED]) == 0
    entry = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))["files"][0]
    assert record_from_json(entry).attachments
    (attachment,) = entry["attachments"]
    for name in ("../../../secret.jpg", "0123456789abcdef.jpg", attachment["name"].replace(".jpg", ".svg"), ""):
        with pytest.raises(MalformedError, match="is not named by its digest"):
            record_from_json(entry | {"attachments": [attachment | {"name": name}]})
    png = entry | {"format": "png", "file": entry["file"].replace(".svg", ".png")}
    with pytest.raises(MalformedError, match="only an `svg` has files beside it"):
        record_from_json(png)
