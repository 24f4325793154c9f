"""Lao."""

from __future__ import annotations

from .asian_letters import REPEATED_SIGN, SOUTHEAST_ASIAN_LETTERS
from .rules import Declarations, LanguageRules, words

LO = LanguageRules(
    segmentation="dictionary",
    function_words=words("ກັບ ການ ຂອງ ຄວາມ ຈາກ ຊາວ ຊຶ່ງ ຕໍ່ ທີ່ ນັກ ບໍ່ ຜູ້ ວ່າ ຫຼື ເປັນ ເພື່ອ ແລະ ໂດຍ ໃນ ໃຫ້"),
    prefixes=words("ການ ຄວາມ ຊາວ ນັກ ຜູ້"),
    unbreakable="ຄ້າມະນຸດ|ພິທີສານ|ທາງເພດ|ເຄາະຮ້າຍ",
    number_labels="ມາດຕາ|ຂໍ້|ໜ້າ|ປີ|ວັນທີ|ຮ້ອຍລະ|ບົດທີ|ເວລາ|ປະມານ",
    no_break=(REPEATED_SIGN,),
    touching_letters=SOUTHEAST_ASIAN_LETTERS,
    native_digits="laoo",
    calendar_offsets=(543,),
)
LANGUAGES: Declarations = {
    "lo": LO,
}
