"""What a scene says to readers who do not see it: paragraphs, a heading, figures, a link, and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from factcards.draw.dump import dump_scene
from factcards.model.cards import Brand, Chart, Count, LocalCard, Tile
from factcards.model.scene import Group, Metadata, Node, Scene, Tag, Text, find_tagged_groups, walk_nodes
from factcards.model.sizes import find_size
from factcards.read.themes.theme_reader import read_theme
from tests.support.cards import SHAPES, card, photo, prose, right_to_left, texts

THEMES = ("statement", "figure", "photo", "testimony", "data", "half", "contrast", "series")
ARABIC = "النساء والفتيات **96%** من الضحايا."


def tags_of(scene: Scene, *kinds: str) -> list[tuple[str, str]]:
    """Return the kinds and texts of a scene's tags in reading order, those of some kinds only if any is given."""
    tags = [group.tag for group in find_tagged_groups(scene.nodes) if group.tag]
    return [(tag.kind, tag.text) for tag in tags if not kinds or tag.kind in kinds]


def tags_around(nodes: tuple[Node, ...], above: tuple[Tag, ...] = ()) -> Iterator[tuple[Node, tuple[Tag, ...]]]:
    """Yield every node that is not a group with the tags of all groups around it."""
    for node in nodes:
        if isinstance(node, Group):
            yield from tags_around(node.nodes, (*above, node.tag) if node.tag else above)
        else:
            yield node, above


def kinds_of_card(tmp_path, words: str, language: str) -> list[LocalCard]:
    counts = Chart(counts=(Count(70, prose("women", language), "70"), Count(30, prose("men", language), "30")))
    plain = {"language": language, "short": "equalitynow.org/act"}
    return [
        card(words, headline="96%", **plain),
        card(words, headline="Nobody is for sale", **plain),
        card(f"{words}\n\n{words}", **plain),
        card(f"{words}\n\n{words}", kind="story", image=photo(tmp_path, credit="A. Photographer"), **plain),
        card(words, chart=counts, **plain),
        card(words, chart=Chart(share=0.37), **plain),
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("language", "words"), [("en", "Women make up **96%** of all victims."), ("ar", ARABIC)])
def test_every_line_is_in_one_tag_and_every_card_has_one_heading(tmp_path, lay_out, theme, language, words):
    for made in kinds_of_card(tmp_path, words, language):
        for size in SHAPES:
            scene = lay_out(made, size, theme=read_theme(theme))
            for node, above in tags_around(scene.nodes):
                assert len(above) <= 1, "tags do not contain one another"
                if isinstance(node, Text):
                    assert len(above) == 1 or node.line.text.isdigit(), f"{node.line.text}: only a station's number"
            assert len(tags_of(scene, "heading")) == 1
            assert tags_of(scene, "link") == [("link", made.url)]


def test_a_paragraph_is_one_tag_with_its_words_as_written(lay_out):
    body = "Women and girls make up **96%** of all victims.\n\nThey need more than words."
    scene = lay_out(card(body, headline="Nobody is for sale"))
    assert tags_of(scene, "heading", "paragraph") == [
        ("paragraph", "Equality Now"),
        ("heading", "Nobody is for sale"),
        ("paragraph", "Women and girls make up 96% of all victims."),
        ("paragraph", "They need more than words."),
        ("paragraph", "International Labour Organization, 2014"),
        ("paragraph", "Call on your government"),
        ("paragraph", "equalitynow.org/act"),
    ]


def test_a_figure_in_several_parts_is_one_heading(lay_out):
    scene = lay_out(card(headline="-96%"))
    assert len(texts(scene, "headline")) == 3
    assert tags_of(scene, "heading") == [("heading", card(headline="-96%").headline.text)]


@pytest.mark.parametrize(("language", "words", "capitals"), [
    ("de", "Die große Straße", "STRASSE"), ("tr", "Bir milyon kişi", "KİŞİ"), ("el", "Τα θύματα", "ΘΥΜΑΤΑ"),
])  # fmt: skip
def test_a_tag_keeps_the_small_letters_of_words_in_capitals(lay_out, language, words, capitals):
    made = card("Text.", language, headline=words)
    scene = lay_out(made, theme=read_theme("figure"))
    assert capitals in "".join(text.line.text for text in texts(scene, "headline")), "the theme sets capitals"
    assert tags_of(scene, "heading") == [("heading", words)]


def test_a_tag_has_a_language_without_the_style_of_its_letters(lay_out):
    scene = lay_out(card("چھ میں سے ایک", "ur-x-naskh"))
    assert {group.tag.language for group in find_tagged_groups(scene.nodes) if group.role != "source"} >= {"ur", ""}
    assert not [group for group in find_tagged_groups(scene.nodes) if "-x-" in group.tag.language]


