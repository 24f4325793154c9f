"""Tests that `factcards.text` still has the names of version 1.0, so that programs that import them run unchanged."""

from __future__ import annotations

import pytest

import factcards.text
from factcards.text import FaceChoice, FitOptions

FORMER_NAMES = {
    "Face": "FaceChoice",
    "Fit": "FitOptions",
    "Fitted": "FitResult",
    "Lapse": "ShapingDefect",
    "clusters_too_many": "count_overflow",
    "compose_paragraph": "build_paragraph",
    "explain_missing": "explain_notdef",
    "face_keys": "font_lookup_keys",
    "find_fonts": "find_fonts_folder",
    "find_lapses": "find_shaping_defects",
    "find_tower": "find_mark_stack",
    "holding_word": "find_limiting_word",
    "line_inks": "measure_glyph_bounds",
    "name_script": "script_name",
    "own_script": "character_script",
}


@pytest.mark.parametrize(("former", "present"), FORMER_NAMES.items())
def test_a_former_name_is_the_same_object_as_the_present_one(former, present):
    with pytest.warns(DeprecationWarning, match=f"`factcards.text.{former}` is now `{present}`"):
        assert getattr(factcards.text, former) is getattr(factcards.text, present)
    assert present in factcards.text.__all__
    assert former not in factcards.text.__all__


def test_former_names_can_be_imported_and_take_the_same_arguments():
    with pytest.warns(DeprecationWarning, match="is now"):
        from factcards.text import Face, Fit
    assert (Face, Fit) == (FaceChoice, FitOptions)
    assert Face("Archivo", 500) == FaceChoice("Archivo", 500)
    assert Fit(smallest=32, largest=96, leading=1.4) == FitOptions(32, 96, 1.4)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"module 'factcards\.text' has no attribute 'Faces'"):
        _ = factcards.text.Faces
