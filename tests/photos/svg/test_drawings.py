"""SVG logos of common drawing programs: drawn as in a browser, or refused with the reason."""

from __future__ import annotations

import time

import pytest
from PIL import Image, ImageColor

from factcards.photos.decoder.decoder_process import DecoderError
from factcards.photos.logo_files import read_logo_key
from factcards.photos.svg.drawings import make_svg_key, rasterize_svg

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
RECT = '<rect width="100" height="50"{}/>'
YELLOW = (255, 208, 32, 255)


def svg(inner: str, root: str = 'viewBox="0 0 100 50"') -> bytes:
    return f"<svg {XMLNS} {root}>{inner}</svg>".encode()


def draw(data: bytes, width: int = 100) -> Image.Image:
    make_svg_key(data, "a.svg")
    return rasterize_svg(data, width)


def middle(image: Image.Image) -> tuple[int, ...]:
    found = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(found, tuple)
    return found


def refusal(tmp_path, data: bytes) -> str:
    (tmp_path / "a.svg").write_bytes(data)
    with pytest.raises(ValueError) as refused:
        read_logo_key(tmp_path / "a.svg")
    message = str(refused.value)
    assert message[0].islower()
    assert not message.endswith(".")
    return message


def ink_share(image: Image.Image) -> float:
    return image.getchannel("A").histogram()[255] / (image.width * image.height)


# the size

@pytest.mark.parametrize("height", ["1e6em", "100000em", "1e6ex", "30000in", "1e6mm", "9e5rem", "1e300", "999999pt"])
def test_sides_that_no_logo_has_are_refused_in_every_unit(tmp_path, height):
    data = svg('<rect width="9" height="9"/>', f'viewBox="0 0 9 9" width="1" height="{height}"')
    assert "expected sides that a logo has" in refusal(tmp_path, data)


@pytest.mark.parametrize("height", ["100000%", "1e6%", "0.0001%"])
def test_percentage_does_not_count_as_a_size(height):
    data = svg('<rect width="9" height="9"/>', f'viewBox="0 0 9 9" width="1" height="{height}"')
    key = make_svg_key(data, "a.svg")
    assert (key.width, key.height) == (1024, 1024)
    assert rasterize_svg(data, 300).size == (300, 300)


# units

@pytest.mark.parametrize(
    ("root", "ratio"),
    [
        ('width="210mm" height="297mm" viewBox="0 0 210 297"', 210 / 297), ('width="100mm" height="50mm"', 2),
        ('width="10cm" height="50mm"', 2), ('width="1in" height="48px"', 2), ('width="72pt" height="6pc"', 1),
        ('width="40Q" height="5mm"', 2), ('width="2em" height="16"', 2), ('width="4ex" height="16px"', 2),
        ('width="100%" height="100%" viewBox="0 0 60 20"', 3), ('width="100%" height="20" viewBox="0 0 60 20"', 3),
        ('height="7mm" viewBox="0 0 60 20"', 3), ('width="auto" height="5" viewBox="0 0 60 20"', 3),
        ('viewBox="0 0 1e2 5e1"', 2), ('viewBox="+0 +0 +100 +50"', 2), ('viewBox="-5,-5,.3e1,.1e1"', 3),
        ('width="-5" height="9" viewBox="0 0 60 20"', 3), ('width="undefined" height="" viewBox="0 0 60 20"', 3),
        ('style="width:60px;height:20px"', 3), ('style="width:90px" width="60" height="30"', 3),
    ],
)
def test_size_follows_css(root, ratio):
    key = make_svg_key(svg('<rect width="9999" height="9999" x="-999" y="-999"/>', root), "a.svg")
    assert key.width / key.height == pytest.approx(ratio, rel=0.002)


@pytest.mark.parametrize("view", ["0 0 100", "0 0 a b", "0 0 100px 50px", "NaN"])
def test_a_viewbox_that_cannot_be_read_is_named(tmp_path, view):
    said = "the drawing's viewBox is not four numbers, such as `0 0 100 50`"
    assert refusal(tmp_path, svg("<rect/>", f'viewBox="{view}"')) == said


@pytest.mark.parametrize(
    ("root", "said"),
    [
        ("", "does not say how large it is"), ('viewBox=""', "does not say how large it is"),
        ('width="50vw"', "does not say how large it is"),
        ('width="100mm"', "says how wide it is, but not how high"),
        ('width="-5" height="20"', "says how high it is, but not how wide"),
    ],
)  # fmt: skip
def test_message_for_a_missing_size_says_what_to_add(tmp_path, root, said):
    assert refusal(tmp_path, svg("<rect/>", root)) == f"the drawing {said}; give it a viewBox"


