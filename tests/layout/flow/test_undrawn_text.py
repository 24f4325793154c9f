"""Everything that a card says is drawn or reported in a warning; the alt text describes only what is drawn."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from itertools import product

import pytest
from support.articles import TONGUES
from support.cards import SHAPES, card, photo, pictures, prose, words_of
from support.charts import BARS, PILLS, chart_theme

from factcards.errors import SceneError
from factcards.model.cards import Brand, Chart, Count, LocalCard, Source, Tile
from factcards.model.scene import Scene, Text, walk_nodes
from factcards.photos.logo_files import read_logo_key
from factcards.read.themes.theme_reader import list_theme_names, read_theme

TWO = Chart(counts=(Count(171, prose("countries have signed")), Count(21, prose("governments have not"))))
THREE = Chart(counts=(*TWO.counts, Count(5, prose("others wait"))))
TILES = Chart(tiles=(Tile(prose("5.2"), prose("Goal 5")), Tile(prose("8.7"), prose("Goal 8"))))
CHARTS = {"no chart": None, "share": Chart(0.62), "counts": TWO, "more counts": THREE, "tiles": TILES}
HEADS = ("", "96%", "14.5 million", "1 in 11")
STORIES = (("story", "May 2017", "counts", True), ("story", "", "share", False))
SLOTS = {
    "headline": "- words: {slot: headline, style: words, size: [60, 120], fit: width, color: ink}",
    "fact": "- words: {slot: words, style: words, size: [36, 88], fit: words, color: ink}",
    "source": "- words: {slot: source, style: words, size: [26, 30], lines: 3, color: ink}",
    "credit": "- words: {slot: credit, style: words, size: [26, 30], lines: 3, color: ink}",
    "call": "- words: {slot: call, style: words, size: [36, 44], lines: 3, color: ink}",
    "address": "- words: {slot: address, style: words, size: [28, 34], lines: 1, color: ink}",
    "brand": "- words: {slot: brand, style: words, size: [30, 36], lines: 1, color: ink, accent: ink}",
    "image": "- photo: {shape: cover, length: 160}",
    "code": "- code: {module: 6, ink: ink, paper: paper}",
    "chart": "- chart: {kind: bars, colors: [ink, ink], ink: ink, number: words, numbers: [40, 60], label: words,"
    " labels: [30, 40], thickness: 20}",
}


def undrawn(scene: Scene) -> list[str]:
    found = [p for p in scene.problems if p.kind == "not-drawn"]
    assert all(p.severity == "warning" for p in found)
    return [p.field for p in found]


def fold(text: str) -> str:
    """Return a text without spaces, format characters and case."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "ZC")


def lost(made: LocalCard, scene: Scene) -> list[str]:
    """Return the roles whose text is not in the scene, independently of the product's own comparison."""
    said = {
        "headline": made.headline and made.headline.text, made.kind: "".join(p.text for p in made.body),
        "source": made.source and made.source.text, "call": made.call and made.call.text, "address": made.address,
        "brand": made.brand.name if made.brand and not made.brand.logo else "",
        "credit": made.credit.text if made.credit and made.image and made.image.photo in photos(scene) else "",
    }  # fmt: skip
    chart = made.chart or Chart()
    counted = [(count.text, count.label) for count in chart.counts] + [(t.name.text, t.label) for t in chart.tiles]
    shown = {role: fold(words_of(scene, role)) for role in (*said, "chart")}
    words = shown["chart"]
    is_complete = all(fold(number) in words and fold(label.text) in words for number, label in counted)
    missing = [role for role, words in said.items() if fold(words or "") not in shown[role]]
    missing += [] if is_complete else ["chart"]
    return missing + ([] if not made.image or made.image.photo in photos(scene) else ["image"])


def photos(scene: Scene) -> list:
    return [picture.photo for picture in pictures(scene)]


@pytest.fixture
def themed(tmp_path):
    """Return a function that writes a designer's theme without some of the parts of a fact."""

    def write(*without: str):
        lines = {name: line.replace("}", ", when: story}") if name in without else line for name, line in SLOTS.items()}
        parts = "\n".join(f"        {line}" for line in lines.values())
        layout = f"    column:\n      ground: paper\n      pad: 72\n      gap: 24\n      parts:\n{parts}\n"
        shapes = ("portrait", "square", "tall", "landscape")
        file = tmp_path / "mine.yaml"
        file.write_text(
            'name: mine\npalette: {paper: "#FFFFFF", ink: "#111111"}\nfaces:\n  Latn: {family: Inter}\n'
            "types:\n  words: {weight: 600, leading: 1.2}\nlayouts:\n"
            + "".join(f"  {shape}:\n{layout}" for shape in shapes), encoding="utf-8",
        )  # fmt: skip
        return read_theme(str(file))

    return write


