"""Canonical composition (NFC) of letters, so that canonically equivalent texts are read and broken alike (UAX #15).

Only a letter followed by marks or conjoining jamo is composed. A character that NFC would replace by another one, such
as a CJK compatibility ideograph in a name, is unchanged: its form is the author's choice.
"""

from __future__ import annotations

from collections.abc import Iterator

import unicodedata2

_COMPOSING_VOWELS = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
"""Vowel signs of combining class 0 that NFC composes with the character before them."""
_COMPOSING_JAMO = (("\u1161", "\u1175"), ("\u11a8", "\u11c2"))
"""Vowels and final consonants of Hangul (first and last), which NFC composes with the character before them."""


def compose_text(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the text with letters composed, and the index in `text` of each of its characters.

    The indices are None if the text is composed already.
    """
    if text.isascii() or unicodedata2.normalize("NFC", text) == text:
        return text, None
    letters, origin = list[str](), list[int]()
    for start, end in _find_composable(text):
        letter = text[start:end] if end - start == 1 else unicodedata2.normalize("NFC", text[start:end])
        letters.append(letter)
        origin += (min(start + i, end - 1) for i in range(len(letter)))
    composed = "".join(letters)
    return (composed, tuple(origin)) if composed != text else (text, None)


def _find_composable(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters that NFC may compose."""
    start = 0
    for at in range(1, len(text)):
        if not _may_compose(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _may_compose(character: str) -> bool:
    """Return whether NFC may compose a character with the one before it."""
    if unicodedata2.combining(character) or character in _COMPOSING_VOWELS:
        return True
    return any(first <= character <= last for first, last in _COMPOSING_JAMO)
