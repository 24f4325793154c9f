"""The script of spaces, quotation marks and numbers beside Latin words in texts of other scripts.

UAX #24 gives a sign without a script that of the letter before it. In a line of two faces that is not enough. One face
must draw Latin words and European digits (clreq and jlreq require Western text in one Western font). The word spaces on
both sides of a Latin word must be the language's own, and both marks of a pair must have the same form.
"""

from __future__ import annotations

from functools import lru_cache

from ...late_loading import compile_late
from ..tokens.quantities import find_quantities
from ..unicode.language_scripts import language_script, unicode_script
from ..unicode.script_groups import FULL_WIDTH_SCRIPTS
from ..unicode.scripts import is_letter

LATIN = "Latn"
"""The tag of the Latin script (ISO 15924)."""
_OPENING = {"“": "”", "‘": "’"}
_ENCLOSING = {"(": ")", "[": "]", "«": "»", "»": "«", "‹": "›", "“": "”", "„": "“", "‘": "’", "‚": "‘"}
_NOT_LATIN = compile_late("[\u0590-\u1fff\u2e80-\ua63f\ua800-\uabff\uac00-\ud7ff\uf900-\uffef\U00010000-\U0003ffff]")
"""Characters of a quantity that the Latin face does not draw: letters, digits and full-width signs of other scripts."""
_MAX_ENCLOSED = 40
"""Maximum length of a number or Latin name in brackets, in characters, for which the Latin face draws the brackets."""


@lru_cache(maxsize=64)
def resolve_sign_scripts(text: str, language: str, scripts: tuple[str, ...]) -> tuple[str, ...]:
    """Return `scripts` with those of spaces and quotation marks beside Latin words replaced by the language's.

    A space between a Latin word and a word of another script belongs to the other script, whichever comes first.
    In Chinese and Japanese a pair of quotation marks with an ideograph or a full-width mark at one of its sides is
    full-width (GB/T 15834, clreq 3.1.4).
    """
    own_script = unicode_script(language_script(language))
    if own_script == LATIN or LATIN not in scripts:
        return scripts
    resolved = list(scripts)
    for at, character in enumerate(text[1:-1], start=1):
        if character in " \u00a0" and scripts[at] == LATIN:
            resolved[at] = next((s for s in (scripts[at + 1], scripts[at - 1]) if s != LATIN), LATIN)
    if own_script == "Hani":
        for pair in _find_quotes(text):
            beside = (n for at in pair for n in (at - 1, at + 1) if 0 <= n < len(text))
            if any(scripts[n] in FULL_WIDTH_SCRIPTS for n in beside):
                resolved[pair[0]] = resolved[pair[1]] = own_script
    return tuple(resolved)


def _find_quotes(text: str) -> list[tuple[int, int]]:
    """Return the pairs of curly quotation marks, without apostrophes between letters."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if character in _OPENING:
            opened.append(at)
        elif opened and character == _OPENING[text[opened[-1]]]:
            between = text[at - 1].isalpha() and text[at + 1 : at + 2].isalpha()
            if character != "’" or not (between and text[at - 1].isascii() and text[at + 1].isascii()):
                pairs.append((opened.pop(), at))
    return pairs


@lru_cache(maxsize=64)
def find_european_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of numbers in European digits with sign, currency and unit, without other scripts' letters."""
    found: list[tuple[int, int]] = []
    for quantity in find_quantities(text):
        if not any(text[a:b].isascii() for a, b in quantity.numbers):
            continue
        start = quantity.start
        for foreign in (*_NOT_LATIN.finditer(text, start, quantity.end), None):
            end = foreign.start() if foreign else quantity.end
            piece = text[start:end]
            if any("0" <= c <= "9" for c in piece):
                left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
                found.append((start + left, start + right))
            start = foreign.end() if foreign else end
    return tuple(found)


@lru_cache(maxsize=64)
def find_latin_signs(text: str, scripts: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of European numbers that the Latin face draws because the paragraph has Latin words.

    They include brackets and quotation marks that enclose nothing else, except full-width ones.
    """
    if LATIN not in scripts or not any(script != LATIN for script in scripts):
        return ()
    if not any(script == LATIN and is_letter(c) for script, c in zip(scripts, text, strict=True)):
        return ()
    found = set(find_european_numbers(text))
    latin = bytearray(script == LATIN for script in scripts)
    for start, end in found:
        latin[start:end] = b"\1" * (end - start)
    opened: list[int] = []
    for at, character in enumerate(text):
        if opened and character == _ENCLOSING[text[opened[-1]]]:
            start = opened.pop()
            inside = range(start + 1, at)
            may_enclose = scripts[start] not in FULL_WIDTH_SCRIPTS and 0 < len(inside) <= _MAX_ENCLOSED
            if may_enclose and all(latin[i] or text[i] in " \u00a0\u202f" for i in inside):
                found |= {(start, start + 1), (at, at + 1)}
        elif character in _ENCLOSING:
            opened.append(at)
    return _merge_touching(sorted(found))


def _merge_touching(pieces: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Merge ranges that overlap or touch."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
