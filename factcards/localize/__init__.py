"""Card and language → LocalCard: fallback along the tag, direction, source line, address, alt text."""

from __future__ import annotations

from dataclasses import replace

from ..cards import Card, Language, LocalCard, Variant
from ..text.languages import language_chain, language_direction
from .amounts import write_counts
from .numbers import isolate_numbers
from .words import join_source, put_label, short_address, write_alt

__all__ = ["find_variant", "localize_card"]


def find_variant(card: Card, language: Language) -> Variant | None:
    """What the card says in that language or along its tag (fr-CA → fr); None where it is not translated."""
    variants = {tag.lower(): variant for tag, variant in card.variants}
    return next((variants[tag.lower()] for tag in language_chain(language) if tag.lower() in variants), None)


def localize_card(card: Card, language: Language) -> LocalCard | None:
    """The card in that language with nothing left to look up; None where it is not translated."""
    variant = find_variant(card, language)
    if variant is None:
        return None
    direction = language_direction(language)
    labels = dict(variant.labels)
    source = join_source(variant.source, language) if variant.source else None
    credit = variant.image.credit if variant.image else None
    local = LocalCard(
        id=card.id,
        set=card.set,
        language=language,
        direction=direction,
        kind=variant.kind,
        body=variant.body,
        url=variant.action.url,
        alt=variant.alt.text if variant.alt else "",
        headline=variant.headline,
        chart=write_counts(variant.chart, language) if variant.chart else None,
        # a fact says where it comes from; a story is signed, without the word
        source=put_label(labels.get("source") if variant.kind == "fact" else None, source, language),
        call=variant.action.label,
        address=short_address(variant.action, direction),
        image=variant.image,
        credit=put_label(labels.get("photo"), credit, language),
        brand=variant.brand,
        theme=variant.theme,
        reviewed=variant.reviewed,
        index=card.index,
        total=card.total,
    )
    local = local if local.alt else replace(local, alt=write_alt(local))
    return replace(
        local,
        headline=isolate_numbers(local.headline) if local.headline else None,
        body=tuple(map(isolate_numbers, local.body)),
        source=isolate_numbers(local.source) if local.source else None,
    )
