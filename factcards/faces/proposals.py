"""Which photographs of cards have no focus, and which focus their faces give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import unicodedata2

from ..errors import Place, Problem
from ..graphics.geometry import Rect
from ..model.cards import CardSet, Variant
from ..photos import PhotoKey
from ..read.cards.card_files import SET
from ..text.unicode.language_scripts import language_direction

_MIN_SHARE = 0.5
"""Minimum width of a face, relative to the largest, with which it belongs to the group: smaller ones are passers-by."""
_NARROWEST, _WIDEST = 9 / 16, 2.0
"""Widths of crops relative to their heights, of a story and of the widest posts. A group must fit in both."""
_DIGITS = 2
"""Decimals of a proposed focus: a hundredth of the width or height."""


@dataclass(frozen=True, slots=True)
class UnfocusedPhoto:
    """A photograph without a focus, where a file names it.

    `field` is `image.file`, or `image` if the photograph has no other parts. `folder` is that of the set. In a file of
    a right-to-left language, a focus is written from the right. `is_of_others` is True if the photograph is in the
    set's file although only one of its cards was named.
    """

    photo: PhotoKey
    place: Place
    field: str
    folder: str
    is_from_right: bool
    is_of_others: bool = False


@dataclass(frozen=True, slots=True)
class FocusProposal:
    """A photograph without a focus, its faces in its pixels, and the focus from left and top; None without a face."""

    unfocused: UnfocusedPhoto
    faces: tuple[Rect, ...]
    focus: tuple[float, float] | None

    @property
    def yaml_text(self) -> str:
        """The focus as the file has it, from the start of its language and the top; "" without a face."""
        if self.focus is None:
            return ""
        across, down = self.focus
        return f"[{round(1 - across if self.unfocused.is_from_right else across, _DIGITS):g}, {down:g}]"


def find_unfocused(sets: Iterable[CardSet]) -> tuple[UnfocusedPhoto, ...]:
    """Return the photographs of the cards that have no focus, once for each place that names one, in their order."""
    found: dict[tuple[str, int, int], UnfocusedPhoto] = {}
    for cards in sets:
        for card in cards.values():
            for _, variant in card.variants:
                located = _locate_photo(variant)
                if variant.image is None or located is None:
                    continue
                field, place = located
                name, _, tag = _split_name(place)
                language = tag or (cards.language if name == SET else card.language)
                one = UnfocusedPhoto(
                    variant.image.photo, place, field, card.origin.folder, language_direction(language) == "rtl",
                    is_of_others=bool(cards.only) and name == SET,
                )  # fmt: skip
                found.setdefault((place.file, place.line, place.column), one)
    return tuple(found.values())


def _locate_photo(variant: Variant) -> tuple[str, Place] | None:
    """Return the field that names the photograph and its place; None if there is none or a file says its focus."""
    places = dict(variant.places)
    if variant.image is None or "image.focus" in places:   # `focus: null` asks for the computed one
        return None
    return next(((name, places[name]) for name in ("image.file", "image") if name in places), None)


def _split_name(place: Place) -> tuple[str, str, str]:
    """Return a card's name, a dot and the language of a file, the last two "" for the card's main file."""
    name = str(unicodedata2.normalize("NFC", place.file.rpartition("/")[2]))
    return name.removesuffix(".yaml").partition(".")


def propose_focus(faces: Sequence[Rect], photo: PhotoKey) -> tuple[float, float] | None:
    """Return the middle of the faces, of which the largest is first, from left and top, 0 to 1; None without a face.

    It is the middle of the box around all faces that are at least half as wide as the largest, if that box fits in a
    crop of each shape. Otherwise it is that of the largest face, since a crop between two faces would cut both.
    """
    if not faces:
        return None
    group = [face for face in faces if face.width >= _MIN_SHARE * faces[0].width]
    left, top = min(face.x for face in group), min(face.y for face in group)
    right, bottom = max(face.right for face in group), max(face.bottom for face in group)
    box = Rect(left, top, right - left, bottom - top)
    if box.width > min(photo.width, photo.height * _NARROWEST) or box.height > min(photo.height, photo.width / _WIDEST):
        box = faces[0]
    return (
        round((box.x + box.width / 2) / photo.width, _DIGITS), round((box.y + box.height / 2) / photo.height, _DIGITS)
    )  # fmt: skip


def find_blocked(proposals: Sequence[FocusProposal]) -> dict[FocusProposal, Problem]:
    """Return the proposals that must not be written, each with the reason.

    A file inherits the focus of its card and its set. So if it shows another photograph for which nothing is proposed,
    that photograph would get the focus of the wrong one.
    """
    blocked = {}
    heirs = [one.unfocused for one in proposals if one.focus is None and one.unfocused.field == "image.file"]
    for proposal in (one for one in proposals if one.focus):
        giver = proposal.unfocused
        heir = next((one for one in heirs if _inherits(one, giver)), None)
        if giver.is_of_others:
            message, hint = "the focus was not written: other cards may show this photograph", "name the set's folder"
        elif heir:
            message = f"the focus was not written: `{heir.place.file}` shows another photograph and would inherit it"
            hint = "write a `focus` there first"
        else:
            continue
        blocked[proposal] = Problem("error", message, giver.place, giver.field, hint, "write")
    return blocked


def _inherits(heir: UnfocusedPhoto, giver: UnfocusedPhoto) -> bool:
    """Return whether a file may inherit the focus that is written beside another photograph."""
    (giver_name, giver_dot, _), (heir_name, heir_dot, _) = _split_name(giver.place), _split_name(heir.place)
    if heir.folder != giver.folder or giver_name not in (SET, heir_name):
        return False
    return (heir_name != SET, heir_dot) > (giver_name != SET, giver_dot)
