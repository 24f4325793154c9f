"""Threads of one process may render at the same time, from the first card on: the bytes are those of one thread."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from factcards import encode, parse_card
from factcards.batch import open_assets
from factcards.photos.photo_files import read_photo_key
from factcards.text.fonts.coverage import FontCoverage

ROOT = Path(__file__).parent.parent
PHOTOS = ROOT / "cards" / "end-sex-trafficking" / "photos"
THREADS = 8
WORDS = {
    "en": "Card %d: women and girls make up **96%%** of all victims trafficked for sex. 👩🏽‍⚖️",
    "ar": "تشكّل النساء والفتيات **96%%** من جميع ضحايا الاتجار لأغراض الاستغلال الجنسي. %d",
    "ur": "خواتین اور لڑکیاں جنسی استحصال کے متاثرین کا **96%%** ہیں۔ %d",
    "hi": "यौन तस्करी के पीड़ितों में **96%%** महिलाएँ और लड़कियाँ हैं। %d",
    "th": "ผู้หญิงและเด็กหญิงคิดเป็น **96%%** ของเหยื่อการค้ามนุษย์ทั้งหมด %d",
    "ja": "人身取引の被害者の**96%%**は女性と少女です。%d",
}
THEMES = ("statement", "figure", "photo", "series")


def cards() -> Iterator[tuple[str, str]]:
    """Yield text and size of 24 different cards in several languages and themes, with and without a photograph."""
    turns = itertools.product(range(4), WORDS)
    for number, (turn, language) in enumerate(turns):
        fields = {
            "language": language, "headline": "96%", "fact": WORDS[language] % number, "source": f"Table {number}",
            "action": f"https://example.org/act?n={number % 7}", "theme": THEMES[(number + turn) % len(THEMES)],
        }  # fmt: skip
        picture = {"image": {"file": "dandelion.jpg", "alt": "A dandelion"}} if number % 3 else {}
        yield json.dumps({**fields, **picture}, ensure_ascii=False), ("story", "instagram-square")[number % 2]


def digest(card: tuple[str, str]) -> str:
    """Return the SHA-256 of the picture of a card, given as text and size."""
    return hashlib.sha256(encode(parse_card(card[0], folder=PHOTOS), size=card[1])).hexdigest()


@contextmanager
def frequent_switches() -> Iterator[None]:
    """Switch threads a thousand times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def run_in_threads(work: Callable[[], object]) -> list[object]:
    """Start the same work in all threads at the same moment, and return or raise what each returns or raises."""
    barrier = threading.Barrier(THREADS)

    def begin() -> object:
        barrier.wait()
        return work()

    with frequent_switches(), ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(begin) for _ in range(THREADS)]
        return [future.result() for future in futures]


def test_cards_of_eight_threads_have_the_bytes_of_one():
    """Start the threads in a separate process, where nothing is loaded or cached yet."""
    command = [sys.executable, str(Path(__file__)), "render"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    process = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr
    assert json.loads(process.stdout) == [digest(card) for card in cards()]


def test_all_threads_share_fonts_and_photographs():
    assert len({id(assets) for assets in (open_assets(()), *run_in_threads(lambda: open_assets(())))}) == 1


def test_font_coverage_is_the_same_in_all_threads():
    """Let one thread read the ranges of a font before and after another thread has parsed them."""
    readers, parsed = itertools.count(), threading.Event()

    class Ranges(str):
        """Ranges whose first reader waits until another thread has parsed them."""

        def __bool__(self) -> bool:
            if next(readers) == 0:
                assert parsed.wait(timeout=60)
            return True

    coverage = FontCoverage(Ranges("20-7E,A0"))

    def look_up() -> list[bool]:
        found = [point in coverage for point in (0x1F, 0x20, 0x7F, 0xA0)]
        parsed.set()
        return found

    assert run_in_threads(look_up) == [[False, True, False, True]] * THREADS


def test_opening_a_picture_leaves_warning_filters_of_other_threads_unchanged():
    """Check that a warning of Pillow becomes our error without changing the filters of the process."""
    before = list(warnings.filters)
    run_in_threads(lambda: [read_photo_key(PHOTOS / "dandelion.jpg") for _ in range(60)])
    assert list(warnings.filters) == before


def _render() -> None:
    """Print the digests of all cards, rendered in threads."""
    with frequent_switches(), ThreadPoolExecutor(THREADS) as pool:
        print(json.dumps(list(pool.map(digest, cards()))))


if __name__ == "__main__" and sys.argv[1:] == ["render"]:
    _render()
