"""Where a link or an address of mail stands in a text, and where it may be parted if it fits on no line.

Source: *Chicago Manual of Style*, 17th edition, 14.18: before a slash, a full stop, a hyphen, an underscore, a question
mark, `&`, `=`, `#`, `%`, `~`; no hyphen is added; what stands before `://` and the two slashes stay with what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SCHEME = r"https?://|www\."
_LABEL = rf"(?:(?!{_SCHEME})[a-z0-9-])++"
_LINK = re.compile(
    rf"(?:{_SCHEME})[!-~]+"
    r"|(?<![!-~])[!-~][!-?A-~]*+@[!-~]+\.[a-z]{2,}"
    r"|\b[a-z0-9-]++(?:\.[a-z0-9-]++)*\.[a-z]{2,}(?:/[!-~]*)?"
    rf"|\b(?P<none>{_LABEL}(?:\.{_LABEL})*+)",
    re.IGNORECASE,
)
"""A link, an address of mail, a host with its path; and names parted by full stops that are none of these (`none`).

Each character is looked at a few times, whatever the text: an address of mail is looked for only where a stretch
without spaces begins, since the last full stop with two letters ends it wherever its `@` stands, and names that make no
host are passed over as a whole, since no part of them makes one either.
"""
_HEAD = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_PATH_COST, _HOST_COST, _SIGN_COST = 0.5, 0.55, 0.6
_SIGNS = frozenset("-_?&=#%~")
_MIN_BREAKABLE_LENGTH, _MIN_PART_LENGTH = 20, 4
"""A link of fewer characters is never parted, and none leaves fewer on a line."""


@lru_cache(maxsize=64)
def find_urls(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches (start, end) of links and addresses of mail."""
    if "." not in text:
        return ()
    return tuple(m.span() for m in _LINK.finditer(text) if m.lastgroup != "none")


def find_url_breaks(text: str) -> Iterator[tuple[int, float]]:
    """Where a long link may be parted though it had better not, and what that costs: before / and @, then ., then - ?.

    Never within or behind `https://` or `www.`, in an escape such as %20, or before a link's last few characters.
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
                yield at, _PATH_COST
            elif sign == ".":
                yield at, _HOST_COST
            elif sign in _SIGNS:
                yield at, _SIGN_COST
