"""In whose hand Arabic letters are written: Naskh or Nastaliq, named in the words' tag."""

from __future__ import annotations

from dataclasses import replace

from ...model.cards import Language, LocalCard, Prose
from ...text.unicode.languages import language_hand


def set_hand(card: LocalCard, hand: str) -> LocalCard:
    """The card with every word in Arabic letters in that hand; "" leaves each language its own."""
    if not hand:
        return card

    def write(prose: Prose | None) -> Prose | None:
        return replace(prose, language=name_hand(prose.language, hand)) if prose else None

    return replace(
        card,
        headline=write(card.headline),
        body=tuple(replace(p, language=name_hand(p.language, hand)) for p in card.body),
        source=write(card.source),
        call=write(card.call),
        credit=write(card.credit),
    )


def name_hand(language: Language, hand: str) -> Language:
    """The tag with the hand as its private use (`ur-x-naskh`), where that is not the language's own hand."""
    own = {"Aran": "nastaliq", "Arab": "naskh"}.get(language_hand(language), "")
    return language if own in ("", hand) or "-x-" in language else f"{language}-x-{hand}"
