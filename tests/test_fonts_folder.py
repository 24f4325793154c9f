"""The shipped fonts: all files exist, none is altered against its licence, and each region has its glyph forms."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools import unicodedata
from fontTools.ttLib import TTFont
from gflanguages import LoadLanguages

from factcards.text.fonts.false_signs import find_false_signs

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "fonts"
INDEX = json.loads((FONTS / "index.json").read_text(encoding="utf-8"))
FAMILIES = INDEX["families"]
ENTRIES = {entry["file"]: entry for entry in INDEX["files"]}
SECOND = "factcards-more-fonts"
DEBIAN = Path("/usr/share/fonts/opentype/noto")

# The scripts that the first release promises, each with words that need its less common letters.
WORDS = {
    "Latn": "Âge ß žluťoučký Tiếng Việt ğışİ łódź ñ¿¡ œuvre “12 %” – €",
    "Cyrl": "Съешь ещё їжак ґанок ўсё љубав ќе қазақ өмір тоҷикӣ",
    "Grek": "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία, ΐ ΰ;",
    "Arab": "الاتّجار بالبشر ٥٠٪ ؟ گچپژ ٹڈڑںھہےۓ۔ ۱۲۳ ټځښۍ ٻڀٿڄ ڕێۆڵ ئۇيغۇر",
    "Hebr": "סחר בבני אדם ץףךםן שָׁלוֹם",
    "Deva": "मानव तस्करी क्षत्रज्ञ श्री ळऱ्हा १२३ ।",
    "Beng": "মানব পাচার ক্ষ জ্ঞ ৰৱ ১২৩ ঁ ং ঃ ৎ",
    "Thai": "การค้ามนุษย์ ฯ ๆ ๑๒๓ น้ำ",
    "Ethi": "የሰው ልጅ ዝውውር፤ ትግርኛ ቐ ፳፫",
    "Hani": "人口贩运人口販運，。「」《》龘𠮷",
    "Hira": "ひらがなゔゞー",
    "Kana": "カタカナヴヽー",
    "Hang": "인신매매 쀍",
    "Bopo": "ㄅㄆㄇㄉˊˇˋ˙",
}


def path_of(file: str) -> Path:
    """Return the path of a font; fonts of the second package are in `more`."""
    return FONTS / ("more" if FAMILIES[ENTRIES[file]["family"]]["package"] == SECOND else "") / file


def read_recipe() -> list[object]:
    """Read fonts.toml as make_fonts.py does."""
    spec = importlib.util.spec_from_file_location("recipe", FONTS / "recipe.py")
    assert spec
    assert spec.loader
    module = sys.modules["recipe"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.read_families(tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))))


@cache
def covered(file: str) -> set[int]:
    """Return the code points of a font, from the index."""
    entry = ENTRIES[file]
    bounds = (part.partition("-") for part in entry.get("coverage", FAMILIES[entry["family"]]["coverage"]).split(","))
    return {point for first, _, last in bounds for point in range(int(first, 16), int(last or first, 16) + 1)}


@cache
def font(file: str) -> hb.Font:
    """Open a font file."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path_of(file)))))


