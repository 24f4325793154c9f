"""Galician."""

from __future__ import annotations

from .rules import NO_BREAK_SPACE, Declarations, LanguageRules, words

GL = LanguageRules(
    function_words=words("ata co coa coas como con cos de desde e en entre non ou para por que se sen sobre son é"),
    articles=words("a ao aos as da das do dos na nas no nos o os pola polas polo polos un unha unhas uns á ás"),
    months="xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro",
    month_link="de ",
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    percent_space=NO_BREAK_SPACE,
)
LANGUAGES: Declarations = {
    "gl": GL,
}
