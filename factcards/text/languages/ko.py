"""Korean.

W3C klreq 3.1 (a particle after a closing mark belongs to the word before the mark); 한글 맞춤법, 줄표 (dash).
"""

from __future__ import annotations

from .rules import ASCII_HYPHEN, EM_DASH, Declarations, LanguageRules, NoBreak, words

KO = LanguageRules(
    title_quotes="『』",
    segmentation="korean",
    is_dense=True,
    function_words=words("각 그 더 또는 못 및 안 약 이 전"),
    following_words=words("것 것은 것을 것이 것이다 데 등 등의 때 바 뿐 수 줄 중"),
    approximate_words=words("약"),
    number_labels="제|목표|부록|표|그림|결의",
    no_break=(
        NoBreak("0", r"\d[조억만천백]+ (?=[가-힣])|(?<!\d)\d+월 (?=\d+일)"),
        NoBreak("씨", " (?=씨(?![가-힣]{3}))"),
        NoBreak("”’»)]》〉」』】）\"'", r"""[”’»)\]》〉」』】）\"'](?=[가-힣])"""),
    ),
    dash=EM_DASH,
    closed_dash=EM_DASH,
    range_dash=ASCII_HYPHEN,
    magnitude_words=(("십", 1), ("백", 2), ("천", 3), ("만", 4), ("억", 8), ("조", 12)),
    percent_words=("퍼센트", "프로", "퍼센"),
    half_word="절반",
)
LANGUAGES: Declarations = {
    "ko": KO,
}
