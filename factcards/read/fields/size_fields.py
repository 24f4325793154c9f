"""`sizes` of a set: names, measures such as `1080x608`, and sizes of one's own; and what every size must have."""

from __future__ import annotations

from collections.abc import Iterable

from ...errors import RequestError
from ...graphics.geometry import Insets
from ...model.sizes import DEFAULT_PLATFORM, MAX_SIDE, SIZES, Size, explain_unusable_size, parse_measures, resolve_size
from ...storage.paths import UnsafeNameError, parse_relative
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode
from .scalar_fields import ReadContext, read_line, read_map
from .value_reader import describe_node, parse_number, quote_text

SIZE_KEYS = ("name", "width", "height", "safe", "platform")
"""Keys of a size of one's own."""
SAFE_KEYS = ("top", "end", "bottom", "start")
"""Keys of the distances that keep clear at the edges of a size of one's own."""
MAX_SIZE_NAME_BYTES = 64
"""Maximum length of the name of a size of one's own, in bytes of UTF-8: it is a part of each picture's name."""
_EXPECTED = "a list such as `[story, 1080x608, {name: pinboard, width: 1200, height: 900}]`"
_SHORT_NAME = "name it with letters, digits and hyphens"


def read_sizes(node: Node, name: str, context: ReadContext) -> tuple[str | Size, ...]:
    """Return the sizes of a set: a name of `SIZES` or measures as text, and each size of the set's own."""
    found: dict[str, str | Size] = {}
    for index, item in enumerate(context.read_sequence(node, name, _EXPECTED, of_names=True, least="size")):
        size = (
            _read_own_size(item, f"{name}[{index}]", context) if isinstance(item, MappingNode)
            else _read_known_size(item, name, context)
        )  # fmt: skip
        key = size.name if isinstance(size, Size) else size or ""
        if key.casefold() in found:
            context.report(item.place, name, f"{quote_text(key)} is listed twice", "keep one of them")
        elif size:
            found[key.casefold()] = size
    return tuple(found.values())


def explain_size_name(size: Size) -> tuple[str, str] | None:
    """Return why a size of one's own cannot have its name, and a hint; None if it can.

    The name is a part of a file's name, and no other size has it, in upper or lower case.
    """
    shown = quote_text(size.name)
    known = next((one for one in SIZES if one.name == size.name.casefold()), None)
    if known and known != size:
        if known.name == size.name:
            pixels = f"{known.width} × {known.height} pixels"
            return f"{shown} is the name of a size of {pixels}", "choose another name"
        return f"{shown} differs from the size `{known.name}` only in its capitals", "choose another name"
    plain = parse_measures(size.name)
    if plain and (plain.name, plain.width, plain.height) != (size.name, size.width, size.height):
        pixels = f"{size.width} × {size.height} pixels"
        return f"the name {shown} is that of other measures than {pixels}", "choose another name"
    if set(size.name) & set("/\\.{}"):
        return f"the name {shown} of the size cannot be used", _SHORT_NAME
    try:
        parts = parse_relative(size.name)
    except UnsafeNameError as error:
        return f"the name of the size cannot be used: {error.message}", error.hint
    if parts != (size.name,):
        return f"the name {shown} of the size cannot be used", _SHORT_NAME
    length = len(size.name.encode())
    if length > MAX_SIZE_NAME_BYTES:
        return f"the name {shown} of the size has {length} bytes, expected {MAX_SIZE_NAME_BYTES} at most", _SHORT_NAME
    return None


def take_own_size(size: Size, argument: str) -> Size:
    """Return a size that a program gives. Raises RequestError if no picture can have it."""
    problem = explain_unusable_size(size)
    if problem:
        raise RequestError.of(argument, problem)
    unusable = explain_size_name(size)
    if unusable:
        raise RequestError.of(argument, *unusable)
    return size


def take_distinct_sizes(sizes: Iterable[Size], argument: str) -> tuple[Size, ...]:
    """Return sizes, each once. Raises RequestError if two of them differ and have one name, as their files would."""
    first: dict[str, Size] = {}
    for size in sizes:
        if first.setdefault(size.name.casefold(), size) != size:
            raise RequestError.of(argument, f"two sizes have the name {quote_text(size.name)}", "choose another name")
    return tuple(first.values())


def _read_known_size(node: Node, name: str, context: ReadContext) -> str | None:
    """Return the name of a size or its measures as text, after reporting what is wrong with it."""
    scalar = context.read_scalar(node, name, "one of the sizes")
    if not scalar:
        return None
    size = resolve_size(scalar.text)
    if size is None:
        context.report_unknown_name(scalar, name, tuple(one.name for one in SIZES))
        return None
    problem = explain_unusable_size(size)
    if problem:
        context.report(scalar.place, name, problem)
        return None
    return size.name


def _read_own_size(node: MappingNode, name: str, context: ReadContext) -> Size | None:
    before = len(context.problems)
    parts = read_map(node, name, SIZE_KEYS, context)
    for key, hint in (("name", "write a name for the files"), ("width", "in pixels"), ("height", "in pixels")):
        if key not in parts:
            context.report_missing(node.place, name, key, hint)
    title = read_line(parts["name"], f"{name}.name", context) if "name" in parts else None
    width, height = (_read_side(parts[key], f"{name}.{key}", context) if key in parts else None
                     for key in ("width", "height"))   # fmt: skip
    safe = _read_safe(parts["safe"], f"{name}.safe", context) if "safe" in parts else Insets()
    platform = read_line(parts["platform"], f"{name}.platform", context) if "platform" in parts else None
    if not title or width is None or height is None or len(context.problems) > before:
        return None
    size = Size(title, platform or DEFAULT_PLATFORM, width=width, height=height, safe=safe)
    problem = explain_unusable_size(size)
    if problem:
        context.report(node.place, name, problem)
        return None
    unusable = explain_size_name(size)
    if unusable:
        context.report(parts["name"].place, f"{name}.name", *unusable)
        return None
    return size


def _read_side(node: Node, name: str, context: ReadContext) -> int | None:
    """Return a width or a height in pixels."""
    expected = f"a whole number of pixels from 1 to {MAX_SIDE:,}"
    scalar = context.read_scalar(node, name, expected)
    if not scalar:
        return None
    if scalar.text.isascii() and scalar.text.isdigit() and 1 <= int(scalar.text[:9]) <= MAX_SIDE:
        return int(scalar.text)
    context.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected {expected}")
    return None


def _read_safe(node: Node, name: str, context: ReadContext) -> Insets:
    """Return the distances that keep clear at each edge: one number for all, or a map of edges."""
    if isinstance(node, ScalarNode) and (parse_number(node.text) is not None or not node.text):
        every = context.read_number(node, name, 0, MAX_SIDE) or 0
        return Insets(every, every, every, every)
    if not isinstance(node, MappingNode) and not context.is_absent(node):
        expected = "a number of pixels, or a map with `top`, `end`, `bottom` and `start`"
        context.report(node.place, name, f"found {describe_node(node)}, expected {expected}")
        return Insets()
    parts = read_map(node, name, SAFE_KEYS, context)
    edges = (parts.get(key) for key in SAFE_KEYS)
    return Insets(*(context.read_number(edge, f"{name}.{key}", 0, MAX_SIDE) or 0
                    for key, edge in zip(SAFE_KEYS, edges, strict=True)))   # fmt: skip
