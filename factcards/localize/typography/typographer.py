"""Micro-typography: a variant's text with its language's marks, and a list of all changes.

The rules are applied in order, each to the result of the one before; docs/typography.md describes all of them. With
`typography: false` the text does not change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...errors import Place, Problem
from ...model.cards import Action, Chart, Image, Language, Prose, Source, TypographyEdit, Variant
from ...text.tokens.quantity_signs import EUROPEAN_PERCENTS
from ...text.unicode.language_scripts import language_fallbacks
from .abbreviations import edit_abbreviation_spaces
from .arabic_letters import edit_arabic_letters, edit_arabic_marks, edit_greek_question_marks, edit_persian_joins
from .compatibility_forms import has_presentation_forms, is_reversed, normalize_forms
from .dashes import edit_dashes, edit_ellipses, edit_ranges
from .digits import (
    edit_latin_digits,
    edit_native_digits,
    find_default_digits,
    find_digit_systems,
    find_mixed_numbers,
    find_native_zero,
)
from .edits import TypographyRule, apply_rule
from .fullwidth import edit_fullwidth_marks
from .hebrew import edit_hebrew_signs
from .quotes import edit_apostrophes, edit_group_marks, edit_opening_quote, edit_primes, edit_quotes
from .spaces import edit_double_spaces, edit_percent_spaces, edit_punctuation_spaces

RULES: tuple[tuple[str, TypographyRule, str], ...] = (
    ("double spaces", edit_double_spaces, " "),
    ("letters of the language", edit_arabic_letters, "كيىهةۀە"),
    ("Persian joins", edit_persian_joins, "یه"),
    ("Arabic punctuation", edit_arabic_marks, ",;?"),
    ("Greek question mark", edit_greek_question_marks, "?"),
    ("full-width punctuation", edit_fullwidth_marks, ",.;:?!(-"),
    ("Hebrew sign", edit_hebrew_signs, "\"'"),
    ("apostrophe", edit_group_marks, "'"),
    ("prime", edit_primes, "\"'"),
    ("quotation marks", edit_quotes, '"'),
    ("apostrophe", edit_apostrophes, "'"),
    ("ellipsis", edit_ellipses, "."),
    ("dash", edit_dashes, "-"),
    ("range", edit_ranges, "-"),
    ("abbreviation", edit_abbreviation_spaces, "."),
    ("per cent", edit_percent_spaces, EUROPEAN_PERCENTS),
    ("French spaces", edit_punctuation_spaces, ";:!?«»"),
)
"""Rules in order: the name that `check` reports, the rule, and characters of which a text has one if it may change.

