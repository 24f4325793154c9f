"""Words by which numbers, dates and persons are named, by language: a line does not end behind them.

Lists are ours, of what campaigns write: parts of treaties and reports, months (CLDR's full names), titles of persons,
words of one letter. A word that is left out keeps nothing together.
"""

from __future__ import annotations

LABELS = {
    "en": (
        r"Target|Goal|Article|Chapter|Section|Page|Table|Figure|Part|Rule|SDG|Resolution|Recommendation|Annex"
        r"|Paragraph|Volume|Nos?\."
    ),
    "es": r"Meta|Objetivo|Artículo|Capítulo|Página|Sección|Cuadro|Resolución|Párrafo|Anexo|núm\.|n\.[ºo]\.?",
    "fr": r"Cible|Objectif|Article|Chapitre|Résolution|Section|Tableau|Figure|Paragraphe|Annexe|Alinéa|page",
    "pt": r"Meta|Objetivo|Artigo|Capítulo|Página|Secção|Seção|Quadro|Tabela|Resolução|Parágrafo|Anexo",
    "it": r"Obiettivo|Articolo|Capitolo|Pagina|Sezione|Tabella|Figura|Risoluzione|Paragrafo|Allegato|comma",
    "ca": r"Article|Capítol|Pàgina|Objectiu|Resolució",
    "ro": r"Articolul|Capitolul|Pagina|Obiectivul|Rezoluția|anul|nr\.",
    "de": r"Ziel|Artikel|Kapitel|Seite|Abschnitt|Absatz|Tabelle|Abbildung|Teil|Anhang|Nummer|Paragraf|Kap\.|Nr\.",
    "nl": r"Doel|Artikel|Hoofdstuk|Pagina|Bladzijde|Lid|Tabel|Resolutie|Bijlage|nummer",
    "sv": r"Mål|Artikel|Kapitel|Sida|sidan|Tabell|Resolution|nummer|kap\.|nr",
    "da": r"Mål|Artikel|Kapitel|Side|Tabel|Resolution|nummer|nr\.",
    "nb": r"Mål|Artikkel|Kapittel|Side|Tabell|Resolusjon|nummer|nr\.",
    "fi": r"Tavoite|Artikla|Luku|Sivu|Taulukko",
    "pl": r"Cel|Artykuł|Rozdział|Strona|stronie|Tabela|Rezolucja|Ustęp|[Nn]r|art\.|ust\.|rozdz\.|tab\.",
    "cs": r"Cíl|Článek|Článku|Kapitola|Kapitole|Strana|Straně|Tabulka|Rezoluce|Odstavec|Příloha",
    "sk": r"Cieľ|Článok|Článku|Kapitola|Kapitole|Strana|Strane|Tabuľka|Rezolúcia|Odsek|Príloha",
    "hu": r"Cikk|Fejezet|Táblázat",
    "sl": r"Člen|Cilj|Poglavje|Stran|Strani", "hr": r"Članak|Članku|Cilj|Poglavlje|Stranica|Stranici",
    "ru": (
        r"Задач[аиеу]|Цел[ьи]|Стать[яиею]|Глав[аыеу]|Страниц[аеы]|Таблиц[аеы]|Пункт[ае]?|Част[ьи]|Раздел[ае]?"
        r"|Резолюци[яию]|Приложени[еию]|стр\.|гл\.|пп?\.|ст\."
    ),
    "uk": r"Завдання|Ціл[ьі]|Статт[яіею]|Глав[аиі]|Сторін[кц][аиі]|Таблиц[яі]|Пункт[іу]?|Розділ[іу]?|стор\.",
    "be": r"Артыкул[аеу]?|Мэт[аыу]|Старонк[аіу]|Пункт[аеу]?", "bg": r"Член|Цел|Глава|Страница|Таблица|Точка|Резолюция",
    "sr": r"Члан[ау]?|Циљ|Страна|Страни|Član[au]?|Cilj|Strana|Strani|Поглавље|Poglavlje",
    "el": r"Στόχος|Άρθρου?|Κεφάλαιο|Σελίδα|Πίνακας|Ψήφισμα|Παράγραφος|σελ\.|αρ\.",
    "tr": r"Hedef|Amaç|Madde|Bölüm|Sayfa|Tablo|Karar",
    "ar": r"المادة|العدد|الفصل|الصفحة|صفحة|الهدف|الغاية|القرار|الفقرة|الجدول|رقم|عام|سنة",
    "fa": r"مادهٔ?|ماده‌ی|فصل|صفحهٔ?|هدف|قطعنامهٔ?|بند|جدول|شمارهٔ?|سال",
    "ur": r"آرٹیکل|دفعہ|باب|صفحہ|ہدف|قرارداد|شق|نمبر|سن",
    "he": r"סעיף|פרק|עמוד|יעד|החלטה|טבלה|מספר|שנת|בשנת|מס['׳]",
    "hi": r"अनुच्छेद|धारा|अध्याय|पृष्ठ|लक्ष्य|तालिका|संकल्प|सन्?|संख्या|भाग", "mr": r"अनुच्छेद|कलम|पृष्ठ|प्रकरण|सन",
    "ne": r"धारा|अनुच्छेद|पृष्ठ|अध्याय|सन्", "bn": r"অনুচ্ছেদ|ধারা|অধ্যায়|পৃষ্ঠা|লক্ষ্য|সারণি|নং",
    "th": r"มาตรา|ข้อ|ข้อที่|หน้า|บทที่|ร้อยละ|พ\.ศ\.|ค\.ศ\.|ปี|วันที่|เป้าหมายที่|ฉบับที่|ครั้งที่|ตารางที่"
    r"|เวลา|ราว|ประมาณ|เกือบ|กว่า",
    "lo": r"ມາດຕາ|ຂໍ້|ໜ້າ|ປີ|ວັນທີ|ຮ້ອຍລະ|ບົດທີ|ເວລາ|ປະມານ", "km": r"មាត្រា|ទំព័រ|ឆ្នាំ|ថ្ងៃទី|ជំពូក|ចំណុច|ម៉ោង|ប្រហែល|ជិត",
    "my": r"အပိုဒ်|အခန်း|စာမျက်နှာ|ပုဒ်မ",
    "vi": r"Điều|Khoản|Chương|Mục|trang|Bảng|ngày|tháng|năm|số",
    "id": r"Pasal|Bab|halaman|Tujuan|Ayat|Tabel|tahun|nomor",
    "ms": r"Perkara|Bab|halaman|Matlamat|Jadual|tahun", "sw": r"Ibara|Kifungu|Sura|ukurasa|Lengo|mwaka|tarehe",
    "am": r"አንቀጽ|ምዕራፍ|ገጽ", "ko": r"제|목표|부록|표|그림|결의",
}  # fmt: skip
"""Language → what stands before a number and names it, as a regular expression."""

