"""The space within abbreviations of several words, in languages whose authorities ask for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...model.cards import Language
from ...text.unicode.languages import language_fallbacks
from .edits import Edit

_NARROW, _WIDE = "\u202f", "\u00a0"
_SPACES = {"de": _NARROW, "es": _WIDE, "ru": _WIDE, "cs": _WIDE, "sk": _WIDE}
_WRITTEN = {
    "de": "z.B. d.h. d.i. u.a. u.U. u.Ä. o.Ä. o.ä. u.ä. u.v.m. u.a.m. z.T. z.Zt. z.Z. z.Hd. i.d.R. i.d.F. "
          "a.a.O. u.dgl. m.a.W. i.A. i.V. i.H.v. i.S. i.S.d. i.e.S. i.w.S. s.o. s.u. m.E. v.a. n.Chr. v.Chr. "
          "v.H. e.V. a.D. a.M. o.g. o.a. d.J. d.M.",
    "es": "EE.UU. RR.HH. FF.AA. CC.OO. JJ.OO. DD.HH. CC.AA. p.ej. a.C. d.C. s.f. P.D.",
    "ru": "т.е. т.д. т.п. т.к. т.н. т.о. н.э. и.о. с.г. т.г.",
    "cs": "s.r.o. a.s. o.p.s. n.l. př.n.l. n.m. t.r. t.č. k.ú. v.o.s. j.č.",
    "sk": "s.r.o. a.s. v.o.s. t.j. t.č. n.l. pr.n.l. m.r.",
}  # fmt: skip
"""de: DIN 5008 and Duden, D 1; es: RAE, *Ortografía* 2010, 3.2 (abbreviations of plurals and of several words);
ru: Мильчин, Справочник издателя и автора, 6.1; cs: ČSN 01 6910 and the Czech Academy's *Internetová jazyková
příručka*; sk: STN 01 6910 and *Pravidlá slovenského pravopisu*."""


@lru_cache(maxsize=8)
def _pattern(primary: str) -> re.Pattern[str] | None:
    words = _WRITTEN.get(primary, "").split()
    longest = sorted(words, key=len, reverse=True)
    choice = "|".join(f"(?i:{re.escape(word[0])}){re.escape(word[1:-1])}" for word in longest)   # also opens a sentence
    return re.compile(rf"(?<![\w.])(?:{choice})\.(?![\w.])") if words else None


def edit_abbreviation_spaces(text: str, language: Language) -> Iterator[Edit]:
    """Put a no-break space into known abbreviations that were typed without one, such as `z.B.` in German."""
    primary = language_fallbacks(language)[-1]
    pattern = _pattern(primary)
    for match in pattern.finditer(text) if pattern else ():
        for at in (i for i in range(match.start(), match.end() - 1) if text[i] == "."):
            yield Edit(at + 1, at + 1, _SPACES[primary])
