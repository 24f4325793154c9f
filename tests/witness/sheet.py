"""Run by hand: sixty languages set by us and by Chromium, side by side, on sheets of twelve rows for inspection.

    PYTHONPATH=. python tests/witness/sheet.py FOLDER [chromium [TAG …]]

Ours are on the left. Both get the same text, font files, size, width and leading. Chromium gets the CSS that a careful
author would write: the language, the direction, `text-wrap: balance`, each face with its factor as `size-adjust`, Latin
letters from the Latin face. All remaining differences are typesetting; docs/languages.md explains them.
"""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "text" / "shaping"), str(HERE.parent)]

from gflanguages import LoadLanguages  # noqa: E402 - found by the path above
from PIL import Image, ImageDraw  # noqa: E402
from samples import shorten  # noqa: E402
from test_witness_shaping import font_path  # noqa: E402

from factcards.draw.raster import draw_image  # noqa: E402
from factcards.graphics.color import Color  # noqa: E402
from factcards.graphics.geometry import Extent, Point, Rect  # noqa: E402
from factcards.model.assets import Assets  # noqa: E402
from factcards.model.scene import Backdrop, Scene, Text  # noqa: E402
from factcards.photos import PhotoLibrary  # noqa: E402
from factcards.read.themes.theme_reader import read_theme  # noqa: E402
from factcards.text import (  # noqa: E402
    FitOptions,
    FitResult,
    GlyphRun,
    Paragraph,
    Span,
    fit_text,
    font_lookup_keys,
    language_direction,
    language_script,
    shape_paragraph,
    shipped_fonts,
)

SIZE, MEASURE, MARGIN, LABEL, ROWS, LONGEST = 44, 740, 40, 28, 12, 105
MIXED = " (UN, 1948)"
"""Added to text in other scripts, to compare the size of Latin letters and digits with that of the script."""
LATIN = "unicode-range: U+41-5A, U+61-7A, U+C0-24F"
BREAKING = {"ja": "word-break: auto-phrase;", "ko": "word-break: keep-all;"}

