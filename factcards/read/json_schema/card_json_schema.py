"""The JSON Schemas of a card and a set, built from the tables of fields that the readers use.

Each field has the texts of `card_field_docs`. Scalars that are words may be any scalar, as in the readers: `fact: true`
is the word “true”. The schema of words does not name the type of flags, since editors would offer `true` and `false`.
Alternatives exclude each other, and the second has a title, by which yaml-language-server distinguishes them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from ...errors import join_alternatives
from ...model.cards import ARABIC_STYLES, DIGITS, SET_TYPES
from ...model.formats import FORMAT_ALIASES, FORMAT_NAMES
from ...model.sizes import MAX_SIDE, SIZES, Size
from ...problem_kinds import WARNINGS
from ...text.languages.lookup import MODULES
from ..cards.card_field_docs import CARD_FIELD_DOCS, THEME_PURPOSES
from ..cards.card_schema import CARD_FIELDS, KINDS, SET_FIELDS, FieldReader
from ..fields import composite_fields
from ..fields.accepted_warnings import ACCEPT, ACCEPT_KEYS
from ..fields.size_fields import SAFE_KEYS, SIZE_KEYS
from ..fields.value_reader import MAX_LENGTH
from ..themes.inheritance import BUILT_IN, list_theme_names
from . import card_value_patterns as patterns
from .json_schema_terms import (
    COLOR_MESSAGE,
    COLOR_PATTERN,
    DRAFT,
    Schema,
    explain,
    make_list,
    make_nullable_choice,
    make_object,
)

_RARE_SCRIPTS = ("Dsrt", "Shaw")
"""Scripts of CLDR's data for which editors offer no language."""
_CLDR = BUILT_IN / "languages.json"
_WORDS, _STATED, _PROSE, _PATH = "words", "stated-words", "prose", "path"
_COLOR, _DAY, _FLAG, _LANGUAGE, _LINK = "color", "day", "flag", "language", "link"
"""Names of the schemas that several fields share."""


def make_card_schema() -> Schema:
    """Return the schema of a card's file and its variants."""
    return _make_file("A card, or its variant in another language", CARD_FIELDS) | _exclude(KINDS)


def make_set_schema() -> Schema:
    """Return the schema of `set.yaml` and its variants."""
    return _make_file("A set, with the fields that its cards share", SET_FIELDS)


def _make_file(title: str, known: dict[str, FieldReader]) -> Schema:
    properties = {name: _describe(name, _SCHEMA_OF_FIELD.get(name, _words)()) for name in known}
    return {
        "$schema": DRAFT,
        "title": title,
        "description": "docs/cards.md of factcards explains every field.",
        **make_object(properties),
        "$defs": _make_shared(),
    }


def _describe(name: str, schema: Schema) -> Schema:
    """Return the schema of a field with what editors show of it."""
    doc = CARD_FIELD_DOCS[name]
    default = {} if doc.default is None else {"default": doc.default}
    return {**explain(doc.title, doc.description), **schema, **default, "examples": [*doc.examples]}


def _map(name: str, keys: Iterable[str], required: tuple[str, ...] = (), /, **others: Schema) -> Schema:
    """Return the schema of a map; each key is words if it is not among `others`."""
    values = {key: _describe(f"{name}.{key}", others.get(key, _words())) for key in keys}
    return make_object(values, **({"required": list(required)} if required else {}))


def _exclude(keys: tuple[str, ...]) -> Schema:
    """Return the schema of a map with at most one of these keys; null values do not count."""
    rules = []
    for index, key in enumerate(keys[:-1]):
        stated = {"type": "object", "required": [key], "properties": {key: {"not": {"type": "null"}}}}
        absent = {"type": "null", "errorMessage": f"`{key}` is given already, expected one of them"}
        rules.append({"if": stated, "then": {"properties": dict.fromkeys(keys[index + 1 :], absent)}})
    return {"allOf": rules}


