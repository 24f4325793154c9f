"""Micro-typography: a variant's words as its language sets them, with every change named.

The rules are tried in order, each on what the one before left; all are told in docs/typography.md. `typography: false`
leaves the words as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...errors import Place, Problem
from ...model.cards import Action, Change, Chart, Image, Language, Prose, Source, Variant
from ...text.unicode.languages import language_chain
from .abbreviations import set_abbreviation_spaces
from .arabic_letters import set_arabic_marks, set_greek_question, set_letters, set_persian_joins
from .compatibility_forms import has_forms, is_reversed, mend_forms
from .dashes import set_dashes, set_ellipses, set_ranges
from .digits import (
    default_digits,
    find_digit_systems,
    mixed_numbers,
    native_zero,
    set_latin_digits,
    set_native_digits,
)
from .edits import Rule, apply_rule
from .fullwidth import set_fullwidth
from .hebrew import set_hebrew_signs
from .quotes import set_apostrophes, set_feet, set_group_marks, set_opening_quote, set_quotes
from .spaces import set_french_spaces, set_percent_spaces, set_single_spaces

RULES: tuple[tuple[str, Rule, str], ...] = (
    ("double spaces", set_single_spaces, " "),
    ("letters of the language", set_letters, "كيىهةۀە"),
    ("Persian joins", set_persian_joins, "یه"),
    ("Arabic punctuation", set_arabic_marks, ",;?"),
    ("Greek question mark", set_greek_question, "?"),
    ("full-width punctuation", set_fullwidth, ",.;:?!(-"),
    ("Hebrew sign", set_hebrew_signs, "\"'"),
    ("apostrophe", set_group_marks, "'"),
    ("prime", set_feet, "\"'"),
    ("quotation marks", set_quotes, '"'),
    ("apostrophe", set_apostrophes, "'"),
    ("ellipsis", set_ellipses, "."),
    ("dash", set_dashes, "-"),
    ("range", set_ranges, "-"),
    ("abbreviation", set_abbreviation_spaces, "."),
    ("per cent", set_percent_spaces, "%‰"),
    ("French spaces", set_french_spaces, ";:!?«»"),
)
"""What is done to words, in order: the name that `check` tells, the rule, the characters that it looks for.

Digits follow.
"""
_DIGITS: dict[str, tuple[str, Rule, str]] = {
    "native": ("the language's digits", set_native_digits, "0123456789%"),
    "latin": ("European digits", set_latin_digits, ""),
}


def set_words(prose: Prose, language: Language, digits: str = "") -> tuple[Prose, tuple[Change, ...]]:
    """Words as their language sets them and what was changed; `digits` as in a card, "" for the language's default."""
    setter = _Setter(language, digits)
    return setter.words("", prose), tuple(setter.changes)


def set_typography(
    variant: Variant, language: Language, original: Variant | None = None
) -> tuple[Variant, tuple[Change, ...], tuple[Problem, ...]]:
    """The variant as it is set in a language, what was changed, and warnings of what looks wrong in its words.

    A work's title that is the same as in the card's `original` was not translated: it follows that one's language.
    """
    setter = _Setter(language, variant.digits, dict(variant.places), on=variant.typography)
    setter.title = original.source.title if original and original.source else None
    made = replace(
        variant,
        body=setter.paragraphs(variant.kind, variant.body),
        headline=setter.maybe("headline", variant.headline),
        chart=_set_chart(variant.chart, setter),
        source=_set_source(variant.source, setter),
        action=_set_action(variant.action, setter),
        image=_set_image(variant.image, setter),
        alt=setter.maybe("alt", variant.alt),
        labels=tuple((key, setter.words(f"labels.{key}", prose)) for key, prose in variant.labels),
    )
    setter.warn_mixed_digits(made.chart)
    return made, tuple(setter.changes), tuple(setter.problems)


def _set_chart(chart: Chart | None, setter: _Setter) -> Chart | None:
    if not chart:
        return None
    counts = (
        replace(count, label=setter.maybe(f"chart.counts[{index}].label", count.label))
        for index, count in enumerate(chart.counts)
    )
    tiles = [
        replace(tile, label=setter.maybe(f"chart.tiles[{index}].label", tile.label))
        for index, tile in enumerate(chart.tiles)
    ]   # a tile's name is left: the point of target 5.2 parts no decimals
    return replace(chart, counts=tuple(counts), tiles=tuple(tiles))


def _set_source(source: Source | None, setter: _Setter) -> Source | None:
    if not source:
        return None
    return replace(
        source,
        line=setter.maybe("source", source.line),
        publisher=setter.line("source.publisher", source.publisher),
        title=setter.work("source.title", source.title),
        year=setter.line("source.year", source.year),
        page=setter.line("source.page", source.page),
    )


def _set_action(action: Action, setter: _Setter) -> Action:
    return replace(action, label=setter.maybe("action.label", action.label))