LANGUAGES: dict[str, str] = {
    "en": "en_Latn", "fr-CA": "fr_Latn", "de": "de_Latn", "cs": "cs_Latn", "pl": "pl_Latn",
    "lt": "lt_Latn", "ro": "ro_Latn", "tr": "tr_Latn", "mt": "mt_Latn", "vi": "vi_Latn",
    "yo": "yo_Latn", "ha": "ha_Latn", "haw": "haw_Latn", "nv": "nv_Latn", "el": "el_Grek",
    "el-polyton": "", "ru": "ru_Cyrl", "uk": "uk_Cyrl", "sr": "sr_Cyrl", "bg": "bg_Cyrl",
    "mk": "mk_Cyrl", "ba": "ba_Cyrl", "ka": "ka_Geor", "hy": "hy_Armn", "he": "he_Hebr",
    "yi": "yi_Hebr", "ar": "ar_Arab", "fa": "fa_Arab", "ur": "ur_Arab", "ks": "ks_Arab",
    "pa-Arab": "", "ckb": "", "ps": "ps_Arab", "sd": "sd_Arab", "ug": "ug_Arab",
    "dv": "dv_Thaa", "syr": "aii_Syrc", "aii-Syrc": "aii_Syrc", "tru-Syrc": "aii_Syrc", "nqo": "nqo_Nkoo",
    "ff-Adlm": "ff_Adlm", "am": "am_Ethi", "ti": "ti_Ethi", "hi": "hi_Deva", "mr": "mr_Deva",
    "ne": "ne_Deva", "bn": "bn_Beng", "as": "as_Beng", "pa": "pa_Guru", "gu": "gu_Gujr",
    "or": "or_Orya", "ta": "ta_Taml", "te": "te_Telu", "kn": "kn_Knda", "ml": "ml_Mlym",
    "si": "si_Sinh", "th": "th_Thai", "lo": "lo_Laoo", "my": "my_Mymr", "km": "km_Khmr",
    "bo": "bo_Tibt", "dz": "dz_Tibt", "mn-Mong": "mn_Mong", "jv-Java": "jv_Java", "ban-Bali": "ban_Bali",
    "sat": "sat_Olck", "zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "zh-Hant-HK": "zh_Hant", "ja": "ja_Jpan",
    "ko": "ko_Kore", "chr": "chr_Cher", "iu": "iu_Cans", "zgh": "zgh_Tfng", "vai": "vai_Vaii",
    "ii": "ii_Yiii", "mni-Mtei": "mni_Mtei", "lis": "lis_Lisu",
}  # fmt: skip
"""Our tags → gflanguages' names. Texts that it lacks are in `OWN`."""
OWN = {
    "el-polyton": "Ὅλοι οἱ ἄνθρωποι γεννιοῦνται ἐλεύθεροι καὶ ἴσοι στὴν ἀξιοπρέπεια καὶ τὰ δικαιώματα.",
    "pa-Arab": "سارے انسان آزاد تے حقوق تے عزت دے لحاظ نال برابر پیدا ہوندے نیں۔",
    "ckb": "هەموو مرۆڤەکان بە ئازادی و یەکسانی لە کەرامەت و مافدا لەدایک دەبن.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One language as we set it; `wanted` is the leading in ems that was asked for."""

    tag: str
    name: str
    paragraph: Paragraph
    fitted: FitResult
    wanted: float

    @property
    def height(self) -> int:
        """Height in pixels, with the label."""
        lines = len(self.fitted.paragraphs[0])
        return LABEL + 2 * MARGIN + round(max(self.fitted.height, lines * self.fitted.leading * SIZE))


def main(folder: str, chromium: str = "chromium", *tags: str) -> None:
    """Draw the sheets and print the fonts of each language."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    every = list(set_rows(tags or tuple(LANGUAGES)))
    for number, rows in enumerate((every[at : at + ROWS] for at in range(0, len(every), ROWS)), 1):
        sheet = draw_ours(rows)
        with tempfile.TemporaryDirectory() as scratch:
            sheet.paste(draw_theirs(rows, chromium, Path(scratch)), (MEASURE + 2 * MARGIN, 0))
        label(sheet, rows)
        sheet.save(place / f"sheet-{number}.png")
        for row in rows:
            faces = {f"{run.font.file} × {run.scale:g}": None for run in row.paragraph.runs}
            print(f"{number} {row.tag:11} leading {row.fitted.leading:.2f} ({row.wanted:.2f})  {', '.join(faces)}")


def set_rows(tags: Sequence[str]) -> Iterator[Row]:
    """Yield the languages in the built-in theme's style for text alone."""
    style = read_theme("statement").type("alone")
    fonts, google = shipped_fonts(), LoadLanguages()
    for tag in tags:
        text, script = sample(tag), language_script(tag)
        paragraph = shape_paragraph(
            text, [Span(0, len(text), style.text)], tag, language_direction(tag), fonts
        )
        named = dict(style.leading)
        wanted = next((named[key] for key in font_lookup_keys(tag, script) if key in named), None)
        if wanted is None:
            plain = script in ("Latn", "Grek", "Cyrl")
            wanted = named[""] if plain else max(named[""], fonts.default_leading(style.text, script, tag))
        fitted = fit_text([paragraph], Extent(MEASURE, 4000), FitOptions(SIZE, SIZE, wanted))
        assert fitted, tag
        name = google[LANGUAGES[tag]].name if LANGUAGES.get(tag) in google else ""
        yield Row(tag, name, paragraph, fitted, wanted)


def sample(tag: str) -> str:
    """Return the sample text of a language."""
    if tag in OWN:
        text = OWN[tag]
    else:
        found = LoadLanguages()[LANGUAGES[tag]].sample_text
        text = shorten(" ".join((found.specimen_36 or found.tester).split()), LONGEST)
    return text if language_script(tag) == "Latn" else text + MIXED


def draw_ours(rows: Sequence[Row]) -> Image.Image:
    """Draw our half of a sheet on a picture as wide as both halves."""
    ink, accent = Color(0, 0, 0), Color(0, 0, 0)
    nodes, top, width = list[Text](), 0, 2 * (MEASURE + 2 * MARGIN)
    for row in rows:
        rtl = language_direction(row.tag) == "rtl"
        for y, line in row.fitted.baselines():
            hung = row.fitted.hang_at_start(line)
            x = MARGIN + MEASURE - line.right * SIZE + hung if rtl else MARGIN - line.left * SIZE - hung
            at = Point(round(x), round(top + LABEL + MARGIN + y))
            nodes.append(Text(at, line, SIZE, ink, accent, Backdrop(1.0, 1.0)))
        top += row.height
    scene = Scene(width, top, tuple(nodes), "en", "", Rect(0, 0, width, top))
    return draw_image(scene, Assets(shipped_fonts(), PhotoLibrary()))


def draw_theirs(rows: Sequence[Row], chromium: str, scratch: Path) -> Image.Image:
    """Draw Chromium's half of a sheet."""
    rules, blocks = list[str](), list[str]()
    for number, row in enumerate(rows):
        runs = dict.fromkeys((run.font.file, run.scale) for run in sorted(row.paragraph.runs, key=by_face))
        names = []
        for at, (file, scale) in enumerate(runs):
            limits = LATIN if file.startswith("Archivo") and len(runs) > 1 else ""
            source = f"src: url('{font_path(file).as_uri()}'); font-weight: 700; size-adjust: {scale * 100:.2f}%"
            rules.append(f"@font-face {{ font-family: f{number}-{at}; {source}; {limits} }}")
            names.append(f"f{number}-{at}")
        tracking = "letter-spacing: -0.02em;" if language_script(row.tag) in ("Latn", "Grek", "Cyrl") else ""
        style = f"font: 700 {SIZE}px/{row.fitted.leading:.4f} {', '.join(names)}; {tracking}"
        style += BREAKING.get(row.tag, "")
        words = html.escape(row.paragraph.text)
        room = f"height: {row.height - LABEL - 2 * MARGIN}px; padding: {LABEL + MARGIN}px {MARGIN}px {MARGIN}px"
        paragraph = f'lang="{row.tag}" dir="{language_direction(row.tag)}" style="{style}"'
        blocks.append(f'<div style="{room}"><p {paragraph}>{words}</p></div>')
    page, picture = scratch / "page.html", scratch / "page.png"
    page.write_text(
        f"<!doctype html><meta charset=utf-8><style>{chr(10).join(rules)} body {{ margin: 0; background: #fff }}"
        f"p {{ margin: 0; width: {MEASURE}px; text-wrap: balance }}</style>{''.join(blocks)}",
        encoding="utf-8",
    )
    size = f"--window-size={MEASURE + 2 * MARGIN},{sum(row.height for row in rows)}"
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
        "--allow-file-access-from-files", "--virtual-time-budget=20000", f"--user-data-dir={scratch}/profile",
        size, f"--screenshot={picture}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return Image.open(picture).convert("RGB")


def by_face(run: GlyphRun) -> tuple[bool, int]:
    """Return the sort key of a run's face in the style sheet: the Latin face, limited to Latin letters, first."""
    return not run.font.file.startswith("Archivo"), run.start


def label(sheet: Image.Image, rows: Sequence[Row]) -> None:
    """Draw each row's language above it, and a rule between the halves."""
    pen, top = ImageDraw.Draw(sheet), 0
    for row in rows:
        pen.rectangle((0, top, sheet.width, top + LABEL), "#e7e2dc")
        pen.text((8, top + 6), f"{row.tag}   {row.name}", "#333333")
        pen.text((sheet.width // 2 + 8, top + 6), "Chromium", "#333333")
        top += row.height
    pen.line((sheet.width // 2, 0, sheet.width // 2, sheet.height), "#e7e2dc", 2)


if __name__ == "__main__":
    main(*sys.argv[1:])