A rule of digits follows (`_DIGITS`).
"""
_DIGITS: dict[str, tuple[str, TypographyRule, str]] = {
    "native": ("the language's digits", edit_native_digits, f"0123456789{EUROPEAN_PERCENTS}"),
    "latin": ("European digits", edit_latin_digits, ""),
}


def typeset_variant(
    variant: Variant, language: Language, original: Variant | None = None
) -> tuple[Variant, tuple[TypographyEdit, ...], tuple[Problem, ...]]:
    """Return the variant with the marks of a language, the changes, and warnings about its text.

    A work's title that is the same as in the card's `original` was not translated: the original's language applies.
    """
    title = original.source.title if original and original.source else None
    places, is_enabled = dict(variant.places), variant.typography
    typographer = _Typographer(language, variant.digits, places, is_enabled=is_enabled, original_title=title)
    typeset = replace(
        variant,
        body=typographer.edit_paragraphs(variant.kind, variant.body),
        headline=typographer.edit_optional("headline", variant.headline),
        chart=_edit_chart(variant.chart, typographer),
        source=_edit_source(variant.source, typographer),
        action=_edit_action(variant.action, typographer),
        image=_edit_image(variant.image, typographer),
        alt=typographer.edit_optional("alt", variant.alt),
        labels=tuple((key, typographer.edit_prose(f"labels.{key}", prose)) for key, prose in variant.labels),
    )
    typographer.report_mixed_digits(typeset.chart)
    return typeset, tuple(typographer.changes), tuple(typographer.problems)


def _edit_chart(chart: Chart | None, typographer: _Typographer) -> Chart | None:
    if not chart:
        return None
    counts = (
        replace(count, label=typographer.edit_optional(f"chart.counts[{index}].label", count.label))
        for index, count in enumerate(chart.counts)
    )
    tiles = [
        replace(tile, label=typographer.edit_optional(f"chart.tiles[{index}].label", tile.label))
        for index, tile in enumerate(chart.tiles)
    ]   # a tile's name does not change: the point of target 5.2 is not a decimal mark
    return replace(chart, counts=tuple(counts), tiles=tuple(tiles))


def _edit_source(source: Source | None, typographer: _Typographer) -> Source | None:
    if not source:
        return None
    return replace(
        source,
        line=typographer.edit_optional("source", source.line),
        publisher=typographer.edit_line("source.publisher", source.publisher),
        title=typographer.edit_work_title("source.title", source.title),
        year=typographer.edit_line("source.year", source.year),
        page=typographer.edit_line("source.page", source.page),
    )


def _edit_action(action: Action, typographer: _Typographer) -> Action:
    return replace(action, label=typographer.edit_optional("action.label", action.label))


def _edit_image(image: Image | None, typographer: _Typographer) -> Image | None:
    if not image:
        return None
    alt = typographer.edit_optional("image.alt", image.alt)
    credit = typographer.edit_optional("image.credit", image.credit)
    return replace(image, alt=alt, credit=credit)


@dataclass(slots=True)
class _Typographer:
    """Applies the rules to the fields of one variant and collects changes and warnings."""

    language: Language
    digits: str
    places: dict[str, Place] = field(default_factory=dict)
    is_enabled: bool = True
    original_title: Prose | None = None
    """The title of the source in the card's own language."""
    changes: list[TypographyEdit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digit_systems: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Zero of a numbering system → a quantity with its digits, and the quantity's field."""

    def edit_optional(self, name: str, prose: Prose | None) -> Prose | None:
        """Return the text of a field that may be absent."""
        return self.edit_prose(name, prose) if prose else None

    def edit_work_title(self, name: str, title: Prose | None) -> Prose | None:
        """Return the title of a work, which may be in its own language in a variant of another."""
        if title and self.original_title and title.text == self.original_title.text:
            return replace(
                self.edit_prose(name, replace(title, language=self.original_title.language)), language=title.language
            )
        return self.edit_optional(name, title)

    def edit_line(self, name: str, text: str) -> str:
        """Return text without a stated language, which is treated as the card's."""
        return self.edit_prose(name, Prose(text, self.language)).text

    def edit_paragraphs(self, name: str, body: tuple[Prose, ...]) -> tuple[Prose, ...]:
        """Return paragraphs; a quotation over several of them opens in each one and closes in the last."""
        goes_on = [
            prose.text.startswith('"') and prose.text.count('"') % 2 == 1 and after.text.startswith('"')
            for prose, after in pairwise(body)
        ]
        paragraphs = zip(body, (*goes_on, False), strict=True)
        return tuple(self.edit_prose(name, prose, goes_on=is_open) for prose, is_open in paragraphs)

    def edit_prose(self, name: str, prose: Prose, *, goes_on: bool = False) -> Prose:
        """Return a field's text with the marks of its language.

        Text in a language that the card's falls back to has the rules of the card's. `goes_on` is True for a paragraph
        whose quotation goes on in the next one.
        """
        place = self._find_place(name)
        if has_presentation_forms(prose.text):
            prose = self._normalize_forms(name, prose, place)
        if self.is_enabled:
            prose = self._apply_rules(name, prose, place, goes_on=goes_on)
        if prose.language in language_fallbacks(self.language):
            for zero, example in find_digit_systems(prose.text).items():
                self.digit_systems.setdefault(zero, (example, name))
        return prose

    def report_mixed_digits(self, chart: Chart | None) -> None:
        """Add a warning if the card's text and counts have digits of two kinds."""
        if chart and chart.counts:
            is_native = (self.digits or find_default_digits(self.language)) == "native"
            zero = (is_native and find_native_zero(self.language)) or ord("0")
            self.digit_systems.setdefault(zero, (chr(zero + 1), "chart.counts"))
        if len(self.digit_systems) > 1:
            (first_example, first_name), (second_example, name), *_ = self.digit_systems.values()
            where = "" if first_name == name else f" in `{first_name}`"
            message = f"one card has digits of two kinds: `{first_example}`{where} and `{second_example}`"
            hint = "write all of them alike, or set `digits: native` or `digits: latin`"
            self._report_warning(message, name, self._find_place(name), hint, "mixed-digits")

    def _apply_rules(self, name: str, prose: Prose, place: Place | None, *, goes_on: bool) -> Prose:
        language = self.language if prose.language in language_fallbacks(self.language) else prose.language
        for number in find_mixed_numbers(prose.text):
            message = f"the number `{number}` has digits of two scripts"
            self._report_warning(message, name, place, "write all of them alike", "mixed-digits")
        opening = (("quotation marks", edit_opening_quote, '"'),) if goes_on else ()
        for rule_name, rule, characters in (*opening, *self._list_rules(language)):
            if not characters or any(c in prose.text for c in characters):
                prose, changes = apply_rule(rule, rule_name, prose, language, name, place)
                self.changes += changes
        return prose

    def _list_rules(self, language: Language) -> Iterable[tuple[str, TypographyRule, str]]:
        digits = self.digits or find_default_digits(language)
        return (*RULES, _DIGITS[digits]) if digits else RULES

    def _normalize_forms(self, name: str, prose: Prose, place: Place | None) -> Prose:
        order = ", in visual order" if is_reversed(prose.text) else ""
        plain = normalize_forms(prose) if self.is_enabled else prose
        hint = f"write `{plain.text}`" if self.is_enabled else "`typography: true` replaces them"
        message = f"letters are stored as presentation forms{order}"
        self._report_warning(message, name, place, hint, "presentation-forms")
        if plain != prose:
            self.changes.append(TypographyEdit(name, "letters stored as drawn", prose.text, plain.text, 0, place))
        return plain

    def _report_warning(self, message: str, name: str, place: Place | None, hint: str, kind: str) -> None:
        self.problems.append(Problem("warning", message, place, name, hint, kind))

    def _find_place(self, name: str) -> Place | None:
        """Return the location of a field, or of the field that contains it."""
        while name and name not in self.places:
            name = name.rpartition(".")[0]
        return self.places.get(name)
