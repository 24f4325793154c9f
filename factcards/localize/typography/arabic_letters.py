"""Letters and marks of one language or script, where a keyboard of another one gave the wrong ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.languages.rules import ArabicLetters
from ...text.unicode.languages import language_script
from .edits import Edit

_KAF = {"ك": "ک"}
_PERSIAN = {**_KAF, "ي": "ی", "ى": "ی"}
_URDU = {**_PERSIAN, "ه": "ہ", "ة": "ۃ", "ۀ": "ۂ"}
_LETTERS: dict[ArabicLetters, dict[str, str]] = {"": {}, "persian": _PERSIAN, "urdu": _URDU, "kaf": _KAF}
"""Persian: ISIRI 6219 and W3C alreq. Urdu and its neighbours: CLDR's exemplar characters and UZT 1.01.

Pashto has ي and ى beside ی, Sorani writes ه with care, Sindhi and Uyghur keep ك and ي: these letters do not change.
"""
_HAMZA = "\u0654"   # above ي it is the letter ئ, which stays
_SCRIPTS = ("Arab", "Aran", "Syrc", "Thaa", "Nkoo")
_MARKS = {",": "،", ";": "؛", "?": "؟"}
_MARK = re.compile(r"[;?]|(?<!\d),|,(?!\d)")
_PERSIAN_LETTER = "[\u0621-\u063a\u0641-\u064a\u0651\u0653-\u0655\u0670\u067e\u0686\u0698\u06a9\u06af\u06cc]"
_VERB = re.compile(   # می گوید, but neither the month of May nor wine
    rf"(?<!{_PERSIAN_LETTER})(?<!ماه )(?<!\d )(?P<not>ن)?می(?P<gap> )"
    rf"(?={_PERSIAN_LETTER}++(?:(?<=[مدتی])|(?(not)(?<=[هن])|(?!)))(?!{_PERSIAN_LETTER}))"
)
_PLURAL = re.compile(
    rf"(?<={_PERSIAN_LETTER}{{2}})(?<!ها)(?<!های)(?P<gap> )(?=ها(?:یی|ی|یم|یت|یش|یمان|یتان|یشان)?(?!{_PERSIAN_LETTER}))"
)
_JOINER = "\u200c"


def edit_arabic_letters(text: str, language: Language) -> Iterator[Edit]:
    """Arabic letters that the language writes otherwise: ک and ی in Persian."""
    table = _LETTERS[language_rules(language).arabic_letters]
    for at, character in enumerate(text if table else ""):
        if character in table and not (character in "يى" and text[at + 1 : at + 2] == _HAMZA):
            yield Edit(at, at + 1, table[character])
        elif character == "ە" and "ۀ" in table and text[at + 1 : at + 2] == _HAMZA:
            yield Edit(at, at + 1, table["ه"])   # ۀ as two characters


def edit_arabic_marks(text: str, language: Language) -> Iterator[Edit]:
    """Comma, semicolon and question mark as the script draws them, unless Latin letters stand on both sides."""
    if language_script(language) not in _SCRIPTS or not any(_letter_direction(c) == "R" for c in text):
        return
    for match in _MARK.finditer(text):
        before = next((s for c in reversed(text[: match.start()]) if (s := _letter_direction(c))), "R")
        after = next((s for c in text[match.end() :] if (s := _letter_direction(c))), "R")
        if "R" in (before, after):
            yield Edit(match.start(), match.end(), _MARKS[match[0]])


def edit_persian_joins(text: str, language: Language) -> Iterator[Edit]:
    """Yield the zero-width non-joiner between می, نمی and their verb, and before the plural's ها, typed with a space.

    Academy of Persian Language and Literature, *Dastur-e khatt-e farsi*. Only where the next word has a verb's ending,
    so that the month می and other words stay.
    """
    if not language_rules(language).has_persian_joins or language_script(language) != "Arab":
        return
    gaps = sorted(match.start("gap") for rule in (_VERB, _PLURAL) for match in rule.finditer(text))
    for at in dict.fromkeys(gaps):
        yield Edit(at, at + 1, _JOINER)


def edit_greek_question_marks(text: str, language: Language) -> Iterator[Edit]:
    """Yield the Greek question mark, which looks like a semicolon, behind Greek words and numbers."""
    if not language_rules(language).has_greek_question_mark:
        return
    for match in re.finditer(r"\?", text):
        before = next((c for c in reversed(text[: match.start()]) if c.isalpha()), "")
        if unicodedata.name(before, "").startswith("GREEK") if before else False:
            yield Edit(match.start(), match.end(), ";")


def _letter_direction(character: str) -> str:
    """Which way a letter runs; "" for what has no direction of its own."""
    kind = "" if character.isdecimal() else unicodedata.bidirectional(character)
    return "R" if kind in ("R", "AL") else "L" if kind == "L" else ""
