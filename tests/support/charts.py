"""A theme in pure colours around one chart, so that areas can be measured by counting red, green or blue pixels."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from factcards.model.themes import Theme
from factcards.read.themes.theme_reader import read_theme

PILLS = 'chart: {kind: pills, color: red, rest: blue, ratio: 1.3}'
STRIP = 'chart: {kind: strip, color: red}'
LINED = 'chart: {kind: strip, colors: [red]}'
"""A strip that takes its space from the text instead of being behind it."""
WORDED = 'rest: green, ink: white, number: words, numbers: [40, 120], label: words, labels: [24, 36]'
BARS = f'chart: {{kind: bars, colors: [red, blue], {WORDED}}}'
TILES = f'chart: {{kind: tiles, colors: [red, green, blue], {WORDED}}}'
_LAYOUT = """
    {axis}:
      ground: black
      parts:
        {strip}
        - column:
            grow: 1
            pad: [90, 72]
            safe: [top, end, bottom, start]
            gap: 24
            parts:
              {chart}
              - words: {{slot: words, style: words, size: [44, 60], fit: words, color: white, accent: white}}
              - words: {{slot: source, style: words, size: [32, 32], lines: 3, color: white}}
              - code: {{module: 6, ink: black, paper: white, plate: true}}
        {after}
"""


@cache
def chart_theme(part: str) -> Theme:
    """Return the theme with that chart; a strip is behind everything else, any other chart is above the text."""
    none, chart = "- space: {}", f"- {part}"
    under = {"axis": "layers", "strip": none, "chart": chart, "after": none}
    if part == STRIP:
        under |= {"strip": chart, "chart": none}
    if part == LINED:
        under = {"axis": "column", "strip": chart, "chart": none, "after": none}
    wide = {"axis": "row", "strip": none, "chart": none, "after": chart} if part == LINED else under
    layouts = {"portrait": under, "square": under, "tall": under, "landscape": wide}
    text = (
        'name: counted\npalette: {black: "#000000", white: "#FFFFFF", red: "#FF0000", green: "#00FF00",'
        ' blue: "#0000FF"}\nfaces:\n  Latn: {family: Inter}\n  Arab: {family: IBM Plex Sans Arabic}\n'
        "types:\n  words: {weight: 600, leading: 1.2}\nlayouts:\n"
    )
    text += "".join(f"  {shape}:{_LAYOUT.format(**parts)}" for shape, parts in layouts.items())
    with TemporaryDirectory() as folder:
        file = Path(folder) / "counted.yaml"
        file.write_text(text, encoding="utf-8")
        return read_theme(str(file))
