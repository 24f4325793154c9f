"""Card definitions in YAML become shareable pictures: facts and stories in any language, with a code that scans.

`read_cards` reads a set, `render` returns one of its cards as a Pillow image, and `render_all` writes all of them to
files.

The public names are defined in `api`, which is imported when one of them is first used (PEP 562). So `python -m
factcards` and worker processes import no more than they need, and the command answers Ctrl-C from the start.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False   # type checkers know this name; importing `typing` would take as long as starting Python

if TYPE_CHECKING:
    from .api import *  # noqa: F403 - its `__all__` is the list of public names
else:   # with `__getattr__`, a type checker would accept any name
    import sys

    class _FormerNames:
        """The last module finder. It finds documented modules of version 1.0 under their former names."""

        @staticmethod
        def find_spec(name, *_):
            """Return the spec of a module under its former name, or None for any other name (PEP 451)."""
            if name.startswith("factcards.") and name.count(".") == 1 and not name.endswith(".former_names"):
                return import_module(".former_names", __name__).find_spec(name)
            return None

    sys.meta_path.append(_FormerNames)

    def __getattr__(name):
        """Return a module of the package or a public name, which is cached."""
        if not name.startswith("_"):
            try:
                return import_module(f".{name}", __name__)
            except ModuleNotFoundError as error:
                if error.name != f"{__name__}.{name}":
                    raise
        elif name not in ("__all__", "__version__"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        api = import_module(".api", __name__)
        if name != "__all__" and name not in api.__all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(api, name)
        return found

    def __dir__():
        """Return the names that an editor or a prompt may complete."""
        return sorted({*globals(), *import_module(".api", __name__).__all__})