def full(folder, **fields: object) -> LocalCard:
    """Return a card with something in every field."""
    image = replace(photo(folder, color="#306080", credit="Photo: Zoë Ng"), alt=prose("A dandelion"))
    source = Source(publisher="UNODC", title=prose("Global Report"), year="2022", page="12")
    given: dict[str, object] = {"headline": "Bees", "chart": TWO, "image": image, "source": source, "short": "a.org/x"}
    return card("They **dance** to tell.", **given | fields)


def test_a_theme_with_a_place_for_everything_draws_everything(lay_out, themed, tmp_path):
    scene = lay_out(full(tmp_path), theme=themed())
    assert undrawn(scene) == []
    said = scene.description
    for words in ("Bees.", "They dance to tell.", "171 countries have signed.", "Global Report", "A dandelion."):
        assert words in said


@pytest.mark.parametrize("slot", [*SLOTS])
def test_each_part_of_a_card_for_which_a_theme_has_no_place_is_a_warning(slot, lay_out, themed, tmp_path):
    made = full(tmp_path)
    scene = lay_out(made, theme=themed(slot))
    assert undrawn(scene) == ([] if slot == "code" else [slot])   # the printed address has the same link
    spoken = {"headline": "Bees", "fact": "dance", "source": "UNODC", "call": "Call on", "image": "A dandelion",
              "chart": "171"}  # fmt: skip
    for name, words in spoken.items():
        assert words in made.alt
        assert (words in scene.description) == (name != slot)
    assert scene.description == " ".join(scene.description.split())


def test_a_card_without_code_and_address_has_no_link(lay_out, themed, tmp_path):
    scene = lay_out(full(tmp_path), theme=themed("code", "address"))
    assert undrawn(scene) == ["address", "action"]
    assert "a.org" not in scene.description


def test_the_credit_of_an_undrawn_photograph_is_not_reported(lay_out, themed, tmp_path):
    assert undrawn(lay_out(full(tmp_path), theme=themed("image", "credit"))) == ["image"]


def test_the_authors_own_alt_text_is_unchanged(lay_out, themed, tmp_path):
    made = replace(full(tmp_path), alt="Bees dance.", alt_ends=())
    scene = lay_out(made, theme=themed("headline"))
    assert (scene.description, undrawn(scene)) == ("Bees dance.", ["headline"])


def test_a_logo_is_drawn_in_the_place_of_the_name(lay_out, themed, tmp_path):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    made = full(tmp_path, brand=Brand("Us", read_logo_key(tmp_path / "a.svg")))
    assert undrawn(lay_out(made, theme=themed())) == []
    assert undrawn(lay_out(made, theme=themed("brand"))) == ["brand"]


def test_a_label_that_is_not_drawn_is_reported(lay_out):
    """A theme whose chart is of another kind than the card's."""
    made = card("Bees.", chart=TWO)
    assert "chart" in undrawn(lay_out(made, theme=chart_theme(PILLS)))
    assert "chart" not in undrawn(lay_out(made, theme=chart_theme(BARS)))


@pytest.mark.parametrize("theme", list_theme_names())
@pytest.mark.parametrize(
    "size", [SHAPES[0], SHAPES[3], *(pytest.param(size, marks=pytest.mark.once) for size in SHAPES[1:3])]
)
def test_built_in_themes_draw_everything_but_charts_and_one_photograph(theme, size, lay_out, tmp_path):
    """Warnings are about charts, and about the photograph of `data` beside counts and tiles."""
    found = []
    for kind, head, chart, pictured in (*product(("fact",), HEADS, CHARTS, (False, True)), *STORIES):
        fields = {"kind": kind, "headline": head, "chart": CHARTS[chart]}
        made = full(tmp_path, **fields) if pictured else full(tmp_path, image=None, **fields)
        scene = lay_out(made, size, read_theme(theme))
        allowed = [] if chart == "no chart" else ["chart"]
        if theme == "data" and pictured and chart not in ("no chart", "share") and kind == "fact":
            allowed = ["image"]
        missing = lost(made, scene)
        if not set(missing) <= set(undrawn(scene)) <= set(allowed):
            found.append((kind, head, chart, pictured, undrawn(scene), missing))
        for words in ("171", "5.2", "A dandelion"):
            assert (words in scene.description) <= (words in words_of(scene, "chart") or "dandelion" in words)
        if "image" in undrawn(scene):
            assert "A dandelion" not in scene.description
    assert not found


EVERYWHERE = list(product(list_theme_names(), SHAPES, TONGUES))
SAMPLE = set(random.Random(12).sample(range(len(EVERYWHERE)), 24))


