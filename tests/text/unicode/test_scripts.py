"""Tests of UAX #24, section 5: the script with which each character is shaped."""

from itertools import groupby

import pytest
from fontTools import unicodedata
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.text.unicode import scripts
from factcards.text.unicode.scripts import resolve_scripts

ALPHABET = "aé1 ,.()[]「」、。·“”«»'\"\u0301\u064b\u200d\u202fяαשالـ،؟कि।কবি漢ひカーー한ㄅܐߊ😀\ufe0f◌\ue000\u0378"
TEXTS = st.text(st.one_of(st.sampled_from(ALPHABET), st.characters()), max_size=30)
prove = settings(max_examples=500, deadline=None, derandomize=True)


def show(text: str, language_script: str = "Latn") -> str:
    """Return the runs of one script, each as its code and its text."""
    index, runs = 0, []
    for script, run in groupby(resolve_scripts(text, language_script)):
        length = len(list(run))
        runs.append(f"{script}:{text[index : index + length]}")
        index += length
    return "|".join(runs)


def letters_of(text: str) -> set[str]:
    return {unicodedata.script(character) for character in text} - {"Zyyy", "Zinh", "Zzzz"}


# -- Common: characters without a script -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Plain text, 42%.", "Latn:Plain text, 42%."),
        ("Más rápido—que “él”", "Latn:Más rápido—que “él”"),
        ("Apple 5 яблок, 7 Äpfel", "Latn:Apple 5 |Cyrl:яблок, 7 |Latn:Äpfel"),
        ("日本5位 A", "Hani:日本5位 |Latn:A"),
        ("ab😀 ب😀", "Latn:ab😀 |Arab:ب😀"),
        ("a\ue000 ب\u0378", "Latn:a\ue000 |Arab:ب\u0378"),
    ],
)
def test_digits_signs_and_emoji_take_the_script_before_them(text, shown):
    assert show(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3 مليون", "Arab:3 مليون"),
        ("2024年、東京", "Hani:2024年、東京"),
        ("“नमस्ते”", "Deva:“नमस्ते”"),
        ("«مرحبا» Hi", "Arab:«مرحبا» |Latn:Hi"),
        ("— Γεια", "Grek:— Γεια"),
        ("👍 한국", "Hang:👍 한국"),
        ("\u0301\u200dя", "Cyrl:\u0301\u200dя"),
    ],
)
def test_leading_signs_take_the_script_of_the_first_letter(text, shown):
    assert show(text, "Latn") == shown


@pytest.mark.parametrize(
    ("language_script", "script"),
    [
        ("Latn", "Latn"), ("Arab", "Arab"), ("Hans", "Hani"), ("Hant", "Hani"), ("Jpan", "Hani"), ("Kore", "Hang"),
        ("Aran", "Arab"), ("Hrkt", "Kana"), ("Cyrs", "Cyrl"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["42%", "5\u00a0€ — 👨‍👩‍👧 👍🏽", " ", "\ue000\u0378"])
def test_text_without_a_letter_takes_the_languages_script(text, language_script, script):
    assert resolve_scripts(text, language_script) == (script,) * len(text)


# -- brackets and quotation marks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See (عربي) here", "Latn:See (|Arab:عربي|Latn:) here"),
        ("شاهد (Google) هنا", "Arab:شاهد (|Latn:Google|Arab:) هنا"),
        ("the letter γ (gamma)", "Latn:the letter |Grek:γ (|Latn:gamma|Grek:)"),
        ("a [b (ב] c)", "Latn:a [b (|Hebr:ב|Latn:] c)"),
        ("a) ב) c", "Latn:a) |Hebr:ב) |Latn:c"),
        ("한국(韓國)은", "Hang:한국(|Hani:韓國|Hang:)은"),
        ("a\u2329ב\u3009c", "Latn:a\u2329|Hebr:ב|Latn:\u3009c"),
        ("say “عربي” or «עברית», it’s", "Latn:say “|Arab:عربي|Latn:” or «|Hebr:עברית|Latn:», it’s"),
        ("“ب” and ב’s", "Arab:“ب” |Latn:and |Hebr:ב’|Latn:s"),
    ],
)
def test_closing_brackets_and_quotes_take_the_script_of_the_opening_one(text, shown):
    assert show(text) == shown


def test_at_most_63_brackets_may_be_open():
    text = "(" + "я(" * 63 + "ש" + ")" * 64
    assert resolve_scripts("a" + text, "Latn")[-2:] == ("Cyrl", "Cyrl")


