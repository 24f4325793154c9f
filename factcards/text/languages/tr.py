"""Turkish.

Türk Dil Kurumu, *Yazım Kılavuzu* (`%12`) and “kısa çizgi” (range).
"""

from __future__ import annotations

from .rules import ASCII_HYPHEN, Declarations, LanguageRules, words

TR = LanguageRules(
    function_words=words("bir bu en her ile ne ve veya ya şu"),
    following_words=words("da de gibi ile için kadar ki mi mu mü mı"),
    approximate_words=words("neredeyse yaklaşık"),
    number_labels="Hedef|Amaç|Madde|Bölüm|Sayfa|Tablo|Karar",
    personal_titles=r"Sayın|(?:Sn|Av|Dr|Doç|Prof)\.|Bayan|Bay|Prof\. Dr\.",
    year_words=words("yılı yılında"),
    has_dotted_ordinals=True,
    uppercase="turkish",
    range_dash=ASCII_HYPHEN,
    has_percent_before=True,
)
LANGUAGES: Declarations = {
    "tr": TR,
}
