"""Render the pictures of README.md and docs from the campaign's cards: python docs/make_pictures.py [FOLDER]."""

from __future__ import annotations

import sys
from pathlib import Path

from collection import BACKGROUND, THEMES, draw_overview, draw_theme
from PIL import Image, ImageDraw

import factcards
from factcards.draw.raster import draw_image
from factcards.graphics.geometry import Extent, Point, Rect, path_of_rects
from factcards.model.assets import Assets
from factcards.model.scene import Backdrop, Scene, Shape, Text
from factcards.photos import PhotoLibrary
from factcards.photos.photo_files import read_photo_key
from factcards.read.themes.theme_reader import read_theme
from factcards.text import FitOptions, Span, fit_text, language_direction, shape_paragraph, shipped_fonts

HERE = Path(__file__).parent
ROOT = HERE.parent

HERO = (
    (("our-campaign", "en", "story"),),
    (("ninety-six-percent", "en", "instagram-portrait"), ("palermo-protocol", "fr", "x-landscape")),
    (("ninety-nine-billion", "zh-Hans", "x-landscape"), ("ninety-six-percent", "ar", "instagram-portrait")),
    (("all-our-asks", "ru", "story"),),
)
"""The columns of the hero picture from left to right: (card, language, size) from top to bottom."""
LANGUAGES = ("en", "fr", "es", "ru", "zh-Hans", "ar")
"""The columns of the contact sheet."""
ROWS = (
    ("ninety-six-percent", "instagram-portrait"),
    ("our-campaign", "x-landscape"),
    ("the-review", "story"),
    ("palermo-protocol", "instagram-square"),
    ("ninety-nine-billion", "x-landscape"),
)
"""The rows of the contact sheet: (card, size)."""

OWN_LOOK = (("instagram-portrait", "en"), ("x-landscape", "ar"), ("whatsapp-square", "hi"), ("story", "zh-Hans"))

