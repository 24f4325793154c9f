"""Small faults of a PDF with one page, each with what must report it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

Change = Callable[[Pdf], None]
FAULTS: dict[str, tuple[str, Change]] = {}
"""Each fault by what is wrong: the rule of page-validation that it breaks, or `tags` if `find_tag_faults` finds it."""


def seed_fault(data: bytes, change: Change | None) -> bytes:
    """Return a PDF with one fault; with none it is only written again."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        if change:
            change(pdf)
        file = io.BytesIO()
        if change is encrypt:
            pdf.save(file, encryption=pikepdf.Encryption(owner="owner", user=""))
        else:   # streams keep their filters, also a forbidden one
            pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return file.getvalue()


def fault(wrong: str, rule: str) -> Callable[[Change], Change]:
    """Register a fault."""

    def register(change: Change) -> Change:
        FAULTS[wrong] = rule, change
        return change

    return register


def elements(pdf: Pdf, kind: str) -> Iterator[Dictionary]:
    """Yield the structure elements of a type."""
    found = (item for item in pdf.objects if isinstance(item, Dictionary) and Name.P in item)
    return (item for item in found if item.get(Name.S) == kind)


def first(pdf: Pdf, kind: str) -> Dictionary:
    return next(elements(pdf, kind))


def fonts(pdf: Pdf) -> Iterator[Dictionary]:
    """Yield the composite fonts."""
    return (item for item in pdf.objects if isinstance(item, Dictionary) and item.get(Name.Subtype) == "/Type0")


def append(pdf: Pdf, operators: str) -> None:
    """Append operators to the first page."""
    page = pdf.pages[0]
    page.Contents = Stream(pdf, page.Contents.read_bytes() + b"\n" + operators.encode())


def replace_in(stream: pikepdf.Object, old: bytes, new: bytes) -> None:
    before = stream.read_bytes()
    assert old in before
    stream.write(before.replace(old, new))


@fault("no language", "PDFUA1-TEXT-LANGUAGE-001")
def _(pdf: Pdf) -> None:
    del pdf.Root.Lang


@fault("a language that is none", "PDFUA1-LANGUAGE-TAG-001")
def _(pdf: Pdf) -> None:
    pdf.Root.Lang = String("in English")


@fault("no title", "PDFUA1-METADATA-TITLE-001")
def _(pdf: Pdf) -> None:
    replace_in(pdf.Root.Metadata, b"dc:title", b"dc:format")


