"""The files of one folder: whose each is by its name, and what it says by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..cards import Language
from ..errors import Place, Problem
from .fields import kind_of, nearest, show
from .keys import theme_path
from .languages import fault_of_language
from .nodes import Map, Scalar, read_nodes
from .tree import Parsed

SET = "set"
"""The name of a set's own file, without its ending."""

_UNSAFE = re.compile(r'[<>:"|?*\\{}\x00-\x1f\x7f]')   # what some system or a link cannot have in a name


@dataclass(slots=True)
class Sheet:
    """One file of a set: whose it is, in which language (None for the card's or set's own), and its fields."""

    id: str
    tag: Language | None
    file: str
    fields: Map
    cut: bool
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        """Whether nothing in it can be relied on."""
        return any(p.severity == "error" for p in self.problems)

    @property
    def top(self) -> Place:
        """Its beginning, where what is missing is told of."""
        return self.fields.page.place(0)

    def blame(self, message: str, hint: str = "", place: Place | None = None, name: str = "") -> None:
        """Take down an error; without a place it is told of at the beginning."""
        self.problems.append(Problem("error", message, place or self.top, name, hint))

    def path(self, folder: Path) -> Path:
        """Where it lies, as paths of themes are told."""
        return theme_path(folder, Path(self.file).name)

    def text(self, key: str) -> str:
        """A field's text as it stands, "" where there is none."""
        node = self.fields.get(key)
        return node.text if isinstance(node, Scalar) and not node.spoilt and not node.is_null else ""


def list_sheets(folder: Path) -> list[str]:
    """The names of the YAML files in a folder."""
    return sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml") and f.name[0] != "." and f.is_file())


def open_sheets(folder: Path, names: Iterable[str]) -> list[Sheet]:
    """The files of those names, without the theme files among them that some other names as its theme."""
    sheets = [_open_sheet(folder, name) for name in names]
    themes = {theme_path(folder, text) for sheet in sheets if (text := sheet.text("theme"))}
    bases = themes
    while bases:   # a theme beside the cards may extend another one there
        extended = (s.text("extends") for s in sheets if s.path(folder) in bases)
        bases = {theme_path(folder, text) for text in extended if text} - themes
        themes |= bases
    return [s for s in sheets if s.path(folder) not in themes]


def _open_sheet(folder: Path, name: str) -> Sheet:
    file = (folder / name).as_posix().encode(errors="replace").decode()
    return make_sheet(name, file, read_nodes(folder / name, file))


def make_sheet(name: str, file: str, parsed: Parsed) -> Sheet:
    """What a file of that name says."""
    root = parsed.root
    fields = root if isinstance(root, Map) else Map((), parsed.page, 0, 0)
    card, dot, tag = name.removesuffix(".yaml").partition(".")
    sheet = Sheet(card, (tag or ".") if dot else None, file, fields, parsed.cut, list(parsed.problems))
    empty = root is None or (isinstance(root, Scalar) and (root.is_null or root.spoilt))
    if root is not None and not empty and not isinstance(root, Map):
        sheet.cut = True
        sheet.blame(f"found {kind_of(root)}, expected lines such as `fact: …`", place=root.place)
    _check_name(sheet, name)
    return sheet


def _check_name(sheet: Sheet, name: str) -> None:
    unsafe = _UNSAFE.search(name) or re.search("[\ud800-\udfff]", name)
    fault = fault_of_language(sheet.tag) if sheet.tag else None
    if unsafe:
        found = f"`{unsafe[0]}`" if unsafe[0].isprintable() else "a character that cannot be shown"
        sheet.blame(f"the file's name holds {found}", "name it with letters, digits and hyphens")
    elif fault:
        hint = f"{fault[1]}; between its dots a name holds a language, as in `{sheet.id}.es.yaml`"
        sheet.blame(f"the file's name: {fault[0]}", hint)


def blame_orphan(sheet: Sheet, ids: Iterable[str]) -> None:
    """Tell of a variant whose card is not there."""
    near = nearest(sheet.id, ids)
    hint = f"did you mean `{near}.{sheet.tag}.yaml`?" if near else f"write the card itself into `{sheet.id}.yaml`"
    sheet.blame(f"a variant of the card {show(sheet.id)}, which is not here", hint)
