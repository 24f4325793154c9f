"""Rebuild this folder: fetch the fonts that fonts.toml names, copy or alter them, write licences and index.json.

Run it on Debian with npm, apt-get, dpkg and factcards: `python fonts/make_fonts.py WORK`, where WORK is a folder for
the fetched packages. With `--check` it writes nothing here and lists the files that would differ.
"""

from __future__ import annotations

import argparse
import filecmp
import hashlib
import importlib.metadata
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from measure import body_height, has_small_letters, letters_of, ranges_text, word_reach
from recipe import Family, read_families

HERE = Path(__file__).parent
BY_HAND = {"fonts.toml", "make_fonts.py", "measure.py", "recipe.py", "README.md"}
"""The files of this folder that this program does not write."""

VERTICAL_TABLES = ("VORG", "vhea", "vmtx")
"""Metrics of vertical lines, which horizontal cards never use."""
CJK_FEATURES = (
    *("calt", "ccmp", "dlig", "fwid", "halt", "hist", "hwid", "jp78", "jp83", "jp90", "kern", "liga", "ljmo"),
    *("locl", "mark", "nlck", "palt", "pwid", "tjmo", "vjmo"),
)
"""All features of Noto's CJK except vertical lines, ruby, and `aalt`, which repeats every other one."""
HINT_TABLES = ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "DSIG")
"""Hinting programs with their tables, and the signature; factcards draws without hints."""
RETAINED_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)
"""Copyright, family, style, id, full name, version, PostScript name, licence, its address, typographic names."""


def main() -> None:
    """Build the fonts, and replace this folder or compare it with them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder for packages; those in it are not fetched again")
    parser.add_argument("--check", action="store_true", help="write nothing, list the files that would differ")
    arguments = parser.parse_args()
    recipe = tomllib.loads((HERE / "fonts.toml").read_text(encoding="utf-8"))
    refuse_other_tools(recipe["tools"])
    with tempfile.TemporaryDirectory() as built:
        make_folder(recipe, arguments.work.resolve(), Path(built))
        if arguments.check:
            sys.exit("\n".join(f"differs: {name}" for name in differences(Path(built), HERE)) or 0)
        replace_folder(Path(built), HERE)
    print_sizes(HERE)


def refuse_other_tools(tools: dict[str, str]) -> None:
    """Exit if an installed package has another version than the one that fonts.toml pins."""
    for package, pinned in tools.items():
        if (found := importlib.metadata.version(package)) != pinned:
            sys.exit(f"{package} is {found}, fonts.toml pins {pinned}: install that, or change the pin")


def make_folder(recipe: dict[str, Any], work: Path, out: Path) -> None:
    """Write every font, licence and the index into `out`."""
    families: dict[str, dict[str, Any]] = {}
    entries: list[dict[str, Any]] = []
    licences: dict[str, dict[str, str]] = {}   # by file: its text, and the copyright line of each family
    for family in read_families(recipe):
        package = fetch_package(family, work)
        for weight, italic, path in family.faces:
            data = altered_font(package / path, family.alter)
            file = f"{family.compact}-{weight}{'-italic' if italic else ''}{suffix_of(data)}"
            (out / family.folder).mkdir(exist_ok=True)
            (out / family.folder / file).write_bytes(data)
            print(file, file=sys.stderr)
            facts, entry = describe_font(file, data, family, weight, italic=italic)
            same = families.setdefault(family.name, facts)
            entries.append(entry if same["coverage"] == facts["coverage"] else entry | {"coverage": facts["coverage"]})
            names = TTFont(io.BytesIO(data), lazy=True)["name"]
            came = (package / family.licence_file).read_bytes().decode() if family.licence_file else ""
            lines = licences.setdefault(family.licence, {"": came or str(names.getDebugName(13))})
            lines[family.name] = str(names.getDebugName(0))
    for file, lines in licences.items():
        (out / file).parent.mkdir(exist_ok=True)
        (out / file).write_bytes(licence_text(lines).encode())
    index = {
        "digest": folder_digest(entries), "families": families, "files": entries,
        "preference": preference_of(recipe["preference"], families),
    }  # fmt: skip
    text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True)
    text = re.sub(r"\[\s+([^\[\]{}]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text)
    (out / "index.json").write_text(text + "\n", encoding="utf-8")


def preference_of(named: dict[str, list[str]], families: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Return the families that draw each script: those that fonts.toml prefers, otherwise those made for it."""
    made_for: dict[str, list[str]] = {}
    for name, facts in families.items():
        for script in facts["scripts"]:
            made_for.setdefault(script, []).append(name)
    return made_for | named


