"""Underlines, capitals and lockups, checked in the scene and in the pixels."""

from __future__ import annotations

import pytest
from support.cards import THEMES, card, shapes, texts, words_of

from factcards.draw import draw_image
from factcards.layout.typesetting.figure_lockups import LockupText, split_lockup
from factcards.read.themes.theme_reader import read_theme


@pytest.fixture(scope="module")
def plain():
    return read_theme(str(THEMES / "plain.yaml"))


@pytest.fixture(scope="module")
def poster():
    return read_theme(str(THEMES / "poster.yaml"))


def bars(scene, size: float):
    return [s.path.bounds() for s in shapes(scene) if s.path.bounds().height == max(2, round(0.09 * size))]


def test_only_emphasised_words_are_underlined(lay_out, plain):
    scene = lay_out(card("**171 countries** have signed.\n\nMany **have** not."), theme=plain)
    lines = texts(scene, "fact")
    found = bars(scene, lines[0].size)
    emphasised = [t for t in lines if any(r.emphasis for r in t.line.runs)]
    assert len(found) == len(emphasised) == 2
    for bar, line in zip(found, emphasised, strict=True):
        ink = line.ink_rect()
        assert bar.y == round(line.origin.y + 0.16 * line.size)
        assert ink.x - 2 <= bar.x
        assert bar.right <= ink.right + 1
    assert found[0].x == pytest.approx(lines[0].ink_rect().x, abs=1)
    assert found[1].x > lines[-1].ink_rect().x + 2 * lines[-1].size


def test_an_underline_is_visible_in_the_picture(lay_out, plain, assets):
    scene = lay_out(card("**171** have signed."), theme=plain)
    (line,) = texts(scene, "fact")[:1]
    (bar,) = bars(scene, line.size)
    picture = draw_image(scene, assets).convert("L")
    row = [picture.getpixel((x, int(bar.y) + 1)) for x in range(int(bar.x), int(bar.right))]
    assert max(row) < 8


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [("el", "**Οι μέλισσες** χορεύουν.", 1), ("ru", "**Пчёлы** танцуют.", 1), ("zh-Hans", "**蜜蜂**跳舞。", 1),
     ("ar", "**النحل** يرقص.", 0), ("hi", "**मधुमक्खियाँ** नाचती हैं।", 0), ("th", "**ผึ้ง** เต้นรำ", 0)],
)  # fmt: skip
def test_only_scripts_with_letters_on_the_baseline_are_underlined(lay_out, plain, language, words, count):
    scene = lay_out(card(words, language), theme=plain)
    lines = texts(scene, "fact")
    assert len(bars(scene, lines[0].size)) == count
    runs = {r.emphasis: r.font.file for line in lines for r in line.line.runs if r.text.strip()}
    assert (runs[True] != runs[False]) == (count == 0), "in other scripts emphasis is a heavier weight"


def test_only_scripts_with_capitals_are_set_in_capitals(lay_out, poster):
    assert words_of(lay_out(card("Bees **dance** at six."), theme=poster), "fact") == "BEES DANCE AT SIX."
    assert words_of(lay_out(card("Die **Größe** zählt."), theme=poster), "fact") == words_of(
        lay_out(card("DIE **GRÖSSE** ZÄHLT."), theme=poster), "fact"
    )
    arabic = card("النحل يرقص IBM now", "ar")
    assert "now" in words_of(lay_out(arabic, theme=poster), "fact")
    assert lay_out(card("Bees dance."), theme=poster).description.startswith("Bees dance.")


def test_emphasis_stays_on_its_words_in_capitals(lay_out, poster):
    scene = lay_out(card("Heiße Straße **macht** müde."), theme=poster)
    assert "".join(r.text for t in texts(scene, "fact") for r in t.line.runs if r.emphasis) == "MACHT"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("$99 billion", ("$", "99", "", "billion", False)),
        ("99 milliards $", ("", "99", "", "milliards $", False)),
        ("99 مليار دولار", ("", "99", "", "مليار دولار", False)),
        ("\u2066$99\u2069 مليار", ("$", "99", "", "مليار", False)),
        ("990亿美元", ("", "990", "", "亿美元", False)),
        ("99,000 ล้านดอลลาร์", ("", "99,000", "", "ล้านดอลลาร์", False)),
        ("171 countries", ("", "171", "", "countries", False)),
        ("Dola bilioni 99", ("", "99", "", "Dola bilioni", True)),
        ("96%", None),
        ("96 %", None),
        ("1 in 3", None),
        ("9 August 2017", None),
        ("2016–2017", None),
        ("ninety-nine billion", None),
        ("7 countries that have not signed", None),
        ("", None),
    ],
)
def test_a_lockup_is_one_number_and_a_short_word(text, parts):
    found = split_lockup(text)
    if parts is None:
        assert found is None
    else:
        assert isinstance(found, LockupText)
        assert (found.figure.sign, found.figure.digits, found.figure.unit, found.word, found.word_first) == parts


@pytest.mark.parametrize("size", ["instagram-portrait", "story"])
@pytest.mark.parametrize(
    ("language", "headline"),
    [("en", "$99 billion"), ("fr", "99 milliards"), ("ar", "99 مليار دولار"), ("ur", "99 ارب ڈالر"),
     ("hi", "99 अरब डॉलर"), ("th", "99,000 ล้านดอลลาร์"), ("zh-Hans", "990亿美元"), ("am", "99 ቢሊዮን ዶላር"),
     ("ru", "99 миллиардов"), ("sw", "Dola bilioni 99")],
)  # fmt: skip
def test_digits_and_word_have_the_same_width(lay_out, poster, language, headline, size):
    scene = lay_out(card("Bees.", language, headline=headline), size, poster)
    found = texts(scene, "headline")
    last = headline.endswith("99")
    digits, word = (found[1:], found[0]) if last else (found[:-1], found[-1])
    left, right = min(t.ink_rect().x for t in digits), max(t.ink_rect().right for t in digits)
    assert word.ink_rect().width == pytest.approx(right - left, rel=0.02)
    assert word.ink_rect().x == pytest.approx(left, abs=0.015 * (right - left) + 1)
    upper, lower = ([word], digits) if last else (digits, [word])
    assert max(t.ink_rect().bottom for t in upper) < min(t.ink_rect().y for t in lower)


def test_a_headline_that_is_not_a_lockup_is_set_as_text(lay_out, poster):
    scene = lay_out(card("Bees.", headline="Honey never spoils"), theme=poster)
    assert words_of(scene, "headline") == "HONEY NEVER SPOILS"
    sizes = {t.size for t in texts(scene, "headline")}
    assert len(sizes) == 1
