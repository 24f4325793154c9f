"""Run by hand: do our runs equal those of Debian's `hb-shape` for the same font and text? → tests/data/shaping.json.

    PYTHONPATH=.:tests:tests/text/shaping python tests/witness/shaping.py [hb-shape]

Its HarfBuzz is older than that of our wheel, so differences between the two versions show too. They are not errors of
ours where test_witness_shaping.py, which compares with the wheel's HarfBuzz, finds no difference.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import uharfbuzz as hb
from support.shaped_text import write
from test_witness_shaping import WIDTH, font_path, ours, samples

from factcards.text import GlyphRun, break_lines
from factcards.text.shaping.cjk_spacing import find_half_width

DATA = Path(__file__).parent.parent / "data" / "shaping.json"
_GLYPH = re.compile(r"(\d+)=(\d+)(?:@(-?\d+),(-?\d+))?\+(-?\d+)")


def main(command: str = "hb-shape") -> None:
    """Compare every run of every sample, and store the counts and the differences."""
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    runs, languages, differing = 0, set(), []
    for sample in samples():
        paragraph = write(sample.text, sample.tag)
        if paragraph.missing:
            continue
        languages.add(sample.name)
        for line in break_lines(paragraph, WIDTH):
            for run in line.runs:
                runs += 1
                found, wanted = rounded(paragraph.text, run), ask(command, paragraph.text, run)
                if found != wanted:
                    differing.append({"language": sample.name, "font": run.font.file, "text": run.text})
    record = {
        "witness": said,
        "ours": f"HarfBuzz {hb.version_string()}",
        "languages": len(languages),
        "runs": runs,
        "equal": runs - len(differing),
        "differing": differing,
    }
    DATA.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({**record, "differing": len(differing)})


def rounded(text: str, run: GlyphRun) -> list[tuple[int, ...]]:
    return [tuple(map(round, row)) for row in ours(text, run)]


def ask(command: str, text: str, run: GlyphRun) -> list[tuple[int, ...]]:
    """Shape a run with `hb-shape`, with the text around it as context."""
    start, end = run.start, run.start + len(run.text)
    codes = ",".join(f"{ord(c):X}" for c in run.text)
    asked = [
        command,
        f"--font-file={font_path(run.font.file)}",
        f"--unicodes={codes}",
        "--no-glyph-names",
        f"--direction={'rtl' if run.level % 2 else 'ltr'}",
        f"--script={run.script}",
        f"--language={run.language}",
    ]
    asked += [f"--text-before={text[:start]}"] if start else []
    asked += [f"--text-after={text[end:]}"] if end < len(text) else []
    if run.font.axes:
        asked.append("--variations=" + ",".join(f"{tag}={value:g}" for tag, value in run.font.axes))
    if run.language[:2] in ("zh", "ja") and (halves := find_half_width(text, run.language)):
        within = [at - start for at in halves if start <= at < end]
        asked.append("--features=" + ",".join(f"halt[{at}:{at + 1}]" for at in within))
    written = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    rows = [[int(v or 0) for v in m.groups()] for m in _GLYPH.finditer(written)]
    return [(glyph, cluster, advance, dx, dy) for glyph, cluster, dx, dy, advance in rows]


if __name__ == "__main__":
    main(*sys.argv[1:])
