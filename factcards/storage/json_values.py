"""JSON from outside: each value of a map is checked against the expected type before it is used.

Anybody may have edited manifests and caches. A text may be a number, a list, or nested a thousand levels deep.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ..late_loading import compile_late

Check = Callable[[object], bool]
"""A function that returns whether a value is of the expected kind."""

MAX_NUMBER = 1 << 64
"""Largest number that is accepted. No file system reports a larger one."""
_MAX_SHOWN = 80   # characters of a value that a message shows
_DIGEST = compile_late(r"[0-9a-f]{64}")


class MalformedError(ValueError):
    """JSON of another form than expected; the text names the field."""


def load_json(data: bytes | str, convert: Callable[[dict[str, Any]], object] | None = None) -> Any:
    """Parse JSON; `convert` is applied to each map. Raises MalformedError, also if the nesting is too deep."""
    try:
        return json.loads(data, object_hook=convert)
    except MalformedError:
        raise
    except (ValueError, RecursionError):
        raise MalformedError("it is not JSON that can be read") from None


def take_fields(
    entry: object, kinds: Mapping[str, Check], optional: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Return a map's fields, which must be exactly those of `kinds`; `optional` has the defaults of missing ones.

    Raises MalformedError, which names the field.
    """
    if type(entry) is not dict:
        raise MalformedError(f"it holds {describe_value(entry)}, expected a map")
    for name, value in entry.items():
        check = kinds.get(name)
        if check is None:
            raise MalformedError(f"it holds an unknown field `{str(name)[:40]}`")
        if not check(value):
            raise MalformedError(f"its field `{name}` cannot be {describe_value(value)}")
    if len(entry) == len(kinds):
        return entry
    given = {**(optional or {}), **entry}
    for name in kinds:
        if name not in given:
            raise MalformedError(f"its field `{name}` is missing")
    return given


def describe_value(value: object) -> str:
    """Describe a JSON value in a few words, for a message."""
    if isinstance(value, str):
        return f"`{value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + '…'}`"
    names = {dict: "a map", list: "a list", bool: "true or false", type(None): "null"}
    return names.get(type(value), "this number")


def is_text(value: object) -> bool:
    """Return whether a value is text that UTF-8 can encode."""
    if type(value) is not str:
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:   # half a surrogate pair
        return False
    return True


def is_path(value: object) -> bool:
    """Return whether a value is text; a file's name may hold what UTF-8 cannot encode."""
    return type(value) is str


def is_digest(value: object) -> bool:
    """Return whether a value is a SHA-256 in hexadecimal digits."""
    return type(value) is str and _DIGEST.fullmatch(value) is not None


def is_boolean(value: object) -> bool:
    """Return whether a value is true or false."""
    return type(value) is bool


def is_count(value: object) -> bool:
    """Return whether a value is a whole number of at least 0."""
    return type(value) is int and 0 <= value <= MAX_NUMBER


def is_integer(value: object) -> bool:
    """Return whether a value is a whole number."""
    return type(value) is int and -MAX_NUMBER <= value <= MAX_NUMBER


def is_number(value: object) -> bool:
    """Return whether a value is a finite number."""
    return (type(value) is int or type(value) is float) and -MAX_NUMBER <= value <= MAX_NUMBER


def is_map(value: object) -> bool:
    """Return whether a value is a map."""
    return type(value) is dict


def is_list(value: object) -> bool:
    """Return whether a value is a list."""
    return type(value) is list


def list_of(check: Check) -> Check:
    """Return a check that accepts a list if each item passes `check`."""
    return lambda value: type(value) is list and all(map(check, value))


def map_of(check: Check) -> Check:
    """Return a check that accepts a map from texts to values that pass `check`."""
    return lambda value: type(value) is dict and all(map(is_text, value)) and all(map(check, value.values()))


def null_or(check: Check) -> Check:
    """Return a check that accepts null and values that pass `check`."""
    return lambda value: value is None or check(value)
