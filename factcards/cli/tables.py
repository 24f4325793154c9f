"""Lists of sizes, themes, fonts and languages: as tables for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from ..batch import open_assets
from ..errors import display_width, to_printable
from ..model.legibility import MM_PER_INCH
from ..model.sizes import SIZES, Size
from ..read.cards.card_field_docs import THEME_PURPOSES
from ..read.themes.theme_reader import list_theme_names, read_theme
from ..text.fonts.language_fonts import list_languages

Row = Sequence[str]
Entry = dict[str, object]
"""An entry of a list as JSON; the names of its fields are promised."""
_SIZE_FIELDS = ("name", "platform", "aspect", "width", "height", "dpi", "bleed")


def _sizes() -> list[Row]:
    rows = [
        (s.name, s.platform, f"{s.width} × {s.height}", s.aspect, _format_print_size(s) or _format_covered(s))
        for s in SIZES
    ]
    return [("size", "platform", "pixels", "layout", "covered or cropped"), *rows]


def _format_print_size(size: Size) -> str:
    """Return the bleed and the trimmed size of a print size in millimetres; "" for a screen."""
    if not size.dpi:
        return ""
    width, height, bleed = (v / size.dpi * MM_PER_INCH for v in (size.trim.width, size.trim.height, size.bleed))
    return f"bleed {bleed:.1f} mm, cut to {width:.0f} × {height:.0f} mm"


def _format_covered(size: Size) -> str:
    edges = {"top": size.safe.top, "bottom": size.safe.bottom, "start": size.safe.start, "end": size.safe.end}
    return ", ".join(f"{name} {pixels:g}" for name, pixels in edges.items() if pixels) or "nothing"


def _themes() -> list[Row]:
    return [("theme", "for"), *((name, THEME_PURPOSES[name]) for name in list_theme_names())]


def _fonts() -> list[Row]:
    rows: list[Row] = []
    fonts = open_assets(()).fonts
    for family, entries in fonts.families():
        weights = sorted({str(entry.weight) for entry in entries})
        scripts = sorted({script for entry in entries for script in entry.scripts})
        rows.append((family, " ".join(weights), " ".join(scripts), entries[0].package))
    away = (
        (name, "-", " ".join(f.scripts), f"{f.package}, not installed") for name, f in sorted(fonts.uninstalled.items())
    )
    return [("family", "weights", "scripts", "package"), *rows, *away]


def _languages() -> list[Row]:
    rows = (
        (e.tag, e.name, e.own_name, e.script, e.direction, e.font or "none", "yes" if e.covered else "no")
        for e in list_languages(open_assets(()).fonts)
    )
    return [("tag", "language", "own name", "script", "direction", "font", "covered"), *rows]


_TABLES: dict[str, Callable[[], list[Row]]] = {
    "sizes": _sizes, "themes": _themes, "fonts": _fonts, "languages": _languages,
}  # fmt: skip


def format_table(name: str) -> str:
    """Return the table of that name: a head and one line for each entry."""
    return format_rows(_TABLES[name]())


def list_entries(name: str) -> list[Entry]:
    """Return the list of that name for `--json`."""
    return _ENTRIES[name]()


def _size_entries() -> list[Entry]:
    return [{name: getattr(size, name) for name in _SIZE_FIELDS} | {"safe": asdict(size.safe)} for size in SIZES]


def _theme_entries() -> list[Entry]:
    return [
        {"name": n, "for": THEME_PURPOSES[n], "layouts": [aspect for aspect, _ in read_theme(n).layouts]}
        for n in list_theme_names()
    ]


def _font_entries() -> list[Entry]:
    fonts = open_assets(()).fonts
    found: list[Entry] = []
    for family, entries in fonts.families():
        weights = sorted({entry.weight for entry in entries})
        scripts = sorted({script for entry in entries for script in entry.scripts})
        found.append({"family": family, "weights": weights, "scripts": scripts, "package": entries[0].package,
                      "installed": True})  # fmt: skip
    for name, f in sorted(fonts.uninstalled.items()):
        found.append({"family": name, "weights": [], "scripts": list(f.scripts), "package": f.package,
                      "installed": False})  # fmt: skip
    return found


def _language_entries() -> list[Entry]:
    return [asdict(entry) for entry in list_languages(open_assets(()).fonts)]


_ENTRIES: dict[str, Callable[[], list[Entry]]] = {
    "sizes": _size_entries, "themes": _theme_entries, "fonts": _font_entries, "languages": _language_entries,
}  # fmt: skip


def format_rows(rows: Sequence[Row]) -> str:
    """Format rows, of which the first is the head, as lines with two spaces between columns."""
    rows = [[to_printable(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell + " " * (w - display_width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
