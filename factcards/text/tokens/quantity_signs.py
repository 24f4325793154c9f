"""Signs, symbols and words used with numbers: currencies, units, words for telephone numbers, laws and codes."""

from __future__ import annotations

import re

from ...late_loading import compile_late

PER_CENT = "%٪％﹪"
"""Per cent signs: ASCII, Arabic, full-width and small."""
EUROPEAN_PERCENTS, ARABIC_PERCENTS = "%‰‱", "٪؉؊"
"""Signs of per cent, per mille and per ten thousand beside European and beside Arabic digits, in the same order."""
PERCENT_FORMS = {**dict.fromkeys(PER_CENT, "%"), **dict.fromkeys("‰؉", "‰"), **dict.fromkeys("‱؊", "‱")}
"""Each sign of per cent, per mille and per ten thousand, with its European form."""
PERCENTS = "".join(PERCENT_FORMS)
"""The same signs, as characters of a regular expression's class."""
CURRENCIES = (
    "$¢£¤¥֏؋߾߿৲৳৻૱௹฿៛₠₡₢₣₤₥₦₧₨₩₪₫€₭₮₯₰₱₲₳₴₵₶₷₸₹₺₻₼₽₾₿⃀꠸﷼﹩＄￠￡￥￦"
)
"""Currency signs: the characters of Unicode's general category Sc in use."""
CURRENCY_CODES = frozenset(re.findall("[A-Z]+", """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWG RMB
"""))  # fmt: skip
"""Currency codes: ISO 4217, and RMB, which Chinese media use."""
CURRENCY_WORDS = (
    r"Rs\.?|Rp\.?|Fr\.|SFr\.|RM|Kč|Kčs|kr\.?|zł|Ft|лв\.?|руб\.?|р\.|грн\.?|тг\.?|KSh|TSh|USh|Sh\.?|Br|NT\$|Bs\.?"
    r"|S/\.?|din\.?|дин\.?|DM|TL|Tk\.?|Nu\.?|د\.إ|ر\.س|ج\.م|د\.ع"
)
"""Abbreviations of currencies before or after an amount, as a regular expression."""

_UNITS = """
    km/h m/s km/s mph km² m² cm² mm² dm² km³ m³ cm³ mm³ dm³ km2 m2 m3 km m cm mm µm μm nm dm ha l L ml mL µl μl dl dL cl
    cL hl kg g mg µg μg ng t kt Mt Gt lb lbs oz ft mi kW MW GW TW W kWh MWh GWh TWh Wh Hz kHz MHz GHz THz kB MB GB TB PB
    kbit Mbit Gbit kbit/s Mbit/s Gbit/s dB px pt dpi Pa hPa kPa MPa bar mbar kcal cal kJ MJ GJ ppm ppb min h s ms µs rpm
    mol mmol kV mA mAh Ω kΩ lx lm cd Sv mSv Bq
    км/ч м/с км² м² см² км³ м³ км м см мм дм га л мл кг мг мкг т кВт МВт ГВт Гц кГц МГц ч мин
"""
UNITS = "|".join(sorted(map(re.escape, _UNITS.split()), key=len, reverse=True))
"""Symbols of units after a number (SI Brochure, 9th edition; CLDR's short forms), as a regular expression.

Symbols that after a space could also be words or single letters (a, in, A, C, г for a year) are left out.
"""
DEGREES = "°[CFKС]?|℃|℉|′|″"
"""Degrees of temperature and of angles, minutes and seconds, as a regular expression."""
MAGNITUDES = r"k|K|m|M|bn|Bn|B|tn|trn|T|mn|mln|mld|Mio\.?|Mrd\.?|Md|млн|млрд|тыс"
"""Abbreviated magnitudes directly after a number: $5bn, 10k."""
ORDINALS = (
    r"st|nd|rd|th|ers?|res?|ères?|èmes?|nde?s?|e|ᵉʳ|ʳᵉ|ᵉ|ᵉˢ|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ|ste|de|\.?[ºª]\.?|[.°]?º|a|o|η|ης|ος|ου|ο"
    r"|ός|ή"
    r"|[-‐‑](?:ви|вий|га|го|е|є|ей|і|ій|й|ма|ми|мо|му|м|мя|мі|на|не|ни|нт|ој|о|от|ої|ою|ри|ро|та|те|ти|то|у|ю|х"
    r"|ых|ых|я|ая|ое|ый|ій|шы|шая)"
    r"|:(?:a|e|an|en|dje|nde|as|s|n|sta|tä|ta|aan|een|ssa|ssä|stä)|-?(?:an|as|es|os|ies|ais|ais|ąjį)"
    r"|['’](?:inci|ıncı|uncu|üncü|nci|ncı|ncu|ncü)"
)
"""Endings of ordinals directly after their number, as a regular expression."""

