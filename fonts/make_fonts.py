"""Make this folder again: fetch the fonts that fonts.toml names, copy or subset them, write licences and index.json.

Run it on Debian with npm, apt-get and dpkg: `python fonts/make_fonts.py WORK`, where WORK is a folder for what is
fetched. With `--check` nothing is written here; it says which files would differ.
"""

from __future__ import annotations

import argparse
import filecmp
import hashlib
import importlib.metadata
import io
import json
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

HERE = Path(__file__).parent
BY_HAND = {"fonts.toml", "make_fonts.py", "README.md"}
Family = dict[str, Any]  # one [[family]] of fonts.toml; its keys are explained there

# What a horizontal card never asks for: metrics of vertical lines.
VERTICAL_TABLES = ("VORG", "vhea", "vmtx")
# All features of Noto Sans CJK but those of vertical lines, ruby, and "all alternates", which is every other one again.
CJK_FEATURES = (
    *("calt", "ccmp", "dlig", "fwid", "halt", "hist", "hwid", "jp78", "jp83", "jp90", "kern", "liga", "ljmo"),
    *("locl", "mark", "nlck", "palt", "pwid", "tjmo", "vjmo"),
)
# Copyright, family, style, id, full name, version, PostScript name, licence, its address, typographic names.
NAMES_KEPT = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)


def main() -> None:
    """Make the folder, or compare it with what would be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="a folder for fetched packages; what it holds is not fetched again")
    parser.add_argument("--check", action="store_true", help="write nothing, name what would differ")
    arguments = parser.parse_args()
    recipe = tomllib.loads((HERE / "fonts.toml").read_text(encoding="utf-8"))
    refuse_other_tools(recipe["tools"])
    with tempfile.TemporaryDirectory() as made:
        make_folder(recipe, arguments.work.resolve(), Path(made))
        if arguments.check:
            sys.exit("\n".join(f"differs: {name}" for name in differences(Path(made), HERE)) or 0)
        replace_folder(Path(made), HERE)
    print_sizes(HERE)


def refuse_other_tools(tools: dict[str, str]) -> None:
    """Stop if a program is installed in another version than the one that made the altered fonts."""
    for package, pinned in tools.items():
        if (found := importlib.metadata.version(package)) != pinned:
            sys.exit(f"{package} is {found}, fonts.toml pins {pinned}: install that, or change the pin")


def make_folder(recipe: dict[str, Any], work: Path, out: Path) -> None:
    """Write every font, licence and the index into `out`."""
    (out / "licences").mkdir()
    entries = []
    for family in recipe["family"]:
        package = fetch_package(family, work)
        for weight, path in family["files"].items():
            data = altered_font(package / path, family["alter"])
            file = f"{compact_name(family)}-{weight}{'-italic' * family['italic']}{suffix_of(data)}"
            (out / file).write_bytes(data)
            entries.append(describe_font(file, data, family, int(weight)))
        (out / "licences" / f"{compact_name(family)}.txt").write_bytes(licence_text(package, family, data))
    index = {"digest": folder_digest(entries), "files": entries, "preference": recipe["preference"]}
    text = json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "index.json").write_text(text + "\n", encoding="utf-8")


def compact_name(family: Family) -> str:
    """Write the family's name as part of a file's name."""
    return str(family["name"]).replace(" ", "")


def suffix_of(data: bytes) -> str:
    """Choose .otf for CFF outlines and .ttf for TrueType outlines, by the first four bytes."""
    return ".otf" if data[:4] == b"OTTO" else ".ttf"


def licence_text(package: Path, family: Family, font: bytes) -> bytes:
    """Read the licence as it came; Debian's file has the packagers' copyright, so the font's own goes before it."""
    text: bytes = (package / family["licence_file"]).read_bytes()
    if family["source"] != "debian":
        return text
    copyright_line = str(TTFont(io.BytesIO(font))["name"].getDebugName(0))
    return f"{copyright_line}\n\n".encode() + text


# -- fetch ---------------------------------------------------------------------------------------------------------


def fetch_package(family: Family, work: Path) -> Path:
    """Find the folder of a family's unpacked source package; fetch it unless it is there."""
    name = f"{family['package']}-{family['version']}"
    folder = work / name.replace("@", "").replace("/", "-").replace(":", "-")
    if not folder.exists():
        folder.mkdir(parents=True)
        fetch = {"npm": fetch_npm, "debian": fetch_debian}[family["source"]]
        try:
            fetch(family["package"], family["version"], folder)
        except BaseException:
            shutil.rmtree(folder)  # half a package must not pass for a whole one next time
            raise
    return folder


def fetch_npm(package: str, version: str, folder: Path) -> None:
    """Unpack an npm package into `folder`; npm itself checks the archive's digest."""
    subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True)
    (archive,) = folder.glob("*.tgz")
    subprocess.run(["tar", "-xzf", archive.name, "--strip-components=1"], cwd=folder, check=True)
    archive.unlink()


def fetch_debian(package: str, version: str, folder: Path) -> None:
    """Unpack a Debian package into `folder`; apt itself checks the archive's signature."""
    subprocess.run(["apt-get", "download", "-q", f"{package}={version}"], cwd=folder, check=True)
    (archive,) = folder.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=folder, check=True)
    archive.unlink()


# -- alter ---------------------------------------------------------------------------------------------------------


