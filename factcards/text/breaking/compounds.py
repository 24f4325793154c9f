"""Compounds: words written in several pieces, or cut by ICU's dictionaries, whose parts a line's end does not divide.

Lists are ours, of what campaigns write: terms of treaties and of this subject, names of the United Nations, and each
language's commonest compounds. A compound that is left out is divided like any two words.
"""

from __future__ import annotations

import re

WHOLE = {
    "th": (
        "ร้อยละ|งบประมาณ|มนุษยชน|เสมอภาค|แบบอย่าง|เห็นด้วย|สหประชาชาติ|นานาชาติ|อนุสัญญา|เท่าเทียม|ผู้เสียหาย|กระทรวง"
        "|คณะกรรมการ|รัฐธรรมนูญ|เลือกปฏิบัติ"
        "|ลงนาม|ลงโทษ|ลงมติ|ลงคะแนน|ลงทะเบียน|ร่วมมือ|เข้าร่วม|เรียกร้อง|ช่วยเหลือ|ดำเนินคดี|ข้อตกลง|ข้อมติ|คณะมนตรี|รัฐภาคี"
        "|ค้ามนุษย์|ค้าประเวณี|ค้าทาส|ทางเพศ|ล่วงละเมิด|ทารุณกรรม|หลอกลวง|นายหน้า|ลี้ภัย|ย้ายถิ่น|รอดชีวิต|เด็กหญิง|ยาเสพติด"
        "|ผิดกฎหมาย|ต้องห้าม|หลักฐาน|การเมือง|ระหว่างประเทศ|ข้ามชาติ|ทั่วโลก|เป้าหมาย|ปฏิบัติการ|ประมาณการ|รายได้|ผลกำไร"
        "|(?:พัน|หมื่น|แสน)ล้าน|ปาแลร์โม|ปาเลอร์โม"
    ),
    "lo": "ຄ້າມະນຸດ|ພິທີສານ|ທາງເພດ|ເຄາະຮ້າຍ",
    "km": "សរសេរ|សហប្រជាជាតិ",
    "my": "ခုနှစ်|ကုလသမဂ္ဂ|ကာကွယ်|လူကုန်ကူး|သဘောတူညီ",
    "ja": "くださ[いっらりる]|ございま[しす]|ありがとう",
}
"""Language without spaces → words that ICU's dictionary parts or may part, as a regular expression.

ICU takes the fewest pieces that it knows, which parts a compound of two short words: ลงนาม (to sign) into “down” and
“name”. What is here are compounds of treaties and of this subject whose halves mean something else or nothing.
"""

HAN_TERMS = re.compile(
    "联合国|聯合國|可持续发展|可持續發展|可持续|可持續|永續發展|人口贩运|人口販運|人口贩卖|人口販賣|贩运|販運|贩卖|販賣"
    "|性剥削|性剝削|性虐待|性暴力|性骚扰|性騷擾|受害者|受害人|幸存者|倖存者|议定书|議定書|开发计划署|開發計劃署|难民署|難民署"
    "|妇女署|婦女署|儿童基金会|兒童基金會|教科文组织|教科文組織|世卫组织|世衛組織|安理会|安理會|秘书长|秘書長|跨国有组织犯罪"
    "|女童|拨打|撥打|未成年人|童工|童婚|求助热线|求助熱線"
)
"""Chinese terms that are words of their own, wherever ICU would cut them or what stands beside them.

Only terms that are not part of a longer word with another border: 人权 is left out because of 女人权利.
"""

_SPACED = {
    "vi": (
        "nạn nhân|bé gái|bé trai|trẻ em|phụ nữ|con người|giai đoạn|tổng cộng|buôn bán|buôn người|mục đích|mục tiêu"
        "|bạo lực|xâm hại|bóc lột|tình dục|lạm dụng|cưỡng bức|lao động|gia đình|xã hội|quốc gia|quốc tế|thế giới"
        "|toàn cầu|chính phủ|pháp luật|luật pháp|công ước|nghị định|nghị quyết|tuyên bố|kế hoạch|hành động|chiến dịch"
        "|bảo vệ|phát triển|bền vững|bình đẳng|giáo dục|sức khoẻ|sức khỏe|việc làm|tội phạm|hợp tác|hỗ trợ|thông tin"
        "|báo cáo|điện thoại|đường dây|Liên Hợp Quốc|Liên Hiệp Quốc|Việt Nam|nhân quyền|cộng đồng|tổ chức"
        "|tương lai|cuộc sống|chấm dứt"
        "|ngăn chặn|kết hôn|hôn nhân|tảo hôn|mại dâm|nô lệ|di cư|tị nạn|bất hợp pháp|hợp pháp|lợi nhuận|khai thác"
        "|tiếp cận|quyền lực|quyền lợi|thủ phạm|kẻ buôn|hằng năm|hàng năm|mỗi năm|hầu hết|đa số|tất cả|chủ yếu"
    ),
    "hi": (
        "संयुक्त राष्ट्र|मानव तस्करी|मानव दुर्व्यापार|मानव अधिकार|यौन शोषण|यौन हिंसा|सतत विकास|कार्य योजना|बाल विवाह|बाल श्रम"
        "|(?:के|की) (?:लिए|साथ|बाद|बारे|बीच|द्वारा|कारण|ओर|तरह|पहले|अलावा|अनुसार|ख़िलाफ़|खिलाफ़|खिलाफ|प्रति|तहत)"
    ),
    "mr": "संयुक्त राष्ट्र|मानवी तस्करी|मानवी हक्क|लैंगिक शोषण|बाल विवाह",
    "ne": "संयुक्त राष्ट्र|मानव बेचबिखन|मानव अधिकार|यौन शोषण|बाल विवाह",
    "ur": (
        "(?:زیادہ|بیش|کم|مزید) تر|اقوام متحدہ|لائح[ہۂ] عمل|بین الاقوامی|غیر قانونی|انسانی حقوق|انسانی تجارت"
        "|جنسی استحصال|جنسی تشدد|خرید و فروخت|امن و امان"
        "|(?:کے|کی) (?:لیے|لئے|ساتھ|بعد|بارے|درمیان|ذریعے|خلاف|مطابق|تحت|طرف|طرح|علاوہ)"
    ),
    "fa": "ملل متحد|حقوق بشر|قاچاق انسان|توسعه پایدار|بین المللی|غیر قانونی",
    "ar": (
        "[وفبك]{0,2}(?:ال|لل|ل)?أمم المتحدة|[وفبكل]{0,2}حقوق الإنسان|[وفبكل]{0,2}خطة (?:ال)?عمل"
        "|[وفبكل]{0,2}جدول أعمال"
    ),
    "am": "\\w*ዓለም አቀ[ፈ-ፎ]\\w*|\\w*መርሃ ግብር\\w*|\\w*(?:ሕገ|ህገ) ወጥ\\w*|\\w*(?:ሥነ|ስነ) ሥርዓት\\w*",
    "sw": "kwa nini|kwa sababu|kwa ajili|hata hivyo|haki za binadamu|Umoja wa Mataifa",
}  # fmt: skip
COMPOUNDS = {language: rf"(?<!\w)(?:{words})(?!\w)" for language, words in _SPACED.items()}
"""Language with spaces → its compounds, in which a line ends only where nothing else fits, as a regular expression."""
