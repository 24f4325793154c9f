"""What a scene says to people who do not see it: its tagged groups, their words, their order, and the metadata."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from PIL import Image as Pixels
from support.articles import TONGUES
from support.cards import BRAND, SHAPES, card, group, prose, roles, tagged, texts, words_of

from factcards.model.cards import Brand, Chart, Count, Image, LocalCard, Source, Tile
from factcards.model.scene import Group, Metadata, Node, Picture, Scene, Tag, Text, walk_nodes
from factcards.photos.logo_files import read_logo_key
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

KINDS = ("headline", "no headline", "story", "photograph", "counts", "share", "repeated")
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3z"/></svg>'


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Return a dark photograph, sharp on the tallest card, with alt text."""
    path = tmp_path_factory.mktemp("photo") / "garden.jpg"
    Pixels.new("RGB", (2400, 2400), "#304030").save(path)
    return Image(read_photo_key(path), alt=prose("A garden\nin spring"))


def make_card(kind: str, language: str, garden: Image) -> LocalCard:
    """Return a card of the Declaration's text in a language."""
    content = TONGUES[language]
    counts = Chart(counts=(Count(171, prose(content.call, language)), Count(21, prose(content.date, language))))
    fields: dict[str, dict[str, object]] = {
        "headline": {"headline": content.figure, "chart": Chart(0.96, from_headline=True)},
        "no headline": {},
        "story": {"kind": "story", "headline": content.date, "words": f"{content.short}\n\n{content.median}"},
        "photograph": {"image": replace(garden, credit=prose("Photo: A. Bee", language)), "headline": content.lockup},
        "counts": {"chart": counts},
        "share": {"chart": Chart(0.625), "headline": content.date},
        "repeated": {"chart": counts, "words": f"171 {content.call}\n\n21 {content.date}"},
    }
    source = Source(line=prose(content.source, language))
    parts = {"words": content.short, "call": content.call, "short": "equalitynow.org/act", "source": source}
    return card(language=language, **parts | fields[kind])


def expected_words(made: LocalCard) -> list[str]:
    """Return the card's texts in the order in which they are to be read, without the credit."""
    words = [made.headline, *made.body, made.source, made.call]
    return [prose.text for prose in words if prose] + [made.address, made.url]


def letters(text: str) -> str:
    """Return a text's visible characters without differences of case and marks, which capitals change."""
    folded = unicodedata.normalize("NFKD", text.upper()).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZCM" and c not in "-\u2010")


def lines_of(group: Group) -> list[Text]:
    return [node for _, node in walk_nodes(group.nodes) if isinstance(node, Text)]


def check_tags(scene: Scene, made: LocalCard) -> None:
    """Raise AssertionError unless the scene's tags say the card's words, all of them, once and in order.

    The credit is after the source or, if it is drawn on the photograph, after that.
    """
    groups = tagged(scene.nodes)
    assert [g for g in groups if tagged(g.nodes)] == [], "tagged groups contain one another"
    inside = {id(text) for g in groups for text in lines_of(g)}
    assert {role for role, n in walk_nodes(scene.nodes) if isinstance(n, Text) and id(n) not in inside} <= {"number"}
    tags = [g.tag for g in groups if g.tag]
    assert [tag.kind for tag in tags].count("heading") == 1
    for one, tag in zip(groups, tags, strict=True):
        if tag.kind in ("heading", "paragraph") and not one.role:
            drawn = letters("".join(text.line.text for text in lines_of(one)))
            assert sorted(drawn) == sorted(letters(tag.text))
    spoken = [tag.text for tag in tags if tag.kind != "figure"]
    aside = [BRAND.name, *([made.credit.text] if made.credit else [])]
    assert [text for text in spoken if text not in aside] == expected_words(made)
    assert sorted(text for text in spoken if text in aside) == sorted(aside)


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("theme", list_theme_names())
def test_every_word_is_in_one_tag_in_reading_order(lay_out, theme, size, garden):
    shift = list_theme_names().index(theme) + SHAPES.index(size)
    for index, kind in enumerate(KINDS):
        made = make_card(kind, ("en", "ar")[(shift + index) % 2], garden)
        made = replace(made, index=index % 2, total=2)
        scene = lay_out(made, size, read_theme(theme))
        if kind != "repeated" or "chart" not in roles(scene):
            check_tags(scene, made)


def kinds_and_texts(scene: Scene) -> list[tuple[str, str, str]]:
    return [(g.tag.kind, g.tag.language, g.tag.text) for g in tagged(scene.nodes) if g.tag]


