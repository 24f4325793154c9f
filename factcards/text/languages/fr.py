"""French.

Imprimerie nationale, *Lexique des règles typographiques* (spaces, ranges, titles, 1er); *Guide du typographe*,
Lausanne (fr-CH); Office québécois de la langue française (fr-CA: quotes, and no space before `; ! ?` unless it
is a thin one). Inner marks are “ ”, against CLDR: two guillemets that close together cannot be read.
"""

from __future__ import annotations

from dataclasses import replace

from .rules import (
    ASCII_HYPHEN,
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    ROMANCE_ELISIONS,
    Declarations,
    LanguageRules,
    PunctuationSpaces,
    words,
)

FR = LanguageRules(
    quotes="«»“”",
    function_words=words(
        "avec chez comme dans de elle elles en entre est et il ils leur leurs ma mais mes ne ni nos notre ou "
        "où par pas plus pour qu que qui sa sans se ses si son sont sous sur ta vers vos votre y à"
    ),
    articles=words("au aux ce ces cet cette des du la le les un une"),
    approximate_words=words("environ presque près quelque"),
    number_labels=("Cible|Objectif|Article|Chapitre|Résolution|Section|Tableau|Figure|Paragraphe|Annexe|Alinéa|page"),
    personal_titles=r"MM?\.|Me|Mgr|Pr|Vve",
    keeps_short_parts=True,
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    range_dash=ASCII_HYPHEN,
    punctuation_spaces=PunctuationSpaces(
        high=NARROW_NO_BREAK_SPACE, colon=NO_BREAK_SPACE, guillemets=NARROW_NO_BREAK_SPACE
    ),
    percent_space=NARROW_NO_BREAK_SPACE,
    elisions=ROMANCE_ELISIONS,
    percent_words=("pour cent", "pourcent"),
    half_word="moitié",
)
LANGUAGES: Declarations = {
    "fr": FR,
    "fr-CA": replace(
        FR,
        punctuation_spaces=PunctuationSpaces(high="", colon=NO_BREAK_SPACE, guillemets=NO_BREAK_SPACE),
    ),
    "fr-CH": replace(
        FR,
        quotes="«»‹›",
        punctuation_spaces=PunctuationSpaces(
            high=NARROW_NO_BREAK_SPACE, colon=NARROW_NO_BREAK_SPACE, guillemets=NARROW_NO_BREAK_SPACE
        ),
        percent_space="",
    ),
}