@pytest.mark.parametrize(("x", "w", "h"), [("10mm", "20mm", "10mm"), ("1cm", "2cm", "1cm"), ("40q", "80q", "40q")])
def test_shapes_in_millimetres_are_drawn_at_96_dots_an_inch(x, w, h):
    shape = f'<rect x="{x}" y="{x}" width="{w}" height="{h}"/>'
    data = svg(shape, 'width="40mm" height="20mm"')
    assert ink_share(draw(data, 400)) == pytest.approx(0.25, abs=0.005)


def test_dashes_and_strokes_in_millimetres_are_drawn():
    line = '<path d="M0 25h100" stroke="#000" stroke-width="5mm" stroke-dasharray="{}"/>'
    whole = ink_share(draw(svg(line.format("none")), 400))
    half = ink_share(draw(svg(line.format("2mm")), 400))
    assert whole == pytest.approx(5 * 96 / 25.4 / 50, abs=0.01)
    assert half == pytest.approx(whole / 2, abs=0.03)


# circles stay round

SIZES = ["", "100%", "50%", "20", "1em", "10mm", "3in", "auto"]


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("height", SIZES)
def test_a_circle_stays_round(width, height):
    sides = " ".join(f'{k}="{v}"' for k, v in (("width", width), ("height", height)) if v)
    circles = '<circle cx="25" cy="25" r="25"/><circle cx="75" cy="25" r="25"/>'
    image = draw(svg(circles, f'viewBox="0 0 100 50" {sides}'), 800)
    box = image.getchannel("A").getbbox()
    assert box
    assert (box[2] - box[0]) / (box[3] - box[1]) == pytest.approx(2, rel=0.05)


def test_preserve_aspect_ratio_counts_as_in_a_browser():
    root = 'width="100" height="100" viewBox="0 0 100 50" preserveAspectRatio="{}"'
    tops = []
    for aspect in ("xMidYMin", "xMidYMid", "xMidYMax meet"):
        box = draw(svg(RECT.format(""), root.format(aspect))).getchannel("A").getbbox()
        tops.append(box and box[1])
    assert tops == [0, 25, 50]
    for aspect in ("none", "xMidYMid slice"):
        assert ink_share(draw(svg(RECT.format(""), root.format(aspect)))) == 1


def test_percentages_are_relative_to_the_viewbox():
    data = svg('<rect width="100%" height="100%"/>', 'width="1em" height="1em" viewBox="0 0 100 50"')
    assert draw(data).getchannel("A").getbbox() == (0, 25, 100, 75)


# colours

@pytest.mark.parametrize(
    "value",
    [
        "#FFD020", "#ffd020ff", "rgb(255 208 32)", "rgb(255 208 32 / 100%)", "rgb(255,208,32)", "rgba(255,208,32,100%)",
        "RGB(255 208 32 / 1)", "hsl(47.4deg 100% 56.3%)", "hsl(47.4,100%,56.3%)", "var(--fill-0, #FFD020)",
        "var(--a, var(--b, #FFD020))", "#FFD020 icc-color(acmecmyk, 0.1, 0.2, 0.3, 0)", "url(#none) #FFD020",
    ],
)  # fmt: skip
def test_a_colour_is_drawn_right_however_it_is_written(value):
    ways = (
        svg(RECT.format(f' fill="{value}"')), svg(RECT.format(f' style="fill:{value}"')),
        svg(f"<style>rect{{fill:{value}}}</style>{RECT.format('')}"),
        svg(f'<g style="color:{value}"><rect width="100" height="50" fill="currentcolor"/></g>'),
    )  # fmt: skip
    for data in ways[: 3 if value.startswith("url") else 4]:
        assert middle(draw(data)) == pytest.approx(YELLOW, abs=1)


@pytest.mark.parametrize(
    "value",
    [
        "color(display-p3 1 0.82 0.13)", "oklch(0.8 0.2 90)", "lab(80 10 60)", "hwb(47 0% 0%)",
        "color-mix(in srgb, red, blue)",
        "var(--fill-0)", "light-dark(red, blue)", "CanvasText", "#12", "calc(1)", "device-cmyk(0 0 1 0)", "yelow",
    ],
)  # fmt: skip
def test_a_colour_that_would_turn_black_is_refused_by_name(tmp_path, value):
    ways = (
        svg(RECT.format(f' fill="{value}"')), svg(RECT.format(f' style="fill:{value}"')),
        svg(f"<style>rect{{fill:{value}}}</style>{RECT.format('')}"),
    )  # fmt: skip
    for data in ways:
        assert f"`fill: {value}`" in refusal(tmp_path, data)


