"""The ASCII form of a link: browsers open the same target, and every code reader reads the same."""

from __future__ import annotations

import can_ada
import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from factcards.layout.codes.qr import make_code
from factcards.links.link_targets import LinkError, encode_link, list_hosts


@pytest.mark.parametrize(
    ("link", "ascii_"),
    [
        ("https://example.org/ä", "https://example.org/%C3%A4"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://example.org/café?q=é#ü", "https://example.org/caf%C3%A9?q=%C3%A9#%C3%BC"),
        ("https://例え。テスト:8080/日本", "https://xn--r8jz45g.xn--zckzah:8080/%E6%97%A5%E6%9C%AC"),
        ("HTTPS://Bücher.example", "HTTPS://xn--bcher-kva.example"),
        ("https://Example.ORG/ä?B=1&a=2", "https://Example.ORG/%C3%A4?B=1&a=2"),
        ("https://b%C3%BCcher.example/x", "https://xn--bcher-kva.example/x"),
        ("mailto:ä@example.org?subject=ö", "mailto:%C3%A4@example.org?subject=%C3%B6"),
        ("https://example.org/😀", "https://example.org/%F0%9F%98%80"),
    ],
)
def test_non_ascii_characters_are_encoded_and_read_back(link: str, ascii_: str):
    assert encode_link(link) == ascii_
    assert can_ada.parse(ascii_).href == can_ada.parse(link).href
    modules = np.pad(np.array(make_code(ascii_).modules), 4)
    picture = np.where(np.kron(modules, np.ones((8, 8))) > 0, 0, 255).astype(np.uint8)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [ascii_]
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == ascii_


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org", "https://Example.org:443/a/../b/./c?B&a=#x", "tel:112",
        "HTTP://example.org/%7e/{x}|'\"<>^`",
        "mailto:act@example.org?subject=Yes%20please", "https://example.org/%zz", "https://example.org/[a]",
    ],
)  # fmt: skip
def test_a_link_in_ascii_keeps_its_spelling(link: str):
    assert encode_link(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "", "example.org", "https:example.org", "https://", "https://a@example.org/", "https://evil.com\\@bank.com/",
        "https://exa mple.org/", "https://example.org/a\u200bb", "https://example.org/\n", "https://localhost/",
        "https://0x7f.1/", "https://example.org:99999/", "https://xn--a/", "mailto:a@localhost", "mailto:a@b.org/x",
    ],
)  # fmt: skip
def test_misread_or_broken_link_raises_an_error(link: str):
    with pytest.raises(LinkError):
        encode_link(link)


@given(
    st.sampled_from(["https://", "http://", "HTTPS://"]),
    st.text(st.sampled_from("abz019.-_äßжあ한अع̈ı"), min_size=1, max_size=12),
    st.sampled_from([".org", ".de:8080", ".рф", "。jp"]),
    st.text(max_size=20),
)
def test_browsers_open_the_same_by_the_ascii(scheme: str, host: str, top: str, rest: str):
    link = f"{scheme}{host}{top}/{rest}"
    try:
        encoded = encode_link(link)
    except LinkError:
        return
    assert encoded.isascii()
    assert can_ada.parse(encoded).href == can_ada.parse(link).href
    assert list_hosts(encoded) == list_hosts(link) == (can_ada.parse(link).hostname,)
    assert encode_link(encoded) == encoded
    assert encoded == link or not link.isascii()
