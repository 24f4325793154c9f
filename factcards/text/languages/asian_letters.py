"""Letters and rules that several Asian languages share, all written without spaces between words."""

from __future__ import annotations

from ..unicode.script_groups import HAN, HIRAGANA
from .rules import NoBreak

SOUTHEAST_ASIAN_LETTERS = "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1780-\u17d3]"
"""Letters of Thai, Lao, Burmese and Khmer, as a class of a regular expression."""
HAN_LETTERS = f"[{HAN}]"
"""Letters of Chinese, as a class of a regular expression."""
HAN_OR_HIRAGANA = f"[{HAN}{HIRAGANA}]"
"""Letters of Japanese that may touch a number, as a class of a regular expression."""

REPEATED_SIGN = NoBreak("\u0e46\u0e2f\u0ec6\u0eaf\u17d7", r" ?(?=[\u0e46\u0e2f\u0ec6\u0eaf\u17d7])")
"""Signs of repetition and abbreviation stay with the word before them: ต่าง ๆ."""
AMONG_HAN = NoBreak(
    "",
    rf"[亿億万萬千百兆](?=[亿億万萬千百兆美歐欧日元円圓圆英韩韓人名个個次])|[年月](?=\d)"
    rf"|(?:目标|目標|[表图圖章條条款項项約约逾近达達超])(?=\d)|第(?=\d)|第[一二三四五六七八九十百]+(?=[{HAN}])"
    rf"|[一二两兩三四五六七八九十几幾数數每](?=[个個种種项項位名次条條年月国國届屆大])"
    rf"|[美欧歐日韩韓英](?=[元圆圓镑鎊])"
    rf"|[{HAN}](?=女士|先生|博士|教授|さん|さま|ちゃん|くん|氏(?![名族])|様)"
    rf"|[」』）](?=[\u3041-\u3096])|(?<=\d)(?:か|ヶ|カ)(?=[国月所年])",
)
"""Numbers written in Han, with their labels and counters; currencies; titles after a name."""
