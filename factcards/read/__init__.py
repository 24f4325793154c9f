"""YAML or Python values to cards: the cascade of sets, cards and variants; every error at its line, all at once."""

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
    "read_cards",
    "read_sets",
]
