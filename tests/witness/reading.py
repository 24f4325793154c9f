"""Run by hand: does tesseract read our lines as well as Chromium's of the same text? → tests/data/reading.json.

    PYTHONPATH=.:tests:tests/text/shaping python tests/witness/reading.py [chromium [tesseract]]

Body text at two sizes used on cards, black on white. The error is the Levenshtein distance between the text that is
read and the original, without blanks, divided by the length of the original. Chromium gets our line ends, because these
affect how tesseract reads the marks between lines more than any difference in drawing.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from test_witness_shaping import font_path
from witness.samples import Sample, load_samples

from factcards.draw import draw_scene
from factcards.graphics.color import Color
from factcards.graphics.geometry import Point, Rect
from factcards.model.assets import Assets
from factcards.model.scene import Backdrop, Scene, Text
from factcards.photos import PhotoLibrary
from factcards.read.themes.theme_reader import read_theme
from factcards.text import Line, Paragraph, Span, break_lines, language_direction, shape_paragraph, shipped_fonts

DATA = Path(__file__).parent.parent / "data" / "reading.json"
SIZES, MEASURE, MARGIN, LONGEST = (44, 56), 936, 72, 420
_LEADING = 1.6
"""In ems. With a smaller leading, tesseract misses whole lines of either picture."""
MOST_WORSE = 2.0
"""Maximum difference of our error from Chromium's, in percentage points."""
LANGUAGES = {
    "amh": "am_Ethi",
    "ara": "ar_Arab",
    "ben": "bn_Beng",
    "bul": "bg_Cyrl",
    "ces": "cs_Latn",
    "chi_sim": "zh_Hans",
    "chi_tra": "zh_Hant",
    "deu": "de_Latn",
    "div": "dv_Thaa",
    "ell": "el_Grek",
    "eng": "en_Latn",
    "fas": "fa_Arab",
    "fra": "fr_Latn",
    "guj": "gu_Gujr",
    "heb": "he_Hebr",
    "hin": "hi_Deva",
    "hye": "hy_Armn",
    "isl": "is_Latn",
    "jpn": "ja_Jpan",
    "kan": "kn_Knda",
    "kat": "ka_Geor",
    "khm": "km_Khmr",
    "kor": "ko_Kore",
    "lao": "lo_Laoo",
    "mal": "ml_Mlym",
    "mar": "mr_Deva",
    "mya": "my_Mymr",
    "nep": "ne_Deva",
    "pan": "pa_Guru",
    "pol": "pl_Latn",
    "pus": "ps_Arab",
    "ron": "ro_Latn",
    "rus": "ru_Cyrl",
    "san": "sa_Deva",
    "sin": "si_Sinh",
    "snd": "sd_Arab",
    "spa": "es_Latn",
    "srp": "sr_Cyrl",
    "swa": "sw_Latn",
    "tam": "ta_Taml",
    "tel": "te_Telu",
    "tha": "th_Thai",
    "tir": "ti_Ethi",
    "tur": "tr_Latn",
    "uig": "ug_Arab",
    "ukr": "uk_Cyrl",
    "urd": "ur_Arab",
    "vie": "vi_Latn",
    "yid": "yi_Hebr",
    "yor": "yo_Latn",
    "bod": "bo_Tibt",
}
"""Tesseract's names of languages → those of gflanguages."""


def main(chromium: str = "chromium", tesseract: str = "tesseract") -> None:
    """Draw, read and store the table."""
    samples = {sample.name: sample for sample in load_samples(("specimen_21",), LONGEST)}
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, of_google in LANGUAGES.items():
            sample = samples.get(of_google)
            paragraph = set_words(sample) if sample else None
            if not paragraph or not sample or paragraph.missing:
                print(name, "left out: no text, or no font")
                continue
            found = [compare(sample, paragraph, size, Path(folder), chromium, tesseract, name) for size in SIZES]
            length = len(SIZES) * len(bare(sample.text))
            ours, theirs = (round(100 * sum(column) / length, 2) for column in zip(*found, strict=True))
            rows.append({"language": name, "characters": length, "ours": ours, "chromium": theirs})
            print(rows[-1], flush=True)
    say = partial(subprocess.run, capture_output=True, text=True, check=True)
    versions = [say([chromium, "--version"]).stdout.strip(), say([tesseract, "--version"]).stdout.split("\n")[0]]
    body = ",\n".join(json.dumps(row) for row in rows)
    DATA.write_text(f'{{"witnesses": {json.dumps(versions)}, "rows": [\n{body}\n]}}\n', encoding="utf-8")
    print("worse:", [r["language"] for r in rows if r["ours"] > r["chromium"] + MOST_WORSE])


