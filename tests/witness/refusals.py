"""Samples of gflanguages for which no card can be drawn, and the reason: by language, or by script."""

from __future__ import annotations

from collections.abc import Mapping

_NO_FONT = "^no available font has "
REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "Berf",
            "Chrs",
            "Diak",
            "Kawi",
            "Krai",
            "Maka",
            "Nagm",
            "Nand",
            "Ougr",
            "Sunu",
            "Tnsa",
            "Todr",
            "Toto",
            "Vith",
        ),
        _NO_FONT,  # encoded since Unicode 11; none of our sources has a font
    ),
    "vi_Hani": "^no available font has CJK UNIFIED IDEOGRAPH-2",  # Nôm letters of planes that Noto Sans CJK leaves out
    "sa_Xpeo": "does not fit at the smallest type size",  # 120 cuneiform signs, each wider than an em
}
"""Language or script → a regular expression found in each of its errors."""
