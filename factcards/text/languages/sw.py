"""Swahili."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

SW = LanguageRules(
    function_words=words("au bila cha kama katika kutoka kwa la lakini na ni si wa ya za"),
    approximate_words=words("karibu takriban zaidi"),
    compounds="kwa nini|kwa sababu|kwa ajili|hata hivyo|haki za binadamu|Umoja wa Mataifa",
    number_labels="Ibara|Kifungu|Sura|ukurasa|Lengo|mwaka|tarehe",
    months="Januari|Februari|Machi|Aprili|Mei|Juni|Julai|Agosti|Septemba|Oktoba|Novemba|Desemba",
    personal_titles=r"Bw\.|Bi\.|Dkt\.|Prof\.",
    magnitude_words=(("laki", 5), ("maelfu", 3)),
)
LANGUAGES: Declarations = {
    "sw": SW,
}
