"""Micro-typography: a variant's words as its language sets them, with every change named.

The rules are tried in order, each on what the one before left; all are told in docs/typography.md. `typography: false`
leaves the words as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...errors import Place, Problem
from ...model.cards import Action, Chart, Image, Language, Prose, Source, TypographyEdit, Variant
from ...text.unicode.languages import language_fallbacks
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
    ("per cent", edit_percent_spaces, "%‰"),
    ("French spaces", edit_punctuation_spaces, ";:!?«»"),
)
"""What is done to words, in order: the name that `check` tells, the rule, the characters that it looks for.

Digits follow.
"""
_DIGITS: dict[str, tuple[str, TypographyRule, str]] = {
    "native": ("the language's digits", edit_native_digits, "0123456789%"),
    "latin": ("European digits", edit_latin_digits, ""),
}


def typeset_prose(prose: Prose, language: Language, digits: str = "") -> tuple[Prose, tuple[TypographyEdit, ...]]:
    """Words as their language sets them and what was changed; `digits` as in a card, "" for the language's default."""
    setter = _Typographer(language, digits)
    return setter.edit_prose("", prose), tuple(setter.changes)


def typeset_variant(
    variant: Variant, language: Language, original: Variant | None = None
) -> tuple[Variant, tuple[TypographyEdit, ...], tuple[Problem, ...]]:
    """The variant as it is set in a language, what was changed, and warnings of what looks wrong in its words.

    A work's title that is the same as in the card's `original` was not translated: it follows that one's language.
    """
    setter = _Typographer(language, variant.digits, dict(variant.places), is_enabled=variant.typography)
    setter.original_title = original.source.title if original and original.source else None
    made = replace(
        variant,
        body=setter.edit_paragraphs(variant.kind, variant.body),
        headline=setter.edit_optional("headline", variant.headline),
        chart=_edit_chart(variant.chart, setter),
        source=_edit_source(variant.source, setter),
        action=_edit_action(variant.action, setter),
        image=_edit_image(variant.image, setter),
        alt=setter.edit_optional("alt", variant.alt),
        labels=tuple((key, setter.edit_prose(f"labels.{key}", prose)) for key, prose in variant.labels),
    )
    setter.warn_mixed_digits(made.chart)
    return made, tuple(setter.changes), tuple(setter.problems)


def _edit_chart(chart: Chart | None, setter: _Typographer) -> Chart | None:
    if not chart:
        return None
    counts = (
        replace(count, label=setter.edit_optional(f"chart.counts[{index}].label", count.label))
        for index, count in enumerate(chart.counts)
    )
    tiles = [
        replace(tile, label=setter.edit_optional(f"chart.tiles[{index}].label", tile.label))
        for index, tile in enumerate(chart.tiles)
    ]   # a tile's name is left: the point of target 5.2 parts no decimals
    return replace(chart, counts=tuple(counts), tiles=tuple(tiles))


def _edit_source(source: Source | None, setter: _Typographer) -> Source | None:
    if not source:
        return None
    return replace(
        source,
        line=setter.edit_optional("source", source.line),
        publisher=setter.edit_line("source.publisher", source.publisher),
        title=setter.edit_work_title("source.title", source.title),
        year=setter.edit_line("source.year", source.year),
        page=setter.edit_line("source.page", source.page),
    )


def _edit_action(action: Action, setter: _Typographer) -> Action:
    return replace(action, label=setter.edit_optional("action.label", action.label))


def _edit_image(image: Image | None, setter: _Typographer) -> Image | None:
    if not image:
        return None
    alt, credit = setter.edit_optional("image.alt", image.alt), setter.edit_optional("image.credit", image.credit)
    return replace(image, alt=alt, credit=credit)


