"""Inputs of the fuzz tests: the number of cases, a limit of processor time, text of all kinds, damaged files.

`FACTCARDS_FUZZ=100000 pytest -m fuzz` spreads 100,000 new cases over the tests. Without it each test draws a few cases,
always the same ones.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_LANGUAGES = Path(__file__).parents[2] / "factcards" / "data" / "languages.json"
CASES = int(os.environ.get("FACTCARDS_FUZZ", "0"))
_MAX_SECONDS = 10
"""Maximum processor time of one case, in seconds: about a hundred times what a case takes."""


def fuzz(share: float, few: int) -> settings:
    """Return settings for a share of all cases, or for `few` cases in the quick suite."""
    return settings(
        max_examples=round(CASES * share) if CASES else few,
        derandomize=not CASES,
        deadline=None,   # it counts wall-clock time; `limited` counts processor time
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )


class HangError(BaseException):
    """A case that took too long. It is a `BaseException`, so that the tested code does not catch it."""


@contextmanager
def limited() -> Iterator[None]:
    """Fail a block that takes more processor time than `_MAX_SECONDS`.

    At twice that time `HangError` ends the block, as soon as Python code runs again.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, frame: FrameType | None) -> None:
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "?"
        raise HangError(f"more than {2 * _MAX_SECONDS} s of processor time, stopped in {where}")

    start, before = time.process_time(), signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, 2 * _MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    assert time.process_time() - start < _MAX_SECONDS


# -- words ---------------------------------------------------------------------------------------------------------

_WORDS = (
    "Women and girls", "96 %", "$99 billion", "1,234.50", "10:30", "2014–2016", "№ 5", "§ 12", "A", "a", "I", "#MeToo",
    "https://www.example.org/act?x=1&y=%20", "user@example.org", "naïve", "œuvre", "ﬁ", "Straße", "İıŞ", "x" * 70,
    "Donaudampfschifffahrtsgesellschaftskapitän", "incomprehensibilities", "«no»", "“so”", "‘it’", "…", "—", "-", "(a)",
    "жертв", "Європа", "κορίτσια", "النساء والفتيات", "٩٦٪", "خواتین اور لڑکیاں", "ﷺ", "لا", "נשים ונערות", "צה״ל",
    "पीड़ितों में", "क्षत्रिय", "ভুক্তভোগী", "ผู้เสียหาย", "กำ", "លក្ខណៈ", "မြန်မာ", "ລາວ", "བོད་ཡིག", "ሴቶችና", "女性と少女です。",
    "受害者中", "「」（）", "피해자의", "ᠮᠣᠩᠭᠣᠯ", "ߒߞߏ", "ܣܘܪܝܝܐ", "ކިޔުން", "தமிழ்", "മലയാളം", "ಕನ್ನಡ", "తెలుగు", "ଓଡ଼ିଆ",
    "😀", "✊🏾", "👩🏽‍⚖️", "👨‍👩‍👧‍👦", "🇫🇷", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "☀", "☀️", "☀︎", "©", "™", "[b]", "c/d", "e & f", "<g>",
)  # fmt: skip
_ODDITIES = (
    "**96%**", "**", "\\*", "{card}", "{", "}", "{{", '"', "'", "%", "+", "/", "|", "(", ")", "[", "]", "🇦🇦",
    "\u0301", "\u0301" * 12, "\u0e34\u0e35", "\u064b\u0651", "\u1abe", "\u20dd", "\u25cc", "\u0345", "\u093f",
    "\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u00a0", "\u202f", "\u3000", "\u2007", "\ufeff", "\u034f",
    "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
    "\u2028", "\u2029", "\u0085", "\v", "\f", "\t", "\0", "\x1b", "\x7f", "\ufffc", "\ufffd", "\ufffe", "\ue000",
    "\U000e0001", "\U0010fffd", "\U000f0000", "\U0001d54f", "\U00013000", "\U00012000", "\U0001e900", "\ua9c0",
    "\u115f",
)  # fmt: skip


def words(most: int = 30, *, halves: bool = False) -> st.SearchStrategy[str]:
    """Generate text of all kinds: real words, characters of every script, any code point.

    `most` is the maximum number of pieces; `halves` adds lone surrogates.
    """
    signs = st.text(st.characters() if halves else st.characters(exclude_categories=["Cs"]), max_size=4)
    piece = st.sampled_from((*_WORDS, *_ODDITIES)) | signs | st.just(" ")
    return st.lists(piece, max_size=most).map("".join) | tidy_words(most)


def tidy_words(most: int) -> st.SearchStrategy[str]:
    """Generate one to `most` real words of any script, sometimes with a letter or mark of any script."""
    letter = st.characters(categories=["L", "M", "N", "P", "S"], max_codepoint=0x2FFF)
    piece = st.sampled_from(_WORDS) | st.sampled_from(_WORDS) | st.sampled_from(_WORDS) | letter
    return st.lists(piece, min_size=1, max_size=most).map(" ".join)


languages = st.sampled_from([tag for tag, *_ in json.loads(_LANGUAGES.read_text(encoding="utf-8"))]) | st.sampled_from(
    ["en", "ar", "ur", "he", "hi", "th", "ja", "zh-Hans", "zh-Hant-HK", "de", "und", "x-private", "en-u-nu-arab", ""]
)

# -- files ---------------------------------------------------------------------------------------------------------

_MARKS = (
    "\n", "\n\n", "  ", " ", "\t", "\r", ":", ": ", "- ", "? ", ",", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!t ",
    "|", ">", "'", '"', "%", "@", "`", "---\n", "...\n", "<<: ", "null", "~", "true", "no", "0", "-1", "1e9", "1e999",
    "nan", ".inf", "999999999999", "0.5", "*", "**", "\\", "\\u", "\\ud83d", "../", "/", "é", "中", "ض", "😀", "\u2028",
    "\x07", "\ufeff", "2027-01-01", "2027-02-30", "fact: ", "story: ", "language: ", "portrait", "other", "use", "when",
)  # fmt: skip


@st.composite
def damaged(draw: Callable[..., object], original: st.SearchStrategy[str]) -> str:
    """Generate a file with up to five changes: text cut out, inserted, replaced or doubled, lines dropped or moved."""
    text = str(draw(original))
    for kind, at, length, mark in draw(_CHANGES):  # type: ignore[attr-defined]
        lines = text.split("\n")
        start, line = int(at * len(text)), int(at * (len(lines) - 1))
        if kind == "cut":
            text = text[:start] + text[start + length :]
        elif kind == "put":
            text = text[:start] + mark + text[start:]
        elif kind == "replace":
            text = text[:start] + mark + text[start + length :]
        elif kind == "double":
            text = text[: start + length] + text[start:]
        elif kind == "drop a line":
            text = "\n".join(lines[:line] + lines[line + 1 :])
        elif kind == "move a line":
            moved = lines.pop(line)
            text = "\n".join([*lines[: length % (len(lines) + 1)], moved, *lines[length % (len(lines) + 1) :]])
        elif kind == "change a value":
            key, colon, _ = lines[line].partition(": ")
            text = "\n".join([*lines[:line], f"{key}{colon}{mark}", *lines[line + 1 :]])
    return text


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["cut", "put", "replace", "double", "drop a line", "move a line", "change a value"]),
        st.floats(0, 1),
        st.integers(1, 40),
        st.sampled_from(_MARKS) | st.integers(-10, 5000).map(str) | words(4),
    ),
    max_size=5,
)