def altered_font(path: Path, alter: str) -> bytes:
    """Return a font's bytes as we ship them: as they came, unless `alter` says otherwise."""
    match alter:
        case "":
            return path.read_bytes()
        case "subset":
            return subset_cjk(path)
        case "drop-svg":
            return without_tables(path, ("SVG ", "vhea", "vmtx"))
        case _:
            sys.exit(f"fonts.toml: alter = {alter!r} is not known")


def subset_cjk(path: Path) -> bytes:
    """Keep every character of a collection's first face and all regional forms; drop hints and vertical metrics."""
    face = hb.Face(hb.Blob.from_file_path(str(path)), 0)
    request = hb.SubsetInput()
    # Subroutines stay: without them the font is 13 % larger on disk and less than 1 % smaller in a wheel.
    request.flags = hb.SubsetFlags.NO_HINTING
    request.unicode_set.update(face.unicodes)
    request.unicode_set.update(face.variation_selectors)  # else a name's rare form (葛 with U+E0100) is lost
    request.name_id_set.update(NAMES_KEPT)
    request.drop_table_tag_set.update(tag_number(tag) for tag in VERTICAL_TABLES)
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(tag_number(tag) for tag in CJK_FEATURES)
    return bytes(request.subset(face).blob.data)


def tag_number(tag: str) -> int:
    """Write an OpenType tag as the number that HarfBuzz takes it for."""
    return int.from_bytes(tag.encode("ascii"), "big")


def without_tables(path: Path, tags: Iterable[str]) -> bytes:
    """Drop some tables of a font; the others keep their bytes."""
    font = TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    for tag in tags:
        if tag in font:
            del font[tag]
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


# -- describe ------------------------------------------------------------------------------------------------------


def describe_font(file: str, data: bytes, family: Family, weight: int) -> dict[str, Any]:
    """Make one font's entry in index.json. Lengths are in ems; descents point down and are negative."""
    font = TTFont(io.BytesIO(data), lazy=True)
    upem, os2, hhea = font["head"].unitsPerEm, font["OS/2"], font["hhea"]
    features = layout_features(font)
    if not family["alter"] and os2.usWeightClass != weight:
        sys.exit(f"{file}: the font says it weighs {os2.usWeightClass}")
    return {
        "file": file,
        "sha256": hashlib.sha256(data).hexdigest(),
        "family": family_name(font, family["name"]),
        "weight": weight,
        "italic": family["italic"],
        "scripts": sorted(family["scripts"]),
        "altered": family["alter"] != "",
        "version": font["name"].getDebugName(5),
        "upem": upem,
        "x_height": round(glyph_height(font, "x", os2.sxHeight) / upem, 4),
        "cap_height": round(glyph_height(font, "H", os2.sCapHeight) / upem, 4),
        "hhea": [round(n / upem, 4) for n in (hhea.ascent, hhea.descent, hhea.lineGap)],
        "typo": [round(n / upem, 4) for n in (os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap)],
        "color": "COLR" in font,
        "joins": bool(features & {"init", "medi", "fina"}),
        "coverage": ranges_text(font.getBestCmap()),
    }


def family_name(font: TTFont, expected: str) -> str:
    """Check that fonts.toml calls the family what the font calls itself; a regional face drops its region."""
    name = font["name"].getDebugName(16) or font["name"].getDebugName(1)
    if name not in {expected, f"{expected} JP"}:
        sys.exit(f"fonts.toml calls it {expected!r}, the font itself says {name!r}")
    return expected


def glyph_height(font: TTFont, character: str, otherwise: int) -> float:
    """Measure how high a letter stands, on its outline; take the table's word where the font lacks the letter."""
    glyph = font.getBestCmap().get(ord(character))
    if glyph is None:
        return otherwise
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    return otherwise if pen.bounds is None else float(pen.bounds[3])


def layout_features(font: TTFont) -> set[str]:
    """Collect the tags of a font's substitution features."""
    if "GSUB" not in font or font["GSUB"].table.FeatureList is None:
        return set()
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def ranges_text(points: Iterable[int]) -> str:
    """Write code points as hexadecimal ranges: "20-7E,A0,2013-2014"."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ",".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges)


def folder_digest(entries: list[dict[str, Any]]) -> str:
    """Take one digest over all fonts: of their names and digests, by name."""
    lines = sorted(f"{entry['file']} {entry['sha256']}\n" for entry in entries)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


# -- put in place --------------------------------------------------------------------------------------------------


def made_files(folder: Path) -> Iterator[Path]:
    """List the files in a font folder that this program makes, relative to it."""
    paths = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return (path for path in paths if str(path) not in BY_HAND and path.parts[0] != "__pycache__")


def differences(made: Path, shipped: Path) -> list[str]:
    """List the files that are not the same in both folders, or in one only."""
    names = sorted({*made_files(made), *made_files(shipped)})
    _, different, missing = filecmp.cmpfiles(made, shipped, [str(name) for name in names], shallow=False)
    return sorted(different + missing)


def replace_folder(made: Path, shipped: Path) -> None:
    """Put the made files in place of the shipped ones, touching only what differs."""
    for name in differences(made, shipped):
        if (made / name).exists():
            (shipped / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(made / name, shipped / name)
        else:
            (shipped / name).unlink()


def print_sizes(folder: Path) -> None:
    """Say how large each font is, and how large all are in a wheel."""
    packed = 0
    for name in made_files(folder):
        data = (folder / name).read_bytes()
        packed += (size := len(zlib.compress(data, 6)))
        print(f"{len(data):>10,} {size:>10,}  {name}")
    print(f"deflated: {packed / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
