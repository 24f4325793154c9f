"""A card's nodes to values: words, lists, dates; every problem at its location.

A reader takes a node, the field's dotted name and the context. It reports problems to the context and returns None
if there is no value to use. It runs twice: over each file, for the problems, and over the cascade's result, for the
value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ...errors import Place, Problem, Severity
from ...late_loading import compile_late
from ...model.cards import Language, Prose
from ...photos import PhotoKey
from ...storage.paths import EncodingError, ForeignPathError, UnsafeNameError, find_in_roots
from ...storage.snapshots import FileSnapshot
from ..yaml.recovery import COMMENT_MESSAGE, quote_as_yaml
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode
from .language_tags import explain_invalid_tag
from .placeholders import find_leftover_warnings
from .prose import (
    ProseParagraph,
    find_lost_lines,
    is_blank_text,
    join_lines,
    parse_emphasis,
    spell_for_style,
    split_paragraphs,
)
from .value_reader import ValueReader, quote_text

_MAX_PARAGRAPHS = 60
"""Maximum number of paragraphs of one field: more lines than fit on the tallest card."""
_MAX_PROBLEMS = 10
"""Maximum number of problems of emphasis that are reported in one field."""
_COMMENT = compile_late(r"[ \t]*(#[^\r\n]*)")
_LIKELY_WORDS_PATTERN = r"#(?:[^\s#]|[ \t]*\d)"
_LIKELY_WORDS = compile_late(_LIKELY_WORDS_PATTERN)
"""Text in place of a missing value that is most likely not a comment: `#MeToo`, `# 1`."""
_AFTER_KEY = compile_late(rf"[ \t]*:[ \t]*({_LIKELY_WORDS_PATTERN}[^\r\n]*)")


@dataclass(slots=True)
class ReadContext(ValueReader):
    """What the readers of a set's fields share, and their results.

    `folder` is the set's folder as the user typed it, None if no file may be opened; `root` is the folder inside which
    themes may be, and `files` has the bytes that a program gives in place of files, by path in NFC. `languages` has the
    language of each file. `photos` and `paths` are caches of opened pictures and resolved paths; `snapshots` has the
    state of each picture's file before it was opened. `words` has the prose read so far, with its fields and places.
    """

    folder: Path | None
    languages: Mapping[str, Language]
    root: Path | None = None
    photos: dict[tuple[Path | str, bool], PhotoKey | str] = field(default_factory=dict)
    paths: dict[tuple[str, bool], Path | UnsafeNameError | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    words: list[tuple[str, Prose, Place]] = field(default_factory=list)
    snapshots: list[FileSnapshot] = field(default_factory=list)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def find_path(self, text: str, *, theme: bool = False) -> Path | UnsafeNameError | None:
        """Return the file of a path inside the set's folder, for a theme also inside the root; None if there is none.

        Each path is resolved once, since its field is read for each card and language.
        """
        key = text, theme
        if key not in self.paths:
            self.paths[key] = self._resolve(text, theme=theme)
        return self.paths[key]

    def _resolve(self, text: str, *, theme: bool) -> Path | UnsafeNameError | None:
        if self.folder is None:
            return None
        try:
            return find_in_roots(self.folder, text, (self.root, self.folder) if theme and self.root else (self.folder,))
        except UnsafeNameError as error:
            return error
        except FileNotFoundError:
            return None

    def report_path(self, node: ScalarNode, name: str, error: UnsafeNameError) -> None:
        """Report a path that cannot be used; a wrong encoding of the system is reported once, without a place."""
        shown = quote_text(node.text)
        if isinstance(error, EncodingError):
            self.problems.append(Problem("error", error.message, hint=error.hint, kind="encoding"))
        elif isinstance(error, ForeignPathError):
            message = f"found {shown}, expected a path that begins in the card's folder"
            self.report(node.place, name, message, error.hint)
        else:
            self.report(node.place, name, f"{shown} cannot be used: {error.message}", error.hint)


def read_line(node: Node, name: str, context: ReadContext) -> str | None:
    """Return a name, a number or another short text without a language."""
    _report_leftovers(node, name, context)
    scalar = context.read_scalar(node, name, "words")
    return join_lines(scalar.text) if scalar else None


def read_source_line(node: Node, name: str, context: ReadContext) -> str | None:
    """Return words without a language, such as a publisher's name."""
    _report_comment(node, name, context)
    return read_line(node, name, context)


