"""typst: one compiler, with text and code (segno's SVG) as inputs; at 72 pixels an inch a point is a pixel."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

import _harness
import segno
import typst

SOURCE = """
#let i = sys.inputs
#set page(width: {W}pt, height: {H}pt, margin: 0pt, fill: rgb("{flat}"))
#let at(x, y, body) = place(top + left, dx: x * 1pt, dy: y * 1pt, body)
#let words(size, high, weight, colour, width, body) = {{
  set text(font: "Noto Sans", size: size * 1pt, weight: weight, fill: rgb(colour), hyphenate: false, lang: "en",
    top-edge: high * 0.74pt, bottom-edge: -high * 0.26pt)
  set par(leading: 0pt, justify: false)
  block(width: width * 1pt, body)
}}
{photo}
#at({p[x]}, {p[y]}, rect(width: {p[w]}pt, height: {p[h]}pt, radius: {p[radius]}pt, fill: rgb({rgba})))
{texts}
#at({logo[x]}, {logo[y]}, image("logo.png", width: {logo[w]}pt, height: {logo[h]}pt))
#at({qr[x]}, {qr[y]}, image(bytes(i.qr), format: "svg", width: {qr[size]}pt, height: {qr[size]}pt))
"""
WORDS = '#at({b[x]}, {b[y]}, words({b[size]}, {b[line_height]}, {b[weight]}, "{b[colour]}", {b[w]}, i.{name}))'


def setup(env: _harness.Env, bg: str) -> Any:
    """Create a compiler with its own folder and the two fonts."""
    spec = env.spec
    root = Path(tempfile.mkdtemp(prefix="typst-", dir=env.scratch))
    shutil.copy(env.logo, root / "logo.png")
    (root / "fonts").mkdir()
    for file in env.fonts.values():
        shutil.copy(file, root / "fonts")
    photo, (width, height) = "", spec["size"]
    if bg == "photo":
        shutil.copy(env.photo, root / "photo.jpg")
        photo = f'#at(0, 0, image("photo.jpg", width: {width}pt, height: {height}pt, fit: "cover"))'
    texts = "\n".join(WORDS.format(b=spec[name], name=name) for name in ("figure", "fact", "source"))
    rgba = ", ".join(map(str, spec["panel"]["rgba"]))
    source = SOURCE.format(
        W=width, H=height, flat=spec["flat_colour"], photo=photo, p=spec["panel"], rgba=rgba, texts=texts,
        logo=spec["logo"], qr=spec["qr"],
    )  # fmt: skip
    (root / "card.typ").write_text(source, encoding="utf-8")
    return typst.Compiler(
        str(root / "card.typ"), root=str(root), font_paths=[str(root / "fonts")], ignore_system_fonts=True
    )


def render(compiler: Any, job: dict[str, Any], out: str) -> None:
    """Render one card into `out`."""
    code = io.BytesIO()
    symbol = segno.make(job["url"], error="m", micro=False, boost_error=False)
    symbol.save(code, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=True)
    inputs = {name: job[name] for name in ("figure", "fact", "source")} | {"qr": code.getvalue().decode()}
    png = compiler.compile(format="png", ppi=72.0, sys_inputs=inputs)
    Path(out).write_bytes(png if isinstance(png, bytes) else png[0])


if __name__ == "__main__":
    _harness.main(setup, render)
