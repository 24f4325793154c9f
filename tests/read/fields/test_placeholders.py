"""HTML, placeholders and letters in a wrong encoding give warnings; text that may be meant does not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from factcards import parse_card, read_sets
from factcards.read.fields.placeholders import find_leftovers

ROOT = Path(__file__).parents[3]
MISREAD = "read in the wrong encoding"


@pytest.mark.parametrize(
    ("text", "found", "reported"),
    [
        ("One in <strong>two</strong> girls.", "<strong>", "HTML"), ("One in two.<br>Again.", "<br>", "HTML"),
        ("<BR/>", "<BR/>", "HTML"), ('<a href="x">y</a>', '<a href="x">', "HTML"), ("a <b>x</b>", "<b>", "HTML"),
        ("x</p>", "</p>", "HTML"), ("<!-- x -->", "<!--", "HTML"),
        ("<span class='a' id=b>x", "<span class='a' id=b>", "HTML"),
        ("Rights &amp; duties.", "&amp;", "HTML for `&`"), ("It&#39;s time.", "&#39;", "HTML for `'`"),
        ("It&#x2019;s", "&#x2019;", "HTML for `’`"), ("a&nbsp;b", "&nbsp;", "U+00A0 (no-break space)"),
        ("One in {{ number }} girls.", "{{ number }}", "placeholder"), ("One in ${n} girls.", "${n}", "placeholder"),
        ("{n} girls", "{n}", "placeholder"), ("{0} girls", "{0}", "placeholder"), ("{} girls", "{}", "placeholder"),
        ("%s girls", "%s", "placeholder"), ("%(name)s", "%(name)s", "placeholder"),
        ("{% if x %}", "{% if x %}", "placeholder"),
        ("*|FNAME|* did", "*|FNAME|*", "placeholder"), ("[[name]] did", "[[name]]", "placeholder"),
        ("%FNAME% did", "%FNAME%", "placeholder"), ("{# a note #}", "{# a note #}", "placeholder"),
        ("<%= x %>", "<%= x %>", "placeholder"), ("{card.name}", "{card.name}", "placeholder"),
        ("[object Object]", "[object Object]", "no value"), ("#REF!", "#REF!", "no value"),
        ("a #N/A b", "#N/A", "no value"),
        ("NaN %", "NaN", "no value"), ("#DIV/0!", "#DIV/0!", "no value"), ("undefined", "undefined", "missing"),
        ("null", "null", "missing"), ("None", "None", "missing"), ("NaN", "NaN", "missing"),
        ("#N/A", "#N/A", "missing"),
        ("TODO", "TODO", "missing"), ("TODO: source", "TODO:", "missing"), ("TK", "TK", "missing"),
        ("**TBD**", "TBD", "missing"), ("Lorem ipsum dolor", "Lorem ipsum", "missing"),
    ],
)  # fmt: skip
def test_leftovers_are_found_at_their_place(text: str, found: str, reported: str):
    first = find_leftovers(text)[0]
    assert text[first.start : first.end] == found
    assert reported in first.message
    assert first.hint


WORDS = [
    "’", "é", "“Words”", "–", "…", "€", "™", "Café", "naïve", "São", "Öl", "Übung", "Straße", "İstanbul", "ğ", "ł",
    "ć",
    "škoda", "© 2024", "10°C", "«", "Привет", "Ελλάδα", "العربية", "עברית", "हिन्दी", "ไทยภาษา", "ქართული", "日本語",
    "한국어",
    "中文", "Việt", "😀", "✓", "→", "½", "œuvre", "cœur", "l’été", "Ñ", "hôtel", "10\u00a0km", "\ufeff",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_words_in_a_wrong_encoding_are_shown_as_they_were(words: str):
    misread = "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in words.encode("utf-8")
    )  # fmt: skip
    found = find_leftovers(f"go {misread} on")
    assert found, misread
    assert all(MISREAD in one.message or "was lost" in one.message for one in found)


def test_words_decoded_wrongly_twice_or_by_other_encodings_are_found():
    assert "`’`" in find_leftovers("Itâ€™s")[0].message
    assert "`’`" in find_leftovers("ItÃ¢â‚¬â„¢s")[0].message
    assert "`Привет` read in the wrong encoding (UTF-8 as Windows-1251)" in find_leftovers("РџСЂРёРІРµС‚")[0].message
    assert "(UTF-8 as Mac Roman)" in find_leftovers("It‚Äôs")[0].message
    assert "was lost" in find_leftovers("ï¿½")[0].message
    assert "is `à` read" in find_leftovers("Ã\u00a0 la maison")[0].message
    assert "were lost" in find_leftovers("锟斤拷")[0].message


@pytest.mark.parametrize(
    "text",
    [
        "a < b", "R&D;", "a<b>c", "x < 3 && y > 2", "AT&T; x", "Q&A;", "x&y; z", "{a, b}", "the set {1, 2, 3}",
        "{or more}",
        "a <3 b", "price < 5 and > 3", "<3", "100 %", "50 %s", "5% d", "liberté\u00a0»", "« CAFÉ\u00a0»", "MÜ“",
        "irmã”…",
        "maçã\u00a0»", "Ö”", "é»…", "IRMÃ”", "ÂGE", "Â", "â »", "Todo: está bien", "TODO ESTÁ BIEN", "Nan", "Nancy",
        "nulls",
        "Сірий, Ірина", "Ірія", "CRÈME»", "à…", "ß»", "“Ä”", "città’", "Ä“Ö”", "Ü“Ä”", "Ä–Ö", "ÉÈ", "№ 1", "#1",
        "#METOO!",
        "Ça va… “à” l’été", "«À»", "vocês…”", "ROMÂN”", "hotărâ…”", "CHÂTEAU", "Hà Nội…", "Âu Cơ", "Đà Nẵng",
        "AMANHÃ…", "50%A and 60%B", "2*|x|*3", "[[1]]", "AMANHÃ\u00a0»",
        "3 Å³", "5 Å", "¿Qué año?", "None of them", "undefined behaviour", "THÉÂ\u00adTRE", "E = mc²", "§ 5 {…}",
        "C# and [a]",
        "tkachenko", "TKs", "the #REF is", "r < b > c", "„Ä“ und „Ö“", "ÂÃ", "2 Â« 3"[:1],
    ],
)  # fmt: skip
def test_text_that_may_be_meant_gives_no_warning(text: str):
    assert find_leftovers(text) == ()


def test_todo_is_a_word_in_spanish_and_portuguese():
    assert find_leftovers("TODO", "es") == find_leftovers("TODO: sí", "pt-BR") == ()
    assert find_leftovers("TODO", "en")


def test_words_of_no_language_look_decoded_wrongly():
    rows = json.loads((ROOT / "factcards" / "data" / "languages.json").read_text(encoding="utf-8"))
    assert len(rows) > 100
    for row in rows:
        for words in row:
            assert find_leftovers(str(words)) == ()


@pytest.mark.parametrize("folder", ["cards", "examples"])
def test_shipped_cards_have_no_leftovers(folder: str):
    sets = read_sets(ROOT / folder).sets
    assert any(one.cards for one in sets)
    for one in sets:
        problems = [*one.problems, *(p for c in one.cards for _, v in c.variants for p in v.problems)]
        reported = " ".join(problem.message for problem in problems)
        assert not any(kind in reported for kind in (MISREAD, "HTML", "placeholder", "missing", "comment"))


def test_field_full_of_leftovers_gives_few_warnings(tmp_path: Path):
    text = " ".join(f"&#{65 + n};" for n in range(200))
    card = parse_card(f'language: en\nfact: "{text}"\nsource: S\naction: https://example.org\n', folder=tmp_path)
    assert len(card.variants[0][1].problems) == 5


@pytest.mark.parametrize(
    "unit",
    ["<b ", "<b x=", "<a href='", "&", "&#1", "&amp", "{", "{{", "${", "{%", "<%", "Ã", "â€", "Ð",
     "<!--", "%", "%(", "#", "TODO", "[object ", "Ä“", "{a.a", "РС", "‚Ä", "ð", "à¤"],
)  # fmt: skip
def test_any_text_is_searched_quickly(unit: str):
    start = time.process_time()
    find_leftovers.__wrapped__(unit * (3000 // len(unit)))
    assert time.process_time() - start < 0.05


# --- Markdown, and letters of another script


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[read more](https://a.org)", "[read more](https://a.org)"), ("see ![x](/a.png)", "![x](/a.png)"),
        ("say it *now*", "*now*"), ("*Now* or never", "*Now*"), ("(*really*)", "*really*"), ("«*теперь*»", "*теперь*"),
        ("使用*强调*的", "*强调*"), ("say _this_ too", "_this_"), ("say __this__ too", "__this__"),
        ("not ~~this~~", "~~this~~"), ("## Title", "##"), ("a *long and wordy* phrase", "*long and wordy*"),
    ],
)  # fmt: skip
def test_markdown_gives_a_warning(text: str, found: str):
    (first,) = find_leftovers(text, "en")
    assert (text[first.start : first.end].strip(), first.kind) == (found, "markdown")
    assert first.message == f"`{found}` is Markdown and is printed as it is written"


@pytest.mark.parametrize(
    "text",
    [
        "**96%** of all", "\\*x\\*", "96%* of women, 4%* of men *2017", "5 * 3 * 2", "2*3*4",
        "Freund*innen, Kolleg*innen",
        "*innen und *außen", "snake_case_name", "@_name_", "#_tag_", "https://a.org/_x_/", "____ and ___ here",
        "~20 ~30",
        "# 1 in Europe", "[sic] (1995)", "[x] (y)", "a_b_c", "(*) and (*)", "**", "f(x)_1_",
    ],
)  # fmt: skip
def test_text_that_looks_like_markdown_gives_no_warning(text: str):
    assert [one.message for one in find_leftovers(text, "en")] == []


def test_html_and_markdown_give_warnings_with_their_kinds():
    """T19."""
    text = "<b>96%</b> of victims &amp; [read more](https://a.org)&nbsp;*now*"
    card = parse_card(f"language: en\nfact: '{text}'\nsource: Test 2024\naction: https://a.org\n")
    problems = card.variants[0][1].problems
    assert [problem.kind for problem in problems] == ["html", "html", "markdown", "html", "markdown"]
    assert all(problem.place and problem.place.line == 2 for problem in problems)


@pytest.mark.parametrize(
    ("text", "language", "message"),
    [
        ("Рoссия и США", "ru", "`Рoссия` has a Latin `o` that looks like Cyrillic `о`"),
        ("Это работает c вами", "ru", "this is a Latin `c` that looks like Cyrillic `с`"),
        ("Paypal или Pаypal", "ru", "`Pаypal` has a Cyrillic `а` that looks like Latin `a`"),
        ("Eλλάδα", "el", "`Eλλάδα` has a Latin `E` that looks like Greek `Ε`"),
        ("Women of Pоland", "en", "`Pоland` has a Cyrillic `о` that looks like Latin `o`"),
        ("Україна і Kиїв", "uk", "`Kиїв` has a Latin `K` that looks like Cyrillic `К`"),
    ],
)
def test_letters_of_another_script_give_a_warning(text: str, language: str, message: str):
    (found,) = find_leftovers(text, language)
    assert (found.message, found.kind) == (message, "wrong-script")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("COVID-ная, Яndex, mРНК, PRа и SMSки", "ru"), ("Витамин C и УНП ООН", "ru"), ("точки a и b на UNODC", "ru"),
        ("α-synuclein, 5 µm, Ωm", "en"), ("H₂O и CO₂", "ru"), ("Μια COVID-19 και ΟΗΕ", "el"),
        ("Łódź, Straße, naïve", "pl"),
    ],
)  # fmt: skip
def test_words_of_two_scripts_give_no_warning(text: str, language: str):
    assert [one.message for one in find_leftovers(text, language)] == []


WHOLE = [
    ("ru", "Women and girls make up most victims",
    "these words are in Latin letters, but `ru` is written in Cyrillic ones"),
    ("en", "Женщины и девочки составляют", "these words are in Cyrillic letters, but `en` is written in Latin ones"),
    ("ar", "Les femmes et les filles", "these words are in Latin letters, but `ar` is written in Arabic ones"),
    ("ja", "Women and girls make up", "these words are in Latin letters, but `ja` is written in Han ones"),
    ("de", "妇女和女童占所有性贩运受害者的大多数", "these words are in Han letters, but `de` is written in Latin ones"),
]


@pytest.mark.parametrize(("language", "words", "message"), WHOLE)
def test_field_in_another_script_gives_a_warning(language: str, words: str, message: str):
    card = parse_card(f"language: {language}\nfact: {words}\nsource: Test 2024\naction: https://a.org\n")
    assert [(p.kind, p.message) for p in card.variants[0][1].problems] == [("wrong-script", message)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Google"), ("ka", "GNU Lesser General Public License 3"), ("ar", "Black Lives Matter, Say Her Name"),
    ("ru", "UNODC 96% 2024"), ("sr", "Žene i devojke čine većinu"), ("uz", "Аёллар ва қизлар кўп"),
     ("ja", "UN Women"), ("ko", "性販運 女性 少女 全部 被害者"), ("ja", "ひらがなだけのことばでかかれたぶん")],
)  # fmt: skip
def test_names_and_languages_of_two_scripts_give_no_warning(language: str, words: str):
    card = parse_card(f"language: {language}\nfact: {words}\nsource: Test 2024\naction: https://a.org\n")
    assert [p.message for p in card.variants[0][1].problems] == []
