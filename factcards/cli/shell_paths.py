"""Paths on the command line: `~`, wildcards on Windows, and arguments that are empty because a variable is not set."""

from __future__ import annotations

import argparse
import glob
import os
from collections.abc import Sequence
from pathlib import Path


def parse_path(text: str) -> Path:
    """Return the path that an argument means. Raises ArgumentTypeError if it is empty or its `~` names no user."""
    return Path(expand_user(text))


def expand_user(text: str) -> str:
    """Return an argument with a leading `~` expanded, which shells do not do within quotes.

    The name of an existing file that begins with `~`, as a wildcard finds it, stays as it is.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("the path is empty: is a variable not set?")
    if "\0" in text:
        raise argparse.ArgumentTypeError("the path holds a character of code 0")
    first = text.replace(os.sep, "/").partition("/")[0]
    if first[:1] != "~" or (first != "~" and os.path.lexists(text)):
        return text
    expanded = os.path.expanduser(text)  # noqa: PTH111 - pathlib raises if there is no such user
    if expanded == text:
        raise argparse.ArgumentTypeError(f"`{first}` is not a user's folder: write `./{text}` for a file of that name")
    return expanded


def expand_wildcards(arguments: Sequence[str]) -> list[str]:
    """Return arguments with `*`, `?` and `[…]` expanded, which Windows leaves to programs.

    As in shells, an argument stays if it is the name of a file, or if its wildcards match none.
    """
    expanded = []
    for argument in arguments:
        is_literal = argument[:1] == "-" or os.path.lexists(argument)
        expanded += [argument] if is_literal else sorted(glob.glob(argument)) or [argument]  # noqa: PTH207
    return expanded
