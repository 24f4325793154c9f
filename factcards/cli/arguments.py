"""The command line's commands and options, and the values that they accept."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from ..contact_sheet import DIMENSIONS, MAX_PIXELS, MAX_SIDE, MIN_HEIGHT, THUMBNAIL_HEIGHT
from ..errors import closest_name, suggest, to_printable
from ..model.formats import BOOK_FORMAT, FORMAT_NAMES, SVG_MODES, resolve_format
from ..model.legibility import PHONE_WIDTH
from ..model.sizes import SIZES, explain_unusable_size, parse_measures
from ..read.fields.language_tags import explain_invalid_tag
from ..rendering.manifest import VERSION
from ..storage.storages import is_url, open_storage
from .exit_statuses import WRONG_COMMAND_LINE, describe_exit_statuses
from .new_command import add_new
from .schedulers import SCHEMES
from .schema_command import SCHEMAS
from .shell_paths import expand_user, expand_wildcards, parse_path

TABLES = {
    "sizes": "the sizes of pictures, with their platforms and what the apps cover",
    "themes": "the built-in themes, with what each is for",
    "fonts": "our fonts, with their weights, scripts and packages; `for CARD`: those that draw a card, and why",
    "languages": "the languages of CLDR, with their scripts, directions and the fonts that set them",
}
"""Commands that print a table, with what it shows."""
_NO_FORMAT_OPTIONS = {"png": "fast", "svg": SVG_MODES[0], "book": False}
"""Options of formats, as commands have them that render no files."""


class _Parser(argparse.ArgumentParser):
    """A parser with short messages, in which control characters of the arguments are replaced."""

    def error(self, message: str) -> NoReturn:
        """Report what is wrong with the command line and exit with status 2."""
        if message == "argument --color: expected one argument":
            message += ": the shell takes an unquoted `#…` for a comment: put it in quotes"
        self.exit(WRONG_COMMAND_LINE, f"{to_printable(f'{self.prog}: error: {message}')}\nsee `{self.prog} --help`\n")

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Report arguments that the command does not have, the first with the option that it most likely means."""
        name = unknown[0].partition("=")[0]
        near = closest_name(name, [option for option in self._option_string_actions if option[:2] == "--"])
        hint = f": did you mean `{near}`?" if near and name[:2] == "--" else ""
        self.error(f"unrecognized argument{'s' if unknown[1:] else ''}: {' '.join(unknown)}{hint}")


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the arguments, by default those of the process. Exits with status 2 if they are wrong, `--help` with 0."""
    parser = _Parser(
        prog="factcards",
        description="Card definitions in YAML become shareable pictures, in any language, with a code that scans.",
        epilog=describe_exit_statuses(),
    )
    parser.add_argument("--version", action="version", version=f"factcards {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_new(commands.add_parser("new", help="write a first set of cards, with comments",
                                description="Write a first set of cards that renders at once. On a terminal, "
                                            "it asks for what no option gives."))  # fmt: skip
    _add_render(commands.add_parser("render", help="render the pictures", description="Render cards as pictures."))
    _add_check(commands.add_parser("check", help="find problems without drawing anything",
                                   description="Lay out every card and report problems; draw nothing."))  # fmt: skip
    _add_sheet(commands.add_parser("sheet", help="draw all pictures on one contact sheet, for review",
                                   description="Draw all pictures on one contact sheet, for review. Each is "
                                               f"{THUMBNAIL_HEIGHT} pixels high, or down to {MIN_HEIGHT}, so that the "
                                               f"sheet has at most {MAX_PIXELS // 10**6} million pixels and "
                                               f"{MAX_SIDE:,} along a side."))  # fmt: skip
    _add_merge(commands.add_parser("merge", help="join folders of results, such as the parts of a run",
                                   description="Join folders of results, such as the parts of a run."))  # fmt: skip
    _add_cache(commands.add_parser("cache", help="show the size of the cache, or empty it",
                                   description="Show the folder and the size of the cache, or empty it."))  # fmt: skip
    _add_schema(commands.add_parser("schema", help="print the JSON Schema of cards, sets or themes, for an editor",
                                    description="Print a JSON Schema, with which an editor completes, explains and "
                                                "checks a file, or write it into a folder."))  # fmt: skip
    tables = {
        name: commands.add_parser(name, help=f"show {what}", description=f"Show {what}.")
        for name, what in TABLES.items()
    }
    _add_theme_source(tables["themes"])
    _add_fonts(tables["fonts"])
    for table in tables.values():
        _add_json(table, "print the list as JSON")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0][:1] != "-" and given[0] not in commands.choices:
        parser.error(f"there is no command `{given[0]}`: {suggest(given[0], commands.choices)}")
    args, unknown = parser.parse_known_args(expand_wildcards(given) if os.name == "nt" else given)
    if unknown:
        commands.choices[args.command].refuse(unknown)
    if args.command in ("render", "check"):
        args.theme = args.theme or ""   # with a default of "", argparse would check that too
    own = commands.choices[args.command]   # so that the message points to the help of this command
    _check_combination(args, own)
    return args


def _check_combination(args: argparse.Namespace, own: argparse.ArgumentParser) -> None:
    """Refuse options that have no effect together, or that need another one. `own` is the parser of the command."""
    if args.command == "themes" and bool(args.name) != args.source:
        own.error("`themes NAME --source` prints a theme, `themes` alone lists them")
    if args.command == "themes" and args.source and args.json:
        own.error("`--source` prints a theme's file as it is: leave out `--json`")
    if args.command == "fonts" and args.about and not args.paths:
        own.error("name a card: `factcards fonts for cards/a-card.yaml`")
    if args.command == "fonts" and not args.about and (args.language or args.root):
        own.error("`-l` and `--root` are about a card's fonts: `factcards fonts for cards/a-card.yaml -l ar`")
    if args.command == "schema" and not args.name and args.out is None:
        own.error("name a schema, or with `-o` a folder for all: `factcards schema card`, `factcards schema -o schema`")
    if args.command == "render" and args.prune and (args.language or args.size or args.format):
        own.error("`--prune` needs whole sets: leave out `-l`, `-s` and `-f`")
    if args.command == "render" and args.book and args.format and BOOK_FORMAT not in args.format:
        own.error(f"a book is a `{BOOK_FORMAT}`: add `-f {BOOK_FORMAT}`")
    if args.command == "render" and args.svg != SVG_MODES[0] and args.format and "svg" not in args.format:
        own.error("`--svg` is about the format `svg`: add `-f svg`")
    if args.command == "render" and args.store and not args.on:
        own.error("`--store` is for external workers: name their scheduler with `--on`")
    if args.command == "sheet" and args.rows == args.columns:
        own.error(f"`--rows` and `--columns` are both `{args.rows}`: choose two")


def _add_theme_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="a built-in theme")
    parser.add_argument("--source", action="store_true", help="print the theme's file, as a start for your own")


def _add_fonts(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("about", metavar="for", nargs="?", choices=("for",), help="`for CARD` shows which font draws which words")
    add(
        "paths",
        metavar="CARD",
        nargs="*",
        type=_parse_existing_path,
        help="a card file, a set's folder, or a folder of sets",
    )
    _add_language(parser)
    _add_root(parser)
    _add_verbose(parser)
    parser.set_defaults(size=[], format=[], theme="", complete=False, today=datetime.now(UTC).date(),  # noqa: TID251
                        **_NO_FORMAT_OPTIONS)  # fmt: skip


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-l", "--language", metavar="TAG", action="append", default=[], type=_parse_language,
        help="en, fr-CA, zh-Hans …; may be repeated; by default the set's own",
    )  # fmt: skip


def _add_root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root", metavar="DIR", type=_parse_existing_folder, default=None,
        help="the folder inside which cards' themes may be; by default the current one if PATH is in it, else PATH",
    )  # fmt: skip


def _add_render(parser: argparse.ArgumentParser) -> None:
    _add_selection(parser)
    add = parser.add_argument
    add("-o", "--out", metavar="DIR", type=_parse_location, default=Path("out"),
        help="the folder to write to, or its URL, such as s3://bucket/folder; by default `out`")  # fmt: skip
    add("-f", "--format", metavar="FORMAT", action="append", default=[], type=_parse_format,
        help=f"{', '.join(FORMAT_NAMES)}; may be repeated")  # fmt: skip
    _add_theme(parser)
    _add_jobs(parser)
    add("--on", metavar="URL", type=_parse_scheduler, default=None,
        help="draw on the workers of a dask scheduler, such as dask://host:8786")  # fmt: skip
    add("--store", metavar="URL", type=_parse_location, default=None,
        help="a folder through which those workers get photographs, logos and fonts")  # fmt: skip
    add(
        "--shard",
        metavar="K/N",
        type=_parse_shard,
        default=None,
        help="render only part K of N; `merge` joins the parts",
    )
    _add_cache_folder(parser)
    add("--force", action="store_true", help="render unchanged files again")
    add("--png", choices=("fast", "small"), default="fast", help="`small`: fewer bytes, but ten times slower")
    add("--svg", metavar="MODE", default=SVG_MODES[0], type=_parse_choice("mode of SVG", SVG_MODES),
        help="`outlines`, the default; `text`: words that can be edited; `linked`: photographs beside it")  # fmt: skip
    add("--book", action="store_true", help="one PDF for each set, language and size, with a page for each card")
    add("--why", action="store_true", help="explain what has changed for each file that is rendered again")
    add("--prune", action="store_true", help="remove files that no card makes any more, unless someone changed them")


def _add_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="OUT", nargs="+", type=_parse_location, help="a folder of results, or its URL")
    parser.add_argument("-o", "--out", metavar="DIR", type=_parse_location, default=None,
                        help="the folder to write to; by default the single OUT, or `out` for several")  # fmt: skip
    _add_cache_folder(parser)
    _add_verbose(parser)
    parser.set_defaults(theme="")


def _add_cache(parser: argparse.ArgumentParser) -> None:
    _add_cache_folder(parser)
    parser.add_argument(
        "-o", "--out", metavar="DIR", type=_parse_folder, default=None, help=argparse.SUPPRESS
    )  # until 1.1
    parser.add_argument("--clear", action="store_true", help="remove all entries")
    parser.set_defaults(theme="")


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", type=_parse_choice("schema", SCHEMAS), default=None,
                        help=", ".join(SCHEMAS))  # fmt: skip
    parser.add_argument("-o", "--out", metavar="DIR", type=_parse_folder, default=None,
                        help="the folder to write NAME.json to, without NAME all three")  # fmt: skip


def _add_cache_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache", metavar="DIR", type=_parse_folder, default=None,
                        help="the cache folder; by default `FACTCARDS_CACHE` or the user's own")  # fmt: skip


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_selection(parser)
    _add_theme(parser)
    _add_jobs(parser)
    parser.set_defaults(format=[], **_NO_FORMAT_OPTIONS)


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    _add_selection(parser)
    add = parser.add_argument
    add("-o", "--out", metavar="FILE", type=_parse_picture_path, default=Path("sheet.jpg"),
        help="the picture to write, .jpg or .png; by default `sheet.jpg`")  # fmt: skip
    add("-t", "--theme", metavar="THEME", action="append", default=[], type=_parse_theme,
        help="a built-in theme's name or a theme file's path; may be repeated")  # fmt: skip
    add("--rows", choices=DIMENSIONS, default="cards", help="what makes the rows; by default `cards`")
    add("--columns", choices=DIMENSIONS, help="what makes the columns; by default what has several values")
    add("--phone", action="store_true", help=f"each picture as wide as on a phone, {PHONE_WIDTH} pixels")
    parser.set_defaults(**_NO_FORMAT_OPTIONS)
    _add_jobs(parser)


def _add_selection(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "paths",
        metavar="PATH",
        nargs="+",
        type=_parse_existing_path,
        help="a card file, a set's folder, or a folder of sets",
    )
    _add_root(parser)
    _add_language(parser)
    add("-s", "--size", metavar="SIZE", action="append", default=[], type=_parse_size,
        help="a name that `factcards sizes` lists or that the set defines, or measures such as 1080x608; may be "
             "repeated; by default the set's own")  # fmt: skip
    add("--complete", action="store_true", help="a card that is not translated is an error")
    add("--today", metavar="DAY", type=_parse_day, default=datetime.now(UTC).date(),  # noqa: TID251
        help="the date that decides what has expired, such as 2027-01-31")  # fmt: skip
    _add_json(parser, "print the results as JSON")
    _add_verbose(parser)


def _add_theme(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-t", "--theme", metavar="THEME", type=_parse_theme, default=None,
                        help="a built-in theme's name or a theme file's path")  # fmt: skip


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-j", "--jobs", metavar="N", type=_parse_count, default=_count_cores(),
                        help="number of processes; by default all cores")  # fmt: skip


def _add_json(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--json", action="store_true", help=what)


def _add_verbose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verbose", action="store_true",
                        help="show each problem in full; by default those of one kind share a line")  # fmt: skip


def _parse_choice(what: str, known: Iterable[str]) -> Callable[[str], str]:
    names = tuple(known)

    def check(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"there is no {what} `{text}`: {suggest(text, names)}")
        return text

    return check


def _parse_size(text: str) -> str:
    """Return the name of a size, which may be that of a set's own: only the set knows it."""
    size = parse_measures(text)
    problem = explain_unusable_size(size) if size else ""
    if problem:
        raise argparse.ArgumentTypeError(problem)
    return size.name if size else text