MONTHS_FIRST = {
    "en": (
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
        r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
    ),
    "hu": r"január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
    "sw": r"Januari|Februari|Machi|Aprili|Mei|Juni|Julai|Agosti|Septemba|Oktoba|Novemba|Desemba",
    "tl": r"Enero|Pebrero|Marso|Abril|Mayo|Hunyo|Hulyo|Agosto|Setyembre|Oktubre|Nobyembre|Disyembre",
}
"""Language → its months, where the day stands after the month."""

MONTHS_OF = {
    "es": (r"de ", r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"),
    "pt": (r"de ", r"janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"),
    "gl": (r"de ", r"xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro"),
    "ca": (r"de ", r"gener|febrer|març|maig|juny|juliol|setembre|novembre|desembre"),
}
"""Language → the word between day and month, and the months: 3 de mayo."""

LEVANTINE_MONTHS = (
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
)
"""Months of the Levant, which United Nations texts write before those of Egypt: أيلول/سبتمبر."""

TITLES = {
    "en": r"(?:Rev|Hon|Gen|Sen|Rep|Gov|Capt|Lt|Col|Sgt)\.|Sir|Dame|Lady|Lord",
    "es": r"D\.|D\.ª|Dña\.|Srta\.?|Lic\.|Ing\.|don|doña", "fr": r"MM?\.|Me|Mgr|Pr|Vve",
    "pt": r"Exma?\.|Dra?\.|Profa?\.|D\.|Sra?\.",
    "it": r"(?:Sig|Sig\.ra|Sig\.na|Dott|Dott\.ssa|Avv|On|Ing|Prof\.ssa)\.?",
    "de": r"Herrn?|Frau|Hr\.|Fr\.|Dipl\.-Ing\.|Prof\. Dr\.",
    "nl": r"[Dd]hr\.|[Mm]evr?\.|mr\.|drs\.|ir\.|ds\.|prof\.|dr\.",
    "sv": r"Herr|Fru|dr|prof\.", "da": r"Hr\.|Fru|Frk\.|dr\.|prof\.", "nb": r"Herr|Fru|dr\.|prof\.",
    "pl": r"(?:p|dr|prof|mgr|inż|ks|św|ul|al|im|hab|abp|bp)\.|dr|mgr|pani?",
    "cs": r"(?:p|Mgr|Ing|Bc|MUDr|JUDr|PhDr|RNDr|prof|doc|dr|sv|ul|nám)\.|paní|pan",
    "sk": r"(?:p|Mgr|Ing|Bc|MUDr|JUDr|PhDr|RNDr|prof|doc|dr|sv|ul|nám)\.|pani?",
    "hu": r"dr\.|özv\.|ifj\.|id\.", "sl": r"g\.|ga\.|dr\.|prof\.", "hr": r"g\.|gđa|dr\.|prof\.|sv\.",
    "ro": r"dl\.?|dna\.?|dr\.|prof\.|Sf\.",
    "ru": r"г-н|г-на|г-жа|г-жи|(?:гр|проф|акад|доц|им|ул|пл|пер|г|д-р|св|тов)\.?",
    "uk": r"(?:проф|акад|доц|ім|вул|пл|м|д-р|св)\.|пані?", "bg": r"г-н|г-жа|д-р|(?:проф|доц|акад|ул|св|инж)\.",
    "el": r"κ\.?|κα|κος|Δρ\.?|καθ\.|Αγ\.", "tr": r"Sayın|(?:Sn|Av|Dr|Doç|Prof)\.|Bayan|Bay|Prof\. Dr\.",
    "ar": r"السيدة?|الدكتورة?|د\.|أ\.|و|م\.", "fa": r"آقای|خانم|دکتر", "ur": r"جناب|محترمہ?|ڈاکٹر|مسٹر|پروفیسر",
    "he": r"ד[\"״]ר|פרופ['׳]|גב['׳]|מר|עו[\"״]ד|הרב", "hi": r"श्रीमती|श्री|सुश्री|डॉ\.?|प्रो\.?",
    "mr": r"श्रीमती|श्री\.?|डॉ\.?|प्रा\.?", "bn": r"ড\.|ডা\.|জনাব|বেগম|অধ্যাপক", "vi": r"Ông|Bà|TS\.|GS\.|ThS\.",
    "id": r"Bapak|Ibu|Dr\.|Prof\.", "ms": r"Encik|Puan|Cik|Dr\.", "th": r"ดร\.|นาย|นาง|นางสาว|ศ\.|พญ\.|นพ\.",
    "sw": r"Bw\.|Bi\.|Dkt\.|Prof\.",
}  # fmt: skip
"""Language → what stands before a person's name, as a regular expression."""

ONE_LETTER = {
    "ru": "авиксоуя", "uk": "авзійоуяє", "be": "абзіоуяў", "bg": "вскуо",
    "cs": "aikosuvz", "sk": "aikosuvz", "pl": "aiouwz", "hr": "aikosu", "sl": "aiksvzho", "sr": "аикосуaikosu",
    "bs": "aikosu", "mk": "авиос",
}  # fmt: skip
"""Language → its words of one letter, which lean on what follows."""