def test_every_name_of_a_colour_is_drawn_in_it():
    names = list(ImageColor.colormap)
    bars = "".join(f'<rect x="{at}" width="1" height="9" fill="{name}"/>' for at, name in enumerate(names))
    image = draw(svg(bars, f'viewBox="0 0 {len(names)} 9"'), len(names))
    for at, name in enumerate(names):
        assert image.getpixel((at, 4))[:3] == ImageColor.getrgb(name), name


def test_unknown_colour_does_not_replace_the_previous_one(tmp_path):
    new = "color(display-p3 1 0.82 0.13)"
    for data in (
        svg(RECT.format(f' fill="#FFD020" style="fill:#FFD020;fill:{new};fill-opacity:1"')),
        svg(RECT.format(f' fill="#FFD020" style="fill:{new}"')),
        svg(f"<style>rect{{fill:#FFD020;fill:{new}}}</style>{RECT.format('')}"),
        svg(f"<style>rect{{fill:{new}}}#a{{fill:#FFD020}}</style>" + RECT.format(" id='a'")),
    ):
        assert middle(draw(data)) == YELLOW
    other = svg(f"<style>rect{{fill:red}}.a{{fill:{new}}}</style>" + RECT.format(" class='a'"))
    assert "display-p3" in refusal(tmp_path, other), "another rule's colour is no fallback"


def test_a_variable_that_the_drawing_declares_is_refused(tmp_path):
    data = svg(f"<style>:root{{--a:#f00}}rect{{fill:var(--a, #0f0)}}</style>{RECT.format('')}")
    assert "`fill: var(--a, #0f0)`" in refusal(tmp_path, data)


# styles

@pytest.mark.parametrize(
    ("style", "named"),
    [
        ("rect:not(.x){fill:#ffd020}", "`rect:not(.x)`"), ("rect:nth-child(1n){fill:#ffd020}", "`rect:nth-child(1n)`"),
        ("@media screen{rect{fill:#ffd020}}", "`@media`"), ("g{rect{fill:#ffd020}}", "`rect`"),
        ("@supports (fill:red){rect{fill:red}}", "`@supports`"), ("@keyframes f{to{opacity:1}}", "`@keyframes`"),
        ("@layer a{rect{fill:red}}", "`@layer`"), ("rect::before{fill:red}", "`rect::before`"),
        ("rect:is(.a){fill:red}", "`rect:is(.a)`"), ("svg|rect{fill:red}", "`svg|rect`"),
        ("g{&:hover{fill:red}}", "`&:hover`"),
        ("rect{filter:blur(2px)}", "`filter: blur(2px)`"), ("rect{backdrop-filter:blur(2px)}", "backdrop-filter"),
        ("rect{-webkit-filter:blur(2px)}", "`filter: blur(2px)`"),
        ("rect{-webkit-mask:linear-gradient(#000,#fff)}", "`mask: linear-gradient"),
        ("rect{clip-path:circle(40%)}", "`clip-path: circle(40%)`"),
        ("rect{mask-image:linear-gradient(#000,#fff)}", "mask-image"), ("rect{animation:f 1s}", "`animation: f 1s`"),
        ("rect{transform:rotate(.5turn)}", "`transform: rotate(.5turn)`"),
        ("rect{translate:10px}", "`translate: 10px`"),
        ("rect{width:calc(1px + 2px)}", "calc(1px + 2px)"),
        ("rect{stroke:red;vector-effect:non-scaling-stroke}", "non-scaling-stroke"),
        ("rect{width:10vw}", "`width: 10vw`"),
        ("}rect{fill:red}", "cannot be read"), ("rect{fill:red}\\2e a{}", "refers to another file"),
    ],
)  # fmt: skip
def test_style_that_resvg_ignores_is_refused_by_name(tmp_path, style, named):
    assert named in refusal(tmp_path, svg(f"<style>{style.replace('&', '&amp;')}</style><g>{RECT.format('')}</g>"))


