"""Every shipped declaration: its tags are valid, its values well formed, and code reads each field."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

import factcards
from factcards.localize.typography.digits import NUMBERING_SYSTEMS
from factcards.read.fields.language_tags import explain_invalid_tag
from factcards.text import languages
from factcards.text.languages.lookup import MODULES, declared_rules, language_rules
from factcards.text.languages.rules import LanguageRules, in_other_script

PACKAGE = Path(factcards.__file__).parent
FIELDS = [field.name for field in fields(LanguageRules)]
NAMES = sorted({*MODULES.values(), "other_languages"})
DECLARED = [(name, tag, rules) for name in NAMES for tag, rules in declared_rules(name).items()]
DEFAULT = LanguageRules()


def read_attributes() -> set[str]:
    """Return the names of all attributes that the package reads outside the declarations."""
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py") if path.parent.name != "languages"]
    return {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


READ = read_attributes()


def test_every_language_file_is_listed_and_exists() -> None:
    paths = {path.stem for path in Path(languages.__file__).parent.glob("*.py")}
    assert paths - {"__init__", "rules", "lookup", "asian_letters"} == set(NAMES)


@pytest.mark.parametrize("field", FIELDS)
def test_code_reads_the_field_and_a_language_declares_it(field: str) -> None:
    assert field in READ
    assert any(getattr(rules, field) != getattr(DEFAULT, field) for _, _, rules in DECLARED)


@pytest.mark.parametrize(("name", "tag", "rules"), DECLARED, ids=[tag for _, tag, _ in DECLARED])
def test_a_declaration_is_well_formed(name: str, tag: str, rules: LanguageRules) -> None:
    assert MODULES.get(tag.split("-")[0], "other_languages") == name
    assert language_rules(tag) is rules
    assert len(rules.quotes) == 4
    assert len(rules.title_quotes) in (0, 2)
    assert len(rules.letter_apostrophes) in (0, 2)
    assert rules.native_digits == "" or rules.native_digits in NUMBERING_SYSTEMS
    assert bool(rules.native_digits) or not rules.uses_native_digits
    assert all(dash in ("–", "—", "-") for dash in (rules.dash, rules.closed_dash, rules.range_dash))
    assert all(re.fullmatch(r"(?:\w+\.){2,}", one) for one in rules.abbreviations)
    assert not rules.function_words & rules.articles
    assert rules.postpositions <= rules.following_words
    for pattern in (
        rules.particles, rules.unbreakable, rules.compounds, rules.dictionary_terms, rules.number_labels,
        rules.proclitics, rules.months, rules.personal_titles, rules.touching_letters, rules.elisions,
        *rules.discouraged, *(one.pattern for one in rules.no_break),
    ):  # fmt: skip
        re.compile(pattern)


@pytest.mark.parametrize("name", NAMES)
def test_tags_are_as_bcp_47_writes_them(name: str) -> None:
    declared = import_module(f"factcards.text.languages.{name}").LANGUAGES
    assert {tag: explain_invalid_tag(tag) for tag in declared} == dict.fromkeys(declared)


def test_another_script_keeps_no_mark_but_the_quotation_marks() -> None:
    rules = in_other_script(language_rules("fr"))
    assert (rules.quotes, rules.function_words) == (language_rules("fr").quotes, language_rules("fr").function_words)
    assert (rules.punctuation_spaces, rules.percent_space, rules.elisions) == (None, "", "")
