"""Which declaration a tag has, and that only the languages in use are loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from factcards.text.languages.lookup import language_rules

LOADED = """
import sys
import factcards.api
from factcards.text.languages.lookup import MODULES, language_rules
def loaded():
    modules = {*MODULES.values(), "other_languages"}
    return sorted(name for name in modules if f"factcards.text.languages.{name}" in sys.modules)
print(*loaded(), "-", end=" ")
language_rules("fr-CA")
print(*loaded())
"""


@pytest.mark.parametrize(
    ("tag", "declared"),
    [
        ("es-ES", "es"), ("fr-BE", "fr"), ("fr-CA-x-test", "fr-CA"), ("zh-Hant-HK", "zh-Hant"), ("zh-Hans-SG", "zh"),
        ("ur-x-naskh", "ur"), ("pt-BR", "pt"), ("de-AT", "de"), ("az-Arab-IR", "az-Arab"), ("EN-gb", "en"),
    ],
)  # fmt: skip
def test_a_tag_has_the_rules_of_the_nearest_declared_one(tag: str, declared: str) -> None:
    assert language_rules(tag) is language_rules(declared)


@pytest.mark.parametrize(("tag", "other"), [("es-MX", "es"), ("nn", "nb"), ("zh-Hant", "zh"), ("fr-CH", "fr")])
def test_some_tags_have_rules_that_differ(tag: str, other: str) -> None:
    assert language_rules(tag) is not language_rules(other)


def test_a_language_in_another_script_keeps_its_words() -> None:
    latin, cyrillic = language_rules("uz"), language_rules("uz-Cyrl")
    assert (latin.letter_apostrophes, cyrillic.letter_apostrophes) == ("ʻʼ", "")
    assert language_rules("sr-Latn").function_words == language_rules("sr").function_words


def test_an_unknown_language_has_the_defaults() -> None:
    assert language_rules("und").quotes == "“”‘’"
    assert language_rules("") is language_rules("xx")


def test_only_the_languages_in_use_are_loaded() -> None:
    """The command starts without any of them, and a French card loads no other language."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout == "- fr\n"
