"""Letters and marks that a keyboard of another language gave, replaced by those of the text's language or script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import unicodedata2

from ...late_loading import compile_late
from ...model.cards import Language
from ...text.languages.lookup import language_rules
from ...text.languages.rules import ArabicLetters
from ...text.unicode.language_scripts import language_script
from .edits import Edit

_KAF = {"ك": "ک"}
_PERSIAN = {**_KAF, "ي": "ی", "ى": "ی"}
_URDU = {**_PERSIAN, "ه": "ہ", "ة": "ۃ", "ۀ": "ۂ"}
_LETTERS: dict[ArabicLetters, dict[str, str]] = {"": {}, "persian": _PERSIAN, "urdu": _URDU, "kaf": _KAF}
"""Replacements by table. Persian: ISIRI 6219 and W3C alreq. Urdu and its neighbours: CLDR's exemplar characters and
UZT 1.01.

Letters that a language distinguishes do not change: ي and ى beside ی in Pashto, ه in Sorani, ك and ي in Sindhi and
Uyghur.
"""
_HAMZA = "\u0654"   # with ي below it, it is the letter ئ, which does not change
_SCRIPTS = ("Arab", "Aran", "Syrc", "Thaa", "Nkoo")
_MARKS = {",": "،", ";": "؛", "?": "؟"}
_MARK = compile_late(r"[;?]|(?<!\d),|,(?!\d)")
_PERSIAN_LETTER = "[\u0621-\u063a\u0641-\u064a\u0651\u0653-\u0655\u0670\u067e\u0686\u0698\u06a9\u06af\u06cc]"
_VERB = compile_late(   # می گوید, but neither the month of May nor wine
    rf"(?<!{_PERSIAN_LETTER})(?<!ماه )(?<!\d )(?P<not>ن)?می(?P<gap> )"
    rf"(?={_PERSIAN_LETTER}++(?:(?<=[مدتی])|(?(not)(?<=[هن])|(?!)))(?!{_PERSIAN_LETTER}))"
)
_PLURAL = compile_late(
    rf"(?<={_PERSIAN_LETTER}{{2}})(?<!ها)(?<!های)(?P<gap> )(?=ها(?:یی|ی|یم|یت|یش|یمان|یتان|یشان)?(?!{_PERSIAN_LETTER}))"
)
_JOINER = "\u200c"


def edit_arabic_letters(text: str, language: Language) -> Iterator[Edit]:
    """Yield the language's own letters for Arabic ones: ک and ی in Persian."""
    table = _LETTERS[language_rules(language).arabic_letters]
    for at, character in enumerate(text if table else ""):
        if character in table and not (character in "يى" and text[at + 1 : at + 2] == _HAMZA):
            yield Edit(at, at + 1, table[character])
        elif character == "ە" and "ۀ" in table and text[at + 1 : at + 2] == _HAMZA:
            yield Edit(at, at + 1, table["ه"])   # ۀ as two characters


def edit_arabic_marks(text: str, language: Language) -> Iterator[Edit]:
    """Yield the script's own comma, semicolon and question mark, except between Latin letters."""
    if language_script(language) not in _SCRIPTS or not any(_letter_direction(c) == "R" for c in text):
        return
    for match in _MARK.finditer(text):
        before = next((s for c in reversed(text[: match.start()]) if (s := _letter_direction(c))), "R")
        after = next((s for c in text[match.end() :] if (s := _letter_direction(c))), "R")
        if "R" in (before, after):
            yield Edit(match.start(), match.end(), _MARKS[match[0]])


def edit_persian_joins(text: str, language: Language) -> Iterator[Edit]:
    """Yield the zero-width non-joiner between می, نمی and their verb, and before the plural's ها, typed with a space.

    Source: Academy of Persian Language and Literature, *Dastur-e khatt-e farsi*. می is joined only to a word with a
    verb's ending, so that the month می and other words do not change.
    """
    if not language_rules(language).has_persian_joins or language_script(language) != "Arab":
        return
    gaps = sorted(match.start("gap") for rule in (_VERB, _PLURAL) for match in rule.finditer(text))
    for at in dict.fromkeys(gaps):
        yield Edit(at, at + 1, _JOINER)


def edit_greek_question_marks(text: str, language: Language) -> Iterator[Edit]:
    """Yield the Greek question mark, which looks like a semicolon, after Greek words and numbers."""
    if not language_rules(language).has_greek_question_mark:
        return
    for match in re.finditer(r"\?", text):
        before = next((c for c in reversed(text[: match.start()]) if c.isalpha()), "")
        if unicodedata2.name(before, "").startswith("GREEK") if before else False:
            yield Edit(match.start(), match.end(), ";")


def _letter_direction(character: str) -> str:
    """Return "R" or "L" for the direction of a letter; "" for digits and for characters without a strong direction."""
    kind = "" if character.isdecimal() else unicodedata2.bidirectional(character)
    return "R" if kind in ("R", "AL") else "L" if kind == "L" else ""