def test_a_photograph_with_an_alt_text_and_a_logo_are_figures(tmp_path, lay_out):
    picture = photo(tmp_path)
    described = type(picture)(picture.photo, prose("A girl on a bridge"), picture.credit)
    made = card(image=described, brand=Brand("Equality Now", photo(tmp_path, (400, 100), "#f0f0f0").photo))
    for theme in ("testimony", "photo"):
        figures = tags_of(lay_out(made, theme=read_theme(theme)), "figure")
        assert sorted(figures) == [("figure", "A girl on a bridge"), ("figure", "Equality Now")]
    bare = card(image=picture)
    assert tags_of(lay_out(bare, theme=read_theme("photo")), "figure") == [], "without an alt text it is decoration"


def test_a_chart_says_every_number_with_its_label(lay_out):
    data = read_theme("data")
    counts = Chart(counts=(Count(1200, prose("women")), Count(30, prose("men"))))
    assert tags_of(lay_out(card(chart=counts), theme=data), "figure") == [("figure", "1,200 women. 30 men.")]
    tiles = Chart(tiles=(Tile(prose("5.2"), prose("Violence")), Tile(prose("8.7"), prose("Work"))))
    assert tags_of(lay_out(card(chart=tiles), theme=data), "figure") == [("figure", "5.2 Violence. 8.7 Work.")]
    assert tags_of(lay_out(card(chart=Chart(share=0.372)), theme=data), "figure") == [("figure", "37.2%")]
    said = card("It is 37% of them.", chart=Chart(share=0.37))
    assert tags_of(lay_out(said, theme=data), "figure") == [], "the words say it already"


def test_what_to_do_is_read_last_wherever_a_theme_places_it(lay_out):
    scene = lay_out(card(headline="96%", short="equalitynow.org/act"), "x-landscape", theme=read_theme("figure"))
    drawn = [role for role, node in walk_nodes(scene.nodes) if isinstance(node, Text)]
    assert drawn.index("call") < drawn.index("headline"), "this theme draws it first"
    kinds = [kind for kind, _ in tags_of(scene)]
    assert kinds.index("heading") < kinds.index("link"), "and it is read after the words"
    assert [text for _, text in tags_of(scene, "paragraph")][-2:] == ["Call on your government", "equalitynow.org/act"]


def test_the_metadata_says_what_the_card_shows(tmp_path, lay_out):
    made = card(headline="Nobody is for sale", image=photo(tmp_path, credit="Photo: A. Photographer"))
    scene = lay_out(made, theme=read_theme("photo"))
    assert scene.metadata == Metadata(
        title="Nobody is for sale", summary=scene.description, creator="Equality Now", credit="Photo: A. Photographer",
        source="International Labour Organization, 2014", has_photo=True,
    )  # fmt: skip
    terms = replace(made, rights=prose("CC BY-SA 4.0", "fr"))
    about = lay_out(terms, theme=read_theme("photo")).metadata
    assert about == replace(scene.metadata, rights="CC BY-SA 4.0", rights_language="fr")
    plain = lay_out(card(headline="Nobody is for sale")).metadata
    assert (plain.credit, plain.has_photo) == ("", False)


def test_the_title_of_a_card_with_only_a_figure_is_its_text(lay_out):
    assert lay_out(card(headline="96%")).metadata.title == "Women and girls make up 96% of all victims."
    long = "She was sixteen when they met, said St. Mary Church. " + "Then it went on and on. " * 6
    assert lay_out(card(long.strip())).metadata.title == "She was sixteen when they met, said St. Mary Church."


def test_a_summary_is_the_beginning_of_a_long_alt_text_in_whole_sentences(lay_out):
    long = card("\n\n".join(f"Paragraph {number} is longer than it needs to be." for number in range(7)))
    scene = lay_out(long, "a4")
    summary = scene.metadata.summary
    assert scene.description.startswith(summary)
    assert 200 < len(summary) <= 250
    assert re.search(r"needs to be\.$", summary)
    own = "An author's own alt text is never cut. " * 10
    assert len(own) > 250
    made = card()
    scene = lay_out(type(made)(**{name: getattr(made, name) for name in made.__slots__} | {"alt": own, "alt_ends": ()}))
    assert scene.metadata.summary == own.strip()


def test_the_dump_shows_tags_metadata_and_bleed(lay_out):
    text = dump_scene(lay_out(card(headline="Nobody is for sale"), "a6"))
    bleed = find_size("a6").bleed
    assert f"\nbleed {bleed:g}\n" in text
    assert '\ntitle "Nobody is for sale"\n' in text
    assert re.search(r'^ +group - heading en "Nobody is for sale"$', text, re.MULTILINE)
    assert re.search(r'^ *group code .* link "https://equalitynow.org/act"$', text, re.MULTILINE)


def test_a_right_to_left_card_has_the_same_tags(lay_out):
    made = card(headline="96%")
    assert tags_of(lay_out(made)) == tags_of(lay_out(right_to_left(made)))
