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
    directory, body = b"", b""
    for tag, data in contents:
        padded = data + bytes(-len(data) % 4)
        directory += struct.pack(">4s3I", tag.encode("ascii"), _add_up(padded), at + len(body), len(data))
        if tag == "head":
            head_at = at + len(body)
        body += padded
    file = bytearray(header + directory + body)
    struct.pack_into(">I", file, head_at + _ADJUSTMENT_AT, (_WHOLE_FILE_SUM - _add_up(file)) & 0xFFFFFFFF)
    return bytes(file)


def _add_up(data: bytes | bytearray) -> int:
    """Return the checksum of data whose length is a multiple of 4."""
    return int(sum(struct.unpack(f">{len(data) // 4}I", data))) & 0xFFFFFFFF
