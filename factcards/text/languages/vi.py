"""Vietnamese."""

from __future__ import annotations

from .rules import Declarations, LanguageRules, NoBreak, words

VI = LanguageRules(
    function_words=words(
        "bị cho các có của do hay hoặc không là mà một những nếu theo thì trong tại từ và vì về với được để ở"
    ),
    approximate_words=words("gần hơn khoảng"),
    compounds=(
        "nạn nhân|bé gái|bé trai|trẻ em|phụ nữ|con người|giai đoạn|tổng cộng|buôn bán|buôn người|mục đích"
        "|mục tiêu|bạo lực|xâm hại|bóc lột|tình dục|lạm dụng|cưỡng bức|lao động|gia đình|xã hội|quốc gia"
        "|quốc tế|thế giới|toàn cầu|chính phủ|pháp luật|luật pháp|công ước|nghị định|nghị quyết|tuyên bố"
        "|kế hoạch|hành động|chiến dịch|bảo vệ|phát triển|bền vững|bình đẳng|giáo dục|sức khoẻ|sức khỏe"
        "|việc làm|tội phạm|hợp tác|hỗ trợ|thông tin|báo cáo|điện thoại|đường dây|Liên Hợp Quốc"
        "|Liên Hiệp Quốc|Việt Nam|nhân quyền|cộng đồng|tổ chức|tương lai|cuộc sống|chấm dứt|ngăn chặn|kết hôn"
        "|hôn nhân|tảo hôn|mại dâm|nô lệ|di cư|tị nạn|bất hợp pháp|hợp pháp|lợi nhuận|khai thác|tiếp cận"
        "|quyền lực|quyền lợi|thủ phạm|kẻ buôn|hằng năm|hàng năm|mỗi năm|hầu hết|đa số|tất cả|chủ yếu"
    ),
    number_labels="Điều|Khoản|Chương|Mục|trang|Bảng|ngày|tháng|năm|số",
    personal_titles=r"Ông|Bà|TS\.|GS\.|ThS\.",
    no_break=(NoBreak("0", r"\d (?=(?:tháng|năm) \d)"),),
    magnitude_words=(("ngàn", 3), ("tỉ", 9)),
    percent_words=("phần trăm",),
)
LANGUAGES: Declarations = {
    "vi": VI,
}