def _set_image(image: Image | None, setter: _Setter) -> Image | None:
    if not image:
        return None
    alt, credit = setter.maybe("image.alt", image.alt), setter.maybe("image.credit", image.credit)
    return replace(image, alt=alt, credit=credit)


@dataclass(slots=True)
class _Setter:
    """Sets the fields of one variant and gathers what it does."""

    language: Language
    digits: str
    places: dict[str, Place] = field(default_factory=dict)
    on: bool = True
    title: Prose | None = None   # of the source, in the card's own language
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    systems: dict[int, tuple[str, str]] = field(default_factory=dict)   # zero → a quantity with such digits, its field

    def maybe(self, name: str, prose: Prose | None) -> Prose | None:
        """A field that may be absent."""
        return self.words(name, prose) if prose else None

    def work(self, name: str, title: Prose | None) -> Prose | None:
        """The title of a work, which may stand in its own language in a file of another."""
        if title and self.title and title.text == self.title.text:
            return replace(self.words(name, replace(title, language=self.title.language)), language=title.language)
        return self.maybe(name, title)

    def line(self, name: str, text: str) -> str:
        """Words whose language nobody states: they are in the card's."""
        return self.words(name, Prose(text, self.language)).text

    def paragraphs(self, name: str, body: tuple[Prose, ...]) -> tuple[Prose, ...]:
        """Return paragraphs as they are set: a quotation over several opens in each of them and closes in the last."""
        goes_on = [
            one.text.startswith('"') and one.text.count('"') % 2 == 1 and after.text.startswith('"')
            for one, after in pairwise(body)
        ]
        return tuple(self.words(name, one, goes_on=on) for one, on in zip(body, (*goes_on, False), strict=True))

    def words(self, name: str, prose: Prose, *, goes_on: bool = False) -> Prose:
        """A field's words as they are set: words that the card's language falls back to follow the card's own rules."""
        place = self._place(name)
        if has_forms(prose.text):
            prose = self._mend(name, prose, place)
        if self.on:
            prose = self._set(name, prose, place, goes_on=goes_on)
        if prose.language in language_chain(self.language):
            for zero, example in find_digit_systems(prose.text).items():
                self.systems.setdefault(zero, (example, name))
        return prose

    def warn_mixed_digits(self, chart: Chart | None) -> None:
        """Warn where the card's words and counts have digits of two kinds."""
        if chart and chart.counts:
            is_native = (self.digits or default_digits(self.language)) == "native"
            zero = (is_native and native_zero(self.language)) or ord("0")
            self.systems.setdefault(zero, (chr(zero + 1), "chart.counts"))
        if len(self.systems) > 1:
            (one, first), (two, name), *_ = self.systems.values()
            where = "" if first == name else f" in `{first}`"
            message = f"one card has digits of two kinds: `{one}`{where} and `{two}`"
            hint = "write all of them alike, or set `digits: native` or `digits: latin`"
            self.problems.append(Problem("warning", message, self._place(name), name, hint, "mixed-digits"))

    def _set(self, name: str, prose: Prose, place: Place | None, *, goes_on: bool) -> Prose:
        language = self.language if prose.language in language_chain(self.language) else prose.language
        for number in mixed_numbers(prose.text):
            message = f"the number `{number}` has digits of two scripts"
            self._warn(message, name, place, "write all of them alike", "mixed-digits")
        opening = (("quotation marks", set_opening_quote, '"'),) if goes_on else ()
        for rule_name, rule, sought in (*opening, *self._rules(language)):
            if not sought or any(c in prose.text for c in sought):
                prose, changes = apply_rule(rule, rule_name, prose, language, name, place)
                self.changes += changes
        return prose

    def _rules(self, language: Language) -> Iterable[tuple[str, Rule, str]]:
        digits = self.digits or default_digits(language)
        return (*RULES, _DIGITS[digits]) if digits else RULES

    def _mend(self, name: str, prose: Prose, place: Place | None) -> Prose:
        turned = ", and in the order of the eye" if is_reversed(prose.text) else ""
        mended = mend_forms(prose) if self.on else prose
        hint = f"write `{mended.text}`" if self.on else "`typography: true` mends them"
        self._warn(f"letters are stored as they are drawn (presentation forms){turned}", name, place, hint,
                   "presentation-forms")
        if mended != prose:
            self.changes.append(Change(name, "letters stored as drawn", prose.text, mended.text, 0, place))
        return mended

    def _warn(self, message: str, name: str, place: Place | None, hint: str, kind: str) -> None:
        self.problems.append(Problem("warning", message, place, name, hint, kind))

    def _place(self, name: str) -> Place | None:
        """Where a field stands, or the one that it is a part of."""
        while name and name not in self.places:
            name = name.rpartition(".")[0]
        return self.places.get(name)
