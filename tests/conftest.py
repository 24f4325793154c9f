"""What tests share: the fonts and the campaign, opened once; no way to the network, system's fonts or user's cache."""

from __future__ import annotations

import atexit
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
# what a system's own fonts would be looked for through; a test may open a font file of Debian's by its name
_SYSTEM_FONTS = ("fonts.conf", "fonts.cache-1", "/fontconfig/")
_NETWORK = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")

_REACHED: list[str] = []

LayOut = Callable[..., Scene]
_WITNESS = "witness missing: "


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Sockets of the machine's own (`AF_UNIX`, an address that is a path) stay open: worker processes need them."""
    if event in _NETWORK and not isinstance(arguments[-1], str | bytes):
        _REACHED.append(f"{event} {arguments[1:]}")
        raise PermissionError(f"a test reaches for the network: {event} {arguments[1:]}")
    if event == "open" and isinstance(arguments[0], str) and any(s in arguments[0] for s in _SYSTEM_FONTS):
        raise PermissionError(f"a test reaches for the system's fonts: {arguments[0]}")


sys.addaudithook(_forbid)
os.environ["FONTCONFIG_FILE"] = os.devnull
_OWN = tempfile.mkdtemp(prefix="factcards-tests-")
os.environ["XDG_CACHE_HOME"] = os.environ["FACTCARDS_CACHE"] = _OWN   # for fixtures of a whole module
atexit.register(shutil.rmtree, _OWN, ignore_errors=True)


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of one test, which is never the user's own."""
    folder = tmp_path_factory.mktemp("own") / "cache"
    monkeypatch.setenv("FACTCARDS_CACHE", str(folder))
    return folder


@pytest.fixture
def reached() -> list[str]:
    """What this test has tried to reach through the network; each try is refused, and code may catch that."""
    _REACHED.clear()
    return _REACHED


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The fonts we ship, and photographs as they come."""
    return Assets(shipped_fonts(), PhotoLibrary())


@pytest.fixture(scope="session")
def statement() -> Theme:
    return read_theme("statement")


@pytest.fixture(scope="session")
def campaign() -> CardSet:
    """Our own set; a set with a fault would be no ground to test on."""
    read = read_sets(CAMPAIGN)
    assert [p for p in read.problems if p.severity == "error"] == []
    return read.sets[0]


@pytest.fixture(scope="session")
def lay_out(assets: Assets, statement: Theme) -> LayOut:
    """Lay out a card in a size given by its name, in the theme `statement` if no other is given."""

    def lay(card: LocalCard, size: str = "instagram-portrait", theme: Theme = statement) -> Scene:
        return lay_out_card(card, theme, find_size(size), assets)

    return lay


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose programs are missing; where they are required, fail it."""
    names = [name for marker in item.iter_markers("witness") for name in marker.args]
    missing = [name for name in names if not programs.is_installed(name)]
    if missing and os.environ.get(programs.REQUIRED) == "required":
        pytest.fail(f"a witness is missing: {programs.explain_install(missing)}")
    if missing:
        pytest.skip(f"{_WITNESS}{' '.join(missing)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write how many tests lack their programs, and which, to the file that `tasks.py` names for it."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.getreports("skipped") if report.longrepr]
    missing = [reason.partition(_WITNESS)[2].split() for reason in reasons if _WITNESS in reason]
    file = os.environ.get("FACTCARDS_SKIPPED")
    if missing and file and not hasattr(config, "workerinput"):   # a worker of xdist reports to the main process
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{' '.join(names)}\n" for names in missing)
