"""The words inside every file, read by Pillow's and Python's own parsers, and by exiftool."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from factcards.draw import FORMATS, draw_scene
from factcards.draw.xmp_packet import make_xmp
from factcards.errors import DrawError
from factcards.model.assets import Assets
from factcards.model.scene import Metadata, Scene
from factcards.photos import PhotoLibrary
from factcards.text.fonts.font_library import shipped_fonts
from tests.support.pdf_conformance import find_conformance_faults
from tests.support.scenes import scene_of

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC, PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
CORE, EXTENSION = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}", "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
WORDS = {
    "ar": ("لا أحد للبيع", "النساء والفتيات ٩٦٪ من الضحايا."),
    "zh-Hans": ("没有人是商品", "受害者中96%是妇女和女童。"),
    "fr": ("Personne n’est à vendre", "Les femmes & les filles : 96 % des victimes."),
    "hi": ("कोई बिकाऊ नहीं", "पीड़ितों में 96% महिलाएँ और लड़कियाँ हैं।"),
}
RIGHTS_TEXT = "CC BY 4.0, https://creativecommons.org/x."
KINDS = ("small png", *(name for name in FORMATS if name != "dump"))


def scene_in(language: str) -> Scene:
    title, summary = WORDS[language]
    about = Metadata(title, summary, "Equality Now", "© A. Photographer", RIGHTS_TEXT, "ILO, 2014", True, "en")
    return replace(scene_of(description=f"{summary} {summary}"), language=language, metadata=about)


@cache
def picture_in(language: str, kind: str) -> bytes:
    assets = Assets(shipped_fonts(), PhotoLibrary())
    return draw_scene(scene_in(language), kind.removeprefix("small "), assets, small=kind.startswith("small"))


def description_in(packet: bytes) -> ET.Element:
    found = ET.fromstring(packet).find(f"{RDF}RDF/{RDF}Description")
    assert found is not None
    return found


def alternatives(about: ET.Element, name: str) -> dict[str, str]:
    items = about.find(name).iter(f"{RDF}li")  # type: ignore[union-attr]
    return {item.attrib[XML_LANGUAGE]: item.text or "" for item in items}


def packet_in(data: bytes) -> bytes:
    if not data.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
        (found,) = re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL)
        return found
    with Image.open(BytesIO(data)) as image:
        found = image.info.get("xmp") or image.info["XML:com.adobe.xmp"].encode()
    return found if isinstance(found, bytes) else found.encode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", WORDS)
def test_every_file_has_its_words_inside(language, kind):
    about, (title, summary) = description_in(packet_in(picture_in(language, kind))), WORDS[language]
    assert alternatives(about, f"{DC}title") == {"x-default": title, language: title}
    assert alternatives(about, f"{CORE}AltTextAccessibility") == {"x-default": summary, language: summary}
    assert alternatives(about, f"{CORE}ExtDescrAccessibility")[language] == f"{summary} {summary}"
    assert about.findtext(f"{DC}creator/{RDF}Seq/{RDF}li") == "Equality Now"
    assert about.findtext(f"{DC}language/{RDF}Bag/{RDF}li") == language
    assert about.findtext(f"{PHOTOSHOP}Credit") == "© A. Photographer"
    assert alternatives(about, f"{DC}rights") == {"x-default": RIGHTS_TEXT, "en": RIGHTS_TEXT}
    assert about.findtext(f"{RIGHTS}WebStatement") == "https://creativecommons.org/x"
    assert about.findtext(f"{EXTENSION}DigitalSourceType", "").endswith("/composite")


@pytest.mark.witness("exiftool")
def test_exiftool_reads_the_same_words_from_each_format(tmp_path):
    for language in WORDS:
        for kind in KINDS:
            (tmp_path / f"{language} {kind}.{kind[-4:].strip()}").write_bytes(picture_in(language, kind))
    command = ["exiftool", "-json", "-s", "-XMP:all", *map(str, sorted(tmp_path.iterdir()))]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert len(found) == len(WORDS) * len(KINDS)
    for entry in found:
        language = Path(entry["SourceFile"]).name.split()[0]
        tag = language.lower()   # as exiftool writes it
        title, summary = WORDS[language]
        assert (entry["Title"], entry[f"Title-{tag}"]) == (title, title)
        assert entry[f"AltTextAccessibility-{tag}"] == entry["AltTextAccessibility"] == summary
        assert entry[f"ExtDescrAccessibility-{tag}"] == f"{summary} {summary}"
        assert (entry["Credit"], entry["Creator"]) == ("© A. Photographer", "Equality Now")
        assert (entry["Source"], entry["Language"]) == ("ILO, 2014", language)
        assert entry["Rights"] == entry["Rights-en"] == entry["UsageTerms"] == RIGHTS_TEXT
        assert entry["WebStatement"] == "https://creativecommons.org/x"
        assert entry["DigitalSourceType"].endswith("/composite")


def test_the_packet_of_a_pdf_declares_the_properties_that_pdf_a_does_not_know():
    data = picture_in("ar", "pdf")
    assert [fault for fault in find_conformance_faults(data) if "XMP" in fault] == []
    hidden = re.sub(rb"<(/?)pdfaExtension:schemas>", rb"<\1pdfaExtension:schemaz>", data)
    assert any("absent from the current extension schemas" in fault for fault in find_conformance_faults(hidden))


def test_a_packet_says_nothing_that_the_card_does_not_say():
    about = description_in(make_xmp(replace(scene_of(), language="")))
    assert [child.tag for child in about] == [f"{EXTENSION}DigitalSourceType"]
    assert (about[0].text or "").endswith("/digitalCreation")


def test_the_documents_list_every_property():
    page = (Path(__file__).parents[2] / "docs/metadata.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`((?:dc|photoshop|xmpRights|Iptc4xmp\w+):\w+)`", page))
    assert documented == set(re.findall(r"^<(\w+:\w+)>", make_xmp(scene_in("fr")).decode(), re.MULTILINE))


def test_markup_and_forbidden_characters_stay_text():
    hostile = "a ]]> <b>&amp; <?xpacket end='w'?> \x00\x08\ufffe \u2067x\u2069 \U0001f41d"
    about = description_in(make_xmp(scene_of(description=hostile)))
    expected = "a ]]> <b>&amp; <?xpacket end='w'?>  \u2067x\u2069 \U0001f41d"
    assert alternatives(about, f"{CORE}ExtDescrAccessibility") == {"x-default": expected, "en": expected}


def test_a_short_alt_text_is_not_repeated_as_an_extended_description():
    scene = scene_of(description="All victims.")
    for pdf in (False, True):
        packet = make_xmp(replace(scene, metadata=Metadata(summary="All victims.")), pdf=pdf).decode()
        assert "AltTextAccessibility" in packet
        assert "ExtDescrAccessibility" not in packet


def test_terms_of_use_have_their_own_language_which_may_not_be_the_card_s():
    terms = Metadata(rights="© 2014 Us; see https://example.org/a?b=c&d=%20(x).", rights_language="en")
    about = description_in(make_xmp(replace(scene_of(), language="ar", metadata=terms)))
    for name in (f"{DC}rights", f"{RIGHTS}UsageTerms"):
        assert alternatives(about, name) == {"x-default": terms.rights, "en": terms.rights}
    assert about.findtext(f"{RIGHTS}WebStatement") == "https://example.org/a?b=c&d=%20(x"


def test_the_style_of_arabic_letters_is_not_part_of_a_language():
    about = description_in(make_xmp(replace(scene_of(description="x"), language="ur-x-naskh")))
    assert set(alternatives(about, f"{CORE}ExtDescrAccessibility")) == {"x-default", "ur"}


def test_words_that_a_jpeg_cannot_hold_are_refused_and_not_cut():
    scene = scene_of(description="é" * 30_000)
    assets = Assets(shipped_fonts(), PhotoLibrary())
    with pytest.raises(DrawError, match=r"take \d+,\d{3} bytes; a JPEG can hold 65,502"):
        draw_scene(scene, "jpeg", assets)
    assert alternatives(description_in(packet_in(draw_scene(scene, "webp", assets))), f"{DC}description")