@pytest.mark.parametrize("place", [' style="filter:blur(4px)"', ' filter="blur(4px)"', ' filter="url(#f)"'])
def test_effect_is_refused_anywhere(tmp_path, place):
    assert "filter" in refusal(tmp_path, svg(RECT.format(place)))


@pytest.mark.parametrize(
    "style",
    [
        "rect{fill:#ffd020}", ".a{fill:#ffd020}", "#b{fill:#ffd020}", "g rect{fill:#ffd020}", "g>rect{fill:#ffd020}",
        "*{fill:#ffd020}", "rect.a{fill:#ffd020}", "rect[data-c='1']{fill:#ffd020}", "[data-c^=\"1\"]{fill:#ffd020}",
        "title+rect{fill:#ffd020}", "a,rect,b{fill:#ffd020}", ":root{fill:#ffd020}", "rect{fill:red}.a{fill:#ffd020}",
        ".a{fill:#ffd020}rect{fill:red}", "rect{fill:#ffd020!important}#b{fill:red}", "/* } */rect{fill:#ffd020}",
        "@charset 'utf-8';rect{fill:#ffd020}", "rect:hover{fill:red}rect{fill:#ffd020}", "rect{FILL:#ffd020;}",
        "rect{filter:none;fill:#ffd020;-inkscape-x:1;font-family:'A;B'}", "rect{fill:red;fill:#ffd020}",
        "<![CDATA[rect{fill:#ffd020}]]>", "g{color:#ffd020}rect{fill:currentColor}", "rect{fill:initial;fill:#ffd020}",
        "rect{filter:blur(1px)}#b{filter:none;fill:#ffd020}",
    ],
)  # fmt: skip
def test_rules_apply_as_in_a_browser(style):
    rect = RECT.format(' class="x a" id="b" data-c="1"')
    assert middle(draw(svg(f"<style>{style}</style><g><title>t</title>{rect}</g>"))) == YELLOW


@pytest.mark.parametrize("style", ["height:50px", "transform:translate(0px, 0) rotate(0deg)", "rx:0;width:100px"])
def test_geometry_in_a_style_is_drawn(style):
    assert ink_share(draw(svg(f'<rect width="100" height="50" style="{style}"/>'))) == 1


@pytest.mark.parametrize("name", ["style", "link"])
def test_a_style_of_html_is_refused(tmp_path, name):
    sheet = f'<{name} xmlns="http://www.w3.org/1999/xhtml">rect{{fill:red}}</{name}>'
    assert f"the drawing holds HTML's `<{name}>`" in refusal(tmp_path, svg(sheet + RECT.format("")))


def test_webkit_prefix_is_accepted_as_in_browsers():
    image = draw(svg(RECT.format(' style="-webkit-transform:translate(50px,0)"')))
    assert image.getpixel((20, 20))[3] == 0
    assert image.getpixel((80, 20))[3] == 255


@pytest.mark.parametrize(
    "root",
    ['style="overflow:visible"', 'style="background:#0a0"', 'transform="matrix(1, 0, 0, 1, 0, 0)rotate(0)"'],
)
def test_what_editors_write_on_the_root_is_drawn_beside_the_viewbox_too(root):
    image = draw(svg(RECT.format(""), f'viewBox="0 0 100 50" width="60" height="60" {root}'))
    assert middle(image)[3] == 255
    assert image.getpixel((50, 5)) == ((0, 170, 0, 255) if "background" in root else (0, 0, 0, 0))


@pytest.mark.parametrize(
    "root", ['transform="rotate(90)"', 'style="transform:scale(-1,1)"', 'transform="matrix(-1,0,0,1,0,0)"']
)
def test_transform_of_the_root_is_refused(tmp_path, root):
    data = svg(RECT.format(""), f'viewBox="0 0 100 50" {root}')
    assert "the drawing's root has a transform" in refusal(tmp_path, data)


# invisible drawings

@pytest.mark.parametrize(
    "inner",
    [
        "", '<use href="#logo"/>', RECT.format(' fill="url(#g)"'), RECT.format(' style="opacity:0"'),
        RECT.format(' x="200"'), RECT.format(' fill="none"'), "<defs>" + RECT.format("") + "</defs>",
        RECT.format(' fill="transparent"'), RECT.format(' systemLanguage="de"'), RECT.format(' opacity="0.01"'),
        '<g display="none">' + RECT.format("") + "</g>",
    ],
)  # fmt: skip
def test_invisible_drawing_is_refused(tmp_path, inner):
    assert refusal(tmp_path, svg(inner)).startswith("nothing of this logo can be seen")