def shaped(face: hb.Font, text: str, language: str, script: str = "Hani") -> tuple[tuple[int, int], ...]:
    """Return the glyphs of a text with their advances, shaped as the text engine does."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script, language
    hb.shape(face, buffer)
    return tuple((i.codepoint, p.x_advance) for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))


# -- the folder ----------------------------------------------------------------------------------------------------


def test_every_font_file_has_the_digest_in_the_index():
    for file, entry in ENTRIES.items():
        assert hashlib.sha256(path_of(file).read_bytes()).hexdigest() == entry["sha256"], file


def test_the_folder_has_no_other_files():
    fonts = {path_of(file).relative_to(FONTS).as_posix() for file in ENTRIES}
    licences = {family["licence"] for family in FAMILIES.values()}
    handwritten = {"README.md", "fonts.toml", "index.json", "make_fonts.py", "measure.py", "recipe.py"}
    paths = (path for path in FONTS.rglob("*") if path.is_file() and "cache" not in path.parent.name)
    assert {path.relative_to(FONTS).as_posix() for path in paths} == {*fonts, *licences, *handwritten}


def test_the_index_has_the_faces_of_fonts_toml():
    requested = {(f.name, weight, italic, f.ships_in) for f in read_recipe() for weight, italic, _ in f.faces}
    indexed = {
        (e["family"], e["weight"], e.get("italic", False), FAMILIES[e["family"]]["package"]) for e in ENTRIES.values()
    }
    assert indexed == requested
    assert list(ENTRIES) == [entry["file"] for entry in INDEX["files"]], "a file is listed twice"


def test_the_index_marks_the_fonts_with_an_italic_flag():
    italic = set()
    for file in ENTRIES:
        with TTFont(path_of(file), lazy=True) as opened:
            italic |= {file} if opened["OS/2"].fsSelection & 1 else set()
    assert {file for file, entry in ENTRIES.items() if entry.get("italic")} == italic == {"Newsreader-400-italic.ttf"}


def test_the_digest_covers_all_fonts():
    lines = sorted(f"{entry['file']} {entry['sha256']}\n" for entry in ENTRIES.values())
    assert INDEX["digest"] == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_the_readme_has_the_right_counts():
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    for package in ("factcards", SECOND):
        families = {name for name, family in FAMILIES.items() if family["package"] == package}
        count = sum(entry["family"] in families for entry in ENTRIES.values())
        assert f"{count} fonts of {len(families)} families" in readme


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_has_a_licence_and_a_copyright_line(name):
    family = FAMILIES[name]
    text = (FONTS / family["licence"]).read_text(encoding="utf-8")
    if "Upstream-Name" in text:   # in Debian one text covers a package, with a line for each family
        (own,) = re.findall(rf"(?m)^{re.escape(name)}: (.*)$", text)
        assert re.search(r"Copyright|©", own)
        assert re.search(r"License: (OFL|SIL)-1\.1", text)
    else:
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert re.search(r"Copyright|©", text.split("SIL OPEN FONT LICENSE")[0]), "no copyright line above the licence"
    file = next(file for file, entry in ENTRIES.items() if entry["family"] == name)
    own = font(file).face.get_name(0)   # only the font of Source Serif reserves its name
    reserved = re.findall(r"with Reserved Font Names? [\"“'‘]([^\"”'’]+)", f"{text}\n{own}")
    assert set(reserved) == ({family["reserved"]} if family["reserved"] else set())


def test_only_noto_families_without_a_reserved_name_are_altered():
    altered = {name for name, family in FAMILIES.items() if family["altered"]}
    assert altered
    assert all(name.startswith("Noto ") for name in altered)
    assert not any(family["altered"] for family in FAMILIES.values() if family["reserved"])


@pytest.mark.parametrize(
    "file", sorted(f for f, e in ENTRIES.items() if FAMILIES[e["family"]]["altered"] == "drop-hints")
)
def test_fonts_without_hints_have_no_hinting_programs(file):
    assert not {"fpgm", "prep", "cvt "} & set(font(file).face.table_tags)


def test_no_file_names_an_address_or_a_folder_of_a_machine():
    for file in ("fonts.toml", "make_fonts.py", "measure.py", "recipe.py", "README.md", "index.json"):
        text = (FONTS / file).read_text(encoding="utf-8")
        assert not re.search(r"registry\.|https?://|(?<![\w.])/(home|work|root|tmp|usr)/", text), file


def test_the_fonts_fit_into_a_wheel():
    ours = [path_of(file) for file, entry in ENTRIES.items() if FAMILIES[entry["family"]]["package"] != SECOND]
    packed = sum(len(zlib.compress(path.read_bytes(), 6)) for path in [*ours, FONTS / "index.json"])
    assert packed < 57e6, f"found {packed / 1e6:.1f} MB of fonts, expected under 57: a wheel has under 60 MB"


@pytest.mark.sweep
def test_each_font_is_in_exactly_one_of_the_two_wheels(tmp_path):
    for project in (ROOT, ROOT / "packages" / "more-fonts"):
        build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", project]
        subprocess.run(build, check=True, cwd=tmp_path)
    main, more = (set(zipfile.ZipFile(path).namelist()) for path in sorted(tmp_path.glob("*.whl")))
    ours = {f for f, e in ENTRIES.items() if FAMILIES[e["family"]]["package"] != SECOND}
    assert {name.rsplit("/")[-1] for name in main if name.endswith(("tf", ".ttc"))} == ours
    assert {name.rsplit("/")[-1] for name in more if name.endswith(("tf", ".ttc"))} == set(ENTRIES) - ours
    assert {f"factcards/fonts/{f['licence']}" for f in FAMILIES.values() if f["package"] != SECOND} <= main
    assert all(path.stat().st_size < 60e6 for path in tmp_path.glob("*.whl"))


# -- coverage of the fonts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", WORDS)
def test_every_promised_script_has_two_weights_and_all_letters(script):
    files = [file for file, entry in ENTRIES.items() if script in FAMILIES[entry["family"]]["scripts"]]
    files = [file for file in files if FAMILIES[ENTRIES[file]["family"]]["package"] != SECOND]
    assert len({ENTRIES[file]["weight"] for file in files}) >= 2
    wanted = {ord(character) for character in WORDS[script] if not character.isspace()}
    family_files = [file for file in files if ENTRIES[file]["family"] in INDEX["preference"][script]]
    for weight in {ENTRIES[file]["weight"] for file in family_files}:
        alike = [covered(file) for file in family_files if ENTRIES[file]["weight"] == weight]
        marks = {point for point in wanted if not any(point in points for points in alike)}
        assert not marks - covered("NotoSans-400.ttf"), (weight, "".join(map(chr, sorted(marks))))


def test_every_preferred_family_exists():
    families = {entry["family"] for entry in ENTRIES.values()}
    assert {name for names in INDEX["preference"].values() for name in names} <= families


# Scripts with texts in gflanguages for which neither Debian's Noto of 2020 nor npm has a font.
NO_FONT = {
    *("Berf", "Chrs", "Diak", "Kawi", "Krai", "Maka", "Nagm", "Nand", "Ougr", "Sunu", "Tnsa", "Todr", "Toto", "Vith")
}
PARTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang", "Geok": "Geor"}


def test_every_script_with_sample_texts_has_a_family():
    texts = {language.script for language in LoadLanguages().values() if language.HasField("sample_text")}
    assert len(texts) > 150
    have = {script for family in FAMILIES.values() for script in family["scripts"]}
    assert {script for script in texts if PARTS.get(script, script) not in have} == NO_FONT


@pytest.mark.parametrize("name", sorted(n for n, f in FAMILIES.items() if f["scripts"][0] not in ("Zyyy", "Zsye")))
def test_a_family_has_letters_of_its_main_script(name):
    script = {"Aran": "Arab", "Syrn": "Syrc"}.get(FAMILIES[name]["scripts"][0], FAMILIES[name]["scripts"][0])
    file = next(file for file, entry in ENTRIES.items() if entry["family"] == name)
    assert sum(unicodedata.script(chr(point)) == script for point in covered(file)) >= 18


@pytest.mark.parametrize("file", sorted(ENTRIES))
def test_the_index_lists_the_code_points_of_the_file(file):
    assert covered(file) == set(font(file).face.unicodes) - find_false_signs(font(file))


@pytest.mark.parametrize("name", sorted(n for n, f in FAMILIES.items() if not f["color"]))
def test_vertical_metrics_are_plausible(name):
    entries = [entry for entry in ENTRIES.values() if entry["family"] == name]
    assert entries
    for entry in entries:
        above, below = entry["reach"]
        assert 0.5 < above < 1.8
        assert 0 <= below < 2.3
        assert entry["body"] == 0 or 0.3 < entry["body"] < above + 0.1
        assert entry["body"] or FAMILIES[name]["scripts"][0] in ("Zyyy", "Sgnw")


# Code points that not all weights have: Amiri's bold has no Arabic letters of mathematics, nor all raised digits.
ONE_WEIGHT = {"Amiri": {*range(0x1EE00, 0x1EF00), *map(ord, "˙˝⁰⁵⁶⁷⁸⁹"), 0x323, 0x325}}


@pytest.mark.parametrize("name", sorted({entry["family"] for entry in ENTRIES.values()}))
def test_all_weights_of_a_family_have_the_same_coverage(name):
    first, *others = (covered(file) for file, entry in ENTRIES.items() if entry["family"] == name)
    assert all(not (other ^ first) - ONE_WEIGHT.get(name, set()) for other in others)


@pytest.mark.parametrize(
    "file", sorted(f for f, e in ENTRIES.items() if {"Arab", "Aran"} & {*FAMILIES[e["family"]]["scripts"]})
)
def test_arabic_fonts_join_letters(file):
    assert FAMILIES[ENTRIES[file]["family"]]["joins"]
    buffer = hb.Buffer()
    buffer.add_str("ہہہ ٹھ" if ord("ہ") in covered(file) else "ههه بت")   # Readex Pro covers only the letters of Arabic
    buffer.guess_segment_properties()
    hb.shape(font(file), buffer)
    first = [info.codepoint for info in buffer.glyph_infos if info.cluster < 3]
    assert len(set(first)) >= 3, "initial, medial and final heh have the same glyph"


# -- one code point, five regional forms ---------------------------------------------------------------------------

# In the order of LANGUAGES, equal digits mean equal outlines. From the outlines of each region's font, not from ours.
LANGUAGES = {"zh-Hans": 2, "zh-Hant": 3, "zh-Hant-HK": 4, "ja": 0, "ko": 1}  # and the region's face in Debian's .ttc
FORMS = """
    骨12333 直11233 令12233 次12134 海11123 関11122 刃12231 述12234 画12233 角12222 平11112 与11233
    写11122 化12334 具11121 免11121 即11122 及12134 器12231 天11122 底12233 敢12222 既12233 曜12234
    真11233 草12211 葛12344 茶12344 誤12234 諸11123 負11112 返12345 遠12234 青12111 門11111