@fault("the window shows the file's name", "PDFUA1-VIEWER-PREFERENCES-001")
def _(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@fault("not marked as tagged", "PDFUA1-TAGGED-DOCUMENT-001")
def _(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


@fault("tags that are suspect", "PDFUA1-SUSPECTS-001")
def _(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@fault("no tag tree", "PDFUA1-STRUCT-TREE-ROOT-001")
def _(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@fault("text outside all tags", "PDFUA1-CONTENT-TAGGING-001")
def _(pdf: Pdf) -> None:
    append(pdf, "BT /F0 12 Tf 10 10 Td <0001> Tj ET")


@fault("a shape outside all tags", "PDFUA1-CONTENT-TAGGING-001")
def _(pdf: Pdf) -> None:
    append(pdf, "0 0 5 5 re f")


@fault("an artifact in a paragraph", "PDFUA1-ARTIFACT-NESTED-001")
def _(pdf: Pdf) -> None:
    append(pdf, "/P <</MCID 0>> BDC /Artifact BMC 0 0 5 5 re f EMC EMC")


@fault("a paragraph in an artifact", "PDFUA1-TAGGED-CONTENT-INSIDE-ARTIFACT-001")
def _(pdf: Pdf) -> None:
    append(pdf, "/Artifact BMC /P <</MCID 0>> BDC 0 0 5 5 re f EMC EMC")


@fault("a figure without words", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001")
def _(pdf: Pdf) -> None:
    del first(pdf, "/Figure").Alt


@fault("a table's row outside a table", "PDFUA1-TR-PARENT-001")
def _(pdf: Pdf) -> None:
    first(pdf, "/P").S = Name.TR


@fault("a heading of level 3 after the first", "PDFUA1-HEADING-NESTING-001")
def _(pdf: Pdf) -> None:
    first(pdf, "/P").S = Name.H3


@fault("a type of element that nobody knows", "PDFUA1-STRUCT-TREE-ROLE-MAP-001")
def _(pdf: Pdf) -> None:
    first(pdf, "/P").S = Name.Card


@fault("an element without its parent", "PDFUA1-STRUCT-ELEMENT-PARENT-001")
def _(pdf: Pdf) -> None:
    del first(pdf, "/H1").P


@fault("a link that no element owns", "PDFUA1-LINK-LINK-TAG-001")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0].StructParent


@fault("a link in a paragraph's place", "PDFUA1-LINK-LINK-TAG-001")
def _(pdf: Pdf) -> None:
    first(pdf, "/Link").S = Name.P


@fault("a link without words", "PDFUA1-LINK-CONTENTS-001")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0].Contents


@fault("no order of tabs", "PDFUA1-PAGE-TABS-001")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].Tabs


@fault("a link that is not printed", "PDFA2A-ANNOTATION-FLAGS-001")
def _(pdf: Pdf) -> None:
    pdf.pages[0].Annots[0].F = 0


@fault("no claim of PDF/UA", "PDFUA1-ID-SCHEMA-001")
def _(pdf: Pdf) -> None:
    replace_in(pdf.Root.Metadata, b"<pdfuaid:part>1</pdfuaid:part>", b"")


@fault("no claim of PDF/A", "PDFA2A-ID-SCHEMA-001")
def _(pdf: Pdf) -> None:
    replace_in(pdf.Root.Metadata, b"<pdfaid:part>2</pdfaid:part>", b"")
    replace_in(pdf.Root.Metadata, b"<pdfaid:conformance>A</pdfaid:conformance>", b"")


@fault("an extension of XMP that is not declared", "PDFA2A-XMP-EXTENSION-PROPERTY-DEFINITION-001")
def _(pdf: Pdf) -> None:
    replace_in(pdf.Root.Metadata, b"<pdfaSchema:namespaceURI>http://www.aiim.org/", b"<pdfaSchema:namespaceURI>http://")


@fault("no XMP", "PDFUA1-METADATA-STRUCTURE-001")
def _(pdf: Pdf) -> None:
    del pdf.Root.Metadata


@fault("no output intent", "PDFA2A-DEVICE-RGB-001")
def _(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@fault("colours for a press", "PDFA2A-DEVICE-CMYK-001")
def _(pdf: Pdf) -> None:
    append(pdf, "/Artifact BMC 0 0 0 1 k 0 0 5 5 re f EMC")


@fault("a font that is not embedded", "PDFUA1-FONT-EMBEDDING-001")
def _(pdf: Pdf) -> None:
    del next(fonts(pdf)).DescendantFonts[0].FontDescriptor.FontFile2


@fault("a glyph of another width", "PDFUA1-FONT-GLYPH-WIDTH-001")
def _(pdf: Pdf) -> None:
    widths = next(fonts(pdf)).DescendantFonts[0].W[1]
    widths[1] = float(widths[1]) + 40


@fault("no map from codes to glyphs", "PDFUA1-CIDTOGIDMAP-001")
def _(pdf: Pdf) -> None:
    del next(fonts(pdf)).DescendantFonts[0].CIDToGIDMap


@fault("a glyph without characters", "PDFUA1-FONT-UNICODE-MAPPING-001")
def _(pdf: Pdf) -> None:
    replace_in(next(fonts(pdf)).ToUnicode, b"\n<0001>", b"\n<00FF>")


@fault("a font without characters", "PDFUA1-FONT-UNICODE-MAPPING-001")
def _(pdf: Pdf) -> None:
    del next(fonts(pdf)).ToUnicode


@fault("a glyph for a missing character", "PDFUA1-NOTDEF-GLYPH-001")
def _(pdf: Pdf) -> None:
    append(pdf, "/P <</MCID 0>> BDC BT /F0 12 Tf 10 10 Td <0000> Tj ET EMC")


@fault("a script", "PDFA2A-ACTION-TYPE-001")
def _(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@fault("a link that runs a script", "PDFA2A-ACTION-TYPE-001")
def _(pdf: Pdf) -> None:
    pdf.pages[0].Annots[0].A = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@fault("a page that opens with an action", "PDFA2A-PAGE-ADDITIONAL-ACTIONS-001")
def _(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://example.org")))


@fault("a filter whose use is forbidden", "PDFA2A-STREAM-FILTER-001")
def _(pdf: Pdf) -> None:
    form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 5, 5]))
    form.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.pages[0].Resources.XObject = Dictionary(Bad=form)


@fault("a blend mode that does not exist", "PDFA2A-EXTGSTATE-BLEND-MODE-001")
def _(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(Bad=Dictionary(BM=Name.Soften))
    append(pdf, "/Artifact BMC /Bad gs 0 0 5 5 re f EMC")


@fault("a curve that prints other colours", "PDFA2A-EXTGSTATE-TR-001")
def _(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(Bad=Dictionary(TR=Name.Identity))
    append(pdf, "/Artifact BMC /Bad gs 0 0 5 5 re f EMC")


@fault("an operator that does not exist", "PDFA2A-CONTENT-OPERATOR-001")
def _(pdf: Pdf) -> None:
    append(pdf, "/Artifact BMC 1 zz EMC")


@fault("an attached file", "PDFA2A-EMBEDDED-FILE-PDFA-001")
def _(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"words"


@fault("contents without their elements", "tags")
def _(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][2] = pdf.Root.StructTreeRoot.ParentTree.Nums[1][0]


@fault("a page without its elements", "tags")
def _(pdf: Pdf) -> None:
    del pdf.pages[0].StructParents


@fault("content with a number that no element has", "tags")
def _(pdf: Pdf) -> None:
    append(pdf, "/P <</MCID 99>> BDC 0 0 5 5 re f EMC")


@fault("an element whose content does not exist", "tags")
def _(pdf: Pdf) -> None:
    first(pdf, "/H1").K[0] = 77


@fault("two headings", "tags")
def _(pdf: Pdf) -> None:
    first(pdf, "/P").S = Name.H1


@fault("an element outside the tree", "tags")
def _(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].K[0]


@fault("a link to a script", "tags")
def _(pdf: Pdf) -> None:
    pdf.pages[0].Annots[0].A.URI = String("javascript:alert(1)")


@fault("encryption", "PDFA2A-ENCRYPTION-001")
def encrypt(_pdf: Pdf) -> None:
    pass   # `seed_fault` encrypts when it writes the file
