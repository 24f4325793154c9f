"""The files of a card and of its set → Card: each file checked alone, then the cascade for each language."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..cards import Card, Chart, Kind, Language, Prose, Variant
from ..errors import Place, Problem, suggest
from ..sizes import SIZES
from ..text.languages import language_chain
from .cascade import Layer, merge_layers
from .fields import (
    Desk,
    read_body,
    read_choices,
    read_date,
    read_flag,
    read_headline,
    read_language,
    read_list,
    read_scalar,
    read_words,
    show,
)
from .nodes import Map, Node, Scalar
from .parts import (
    parse_percentage,
    read_action,
    read_brand,
    read_chart,
    read_image,
    read_labels,
    read_path,
    read_source,
)

FORMATS = ("png", "jpeg", "webp", "avif", "pdf", "svg", "dump")
"""The formats that a set may ask for."""
KINDS: tuple[Kind, ...] = ("fact", "story")

Reader = Callable[[Node, str, Desk], Any]


def read_theme_name(node: Node, name: str, desk: Desk) -> str | None:
    """A built-in theme's name, or the path of a theme's file, which is made relative to where the command runs."""
    scalar = read_scalar(node, name, desk, "a theme's name or its file's path")
    if not scalar:
        return None
    if "/" not in scalar.text and not scalar.text.endswith((".yaml", ".yml")):
        return scalar.text
    path = theme_path(desk.folder, scalar.text)
    if not path.is_file():
        hint = "the path begins in the set's folder"
        desk.blame(scalar.place, name, f"there is no theme file {show(scalar.text)}", hint)
        return None
    return path.as_posix()


def theme_path(folder: Path, text: str) -> Path:
    """Where a theme's file lies."""
    return Path(os.path.normpath(folder / text.replace("\0", "")))


def _read_fonts(node: Node, name: str, desk: Desk) -> str | None:
    path = read_path(node, name, desk, "a folder of fonts")
    if path is not None and not path.is_dir():
        desk.blame(node.place, name, "this is a file, expected a folder of fonts")
        return None
    return path.as_posix() if path is not None else None


def _read_languages(node: Node, name: str, desk: Desk) -> tuple[Language, ...]:
    found = (read_language(scalar, name, desk) for scalar in read_list(node, name, desk, "language tags"))
    return tuple(tag for tag in found if tag)


def _read_names(node: Node, name: str, desk: Desk) -> tuple[Scalar, ...]:
    return read_list(node, name, desk, "cards' names")


def _read_sizes(node: Node, name: str, desk: Desk) -> tuple[str, ...]:
    return read_choices(node, name, desk, tuple(s.name for s in SIZES))


def _read_formats(node: Node, name: str, desk: Desk) -> tuple[str, ...]:
    return read_choices(node, name, desk, FORMATS)


SHARED: dict[str, Reader] = {
    "headline": read_headline, "chart": read_chart, "source": read_source, "action": read_action, "image": read_image,
    "theme": read_theme_name, "expires": read_date, "reviewed": read_flag, "labels": read_labels, "brand": read_brand,
}
"""What a set may give to its cards."""
CARD_FIELDS: dict[str, Reader] = {
    "language": read_language, "fact": read_body, "story": read_body, "alt": read_words, **SHARED,
}
"""What a card's file and its variants may hold."""
SET_FIELDS: dict[str, Reader] = {
    "title": read_words, "cards": _read_names, "language": read_language, "languages": _read_languages,
    "sizes": _read_sizes, "formats": _read_formats, "fonts": _read_fonts, **SHARED,
}
"""What `set.yaml` may hold."""
SET_VARIANT_FIELDS: dict[str, Reader] = {"title": read_words, "language": read_language, **SHARED}
"""What a set's variants may hold."""


def check_fields(fields: Map, known: dict[str, Reader], desk: Desk) -> None:
    """Every fault that shows in one file alone."""
    strangers = []
    for key, node in fields.entries:
        if key.text in known:
            known[key.text](node, key.text, desk)
        elif key.text in SET_FIELDS or key.text in CARD_FIELDS:
            place = "`set.yaml`" if key.text in SET_FIELDS else "a card's own file"
            desk.blame(key.place, "", f"key `{key.text}` belongs in {place}", "move it there")
        else:
            strangers.append(key)
    for key in strangers[:20]:
        desk.blame(key.place, "", f"unknown key {show(key.text)}", suggest(key.text, known))
    if len(strangers) > 20:
        desk.blame(strangers[20].place, "", f"{len(strangers) - 20} more unknown keys begin here")


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
        else:
            desk.blame(draft.top, "", "found neither `fact` nor `story`, expected one of them",
                       'write `fact: "…"` or `story: "…"`')
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
        problems=tuple(dict.fromkeys(problems)), places=((kind, body.place), *_places(fields)))


def _places(fields: Map, prefix: str = "") -> Iterator[tuple[str, Place]]:
    """Where each field of a map stands, and those within it."""
    for key, node in fields.entries:
        yield prefix + key.text, node.place
        if isinstance(node, Map):
            yield from _places(node, f"{prefix}{key.text}.")


def _share_of(headline: Prose) -> Chart | None:
    share = parse_percentage(headline.text)
    return Chart(share=share) if share is not None and share <= 1 else None


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
        if _is_absent(node):
            place = node.place if node is not None else top
            taken = "a card needs it, and here it is taken away" if node is not None else f"missing field `{name}`"
            desk.blame(place, name if node is not None else "", taken, hint)
    for name, part, hint in _NEEDED_PARTS:
        node = fields.get(name)
        if isinstance(node, Map) and _is_absent(node.get(part)):
            desk.blame(node.place, name, f"missing field `{part}`", hint)
    source = fields.get("source")
    if isinstance(source, Map) and all(key.text in _SOURCE_PARTS for key, _ in source.entries):
        if not (_is_absent(source.get("publisher")) and _is_absent(source.get("title"))):
            return
        desk.blame(source.place, "source", "found neither `publisher` nor `title`", "say where the words come from")


def _foreign_words(desk: Desk, language: Language) -> Iterable[Problem]:
    """Warnings of words that no file gives in this language."""
    chain = language_chain(language)
    for name, prose, place in desk.words:
        if prose.language not in chain and any(unicodedata.category(c)[0] == "L" for c in prose.text):
            message = f"these words are in `{prose.language}`: no file gives them in `{language}`"
            yield Problem("warning", message, place, name, "give them in the card's or the set's variant")


def build_card(
    card: Card, draft: Draft, kind: Kind, wanted: Sequence[Language], desk: Desk
) -> tuple[Card | None, list[Problem]]:
    """The card in all its languages and what is wrong with it; None if it is faulty in its own."""
    variants: list[tuple[Language, Variant]] = []
    problems: list[Problem] = []
    for language in dict.fromkeys((draft.own.language, *wanted)):
        if draft.is_blocked(language):
            continue
        own = replace(desk, problems=[], words=[])
        variant = build_variant(draft, kind, language, own)
        problems += (p for p in own.problems if p.severity == "error")
        if variant:
            variants.append((language, variant))
        elif language == draft.own.language:
            return None, problems
    return replace(card, variants=tuple(variants)), problems
