"""The printed address for people who cannot scan, checked against the link that the code opens."""

from __future__ import annotations

from dataclasses import replace

from ...links.host_names import decode_label, find_spoof
from ...links.hosts import registrable_domain
from ...links.link_problems import LinkProblem, find_link_problems, is_look_alike
from ...links.link_targets import LinkError, complete_address, is_invisible_in_link, is_phone_number, list_hosts
from ...links.url_templates import parse_template
from ..yaml.yaml_parser import Node, ScalarNode
from .link_fields import MAX_PROBLEMS, mask_placeholders
from .prose import join_lines
from .scalar_fields import ReadContext
from .value_reader import quote_text

_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")   # ITU-T E.161
_EXPECTED = "an address such as `example.org/act`"
_ELSEWHERE = "if both are yours, add `short-elsewhere: true` to the action"
MIN_SHARED_DIGITS = 6
"""Number of last digits in which a printed phone number must agree with the link's; before them are dialling codes."""


def read_short(node: Node, name: str, context: ReadContext) -> str | None:
    """Return the printed address for people who cannot scan: of a page or of mail, or a phone number."""
    scalar = context.read_scalar(node, name, _EXPECTED)
    if not scalar:
        return None
    text = join_lines(scalar.text)
    problems = _find_problems(text)
    for problem in problems[:MAX_PROBLEMS]:
        place = scalar.place_at(problem.start, problem.length) if scalar.text == text else scalar.place
        kind = "link" if problem.severity == "error" else "odd-link"
        context.report(place, name, problem.message, problem.hint, problem.severity, kind)
    return None if any(problem.severity == "error" for problem in problems) else text


def _find_problems(text: str) -> list[LinkProblem]:
    if is_phone_number(text):
        return []
    hidden = next((index for index, c in enumerate(text) if is_invisible_in_link(c)), None)
    if hidden is not None:
        message = f"the address has an invisible character (U+{ord(text[hidden]):04X})"
        return [LinkProblem("error", message, hidden, 1, "take it out")]
    link = complete_address(text)
    blank = next((index for index, c in enumerate(text) if c.isspace()), None)
    if blank is not None or not link:
        return [LinkProblem("error", f"found {quote_text(text)}, expected {_EXPECTED}", blank or 0, 1)]
    if any(piece.name is not None or piece.unmatched for piece in parse_template(text)):
        start = min(index for index, c in enumerate(text) if c in "{}")
        return [LinkProblem("error", "nothing is filled in here", start, 1, "write the address as it is to be printed")]
    added = len(link) - len(text)
    problems = [_raise_severity(problem, link) for problem in find_link_problems(link)]
    if not any(problem.severity == "error" for problem in problems):
        problems += _find_spoofs(link, added, len(text))
    return [replace(f, start=min(max(f.start - added, 0), len(text) - 1)) for f in problems]


def _raise_severity(problem: LinkProblem, link: str) -> LinkProblem:
    """Return an error for a warning of a look-alike character, since people type what they see."""
    alike = any(is_look_alike(c) for c in link[problem.start : problem.start + problem.length])
    return replace(problem, severity="error") if alike else problem


def _find_spoofs(link: str, start: int, length: int) -> list[LinkProblem]:
    labels = [decode_label(label) for host in list_hosts(link) for label in host.split(".")]
    last = next((label for label in reversed(labels) if label), "")
    doubts = (find_spoof(label, last) for label in labels)
    hint = "write the host in punycode (`xn--…`) if you mean it"
    return [LinkProblem("error", doubt, start, length, hint) for doubt in doubts if doubt and not link.isascii()][:1]


def report_short_mismatch(short: str, url: str, node: Node, name: str, context: ReadContext) -> None:
    """Report a printed address if the code opens another domain, or another number."""
    assert isinstance(node, ScalarNode)
    message = _find_difference(short, mask_placeholders(parse_template(url)))
    if message:
        context.report(node.place, name, message, _ELSEWHERE, kind="link")


def _find_difference(short: str, url: str) -> str:
    try:
        theirs = list_hosts(url)
        ours = list_hosts(complete_address(short)) if not is_phone_number(short) else ()
    except LinkError:   # reported by `read_link`
        return ""
    if is_phone_number(short):
        opened = _digits(url.partition(":")[2].partition(";")[0]) if url.lower().startswith("tel:") else ""
        printed = _digits(short).lstrip("0")
        shared = printed[-MIN_SHARED_DIGITS:] if len(printed) > MIN_SHARED_DIGITS else printed
        if opened and opened.endswith(shared):
            return ""
        return f"{quote_text(short)} is printed, but the code opens {quote_text(url)}"
    if ours and {*ours} == {*theirs}:   # the common case needs no list of public suffixes
        return ""
    if not ours or not theirs or {*map(registrable_domain, ours)} != {*map(registrable_domain, theirs)}:
        where = f"`{theirs[0]}`" if theirs else quote_text(url)
        return f"{quote_text(short)} is printed, but the code opens {where}: another domain"
    return ""


def _digits(text: str) -> str:
    return "".join(c for c in text.upper().translate(_KEYPAD) if c in "0123456789")