TELEPHONE_WORDS = compile_late(
    r"(?:\b(?:call(?:ing)?|(?:tele)?phone|tel|dial|ring|hotline|helpline|whats ?app|sms|fax|mobile|text"
    r"|hilfetelefon|telefon\w*|ruf\w*|wähl\w*|anruf\w*|notruf"
    r"|appel\w*|téléphon\w*|compos\w*|numéro|ligne d[’']\w+|llam\w+|teléfono|marc\w+|línea|lig\w+|telefone|disque"
    r"|linha"
    r"|chiam\w+|telefon\w+|numero|bel|bellen|hulplijn|telefoon|ring\w*|puhelin|soita|dzwoń|zadzwoń|telefon\w*"
    r"|volejte|linka"
    r"|hív\w+|suna\w*|zvan\w+|nazov\w*|ara|arayın|hat|hubungi|telepon|simu|piga|gọi|điện thoại|tawag)"
    r"|звон\w+|тел|телефон\w*|горяч\w+ лини\w+|телефонуй\w*|дзвон\w+|обад\w+|позвън\w+|καλέστε|τηλ\w*|γραμμή"
    r"|اتصل\w*|هاتف\w*|الهاتف|تلفن|شماره|تماس|رقم|المساعدة|کال|فون|ہیلپ ?لائن|חייג\w*|טלפון|התקשר\w*|קו חם|מוקד"
    r"|फ़?ोन|कॉल|हेल्पलाइन|ফোন|কল|হেল্পলাইন|அழை\w*|โทร\w*|สายด่วน|ទូរស័ព្ទ|ဖုန်း|电话|電話|热线|熱線|拨打|撥打|전화|상담|ስልክ)"
    r"[^\d.!?;]{0,12}\Z",
    re.IGNORECASE,
)
"""A word for telephoning shortly before a number, which is then a telephone number rather than a range."""
LAW_WORDS = compile_late(
    r"(?:(?:\bn|\bN)(?:[°ºoᵒ]\.?|úm\.|ro\.?|r\.?|[oº]s\.)|№|\bno\.?|\bnum\.?"
    r"|\b(?:ley|lei|loi|law|act|legge|lege|legea|lov|lag|laki|zakon|zákon\w*|ustaw\w+|törvény|kanun|decret\w*"
    r"|decreto[- ]lei|decree|décret"
    r"|resoluci[oó]n|resolution|résolution|resolução|risoluzione|rezoluți\w+|directive|directiva|direttiva"
    r"|richtlinie|gesetz|verordnung"
    r"|ordonnance|ordenanza|regulation|reglamento|règlement|regolamento|acuerdo|sentencia|art(?:icle|ículo|icolo"
    r"|igo|ikel)?\.?|section"
    r"|uu|undang-undang|perpu|pp|permen\w*|nghị định|luật|sheria|convention|convenio|protocol\w*|circular|bill"
    r"|case|docket|order|statute)"
    r"|закон\w*|постановлени\w*|указ\w*|резолюци\w*|федеральн\w+|قانون|القانون|مرسوم|قرار|חוק|कानून|अधिनियम|法律?第"
    r"|พ\.ร\.บ\.)"
    r"\s{0,2}(?:(?:n[°ºo]\.?|no\.?|nº|№|nr\.?|núm\.|num\.?|رقم|sayılı|nomor|ที่)\s{0,2})?\Z",
    re.IGNORECASE,
)
"""A word for a law, a resolution or its number directly before digits: `Decreto 9-2009`, `n° 46-685`."""
CODE_WORDS = compile_late(
    r"(?:\bp\.? ?o\.? ?box|\bbox|\bapt\.?|\bflat|\bunit|\bzip|\bcode|\bmodel|\bmodèle|\bmodelo|\btype|\bcase"
    r"|\bref\.?|\bisbn|\bissn"
    r"|\bflight|\bvol|\bb\.?p\.?|\bpostfach|\bc\.p\.|\bcodice|\bcódigo|\bpin|\bid)\s{0,2}:?\s{0,2}\Z",
    re.IGNORECASE,
)
"""A word for a code directly before digits: `PO Box 12-34`."""
PAGE_WORDS = compile_late(
    r"\b(?:pages?|pp?\.|ages?|aged|years?|págs?\.|páginas?|pagine|pagg?\.|seiten?|s\.|alter|articles?|between"
    r"|from|grades?|chapters?|kapitel|"
    r"lines?|verses?|zwischen|von|de|entre|rund|about|some|around)\s{0,2}\Z",
    re.IGNORECASE,
)
"""A word before two numbers that makes them a range even if it is capitalised: `Pages 120-150`."""
SCORE_WORDS = compile_late(
    r"\b(?:won|win|wins|lost|lose|loses|beat|beats|beaten|drew|draw|score[ds]?|defeat\w*|victory|gan[oóa]\w*"
    r"|perd\w+|gagn\w+|empat\w+"
    r"|gewann\w*|gewinn\w*|verlor\w*|siegt\w*|vinse|vinto|venceu|won|verloor|wygra\w*|przegra\w*)\b|побед\w+"
    r"|проигра\w+|выигра\w+|счёт",
    re.IGNORECASE,
)
"""A word that makes the pairs of small numbers in its text scores: `won 3-1`, `lost 1-2`."""
