"""Formats problems as lines, each in full or those of one kind as one line. Counts problems and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import Problem, count_noun, to_printable
from ..late_loading import compile_late
from ..model.formats import EXTENSIONS, PICTURE_FORMATS
from ..problem_kinds import RUNS, WARNINGS
from ..storage.storages import Storage

MAX_LINES = 8
"""Maximum number of lines for the errors of one file; ten with the summary and the line that names `--verbose`."""
MAX_FILES = 5
"""Maximum number of files whose errors of one kind are shown; those in other files are counted."""
_OTHER_SUFFIXES = tuple(f".{ending}" for name, ending in EXTENSIONS.items() if name not in PICTURE_FORMATS)
"""The ends of the names of files that are no pictures."""
_MAX_NAMED = 3   # maximum number of places and of fields that a line names
_MAX_NAMED_SIZES = 3   # maximum number of sizes that a problem names
_MAX_VALUES = 6   # maximum number of values that a line joins, such as a set's six languages
_SHOWN_APART = RUNS - {"accept-unused", "not-made"}
"""Kinds that are never grouped: each problem is about another file, or is a summary already."""
_ONE_HINT = frozenset({"not-read", "other-file"})
"""Kinds whose hint is shown in a line for several problems too: it says which files are read."""
_VALUE = compile_late(r"`[^`]{0,80}`|“[^”]{0,80}”|\d[\d.,]{0,20}(?<=\d)| \(at [^()]{0,200}\)$")
"""Values in which messages of one kind may differ: names, quotations, numbers, sizes."""
_NOT_RENDERED = compile_late(r"(`[^`]{0,80}`) is not rendered in ([\w, -]{1,400}): (it is|its) (.{1,80})")
"""Message of a card that is not rendered in some languages: its name, the languages, the words for it, the reason."""
_AT = " (at "
_INDEX = compile_late(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class GroupedLines:
    """Formatted problems.

    `omits_problems` is True if some are only counted or share a line, `omits_details` if some lack their source line or
    their hint.
    """

    lines: list[str]
    omits_problems: bool = False
    omits_details: bool = False


def list_problems(problems: Iterable[Problem]) -> list[str]:
    """Format each problem in full, warnings with their kind."""
    return [_format_problem(problem) for problem in problems]


def group_problems(problems: Iterable[Problem]) -> GroupedLines:
    """Format errors in full, a few of each kind and file, then one line for each kind of the others."""
    errors, others = list[Problem](), dict[tuple[str, ...], list[Problem]]()
    apart = 0
    for problem in problems:
        if problem.severity == "error":
            errors.append(problem)
            continue
        apart += 1
        alone = not problem.kind or problem.kind in _SHOWN_APART
        key = (problem.severity, problem.kind, str(apart) if alone else "")
        others.setdefault(key, []).append(problem)
    grouped = _group_errors(errors)
    for group in others.values():
        grouped.lines.append(str(group[0]) if len(group) == 1 else _format_group(group, f"{len(group):,} ×"))
    merged = any(len(group) > 1 for group in others.values())
    return replace(grouped, omits_problems=grouped.omits_problems or merged)


def _group_errors(errors: Sequence[Problem]) -> GroupedLines:
    """Format the errors file by file, without those whose kind was shown for enough other files."""
    files: dict[str, list[Problem]] = {}
    for number, problem in enumerate(errors):   # one without a place is its own group
        files.setdefault(problem.place.file if problem.place else f"\0{number}", []).append(problem)
    shown: dict[str, int] = {}
    rest: dict[str, list[Problem]] = {}
    lines: list[str] = []
    omits_problems = omits_details = False
    for file, found in files.items():
        here = []
        for problem in found:
            if problem.kind and shown.get(problem.kind, 0) >= MAX_FILES:
                rest.setdefault(problem.kind, []).append(problem)
            else:
                here.append(problem)
        formatted, left = _format_file(file, here)
        lines += formatted
        omits_problems = omits_problems or left > 0
        omits_details = omits_details or formatted != [str(problem) for problem in here]
        for kind in {problem.kind for problem in here}:
            shown[kind] = shown.get(kind, 0) + 1
    lines += (_format_group(group, f"{len(group):,} more") for group in rest.values())
    return GroupedLines(lines, omits_problems or bool(rest), omits_details)


def _format_file(file: str, problems: Sequence[Problem]) -> tuple[list[str], int]:
    """Format one file's errors in at most `MAX_LINES` lines. Returns them and the number of errors that are left out.

    If there are too many, the last ones lose the line that they quote, then their hints; then they are counted. The
    first one loses its quoted line only if all hints are shown without it.
    """
    drawn = [str(problem).split("\n") for problem in problems]
    plain = [_without_excerpt(lines) for lines in drawn]
    if sum(map(len, drawn[:1] + plain[1:])) > MAX_LINES >= sum(map(len, plain)):
        drawn = plain
    for shorten in (_without_excerpt, _without_hint):
        for index in range(len(drawn) - 1, 0, -1):
            if sum(map(len, drawn)) <= MAX_LINES:
                break
            drawn[index] = shorten(drawn[index])
    rest = 0
    if sum(map(len, drawn)) > MAX_LINES and len(drawn) > 1:
        shown = 1 + max(0, MAX_LINES - len(drawn[0]) - 1)
        rest = len(drawn) - shown
        drawn = drawn[:shown]
    lines = ["\n".join(lines) for lines in drawn]
    if rest:
        lines.append(to_printable(f"{file}: {count_noun(rest, 'more error')}"))
    return lines, rest


def _without_excerpt(lines: list[str]) -> list[str]:
    return [lines[0], *lines[3:]] if len(lines) > 2 else lines


def _without_hint(lines: list[str]) -> list[str]:
    return lines[:1]


def _format_problem(problem: Problem) -> str:
    """Format a problem in full, with the kind that `accept` names if it is a warning."""
    if problem.severity == "error" or problem.kind not in WARNINGS:
        return str(problem)
    first, line_break, rest = str(problem).partition("\n")
    return f"{first} [{problem.kind}]{line_break}{rest}"


def _format_group(problems: Sequence[Problem], count: str) -> str:
    """Format problems of one kind as one line: the message, their number, the first places."""
    kind = problems[0].kind
    fields = list(dict.fromkeys(_INDEX.sub("", problem.field) for problem in problems if problem.field))
    named = ", ".join(fields[:_MAX_NAMED]) + ("" if len(fields) <= _MAX_NAMED else " …")
    message = _merge_messages([problem.message for problem in problems]) or WARNINGS.get(kind, problems[0].message)
    places = list(dict.fromkeys(
        f"{place.file}:{place.line}:{place.column}" for problem in problems if (place := problem.place)
    ))  # fmt: skip
    where = ", ".join(places[:_MAX_NAMED])
    if len(places) > _MAX_NAMED:
        where += f" and {count_noun(len(places) - _MAX_NAMED, 'more place')}"
    line = f"{problems[0].severity}: {named}{': ' if named else ''}{message} ({count}{': ' if where else ''}{where})"
    hint = problems[0].hint if kind in _ONE_HINT else ""
    return to_printable(line) + (f" [{kind}]" if kind else "") + (f"\n    hint: {to_printable(hint)}" if hint else "")


def _merge_messages(messages: Sequence[str]) -> str:
    """Merge messages that differ only in a few values into one that names them all; "" if they differ otherwise."""
    if len(set(messages)) == 1:
        return messages[0]
    missing = [_NOT_RENDERED.fullmatch(message) for message in messages]
    if all(missing):
        return _merge_missing([match for match in missing if match])
    if len({tuple(_VALUE.split(message)) for message in messages}) > 1:
        return ""
    slots = zip(*(_VALUE.findall(message) for message in messages), strict=True)
    merged = []
    for values in slots:
        different = list(dict.fromkeys(values))
        if len(different) > 1 and different[0].startswith(_AT):
            different = [""]
        merged.append(_join_values(different))
    texts = _VALUE.split(messages[0])
    return "".join(text + value for text, value in zip(texts, [*merged, ""], strict=True))


def _merge_missing(found: Sequence[re.Match[str]]) -> str:
    """Return one message for cards that are not rendered in a language, with all their languages."""
    languages = dict.fromkeys(tag for match in found for tag in match[2].split(", "))
    cards = _join_values([match[1] for match in found])
    if len({match[1] for match in found}) == 1:
        return f"{cards} is not rendered in {_join_values(languages)}: {found[0][3]} {found[0][4]}"
    pronoun = {"it is": "they are", "its": "their"}[found[0][3]]
    return f"{cards} are not rendered in {_join_values(languages)}: {pronoun} {found[0][4]}"


def _join_values(values: Iterable[str]) -> str:
    """Join different values with commas; of more than a few, only the first."""
    different = list(dict.fromkeys(values))
    return ", ".join(different[:_MAX_VALUES]) + ("" if len(different) <= _MAX_VALUES else " …")


def describe_files(folder: Storage, files: Sequence[str], counts: Mapping[str, int] | None = None) -> str:
    """Return the path of a single file, or the number of the files and their folder.

    `counts` says how many of them are, for example, unchanged. PDFs and dumps are files, but not pictures.
    """
    known = {state: number for state, number in (counts or {}).items() if number}
    if len(files) == 1:
        states, where = list(known), folder.describe(files[0])
    else:
        states = [f"{number:,} {state}" for state, number in known.items()]
        has_others = any(file.endswith(_OTHER_SUFFIXES) for file in files)
        where = f"{count_noun(len(files), 'file' if has_others else 'picture')} in {folder.describe()}"
    return f"{where} ({', '.join(states)})" if states else where


def describe_nothing(languages: Sequence[str]) -> str:
    """Return that there is no picture, in the requested languages if some were: `0 pictures in de, fr`."""
    return f"0 pictures in {', '.join(dict.fromkeys(languages))}" if languages else "0 pictures"


def add_sizes(problem: Problem, sizes: tuple[str, ...]) -> Problem:
    """Add the sizes at which a problem was found to its message, unless it is not about a card (a full disk)."""
    if not problem.place:
        return problem
    more = f" and {count_noun(len(sizes) - _MAX_NAMED_SIZES, 'more size')}" if len(sizes) > _MAX_NAMED_SIZES else ""
    return replace(problem, message=f"{problem.message} (at {', '.join(sizes[:_MAX_NAMED_SIZES])}{more})")


def count_problems(problems: Iterable[Problem]) -> str:
    """Format the number of errors and warnings: `1 error and 2 warnings`."""
    severities = [problem.severity for problem in problems]
    counts = [count_noun(severities.count(one), one) for one in ("error", "warning") if one in severities]
    return " and ".join(counts) or "no problem"
