"""Imports of libraries that only some runs need and that come with an extra."""

from __future__ import annotations

import importlib
from types import ModuleType

from ..errors import FactcardsError


def import_optional(module: str, extra: str, purpose: str) -> ModuleType:
    """Import a module that comes with an extra. Raises FactcardsError, which says how to install it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        message = f"{purpose} needs a library that is not installed: pip install 'factcards[{extra}]'"
        raise FactcardsError(message) from None
