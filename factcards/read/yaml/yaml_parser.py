"""libyaml's events to a tree with locations. This is the only module that imports PyYAML.

Scalars stay text, so that `no`, `1.10`, `2014-01-01` and `012` are what the author typed. Surprising features of YAML
are refused: anchors, aliases, tags, merge keys, several documents, duplicate keys and deep nesting. After a syntax
error the wrong words are replaced and the file is parsed again, so that all errors are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ...errors import Place, Problem
from ...late_loading import compile_late
from .look_alikes import ODD_SPACES, find_missing_colon, find_odd_space, name_character
from .source import SourceFile, describe_refused, find_refused, load_source, make_source, mask_refused
from .syntax_errors import explain_syntax_error
from .tree import MappingNode, Node, ParsedFile, ScalarNode, SequenceNode, field_path

__all__ = ["MappingNode", "Node", "ParsedFile", "ScalarNode", "SequenceNode", "load_yaml", "parse_source"]

MAX_DEPTH = 24
"""Maximum depth of nesting; a card needs 3 levels."""
MAX_NODES = 10_000
"""Maximum number of nodes of a file, far beyond any card or theme, so that a hostile file cannot cost seconds."""
_MAX_REPAIRS, _MAX_REPAIRS_OF_LARGE = 25, 3
"""Maximum number of syntax errors that are repaired in a file, and in a large one: each parses the file again."""
_LARGE = 65_536
"""Length from which a file is large, in characters."""
_MAX_PROBLEMS = 100
"""Maximum number of problems that are reported for a file."""
_NO_KEY = "this has no key, expected `key: value`"
_MAX_SHOWN = 60
"""Maximum number of characters of a name that a message repeats."""
_QUOTED_BREAK = compile_late(r"\\(?:\r\n|\r|\n)[ \t]*|\\.|[ \t]*(?:\r\n|\r|\n)[ \t]*", re.DOTALL)


def load_yaml(path: Path, file: str) -> ParsedFile:
    """Return a YAML file as a tree; messages show it as `file`."""
    source, problems = load_source(path, file)
    if source is None:
        return ParsedFile(None, make_source(file, ""), tuple(problems), is_incomplete=True)
    return parse_source(source, problems)


def parse_source(
    source: SourceFile, known: Sequence[Problem] = (), error_spans: Iterable[tuple[int, int]] = ()
) -> ParsedFile:
    """Return a source file as a tree, with the known problems and those of its YAML.

    What is in `error_spans` is not the author's, so that it has no value to read.
    """
    text, is_incomplete = mask_refused(source), False
    problems, error_spans, root = list(known), list(error_spans), None
    for _ in range(_MAX_REPAIRS if len(text) < _LARGE else _MAX_REPAIRS_OF_LARGE):
        builder = _NodeBuilder(source, text, error_spans)
        try:
            root = builder.build()
        except yaml.MarkedYAMLError as error:
            mark, context = error.problem_mark, error.context_mark
            index = mark.index if mark else 0
            fault = explain_syntax_error(source, text, index, context.index if context else index, error.problem or "")
            problems += [*builder.problems, fault.problem]
            error_spans.append((fault.start, fault.end))
            text, is_incomplete = fault.text, is_incomplete or fault.drops_keys
            continue
        except _LimitExceeded as limit:
            builder.is_incomplete = True
            problems.append(limit.problem)
        problems += builder.problems
        plain = isinstance(root, ScalarNode) and not (root.style or root.is_error)
        missing = find_missing_colon(root.text) if plain and isinstance(root, ScalarNode) else None
        if missing and isinstance(root, ScalarNode):
            place = root.place_at(missing.start, missing.end - missing.start)
            problems.append(_yaml_problem(_NO_KEY, place, missing.hint))
            root, is_incomplete = replace(root, is_error=True), True
        is_incomplete = is_incomplete or builder.is_incomplete
        return ParsedFile(root, source, _add_field_paths(problems, root, source), is_incomplete)
    return ParsedFile(None, source, _add_field_paths(problems, None, source), is_incomplete=True)


def _add_field_paths(problems: Iterable[Problem], root: Node | None, source: SourceFile) -> tuple[Problem, ...]:
    """Return the problems, each once, with the fields that they are in."""
    named = []
    for problem in list(dict.fromkeys(problems))[:_MAX_PROBLEMS]:
        place = problem.place
        index = source.line_starts[place.line - 1] + place.column - 1 if place else 0
        named.append(replace(problem, field=field_path(root, index)))
    return tuple(named)


class _LimitExceeded(Exception):  # noqa: N818
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _NodeBuilder:
    """One walk over the events of a text; repairs keep its length, so that indexes match those of the source."""

    def __init__(self, source: SourceFile, text: str, error_spans: list[tuple[int, int]]) -> None:
        self.source, self.text, self.error_spans = source, text, error_spans
        self.events: Iterator[Any] = iter(())
        self.problems: list[Problem] = []
        self.nodes = 0
        self.is_incomplete = False   # True if something is missing from the tree

    def build(self) -> Node | None:
        """Return the tree of the first document."""
        self.events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
        root: Node | None = None
        for count, event in enumerate(e for e in self.events if isinstance(e, yaml.DocumentStartEvent)):
            if count:
                place = self.source.place(event.start_mark.index, event.end_mark.index)
                self._drop("a second document begins here", place, "a file has one; remove the line `---`")
                break
            if event.version or event.tags:
                place = self.source.place(event.start_mark.index, event.end_mark.index)
                self._report("a line that begins with `%` is a YAML directive", place, "remove it; none is needed")
            root = self._build_node(next(self.events), 0)
        return root

    def _build_node(self, event: Any, depth: int) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        self.nodes += 1
        if depth > MAX_DEPTH:
            self._stop(f"this is nested more than {MAX_DEPTH} deep", start, "no card needs more than 3 levels")
        if self.nodes > MAX_NODES:
            self._stop(f"the file has more than {MAX_NODES:,} words and values", start, "split it")
        if isinstance(event, yaml.AliasEvent):
            return self._refuse_alias(start, end)
        self._report_anchors_and_tags(event, start)
        if isinstance(event, yaml.ScalarEvent):
            return self._build_scalar(event, start, end)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._build_sequence(start, depth)
        return self._build_mapping(start, depth)

    def _build_sequence(self, start: int, depth: int) -> SequenceNode:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._build_node(event, depth + 1))
        return SequenceNode(tuple(items), self.source, start, event.end_mark.index, self._is_error(start, start + 1))

    def _build_mapping(self, start: int, depth: int) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, value = self._build_node(event, depth + 1), self._build_node(next(self.events), depth + 1)
            if not isinstance(key, ScalarNode):
                self._drop("found a list or a map, expected a key", key.place,
                           "put quotes around words that begin with a bracket")
            elif key.text == "<<" and not key.style:
                self._drop("merge keys (`<<`) are not supported", key.place,
                           "write the fields out, or put what cards share into `set.yaml`")
            elif key.text != (clean := self._clean_key(key, value)):
                if clean and clean not in entries:
                    lost = ScalarNode("", self.source, value.start, value.end, is_error=True)
                    entries[clean] = replace(key, text=clean), lost
            elif key.text in entries:
                line = entries[key.text][0].place.line
                message = f"key `{key.text[:_MAX_SHOWN]}` is given twice, first on line {line}"
                self._report(message, key.place, "keep one of them")
            else:
                entries[key.text] = key, value
        end = event.end_mark.index
        return MappingNode(tuple(entries.values()), self.source, start, end, self._is_error(start, start + 1))

    def _clean_key(self, key: ScalarNode, value: Node) -> str:
        """Return the key that is meant: without invisible characters, or the part before an unusual colon.

        Return "" if the map that it belongs to is not known.
        """
        odd = find_odd_space(key.text)
        alone = isinstance(value, ScalarNode) and not value.text and not value.style
        missing = None if key.style else find_missing_colon(key.text)
        if missing and (alone or missing.start):   # `source：WHO: x` has a colon further on
            self._report(_NO_KEY, key.place_at(missing.start, missing.end - missing.start), missing.hint)
            return missing.key
        if not odd or key.is_error:
            return key.text
        name = name_character(odd[0])
        bare = ODD_SPACES.sub("", key.text).strip()
        if odd.start() == 0 and not key.style:
            self._drop(f"{name} indents the key `{bare[:_MAX_SHOWN]}`; YAML takes plain spaces only", key.place,
                       "remove the spaces and type them again" if odd[0].isspace() else "remove it")
            return ""
        self._report(f"the key `{bare[:_MAX_SHOWN]}` contains {name}", key.place, "remove it")
        return bare

    def _build_scalar(self, event: Any, start: int, end: int) -> ScalarNode:
        style = event.style or ""
        style = "" if style == ":" else style
        text = _unfold(event.value, self.text[start:end], style)
        is_error = event.anchor is not None or self.text[start : start + 1] == "!" or self._is_error(start, end)
        scalar = ScalarNode(text, self.source, start, end, style, is_error)
        if style == '"' and not is_error and (match := find_refused(text)):
            message, hint = describe_refused(match[0])
            self._report(message, scalar.place_at(match.start()), hint)
        return scalar

    def _refuse_alias(self, start: int, end: int) -> ScalarNode:
        name = self.text[start : min(end, start + _MAX_SHOWN)]
        self._report(f"`{name}` is an alias to YAML, and aliases are not supported", self.source.place(start, end),
                    "put quotes around words that begin with `*`")
        return ScalarNode("", self.source, start, end, is_error=True)

    def _report_anchors_and_tags(self, event: Any, start: int) -> None:
        """Report an anchor or a tag before a node; of both, the anchor."""
        mark = self.text[start : start + 1]
        if event.anchor is not None:
            name = event.anchor[:_MAX_SHOWN]
            place = self.source.place(start, start + 1 + len(event.anchor))
            self._report(f"`&{name}` is an anchor to YAML, and anchors are not supported", place,
                        "put quotes around words that begin with `&`")
        elif event.tag is not None and mark == "!":
            name = re.split(r"\s", self.text[start : start + _MAX_SHOWN], maxsplit=1)[0]
            place = self.source.place(start, start + len(name))
            self._report(f"`{name}` is a tag to YAML, and tags are not supported", place,
                        "put quotes around words that begin with `!`")

    def _is_error(self, start: int, end: int) -> bool:
        return any(first < max(end, start + 1) and start < last for first, last in self.error_spans)

    def _stop(self, message: str, start: int, hint: str) -> NoReturn:
        raise _LimitExceeded(_yaml_problem(message, self.source.place(start, start + 1), hint))

    def _drop(self, message: str, place: Place, hint: str) -> None:
        self.is_incomplete = True
        self._report(message, place, hint)

    def _report(self, message: str, place: Place, hint: str) -> None:
        if len(self.problems) < _MAX_PROBLEMS:
            self.problems.append(_yaml_problem(message, place, hint))


def _yaml_problem(message: str, place: Place, hint: str) -> Problem:
    return Problem("error", message, place, hint=hint, kind="yaml")


def _unfold(value: str, raw: str, style: str) -> str:
    """Return a scalar's text with the line breaks that the author wrote; YAML folds single ones into spaces."""
    if style == "|" or ("\n" not in raw and "\r" not in raw):
        return value
    if style == '"':
        flat = _QUOTED_BREAK.sub(_escape_break, raw)
        events = yaml.parse(flat, Loader=yaml.CSafeLoader)
        return next((str(e.value) for e in events if isinstance(e, yaml.ScalarEvent)), value)
    lines = [line.strip(" \t") for line in re.split(r"\r\n|\r|\n", raw)]
    if style == ">":
        return "\n".join(lines[1:])
    text = "\n".join(lines)
    return text[1:-1].replace("''", "'") if style == "'" else text


def _escape_break(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] != "\\":
        return "\\n"
    return "" if found[1] in "\r\n" else found
