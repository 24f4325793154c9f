"""The tag tree of twelve documents, as pdfium, poppler and pdf.js read it; what is in it, and what is refused.

To accept the present trees, run `python tests/draw/pdf/test_structure.py`.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

sys.path += [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "witness")]   # for a run without pytest
from pdf_tags import read_tags_by_pdfjs, read_tags_by_poppler
from support.pdf_cards import lay_out_pages
from support.pdf_conformance import dump_tags, find_conformance_faults, find_tag_faults
from support.scenes import BLACK, line_of, scene_of, shape_run, text_of
from words import READERS

from factcards.draw.pdf import draw_pdf
from factcards.draw.pdf.structure import find_tagged_groups
from factcards.errors import DrawError
from factcards.graphics.geometry import Rect, path_of_rects
from factcards.model.assets import Assets
from factcards.model.scene import Group, Link, Node, Scene, Shape, Tag
from factcards.photos import PhotoLibrary
from factcards.text.fonts.font_library import shipped_fonts

RECORDED = Path(__file__).parents[2] / "data" / "pdf_tags.txt"
ASSETS = Assets(shipped_fonts(), PhotoLibrary())
URL = "https://example.org/act"


@cache
def documents() -> dict[str, tuple[list[Scene], bytes]]:
    """Return the twelve documents by name, each with its scenes."""
    with tempfile.TemporaryDirectory() as folder:
        return {name: (pages, draw_pdf(pages, ASSETS)) for name, pages in lay_out_pages(Path(folder), ASSETS).items()}


def dump_all() -> str:
    return "".join(f"{name}\n{dump_tags(data)}" for name, (_, data) in documents().items())


def test_tags_are_the_recorded_ones():
    assert dump_all() == RECORDED.read_text(encoding="utf-8")


def test_the_recorded_documents_have_no_fault():
    for name, (_, data) in documents().items():
        assert (name, [*find_conformance_faults(data), *find_tag_faults(data)]) == (name, [])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the files of the twelve documents, by name."""
    folder = tmp_path_factory.mktemp("documents")
    paths = {name: folder / f"{number}.pdf" for number, name in enumerate(documents())}
    for name, path in paths.items():
        path.write_bytes(documents()[name][1])
    return paths


def types_in(dump: str) -> str:
    """Return the types of the elements in a dump, at their depth; elements over several pages count once."""
    lines = [line for line in dump.splitlines() if line.startswith("  ")]
    kinds = [f"{line[2 : len(line) - len(line.lstrip())]}{line.split()[0]}\n" for line in lines]
    return "".join(kind for at, kind in enumerate(kinds) if at == 0 or kind != "Document\n")


def letters(text: str) -> Counter[str]:
    """Return the letters and digits of a text: line ends, capitals and the order of mixed directions do not count."""
    return Counter(sign for sign in text.casefold() if sign.isalnum())


@pytest.mark.witness("pdftotext")
def test_poppler_reads_the_same_elements_and_words_in_the_same_order(files):
    for name, path in files.items():
        scenes, data = documents()[name]
        types, texts = read_tags_by_poppler(path)
        assert (name, types) == (name, types_in(dump_tags(data)))
        words = [letters(text) for kind, text in texts if kind in ("H1", "P")]
        tags = [tag for scene in scenes for _, tag in find_tagged_groups(scene.nodes)]
        assert (name, words) == (name, [letters(tag.text) for tag in tags if tag.kind in ("heading", "paragraph")])


@pytest.mark.witness("node", "npm:pdfjs-dist")
def test_pdfjs_reads_the_same_tags_and_the_words_of_each(files):
    read = read_tags_by_pdfjs(list(files.values()))
    for (name, (scenes, data)), (dump, pages) in zip(documents().items(), read, strict=True):
        assert (name, dump) == (name, dump_tags(data))
        for scene, texts in zip(scenes, pages, strict=True):
            for number, (_, tag) in enumerate(find_tagged_groups(scene.nodes)):
                if tag.kind in ("heading", "paragraph"):
                    assert (name, letters(texts[number])) == (name, letters(tag.text))


@pytest.mark.witness("pdftotext", "mutool", "node", "npm:pdfjs-dist")
def test_exact_text_on_elements_does_not_change_what_four_readers_find(files, tmp_path):
    shown = [files[name] for name in ("Arabic without a call", "Urdu for print", "counts", "a book")]
    without = [tmp_path / path.name for path in shown]
    for path, plain in zip(shown, without, strict=True):
        with pikepdf.Pdf.open(path) as pdf:
            found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ActualText" in item]
            for element in found:
                del element.ActualText
            pdf.save(plain)
        assert found
    for name, read in READERS.items():
        assert (name, read(shown)) == (name, read(without))


def drawn(*nodes: Node, **fields: object) -> pikepdf.Pdf:
    """Return a PDF of one page with these nodes, opened by qpdf's library."""
    return pikepdf.Pdf.open(io.BytesIO(draw_pdf([replace(scene_of(*nodes), **fields)], ASSETS)))  # type: ignore[arg-type]


