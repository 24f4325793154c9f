"""The answers from which a first set is made, each checked on a card, so that the set can be read and drawn.

Each `parse_…` returns an answer as the reader of cards has it: a name without spaces around it and with composed
letters. It raises ReadError with the same messages as for a card if the answer cannot be used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..api import lay_out
from ..errors import FactcardsError, Problem, ReadError, is_invisible, quote_start
from ..model.cards import Variant
from ..read import parse_card
from ..read.fields.language_tags import explain_invalid_tag
from .starter_texts import find_text_language, list_starter_texts

_CARD = "language: en\nfact: A fact.\nsource: A source.\n"
_LINK = "action: https://example.org/act\n"
SIZES = ("instagram-portrait", "story")
"""The sizes of a first set, in which the name must fit and the link must have a code."""


@dataclass(frozen=True, slots=True)
class SetAnswers:
    """Whose set it is, the link of its code, the brand's colour, and the languages of its cards and of one translation.

    `example.org` is reserved for examples (RFC 2606), and `factcards check` says so until the link is replaced.
    """

    name: str = "Your organization"
    link: str = "https://example.org/act"
    language: str = "en"
    second: str = "es"
    color: str = "#ffd23f"


def quote_yaml(text: str) -> str:
    r"""Return a text as a scalar of YAML in double quotes; what cannot be seen is escaped, such as `\u00A0`."""
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if not is_invisible(character) and (character == " " or not character.isspace()):
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def parse_name(text: str) -> str:
    """Return an organization's name, which is one line."""
    name = text.strip()
    if len(name.splitlines()) > 1:
        raise ReadError([Problem("error", "found a line break, expected a name of one line", kind="wrong-value")])
    brand = _check(name, _LINK + f"brand: {{name: {quote_yaml(name)}}}\n").brand
    return brand.name if brand else ""


def parse_link(text: str) -> str:
    """Return the link that the code opens."""
    return str(_check(text, f"action: {quote_yaml(text)}\n").action.url)


def parse_color(text: str) -> str:
    """Return a colour as it is written: `#ffd23f`."""
    color = text.strip()
    _check(color, _LINK + f"brand: {{name: A name, colors: {{accent: {quote_yaml(color)}}}}}\n")
    return color


def parse_first_language(text: str) -> str:
    """Return the language tag of the set's cards: one for which there are words."""
    tag = text.strip()
    invalid = explain_invalid_tag(tag)
    if invalid:
        raise ReadError([_refuse(*invalid)])
    if not find_text_language(tag):
        known = ", ".join(f"`{one}`" for one in list_starter_texts())
        hint = "begin with one of them, then change the words and `language` in `set.yaml`"
        raise ReadError([_refuse(f"a first set has no words in {quote_start(tag)}, expected one of {known}", hint)])
    return tag


def parse_second_language(text: str, first: str) -> str:
    """Return the language tag of the translation, whose words are others than those of the first language."""
    tag = parse_first_language(text)
    if find_text_language(tag) == find_text_language(first):
        raise ReadError([_refuse(f"the first language is {quote_start(first)}, expected another one", "")])
    return tag


def list_first_languages() -> tuple[str, ...]:
    """Return the languages in which there are words for a first set."""
    return tuple(list_starter_texts())


def list_second_languages(first: str) -> tuple[str, ...]:
    """Return the languages that a translation of a set in the first language may have."""
    return tuple(tag for tag in list_starter_texts() if tag != find_text_language(first))


def choose_second_language(first: str) -> str:
    """Return the language of the translation if nobody names it: Spanish for a set in English, otherwise English."""
    return "es" if find_text_language(first) == "en" else "en"


def _check(answer: str, fields: str) -> Variant:
    """Return a card with these fields that was laid out. Raises ReadError without places: nobody sees this card.

    An empty answer gets no hint, since that would be about a card's fields.
    """
    try:
        card = parse_card(_CARD + fields)
        for size in SIZES:
            lay_out(card, size=size)
    except FactcardsError as error:
        found = [replace(problem, place=None, field="") for problem in error.problems]
        raise ReadError(found if answer.strip() else [replace(problem, hint="") for problem in found]) from None
    return card.variants[0][1]


def _refuse(message: str, hint: str) -> Problem:
    return Problem("error", message, hint=hint, kind="wrong-language")
