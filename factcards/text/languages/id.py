"""Indonesian."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

ID = LanguageRules(
    function_words=words(
        "akan atau bagi dalam dan dari dengan di itu juga karena ke oleh pada para sebagai sebuah tidak untuk yang"
    ),
    approximate_words=words("hampir kira-kira lebih sekitar"),
    number_labels="Pasal|Bab|halaman|Tujuan|Ayat|Tabel|tahun|nomor",
    personal_titles=r"Bapak|Ibu|Dr\.|Prof\.",
    has_hyphenation=True,
    percent_words=("persen",),
)
LANGUAGES: Declarations = {
    "id": ID,
}
