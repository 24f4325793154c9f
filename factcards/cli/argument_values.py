"""The values that arguments accept. Each function raises ArgumentTypeError for any other, with what was expected."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import suggest
from ..model.formats import FORMAT_NAMES, resolve_format
from ..model.sizes import explain_unusable_size, parse_measures
from ..read.fields.language_tags import explain_invalid_tag
from ..storage.storages import is_url, open_storage
from .schedulers import SCHEMES
from .shell_paths import expand_user, parse_path


def parse_choice(what: str, known: Iterable[str]) -> Callable[[str], str]:
    """Return a function that accepts one of the known names, and calls them `what` in its message."""
    names = tuple(known)

    def check(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"there is no {what} `{text}`: {suggest(text, names)}")
        return text

    return check


def parse_size(text: str) -> str:
    """Return the name of a size, which may be one of a set's own: only the set knows it."""
    size = parse_measures(text)
    problem = explain_unusable_size(size) if size else ""
    if problem:
        raise argparse.ArgumentTypeError(problem)
    return size.name if size else text


def parse_format(text: str) -> str:
    """Return the name of a format, which may be an alias."""
    return parse_choice("format", FORMAT_NAMES)(resolve_format(text))


def parse_language(text: str) -> str:
    """Return a language tag if it is valid."""
    invalid = explain_invalid_tag(text)
    if invalid:
        message, hint = invalid
        known = hint.removeprefix("write ") in message   # the message has the hint already
        raise argparse.ArgumentTypeError(message if known else f"{message}: {hint}")
    return text


def parse_day(text: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day: expected one such as 2027-01-31") from None


def parse_count(text: str) -> int:
    """Return a number of processes."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of processes: expected 1 or more")
    return int(text)


def parse_existing_path(text: str) -> Path:
    """Return a path at which there is something."""
    path = parse_path(text)
    if not os.path.lexists(path):
        raise argparse.ArgumentTypeError(f"`{text}` is not there")
    return path


def parse_theme(text: str) -> str:
    """Return a theme's name or path."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the theme's name is empty: is a variable not set?")
    return expand_user(text)


def parse_folder(text: str) -> Path:
    """Return the path of a folder, which need not be there yet."""
    path = parse_path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"`{text}` is a file: expected a folder")
    return path


def parse_existing_folder(text: str) -> Path:
    """Return the path of a folder that is there."""
    path = parse_path(text)
    if not os.path.isdir(path):   # noqa: PTH112 - it never raises
        raise argparse.ArgumentTypeError(f"there is no folder `{text}`")
    return path


def parse_location(text: str) -> Path | str:
    """Return the path of a folder, or its URL."""
    return open_storage(text).root if is_url(text) else parse_folder(text)


def parse_scheduler(text: str) -> str:
    """Return the address of a scheduler."""
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES or not re.fullmatch(r"[^/?#@]+:\d+", parts.netloc) or parts.path.strip("/"):
        raise argparse.ArgumentTypeError(f"`{text}` is not a scheduler: expected an address such as dask://host:8786")
    return text


def parse_shard(text: str) -> tuple[int, int]:
    """Return the number of a part, and of how many: `3/10`."""
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of:
        raise argparse.ArgumentTypeError(f"`{text}` is not a part of a run: expected 3/10, for the third of ten")
    return number, of


def parse_picture_path(text: str) -> Path:
    """Return the path of a picture to write, as JPEG or PNG."""
    path = parse_path(text)
    if path.suffix.lower() not in (".jpg", ".jpeg", ".png"):
        raise argparse.ArgumentTypeError(f"`{text}` is not a picture: expected a name that ends in .jpg or .png")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"`{text}` is a folder: expected a file")
    return path
