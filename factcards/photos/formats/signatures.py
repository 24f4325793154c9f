"""Signatures of files that are often mistaken for photographs, with a description and advice."""

from __future__ import annotations

import re

from ...late_loading import compile_late

_EXPORT = "export it as JPEG"
_AGAIN = "download the picture again"
_PAGE = f"a web page, perhaps an error message; {_AGAIN}"
_SIGNS = (
    (rb"%!PS|\xc5\xd0", "a PostScript drawing (EPS)"),
    (rb"%PDF", "a PDF document"),
    (rb"GIF8", "a GIF picture"),
    (rb"BM", "a BMP picture"),
    (rb"II\*\0.{4}CR|FUJIFILMCCD-RAW|IIU\0|....ftypcrx ", f"a camera's raw picture; {_EXPORT}"),
    (rb"II\*\0|MM\0\*|II\+\0|MM\0\+", "a TIFF picture"),
    (rb"8BPS", "a Photoshop file"),
    (rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", f"a HEIC photograph, as iPhones make them; {_EXPORT}"),
    (rb"....ftyp", "a video, or a picture in a video's format"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", f"a JPEG XL picture; {_EXPORT}"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", f"a JPEG 2000 picture; {_EXPORT}"),
    (rb"RIFF....(?:AVI |WAVE)", "a video or a sound"),
    (rb"PK\x03\x04", "a ZIP archive"),
    (rb"\x1f\x8b", "a gzip archive"),
    (rb"\0\0\x01\0", "an icon (ICO)"),
    (rb"\0\x05\x16[\0\x07]", "metadata of macOS (a `._` file); use the picture itself"),
    (rb"version https://git-lfs", "a pointer of Git LFS instead of the picture; run `git lfs pull`"),
    (rb"(?:\.\./)*(?:\.git)?/annex/objects/", "a pointer of git-annex instead of the picture; run `git annex get`"),
    (rb"(?i:(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|title)\b)", _PAGE),
    (rb"(?i:(?:<\?xml[^>]*>\s*)?<(?:error|[a-z]+response|[a-z:]+fault)\b)", f"an error message in XML; {_AGAIN}"),
    (rb"<", "a text in XML, perhaps SVG"),
    (rb"[{\[]\s*[\"{\[\]}]", f"data in JSON, perhaps an error message; {_AGAIN}"),
    (rb"(?:data:image/|/9j/4|iVBORw0KGgo)", "a picture written as text (Base64); decode it, or export it as JPEG"),
)
"""Patterns of the first bytes of other kinds of files, more specific ones first."""
_PATTERNS = tuple((compile_late(sign, re.DOTALL), name) for sign, name in _SIGNS)
"""The signatures, compiled; a dot is any byte."""
_LEAD = b"\xef\xbb\xbf \t\r\n"   # bytes that may precede text: the byte order mark and spaces
_INSPECTED_BYTES = 256
"""Number of bytes of a file that are inspected."""
_TEXT = compile_late(rb"[\t\n\r\x20-\x7e]{8,}")   # eight or more bytes of printable ASCII: `<!DOCTYPE html>`


def describe_content(data: bytes) -> str:
    """Return a description of a file that is not a supported picture, with advice if there is any."""
    for start in (data[:_INSPECTED_BYTES], data[: 2 * _INSPECTED_BYTES].lstrip(_LEAD)[:_INSPECTED_BYTES]):
        for pattern, name in _PATTERNS:
            if pattern.match(start):
                return name
    if _TEXT.fullmatch(data[:_INSPECTED_BYTES]):
        return f"a text, perhaps an error message; {_AGAIN}"
    return "something else or broken"
