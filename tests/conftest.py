"""Shared fixtures: the fonts and the campaign, opened once a session.

Tests cannot reach the network, the fonts of the system, or the user's cache.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "witness"))
import programs

from factcards.layout import lay_out_card
from factcards.model.assets import Assets
from factcards.model.cards import CardSet, LocalCard
from factcards.model.scene import Scene
from factcards.model.sizes import find_size
from factcards.model.themes import Theme
from factcards.photos import PhotoLibrary
from factcards.read import read_sets
from factcards.read.themes.theme_reader import read_theme
from factcards.text.fonts.font_library import shipped_fonts

ROOT = Path(__file__).parent.parent
CAMPAIGN = ROOT / "cards" / "end-sex-trafficking"
# files through which system fonts are found; a test may still open a font file of Debian by its name
_SYSTEM_FONTS = ("fonts.conf", "fonts.cache-1", "/fontconfig/")
_NETWORK = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")

_BLOCKED: list[str] = []

LayOut = Callable[..., Scene]
_WITNESS = "witness missing: "


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse connections and files of fontconfig.

    Sockets within the machine (`AF_UNIX`, whose address is a path) are allowed, because worker processes need them.
    """
    if event in _NETWORK and not isinstance(arguments[-1], str | bytes):
        _BLOCKED.append(f"{event} {arguments[1:]}")
        raise PermissionError(f"a test must not use the network: {event} {arguments[1:]}")
    if event == "open" and isinstance(arguments[0], str) and any(s in arguments[0] for s in _SYSTEM_FONTS):
        raise PermissionError(f"a test must not use system fonts: {arguments[0]}")


sys.addaudithook(_forbid)
os.environ["FONTCONFIG_FILE"] = os.devnull
_SESSION_CACHE = tempfile.mkdtemp(prefix="factcards-tests-")
os.environ["XDG_CACHE_HOME"] = os.environ["FACTCARDS_CACHE"] = _SESSION_CACHE   # for fixtures of a module or session
atexit.register(shutil.rmtree, _SESSION_CACHE, ignore_errors=True)


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty cache, and return its folder."""
    folder = tmp_path_factory.mktemp("cache") / "cache"
    monkeypatch.setenv("FACTCARDS_CACHE", str(folder))
    return folder


@pytest.fixture
def blocked() -> list[str]:
    """Return the list of connections that this test tried to open; code may have caught the refusal."""
    _BLOCKED.clear()
    return _BLOCKED


@pytest.fixture(scope="session")
def assets() -> Assets:
    """Return the shipped fonts and an empty library of photographs."""
    return Assets(shipped_fonts(), PhotoLibrary())


@pytest.fixture(scope="session")
def statement() -> Theme:
    """Return the theme `statement`."""
    return read_theme("statement")


@pytest.fixture(scope="session")
def campaign() -> CardSet:
    """Return our own set of cards, after checking that it has no errors."""
    read = read_sets(CAMPAIGN)
    assert [p for p in read.problems if p.severity == "error"] == []
    assert all(card.variants for card in read.sets[0].cards)
    assert read.sets[0].cards
    return read.sets[0]


@pytest.fixture(scope="session")
def lay_out(assets: Assets, statement: Theme) -> LayOut:
    """Return a function that lays out a card in a named size, by default in the theme `statement`."""

    def lay_out_in_size(card: LocalCard, size: str = "instagram-portrait", theme: Theme = statement) -> Scene:
        return lay_out_card(card, theme, find_size(size), assets)

    return lay_out_in_size


def pytest_collection_finish() -> None:
    """Take the 17,000 collected tests out of the garbage collector's way, which would slow tests of time."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are missing, or fail it where they are required."""
    names = [name for marker in item.iter_markers("witness") for name in marker.args]
    missing = [name for name in names if not programs.is_installed(name)]
    if missing and os.environ.get(programs.REQUIRED) == "required":
        pytest.fail(f"missing programs: {programs.explain_install(missing)}")
    if missing:
        pytest.skip(f"{_WITNESS}{' '.join(missing)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Append the missing programs of each skipped test to the file in `FACTCARDS_SKIPPED`, which `tasks.py` sets."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.getreports("skipped") if report.longrepr]
    missing = [reason.partition(_WITNESS)[2].split() for reason in reasons if _WITNESS in reason]
    file = os.environ.get("FACTCARDS_SKIPPED")
    if missing and file and not hasattr(config, "workerinput"):   # a worker of xdist reports to the main process
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{' '.join(names)}\n" for names in missing)
