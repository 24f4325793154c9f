"""Decodes the bytes of an SVG to text, in any encoding that XML files have in practice."""

from __future__ import annotations

import codecs
import re

from ...late_loading import compile_late

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SPACES = b" \t\r\n"
_DECLARED = compile_late(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
"""The encoding in an XML declaration: `<?xml version="1.0" encoding="utf-8"?>`."""
_KNOWN = compile_late(
    r"utf-?8|utf-?16(-?[lb]e)?|(us-)?ascii|iso-?8859-?\d+|latin-?1|(windows|cp)-?125\d|macintosh|koi8-[ru]"
    r"|shift_jis|euc-(jp|kr)|gb(2312|k|18030)|big5", re.IGNORECASE,
)  # fmt: skip
"""Encodings of XML files in practice, by IANA name; Python also knows codecs that are not text encodings."""


def is_svg(data: bytes) -> bool:
    """Return whether the bytes begin like XML, in an encoding of one or two bytes; JPEG, PNG and WebP never do."""
    for bom, _ in _BOMS:
        data = data.removeprefix(bom)
    head = data[:64].lstrip(_SPACES)
    return head.startswith((b"<", b"\0<"))


def decode_svg(data: bytes) -> str:
    """Return an SVG's text, decoded by its byte order mark or XML declaration. Raises ValueError."""
    encoding = next((name for bom, name in (*_BOMS, *_WIDE) if data.startswith(bom)), "")
    if not encoding:
        declared = _DECLARED.match(data.lstrip(_SPACES))
        encoding = declared[1].decode() if declared else "utf-8"
        if encoding.lower().startswith(("utf-16", "utf16")):
            encoding = "utf-8"   # .NET writes so: a declaration that can be read byte by byte is not in UTF-16
        if not _KNOWN.fullmatch(encoding):
            raise ValueError(f"the drawing declares the encoding {encoding}; save it as UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the drawing is not in {encoding.removesuffix('-sig').upper()}: byte {error.start + 1} does not fit"
        raise ValueError(f"{message}; save it as UTF-8") from None
    except LookupError:
        raise ValueError(f"the drawing declares the encoding {encoding}; save it as UTF-8") from None
