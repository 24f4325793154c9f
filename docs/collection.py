"""Pictures of the eight themes: one card of each side by side, and each theme in four shapes and several languages."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

import factcards
from factcards.model.cards import Card

BACKGROUND = "#e7e2dc"
PORTRAIT, SQUARE, TALL, WIDE = "instagram-portrait", "whatsapp-square", "story", "x-landscape"
SHAPES = (PORTRAIT, SQUARE, TALL, WIDE)
SHARE, MONEY, PALERMO, ASKS, REVIEW = (
    "ninety-six-percent", "ninety-nine-billion", "palermo-protocol", "all-our-asks", "the-review",
)  # fmt: skip

Shown = tuple[str, str, str, str]
"""(card, language, size, photo): `photo` is the name of the card that has it, "own", or "" for none."""


def _shapes(card: str, language: str, photo: str = "") -> tuple[Shown, ...]:
    return tuple((card, language, size, photo) for size in SHAPES)


OVERVIEW: tuple[tuple[str, Shown], ...] = (
    ("statement", (SHARE, "en", PORTRAIT, "")), ("figure", (SHARE, "ar", PORTRAIT, "")),
    ("testimony", (ASKS, "en", PORTRAIT, "")), ("photo", (SHARE, "fr", PORTRAIT, ASKS)),
    ("half", (SHARE, "es", PORTRAIT, REVIEW)), ("contrast", (PALERMO, "en", PORTRAIT, "")),
    ("series", (PALERMO, "ru", PORTRAIT, "")), ("data", (SHARE, "zh-Hans", PORTRAIT, "")),
)  # fmt: skip
THEMES: dict[str, tuple[tuple[Shown, ...], ...]] = {
    "statement": (_shapes(SHARE, "en"), _shapes(MONEY, "ar"), _shapes(ASKS, "hi", "own")),
    "figure": (_shapes(SHARE, "fr"), _shapes(MONEY, "ar"), _shapes(PALERMO, "ru")),
    "testimony": (_shapes(ASKS, "en"), _shapes(ASKS, "ur"), _shapes(ASKS, "fr", "own")),
    "photo": (_shapes(SHARE, "en", ASKS), _shapes(ASKS, "ar", "own"), _shapes(PALERMO, "zh-Hans", REVIEW)),
    "half": (_shapes(SHARE, "en", REVIEW), _shapes(ASKS, "ar", "own"), _shapes(PALERMO, "es")),
    "contrast": (_shapes(SHARE, "en"), _shapes(PALERMO, "ar"), _shapes(ASKS, "zh-Hans", "own")),
    "series": (_shapes(SHARE, "en"), _shapes(MONEY, "ar"), _shapes(ASKS, "hi", "own")),
    "data": (_shapes(SHARE, "en"), _shapes(PALERMO, "ar"), _shapes("three-targets", "fr")),
}


def draw_overview(cards: factcards.CardSet, width: int = 340, gap: int = 18) -> Image.Image:
    """Draw one card of each theme, four in a row, each `width` pixels wide and `gap` pixels apart."""
    images = [draw_shown(cards, theme, shown, width=width) for theme, shown in OVERVIEW]
    height = images[0].height
    canvas = Image.new("RGB", (4 * (width + gap) + gap, 2 * (height + gap) + gap), BACKGROUND)
    for number, image in enumerate(images):
        row, column = divmod(number, 4)
        canvas.paste(image, (gap + column * (width + gap), gap + row * (height + gap)))
    return canvas


def draw_theme(cards: factcards.CardSet, theme: str, height: int = 360, gap: int = 14) -> Image.Image:
    """Draw the cards of one theme, one row for each card in four shapes, each `height` pixels high."""
    rows = [[draw_shown(cards, theme, shown, height=height) for shown in row] for row in THEMES[theme]]
    across = max(sum(i.width + gap for i in row) for row in rows) + gap
    canvas = Image.new("RGB", (across, len(rows) * (height + gap) + gap), BACKGROUND)
    for number, row in enumerate(rows):
        x = gap
        for image in row:
            canvas.paste(image, (x, gap + number * (height + gap)))
            x += image.width + gap
    return canvas


def draw_shown(cards: factcards.CardSet, theme: str, shown: Shown, *, width: int = 0, height: int = 0) -> Image.Image:
    """Render one card in a theme, scaled to `width` or to `height` pixels, whichever is given."""
    name, language, size, photo = shown
    card = replace(cards[name], siblings=None)   # without its set, so that it has its own type size
    if photo != "own":
        card = with_photo(card, cards[photo] if photo else None)
    image = factcards.render(card, size=size, language=language, theme=theme).convert("RGB")
    extent = (width, round(image.height * width / image.width)) if width else (
        round(image.width * height / image.height), height)  # fmt: skip
    return image.resize(extent, Image.Resampling.LANCZOS)


def with_photo(card: Card, other: Card | None) -> Card:
    """Return the card with the photograph and credits of `other`; without a photograph if `other` is None."""
    images = {language: variant.image for language, variant in other.variants} if other else {}
    first = next(iter(images.values()), None)
    variants = tuple((tag, replace(v, image=images.get(tag, first))) for tag, v in card.variants)
    return replace(card, variants=variants)
