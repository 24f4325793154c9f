"""The table of formats: the functions that draw them and the records of files have the same names."""

import pytest

from factcards.draw import FORMATS
from factcards.model.formats import DEFAULT_FORMATS, EXTENSIONS, FORMAT_NAMES


def test_every_format_has_a_function_that_draws_it() -> None:
    assert FORMAT_NAMES == tuple(FORMATS) == tuple(EXTENSIONS)
    assert set(DEFAULT_FORMATS) <= set(FORMAT_NAMES)


@pytest.mark.parametrize("name", ["avif", "pdf", "svg"])
def test_a_planned_format_is_not_a_format(name: str) -> None:
    assert name not in FORMAT_NAMES
