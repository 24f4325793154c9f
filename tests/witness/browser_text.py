"""Where a browser draws the words of SVGs with live text: headless Chromium, started once for all files."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_SCRIPT = """
document.fonts.ready.then(async () => {
  await Promise.all([...document.fonts].map(font => font.load()));
  const found = [...document.querySelectorAll("svg")].map(svg => [...svg.querySelectorAll("tspan")].map(run => {
    const words = run.textContent.replace(/ +$/, "");
    let left = Infinity, right = -Infinity;
    for (let i = 0; i < words.length; i++) {
      const box = run.getExtentOfChar(i);
      left = Math.min(left, box.x);
      right = Math.max(right, box.x + box.width);
    }
    return [words, left, right, run.getAttribute("x").includes(" ") || run.hasAttribute("textLength")];
  }));
  document.getElementById("found").textContent = JSON.stringify(found);
});
"""


class DrawnRun(NamedTuple):
    """The words of a run and the left and right ends of its characters, in pixels of the card.

    `ends_freely` is whether its end may be elsewhere: where each letter has a place, none has spacing after the last,
    and where the words are unseen over outlines, their last space is stretched with them.
    """

    words: str
    left: float
    right: float
    ends_freely: bool


def measure_runs_in_chromium(svgs: Sequence[bytes]) -> list[list[DrawnRun]]:
    """Return the runs of each SVG. Fonts have their own names for each file, as on a page of their own."""
    program = shutil.which("chromium")
    assert program, "chromium is not installed"
    files = [re.sub(r"\bcard-(\d+)", rf"file-{at}-\1", svg.decode()) for at, svg in enumerate(svgs)]
    page = f'<!doctype html><meta charset=utf-8>{"".join(files)}<pre id="found"></pre><script>{_SCRIPT}</script>'
    with TemporaryDirectory(prefix="factcards-chromium-") as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
            f"--user-data-dir={folder}/profile", "--dump-dom", path.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    found = re.search(r'<pre id="found">(.+?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    assert found, "the browser has not measured anything"
    return [[DrawnRun(*run) for run in runs] for runs in json.loads(html.unescape(found[1]))]
