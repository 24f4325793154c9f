"""Compounds of scripts without spaces that ICU's dictionaries divide: sentences of a campaign, at any width."""

from __future__ import annotations

from itertools import accumulate

import pytest
from support.shaped_text import write

from factcards.text import break_lines
from factcards.text.breaking.breaks import find_breaks, find_line_boundaries

SENTENCES = [
    ("th", "171 ประเทศได้{ลงนาม}ในพิธีสาร{ปาแลร์โม} อีก 21 รัฐบาลยังไม่ได้{ลงนาม}"),
    ("th", "ผู้หญิงและ{เด็กหญิง}คิดเป็น 96% ของเหยื่อการ{ค้ามนุษย์}เพื่อแสวงประโยชน์{ทางเพศ}ทั้งหมด"),
    ("th", "ข้อ{เรียกร้อง}ทั้งหมดของเรารวมอยู่ในร่างสุดท้ายของปฏิญญาทาง{การเมือง}"),
    ("th", "อาชญากรรม{ข้ามชาติ}สร้าง{รายได้}ที่{ผิดกฎหมาย}ปีละหลาย{พันล้าน}ดอลลาร์"),
    ("th", "แผน{ปฏิบัติการ}และความ{ร่วมมือ}{ระหว่างประเทศ}{ช่วยเหลือ}ผู้{รอดชีวิต}และผู้{ลี้ภัย}"),
    ("th", "{สมาชิก}ทุกประเทศต้อง{ดำเนินคดี}และ{ลงโทษ}ผู้ที่{หลอกลวง}ผู้{ย้ายถิ่น}"),
    ("lo", "{ພິທີສານ}ວ່າດ້ວຍການ{ຄ້າມະນຸດ}ປົກປ້ອງຜູ້{ເຄາະຮ້າຍ}"),
    ("my", "အစိုးရများသည် {လူကုန်ကူး}ခံရသူများကို {ကာကွယ်}ရမည်ဟု {သဘောတူညီ}ခဲ့သည်"),
]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence, and the ranges that were in braces."""
    text, whole, opened = "", list[tuple[int, int]](), 0
    for sign in marked:
        if sign == "{":
            opened = len(text)
        elif sign == "}":
            whole.append((opened, len(text)))
        else:
            text += sign
    return text, whole


def find_divided(whole: list[tuple[int, int]], ends: list[int]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in whole if any(a < end < b for end in ends)]


@pytest.mark.parametrize(("language", "marked"), SENTENCES)
def test_compounds_that_the_dictionary_divides_stay_whole(language, marked):
    text, whole = unmark(marked)
    assert find_divided(whole, list(find_line_boundaries(text, language))), "ICU must divide a compound here"
    assert not find_divided(whole, [b.index for b in find_breaks(text, language) if not b.inner])


@pytest.mark.parametrize(("language", "marked"), SENTENCES)
def test_no_line_ends_in_a_compound_at_any_width(language, marked):
    text, whole = unmark(marked)
    paragraph = write(text, language)
    widest = paragraph.phrase_breaks.end_advances[-1]
    for tenth in range(3, 10):
        lines = break_lines(paragraph, widest * tenth / 10)
        ends = list(accumulate(len(line.text) for line in lines))
        assert not find_divided(whole, ends), [line.text for line in lines]


def test_the_end_of_a_compound_does_not_bind_the_next_word():
    """การ makes nouns of the verbs after it, but in ปฏิบัติการ (operation) it is the end of one."""
    text = "แผนปฏิบัติการและ"
    (end,) = (b for b in find_breaks(text, "th") if b.index == text.index("และ"))
    assert not end.inner
    assert end.penalty < 0.1
