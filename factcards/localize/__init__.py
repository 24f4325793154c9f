"""Card and language → LocalCard: language fallback, direction, source line, printed address, alt text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..errors import Place, Problem
from ..model.cards import Card, Language, LocalCard, Prose, TypographyEdit, Variant
from ..text.unicode.language_scripts import language_direction, language_fallbacks
from .typography.number_format import format_counts
from .typography.typographer import typeset_variant
from .wording.arabic_style import apply_style
from .wording.bidi_isolation import Isolate, find_adjacent_numbers, find_isolates, isolate_numbers
from .wording.card_text import join_label, join_source, make_alt_text, make_chart_alt, make_title
from .wording.printed_links import PrintedAddress, find_link_field, make_printed_address

__all__ = ["find_variant", "localize_card"]


def find_variant(card: Card, language: Language) -> Variant | None:
    """Return the card's variant in a language or a fallback of it (fr-CA → fr), or None if it is not translated."""
    variants = {tag.lower(): variant for tag, variant in card.variants}
    return next((variants[tag.lower()] for tag in language_fallbacks(language) if tag.lower() in variants), None)


def localize_card(card: Card, language: Language) -> LocalCard | None:
    """Return the card in a language, with everything resolved, or None if it is not translated."""
    variant = find_variant(card, language)
    if variant is None:
        return None
    variant, changes, problems = typeset_variant(variant, language, find_variant(card, card.language))
    direction = language_direction(language)
    address = make_printed_address(variant.action, language, direction)
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
        chart=format_counts(variant.chart, language, variant.digits) if variant.chart else None,
        # only a fact's source has a label; a story is signed without one
        source=join_label(labels.get("source") if variant.kind == "fact" else None, source, language),
        call=variant.action.label,
        address=address.text,
        image=variant.image,
        credit=join_label(labels.get("photo"), credit, language),
        brand=variant.brand,
        rights=variant.rights,   # as written: the 4.0 of a licence does not get a decimal comma or other digits
        theme=variant.theme,
        reviewed=variant.reviewed,
        hyphenate=variant.hyphenate,
        index=card.index,
        total=card.total,
        changes=changes,
        problems=(*problems, *_find_punycode_warnings(address, variant)),
    )
    if not local.alt:
        alt, ends = make_alt_text(local)
        local = replace(local, alt=alt, alt_ends=ends)
    local = replace(local, title=make_title(local), chart_alt=make_chart_alt(local, variant.digits))
    local = apply_style(local, variant.hand)
    return _isolate_card(local, dict(variant.places)) if variant.typography else local


def _find_punycode_warnings(address: PrintedAddress, variant: Variant) -> Iterator[Problem]:
    """Yield a warning if the host is printed in punycode."""
    if address.punycode_reason:
        places = dict(variant.places)
        name = "action.short" if variant.action.short else find_link_field(places)
        message = f"the host is printed in punycode (`xn--…`): {address.punycode_reason}"
        hint = "check that it is the host you mean; readers trust one in letters that they know"
        yield Problem("warning", message, places.get(name, variant.place), name, hint, kind="punycode")


def _isolate_card(card: LocalCard, places: dict[str, Place]) -> LocalCard:
    """Return the card with text of the opposite direction in isolates, each reported as a change."""
    changes: list[TypographyEdit] = []
    problems: list[Problem] = []

    def isolate(name: str, prose: Prose | None) -> Prose | None:
        if not prose:
            return None
        problems.extend(_make_adjacent_numbers_warning(name, one, places) for one in find_adjacent_numbers(prose))
        changes.extend(_describe_isolate(name, prose, unit, places) for unit in find_isolates(prose))
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


def _make_adjacent_numbers_warning(name: str, words: str, places: dict[str, Place]) -> Problem:
    """Return a warning about two adjacent numbers, which appear in the opposite order in right-to-left words."""
    message = f"two numbers are side by side, the first on the right: `{words}`"
    hint = "write a word or a comma between them; in a telephone number hyphens, or its country code with `+`"
    return Problem("warning", message, places.get(name), name, hint, kind="adjacent-numbers")


def _describe_isolate(name: str, prose: Prose, unit: Isolate, places: dict[str, Place]) -> TypographyEdit:
    words = prose.text[unit.start : unit.end]
    return TypographyEdit(name, "isolate", words, f"{unit.opening}{words}{unit.closing}", unit.start, places.get(name))
