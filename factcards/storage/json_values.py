"""JSON from outside: a map's values, each checked against the type that is expected, before anything is made of them.

Lists and caches may have been edited by anybody, so a text may be a number, a list, or nested a thousand deep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[object], bool]
"""Whether a value is of the expected kind."""

MAX_NUMBER = 1 << 64
"""Largest number that is accepted: no file system reports a larger one for a file."""
_MAX_SHOWN = 80   # characters of a value that a message shows
_DIGEST = re.compile(r"[0-9a-f]{64}")


class MalformedError(ValueError):
    """JSON that is not of the expected form; its text says which field is wrong."""


def load_json(data: bytes | str, convert: Callable[[dict[str, Any]], object] | None = None) -> Any:
    """Return what JSON says, each map as `convert` gives it; raises MalformedError, for deep nesting too."""
    try:
        return json.loads(data, object_hook=convert)
    except MalformedError:
        raise
    except (ValueError, RecursionError):
        raise MalformedError("it is not JSON that can be read") from None


def take_fields(
    entry: object, kinds: Mapping[str, Check], optional: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Return the fields of a map that has exactly those of `kinds`; what is missing gets its value from `optional`.

    Raises MalformedError that names the field.
    """
    if type(entry) is not dict:
        raise MalformedError(f"it holds {describe_value(entry)}, expected a map")
    for name, value in entry.items():
        check = kinds.get(name)
        if check is None:
            raise MalformedError(f"it holds an unknown field `{str(name)[:40]}`")
        if not check(value):
            raise MalformedError(f"its field `{name}` is {describe_value(value)}")
    if len(entry) == len(kinds):
        return entry
    given = {**(optional or {}), **entry}
    for name in kinds:
        if name not in given:
            raise MalformedError(f"its field `{name}` is missing")
    return given


def describe_value(value: object) -> str:
    """Return a value of JSON in few words, for a message."""
    if isinstance(value, str):
        return f"`{value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + '…'}`"
    names = {dict: "a map", list: "a list", bool: "true or false", type(None): "null", int: "another number"}
    return names.get(type(value), "another number")


def is_text(value: object) -> bool:
    """Return whether it is text that can be written as UTF-8."""
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
    """Return whether it is text, even such as only a file's name can be."""
    return type(value) is str


def is_digest(value: object) -> bool:
    """Return whether it is a SHA-256 in hexadecimal digits."""
    return type(value) is str and _DIGEST.fullmatch(value) is not None


def is_boolean(value: object) -> bool:
    """Return whether it is true or false."""
    return type(value) is bool


def is_count(value: object) -> bool:
    """Return whether it is a whole number from 0."""
    return type(value) is int and 0 <= value <= MAX_NUMBER


def is_integer(value: object) -> bool:
    """Return whether it is a whole number."""
    return type(value) is int and -MAX_NUMBER <= value <= MAX_NUMBER


def is_number(value: object) -> bool:
    """Return whether it is a finite number."""
    return (type(value) is int or type(value) is float) and -MAX_NUMBER <= value <= MAX_NUMBER


def is_map(value: object) -> bool:
    """Return whether it is a map."""
    return type(value) is dict


def is_list(value: object) -> bool:
    """Return whether it is a list."""
    return type(value) is list


def list_of(check: Check) -> Check:
    """Return the check of a list whose items all pass another."""
    return lambda value: type(value) is list and all(map(check, value))


def map_of(check: Check) -> Check:
    """Return the check of a map from text to what passes another."""
    return lambda value: type(value) is dict and all(map(is_text, value)) and all(map(check, value.values()))


def null_or(check: Check) -> Check:
    """Return the check of null, or of what passes another."""
    return lambda value: value is None or check(value)
