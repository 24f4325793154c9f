"""Finds emphasis, quotation marks, links and names that a translation has lost, gained or mistyped.

Acronyms are translated (UNODC, ONUDC, УНП ООН) and names are transliterated, so a missing one means nothing. Reported
are missing @names and addresses, which are the same in every language, and mistyped names in Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import unicodedata2

from ...errors import Place, Problem
from ...late_loading import compile_late
from ...links.hosts import registrable_domain
from ...links.link_targets import LinkError, complete_address, list_hosts
from ...model.cards import Prose, Variant
from ...text.tokens.urls import find_urls
from ...text.unicode.language_scripts import language_script, unicode_script
from ..wording.printed_links import find_link_field
from .card_fields import format_place

_PAIRS = {
    "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "’": "’", "‹": "›", "「": "」", "『": "』",
}  # fmt: skip
"""Opening quotation marks, with those that may close them. Straight ones are left out, since YAML uses them."""
_MAX_NAMES = 5   # maximum number of names, and of links, that are reported
_HANDLE = compile_late(r"(?<![\w.@])@[A-Za-z0-9_]{2,}")
"""A name on a social network: `@name`."""
_LATIN_NAME = compile_late(r"(?<![A-Za-z0-9])[A-Z][A-Za-z]{3,}(?![A-Za-z0-9])")
"""A capitalized word of at least four ASCII letters."""


def compare_marks(original: Variant, variant: Variant) -> Iterator[Problem]:
    """Yield warnings about emphasis, quotation marks, names and links of a translation."""
    places, others = dict(variant.places), dict(original.places)
    pairs: list[tuple[str, tuple[Prose, ...], tuple[Prose, ...]]] = [(variant.kind, original.body, variant.body)]
    if original.headline and variant.headline:
        pairs.insert(0, ("headline", (original.headline,), (variant.headline,)))
    for name, ours, theirs in pairs:
        if ours == theirs:   # the translation inherits the field
            continue
        place, source = places.get(name, variant.place), others.get(name, original.place)
        yield from _compare_emphasis(name, ours, theirs, (place, source))
        yield from _compare_quotes(name, ours, theirs, (place, source))
    yield from islice(_compare_names(original, variant), _MAX_NAMES)
    yield from islice(_compare_links(original, variant), _MAX_NAMES)


PlacePair = tuple[Place, Place]
"""The places of a translated field and of the original's."""


def _compare_emphasis(
    name: str, ours: tuple[Prose, ...], theirs: tuple[Prose, ...], places: PlacePair
) -> Iterator[Problem]:
    place, source = places
    if any(prose.emphasis for prose in ours) and not any(prose.emphasis for prose in theirs):
        hint = f"the original is in {format_place(source)}: put `**…**` around the same words"
        yield Problem("warning", "the emphasis of the original is lost", place, name, hint, "emphasis-lost")


def _compare_quotes(
    name: str, ours: tuple[Prose, ...], theirs: tuple[Prose, ...], places: PlacePair
) -> Iterator[Problem]:
    place, source = places
    if _is_quoted(" ".join(prose.text for prose in theirs)) and not _may_be_quoted(" ".join(p.text for p in ours)):
        hint = f"the original in {format_place(source)} has none; remove them: YAML's own are straight"
        message = "quotation marks around the whole field are printed"
        yield Problem("warning", message, place, name, hint, "quoted-field")


def _is_quoted(text: str) -> bool:
    """Return whether one pair of quotation marks encloses a text."""
    closing = _PAIRS.get(text[:1], "")
    if len(text) < 3 or not closing or text[-1] not in closing:
        return False
    inner = text[1:-1]
    return not any(mark in inner for mark in (text[0], text[-1]) if mark != "’")


def _may_be_quoted(text: str) -> bool:
    """Return whether a text begins and ends with quotation marks of any kind."""
    marks = "\"'*“”„«»‘’‚‹›「」『』"
    return text[:1] in marks or text[-1:] in marks


# --- links and names


