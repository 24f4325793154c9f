"""The words inside a file: its title, alt text, credit and rights as an XMP packet (ISO 16684-1).

The properties are those of the IPTC Photo Metadata Standard. A packet says only what the card says: nothing of a
photograph's own metadata, and no time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ..late_loading import compile_late
from ..model.cards import plain_language
from ..model.scene import Scene

_FORBIDDEN = compile_late("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids (section 2.2)."""
_URL = compile_late(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""IPTC's vocabulary of digital source types."""
_MADE, _COMPOSITE = "digitalCreation", "composite"
"""Source types of a card without and with a photograph.

The first is "created by a human using non-generative tools". The second is "a mix of several elements", whatever they
are, because how a photograph was made is not known here. `dataDrivenMedia` would be true of charts only.
"""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
"""Characters that XML gives a meaning, and what stands for them."""
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_PDF_NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_EXTENSIONS = {
    "pdfuaid": ("PDF/UA identification", {"part": "Integer"}),
    "Iptc4xmpCore": ("IPTC Core", {"AltTextAccessibility": "Lang Alt", "ExtDescrAccessibility": "Lang Alt"}),
    "Iptc4xmpExt": ("IPTC Extension", {"DigitalSourceType": "URI"}),
}
"""Schemas that PDF/A-2 does not know, with the types of their properties; a packet must describe them (ISO 19005-2,
6.6.2.3)."""


def make_xmp(scene: Scene, *, pdf: bool = False) -> bytes:
    """Return the XMP packet of a scene, in UTF-8.

    `pdf` adds that the file is PDF/UA-1 and PDF/A-2a (ISO 14289-1, 5; ISO 19005-2, 6.6.4).
    """
    start, end = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="w"?>'
    return f"{start}\n{make_xmp_element(scene, pdf=pdf)}\n{end}".encode()


def make_xmp_element(scene: Scene, *, pdf: bool = False) -> str:
    """Return the element `x:xmpmeta` of a packet, for formats that are XML themselves."""
    namespaces = _NAMESPACES | (_PDF_NAMESPACES if pdf else {})
    properties = [*_list_properties(scene)]
    properties += _list_pdf_properties(properties) if pdf else ()
    used = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items()
                   if any(f"<{prefix}:" in one for one in properties))  # fmt: skip
    return "".join((
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about=""', used, ">\n", "\n".join(properties),
        "\n</rdf:Description></rdf:RDF></x:xmpmeta>",
    ))  # fmt: skip


def drop_forbidden(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids, which are all invisible."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def _list_properties(scene: Scene) -> Iterator[str]:
    """Yield the elements of the properties that have a value."""
    metadata, language = scene.metadata, plain_language(scene.language)
    yield from _alternatives("dc:title", metadata.title, language)
    yield from _alternatives("dc:description", scene.description)
    yield from _items("dc:creator", "Seq", metadata.creator)
    for name in ("dc:rights", "xmpRights:UsageTerms"):   # a card has one field for the notice and the terms
        yield from _alternatives(name, metadata.rights, plain_language(metadata.rights_language))
    yield from _text("dc:source", metadata.source)
    yield from _items("dc:language", "Bag", language)
    yield from _text("photoshop:Credit", metadata.credit)
    link = _URL.search(metadata.rights)
    yield from _text("xmpRights:WebStatement", link[0] if link else "")
    yield from _alternatives("Iptc4xmpCore:AltTextAccessibility", metadata.summary, language)
    if scene.description != metadata.summary:   # it is for what a short text alternative leaves out
        yield from _alternatives("Iptc4xmpCore:ExtDescrAccessibility", scene.description, language)
    yield from _text("Iptc4xmpExt:DigitalSourceType", _SOURCE_TYPES + (_COMPOSITE if metadata.has_photo else _MADE))


def _list_pdf_properties(others: Sequence[str]) -> Iterator[str]:
    """Yield the elements that only a PDF has, given the others, which may need a description."""
    own = (*_text("pdfaid:part", "2"), *_text("pdfaid:conformance", "A"), *_text("pdfuaid:part", "1"))
    yield from own
    yield _describe_schemas(tuple(one[1 : one.index(">")] for one in (*own, *others)))


@cache
def _describe_schemas(used: tuple[str, ...]) -> str:
    """Return the description of the schemas of the used properties that PDF/A-2 does not know."""
    described = {
        prefix: {name: kind for name, kind in types.items() if f"{prefix}:{name}" in used}
        for prefix, (_, types) in _EXTENSIONS.items()
    }
    schemas = "".join(_describe_schema(prefix, types) for prefix, types in described.items() if types)
    return f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>"


def _describe_schema(prefix: str, types: Mapping[str, str]) -> str:
    """Return the description of a schema and its properties for PDF/A."""
    name, _ = _EXTENSIONS[prefix]
    properties = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{one}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{one}</pdfaProperty:description></rdf:li>"
        for one, kind in types.items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema><pdfaSchema:namespaceURI>'
        f"{(_NAMESPACES | _PDF_NAMESPACES)[prefix]}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}"
        f"</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>\n"
    )


def _alternatives(name: str, text: str, language: str = "") -> Iterator[str]:
    """Yield a language alternative: the text as the default and, if its language is known, in that language."""
    if text:
        safe, tags = _escape(text), ["x-default", *([language] if language else [])]
        items = "".join(f'<rdf:li xml:lang="{_escape(tag)}">{safe}</rdf:li>' for tag in tags)
        yield f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _items(name: str, container: str, text: str) -> Iterator[str]:
    """Yield a property of one item in a list (`Seq`) or a set (`Bag`)."""
    if text:
        yield f"<{name}><rdf:{container}><rdf:li>{_escape(text)}</rdf:li></rdf:{container}></{name}>"


def _text(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"<{name}>{_escape(text)}</{name}>"


def _escape(text: str) -> str:
    return drop_forbidden(text).translate(_ESCAPES)