def set_words(sample: Sample) -> Paragraph:
    """Return the sample in the built-in theme's style for a fact, without tracking."""
    style = replace(read_theme("statement").type("words").text, tracking=0.0)
    spans = [Span(0, len(sample.text), style)]
    return shape_paragraph(sample.text, spans, sample.tag, language_direction(sample.tag), shipped_fonts())


def compare(
    sample: Sample, paragraph: Paragraph, size: int, folder: Path, chromium: str, tesseract: str, name: str
) -> tuple[int, int]:
    """Return the number of errors in reading our picture of the sample, and Chromium's."""
    ours, theirs, page = (folder / f"{name}.{size}.{part}" for part in ("ours.png", "theirs.png", "html"))
    lines = break_lines(paragraph, MEASURE / size)
    leading = max(_LEADING, *(a.descent + b.ascent + 0.3 for a, b in pairwise(lines)))
    height = round((len(lines) + 2) * leading * size + 2 * MARGIN)
    ours.write_bytes(draw(lines, sample.tag, size, leading, height))
    page.write_text(write_page(paragraph, lines, sample.tag, size, leading), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]
    command = [chromium, *flags, f"--window-size=1080,{height}", f"--screenshot={theirs}", page.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    one, other = (errors_in(read(tesseract, picture, name), sample.text) for picture in (ours, theirs))
    return one, other


def draw(lines: tuple[Line, ...], tag: str, size: int, leading: float, height: int) -> bytes:
    """Draw our picture of the lines."""
    black = Color(0, 0, 0)
    nodes, y = [], MARGIN + leading * size
    for line in lines:
        rtl = language_direction(tag) == "rtl"
        x = 1080 - MARGIN - line.right * size if rtl else MARGIN - line.left * size
        nodes.append(Text(Point(round(x), round(y)), line, size, black, black, Backdrop(1.0, 1.0)))
        y += leading * size
    scene = Scene(1080, height, tuple(nodes), tag, "", Rect(0, 0, 1080, height))
    return draw_scene(scene, "png", Assets(shipped_fonts(), PhotoLibrary()))


def write_page(paragraph: Paragraph, lines: tuple[Line, ...], tag: str, size: int, leading: float) -> str:
    """Return Chromium's page of the same text in the same fonts."""
    keys = list(dict.fromkeys((run.font, run.scale) for run in paragraph.runs))
    faces = "".join(
        f"@font-face {{ font-family: f{i}; size-adjust: {scale:.2%}; src: url('{font_path(key.file).as_uri()}') }}\n"
        for i, (key, scale) in enumerate(keys)
    )
    words = "<br>".join(html.escape(line.text.strip(" ")) for line in lines)
    families = ", ".join(f"f{i}" for i in range(len(keys)))
    return f"""<!doctype html><html lang="{tag}" dir="{language_direction(tag)}"><meta charset="utf-8"><style>{faces}
body {{ margin: 0; padding: {MARGIN}px; background: #fff; color: #000 }}
p {{ margin: 0; width: {MEASURE}px; font: {size}px/{leading:.3f} {families}; white-space: pre }}
</style><p>{words}</p></html>"""


def read(tesseract: str, picture: Path, language: str) -> str:
    """Return the text that tesseract reads, as one block."""
    command = [tesseract, str(picture), "-", "-l", language, "--psm", "6", "--dpi", "150"]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def errors_in(found: str, wanted: str) -> int:
    """Return the Levenshtein distance: the number of characters to insert, delete or replace."""
    one, other = (bare(text) for text in (found, wanted))
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def bare(text: str) -> str:
    """Return the composed text without blanks and format characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not c.isspace() and unicodedata.category(c) != "Cf")


if __name__ == "__main__":
    main(*sys.argv[1:])
