"""Modules under the names that the documents of version 1.0 gave, for programs that import them.

`factcards.geometry` is `factcards.graphics.geometry` now. The finder is asked last, only for names that do not exist.
"""

from __future__ import annotations

from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

from .deprecations import warn_deprecated

_MODULES = {
    "factcards.assets": "factcards.model.assets",
    "factcards.color": "factcards.graphics.color",
    "factcards.geometry": "factcards.graphics.geometry",
    "factcards.scene": "factcards.model.scene",
}
"""Former names of modules, with the present ones."""
_NAMES = {"Ground": "Backdrop"}
"""Former names of classes in these modules, with the present ones."""


def find_spec(name: str) -> ModuleSpec | None:
    """Return the spec of a module under its former name, None for any other."""
    return ModuleSpec(name, _Loader()) if name in _MODULES else None  # type: ignore[arg-type]


class _Loader:
    """Loads a module that passes on the names of the present one."""

    def create_module(self, _spec: ModuleSpec) -> None:
        """Return None, so that Python creates an empty module."""

    def exec_module(self, module: ModuleType) -> None:
        """Let the module find its names in the present one."""
        present = import_module(_MODULES[module.__name__])
        warn_deprecated(f"the module `{module.__name__}` is now `{present.__name__}`", 2)

        def find(name: str) -> object:
            return getattr(present, _NAMES.get(name, name))

        module.__getattr__ = find  # type: ignore[method-assign]
