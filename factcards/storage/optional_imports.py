"""Libraries that only some runs need: an extra of ours, loaded when it is asked for."""

from __future__ import annotations

import importlib
from types import ModuleType

from ..errors import FactcardsError


def import_optional(module: str, extra: str, purpose: str) -> ModuleType:
    """Import a module that comes with an extra. Raises FactcardsError, which says how to install it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise FactcardsError(f"{purpose} needs what is not installed: pip install 'factcards[{extra}]'") from None
