"""Write the reference in docs/library.md, from the signatures and docstrings of the public names.

python docs/make_library.py
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import typing
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from inspect import Parameter
from itertools import pairwise
from pathlib import Path
from types import FunctionType, UnionType

import factcards

PAGE = Path(__file__).parent / "library.md"
FIRST, LAST = "<!-- `python docs/make_library.py` writes the page from here -->\n", "<!-- to here -->\n"
WIDTH = 118
"""Maximum length of a line of a signature, in characters."""
GROUPS: dict[str, tuple[str, ...]] = {
    "Read cards": ("read_cards", "read_sets", "Card", "CardSet", "Read"),
    "Make cards of values": ("make_card", "CardFields", "parse_card", "make_set", "SetChoices"),
    "Parts of a card": (
        "ActionFields", "SourceFields", "TitleFields", "ImageFields", "BrandFields", "LogoFields", "ChartFields",
        "CountFields", "TileFields", "LabelsFields", "AcceptFields",
    ),
    "Render one card": ("render", "encode", "encode_book", "render_card", "Rendered", "Record"),
    "Render a set": ("render_all", "list_files", "Choices", "Result", "with_store"),
    "Sizes, themes, formats and languages": (
        "SIZES", "Size", "Insets", "THEMES", "ThemeChoice", "parse_theme", "Theme", "Color", "FORMATS", "languages",
        "LanguageEntry",
    ),
    "Errors and problems": (
        "FactcardsError", "ReadError", "RequestError", "SceneError", "FontError", "WriteError", "FolderError",
        "WorkerError", "DrawError", "Problem", "Place",
    ),
    "Scenes": ("lay_out", "Scene", "check_scene", "draw_scene"),
    "Version": ("__version__",),
}  # fmt: skip
"""The public names, by what a programmer wants to do. A test compares them with `factcards.__all__`."""
SHORT = {
    r"\b(?:os\.)?PathLike\[str\]": "PathLike", r"\bStrPath\b": "str | PathLike", r"\bLanguage\b": "str",
    r"\bSetType\b": 'Literal["even", "each"]', r"\bSeverity\b": 'Literal["error", "warning", "note"]',
    r"\bAspect\b": 'Literal["square", "portrait", "tall", "landscape"]', r"\b(?:factcards|collections)\.[\w.]+\.": "",
}  # fmt: skip
"""Parts of annotations → what the page says instead: values of names that are not public."""
MARKS: dict[object, str] = {Parameter.POSITIONAL_ONLY: "/", Parameter.KEYWORD_ONLY: "*", Parameter.VAR_KEYWORD: "**"}
"""Kinds of parameters that a sign in the signature marks."""


def write_page(page: str) -> str:
    """Return the page with its reference written again. The text outside the markers stays as it is."""
    before, _, rest = page.partition(FIRST)
    _, found, after = rest.partition(LAST)
    if not found:
        raise ValueError(f"the page lacks the line `{FIRST.strip()}` or `{LAST.strip()}`")
    return f"{before}{FIRST}\n{write_reference()}\n{LAST}{after}"


def write_reference() -> str:
    """Return every group with the entries of its names."""
    return "\n".join(f"### {group}\n\n" + "\n".join(map(describe, names)) for group, names in GROUPS.items())


def describe(name: str) -> str:
    """Return the entry of a public name: its signature or its fields, and its docstring."""
    value = getattr(factcards, name)
    if isinstance(value, FunctionType):
        return _write_entry(name, _write_call(f"def {name}", _list_parameters(value), _return_type(value)), value)
    if not inspect.isclass(value):
        code, docstring = _find_constant(name)
        return _write_entry(name, [code], docstring)
    if typing.is_typeddict(value):
        return _write_entry(name, [f"class {name}(TypedDict, total=False)"], value, _describe_keys(value))
    if is_dataclass(value):
        return _write_entry(name, _write_dataclass(value), value, _describe_methods(value))
    return _write_entry(name, [f"class {name}({', '.join(base.__name__ for base in value.__bases__)})"], value)


def _write_entry(name: str, code: Iterable[str], documented: object, more: Iterable[str] = ()) -> str:
    """Return an entry. The code is marked as a stub, so that no test runs it."""
    docstring = documented if isinstance(documented, str) else inspect.getdoc(documented) or ""
    parts = ["#### " + name.replace("_", r"\_"), "\n".join(["```pyi", *code, "```"]), *_split_paragraphs(docstring)]
    return "\n\n".join([*parts, "\n".join(more)] if more else parts) + "\n"


def _split_paragraphs(docstring: str) -> list[str]:
    """Return the paragraphs of a docstring, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", docstring.strip())]


def _shorten(annotation: object) -> str:
    """Return an annotation as the page shows it."""
    text = getattr(annotation, "__forward_arg__", annotation)   # a TypedDict keeps the text in a ForwardRef
    text = text if isinstance(text, str) else inspect.formatannotation(text)
    for pattern, short in SHORT.items():
        text = re.sub(pattern, short, text)
    return text.replace("'", '"')


# -- functions -----------------------------------------------------------------------------------------------------

