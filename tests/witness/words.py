"""The words that four readers of PDF find in a file: poppler, pdfium, MuPDF and pdf.js."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import programs
import pypdfium2
import unicodedata2

from factcards.draw.pdf.structure import find_tagged_groups
from factcards.model.scene import Scene

_PATIENCE = 120   # seconds
_SCRIPT = Path(__file__).with_name("pdf_text.mjs")
SPACELESS = ("zh", "ja", "th", "km", "my", "lo")
"""Languages without spaces between words: a line may end within a word, and a part of a line is searched."""
_BETWEEN = re.compile(r"[\s\u1361-\u1368]+")
"""What is between words: blanks, and Ethiopic signs."""
_LINE_HYPHEN = re.compile("(?:\u00ad|\ufffe)\\s*")
"""A soft hyphen with the end of the line after it; pdfium writes U+FFFE for both."""
_EMBEDDING = "\u202a-\u202e\u2066-\u2069"
"""Signs that poppler writes around words of the other direction."""
_INVISIBLE = re.compile(f"[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff{_EMBEDDING}]")
"""Characters that a search ignores: soft hyphens, break opportunities and signs of direction."""


def read_by_poppler(files: Sequence[Path]) -> list[str]:
    """Return the text of each file by `pdftotext`."""
    return [_run("pdftotext", "-enc", "UTF-8", str(file), "-") for file in files]


def read_by_mupdf(files: Sequence[Path]) -> list[str]:
    """Return the text of each file by `mutool`."""
    return [_run("mutool", "draw", "-q", "-F", "text", str(file)) for file in files]


def read_by_pdfium(files: Sequence[Path]) -> list[str]:
    """Return the text of each file by pdfium, the reader of Chrome."""
    texts = []
    for file in files:
        document = pypdfium2.PdfDocument(file)
        texts.append("\n".join(page.get_textpage().get_text_range() for page in document))
        document.close()
    return texts


def read_by_pdfjs(files: Sequence[Path]) -> list[str]:
    """Return the text of each file by pdf.js, the reader of Firefox."""
    folder = programs.NPM_FOLDER / "node_modules" / "pdfjs-dist"
    return list(json.loads(_run("node", str(_SCRIPT), str(folder), *map(str, files))))


READERS: dict[str, Callable[[Sequence[Path]], list[str]]] = {
    "poppler": read_by_poppler, "pdfium": read_by_pdfium, "MuPDF": read_by_mupdf, "pdf.js": read_by_pdfjs,
}  # fmt: skip
"""Each reader by name."""


def find_words(scene: Scene) -> list[str]:
    """Return the words of a scene's tags, each once: after typography, before capitals."""
    texts = (tag.text for _, tag in find_tagged_groups(scene.nodes) if tag.kind in ("heading", "paragraph"))
    return list(dict.fromkeys(word for text in texts for word in split_words(text)))


def split_words(text: str) -> list[str]:
    """Return the words of a text without the punctuation around them, each once."""
    return list(dict.fromkeys(word for piece in _BETWEEN.split(_to_plain(text)) if (word := _trim(piece))))


def find_missing(words: Iterable[str], text: str, language: str, reader: str = "") -> list[str]:
    """Return the words that a reader's text lacks. Capitals count as small letters.

    A word must stand between spaces, punctuation or changes of direction. In languages without spaces between words,
    it may be anywhere, and go over the end of a line. MuPDF 1.21 gives right-to-left words from left to right, and so
    these are looked for.
    """
    if language.split("-")[0] in SPACELESS:
        joined = "".join(_to_plain(text).casefold().split())
        return [word for word in words if "".join(word.split()).casefold() not in joined]
    parts = re.split(f"[{_EMBEDDING}]", text.casefold())
    plain, borders = "", {0}
    for part in parts:
        plain += _to_plain(part)
        borders.add(len(plain))
    seen = _turn if reader == "MuPDF" else str
    return [word for word in words if not _is_found(seen(word).casefold(), plain, borders)]


def _turn(word: str) -> str:
    """Return a word of a right-to-left script with its characters from left to right."""
    return word[::-1] if unicodedata2.bidirectional(word[0]) in ("R", "AL") else word


def _to_plain(text: str) -> str:
    """Return a text as a search compares it: composed (UAX #15), without what is invisible."""
    return str(unicodedata2.normalize("NFC", _INVISIBLE.sub("", _LINE_HYPHEN.sub("", text))))


def _is_found(word: str, plain: str, borders: set[int]) -> bool:
    for found in re.finditer(re.escape(word), plain):
        edges = ((at, plain[max(0, at - 1) : at + 1]) for at in found.span())
        if all(at in borders or not _is_within_word(around) for at, around in edges):
            return True
    return False


def _is_within_word(around: str) -> bool:
    """Return whether two signs are letters or digits of one direction, so that no word ends between them."""
    if len(around) < 2 or any(unicodedata2.category(sign)[0] not in "LMN" for sign in around):
        return False
    directions = {unicodedata2.bidirectional(sign) in ("R", "AL") for sign in around}
    return len(directions) == 1 or any(unicodedata2.category(sign) == "Mn" for sign in around)


def _trim(word: str) -> str:
    """Return a word without the punctuation at its ends, but with marks and signs of per cent."""
    start, end = 0, len(word)
    while start < end and unicodedata2.category(word[start])[0] in "PZ" and word[start] not in "%٪":
        start += 1
    while end > start and unicodedata2.category(word[end - 1])[0] in "PZ" and word[end - 1] not in "%٪":
        end -= 1
    return word[start:end]


def _run(*command: str) -> str:
    return subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=_PATIENCE
    ).stdout  # fmt: skip
