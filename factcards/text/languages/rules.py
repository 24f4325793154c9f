"""`LanguageRules`: the marks of a language, its words and where its lines may end, as one value.

A language is declared once: in `text/languages/<tag>.py`, or in a row of `other_languages` if only marks are known.
Line breaking, capitals and typography read the declaration. docs/languages.md shows how to add a language.

Quotation marks, per cent signs and digits are those of CLDR 48, unless a declaration names another authority. Lists of
words are the project's: the closed classes of each language's grammar, and terms of treaties, reports and campaigns. A
word that is missing from a list is treated like any other word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, NamedTuple

NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE = "\u00a0", "\u202f"
EN_DASH, EM_DASH, ASCII_HYPHEN = "–", "—", "-"
ROMANCE_ELISIONS = "[cdjlmnst]|qu|gl|un|(?:lors|jus|puis|quoi|pres|quel)qu|(?:d[ea]|a|ne|su|co|que|be)ll|sant"
"""Words of French, Italian and their relatives that lose their last vowel before another, as a regular expression."""

Segmentation = Literal["spaces", "dictionary", "chinese", "japanese", "korean"]
"""How words are separated: by spaces, by ICU's dictionary (Thai, Lao, Khmer, Burmese), or by a language's own rules."""
ArabicLetters = Literal["", "persian", "urdu", "kaf"]
"""The table of letters in `localize/typography/arabic_letters`; "" changes none."""
UppercaseRule = Literal["", "turkish", "greek", "lithuanian", "armenian", "irish"]
"""The function in `text/uppercase`; "" for Unicode's mappings alone."""

_OWN_SCRIPT = {"own_script": True}
"""Metadata of a field whose value holds only in the language's likely script (`in_other_script`)."""


class NoBreak(NamedTuple):
    """A rule by which no line ends where `pattern`, a regular expression, ends.

    Only texts with one of the required characters are searched: "0" is any digit; with "", all texts are.
    """

    required_characters: str
    pattern: str


class PunctuationSpaces(NamedTuple):
    """No-break spaces beside marks: before `; ! ?`, before `:`, and inside guillemets. "" sets none."""

    high: str
    colon: str
    guillemets: str