def test_the_check_finds_a_missing_tag_a_wrong_order_and_a_second_heading(lay_out):
    made = card(headline="96%")
    scene = lay_out(made)
    check_tags(scene, made)
    fact = group(scene, "fact")
    paragraph = fact.nodes[0]
    second = replace(paragraph, tag=Tag("heading", "en", "96%"))
    others = replace(fact, nodes=paragraph.nodes), replace(fact, nodes=(second,)), replace(fact, tag=paragraph.tag)
    call = group(scene, "call")
    for changed in (*({id(fact): other} for other in others), {id(fact): call, id(call): fact}):
        with pytest.raises(AssertionError):
            check_tags(replace(scene, nodes=exchange(scene.nodes, changed)), made)


def exchange(nodes: tuple[Node, ...], changed: dict[int, Group]) -> tuple[Node, ...]:
    """Return the nodes with other groups in the places of some, by the ids of these."""
    found = (changed.get(id(node), node) for node in nodes)
    return tuple(replace(n, nodes=exchange(n.nodes, changed)) if isinstance(n, Group) else n for n in found)


def test_a_figure_is_one_heading_and_each_paragraph_one_tag_with_its_lines(lay_out):
    words = "Bees left.\n\nNobody knew **where** to, or why they had left at all."
    scene = lay_out(card(words, headline="-96%"))
    assert len(texts(scene, "headline")) == 3, "sign, digits and unit are apart"
    assert kinds_and_texts(scene)[1:4] == [
        ("heading", "en", "-96%"), ("paragraph", "en", "Bees left."),
        ("paragraph", "en", "Nobody knew where to, or why they had left at all."),
    ]  # fmt: skip
    first, second = group(scene, "fact").nodes
    assert (len(lines_of(first)), len(lines_of(second)) > 1) == (1, True)


@pytest.mark.parametrize(
    ("language", "words", "drawn"),
    [
        ("de", "Schließt die Lücke", "SCHLIESST DIE LÜCKE"),
        ("tr", "İstanbul için imzalayın", "İSTANBUL İÇİN İMZALAYIN"),
        ("el", "Γράψτε στους βουλευτές", "ΓΡΑΨΤΕ ΣΤΟΥΣ ΒΟΥΛΕΥΤΕΣ"),
    ],
)
def test_a_tag_has_the_words_before_they_were_set_in_capitals(lay_out, language, words, drawn):
    scene = lay_out(card(language=language, call=words), theme=read_theme("figure"))
    assert words_of(scene, "call").split() == drawn.split()
    assert ("paragraph", language, words) in kinds_and_texts(scene)


def test_urdu_has_its_language_without_the_style_of_its_letters(lay_out):
    scene = lay_out(card("خواتین اور لڑکیاں", "ur", hand="naskh"))
    assert {language for _, language, _ in kinds_and_texts(scene)} <= {"ur", "en", ""}
    assert any(run.language == "ur-x-naskh" for text in texts(scene, "fact") for run in text.line.runs)


# --- figures


COUNTS = Chart(counts=(Count(1710, prose("countries have")), Count(21, prose("governments have not"))))
TILES = Chart(tiles=(Tile(prose("5.2"), prose("Goal 5")), Tile(prose("8.7"), prose("Goal 8"))))


@pytest.mark.parametrize(
    ("fields", "spoken"),
    [
        ({"chart": COUNTS}, "1,710 countries have. 21 governments have not."),
        ({"chart": COUNTS, "words": "21 governments have not."}, "1,710 countries have. 21 governments have not."),
        ({"chart": TILES}, "5.2 Goal 5. 8.7 Goal 8."),
        ({"chart": Chart(0.625)}, "62.5%"),
        ({"chart": Chart(0.96, from_headline=True), "headline": "96%"}, None),
        ({"chart": Chart(0.62), "words": "About 62 % of them."}, None),
    ],
)  # fmt: skip
def test_a_chart_says_its_numbers_unless_the_words_do(lay_out, fields, spoken):
    made = card(**{"words": "Bees dance.", **fields})
    scene = lay_out(made, theme=read_theme("half" if fields["chart"].share is None else "data"))
    assert group(scene, "chart").tag == (Tag("figure", "en", spoken) if spoken else None)


