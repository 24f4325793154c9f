"""Threads of one process may render at once, from its very first card on: the bytes are those of a single thread."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from factcards import encode, parse_card
from factcards.batch import open_assets
from factcards.photos.files import read_photo_key
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
    """Texts of cards with their sizes: languages, themes and pictures in turn, no two alike."""
    turns = itertools.product(range(4), WORDS)
    for number, (turn, language) in enumerate(turns):
        said = {
            "language": language, "headline": "96%", "fact": WORDS[language] % number, "source": f"Table {number}",
            "action": f"https://example.org/act?n={number % 7}", "theme": THEMES[(number + turn) % len(THEMES)],
        }  # fmt: skip
        picture = {"image": {"file": "dandelion.jpg", "alt": "A dandelion"}} if number % 3 else {}
        yield json.dumps({**said, **picture}, ensure_ascii=False), ("story", "instagram-square")[number % 2]


def digest(card: tuple[str, str]) -> str:
    return hashlib.sha256(encode(parse_card(card[0], PHOTOS), card[1])).hexdigest()


@contextmanager
def hasty() -> Iterator[None]:
    """Threads take turns a thousand times as often as they would."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def at_once(work: Callable[[], object]) -> list[object]:
    """What each of the threads gives that begin the same work together; what one raises is raised."""
    gate = threading.Barrier(THREADS)

    def begin() -> object:
        gate.wait()
        return work()

    with hasty(), ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(begin) for _ in range(THREADS)]
        return [future.result() for future in futures]


def test_cards_of_eight_threads_have_the_bytes_of_one():
    """The threads begin in a process of their own, where nothing has been opened and nothing is kept."""
    command = [sys.executable, str(Path(__file__)), "render"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [digest(card) for card in cards()]


def test_all_threads_have_the_same_fonts_and_pictures():
    """A service would otherwise hold them once for each of its threads."""
    assert len({id(assets) for assets in (open_assets(()), *at_once(lambda: open_assets(())))}) == 1


def test_what_a_font_covers_is_made_out_once_or_often_with_one_answer():
    """Found by reading: one thread forgot the ranges between another's two looks at them."""
    naps = iter([0.2] + [0.0] * 99)

    class Ranges(str):
        """Whose first reader falls asleep while it looks whether there are any."""

        def __bool__(self) -> bool:
            time.sleep(next(naps))
            return True

    coverage = FontCoverage(Ranges("20-7E,A0"))
    assert at_once(lambda: [point in coverage for point in (0x1F, 0x20, 0x7F, 0xA0)]) == [
        [False, True, False, True]
    ] * THREADS


def test_a_picture_that_is_opened_changes_no_other_threads_warnings():
    """Pillow's warning is a refusal to us, but what is done with warnings is the whole process's matter."""
    before = list(warnings.filters)
    at_once(lambda: [read_photo_key(PHOTOS / "dandelion.jpg") for _ in range(60)])
    assert list(warnings.filters) == before


def _render() -> None:
    with hasty(), ThreadPoolExecutor(THREADS) as pool:
        print(json.dumps(list(pool.map(digest, cards()))))


if __name__ == "__main__" and sys.argv[1:] == ["render"]:
    _render()
