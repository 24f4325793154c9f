"""Bengali."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, words

BN = LanguageRules(
    function_words=words("আর একটি এবং ও কিংবা না বা যে"),
    following_words=words("ছিল ছিলেন জন্য থেকে দ্বারা নয় নেই পরে মধ্যে সঙ্গে সাথে হয় হয়েছে"),
    approximate_words=words("প্রায়"),
    number_labels="অনুচ্ছেদ|ধারা|অধ্যায়|পৃষ্ঠা|লক্ষ্য|সারণি|নং",
    personal_titles=r"ড\.|ডা\.|জনাব|বেগম|অধ্যাপক",
    native_digits="beng",
    uses_native_digits=True,
    magnitude_words=(("লক্ষ", 5), ("মিলিয়ন", 6), ("বিলিয়ন", 9), ("ট্রিলিয়ন", 12)),
    percent_words=("শতাংশ", "শতকরা"),
    calendar_offsets=(-593, -594),
)
LANGUAGES: Declarations = {
    "bn": BN,
}