TONGUES = (
    ("en", "English", "All human beings are born free and equal in dignity and rights."),
    ("ar", "العربية", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق."),
    ("hi", "हिन्दी", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।"),
    ("zh-Hans", "简体中文", "人人生而自由，在尊严和权利上一律平等。"),
    ("ru", "Русский", "Все люди рождаются свободными и равными в своём достоинстве и правах."),
    ("ur", "اردو", "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔"),
    ("ta", "தமிழ்", "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்."),
    ("ja", "日本語", "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
    ("vi", "Tiếng Việt", "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi."),
    ("he", "עברית", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם."),
    ("bn", "বাংলা", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।"),
    ("ko", "한국어", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."),
    ("el", "Ελληνικά", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα."),
    ("am", "አማርኛ", "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።"),
    ("th", "ไทย", "มนุษย์ทั้งปวงเกิดมามีอิสระและเสมอภาคกันในศักดิ์ศรีและสิทธิ"),
    ("km", "ខ្មែរ", "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។"),
    ("ka", "ქართული", "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით."),
    ("fa", "فارسی", "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند."),
    ("my", "မြန်မာ", "လူခပ်သိမ်း၏ မျိုးရိုးဂုဏ်သိက္ခာနှင့်တကွ လူတိုင်းအညီအမျှခံစားခွင့်ရှိသည့် အခွင့်အရေးများကို"),
    ("bo", "བོད་སྐད་", "འགྲོ་བ་མིའི་ཁྱིམ་ཚང་ཁག་གི་ནང་མི་ཡོངས་ལ་རང་བཞིན་ཉིད་ནས་ཡོད་པའི་ཆེ་མཐོངས་དང་འདྲ་མཉམ།"),
    ("chr", "ᏣᎳᎩ", "ᏂᎦᏓ ᎠᏂᏴᏫ ᏂᎨᎫᏓᎸᎾ ᎠᎴ ᎤᏂᏠᏱ ᎤᎾᏕᎿ ᏚᏳᎧᏛ ᎨᏒᎢ."),
    ("ff-Adlm", "𞤆𞤵𞤤𞤢𞤪", "𞤉 𞤼𞤵𞥅𞤺𞤢𞥄𞤣𞤫 𞤫 𞤲𞤢𞤲𞤮𞤲𞤣𞤭𞤪𞤢𞤤 𞤤𞤫𞤴𞤯𞤫𞥅𞤤𞤫 𞤷𞤢𞥄𞤳𞤼𞤢𞤲𞤺𞤢𞤤"),
    ("si", "සිංහල", "සියලු හිමිකම්වලට හා ස්වාධීනත්වයන්ට සෑම පුද්ගලයකුම උරුම වන්නේය."),
    ("kn", "ಕನ್ನಡ", "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ."),
)
"""The tiles of the picture of languages: tag, own name, and a sentence of the Universal Declaration of Human Rights.

Source: gflanguages and the United Nations.
"""
TILES = (("field", "white", "accent"), ("disc", "white", "accent"), ("accent", "ink", "ink"), ("paper", "ink", "mute"))
"""Colours of a tile in the palette of the theme `statement`: background, sentence, name."""


def main(folder: Path) -> None:
    """Render all pictures into `folder`."""
    cards = factcards.read_cards(ROOT / "cards" / "end-sex-trafficking")
    folder.mkdir(parents=True, exist_ok=True)
    minimal = factcards.read_cards(ROOT / "examples" / "one-card.yaml")["one-card"]
    _save(_scale(factcards.render(minimal), 720), folder / "one-card.jpg")
    _save(draw_own_look(), folder / "own-look.jpg")
    _save(draw_overview(cards), folder / "themes.jpg")
    (folder / "themes").mkdir(exist_ok=True)
    for theme in THEMES:
        _save(draw_theme(cards, theme), folder / "themes" / f"{theme}.jpg")
    _save(draw_hero(cards), folder / "hero.jpg")
    _save(draw_contact_sheet(cards), folder / "contact-sheet.jpg")
    canvas = draw_languages().quantize(64, dither=Image.Dither.NONE)
    canvas.save(folder / "languages.png", optimize=True)
    _save(draw_focus(ROOT / "cards" / "end-sex-trafficking" / "photos"), folder / "focus.jpg")


def draw_own_look(height: int = 440, gap: int = 20) -> Image.Image:
    """Draw the example of a custom theme, side by side in four shapes and languages."""
    card = factcards.read_cards(ROOT / "examples" / "own-look.yaml")["own-look"]
    images = [factcards.render(card, size=size, language=language) for size, language in OWN_LOOK]
    scaled = [_scale(image, round(height * image.width / image.height)) for image in images]
    canvas = Image.new("RGB", (sum(i.width + gap for i in scaled) + gap, height + 2 * gap), BACKGROUND)
    x = gap
    for image in scaled:
        canvas.paste(image, (x, gap))
        x += image.width + gap
    return canvas


def draw_focus(photos: Path, height: int = 240, gap: int = 12) -> Image.Image:
    """Draw the photographs of a folder side by side, each with its computed focus."""
    tiles = []
    for path in sorted(photos.glob("*.jpg")):
        key = read_photo_key(path)
        image = Image.open(path).convert("RGB").resize((round(key.width * height / key.height), height))
        x, y = (share * side for share, side in zip(PhotoLibrary().focus(key), image.size, strict=True))
        for radius, color in ((15, "#000000"), (13, "#ffffff"), (8, "#e4002b")):
            ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), outline=color, width=5)
        tiles.append(image)
    canvas = Image.new("RGB", (sum(t.width for t in tiles) + gap * (len(tiles) + 1), height + 2 * gap), BACKGROUND)
    x = gap
    for tile in tiles:
        canvas.paste(tile, (x, gap))
        x += tile.width + gap
    return canvas


def draw_hero(cards: factcards.CardSet, height: int = 900, gap: int = 20, margin: int = 40) -> Image.Image:
    """Draw the hero picture: columns of the same height, each with the width that follows from it."""
    columns = []
    for column in HERO:
        images = [factcards.render(cards[card], size=size, language=language) for card, language, size in column]
        available = height - gap * (len(images) - 1)
        width = round(available / sum(image.height / image.width for image in images))
        scaled = [_scale(image, width) for image in images[:-1]]
        rest = available - sum(image.height for image in scaled)
        columns.append([*scaled, images[-1].convert("RGB").resize((width, rest), Image.Resampling.LANCZOS)])
    total = sum(column[0].width for column in columns) + gap * (len(columns) - 1)
    canvas = Image.new("RGB", (total + 2 * margin, height + 2 * margin), BACKGROUND)
    x = margin
    for column in columns:
        y = margin
        for image in column:
            canvas.paste(image, (x, y))
            y += image.height + gap
        x += column[0].width + gap
    return canvas


def draw_contact_sheet(cards: factcards.CardSet, width: int = 300, gap: int = 20, margin: int = 40) -> Image.Image:
    """Draw the contact sheet: one card in each row, one language in each column, `gap` pixels between cards."""
    rows = [
        [_scale(factcards.render(cards[card], size=size, language=language), width) for language in LANGUAGES]
        for card, size in ROWS
    ]
    height = sum(row[0].height for row in rows) + gap * (len(rows) - 1)
    total = len(LANGUAGES) * (width + gap) - gap
    canvas = Image.new("RGB", (total + 2 * margin, height + 2 * margin), BACKGROUND)
    y = margin
    for row in rows:
        for index, image in enumerate(row):
            canvas.paste(image, (margin + index * (width + gap), y))
        y += row[0].height + gap
    return canvas


def draw_languages(columns: int = 4, width: int = 400, height: int = 250, pad: int = 32) -> Image.Image:
    """Draw one tile for each language, with the same type size in all tiles where the sentence fits."""
    theme, fonts = read_theme("statement"), shipped_fonts()
    nodes = list[Shape | Text]()
    for number, (tag, name, sentence) in enumerate(TONGUES):
        row, column = divmod(number, columns)
        background, ink, soft = (theme.color(c) for c in TILES[(column + row) % len(TILES)])
        x, y = column * width, row * height
        nodes.append(Shape(path_of_rects([Rect(x, y, width, height)]), background))
        rtl = language_direction(tag) == "rtl"
        for words, role, largest, top, limit in ((name, "source", 20, 0, 34), (sentence, "alone", 30, 46, height)):
            style = theme.type(role).text
            paragraph = shape_paragraph(words, [Span(0, len(words), style)], tag, language_direction(tag), fonts)
            leading = max(1.14, fonts.default_leading(style, paragraph.items[0].script, tag))
            area = Extent(width - 2 * pad, min(limit, height - 2 * pad - top))
            fitted = fit_text([paragraph], area, FitOptions(18, largest, leading, hang=pad / 2))
            assert fitted, tag
            for down, line in fitted.baselines():
                size, hung = fitted.size, fitted.hang_at_start(line)
                start = x + width - pad - line.right * size + hung if rtl else x + pad - line.left * size - hung
                at = Point(round(start), round(y + pad + top + down))
                nodes.append(Text(at, line, size, ink if top else soft, ink, Backdrop(0.0, 1.0)))
    across, down = columns * width, -(-len(TONGUES) // columns) * height
    scene = Scene(across, down, tuple(nodes), "en", "", Rect(0, 0, across, down))
    return draw_image(scene, Assets(fonts, PhotoLibrary()))


def _scale(image: Image.Image, width: int) -> Image.Image:
    height = round(width * image.height / image.width)
    return image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)


def _save(image: Image.Image, file: Path) -> None:
    image.save(file, quality=84, optimize=True, subsampling=0)
    sys.stdout.write(f"{file}: {image.width} × {image.height}, {file.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures")
