"""Where no line ends, language by language; links; scripts without spaces; titles of two lines."""

from __future__ import annotations

import re

import pytest
from support.shaped_text import show_lines, write

from factcards.text import break_lines
from factcards.text.breaking.breaks import find_breaks
from factcards.text.breaking.no_break import find_prohibited


def show(text: str, language: str, inner: bool = False) -> str:
    """Return the text with `|` where a line may end; breaks in phrases, words and links only with `inner`."""
    places = {b.index for b in find_breaks(text, language) if inner or not b.inner} - {len(text)}
    return "".join(("|" if at in places else "") + c for at, c in enumerate(text))


@pytest.mark.parametrize(
    ("whole", "language"),
    [
        ("May 3", "en"), ("3rd May", "en"), ("3 May", "en"), ("3. Mai", "de"), ("3. května", "cs"), ("május 3.", "hu"),
        ("2024. május", "hu"), ("3 de mayo", "es"), ("3 de maio", "pt"), ("1er mai", "fr"), ("3 мая", "ru"),
        ("2024 р.", "uk"), ("3 tháng 5", "vi"), ("ngày 3", "vi"), ("5월 3일", "ko"), ("500만 원", "ko"),
        ("김 씨", "ko"),
        ("А.Б. Имя", "ru"), ("Имя А. Б.", "ru"), ("t. ex.", "sv"), ("Sig.ra Esempio", "it"), ("dhr. Model", "nl"),
        ("κα Παράδειγμα", "el"), ("الدكتورة مثال", "ar"), ("والسيدة مثال", "ar"), ("ד״ר דוגמה", "he"),
        ("بند ۳", "fa"),
        ("डॉ. उदाहरण", "hi"), ("Sayın Örnek", "tr"), ("USD 5", "en"), ("01 23 45 67", "fr"),
        ("km/h", "en"), ("10-year", "en"), ("кто-то", "ru"), ("из-за", "ru"), ("ему же", "ru"), ("’s nachts", "nl"),
        ("polsko-angielski", "pl"), ("diz-se", "pt"), ("ב־2017", "he"), ("אי־שוויון", "he"), ("9～12時", "ja"),
        ("例さん", "ja"), ("王女士", "zh-Hans"), ("ต่าง ๆ", "th"), ("ร้อยละ 10", "th"), ("10 %", "fr"), ("n.º 7", "pt"),
        ("Nos. 7", "en"), ("Art. 5", "de"), ("в «Дом»", "ru"), ("2–4 p.m.", "en"),
        # a tag or name with its sign, and whole if it is short
        ("#女性", "zh-Hans"), ("#终结人口贩卖", "zh-Hans"), ("＠平等现在组织", "zh-Hant"), ("＃人身取引", "ja"),
        ("#여성", "ko"), ("@평등", "ko"), ("#หยุดค้ามนุษย์", "th"), ("@អង្គការ", "km"), ("#МыПротив", "ru"),
        # quantities of every kind
        ("+1 (800) 123-4567", "ar"), ("0800 123 456", "en"), ("01 23 45 67 89", "fr"), ("116 123", "de"),
        ("CHF 12’000", "de"), ("12 %", "sv"), ("−5 °C", "en"), ("15 mg", "en"),
        ("9:41 a.m.", "en"), ("1 234 567", "fr"),
        ("5 %–10 %", "de"), ("US$ 5", "pt"),
        # the section sign after its number
        ("11 §", "sv"), ("8 §:n", "fi"), ("5 §", "et"), ("192. §", "hu"),
        # parts of one word, written with a space
        ("می گوید", "fa"), ("نمی روم", "fa"), ("کتاب ها", "fa"), ("خانه های", "fa"), ("بزرگ تر", "fa"),
        ("اقوامِ متحدہ", "ur"), ("لائحۂ عمل", "ur"), ("زیادہ تر", "ur"), ("غیر قانونی", "ur"), ("امن و امان", "ur"),
        ("ዓለም አቀፍ", "am"), ("በዓለም አቀፉ", "am"), ("መርሃ ግብር", "am"), ("nạn nhân", "vi"), ("bé gái", "vi"),
        ("giai đoạn", "vi"), ("Mục đích", "vi"), ("संयुक्त राष्ट्र", "hi"), ("Kwa nini", "sw"),
        ("للأمم المتحدة", "ar"), ("خطة العمل", "ar"), ("أيلول/سبتمبر", "ar"),
        # measure and approximation with their number
        ("(approx. 12%", "en"), ("(aprox. 12 %", "es"), ("ca. 12 %", "de"), ("ราว 12%", "th"), ("เวลา 9.41 น.", "th"),
        ("ម៉ោង 9:41", "km"), ("ប្រហែល 12%", "km"),
        ("sekitar 12%", "id"), ("khoảng 12%", "vi"), ("takriban 12%", "sw"), ("சுமார் 12%", "ta"), ("nearly $99", "en"),
        ("casi 12 %", "es"), ("ungefähr 12 %", "de"), ("около 12 %", "ru"), ("حوالي 12%", "ar"), ("लगभग 12%", "hi"),
        # a noun and its postposition
        ("लड़कियों को", "hi"), ("करने के लिए", "hi"), ("संयुक्त राष्ट्र में", "hi"), ("لڑکیوں کے", "ur"), ("کرنے کے لیے", "ur"),
        ("ਔਰਤਾਂ ਦੇ", "pa"), ("عورتن جو", "sd"), ("ښځو ته", "ps"),
        # a closing mark and the particle after it
        ("‘끝났어’라고", "ko"), ("《방지법》을", "ko"), ("(주)가", "ko"),
        ("Google က", "my"), ("၁၂% ခန့်", "my"), ("နေရသည်", "my"),
    ],
)  # fmt: skip
def test_no_break_spaces_keep_what_belongs_together_on_a_line(whole, language):
    text = f"aaa {whole} zzz"
    assert [text[: b.index] for b in find_breaks(text, language) if 4 < b.index < 4 + len(whole) and not b.inner] == []


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("on page 13, women", "en", "on |page 13, |women"),
        ("in 2010, 5, women", "en", "in |2010, |5, |women"),
        ("High-Level talks", "en", "High-|Level |talks"),
        ("5 de las mujeres", "es", "5 |de |las |mujeres"),
        ("он с кем-то", "ru", "он |с кем-то"),
        ("die 1995. Danach", "de", "die |1995. |Danach"),
        ("བོད་ཡིག་གི། ཡོད་", "bo", "བོད་|ཡིག་|གི། |ཡོད་"),
        ("ሕግ፡ያለ፡በጀት", "am", "ሕግ፡|ያለ፡|በጀት"),
        ("اصل\u200cها هست", "fa", "اصل\u200cها |هست"),
        ("говорит А. С. Иванова", "ru", "говорит |А. С. Иванова"),
        ("Врач А. С. Иванова", "ru", "Врач |А. С. Иванова"),
        ("и Иванова А. С. пришла", "ru", "и Иванова А. С. |пришла"),
        ("розповідає О. П. Петренко", "uk", "розповідає |О. П. Петренко"),
        ("Ela sabe – conta – tudo", "pt-BR", "Ela |sabe – |conta – |tudo"),
        ("वे आए, पर गए", "hi", "वे |आए, |पर |गए"),   # not a postposition: “but”
        ("from 2016–2030 women", "en", "from |2016–2030 |women"),
        ("٢٠١٧ نساء", "ar", "٢٠١٧ |نساء"),
        ("call 116 123 today", "en", "call |116 123 |today"),
        ("mail a@example.org or #act", "en", "mail |a@example.org |or |#act"),
    ],
)
def test_other_words_get_no_no_break_space(text, language, shown):
    assert show(text, language) == shown


