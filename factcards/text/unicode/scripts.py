"""UAX #24, scripts of text: each character gets the ISO 15924 code of the script as which it is to be shaped.

What belongs to no script by itself takes its neighbours': the annex's section 5 says how, this module's order is

1. a combining character sequence is one unit, of the first script in it;
2. a closing bracket or quotation mark takes the script of its opening one;
3. a character with Script_Extensions that include the running script takes that, or else the next one they include;
4. Common and Inherited take the running script; before the first letter, that of the first letter.
"""

import re
from collections import deque
from collections.abc import Mapping
from functools import cache
from itertools import repeat
from typing import NamedTuple

from fontTools import unicodedata

from .bidi_data import BRACKETS
from .script_groups import WIDE_SCRIPTS

_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})  # Common, Inherited, Unknown
_ASCII_LETTER = re.compile("[A-Za-z]")
_FORM_SELECTORS = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""CGJ and variation selectors: marks by category, without ink."""

_WRITING_SYSTEMS = {
    "Hans": "Hani",
    "Hant": "Hani",
    "Hanb": "Hani",
    "Jpan": "Hani",
    "Hrkt": "Kana",
    "Kore": "Hang",
    "Jamo": "Hang",
    "Aran": "Arab",
    "Latf": "Latn",
    "Latg": "Latn",
    "Cyrs": "Cyrl",
    "Geok": "Geor",
    "Syre": "Syrc",
    "Syrj": "Syrc",
    "Syrn": "Syrc",
}
"""ISO 15924 codes that say how a language is written → the Unicode script of its characters."""

_PREFERRED = ("Latn", "Arab", "Deva", "Hani", "Kana", "Grek")
"""Scripts in the order in which a shared character without context takes them; for others the alphabet decides."""

_Scripts = tuple[str, frozenset[str], bool]  # what `_look_up_scripts` says of a character

_QUOTES = {"‘": 1, "’": -1, "“": 2, "”": -2, "‹": 3, "›": -3, "«": 4, "»": -4}
_PAIR_NUMBERS = {**BRACKETS, **_QUOTES}
_MAX_OPEN_PAIRS = 63  # as many as UAX #9 allows (BD16); beyond them the outermost is forgotten


class _CombiningSequence(NamedTuple):
    """A combining character sequence: how long, how it begins, its own script if any, and those it is used with."""

    length: int
    first: str
    script: str
    shared: frozenset[str]


def resolve_scripts(text: str, language_script: str) -> tuple[str, ...]:
    """Resolve the script of each character (UAX #24, section 5); `language_script` is for text without a letter."""
    default = _WRITING_SYSTEMS.get(language_script, language_script)
    if text.isascii():
        return ("Latn" if _ASCII_LETTER.search(text) else default,) * len(text)
    known = {character: _look_up_scripts(character) for character in set(text)}
    alone = {script for script, _, _ in known.values() if script} or {default}
    if len(alone) == 1 and all(not shared or shared >= alone for _, shared, _ in known.values()):
        return tuple(alone) * len(text)
    units = _split_units(text, known)
    coming = _list_coming_scripts(units)
    running = next((unit.script for unit in units if unit.script), default)
    wide = default in WIDE_SCRIPTS
    opened: deque[tuple[int, str]] = deque(maxlen=_MAX_OPEN_PAIRS)
    scripts: list[str] = []
    for unit, ahead in zip(units, coming, strict=True):
        number = _PAIR_NUMBERS.get(unit.first, 0)
        if number < 0 and any(number == -other for other, _ in opened):
            while opened[-1][0] != -number:
                opened.pop()
            script = running = opened.pop()[1]
        elif wide and running not in WIDE_SCRIPTS and not unit.script and unicodedata.east_asian_width(unit.first) in "WF":
            script = default  # full-width marks belong to the page, not to the Latin name before them (W3C clreq 3.1)
        elif not unit.shared or running in unit.shared:
            script = running
        elif found := unit.script or next((other for other in ahead if other in unit.shared), ""):
            script = running = found
        else:
            script = _choose_script(unit.shared, default)  # of this one only: what follows goes on as before
        if number > 0:
            opened.append((number, script))
        scripts.extend(repeat(script, unit.length))
    return tuple(scripts)


def _split_units(text: str, known: Mapping[str, _Scripts]) -> list[_CombiningSequence]:
    """Split text into combining character sequences: a letter, digit or sign with its marks (UAX #24, 5.1)."""
    units: list[_CombiningSequence] = []
    for character in text:
        script, shared, is_mark = known[character]
        if is_mark and units:
            unit = units[-1]
            if script and not unit.script:
                unit = unit._replace(script=script, shared=shared)
            units[-1] = unit._replace(length=unit.length + 1, shared=unit.shared or shared)
        else:
            units.append(_CombiningSequence(1, character, script, shared))
    return units


def _look_up_scripts(character: str) -> _Scripts:
    """Look up a character's own script or "", its Script_Extensions, and whether it is a combining mark."""
    script: str = unicodedata.script(character)
    category: str = unicodedata.category(character)
    # a space is no script's own: U+202F, "Latin and Mongolian", stands in French, Russian and Arabic numbers alike
    shared = frozenset() if category == "Zs" else frozenset(unicodedata.script_extension(character)) - _NO_SCRIPT
    return "" if script in _NO_SCRIPT else script, shared, category.startswith("M")


def _list_coming_scripts(units: list[_CombiningSequence]) -> list[tuple[str, ...]]:
    """List for each unit the scripts of the letters after it, the next one first, each once."""
    coming: list[tuple[str, ...]] = []
    ahead: tuple[str, ...] = ()
    for unit in reversed(units):
        coming.append(ahead)
        if unit.script and ahead[:1] != (unit.script,):
            ahead = (unit.script, *(script for script in ahead if script != unit.script))
    return coming[::-1]


def _choose_script(shared: frozenset[str], default: str) -> str:
    """Choose the script of a shared character when no neighbour is of one of them: the language's, or a common one."""
    return next((script for script in (default, *_PREFERRED) if script in shared), min(shared))


def is_letter(character: str) -> bool:
    """Whether it is a letter or a mark on one, by the Unicode of unicodedata2 and not of this Python."""
    return unicodedata.category(character)[0] in "LM"


def is_mark(character: str) -> bool:
    """Whether it combines with what stands before it."""
    return bool(unicodedata.category(character)[0] == "M")


@cache
def combining_class(character: str) -> int:
    """Return where a mark stands on its letter, by its Canonical_Combining_Class (UAX #44); 0 for most characters."""
    return int(unicodedata.combining(character))


@cache
def needs_base(character: str) -> bool:
    """Whether it is a mark that needs something to stand on: not one that encloses, or only chooses a form."""
    return bool(unicodedata.category(character) in ("Mn", "Mc")) and not _FORM_SELECTORS.match(character)


@cache
def shares_script(base: str, mark: str) -> bool:
    """Whether a mark is used with its base's script; what is Common or Inherited is used with any."""
    scripts, others = set(unicodedata.script_extension(mark)), set(unicodedata.script_extension(base))
    named = {unicodedata.script(mark), unicodedata.script(base)}
    return bool(scripts & others or named & _NO_SCRIPT)


def character_script(character: str) -> str:
    """Return the script of a character (ISO 15924); "" for what belongs to no script by itself."""
    script: str = unicodedata.script(character)
    return "" if script in _NO_SCRIPT else script


def script_name(script: str) -> str:
    """Return a script's name as Unicode has it, `Tangut` of `Tang`."""
    return str(unicodedata.script_name(script, script))


def character_name(character: str) -> str:
    """A character's name and code point as messages give them, by the Unicode of unicodedata2."""
    name = unicodedata.name(character, "a character without a name")
    return f"{name} (U+{ord(character):04X})"
