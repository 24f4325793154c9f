"""Thai.

The Royal Society of Thailand's rules of spacing (ๆ, ฯ, พ.ศ.).
"""

from __future__ import annotations

from .asian_letters import REPEATED_SIGN, SOUTHEAST_ASIAN_LETTERS
from .rules import Declarations, LanguageRules, NoBreak, words

TH = LanguageRules(
    segmentation="dictionary",
    function_words=words("กับ การ ของ ความ จาก ชาว ซึ่ง ต่อ ที่ นัก ประชา ผู้ ภาค ว่า หน่วย หรือ เด็ก เป็น เพื่อ แก่ และ โดย ใน ให้ ไม่"),
    following_words=words("ด้วย ๆ"),
    prefixes=words("การ ความ ชาว นัก ประชา ผู้ ภาค"),
    suffixes=words("ชน ภาค ๆ"),
    unbreakable=(
        "ร้อยละ|งบประมาณ|มนุษยชน|เสมอภาค|แบบอย่าง|เห็นด้วย|สหประชาชาติ|นานาชาติ|อนุสัญญา|เท่าเทียม|ผู้เสียหาย|กระทรวง"
        "|คณะกรรมการ|รัฐธรรมนูญ|เลือกปฏิบัติ|ลงนาม|ลงโทษ|ลงมติ|ลงคะแนน|ลงทะเบียน|ร่วมมือ|เข้าร่วม|เรียกร้อง|ช่วยเหลือ|ดำเนินคดี"
        "|ข้อตกลง|ข้อมติ|คณะมนตรี|รัฐภาคี|ค้ามนุษย์|ค้าประเวณี|ค้าทาส|ทางเพศ|ล่วงละเมิด|ทารุณกรรม|หลอกลวง|นายหน้า|ลี้ภัย|ย้ายถิ่น"
        "|รอดชีวิต|เด็กหญิง|ยาเสพติด|ผิดกฎหมาย|ต้องห้าม|หลักฐาน|การเมือง|ระหว่างประเทศ|ข้ามชาติ|ทั่วโลก|เป้าหมาย|ปฏิบัติการ"
        "|ประมาณการ|รายได้|ผลกำไร|(?:พัน|หมื่น|แสน)ล้าน|ปาแลร์โม|ปาเลอร์โม"
    ),
    number_labels=(
        r"มาตรา|ข้อ|ข้อที่|หน้า|บทที่|ร้อยละ|พ\.ศ\.|ค\.ศ\.|ปี|วันที่|เป้าหมายที่|ฉบับที่|ครั้งที่|ตารางที่|เวลา|ราว|ประมาณ|เกือบ|กว่า"
    ),
    personal_titles=r"ดร\.|นาย|นาง|นางสาว|ศ\.|พญ\.|นพ\.",
    no_break=(
        REPEATED_SIGN,
        NoBreak("น", r"(?<=\d) (?=น\.)"),
        NoBreak("0", r"(?=ที่ ?\d)|\d (?=[ก-ฮ]\S{2,9}(?:คม|ยน|พันธ์))"),
    ),
    touching_letters=SOUTHEAST_ASIAN_LETTERS,
    native_digits="thai",
    percent_words=("ร้อยละ",),
    calendar_offsets=(543,),
)
LANGUAGES: Declarations = {
    "th": TH,
}
