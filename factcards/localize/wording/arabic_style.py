"""In whose hand Arabic letters are written: Naskh or Nastaliq, named in the words' tag."""

from __future__ import annotations

from dataclasses import replace

from ...model.cards import Language, LocalCard, Prose
from ...text.unicode.languages import arabic_style


def apply_style(card: LocalCard, style: str) -> LocalCard:
    """The card with every word in Arabic letters in that hand; "" leaves each language its own."""
    if not style:
        return card

    def write(prose: Prose | None) -> Prose | None:
        return replace(prose, language=tag_with_style(prose.language, style)) if prose else None

    return replace(
        card,
        headline=write(card.headline),
        body=tuple(replace(p, language=tag_with_style(p.language, style)) for p in card.body),
        source=write(card.source),
        call=write(card.call),
        credit=write(card.credit),
    )


def tag_with_style(language: Language, style: str) -> Language:
    """The tag with the hand as its private use (`ur-x-naskh`), where that is not the language's own hand."""
    own = {"Aran": "nastaliq", "Arab": "naskh"}.get(arabic_style(language), "")
    return language if own in ("", style) or "-x-" in language else f"{language}-x-{style}"
