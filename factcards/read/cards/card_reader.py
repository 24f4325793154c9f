"""Files to cards: the cascade of a set's and a card's files for each language, and what every card needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import unicodedata2

from ...errors import Place, Problem, has_errors
from ...model.cards import DEFAULT_THEME, Card, CardKind, Chart, Language, Prose, Variant
from ...text.unicode.language_scripts import language_fallbacks
from ..fields.composite_fields import ACTION_KEYS, BRAND_KEYS, IMAGE_KEYS, SOURCE_KEYS, parse_percentage
from ..fields.scalar_fields import ReadContext, read_body, read_words, report_lost_value
from ..fields.value_reader import has_misspelling
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode
from .card_schema import CARD_FIELDS, KINDS, SET_FIELDS, SHARED_FIELDS
from .cascade import FileLayer, merge_layers


@dataclass(frozen=True, slots=True)
class CardLayers:
    """The layers of one card: of its set, its own, and of its variants.

    `blocked_languages` are languages in which a file has errors, so that the card is not read in them.
    """

    set_layers: tuple[FileLayer, ...]
    card_layer: FileLayer
    variant_layers: tuple[FileLayer, ...]
    start_place: Place
    blocked_languages: frozenset[Language] = frozenset()

    def layers_for(self, language: Language) -> tuple[FileLayer, ...]:
        """Return the layers of the card in one language; later layers override earlier ones."""
        chain = language_fallbacks(language)[::-1]
        shared = [layer for tag in chain for layer in self.set_layers[1:] if layer.language == tag]
        variants = [layer for tag in chain for layer in self.variant_layers if layer.language == tag]
        return (*self.set_layers[:1], *shared, self.card_layer, *variants)

    def is_blocked(self, language: Language) -> bool:
        """Return whether a file that this language needs has errors."""
        return not self.blocked_languages.isdisjoint(language_fallbacks(language))


def resolve_kind(layers: CardLayers, context: ReadContext) -> CardKind | None:
    """Return whether the card is a fact or a story; report a card that is both or neither, and return None."""
    given = [k for k in KINDS if not _is_absent(layers.card_layer.fields.get(k))]
    if len(given) != 1:
        both = layers.card_layer.fields.get_key("story")
        if given and both:
            context.report(both.place, "", "found both `fact` and `story`, expected one of them",
                       "keep one, and write the other into a second card")
        elif not any(_report_mistaken_field(layers.card_layer.fields, kind, context) for kind in KINDS):
            context.report(layers.start_place, "", "found neither `fact` nor `story`, expected one of them",
                       'write `fact: "…"` or `story: "…"`', kind="missing-field")
        return None
    return given[0]


def _report_mistaken_field(fields: MappingNode, name: str, context: ReadContext) -> bool:
    """Return whether a missing field is reported: as a mistyped key elsewhere, or as a value in a comment here."""
    return has_misspelling(fields, name, _CARD_KEYS) or report_lost_value(fields, name, name, context)


def report_other_kind(variant: MappingNode, kind: CardKind, context: ReadContext) -> None:
    """Report a variant of another kind than its card's."""
    other: CardKind = "story" if kind == "fact" else "fact"
    key = variant.get_key(other)
    if key and not _is_absent(variant.get(other)):
        message = f"found `{other}`, expected `{kind}` as in the card itself"
        context.report(key.place, other, message, f"write `{kind}:`")


def _is_absent(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and node.is_null and not node.is_error)


def find_body(layers: CardLayers, kind: CardKind, language: Language) -> Node | None:
    """Return the fact or story in a language or its fallbacks; None if no file has it."""
    chain = language_fallbacks(language)
    for layer in reversed(layers.layers_for(language)):
        node = layer.fields.get(kind)
        if node is not None and layer.language in chain:
            return None if _is_absent(node) else node
    return None


def build_variant(layers: CardLayers, kind: CardKind, language: Language, context: ReadContext) -> Variant | None:
    """Return the card in one language; None if no file has its words, or after errors, which the context has."""
    body = find_body(layers, kind, language)
    if body is None:
        return None
    context.words.clear()
    fields = merge_layers(layers.layers_for(language))
    values = {}
    for key, node in fields.entries:
        if key.text in SHARED_FIELDS:
            # null is read too: words after it may be a lost hashtag
            found = SHARED_FIELDS[key.text](node, key.text, context)
            values[key.text] = None if _is_absent(node) else found
            if values[key.text] is None and key.text != "headline":   # `read_headline` reports it
                report_lost_value(fields, key.text, key.text, context, "warning")
    words = read_body(body, kind, context)
    alt = fields.get("alt")
    alt_text = read_words(alt, "alt", context) if alt is not None else None
    require_parts(fields, layers.start_place, context)
    problems = [p for p in context.problems if p.severity == "warning"]
    problems += _find_untranslated_warnings(context, language)
    action = values.get("action")
    if action is None or has_errors(context.problems):
        return None
    chart = values.get("chart")
    headline = values.get("headline")
    if fields.get("chart") is None and isinstance(headline, Prose):
        chart = _make_share_chart(headline)
    reviewed = values.get("reviewed")
    return Variant(
        kind, words, action, body.place, headline, chart, alt=alt_text, reviewed=reviewed is not False,
        source=values.get("source"), image=values.get("image"), brand=values.get("brand"),
        rights=values.get("rights"),
        labels=values.get("labels") or (), theme=values.get("theme") or DEFAULT_THEME, expires=values.get("expires"),
        digits=values.get("digits") or "", typography=values.get("typography") is not False,
        hyphenate=values.get("hyphenate") is not False, hand=values.get("hand") or "",
        accept=values.get("accept") or (),
        problems=tuple(dict.fromkeys(problems)), places=((kind, body.place), *_walk_places(fields)))


