"""Card and language → LocalCard: fallback along the tag, direction, source line, address, alt text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..errors import Place, Problem
from ..model.cards import Card, Change, Language, LocalCard, Prose, Variant
from ..text.unicode.languages import language_chain, language_direction
from .typography.number_format import write_counts
from .typography.typographer import set_typography
from .wording.arabic_style import set_hand
from .wording.bidi_isolation import Unit, find_adjacent, find_units, isolate_numbers
from .wording.card_text import join_source, put_label, write_alt
from .wording.printed_links import Address, name_link_field, write_address

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
    """Return the card with what runs against its words in isolates, each reported as a change."""
    changes: list[Change] = []
    problems: list[Problem] = []

    def isolate(name: str, prose: Prose | None) -> Prose | None:
        if not prose:
            return None
        problems.extend(_doubt_order(name, one, places) for one in find_adjacent(prose))
        changes.extend(_report(name, prose, unit, places) for unit in find_units(prose))
        return isolate_numbers(prose)

    body = tuple(isolate(card.kind, prose) or prose for prose in card.body)
    chart = card.chart
    if chart:
        counts = (replace(c, label=isolate(f"chart.counts[{i}].label", c.label)) for i, c in enumerate(chart.counts))
        tiles = (replace(t, label=isolate(f"chart.tiles[{i}].label", t.label)) for i, t in enumerate(chart.tiles))
        chart = replace(chart, counts=tuple(counts), tiles=tuple(tiles))
    return replace(
        card,
        headline=isolate("headline", card.headline),
        body=body,
        chart=chart,
        source=isolate("source", card.source),
        call=isolate("action.label", card.call),
        credit=isolate("image.credit", card.credit),
        changes=(*card.changes, *changes),
        problems=(*card.problems, *problems),
    )


def _doubt_order(name: str, words: str, places: dict[str, Place]) -> Problem:
    """Return a warning of two numbers side by side, which right-to-left words set in the opposite order."""
    message = f"two numbers stand side by side, the first on the right: `{words}`"
    hint = "write a word or a comma between them; in a telephone number hyphens, or its country code with `+`"
    return Problem("warning", message, places.get(name), name, hint, kind="adjacent-numbers")


def _report(name: str, prose: Prose, unit: Unit, places: dict[str, Place]) -> Change:
    words = prose.text[unit.start : unit.end]
    return Change(name, "isolate", words, f"{unit.opening}{words}{unit.closing}", unit.start, places.get(name))
