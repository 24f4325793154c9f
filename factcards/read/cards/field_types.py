"""The fields of a card and the choices of a set as types, so that editors complete them and type checkers check them.

Each class has the keys of the reader of that field; a test compares the two. `None` stands for a field that is not
given, and in a variant it removes an inherited one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, TypedDict

from ...model.sizes import Size


class TitleFields(TypedDict, total=False):
    """The title of a source in a language of its own."""

    text: str | None
    language: str | None


class SourceFields(TypedDict, total=False):
    """Where the words come from, in parts."""

    publisher: str | None
    title: str | TitleFields | None
    year: str | int | None
    page: str | int | None
    url: str | None


ActionFields = TypedDict(
    "ActionFields",
    {"label": str | None, "url": str | None, "short": str | None, "short-elsewhere": bool | None},
    total=False,
)
"""What people can do: the link with its words."""


class ImageFields(TypedDict, total=False):
    """A photograph: the name of its file, with its words and the point to keep when cropping."""

    file: str | None
    alt: str | None
    credit: str | None
    focus: Sequence[float] | None


class LogoFields(TypedDict, total=False):
    """The files of a logo in a light and in a dark tone."""

    light: str | None
    dark: str | None


class BrandFields(TypedDict, total=False):
    """The organisation that publishes the card; colours and fonts by the names that the theme gives them."""

    name: str | None
    logo: str | LogoFields | None
    colors: Mapping[str, str | None] | None
    fonts: Mapping[str, str | None] | None


class CountFields(TypedDict, total=False):
    """One number of a chart."""

    value: float | str | None
    label: str | None


class TileFields(TypedDict, total=False):
    """One of several things of equal rank."""

    name: str | float | None
    label: str | None


class ChartFields(TypedDict, total=False):
    """The data of a chart: one of the three."""

    share: str | float | None
    counts: Sequence[CountFields] | None
    tiles: Sequence[TileFields] | None


class LabelsFields(TypedDict, total=False):
    """The words before the source and before the photographer's name."""

    source: str | None
    photo: str | None


class AcceptFields(TypedDict, total=False):
    """A kind of warning that the author accepts, and why."""

    kind: str
    reason: str


class CardFields(TypedDict, total=False):
    """The fields of a card."""

    language: str | None
    fact: str | None
    story: str | None
    headline: str | None
    alt: str | None
    chart: ChartFields | None
    source: str | SourceFields | None
    action: str | ActionFields | None
    image: str | ImageFields | None
    theme: str | None
    expires: date | str | None
    reviewed: bool | None
    labels: LabelsFields | None
    brand: BrandFields | None
    digits: Literal["native", "latin"] | None
    typography: bool | None
    hyphenate: bool | None
    hand: Literal["naskh", "nastaliq"] | None
    accept: Sequence[AcceptFields] | None


class SetChoices(TypedDict, total=False):
    """What the cards of a set have in common, as in `set.yaml`."""

    title: str | None
    languages: Sequence[str] | None
    sizes: Sequence[str | Size] | None
    formats: Sequence[str] | None
    type: Literal["even", "each"] | None