def _walk_places(fields: MappingNode, prefix: str = "") -> Iterator[tuple[str, Place]]:
    """Yield the dotted name and place of each field of a map, and of the fields within."""
    for key, node in fields.entries:
        yield prefix + key.text, node.place
        if isinstance(node, MappingNode):
            yield from _walk_places(node, f"{prefix}{key.text}.")


def _make_share_chart(headline: Prose) -> Chart | None:
    share = parse_percentage(headline.text)
    return Chart(share=share, from_headline=True) if share is not None and share <= 1 else None


_CARD_KEYS = tuple({**CARD_FIELDS, **SET_FIELDS})
_REQUIRED_PARTS = (
    ("action", ACTION_KEYS, "url", "write the link: `url: https://…`"),
    ("image", IMAGE_KEYS, "file", "write the picture's path: `file: photo.jpg`"),
    ("brand", BRAND_KEYS, "name", "write whose card it is: `name: …`"),
)


def require_parts(fields: MappingNode, top: Place, context: ReadContext) -> None:
    """Report required fields, and required parts of composite fields, that the cascade's result does not have."""
    for name, hint in (
        ("source", "say where the words come from"),
        ("action", "write the link that people can follow: `action: https://…`"),
    ):
        node = fields.get(name)
        if not _is_absent(node) or report_lost_value(fields, name, name, context):
            continue
        if node is not None:
            message = f"a card needs `{name}`, and here it is removed"
            context.report(node.place, name, message, hint, kind="missing-field")
        elif not has_misspelling(fields, name, _CARD_KEYS):   # the unknown key is reported
            context.report_missing(top, "", name, hint)
    for name, keys, part, hint in _REQUIRED_PARTS:
        node = fields.get(name)
        if not isinstance(node, MappingNode) or not _is_absent(node.get(part)) or has_misspelling(node, part, keys):
            continue
        if not report_lost_value(node, part, f"{name}.{part}", context):
            context.report_missing(node.place, name, part, hint)
    source = fields.get("source")
    if isinstance(source, MappingNode) and all(key.text in SOURCE_KEYS for key, _ in source.entries):
        if not (_is_absent(source.get("publisher")) and _is_absent(source.get("title"))):
            return
        if any(report_lost_value(source, part, f"source.{part}", context) for part in ("publisher", "title")):
            return
        context.report(source.place, "source", "found neither `publisher` nor `title`", "say where the words come from",
                   kind="missing-field")


_NEVER_TRANSLATED = frozenset({"source.title", "source.title.text", "image.credit", "rights"})
"""Fields that need no translation: titles of works, names of photographers, and terms of use such as `CC BY 4.0`."""


def _find_untranslated_warnings(context: ReadContext, language: Language) -> Iterable[Problem]:
    """Yield a warning for words that no file gives in this language; titles and names are not translated."""
    chain = language_fallbacks(language)
    for name, prose, place in context.words:
        foreign = prose.language not in chain and name not in _NEVER_TRANSLATED
        if foreign and any(unicodedata2.category(c)[0] == "L" for c in prose.text):
            message = f"these words are in `{prose.language}`: no file gives them in `{language}`"
            hint = "give them in the card's or the set's variant"
            if name == "source":
                hint += ", or write the source in parts: its title and its publisher stay as they are"
            yield Problem("warning", message, place, name, hint, kind="not-translated")


def build_card(
    card: Card, layers: CardLayers, kind: CardKind, languages: Sequence[Language], context: ReadContext
) -> tuple[Card | None, list[Problem]]:
    """Return the card in all its languages and its problems; None if it has errors in its own language."""
    variants: list[tuple[Language, Variant]] = []
    faulty: list[Language] = []
    problems: list[Problem] = []
    for language in dict.fromkeys((layers.card_layer.language, *languages)):
        if layers.is_blocked(language):
            faulty.append(language)
            continue
        language_context = replace(context, problems=[], words=[])
        variant = build_variant(layers, kind, language, language_context)
        errors = [p for p in language_context.problems if p.severity == "error"]
        problems += errors
        if variant:
            variants.append((language, variant))
        elif language == layers.card_layer.language:
            return None, problems
        elif errors:
            faulty.append(language)
    return replace(card, variants=tuple(variants), faulty=tuple(faulty)), problems
