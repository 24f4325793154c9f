"""The fields of a card and the choices of a set as types, so that editors complete them and type checkers check them.

Each class has the keys of the reader of that field; a test compares the two. `None` stands for a field that is not
given, and in a variant it removes an inherited one. Words that are often numbers, such as a year, may be numbers, and
paths may be those of `pathlib`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Literal, TypedDict

from ...graphics.color import Color
from ...model.sizes import Size


class TitleFields(TypedDict, total=False):
    """The title of a source in another language than the card."""

    text: str | float | None
    """The title as it is on the work."""
    language: str | None
    """Its language tag (BCP 47), such as `en`. Default: the card's language."""


class SourceFields(TypedDict, total=False):
    """Where the words come from, in parts. They are printed on one line, as the card's language writes it."""

    publisher: str | None
    """Who published the work, such as an organisation or a journal."""
    title: str | float | TitleFields | None
    """The work's title, without quotation marks. A title in another language than the card has its parts."""
    year: str | float | None
    """The year of publication, such as `2015` or `"2014–2016"`."""
    page: str | float | None
    """The page, section or table that has the fact."""
    url: str | None
    """Where the work is online. It is not printed."""


_ShortElsewhere = TypedDict("_ShortElsewhere", {"short-elsewhere": bool | None}, total=False)
"""Whether `short` may be on another domain than the link. Default: False."""


class ActionFields(_ShortElsewhere, total=False):
    """What people can do: the link with its words. Annotate an action that several cards share with this type."""

    label: str | None
    """The words above the code."""
    url: str | None
    """The link that the code opens; `{set}`, `{card}`, `{language}`, `{size}` and `{platform}` are filled in."""
    short: str | None
    """The printed address for people who cannot scan; by default the link's, if it has at most 32 characters."""


class ImageFields(TypedDict, total=False):
    """A photograph: the name of its file, with its words and the point to keep when cropping."""

    file: str | PurePath | None
    """The path of a JPEG, PNG, WebP or AVIF: a name in `files`, or a path in the folder of the card."""
    alt: str | None
    """What the picture shows, for screen readers."""
    credit: str | None
    """Who made the picture, and its licence. It is printed."""
    focus: Sequence[float] | None
    """The point to keep: from the start and from the top, each from 0 to 1. By default one is computed."""


class LogoFields(TypedDict, total=False):
    """The files of a logo in a light and in a dark tone."""

    light: str | PurePath | None
    """The path of the logo in a light tone, for dark grounds."""
    dark: str | PurePath | None
    """The path of the logo in a dark tone, for light grounds."""


class BrandFields(TypedDict, total=False):
    """The organisation that publishes the card; colours and fonts by the names that the theme gives them."""

    name: str | None
    """Whose card it is. It is printed if there is no logo."""
    logo: str | PurePath | LogoFields | None
    """The path of a picture or an SVG drawing: a name in `files`, or a path in the folder of the card."""
    colors: Mapping[str, str | Color | None] | None
    """Colours of the theme's palette → what replaces them, such as `{"accent": "#ffd166"}`."""
    fonts: Mapping[str, str | None] | None
    """The families of `headline` (figures and headlines) and `text` (everything else in Latin, Greek and Cyrillic)."""


class CountFields(TypedDict, total=False):
    """One number of a chart."""

    value: str | float | Decimal | None
    """A number of at least 0, with at most 15 digits, 9 of them decimals."""
    label: str | float | None
    """What was counted."""


class TileFields(TypedDict, total=False):
    """One of several things of equal rank."""

    name: str | float | None
    """The short name that is written large."""
    label: str | float | None
    """What the name stands for."""


class ChartFields(TypedDict, total=False):
    """The data of a chart: one of the three."""

    share: str | float | Decimal | None
    """A share of the whole: a percentage such as `"96%"`, or a number from 0 to 1."""
    counts: Sequence[CountFields] | None
    """Two to six numbers that are compared."""
    tiles: Sequence[TileFields] | None
    """Up to six things that have a name but no quantity."""


class LabelsFields(TypedDict, total=False):
    """The words before the source and before the photographer's name."""

    source: str | None
    """The words before a fact's source, such as `Source:`. A story's source has none."""
    photo: str | None
    """The words before a photo credit."""


class AcceptFields(TypedDict, total=False):
    """A kind of warning that the author accepts, and why."""

    kind: str
    """The kind of the warning, as in `Problem.kind`."""
    reason: str
    """Why this is right as it is."""


class CardFields(TypedDict, total=False):
    """The fields of a card. It needs `language`, `fact` or `story`, `source` and `action`."""

    language: str | None
    """The language of the text: a language tag (BCP 47) such as `en`, `fr-CA`, `zh-Hans` or `sr-Latn`. Required."""
    fact: str | None
    """The text of a fact. `**…**` emphasises, and a blank line separates paragraphs. Required, unless it is a story."""
    story: str | None
    """The text of a story, in place of `fact`."""
    headline: str | float | None
    """The large text or figure above a fact, the date or name above a story. One paragraph."""
    alt: str | None
    """The alt text for screen readers. By default it is composed of the card's text."""
    chart: ChartFields | None
    """The data of a chart, for themes that draw one. A headline that is a percentage is also a share."""
    source: str | SourceFields | None
    """Where the text comes from: one line, or its parts. Required."""
    action: str | ActionFields | None
    """What a reader can do: a link (`https:`, `http:`, `mailto:` or `tel:`), or its parts. Required."""
    image: str | PurePath | ImageFields | None
    """A photograph: a name in `files` or a path in the folder of the card, or its parts."""
    theme: str | PurePath | None
    """The name of a built-in theme, or the path of a theme's file. Default: `statement`."""
    expires: date | str | None
    """The last day of the card, such as `2027-01-31`; after it (UTC) the card is an error. By default there is none."""
    reviewed: bool | None
    """Whether a native reader has checked the text. It appears in the manifest only. Default: True."""
    labels: LabelsFields | None
    """The words before the source and the photo credit. By default there are none."""
    brand: BrandFields | None
    """Whose card it is: name, logo, colours and fonts."""
    rights: str | None
    """The terms of use, such as `CC BY 4.0`. They are not printed; they are in the metadata of the files."""
    digits: Literal["native", "latin"] | None
    """The language's own digits, or European ones. By default as CLDR prefers for the language."""
    typography: bool | None
    """Whether straight quotes, missing no-break spaces and the like become those of the language. Default: True."""
    hyphenate: bool | None
    """Whether long words may be hyphenated. Default: True."""
    hand: Literal["naskh", "nastaliq"] | None
    """The style of Arabic letters. By default Nastaliq for Urdu, Kashmiri and Punjabi, Naskh for other languages."""
    accept: Sequence[AcceptFields] | None
    """Warnings that somebody has checked, each with a reason. They are no longer reported."""


class SetChoices(TypedDict, total=False):
    """What the cards of a set have in common, as in `set.yaml`."""

    title: str | None
    """The set's name for people, in the language of its first card."""
    languages: Sequence[str] | None
    """The languages to render. By default those in which each card is written."""
    sizes: Sequence[str | Size] | None
    """The sizes to render: names in `SIZES`, measures such as `1080x608`, or a Size. Default: the first of `SIZES`."""
    formats: Sequence[str] | None
    """The formats to render, of `FORMATS`. Default: `png`."""
    type: Literal["even", "each"] | None
    """`even`: all cards have one type size in each language. `each`: the largest that fits each. Default: `even`."""
