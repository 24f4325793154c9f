"""Spanish.

RAE, *Ortografía* 2010: 3.4.9 (guillemets, against CLDR), 3.4.8 (raya), 3.2 (abbreviations of plurals and of several
words), 2.3.2 (dates); *Diccionario panhispánico de dudas*, “guion” 2 (range).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import ASCII_HYPHEN, EM_DASH, NO_BREAK_SPACE, Declarations, LanguageRules, for_tags, words

ES = LanguageRules(
    quotes="«»“”",
    function_words=words(
        "a ante bajo como con contra de desde e en entre es hacia hasta me más ni no o para por que se sea "
        "según si sin sobre son su sus tras tu tus u uno y"
    ),
    articles=words("al del el la las lo los un una unas unos"),
    approximate_words=words("alrededor aproximadamente casi cerca unas unos"),
    number_labels=(r"Meta|Objetivo|Artículo|Capítulo|Página|Sección|Cuadro|Resolución|Párrafo|Anexo|núm\.|n\.[ºo]\.?"),
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    month_link="de ",
    personal_titles=r"D\.|D\.ª|Dña\.|Srta\.?|Lic\.|Ing\.|don|doña",
    may_begin_line_with_dash=True,
    has_hyphenation=True,
    closed_dash=EM_DASH,
    has_raya=True,
    range_dash=ASCII_HYPHEN,
    percent_space=NO_BREAK_SPACE,
    abbreviations=words("a.C. CC.AA. CC.OO. d.C. DD.HH. EE.UU. FF.AA. JJ.OO. P.D. p.ej. RR.HH. s.f."),
    magnitude_words=(("millardo", 9),),
    percent_words=("ciento",),
    half_word="mitad",
    other_number_region="es-MX",
)
LANGUAGES: Declarations = {
    "es": ES,
    **for_tags(
        "es-419 es-AR es-BO es-BR es-BZ es-CL es-CO es-CR es-CU es-DO es-EC es-GT es-HN es-MX es-NI es-PA "
        "es-PE es-PR es-PY es-SV es-US es-UY es-VE",
        replace(ES, quotes="“”‘’", percent_space=""),
    ),
}
