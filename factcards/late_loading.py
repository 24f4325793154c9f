"""What a run may never need: modules that are imported and patterns that are compiled when they are first used.

Importing and compiling all that some card needs takes several times as long as drawing one. ARCHITECTURE.md lists what
is loaded when.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, AnyStr, cast


class _LateModule:
    """A stand-in for a module, which is imported when one of its names is first used."""

    def __init__(self, name: str, package: str) -> None:
        self._source = (name, package)

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(*self._source), name)


def import_late(module: str, package: str = "") -> Any:
    """Return a stand-in for a module that is imported when one of its names is first used.

    `module` is absolute, or relative to `package`. All imports that are put off go through this function; beside the
    call, `if TYPE_CHECKING` imports the module for the type checker.
    """
    return _LateModule(module, package)


class LatePattern:
    """A stand-in for a compiled pattern, which is compiled when one of its methods is first used."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.compiled(), name)
        self.__dict__[name] = found   # the next call of the method goes to the pattern itself
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return compile_late, self._source

    def compiled(self) -> re.Pattern[Any]:
        """Return the compiled pattern."""
        return re.compile(*self._source)


def compile_late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a stand-in for a pattern that is compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))