@pytest.mark.parametrize("alpha", [0, 3])
def test_transparent_picture_is_refused(tmp_path, alpha):
    Image.new("RGBA", (400, 200), (9, 9, 9, alpha)).save(tmp_path / "a.png")
    with pytest.raises(ValueError, match="nothing of this logo can be seen"):
        read_logo_key(tmp_path / "a.png")


# XML

@pytest.mark.parametrize(
    "head",
    [
        "<!-- Generator: Logo Maker [v1.2] -->", "<!-- <!ENTITY a 'b'> -->", "<?xml version='1.0'?>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "<!DOCTYPE svg><!-- [ -->", "\ufeff", "\n\n",
    ],
)
def test_content_before_the_svg_element_is_accepted(head):
    assert middle(draw(head.encode() + svg(RECT.format(""))))[3] == 255


@pytest.mark.parametrize("subset", ['<!ENTITY a "b">', "<!-- -->", "", "<!ATTLIST rect fill CDATA 'red'>"])
def test_an_internal_subset_is_refused(tmp_path, subset):
    data = f"<!DOCTYPE svg [{subset} ]>".encode() + svg(RECT.format(""))
    assert "declares entities" in refusal(tmp_path, data)


@pytest.mark.parametrize(
    "encoding", ["ISO-8859-1", "iso-8859-15", "windows-1252", "UTF-8", "utf-8-sig", "UTF-16", "us-ascii", "Shift_JIS"]
)
def test_a_drawing_is_read_in_the_encoding_that_it_names(tmp_path, encoding):
    letter = {"us-ascii": "e", "Shift_JIS": "é".replace("é", "社")}.get(encoding, "é")
    named = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{named}"?><svg {XMLNS} viewBox="0 0 100 50"><title>{letter}</title>'
    data = f"{text}<g id='{letter}'>{RECT.format('')}</g><use href='#{letter}'/></svg>".encode(encoding)
    (tmp_path / "a.svg").write_bytes(data)
    assert read_logo_key(tmp_path / "a.svg").width == 1024


def test_utf_8_declared_as_utf_16_is_drawn():
    data = b'<?xml version="1.0" encoding="utf-16"?>' + svg("<title>é</title>" + RECT.format(""))
    assert middle(draw(data))[3] == 255


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (svg("<title>\xe9</title>").decode().encode("latin-1"), "the drawing is not in UTF-8: byte 69 does not fit"),
        (b'<?xml version="1.0" encoding="x-none"?><svg/>',
         "the drawing declares the encoding x-none; save it as UTF-8"),
        (b'<?xml version="1.0" encoding="zlib"?><svg/>', "the drawing declares the encoding zlib; save it as UTF-8"),
    ],
)
def test_wrong_encoding_is_reported(tmp_path, data, message):
    assert refusal(tmp_path, data).startswith(message)


@pytest.mark.parametrize("name", ["en", "en-US", "ru, en", "en-GB"])
def test_shapes_for_english_are_drawn(name):
    assert middle(draw(svg(RECT.format(f' systemLanguage="{name}"'))))[3] == 255


# costly drawings

def _use(number: int) -> str:
    return f"<use href='#a{number}'/>"