def paragraph(text: str, language: str = "en", role: str = "", kind: str = "paragraph") -> Group:
    line = line_of(shape_run(text, "Archivo-600.ttf"))
    return Group((text_of(line, 10, 40, 12),), role, tag=Tag(kind, language, text))  # type: ignore[arg-type]


def code(url: str = URL) -> Group:
    area = Rect(20, 30, 20, 20)
    return Group((Shape(path_of_rects([area]), BLACK), Link(area, url)), "code", area=area, tag=Tag("link", "", url))


def annotation_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    (annotation,) = pdf.pages[0].Annots
    return annotation


def elements_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(pdf.Root.StructTreeRoot.K[0].K)


def test_a_code_has_the_words_of_the_call_to_action():
    with drawn(paragraph("Act now", "fr", "call"), code()) as pdf:
        link = elements_of(pdf)[1]
        assert str(annotation_of(pdf).Contents) == str(link.K[0].Alt) == "Act now"
        assert str(link.Lang) == "fr"


def test_a_code_without_a_call_has_its_url():
    with drawn(paragraph("Act now"), code()) as pdf:
        assert str(annotation_of(pdf).Contents) == str(elements_of(pdf)[1].K[0].Alt) == URL


def test_a_link_opens_the_url_in_ascii_and_is_printed_without_a_border():
    with drawn(code("https://example.org/öl?a=%20&b=(1)#c")) as pdf:
        annotation = annotation_of(pdf)
        assert (annotation.A.S, annotation.A.URI) == ("/URI", "https://example.org/%C3%B6l?a=%20&b=(1)#c")
        assert (annotation.F, list(annotation.Border)) == (4, [0, 0, 0])
        assert list(map(float, annotation.Rect)) == [15, 22.5, 30, 37.5]   # of 80 pixels' height, 0.75 points a pixel


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "HTTPS:", "//example.org"])
def test_a_link_to_anything_but_a_page_or_an_address_is_refused(url):
    message = f"error: a link in a PDF opens a page, a mail address or a phone number, not `{url}`"
    with pytest.raises(DrawError) as error:
        drawn(code(url))
    assert str(error.value) == message


def test_a_link_outside_all_tags_is_an_element_too():
    with drawn(paragraph("Words"), Group((Link(Rect(0, 0, 9, 9), URL),))) as pdf:
        assert [str(element.S) for element in elements_of(pdf)] == ["/P", "/Link"]
        assert str(annotation_of(pdf).Contents) == URL


def test_an_element_names_its_language_only_where_it_is_another():
    with drawn(paragraph("One"), paragraph("Un", "fr"), language="en-x-plain") as pdf:
        one, un = elements_of(pdf)
        assert str(pdf.Root.Lang) == "en"
        assert ("/Lang" in one, str(un.Lang)) == (False, "fr")


@pytest.mark.parametrize("text", ["(a) b) \\\\ c", "Größe", "\u2066👩🏽\u200d🚒\u2069", "line\nbreak", "\xfe\xff"])
def test_an_exact_text_keeps_every_character(text):
    with drawn(Group((), tag=Tag("paragraph", "en", text)), code()) as pdf:
        assert str(elements_of(pdf)[0].ActualText) == text


def test_what_is_in_no_tag_is_an_artifact():
    with drawn(Shape(path_of_rects([Rect(0, 0, 9, 9)]), BLACK), paragraph("Words", kind="heading")) as pdf:
        marks = [
            (str(operands[0]), operator == pikepdf.Operator("BDC"))
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in ("BDC", "BMC")
        ]
        assert marks == [("/Artifact", False), ("/H1", True)]


def test_a_figure_has_its_bounds_within_the_page():
    picture = Group((Shape(path_of_rects([Rect(60, -20, 80, 60)]), BLACK),), tag=Tag("figure", "en", "A square"))
    with drawn(picture) as pdf:
        (figure,) = elements_of(pdf)
        assert list(map(float, figure.A.BBox)) == [45, 30, 75, 60]


@pytest.mark.parametrize(
    ("outer", "kind"),
    [
        ({"opacity": 0.5}, "a group with an opacity below 1"),
        ({"tag": Tag("figure", "en", "Outer")}, "a tagged group"),
    ],
)
def test_tags_within_one_object_of_a_page_are_refused(outer, kind):
    with pytest.raises(DrawError) as error:
        drawn(Group((Group((paragraph("Words"),)),), **outer))
    assert str(error.value) == f"error: {kind} holds another tagged group; tag only the outer one"


def test_a_pdf_has_a_page():
    with pytest.raises(DrawError, match="a PDF needs at least one page"):
        draw_pdf([], ASSETS)


def test_a_translucent_group_with_a_tag_of_its_own_is_one_element():
    inner = replace(paragraph("Words", kind="heading"), opacity=0.5)
    data = draw_pdf([scene_of(inner)], ASSETS)
    assert find_tag_faults(data) == []
    assert dump_tags(data) == "page 1\n  Document\n    H1 #0 'Words'\n"


def _approve() -> None:
    RECORDED.write_text(dump_all(), encoding="utf-8", newline="")


if __name__ == "__main__":
    _approve()
