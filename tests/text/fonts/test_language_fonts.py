"""The list of languages agrees with CLDR and with the fonts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from factcards.text.fonts.coverage import FontCoverage
from factcards.text.fonts.font_library import (
    FontEntry,
    FontLibrary,
    UninstalledFamily,
    find_fonts_folder,
    open_fonts,
    shipped_fonts,
)
from factcards.text.fonts.language_fonts import DATA, LanguageEntry, list_languages

BESIDE = ("zh_Hant_HK",)   # a territory with its own spelling


def described() -> Iterator[tuple[str, str, str, str]]:
    """Return tag, English name, own name and letters of languages, with or without a script, without territories."""
    english = Locale("en")
    for name in sorted(locale_identifiers()):
        locale = Locale.parse(name)
        if name in BESIDE or (not locale.territory and not locale.variant and name != "root"):
            tag = name.replace("_", "-")
            yield tag, locale.get_display_name(english) or tag, locale.get_language_name(locale) or "", letters(locale)


def letters(locale: Locale) -> str:
    """Return every letter and mark in the language's words in CLDR, in the order of code points."""
    words = [locale.get_display_name(locale) or "", *locale.territories.values()]
    for kinds in (locale.months, locale.days):
        words += kinds["format"]["wide"].values()
    return "".join(sorted({c for word in words for c in word if unicodedata.category(c)[0] in "LM"}))


def written() -> str:
    rows = (json.dumps(row, ensure_ascii=False) for row in described())
    return "[\n" + ",\n".join(rows) + "\n]\n"


@pytest.fixture(scope="module")
def by_tag() -> dict[str, LanguageEntry]:
    return {entry.tag: entry for entry in list_languages(shipped_fonts())}


def test_list_agrees_with_cldr() -> None:
    assert DATA.read_text(encoding="utf-8") == written()


def test_every_language_of_cldr_has_an_entry(by_tag: dict[str, LanguageEntry]) -> None:
    languages = {Locale.parse(name).language for name in locale_identifiers() if name != "root"}
    assert languages <= {tag.split("-")[0] for tag in by_tag}


@pytest.mark.parametrize(
    ("tag", "field", "value"),
    [
        ("ur", "font", "Noto Nastaliq Urdu"),
        ("ur", "direction", "rtl"),
        ("ar", "own_name", "العربية"),
        ("ar", "name", "Arabic"),
        ("cop", "own_name", ""),
        ("am", "script", "Ethi"),
        ("am", "package", ""),
        ("zh-Hant-HK", "font", "Noto Sans CJK"),
        ("pa-Arab", "font", "Noto Nastaliq Urdu"),
        ("my", "covered", True),
        ("km", "covered", True),
        ("chr", "covered", True),
    ],
)
def test_entry_has_font_direction_script_and_own_name(
    by_tag: dict[str, LanguageEntry], tag: str, field: str, value: object
) -> None:
    assert getattr(by_tag[tag], field) == value


def test_no_language_of_cldr_needs_the_second_package(by_tag: dict[str, LanguageEntry]) -> None:
    assert list_languages(open_fonts(more=False)) == tuple(by_tag.values())
    assert {entry.package for entry in by_tag.values()} == {""}


def test_a_language_is_not_covered_where_a_letter_of_its_own_words_has_no_font() -> None:
    library = FontLibrary(only("Archivo"), {"Latn": ["Archivo"]})
    covered = {entry.tag: entry.covered for entry in list_languages(library)}
    assert (covered["en"], covered["es"]) == (True, True)
    assert (covered["ur"], covered["ru"], covered["ja"]) == (False, False, False)


def test_a_font_that_is_not_installed_is_named_with_its_package() -> None:
    coverage = FontCoverage(next(entry.coverage for entry, _ in only("Noto Sans Myanmar")))
    away = {"Noto Sans Myanmar": UninstalledFamily("factcards-more-fonts", coverage, ("Mymr",))}
    found = {e.tag: e for e in list_languages(FontLibrary(only("Archivo"), {"Latn": ["Archivo"]}, away))}
    assert found["my"] == LanguageEntry(
        "my", "Burmese", "မြန်မာ", "Mymr", "ltr", "Noto Sans Myanmar", "factcards-more-fonts", covered=False
    )
    assert (found["km"].font, found["km"].package, found["km"].covered) == ("", "", False)


def test_a_font_of_the_second_package_is_named_with_it() -> None:
    moved = [(replace(entry, package="factcards-more-fonts"), folder) for entry, folder in only("Archivo")]
    found = {e.tag: e for e in list_languages(FontLibrary(moved, {"Latn": ["Archivo"]}))}
    assert (found["en"].font, found["en"].package, found["en"].covered) == ("Archivo", "factcards-more-fonts", True)


def only(family: str) -> list[tuple[FontEntry, Path]]:
    """Return the fonts of one family, with their folder."""
    return [(e, find_fonts_folder()) for name, entries in shipped_fonts().families() if name == family for e in entries]


def _approve() -> None:
    DATA.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    _approve()