MANY = '<rect width="9" height="9"{}/>'
COSTLY = {
    "a mask by class": f"<style>.m{{mask:url(#k)}}</style><mask id='k'>{MANY.format('') * 400}</mask>"
                       + MANY.format(" class='m'") * 400,
    "a mask by selector": f"<style>g>rect{{mask:url(#k)}}</style><mask id='k'>{MANY.format('') * 400}</mask>"
                          f"<g>{MANY.format('') * 400}</g>",
    "a clip in a style": f"<clipPath id='k'>{MANY.format('') * 400}</clipPath>"
                         + MANY.format(" style='clip-path:url(#k)'") * 400,
    "dashes": '<path stroke-dasharray="1" stroke="red" d="M0 0' + "A1e6 1e6 0 0 1 9 9" * 10_000 + '"/>',
    "dashes by class": "<style>g{stroke:red;stroke-dasharray:.001}</style><g><path d='M0 0h900v900h-900z'/></g>",
    "dashes of a circle": '<circle r="400pt" stroke="red" stroke-dasharray="1e-4pt"/>',
    "dashes without end": '<path stroke-dasharray="1" stroke="red" d="M0 0h1e999v-1e999"/>',
    "lines": '<path fill="none" stroke="red" d="M' + "9 9 1 5 " * 70_000 + '"/>',
    "rules": f"<style>{'*{fill:red}' * 8000}</style>{MANY.format('') * 8000}",
    "rules for many": f"<style>{'*{fill:red}' * 4900}</style>{MANY.format('') * 15_000}",
    "a long selector": f"<style>{'g ' * 100_000}{{fill:red}}</style>",
    "selectors": f"<style>{'a,' * 400_000}b{{}}</style>",
    "deep selectors": f"<style>{'g g g g g g a rect{fill:red}' * 300}</style>"
                      + "<g>" * 95 + MANY.format("") * 100 + "</g>" * 95,
    "transparent parts": MANY.format(" opacity='.5'") * 5000,
    "colours": f"<linearGradient id='g'>{'<stop/>' * 15_000}</linearGradient>" + MANY.format(" fill='url(#g)'"),
    "inherited colours": f"<linearGradient id='g'>{'<stop/>' * 1900}</linearGradient>"
                         f"<g fill='url(#g)'>{MANY.format('') * 900}</g>",
    "depth": "<g>" * 100_000 + "</g>" * 100_000,
    "use of use": "<rect id='a0'/>"
                  + "".join(f"<g id='a{i + 1}'>{_use(i) * 2}</g>" for i in range(80)),
    "a chain of use": "<rect id='a0'/>" + "".join(f"<use id='a{i + 1}' href='#a{i}'/>" for i in range(9000)),
    "a chain of masks": "".join(f"<mask id='a{i}' mask='url(#a{i + 1})'><rect/></mask>" for i in range(9000))
                        + MANY.format(" mask='url(#a0)'"),
    "blanks in a style": '<rect style="fill:rgb(1' + " " * 900_000 + '"/>',
    "blanks in a colour": '<rect fill="red' + " " * 900_000 + 'x"/>',
    "variables": '<rect fill="' + "var(--a," * 100_000 + '"/>',
    "brackets": "<style>" + "{" * 400_000 + "</style>",
    "hyphens": "<style>" + "-" * 900_000 + "</style>",
}  # fmt: skip


@pytest.mark.parametrize("name", COSTLY)
def test_costly_drawing_is_refused_before_it_is_drawn(tmp_path, name, monkeypatch):
    def run(*_: object, **__: object) -> None:
        raise AssertionError("it was drawn")

    monkeypatch.setattr("factcards.photos.svg.drawings.DECODERS.run", run)
    begun = time.process_time()
    refusal(tmp_path, svg(COSTLY[name]))
    assert time.process_time() - begun < 2


def test_too_many_layers_reduce_the_picture(monkeypatch):
    monkeypatch.setattr("factcards.photos.svg.drawings._MAX_WORK", 500_000)
    assert 90 < rasterize_svg(svg(RECT.format(" opacity='.5'") * 100), 600).width < 100
    assert rasterize_svg(svg(RECT.format(" opacity='.5'")), 600).width == 600


def test_many_plain_shapes_are_drawn():
    assert draw(svg(MANY.format("") * 10_000)).width == 100


def test_deeply_nested_metadata_is_ignored():
    notes = "<metadata>" + "<g>" * 50_000 + "</g>" * 50_000 + "</metadata>"
    assert draw(svg(notes + RECT.format(""))).width == 100


# the SVG sent to resvg

def test_first_of_two_elements_with_one_id_counts():
    stops = '<linearGradient id="a"><stop stop-color="{}"/></linearGradient>'
    data = svg(stops.format("#ffd020") + stops.format("red") + RECT.format(' fill="url( \'#a\' )"'))
    assert middle(draw(data)) == YELLOW


def test_missing_clip_path_clips_nothing():
    assert ink_share(draw(svg(RECT.format(' clip-path="url(#no)" mask="url(#no)"')))) == 1


@pytest.mark.parametrize("kind", ["time", "memory", "crash"])
def test_limits_of_the_child_are_reported_with_advice(tmp_path, kind, monkeypatch):
    def run(*_: object, **__: object) -> None:
        raise DecoderError(kind, "SIGXCPU")

    monkeypatch.setattr("factcards.photos.svg.drawings.DECODERS.run", run)
    said = {"time": "took more than 10 s of", "memory": "took more than 384 MB of memory", "crash": "fail (SIGXCPU)"}
    message = refusal(tmp_path, svg(RECT.format("")))
    assert said[kind] in message
    assert message.endswith("simplify it, or save the logo as PNG")
