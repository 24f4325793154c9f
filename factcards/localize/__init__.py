"""Card and language → LocalCard: fallback along the tag, direction, source line, address, alt text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..cards import Card, Change, Language, LocalCard, Prose, Variant
from ..errors import Place, Problem
from ..text.languages import language_chain, language_direction
from .addresses import Address, name_link_field, write_address
from .amounts import write_counts
from .hands import set_hand
from .numbers import find_units, isolate_numbers
from .typography import set_typography
from .words import join_source, put_label, write_alt

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
    variant, changes, problems = set_typography(variant, language, find_variant(card, card.language))
    direction = language_direction(language)
    address = write_address(variant.action, language, direction)
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
        chart=write_counts(variant.chart, language, variant.digits) if variant.chart else None,
        # a fact says where it comes from; a story is signed, without the word
        source=put_label(labels.get("source") if variant.kind == "fact" else None, source, language),
        call=variant.action.label,
        address=address.text,
        image=variant.image,
        credit=put_label(labels.get("photo"), credit, language),
        brand=variant.brand,
        theme=variant.theme,
        reviewed=variant.reviewed,
        hyphenate=variant.hyphenate,
        index=card.index,
        total=card.total,
        changes=changes,
        problems=(*problems, *_doubt_host(address, variant)),
    )
    if not local.alt:
        alt, ends = write_alt(local)
        local = replace(local, alt=alt, alt_ends=ends)
    local = set_hand(local, variant.hand)
    return _isolate(local, dict(variant.places)) if variant.typography else local


def _doubt_host(address: Address, variant: Variant) -> Iterator[Problem]:
    """Yield a warning where the host's own letters are not printed."""
    if address.doubt:
        places = dict(variant.places)
        name = "action.short" if variant.action.short else name_link_field(places)
        message = f"the host is printed in punycode (`xn--…`): {address.doubt}"
        hint = "check that it is the host you mean; readers trust one in letters that they know"
        yield Problem("warning", message, places.get(name, variant.place), name, hint, kind="punycode")


def _isolate(card: LocalCard, places: dict[str, Place]) -> LocalCard:
    """The card with what runs against its words in isolates, each told as a change."""
    words: list[tuple[str, Prose | None]] = [(card.kind, prose) for prose in card.body]
    words += [("headline", card.headline), ("source", card.source)]
    changes = [_told(name, one, unit, places) for name, one in words if one for unit in find_units(one)]
    return replace(
        card,
        headline=isolate_numbers(card.headline) if card.headline else None,
        body=tuple(map(isolate_numbers, card.body)),
        source=isolate_numbers(card.source) if card.source else None,
        changes=(*card.changes, *changes),
    )


def _told(name: str, prose: Prose, unit: tuple[int, int], places: dict[str, Place]) -> Change:
    words = prose.text[slice(*unit)]
    return Change(name, "isolate", words, f"\u2066{words}\u2069", unit[0], places.get(name))
