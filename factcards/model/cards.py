"""What a card says: values as the author wrote them, after the cascade, and as one language needs them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..errors import Place, Problem
from ..graphics.color import Color
from ..photos import PhotoKey

Language = str
"""A BCP 47 tag: "ar", "zh-Hant"."""
CardKind = Literal["fact", "story"]
Direction = Literal["ltr", "rtl"]
DIGITS = ("native", "latin")
"""Whose digits a card's numbers are in: the language's own or European ones."""
ARABIC_STYLES = ("naskh", "nastaliq")
"""The hands of the Arabic script."""
SET_TYPES = ("even", "each")
"""Whether a set's cards share their sizes of type, or each has its own."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Words in one language, their marks removed.

    `emphasis` holds the stretches between `**` as (start, end) in characters; `language` is that of the file in which
    the words stand.
    """

    text: str
    language: Language
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: `line` as the author wrote it whole, or its parts."""

    line: Prose | None = None
    publisher: str = ""
    title: Prose | None = None
    year: str = ""
    page: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What a reader can do: `url` may hold placeholders; `short` is printed for those who cannot scan."""

    url: str
    label: Prose | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on a card; `focus` is the point to keep when cropping, 0 to 1 from the left and the top.

    Pictures are never mirrored, so it is the same point in every language. None leaves the choice to the layout.
    """

    photo: PhotoKey
    alt: Prose | None = None
    credit: Prose | None = None
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose card it is; colours replace those of a theme's palette by name, fonts its faces by role.

    `other_logo` is the same logo in another tone: the one that stands out more from its ground is shown.
    """

    name: str
    logo: PhotoKey | None = None
    colors: tuple[tuple[str, Color], ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()
    other_logo: PhotoKey | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One number of a chart with the words beside it."""

    value: float
    label: Prose | None
    text: str = ""  # the number as the card's language writes it


@dataclass(frozen=True, slots=True)
class Tile:
    """One of several things of equal rank, by its short name ("5.2"); it is no number to be compared."""

    name: Prose
    label: Prose | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What a theme may draw: a share of a whole, 0 to 1, or counts, or tiles.

    A share `from_headline` is the headline's percentage: where it is not drawn, the card still says it.
    """

    share: float | None = None
    counts: tuple[Count, ...] = ()
    tiles: tuple[Tile, ...] = ()
    from_headline: bool = False


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A kind of warning that somebody looked at and accepts, and why; `place` is where a file says so."""

    kind: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Variant:
    """A card in one language: every field after the cascade of set, set's variant, card and card's variant.

    `place` is that of its words, `places` are those of its fields by their dotted names, for whoever finds fault.
    """

    kind: CardKind
    body: tuple[Prose, ...]
    action: Action
    place: Place
    headline: Prose | None = None
    chart: Chart | None = None
    source: Source | None = None
    image: Image | None = None
    brand: Brand | None = None
    alt: Prose | None = None
    labels: tuple[tuple[str, Prose], ...] = ()
    theme: str = "statement"
    expires: date | None = None
    reviewed: bool = True
    digits: str = ""  # "" for what CLDR has for the language
    typography: bool = True
    hyphenate: bool = True
    hand: str = ""  # "" for the language's own
    accept: tuple[AcceptedWarning, ...] = ()  # of the set first, of the card's variant last
    problems: tuple[Problem, ...] = ()  # warnings, such as a label that stands in no file of this language
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a card was read: its set's `folder`, and the `root` inside which its theme may lie too, both absolute.

    Without a folder a theme was named by the user, not by a card.
    """

    folder: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card in all its languages.

    `set` is "" for a lone card file; `index` counts from 0 among the set's `total` cards. `fonts` is the folder of
    the designer's own fonts, "" for none. `company` is the set from which the card was taken. A variant is here only if
    its fact or story exists in that language. `origin` says where the files that it names lie. `faulty` are languages
    in which its words have an error, of which its set's problems tell.
    """

    id: str
    set: str
    language: Language
    variants: tuple[tuple[Language, Variant], ...]
    index: int = 0
    total: int = 1
    fonts: str = field(default="", compare=False)
    siblings: CardSet | None = field(default=None, compare=False, repr=False)
    origin: Origin = field(default=Origin(), compare=False, repr=False)
    faulty: tuple[Language, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CardSet:
    """A folder of cards and what to make of them; it is read like a mapping from a card's id to the card.

    `only` is the one card that was asked for, "" for all; the others are here as its company.
    """

    id: str
    cards: tuple[Card, ...]
    title: Prose | None = None
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    sizes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    type: Literal["even", "each"] = "even"
    only: str = ""
    problems: tuple[Problem, ...] = ()  # warnings that concern the set as a whole
    accept: tuple[AcceptedWarning, ...] = ()

    def __getitem__(self, card: str) -> Card:
        """The card of that id, with this set as its company; KeyError where there is none."""
        for one in self.cards:
            if one.id == card:
                return replace(one, siblings=self)
        raise KeyError(card)

    def __len__(self) -> int:
        """How many cards there are."""
        return len(self.cards)


@dataclass(frozen=True, slots=True)
class TypographyEdit:
    """What micro-typography changed in a field's words: the words around it before and after, and where.

    `index` counts the characters before it in the words as that rule found them.
    """

    field: str
    rule: str
    before: str
    after: str
    index: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class LocalCard:
    """A card in one language, nothing left to look up: labels joined, source line set, alt text written.

    `address` is what is printed for those who cannot scan, "" for nothing. `source` and `credit` carry their labels.
    There is no place in it: moving a card in its file changes nothing that is drawn. Words in Arabic letters that are
    not in their language's own hand name theirs in their tag: `ur-x-naskh`. `alt_ends` are the parts of an alt text
    that was made of the card's words: the role in the scene and where its sentences end; none for an author's own.
    """

    id: str
    set: str
    language: Language
    direction: Direction
    kind: CardKind
    body: tuple[Prose, ...]
    url: str
    alt: str
    headline: Prose | None = None
    chart: Chart | None = None
    source: Prose | None = None
    call: Prose | None = None
    address: str = ""
    image: Image | None = None
    credit: Prose | None = None
    brand: Brand | None = None
    theme: str = "statement"
    reviewed: bool = True
    hyphenate: bool = True
    index: int = 0
    total: int = 1
    changes: tuple[TypographyEdit, ...] = field(default=(), compare=False, repr=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False, repr=False)  # warnings of its words
    alt_ends: tuple[tuple[str, int], ...] = field(default=(), compare=False, repr=False)
