"""The command line's commands and options, and the values that they accept."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ..errors import closest_name, suggest, to_printable
from ..late_loading import import_late
from ..model.formats import BOOK_FORMAT, FORMAT_NAMES, SVG_MODES
from ..model.legibility import PHONE_WIDTH
from ..model.sizes import SIZES, parse_measures
from ..rendering.manifest import VERSION
from .argument_values import (
    parse_choice,
    parse_count,
    parse_day,
    parse_existing_folder,
    parse_existing_path,
    parse_folder,
    parse_format,
    parse_language,
    parse_location,
    parse_picture_path,
    parse_scheduler,
    parse_shard,
    parse_size,
    parse_theme,
)
from .exit_statuses import WRONG_COMMAND_LINE, describe_exit_statuses
from .shell_paths import expand_wildcards

if TYPE_CHECKING:
    from .. import contact_sheet
    from . import new_command, schema_command
else:
    contact_sheet = import_late("..contact_sheet", __package__)
    new_command = import_late(".new_command", __package__)
    schema_command = import_late(".schema_command", __package__)

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
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name, (summary, description, add_options) in _COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=description)
        if given[:1] == [name] or (given and given[0] not in _COMMANDS):   # the options of others would not be read
            add_options(command)
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


def refuse_unknown_sizes(args: argparse.Namespace, own: Iterable[str]) -> None:
    """Exit with status 2 if a size on the command line is neither known nor one of those that the sets define."""
    names = (*(size.name for size in SIZES), *own)
    for name in args.size:
        if name not in names and not parse_measures(name):
            message = f"argument -s/--size: there is no size `{name}`: {suggest(name, names)}"
            _Parser(prog=f"factcards {args.command}").error(message)


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


def _add_table(add_own: _AddOptions | None) -> _AddOptions:
    """Return a function that adds the options of a command that prints a table, its own before `--json`."""

    def add(parser: argparse.ArgumentParser) -> None:
        if add_own:
            add_own(parser)
        _add_json(parser, "print the list as JSON")

    return add


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
        type=parse_existing_path,
        help="a card file, a set's folder, or a folder of sets",
    )
    _add_language(parser)
    _add_root(parser)
    _add_verbose(parser)
    parser.set_defaults(size=[], format=[], theme="", complete=False, today=datetime.now(UTC).date(),  # noqa: TID251
                        **_NO_FORMAT_OPTIONS)  # fmt: skip


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-l", "--language", metavar="TAG", action="append", default=[], type=parse_language,
        help="en, fr-CA, zh-Hans …; may be repeated; by default the set's own",
    )  # fmt: skip


def _add_root(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--root", metavar="DIR", type=parse_existing_folder, default=None,
        help="the folder inside which cards' themes may be; by default the current one if PATH is in it, else PATH",
    )  # fmt: skip


def _add_render(parser: argparse.ArgumentParser) -> None:
    _add_selection(parser)
    add = parser.add_argument
    add("-o", "--out", metavar="DIR", type=parse_location, default=Path("out"),
        help="the folder to write to, or its URL, such as s3://bucket/folder; by default `out`")  # fmt: skip
    add("-f", "--format", metavar="FORMAT", action="append", default=[], type=parse_format,
        help=f"{', '.join(FORMAT_NAMES)}; may be repeated")  # fmt: skip
    _add_theme(parser)
    _add_jobs(parser)
    add("--on", metavar="URL", type=parse_scheduler, default=None,
        help="draw on the workers of a dask scheduler, such as dask://host:8786")  # fmt: skip
    add("--store", metavar="URL", type=parse_location, default=None,
        help="a folder through which those workers get photographs, logos and fonts")  # fmt: skip
    add(
        "--shard",
        metavar="K/N",
        type=parse_shard,
        default=None,
        help="render only part K of N; `merge` joins the parts",
    )
    _add_cache_folder(parser)
    add("--force", action="store_true", help="render unchanged files again")
    add("--png", choices=("fast", "small"), default="fast", help="`small`: fewer bytes, but ten times slower")
    add("--svg", metavar="MODE", default=SVG_MODES[0], type=parse_choice("mode of SVG", SVG_MODES),
        help="`outlines`, the default; `text`: words that can be edited; `linked`: photographs beside it")  # fmt: skip
    add("--book", action="store_true", help="one PDF for each set, language and size, with a page for each card")
    add("--why", action="store_true", help="explain what has changed for each file that is rendered again")
    add("--prune", action="store_true", help="remove files that no card makes any more, unless someone changed them")


def _add_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="OUT", nargs="+", type=parse_location, help="a folder of results, or its URL")
    parser.add_argument("-o", "--out", metavar="DIR", type=parse_location, default=None,
                        help="the folder to write to; by default the single OUT, or `out` for several")  # fmt: skip
    _add_cache_folder(parser)
    _add_verbose(parser)
    parser.set_defaults(theme="")


def _add_cache(parser: argparse.ArgumentParser) -> None:
    _add_cache_folder(parser)
    parser.add_argument(
        "-o", "--out", metavar="DIR", type=parse_folder, default=None, help=argparse.SUPPRESS
    )  # until 1.1
    parser.add_argument("--clear", action="store_true", help="remove all entries")
    parser.set_defaults(theme="")


def _add_schema(parser: argparse.ArgumentParser) -> None:
    names = schema_command.SCHEMAS
    parser.add_argument("name", metavar="NAME", nargs="?", type=parse_choice("schema", names), default=None,
                        help=", ".join(names))  # fmt: skip
    parser.add_argument("-o", "--out", metavar="DIR", type=parse_folder, default=None,
                        help="the folder to write NAME.json to, without NAME all three")  # fmt: skip


def _add_cache_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache", metavar="DIR", type=parse_folder, default=None,
                        help="the cache folder; by default `FACTCARDS_CACHE` or the user's own")  # fmt: skip


def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_selection(parser)
    _add_theme(parser)
    _add_jobs(parser)
    parser.set_defaults(format=[], **_NO_FORMAT_OPTIONS)


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    lowest, most = contact_sheet.MIN_HEIGHT, contact_sheet.MAX_PIXELS // 10**6
    parser.description = (
        f"Draw all pictures on one contact sheet, for review. Each is {contact_sheet.THUMBNAIL_HEIGHT} pixels high, or "
        f"down to {lowest}, so that the sheet has at most {most} million pixels and {contact_sheet.MAX_SIDE:,} along a "
        "side."
    )
    _add_selection(parser)
    add = parser.add_argument
    add("-o", "--out", metavar="FILE", type=parse_picture_path, default=Path("sheet.jpg"),
        help="the picture to write, .jpg or .png; by default `sheet.jpg`")  # fmt: skip
    add("-t", "--theme", metavar="THEME", action="append", default=[], type=parse_theme,
        help="a built-in theme's name or a theme file's path; may be repeated")  # fmt: skip
    add("--rows", choices=contact_sheet.DIMENSIONS, default="cards", help="what makes the rows; by default `cards`")
    add("--columns", choices=contact_sheet.DIMENSIONS,
        help="what makes the columns; by default what has several values")  # fmt: skip
    add("--phone", action="store_true", help=f"each picture as wide as on a phone, {PHONE_WIDTH} pixels")
    parser.set_defaults(**_NO_FORMAT_OPTIONS)
    _add_jobs(parser)


def _add_focus(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser)
    add = parser.add_argument
    add("--sheet", metavar="FILE", type=parse_picture_path, default=None,
        help="write a picture that shows the faces, the focus and its crops, .jpg or .png")  # fmt: skip
    add("--write", action="store_true", help="write each proposal into the card's file, beside the photograph")
    _add_verbose(parser)


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=parse_existing_path,
                        help="a card file, a set's folder, or a folder of sets")  # fmt: skip


def _add_selection(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    _add_paths(parser)
    _add_root(parser)
    _add_language(parser)
    add("-s", "--size", metavar="SIZE", action="append", default=[], type=parse_size,
        help="a name that `factcards sizes` lists or that the set defines, or measures such as 1080x608; may be "
             "repeated; by default the set's own")  # fmt: skip
    add("--complete", action="store_true", help="a card that is not translated is an error")
    add("--today", metavar="DAY", type=parse_day, default=datetime.now(UTC).date(),  # noqa: TID251
        help="the date that decides what has expired, such as 2027-01-31")  # fmt: skip
    _add_json(parser, "print the results as JSON")
    _add_verbose(parser)


def _add_theme(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-t", "--theme", metavar="THEME", type=parse_theme, default=None,
                        help="a built-in theme's name or a theme file's path")  # fmt: skip


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-j", "--jobs", metavar="N", type=parse_count, default=_count_cores(),
                        help="number of processes; by default all cores")  # fmt: skip


def _add_json(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--json", action="store_true", help=what)


def _add_verbose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verbose", action="store_true",
                        help="show each problem in full; by default those of one kind share a line")  # fmt: skip


def _count_cores() -> int:
    """Return the number of cores that this process may use; in a container they are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _add_new(parser: argparse.ArgumentParser) -> None:
    new_command.add_new(parser)


