"""Letters of another script: a look-alike within a word, and whole fields in another script.

Switched keyboards and pasted texts put a Latin `o` into a Russian word. It looks right, but another font draws it,
screen readers pronounce it wrongly, and no search finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import unicodedata2

from ...late_loading import compile_late
from ...text.unicode.language_scripts import language_script

_CYRILLIC = "АВЕКМНОРСТУХІЈЅаеорсухіјѕ"
_LATIN_CYRILLIC = "ABEKMHOPCTYXIJSaeopcyxijs"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"
_LATIN_GREEK = "ABEZHIKMNOPTYXov"
_LOOK_ALIKES = {
    ("LATIN", "CYRILLIC"): dict(zip(_LATIN_CYRILLIC, _CYRILLIC, strict=True)),
    ("CYRILLIC", "LATIN"): dict(zip(_CYRILLIC, _LATIN_CYRILLIC, strict=True)),
    ("LATIN", "GREEK"): dict(zip(_LATIN_GREEK, _GREEK, strict=True)),
    ("GREEK", "LATIN"): dict(zip(_GREEK, _LATIN_GREEK, strict=True)),
}
"""Letters of one script that look like letters of another (UTS #39, confusables)."""
_LATIN = compile_late("[A-Za-z\u00c0-\u024f]")
_GREEK_OR_CYRILLIC = compile_late("[\u0370-\u03ff\u0400-\u052f]")
_WORD = compile_late("[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][A-Za-z\u00c0-\u024f\u0300-\u052f\u1e00-\u1fff]*+")
"""Pattern of a word of Latin, Greek and Cyrillic letters."""
_ACRONYM = compile_late(r"[A-Z]{2,}[а-яёіїєґў]{1,3}")
"""Pattern of Latin capitals with a Russian or Ukrainian ending."""
_LETTER_WORDS = "acikouyy"
"""Latin letters that look like one-letter words of Cyrillic languages: `с`, `у`, `о`."""
_SCRIPT_NAMES = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",), "Aran": ("ARABIC",),
    "Hebr": ("HEBREW",), "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Thai": ("THAI",), "Ethi": ("ETHIOPIC",),
    "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",), "Khmr": ("KHMER",), "Mymr": ("MYANMAR",), "Laoo": ("LAO",),
    "Sinh": ("SINHALA",), "Taml": ("TAMIL",), "Telu": ("TELUGU",), "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",),
    "Gujr": ("GUJARATI",), "Guru": ("GURMUKHI",), "Orya": ("ORIYA",), "Thaa": ("THAANA",), "Tibt": ("TIBETAN",),
    "Hans": ("CJK",), "Hant": ("CJK",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"), "Kore": ("HANGUL", "CJK"),
}  # fmt: skip
"""Scripts (ISO 15924) with the first words of their letters' names in Unicode."""
_IN_TWO_SCRIPTS = frozenset(
    ("sr", "uz", "az", "kk", "ky", "tk", "tg", "tt", "ku", "ms", "ha", "pa", "mn", "bs", "sh", "ug", "sd", "ks", "crh",
     "kaa", "ff", "jv", "su", "ban", "yue", "nan", "hak", "kok", "sat", "mni", "iu", "cr", "shi", "zgh", "kab")
)  # fmt: skip
"""Languages that are also written in another script than CLDR's likely one."""
_MIN_LETTERS, _MIN_WORDS = 12, 3
"""Minimum number of letters and words in another script that count as words; fewer may be a name."""
_WITHOUT_SPACES = frozenset(("CJK", "HIRAGANA", "KATAKANA", "THAI", "KHMER", "LAO", "MYANMAR"))
RUNNING_TEXT_FIELDS = frozenset(("fact", "story", "alt"))
"""Fields of running text. A headline may be an English slogan, a label may be a name."""


class ForeignLetters(NamedTuple):
    """A range in another script, with a message and a hint."""

    start: int
    end: int
    message: str
    hint: str


