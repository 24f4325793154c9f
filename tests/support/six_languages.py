"""Twelve facts in six languages, as in a campaign: reports with English titles, photographers' names, charts."""

from pathlib import Path

import yaml
from PIL import Image

LANGUAGES = ("en", "es", "ar", "hi", "th", "ja")
FACTS: dict[str, tuple[str, ...]] = {
    "hunger": (
        "One person in eleven went **hungry** in 2023.", "Una de cada once personas pasó **hambre** en 2023.",
        "واحد من كل أحد عشر شخصًا عانى **الجوع** في عام 2023.", "2023 में हर ग्यारह में से एक व्यक्ति **भूखा** रहा।",
        "ในปี 2023 หนึ่งในสิบเอ็ดคน**หิวโหย**", "2023年には11人に1人が**飢え**に苦しみました。",
    ),
    "vaccines": (
        "14.5 million children got **no vaccine** in 2023.",
        "14,5 millones de niños no recibieron **ninguna vacuna** en 2023.",
        "لم يحصل 14.5 مليون طفل على **أي لقاح** في عام 2023.",
        "2023 में 1.45 करोड़ बच्चों को **कोई टीका** नहीं मिला।",
        "ในปี 2023 เด็ก 14.5 ล้านคน**ไม่ได้รับวัคซีน**",
        "2023年には1450万人の子どもが**ワクチンを一度も**受けられませんでした。",
    ),
    "refugees": (
        "By the end of 2023, 117.3 million people had **fled their homes**.",
        "A finales de 2023, 117,3 millones de personas habían **huido de sus hogares**.",
        "بحلول نهاية عام 2023، كان 117.3 مليون شخص قد **فرّوا من ديارهم**.",
        "2023 के अंत तक 11.73 करोड़ लोग **अपना घर छोड़ चुके** थे।",
        "ภายในสิ้นปี 2023 ผู้คน 117.3 ล้านคน**ต้องหนีจากบ้าน**",
        "2023年末までに1億1730万人が**故郷を追われました**。",
    ),
    "air": (
        "99% of all people breathe **unsafe air**.", "El 99 % de la población respira **aire contaminado**.",
        "يتنفس 99% من الناس **هواءً ملوثًا**.", "99% लोग **प्रदूषित हवा** में साँस लेते हैं।",
        "ผู้คน 99% หายใจเอา**อากาศที่ไม่ปลอดภัย**", "世界の99%の人が**汚れた空気**を吸っています。",
    ),
    "roads": (
        "1.19 million people **die on roads** each year.",
        "Cada año **mueren en las carreteras** 1,19 millones de personas.",
        "يموت 1.19 مليون شخص **على الطرق** كل عام.", "हर साल 11.9 लाख लोग **सड़कों पर मरते** हैं।",
        "ทุกปีมีคน 1.19 ล้านคน**เสียชีวิตบนท้องถนน**", "毎年119万人が**交通事故で亡くなって**います。",
    ),
    "water": (
        "2.2 billion people lack **safe drinking water**.",
        "2200 millones de personas carecen de **agua potable segura**.",
        "يفتقر 2.2 مليار شخص إلى **مياه شرب آمنة**.", "2.2 अरब लोगों के पास **सुरक्षित पेयजल** नहीं है।",
        "ผู้คน 2.2 พันล้านคนขาด**น้ำดื่มที่ปลอดภัย**", "22億人が**安全な飲み水**を得られません。",
    ),
    "schools": (
        "250 million children are **out of school**.", "250 millones de niños **no van a la escuela**.",
        "250 مليون طفل **خارج المدرسة**.", "25 करोड़ बच्चे **स्कूल से बाहर** हैं।",
        "เด็ก 250 ล้านคน**ไม่ได้ไปโรงเรียน**", "2億5000万人の子どもが**学校に通えて**いません。",
    ),
    "malaria": (
        "Malaria killed **597,000 people** in 2023.", "La malaria mató a **597 000 personas** en 2023.",
        "أودت الملاريا بحياة **597,000 شخص** في عام 2023.", "2023 में मलेरिया से **5,97,000 लोग** मरे।",
        "ในปี 2023 มาลาเรียคร่าชีวิต**ผู้คน 597,000 คน**", "2023年にはマラリアで**59万7000人**が亡くなりました。",
    ),
    "forests": (
        "The world loses **10 million hectares** of forest a year.",
        "El mundo pierde **10 millones de hectáreas** de bosque al año.",
        "يفقد العالم **10 ملايين هكتار** من الغابات سنويًا.", "दुनिया हर साल **1 करोड़ हेक्टेयर** जंगल खोती है।",
        "โลกสูญเสียป่าปีละ**10 ล้านเฮกตาร์**", "世界では毎年**1000万ヘクタール**の森林が失われています。",
    ),
    "internet": (
        "2.6 billion people are **offline**.", "2600 millones de personas **no tienen internet**.",
        "2.6 مليار شخص **بلا إنترنت**.", "2.6 अरब लोग **ऑफ़लाइन** हैं।",
        "ผู้คน 2.6 พันล้านคน**ไม่มีอินเทอร์เน็ต**", "26億人が**インターネットを使えて**いません。",
    ),
    "toilets": (
        "3.5 billion people have no **safe toilet**.", "3500 millones de personas no tienen un **inodoro seguro**.",
        "3.5 مليار شخص ليس لديهم **مرحاض آمن**.", "3.5 अरब लोगों के पास **सुरक्षित शौचालय** नहीं है।",
        "ผู้คน 3.5 พันล้านคนไม่มี**ส้วมที่ปลอดภัย**", "35億人が**安全なトイレ**を使えません。",
    ),
    "plastic": (
        "Only 9% of plastic waste is **recycled**.", "Solo se **recicla** el 9 % de los residuos plásticos.",
        "يُعاد **تدوير** 9% فقط من نفايات البلاستيك.", "केवल 9% प्लास्टिक कचरे का **पुनर्चक्रण** होता है।",
        "ขยะพลาสติกเพียง 9% ถูก**รีไซเคิล**", "プラスチックごみのうち**再利用**されるのは9%だけです。",
    ),
}  # fmt: skip
"""Each fact by its card's name, in the order of the languages."""
_LONG = "https://example.org/programmes/what-you-can-do-today/and-tomorrow"
_ACTIONS = ("Act now", "Actúa ya", "تحرّك الآن", "अभी कदम उठाएँ", "ลงมือเลย", "今すぐ行動")
_CHARTS = {"air", "plastic"}


