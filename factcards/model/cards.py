"""What a card says: the author's values after the cascade, and the values that one language needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from ..errors import Place, Problem, RequestError, count_noun, quote_start, show_in_line
from ..graphics.color import Color
from ..photos import PhotoKey
from .sizes import Size

Language = str
"""A BCP 47 tag: "ar", "zh-Hant"."""
CardKind = Literal["fact", "story"]
Direction = Literal["ltr", "rtl"]
SetType = Literal["even", "each"]
DEFAULT_THEME = "statement"
"""The built-in theme of a card that names none."""
_MAX_SHOWN = 8
"""Maximum number of languages or names in the `repr` of a card or a set."""
DIGITS = ("native", "latin")
"""Digits in which a card's numbers are written: those of the language, or European ones."""
ARABIC_STYLES = ("naskh", "nastaliq")
"""Styles of the Arabic script."""
SET_TYPES = ("even", "each")
"""Values of a set's `type`: its cards share their type sizes, or each card has its own."""


def plain_language(language: Language) -> Language:
    """Return a tag without private use: the style of Arabic letters (`ur-x-naskh`) is known only to us."""
    return language.partition("-x-")[0]


@dataclass(frozen=True, slots=True)
class Prose:
    """Text in one language, its Markdown removed.

    `emphasis` holds the ranges between `**` as (start, end) in characters. `language` is the language of the file that
    contains the text.
    """

    text: str
    language: Language
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: `line` is the author's complete source line; otherwise the other fields are used."""

    line: Prose | None = None
    publisher: str = ""
    title: Prose | None = None
    year: str = ""
    page: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What a reader can do: `url` may contain placeholders; `short` is printed for readers who cannot scan the code."""

    url: str
    label: Prose | None = None
    short: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on a card; `focus` is the point to keep when cropping, 0 to 1 from the left and the top.

    Pictures are never mirrored, so the focus is the same in every language. None leaves the choice to the layout.
    """

    photo: PhotoKey
    alt: Prose | None = None
    credit: Prose | None = None
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """The organisation that publishes the card; its colours and fonts replace the theme's, by name and by role.

    `other_logo` is the same logo in another tone; the layout shows the one with more contrast to its background.
    """

    name: str
    logo: PhotoKey | None = None
    colors: tuple[tuple[str, Color], ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()
    other_logo: PhotoKey | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One number of a chart and its label."""

    value: float
    label: Prose | None
    text: str = ""  # the number as the card's language writes it


@dataclass(frozen=True, slots=True)
class Tile:
    """One of several things of equal rank, with a short name ("5.2"). Its name is not a number to be compared."""

    name: Prose
    label: Prose | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The data of a chart: a share of a whole, 0 to 1, or counts, or tiles.

    `from_headline`: the share is the headline's percentage, so the card still says it if the chart is not drawn.
    """

    share: float | None = None
    counts: tuple[Count, ...] = ()
    tiles: tuple[Tile, ...] = ()
    from_headline: bool = False


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A kind of warning that the author has reviewed and accepts, with the reason, and where the file says so."""

    kind: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Variant:
    """A card in one language: every field after the cascade of set, set's variant, card and card's variant.

    `place` is the location of its text; `places` are the locations of its fields by dotted name, for messages.
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
    rights: Prose | None = None
    alt: Prose | None = None
    labels: tuple[tuple[str, Prose], ...] = ()
    theme: str = DEFAULT_THEME
    expires: date | None = None
    reviewed: bool = True
    digits: str = ""  # "" for the digits that CLDR gives for the language
    typography: bool = True
    hyphenate: bool = True
    hand: str = ""  # style of the Arabic script, "" for that of the language
    accept: tuple[AcceptedWarning, ...] = ()  # those of the set first, those of the card's variant last
    problems: tuple[Problem, ...] = ()  # warnings, such as a label that no file of this language has
    places: tuple[tuple[str, Place], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a card was read: its set's `folder`, and the `root` that may also contain its theme, as absolute paths.

    Without a folder, the theme was named by the user and not by a card.
    """

    folder: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Siblings:
    """All cards of a set, each without its own siblings, the set's type, and the sizes of its own.

    The cards of a set share one such value. They decide the type sizes of a card that is rendered alone.
    """

    cards: tuple[Card, ...]
    type: SetType = "even"
    own_sizes: tuple[Size, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One card in all its languages. Equal cards give the same bytes.

    `set` is "" for a single card file. `index` counts from 0 among the set's `total` cards. `fonts` is the folder of
    the designer's own fonts, or "". `siblings` are the cards of its set, None if there is
    no other and the set has no sizes of its own. `variants` holds
    only the languages in which the card has a fact or a story. `origin` is where the files that it names are found.
    `faulty` lists the languages in which its text has an error, which is among its set's problems.
    """

    id: str
    set: str
    language: Language
    variants: tuple[tuple[Language, Variant], ...]
    index: int = 0
    total: int = 1
    fonts: str = ""
    siblings: Siblings | None = field(default=None, repr=False)
    origin: Origin = field(default=Origin(), repr=False)
    faulty: tuple[Language, ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        """Return the card's name, the start of its text, and its languages."""
        tags = [tag for tag, _ in self.variants]
        text = " ".join(prose.text for tag, one in self.variants if tag == self.language for prose in one.body)
        more = f" and {len(tags) - _MAX_SHOWN} more" if len(tags) > _MAX_SHOWN else ""
        name = f"{self.set}/{self.id}" if self.set else self.id
        return show_in_line(self, f"{name}: {quote_start(text)} in {', '.join(tags[:_MAX_SHOWN])}{more}")


@dataclass(frozen=True, slots=True)
class CardSet(Mapping[str, Card]):
    """A set of cards by id, with the names of the sizes and formats in which to render them.

    `cards` holds the cards in the set's order, each with all of them as its `siblings` if there are several. `only` is
    the id of the one card that was requested, or "". The mapping then has only that card; `cards` still has the others,
    because they share sizes. `own_sizes` are those that the set defines. Raises RequestError if two cards have the same
    id.
    """

    id: str
    cards: tuple[Card, ...]
    title: Prose | None = None
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    sizes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    type: SetType = "even"
    only: str = ""
    problems: tuple[Problem, ...] = ()  # warnings that concern the set as a whole
    accept: tuple[AcceptedWarning, ...] = ()
    own_sizes: tuple[Size, ...] = ()
    _by_id: Mapping[str, Card] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        alone = tuple(replace(card, siblings=None) for card in self.cards)
        by_id = {card.id: card for card in alone}
        if len(by_id) < len(alone):
            twice = next(card.id for index, card in enumerate(alone) if by_id[card.id] is not alone[index])
            raise RequestError.of("cards", f"two cards have the id `{twice}`", "give each card another id")
        siblings = Siblings(alone, self.type, self.own_sizes) if len(alone) > 1 or self.own_sizes else None
        object.__setattr__(self, "cards", tuple(replace(card, siblings=siblings) for card in alone))
        requested = {card.id: card for card in self.cards if self.only in ("", card.id)}
        object.__setattr__(self, "_by_id", requested)

    def __repr__(self) -> str:
        """Return the set's name, and the number and names of its cards."""
        names = list(self)
        more = f" and {len(names) - _MAX_SHOWN} more" if len(names) > _MAX_SHOWN else ""
        return show_in_line(self, f"{self.id}: {count_noun(len(names), 'card')}: {', '.join(names[:_MAX_SHOWN])}{more}")

    def __getitem__(self, card_id: str) -> Card:
        """Return the card of that id. Raises KeyError if there is none."""
        return self._by_id[card_id]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of the cards, in the set's order."""
        return iter(self._by_id)

    def __len__(self) -> int:
        """Return the number of cards."""
        return len(self._by_id)


@dataclass(frozen=True, slots=True)
class TypographyEdit:
    """What a typographic rule changed in a field: the text around the change, before and after it.

    `index` counts the characters before the change, in the text to which that rule was applied.
    """

    field: str
    rule: str
    before: str
    after: str
    index: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class LocalCard:
    """A card in one language, with nothing left to look up: labels joined, source line composed, alt text written.

    `address` is printed for readers who cannot scan the code, "" for none. `source` and `credit` include their labels.
    Source locations are only in `changes` and `problems`, which comparisons ignore, so moving a card within its file
    does not change the output. Text in Arabic letters that are not in the usual style of its language has the style in
    its tag: `ur-x-naskh`. `alt_ends` are the parts of an alt text that was composed from the card's text: for each
    sentence its role in the scene and the index at which it ends. It is empty if the author wrote the alt text.
    `title` is one line. `chart_alt` is the text alternative of the chart, None if the card's words say the same.
    """

    id: str
    set: str
    language: Language
    direction: Direction
    kind: CardKind
    body: tuple[Prose, ...]
    url: str
    alt: str
    title: str = ""
    headline: Prose | None = None
    chart: Chart | None = None
    chart_alt: Prose | None = None
    source: Prose | None = None
    call: Prose | None = None
    address: str = ""
    image: Image | None = None
    credit: Prose | None = None
    brand: Brand | None = None
    rights: Prose | None = None
    theme: str = DEFAULT_THEME
    reviewed: bool = True
    hyphenate: bool = True
    index: int = 0
    total: int = 1
    changes: tuple[TypographyEdit, ...] = field(default=(), compare=False, repr=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False, repr=False)  # warnings about its text
    alt_ends: tuple[tuple[str, int], ...] = field(default=(), compare=False, repr=False)
