"""The files of a card and of its set → Card: each file checked alone, then the cascade for each language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...errors import Place, Problem
from ...model.cards import Card, Chart, Kind, Language, Prose, Variant
from ...text.unicode.languages import language_chain
from ..fields.composite_fields import parse_percentage
from ..fields.scalar_fields import Desk, blame_lost, read_body, read_words
from ..yaml.yaml_parser import Map, Node, Scalar
from .card_schema import KINDS, SHARED
from .cascade import Layer, merge_layers


@dataclass(frozen=True, slots=True)
class Draft:
    """The layers of one card: those of its set, its own, and its variants by language.

    `blocked` are languages in which some file is faulty, so that none of their words can be relied on.
    """

    shared: tuple[Layer, ...]
    own: Layer
    variants: tuple[Layer, ...]
    top: Place
    blocked: frozenset[Language] = frozenset()

    def layers(self, language: Language) -> tuple[Layer, ...]:
        """The layers that make the card in one language, in the order in which they cover one another."""
        chain = language_chain(language)[::-1]
        shared = [layer for tag in chain for layer in self.shared[1:] if layer.language == tag]
        variants = [layer for tag in chain for layer in self.variants if layer.language == tag]
        return (*self.shared[:1], *shared, self.own, *variants)

    def is_blocked(self, language: Language) -> bool:
        """Whether a file that this language needs is faulty."""
        return not self.blocked.isdisjoint(language_chain(language))


def find_kind(draft: Draft, desk: Desk) -> Kind | None:
    """Whether the card is a fact or a story; its file must say one of the two, and its variants the same."""
    given = [k for k in KINDS if not _is_absent(draft.own.fields.get(k))]
    if len(given) != 1:
        both = draft.own.fields.key("story")
        if given and both:
            desk.blame(both.place, "", "found both `fact` and `story`, expected one of them",
                       "keep one; a second card can hold the other")
        elif not any(blame_lost(draft.own.fields, kind, kind, desk) for kind in KINDS):
            desk.blame(draft.top, "", "found neither `fact` nor `story`, expected one of them",
                       'write `fact: "…"` or `story: "…"`', kind="missing-field")
        return None
    return given[0]


def check_kind(variant: Map, kind: Kind, desk: Desk) -> None:
    """A variant is of its card's kind."""
    other: Kind = "story" if kind == "fact" else "fact"
    key = variant.key(other)
    if key and not _is_absent(variant.get(other)):
        desk.blame(key.place, other, f"the card is a {kind}, and so must its variants be", f"write `{kind}:`")


def _is_absent(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.is_null and not node.spoilt)


def find_body(draft: Draft, kind: Kind, language: Language) -> Node | None:
    """The fact or story in a language or one that it falls back to; None where no file has it."""
    chain = language_chain(language)
    for layer in reversed(draft.layers(language)):
        node = layer.fields.get(kind)
        if node is not None and layer.language in chain:
            return None if _is_absent(node) else node
    return None


def build_variant(draft: Draft, kind: Kind, language: Language, desk: Desk) -> Variant | None:
    """The card in one language, or None where its words are not to be had in it; faults go to the desk."""
    body = find_body(draft, kind, language)
    if body is None:
        return None
    desk.words.clear()
    fields = merge_layers(draft.layers(language))
    values = {}
    for key, node in fields.entries:
        if key.text in SHARED:
            found = SHARED[key.text](node, key.text, desk)   # a null is read too: words behind it may be a lost hashtag
            values[key.text] = None if _is_absent(node) else found
            if values[key.text] is None and key.text != "headline":   # which has told of it
                blame_lost(fields, key.text, key.text, desk, "warning")
    words = read_body(body, kind, desk)
    alt = fields.get("alt")
    alt_text = read_words(alt, "alt", desk) if alt is not None else None
    require_parts(fields, draft.top, desk)
    problems = [p for p in desk.problems if p.severity == "warning"] + list(_foreign_words(desk, language))
    action = values.get("action")
    if action is None or any(p.severity == "error" for p in desk.problems):
        return None
    chart = values.get("chart")
    headline = values.get("headline")
    if fields.get("chart") is None and isinstance(headline, Prose):
        chart = _share_of(headline)
    reviewed = values.get("reviewed")
    return Variant(
        kind, words, action, body.place, headline, chart, alt=alt_text, reviewed=reviewed is not False,
        source=values.get("source"), image=values.get("image"), brand=values.get("brand"),
        labels=values.get("labels") or (), theme=values.get("theme") or "statement", expires=values.get("expires"),
        digits=values.get("digits") or "", typography=values.get("typography") is not False,
        hyphenate=values.get("hyphenate") is not False, hand=values.get("hand") or "",
        accept=values.get("accept") or (),
        problems=tuple(dict.fromkeys(problems)), places=((kind, body.place), *_places(fields)))


