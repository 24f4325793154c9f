"""YAML or Python values to cards and themes: each error at its line, all errors at once."""

from __future__ import annotations

from .cards.field_types import (
    AcceptFields,
    ActionFields,
    BrandFields,
    CardFields,
    ChartFields,
    CountFields,
    ImageFields,
    LabelsFields,
    LogoFields,
    SetChoices,
    SourceFields,
    TileFields,
    TitleFields,
)
from .cards.lone_cards import make_card, parse_card
from .cards.made_sets import make_set
from .cards.set_reader import Read, read_cards, read_sets
from .themes.parsed_theme import parse_theme

__all__ = [
    "AcceptFields",
    "ActionFields",
    "BrandFields",
    "CardFields",
    "ChartFields",
    "CountFields",
    "ImageFields",
    "LabelsFields",
    "LogoFields",
    "Read",
    "SetChoices",
    "SourceFields",
    "TileFields",
    "TitleFields",
    "make_card",
    "make_set",
    "parse_card",
    "parse_theme",
    "read_cards",
    "read_sets",
]