def _compare_links(original: Variant, variant: Variant) -> Iterator[Problem]:
    """Yield a warning if the link of a translation, or an address in its words, leads to another domain."""
    places, others = dict(variant.places), dict(original.places)
    url, expected = variant.action.url, original.action.url
    if url != expected and not _share_domain(url, {expected}):
        name = find_link_field(places)
        source = others.get(find_link_field(others), original.place)
        message = f"`{url}` leads to another domain than the original's `{expected}`"
        hint = f"the original is in {format_place(source)}; correct the one that is wrong"
        yield Problem("warning", message, places.get(name, variant.place), name, hint, "link-differs")
    ours, theirs = _list_links(original.body), _list_links(variant.body)
    for link in ours - theirs if original.body != variant.body else ():
        if not _share_domain(link, theirs):
            source = others.get(original.kind, original.place)
            message = f"the original's `{link}` is missing here"
            hint = f"the original is in {format_place(source)}; write the address that readers of this language need"
            place = places.get(variant.kind, variant.place)
            yield Problem("warning", message, place, variant.kind, hint, "link-differs")


def _list_links(words: Iterable[Prose]) -> set[str]:
    """Return the links and addresses in words, without `end.The`, which is two sentences without a space."""
    texts = (prose.text for prose in words if "." in prose.text)
    links = (text[start:end].rstrip(".,;:") for text in texts for start, end in find_urls(text))
    return {link for link in links if link == link.lower() or "/" in link}


def _share_domain(link: str, links: Iterable[str]) -> bool:
    """Return whether a link has the domain of one of several links, or the same name under another country's domain.

    Also returns True for links without a host, and for hosts with placeholders.
    """
    own = _find_hosts(link)
    others = [_find_hosts(other) for other in links]
    if not own or any(not {*own}.isdisjoint(hosts) for hosts in others):
        return True
    return any(_is_of_country(a, b) for hosts in others for a in own for b in hosts)


def _find_hosts(link: str) -> tuple[str, ...]:
    try:
        return list_hosts(link if ":" in link else complete_address(link))
    except LinkError:
        return ()


def _is_of_country(one: str, two: str) -> bool:
    """Return whether two hosts have one domain, or one name under the domain of a country, such as amnesty.fr."""
    own, other = registrable_domain(one), registrable_domain(two)
    countries = any(len(domain.rpartition(".")[2]) == 2 for domain in (own, other))
    return own == other or (countries and own.partition(".")[0] == other.partition(".")[0])


def _compare_names(original: Variant, variant: Variant) -> Iterator[Problem]:
    ours = " ".join(prose.text for prose in (*original.body, *([original.headline] if original.headline else [])))
    theirs = " ".join(prose.text for prose in (*variant.body, *([variant.headline] if variant.headline else [])))
    if ours == theirs:
        return
    places, others = dict(variant.places), dict(original.places)
    place, source = places.get(variant.kind, variant.place), others.get(original.kind, original.place)
    for handle in dict.fromkeys(_HANDLE.findall(ours)) if "@" in ours else ():
        if handle.casefold() not in theirs.casefold():
            hint = f"the original is in {format_place(source)}; names with `@` are the same in every language"
            message = f"the original's `{handle}` is missing here"
            yield Problem("warning", message, place, variant.kind, hint, "name-lost")
    language = variant.body[0].language
    if unicode_script(language_script(language)) == "Latn":
        return
    known = {*_LATIN_NAME.findall(unicodedata2.normalize("NFC", ours))}
    for found in dict.fromkeys(_LATIN_NAME.findall(unicodedata2.normalize("NFC", theirs))):
        meant = next((name for name in known if found not in known and _is_mistyped(found, name)), "")
        if meant:
            hint = f"the original is in {format_place(source)}; write the name as it is there"
            message = f"found `{found}` where the original has `{meant}`"
            yield Problem("warning", message, place, variant.kind, hint, "name-lost")


def _is_mistyped(found: str, name: str) -> bool:
    """Return whether two names differ by one letter or by two swapped letters."""
    if abs(len(found) - len(name)) > 1 or found[0] != name[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(found, name, strict=False)) if a != b), min(len(found), len(name)))
    rest, other = found[start:], name[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
