"""The style of Arabic letters, Naskh or Nastaliq, as part of a text's language tag."""

from __future__ import annotations

from dataclasses import replace

from ...model.cards import Language, LocalCard, Prose
from ...text.unicode.language_scripts import arabic_style


def apply_style(card: LocalCard, style: str) -> LocalCard:
    """Return the card with all Arabic letters in a style, `naskh` or `nastaliq`; "" leaves each language its own."""
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
    """Return the tag with a style as private use (`ur-x-naskh`), unless it is the language's own style."""
    own = {"Aran": "nastaliq", "Arab": "naskh"}.get(arabic_style(language), "")
    return language if own in ("", style) or "-x-" in language else f"{language}-x-{style}"