_AddOptions = Callable[[argparse.ArgumentParser], None]
_ADD_TABLE_OPTIONS: dict[str, _AddOptions] = {"themes": _add_theme_source, "fonts": _add_fonts}
_COMMANDS: dict[str, tuple[str, str, _AddOptions]] = {
    "new": ("write a first set of cards, with comments", "Write a first set of cards that renders at once. On a "
            "terminal, it asks for what no option gives.", _add_new),
    "render": ("render the pictures", "Render cards as pictures.", _add_render),
    "check": ("find problems without drawing anything", "Lay out every card and report problems; draw nothing.",
              _add_check),
    "sheet": ("draw all pictures on one contact sheet, for review", "", _add_sheet),
    "focus": ("propose the focus of photographs of people", "Find faces on photographs that have no focus, and propose "
              "one.", _add_focus),
    "merge": ("join folders of results, such as the parts of a run",
              "Join folders of results, such as the parts of a run.", _add_merge),
    "cache": ("show the size of the cache, or empty it", "Show the folder and the size of the cache, or empty it.",
              _add_cache),
    "schema": ("print the JSON Schema of cards, sets or themes, for an editor", "Print a JSON Schema, with which an "
               "editor completes, explains and checks a file, or write it into a folder.", _add_schema),
    **{
        name: (f"show {what}", f"Show {what}.", _add_table(_ADD_TABLE_OPTIONS.get(name)))
        for name, what in TABLES.items()
    },
}  # fmt: skip
"""Commands: the line of `--help`, the description in the command's own `--help`, and what adds its options."""
