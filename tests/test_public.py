"""The public names of the library, and what each does."""

from __future__ import annotations

import ast
import inspect
import io
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import factcards
from factcards.cli import main

PACKAGE = Path(factcards.__file__).parent
CARD = """\
language: en
fact: "Bees **dance** to tell the way."
source: Frisch, 1927
action: https://example.org/act
"""


@pytest.fixture
def cards(tmp_path: Path) -> factcards.CardSet:
    """Return a set of two cards, one of them translated."""
    folder = tmp_path / "bees"
    folder.mkdir()
    (folder / "honey.yaml").write_text(CARD, encoding="utf-8")
    (folder / "honey.ar.yaml").write_text('fact: "ترقص النحلات."\nsource: فريش، 1927\n', encoding="utf-8")
    (folder / "wax.yaml").write_text(CARD.replace("dance", "build"), encoding="utf-8")
    return factcards.read_cards(folder)


def test_public_names_are_sorted_and_have_docstrings():
    assert factcards.__all__ == sorted(factcards.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    for name in factcards.__all__:
        value = getattr(factcards, name)
        assert not (inspect.isclass(value) or inspect.isroutine(value)) or value.__doc__, name


def test_every_function_of_the_api_is_exported():
    tree = ast.parse((PACKAGE / "api.py").read_text(encoding="utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}
    assert defined <= set(factcards.__all__)


def test_the_package_loads_the_api_when_a_name_is_first_used():
    code = """if True:
        import sys, factcards
        assert "factcards.api" not in sys.modules and "PIL" not in sys.modules
        assert factcards.errors.ReadError.__name__ == "ReadError"
        assert "factcards.api" not in sys.modules
        assert not hasattr(factcards, "nothing") and not hasattr(factcards, "_nothing")
        from factcards import *
        assert SIZES is factcards.SIZES and read_cards is factcards.api.read_cards
        assert set(factcards.__all__) <= set(dir(factcards))
    """
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_public_name_is_the_name_of_a_module():
    modules = {path.stem for path in PACKAGE.iterdir()}
    assert not modules.intersection(factcards.__all__)


def find_definitions(node: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Yield the classes and functions in a syntax tree, without those inside functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            yield child
        if not isinstance(child, ast.FunctionDef):
            yield from find_definitions(child)


def test_every_module_and_public_name_has_a_docstring():
    paths = sorted(PACKAGE.rglob("*.py"))
    assert PACKAGE / "__init__.py" in paths
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in [tree, *(one for one in find_definitions(tree) if one.name[0] != "_")]:
            assert ast.get_docstring(node), f"{path.name}: {getattr(node, 'name', 'the module')}"


def test_the_package_is_marked_as_typed():
    assert (PACKAGE / "py.typed").is_file()


def test_render_returns_a_picture(cards: factcards.CardSet):
    image = factcards.render(cards["honey"], language="ar", size="story")
    assert (image.size, image.mode) == ((1080, 1920), "RGB")
    assert factcards.render(cards["honey"]).size == (1080, 1350)


def test_lay_out_returns_a_scene(cards: factcards.CardSet):
    scene = factcards.lay_out(cards["honey"], size="story")
    assert (scene.width, scene.height, scene.language) == (1080, 1920, "en")
    assert scene.description == "Bees dance to tell the way. Frisch, 1927. example.org/act"
    assert factcards.check_scene(scene) == ()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"size": "stroy"}, "there is no size `stroy`"),
        ({"language": "fr"}, "`honey` is not rendered in fr: it is not translated"),
        ({"theme": "statment"}, "there is no theme `statment`"),
    ],
    ids=["size", "language", "theme"],
)
def test_unknown_names_are_reported(cards: factcards.CardSet, choice: dict[str, str], message: str):
    for function in (factcards.render, factcards.lay_out):
        with pytest.raises(factcards.ReadError, match=message):
            function(cards["honey"], **choice)


def test_an_error_of_text_that_does_not_fit_has_a_place(tmp_path: Path):
    (tmp_path / "long.yaml").write_text(CARD.replace("tell", "tell " * 300), encoding="utf-8")
    with pytest.raises(factcards.SceneError) as raised:
        factcards.render(factcards.read_cards(tmp_path)["long"])
    (problem,) = raised.value.problems
    assert problem.place is not None
    assert (problem.place.line, problem.field) == (2, "fact")


def test_render_all_writes_files(cards: factcards.CardSet, tmp_path: Path):
    out = tmp_path / "out"
    results = factcards.render_all(cards, out=out, sizes=["story"], languages=["en", "ar"])
    assert [result.file for result in results] == [
        out / f"bees/{name}.story.png" for name in ("en/honey", "ar/honey", "en/wax")
    ]
    assert (out / "manifest.json").is_file()


