"""The notation of numbers in PDF files (ISO 32000-1, 7.3), and the file of a document's objects (7.5)."""

from __future__ import annotations

import hashlib

import pydyf

from ..rounded_numbers import format_all

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
"""The version, and a comment that says that the file is not text (ISO 32000-1, 7.5.2)."""
_END_OF_STREAM = b"\nendstream"


class PdfFile(pydyf.PDF):  # type: ignore[misc]   # pydyf has no types
    """A document of pydyf whose streams have the length that they state, and whose objects are serialized once."""

    def to_bytes(self) -> bytes:
        """Return the file. Streams are objects of their own, and all other objects are in one stream (7.5.7).

        The bytes are those of `pydyf.PDF.write`, which serializes and compresses each object twice: for the file and
        for the digest that identifies it.
        """
        self.add_object(self.info)
        file, digest = bytearray(_HEADER), hashlib.md5(usedforsecurity=False)
        packed: list[tuple[int, bytes]] = []
        for one in self.objects[1:]:   # the first stands for none
            data = one.data
            digest.update(data)
            if one.compressible:
                packed.append((one.number, data))
            else:
                _append(file, one, data)
        store = _make_object_stream(packed)
        self.add_object(store)
        data = store.data
        digest.update(data)
        _append(file, store, data)
        table = self._make_cross_references(len(file), store.number, len(packed), digest.hexdigest())
        self.add_object(table)
        _append(file, table, table.data)
        return bytes(file) + b"startxref\n%d\n%%%%EOF\n" % table.offset

    def _make_cross_references(self, at: int, store: int, packed: int, digest: str) -> pydyf.Stream:
        """Return the table of where each object is (7.5.8), which is itself at `at`; `store` has `packed` objects."""
        rows, index = [], 0
        for one in self.objects:
            if one.compressible:
                rows.append((2, store, index))
                index += 1
            else:
                rows.append((int(one.number > 0), one.offset, one.generation))
        rows.append((1, at, 0))
        second, third = _count_bytes(at), _count_bytes(max(packed, *(one.generation for one in self.objects)))
        data = b"".join(
            ((kind << 8 * second | value) << 8 * third | index).to_bytes(1 + second + third, "big")
            for kind, value, index in rows
        )
        identifier = pydyf.String(digest)
        return pydyf.Stream([data], {
            "Type": "/XRef", "Index": pydyf.Array((0, len(rows))), "W": pydyf.Array((1, second, third)),
            "Size": len(rows), "Root": self.catalog.reference, "Info": self.info.reference,
            "ID": pydyf.Array((identifier, identifier)),
        }, compress=True)  # fmt: skip


def _append(file: bytearray, one: pydyf.Object, data: bytes) -> None:
    """Append an object to a file.

    A stream whose data end with a carriage return would lose it, as part of the line's end (ISO 19005-2, 6.1.7.1).
    """
    if data.endswith(b"\r" + _END_OF_STREAM):
        data = data.removesuffix(_END_OF_STREAM) + b"\r" + _END_OF_STREAM
    one.offset = len(file)
    file += b"%d %d obj\n%b\nendobj\n" % (one.number, one.generation, data)


def _make_object_stream(packed: list[tuple[int, bytes]]) -> pydyf.Stream:
    """Return a stream of objects, before them the number and the position of each."""
    numbers, at = [], 0
    for number, data in packed:
        numbers.append(f"{number} {at}")
        at += len(data) + 1
    head = " ".join(numbers)
    extra = {"Type": "/ObjStm", "N": len(packed), "First": len(head) + 1}
    return pydyf.Stream([head, *(data for _, data in packed)], extra, compress=True)


def _count_bytes(value: int) -> int:
    """Return the number of bytes that a number takes."""
    return (value.bit_length() + 7) // 8


def format_numbers(*values: float, digits: int = 2) -> str:
    """Return rounded numbers with a space between them."""
    return " ".join(format_all(values, digits))
