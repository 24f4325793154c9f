"""Chromium's `text-wrap: balance` on the sentences of `line_ends.txt`: its line ends, stored for the tests.

    python tests/witness/balance.py chromium        # runs Chromium and writes tests/data/balance.json
    python tests/witness/balance.py                 # prints a table of both, by language, from the stored data

Chromium gets our font files, run by run, the same size and width, and the language; for Japanese and Korean also our
rules (`word-break: auto-phrase`, `keep-all`). The stored data are the indices at which lines end. Evenness is measured
with our advances for both, so that only the choice of line ends differs.
"""

from __future__ import annotations

import base64
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from support.line_balance import STORED, WIDTHS, Pair, compare, paragraphs  # noqa: E402 - found by the path above

from factcards.text import language_direction  # noqa: E402 - as above

PIXELS, LEADING = 40, 120
FONTS = Path(__file__).parents[2] / "fonts"
BREAKING = {"ja": "word-break: auto-phrase;", "ko": "word-break: keep-all;"}
MEASURE = """
const found = [];
for (const block of document.querySelectorAll('p')) {
  const ends = []; let line = null, at = 0;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    let unit = 0;
    for (const sign of node.data) {
      const range = document.createRange();
      range.setStart(node, unit); range.setEnd(node, unit + sign.length);
      const rect = range.getClientRects()[0];
      if (rect && rect.width > 0) {
        const middle = (rect.top + rect.bottom) / 2;
        if (line !== null && middle > line + LEADING / 2) ends.push(at);
        line = middle;
      }
      unit += sign.length; at += 1;
    }
  }
  found.push(ends);
}
document.body.innerHTML = '<pre>' + JSON.stringify(found) + '</pre>';
"""


def write_page(folder: Path) -> Path:
    """Write a page with every sentence at every width."""
    faces: dict[str, str] = {}
    blocks = []
    for language, paragraph in paragraphs():
        spans = []
        for run in sorted(paragraph.runs, key=lambda r: r.start):
            name = faces.setdefault(run.font.file, f"F{len(faces)}")
            style = f"font-family: {name}; font-size: {run.scale}em"
            spans.append(f'<span style="{style}">{html.escape(run.text)}</span>')
        for width in WIDTHS:
            style = f"width: {width * PIXELS}px; {BREAKING.get(language.split('-')[0], '')}"
            direction = language_direction(language)
            blocks.append(f'<p lang="{language}" dir="{direction}" style="{style}">{"".join(spans)}</p>')
    rules = []
    for file, name in faces.items():
        data = base64.b64encode((FONTS / file).read_bytes()).decode()
        rules.append(f"@font-face {{ font-family: {name}; src: url(data:font/ttf;base64,{data}) }}")
    page = folder / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8><style>"
        + "\n".join(rules)
        + f"p {{ font: {PIXELS}px/{LEADING}px F0; text-wrap: balance; margin: 0 0 200px }}</style><body>"
        + "\n".join(blocks)
        + f"<script>const LEADING = {LEADING}; document.fonts.ready.then(() => {{ {MEASURE} }});</script>",
        encoding="utf-8",
    )
    return page


def ask_chromium() -> None:
    """Store Chromium's line ends for every sentence and width, with its version."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        page = write_page(Path(folder))
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
        command = [program, *options, f"--user-data-dir={folder}/profile", page.as_uri()]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"<pre>(.*)</pre>", shown, re.DOTALL)
    assert found, "Chromium gave no answer"
    every = json.loads(found[1])
    rows = [every[at : at + len(WIDTHS)] for at in range(0, len(every), len(WIDTHS))]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    name = json.dumps(" ".join(version.split()[:2]))
    STORED.write_text(f'{{"chromium": {name}, "widths": {list(WIDTHS)}, "ends": [\n{lines}\n]}}\n', encoding="utf-8")


def show(pairs: list[Pair]) -> None:
    """Print a table by language, and each sentence for which Chromium's lines are more even."""
    print("language  pairs  ours  theirs  even  |  lawful  ours  theirs  even  |  more lines")
    for language in (*dict.fromkeys(p.language for p in pairs), ""):
        mine = [p for p in pairs if p.language == language or not language]
        same = [p for p in mine if len(p.ours) == len(p.theirs) > 0]
        more = sum(len(p.ours) > len(p.theirs) for p in mine)
        if same:
            lawful = [p for p in same if p.lawful]
            print(f"{language or 'all':8}  {_row(same)}  |  {_row(lawful)}  |  {more}")
    for p in pairs:
        if len(p.ours) == len(p.theirs) and not p.at_least_as_even:
            why = "for the sense" if p.lawful else "Chromium breaks a rule"
            print(f"\n{p.language} at {p.width:g} em: {p.spread:.3f}, Chromium {p.their_spread:.3f}: {why}")
            for ends in (p.ours, p.theirs):
                print("   " + " | ".join(p.text[a:b] for a, b in zip((0, *ends), (*ends, len(p.text)), strict=True)))


def _row(pairs: list[Pair]) -> str:
    if not pairs:
        return "    0"
    ours, theirs = mean(p.spread for p in pairs), mean(p.their_spread for p in pairs)
    return f"{len(pairs):5}  {ours:.3f}  {theirs:.3f}  {mean(p.at_least_as_even for p in pairs):.0%}"


if __name__ == "__main__":
    if "chromium" in sys.argv[1:]:
        ask_chromium()
    show(compare())
