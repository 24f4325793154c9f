"""Hostile card definitions: paths that leave the folder, themes that expand, very long texts and numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from svg_cases import damage

CARD = 'language: en\nfact: "Words of a fact."\nsource: "2014"\naction: https://example.org/act\n'
_HOSTILE_PATHS = (
    "../secret/canary",
    "../secret/canary.yaml",
    "../secret",
    "/etc/passwd",
    "/proc/self/environ",
    "/dev/zero",
    "/dev/stdin",
    "/",
    "..",
    "../..",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "\\\\host\\share\\a",
    "file:///etc/passwd",
    "~/.ssh/id_rsa",
    "a" * 300,
    "a/" * 3000 + "a",
    "a\u202egnp.jpg",
    "a\u200bb.png",
    "nul",
    "CON.png",
    "aux.jpg",
    ".",
    "",
    " ",
    "link",
    "link/canary",
    "ring",
    "fifo",
    "photos/../../secret/canary",
    "http://127.0.0.1:9/a.png",
    "secret\\canary",
    "./././a",
    "a\0b",
    "*",
    "{card}",
)
_UNITS = (
    "a",
    "a ",
    "@.",
    "a@a.",
    "a.",
    "😀",
    "\u200d",
    "\u200b",
    "\u00ad",
    "\u0301",
    "a\u0301\u0323",
    "\u202e",
    "\u2066",
    "אב",
    "ع ",
    "एक",
    "ក",
    "ไทย",
    "日",
    "한",
    "🇩🇪",
    "**",
    "**a** ",
    "W W ",
    "1",
    "1,",
    "10⁶ ",
    "- ",
    "--",
    "/",
    "a/",
    "a-",
    "“",
    "'",
    "%",
    "€",
    "\t",
    "\n\n",
    "{",
    "}",
    "{card}",
    "<b>",
    "&amp;",
    "\\",
    "#",
    "http://a.",
    "\ufe0f",
    "\U000e0061",
    "ﷺ",
    "\u0e33",
    "\u1000\u1039",
    "𒀀",
    "\ue000",
)
_NUMBERS = (
    "0",
    "-1",
    "1e999",
    "nan",
    "inf",
    "9" * 400,
    "1/0",
    "0.0000001",
    "1e-300",
    "-0",
    "١٢٣",
    "0x10",
    "1_000",
    "[]",
    "{}",
    "true",
    "~",
)

Files = Mapping[str, bytes]
Recipe = Callable[[random.Random], Files]


def make_cards(chance: random.Random) -> Files:
    """Return name → content of the files of one set.

    A recipe and its values are drawn by `chance`; one set in five is damaged afterwards.
    """
    files = dict(chance.choice(_RECIPES)(chance))
    if chance.random() < 0.2:
        name = chance.choice(sorted(files))
        files[name] = damage(files[name], chance)
    return files


def _quote(text: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'


def _path(chance: random.Random) -> Files:
    name = _quote(chance.choice(_HOSTILE_PATHS))
    field = chance.choice(
        (
            f"theme: {name}",
            f"image: {name}",
            f"image: {{file: {name}, alt: x}}",
            f"brand: {{name: X, logo: {name}}}",
            f"brand: {{name: X, logo: {{dark: {name}, light: {name}}}}}",
        )
    )
    return {"c.yaml": f"{CARD}{field}\n".encode()}


def _set(chance: random.Random) -> Files:
    name = _quote(chance.choice(_HOSTILE_PATHS))
    field = chance.choice(
        (
            f"fonts: {name}",
            f"theme: {name}",
            f"cards: [{name}, c]",
            f"languages: [{name}]",
            f"sizes: [{name}]",
            f"formats: [{name}]",
            f"type: {name}",
            f"title: {name}",
        )
    )
    return {"c.yaml": CARD.encode(), "set.yaml": f"language: en\n{field}\n".encode()}


def _theme(chance: random.Random) -> Files:
    name = _quote(chance.choice(_HOSTILE_PATHS))
    theme = chance.choice(
        (
            f"extends: {name}\n",
            f"extends: statement\nfonts: {name}\n",
            _expanding(chance),
            _nested(chance),
            f"extends: statement\nstep: {chance.choice(_NUMBERS)}\n",
            f"extends: statement\npalette: {{field: {name}}}\n",
            f"extends: statement\ntypes: {{fact: {{max: {chance.choice(_NUMBERS)}, min: 1}}}}\n",
        )
    )
    return {"c.yaml": f"{CARD}theme: ./t.yaml\n".encode(), "t.yaml": theme.encode()}


def _expanding(chance: random.Random) -> str:
    depth, width = chance.choice(((7, 10), (30, 2), (3, 400)))
    parts = ["  b0: {space: {length: 0}}"]
    parts += [f"  b{i}: {{column: [{', '.join([f'{{use: b{i - 1}}}'] * width)}]}}" for i in range(1, depth)]
    used = chance.choice(("under", "unused"))
    return "extends: statement\nparts:\n" + "\n".join(parts) + f"\n  {used}: {{column: [{{use: b{depth - 1}}}]}}\n"


def _nested(chance: random.Random) -> str:
    depth = chance.choice((10, 300, 3000))
    return "extends: statement\nlayouts: {other: " + "{column: [" * depth + "]}" * depth + "}\n"


def _chain(chance: random.Random) -> Files:
    count, ring = chance.choice((2, 9, 200)), chance.random() < 0.5
    last = "./t0.yaml" if ring else "statement"
    themes = {
        f"t{i}.yaml": f"extends: {f'./t{i + 1}.yaml' if i < count - 1 else last}\n".encode() for i in range(count)
    }
    return {"c.yaml": f"{CARD}theme: ./t0.yaml\n".encode(), **themes}


def _text(chance: random.Random) -> Files:
    text = _quote(chance.choice(_UNITS) * chance.choice((30, 700, 3000, 20_000)))
    field = chance.choice(
        (
            f"fact: {text}",
            f"headline: {text}",
            f"source: {text}",
            f"source: {{publisher: {text}, title: {text}, year: {text}, page: {text}}}",
            f"action: {{url: https://example.org, label: {text}}}",
            f"action: {{url: https://example.org, short: {text}}}",
            f"alt: {text}",
            f"action: {text}",
            f"labels: {{source: {text}}}",
            f"brand: {{name: {text}}}",
            f"image: {{file: a.jpg, alt: {text}, credit: {text}}}",
            f"chart: {{counts: [{{value: 1, label: {text}}}]}}",
            f"language: {text}",
            f"expires: {text}",
            f"{text}: 1",
        )
    )
    key = field.partition(":")[0]
    others = [line for line in CARD.splitlines() if not line.startswith(f"{key}:")]
    return {
        "c.yaml": "\n".join(
            [*others, field, f"language: {chance.choice(('en', 'ar', 'zh-Hans', 'th', 'hi', 'ur'))}"][: len(others) + 1]
        ).encode()
    }


def _number(chance: random.Random) -> Files:
    value, other = chance.choice(_NUMBERS), chance.choice(_NUMBERS)
    field = chance.choice(
        (
            f"chart: {{counts: [{{value: {value}, label: x}}, {{value: {other}, label: y}}]}}",
            f"chart: {{share: {value}}}",
            f"image: {{file: a.jpg, alt: x, focus: [{value}, {other}]}}",
            f"source: {{publisher: x, year: {value}}}",
            f"chart: {{counts: [{', '.join([f'{{value: {value}, label: x}}'] * 300)}]}}",
            f"expires: {value}",
            f"headline: {value}",
        )
    )
    return {"c.yaml": f"{CARD}theme: {chance.choice(('data', 'figure', 'half'))}\n{field}\n".encode()}


def _yaml(chance: random.Random) -> Files:
    text = chance.choice(
        (
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nfact: *c\n",
            "fact: " + "[" * 100_000,
            "fact: " + "{a: " * 10_000,
            "".join(f"k{i}: 1\n" for i in range(50_000)),
            "x" * 900_000,
            "fact: !!python/object/apply:os.system [id]\n",
            "<<: {fact: x}\n",
            'fact: "' + "\\u0041" * 100_000,
            "--- a\n--- b\n" * 1000,
            "? [a]\n: b\n",
            "\t" * 5000 + "a: b",
            "fact: |\n" + "  x\n" * 100_000,
            "%YAML 9.9\n---\nfact: x\n",
            "fact: x\n" * 5000,
            "\ufeff\ufefffact: x",
            "fact: x # 1\n" * 300,
            "- " * 50_000 + "a",
            "'" * 99_999,
            "fact: x\r" * 1000,
        )
    )
    return {"c.yaml": text.encode(chance.choice(("utf-8", "utf-8", "utf-16", "utf-32", "latin-1")), "replace")}


def _names(chance: random.Random) -> Files:
    name = chance.choice(
        (
            "CON",
            "aux.es",
            "a\u200bb",
            "\u202egnp",
            "c .es",
            "x" * 240,
            "a:b",
            "-rf",
            "~",
            "$(id)",
            "set.set",
            "a..b",
            "é",
            "e\u0301",
            "c.xx-Wrong",
            "c.es.fr",
            " ",
            ".",
        )
    )
    return {"c.yaml": CARD.encode(), f"{name}.yaml": CARD.encode(), f"{name}.yml": CARD.encode()}


_RECIPES: tuple[Recipe, ...] = (_path, _set, _theme, _chain, _text, _number, _yaml, _names, _text, _path)