def _places(fields: Map, prefix: str = "") -> Iterator[tuple[str, Place]]:
    """Where each field of a map stands, and those within it."""
    for key, node in fields.entries:
        yield prefix + key.text, node.place
        if isinstance(node, Map):
            yield from _places(node, f"{prefix}{key.text}.")


def _share_of(headline: Prose) -> Chart | None:
    share = parse_percentage(headline.text)
    return Chart(share=share, from_headline=True) if share is not None and share <= 1 else None


_SOURCE_PARTS = ("publisher", "title", "year", "page", "url")
_NEEDED_PARTS = (
    ("action", "url", "write the link: `url: https://…`"),
    ("image", "file", "write the picture's path: `file: photo.jpg`"),
    ("brand", "name", "write whose card it is: `name: …`"),
)


def require_parts(fields: Map, top: Place, desk: Desk) -> None:
    """What every card needs once the cascade is done, and every field made of parts."""
    for name, hint in (("source", "say where the words come from"), ("action", "say what a reader can do: a link")):
        node = fields.get(name)
        if _is_absent(node) and not blame_lost(fields, name, name, desk):
            place = node.place if node is not None else top
            taken = "a card needs it, and here it is taken away" if node is not None else f"missing field `{name}`"
            desk.blame(place, name if node is not None else "", taken, hint, kind="missing-field")
    for name, part, hint in _NEEDED_PARTS:
        node = fields.get(name)
        if isinstance(node, Map) and _is_absent(node.get(part)) and not blame_lost(node, part, f"{name}.{part}", desk):
            desk.blame(node.place, name, f"missing field `{part}`", hint, kind="missing-field")
    source = fields.get("source")
    if isinstance(source, Map) and all(key.text in _SOURCE_PARTS for key, _ in source.entries):
        if not (_is_absent(source.get("publisher")) and _is_absent(source.get("title"))):
            return
        if any(blame_lost(source, part, f"source.{part}", desk) for part in ("publisher", "title")):
            return
        desk.blame(source.place, "source", "found neither `publisher` nor `title`", "say where the words come from",
                   kind="missing-field")


_NAMES = frozenset({"source.title", "source.title.text", "image.credit"})
"""Fields that stay as they are in every language: the titles of works and the names of photographers."""


def _foreign_words(desk: Desk, language: Language) -> Iterable[Problem]:
    """Yield warnings of words that no file gives in this language; titles and names stay as they are."""
    chain = language_chain(language)
    for name, prose, place in desk.words:
        foreign = prose.language not in chain and name not in _NAMES
        if foreign and any(unicodedata.category(c)[0] == "L" for c in prose.text):
            message = f"these words are in `{prose.language}`: no file gives them in `{language}`"
            hint = "give them in the card's or the set's variant"
            if name == "source":
                hint += ", or write the source in parts: its title and its publisher stay as they are"
            yield Problem("warning", message, place, name, hint, kind="not-translated")


def build_card(
    card: Card, draft: Draft, kind: Kind, wanted: Sequence[Language], desk: Desk
) -> tuple[Card | None, list[Problem]]:
    """The card in all its languages and what is wrong with it; None if it is faulty in its own."""
    variants: list[tuple[Language, Variant]] = []
    faulty: list[Language] = []
    problems: list[Problem] = []
    for language in dict.fromkeys((draft.own.language, *wanted)):
        if draft.is_blocked(language):
            faulty.append(language)
            continue
        own = replace(desk, problems=[], words=[])
        variant = build_variant(draft, kind, language, own)
        errors = [p for p in own.problems if p.severity == "error"]
        problems += errors
        if variant:
            variants.append((language, variant))
        elif language == draft.own.language:
            return None, problems
        elif errors:
            faulty.append(language)
    return replace(card, variants=tuple(variants), faulty=tuple(faulty)), problems