"""
REGIONS = {form[0]: form[1:] for form in FORMS.split()}
# Unified ideographs whose regional form has no `locl` in Noto Sans CJK, found by a sweep over 44,810 characters.
NOT_REGIONAL = {
    "zh-Hans": "戸朌朐朓郎𣟱𨓜",
    "zh-Hant": "㬵岃戸朌朐朓郎𣟱𨓜",
    "zh-Hant-HK": "㫚㬵戸朌朐朓歺郎𣟱𨓜",
    "ja": "",
    "ko": "戸𨓜",
}
CJK = sorted(file for file, entry in ENTRIES.items() if entry["family"] == "Noto Sans CJK")


def same_as_first(drawings: list[tuple[tuple[int, int], ...]]) -> str:
    """Assign numbers to glyph sequences in the order of their first appearance, as in "12233"."""
    distinct = list(dict.fromkeys(drawings))
    return "".join(str(distinct.index(drawing) + 1) for drawing in drawings)


@pytest.mark.parametrize("file", CJK)
def test_han_has_the_form_of_its_region(file):
    ours = {c: same_as_first([shaped(font(file), c, language) for language in LANGUAGES]) for c in REGIONS}
    assert ours == REGIONS


@pytest.mark.parametrize(
    ("tag", "alike"),
    [("zh", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant-HK"), ("zh-MO", "zh-Hant-HK"), ("yue", "zh-Hant-HK")],
)
def test_other_tags_of_chinese_select_a_region(tag, alike):
    assert shaped(font(CJK[0]), "".join(REGIONS), tag) == shaped(font(CJK[0]), "".join(REGIONS), alike)


def test_chinese_commas_are_centred_in_taiwan_and_hong_kong():
    comma = {language: shaped(font(CJK[0]), "，。", language) for language in LANGUAGES}
    assert comma["zh-Hant"] == comma["zh-Hant-HK"] != comma["zh-Hans"] == comma["ja"]


def test_a_variation_selector_selects_the_form():
    one, other = (shaped(font(CJK[0]), f"葛{chr(0xE0100 + n)}", "ja") for n in (0, 1))
    assert len(one) == len(other) == 1
    assert one != other


@cache
def debian_face(file: str, number: int) -> hb.Font:
    """Open the face of a region in Debian's collection, or skip the test if the package is not installed."""
    collection = DEBIAN / {"400": "NotoSansCJK-Regular.ttc", "700": "NotoSansCJK-Bold.ttc"}[file[-7:-4]]
    if not collection.exists():
        pytest.skip("needs Debian's fonts-noto-cjk")
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(collection)), number))


