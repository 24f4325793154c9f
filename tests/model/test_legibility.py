"""Thresholds of legibility: the check and the layout read the same values, and two differ on purpose."""

import ast
import re
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from factcards import check
from factcards.layout.palette import contrast_pairs, palettes
from factcards.layout.photo import photo_boxes, photo_contrast
from factcards.model import legibility


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("TEXT_CONTRAST", [check, contrast_pairs, photo_boxes, photo_contrast]),
        ("LARGE_TEXT_CONTRAST", [check, contrast_pairs]),
        ("LARGE_TEXT_SIZE", [check, contrast_pairs]),
        ("SMALL_PRINT_CONTRAST", [check, contrast_pairs, photo_boxes]),
        ("SMALL_PRINT_ROLES", [check, contrast_pairs, photo_boxes]),
        ("MARK_CONTRAST", [check, contrast_pairs]),
        ("LOGO_CONTRAST", [palettes, photo_boxes]),
    ],
)
def test_check_and_layout_use_the_same_threshold(name: str, readers: list[ModuleType]) -> None:
    assert [reader.__name__ for reader in readers if name not in imported_thresholds(reader)] == []
    assert [reader.__name__ for reader in readers if name in assigned_names(reader)] == []


def source_of(module: ModuleType) -> ast.Module:
    """Return the syntax tree of a module."""
    assert module.__file__ is not None
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def imported_thresholds(module: ModuleType) -> set[str]:
    """Return the names that a module imports from `model.legibility`, under their own name."""
    imports = (node for node in source_of(module).body if isinstance(node, ast.ImportFrom))
    return {
        alias.name for node in imports if (node.module or "").endswith("model.legibility") for alias in node.names
        if alias.asname is None
    }  # fmt: skip


def assigned_names(module: ModuleType) -> set[str]:
    """Return the names to which a module assigns a value anywhere."""
    return {n.id for n in ast.walk(source_of(module)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def test_layout_aims_at_more_contrast_of_a_code_than_check_requires() -> None:
    assert contrast_pairs.PREFERRED_CODE_CONTRAST > check.CODE_CONTRAST


UNITS_AND_SOURCES = re.compile(r"WCAG|ISO/IEC|PostScript|international|Our own choice|pixels|\bmm\b|points")
"""What a threshold's docstring says at least one of: its standard, that it is our own choice, or its unit."""
WORDS = {"SMALL_PRINT_ROLES", "SHORT_LINK_HINT"}
"""Names of the module that are not quantities."""


def quantities() -> dict[str, str]:
    """Return the docstring of each quantity of `model.legibility`."""
    body = source_of(legibility).body
    return {
        node.target.id: after.value.value
        for node, after in pairwise(body)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id not in WORDS
        and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
    }  # fmt: skip


def test_every_threshold_has_a_docstring() -> None:
    assert {*quantities()} == {name for name in vars(legibility) if name.isupper()} - WORDS


@pytest.mark.parametrize("name", [n for n in vars(legibility) if n.isupper() and n not in WORDS])
def test_every_threshold_states_its_unit_or_source(name: str) -> None:
    assert UNITS_AND_SOURCES.search(quantities()[name])
