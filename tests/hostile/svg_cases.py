"""Hostile drawings: SVG files that load other files, expand, recurse or claim a wrong size."""

from __future__ import annotations

import random
from collections.abc import Callable

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>'
_PLAIN = '<rect x="10" y="10" width="60" height="40" fill="#d02020"/><circle cx="70" cy="30" r="20" fill="#fff"/>'
_UNITS = ("", "px", "em", "ex", "in", "cm", "mm", "Q", "pt", "pc", "%", "vw", "rem", "furlong")
_FARAWAY = (
    "file:///etc/passwd",
    "http://127.0.0.1:9/x.svg",
    "//example.org/a",
    "../secret/canary.svg#a",
    "data:image/png;base64,AAAA",
)

Recipe = Callable[[random.Random], str]


def make_drawing(chance: random.Random) -> bytes:
    """Return one SVG file; the recipe and its values are drawn by `chance`, and one in four is damaged afterwards."""
    text = chance.choice(_RECIPES)(chance)
    data = text.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "latin-1")), "replace")
    if chance.random() < 0.25:
        data = damage(data, chance)
    return data


def damage(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some of them changed, removed or doubled, or with the end cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(max(1, len(found)))
        match chance.randrange(4):
            case 0 if found:
                found[at % len(found)] ^= 1 << chance.randrange(8)
            case 1:
                del found[at : at + chance.randrange(1, 64)]
            case 2:
                found[at:at] = found[at : at + chance.randrange(1, 256)]
            case _:
                del found[max(1, at) :]
    return bytes(found)


def _svg(body: str, attributes: str = 'viewBox="0 0 100 60"') -> str:
    return _HEAD.format(attributes) + body + "</svg>"


def _size(chance: random.Random) -> str:
    numbers = ("0", "-1", "1", "1e6", "1e9", "1e308", "nan", "1e-9", "+0", "99999999999999999999", "0x10", "")
    sides = [f'{side}="{chance.choice(numbers)}{chance.choice(_UNITS)}"' for side in ("width", "height")]
    box = f'viewBox="0 0 {chance.choice(numbers)} {chance.choice(numbers)}"' if chance.random() < 0.7 else ""
    return _svg(
        _PLAIN, " ".join([*sides, box, f'preserveAspectRatio="{chance.choice(("none", "xMinYMin slice", "x"))}"'])
    )


def _uses(chance: random.Random) -> str:
    depth, width = chance.choice(((7, 10), (20, 2), (60, 2), (2, 2000), (3, 200)))
    body = '<g id="g0">' + _PLAIN + "</g>"
    for level in range(1, depth):
        body += f'<g id="g{level}">' + f'<use xlink:href="#g{level - 1}"/>' * width + "</g>"
    return _svg(f"<defs>{body}</defs>" + f'<use href="#g{depth - 1}"/>')


def _ring(chance: random.Random) -> str:
    kind = chance.choice(("use", "mask", "clipPath", "linearGradient", "pattern", "marker"))
    if kind == "use":
        return _svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')
    link = f'<{kind} id="a" href="#b"/><{kind} id="b" href="#a"/>'
    return _svg(f'<defs>{link}</defs><rect width="9" height="9" mask="url(#a)" clip-path="url(#a)" fill="url(#a)"/>')


def _masks(chance: random.Random) -> str:
    kind, count = chance.choice(("mask", "clipPath")), chance.choice((50, 500, 4000))
    name = "mask" if kind == "mask" else "clip-path"
    shapes = '<rect width="9" height="9" class="m"/>' * count
    style = chance.choice(
        (
            f".m{{{name}:url(#k)}}",
            f"rect{{{name}:url(#k)}}",
            f"*{{{name}:url(#k)}}",
            f"rect[class=m]{{{name}:url( '#k' )}}",
            f".m{{{name}:u\\72l(#k)}}",
        )
    )
    inner = '<rect width="9" height="9"/>' * count
    return _svg(f'<style>{style}</style><{kind} id="k">{inner}</{kind}>{shapes}')


def _styles(chance: random.Random) -> str:
    rule = chance.choice(
        (
            "*{fill:red}",
            "rect:not(.x){fill:#fd2}",
            "rect:nth-child(1n){fill:#fd2}",
            "@media screen{rect{fill:#fd2}}",
            "g{rect{fill:#fd2}}",
            "@import url(http://127.0.0.1:9/a.css);",
            "rect{fill:var(--x, #fd2)}",
            "rect{fill:oklch(0.7 0.1 40)}",
            "rect{filter:blur(1000px)}",
            "rect{fill:color(display-p3 1 0 0)}",
            "@font-face{src:url(file:///etc/passwd)}",
            "rect{fill:url(http://127.0.0.1:9/#a)}",
            "a b c d e f g h{fill:red}",
            "rect{fill:#fd2",
            "}}}{",
            "rect{stroke-dasharray:" + "1 " * 20000 + "}",
            ":is(rect,g) rect{fill:red}",
        )
    )
    count = chance.choice((1, 10, 1000, 8000))
    return _svg(f"<style>{rule * count}</style><g>{_PLAIN * chance.choice((1, 100, 3000))}</g>")


def _strokes(chance: random.Random) -> str:
    count = chance.choice((100, 5000, 60_000))
    step = chance.choice(("l9 9 ", "a1e6 1e6 0 0 1 9 9 ", "c1 2 3 4 5 6 ", "h1e9 v-1e9 ", "q1 9 9 1 "))
    dash = chance.choice(("", 'stroke-dasharray="1"', 'stroke-dasharray="0.0001"', 'stroke-dasharray="1e-30 1e-30"'))
    width = chance.choice(("1", "1e9", "0.00001", "50%"))
    return _svg(f'<path d="M0 0 {step * count}" fill="none" stroke="#fff" stroke-width="{width}" {dash}/>')


def _far(chance: random.Random) -> str:
    target = chance.choice(_FARAWAY)
    return _svg(
        chance.choice(
            (
                f'<image href="{target}" width="9" height="9"/>',
                f'<use xlink:href="{target}"/>',
                f'<rect width="9" height="9" fill="url({target})"/>',
                f'<?xml-stylesheet href="{target}"?>{_PLAIN}',
                f'<foreignObject><iframe src="{target}"/></foreignObject>',
                f'<script href="{target}"/>{_PLAIN}',
                f'<a href="{target}">{_PLAIN}</a>',
                f'<style>@import "{target}";</style>{_PLAIN}',
            )
        )
    )


def _entities(chance: random.Random) -> str:
    many = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(chance.choice((2, 12))))
    outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    return f"<!DOCTYPE svg [{chance.choice((many, outside, many + outside))}]>" + _svg(
        f"<title>&x;&e1;</title>{_PLAIN}"
    )


