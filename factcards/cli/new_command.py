"""The command `new`: asks whose set it is, on a terminal, and writes a first set of cards."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..errors import Problem, ReadError, WriteError
from ..read.cards.card_files import find_set_name_problem
from ..starter import (
    SetAnswers,
    choose_second_language,
    list_first_languages,
    list_second_languages,
    make_starter_files,
    parse_color,
    parse_first_language,
    parse_link,
    parse_name,
    parse_second_language,
)
from ..storage.new_folder import find_visible_entry, write_new_folder
from .console import CommandConsole
from .exit_statuses import FAILURE, SUCCESS
from .shell_paths import parse_path

_DEFAULTS = SetAnswers()
_INTRODUCTION = "Whose cards are these? Enter takes the answer in brackets; all of it can be changed later."
_MAX_LANGUAGES = 2
"""Maximum number of languages of a first set: that of its cards and that of one translation."""


def add_new(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `new`. Each question has an option; all are checked as the reader of cards does."""
    add = parser.add_argument
    add("folder", metavar="DIR", type=_parse_new_folder, help="the set's folder: a new one, or one that is empty")
    add("--name", metavar="NAME", type=_as_type(parse_name), help=f"whose cards they are; by default {_DEFAULTS.name}")
    add("--link", metavar="LINK", type=_as_type(parse_link),
        help=f"what the code opens; by default {_DEFAULTS.link}")  # fmt: skip
    add("-l", "--language", metavar="TAG", action=_AppendLanguage, default=[], type=_as_type(parse_first_language),
        help="the first language and, given again, that of the translation; by default en and es")  # fmt: skip
    add("--color", metavar="COLOR", type=_as_type(parse_color),
        help=f'the brand\'s colour, in quotes; by default "{_DEFAULTS.color}"')  # fmt: skip


class _AppendLanguage(argparse.Action):
    """Collects the first language and that of the translation, which do not fit together if they are the same."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: Namespace, values: object, _option: str | None = None
    ) -> None:
        """Add the language of an option to the others."""
        tag, given = str(values), list[str](getattr(namespace, self.dest))
        if len(given) == _MAX_LANGUAGES:
            hint = "a translation is a file, such as `article-3.fr.yaml`"
            raise argparse.ArgumentError(self, f"found a third language, expected {_MAX_LANGUAGES} at most: {hint}")
        try:
            setattr(namespace, self.dest, [*given, parse_second_language(tag, given[0]) if given else tag])
        except ReadError as error:
            raise argparse.ArgumentError(self, _describe(error.problems[0])) from None


def _as_type(parse: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function for argparse, which shows only the first problem and its hint."""

    def check(text: str) -> str:
        try:
            return parse(text)
        except ReadError as error:
            raise argparse.ArgumentTypeError(_describe(error.problems[0])) from None

    return check


def _describe(problem: Problem) -> str:
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message


def _parse_new_folder(text: str) -> Path:
    path = parse_path(text)
    try:
        if not path.is_dir():
            if os.path.lexists(path):
                raise argparse.ArgumentTypeError(f"`{text}` is a file: expected a new or an empty folder")
        elif entry := find_visible_entry(path):
            raise argparse.ArgumentTypeError(f"the folder `{text}` holds `{entry}`: expected a new or an empty one")
        problem = find_set_name_problem(path, path.resolve().name)
    except (OSError, RuntimeError) as error:
        reason = (getattr(error, "strerror", "") or "a loop of links").lower()
        raise argparse.ArgumentTypeError(f"`{text}` cannot be read: {reason}") from None
    if problem:
        raise argparse.ArgumentTypeError(_describe(problem))
    return path


def make_new_set(args: Namespace, console: CommandConsole) -> int:
    """Write a first set into the folder that the arguments name. Returns the exit status."""
    try:
        ask = _Questions(console).ask if console.is_terminal and _reads_terminal() else None
        answers = _gather_answers(args, ask)
    except EOFError:
        message = "the input ended before the last answer: nothing was written"
        console.show_problems([Problem("error", message, kind="write")])
        return FAILURE
    command_path = _quote_argument(str(args.folder))
    inside = "." if args.folder.resolve() == Path().resolve() else _quote_argument(args.folder.resolve().name)
    try:
        write_new_folder(args.folder, make_starter_files(answers, inside))
    except OSError as error:
        reason = (error.strerror or "output error").lower()
        console.show_problems(WriteError(f"the folder `{args.folder}` cannot be written: {reason}").problems)
        return FAILURE
    console.show_status(f"new set in `{args.folder}`: `factcards render {command_path}` renders it")
    return SUCCESS


def _gather_answers(args: Namespace, ask: Callable[..., str] | None) -> SetAnswers:
    """Return the answers: from the options, the others by asking or, if nobody can be asked, the defaults."""

    def answer(option: str | None, question: str, default: str, parse: Callable[[str], str]) -> str:
        if option is not None:
            return option
        return ask(question, default, parse) if ask else default

    given = args.language
    name = answer(args.name, "Your organization's name", _DEFAULTS.name, parse_name)
    link = answer(args.link, "Link for the code", _DEFAULTS.link, parse_link)
    first = answer(given[0] if given else None, f"First language ({', '.join(list_first_languages())})",
                   _DEFAULTS.language, parse_first_language)  # fmt: skip
    parse_other = partial(parse_second_language, first=first)
    second = answer(given[1] if given[1:] else None, f"Second language ({', '.join(list_second_languages(first))})",
                    choose_second_language(first), parse_other)  # fmt: skip
    color = answer(args.color, "Colour", _DEFAULTS.color, parse_color)
    return SetAnswers(name, link, first, second, color)


def _reads_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


class _Questions:
    """Asks on the terminal, with one sentence of introduction before the first question."""

    def __init__(self, console: CommandConsole) -> None:
        self._console, self._is_introduced = console, False

    def ask(self, question: str, default: str, parse: Callable[[str], str]) -> str:
        """Ask until the answer can be used; an empty one is the default. Raises EOFError."""
        if not self._is_introduced:
            self._is_introduced = True
            self._console.show_status(_INTRODUCTION)
        while True:
            line = self._read_line(f"{question} [{default}]: ")
            if not line:
                raise EOFError
            try:
                return parse(line) if line.strip() else default
            except ReadError as error:
                self._console.show_problems(error.problems)

    def _read_line(self, prompt: str) -> str:
        line = ""
        try:
            self._console.show_prompt(prompt)
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            line = "\udcff"   # half a character, as a terminal in another locale gives it; `parse` explains it
        finally:
            if not line:   # at the end of the input or Ctrl-C, the cursor is still behind the question
                self._console.show_status("")
        return line


def _quote_argument(text: str) -> str:
    """Return a path as the shell of this system needs it."""
    return subprocess.list2cmdline([text]) if os.name == "nt" else shlex.quote(text)
