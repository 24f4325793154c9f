"""German.

*Duden* D 1 and DIN 5008 (abbreviations), D 3–5 (ordinals), K 13 (apostrophe: 's ist, 'nen Kaffee; rein and raus have
none); Bundeskanzlei, *Schreibweisungen* (quotes in Switzerland and Liechtenstein, against CLDR).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, Declarations, LanguageRules, for_tags, words

DE = LanguageRules(
    quotes="„“‚‘",
    function_words=words(
        "als an auf aus bei bis dass durch für gegen ihr ihre in ist kein keine mit nach nicht ob oder ohne "
        "sich sind um und unter von vor wie zu zwischen über"
    ),
    articles=words("am ans beim das dem den der des die ein eine einem einen einer eines im ins vom zum zur"),
    approximate_words=words("circa etwa fast gut knapp rund ungefähr über"),
    number_labels=(
        r"Ziel|Artikel|Kapitel|Seite|Abschnitt|Absatz|Tabelle|Abbildung|Teil|Anhang|Nummer|Paragraf|Kap\.|Nr\."
    ),
    personal_titles=r"Herrn?|Frau|Hr\.|Fr\.|Dipl\.-Ing\.|Prof\. Dr\.",
    has_dotted_ordinals=True,
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    has_capital_nouns=True,
    percent_space=NO_BREAK_SPACE,
    abbreviations=words(
        "a.a.O. a.D. a.M. d.h. d.i. d.J. d.M. e.V. i.A. i.d.F. i.d.R. i.e.S. i.H.v. i.S. i.S.d. i.V. i.w.S. "
        "m.a.W. m.E. n.Chr. o.a. o.g. o.Ä. o.ä. s.o. s.u. u.a. u.a.m. u.dgl. u.U. u.v.m. u.Ä. u.ä. v.a. "
        "v.Chr. v.H. z.B. z.Hd. z.T. z.Z. z.Zt."
    ),
    abbreviation_space=NARROW_NO_BREAK_SPACE,
    elided_words=words("m n ne nem nen ner nes s"),
    clipped_words=words("mal nauf ran rauf raus rein rin rum runter rüber türlich"),
    genitive_endings="sßxz",
    magnitude_words=(("tsd", 3), ("bio", 12)),
    percent_words=("vom hundert", "von hundert"),
    half_word="Hälfte",
)
LANGUAGES: Declarations = {
    "de": DE,
    **for_tags("de-CH de-LI", replace(DE, quotes="«»‹›", percent_space="")),
}
