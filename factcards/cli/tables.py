"""What there is, as tables: sizes, themes, fonts, languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from ..batch import find_assets
from ..read.themes import read_theme, theme_names
from ..sizes import SIZES, Size
from ..text.languages import language_direction, language_script

_INCH = 25.4
Row = Sequence[str]

_PARTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}   # of scripts that are written together
_LANGUAGES = (
    "af:Afrikaans", "am:Amharic", "ar:Arabic", "az:Azerbaijani", "be:Belarusian", "bg:Bulgarian", "bn:Bengali",
    "bs:Bosnian", "ca:Catalan", "cs:Czech", "da:Danish", "de:German", "el:Greek", "en:English", "es:Spanish",
    "et:Estonian", "eu:Basque", "fa:Persian", "fi:Finnish", "fil:Filipino", "fr:French", "ga:Irish", "gu:Gujarati",
    "ha:Hausa", "he:Hebrew", "hi:Hindi", "hr:Croatian", "hu:Hungarian", "hy:Armenian", "id:Indonesian", "ig:Igbo",
    "is:Icelandic", "it:Italian", "ja:Japanese", "ka:Georgian", "kk:Kazakh", "km:Khmer", "kn:Kannada", "ko:Korean",
    "ku:Kurdish", "ky:Kyrgyz", "lo:Lao", "lt:Lithuanian", "lv:Latvian", "mk:Macedonian", "ml:Malayalam",
    "mn:Mongolian", "mr:Marathi", "ms:Malay", "my:Burmese", "nb:Norwegian Bokmål", "ne:Nepali", "nl:Dutch",
    "nn:Norwegian Nynorsk", "om:Oromo", "pa:Punjabi", "pl:Polish", "ps:Pashto", "pt:Portuguese",
    "pt-BR:Brazilian Portuguese", "ro:Romanian", "ru:Russian", "si:Sinhala", "sk:Slovak", "sl:Slovenian",
    "so:Somali", "sq:Albanian", "sr:Serbian", "sr-Latn:Serbian in Latin letters", "sv:Swedish", "sw:Swahili",
    "ta:Tamil", "te:Telugu", "th:Thai", "ti:Tigrinya", "tr:Turkish", "uk:Ukrainian", "ur:Urdu", "uz:Uzbek",
    "vi:Vietnamese", "yo:Yoruba", "zh-Hans:Chinese, simplified", "zh-Hant:Chinese, traditional",
    "zh-Hant-HK:Chinese, Hong Kong", "zu:Zulu",
)  # fmt: skip


def _sizes() -> list[Row]:
    rows = [(s.name, s.platform, f"{s.width} × {s.height}", s.aspect, _printed(s) or _covered(s)) for s in SIZES]
    return [("size", "platform", "pixels", "layout", "covered or cropped"), *rows]


def _printed(size: Size) -> str:
    """A sheet's measures in millimetres after the cut, "" for a screen."""
    if not size.dpi:
        return ""
    width, height, bleed = (v / size.dpi * _INCH for v in (size.trim.width, size.trim.height, size.bleed))
    return f"bleed {bleed:.1f} mm, cut to {width:.0f} × {height:.0f} mm"


def _covered(size: Size) -> str:
    edges = {"top": size.safe.top, "bottom": size.safe.bottom, "start": size.safe.start, "end": size.safe.end}
    return ", ".join(f"{name} {pixels:g}" for name, pixels in edges.items() if pixels) or "nothing"


def _themes() -> list[Row]:
    themes = [(name, read_theme(name)) for name in theme_names()]
    return [("theme", "layouts"), *((name, ", ".join(a for a, _ in theme.layouts)) for name, theme in themes)]


def _fonts() -> list[Row]:
    rows = []
    for family, entries in find_assets(()).fonts.families():
        weights = sorted({str(entry.weight) for entry in entries})
        scripts = sorted({script for entry in entries for script in entry.scripts})
        rows.append((family, " ".join(weights), " ".join(scripts)))
    return [("family", "weights", "scripts"), *rows]


def _languages() -> list[Row]:
    drawn = {s for _, entries in find_assets(()).fonts.families() for entry in entries for s in entry.scripts}
    rows = []
    for tag, _, name in (entry.partition(":") for entry in _LANGUAGES):
        script = language_script(tag)
        has = "yes" if _PARTS.get(script, script) in drawn else "no"
        rows.append((tag, name, script, language_direction(tag), has))
    return [("tag", "language", "script", "direction", "our fonts"), *rows]


_TABLES: dict[str, Callable[[], list[Row]]] = {
    "sizes": _sizes, "themes": _themes, "fonts": _fonts, "languages": _languages,
}  # fmt: skip


def draw_table(name: str) -> str:
    """The table of that name: a head, then a line a thing, columns two spaces apart."""
    rows = _TABLES[name]()
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
