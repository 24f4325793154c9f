"""Write factcards/data/exemplars.json: the letters of each language's own words, beyond ASCII.

    npm install cldr-misc-full@48.2.0
    python docs/make_exemplars.py node_modules/cldr-misc-full

The letters are CLDR's main exemplar sets. Auxiliary sets are left out: they contain the letters of foreign words, which
readers need not distinguish. The licence of the data is copied beside them.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import unicodedata2

DATA = Path(__file__).parent.parent / "factcards" / "data"
_TOKEN = re.compile(r"\\u([0-9A-Fa-f]{4})|\\(.)|(.)", re.DOTALL)


def parse_set(text: str) -> set[str]:
    """Return the characters of a UnicodeSet: a list of characters, ranges, and strings in braces."""
    found: set[str] = set()
    last, is_range = "", False
    for code, escaped, plain in _TOKEN.findall(text[1:-1]):
        character = chr(int(code, 16)) if code else escaped or plain
        if not code and not escaped and character in " {}":
            last = ""
        elif not code and not escaped and character == "-" and last:
            is_range = True
        elif is_range:
            found |= {chr(one) for one in range(ord(last), ord(character) + 1)}
            last, is_range = "", False
        else:
            found.add(character)
            last = character
    return found


def is_letter(character: str) -> bool:
    """Return whether a character may be a letter of a host: a letter or mark, neither ASCII nor a capital."""
    return (
        not character.isascii()
        and not "\u02b0" <= character <= "\u02ff"   # spacing modifiers look like quotes
        and unicodedata2.category(character)[0] in "LM"
        and character == character.lower() == unicodedata2.normalize("NFC", character)
    )


def pack(letters: set[str]) -> str:
    """Return letters as one string, three or more consecutive ones as `first-last`."""
    packed, codes = "", sorted(map(ord, letters))
    while codes:
        count = next((n for n, code in enumerate(codes) if code != codes[0] + n), len(codes))
        packed += f"{chr(codes[0])}-{chr(codes[count - 1])}" if count > 2 else "".join(map(chr, codes[:count]))
        codes = codes[count:]
    return packed


def main(package: Path) -> None:
    """Write the letters and their licence, read from an unpacked npm package."""
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    sets: dict[str, str] = {}
    for file in sorted(package.glob("main/*/characters.json")):
        tag = file.parent.name
        found = json.loads(file.read_text(encoding="utf-8"))["main"][tag]["characters"].get("exemplarCharacters", "[]")
        sets[tag] = pack(set(filter(is_letter, parse_set(found))))
    parents = {tag: tag.rpartition("-")[0] for tag in sets}
    distinct = {tag: letters for tag, letters in sets.items() if sets.get(parents[tag]) != letters}
    origin = f"CLDR, main exemplar sets, by way of npm's cldr-misc-full {version}; Unicode License V3"
    entries = sorted(distinct.items())
    lines = ",\n".join(f"{json.dumps(tag)}: {json.dumps(letters, ensure_ascii=False)}" for tag, letters in entries)
    text = f'{{"origin": {json.dumps(origin)}, "letters": {{\n{lines}\n}}}}\n'
    (DATA / "exemplars.json").write_text(text, encoding="utf-8")
    shutil.copy(package / "LICENSE", DATA / "UNICODE-LICENSE.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