def words(listed: str) -> frozenset[str]:
    """Return the words of a list that is written with spaces between them."""
    return frozenset(listed.split())


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LanguageRules:
    """The rules of a language. Every field has a default that suits a language without that rule."""

    # Quotation marks and the ends of sentences
    quotes: str = "“”‘’"
    """Four marks: outer opening and closing, inner opening and closing (CLDR, `delimiters`)."""
    title_quotes: str = ""
    """Two marks around the titles of works; "" for the outer quotation marks."""
    quotes_foreign_titles: bool = True
    """Whether a title in another script has these marks, too (not in Chinese: CY/T 154-2017)."""
    sentence_stop: str | None = None
    """The mark that ends a sentence; None for that of the script."""

    # Words
    segmentation: Segmentation = "spaces"
    """How the words of the language are separated."""
    icu_language: str = ""
    """The language by whose rules and dictionary ICU breaks the text; "" for the tag itself."""
    is_dense: bool = False
    """Whether a text has half the characters of the same text in English, as in Chinese."""
    function_words: frozenset[str] = frozenset()
    """Words that lean on the next one (prepositions, conjunctions, pronouns): a poor end for a line."""
    articles: frozenset[str] = frozenset()
    """Articles, also joined to a preposition: the worst words at a line's end. They are not in `function_words`."""
    following_words: frozenset[str] = frozenset()
    """Words that belong to the one before (postpositions, auxiliaries, enclitics): a poor beginning for a line."""
    postpositions: frozenset[str] = frozenset()
    """Simple postpositions: a line begins with one only if nothing else fits."""
    approximate_words: frozenset[str] = frozenset()
    """Words that say how exact the number after them is: about, nearly."""
    prefixes: frozenset[str] = frozenset()
    """Written without spaces: parts that form one word with the next part and are not words themselves."""
    suffixes: frozenset[str] = frozenset()
    """Written without spaces: parts that form one word with the part before and are not words themselves."""
    particles: str = ""
    """Written without spaces: particles after a noun or verb, one or several, as a regular expression."""
    unbreakable: str = ""
    """Words that ICU's dictionary divides, as a regular expression: no line ends within them.

    ICU prefers the fewest pieces that it knows: it divides Thai ลงนาม (to sign) into “down” and “name”.
    """
    dictionary_terms: str = ""
    """Chinese: words that ICU does not find beside other words, as a regular expression."""
    compounds: str = ""
    """Terms of several words, as a regular expression: a line ends within one only if nothing else fits."""

    # Where no line ends
    number_labels: str = ""
    """Labels of the number that follows (Article, page, No.), as a regular expression."""
    proclitics: str = ""
    """Letters that may be written before a label or title as part of the word, as a regular expression."""
    months: str = ""
    """Months, as a regular expression, if the month is before the day or `month_link` is between the two."""
    month_link: str = ""
    """The word between day and month, its space included: `de ` in `3 de mayo`."""
    personal_titles: str = ""
    """Titles before a person's name, as a regular expression."""
    titles_in_any_case: bool = False
    """Whether such titles may begin with a capital or a small letter."""
    one_letter_words: str = ""
    """Letters that are words and lean on the next one."""
    year_words: frozenset[str] = frozenset()
    """Words for “year” after the number of a year: 2017 году."""
    no_break: tuple[NoBreak, ...] = ()
    """Other places where no line ends."""
    discouraged: tuple[str, ...] = ()
    """Regular expressions: where one of them ends, a line ends only if nothing else fits."""
    touching_letters: str = ""
    """Letters, as a class of a regular expression, that belong to the quantity before them if no space is between."""
    has_dotted_ordinals: bool = False
    """Whether ordinals have a full stop: 3. Mai."""
    has_dotted_years: bool = False
    """Whether years have one, too: 2024. május."""
    repeats_hyphen: bool = False
    """Whether a word divided at its hyphen shows it on both lines, so that it is not divided there."""
    keeps_short_parts: bool = False
    """Whether a line may not end at the hyphen of a part of three letters, such as кто-то; else of one or two."""
    has_initials_after_surname: bool = False
    """Whether initials may follow a surname and stay with it."""
    may_begin_line_with_dash: bool = False
    """Whether a line may begin with a dash: the first of a pair, or one before speech."""

    # Hyphenation and capitals
    has_hyphenation: bool = False
    """Whether words are divided with a hyphen by a dictionary of pyphen."""
    hyphenation_dictionaries: tuple[tuple[str, str], ...] = ()
    """Tags and their dictionaries, where pyphen finds none, or another country's."""
    has_capital_nouns: bool = False
    """Whether nouns have capitals, so that a capital does not mark a name, which is not divided."""
    trema_letters: str = ""
    """Letters that lose their trema after a hyphen: no hyphen is set before them."""
    uppercase: UppercaseRule = ""
    """The rule of capitals beyond Unicode's mappings; "" for these alone."""

    # Dashes and ranges
    dash: str = field(default=EN_DASH, metadata=_OWN_SCRIPT)
    """The dash between spaces."""
    closed_dash: str = field(default=EN_DASH, metadata=_OWN_SCRIPT)
    """The dash that touches both words."""
    has_raya: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether two dashes touch the words that they enclose (RAE, *Ortografía* 2010, 3.4.8)."""
    range_dash: str = field(default=EN_DASH, metadata=_OWN_SCRIPT)
    """The mark of ranges: `10–12`. If it is a hyphen, ranges stay as they were typed."""

    # Spaces
    punctuation_spaces: PunctuationSpaces | None = field(default=None, metadata=_OWN_SCRIPT)
    """No-break spaces beside marks; None for a language without them."""
    percent_space: str = field(default="", metadata=_OWN_SCRIPT)
    """The space between a number and its per cent sign (CLDR, `percentFormats`)."""
    has_closed_percent_adjective: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether `12%` is an adjective (ČSN 01 6910): no space is added there."""
    has_percent_before: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether the per cent sign is before its number: `%12` (Türk Dil Kurumu)."""
    abbreviations: frozenset[str] = field(default=frozenset(), metadata=_OWN_SCRIPT)
    """Abbreviations of several words, without their spaces: `z.B.`"""
    abbreviation_space: str = field(default=NO_BREAK_SPACE, metadata=_OWN_SCRIPT)
    """The space within them."""

    # Digits and letters
    native_digits: str = field(default="", metadata=_OWN_SCRIPT)
    """The language's own digits by their name in CLDR (`otherNumberingSystems/native`); "" for European ones alone."""
    uses_native_digits: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether numbers have those digits unless the card says otherwise (CLDR, `defaultNumberingSystem`)."""
    more_weekdays: frozenset[str] = field(default=frozenset(), metadata=_OWN_SCRIPT)
    """Abbreviations of weekdays in use that CLDR does not list."""
    arabic_letters: ArabicLetters = field(default="", metadata=_OWN_SCRIPT)
    """The letters that replace Arabic ones of a foreign keyboard."""
    has_persian_joins: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether می and ها are joined to their word by a zero-width non-joiner."""
    has_greek_question_mark: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether questions end with the Greek question mark."""

    # Figures in words, for the comparison of translations
    magnitude_words: tuple[tuple[str, int], ...] = field(default=(), metadata=_OWN_SCRIPT)
    """Words of magnitudes that CLDR's compact numbers lack, with their powers of ten."""
    percent_words: tuple[str, ...] = field(default=(), metadata=_OWN_SCRIPT)
    """Words for per cent that CLDR's units lack, or the beginnings of such words."""
    half_word: str = ""
    """The word for one half, or its beginning."""
    calendar_offsets: tuple[int, ...] = field(default=(), metadata=_OWN_SCRIPT)
    """Years of the language's other solar calendars minus those of the common era (CLDR, `calendarPreferenceData`)."""
    has_hijri_years: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether years may be those of the Islamic calendar."""
    other_number_region: str = field(default="", metadata=_OWN_SCRIPT)
    """A region with other separators of numbers; a tag without region may have these, too.

    CLDR 48, `numbers/symbols`: Spanish has 1.234,5 in Spain and 1,234.5 in Mexico.
    """

    # Apostrophes
    elisions: str = field(default="", metadata=_OWN_SCRIPT)
    """Words without their last vowel (l’amica), as a regular expression: a quotation may open after the apostrophe."""
    elided_words: frozenset[str] = field(default=frozenset(), metadata=_OWN_SCRIPT)
    """Words that have lost their beginning: an apostrophe is before them."""
    clipped_words: frozenset[str] = field(default=frozenset(), metadata=_OWN_SCRIPT)
    """Words of this kind that may open a quotation: an apostrophe is before them only where no mark closes one."""
    shortened_words: frozenset[str] = field(default=frozenset(), metadata=_OWN_SCRIPT)
    """Words that end in an apostrophe: cut short, or typed so in place of an accent (`E'`)."""
    genitive_endings: str = field(default="", metadata=_OWN_SCRIPT)
    """Letters after which an apostrophe alone makes a genitive or a plural's possessive: Hans’ Auto."""
    has_okina: bool = field(default=False, metadata=_OWN_SCRIPT)
    """Whether a straight mark may be an ʻokina, so that it stays as it was typed."""
    letter_apostrophes: str = field(default="", metadata=_OWN_SCRIPT)
    """Two letters typed as an apostrophe: the one after o and g, and any other (Uzbek ʻ and ʼ)."""


Declarations = Mapping[str, LanguageRules]
"""The rules by tag that a module declares: those of a language, and of its regions and scripts that differ."""


def in_other_script(rules: LanguageRules, **changes: Any) -> LanguageRules:
    """Return the rules of a language written in another script: its words and quotation marks, but no other mark."""
    reset = {f.name: f.default for f in fields(LanguageRules) if f.metadata.get("own_script")}
    return replace(rules, **{**reset, **changes})


def for_tags(tags: str, rules: LanguageRules) -> dict[str, LanguageRules]:
    """Return the same rules for each of several tags, written with spaces between them."""
    return dict.fromkeys(tags.split(), rules)