def _refer(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _words() -> Schema:
    return _refer(_WORDS)


def _make_shared() -> dict[str, Schema]:
    """Return the schemas to which fields refer."""
    return {
        _WORDS: _make_words(patterns.VISIBLE, "this is empty, expected words"),
        _STATED: _make_words(patterns.VISIBLE, "this is empty, expected words", is_nullable=False),
        _PROSE: _make_words(
            patterns.EMPHASIS,
            "expected words; without any, leave the field out; emphasis is `**…**`, without spaces inside, and a star "
            "is `\\*`",
        ),
        _PATH: _make_words(patterns.PATH, "expected a path that begins in the set's folder, with `/`"),
        _LINK: _make_text(
            patterns.make_link_pattern(),
            "expected a link that begins with `http:`, `https:`, `mailto:` or `tel:`, without spaces and unknown "
            "placeholders",
        ),
        _DAY: _make_text(patterns.DAY, "expected a day such as `2027-01-31`"),
        _COLOR: _make_text(COLOR_PATTERN, COLOR_MESSAGE),
        _FLAG: _make_text(patterns.FLAG, "expected `true` or `false`, without quotes", "boolean"),
        _LANGUAGE: _make_language(),
    }


def _make_words(pattern: str, message: str, *, is_nullable: bool = True) -> Schema:
    """Return the schema of any scalar; text has to match the pattern."""
    types = ["string", "number", *(["null"] if is_nullable else [])]
    text = {"type": types, "maxLength": MAX_LENGTH, "pattern": pattern}
    flag = {"title": "Words", "not": {"type": ["string", "number", "null", "array", "object"]}}
    return {"anyOf": [{**text, "patternErrorMessage": message, "errorMessage": "expected words"}, flag]}


def _make_text(pattern: str, message: str, *types: str) -> Schema:
    """Return the schema of text that matches a pattern, of null, and of any value of other types."""
    text: Schema = {"type": [*types, "string", "null"], "maxLength": MAX_LENGTH, "pattern": pattern}
    return {**text, "patternErrorMessage": message, "errorMessage": message}


def _make_language() -> Schema:
    """Return the schema of a language tag: one of those that editors offer, or any other.

    Those offered are the languages of CLDR for which there are rules of typography.
    """
    rows = json.loads(_CLDR.read_text(encoding="utf-8"))
    known = (row for row in rows if row[0].split("-")[0] in MODULES and not row[0].endswith(_RARE_SCRIPTS))
    names = {tag: f"{name}: {own}" if own else name for tag, name, own, _ in known}
    expected = "expected a language tag (BCP 47) such as `en`, `fr-CA`, `zh-Hans` or `sr-Latn`"
    offered = {"enum": [*names], "enumDescriptions": [*names.values()], "errorMessage": expected}
    other = f"^(?!(?:{'|'.join(names)})$){patterns.make_language_pattern().removeprefix('^')}"
    return {"anyOf": [offered, {"title": "Language", **_make_text(other, expected)}]}


def _make_names(item: Schema, free: tuple[str, ...] = ("null",), least: int = 1) -> Schema:
    """Return the schema of a list of names, each once; in a list with items of `free` types, also several times."""
    return {**make_list(item, least), "anyOf": [{"uniqueItems": True}, {"contains": {"type": [*free]}}]}


def _make_theme() -> Schema:
    names = list_theme_names()
    expected = f"expected {join_alternatives(names)}, or the path of a theme's file"
    purposes = [THEME_PURPOSES.get(name, "") for name in names]
    built_in = {"enum": [*names], "enumDescriptions": purposes, "errorMessage": expected}
    return {"anyOf": [built_in, {"title": "Theme", **_make_text(patterns.THEME_PATH, expected)}]}


def _make_sizes() -> Schema:
    described = [_describe_size(size) for size in SIZES]
    expected = "expected a size that `factcards sizes` lists, measures such as `1080x608`, or a size of your own"
    known = {"title": "Known size", **make_nullable_choice(size.name for size in SIZES), "enumDescriptions": described}
    measures = {"title": "Measures", "type": "string", "pattern": patterns.MEASURES, "patternErrorMessage": expected}
    side = {"type": "integer", "minimum": 1, "maximum": MAX_SIDE}
    distance = {"type": ["number", "null"], "minimum": 0, "maximum": MAX_SIDE}
    edges = _map("sizes.safe", SAFE_KEYS, **dict.fromkeys(SAFE_KEYS, distance))
    safe = {"anyOf": [distance, {"title": "Edges", **edges}]}
    name = _refer(_STATED)
    own = _map("sizes", SIZE_KEYS, ("name", "width", "height"), name=name, width=side, height=side, safe=safe)
    return _make_names({"anyOf": [known, measures, {"title": "Size", **own}], "errorMessage": expected})


def _describe_size(size: Size) -> str:
    platform = {"story": "stories", "web": "the web"}.get(size.platform, size.platform)
    return f"{size.width} × {size.height} pixels, for {'paper' if size.dpi else platform}"


def _make_formats() -> Schema:
    expected = f"expected {join_alternatives(FORMAT_NAMES)}"
    return _make_names({**make_nullable_choice((*FORMAT_NAMES, *FORMAT_ALIASES)), "errorMessage": expected})


def _choose(names: tuple[str, ...]) -> Schema:
    return {**make_nullable_choice(names), "errorMessage": f"expected {join_alternatives(names)}"}


def _make_number(pattern: str, message: str, *, is_nullable: bool = True, **bounds: float) -> Schema:
    types = ["number", "string", *(["null"] if is_nullable else [])]
    return {"type": types, **bounds, "pattern": pattern, "patternErrorMessage": message, "errorMessage": message}


def _make_chart() -> Schema:
    count = _make_number(
        patterns.COUNT, "expected a number of at least 0", is_nullable=False, minimum=0,
        exclusiveMaximum=patterns.MAX_COUNT,
    )  # fmt: skip
    counts = _map("chart.counts", composite_fields.COUNT_KEYS, ("value",), value=count)
    tiles = _map("chart.tiles", composite_fields.TILE_KEYS, ("name",), name=_refer(_STATED))
    share = _make_number(patterns.SHARE, "expected a share such as `96%` or `0.96`", minimum=0, maximum=1)
    keys = composite_fields.CHART_KEYS
    data = _map("chart", keys, share=share, counts=make_list(counts, 1), tiles=make_list(tiles, 1))
    return data | _exclude(keys)


def _make_source() -> Schema:
    title = _map(
        "source.title", composite_fields.TITLE_KEYS, ("text",), text=_refer(_STATED), language=_refer(_LANGUAGE)
    )
    parts = {"title": {"anyOf": [_words(), title]}, "url": _refer(_LINK)}
    return {"anyOf": [_words(), _map("source", composite_fields.SOURCE_KEYS, **parts)]}


def _make_action() -> Schema:
    short = _make_words(patterns.SHORT, "expected an address such as `example.org/act`")
    parts = {"url": _refer(_LINK), "short": short, "short-elsewhere": _refer(_FLAG)}
    return {"anyOf": [_refer(_LINK), _map("action", composite_fields.ACTION_KEYS, **parts)]}


def _make_image() -> Schema:
    number = _make_number(patterns.FRACTION, "expected a number from 0 to 1", minimum=0, maximum=1)
    focus = {**make_list(number, 2), "maxItems": 2}
    return {"anyOf": [_refer(_PATH), _map("image", composite_fields.IMAGE_KEYS, file=_refer(_PATH), focus=focus)]}


def _make_brand() -> Schema:
    logos = _map("brand.logo", composite_fields.LOGO_KEYS, light=_refer(_PATH), dark=_refer(_PATH))
    color, family = _describe("brand.colors.*", _refer(_COLOR)), _describe("brand.fonts.*", _words())
    families = _map("brand.fonts", ("headline", "text"))
    return _map(
        "brand",
        composite_fields.BRAND_KEYS,
        logo={"anyOf": [_refer(_PATH), logos]},
        colors=make_object({}, additionalProperties=color),
        fonts={**families, "additionalProperties": family},
    )


def _make_accept() -> Schema:
    kinds = {"enum": [*WARNINGS], "enumDescriptions": [*WARNINGS.values()]}
    return make_list(_map(ACCEPT, ACCEPT_KEYS, ACCEPT_KEYS, kind=kinds, reason=_refer(_STATED)))


_SCHEMA_OF_FIELD: dict[str, Callable[[], Schema]] = {
    "language": lambda: _refer(_LANGUAGE),
    "fact": lambda: _refer(_PROSE),
    "story": lambda: _refer(_PROSE),
    "headline": lambda: _refer(_PROSE),
    "source": _make_source,
    "action": _make_action,
    "image": _make_image,
    "brand": _make_brand,
    "chart": _make_chart,
    "labels": lambda: _map("labels", composite_fields.LABELS_KEYS),
    "theme": _make_theme,
    "expires": lambda: _refer(_DAY),
    "reviewed": lambda: _refer(_FLAG),
    "typography": lambda: _refer(_FLAG),
    "hyphenate": lambda: _refer(_FLAG),
    "digits": lambda: _choose(DIGITS),
    "hand": lambda: _choose(ARABIC_STYLES),
    ACCEPT: _make_accept,
    "type": lambda: _choose(SET_TYPES),
    "cards": lambda: _make_names(_words(), ("null", "number", "boolean"), least=0),
    "languages": lambda: _make_names(_refer(_LANGUAGE)),
    "sizes": _make_sizes,
    "formats": _make_formats,
    "fonts": lambda: _refer(_PATH),
}
"""The schemas of fields whose values are not only words."""
