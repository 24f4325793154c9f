"""What each field of a card and of a set is for, as editors show it: title, description, examples, default.

Names are dotted, as in messages; the parts of a list's items follow its name (`chart.counts.value`), and `*` stands for
any name. docs/cards.md has the descriptions of the fields that are not parts of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ...model.cards import DEFAULT_THEME
from ...model.formats import DEFAULT_FORMATS
from ...model.sizes import DEFAULT_PLATFORM, DEFAULT_SIZES, SIZES

_PLATFORMS = ", ".join(dict.fromkeys(size.platform for size in SIZES))
_LINK = "https://example.org/act?utm_source={platform}&utm_content={card}-{language}"


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """A field for people: its name as words, what it is for, valid examples, and the default value if there is one.

    An editor puts a single example after a new key, so words have two. It cannot name an example that is a map, so
    fields that may be one line have none.
    """

    title: str
    description: str
    examples: tuple[Any, ...]
    default: Any = None


_WORDS: dict[str, FieldDoc] = {
    "language": FieldDoc(
        "Language",
        "The language of the text: a language tag (BCP 47) such as `en`, `fr-CA`, `zh-Hans` or `sr-Latn`. "
        "Required, here or in `set.yaml`.",
        ("en", "fr-CA", "zh-Hans"),
    ),
    "fact": FieldDoc(
        "Fact",
        "The text of a fact; a card has either `fact` or `story`. `**…**` emphasises, `\\*` is an asterisk, and a "
        "blank line separates paragraphs.",
        ("Women and girls make up **96%** of all victims trafficked for sex.",
         "The UN reviews its Global Plan of Action to Combat Trafficking in Persons **every four years**."),
    ),
    "story": FieldDoc(
        "Story",
        "The text of a story; a card has either `fact` or `story`. `**…**` emphasises, `\\*` is an asterisk, and a "
        "blank line separates paragraphs.",
        ("In Paris, the UN General Assembly proclaimed the **Universal Declaration of Human Rights**.",
         "In 2015 the UN General Assembly resolved to **eradicate forced labour and human trafficking**."),
    ),
    "headline": FieldDoc(
        "Headline",
        "The large text or figure above a fact; the date or name above a story. One paragraph.",
        ("96%", "Lagos, 1998"),
    ),
    "alt": FieldDoc(
        "Alt text",
        "The alt text for screen readers. By default it is composed of the card's text.",
        ("A card: women and girls make up 96% of all victims trafficked for sex.", "A card about honey."),
    ),
    "labels": FieldDoc(
        "Labels",
        "The labels before a fact's source and a photo credit: `source`, `photo`. By default there are none; a story's "
        "source has no label.",
        ({"source": "Source:", "photo": "Photograph:"},),
    ),
    "labels.source": FieldDoc("Label of the source", "The words before a fact's source.", ("Source:", "According to")),
    "labels.photo": FieldDoc("Label of the credit", "The words before a photo credit.", ("Photograph:", "Photo:")),
    "title": FieldDoc("Title", "The set's name.", ("The world in numbers", "End sex trafficking")),
}
_SOURCES: dict[str, FieldDoc] = {
    "source": FieldDoc(
        "Source",
        "Where the text comes from: one line, or its parts. Required, here or in `set.yaml`.",
        ("Equality Now, 2017", "United Nations, “Transforming our world”, 2015, § 27"),
    ),
    "source.publisher": FieldDoc(
        "Publisher", "Who published the work, such as an organisation or a journal.", ("United Nations", "The Lancet")
    ),
    "source.title": FieldDoc(
        "Title of the work",
        "The work's title, printed with the quotation marks of the card's language. It has the language of its file, "
        "or its own: `{text: …, language: en}`.",
        ("Transforming our world", "Silent Spring"),
    ),
    "source.title.text": FieldDoc(
        "Text of the title", "The title as it is on the work.", ("Transforming our world", "Silent Spring")
    ),
    "source.title.language": FieldDoc(
        "Language of the title",
        "The language of the title, if it is not that of the file: a language tag.",
        ("en", "es"),
    ),
    "source.year": FieldDoc("Year", "The year of publication.", (2015, "2014–2016")),
    "source.page": FieldDoc("Page", "The page, section or table that has the fact.", ("§ 27", "p. 12")),
    "source.url": FieldDoc(
        "Link to the work",
        "Where the work is online. It is not printed.",
        ("https://sdgs.un.org/2030agenda", "https://example.org/report.pdf"),
    ),
}
_ACTIONS: dict[str, FieldDoc] = {
    "action": FieldDoc(
        "Call to action",
        "What a reader can do: a link, or its parts. Required, here or in `set.yaml`.",
        ("https://example.org/act", "mailto:act@example.org"),
    ),
    "action.label": FieldDoc(
        "Label", "The call to action above the link's code.", ("Call on your government", "Read the report")
    ),
    "action.url": FieldDoc(
        "Link",
        "The link that the code opens. `{set}`, `{card}`, `{language}`, `{size}` and `{platform}` are filled in; a "
        f"platform is {_PLATFORMS}.",
        ("https://example.org/act", _LINK),
    ),
    "action.short": FieldDoc(
        "Printed address",
        "The address for people who cannot scan. Without it the link's host and path are printed, if they are short "
        "enough.",
        ("example.org/act", "+41 22 345 12 34"),
    ),
    "action.short-elsewhere": FieldDoc(
        "Printed address elsewhere",
        "`true`: the printed address may be on another domain than the link, because both are yours. Default: `false`.",
        (True, False), False,
    ),
}  # fmt: skip
_PICTURES: dict[str, FieldDoc] = {
    "image": FieldDoc(
        "Picture",
        "A picture in the set's folder: a path, or its parts.",
        ("photos/dawn.jpg", "dawn.webp"),
    ),
    "image.file": FieldDoc(
        "File",
        "The path of a JPEG, PNG, WebP or AVIF inside the set's folder, with `/`.",
        ("photos/dawn.jpg", "dawn.webp"),
    ),
    "image.alt": FieldDoc(
        "Alt text",
        "What the picture shows, for screen readers.",
        ("A footpath towards mountains", "A beehive in spring"),
    ),
    "image.credit": FieldDoc(
        "Photo credit",
        "Who made the picture, and its licence.",
        ("Aitzol Berasategi, CC BY 4.0", "NASA, public domain"),
    ),
    "image.focus": FieldDoc(
        "Focus",
        "The point to keep when the picture is cropped, from the start and the top, each from 0 to 1. Without it, one "
        "is computed.",
        ([0.6, 0.4], [0.5, 0.5]),
    ),
    "brand": FieldDoc(
        "Brand",
        "Whose card it is: `name`, `logo`, `colors`, `fonts`.",
        ({"name": "Equality Now", "colors": {"accent": "#ffd166"}},),
    ),
    "brand.name": FieldDoc("Name", "Whose card it is; printed where there is no logo.", ("Equality Now", "Us")),
    "brand.logo": FieldDoc(
        "Logo",
        "The path of a picture or an SVG drawing in the set's folder, which replaces the name; or two of them, `light` "
        "and `dark`.",
        ("logo.svg", "logo.png"),
    ),
    "brand.logo.light": FieldDoc(
        "Light logo", "The logo in a light tone, for dark grounds.", ("logo-white.svg", "logo-white.png")
    ),
    "brand.logo.dark": FieldDoc(
        "Dark logo", "The logo in a dark tone, for light grounds.", ("logo-black.svg", "logo-black.png")
    ),
    "brand.colors": FieldDoc(
        "Colours",
        "Colours that replace those of the theme's palette, by the names there: `accent` is in `statement`, "
        "`testimony`, `photo` and `series`, `ground` in `figure`, `half`, `series` and `data`. "
        "`factcards themes NAME --source` shows all.",
        ({"accent": "#ffd166", "ink": "#102030"},),
    ),
    "brand.colors.*": FieldDoc(
        "Colour", 'A colour in quotes: `"#rgb"`, `"#rrggbb"` or `"#rrggbbaa"`.', ("#ffd166", "#e4002b")
    ),
    "brand.fonts": FieldDoc(
        "Fonts",
        "Families: `headline` for figures and headlines, `text` for everything else in Latin, Greek and Cyrillic.",
        ({"headline": "Inter", "text": "Inter"},),
    ),
    "brand.fonts.headline": FieldDoc("Headlines", "The family of figures and headlines.", ("Inter", "Source Serif 4")),
    "brand.fonts.text": FieldDoc(
        "Text", "The family of everything else, in Latin, Greek and Cyrillic.", ("Inter", "Source Serif 4")
    ),
    "brand.fonts.*": FieldDoc("Family", "A family of fonts, by its name.", ("Inter", "Source Serif 4")),
}
_CHARTS: dict[str, FieldDoc] = {
    "chart": FieldDoc(
        "Chart",
        "For themes that draw charts: `share`, `counts` or `tiles`. A headline that is a percentage is also a share.",
        ({"share": "96%"},),
    ),
    "chart.share": FieldDoc(
        "Share", "A share of the whole: a percentage, or a number from 0 to 1.", ("96%", "12.5%", 0.96)
    ),
    "chart.counts": FieldDoc(
        "Counts",
        "Numbers that are compared: two as bars, three to six as squares whose areas are in proportion.",
        ([{"value": 171, "label": "countries have signed"}, {"value": 21, "label": "have not"}],
         [{"value": 3}, {"value": 5}, {"value": 8}]),
    ),
    "chart.counts.value": FieldDoc(
        "Number", "A number of at least 0, with a point for decimals and without spaces or commas.", (171, 0.5)
    ),
    "chart.counts.label": FieldDoc("Label", "What was counted.", ("countries have signed", "governments have not")),
    "chart.tiles": FieldDoc(
        "Tiles",
        "Things that have a name but no quantity, such as a goal's number: up to six tiles of equal size.",
        ([{"name": "5.2", "label": "Goal 5"}, {"name": "8.7", "label": "Goal 8"}], [{"name": "A"}, {"name": "B"}]),
    ),
    "chart.tiles.name": FieldDoc("Name", "The short name that is written large.", ("5.2", "8.7")),
    "chart.tiles.label": FieldDoc("Label", "What the name stands for.", ("Goal 5", "Goal 8")),
}  # fmt: skip
_SETTINGS: dict[str, FieldDoc] = {
    "theme": FieldDoc(
        "Theme",
        "A built-in theme's name, or a theme file's path from the set's folder; it may lead upward inside the root. "
        f"Default: `{DEFAULT_THEME}`.",
        ("figure", "series"), DEFAULT_THEME,
    ),
    "rights": FieldDoc(
        "Rights",
        "The terms of use, perhaps with a link. They are not printed; they are in the metadata of the files.",
        ("CC BY 4.0, https://creativecommons.org/licenses/by/4.0/", "© 2014 Equality Now; may be shared unchanged"),
    ),
    "expires": FieldDoc(
        "Expires", "The last day of the card, such as `2027-01-31`; after it (UTC) the card is an error.",
        ("2027-01-31", "2028-12-31"),
    ),
    "reviewed": FieldDoc(
        "Reviewed",
        "`false`: no native reader has checked this text. It appears in the manifest only. Default: `true`.",
        (False, True), True,
    ),
    "typography": FieldDoc(
        "Typography",
        "`false`: text is set exactly as written. Otherwise straight quotes, missing no-break spaces and the like "
        "become those of the language. Default: `true`.",
        (False, True), True,
    ),
    "digits": FieldDoc(
        "Digits",
        "`native` or `latin`: the language's own digits or European ones. Without it they are as CLDR prefers; where "
        "CLDR prefers European digits, as written.",
        ("native", "latin"),
    ),
    "hyphenate": FieldDoc(
        "Hyphenation", "`false`: words are never hyphenated. Default: `true`.", (False, True), True
    ),
    "accept": FieldDoc(
        "Accepted warnings",
        "Warnings that somebody has checked, each with a reason. The lists of set and card are combined.",
        ([{"kind": "small-type", "reason": "checked on a phone"}],
         [{"kind": "blurred", "reason": "the archive has no larger photograph"}]),
    ),
    "accept.kind": FieldDoc(
        "Kind", "The kind of warning, which `check` names after each.", ("small-type", "blurred")
    ),
    "accept.reason": FieldDoc(
        "Reason", "Why this is right as it is.", ("checked on a phone", "the archive has no larger photograph")
    ),
    "hand": FieldDoc(
        "Arabic style",
        "`naskh` or `nastaliq`: the style of Arabic letters. Without it: Nastaliq for Urdu, Kashmiri and Punjabi, "
        "Naskh for other languages.",
        ("naskh", "nastaliq"),
    ),
}  # fmt: skip
_SETS: dict[str, FieldDoc] = {
    "cards": FieldDoc(
        "Order of the cards",
        "The cards' names in order; unlisted cards follow in alphabetical order.",
        (["ninety-six-percent", "our-campaign"], ["honey"]),
    ),
    "languages": FieldDoc(
        "Languages",
        "The languages to render. By default those in which each card is written.",
        (["en", "es", "ar"], ["fr", "de"]),
    ),
    "sizes": FieldDoc(
        "Sizes",
        "The sizes to render: names that `factcards sizes` lists, measures such as `1080x608`, or sizes of your own. "
        f"Default: `{DEFAULT_SIZES[0]}`.",
        (["instagram-portrait", "story"], ["1080x608"], [{"name": "pinboard", "width": 1200, "height": 900}]),
        list(DEFAULT_SIZES),
    ),
    "sizes.name": FieldDoc(
        "Name", "The name of a size of your own, in the names of its files. No other size has it.",
        ("pinboard", "header"),
    ),
    "sizes.width": FieldDoc("Width", "The width in pixels, from 1 to 8,192.", (1200, 1080)),
    "sizes.height": FieldDoc(
        "Height", "The height in pixels, from 1 to 8,192; a quarter to four times the width.", (900, 608)
    ),
    "sizes.safe": FieldDoc(
        "Safe area",
        "The pixels at the edges that stay free of text and code, because apps cover them: one number, or `top`, "
        "`end`, `bottom` and `start`. By default none.",
        (40, {"top": 120, "bottom": 200}),
    ),
    "sizes.safe.top": FieldDoc("Top", "The pixels that stay free at the top.", (120, 40)),
    "sizes.safe.end": FieldDoc("End", "The pixels that stay free at the edge where lines end.", (40, 34)),
    "sizes.safe.bottom": FieldDoc("Bottom", "The pixels that stay free at the bottom.", (200, 40)),
    "sizes.safe.start": FieldDoc("Start", "The pixels that stay free at the edge where lines begin.", (40, 34)),
    "sizes.platform": FieldDoc(
        "Platform", f"What replaces `{{platform}}` in links. Default: `{DEFAULT_PLATFORM}`.",
        ("pinboard", "newsletter"), DEFAULT_PLATFORM,
    ),
    "formats": FieldDoc(
        "Formats",
        f"`png`, `jpeg`, `webp`, or `dump`, the scene as text. Default: `{DEFAULT_FORMATS[0]}`.",
        (["png", "webp"], ["jpeg"]), list(DEFAULT_FORMATS),
    ),
    "fonts": FieldDoc(
        "Fonts",
        "A folder of your own fonts (`.ttf`, `.otf`, `.woff2`) inside the set's folder, without links out of it.",
        ("fonts", "brand/fonts"),
    ),
    "type": FieldDoc(
        "Type sizes",
        "`even`: the text of all cards of the set has one size in each language, the largest at which most keep a good "
        "shape, and figures whose sizes differ by less than 15 % agree. `each`: every card has the largest size that "
        "fits. Default: `even`.",
        ("each", "even"), "even",
    ),
}  # fmt: skip

CARD_FIELD_DOCS: Mapping[str, FieldDoc] = MappingProxyType(
    {**_WORDS, **_SOURCES, **_ACTIONS, **_PICTURES, **_CHARTS, **_SETTINGS, **_SETS}
)
"""Every field of cards and sets, and every part of one, with what editors show of it."""
THEME_PURPOSES: Mapping[str, str] = MappingProxyType({
    "statement": "one sentence in large type, with a call to action below; the one to begin with",
    "figure": "one number as large as the card",
    "testimony": "one person's words: stories, quotations, dates",
    "photo": "a strong photograph",
    "half": "a picture beside a fact",
    "contrast": "print, photocopiers, tired eyes",
    "series": "three to eight cards to swipe through",
    "data": "counted facts",
})  # fmt: skip
"""What each built-in theme is for, as in docs/themes.md."""
