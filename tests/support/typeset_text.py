"""Text with its language's marks, as the text of a card gets them."""

from __future__ import annotations

from factcards.errors import Place
from factcards.localize.typography.typographer import typeset_variant
from factcards.model.cards import Action, Prose, TypographyEdit, Variant


def typeset_prose(prose: Prose, language: str, digits: str = "") -> tuple[Prose, tuple[TypographyEdit, ...]]:
    """Return text as the fact of a card in a language, and the changes; `digits` as in a card, "" for the default."""
    variant = Variant("fact", (prose,), Action("https://example.org"), Place("", 1, 1), digits=digits)
    typeset, changes, _ = typeset_variant(variant, language)
    return typeset.body[0], changes
