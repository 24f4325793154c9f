"""Arabic.

Quotes: the guillemets of its press, against CLDR. Months: United Nations texts write those of the Levant before those
of Egypt.
"""

from __future__ import annotations

from dataclasses import replace

from .rules import Declarations, LanguageRules, NoBreak, for_tags, words

AR = LanguageRules(
    quotes="«»“”",
    function_words=words(
        "أن أو إلى إن بأن بعد بل بلا بين ثم حتى حيث دون ذات ضد على عن عند غير في قبل قد كل كما لأن لا لم لن "
        "ليس ما مع من منذ نحو هذا هذه هو هي و يا"
    ),
    approximate_words=words("حوالي زهاء قرابة نحو"),
    compounds=(
        "[وفبك]{0,2}(?:ال|لل|ل)?أمم المتحدة|[وفبكل]{0,2}حقوق الإنسان|[وفبكل]{0,2}خطة (?:ال)?عمل|[وفبكل]{0,2}جدول أعمال"
    ),
    number_labels="المادة|العدد|الفصل|الصفحة|صفحة|الهدف|الغاية|القرار|الفقرة|الجدول|رقم|عام|سنة",
    proclitics="[وفبلك]{0,2}",
    personal_titles=r"السيدة?|الدكتورة?|د\.|أ\.|و|م\.",
    no_break=(
        NoBreak(
            "/",
            (
                "(?:كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني"
                r"|كانون الأول)/(?=\w)"
            ),
        ),
    ),
    native_digits="arab",
    magnitude_words=(("بليون", 9), ("تريليون", 12), ("تريليونات", 12), ("آلاف", 3), ("الف", 3)),
    percent_words=("المئة", "المائة", "مئة", "مائة"),
    half_word="نصف",
    has_hijri_years=True,
    other_number_region="ar-MA",
)
LANGUAGES: Declarations = {
    "ar": AR,
    **for_tags(
        "ar-BH ar-DJ ar-EG ar-ER ar-IL ar-IQ ar-JO ar-KM ar-KW ar-LB ar-MR ar-OM ar-PS ar-QA ar-SA ar-SD "
        "ar-SO ar-SS ar-SY ar-TD ar-YE",
        replace(AR, uses_native_digits=True),
    ),
}
