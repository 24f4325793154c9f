"""Libraries that only some runs need: an extra of ours, loaded when it is asked for."""

from __future__ import annotations

import importlib
from types import ModuleType

from ..errors import FactcardsError


def import_optional(module: str, extra: str, purpose: str) -> ModuleType:
    """A module that comes with an extra; FactcardsError that says how to install it where it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise FactcardsError(f"{purpose} needs what is not installed: pip install 'factcards[{extra}]'") from None
