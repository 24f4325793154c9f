"""Messages about letters that cannot be set; a card with such a letter is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cards import card, texts

from factcards.errors import SceneError
from factcards.layout.backdrops import resolve_drafts
from factcards.layout.drafts import DraftGroup, DraftText
from factcards.layout.typesetting.text_problems import (
    find_all_missing_glyphs,
    find_missing_glyphs,
    find_shaping_problems,
)
from factcards.model.cards import Prose
from factcards.model.scene import Group, Text
from factcards.model.sizes import find_size
from factcards.rendering.jobs import Job, render_job
from factcards.text import FontLibrary, find_fonts_folder, open_fonts

NOWHERE = "put it after the letter to which it belongs, or remove it"


@pytest.mark.parametrize(
    ("language", "words", "name", "around"),
    [
        ("bn", "া আমি", "BENGALI VOWEL SIGN AA (U+09BE)", "া আমি"),
        ("th", "ผู้หญิงและเด็ก ี", "THAI CHARACTER SARA II (U+0E35)", "…และเด็ก ี"),
        ("en", "Women x\u0e31 girls", "THAI CHARACTER MAI HAN-AKAT (U+0E31)", "Women x\u0e31 girls"),
    ],
)
def test_a_sign_without_a_base_letter_is_refused_with_the_reason(assets, statement, language, words, name, around):
    job = Job(card(words, language), statement, find_size("instagram-square"), "png")
    with pytest.raises(SceneError) as caught:
        render_job(job, assets)
    (problem,) = caught.value.problems
    message = f"{name} has no base letter in “{around}”: no letter before it can carry it"
    assert (problem.field, problem.message, problem.hint) == ("fact", message, NOWHERE)


def test_each_character_without_a_font_is_named_once(assets, statement):
    job = Job(card("a \u0378 and \u0378", "en"), statement, find_size("story"), "png")
    with pytest.raises(SceneError) as caught:
        render_job(job, assets)
    (problem,) = caught.value.problems
    assert problem.message == "no available font has a character without a name (U+0378), which the text in `en` needs"


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U0010fffd"])
def test_a_private_character_is_removed_or_gets_the_users_own_font(assets, statement, character):
    job = Job(card(f"Women {character} and girls", "en"), statement, find_size("story"), "png")
    with pytest.raises(SceneError) as caught:
        render_job(job, assets)
    assert str(caught.value) == (
        f"error: fact: U+{ord(character):04X} is a private character that no font here has\n"
        "    hint: remove it, or name a folder with its font in `fonts:`"
    )


def test_fonts_of_the_other_package_are_named_with_the_install_command():
    (problem,) = find_missing_glyphs(Prose("𗀔", "txg"), (0,), "fact", open_fonts(more=False))
    assert problem.message == "no available font has TANGUT IDEOGRAPH-17014 (U+17014), which the text in `txg` needs"
    assert problem.hint == "Noto Serif Tangut has it: pip install factcards-more-fonts"
    (nowhere,) = find_missing_glyphs(Prose("\U0001e290", "txo"), (0,), "fact", open_fonts(more=False))
    assert (nowhere.message, nowhere.hint) == (
        "no available font has TOTO LETTER PA (U+1E290), which the text in `txo` needs",
        "",
    )


@pytest.mark.parametrize(
    ("tag", "first", "count", "message"),
    [
        ("txg", 0x17000, 63,
         "no available font has Tangut: 63 characters, first `𗀀`; `pip install factcards-more-fonts`"),
        ("bap-Krai", 0x16D43, 20, "no available font has Kirat Rai: 20 characters, first `𖵃`"),
        ("sq-Todr", 0x105C0, 4, "no available font has Todhri: 4 characters, first `𐗀`"),
        ("txo", 0x1E290, 2, "no available font has Toto: 2 characters, first `𞊐`"),
    ],
)  # fmt: skip
def test_a_script_without_a_font_is_one_error_with_its_name(tag, first, count, message):
    words = "".join(chr(first + n) for n in range(count))
    fonts = open_fonts(more=False)
    for text in (words, f"{words} {words}", f"WHO {words}, 2024"):
        places = tuple(at for at, character in enumerate(text) if ord(character) >= first)
        (problem,) = find_missing_glyphs(Prose(text, tag), places, "fact", fonts)
        assert (problem.severity, problem.kind, problem.message, problem.hint) == ("error", "no-font", message, "")


def test_paragraphs_share_the_error_of_their_script(assets):
    words = "".join(chr(0x16D43 + n) for n in range(6)), "".join(chr(0x105C0 + n) for n in range(5))
    prose = [Prose(words[0][:3], "bap-Krai"), Prose(f"{words[0]} {words[1]}", "bap-Krai")]
    places = [tuple(at for at, character in enumerate(p.text) if character != " ") for p in prose]
    found = find_all_missing_glyphs(zip(prose, places, strict=True), "fact", assets.fonts)
    assert [p.message for p in found] == [
        "no available font has Kirat Rai: 6 characters, first `𖵃`",
        "no available font has Todhri: 5 characters, first `𐗀`",
    ]


def test_missing_letters_of_a_covered_script_are_named_one_by_one(assets):
    found = find_missing_glyphs(Prose("水𠀀𠀁", "zh"), (1, 2), "fact", assets.fonts)
    assert [p.message.split(" (")[0] for p in found] == [
        f"no available font has CJK UNIFIED IDEOGRAPH-{code}" for code in ("20000", "20001")
    ]


def test_a_letter_that_no_font_joins_is_named(assets):
    plex = FontLibrary(
        [
            (f.entry, find_fonts_folder())
            for f in assets.fonts._fonts.values()
            if f.entry.family == "IBM Plex Sans Arabic"
        ],
        {},
    )
    (problem,) = find_missing_glyphs(Prose("ڪم", "sd"), (0,), "fact", plex)
    assert problem.message == (
        "no available font joins ARABIC LETTER SWASH KAF (U+06AA) to its neighbours in “ڪم”, as the text in `sd` needs"
    )


def test_problems_of_finished_lines_are_named_once_for_each_role(assets, lay_out):
    scene = lay_out(card("ab"))
    assert find_shaping_problems(scene.nodes, assets.fonts) == ()
    text = texts(scene, "fact")[0]
    runs = tuple(replace(r, glyphs=tuple(g._replace(id=0) for g in r.glyphs)) for r in text.line.runs)
    broken = replace(text, line=replace(text.line, runs=runs))
    found = find_shaping_problems((Group((broken, broken), "fact"), Group((broken,), "source")), assets.fonts)
    assert [(p.field, p.message.split(" (")[0]) for p in found] == [
        (role, f"no available font has LATIN SMALL LETTER {name}") for role in ("fact", "source") for name in "AB"
    ]


def test_glyph_boxes_are_set_only_where_lines_intersect(assets, lay_out):
    scene = lay_out(card())
    first, second, *_ = (DraftText(t.origin, t.line, t.size, t.fill, t.accent) for t in texts(scene, "fact"))
    assert all(not text.glyph_boxes for text in texts(scene))
    near = replace(second, origin=replace(second.origin, y=first.origin.y + 4))
    (settled,) = resolve_drafts((DraftGroup((first, near), "fact"),), assets)
    assert isinstance(settled, Group)
    assert all(isinstance(text, Text) and text.glyph_boxes for text in settled.nodes)
    apart = resolve_drafts((first, second), assets)
    assert all(isinstance(text, Text) and not text.glyph_boxes for text in apart)
