"""Links and email addresses in a text, and the points at which a long one may be broken.

Source: *Chicago Manual of Style*, 17th edition, 14.18. A link is broken before a slash, a full stop, a hyphen, an
underscore, a question mark, `&`, `=`, `#`, `%` or `~`, without adding a hyphen, and not after `://`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...late_loading import compile_late

_SCHEME = r"https?://|www\."
_LABEL = rf"(?:(?!{_SCHEME})[a-z0-9-])++"
_LINK = compile_late(
    rf"(?:{_SCHEME})[!-~]+"
    r"|(?<![!-~])[!-~][!-?A-~]*+@[!-~]+\.[a-z]{2,}"
    r"|\b[a-z0-9-]++(?:\.[a-z0-9-]++)*\.[a-z]{2,}(?:/[!-~]*)?"
    rf"|\b(?P<none>{_LABEL}(?:\.{_LABEL})*+)",
    re.IGNORECASE,
)
"""A link, an email address, or a host with its path. Group `none` matches dotted names that are none of these.

Matching takes linear time. An email address is searched only at the start of a range without spaces. Dotted names that
are not hosts are skipped as a whole, because no part of them can be a host.
"""
_HEAD = compile_late(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
"""The scheme and `www.` of a link, which are not separated from its host."""
_PATH_PENALTY, _HOST_PENALTY, _SIGN_PENALTY = 0.5, 0.55, 0.6
"""Penalties of a break before `/` or `@`, before a full stop, and before another sign, on the scale of raggedness."""
_SIGNS = frozenset("-_?&=#%~")
_MIN_BREAKABLE_LENGTH, _MIN_PART_LENGTH = 20, 4
"""Minimum length of a link that may be broken, and of each of its parts, in characters."""


@lru_cache(maxsize=64)
def find_urls(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges (start, end) of links and email addresses."""
    if "." not in text:
        return ()
    return tuple(m.span() for m in _LINK.finditer(text) if m.lastgroup != "none")


def find_url_breaks(text: str) -> Iterator[tuple[int, float]]:
    """Yield the indices at which a long link may be broken, with their penalties.

    The penalty is lowest before / and @, higher before a full stop, and highest before other signs. There are none
    within or directly after `https://` or `www.`, in an escape such as %20, or near a link's ends.
    """
    for start, end in find_urls(text):
        head = _HEAD.match(text, start, end)
        first = (head.end() if head else start) + _MIN_PART_LENGTH
        if end - start < _MIN_BREAKABLE_LENGTH:
            continue
        for at in range(first, end - _MIN_PART_LENGTH + 1):
            sign = text[at]
            if text[at - 1] in "/.@" or text[at - 1] in _SIGNS:
                continue
            if sign in "/@":
                yield at, _PATH_PENALTY
            elif sign == ".":
                yield at, _HOST_PENALTY
            elif sign in _SIGNS:
                yield at, _SIGN_PENALTY
