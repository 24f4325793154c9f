"""The command `schema`: the JSON Schemas with which editors complete, explain and check cards, sets and themes."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from ..errors import Problem
from ..storage.files import read_regular
from ..storage.local_storage import Folder
from .console import CommandConsole
from .exit_statuses import FAILURE, SUCCESS

SCHEMAS = ("card", "set", "theme")
"""The names of the schemas."""
_MAX_BYTES = 1 << 24
"""Maximum size of a file that may be one of our schemas, in bytes: a hundred times the largest."""
_FOLDER = Path(__file__).parent.parent / "data" / "schema"
_MADE_BY = "made by `factcards schema"
"""How the comment begins that each of our schemas has, of whatever version."""


def show_schema(args: Namespace, console: CommandConsole) -> int:
    """Print a schema, or write it or all of them into a folder. Returns the exit status."""
    names = (args.name,) if args.name else SCHEMAS
    texts = {f"{name}.json": (_FOLDER / f"{name}.json").read_bytes() for name in names}
    if args.out is None:
        console.print_result("".join(text.decode("utf-8") for text in texts.values()).removesuffix("\n"))
        return SUCCESS
    folder = Folder(args.out)
    problems = [_refuse(folder, file) for file in texts if not _is_replaceable(args.out / file)]
    console.show_problems(problems)
    if problems:
        return FAILURE
    for file, text in texts.items():
        folder.write(file, text)
    console.show_status(folder.describe(*texts) if args.name else f"{len(texts)} schemas in {folder.describe()}")
    return SUCCESS


def _is_replaceable(path: Path) -> bool:
    """Return whether nothing is lost if this file is written: it is not there, or one of our schemas."""
    try:
        value = json.loads(read_regular(path, _MAX_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError, RecursionError):
        return False
    comment = value.get("$comment") if isinstance(value, dict) else None
    return isinstance(comment, str) and comment.startswith(_MADE_BY)


def _refuse(folder: Folder, file: str) -> Problem:
    message = f"{folder.describe(file)} is not one of our schemas, so it is not replaced"
    return Problem("error", message, hint="name another folder with `-o`, or remove the file", kind="write")
