"""Designers' web fonts: read as the fonts that they contain, and refused if they are damaged or too large."""

from __future__ import annotations

import shutil
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont

import factcards
from factcards.errors import FontError
from factcards.text.fonts.font_files import MAX_BYTES
from factcards.text.fonts.font_library import find_font_files, open_fonts
from factcards.text.fonts.woff2_files import unpack_woff2

ROOT = Path(__file__).parents[3]
FONT = ROOT / "fonts" / "Anton-400.ttf"
FIELDS = {"fact": "Bees dance.", "source": "Frisch", "action": "https://example.org/act", "language": "en"}


def pack(source: Path, target: Path, family: str = "") -> bytes:
    """Write a font as WOFF2, with another family name if one is given; return its bytes, always the same."""
    with TTFont(source, recalcTimestamp=False) as font:
        if family:
            font["name"].setName(family, 1, 3, 1, 0x409)
            font["name"].removeNames(nameID=16)
        font.flavor = "woff2"
        font.save(target)
    return target.read_bytes()


def test_a_web_font_draws_the_same_card_as_the_font_it_contains(tmp_path):
    drawn = []
    for name in ("Own.woff2", "Own.ttf"):
        folder = tmp_path / name / "fonts"
        folder.mkdir(parents=True)
        pack(FONT, folder / "Own.woff2", "Own Face")
        if name == "Own.ttf":
            with TTFont(folder / "Own.woff2") as font:
                font.flavor = None
                font.save(folder / "Own.ttf")
            (folder / "Own.woff2").unlink()
        brand = {"name": "Us", "fonts": {"headline": "Own Face", "text": "Own Face"}}
        card = factcards.make_card(fonts=folder, files={}, brand=brand, **FIELDS)
        drawn.append(factcards.render_card(card))
    assert drawn[0].problems == drawn[1].problems == ()
    assert drawn[0].data == drawn[1].data


def test_a_web_font_beside_the_same_font_is_left_out(tmp_path):
    pack(FONT, tmp_path / "Own.woff2")
    assert [path.name for path in find_font_files(tmp_path)] == ["Own.woff2"]
    shutil.copy(FONT, tmp_path / "own.ttf")
    assert [path.name for path in find_font_files(tmp_path)] == ["own.ttf"]


def test_a_font_that_is_larger_unpacked_than_it_says_is_refused(tmp_path):
    data = pack(FONT, tmp_path / "a.woff2")
    bomb = brotli.compress(bytes(50_000_000))
    (found,) = [at for at in range(48, len(data)) if _is_stream(data, at)][:1]
    packed = data[:20] + len(bomb).to_bytes(4, "big") + data[24:found] + bomb
    with pytest.raises(FontError, match=r"`a\.woff2` is not a font that can be used: its tables are broken"):
        unpack_woff2(packed, "a.woff2", MAX_BYTES)
    with pytest.raises(FontError, match=r"`a\.woff2` is not a font that can be used: unpacked, it has more than 0 MiB"):
        unpack_woff2(data, "a.woff2", 20_000)


def _is_stream(data: bytes, at: int) -> bool:
    length = int.from_bytes(data[20:24], "big")
    try:
        return bool(brotli.decompress(data[at : at + length]))
    except brotli.error:
        return False


@pytest.mark.parametrize("at", [0.002, 0.2, 0.9])
def test_a_damaged_web_font_is_refused_by_name(tmp_path, at):
    data = bytearray(pack(FONT, tmp_path / "own.woff2"))
    data[int(len(data) * at)] ^= 0xFF
    (tmp_path / "own.woff2").write_bytes(data)
    with pytest.raises(FontError, match=r"`own\.woff2` is"):
        open_fonts(tmp_path)
    (tmp_path / "own.woff2").write_bytes(bytes(data[: int(len(data) * at)]))
    with pytest.raises(FontError, match=r"`own\.woff2` is"):
        open_fonts(tmp_path)
