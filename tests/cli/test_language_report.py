"""The table of languages agrees with CLDR and with the fonts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from factcards.cli.language_report import DATA, HEAD, list_languages

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
def table() -> dict[str, dict[str, str]]:
    return {row[0]: dict(zip(HEAD, row, strict=True)) for row in list_languages()}


def test_table_agrees_with_cldr() -> None:
    assert DATA.read_text(encoding="utf-8") == written()


def test_every_language_of_cldr_has_a_row(table: dict[str, dict[str, str]]) -> None:
    languages = {Locale.parse(name).language for name in locale_identifiers() if name != "root"}
    assert languages <= {tag.split("-")[0] for tag in table}


@pytest.mark.parametrize(
    ("tag", "column", "value"),
    [
        ("ur", "font", "Noto Nastaliq Urdu"),
        ("ur", "direction", "rtl"),
        ("ar", "own name", "العربية"),
        ("am", "script", "Ethi"),
        ("zh-Hant-HK", "font", "Noto Sans CJK"),
        ("pa-Arab", "font", "Noto Nastaliq Urdu"),
        ("my", "covered", "yes"),
        ("km", "covered", "yes"),
        ("chr", "covered", "yes"),
    ],
)
def test_row_has_font_direction_script_and_own_name(
    table: dict[str, dict[str, str]], tag: str, column: str, value: str
) -> None:
    assert table[tag][column] == value


def _approve() -> None:
    DATA.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    _approve()
