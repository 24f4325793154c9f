"""Parser of JPEG headers: counts segments and scans, and detects missing data (ITU-T T.81)."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator

from .exif import find_orientation
from .headers import MAX_METADATA, MAX_PROFILE, PROFILE_TOO_LARGE, Header, truncation_error

MAX_SEGMENTS = 1000
"""Maximum number of segments of a file. Cameras write 10 to 40; large profiles are split into pieces of 64 kB."""
MAX_SCANS = 24
"""Maximum number of scans of a progressive file. Each costs time even if empty; encoders write 6 to 18."""
MAX_FILL = 4096
"""Maximum number of bytes between segments that belong to no segment. Encoders write none or a few."""
MAX_RUN = 256
"""Maximum number of consecutive FF bytes in a scan; a marker may have fill bytes before it."""

MAX_ZEROS = 2048
"""Maximum number of consecutive zero bytes in a progressive AC scan, which encodes runs of empty blocks.

Uniform patterns have some hundred. Missing parts of a file are often zeros, in blocks of 4096.
"""

_MARKER = re.compile(rb"\xff[^\x00\xff]")
_SCAN_END = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SOF, _OTHERS = range(0xC0, 0xD0), (0xC4, 0xC8, 0xCC)
_PROGRESSIVE = (0xC2, 0xC6, 0xCA, 0xCE)
_HUFFMAN = (0xC0, 0xC1)   # sequential: the picture is decoded row by row
_RESERVED = range(0x02, 0xC0)
_ALONE = (0x01, *range(0xD0, 0xD9))   # markers without a length
_SOS, _EOI, _DRI, _EXIF, _ICC = 0xDA, 0xD9, 0xDD, 0xE1, 0xE2
_DROPPED = (*range(0xE1, 0xEE), 0xEF, 0xFE)   # metadata: APP1 to APP15 except Adobe's, and comments
_ICC_NAME = b"ICC_PROFILE\0"
_UNSENT = 99


class _JpegState:
    """What the segments read so far contain."""

    def __init__(self) -> None:
        self.width = self.height = self.restart_interval = self.segments = self.fill = 0
        self.components: list[tuple[int, int, int]] = []   # id, horizontal and vertical sampling
        self.exif = b""
        self.icc: dict[int, bytes] = {}
        self.ranges: list[tuple[int, int]] = [(0, 2)]
        self.scans: list[tuple[int, int]] = []   # where their data begin and end
        self.first = 0   # number of components of the first scan
        self.begin = 0   # where the first scan's header begins
        self.coding = 0   # the SOF marker, which names the coding
        self.detailed: list[bool] = []   # by scan, whether it contains AC coefficients
        self.detail: dict[int, list[int]] = {}   # the lowest bit sent of each coefficient, by component


def parse_jpeg(data: bytes) -> Header:
    """Return the header of a JPEG. Raises ValueError if its segments are broken or too many.

    The entropy-coded data are not decoded. The time is linear in the file's length.
    """
    frame = _JpegState()
    end, whole = len(data), False
    for mark, start, stop in _walk_segments(data, frame):
        if mark == _EOI:
            end, whole = stop, True
        elif mark == _SOS:
            _add_scan(data, frame, start)
        elif mark in _SOF and mark not in _OTHERS:
            _add_frame(data, frame, mark, start, stop)
        elif mark == _DRI and stop - start >= 6:
            frame.restart_interval = int.from_bytes(data[start + 4 : start + 6], "big")
        elif mark == _EXIF and not frame.exif and data.startswith(b"Exif\0\0", start + 4):
            frame.exif = data[start + 4 : stop]
        elif mark == _ICC and data.startswith(_ICC_NAME, start + 4):
            frame.icc[data[start + 16]] = data[start + 18 : stop]
        if not frame.scans and mark not in _DROPPED and mark not in _ALONE:
            frame.ranges.append((start, stop))
    if not frame.components or not frame.scans:
        raise (
            ValueError("the file contains no picture; expected a complete JPEG picture")
            if whole
            else truncation_error("JPEG")
        )
    _check_damage(data, frame)
    several = frame.coding in _PROGRESSIVE or frame.first < len(frame.components)
    most = max(across for _, across, _ in frame.components) * max(down for _, _, down in frame.components)
    held = 2 * sum(across * down for _, across, down in frame.components) / most if several else 0.0
    return Header(
        "JPEG", frame.width, frame.height, 1 if len(frame.components) == 1 else 4, (*frame.ranges, (frame.begin, end)),
        find_orientation(frame.exif), _join_profile(frame.icc), coefficient_bytes=held, is_complete=whole,
        scan_end=_find_scan_end(data, frame) if frame.coding in _HUFFMAN and not several else 0,
    )  # fmt: skip


def _walk_segments(data: bytes, frame: _JpegState) -> Iterator[tuple[int, int, int]]:
    """Yield each marker with where its segment begins and ends, without the data of scans; enforce the limits."""
    at = 2
    while found := _MARKER.search(data, at):
        frame.fill += found.start() - at
        frame.segments += 1
        if frame.fill > MAX_FILL:
            raise ValueError(f"the JPEG has more than {MAX_FILL} bytes between its segments; expected none")
        if frame.segments > MAX_SEGMENTS:
            raise ValueError(f"the JPEG has more than {MAX_SEGMENTS} segments; expected {MAX_SEGMENTS} at most")
        mark, start, stop = data[found.start() + 1], found.start(), found.end()
        if mark in _RESERVED:
            raise ValueError(f"the JPEG is damaged: there is no marker {mark:02X}; save it again")
        if mark in _ALONE or mark == _EOI:
            yield mark, start, stop
            if mark == _EOI:
                return
            at = stop
            continue
        stop += int.from_bytes(data[stop : stop + 2], "big")
        if stop > len(data) or stop < found.end() + 2:
            raise truncation_error("JPEG")
        if not frame.scans and stop > MAX_METADATA:
            raise ValueError(
                f"the JPEG has more than {MAX_METADATA // 2**20} MiB before its pixels; save it without them"
            )
        at = stop
        if mark == _SOS:
            ended = _SCAN_END.search(data, stop)
            at = ended.start() if ended else len(data)
            frame.scans.append((stop, at))
            if len(frame.scans) > MAX_SCANS:
                raise ValueError(f"the JPEG has more than {MAX_SCANS} scans; expected {MAX_SCANS} at most")
        yield mark, start, stop
    if len(data) - at > MAX_FILL:
        raise ValueError(f"the JPEG has more than {MAX_FILL} bytes between its segments; expected none")


def _add_frame(data: bytes, frame: _JpegState, mark: int, start: int, stop: int) -> None:
    """Store the size of the picture and its components."""
    if frame.components or stop - start < 10 or stop - start < 10 + 3 * data[start + 9]:
        raise ValueError("the JPEG has several frames or none; expected one")
    frame.height, frame.width = struct.unpack_from(">HH", data, start + 5)
    parts = (data[at : at + 2] for at in range(start + 10, start + 10 + 3 * data[start + 9], 3))
    frame.components = [(name, max(1, both >> 4), max(1, both & 15)) for name, both in parts]
    frame.coding = mark


def _add_scan(data: bytes, frame: _JpegState, start: int) -> None:
    """Store which bits of which coefficients a scan contains."""
    count = data[start + 4]
    names = data[start + 5 : start + 5 + 2 * count : 2]
    low, high, bits = data[start + 5 + 2 * count : start + 8 + 2 * count].ljust(3, b"\0")
    frame.detailed.append(low > 0)
    frame.first, frame.begin = frame.first or count, frame.begin or start
    for name in names:
        sent = frame.detail.setdefault(name, [_UNSENT] * 64)
        if frame.coding in _PROGRESSIVE:
            sent[low : high + 1] = [bits & 15] * len(sent[low : high + 1])


def _check_damage(data: bytes, frame: _JpegState) -> None:
    """Raise ValueError if scans or parts of them are missing, as far as markers show it."""
    for start, stop in frame.scans:
        if data.find(b"\xff" * MAX_RUN, start, stop) >= 0:
            raise ValueError(f"the JPEG is damaged: more than {MAX_RUN} bytes in a row are empty; save it again")
    if frame.coding in _PROGRESSIVE:
        for (start, stop), detailed in zip(frame.scans, frame.detailed, strict=True):
            if detailed and data.find(bytes(MAX_ZEROS), start, stop) >= 0:
                raise ValueError("the JPEG is damaged: a part of its data is missing and replaced by zeros")
        sent = [bits for name, _, _ in frame.components for bits in frame.detail.get(name, [_UNSENT] * 64)]
        detail = any(bits != _UNSENT for at, bits in enumerate(sent) if at % 64)
        if any(bits > 0 and (bits != _UNSENT or detail or at % 64 == 0) for at, bits in enumerate(sent)):
            raise truncation_error("JPEG")
    elif frame.restart_interval and len(frame.scans) == 1 and frame.first == len(frame.components):
        _check_restarts(data, frame)


def _find_scan_end(data: bytes, frame: _JpegState) -> int:
    """Return where the data of the only scan end, without FF fill bytes before the next marker."""
    start, stop = frame.scans[0]
    last = data[max(start, stop - MAX_RUN) : stop]
    return stop - len(last) + len(last.rstrip(b"\xff"))


def _check_restarts(data: bytes, frame: _JpegState) -> None:
    """Raise ValueError if restart markers are missing; one is required after each `restart_interval` of blocks."""
    alone = len(frame.components) == 1
    across = 8 if alone else 8 * max(layer[1] for layer in frame.components)
    down = 8 if alone else 8 * max(layer[2] for layer in frame.components)
    blocks = math.ceil(frame.width / across) * math.ceil(frame.height / down)
    wanted = math.ceil(blocks / frame.restart_interval) - 1
    start, stop = frame.scans[0]
    found = sum(data.count(bytes((0xFF, 0xD0 + turn)), start, stop) for turn in range(8))
    if found < wanted:
        raise ValueError(f"the JPEG is damaged: {wanted - found} of its {wanted + 1} stretches are missing")


def _join_profile(parts: dict[int, bytes]) -> bytes:
    """Return the ICC profile, whose pieces are numbered from 1; nothing where one is missing."""
    if sum(map(len, parts.values())) > MAX_PROFILE:
        raise ValueError(PROFILE_TOO_LARGE)
    if sorted(parts) != list(range(1, len(parts) + 1)):
        return b""
    return b"".join(parts[number] for number in sorted(parts))
