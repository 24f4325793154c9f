"""Writes a focus into a card's file, beside the photograph. Every other byte of the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import Problem, WriteError
from ..late_loading import compile_late
from ..read.yaml.source import MAX_BYTES, SourceFile, decode_source
from ..read.yaml.yaml_parser import MappingNode, Node, ParsedFile, ScalarNode, SequenceNode, parse_source
from ..storage.files import read_regular, write_atomic
from .proposals import FocusProposal, UnfocusedPhoto

_MARK = b"\xef\xbb\xbf"   # U+FEFF in UTF-8, with which some editors begin a file
_BREAK = compile_late(r"\r\n|\n|\r")
_INDENT = "  "
_COLON = compile_late(r":[ \t]+")


def write_focus(proposal: FocusProposal) -> None:
    """Write a proposed focus into the file that names the photograph, atomically.

    Raises WriteError if the file has changed since it was read, cannot be written, or is written in a way in which no
    line can be added safely.
    """
    unfocused = proposal.unfocused
    path = Path(unfocused.place.file).resolve()   # a link stays a link
    try:
        data = read_regular(path, MAX_BYTES)
        write_atomic(path, _add_focus(data, unfocused, proposal.yaml_text), keep_mode=True)
    except OSError as error:
        raise _make_error(unfocused, f"the file cannot be written: {(error.strerror or 'output error').lower()}") from (
            error
        )


def _make_error(unfocused: UnfocusedPhoto, message: str, hint: str = "") -> WriteError:
    return WriteError([Problem("error", message, unfocused.place, unfocused.field, hint, "write")])


def _add_focus(data: bytes, unfocused: UnfocusedPhoto, focus: str) -> bytes:
    """Return the bytes of a file with the focus. Raises WriteError if it has changed or no way of adding it is safe."""
    source, problems = decode_source(data, unfocused.place.file)
    parsed = parse_source(source, problems) if source else None
    if parsed is None or not _names_photo(parsed, unfocused):
        raise _make_error(unfocused, "the file has changed since it was read", "run the command again")
    for text in _list_edits(parsed, focus):
        mark = _MARK if data.startswith(_MARK) else b""
        changed = mark + text.encode("utf-8")
        edited, problems = decode_source(changed, unfocused.place.file)
        if edited and _is_only_change(parsed, parse_source(edited, problems), focus):
            return changed
    raise _make_error(unfocused, "the focus cannot be added to these lines", f"write it yourself: `focus: {focus}`")


def _names_photo(parsed: ParsedFile, unfocused: UnfocusedPhoto) -> bool:
    """Return whether the file still has the photograph at its place, and no focus."""
    image = parsed.root.get("image") if isinstance(parsed.root, MappingNode) and not parsed.problems else None
    if isinstance(image, MappingNode) and image.get("focus") is None:
        image = image.get("file")
    return isinstance(image, ScalarNode) and image.place == unfocused.place


def _list_edits(parsed: ParsedFile, focus: str) -> Iterator[str]:
    """Yield the text of the file with the focus, in each way that may fit its lines, the best first."""
    root, source = parsed.root, parsed.source
    assert isinstance(root, MappingNode)
    key, image = root.get_key("image"), root.get("image")
    if isinstance(image, MappingNode):
        name, file = image.get_key("file"), image.get("file")
        assert name
        assert file
        if source.text.startswith("{", image.start):
            yield f"{source.text[: file.end]}, focus: {focus}{source.text[file.end :]}"
        else:
            yield _insert_line(source, file.end, f"{_indent_of(source, name.start)}focus: {focus}")
    elif key and isinstance(image, ScalarNode):
        found = _COLON.match(source.text, key.end)
        if found and found.end() == image.start:
            inner = f"{_indent_of(source, key.start)}{_INDENT}"
            longer = _insert_line(source, image.end, f"{inner}focus: {focus}")
            head = f"{source.text[: key.end]}:{_find_break(source, key.end)}{inner}file: "
            yield head + longer[image.start :]
        given = source.text[image.start : image.end]
        yield f"{source.text[: image.start]}{{file: {given}, focus: {focus}}}{source.text[image.end :]}"


def _indent_of(source: SourceFile, index: int) -> str:
    """Return the spaces before a key; before a key that is not the first of its line, as many as there are letters."""
    start = source.line_span(source.line_number(index))[0]
    return " " * (index - start)


def _insert_line(source: SourceFile, index: int, line: str) -> str:
    """Return the text with a line after the one that contains the character before an index."""
    end = source.line_span(source.line_number(max(0, index - 1)))[1]
    return f"{source.text[:end]}{_find_break(source, end)}{line}{source.text[end:]}"


def _find_break(source: SourceFile, index: int) -> str:
    """Return the line break after an index, or the first of the file."""
    found = _BREAK.search(source.text, index) or _BREAK.search(source.text)
    return found[0] if found else "\n"


def _is_only_change(before: ParsedFile, after: ParsedFile, focus: str) -> bool:
    """Return whether a file reads as before except for the focus, so that no other value can have been harmed."""
    if not isinstance(before.root, MappingNode) or not isinstance(after.root, MappingNode) or after.problems:
        return False
    expected, found = _to_values(before.root), _to_values(after.root)
    image = expected["image"]
    parts = image if isinstance(image, dict) else {"file": image}
    return found == expected | {"image": parts | {"focus": focus.strip("[]").split(", ")}}


def _to_values(node: MappingNode) -> dict[str, object]:
    return {key.text: _to_value(value) for key, value in node.entries}


def _to_value(node: Node) -> object:
    """Return a value without its position, for a comparison."""
    if isinstance(node, ScalarNode):
        return node.text
    return [_to_value(item) for item in node.items] if isinstance(node, SequenceNode) else _to_values(node)
