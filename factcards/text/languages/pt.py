"""Portuguese.

*Acordo Ortográfico* 1990, XX.6 (hyphen); *Manual de Redação da Presidência da República* and *Código de Redação
Interinstitucional* (travessão).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import EM_DASH, Declarations, LanguageRules, for_tags, words

PT = LanguageRules(
    function_words=words("com como de e em entre não ou para por que se sem seu seus sob sobre sua suas é"),
    articles=words("a ao aos as da das do dos na nas no nos num numa o os pela pelas pelo pelos um uma umas uns à às"),
    approximate_words=words("aproximadamente cerca quase"),
    number_labels="Meta|Objetivo|Artigo|Capítulo|Página|Secção|Seção|Quadro|Tabela|Resolução|Parágrafo|Anexo",
    months="janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    month_link="de ",
    personal_titles=r"Exma?\.|Dra?\.|Profa?\.|D\.|Sra?\.",
    repeats_hyphen=True,
    has_hyphenation=True,
    dash=EM_DASH,
    closed_dash=EM_DASH,
    magnitude_words=(("bilhão", 9), ("bilhões", 9), ("trilhões", 12), ("bilião", 12), ("biliões", 12)),
    percent_words=("cento",),
    half_word="metade",
)
LANGUAGES: Declarations = {
    "pt": PT,
    **for_tags("pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL", replace(PT, quotes="«»“”")),
}