# -- links ---------------------------------------------------------------------------------------------------------


def test_a_link_may_be_broken_before_slashes_and_full_stops_at_a_penalty():
    text = "see https://www.example.org/rights/annual-report?year=a%20b now"
    link = slice(text.index("https"), text.rindex(" now") + 1)
    shown = show(text, "en", inner=True)
    assert shown == "see |https://www.example|.org|/rights|/annual|-report|?year|=a|%20b |now"
    assert all(b.inner and b.penalty >= 0.5 for b in find_breaks(text, "en") if link.start < b.index < link.stop - 1)


@pytest.mark.parametrize("link", ["example.org/act", "info@example.org", "https://un.org"])
def test_a_short_link_is_never_broken(link):
    assert show(f"see {link} now", "en", inner=True) == f"see |{link} |now"


def test_a_link_in_a_protected_range_is_never_broken():
    text = "https://www.example.org/rights/report now"
    assert [b.index for b in find_breaks(text, "en", ((0, 37),))] == [38, 41]


# -- scripts without spaces ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("သိက္ခာမၞိဟ်", "mnw", "သိက္ခာ|မၞိဟ်"),                  # Mon: no break in a stack or before an asat
        ("ᨾᩮᩬᨦᨶᩣ᩠ᨦ", "nod-Lana", "ᨾᩮᩬ|ᨦ|ᨶᩣ᩠ᨦ"),                 # Tai Tham: sakot binds
        ("ꦱꦥꦼꦂꦭꦸ", "jv-Java", "ꦱ|ꦥꦼꦂ|ꦭꦸ"),                       # Javanese by UAX #14 itself
    ],
)  # fmt: skip
def test_scripts_without_dictionary_are_broken_between_syllables(text, language, shown):
    assert show(text, language, inner=True) == shown


