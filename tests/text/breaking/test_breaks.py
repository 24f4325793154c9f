"""Where a line may end by each language's rules, and the penalty of each break."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.text.breaking.breaks import INNER_PENALTY, find_breaks, trim_end

prove = settings(max_examples=300, deadline=None, derandomize=True)
LANGUAGES = ["en", "es", "fr", "ru", "ar", "he", "hi", "th", "zh-Hans", "zh-Hant-HK", "ja", "ko", "cs", "am", "und", ""]


def show(text: str, language: str, inner: bool = False) -> str:
    """Return the text with `|` where a line may end, without breaks in phrases and words."""
    places = {b.index for b in find_breaks(text, language) if inner or not b.inner} - {len(text)}
    return "".join(("|" if at in places else "") + c for at, c in enumerate(text))


def penalty_at(text: str, after: str, language: str) -> float:
    at = text.index(after) + len(after)
    return next(b.penalty for b in find_breaks(text, language) if b.index == at)


# -- each script's own ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Women and girls", "en", "Women |and |girls"),
        ("ผู้หญิงและเด็กคิดเป็น 96%", "th", "ผู้หญิง|และ|เด็ก|คิด|เป็น |96%"),
        ("ແມ່ຍິງແລະເດັກນ້ອຍ", "lo", "ແມ່ຍິງ|ແລະ|ເດັກນ້ອຍ"),
        ("ស្ត្រីនិងក្មេងស្រី", "km", "ស្ត្រី|និង|ក្មេងស្រី"),
        ("အမျိုးသမီးနှင့်", "my", "အမျိုးသမီး|နှင့်"),
        ("人身取引の被害者の96%は女性です。", "ja", "人身取引の|被害者の|96%は|女性です。"),
        ("お名前とお電話番号をお知らせください。", "ja", "お名前と|お電話番号を|お知らせ|ください。"),
        ("ご連絡は…お子さまのご相談も", "ja", "ご連絡は…|お子さまの|ご相談も"),
        ("审查《全球行动计划》时", "zh-Hans", "审查|《全球行动计划》|时"),
        ("ご相談も#人身取引をなくそう", "ja", "ご相談も|#人身取引をなくそう"),
        ("请用#终结人口贩卖，谢谢", "zh-Hans", "请用|#终结人口贩卖，|谢谢"),
        ("お電話は03-1234-5678", "ja", "お電話は|03-1234-5678"),
        ("りんご園でたまご料理を", "ja", "りんご|園で|たまご料理を"),   # not an honorific: apples, eggs
        ("인신매매 피해자의 96%는 여성", "ko", "인신매매 |피해자의 |96%는 |여성"),
        ("纳入联合国更广泛的方案", "zh-Hans", "纳入|联合国|更|广泛的|方案"),
        ("审查了可持续发展目标5", "zh-Hans", "审查|了|可持续发展|目标5"),
        ("作为人口贩运的一种形式", "zh-Hans", "作为|人口贩运的|一种|形式"),
        ("发展目标中有三项", "zh-Hans", "发展|目标中|有|三项"),
        ("聯合國更重視人口販運的終結", "zh-Hant", "聯合國|更|重視|人口販運的|終結"),
        ("我们的全部诉求均已列入草案。", "zh-Hans", "我们的|全部|诉求|均已|列入|草案。"),
        ("በየዓመቱ ብዙ ሴቶች", "am", "በየዓመቱ |ብዙ |ሴቶች"),
    ],
)
def test_lines_end_between_words_or_phrases(text, language, shown):
    assert show(text, language) == shown


@pytest.mark.parametrize(("text", "language"), [("인신매매", "ko"), ("女性です", "ja"), ("诉求", "zh-Hans")])
def test_a_line_ends_within_a_phrase_or_word_at_a_penalty(text, language):
    assert all(b.inner and b.penalty >= INNER_PENALTY for b in find_breaks(text, language)[:-1])
    assert len(find_breaks(text, language)) > 1


def test_chinese_penalizes_a_break_at_affixes_particles_and_short_titles():
    text = "《政治宣言》呼吁联合国机构审查受害者的诉求"
    assert penalty_at(text, "联合", "zh") > penalty_at(text, "联合国", "zh")
    assert penalty_at(text, "受害者", "zh") > penalty_at(text, "的", "zh") == 0
    assert penalty_at(text, "政治", "zh") > 0


def test_thai_prefers_spaces_and_binds_prefixes():
    text = "การค้ามนุษย์ทั้งหมด แผนปฏิบัติการ"
    assert penalty_at(text, "การ", "th") > penalty_at(text, "มนุษย์", "th") > penalty_at(text, "ทั้งหมด ", "th")


@pytest.mark.parametrize(
    ("text", "language"),
    [('"ไทย"', "th"), ("«ไทย»", "th"), ("“ไทย”", "th"), ("ต่าง ๆ", "th"), ("「議定書」は", "ja"), ("っー", "ja")],
)
def test_no_line_begins_with_a_closing_quote_or_a_repetition(text, language):
    ends = {b.index for b in find_breaks(text, language)} - {len(text)}
    assert not any(text[at:].lstrip()[0] in '"»”ๆ」ーはっ' for at in ends)


# -- no line ends within -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "language"),
    [
        ("$99 billion", "en"), ("171 countries", "en"), ("96 %", "en"), ("€ 5", "en"), ("n° 5", "fr"), ("n.º 5", "es"),
        ("№ 5", "ru"), ("§ 3", "de"), ("27–28", "en"), ("5 000 people", "en"), ("p. 12", "en"),
        ("J. R. R. Tolkien", "en"),
        ("Dr. Smith", "en"), ("А. С. Пушкин", "ru"), ("2017 году", "ru"), ("в лес", "ru"), ("s dětmi", "cs"),
        ("w lesie", "pl"), ("з дітьми", "uk"), ("т. е.", "ru"), ("z. B.", "de"), ("Target 5.2", "en"),
        ("cible 5.2", "fr"),
        ("5 км", "ru"), ("3 × 4", "en"), ("−5 degrees", "en"), ("99 milliards", "fr"), ("99 مليار", "ar"),
        ("https://example.org/a/b-c?d=e", "en"), ("www.example.org/a-b", "en"), ("example.org/act", "en"),
        ("me@example.org", "en"), ("990亿美元", "zh-Hans"), ("171个", "zh-Hans"), ("2017年9月27日", "zh-Hans"),
        ("四种", "zh-Hans"), ("目标5.2", "zh-Hans"), ("第三次", "zh-Hans"), ("« 96 % »", "fr"), ("«non»", "fr"),
        ("e-mail", "en"), ("vraiment !", "fr"), ("1\u00a0%", "en"), ("a\u202fb", "en"), ("a\u2060b", "en"),
        ("巴\u2060勒\u2060莫", "zh-Hans"),
    ],
)  # fmt: skip
def test_what_belongs_together_stays_on_a_line(whole, language):
    text = f"aaa {whole} zzz"
    inside = range(5, 4 + len(whole))
    assert [b.index for b in find_breaks(text, language) if b.index in inside and not b.inner] == []


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("in 2017 women", "en", "in |2017 |women"),
        ("5 of them", "en", "5 |of |them"),
        ("96% of all", "en", "96% |of |all"),
        ("Target 5.2 specifically", "en", "Target 5.2 |specifically"),
        ("目标5.2明确", "zh-Hans", "目标5.2|明确"),
        ("见https://example.org/act。谢谢", "zh-Hans", "见|https://example.org/act。|谢谢"),
        ("él —dijo ella— y", "es", "él |—dijo |ella— |y"),
        ("люди — индустрия", "ru", "люди — |индустрия"),
        ("word—word", "en", "word—|word"),
        ("zero\u200bwidth", "en", "zero\u200b|width"),
    ],
)
def test_a_line_may_end_between_other_words(text, language, shown):
    assert show(text, language) == shown


def test_no_line_ends_in_a_protected_range():
    assert [b.index for b in find_breaks("one of four distinct forms", "en", ((7, 20),))] == [4, 7, 21, 26]


# -- penalties -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "weak", "strong", "language"),
    [
        ("part of the world", "the ", "part ", "en"), ("parte de la vida", "la ", "parte ", "es"),
        ("la création d’un fonds", "d’un ", "la création ", "fr"), ("люди без прав", "без ", "люди ", "ru"),
        ("واحد من أشكال", "من ", "واحد ", "ar"), ("लोगों की संख्या", "लोगों ", "की ", "hi"),
        ("integrar la lucha", "la ", "integrar ", "es"), ("aux grands programmes", "aux ", "grands ", "fr"),
        ("in den großen Städten", "den ", "großen ", "de"), ("nas grandes cidades", "nas ", "grandes ", "pt"),
        ("negli altri paesi", "negli ", "altri ", "it"), ("pels drets humans", "pels ", "drets ", "ca"),
        ("लड़कियों के शोषण", "लड़कियों ", "के ", "hi"), ("करने के लिए धन", "के ", "लिए ", "hi"),
        ("لڑکیوں کے استحصال", "لڑکیوں ", "کے ", "ur"), ("महिलाका लागि काम", "महिलाका ", "लागि ", "ne"),
        ("ਔਰਤਾਂ ਦੇ ਹੱਕ", "ਔਰਤਾਂ ", "ਦੇ ", "pa"), ("સ્ત્રીઓ માટે કામ", "સ્ત્રીઓ ", "માટે ", "gu"),
        ("মেয়েদের জন্য কাজ", "মেয়েদের ", "জন্য ", "bn"), ("महिलांच्या साठी काम", "महिलांच्या ", "साठी ", "mr"),
        ("sekitar 12 orang", "sekitar ", "orang", "id"), ("khoảng 12% phụ nữ", "khoảng ", "12% ", "vi"),
        ("takriban 12% ya watu", "takriban ", "12% ", "sw"), ("சுமார் 12% பெண்கள்", "சுமார் ", "12% ", "ta"),
        ("cerca de 12 casas", "de ", "cerca ", "es"), ("nearly 99% today", "nearly ", "99% ", "en"),
        ("أدى إلى إنشاء صندوق", "إلى ", "أدى ", "ar"),
        ("the Global Plan works", "Global ", "Plan ", "en"), ("in September 2017 here", "September ", "2017 ", "en"),
        ("signed on to the plan", "the ", "on ", "en"), ("High-Level talks", "High-", "High-Level ", "en"),
    ],
)  # fmt: skip
def test_words_that_lean_on_the_next_one_are_a_poor_line_end(text, weak, strong, language):
    assert penalty_at(text, weak, language) > penalty_at(text, strong, language)


@pytest.mark.parametrize(
    ("text", "after", "gain"),
    [
        ("Yes. No", "Yes. ", -0.10), ("Yes, no", "Yes, ", -0.06), ("“Yes.” No", "“Yes.” ", -0.10),
        ("Yes: no", "Yes: ", -0.06),
        ("p. 5. Next", "5. ", 0.0),              # a full stop inside it
        ("Yes. no", "Yes. ", 0.0),               # a small letter after it
        ("in 2017. In", "2017. ", 0.0),          # a date
        ("part b. Next one", "b. ", 0.0),        # a single letter
    ],
)  # fmt: skip
def test_a_pause_is_a_good_line_end_and_an_abbreviation_is_none(text, after, gain):
    penalties = {b.index: b.penalty for b in find_breaks(text, "en")}
    assert penalties.get(text.index(after) + len(after), 0.0) == pytest.approx(gain)


# -- properties ----------------------------------------------------------------------------------------------------

ALPHABET = st.sampled_from(
    "ab .,;—–-5%$«»“”()/\u00a0\u00ad\u200b\u2060\u2066\u2069нвة ابและกา漢字かなー한글😀\u0301👍🏽🇺🇳'’@:。、"
)


@prove
@given(st.text(ALPHABET, max_size=60), st.sampled_from(LANGUAGES))
def test_breaks_are_in_order_and_the_last_is_the_end(text, language):
    ends = [b.index for b in find_breaks(text, language)]
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(text)] if text else [])


@prove
@given(st.text(ALPHABET, max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_trimming_removes_only_blanks(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    stop = trim_end(text, start, end)
    assert start <= stop <= end
    assert set(text[stop:end]) <= set(" \u200b\u3000")
    assert stop == start or text[stop - 1] not in " \u200b\u3000"


def test_trimming_does_not_remove_no_break_spaces():
    assert trim_end("a\u00a0\u202f \u2003", 0, 5) == 3
    assert trim_end("a\x85", 0, 2) == 2