def suffix_of(data: bytes) -> str:
    """Return .otf for CFF outlines and .ttf for TrueType outlines, by the first four bytes."""
    return ".otf" if data[:4] == b"OTTO" else ".ttf"


def licence_text(lines: dict[str, str]) -> str:
    """Return the unchanged licence; Debian's has the packagers' copyright, so each family's own is put before it."""
    text = lines[""]
    if "Upstream-Name" not in text:
        return text
    return "".join(f"{name}: {line}\n" for name, line in lines.items() if name) + f"\n{text}"


# -- fetch ---------------------------------------------------------------------------------------------------------


def fetch_package(family: Family, work: Path) -> Path:
    """Return the folder of a family's unpacked source package; fetch the package if it is missing."""
    name = f"{family.package}-{family.version}"
    folder = work / name.replace("@", "").replace("/", "-").replace(":", "-")
    if not folder.exists():
        folder.mkdir(parents=True)
        fetch = {"npm": fetch_npm, "debian": fetch_debian}[family.source]
        try:
            fetch(family.package, family.version, folder)
        except BaseException:
            shutil.rmtree(folder)  # so that the next run does not use an incomplete package
            raise
    return folder


def fetch_npm(package: str, version: str, folder: Path) -> None:
    """Unpack an npm package into `folder`; npm checks the archive's digest."""
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    subprocess.run(["tar", "-xzf", archive.name, "--strip-components=1"], cwd=folder, check=True)
    archive.unlink()


def fetch_debian(package: str, version: str, folder: Path) -> None:
    """Unpack a Debian package into `folder`; apt checks the archive's signature."""
    subprocess.run(["apt-get", "download", "-q", f"{package}={version}"], cwd=folder, check=True)
    (archive,) = folder.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
    archive.unlink()


# -- alter ---------------------------------------------------------------------------------------------------------


def altered_font(path: Path, alter: str) -> bytes:
    """Return a font's bytes as we ship them: unchanged, or altered as `alter` says."""
    match alter:
        case "":
            return path.read_bytes()
        case "subset":
            return subset_cjk(path)
        case "drop-svg":
            return without_tables(path, ("SVG ", "vhea", "vmtx"))
        case "drop-hints":
            return without_hints(path)
        case _:
            sys.exit(f"fonts.toml: alter = {alter!r} is unknown")


def subset_cjk(path: Path) -> bytes:
    """Return a collection's first face with every character and regional form, without hints and vertical metrics."""
    face = hb.Face(hb.Blob.from_file_path(str(path)), 0)
    request = hb.SubsetInput()
    # Subroutines stay: without them the font is 13 % larger on disk and less than 1 % smaller in a wheel.
    request.flags = hb.SubsetFlags.NO_HINTING
    request.unicode_set.update(face.unicodes)
    request.unicode_set.update(face.variation_selectors)  # else a name's rare form (葛 with U+E0100) is lost
    request.name_id_set.update(RETAINED_NAMES)
    request.drop_table_tag_set.update(tag_number(tag) for tag in VERTICAL_TABLES)
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(tag_number(tag) for tag in CJK_FEATURES)
    return bytes(request.subset(face).blob.data)


def tag_number(tag: str) -> int:
    """Return an OpenType tag as HarfBuzz's number."""
    return int.from_bytes(tag.encode("ascii"), "big")


def without_hints(path: Path) -> bytes:
    """Return a font without its hinting programs; outlines, metrics and layout stay."""
    font = TTFont(path, recalcBBoxes=False, recalcTimestamp=False)
    for tag in HINT_TABLES:
        if tag in font:
            del font[tag]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def without_tables(path: Path, tags: Iterable[str]) -> bytes:
    """Return a font without some tables; the bytes of the others stay."""
    font = TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    for tag in tags:
        if tag in font:
            del font[tag]
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


# -- describe ------------------------------------------------------------------------------------------------------