def find_mixed_scripts(text: str, language: str) -> Iterator[ForeignLetters]:
    """Yield the words of a text that contain look-alike letters of another script."""
    if text.isascii() or not (_LATIN.search(text) and _GREEK_OR_CYRILLIC.search(text)):
        return
    for match in _WORD.finditer(text):
        found = _find_intruder(match[0])
        if found is None and len(match[0]) == 1:
            found = _find_letter_word(match, language)
        if found:
            letter, right = found
            alike = f"{_name_script(letter)} `{letter}` that looks like {_name_script(right)} `{right}`"
            message = f"`{match[0]}` has a {alike}" if len(match[0]) > 1 else f"this is a {alike}"
            hint = f"write `{match[0].replace(letter, right)}` with {_name_script(right)} letters"
            yield ForeignLetters(*match.span(), message, hint)


def _name_script(letter: str) -> str:
    name = _script(letter)
    return "Han" if name == "CJK" else name.capitalize()


def _script(letter: str) -> str:
    return str(unicodedata2.name(letter, "")).partition(" ")[0]


def _find_intruder(word: str) -> tuple[str, str] | None:
    """Return a look-alike letter of a word and the letter that it replaces; None if the word has none."""
    letters = [c for c in word if not unicodedata2.combining(c)]
    scripts = sorted({_script(c) for c in letters}, key=lambda name: sum(_script(c) == name for c in letters))
    if len(scripts) != 2 or _ACRONYM.fullmatch(word):
        return None
    alike = _LOOK_ALIKES.get((scripts[0], scripts[1]), {})
    few = [c for c in letters if _script(c) == scripts[0]]
    if len(few) * 2 == len(letters) and not all(c in alike for c in few):   # the same number of each
        alike = _LOOK_ALIKES.get((scripts[1], scripts[0]), {})
        few = [c for c in letters if _script(c) == scripts[1]]
    return (few[0], alike[few[0]]) if all(c in alike for c in few) else None


def _find_letter_word(match: re.Match[str], language: str) -> tuple[str, str] | None:
    """Return a Latin letter that is a separate word before a Cyrillic one, and the Cyrillic letter; None for others."""
    letter, text = match[0], match.string
    alike = _LOOK_ALIKES["LATIN", "CYRILLIC"].get(letter, "")
    if not alike or letter not in _LETTER_WORDS or language_script(language) != "Cyrl":
        return None
    is_only_latin = len(_LATIN.findall(text)) == text.count(letter)
    after = _WORD.match(text, match.end() + 1)
    before = text[match.start() - 1 : match.start()]
    is_separate = text[match.end() : match.end() + 1] in " \u00a0" and before in ("", " ")
    return (letter, alike) if is_only_latin and is_separate and after and _script(after[0][0]) == "CYRILLIC" else None


def find_wrong_script(text: str, language: str) -> ForeignLetters | None:
    """Return the whole field if all its letters are in another script than its language's; None for names."""
    script_names = _SCRIPT_NAMES.get(language_script(language), ())
    if not script_names or language.split("-")[0] in _IN_TWO_SCRIPTS or (script_names == ("LATIN",) and text.isascii()):
        return None
    letters = [c for c in text if c.isalpha()]
    scripts = {_script(c) for c in letters}
    if len(letters) < _MIN_LETTERS or not scripts.isdisjoint(script_names):
        return None
    words = [word.lstrip("(«“\"'*") for word in text.split()]
    is_name = not any(word[:1].islower() for word in words) and any(word[:1].isupper() for word in words)
    if is_name or (scripts.isdisjoint(_WITHOUT_SPACES) and len(words) < _MIN_WORDS):
        return None
    expected = "Han" if script_names[0] == "CJK" else script_names[0].capitalize()
    message = f"these words are in {_name_script(letters[0])} letters, but `{language}` is written in {expected} ones"
    hint = "check the file's language; a tag may name another script, as in `sr-Latn`"
    return ForeignLetters(0, len(text), message, hint)
