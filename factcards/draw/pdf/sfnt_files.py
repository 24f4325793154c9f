"""The container of TrueType fonts: a directory of tables with their checksums (OpenType 1.9, "Font file")."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_WHOLE_FILE_SUM = 0xB1B0AFBA
"""What the checksum of a whole file and its `checkSumAdjustment` add up to (OpenType 1.9, `head`)."""
_ADJUSTMENT_AT = 8
"""Position of `checkSumAdjustment` in the table `head`, in bytes."""


def make_sfnt(tables: Mapping[str, bytes]) -> bytes:
    """Return a font file of these tables; the checksum in `head` is set."""
    head = bytearray(tables["head"])
    head[_ADJUSTMENT_AT : _ADJUSTMENT_AT + 4] = bytes(4)
    contents = sorted({**tables, "head": bytes(head)}.items())
    power = len(contents).bit_length() - 1
    header = struct.pack(
        ">I4H", 0x10000, len(contents), 16 << power, power, 16 * len(contents) - (16 << power)
    )  # fmt: skip
    at = len(header) + 16 * len(contents)
    directory, body, added = b"", b"", 0
    for tag, data in contents:
        padded = data + bytes(-len(data) % 4)
        checksum = _add_up(padded)
        added += checksum
        directory += struct.pack(">4s3I", tag.encode("ascii"), checksum, at + len(body), len(data))
        if tag == "head":
            head_at = at + len(body)
        body += padded
    file = bytearray(header + directory + body)
    added += _add_up(header + directory)
    struct.pack_into(">I", file, head_at + _ADJUSTMENT_AT, (_WHOLE_FILE_SUM - added) & 0xFFFFFFFF)
    return bytes(file)


def _add_up(data: bytes) -> int:
    """Return the checksum of data whose length is a multiple of 4: the sum of its 32-bit numbers.

    It is added up by columns of bytes, as Python has the numbers up to 256 ready: half of the time.
    """
    first, second, third, last = (sum(data[column::4]) for column in range(4))
    return ((first << 24) + (second << 16) + (third << 8) + last) & 0xFFFFFFFF
