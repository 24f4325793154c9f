"""How a host is shown to readers: in its own letters if they cannot mistake it for another host, else in punycode.

A host is shown in its own letters if each label (the part between full stops) meets the level "highly restrictive" of
UTS #39, does not consist of look-alikes of Latin letters only, and has only ASCII letters and those of the card's
language in CLDR.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import can_ada
import unicodedata2

from ..late_loading import compile_late, import_late
from ..text.unicode.language_scripts import language_fallbacks, language_script

if TYPE_CHECKING:
    from fontTools import unicodedata
else:
    unicodedata = import_late("fontTools.unicodedata")

EXEMPLARS = Path(__file__).parents[1] / "data" / "exemplars.json"
"""CLDR's main exemplar sets without ASCII, by language; three or more consecutive letters are written `first-last`."""
LOOK_ALIKES = {
    "Cyrl": "агеорсухьпіјѕһүӏԁԛԝѵ",
    "Grek": "αγηικνορτυχωϲϳ",
    "Armn": "ագզէլհյոսւքօ",
    "Hebr": "דוחיןסװײ",
    "Geor": "იოყძხჿ",
    "Cher": "ꭰꭱꭲꭺꮃꮋꮓꮤꮪ",
}
"""Letters that look like one of `a` to `z`, by script (UTS #39, confusables)."""

_STROKES = "ノソゾンーニ一丨丶丿乀乁乛丁丅七十二三工口囗卜讠〇ㄧㄒㄟㄈㄚㄨㄩ"
"""Chinese and Japanese letters that look like a slash, a dash, a dot or a Latin letter next to Latin letters."""
_DIGIT_DOTS = "٠۰"   # Arabic and Persian zeros, which look like a full stop
_IDEOGRAPHIC = compile_late("[\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Kana, Bopomofo and Han."""
_CHINESE_JAPANESE_KOREAN = frozenset({"Hanb", "Jpan", "Kore"})
"""Writing systems that combine several scripts."""
_WRITTEN_TOGETHER = {
    "Hani": _CHINESE_JAPANESE_KOREAN,
    "Hira": frozenset({"Jpan"}),
    "Kana": frozenset({"Jpan"}),
    "Hang": frozenset({"Kore"}),
    "Bopo": frozenset({"Hanb"}),
}
"""Scripts, and the writing systems that combine them with others (UTS #39, 5.1, augmented script sets)."""
_COMMON = frozenset({"Zyyy", "Zinh"})
"""Scripts of characters that all scripts use (UAX #24)."""
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})   # bidi classes
_DOTTED = "ijlı"   # a combining dot above one of these is invisible


class ShownHost(NamedTuple):
    """A host as it is printed. `punycode_reason` says why it is in punycode; "" if it is not, or is ASCII anyway."""

    text: str
    punycode_reason: str = ""


@lru_cache(maxsize=1024)
def show_host(host: str, language: str) -> ShownHost:
    """Return how a host, given in ASCII and lower case, is printed on a card in a language."""
    if "xn--" not in host:
        return ShownHost(host)
    labels = [decode_label(label) for label in host.split(".")]
    last = next((label for label in reversed(labels) if label), "")
    for label in labels:
        reason = find_spoof(label, last) or _find_foreign(label, language)
        if reason:
            return ShownHost(host, reason)
    return ShownHost(".".join(labels))


def decode_label(label: str) -> str:
    """Decode one label of a host. Punycode that browsers would encode differently is returned unchanged."""
    if not label.startswith("xn--"):
        return label
    try:
        decoded = str(can_ada.idna_decode(label.encode("ascii")))  # type: ignore[arg-type] # its stub says str
        again = can_ada.parse(f"https://{decoded}.org/").hostname.removesuffix(".org")
    except (ValueError, UnicodeError):
        return label
    return decoded if again == label else label


def is_valid_name(host: str) -> bool:
    """Return whether all browsers open an ASCII host: its punycode is valid and meets the bidi rule.

    Chromium accepts any punycode; UTS #46 (4, CheckBidi) and other browsers reject some.
    """
    labels = [decode_label(label) for label in host.split(".") if label]
    if any(label.startswith("xn--") for label in labels):
        return False
    kinds = [[unicodedata2.bidirectional(c) for c in label] for label in labels]
    is_bidi = any(_RIGHT_TO_LEFT.intersection(one) for one in kinds)
    return not is_bidi or all(map(_satisfies_bidi_rule, kinds))


