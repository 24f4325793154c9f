"""`tasks.py`: its messages about a missing or old Python, its help, and the page that it writes."""

from __future__ import annotations

import html.parser
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def tasks() -> ModuleType:
    """Import `tasks.py`, which is not in a package."""
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "tasks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entry(language: str = "ar", size: str = "story", **fields: object) -> dict[str, object]:
    """Return an entry of a manifest."""
    return {
        "file": f"bees/{language}/honey#1.{size}.png", "set": "bees", "card": "honey-and-wax", "language": language,
        "direction": "rtl" if language == "ar" else "ltr", "size": size, "width": 1080, "height": 1920, "format": "png",
        "bytes": 93122, "alt": 'Bees "dance" & <hum>', "link": "https://example.org/?a=1&b=2", **fields,
    }  # fmt: skip


class Page(html.parser.HTMLParser):
    """The elements of a page, each with its attributes. Wrong nesting fails."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == ["html"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Assert that the tag closes the last open element."""
        assert self._open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_shows_every_picture_with_its_alt_text(tasks: ModuleType):
    page = Page(tasks.draw_page([entry("en"), entry("ar"), entry("ar", "x-landscape"), entry("ar", format="dump")]))
    assert [image["lang"] for image in page.all("img")] == ["en", "ar", "ar"]
    for image in page.all("img"):
        assert (image["alt"], image["width"], image["loading"]) == ('Bees "dance" & <hum>', "1080", "lazy")
    second = page.all("img")[1]
    assert (second["dir"], second["src"]) == ("rtl", "bees/ar/honey%231.story.png")
    assert {"href": "https://example.org/?a=1&b=2"} in page.all("a")
    assert [section["aria-label"] for section in page.all("section")] == ["Honey and wax"]


def test_the_page_can_be_filtered_by_language_and_size(tasks: ModuleType):
    page = Page(tasks.draw_page([entry("en"), entry("ar"), entry("ar", "x-landscape")]))
    choices = [(one["name"], one["value"], "checked" in one) for one in page.all("input")]
    assert choices == [
        ("language", "", True), ("language", "en", False), ("language", "ar", False),
        ("size", "", True), ("size", "story", False), ("size", "x-landscape", False),
    ]  # fmt: skip


def test_the_page_links_the_contact_sheets(tasks: ModuleType):
    page = Page(tasks.draw_page([entry()], ["sheet.jpg"]))
    assert {"class": "sheet", "href": "sheet.jpg"} in page.all("a")


def test_the_page_loads_no_other_files(tasks: ModuleType):
    page = Page(tasks.draw_page([entry()]))
    assert not page.all("link")
    assert all("src" not in script for script in page.all("script"))


def test_without_ensurepip_the_missing_package_is_named(
    tasks: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SystemExit) as stopped:
        tasks.make_environment(tmp_path / "env")
    package = f"python3.{sys.version_info.minor}-venv"
    assert stopped.value.code == (
        f"this Python cannot create environments: install its package `{package}` (sudo apt install {package})"
    )


def test_an_old_python_is_refused_with_the_required_version(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as stopped:
        exec(compile((ROOT / "tasks.py").read_text(encoding="utf-8"), "tasks.py", "exec"), {"__name__": "tasks"})
    assert stopped.value.code == "found Python 3.9, expected Python 3.11 or newer"


def test_an_unknown_task_shows_the_help():
    process = subprocess.run([sys.executable, ROOT / "tasks.py", "paint"], capture_output=True, text=True, check=False)
    assert process.returncode == 2
    for task in ("cards", "test", "bench", "approve", "lint"):
        assert f"python3 tasks.py {task}" in process.stdout


def test_pinned_versions_are_sorted_and_complete():
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split())
    assert list(pins) == sorted(pins, key=str.lower)
    assert {"pillow", "uharfbuzz", "icu4py", "pytest", "ruff", "mypy", "hatchling"} <= set(pins)


def test_the_last_line_lists_skipped_tests(tasks: ModuleType):
    assert tasks.describe_skipped([]) == ""
    assert tasks.describe_skipped(["chromium npm:whatwg-url", "chromium"]) == (
        "; 2 tests were skipped; they need chromium of Debian and whatwg-url of npm: python3 tests/witness/programs.py"
    )
