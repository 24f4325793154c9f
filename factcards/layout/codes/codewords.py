"""The codewords of a QR code: a link's bits in bytes, then those that correct errors (ISO/IEC 18004, 7.4 to 7.6).

The library `qrcode` divides the link into segments and encodes them. It also gives the tables of versions and blocks.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal

from qrcode import base, constants, util

Level = Literal["L", "M", "Q", "H"]
"""A level of error correction: 7, 15, 25 or 30 % of the codewords."""
LEVELS: dict[Level, int] = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
"""The library's constants of the levels, from the lowest one on."""
MAX_VERSION = 40
"""The largest version, of 177 modules a side (ISO/IEC 18004)."""

Segments = tuple[util.QRData, ...]
"""Parts of a link in the library's modes: digits, capitals with some signs, or bytes."""
_MIN_SEGMENT = 20   # characters for which a part in another mode is worth its header, as in the library


class _BitWriter:
    """The bits that segments write, as one number. It takes the place of the library's buffer, which has a list."""

    def __init__(self) -> None:
        self.value = 0
        self.length = 0

    def put(self, number: int, length: int) -> None:
        """Append the lowest `length` bits of a number."""
        self.value = self.value << length | number
        self.length += length


def split_link(link: str) -> Segments:
    """Return the link in the segments that take the fewest bits."""
    return tuple(util.optimal_data_chunks(link, minimum=_MIN_SEGMENT))


def find_smallest_version(segments: Segments, level: Level) -> int | None:
    """Return the smallest version that holds the segments, or None if none does.

    The library would encode all bits for each version to count them.
    """
    limits = util.BIT_LIMIT_TABLE[LEVELS[level]]
    for version in range(1, MAX_VERSION + 1):
        if sum(4 + util.length_in_bits(one.mode, version) + _count_bits(one) for one in segments) <= limits[version]:
            return version
    return None


def _count_bits(segment: util.QRData) -> int:
    """Return the number of bits of a segment in one mode (ISO/IEC 18004, 7.4.3 to 7.4.5)."""
    count = len(segment.data)
    if segment.mode == util.MODE_NUMBER:
        return 10 * (count // 3) + (0, 4, 7)[count % 3]
    return 11 * (count // 2) + 6 * (count % 2) if segment.mode == util.MODE_ALPHA_NUM else 8 * count


def find_capacity(version: int) -> int:
    """Return the bytes that a code of that version holds at level M; a link in capitals or digits may be longer."""
    bits: int = 8 * sum(block.data_count for block in base.rs_blocks(version, LEVELS["M"]))
    return (bits - 4 - (8 if version < 10 else 16)) // 8


def count_codewords(version: int) -> int:
    """Return the number of codewords of a code of that version, which is the same at each level."""
    return sum(block.total_count for block in base.rs_blocks(version, LEVELS["M"]))


def make_codewords(segments: Segments, version: int, level: Level) -> bytes:
    """Return the codewords in the order in which a code has them: interleaved blocks of data, then of correction."""
    blocks = base.rs_blocks(version, LEVELS[level])
    data = _pad(segments, version, sum(block.data_count for block in blocks))
    parts, corrections, start = list[bytes](), list[bytes](), 0
    for block in blocks:
        parts.append(data[start : start + block.data_count])
        corrections.append(_correct(parts[-1], block.total_count - block.data_count))
        start += block.data_count
    return bytes(byte for some in (parts, corrections) for byte in _interleave(some))


def _interleave(blocks: Sequence[bytes]) -> list[int]:
    """Return the first byte of each block, then the second of each, and so on; blocks may differ in length."""
    return [byte for column in zip_longest(*blocks) for byte in column if byte is not None]


def _pad(segments: Segments, version: int, capacity: int) -> bytes:
    """Return the segments' bits with their headers, filled up to `capacity` bytes."""
    bits = _BitWriter()
    for segment in segments:
        bits.put(segment.mode, 4)
        bits.put(len(segment), util.length_in_bits(segment.mode, version))
        segment.write(bits)
    bits.put(0, min(4, 8 * capacity - bits.length))
    bits.put(0, -bits.length % 8)
    data = bits.value.to_bytes(bits.length // 8, "big")
    filler = bytes((util.PAD0, util.PAD1)) * capacity
    return data + filler[: capacity - len(data)]


def _correct(data: bytes, count: int) -> bytes:
    """Return `count` codewords that correct a block: the remainder of its division by the generator polynomial."""
    table, top, mask, remainder = _make_remainders(count), 8 * (count - 1), (1 << 8 * count) - 1, 0
    for byte in data:
        remainder = remainder << 8 & mask ^ table[remainder >> top ^ byte]
    return remainder.to_bytes(count, "big")


@functools.lru_cache(maxsize=32)
def _make_remainders(count: int) -> tuple[int, ...]:
    """Return the correction of each block of one byte, as a number.

    Correction is linear: the library computes it for each bit, and that of a byte is the exclusive or of its bits'.
    """
    table = [0]
    for bit in range(8):
        buffer = util.BitBuffer()
        buffer.put(1 << bit, 8)
        _, *correction = util.create_bytes(buffer, [base.RSBlock(count + 1, 1)])
        table += [value ^ int.from_bytes(correction, "big") for value in table]
    return tuple(table)
