"""Links (`action`, `source.url`): returned as written, with every problem reported at its character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from ...errors import closest_name, has_errors, join_alternatives
from ...late_loading import compile_late
from ...links.hosts import is_registrable
from ...links.link_problems import LinkProblem, find_link_problems
from ...links.link_targets import WEB, LinkError, LinkParts, parse_host, split_link
from ...links.url_templates import PLACEHOLDERS, SCHEMES, TemplatePart, parse_template
from ..yaml.yaml_parser import Node
from .scalar_fields import ReadContext
from .value_reader import quote_text

MAX_PROBLEMS = 10
"""Maximum number of problems that are reported for one link."""
_MAX_SHOWN = 40
"""Maximum number of characters of a found text that a hint repeats."""
_SCHEME = compile_late(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)\Z", re.DOTALL)
_BARE_HOST = compile_late(r"(?://)?(?:www\.|[\w-]+(?:\.[\w-]+)+(?:/|$))")
_TEMPLATE_NAME = compile_late(r"\s*[\w.$#/|-]+\s*\Z")


def read_link(node: Node, name: str, context: ReadContext) -> str | None:
    """Return a link with its placeholders, as written; None if it is refused."""
    scalar = context.read_scalar(node, name, "a link")
    if not scalar:
        return None
    before, text = len(context.problems), scalar.text.strip(" \t\n")
    offset = scalar.text.index(text)
    blank = re.search(r"\s", text)
    match = _SCHEME.match(text)
    if blank:
        context.report(
            scalar.place_at(offset + blank.start()),
            name,
            "a link cannot contain spaces",
            "write `%20` for a space",
            kind="link",
        )
    if not match or match[1].lower() not in SCHEMES:
        hint = "" if blank else _suggest_scheme(text, match)
        expected = join_alternatives(f"{s}:" for s in SCHEMES)
        context.report(
            scalar.place,
            name,
            f"found {quote_text(text)}, expected a link that begins with {expected}",
            hint,
            kind="link",
        )
    elif not re.match(r"//[^/?#\\]" if match[1].lower() in WEB else r".", match[2], re.DOTALL):
        hint = "write it in full, such as `https://www.example.org/act`"
        context.report(scalar.place, name, f"the link {quote_text(text)} leads nowhere", hint, kind="link")
    else:
        pieces = parse_template(text)
        problems = chain(_find_braces(pieces), _find_misplaced(pieces) or find_link_problems(mask_placeholders(pieces)))
        for problem in islice(problems, MAX_PROBLEMS):
            place = scalar.place_at(offset + problem.start, problem.length)
            kind = "link" if problem.severity == "error" else "odd-link"
            context.report(place, name, problem.message, problem.hint, problem.severity, kind)
    return None if has_errors(context.problems[before:]) else text


def _suggest_scheme(text: str, match: re.Match[str] | None) -> str:
    """Return a hint for a link without one of the schemes: the closest one, or `https:` before a host; "" for others.

    `match` is the text's scheme, if it has one, and the rest.
    """
    near = closest_name(match[1], SCHEMES) if match else ""
    if near:
        return f"did you mean `{near}:`?"
    return f"write `https://{text.removeprefix('//')[:_MAX_SHOWN]}`" if _BARE_HOST.match(text) else ""


def mask_placeholders(pieces: tuple[TemplatePart, ...]) -> str:
    """Return the link with `x` or `~` in place of each placeholder and escaped brace; its length stays."""
    return "".join(
        "x" * p.length if p.name is not None or p.unmatched else "~~" if p.length != len(p.text) else p.text
        for p in pieces
    )


def _find_braces(pieces: tuple[TemplatePart, ...]) -> Iterator[LinkProblem]:
    for index, piece in enumerate(pieces):
        if piece.unmatched:
            hint = f"write `{piece.text * 2}` for a brace"
            message = f"this `{piece.text}` is not part of a placeholder"
            yield LinkProblem("error", message, piece.start, piece.length, hint)
        elif piece.name is not None and piece.name not in PLACEHOLDERS:
            found = quote_text(f"{{{piece.name}}}")
            hint = _suggest_placeholder(piece.name)
            yield LinkProblem("error", f"unknown placeholder {found}", piece.start, piece.length, hint)
        elif piece.length == 2 and piece.text == "{" and len(pieces) > index + 2:
            inner, end = pieces[index + 1 : index + 3]
            if inner.name is None and _TEMPLATE_NAME.match(inner.text) and end.text == "}" and end.length == 2:
                message = f"{quote_text('{{' + inner.text + '}}')} is not filled in here"
                hint = f"{_suggest_placeholder(inner.text.strip())}, with one brace on each side"
                yield LinkProblem("error", message, piece.start, inner.length + 4, hint)


def _suggest_placeholder(name: str) -> str:
    near = closest_name(name, PLACEHOLDERS)
    return f"did you mean `{{{near}}}`?" if near else "expected " + join_alternatives(f"{{{p}}}" for p in PLACEHOLDERS)


def _find_misplaced(pieces: tuple[TemplatePart, ...]) -> list[LinkProblem]:
    """Return a problem for each placeholder that could change whose host opens: its value is a file's name."""
    link = mask_placeholders(pieces)
    parts = split_link(link)
    hosts = [*_find_host_spans(parts)] if parts else []
    problems = []
    for start, end in hosts:
        last = next((p for p in reversed(pieces) if p.name is not None and start <= p.start < end), None)
        if last and not _is_rooted(link[last.start + last.length : end]):
            message = f"`{{{last.name}}}` would decide whose host this link opens"
            hint = "put it before the host's own name, such as `{language}.example.org`, or into the path"
            problems.append(LinkProblem("error", message, last.start, last.length, hint))
    return problems


def _find_host_spans(parts: LinkParts) -> list[tuple[int, int]]:
    """Return the ranges of the hosts in a link: the one after `//`, or one in each mail address."""
    if parts.scheme in WEB:
        return [(parts.starts[0], parts.starts[0] + len(parts.authority or ""))]
    start = parts.starts[1]
    return [(start + m.start() + 1, start + m.end()) for m in re.finditer(r"@[^,@]*", parts.path)]


def _is_rooted(tail: str) -> bool:
    try:
        return tail.startswith(".") and is_registrable(parse_host(re.sub(r":\d*\Z", "", tail[1:])))
    except LinkError:
        return False
