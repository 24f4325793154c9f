"""What a font permits a file to contain of it."""

from __future__ import annotations

import pytest
from support.licensed_fonts import EDITABLE, NO_SUBSETTING, ONLY_BITMAPS, RESTRICTED, license_fonts

from factcards.text.fonts.embedding_rights import find_embedding_right
from factcards.text.fonts.font_library import shipped_fonts


def test_our_fonts_permit_subsets():
    entries = [(family, entry) for family, found in shipped_fonts().families() for entry in found if not entry.color]
    sample = {family: shipped_fonts().nearest_font(family, entry.weight) for family, entry in entries[::9]}
    assert len(sample) > 20
    assert {find_embedding_right(font) for font in sample.values()} == {"subset"}


@pytest.mark.parametrize(("fs_type", "right"), [
    (0, "subset"), (0x0004, "subset"), (EDITABLE, "subset"), (RESTRICTED, "none"),
    (RESTRICTED | EDITABLE, "subset"),   # of several permissions the widest counts
    (NO_SUBSETTING, "whole"), (EDITABLE | NO_SUBSETTING, "whole"), (RESTRICTED | NO_SUBSETTING, "none"),
    (ONLY_BITMAPS, "none"), (EDITABLE | ONLY_BITMAPS, "none"),
])  # fmt: skip
def test_the_bits_of_a_font_decide(fs_type, right, tmp_path):
    fonts = license_fonts(tmp_path, ["Anton"], fs_type)
    assert find_embedding_right(fonts.nearest_font("Anton", 400)) == right
