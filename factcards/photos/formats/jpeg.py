"""Parser of JPEG headers: reads and counts segments and scans, and detects missing data (ITU-T T.81)."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

from ...late_loading import compile_late
from .exif import find_orientation
from .headers import MAX_METADATA, MAX_PROFILE, PROFILE_TOO_LARGE, Header, truncation_error

MAX_SEGMENTS = 1000
"""Maximum number of segments of a file. Cameras write 10 to 40; large profiles are split into pieces of 64 kB."""
MAX_SCANS = 24
"""Maximum number of scans of a progressive file. Each costs time even if empty; encoders write 6 to 18."""
MAX_FILL = 4096
"""Maximum number of bytes between segments that belong to no segment. Encoders write none or a few."""
MAX_RUN = 256
"""Number of consecutive FF bytes in a scan that means damage; a marker may have a few fill bytes before it."""

MAX_ZEROS = 2048
"""Number of consecutive zero bytes that means damage in a progressive AC scan, which encodes runs of empty blocks.

Uniform patterns have a few hundred. Missing parts of a file are often zeros, in blocks of 4096.
"""

_MARKER = compile_late(rb"\xff[^\x00\xff]")   # any marker; FF 00 is a data byte FF, and FF FF is fill
_SCAN_END = compile_late(rb"\xff[^\x00\xff\xd0-\xd7]")   # any marker but RST0 to RST7, which are within scans
_SOF = tuple(mark for mark in range(0xC0, 0xD0) if mark not in (0xC4, 0xC8, 0xCC))   # without DHT, JPG and DAC
_PROGRESSIVE = (0xC2, 0xC6, 0xCA, 0xCE)   # SOF markers of progressive pictures
_HUFFMAN = (0xC0, 0xC1)   # sequential: the picture is decoded row by row
_RESERVED = range(0x02, 0xC0)   # markers that no JPEG has (ITU-T T.81, table B.1)
_STANDALONE = (0x01, *range(0xD0, 0xD9))   # markers without a length
_SOS, _EOI, _DRI = 0xDA, 0xD9, 0xDD   # start of scan, end of image, restart interval (ITU-T T.81, table B.1)
_EXIF, _ICC = 0xE1, 0xE2   # APP1 and APP2, the segments of EXIF metadata and of ICC profiles
_DROPPED = (*range(0xE1, 0xEE), 0xEF, 0xFE)   # metadata: APP1 to APP15 except Adobe's, and comments
_APPLICATION, _ADOBE, _COMMENT = range(0xE0, 0xF0), 0xEE, 0xFE   # APP0 to APP15, Adobe's among them, and COM
_PDF_FRAMES = (0xC0, 0xC1, 0xC2)   # baseline, extended and progressive with Huffman codes (ISO 32000-1, 7.4.8)
_NEEDED = (0xC4, 0xDB, _DRI, _EOI)   # DHT and DQT, the tables of codes and of quantisation
_YCBCR = 1   # `transform` in Adobe's segment (Adobe Technical Note 5116, 18)
_ICC_NAME = b"ICC_PROFILE\0"   # how an APP2 segment with a part of a profile begins (ICC.1, annex B.4)
_UNSENT = 99
"""Stands for the lowest bit of a coefficient that no scan contains."""


class _JpegState:
    """What the segments read so far contain."""

    def __init__(self) -> None:
        self.width = self.height = self.restart_interval = self.segments = self.fill = 0
        self.components: list[tuple[int, int, int]] = []   # id, horizontal and vertical sampling
        self.exif = b""
        self.icc: dict[int, bytes] = {}
        self.ranges: list[tuple[int, int]] = [(0, 2)]
        self.scans: list[tuple[int, int]] = []   # where their data begin and end
        self.first_components = 0   # number of components of the first scan
        self.first_start = 0   # where the first scan's header begins
        self.coding = 0   # the SOF marker, which names the coding
        self.has_ac: list[bool] = []   # by scan, whether it contains AC coefficients
        self.lowest_bits: dict[int, list[int]] = {}   # by component, the lowest bit of each coefficient in any scan


def parse_jpeg(data: bytes) -> Header:
    """Return the header of a JPEG. Raises ValueError if its segments are broken or too many.

    The entropy-coded data are not decoded. The time is linear in the file's length.
    """
    state = _JpegState()
    end, is_complete = len(data), False
    for mark, start, stop in _walk_segments(data, state):
        if mark == _EOI:
            end, is_complete = stop, True
        elif mark == _SOS:
            _add_scan(data, state, start)
        elif mark in _SOF:
            _add_frame(data, state, mark, start, stop)
        elif mark == _DRI and stop - start >= 6:
            state.restart_interval = int.from_bytes(data[start + 4 : start + 6], "big")
        elif mark == _EXIF and not state.exif and data.startswith(b"Exif\0\0", start + 4):
            state.exif = data[start + 4 : stop]
        elif mark == _ICC and data.startswith(_ICC_NAME, start + 4):
            state.icc[data[start + 16]] = data[start + 18 : stop]
        if not state.scans and mark not in _DROPPED and mark not in _STANDALONE:
            state.ranges.append((start, stop))
    if not state.components or not state.scans:
        if is_complete:
            raise ValueError("the file contains no picture; expected a complete JPEG picture")
        raise truncation_error("JPEG")
    _check_damage(data, state)
    several = state.coding in _PROGRESSIVE or state.first_components < len(state.components)
    sampling = max(across for _, across, _ in state.components) * max(down for _, _, down in state.components)
    coefficients = sum(across * down for _, across, down in state.components) / sampling if several else 0.0
    return Header(
        "JPEG", state.width, state.height, 1 if len(state.components) == 1 else 4,
        (*state.ranges, (state.first_start, end)), find_orientation(state.exif), _join_profile(state.icc),
        coefficient_bytes=2 * coefficients, is_complete=is_complete,   # 2 bytes per coefficient
        scan_end=_find_scan_end(data, state) if state.coding in _HUFFMAN and not several else 0,
    )  # fmt: skip


def strip_jpeg(data: bytes) -> bytes | None:
    """Return a JPEG with only the segments that its pixels need, or None if a reader of PDF may decode it wrong.

    Left out are all application segments, comments, and what follows the end. None is returned unless it has one
    channel, or three in YCbCr by every rule: without APP0 and APP14, that is what the components' ids 1, 2 and 3 mean.
    Raises ValueError as `parse_jpeg`.
    """
    state = _JpegState()
    parts = [data[:2]]
    for mark, start, stop in _walk_segments(data, state):
        if mark == _SOS:
            scan_start, scan_stop = state.scans[-1]
            parts.append(data[start:stop] + data[scan_start:scan_stop].rstrip(b"\xff"))
        elif mark in _SOF:
            _add_frame(data, state, mark, start, stop)
            names = [name for name, _, _ in state.components]
            if mark not in _PDF_FRAMES or data[start + 4] != 8 or names[1:] not in ([], [2, 3]):
                return None
            if len(names) > 1 and names[0] != 1:
                return None
            parts.append(data[start:stop])
        elif mark == _ADOBE and data.startswith(b"Adobe", start + 4) and data[start + 15] != _YCBCR:
            return None
        elif mark in _NEEDED:
            parts.append(data[start:stop])
        elif mark not in (*_APPLICATION, *_STANDALONE, _COMMENT):
            return None
    return b"".join(parts)


def _walk_segments(data: bytes, state: _JpegState) -> Iterator[tuple[int, int, int]]:
    """Yield each marker with where its segment begins and ends, without the data of scans; enforce the limits."""
    at = 2
    while found := _MARKER.search(data, at):
        state.fill += found.start() - at
        state.segments += 1
        if state.fill > MAX_FILL:
            raise ValueError(f"the JPEG has more than {MAX_FILL} bytes between its segments; expected none")
        if state.segments > MAX_SEGMENTS:
            raise ValueError(f"the JPEG has more than {MAX_SEGMENTS} segments; expected {MAX_SEGMENTS} at most")
        mark, start, stop = data[found.start() + 1], found.start(), found.end()
        if mark in _RESERVED:
            raise ValueError(f"the JPEG is damaged: there is no marker {mark:02X}; save it again")
        if mark in _STANDALONE or mark == _EOI:
            yield mark, start, stop
            if mark == _EOI:
                return
            at = stop
            continue
        stop += int.from_bytes(data[stop : stop + 2], "big")
        if stop > len(data) or stop < found.end() + 2:
            raise truncation_error("JPEG")
        if not state.scans and stop > MAX_METADATA:
            raise ValueError(
                f"the JPEG has more than {MAX_METADATA // 2**20} MiB before its pixels; save it without them"
            )
        at = stop
        if mark == _SOS:
            ended = _SCAN_END.search(data, stop)
            at = ended.start() if ended else len(data)
            state.scans.append((stop, at))
            if len(state.scans) > MAX_SCANS:
                raise ValueError(f"the JPEG has more than {MAX_SCANS} scans; expected {MAX_SCANS} at most")
        yield mark, start, stop
    if len(data) - at > MAX_FILL:
        raise ValueError(f"the JPEG has more than {MAX_FILL} bytes between its segments; expected none")


def _add_frame(data: bytes, state: _JpegState, mark: int, start: int, stop: int) -> None:
    """Store the size of the picture and its components."""
    if state.components or stop - start < 10 or stop - start < 10 + 3 * data[start + 9]:
        raise ValueError("the JPEG has several frames or none; expected one")
    state.height, state.width = struct.unpack_from(">HH", data, start + 5)
    parts = (data[at : at + 2] for at in range(start + 10, start + 10 + 3 * data[start + 9], 3))
    state.components = [(name, max(1, sampling >> 4), max(1, sampling & 15)) for name, sampling in parts]
    state.coding = mark


def _add_scan(data: bytes, state: _JpegState, start: int) -> None:
    """Store which bits of which coefficients a scan contains."""
    count = data[start + 4]
    names = data[start + 5 : start + 5 + 2 * count : 2]
    low, high, bits = data[start + 5 + 2 * count : start + 8 + 2 * count].ljust(3, b"\0")
    state.has_ac.append(low > 0)
    state.first_components = state.first_components or count
    state.first_start = state.first_start or start
    for name in names:
        lowest = state.lowest_bits.setdefault(name, [_UNSENT] * 64)
        if state.coding in _PROGRESSIVE:
            lowest[low : high + 1] = [bits & 15] * len(lowest[low : high + 1])


def _check_damage(data: bytes, state: _JpegState) -> None:
    """Raise ValueError if scans or parts of them are missing, as far as markers show it."""
    for start, stop in state.scans:
        if data.find(b"\xff" * MAX_RUN, start, stop) >= 0:
            raise ValueError(f"the JPEG is damaged: it has {MAX_RUN} bytes FF in a row; save it again")
    if state.coding in _PROGRESSIVE:
        for (start, stop), has_ac in zip(state.scans, state.has_ac, strict=True):
            if has_ac and data.find(bytes(MAX_ZEROS), start, stop) >= 0:
                raise ValueError("the JPEG is damaged: a part of its data is missing and replaced by zeros")
        lowest = [bit for name, _, _ in state.components for bit in state.lowest_bits.get(name, [_UNSENT] * 64)]
        any_ac = any(bit != _UNSENT for at, bit in enumerate(lowest) if at % 64)
        # a picture without AC coefficients is coarse, but complete
        if any(bit > 0 and (bit != _UNSENT or any_ac or at % 64 == 0) for at, bit in enumerate(lowest)):
            raise truncation_error("JPEG")
    elif state.restart_interval and len(state.scans) == 1 and state.first_components == len(state.components):
        _check_restarts(data, state)


def _find_scan_end(data: bytes, state: _JpegState) -> int:
    """Return where the data of the only scan end, without FF fill bytes before the next marker."""
    start, stop = state.scans[0]
    last = data[max(start, stop - MAX_RUN) : stop]
    return stop - len(last) + len(last.rstrip(b"\xff"))


def _check_restarts(data: bytes, state: _JpegState) -> None:
    """Raise ValueError if restart markers are missing; one is required after each `restart_interval` blocks."""
    is_gray = len(state.components) == 1   # then a block is 8 × 8 pixels, whatever the sampling
    across = 8 if is_gray else 8 * max(component[1] for component in state.components)
    down = 8 if is_gray else 8 * max(component[2] for component in state.components)
    blocks = math.ceil(state.width / across) * math.ceil(state.height / down)
    required = math.ceil(blocks / state.restart_interval) - 1
    start, stop = state.scans[0]
    found = sum(data.count(bytes((0xFF, 0xD0 + number)), start, stop) for number in range(8))
    if found < required:
        missing = f"{required - found} of its {required + 1} restart intervals"
        raise ValueError(f"the JPEG is damaged: {missing} are missing")


def _join_profile(parts: dict[int, bytes]) -> bytes:
    """Return the ICC profile, whose pieces are numbered from 1; empty if one is missing."""
    if sum(map(len, parts.values())) > MAX_PROFILE:
        raise ValueError(PROFILE_TOO_LARGE)
    if sorted(parts) != list(range(1, len(parts) + 1)):
        return b""
    return b"".join(parts[number] for number in sorted(parts))