def read_words(node: Node, name: str, context: ReadContext) -> Prose | None:
    """Return words without emphasis, in their file's language."""
    _report_comment(node, name, context)
    _report_leftovers(node, name, context)
    scalar = context.read_scalar(node, name, "words")
    if not scalar:
        return None
    return _record_words(Prose(join_lines(scalar.text), _language_of(scalar, context)), scalar, name, context)


def read_headline(node: Node, name: str, context: ReadContext) -> Prose | None:
    """Return one paragraph of words, with emphasis."""
    prose = read_body(node, name, context)
    if len(prose) > 1:
        context.report(node.place, name, f"found {len(prose)} paragraphs, expected one", "remove the blank line")
    return prose[0] if prose else None


def read_body(node: Node, name: str, context: ReadContext) -> tuple[Prose, ...]:
    """Return paragraphs of words, with emphasis; () if there are none."""
    _report_comment(node, name, context)
    _report_leftovers(node, name, context)
    scalar = context.read_scalar(node, name, "words")
    if not scalar:
        return ()
    paragraphs = split_paragraphs(scalar.text)
    if len(paragraphs) > _MAX_PARAGRAPHS:
        message = f"found {len(paragraphs)} paragraphs, expected {_MAX_PARAGRAPHS} at most"
        context.report(node.place, name, message, "remove blank lines", kind="too-large")
        return ()
    before = len(context.problems)
    prose = tuple(_parse_paragraph(paragraph, scalar, name, context) for paragraph in paragraphs)
    # `**` around invisible characters
    if len(context.problems) == before and all(is_blank_text(paragraph.text) for paragraph in prose):
        context.report_blank(scalar, name, "words")
        return ()
    return prose


def _parse_paragraph(paragraph: ProseParagraph, scalar: ScalarNode, name: str, context: ReadContext) -> Prose:
    text, emphasis, errors = parse_emphasis(paragraph)
    reported = sum(1 for p in context.problems if p.field == name)
    for error in errors[: max(0, _MAX_PROBLEMS - reported)]:
        context.report(scalar.place_at(error.start, error.length), name, error.message,
                       spell_for_style(error.hint, scalar.style))
    return _record_words(Prose(text, _language_of(scalar, context), emphasis), scalar, name, context)


def _record_words(prose: Prose, scalar: ScalarNode, name: str, context: ReadContext) -> Prose:
    context.words.append((name, prose, scalar.place))
    return prose


def _language_of(scalar: ScalarNode, context: ReadContext) -> Language:
    return context.languages.get(scalar.source.shown_path, "")


def _report_leftovers(node: Node, name: str, context: ReadContext) -> None:
    """Report leftovers of other programs, and lost line breaks."""
    if isinstance(node, ScalarNode) and not node.is_error:
        context.problems += find_leftover_warnings(node, name, _language_of(node, context))
        _report_lost_lines(node, name, context)


def _report_lost_lines(node: ScalarNode, name: str, context: ReadContext) -> None:
    """Report line breaks that the author meant and that become spaces, as in lists, poems and addresses."""
    if "\n" not in node.text:
        return
    raw = node.source.text[node.start : node.end]
    typed = node.style == "|" or (node.style == '"' and "\n" not in raw)
    at = find_lost_lines(node.text, typed=typed)
    if at is not None:
        end = len(node.text[:at].rstrip(" \t"))
        place = node.place_at(max(0, end - 1))
        folded = ", or write `>` in place of `|` for one paragraph" if node.style == "|" else ""
        hint = f"a blank line separates paragraphs: put one between these lines{folded}"
        message = "a line break here becomes a space: these lines are drawn as one"
        context.problems.append(Problem("warning", message, place, name, hint, "lines-joined"))