def outline(face: hb.Font, text: str, language: str) -> Iterator[object]:
    """Return the outlines and advances of a text, independent of glyph ids."""
    steps: list[object] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda *step: steps.append(step[:-1]))
    pen.set_line_to_func(lambda *step: steps.append(step[:-1]))
    pen.set_cubic_to_func(lambda *step: steps.append(step[:-1]))
    for glyph, advance in shaped(face, text, language):
        face.draw_glyph(glyph, pen)
        steps.append(advance)
    return iter(steps)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", CJK)
def test_han_has_the_outlines_of_the_font_of_its_region(file, language):
    own = debian_face(file, LANGUAGES[language])
    wrong = [c for c in REGIONS if [*outline(font(file), c, language)] != [*outline(own, c, language)]]
    assert not wrong


@pytest.mark.sweep
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_unified_ideograph_has_the_outlines_of_its_region(language):
    own = debian_face(CJK[0], LANGUAGES[language])
    unified = (chr(c) for c in covered(CJK[0]) if 0x3400 <= c < 0xA000 or 0x20000 <= c < 0x2F800)
    wrong = [c for c in sorted(unified) if [*outline(font(CJK[0]), c, language)] != [*outline(own, c, language)]]
    assert "".join(wrong) == NOT_REGIONAL[language]