# -- titles of two lines -------------------------------------------------------------------------------------------

TITLES = [
    ("en", "A promise on paper,|a right in court"), ("en", "Equal in law:|equal in life and work"),
    ("en", "Her name was Ana,|and she was twelve"), ("en", "No law, no court,|no answer for her"),
    ("es", "Una promesa escrita,|un derecho vivido"), ("es", "Sin ley no hay juez:|sin juez no hay paz"),
    ("fr", "Une loi sans juge,|une vie sans droits"), ("fr", "Elle avait douze ans :|personne n’a rien dit"),
    ("de", "Ein Gesetz ohne Geld,|ein Recht ohne Kraft"), ("de", "Sie war zwölf Jahre –|und niemand fragte"),
    ("it", "Una legge sulla carta,|un diritto nella vita"), ("pt", "Uma lei no papel,|um direito na vida"),
    ("nl", "Een wet op papier,|een recht in het leven"), ("ru", "Закон на бумаге,|право в жизни"),
    ("uk", "Закон на папері,|право в житті"), ("pl", "Prawo na papierze,|prawo w życiu"),
    ("cs", "Zákon na papíře,|právo v životě"), ("ar", "قانون على الورق،|وحق في الحياة"),
    ("tr", "Kâğıtta bir yasa,|yaşamda bir hak"), ("el", "Νόμος στο χαρτί,|δικαίωμα στη ζωή"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title"), TITLES)
def test_a_title_of_two_lines_breaks_at_a_pause(language, title):
    wanted = title.split("|")
    text = " ".join(wanted)
    whole = write(text, language)
    width = break_lines(whole, 99.0)[0].width
    assert show_lines(break_lines(whole, 0.62 * width)) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [("ur", "9–17 بجے تک"), ("ar", "12 امرأة"), ("he", "10–12 נשים"), ("fa", "المادة 5 نص"), ("ar", "المادة 5 نص")],
)
def test_isolates_do_not_separate_a_quantity_from_its_words(language: str, text: str) -> None:
    """The same breaks are prohibited with an isolate around the quantity as without one."""
    quantity = re.search(r"[0-9–]+", text)
    assert quantity
    isolated = f"{text[: quantity.start()]}\u2066{quantity[0]}\u2069{text[quantity.end() :]}"
    shift = [at + (at > quantity.start()) + (at > quantity.end()) for at in sorted(find_prohibited(text, language, ()))]
    assert set(shift) <= set(find_prohibited(isolated, language, ()))
