"""Inspect rendered cards: `read_cards.py FILE LINK …` prints a JSON object for each pair.

`code` is `ok` if the code leads to the link; `pillow` is the size in bytes of Pillow's default PNG of the same pixels.
"""

from __future__ import annotations

import io
import json
import sys

import zxingcpp
from PIL import Image


def read_card(path: str, link: str) -> dict[str, object]:
    """Return a card's size, mode, whether its code can be read, and the bytes of Pillow's file."""
    with Image.open(path) as image:
        pixels = image.convert("RGB")
        mode = image.mode
    out = io.BytesIO()
    pixels.save(out, "PNG")
    found = [code.text for code in zxingcpp.read_barcodes(pixels)]
    code = "ok" if link in found else "NOT READ"
    return {"size": pixels.size, "mode": mode, "code": code, "pillow": out.getbuffer().nbytes}


if __name__ == "__main__":
    print(json.dumps([read_card(*pair) for pair in zip(sys.argv[1::2], sys.argv[2::2], strict=True)]))