def test_a_chart_that_repeats_the_text_is_the_heading(lay_out):
    made = card("1,710 countries have; 21 governments have not.", chart=COUNTS)
    kinds = [g.tag.kind for g in tagged(lay_out(made, theme=read_theme("data")).nodes)]
    assert kinds.count("heading") == 1
    assert group(lay_out(made, theme=read_theme("data")), "chart").tag == Tag(
        "heading", "en", "1,710 countries have. 21 governments have not."
    )


@pytest.mark.parametrize("theme", list_theme_names())
def test_a_photograph_without_its_scrim_says_its_alt_text_or_is_decoration(lay_out, garden, theme):
    made = card("Bees left.", kind="story", image=garden)
    (figure,) = [g for g in tagged(lay_out(made, theme=read_theme(theme)).nodes) if g.tag.kind == "figure"]
    assert (figure.tag, [type(n) for n in figure.nodes]) == (Tag("figure", "en", "A garden\nin spring"), [Picture])
    plain = card("Bees left.", kind="story", image=replace(garden, alt=None))
    assert all(g.tag.kind != "figure" for g in tagged(lay_out(plain, theme=read_theme(theme)).nodes))


def test_a_logo_says_the_name_of_the_brand_and_a_code_its_link(lay_out, tmp_path):
    (tmp_path / "a.svg").write_text(LOGO, encoding="utf-8")
    scene = lay_out(card(brand=Brand("Bees", read_logo_key(tmp_path / "a.svg"))))
    assert group(scene, "brand").tag == Tag("figure", "en", "Bees")
    assert group(scene, "code").tag == Tag("link", "", card().url)


# --- metadata


def test_metadata_has_the_texts_of_the_card_in_one_language(lay_out, garden):
    made = card("Bees left.", headline="9 August 2017", kind="story", image=replace(garden, credit=prose("Photo: A")))
    assert lay_out(made).metadata == Metadata(
        title="9 August 2017",
        summary="9 August 2017. Bees left. International Labour Organization, 2014. Call on your government. "
        "equalitynow.org/act A garden in spring.",
        creator="Equality Now", credit="Photo: A", source="International Labour Organization, 2014", has_photo=True,
    )  # fmt: skip
    assert lay_out(card("Bees left.", brand=None, source=None)).metadata == Metadata(
        title="Bees left.", summary="Bees left. Call on your government. equalitynow.org/act"
    )


def test_rights_have_their_own_language(lay_out):
    metadata = lay_out(replace(card(), rights=prose("CC BY-SA 4.0", "fr"))).metadata
    assert (metadata.rights, metadata.rights_language) == ("CC BY-SA 4.0", "fr")


def test_metadata_says_nothing_of_what_is_not_drawn(lay_out, garden):
    made = card("Bees dance.", chart=COUNTS, image=replace(garden, credit=prose("Photo: A")))
    scene = lay_out(made, theme=read_theme("data"))
    assert (scene.metadata.has_photo, scene.metadata.credit) == (False, "")
    assert "garden" not in scene.metadata.summary
    assert "1,710" in scene.metadata.summary


def test_a_summary_is_as_many_sentences_as_a_short_alt_text_may_have(lay_out):
    sentence = "Nobody knew where the bees had gone, nor why they had left. "
    summary = lay_out(card(sentence * 5, kind="story", call="")).metadata.summary
    assert summary == (sentence * 4).strip()
    endless = "Nobody knew" + " where the bees had gone and" * 9 + " what they did there."
    assert lay_out(card(endless, headline="2010", call="")).metadata.summary == f"2010. {endless}"
    long = card(alt=prose("A " + "very " * 60 + "long text."))
    assert lay_out(long).metadata.summary == long.alt


def test_texts_of_metadata_have_controls_only_around_words_of_another_direction(lay_out):
    made = card("تشكل النساء والفتيات 96% من الضحايا", "ar", source=Source(line=prose("منظمة العمل الدولية", "ar")))
    assert "\u206696%\u2069" in made.body[0].text, "the card itself has isolates around numbers"
    metadata = lay_out(made).metadata
    assert "96%" in metadata.title
    assert not set("\u2066\u2067\u2068\u2069") & set(metadata.title + metadata.summary + metadata.source)
    metadata = lay_out(card("تشكل النساء والفتيات 96% من الضحايا", "ar")).metadata
    assert metadata.source == "\u2066International Labour Organization, 2014\u2069"
    assert metadata.source in metadata.summary


def test_the_bleed_of_paper_is_in_the_scene(lay_out):
    assert (lay_out(card(), "a6").bleed, lay_out(card()).bleed) == (35.5, 0.0)