@pytest.mark.parametrize(
    ("theme", "size", "language"),
    [
        pytest.param(*case, marks=pytest.mark.sweep if index in SAMPLE else pytest.mark.once)
        for index, case in enumerate(EVERYWHERE)
    ],
)
def test_everything_a_card_says_is_drawn_or_reported_in_every_language(theme, size, language, lay_out, tmp_path):
    tongue, found = TONGUES[language], []
    heads = ("", tongue.figure, tongue.lockup, tongue.date, "15 kg", "10⁶", "21st")
    for kind, head, chart, pictured in product(("fact", "story"), heads, CHARTS, (False, True)):
        fields = {} if pictured else {"image": None}
        made = card(
            tongue.short, language, kind=kind, headline=head, chart=CHARTS[chart], call=tongue.call, short="a.org/x",
            source=Source(line=prose(tongue.source, language)),
            **{"image": replace(photo(tmp_path, credit="Photo: Zoë Ng"), alt=prose("A dandelion"))} | fields,
        )  # fmt: skip
        try:
            scene = lay_out(made, size, read_theme(theme))
        except SceneError:   # refused, so nothing is lost silently
            continue
        if not set(lost(made, scene)) <= set(undrawn(scene)) <= {"chart", "image"}:
            found.append((kind, head, chart, pictured, undrawn(scene), lost(made, scene)))
    assert not found


@pytest.mark.parametrize(("theme", "kind", "head", "pictured", "reported"), [
    ("data", "fact", "", True, ["image"]), ("data", "fact", "96%", True, ["image"]), ("data", "fact", "96%", False, []),
    ("data", "story", "2017", False, ["chart"]), ("half", "fact", "96%", True, ["chart"]),
    ("half", "fact", "", True, ["chart"]), ("half", "fact", "", False, []), ("figure", "fact", "171", False, ["chart"]),
    ("statement", "fact", "", False, ["chart"]), ("testimony", "fact", "171", False, ["chart"]),
])  # fmt: skip
@pytest.mark.parametrize("chart", [TWO, THREE, TILES], ids=["two", "three", "tiles"])
@pytest.mark.parametrize("size", SHAPES)
def test_a_chart_or_photograph_that_is_left_out_is_reported(
    theme, kind, head, pictured, reported, chart, size, lay_out, tmp_path
):
    fields = {} if pictured else {"image": None}
    scene = lay_out(full(tmp_path, kind=kind, headline=head, chart=chart, **fields), size, read_theme(theme))
    assert undrawn(scene) == reported


@pytest.mark.parametrize("theme", list_theme_names())
def test_a_share_from_the_headline_is_not_reported_as_undrawn(theme, lay_out, tmp_path):
    made = full(tmp_path, headline="62%", chart=Chart(0.62, from_headline=True))
    assert undrawn(lay_out(made, theme=read_theme(theme))) == []
    reported = undrawn(lay_out(replace(made, chart=Chart(0.62)), theme=read_theme(theme)))
    assert reported == ([] if theme == "data" else ["chart"])


@pytest.mark.parametrize("theme", list_theme_names())
@pytest.mark.parametrize("language", TONGUES)
def test_headlines_of_every_kind_are_drawn_in_every_language(theme, language, lay_out):
    tongue = TONGUES[language]
    for head in (tongue.figure, tongue.lockup, tongue.date):
        scene = lay_out(card(tongue.short, language, headline=head, call=tongue.call), theme=read_theme(theme))
        assert undrawn(scene) == []
        assert words_of(scene, "headline")


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("head", ["14.5 million", "99%", "1.19 million", "117.3 million", "$99 billion"])
def test_testimony_sets_a_figure_above_the_text_and_larger(size, head, lay_out):
    made = card("children did not receive **a vaccine dose** in 2023.", headline=head)
    scene = lay_out(made, size, read_theme("testimony"))
    assert scene.problems == ()
    sizes = {role: max(t.size for r, t in _texts(scene) if r == role) for role in ("headline", "fact")}
    assert sizes["headline"] > 1.2 * sizes["fact"]
    assert max(t.ink_rect().bottom for r, t in _texts(scene) if r == "headline") < min(
        t.ink_rect().y for r, t in _texts(scene) if r == "fact"
    )


def _texts(scene: Scene) -> list:
    return [(role, node) for role, node in walk_nodes(scene.nodes) if isinstance(node, Text)]


@pytest.mark.parametrize(("language", "words", "capitals"), [
    ("hy", "Կանայք և", "ԿԱՆԱՅՔ ԵՎ"), ("ka", "ქალები", "ᲥᲐᲚᲔᲑᲘ"), ("el", "Γυναίκες ή κορίτσια", "ΓΥΝΑΙΚΕΣ Ή ΚΟΡΙΤΣΙΑ"),
    ("de", "Straße", "STRASSE"), ("ga", "na mná, an tslí", "NA MNÁ, AN tSLÍ"),
    ("ff-Adlm", "𞤵𞤤𞤵", "𞤓𞤂𞤓"), ("tr", "işçi", "İŞÇİ"),
])  # fmt: skip
def test_text_in_capitals_is_drawn_in_every_cased_script(language, words, capitals, lay_out):
    scene = lay_out(card("count", language, headline=words), theme=read_theme("figure"))
    assert " ".join(words_of(scene, "headline").split()) == capitals
    assert undrawn(scene) == []
