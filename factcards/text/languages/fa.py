"""Persian.

Academy of Persian Language and Literature, *Dastur-e khatt-e farsi* (می, ها and تر are parts of their word); ISIRI
6219 and W3C alreq (letters).
"""

from __future__ import annotations

from .rules import Declarations, LanguageRules, NoBreak, words

FA = LanguageRules(
    quotes="«»‹›",
    function_words=words("آن از این با بر برای به بی تا در را هر و که یا"),
    following_words=words("است اند را ها های"),
    approximate_words=words("تقریباً حدود"),
    compounds="ملل متحد|حقوق بشر|قاچاق انسان|توسعه پایدار|بین المللی|غیر قانونی",
    number_labels="مادهٔ?|ماده\u200cی|فصل|صفحهٔ?|هدف|قطعنامهٔ?|بند|جدول|شمارهٔ?|سال",
    personal_titles="آقای|خانم|دکتر",
    no_break=(
        NoBreak(
            " ",
            (
                r"(?<![\w\u200c])(?:ن?م[یي]|هم[یي]) (?=\w)|\w (?=(?:ها(?:[یي][یي]?)?|ها(?:یش|یم|یت)?ان"
                r"|تر(?:[یي]ن)?)(?!\w))"
            ),
        ),
    ),
    native_digits="arabext",
    uses_native_digits=True,
    arabic_letters="persian",
    has_persian_joins=True,
    magnitude_words=(("بیلیون", 9), ("تریلیون", 12)),
    percent_words=("درصد", "در صد"),
    half_word="نیم",
    calendar_offsets=(-621, -622),
)
LANGUAGES: Declarations = {
    "fa": FA,
}