def _list_parameters(function: Callable[..., object]) -> list[str]:
    """Return the parameters of a function. The keys of `**choices: Unpack[Choices]` are its keyword arguments."""
    parameters = [one for one in inspect.signature(function).parameters.values() if one.name != "self"]
    groups: dict[str, list[str]] = {sign: [] for sign in ("/", "", "*", "**")}
    for one in parameters:
        unpacked = re.fullmatch(r"Unpack\[(\w+)\]", str(one.annotation))
        if unpacked:
            keys = getattr(factcards, unpacked[1]).__annotations__.items()
            groups["*"] += [f"{key}: {_shorten(kind)} = …" for key, kind in keys]
            continue
        default = "" if one.default is one.empty else f" = {_write_value(one.default)}"
        mark = MARKS.get(one.kind, "")
        groups[mark].append(f"{mark if mark == '**' else ''}{one.name}: {_shorten(one.annotation)}{default}")
    slash, star = ["/"] * bool(groups["/"]), ["*"] * bool(groups["*"])
    return [*groups["/"], *slash, *groups[""], *star, *groups["*"], *groups["**"]]


def _return_type(function: Callable[..., object]) -> str:
    return _shorten(inspect.signature(function).return_annotation)


def _write_call(head: str, parameters: list[str], returns: str) -> list[str]:
    """Return a signature on one line, or with one parameter on each line."""
    line = f"{head}({', '.join(parameters)}) -> {returns}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{head}(", *(f"    {one}," for one in parameters), f") -> {returns}"]


# -- classes -------------------------------------------------------------------------------------------------------


def _write_dataclass(kind: type) -> list[str]:
    """Return the head of a class with its public fields."""
    bases = [_shorten(base) for base in getattr(kind, "__orig_bases__", ()) or kind.__bases__ if base is not object]
    head = f"class {kind.__name__}({', '.join(bases)}):" if bases else f"class {kind.__name__}:"
    own = [one for one in fields(kind) if one.name[0] != "_"]
    return [head, *(f"    {one.name}: {_shorten(one.type)}{_write_default(one)}" for one in own)]


def _write_default(one: Field[object]) -> str:
    """Return what a field is if it is not given, after ` = `; "" for a field that must be given."""
    return "" if one.default is MISSING and one.default_factory is MISSING else f" = {_write_value(one.default)}"


def _write_value(value: object) -> str:
    """Return a default value: text, numbers, None and () as Python writes them, `…` for any other."""
    if isinstance(value, str):
        return f'"{value}"'
    return repr(value) if value is None or value == () or isinstance(value, bool | int | float) else "…"


def _describe_methods(kind: type) -> list[str]:
    """Return a list of the public methods and properties of a class, and of what makes a notebook show it."""
    lines = list[str]()
    for name, value in vars(kind).items():
        if name[0] == "_" and name != "_repr_png_":
            continue
        if isinstance(value, property):
            lines.append(f"- `{name}: {_return_type(value.fget or value.__get__)}`: {_one_line(value)}")
        elif isinstance(value, FunctionType):
            call = f"{name}({', '.join(_list_parameters(value))}) -> {_return_type(value)}"
            lines.append(f"- `{call}`: {_one_line(value)}")
    return lines


def _one_line(value: object) -> str:
    return " ".join((inspect.getdoc(value) or "").split())


def _describe_keys(kind: type) -> list[str]:
    """Return a list of the keys of a TypedDict, each with its docstring."""
    tree = _parse(inspect.getsourcefile(kind) or "")
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    texts = _find_docstrings(body) | _find_key_docstrings(tree)
    return [f"- `{key}: {_shorten(type_)}`: {texts[key]}" for key, type_ in kind.__annotations__.items()]


def _find_key_docstrings(tree: ast.Module) -> dict[str, str]:
    """Return key → docstring of keys that are not names, whose TypedDict is written as a call with a docstring."""
    documented = _find_docstrings(tree.body)
    return {
        str(key.value): documented[name]
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for name in _names(node)
        for keys in node.value.args
        if isinstance(keys, ast.Dict)
        for key in keys.keys
        if isinstance(key, ast.Constant)
    }


# -- constants -----------------------------------------------------------------------------------------------------


def _find_constant(name: str) -> tuple[str, str]:
    """Return a constant with its type, or a type with its value, and the docstring."""
    for module in ("api", "model/sizes"):
        tree = _parse(str(Path(factcards.__file__).parent / f"{module}.py"))
        for node in tree.body:
            if name in _names(node):
                docstring = _find_docstrings(tree.body)[name]
                if isinstance(node, ast.AnnAssign):
                    return f"{name}: {_shorten(ast.unparse(node.annotation))}", docstring
                value = getattr(factcards, name)
                is_type = isinstance(value, UnionType)
                return f"{name} = {_shorten(str(value))}" if is_type else f"{name}: {type(value).__name__}", docstring
    raise ValueError(f"`{name}` is not defined where this script looks")


def _find_docstrings(body: list[ast.stmt]) -> dict[str, str]:
    """Return name → docstring of the names that are followed by one."""
    found = dict[str, str]()
    for node, after in pairwise(body):
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            found |= dict.fromkeys(_names(node), " ".join(after.value.value.split()))
    return found


def _names(node: ast.stmt) -> list[str]:
    """Return the names that a statement assigns."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


@cache
def _parse(file: str) -> ast.Module:
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def main() -> int:
    """Write the page."""
    PAGE.write_text(write_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
