"""Our cards set by typst: the same texts in the same fonts, sizes and places; typst breaks the lines."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from factcards.graphics.color import Color, Paint
from factcards.graphics.geometry import Rect
from factcards.model.scene import Group, Link, Node, Scene, Shape, Text, code_area, code_shape, walk_groups, walk_nodes

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "fonts"
STANDARDS = ["ua-1"]


def make_compiler(folder: Path) -> typst.Compiler:
    """Return a compiler with our fonts; photographs are read from the folder."""
    shutil.copy(HERE / "typst_card.typ", folder)
    return typst.Compiler(
        str(folder / "typst_card.typ"), root=str(folder), font_paths=[str(FONTS)], ignore_system_fonts=True
    )


def compile_pdf(compiler: typst.Compiler, card: dict[str, Any]) -> bytes:
    """Return a card as PDF/UA-1."""
    return bytes(compiler.compile(format="pdf", pdf_standards=STANDARDS, sys_inputs={"card": json.dumps(card)}))


def compile_once(folder: Path, fonts: Path, card: dict[str, Any]) -> bytes:
    """Return a card as PDF/UA-1 by one call that opens the fonts in a folder."""
    return bytes(typst.compile(
        str(folder / "typst_card.typ"), root=str(folder), font_paths=[str(fonts)], ignore_system_fonts=True,
        format="pdf", pdf_standards=STANDARDS, sys_inputs={"card": json.dumps(card)},
    ))  # fmt: skip


def copy_fonts(scene: Scene, folder: Path) -> Path:
    """Copy the fonts of a scene into a folder, and return it."""
    folder.mkdir(exist_ok=True)
    lines = (node.line for _, node in walk_nodes(scene.nodes) if isinstance(node, Text))
    for file in {run.font.file for line in lines for run in line.runs}:
        shutil.copy(next(FONTS.rglob(file)), folder)
    return folder


def describe(scene: Scene, photo: str = "") -> dict[str, Any]:
    """Return the description of a scene for `typst_card.typ`."""
    code = next(group for group in walk_groups(scene.nodes) if group.role == "code")
    area = code_area(code)
    url = next(node.url for _, node in walk_nodes(code.nodes) if isinstance(node, Link))
    return {
        "title": scene.metadata.title or scene.description[:60], "width": scene.width, "height": scene.height,
        "ground": "#ffffff", "shapes": list(_shapes(scene)), "parts": list(_parts(scene.nodes)),
        "language": _language(scene.language), "rtl": _is_rtl(scene),
        "code": {"x": area.x, "y": area.y, "side": area.width, "url": url, "svg": _draw_code(code, area)},
        **({"photo": photo} if photo else {}),
    }  # fmt: skip


def _parts(nodes: tuple[Node, ...]) -> Iterator[dict[str, Any]]:
    """Yield each tagged paragraph: its place, its width, its fonts and its words in two colours."""
    for group in _tagged(nodes):
        lines = [node for _, node in walk_nodes(group.nodes) if isinstance(node, Text)]
        if not lines or group.tag.kind not in ("heading", "paragraph"):
            continue
        first, last = lines[0], lines[-1]
        left = min(line.ink_rect().x for line in lines)
        right = max(line.ink_rect().right for line in lines)
        runs = [run for line in lines for run in line.line.runs]
        size = first.size * max(runs, key=lambda run: len(run.text)).scale
        step = (last.origin.y - first.origin.y) / (len(lines) - 1) if len(lines) > 1 else size
        names = dict.fromkeys(_family(run.font.file) for run in runs)
        yield {
            "x": left - 8, "y": first.origin.y - 0.8 * size, "width": (right - left) * 1.01 + 16, "size": size,
            "leading": step - size, "fonts": list(names), "weight": _weight(runs[0].font.file),
            "color": _hex(first.fill), "language": _language(group.tag.language),
            "heading": group.tag.kind == "heading", "words": group.tag.text,
        }  # fmt: skip


def _shapes(scene: Scene) -> Iterator[dict[str, Any]]:
    """Yield the panels and discs of one colour, and the scrims' gradients as their first colour."""
    for role, node in walk_nodes(scene.nodes):
        if isinstance(node, Shape) and role != "code" and isinstance(node.fill, Color):
            boxes, disc = node.path.rects(), node.path.bounds()
            for box in boxes or (disc,):
                yield {
                    "x": box.x, "y": box.y, "width": box.width, "height": box.height, "color": _hex(node.fill),
                    "opacity": f"{node.fill.alpha / 2.55:.1f}%", "disc": not boxes,
                }  # fmt: skip


def _draw_code(code: Group, area: Rect) -> str:
    """Return a code as SVG, one path: typst need not compute it."""
    shape = code_shape(code)
    rects = shape.path.rects() or ()
    path = "".join(f"M{r.x - area.x:g} {r.y - area.y:g}h{r.width:g}v{r.height:g}h{-r.width:g}z" for r in rects)
    box = f"0 0 {area.width:g} {area.height:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path fill="{_hex(shape.fill)}" d="{path}"/></svg>'


def _tagged(nodes: tuple[Node, ...]) -> Iterator[Group]:
    for node in nodes:
        if isinstance(node, Group):
            if node.tag:
                yield node
            else:
                yield from _tagged(node.nodes)


@cache
def _family(file: str) -> str:
    path = next(FONTS.rglob(file))
    name = TTFont(path, lazy=True, fontNumber=0)["name"]
    return str(name.getDebugName(16) or name.getDebugName(1))


def _weight(file: str) -> int:
    digits = file.rpartition(".")[0].rpartition("-")[2]
    return int(digits) if digits.isdigit() else 400


def _hex(paint: Paint) -> str:
    color = paint if isinstance(paint, Color) else paint.stops[0][1]
    return "#{:02x}{:02x}{:02x}".format(*color.rgb)


def _language(tag: str) -> str:
    return tag.split("-")[0] or "en"


def _is_rtl(scene: Scene) -> bool:
    return _language(scene.language) in ("ar", "he", "ur", "fa")
