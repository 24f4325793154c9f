"""Run by hand: the visual order of the characters of `mixed.py` in headless Chromium → tests/data/order.json.

    PYTHONPATH=tests python tests/witness/order.py [chromium]

The characters of each line from left to right, without marks and format characters. Lines end at each `|` in the text:
the page is one pixel wide, the text of a line is not breakable, and there is an opportunity to break between lines.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from witness.mixed import MIXED

DATA = Path(__file__).parent.parent / "data" / "order.json"
PAGE = """<!doctype html><meta charset="utf-8">
<style>p { width: 1px; font: 40px sans-serif; margin: 0 } span { white-space: pre }</style>
%s
<script>
const found = []
for (const p of document.querySelectorAll("p")) {
  const places = []
  let before = 0
  for (const span of p.querySelectorAll("span")) {
    const node = span.firstChild
    let at = before
    for (let i = 0; i < node.length; at++) {
      const size = node.data.codePointAt(i) > 0xffff ? 2 : 1
      const range = new Range()
      range.setStart(node, i)
      range.setEnd(node, i + size)
      const box = range.getBoundingClientRect()
      places.push([at, box.left + box.width / 2, box.top, box.width])
      i += size
    }
    before = at
  }
  found.push(places)
}
document.body.textContent = JSON.stringify(found)
</script>"""


def main(chromium: str = "chromium") -> None:
    """Run Chromium and store its orders."""
    paragraphs = []
    for language, text in MIXED:
        direction = "rtl" if language in ("ar", "he", "fa", "ur") else "ltr"
        parts = "<wbr>".join(f"<span>{html.escape(part)}</span>" for part in split_lines(text))
        paragraphs.append(f'<p lang="{language}" dir="{direction}">{parts}</p>')
    version = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE % "\n".join(paragraphs), encoding="utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
        dumped = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    body = html.unescape(dumped[dumped.index("<body>") + 6 : dumped.index("</body>")])
    orders = [order_of(places) for places in json.loads(body)]
    records = [
        {"language": language, "lines": split_lines(text), "order": order}
        for (language, text), order in zip(MIXED, orders, strict=True)
    ]
    rows = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    DATA.write_text(f'{{"witness": {json.dumps(version)}, "texts": [\n{rows}\n]}}\n', encoding="utf-8")
    print(len(records), "texts by", version)


def split_lines(text: str) -> list[str]:
    """Split a text into lines, with blanks at their ends."""
    parts = text.split("|")
    return [f"{part} " for part in parts[:-1]] + parts[-1:]


def order_of(places: list[tuple[int, float, float, float]]) -> list[list[int]]:
    """Return the indices of each line's characters from left to right, without those of zero width."""
    lines: dict[int, list[tuple[float, int]]] = {}
    for at, x, top, width in places:
        if width:
            lines.setdefault(round(top / 10), []).append((x, at))
    return [[at for _, at in sorted(line)] for _, line in sorted(lines.items())]


if __name__ == "__main__":
    main(*sys.argv[1:])