@dataclass(slots=True)
class _Typographer:
    """Sets the fields of one variant and gathers what it does."""

    language: Language
    digits: str
    places: dict[str, Place] = field(default_factory=dict)
    is_enabled: bool = True
    original_title: Prose | None = None   # of the source, in the card's own language
    changes: list[TypographyEdit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digit_systems: dict[int, tuple[str, str]] = field(
        default_factory=dict
    )  # zero → a quantity with such digits, its field

    def edit_optional(self, name: str, prose: Prose | None) -> Prose | None:
        """A field that may be absent."""
        return self.edit_prose(name, prose) if prose else None

    def edit_work_title(self, name: str, title: Prose | None) -> Prose | None:
        """The title of a work, which may stand in its own language in a file of another."""
        if title and self.original_title and title.text == self.original_title.text:
            return replace(
                self.edit_prose(name, replace(title, language=self.original_title.language)), language=title.language
            )
        return self.edit_optional(name, title)

    def edit_line(self, name: str, text: str) -> str:
        """Words whose language nobody states: they are in the card's."""
        return self.edit_prose(name, Prose(text, self.language)).text

    def edit_paragraphs(self, name: str, body: tuple[Prose, ...]) -> tuple[Prose, ...]:
        """Return paragraphs as they are set: a quotation over several opens in each of them and closes in the last."""
        goes_on = [
            one.text.startswith('"') and one.text.count('"') % 2 == 1 and after.text.startswith('"')
            for one, after in pairwise(body)
        ]
        return tuple(self.edit_prose(name, one, goes_on=on) for one, on in zip(body, (*goes_on, False), strict=True))

    def edit_prose(self, name: str, prose: Prose, *, goes_on: bool = False) -> Prose:
        """A field's words as they are set: words that the card's language falls back to follow the card's own rules."""
        place = self._find_location(name)
        if has_presentation_forms(prose.text):
            prose = self._normalize_forms(name, prose, place)
        if self.is_enabled:
            prose = self._apply_rules(name, prose, place, goes_on=goes_on)
        if prose.language in language_fallbacks(self.language):
            for zero, example in find_digit_systems(prose.text).items():
                self.digit_systems.setdefault(zero, (example, name))
        return prose

    def warn_mixed_digits(self, chart: Chart | None) -> None:
        """Warn where the card's words and counts have digits of two kinds."""
        if chart and chart.counts:
            is_native = (self.digits or find_default_digits(self.language)) == "native"
            zero = (is_native and find_native_zero(self.language)) or ord("0")
            self.digit_systems.setdefault(zero, (chr(zero + 1), "chart.counts"))
        if len(self.digit_systems) > 1:
            (one, first), (two, name), *_ = self.digit_systems.values()
            where = "" if first == name else f" in `{first}`"
            message = f"one card has digits of two kinds: `{one}`{where} and `{two}`"
            hint = "write all of them alike, or set `digits: native` or `digits: latin`"
            self.problems.append(Problem("warning", message, self._find_location(name), name, hint, "mixed-digits"))

    def _apply_rules(self, name: str, prose: Prose, place: Place | None, *, goes_on: bool) -> Prose:
        language = self.language if prose.language in language_fallbacks(self.language) else prose.language
        for number in find_mixed_numbers(prose.text):
            message = f"the number `{number}` has digits of two scripts"
            self._add_warning(message, name, place, "write all of them alike", "mixed-digits")
        opening = (("quotation marks", edit_opening_quote, '"'),) if goes_on else ()
        for rule_name, rule, sought in (*opening, *self._rules_for(language)):
            if not sought or any(c in prose.text for c in sought):
                prose, changes = apply_rule(rule, rule_name, prose, language, name, place)
                self.changes += changes
        return prose

    def _rules_for(self, language: Language) -> Iterable[tuple[str, TypographyRule, str]]:
        digits = self.digits or find_default_digits(language)
        return (*RULES, _DIGITS[digits]) if digits else RULES

    def _normalize_forms(self, name: str, prose: Prose, place: Place | None) -> Prose:
        turned = ", and in the order of the eye" if is_reversed(prose.text) else ""
        mended = normalize_forms(prose) if self.is_enabled else prose
        hint = f"write `{mended.text}`" if self.is_enabled else "`typography: true` mends them"
        self._add_warning(f"letters are stored as they are drawn (presentation forms){turned}", name, place, hint,
                   "presentation-forms")
        if mended != prose:
            self.changes.append(TypographyEdit(name, "letters stored as drawn", prose.text, mended.text, 0, place))
        return mended

    def _add_warning(self, message: str, name: str, place: Place | None, hint: str, kind: str) -> None:
        self.problems.append(Problem("warning", message, place, name, hint, kind))

    def _find_location(self, name: str) -> Place | None:
        """Where a field stands, or the one that it is a part of."""
        while name and name not in self.places:
            name = name.rpartition(".")[0]
        return self.places.get(name)
