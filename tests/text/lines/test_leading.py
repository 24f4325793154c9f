"""Tests of leading: the ink of lines does not touch, measured in pixels, and stacks of marks are found."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PIL import Image, ImageChops
from support.shaped_text import FAMILIES, style_of, write

from factcards.draw.glyph_masks import draw_color_glyph, rasterize_glyphs
from factcards.draw.glyph_positions import place_glyphs
from factcards.graphics.color import Color
from factcards.graphics.geometry import Extent, Point
from factcards.model.scene import Backdrop
from factcards.text import FitOptions, FitResult, Line, find_mark_stack, fit_text, language_direction, language_script
from factcards.text.fonts.font_library import shipped_fonts
from factcards.text.lines.leading import find_leading

FONTS = shipped_fonts()
BLACK, NOWHERE = Color(0, 0, 0), Backdrop(0.0, 0.0)
HARD = {
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ چیچنیا پنجاب گنجینۂ بخش ٹھیٹھ",
    "ar": "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الْكَرَامَةِ وَالْحُقُوقِ. لِلّٰهِ إِنَّهُ ٱلرَّحْمَٰنِ",
    "he": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃ וְהָאָ֗רֶץ הָיְתָ֥ה תֹ֙הוּ֙ וָבֹ֔הוּ",
    "th": "ปู่ย่าตายายที่ปู่ฎีกาผู้ที่ทั้งฐิติญี่ปุ่นซื้อกุ้งก้ามกรามปิ้งที่ป้ายู้ยื้อรู้สึกดีที่สุด ฎุ ฏู ป๊ ปั๊ ฟ้า",
    "lo": "ມະນຸດທຸກຄົນ ເກີດມາມີກຽດສັກສີ ສິດທິ ຜູ້ຍິ່ງ ທີ່ຢູ່ ຊື່ ນ້ຳ ກຸ້ງ ປູ່",
    "bo": "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌། རྒྱུ་རྫྙཱ་སྒྲུབ་བསྒྲུབས",
    "my": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း၊ မွေးဖွားလာသူများ ဖြစ်သည်။ ကြွေးကြော် ဦး မြွှ",
    "km": "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាពក្នុងសេចក្តីថ្លៃថ្នូរ និងសិទ្ធិ។ ស្ត្រី ក្រ្តូ ញ្ញូ ភ្ញៀវ ខ្ញុំ",
    "jv": "ꦱꦧꦼꦤ꧀ꦲꦸꦮꦺꦴꦁ ꦏꦭꦲꦶꦂ ꦫꦏꦺꦏꦤ꧀ꦛꦶ ꦩꦂꦢꦶꦏꦭꦤ꧀ ꦢꦂꦧꦺ ꦱ꧀ꦠꦿꦶ ꦏ꧀ꦭꦸ",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता र्क्षैं ट्ट्यूँ ह्न् द्ध्रूं श्रृंखला",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। র্দ্ধ্রূঁ ক্ষ্মী ষ্ট্রূ",
    "ta": "மனிதப் பிறவியினர் சகலரும் பிறக்கின்றனர்; க்ஷ்ரீ ஸ்ரீ ணூ னூ றூ",
    "te": "ప్రతిపత్తి విషయమున మానవులు జన్మతః స్వతంత్రులును సమానులును నగుదురు. స్త్రీ క్ష్మీ ర్ధ్వ్యై",
    "kn": "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಹುಟ್ಟಿದ್ದಾರೆ. ಸ್ತ್ರೀ ಕ್ಷ್ಮೀ ರ್ಧ್ರೈ ದ್ವ್ಯೂ",
    "ml": "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും ജനിച്ചവരാണ്. സ്ത്രീ ക്ഷ്മി ക്ക്രൂ",
    "si": "සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත. ශ්‍රී ක්‍රීඩා ප්‍රේක්ෂක",
    "gu": "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી સ્વતંત્ર. સ્ત્રી ક્ષ્મૂ ર્ધ્રૈં",
    "am": "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።",
    "vi": "ẤẦẪẨẬ Ế Ề Ễ Ể Ệ Ố Ồ Ỗ Ổ Ộ NHỮNG ĐỨA TRẺ VIỆT NAM ĐƯỢC SINH RA TỰ DO, PHẨM GIÁ Ỷ Ỹ Ứ",
    "en": "Z̈́ȧ̊l̨̈g̃ó J̌ṏg͐q̧̣g̣̈ pȷ̣y Å̋É̂Ô̌ ǞȰ J́Q̣g̣ ŷ́g̈́ jg̨ fly high 😀 jg 👍🏽",
}
_SCRIPTS = {script for _, files in FONTS.families() for entry in files for script in entry.scripts}
SHIPPED = [language for language in HARD if language_script(language) in _SCRIPTS]


def draw_line(line: Line, size: int, at: tuple[int, int], room: tuple[int, int]) -> Image.Image:
    """Return how much of each pixel a line covers, drawn by the back end that draws cards."""
    picture = Image.new("L", room)
    for placed in place_glyphs(line, Point(*at), size):
        font = FONTS.open_font(placed.run.font)
        color = draw_color_glyph(font, placed, (0, 0, 0)) if font.color else None
        found = color or rasterize_glyphs([(font, placed)])
        if found:
            mask = found.image.getchannel("A") if color else found.mask
            picture.paste(255, (found.x, found.y), mask)
    return picture


def draw_lines(fitted: FitResult, width: int, rtl: bool) -> list[Image.Image]:
    """Draw each line separately, at its position on a card."""
    drawn, margin = [], 3 * fitted.size
    for y, line in fitted.baselines():
        hung = fitted.hang_at_start(line)
        x = margin + (width - line.right * fitted.size + hung if rtl else -line.left * fitted.size - hung)
        room = width + 2 * margin, round(fitted.height) + 2 * margin
        drawn.append(draw_line(line, fitted.size, (round(x), round(margin + y)), room))
    return drawn


@pytest.mark.parametrize("size", [27, 44, 61])
@pytest.mark.parametrize("language", SHIPPED)
def test_lines_do_not_share_pixels(language, size):
    """Check at a very small wanted leading, so that only the ink separates the lines."""
    paragraph, width = write(HARD[language], language), size * 13
    fitted = fit_text([paragraph], Extent(width, 9000), FitOptions(size, size, 0.6))
    lines = draw_lines(fitted, width, language_direction(language) == "rtl")
    assert len(lines) >= 2
    for one, other in combinations(lines, 2):
        assert ImageChops.multiply(one, other).getextrema() == (0, 0)
    boxes = [line.getbbox() for line in lines]
    top, bottom = min(b[1] for b in boxes) - 3 * size, max(b[3] for b in boxes) - 3 * size
    assert -1 <= top <= 1, "nothing is clipped above"
    assert abs(bottom - fitted.height) <= 1.5, "nor below"


def test_leading_is_no_larger_than_the_ink_requires():
    """Check that at one pixel less the pixels meet, so that the leading is tight and not only safe."""
    loose = []
    for language in SHIPPED:
        paragraph, size, width = write(HARD[language], language), 60, 780
        fitted = fit_text([paragraph], Extent(width, 9000), FitOptions(size, size, 0.6))
        lines = fitted.paragraphs[0]
        bound = max(a.descent + b.ascent for a, b in pairwise(lines))
        assert fitted.leading <= bound + 0.02 + 2 / size
        loose.append(fitted.leading / bound)
    assert min(loose) < 0.9, "vowel signs are seldom above one another"


def test_the_wanted_leading_is_used_if_the_ink_allows():
    paragraph = write("one two three four five")
    lines = [
        (paragraph, line) for line in fit_text([paragraph], Extent(200, 900), FitOptions(40, 40, 1.2)).paragraphs[0]
    ]
    assert find_leading([lines], 40, (1.2, 0.0), 0.0) == 48
    assert find_leading([lines], 40, (1.21, 0.0), 0.0) == 48
    assert find_leading([lines], 40, (0.5, 0.0), 0.0) > 30


# -- stacks of marks -----------------------------------------------------------------------------------------------


def stack_marks(letter: str, marks: int) -> str:
    return letter + "\u0301\u0302\u0308\u030a" * (marks // 4)


def test_a_stack_of_marks_is_found_with_its_index():
    words = f"Plain w{stack_marks('o', 40)}rds"
    faces = style_of(500, Latn="Noto Sans", **{"": "Noto Sans"})
    paragraph = write(words, plain=faces)
    assert find_mark_stack(paragraph) == words.index("o\u0301")
    assert fit_text([paragraph, paragraph], Extent(900, 9000), FitOptions(20, 60, 1.2)) is None


@pytest.mark.parametrize("language", SHIPPED)
def test_marks_of_real_languages_are_not_stacks(language):
    assert find_mark_stack(write(HARD[language], language)) is None
    assert dict(FAMILIES)[""] == "Archivo"
