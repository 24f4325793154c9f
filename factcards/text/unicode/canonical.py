"""Decomposed letters made whole (NFC), so that canonically equivalent texts are read and broken alike (UAX #15).

Only a letter with marks or conjoining jamo behind it is composed. A character that NFC would exchange for another one,
such as a CJK compatibility ideograph in a name, stays: its form is the author's choice.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_COMPOSING_VOWELS = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
"""Vowel signs of combining class 0 that NFC composes with the character before them."""
_COMPOSING_JAMO = (("\u1161", "\u1175"), ("\u11a8", "\u11c2"))
"""Vowels and final consonants of Hangul, which NFC composes with what stands before them."""


def compose_text(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the text with decomposed letters composed, and for each of its characters the index in `text`.

    The second is None where the text is composed already.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    letters, origin = list[str](), list[int]()
    for start, end in _sequences(text):
        letter = text[start:end] if end - start == 1 else unicodedata.normalize("NFC", text[start:end])
        letters.append(letter)
        origin += (min(start + i, end - 1) for i in range(len(letter)))
    composed = "".join(letters)
    return (composed, tuple(origin)) if composed != text else (text, None)


def _sequences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(text)):
        if not _may_compose(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _may_compose(character: str) -> bool:
    """Return whether NFC may compose a character with what stands before it."""
    if unicodedata.combining(character) or character in _COMPOSING_VOWELS:
        return True
    return any(first <= character <= last for first, last in _COMPOSING_JAMO)
