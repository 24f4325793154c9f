"""Malay."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, in_other_script, words

MS = LanguageRules(
    function_words=words(
        "akan atau bagi dalam dan dari daripada dengan di itu ke kerana oleh pada para sebagai tidak untuk yang"
    ),
    approximate_words=words("hampir kira-kira lebih sekitar"),
    number_labels="Perkara|Bab|halaman|Matlamat|Jadual|tahun",
    personal_titles=r"Encik|Puan|Cik|Dr\.",
    percent_words=("peratus",),
    has_hijri_years=True,
)
LANGUAGES: Declarations = {
    "ms": MS,
    "ms-Arab": in_other_script(MS, quotes="”“’‘"),
}