# -- Script_Extensions: characters that some scripts share -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language_script", "shown"),
    [
        ("यह सच है।", "Deva", "Deva:यह सच है।"),
        ("এটা সত্য।", "Beng", "Beng:এটা সত্য।"),
        ("एप्पल Apple। नया", "Deva", "Deva:एप्पल |Latn:Apple|Deva:। नया"),
        ("আপেল Apple।", "Beng", "Beng:আপেল |Latn:Apple|Beng:।"),
        ("Apple।", "Latn", "Latn:Apple|Deva:।"),
        ("काठमाडौं (Kathmandu)।", "Deva", "Deva:काठमाडौं (|Latn:Kathmandu|Deva:)।"),
    ],
)
def test_a_danda_takes_the_script_around_it(text, language_script, shown):
    assert show(text, language_script) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ب، بـب؟", "Arab:ب، بـب؟"),
        ("ܐܒـ، ܓ", "Syrc:ܐܒـ، ܓ"),
        ("ߊߋ، ߌ؟", "Nkoo:ߊߋ، ߌ؟"),
        ("𞤀ـ؟", "Adlm:𞤀ـ؟"),
        ("ـ", "Arab:ـ"),
        ("،ـܐ", "Syrc:،ـܐ"),
        ("a، ب", "Latn:a|Arab:، ب"),
        ("a، b", "Latn:a|Arab:،|Latn: b"),
    ],
)
def test_arabic_comma_and_tatweel_take_one_of_several_scripts(text, shown):
    assert show(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("日本語のテキスト", "Hani:日本語|Hira:の|Kana:テキスト"),
        ("東京タワー、らーめん", "Hani:東京|Kana:タワー、|Hira:らーめん"),
        ("漢ーひ", "Hani:漢|Hira:ーひ"),
        ("漢ー", "Hani:漢|Kana:ー"),
        ("ーあ", "Hira:ーあ"),
        ("「カナ」です。", "Kana:「カナ」|Hira:です。"),
        ("ひ「Apple、Google」。", "Hira:ひ「|Latn:Apple|Hani:、|Latn:Google|Hira:」。"),
        ("か\u3099", "Hira:か\u3099"),
        ("ﾃｽﾄｰ", "Kana:ﾃｽﾄｰ"),
        ("、。", "Hani:、。"),
    ],
)
def test_japanese_keeps_its_three_scripts(text, shown):
    assert show(text, "Jpan") == shown


@pytest.mark.parametrize(
    ("text", "language_script", "shown"),
    [
        ("中文，Apple。", "Hans", "Hani:中文，|Latn:Apple|Hani:。"),
        ("、中文", "Hans", "Hani:、中文"),
        ("「한국」、", "Kore", "Hang:「한국」、"),
        ("ㄅˇ", "Hant", "Bopo:ㄅˇ"),
        ("5\u202f000 км", "Cyrl", "Cyrl:5\u202f000 км"),
        ("l·l", "Latn", "Latn:l·l"),
        ("я·я", "Cyrl", "Cyrl:я|Latn:·|Cyrl:я"),
    ],
)
def test_a_shared_sign_outside_its_scripts_does_not_change_the_running_script(text, language_script, shown):
    assert show(text, language_script) == shown


# -- combining character sequences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("q\u0323\u0307я\u0301", "Latn:q\u0323\u0307|Cyrl:я\u0301"),
        ("a\u064b ب\u064b", "Latn:a\u064b |Arab:ب\u064b"),
        ("x\u094dक", "Latn:x\u094d|Deva:क"),
        ("क्\u200dष", "Deva:क्\u200dष"),
        ("a ◌ि b", "Latn:a |Deva:◌ि |Latn:b"),
        ("a \u25cc\u064e b", "Latn:a |Arab:\u25cc\u064e|Latn: b"),
        ("a \u00a0\u05b0", "Latn:a |Hebr:\u00a0\u05b0"),
        ("ب 5\u20e3 👍\ufe0f", "Arab:ب 5\u20e3 👍\ufe0f"),
    ],
)
def test_a_base_and_its_marks_have_one_script(text, shown):
    assert show(text) == shown


# -- all text --------------------------------------------------------------------------------------------------------


@prove
@given(TEXTS)
def test_every_character_gets_a_real_script(text):
    scripts = resolve_scripts(text, "Latn")
    assert len(scripts) == len(text)
    assert not {"Zyyy", "Zinh", "Zzzz", ""} & set(scripts)


@prove
@given(TEXTS)
def test_text_with_letters_needs_no_language(text):
    """Check that no character of a text with letters is Common, even with an undetermined language."""
    if letters_of(text):
        assert "Zyyy" not in resolve_scripts(text, "Zyyy")


@prove
@given(TEXTS)
def test_letters_keep_one_of_their_own_scripts(text):
    for character, script in zip(text, resolve_scripts(text, "Latn"), strict=True):
        if letters_of(character) and not unicodedata.category(character).startswith("M"):
            assert script in unicodedata.script_extension(character)


@prove
@given(TEXTS)
def test_marks_are_never_separated_from_their_base(text):
    scripts = resolve_scripts(text, "Latn")
    for index in range(1, len(text)):
        if unicodedata.category(text[index]).startswith("M"):
            assert scripts[index] == scripts[index - 1]


@prove
@given(st.sampled_from("aبשकя漢"), st.text(st.sampled_from("1 ,.()“”😀\u200d\ue000"), max_size=9))
def test_text_with_one_script_has_it_throughout(letter, rest):
    for text in (letter + rest, rest + letter):
        assert set(resolve_scripts(text, "Thai")) == {unicodedata.script(letter)}


def test_western_characters_have_the_scripts_of_fonttools():
    """They are looked up without fontTools, which takes long to import."""
    western = [character for character in map(chr, range(0x3000)) if scripts._WESTERN.match(character)]
    assert len(western) > 600
    for character in western:
        own = unicodedata.script(character)
        shared = unicodedata.script_extension(character) - {"Zyyy", "Zinh"}
        is_mark = unicodedata.category(character).startswith("M")
        expected = ("" if own in ("Zyyy", "Zinh") else own, frozenset(shared), is_mark)
        assert scripts._look_up_scripts(character) == expected, f"U+{ord(character):04X}"