def _deep(chance: random.Random) -> str:
    depth = chance.choice((50, 1000, 100_000))
    return _svg("<g>" * depth + _PLAIN + "</g>" * depth)


def _effects(chance: random.Random) -> str:
    style = chance.choice(
        (
            "filter:blur(1000px)",
            "filter:drop-shadow(9px 9px 9px red)",
            "mix-blend-mode:multiply",
            "backdrop-filter:blur(9px)",
            "transform:scale(1e30)",
            "opacity:1e-300",
        )
    )
    return _svg(f'<rect width="50" height="50" style="{style}"/>' * chance.choice((1, 100, 9000)))


def _gradients(chance: random.Random) -> str:
    stops = '<stop offset="0.5" stop-color="#fd2"/>' * chance.choice((2, 1000, 20_000))
    return _svg(f'<linearGradient id="g">{stops}</linearGradient><rect width="90" height="50" fill="url(#g)"/>')


def _markers(chance: random.Random) -> str:
    count = chance.choice((10, 2000))
    inner = '<rect width="1" height="1"/>' * count
    shapes = f'<marker id="m">{inner}</marker>'
    return _svg(f'{shapes}<polyline marker-mid="url(#m)" points="{"1,2 " * count}" stroke="#fff"/>')


def _good(chance: random.Random) -> str:
    return _svg(_PLAIN * chance.choice((1, 20)))


_RECIPES: tuple[Recipe, ...] = (
    _size,
    _uses,
    _ring,
    _masks,
    _styles,
    _strokes,
    _far,
    _entities,
    _deep,
    _effects,
    _gradients,
    _markers,
    _good,
)