def lay_twelve_facts(folder: Path, theme: str = "figure") -> None:
    """Write the set: facts in six languages; titles, credits, alt texts and chart labels are not translated."""
    folder.mkdir(parents=True)
    Image.new("RGB", (1200, 1500), "#607080").save(folder / "photo.jpg")
    entries = {
        "title": "The world in numbers", "language": "en", "languages": list(LANGUAGES), "theme": theme,
        "brand": {"name": "Plain Numbers"},
    }  # fmt: skip
    _write(folder / "set.yaml", entries)
    for index, (name, words) in enumerate(FACTS.items()):
        source = {
            "publisher": "United Nations", "title": f"The State of {name.capitalize()} and Its Causes", "year": 2024,
            "url": "https://www.un.org/en/",
        }  # fmt: skip
        action = {"label": _ACTIONS[0], "url": _LONG if index < 6 else f"https://plain-numbers.org/{name}"}
        card: dict[str, object] = {"fact": words[0], "source": source, "action": action}
        card["image"] = {
            "file": "photo.jpg", "alt": f"A photograph about {name}", "credit": f"Ann Author {index}, CC BY 4.0",
            "focus": [0.5, 0.4],
        }  # fmt: skip
        if name in _CHARTS:
            counts = [{"value": 99, "label": "are concerned"}, {"value": 1, "label": "are not"}]
            card["chart"] = {"counts": counts}
        _write(folder / f"{name}.yaml", card)
        for language, fact, label in list(zip(LANGUAGES, words, _ACTIONS, strict=True))[1:]:
            _write(folder / f"{name}.{language}.yaml", {"fact": fact, "action": {"label": label}})


def _write(path: Path, entries: dict[str, object]) -> None:
    path.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
