"""Calls of version 1 that still work, with a DeprecationWarning that names the new form."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def warn_deprecated(message: str, stacklevel: int) -> None:
    """Issue a DeprecationWarning. `stacklevel` is 1 for the caller of this function, as in `warnings.warn`."""
    warnings.warn(f"{message}. Version 3 will not accept it.", DeprecationWarning, stacklevel=stacklevel + 1)


def accept_positional(*names: str, **renamed: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that accepts arguments after the first by position, in the order that version 1 had.

    `names` are those arguments. `renamed` maps a keyword of version 1 to the present one. Each use of either is a
    DeprecationWarning at the line of the call.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def call(*arguments: object, **keywords: object) -> R:
            name = function.__name__
            for old in renamed.keys() & keywords.keys():
                warn_deprecated(f"the argument `{old}` of `{name}` is now `{renamed[old]}`", 2)
                keywords[renamed[old]] = keywords.pop(old)
            extra = arguments[1:]
            if extra:
                if len(extra) > len(names):
                    limit = len(names) + 1
                    raise TypeError(f"{name}() takes {limit} positional arguments at most, got {len(arguments)}")
                given = dict(zip(names, extra, strict=False))
                twice = next((one for one in given if one in keywords), None)
                if twice:
                    raise TypeError(f"{name}() got two values for the argument `{twice}`")
                shown = ", ".join(f"{one}=…" for one in given)
                warn_deprecated(f"`{name}` takes only its first argument by position: write `{shown}`", 2)
                keywords |= given
            return cast(Callable[..., R], function)(*arguments[:1], **keywords)

        return cast(Callable[P, R], call)

    return decorate