def describe_font(
    file: str, data: bytes, family: Family, weight: int, *, italic: bool
) -> tuple[dict[str, Any], dict[str, Any]]:  # fmt: skip
    """Return the index entries of a family and of one font. Lengths are in ems; descents are negative."""
    font = TTFont(io.BytesIO(data), lazy=True)
    upem, os2, hhea = font["head"].unitsPerEm, font["OS/2"], font["hhea"]
    if not family.alter and os2.usWeightClass != weight:
        sys.exit(f"{file}: found weight {os2.usWeightClass} in the font, expected {weight}")
    if bool(os2.fsSelection & 1) != italic:
        sys.exit(f"{file}: the font is {'upright, expected italic' if italic else 'italic, expected upright'}")
    refuse_other_name(font, family.called)
    face = hb.Font(hb.Face(hb.Blob(data)))
    facts = {
        "scripts": list(family.scripts),
        "package": family.ships_in,
        "source": f"{family.source} {family.package} {family.version}",
        "home": family.home or home_of(font, family.name),
        "licence": family.licence,
        "reserved": family.reserved,
        "altered": family.alter,
        "color": "COLR" in font,
        "joins": bool(layout_features(font) & {"init", "medi", "fina"}),
        "cased": has_small_letters(face, family.scripts[0]),
        "coverage": ranges_text(letters_of(face)),
    }
    return facts, {
        "file": file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "family": family.name,
        "weight": weight,
        **({"italic": True} if italic else {}),  # upright fonts have no such key
        "version": font["name"].getDebugName(5),
        "upem": upem,
        "x_height": round(glyph_height(font, "x", getattr(os2, "sxHeight", 0)) / upem, 4),
        "cap_height": round(glyph_height(font, "H", getattr(os2, "sCapHeight", 0)) / upem, 4),
        "hhea": [round(n / upem, 4) for n in (hhea.ascent, hhea.descent, hhea.lineGap)],
        "typo": [round(n / upem, 4) for n in (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap)],
        "body": round(body_height(face, family.scripts[0]), 4),
        "reach": [round(n, 4) for n in word_reach(face, family.scripts)],
    }


def refuse_other_name(font: TTFont, expected: str) -> None:
    """Exit if the font's own family name is not `expected`, apart from the region `JP`."""
    name = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    if name not in {expected, f"{expected} JP"}:
        sys.exit(f"found family name {name!r} in the font, expected {expected!r} from fonts.toml")


def home_of(font: TTFont, name: str) -> str:
    """Return the repository of the font's source, which its copyright names. Exits if it names none."""
    found = re.search(r"github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?\)?$", font["name"].getDebugName(0) or "", re.I)
    if not found:
        sys.exit(f"{name}: fonts.toml must name its home, its copyright does not: {font['name'].getDebugName(0)}")
    return found[1]


def glyph_height(font: TTFont, character: str, otherwise: int) -> float:
    """Return the height of a letter's outline in font units, or `otherwise` if the font lacks the letter."""
    glyph = font.getBestCmap().get(ord(character))
    if glyph is None:
        return otherwise
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    return otherwise if pen.bounds is None else float(pen.bounds[3])


def layout_features(font: TTFont) -> set[str]:
    """Return the tags of a font's substitution features."""
    if "GSUB" not in font or font["GSUB"].table.FeatureList is None:
        return set()
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def folder_digest(entries: list[dict[str, Any]]) -> str:
    """Return one digest over the names and digests of all fonts, sorted by name."""
    lines = sorted(f"{entry['file']} {entry['sha256']}\n" for entry in entries)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


# -- replace the folder --------------------------------------------------------------------------------------------


def built_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a font folder that this program writes, relative to it."""
    paths = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return (path for path in paths if str(path) not in BY_HAND and "__pycache__" not in path.parts)


def differences(built: Path, shipped: Path) -> list[str]:
    """Return the files that differ between both folders, or are in one only."""
    names = sorted({*built_files(built), *built_files(shipped)})
    _, different, missing = filecmp.cmpfiles(built, shipped, [str(name) for name in names], shallow=False)
    return sorted(different + missing)


def replace_folder(built: Path, shipped: Path) -> None:
    """Replace the shipped files that differ, and remove those that were not built."""
    for name in differences(built, shipped):
        if (built / name).exists():
            (shipped / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(built / name, shipped / name)
        else:
            (shipped / name).unlink()


def print_sizes(folder: Path) -> None:
    """Print the size of each file, and of all files deflated as in a wheel."""
    packed = 0
    for name in built_files(folder):
        data = (folder / name).read_bytes()
        packed += (size := len(zlib.compress(data, 6)))
        print(f"{len(data):>10,} {size:>10,}  {name}")
    print(f"deflated: {packed / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
