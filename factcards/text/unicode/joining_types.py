"""Joining_Type of each character (Unicode 15.0, ArabicShaping.txt; the Unicode Standard, 9.2).

The tables list code points in hexadecimal, alone or as a range. Marks and format characters are transparent; all other
characters that are not listed do not join.
"""

from __future__ import annotations

from functools import cache

import unicodedata2

ZERO_WIDTH_JOINER = "\u200d"
"""ZERO WIDTH JOINER, which causes joining on both sides."""
_DUAL_JOINING = """
    0620 0626 0628 062A-062E 0633-063F 0641-0647 0649-064A 066E-066F 0678-0687 069A-06BF 06C1-06C2 06CC 06CE
    06D0-06D1 06FA-06FC 06FF 0712-0714 071A-071D 071F-0727 0729 072B 072D-072E 074E-0758 075C-076A 076D-0770 0772
    0775-0777 077A-077F 07CA-07EA 0841-0845 0848 084A-0853 0855 0860 0862-0865 0868 0886 0889-088D 08A0-08A9
    08AF-08B0 08B3-08B8 08BA-08C8 1807 1820-1878 1887-18A8 18AA A840-A871 10AC0-10AC4 10AD3-10AD6 10AD8-10ADC
    10ADE-10AE0 10AEB-10AEE 10B80 10B82 10B86-10B88 10B8A-10B8B 10B8D 10B90 10BAD-10BAE 10D01-10D21 10D23
    10F30-10F32 10F34-10F44 10F51-10F53 10F70-10F73 10F76-10F81 10FB0 10FB2-10FB3 10FB8 10FBB-10FBC 10FBE-10FBF
    10FC1 10FC4 10FCA 1E900-1E943
"""
_RIGHT_JOINING = """
    0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB 06CD 06CF 06D2-06D3 06D5
    06EE-06EF 0710 0715-0719 071E 0728 072A 072C 072F 074D 0759-075B 076B-076C 0771 0773-0774 0778-0779 0840
    0846-0847 0849 0854 0856-0858 0867 0869-086A 0870-0882 088E 08AA-08AC 08AE 08B1-08B2 08B9 10AC5 10AC7
    10AC9-10ACA 10ACE-10AD2 10ADD 10AE1 10AE4 10AEF 10B81 10B83-10B85 10B89 10B8C 10B8E-10B8F 10B91 10BA9-10BAC
    10D22 10F33 10F54 10F74-10F75 10FB4-10FB6 10FB9-10FBA 10FBD 10FC2-10FC3 10FC9
"""
_LEFT_JOINING = """
    A872 10ACD 10AD7 10D00 10FCB
"""
_JOIN_CAUSING = """
    0640 07FA 0883-0885 180A 200D
"""

_NON_JOINING_FORMATS = "0600-0605 06DD 0890-0891 08E2 180E 200C 2066-2069"
"""Format characters that do not join. All others are transparent."""
_TRANSPARENT = "1E94B"


def _expand_ranges(ranges: str, kind: str) -> dict[str, str]:
    """Return the characters of a table, each with its kind."""
    pairs = [part.split("-") for part in ranges.split()]
    return {chr(at): kind for pair in pairs for at in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


_TYPES = (
    _expand_ranges(_DUAL_JOINING, "D") | _expand_ranges(_RIGHT_JOINING, "R") | _expand_ranges(_LEFT_JOINING, "L")
    | _expand_ranges(_JOIN_CAUSING, "C") | _expand_ranges(_NON_JOINING_FORMATS, "U")
    | _expand_ranges(_TRANSPARENT, "T")
)  # fmt: skip


@cache
def joining_type(character: str) -> str:
    """Return the Joining_Type of a character.

    D joins on both sides, R joins the character before it in the text, L the one after it; C causes joining, T is
    transparent, and U does not join.
    """
    if character in _TYPES:
        return _TYPES[character]
    return "T" if unicodedata2.category(character) in ("Mn", "Me", "Cf") else "U"


def has_joining_letters(text: str) -> bool:
    """Return whether the text has a letter that joins."""
    return not text.isascii() and not _TYPES.keys().isdisjoint(text)
