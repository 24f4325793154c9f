"""Parser of AVIF headers: size, orientation and colours of the picture, from the file's boxes (ISO/IEC 23008-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .headers import MAX_PROFILE, PROFILE_TOO_LARGE, Header, truncation_error
from .profiles import profile_of_codes

MAX_PIXELS = 40_000_000
"""Maximum number of pixels of an AVIF. Its decoder needs several times the memory of other decoders."""
MAX_BOXES = 10_000
"""Maximum number of boxes of a file. A picture of many tiles has a few hundred."""

_BROKEN = "the file is not a picture that can be used: the AVIF header is broken; expected a complete AVIF picture"
_BOX = 8   # bytes of a box's header: length and name
_ORIENTATIONS = {
    (0, -1): 1, (1, -1): 8, (2, -1): 3, (3, -1): 6,
    (0, 0): 4, (1, 0): 5, (2, 0): 2, (3, 0): 7,
    (0, 1): 2, (1, 1): 7, (2, 1): 4, (3, 1): 5,
}  # fmt: skip
"""EXIF orientation by quarter turns (irot) and mirror axis (imir; -1 for none)."""


def is_avif(data: bytes) -> bool:
    """Return whether a file declares that it contains AVIF."""
    if data[4:8] != b"ftyp":
        return False
    length = min(int.from_bytes(data[:4], "big"), 1024)
    names = (data[8:12], *(data[at : at + 4] for at in range(16, length, 4)))
    return any(name in (b"avif", b"avis") for name in names)


def parse_avif(data: bytes) -> Header:
    """Return the header of an AVIF's main picture.

    Raises ValueError if its boxes are broken or too many, or it is an animation or has high dynamic range.
    """
    counter = _BoxCounter()
    top = dict(_walk_boxes(data, 0, len(data), counter))
    if b"moov" in top or data[8:12] == b"avis":
        raise ValueError("the AVIF is a moving picture; save its first picture as JPEG")
    start, stop = top.get(b"meta", (0, 0))
    parts = dict(_walk_boxes(data, start + 4, stop, counter))
    if not {b"pitm", b"iprp"} <= parts.keys():
        raise ValueError(_BROKEN)
    inner = dict(_walk_boxes(data, *parts[b"iprp"], counter))
    if not {b"ipco", b"ipma"} <= inner.keys():
        raise ValueError(_BROKEN)
    properties = list(_walk_boxes(data, *inner[b"ipco"], counter))
    main = _main_item_id(data, *parts[b"pitm"])
    own = [properties[at - 1] for at in _property_numbers(data, *inner[b"ipma"], main) if 0 < at <= len(properties)]
    sizes = [struct.unpack_from(">II", data, start + 4) for name, (start, _) in properties if name == b"ispe"]
    size = next((struct.unpack_from(">II", data, start + 4) for name, (start, _) in own if name == b"ispe"), None)
    if size is None:
        raise ValueError(_BROKEN)
    largest = max(sizes, key=lambda extent: extent[0] * extent[1])
    if largest[0] * largest[1] > MAX_PIXELS:   # a tile may be larger than the picture, and is refused as too large
        size = largest
    rotation, axis = 0, -1
    for name, (start, _) in own:
        rotation = data[start] & 3 if name == b"irot" else rotation
        axis = data[start] & 1 if name == b"imir" else axis
    orientation = _ORIENTATIONS[rotation, axis]
    return Header("AVIF", size[0], size[1], 4, ((0, len(data)),), orientation, _find_profile(data, own))


@dataclass
class _BoxCounter:
    """The number of boxes read so far."""

    boxes: int = 0


def _walk_boxes(data: bytes, at: int, end: int, counter: _BoxCounter) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield each box of a range: its name, and where its content begins and ends."""
    while at + _BOX <= end:
        length, name = struct.unpack_from(">I4s", data, at)
        head = _BOX
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, at + _BOX)
            head = 2 * _BOX
        elif length == 0:
            length = end - at
        counter.boxes += 1
        if counter.boxes > MAX_BOXES:
            raise ValueError(f"the AVIF has more than {MAX_BOXES:,} boxes; expected {MAX_BOXES:,} at most")
        if length < head:
            raise ValueError(_BROKEN)
        if at + length > end:
            raise truncation_error("AVIF")
        yield name, (at + head, at + length)
        at += length


def _main_item_id(data: bytes, start: int, _: int) -> int:
    """Return the id of the main picture's item."""
    return int.from_bytes(data[start + 4 : start + (8 if data[start] else 6)], "big")


def _property_numbers(data: bytes, start: int, stop: int, item: int) -> list[int]:
    """Return the numbers of an item's properties, counted from 1."""
    wide, large = data[start], data[start + 3] & 1
    (count,) = struct.unpack_from(">I", data, start + 4)
    at = start + 8
    for _ in range(count):
        if at >= stop:
            break
        number = int.from_bytes(data[at : at + (4 if wide else 2)], "big")
        at += 4 if wide else 2
        properties, at = data[at], at + 1
        if number == item:
            if large:
                return [value & 0x7FFF for value in struct.unpack_from(f">{properties}H", data, at)]
            return [value & 0x7F for value in data[at : at + properties]]
        at += properties * (2 if large else 1)
    return []


def _find_profile(data: bytes, own: list[tuple[bytes, tuple[int, int]]]) -> bytes:
    """Return the picture's colour profile: its ICC profile, or else the profile that its code points name."""
    colors = [(data[start : start + 4], start + 4, stop) for name, (start, stop) in own if name == b"colr"]
    for kind, start, stop in colors:
        if kind in (b"prof", b"rICC"):
            if stop - start > MAX_PROFILE:
                raise ValueError(PROFILE_TOO_LARGE)
            return data[start:stop]
    for kind, start, _ in colors:
        if kind == b"nclx":
            return profile_of_codes(*struct.unpack_from(">HH", data, start))
    return b""
