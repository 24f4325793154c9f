"""Quotation marks, apostrophes, dashes and marks of one script, with the cases that a review of languages found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.typeset_text import typeset_prose

from factcards import parse_card
from factcards.localize import localize_card
from factcards.model.cards import Prose
from factcards.text.languages.lookup import MODULES, declared_rules, language_rules
from factcards.text.unicode.language_scripts import language_direction

SEEN = str.maketrans({"\u202f": "⍽", "\u00a0": "␣", "\u200c": "¦"})


def made(language: str, text: str) -> str:
    return typeset_prose(Prose(text, language), language)[0].text.translate(SEEN)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr-CA", "\"Elle a dit 'oui'\"", "«␣Elle a dit “oui”␣»"),
        ("fr-CA", '"Elle a dit "oui" hier"', "«␣Elle a dit “oui” hier␣»"),
        ("uz", "\"U 'yo'q' dedi\"", "“U ‘yoʻq’ dedi”"),
        ("lld", "\"Al à dit 'no'\"", "“Al à dit ‘no’”"),
        ("ug", '"U dédi "yaq""', "«U dédi ‹yaq›»"),
        ("fr", "\"Il a dit: 'oui'\"", "«⍽Il a dit␣: “oui”⍽»"),
        ("fr-BE", "\"Il a dit 'oui'\"", "«⍽Il a dit “oui”⍽»"),
        ("oc", '"A dich "òc""', "«A dich “òc”»"),
        ("nl", "\"Ze zei: 'ja'\"", "‘Ze zei: “ja”’"),
        ("nl", "\"Ze zei: ''s Avonds is het buiten'\"", "‘Ze zei: “’s Avonds is het buiten”’"),
        ("nl", "Zij zei 'ja' tegen zo'n man", "Zij zei ‘ja’ tegen zo’n man"),
        ("bg", '"Той каза "не""', "„Той каза »не«“"),
        ("lt", '"Jis sakė "ne""', "„Jis sakė ‚ne‘“"),
        ("hr", "\"Rekao je 'ne'\"", "„Rekao je ‚ne’”"),
        ("es", "\"Dijo 'no'\"", "«Dijo “no”»"),
        ("es-MX", "\"Dijo 'no'\"", "“Dijo ‘no’”"),
        ("es-AR", '"Hola"', "“Hola”"),
        ("es-419", '"Hola"', "“Hola”"),
        ("es-US", '"Hola"', "“Hola”"),
        ("es-GQ", '"Hola"', "«Hola»"),
        ("pt-AO", '"Olá"', "«Olá»"),
        ("pt-BR", '"Olá"', "“Olá”"),
        ("sv", "\"'Hej' sa hon\"", "”’Hej’ sa hon”"),
        ("de-CH", "\"Er sagte 'nein'\"", "«Er sagte ‹nein›»"),
        ("fr", "\"Il m'a dit: \"C'est 'fini'\", puis 'rien'\"", "«⍽Il m’a dit␣: “C’est ‘fini’”, puis “rien”⍽»"),
        ("de", "\"Er las \"Der 'Rote' Hut\"\"", "„Er las ‚Der „Rote“ Hut‘“"),
        ("ca", "\"Va dir 'no'\"", "«Va dir “no”»"),
        ("ar", "قالت \"لا 'أبدا'\" و'نعم'", "قالت «لا “أبدا”» و‘نعم’"),
    ],
)
def test_inner_marks_are_the_languages_own(language: str, text: str, expected: str):
    assert made(language, text) == expected


def test_no_left_to_right_language_has_reversed_marks():
    declared = (tag for module in {*MODULES.values(), "other_languages"} for tag in declared_rules(module))
    for tag in declared:
        outer, inner = language_rules(tag).quotes[:2], language_rules(tag).quotes[2:]
        if language_direction(tag) == "ltr":
            assert not {outer, inner} & {"”“", "’‘"}, tag
            assert outer != "»«", tag


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "\"Mi ha detto: 'E' finita'\"", "«Mi ha detto: “E’ finita”»"),
        ("it", "un po' d'acqua, 'Ciao' e po' di 'te'", "un po’ d’acqua, ‘Ciao’ e po’ di ‘te’"),
        ("it", "'Non e' vero', dice. La 'ndrangheta", "‘Non e’ vero’, dice. La ’ndrangheta"),
        ("de", "Sie sagte: 's ist Hans' Auto.", "Sie sagte: ’s ist Hans’ Auto."),
        ("de", "\"'s ist gut\"", "„’s ist gut“"),
        ("de", "'rauf und 'runter", "’rauf und ’runter"),
        ("de", "'Raus hier!', rief sie. 'mal sehen', sagte er", "‚Raus hier!‘, rief sie. ‚mal sehen‘, sagte er"),
        ("de", "die '68er und 'nen Kaffee", "die ’68er und ’nen Kaffee"),
        ("de", "So 'ne Frechheit: Hans' Auto, '68er", "So ’ne Frechheit: Hans’ Auto, ’68er"),
        ("de", "'Hans' Auto ist weg', sagte Klaus' Bruder: 'Ja.'", "‚Hans’ Auto ist weg‘, sagte Klaus’ Bruder: ‚Ja.‘"),
        ("en", "author(s)' and (girl)'s", "author(s)’ and (girl)’s"),
        ("en", "the girls' school and 'no'", "the girls’ school and ‘no’"),
        ("de-CH", "CHF 12'000 und 1'234'567", "CHF 12’000 und 1’234’567"),
        ("en", "12'000, 5'10\", 6' deep", "12’000, 5′10″, 6′ deep"),
        ("he", "'לא', אמרה גב' כהן", "’לא’, אמרה גב׳ כהן"),
        ("he", "'גב' כהן לא באה', רח' הרצל, מס' 5", "’גב׳ כהן לא באה’, רח׳ הרצל, מס׳ 5"),
        ("he", "ז'קט, צ'יפס, א' כהן", "ז׳קט, צ׳יפס, א׳ כהן"),
        ("he", "ב'הארץ' נכתב על ג'ירפה", "ב’הארץ’ נכתב על ג׳ירפה"),
        ("he", "הוא אמר 'כן' ופרופ' לוי 'לא'", "הוא אמר ’כן’ ופרופ׳ לוי ’לא’"),
        ("he", "\"ארה\"ב\", \"הארץ\", ה\"ארץ\"", "”ארה״ב”, ”הארץ”, ה”ארץ”"),
        ("he", "ג'ורג', 'ג'ורג' אמר'", "ג׳ורג׳, ’ג׳ורג׳ אמר’"),
        ("en", "'It is 5' tall', he said", "‘It is 5′ tall’, he said"),
        ("mt", "'il quddiem, ta' Malta", "’il quddiem, ta’ Malta"),
        ("bn", "দু'জন বলল 'না'", "দু’জন বলল ‘না’"),
        ("zh-Hans", "“不”但是'是'", "“不”但是‘是’"),
        ("zh-Hans", '他说:"好,\'不\'"', "他说：“好，‘不’”"),
        ("zh-Hant", "他說:\"好,'不'\"", "他說：「好，『不』」"),
        ("ja", "彼女は\"はい、'だめ'です\"と言った", "彼女は「はい、『だめ』です」と言った"),
        ("th", "เขาพูดว่า\"ไม่'ใช่'เลย\"", "เขาพูดว่า“ไม่‘ใช่’เลย”"),
        ("ko", "\"끝 '났어'라고\"", "“끝 ‘났어’라고”"),
    ],
)
def test_apostrophes_and_single_quotes_are_distinguished(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¡Basta! - gritó - y huyó.", "¡Basta! —gritó— y huyó."),
        ("EE. UU. - el mayor donante - prometió más.", "EE. UU. —el mayor donante— prometió más."),
        ("S.O.S. - ayuda - ya", "S.O.S. —ayuda— ya"),
        ("¿Quién? - preguntó - nadie lo sabe.", "¿Quién? —preguntó— nadie lo sabe."),
        ("La ley - un avance -, dijo, - el primero -.", "La ley —un avance—, dijo, —el primero—."),
        ("La Sra. Pérez - la jueza - lo dijo.", "La Sra. Pérez —la jueza— lo dijo."),
        ("Es un delito - la trata.", "Es un delito - la trata."),
        ("mujeres - 40,3 millones en total.", "mujeres - 40,3 millones en total."),
        ("Uno - dos. Tres - cuatro.", "Uno - dos. Tres - cuatro."),
        ("Lunes - viernes", "Lunes - viernes"),
        ("ONU - Mujeres, Madrid - Barcelona", "ONU - Mujeres, Madrid - Barcelona"),
        ("lunes - viernes, enero - marzo", "lunes - viernes, enero - marzo"),
        ("lunes - viernes y sábado - domingo", "lunes - viernes y sábado - domingo"),
        ("abierto de enero - marzo - según la web - y en mayo", "abierto de enero - marzo —según la web— y en mayo"),
        ("Madrid - Barcelona y Lima - Bogotá", "Madrid - Barcelona y Lima - Bogotá"),
        ("Fue así -- dijo", "Fue así — dijo"),
        ("De 10 - 12 años - dice la ONU - y más", "De 10 - 12 años —dice la ONU— y más"),
    ],
)
def test_rayas_enclose_words_of_one_sentence(text: str, expected: str):
    assert made("es", text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "제목 -- 부제", "제목 — 부제"),
        ("ko", "3 - 5명", "3 - 5명"),
        ("pt-BR", "Ela -- conta a ONU -- fugiu", "Ela — conta a ONU — fugiu"),
        ("pt-PT", "Ela - conta - fugiu", "Ela — conta — fugiu"),
        ("en", "(women)--all, Beyoncé--x, 96%--all, \"I was--\"", "(women)—all, Beyoncé—x, 96%—all, “I was—”"),
        ("en", "10--12 and a---b", "10--12 and a—b"),
        ("en", "-- Kofi Annan", "— Kofi Annan"),
        ("fr", "1914 - 1918", "1914 - 1918"),
        ("en", "1914 - 1918", "1914 – 1918"),
        ("en", "call 0800 - 123 456", "call 0800 - 123 456"),
        ("zh-Hans", "好--坏 -- 更坏", "好——坏——更坏"),
        ("zh-Hans", "a--b", "a--b"),
    ],
)
def test_dashes_are_the_languages_own(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh-Hans", "\"她说:'都结束了'\"--李医生(34岁)讲道.", "“她说：‘都结束了’”——李医生（34岁）讲道。"),
        ("zh-Hans", "联合国(UN)成立,共有193国;真的?!好!", "联合国（UN）成立，共有193国；真的？！好！"),
        ("zh-Hans", "比例3:1,约1,234.5人", "比例3:1，约1,234.5人"),
        ("zh-Hans", "电话(852) 2345-6789", "电话(852) 2345-6789"),
        ("zh-Hans", "UN Women, London (2024).", "UN Women, London (2024)."),
        ("zh-Hans", "UN Women, 伦敦", "UN Women，伦敦"),
        ("zh-Hans", "见example.org/a.", "见example.org/a."),
        ("zh-Hant", "她說:\"好\"(笑).", "她說：「好」（笑）。"),
        ("ja", "東京(日本),大阪.本当?", "東京（日本）、大阪。本当？"),
        ("yue", "佢話:好.", "佢話：好。"),
        ("zh-Hans", "第3条(a)款, (一)号", "第3条（a）款，（一）号"),
        ("ja", "「はい」.1,000人(約5%(推定)).", "「はい」。1,000人（約5%（推定））。"),
        ("ko", "유엔(UN), 서울.", "유엔(UN), 서울."),
    ],
)
def test_marks_beside_han_and_kana_are_full_width(language: str, text: str, expected: str):
    assert made(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "او می گوید، از دست می دهیم", "او می¦گوید، از دست می¦دهیم"),
        ("fa", "نمي دانم، نمی شود", "نمی¦دانم، نمی¦شود"),
        ("fa", "كتاب ها، زن هاي ما، بچه هایشان", "کتاب¦ها، زن¦های ما، بچه¦هایشان"),
        ("fa", "نمی شه، نمی خوان", "نمی¦شه، نمی¦خوان"),
        ("fa", "در ماه می گفت", "در ماه می گفت"),
        ("fa", "۸ می رفت", "۸ می رفت"),
        ("fa", "می ناب، قدیمی گفت", "می ناب، قدیمی گفت"),
        ("fa", "های های گریه", "های های گریه"),
        ("ps", "می گوید", "می گوید"),
        ("el", "γιατί? \"Γιατί?\" Το 2024? Why?", "γιατί; «Γιατί;» Το 2024; Why?"),
        ("en", "γιατί?", "γιατί?"),
        ("de", "z.B. d.h. i.d.R., v.Chr. (u.a.)", "z.⍽B. d.⍽h. i.⍽d.⍽R., v.⍽Chr. (u.⍽a.)"),
        ("de", "Z.B. das, i.d.F., a.a.O.", "Z.⍽B. das, i.⍽d.⍽F., a.⍽a.⍽O."),
        ("de", "U.S.A., z. B., www.z.b.de, Bild.a.b", "U.S.A., z. B., www.z.b.de, Bild.a.b"),
        ("es", "EE.UU. y p.ej. RR.HH.", "EE.␣UU. y p.␣ej. RR.␣HH."),
        ("ru", "и т.д., т.е. нет", "и т.␣д., т.␣е. нет"),
        ("cs", "Firma s.r.o. a př.n.l.", "Firma s.␣r.␣o. a př.␣n.␣l."),
        ("en", "i.e. e.g. U.S.", "i.e. e.g. U.S."),
        ("en", "two  spaces   here", "two spaces here"),
        ("ar", "كلمة  أخرى", "كلمة أخرى"),
        ("en", "code `a  b`", "code `a  b`"),
    ],
)
def test_joins_question_marks_abbreviations_and_double_spaces(language: str, text: str, expected: str):
    assert made(language, text) == expected


def test_double_spaces_are_reported():
    _, changes = typeset_prose(Prose("two  spaces", "en"), "en")
    assert [(c.rule, c.before, c.after) for c in changes] == [("double spaces", "two  spaces", "two spaces")]


def test_emphasis_stays_on_its_words():
    prose, _ = typeset_prose(Prose("او می گوید  بله", "fa", ((6, 10),)), "fa")
    assert [prose.text[a:b] for a, b in prose.emphasis] == ["گوید"]


@pytest.mark.parametrize(
    ("language", "opening", "closing"),
    [("en", "“", "”"), ("de", "„", "“"), ("fr", "«\u202f", "\u202f»"), ("nl", "‘", "’"), ("zh-Hans", "“", "”")],
)
def test_a_quotation_of_several_paragraphs_opens_in_each(language: str, opening: str, closing: str):
    card = parse_card(f'language: {language}\ntheme: testimony\nsource: Test\naction: https://example.org/act\n'
                      'story: |\n  "One.\n\n  "Two "A" b.\n\n  "Three."\n\n  Four.\n')
    local = localize_card(card, language)
    assert local
    first, second, third, last = (prose.text for prose in local.body)
    assert first.startswith(f"{opening}One")
    assert second.startswith(f"{opening}Two")
    assert third.startswith(f"{opening}Three")
    assert third.endswith(closing)
    assert '"' not in first + second + third + last
    variant = replace(card.variants[0][1], body=local.body)
    again = localize_card(replace(card, variants=((language, variant),)), language)
    assert again
    assert [prose.text for prose in again.body] == [prose.text for prose in local.body]


# --- properties over docs/typography.md


def examples() -> list[tuple[str, str, str]]:
    text = (Path(__file__).parents[3] / "docs" / "typography.md").read_text(encoding="utf-8")
    rows = text.split("| language | you write | is set as |\n|---|---|---|\n")[1].split("\n\n")[0]
    return [tuple(re.findall(r"`([^`]+)`", row)) for row in rows.splitlines()]   # type: ignore[misc]


EXAMPLES = examples()
LANGUAGES = sorted({language for language, _, _ in EXAMPLES} | {"sv", "th", "yi", "de-CH", "ca", "haw", "zh-Hant"})
PIECES = [text for _, *both in EXAMPLES for text in both]
WORDS = sorted({word for piece in PIECES for word in piece.split()})
TEXTS = st.one_of(
    st.tuples(st.sampled_from([" ", "", ", "]), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)),
    st.tuples(st.sampled_from([" ", ""]), st.lists(st.sampled_from(WORDS), min_size=2, max_size=12)),
).map(lambda parts: parts[0].join(parts[1]))


def test_decomposed_examples_give_the_same_marks_as_composed_ones():
    for _, text, _ in EXAMPLES:
        for language in LANGUAGES:
            composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
            set_composed = typeset_prose(Prose(composed, language), language)[0].text
            set_decomposed = typeset_prose(Prose(decomposed, language), language)[0].text
            assert unicodedata.normalize("NFD", set_decomposed) == unicodedata.normalize("NFD", set_composed)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Beyoncé's café's Zoé's"), ("yo", "ọmọ'bìnrin ọ̀rọ̀'yìí"), ("en", "Zoé--and"), ("fa", "مسئله ها، می آید"),
     ("ur", "لائحۀ عمل كا ئ"), ("ja", "「が」:ガ,プ.パ(ば)"), ("ko", "각 -- '각'이"), ("he", "שָׁלוֹם' \"שִׂים\"")],
)  # fmt: skip
def test_decomposed_words_give_the_same_marks_as_composed_ones(language: str, text: str):
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    first, second = (
        unicodedata.normalize("NFD", typeset_prose(Prose(one, language), language)[0].text) for one in forms
    )
    assert first == second


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_applying_typography_twice_changes_no_mixture_of_the_examples(text: str, language: str):
    once, _ = typeset_prose(Prose(text, language), language)
    again, changes = typeset_prose(once, language)
    assert (again.text, changes) == (once.text, ())