def test_render_all_uses_the_given_executor(cards: factcards.CardSet, tmp_path: Path):
    with ThreadPoolExecutor(2) as executor:
        spread = factcards.render_all(cards, out=tmp_path / "spread", languages=["en"], executor=executor)
    alone = factcards.render_all(cards, out=tmp_path / "alone", languages=["en"])
    assert [result.record for result in spread] == [result.record for result in alone]


def test_a_failure_is_raised_at_the_end_unless_strict_is_false(tmp_path: Path):
    (tmp_path / "long.yaml").write_text(CARD.replace("tell", "tell " * 300), encoding="utf-8")
    (tmp_path / "wax.yaml").write_text(CARD, encoding="utf-8")
    cards = factcards.read_cards(tmp_path)
    with pytest.raises(factcards.FactcardsError, match="the text does not fit"):
        factcards.render_all(cards, out=tmp_path / "out")
    results = factcards.render_all(cards, out=tmp_path / "out", strict=False)
    assert [bool(result.file) for result in results] == [False, True]
    assert results[1].kept


def test_strict_false_raises_no_error_about_an_expired_card(tmp_path: Path):
    (tmp_path / "old.yaml").write_text(CARD + "expires: 2001-01-01\n", encoding="utf-8")
    (tmp_path / "wax.yaml").write_text(CARD, encoding="utf-8")
    cards = factcards.read_cards(tmp_path)
    with pytest.raises(factcards.FactcardsError, match="has expired"):
        factcards.render_all(cards, out=tmp_path / "out", sizes=["whatsapp-square"])
    results = factcards.render_all(cards, out=tmp_path / "out", sizes=["whatsapp-square"], strict=False)
    assert [(result.job.card.id, result.problems) for result in results] == [("wax", ())]


def test_the_library_and_the_command_write_the_same_bytes(cards: factcards.CardSet, tmp_path: Path):
    folders = library, command = tmp_path / "library", tmp_path / "command"
    factcards.render_all(cards, out=library, sizes=["whatsapp-square"], formats=["png", "jpeg"])
    chosen = ["-s", "whatsapp-square", "-f", "png", "-f", "jpeg"]
    assert main(["render", str(tmp_path / "bees"), "-o", str(command), *chosen]) == 0
    ours, theirs = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*.[pj]*g")} for f in folders)
    assert ours == theirs
    assert len(ours) == 6
    assert factcards.encode(cards["wax"], size="whatsapp-square") == ours[Path("bees/en/wax.whatsapp-square.png")]


def test_all_errors_of_the_cards_are_raised_together(tmp_path: Path):
    (tmp_path / "honey.yaml").write_text(CARD + "sauce: x\nkolor: y\n", encoding="utf-8")
    with pytest.raises(factcards.ReadError) as raised:
        factcards.read_cards(tmp_path)
    assert len(raised.value.problems) == 2


def test_changes_by_a_program_are_drawn(cards: factcards.CardSet):
    honey = cards["honey"]
    variants = tuple((tag, replace(v, headline=replace(v.body[0], text="Waggle"))) for tag, v in honey.variants)
    changed = factcards.lay_out(replace(honey, variants=variants)).description
    assert "Waggle" in changed
    assert "Waggle" not in factcards.lay_out(honey).description


def test_parse_card_reads_text_and_encode_returns_bytes(tmp_path: Path):
    card = factcards.parse_card(CARD, folder=tmp_path, name="honey")
    data = factcards.encode(card, size="story", format="png")
    image = Image.open(io.BytesIO(data))
    assert image.size == (1080, 1920)
    difference = ImageChops.difference(image.convert("RGB"), factcards.render(card, size="story"))
    assert max(high for _, high in difference.getextrema()) <= 4, "a palette rounds the edges of letters"
    with pytest.raises(factcards.ReadError) as refused:
        factcards.parse_card(CARD.replace("source", "sorce"), folder=tmp_path, name="honey")
    assert f"{tmp_path.as_posix()}/honey.yaml:3:1: error: unknown key `sorce`" in str(refused.value)


FORMER_MODULES = {
    "assets": "model.assets", "color": "graphics.color", "geometry": "graphics.geometry", "scene": "model.scene",
}  # fmt: skip


def test_documented_modules_of_version_1_0_can_be_imported():
    program = (
        "from factcards.assets import Assets\nfrom factcards.color import Color\nimport factcards.geometry\n"
        "from factcards.scene import Ground, Scene, Shape, Text, walk_nodes\n"
        "from factcards.graphics.geometry import Rect\nfrom factcards.model.scene import Backdrop\n"
        "assert factcards.geometry.Rect is Rect and Ground is Backdrop\n"
        "try:\n    import factcards.nothing\nexcept ModuleNotFoundError as error:\n    print(error.name)\n"
    )
    command = [sys.executable, "-W", "always", "-c", program]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout) == (0, "factcards.nothing\n"), process.stderr
    for old, new in FORMER_MODULES.items():
        warning = f"DeprecationWarning: the module `factcards.{old}` is now `factcards.{new}`. Version 3 will not"
        assert process.stderr.count(warning) == 1, old
