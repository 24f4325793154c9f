"""Texts for the sweep of themes: articles 4 and 1 of the Universal Declaration of Human Rights, published by the UN.

`short` is the first clause of article 4, `median` all of article 4, `longest` article 1. We wrote the calls to action,
labels and dates; no native reader has checked them.
"""

from __future__ import annotations

from typing import NamedTuple


class CardTexts(NamedTuple):
    """The texts of a card in one language."""

    short: str
    median: str
    longest: str
    figure: str
    date: str
    source: str
    call: str
    lockup: str


TONGUES = {
    "en": CardTexts(
        "**No one** shall be held in slavery or servitude.",
        "**No one** shall be held in slavery or servitude; slavery and the slave trade shall be prohibited in all "
        "their forms.",
        "**All human beings** are born free and equal in dignity and rights. They are endowed with reason and "
        "conscience and should act towards one another in a spirit of brotherhood.",
        "96%", "9 August 2017",
        "Source: United Nations, Universal Declaration of Human Rights, 1948", "Call on your government", "$99 billion",
    ),
    "de": CardTexts(
        "**Niemand** darf in Sklaverei oder Leibeigenschaft gehalten werden.",
        "**Niemand** darf in Sklaverei oder Leibeigenschaft gehalten werden; Sklaverei und Sklavenhandel sind in allen "
        "ihren Formen verboten.",
        "**Alle Menschen** sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen "
        "begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
        "96\u00a0%", "9.\u00a0August 2017",
        "Quelle: Vereinte Nationen, Allgemeine Erklärung der Menschenrechte, 1948",
        "Fordern Sie Ihre Regierung zum Handeln auf", "99\u00a0Milliarden Dollar",
    ),
    "ar": CardTexts(
        "**لا يجوز** استرقاق أحد أو استعباده.",
        "**لا يجوز** استرقاق أحد أو استعباده، ويُحظر الاسترقاق والاتجار بالرقيق بجميع صورهما.",
        "**يولد جميع الناس** أحرارًا ومتساوين في الكرامة والحقوق. وهم قد وهبوا العقل والوجدان وعليهم أن يعاملوا بعضهم "
        "بعضًا بروح الإخاء.",
        "96%", "9\u00a0آب/أغسطس 2017", "المصدر: الأمم المتحدة، الإعلان العالمي لحقوق الإنسان، 1948",
        "طالبوا حكومتكم بالتحرّك", "99 مليار دولار",
    ),
    "ur": CardTexts(
        "**کوئی شخص** غلام یا لونڈی بنا کر نہ رکھا جا سکے گا۔",
        "**کوئی شخص** غلام یا لونڈی بنا کر نہ رکھا جا سکے گا۔ غلامی اور بردہ فروشی، چاہے اس کی کوئی شکل بھی ہو، ممنوع "
        "قرار دی جائے گی۔",
        "**تمام انسان** آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔ اس لیے "
        "انہیں ایک دوسرے کے ساتھ بھائی چارے کا سلوک کرنا چاہیے۔",
        "96%", "9\u00a0اگست 2017", "ماخذ: اقوامِ متحدہ، انسانی حقوق کا عالمی منشور، 1948",
        "اپنی حکومت سے کارروائی کا مطالبہ کریں", "99 ارب ڈالر",
    ),
    "hi": CardTexts(
        "**कोई भी** ग़ुलामी या दासता की हालत में न रखा जाएगा।",
        "**कोई भी** ग़ुलामी या दासता की हालत में न रखा जाएगा, ग़ुलामी-प्रथा और ग़ुलामों का व्यापार अपने सभी रूपों में निषिद्ध होगा।",
        "**सभी मनुष्यों** को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और "
        "अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
        "96%", "9\u00a0अगस्त 2017", "स्रोत: संयुक्त राष्ट्र, मानव अधिकारों की सार्वभौम घोषणा, 1948",
        "अपनी सरकार से कार्रवाई की माँग करें", "99 अरब डॉलर",
    ),
    "th": CardTexts(
        "**บุคคลใด**จะถูกเอาตัวลงเป็นทาส หรือภาระจำยอมไม่ได้",
        "**บุคคลใด**จะถูกเอาตัวลงเป็นทาส หรือภาระจำยอมไม่ได้ การเป็นทาสและการค้าทาสจะมีไม่ได้ทุกรูปแบบ",
        "**มนุษย์ทั้งหลาย**เกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม "
        "และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
        "96%", "9\u00a0สิงหาคม 2017", "ที่มา: สหประชาชาติ ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน 1948",
        "เรียกร้องให้รัฐบาลของคุณลงมือทำ", "99,000 ล้านดอลลาร์",
    ),
    "zh-Hans": CardTexts(
        "**任何人**不得使为奴隶或奴役。",
        "**任何人**不得使为奴隶或奴役；一切形式的奴隶制度和奴隶买卖，均应予以禁止。",
        "**人人**生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
        "96%", "2017年8月9日", "来源：联合国《世界人权宣言》，1948年", "呼吁你的政府采取行动", "990亿美元",
    ),
    "am": CardTexts(
        "**ማንም ሰው** በባርነት አይገዛም።",
        "**ማንም ሰው** በባርነት አይገዛም፣ ባርነትና የባሪያ ንግድ በማንኛውም ዓይነት የተከለከለ ነው።",
        "**የሰው ልጅ ሁሉ** ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው። የተፈጥሮ ማስተዋልና ሕሊና ስላለው አንዱ ሌላውን በወንድማማችነት መንፈስ መመልከት "
        "ይገባዋል።",
        "96%", "ኦገስት 9 ቀን 2017", "ምንጭ፦ የተባበሩት መንግሥታት፣ የሰብአዊ መብቶች ሁለንተናዊ መግለጫ፣ 1948",
        "መንግሥትዎ እርምጃ እንዲወስድ ይጠይቁ", "99 ቢሊዮን ዶላር",
    ),
}  # fmt: skip
LENGTHS = ("short", "median", "longest")
