"""Thresholds of legibility: the check and the layout read the same values, and two differ on purpose."""

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
    assert all(getattr(reader, name) is getattr(legibility, name) for reader in readers)


def test_layout_aims_at_more_contrast_of_a_code_than_check_requires() -> None:
    assert contrast_pairs.PREFERRED_CODE_CONTRAST > check.CODE_CONTRAST


@pytest.mark.parametrize("name", [n for n in vars(legibility) if n.isupper()])
def test_every_threshold_states_its_unit_or_source(name: str) -> None:
    assert legibility.__file__ is not None
    lines = Path(legibility.__file__).read_text(encoding="utf-8").splitlines()
    following = lines[next(i for i, line in enumerate(lines) if line.startswith(f"{name}: ")) + 1]
    assert following.startswith('"""')
