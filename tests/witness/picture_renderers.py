"""Pages of PDFs and SVGs drawn at a card's pixels by poppler, and by headless Chromium, started once for all files."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

Image.MAX_IMAGE_PIXELS = None


POPPLER_SCALE = 3
"""Factor by which poppler draws larger than asked: it moves each glyph to a whole pixel, up to half a pixel away."""


def render_pdf_with_poppler(data: bytes, width: int, height: int, page: int = 1) -> Image.Image:
    """Return a page as poppler draws it."""
    size = ["-scale-to-x", str(width * POPPLER_SCALE), "-scale-to-y", str(height * POPPLER_SCALE)]
    command = ["pdftoppm", "-f", str(page), "-l", str(page), *size, "-"]
    drawn = subprocess.run(command, input=data, capture_output=True, check=True, timeout=120)
    assert not drawn.stderr, drawn.stderr.decode("utf-8", "replace")
    with Image.open(io.BytesIO(drawn.stdout)) as picture:
        return picture.convert("RGB").reduce(POPPLER_SCALE)


def render_svgs_with_chromium(svgs: Sequence[bytes], sizes: Sequence[tuple[int, int]]) -> list[Image.Image]:
    """Return each SVG as a browser draws it on white: all below one another on one page."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed"
    with TemporaryDirectory(prefix="factcards-chromium-") as name:
        folder = Path(name)
        shown = []
        for index, (svg, (width, height)) in enumerate(zip(svgs, sizes, strict=True)):
            (folder / f"{index}.svg").write_bytes(svg)
            shown.append(f'<img src="{html.escape(f"{index}.svg")}" width="{width}" height="{height}">')
        style = "body { margin: 0; background: #fff } img { display: block }"
        page, picture = folder / "page.html", folder / "page.png"
        page.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(shown)}", encoding="utf-8")
        window = f"--window-size={max(w for w, _ in sizes)},{sum(h for _, h in sizes)}"
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
            "--force-device-scale-factor=1", "--allow-file-access-from-files", "--virtual-time-budget=20000",
            f"--user-data-dir={folder}/profile", window, f"--screenshot={picture}", page.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        with Image.open(picture) as drawn:
            sheet = drawn.convert("RGB")
    found, top = [], 0
    for width, height in sizes:
        found.append(sheet.crop((0, top, width, top + height)))
        top += height
    return found
