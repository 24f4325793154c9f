"""English.

*Chicago Manual of Style*: the closed em dash, 6.89 (dashes at a line's end), 7.92 (titles), 9.30 (dates).
"""

from __future__ import annotations

from dataclasses import replace

from .rules import EM_DASH, NO_BREAK_SPACE, Declarations, LanguageRules, for_tags, words

EN = LanguageRules(
    function_words=words(
        "and are as at be been but by each every for from her his if in into is its my no nor not of on onto "
        "or our than that their these this those to upon was were which who with your"
    ),
    articles=words("a an the"),
    approximate_words=words("about almost approximately around circa nearly over roughly under"),
    number_labels=(
        "Target|Goal|Article|Chapter|Section|Page|Table|Figure|Part|Rule|SDG|Resolution|Recommendation|Annex"
        r"|Paragraph|Volume|Nos?\."
    ),
    months=(
        "January|February|March|April|May|June|July|August|September|October|November|December"
        r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?"
    ),
    personal_titles=r"(?:Rev|Hon|Gen|Sen|Rep|Gov|Capt|Lt|Col|Sgt)\.|Sir|Dame|Lady|Lord",
    has_hyphenation=True,
    hyphenation_dictionaries=(("en", "en_US"),),
    closed_dash=EM_DASH,
    more_weekdays=words("thur thurs tues weds"),
    clipped_words=words("cos coz cuz fraid gainst kay neath nother nuff sup twixt"),
    genitive_endings="sxz",
    magnitude_words=(
        ("hundred", 2),
        ("thousand", 3),
        ("lakh", 5),
        ("crore", 7),
        ("million", 6),
        ("billion", 9),
        ("trillion", 12),
    ),
    percent_words=("per cent", "percent", "pct"),
    half_word="half",
)
LANGUAGES: Declarations = {
    "en": EN,
    **for_tags("en-AT en-DE en-DK en-FI en-NO en-SE", replace(EN, percent_space=NO_BREAK_SPACE)),
}