def _report_comment(node: Node, name: str, context: ReadContext) -> None:
    """Report `fact: We are # 1`: YAML silently drops the words from `#` on."""
    if not isinstance(node, ScalarNode) or node.style or node.is_error:
        return
    match = _COMMENT.match(node.source.text, node.end)
    if match and (match.start(1) > node.end if not node.is_null else _LIKELY_WORDS.match(match[1])):
        place = node.source.place(match.start(1), match.end(1))
        context.report(
            place, name, COMMENT_MESSAGE, "put quotes around all the words to show these too", severity="warning",
            kind="comment",
        )  # fmt: skip


def report_lost_value(
    fields: MappingNode, key: str, name: str, context: ReadContext, severity: Severity = "error"
) -> bool:
    """Report a value that is missing because YAML takes it for a comment: `fact: #1 in Europe`.

    Return whether it was reported. The location is found from the key: in braces, the value's own is after the comment.
    """
    found, value = fields.get_key(key), fields.get(key)
    if found is None or not isinstance(value, ScalarNode) or value.style or value.text or value.is_error:
        return False
    lost = _AFTER_KEY.match(found.source.text, found.end)
    if lost:
        hint = f"put quotes around the words: `{quote_as_yaml(lost[1])}`"
        context.report(
            found.source.place(lost.start(1), lost.end(1)), name, COMMENT_MESSAGE, hint, severity, kind="comment"
        )
    return bool(lost)


def read_map(node: Node, name: str, known: tuple[str, ...], context: ReadContext) -> dict[str, Node]:
    """Return the values of a map by key, without null ones; empty if the node is not a map. Errors are reported.

    With () as `known`, any key is accepted.
    """
    mapping = context.read_mapping(node, name, known)
    entries = mapping.entries if mapping else ()
    found = {key.text: value for key, value in entries if not (isinstance(value, ScalarNode) and value.is_null)}
    if mapping and len(found) < len(entries):
        for key in known:
            report_lost_value(mapping, key, f"{name}.{key}", context, "warning")
    return found


def read_list(
    node: Node, name: str, context: ReadContext, expected: str, *, least: str = ""
) -> tuple[ScalarNode, ...]:
    """Return the items of a list of names, each once; `expected` says in the plural what they are.

    An empty list is an error if `least` names one item.
    """
    found: dict[str, ScalarNode] = {}
    for item in context.read_sequence(node, name, f"a list of {expected}", of_names=True, least=least):
        scalar = context.read_scalar(item, name, f"one of the {expected}")
        if scalar and scalar.text in found:
            context.report(scalar.place, name, f"{quote_text(scalar.text)} is listed twice", "keep one of them")
        elif scalar:
            found[scalar.text] = scalar
    return tuple(found.values())


def read_language(node: Node, name: str, context: ReadContext) -> Language | None:
    """Return a language tag."""
    scalar = context.read_scalar(node, name, "a language tag such as `en`")
    if not scalar:
        return None
    error = explain_invalid_tag(scalar.text)
    if error:
        context.report(scalar.place, name, *error, kind="wrong-language")
        return None
    return scalar.text


def read_date(node: Node, name: str, context: ReadContext) -> date | None:
    """Return a day (ISO 8601)."""
    scalar = context.read_scalar(node, name, "a day such as `2027-01-31`")
    if not scalar:
        return None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", scalar.text):
        try:
            return date.fromisoformat(scalar.text)
        except ValueError:
            context.report(
                scalar.place, name, f"there is no day {quote_text(scalar.text)}", "year, month, day: `2027-01-31`"
            )
            return None
    context.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected a day such as `2027-01-31`",
               "year, month, day, with hyphens")
    return None