def _satisfies_bidi_rule(kinds: list[str]) -> bool:
    """Return whether the bidi classes of one label meet the rule of RFC 5893, 2."""
    last = next((kind for kind in reversed(kinds) if kind != "NSM"), "")
    neutral = {"EN", "ES", "CS", "ET", "ON", "BN", "NSM"}
    if kinds[0] == "L":
        return neutral | {"L"} >= set(kinds) and last in ("L", "EN")
    is_right_to_left = kinds[0] in ("R", "AL") and neutral | _RIGHT_TO_LEFT >= set(kinds)
    return is_right_to_left and last in (*_RIGHT_TO_LEFT, "EN") and not {"EN", "AN"} <= set(kinds)


def find_spoof(label: str, top: str) -> str:
    """Return why readers of any language may mistake a label for another one, or "".

    `top` is the host's last label: readers who see `.рф` expect Cyrillic before it.
    """
    if label.isascii():
        return "its punycode does not stand for letters" if label.startswith("xn--") else ""
    if not is_highly_restrictive(label):
        return f"`{label}` mixes letters of several scripts"
    letters = [c for c in label if unicodedata2.category(c)[0] in "LM"]
    for script, alike in LOOK_ALIKES.items():
        own = [c for c in letters if script in unicodedata.script_extension(c)]
        in_top = any(unicodedata.script(c) == script for c in top)
        if own and all(c in alike for c in own) and not (in_top and label != top):
            return f"`{label}` looks like Latin letters"
    stray = find_isolated_stroke(label)
    if stray:
        return f"`{stray}` in `{label}` looks like punctuation or a Latin letter"
    if any(mark == "\u0307" and before in _DOTTED for before, mark in pairwise(label)):
        return f"`{label}` has an invisible dot"
    return ""


def find_isolated_stroke(text: str) -> str:
    """Return the first letter that looks like a stroke or a dot and has no unambiguous one beside it, or ""."""
    for index, character in enumerate(text):
        beside = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
        if character in _STROKES and not any(_IDEOGRAPHIC.match(c) and c not in _STROKES for c in beside):
            return character
        if character in _DIGIT_DOTS and not any("\u0660" <= c <= "\u06f9" and c not in _DIGIT_DOTS for c in beside):
            return character
    return ""


def is_highly_restrictive(text: str) -> bool:
    """Return whether text meets UTS #39's restriction level "highly restrictive".

    It has one script, or Latin with the scripts of Chinese, Japanese or Korean.
    """
    sets = [_script_set(c) for c in text]
    scripts = [one for one in sets if not one & _COMMON]
    if not scripts or frozenset.intersection(*scripts):
        return True
    others = [one for one in scripts if "Latn" not in one]
    return bool(frozenset.intersection(*others) & _CHINESE_JAPANESE_KOREAN) if others else False


@lru_cache(maxsize=4096)
def _script_set(character: str) -> frozenset[str]:
    found = frozenset(unicodedata.script_extension(character))
    return found.union(*(_WRITTEN_TOGETHER.get(script, frozenset()) for script in found))


def _find_foreign(label: str, language: str) -> str:
    letters = exemplar_letters(language)
    foreign = next((c for c in label if not c.isascii() and c not in letters), "")
    shown = foreign if unicodedata2.category(foreign or "a")[0] == "L" else f"U+{ord(foreign or 'a'):04X}"
    return f"`{shown}` in `{label}` is not a letter of `{language}`" if foreign else ""


@lru_cache(maxsize=64)
def exemplar_letters(language: str) -> frozenset[str]:
    """Return the non-ASCII letters of a language, from CLDR's main exemplar set."""
    known = _load_exemplars()
    by_script = f"{language.split('-')[0]}-{language_script(language)}"   # `zh-TW` is written as `zh-Hant`
    packed = next((known[tag] for tag in (*language_fallbacks(language), by_script) if tag in known), "")
    unpacked = re.sub("(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), packed)
    return frozenset(unpacked)


@lru_cache(maxsize=1)
def _load_exemplars() -> dict[str, str]:
    letters: dict[str, str] = json.loads(EXEMPLARS.read_text(encoding="utf-8"))["letters"]
    return letters
