"""A card in each of twenty languages: a fact with emphasis and figures, a source, a call and an address.

The words are gflanguages' samples, which are from the Universal Declaration of Human Rights.
"""

from __future__ import annotations

from witness.samples import Sample, load_samples

from factcards.model.cards import LocalCard, Source
from support.cards import card, prose

_SAMPLES = {
    "en": "en_Latn", "fr": "fr_Latn", "es": "es_Latn", "ru": "ru_Cyrl", "zh-Hans": "zh_Hans", "ar": "ar_Arab",
    "he": "he_Hebr", "ur": "ur_Arab", "fa": "fa_Arab", "hi": "hi_Deva", "bn": "bn_Beng", "ta": "ta_Taml",
    "th": "th_Thai", "km": "km_Khmr", "my": "my_Mymr", "am": "am_Ethi", "el": "el_Grek", "ja": "ja_Jpan",
    "ko": "ko_Kore", "yo": "yo_Latn",
}  # fmt: skip
"""The name of each language's samples."""
LANGUAGES = tuple(_SAMPLES)
_CALL = 24
"""Number of characters after which the call ends with its word."""
_LONG_FIELDS = ("styles", "tester", "specimen_48", "specimen_36", "specimen_32")


def make_card(language: str) -> LocalCard:
    """Return the card in a language."""
    short, long = (sample for sample in load_samples() if sample.name == _SAMPLES[language])
    first, space, rest = short.text.partition(" ")
    words = f"**{first}**{space}{rest} 96%, 2017" if space else f"{short.text} **96%**, 2017"
    source = Source(line=prose(long.text, language))
    return card(words, language, source=source, call=_cut(short.text), headline="96%")


def load_long_samples(language: str) -> list[Sample]:
    """Return five texts in a language, as far as there are so many, of up to 420 characters."""
    return [sample for sample in load_samples(_LONG_FIELDS, 420) if sample.name == _SAMPLES[language]]


def make_long_card(sample: Sample) -> LocalCard:
    """Return a card with a sample and figures as its text; source and call are in English."""
    return card(f"96% {sample.text}, 2017", sample.tag)


def _cut(text: str) -> str:
    """Return the first words of a text."""
    at = text.find(" ", _CALL)
    return text[:at] if at > 0 else text[:_CALL]