# -- emoji ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "emoji", ["😀", "🇺🇳", "🇰🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👨‍👩‍👧‍👦", "👩🏽‍🤝‍👨🏿", "👍🏽", "5️⃣", "#️⃣", "❤️‍🔥", "🏳️‍🌈", "👩🏿‍⚖️", "🙂‍↕️", "🫩"]
)
def test_an_emoji_sequence_is_one_glyph_in_colour(emoji):
    face = font("NotoColorEmoji-400.ttf")
    # The glyph of a variation selector has no advance and no ink.
    glyphs = [glyph for glyph, advance in shaped(face, emoji, "en", "Zyyy") if advance]
    assert len(glyphs) == 1
    assert face.face.glyph_has_color_paint(glyphs[0])
    paint = hb.RasterPaint()
    scale = 48 / face.face.upem
    paint.transform = (scale, 0, 0, scale, 0, 0)
    paint.set_glyph_extents(face.get_glyph_extents(glyphs[0]))
    assert paint.paint_glyph_or_fail(face, glyphs[0])
    pixels = bytes(paint.render().buffer)
    assert len({pixels[at : at + 3] for at in range(0, len(pixels), 4)}) > 2, "the glyph has only one colour"


def test_emoji_are_stored_as_vectors_only():
    assert FAMILIES["Noto Color Emoji"]["color"]
    assert "SVG " not in font("NotoColorEmoji-400.ttf").face.table_tags
