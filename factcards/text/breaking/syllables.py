"""Where scripts without spaces may be broken if no dictionary has their words: between orthographic syllables.

ICU has dictionaries of Thai, Lao, Khmer and Burmese. Other languages in Burmese letters (Mon, Karen, Shan …) are broken
between syllables (W3C sealreq, Myanmar: a syllable begins with a consonant that has no asat and is not part of a
stack), and so are Burmese words that the dictionary does not divide. For Tai Tham, New Tai Lue, Tai Le, Tai Viet and
Ahom, UAX #14 expects a dictionary that does not exist. These, cuneiform and hieroglyphs are broken before base letters,
as a last resort, because a final consonant may then begin a line. UAX #14 itself (LB28a) has the syllables of Javanese,
Balinese, Cham, Grantha, Brahmi, Kawi and Makasar, and Tibetan has its tsheg.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...late_loading import compile_late

_BURMESE = "\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"
_INITIAL = (
    "\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
    "\ua9e0-\ua9e4\ua9e7-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa6f\uaa71-\uaa76\uaa7a\uaa7e\uaa7f"
)
_SYLLABLE = compile_late(
    rf"(?<=[{_BURMESE}])(?<![\u1039\u2060])(?=[{_INITIAL}](?![\u1037\u103b-\u103e]*[\u1039\u103a]))"
)
"""A place before the initial consonant of a syllable: မြန်|မာ."""
_WITHIN = compile_late(rf"(?<=[{_BURMESE}])(?=[{_BURMESE}])")   # a place between any two letters of Burmese
_BASES = compile_late(
    "(?<=[\u1a20-\u1aad])(?<!\u1a60)(?=[\u1a20-\u1a54](?!\u1a7a))"  # Tai Tham
    "|(?<=[\u1980-\u19df])(?<![\u19b5-\u19b7\u19ba])(?=[\u1980-\u19ab\u19b5-\u19b7\u19ba])"  # New Tai Lue
    "|(?<=[\U00010a7d\U0001123a])(?=\\w)"  # word separators of Old South Arabian and Khojki
    "|(?<=[\u1963-\u1974])(?=[\u1950-\u1962])"  # Tai Le
    "|(?<=[\uaa80-\uaadf])(?<![\uaab5\uaab6\uaab9\uaabb\uaabc])(?=[\uaa80-\uaaaf\uaab5\uaab6\uaab9\uaabb\uaabc])"
    "|(?<=[\U00011700-\U0001172b])(?=[\U00011700-\U0001171a](?!\U0001172b))"  # Ahom
    "|(?<=[\U00012000-\U0001254f])(?=[\U00012000-\U0001254f])"  # cuneiform
    "|(?<=[\U00013000-\U0001342f\U00013438\U0001343c-\U00013455])(?=[\U00013000-\U0001342f])"  # hieroglyphs
)
_LETTER = compile_late(f"[{_BURMESE}]")   # a letter of Burmese
_RARE = compile_late(
    "[\u1950-\u19df\u1a20-\u1aad\uaa80-\uaadf\U00010a7d\U0001123a\U00011700-\U0001172b\U00012000-\U0001342f]"
)
"""A letter of scripts without spaces for which ICU has no dictionary: Tai Le, Tai Tham, Ahom, cuneiform."""


def find_within_syllables(text: str) -> frozenset[int]:
    """Return the indices within syllables of Burmese letters: no line ends there, even if a dictionary allows it."""
    if not _LETTER.search(text):
        return frozenset()
    return frozenset(m.start() for m in _WITHIN.finditer(text)).difference(m.start() for m in _SYLLABLE.finditer(text))


def find_syllable_breaks(text: str) -> Iterator[int]:
    """Yield the indices between two syllables of a script for whose words there is no dictionary."""
    if not text.isascii():
        for pattern, needed in ((_SYLLABLE, _LETTER), (_BASES, _RARE)):
            if needed.search(text):
                yield from (m.start() for m in pattern.finditer(text))