def refuse_unknown_sizes(args: argparse.Namespace, own: Iterable[str]) -> None:
    """Exit with status 2 if a size on the command line is neither known nor one of those that the sets define."""
    names = (*(size.name for size in SIZES), *own)
    for name in args.size:
        if name not in names and not parse_measures(name):
            message = f"argument -s/--size: there is no size `{name}`: {suggest(name, names)}"
            _Parser(prog=f"factcards {args.command}").error(message)


def _parse_format(text: str) -> str:
    return _parse_choice("format", FORMAT_NAMES)(resolve_format(text))


def _parse_language(text: str) -> str:
    invalid = explain_invalid_tag(text)
    if invalid:
        message, hint = invalid
        known = hint.removeprefix("write ") in message   # the message has the hint already
        raise argparse.ArgumentTypeError(message if known else f"{message}: {hint}")
    return text


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day: expected one such as 2027-01-31") from None


def _parse_count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of processes: expected 1 or more")
    return int(text)


def _parse_existing_path(text: str) -> Path:
    path = parse_path(text)
    if not os.path.lexists(path):
        raise argparse.ArgumentTypeError(f"`{text}` is not there")
    return path


def _parse_theme(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the theme's name is empty: is a variable not set?")
    return expand_user(text)


def _parse_folder(text: str) -> Path:
    path = parse_path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"`{text}` is a file: expected a folder")
    return path


def _parse_existing_folder(text: str) -> Path:
    path = parse_path(text)
    if not os.path.isdir(path):   # noqa: PTH112 - it never raises
        raise argparse.ArgumentTypeError(f"there is no folder `{text}`")
    return path


def _parse_location(text: str) -> Path | str:
    return open_storage(text).root if is_url(text) else _parse_folder(text)


def _parse_scheduler(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES or not re.fullmatch(r"[^/?#@]+:\d+", parts.netloc) or parts.path.strip("/"):
        raise argparse.ArgumentTypeError(f"`{text}` is not a scheduler: expected an address such as dask://host:8786")
    return text


def _parse_shard(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of:
        raise argparse.ArgumentTypeError(f"`{text}` is not a part of a run: expected 3/10, for the third of ten")
    return number, of


def _parse_picture_path(text: str) -> Path:
    path = parse_path(text)
    if path.suffix.lower() not in (".jpg", ".jpeg", ".png"):
        raise argparse.ArgumentTypeError(f"`{text}` is not a picture: expected a name that ends in .jpg or .png")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"`{text}` is a folder: expected a file")
    return path


def _count_cores() -> int:
    """Return the number of cores that this process may use; in a container they are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
