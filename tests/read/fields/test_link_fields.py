"""Links are templates."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.links.url_templates import expand_template, parse_template


@pytest.mark.parametrize(
    ("url", "filled"),
    [
        ("https://a.org/{card}?l={language}", "https://a.org/honey?l=zh-Hans"),
        ("https://a.org/{set}", "https://a.org/b%C3%A9es%20%26%2F%3D"),
        ("https://a.org/{{card}}", "https://a.org/{card}"),
        ("https://a.org/{{{card}}}", "https://a.org/{honey}"),
        ("https://a.org/é%20x", "https://a.org/é%20x"),
    ],
)
def test_placeholders_are_filled_in(url, filled):
    assert expand_template(url, {"set": "bées &/=", "card": "honey", "language": "zh-Hans"}) == filled


def test_placeholder_without_a_value_is_an_error():
    with pytest.raises(KeyError):
        expand_template("{size}", {})


@given(st.text())
def test_value_stays_within_its_part_of_the_link(value):
    text = value.encode("utf-8", "ignore").decode()
    filled = expand_template("https://a.org/?a={card}&b", {"card": text})
    inner = filled.removeprefix("https://a.org/?a=").removesuffix("&b")
    assert not set(inner) & set(":/?#[]@!$&'()*+,;= {}\"<>")
    assert unquote(inner) == text


@given(st.text("{}ab", max_size=20))
def test_pieces_cover_the_template(template):
    pieces = parse_template(template)
    assert [p.start for p in pieces] == [sum(q.length for q in pieces[:i]) for i in range(len(pieces))]
    assert sum(p.length for p in pieces) == len(template)
