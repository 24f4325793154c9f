"""Make the fonts of this folder again: `python make_test_fonts.py WORK`, WORK a folder with npm's unpacked packages.

@expo-google-fonts/noto-sans-syriac 0.4.2 and noto-sans-nko 0.4.1. N'Ko has one weight only: the same outlines under a
second name stand for a heavier face, because what is tested is that letters join across files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = {
    "NotoSansSyriac-400.ttf": ("NotoSansSyriac_400Regular.ttf", 400, "U+0700-074F"),
    "NotoSansSyriac-700.ttf": ("NotoSansSyriac_700Bold.ttf", 700, "U+0700-074F"),
    "NotoSansNKo-400.ttf": ("NotoSansNKo_400Regular.ttf", 400, "U+07C0-07FF"),
    "NotoSansNKo-700.ttf": ("NotoSansNKo_400Regular.ttf", 700, "U+07C0-07FF"),
}
SHARED = {0x20, 0x21, 0x2E, 0x60C, 0x61B, 0x61F, 0x640, 0x200C, 0x200D, 0x25CC}


def main(work: Path) -> None:
    for name, (source, weight, block) in FONTS.items():
        font = TTFont(next(work.rglob(source)), recalcTimestamp=False)
        options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
        subsetter = Subsetter(options)
        first, last = (int(part.removeprefix("U+"), 16) for part in block.split("-"))
        subsetter.populate(unicodes={*SHARED, *range(first, last + 1)})
        subsetter.subset(font)
        font["OS/2"].usWeightClass = weight
        font.save(Path(__file__).parent / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
