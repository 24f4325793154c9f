"""Pillow as most programs use it: ImageDraw, greedy line breaks, `qrcode`, `image.save`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import _harness
import qrcode
from PIL import Image, ImageDraw, ImageFont, ImageOps


@dataclass
class State:
    """Background and logo, decoded once, and the opened fonts by weight and size."""

    spec: dict[str, Any]
    files: dict[str, str]
    background: Image.Image
    logo: Image.Image
    fonts: dict[tuple[int, int], ImageFont.FreeTypeFont]


def setup(env: _harness.Env, bg: str) -> State:
    """Crop the photograph and decode the logo."""
    size = tuple(env.spec["size"])
    flat = Image.new("RGB", size, env.spec["flat_colour"])
    background = ImageOps.fit(Image.open(env.photo).convert("RGB"), size) if bg == "photo" else flat
    return State(env.spec, env.fonts, background, Image.open(env.logo).convert("RGBA"), {})


def break_lines(words: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Break words into lines, each with as many words as fit."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def write(state: State, draw: ImageDraw.ImageDraw, name: str, words: str) -> None:
    """Draw words into their box."""
    box = state.spec[name]
    key = (box["weight"], box["size"])
    if key not in state.fonts:
        state.fonts[key] = ImageFont.truetype(state.files[str(box["weight"])], box["size"])
    y = box["y"] + box["line_height"] / 2
    for line in break_lines(words, state.fonts[key], box["w"]):
        draw.text((box["x"], y), line, anchor="lm", font=state.fonts[key], fill=box["colour"])
        y += box["line_height"]


def render(state: State, job: dict[str, Any], out: str) -> None:
    """Render one card into `out`."""
    image, panel, code = state.background.copy(), state.spec["panel"], state.spec["qr"]
    overlay = Image.new("RGBA", image.size, (0, 0, 0, 0))
    corners = (panel["x"], panel["y"], panel["x"] + panel["w"] - 1, panel["y"] + panel["h"] - 1)
    ImageDraw.Draw(overlay).rounded_rectangle(corners, panel["radius"], fill=tuple(panel["rgba"]))
    image = Image.alpha_composite(image.convert("RGBA"), overlay).convert("RGB")
    draw = ImageDraw.Draw(image)
    for name in ("figure", "fact", "source"):
        write(state, draw, name, job[name])
    image.paste(state.logo, (state.spec["logo"]["x"], state.spec["logo"]["y"]), state.logo)
    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=code["border"], box_size=5)
    symbol.add_data(job["url"])
    symbol.make(fit=True)
    pixels = symbol.make_image().get_image().convert("RGB")
    pixels = pixels.resize((code["size"], code["size"]), Image.Resampling.NEAREST)
    image.paste(pixels, (code["x"], code["y"]))
    image.save(out)


if __name__ == "__main__":
    _harness.main(setup, render)
