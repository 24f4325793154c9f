"""YAML nodes to plain values, for cards and themes alike: every mistake is reported in one form, at its place."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Container, Iterable, Sequence

from ...errors import (
    MAX_QUOTED,
    Place,
    Problem,
    Severity,
    closest_name,
    count_noun,
    join_alternatives,
    quote_start,
    suggest,
)
from ...graphics.color import Color, explain_color, parse_color
from ..yaml.look_alikes import find_look_alike, find_missing_colon
from ..yaml.recovery import COMMENT_MESSAGE
from ..yaml.source import find_refused
from ..yaml.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from .prose import is_blank_text, join_lines

MAX_LENGTH = 3_000
"""Maximum number of characters of one field; about 1,000 fit on the largest card."""
UNBOUNDED = 1e6
"""Exclusive limit of numbers in either direction; a minimum or maximum of this value means no bound."""
_MAX_UNKNOWN = 20
"""Maximum number of unknown keys that are reported one by one in a map."""
_MAX_LISTED = 8
"""Maximum number of names that a message lists; of more, the hint names the closest one or all."""
_MAX_HINTS = 100
"""Maximum number of problems for which the closest name is searched: the text of an exception holds as many."""


class ValueReader:
    """Base of the contexts of cards and themes: reads the values of nodes and adds their problems to `problems`.

    Its methods return None for a value that is absent or cannot be used. `name` is the dotted name of the field, as
    messages show it. Nodes in place of a YAML error were reported when the file was parsed, so they are skipped.
    """

    __slots__ = ()

    problems: list[Problem]
    null_is_absent = True
    """True if `null` stands for no value, as in cards, where it removes an inherited value."""

    def report(
        self, place: Place, name: str, message: str, hint: str = "", severity: Severity = "error",
        kind: str = "wrong-value",
    ) -> None:
        """Add a problem; `name` is the dotted name of its field, `place` the characters that the caret underlines."""
        self.problems.append(Problem(severity, message, place, name, hint, kind))

    def report_missing(self, place: Place, name: str, key: str, hint: str = "") -> None:
        """Report a key that a map needs and does not have; `name` is the map's, "" for the file's own."""
        self.report(place, f"{name}.{key}" if name else key, f"missing field `{key}`", hint, kind="missing-field")

    def report_unknown_keys(
        self, node: MappingNode, name: str, known: Collection[str], skipped: Container[str] = ()
    ) -> None:
        """Report the unknown keys of a map; `skipped` keys are reported elsewhere."""
        unknown = [key for key, _ in node.entries if key.text not in known and key.text not in skipped]
        for key in unknown[:_MAX_UNKNOWN]:
            hint = _suggest_for_comma(key) or self.suggest_key(key, node, known)
            self.report(key.place, name, f"unknown key {quote_text(key.text)}", hint, kind="unknown-key")
        if len(unknown) > _MAX_UNKNOWN:
            message = f"{len(unknown) - _MAX_UNKNOWN} more unknown keys begin here"
            self.report(unknown[_MAX_UNKNOWN].place, name, message, kind="unknown-key")

    def suggest(self, word: str, known: Sequence[str]) -> str:
        """Return the hint of `errors.suggest`; "" without known names, and after the first problems."""
        return suggest(word, known) if known and len(self.problems) < _MAX_HINTS else ""

    def suggest_key(self, key: ScalarNode, node: MappingNode, known: Iterable[str]) -> str:
        """Return a hint for an unknown key of a map: a key that the map does not have yet."""
        known = tuple(known)
        glued = None if key.style else find_missing_colon(key.text)
        if glued:   # `brand：{name: Us}`: the key ends at the first sign that YAML knows
            return glued.hint
        near = closest_name(key.text, known) if len(self.problems) < _MAX_HINTS else ""
        if near and node.get_key(near) is not None:
            return f"`{near}` is given already: remove this"
        free = [name for name in known if node.get_key(name) is None]
        meant = next((name for name in _SYNONYMS.get(key.text.lower(), ()) if name in free), "")
        if meant:
            return f"did you mean `{meant}`?"
        return self.suggest(key.text, free) if free else "remove it"

    def read_mapping(self, node: Node | None, name: str, known: Collection[str] = ()) -> MappingNode | None:
        """Return a map and report its unknown keys; without `known`, any key is accepted."""
        if isinstance(node, MappingNode):
            if known:
                self.report_unknown_keys(node, name, known)
            return node
        if node is not None and not self.is_absent(node):
            expected = f"a map with {join_alternatives(known)}" if 0 < len(known) <= _MAX_LISTED else _A_MAP
            missing = find_missing_colon(node.text) if isinstance(node, ScalarNode) and not node.style else None
            hint = missing.hint if missing else ""
            if isinstance(node, ScalarNode) and not hint:
                hint = find_look_alike(node.text[:1], "{")
            self.report(node.place, name, f"found {describe_node(node)}, expected {expected}", hint)
        return None

    def read_sequence(
        self, node: Node | None, name: str, expected: str = "a list", *, of_names: bool = False, least: str = ""
    ) -> tuple[Node, ...]:
        """Return the items of a list, () without one; `expected` says what it is, for the message.

        An empty list is an error if `least` names one item: `count`.
        """
        if isinstance(node, SequenceNode):
            if least and not node.items and not node.is_error:
                hint = "add one, or leave the field out; `null` removes an inherited value"
                self.report(node.place, name, f"this list is empty, expected at least one {least}", hint)
            return node.items
        if node is not None and not self.is_absent(node):
            is_short = of_names and isinstance(node, ScalarNode) and len(node.text) <= MAX_QUOTED
            hint = _suggest_list(node.text) if is_short and isinstance(node, ScalarNode) else ""
            self.report(node.place, name, f"found {describe_node(node)}, expected {expected}", hint)
        return ()

    def is_absent(self, node: Node) -> bool:
        """Return whether there is nothing to read, and nothing to report either."""
        return node.is_error or (self.null_is_absent and isinstance(node, ScalarNode) and node.is_null)

    def read_scalar(self, node: Node | None, name: str, expected: str) -> ScalarNode | None:
        """Return a piece of text that is not empty; `expected` says what it is, for the message."""
        if node is None or self.is_absent(node):
            return None
        if not isinstance(node, ScalarNode):
            hint = _AS_ONE_TEXT if isinstance(node, SequenceNode) and expected == "words" else ""
            self.report(node.place, name, f"found {describe_node(node)}, expected {expected}", hint)
            return None
        if len(node.text) > MAX_LENGTH:
            message = f"this is {len(node.text):,} characters long, expected {MAX_LENGTH:,} at most"
            self.report(node.place, name, message, kind="too-large")
            return None
        if is_blank_text(node.text):
            self.report_blank(node, name, expected)
            return None
        return node

    def report_blank(self, node: ScalarNode, name: str, expected: str) -> None:
        """Report text without a visible character, unless the parser has reported a character in it already."""
        if find_refused(node.text):
            return
        hint = "write it, or leave the field out; `null` removes an inherited value"
        self.report(node.place, name, f"this is empty, expected {expected}", hint)

    def read_choice(self, node: Node | None, name: str, known: Sequence[str]) -> str | None:
        """Return one of the known names."""
        scalar = self.read_scalar(node, name, join_alternatives(known) if 0 < len(known) <= _MAX_LISTED else "a name")
        if scalar is None or scalar.text in known:
            return scalar.text if scalar else None
        self.report_unknown_name(scalar, name, known)
        return None

    def report_unknown_name(self, node: ScalarNode, name: str, known: Sequence[str], hint: str = "") -> None:
        """Report text that is not one of the known names; without a hint, it names the closest one."""
        hint, found = hint or self.suggest(node.text, known), quote_text(node.text)
        if not 0 < len(known) <= _MAX_LISTED:
            self.report(node.place, name, f"unknown name {found}", hint)
            return
        expected = join_alternatives(known)
        self.report(node.place, name, f"found {found}, expected {expected}", "" if expected in hint else hint)

    def read_flag(self, node: Node | None, name: str) -> bool | None:
        """Return the value of `true` or `false`, without quotes."""
        scalar = self.read_scalar(node, name, _A_FLAG)
        if scalar is None:
            return None
        word = scalar.text.lower()
        if scalar.style or word not in ("true", "false"):
            hint = "write it without quotes" if word in ("true", "false") else _FLAG_HINTS.get(word, "")
            self.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected {_A_FLAG}", hint)
            return None
        return word == "true"

    def read_number(
        self, node: Node | None, name: str, minimum: float = -UNBOUNDED, maximum: float = UNBOUNDED
    ) -> float | None:
        """Return a number such as `12` or `-0.05`, within its bounds."""
        scalar = self.read_scalar(node, name, "a number")
        if scalar is None:
            return None
        value = parse_number(scalar.text)
        if value is None:
            self.report_not_a_number(scalar, name)
        elif abs(value) >= UNBOUNDED:
            bound = "less than " if value > 0 else "more than -"
            self.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected {bound}{UNBOUNDED:,.0f}")
        elif value < minimum:
            self.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected {minimum:g} at least")
        elif value > maximum:
            self.report(scalar.place, name, f"found {quote_text(scalar.text)}, expected {maximum:g} at most")
        else:
            return value
        return None

    def report_not_a_number(self, node: ScalarNode, name: str, *, is_signed: bool = True) -> None:
        """Report text that is not a number, or a negative one where none is allowed."""
        if not is_signed and (parse_number(node.text) or 0) < 0:
            self.report(node.place, name, f"found {quote_text(node.text)}, expected a number of at least 0")
            return
        hint = "write digits, with a point for decimals"
        self.report(node.place, name, f"found {quote_text(node.text)}, expected a number", hint)

    def read_color(self, node: Node | None, name: str) -> Color | None:
        """Return a colour such as `"#e4002b"`."""
        scalar = self.read_scalar(node, name, "a colour such as `\"#e4002b\"`")
        if scalar is None:
            return None
        try:
            return parse_color(scalar.text)
        except ValueError:
            self.report(scalar.place, name, f"{quote_text(scalar.text)} is not a colour", explain_color(scalar.text))
            return None


_A_MAP = "a map of keys and values"
_A_FLAG = "`true` or `false`"
_FLAG_HINTS = {
    **dict.fromkeys(("no", "n", "off", "0"), "write `false`"),
    **dict.fromkeys(("yes", "y", "on", "1"), "write `true`"),
}
"""Words for which YAML 1.1 or other programs read a flag, with the hint for each."""
_SYNONYMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("link", "href", "uri"), ("url", "action")),
    **dict.fromkeys(("path", "src"), ("file",)),
    **dict.fromkeys(("picture", "photo", "photograph"), ("image",)),
    **dict.fromkeys(("organisation", "organization"), ("publisher", "brand")),
    **dict.fromkeys(("copyright", "photographer"), ("credit",)),
    **dict.fromkeys(("quote", "testimony"), ("story",)),
    **dict.fromkeys(("lang", "locale"), ("language",)),
    "font": ("fonts",), "colours": ("colors",), "website": ("url",),
}  # fmt: skip
"""Words that other programs and people use for a key, in lower case, with our keys in the order in which they apply."""
_AS_ONE_TEXT = "write the words as one text, without `[ ]` or `- `"


def parse_number(text: str) -> float | None:
    """Return the number that a text is, such as `12` or `1e-3`; None for other text, infinity and NaN."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def make_lost_color_problem(key: ScalarNode, comment: re.Match[str], name: str) -> Problem:
    """Return the problem of a colour without quotes, group 1 of `comment`, which YAML takes for a comment."""
    place = key.source.place(comment.start(1), comment.end(1))
    hint = f'put quotes around the colour: `"{comment[1]}"`'
    return Problem("error", COMMENT_MESSAGE, place, name, hint, "comment")


