"""The fields of a card that readers see or hear, with their figures and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...errors import Place
from ...model.cards import Language, Prose, Variant
from .stated_figures import Figure, find_figures


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field of a card in one language, with its figures and its place in a file."""

    name: str
    text: str
    language: Language
    figures: tuple[Figure, ...]
    place: Place


def list_fields(variant: Variant) -> list[ComparedField]:
    """Return the fields of a variant that readers see or hear."""
    places = dict(variant.places)
    found: list[ComparedField] = []

    def add(name: str, *words: Prose | None, of: str = "") -> None:
        texts = [prose for prose in words if prose]
        if texts:
            text = texts[0].text if len(texts) == 1 else " ¶ ".join(prose.text for prose in texts)
            place = places.get(of or name, variant.place)
            found.append(ComparedField(name, text, texts[0].language, find_figures(text, texts[0].language), place))

    add("headline", variant.headline)
    add(variant.kind, *variant.body)
    add("alt", variant.alt)
    add("action.label", variant.action.label)
    if variant.image:
        add("image.alt", variant.image.alt)
    if variant.chart:
        for index, count in enumerate(variant.chart.counts):
            add(f"chart.counts[{index}].label", count.label, of="chart")
        for index, tile in enumerate(variant.chart.tiles):
            add(f"chart.tiles[{index}].name", tile.name, of="chart")
            add(f"chart.tiles[{index}].label", tile.label, of="chart")
        place = places.get("chart", variant.place)
        language = variant.body[0].language
        counts = enumerate(count.value for count in variant.chart.counts)
        found += [_make_number_field(f"chart.counts[{index}]", value, "", language, place) for index, value in counts]
        if variant.chart.share is not None and "chart" in places:   # otherwise the share comes from the headline
            found.append(_make_number_field("chart.share", variant.chart.share * 100, "%", language, place))
    if variant.source:
        title, year = variant.source.line, Prose(variant.source.year, variant.body[0].language)
        found += [_keep_years(field) for field in _source_fields(title, year, places.get("source", variant.place))]
    return found


def _make_number_field(name: str, value: float, unit: str, language: Language, place: Place) -> ComparedField:
    """Return a field for a number of the chart. Its figure is soft, since the words need not repeat it."""
    written = f"{value:.9f}".rstrip("0").rstrip(".")
    shown = f"{written}{unit}"
    figure = Figure(0, len(shown), shown, frozenset((Decimal(written),)), "number", unit, is_soft=True)
    figure = figure if unit else replace(figure, may_be_percent=True)
    return ComparedField(name, shown, language, (figure,), place)


def _source_fields(line: Prose | None, year: Prose, place: Place) -> Iterator[ComparedField]:
    for name, prose in (("source", line), ("source.year", year)):
        if prose and prose.text:
            yield ComparedField(name, prose.text, prose.language, find_figures(prose.text, prose.language), place)


def _keep_years(field: ComparedField) -> ComparedField:
    """Return a source with only its years: an edition in another language has other page numbers."""
    years = tuple(figure for figure in field.figures if figure.is_year)
    return ComparedField(field.name, field.text, field.language, years, field.place)


def format_place(place: Place) -> str:
    """Format a place for a hint as file and line."""
    return f"{place.file}:{place.line}"
