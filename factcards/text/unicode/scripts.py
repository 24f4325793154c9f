"""UAX #24, scripts of text: each character gets the ISO 15924 code of the script with which it is shaped.

Characters without a script take that of their neighbours (section 5 of the annex), by these rules in order:

1. a combining character sequence is one unit, with the first script in it;
2. a closing bracket or quotation mark takes the script of its opening one;
3. a character whose Script_Extensions include the running script takes that, or else the next one they include;
4. Common and Inherited take the running script; before the first letter, that of the first letter.
"""

from collections import deque
from collections.abc import Mapping
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import unicodedata2

from ...late_loading import compile_late, import_late
from .bidi_data import BRACKETS
from .script_groups import UNICODE_SCRIPTS, WIDE_SCRIPTS

if TYPE_CHECKING:
    from fontTools import unicodedata
else:
    unicodedata = import_late("fontTools.unicodedata")

_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})  # Common, Inherited, Unknown
_WESTERN = compile_late("[\x00-\xb4\xb6\xb8-\u024f\u2010-\u202e\u2030-\u204e\u20a0-\u20bf]")
"""Characters of which the letters are Latin and all others Common, without Script_Extensions."""
_ASCII_LETTER = compile_late("[A-Za-z]")
_FORM_SELECTORS = compile_late("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""CGJ and variation selectors, which are marks by category but have no ink."""

_PREFERRED = ("Latn", "Arab", "Deva", "Hani", "Kana", "Grek")
"""Preferred scripts for a shared character without context, in order; others follow in alphabetical order."""

_Scripts = tuple[str, frozenset[str], bool]  # what `_look_up_scripts` says of a character

_QUOTES = {"‘": 1, "’": -1, "“": 2, "”": -2, "‹": 3, "›": -3, "«": 4, "»": -4}
_PAIR_NUMBERS = {**BRACKETS, **_QUOTES}
_MAX_OPEN_PAIRS = 63  # the limit of UAX #9 (BD16); beyond it the outermost pair is dropped


class _CombiningSequence(NamedTuple):
    """A combining character sequence: its length, first character, script or "", and Script_Extensions."""

    length: int
    first: str
    script: str
    shared: frozenset[str]


def resolve_scripts(text: str, language_script: str) -> tuple[str, ...]:
    """Resolve the script of each character (UAX #24, section 5); `language_script` is for text without a letter."""
    default = UNICODE_SCRIPTS.get(language_script, language_script)
    if text.isascii():
        return ("Latn" if _ASCII_LETTER.search(text) else default,) * len(text)
    known = {character: _look_up_scripts(character) for character in set(text)}
    own_scripts = {script for script, _, _ in known.values() if script} or {default}
    if len(own_scripts) == 1 and all(not shared or shared >= own_scripts for _, shared, _ in known.values()):
        return tuple(own_scripts) * len(text)
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
        elif wide and running not in WIDE_SCRIPTS and not unit.script and _is_full_width(unit.first):
            script = default  # full-width marks belong to the text, not to the Latin name before them (W3C clreq 3.1)
        elif not unit.shared or running in unit.shared:
            script = running
        elif found := unit.script or next((other for other in ahead if other in unit.shared), ""):
            script = running = found
        else:
            script = _choose_script(unit.shared, default)  # for this unit only: the running script is unchanged
        if number > 0:
            opened.append((number, script))
        scripts.extend(repeat(script, unit.length))
    return tuple(scripts)


def _is_full_width(character: str) -> bool:
    """Return whether a character is wide or full-width (UAX #11)."""
    return unicodedata2.east_asian_width(character) in ("W", "F")


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
    category: str = unicodedata2.category(character)
    if _WESTERN.match(character):
        return ("Latn", frozenset({"Latn"}), False) if category[0] == "L" else ("", frozenset(), False)
    script: str = unicodedata.script(character)
    # spaces belong to no script: U+202F has the extensions Latn and Mong but is used in Russian and Arabic numbers too
    shared = frozenset() if category == "Zs" else frozenset(unicodedata.script_extension(character)) - _NO_SCRIPT
    return "" if script in _NO_SCRIPT else script, shared, category.startswith("M")


def _list_coming_scripts(units: list[_CombiningSequence]) -> list[tuple[str, ...]]:
    """List for each unit the scripts of the letters after it, the next first and each once."""
    coming: list[tuple[str, ...]] = []
    ahead: tuple[str, ...] = ()
    for unit in reversed(units):
        coming.append(ahead)
        if unit.script and ahead[:1] != (unit.script,):
            ahead = (unit.script, *(script for script in ahead if script != unit.script))
    return coming[::-1]


def _choose_script(shared: frozenset[str], default: str) -> str:
    """Choose the script of a shared character without a suitable neighbour: the language's, or a common one."""
    return next((script for script in (default, *_PREFERRED) if script in shared), min(shared))


def is_letter(character: str) -> bool:
    """Return whether a character is a letter or a mark, by unicodedata2's version of Unicode, not by Python's."""
    return unicodedata2.category(character)[0] in "LM"


def is_mark(character: str) -> bool:
    """Return whether a character is a mark, which combines with the character before it."""
    return bool(unicodedata2.category(character)[0] == "M")


@cache
def combining_class(character: str) -> int:
    """Return the Canonical_Combining_Class of a character (UAX #44), the position of a mark; 0 for most characters."""
    return int(unicodedata2.combining(character))


@cache
def needs_base(character: str) -> bool:
    """Return whether a character is a mark that needs a base: not an enclosing mark or one that only selects a form."""
    return bool(unicodedata2.category(character) in ("Mn", "Mc")) and not _FORM_SELECTORS.match(character)


@cache
def shares_script(base: str, mark: str) -> bool:
    """Return whether a mark is used with the script of its base. Common and Inherited characters fit any script."""
    scripts, others = set(unicodedata.script_extension(mark)), set(unicodedata.script_extension(base))
    own_scripts = {unicodedata.script(mark), unicodedata.script(base)}
    return bool(scripts & others or own_scripts & _NO_SCRIPT)


def character_script(character: str) -> str:
    """Return the script of a character (ISO 15924), or "" for Common, Inherited and Unknown."""
    script: str = unicodedata.script(character)
    return "" if script in _NO_SCRIPT else script


def script_name(script: str) -> str:
    """Return a script's name in Unicode: `Tangut` for `Tang`."""
    return str(unicodedata.script_name(script, script))


def character_name(character: str) -> str:
    """Return a character's name and code point for messages, by unicodedata2's version of Unicode."""
    nameless = "a private character" if is_private(character) else "a character without a name"
    name = unicodedata2.name(character, nameless)
    return f"{name} (U+{ord(character):04X})"


def is_private(character: str) -> bool:
    """Return whether Unicode leaves a character's meaning to each font: U+E000 and others of category Co."""
    return bool(unicodedata2.category(character) == "Co")