def quote_text(text: str) -> str:
    """Return a found text for a message: in back quotes, in one line, at most 40 characters of it."""
    return quote_start(join_lines(text))


def has_misspelling(node: MappingNode, name: str, known: Iterable[str]) -> bool:
    """Return whether an unknown key of a map is most likely `name`, mistyped: `acton` for `action`."""
    known = tuple(known)
    free = [one for one in known if node.get_key(one) is None]
    return any(closest_name(key.text, free) == name for key, _ in node.entries if key.text not in known)


def describe_node(node: Node) -> str:
    """Return what a node is, for a message: a map, a list, or the text itself."""
    if isinstance(node, MappingNode):
        return _A_MAP
    if isinstance(node, SequenceNode):
        return "a list"
    return quote_text(node.text) if node.text else "nothing"


def describe_length(node: Node) -> str:
    """Return what a node is, for a message, with the length of a list or map: `a list of 3`."""
    if isinstance(node, MappingNode):
        return f"a map of {count_noun(len(node.entries), 'key')}"
    return f"a list of {len(node.items)}" if isinstance(node, SequenceNode) else describe_node(node)


def _suggest_for_comma(key: ScalarNode) -> str:
    """Return a hint for a key without a colon in braces: the rest of words or of a number that contain a comma."""
    if key.style or not re.match(r"\s*[,}]", key.source.text[key.end : key.end + MAX_QUOTED]):
        return ""
    return "write numbers without commas" if key.text.isdigit() else "put quotes around words that contain a comma"


def _suggest_list(text: str) -> str:
    """Return a hint that shows the names in a text as a list; "" without names."""
    names = re.findall(r"[A-Za-z0-9][A-Za-z0-9_-]*", text)
    if not names:
        return ""
    written, sign = f"`[{', '.join(names)}]`", find_look_alike(text, "[,-")
    return f"{sign}, as in {written}" if sign else f"write {written}"
