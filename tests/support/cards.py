"""Cards for tests of layout, and functions to find things in their scenes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image as Pixels

from factcards.errors import Place
from factcards.graphics.geometry import Rect
from factcards.localize import localize_card
from factcards.model.cards import Action, Brand, Card, Image, LocalCard, Prose, Source, Variant
from factcards.model.scene import Group, Node, Picture, Scene, Shape, Text, walk_groups, walk_nodes
from factcards.photos.photo_files import read_photo_key

SHAPES = ("instagram-portrait", "instagram-square", "story", "x-landscape")
THEMES = Path(__file__).parents[1] / "data" / "themes"
URL = "https://equalitynow.org/act"
SOURCE = Source(line=Prose("International Labour Organization, 2014", "en"))
BRAND = Brand("Equality Now")


def prose(text: str, language: str = "en") -> Prose:
    """Return text, emphasised between `**`."""
    parts, plain, emphasis = text.split("**"), "", []
    for index, part in enumerate(parts):
        if index % 2:
            emphasis.append((len(plain), len(plain) + len(part)))
        plain += part
    return Prose(plain, language, tuple(emphasis))


def card(
    words: str = "Women and girls make up **96%** of all victims.", language: str = "en", **fields: object
) -> LocalCard:
    """Return a fact with a source and a call, localized as in a run; `url`, `call` and `headline` are plain text."""
    url, call = str(fields.pop("url", URL)), fields.pop("call", "Call on your government")
    headline = fields.pop("headline", None)
    variant = Variant(
        kind=fields.pop("kind", "fact"),  # type: ignore[arg-type]
        body=tuple(prose(p, language) for p in words.split("\n\n")),
        action=Action(url, prose(str(call), language) if call else None, str(fields.pop("short", ""))),
        place=Place("card.yaml", 1, 1),
        headline=prose(str(headline), language) if headline else None,
        **({"source": SOURCE, "brand": BRAND} | fields),  # type: ignore[arg-type]
    )
    made = localize_card(Card("card", "set", language, ((language, variant),)), language)
    assert made is not None
    return made


def right_to_left(made: LocalCard) -> LocalCard:
    """Return the same text on a card that runs from right to left."""
    return replace(made, direction="rtl")


def photo(folder: Path, size: tuple[int, int] = (1600, 1200), color: str = "#808080", credit: str = "") -> Image:
    """Return an image of one colour, as a card has it."""
    path = folder / f"{color.strip('#')}-{size[0]}x{size[1]}.png"
    if not path.exists():
        Pixels.new("RGB", size, color).save(path)
    return Image(read_photo_key(path), credit=prose(credit) if credit else None)


def texts(scene: Scene, role: str | None = None) -> list[Text]:
    """Return every line of text, or those of one role."""
    return [n for r, n in walk_nodes(scene.nodes) if isinstance(n, Text) and role in (None, r)]


def words_of(scene: Scene, role: str) -> str:
    """Return the text of a role in reading order, line after line."""
    return " ".join(t.line.text.strip() for t in texts(scene, role))


def group(scene: Scene, role: str) -> Group:
    """Return the only group of a role."""
    (found,) = (g for g in walk_groups(scene.nodes) if g.role == role)
    return found


def roles(scene: Scene) -> list[str]:
    """Return the roles in reading order."""
    return [g.role for g in walk_groups(scene.nodes)]


def tagged(nodes: tuple[Node, ...]) -> list[Group]:
    """Return every group with a tag, also those inside other tagged groups, in reading order."""
    groups = [node for node in nodes if isinstance(node, Group)]
    return [one for g in groups for one in ([g] if g.tag else []) + tagged(g.nodes)]


def shapes(scene: Scene) -> list[Shape]:
    return [n for _, n in walk_nodes(scene.nodes) if isinstance(n, Shape)]


def pictures(scene: Scene) -> list[Picture]:
    return [n for _, n in walk_nodes(scene.nodes) if isinstance(n, Picture)]


def mirrored(rect: Rect, width: float) -> Rect:
    """Return a rectangle mirrored at the middle of a card of that width."""
    return Rect(width - rect.right, rect.y, rect.width, rect.height)


def without_text(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the nodes without text."""
    others = (n for n in nodes if not isinstance(n, Text))
    return tuple(replace(n, nodes=without_text(n.nodes)) if isinstance(n, Group) else n for n in others)
