"""An invented language, declared as any other: `test_adding_a_language` loads it and sees each of its rules work."""

from __future__ import annotations

from dataclasses import replace

from .rules import (
    ASCII_HYPHEN,
    EM_DASH,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    Declarations,
    LanguageRules,
    NoBreak,
    PunctuationSpaces,
    words,
)

QAA = LanguageRules(
    quotes="«»‹›",
    title_quotes="『』",
    sentence_stop="⁙",
    function_words=words("po"),
    articles=words("la"),
    following_words=words("ke"),
    postpositions=words("no"),
    approximate_words=words("quasu"),
    compounds="mira kolo",
    number_labels=r"Artik|pag\.",
    months="yunuo|dekembo",
    month_link="di ",
    personal_titles=r"Sor\.",
    one_letter_words="w",
    year_words=words("anu"),
    no_break=(NoBreak("&", r"& (?=\w)"),),
    discouraged=(r"~ (?=\w)",),
    touching_letters="[個]",
    has_dotted_ordinals=True,
    has_dotted_years=True,
    repeats_hyphen=True,
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    hyphenation_dictionaries=(("qaa", "en_US"),),
    uppercase="turkish",
    dash=EM_DASH,
    closed_dash=EM_DASH,
    punctuation_spaces=PunctuationSpaces(
        high=NARROW_NO_BREAK_SPACE, colon=NO_BREAK_SPACE, guillemets=NARROW_NO_BREAK_SPACE
    ),
    percent_space=NO_BREAK_SPACE,
    abbreviations=words("k.l. m.n.o."),
    abbreviation_space=NARROW_NO_BREAK_SPACE,
    native_digits="thai",
    uses_native_digits=True,
    more_weekdays=words("lun mar"),
    magnitude_words=(("melon", 6),),
    percent_words=("porsen",),
    half_word="medo",
    calendar_offsets=(44,),
    has_hijri_years=True,
    elisions="sk|l",
    elided_words=words("ta"),
    clipped_words=words("sko"),
    shortened_words=words("pe"),
    genitive_endings="z",
)
LANGUAGES: Declarations = {
    "qaa": QAA,
    "qaa-CH": replace(QAA, percent_space="", uses_native_digits=False),
    "qaa-ES": replace(QAA, has_raya=True, range_dash=ASCII_HYPHEN),
    "qaa-GR": replace(QAA, has_greek_question_mark=True, punctuation_spaces=None),
    "qaa-IR": replace(QAA, arabic_letters="persian"),
    "qaa-TH": replace(
        QAA, segmentation="dictionary", icu_language="th", prefixes=words("และ"), unbreakable="เด็กคิด", no_break=()
    ),
    "qaa-TR": replace(QAA, has_percent_before=True, has_closed_percent_adjective=True, uses_native_digits=False),
    "qaa-UZ": replace(QAA, letter_apostrophes="ʻʼ"),
    "qaa-WS": replace(QAA, has_okina=True),
}
