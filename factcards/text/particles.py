"""Small words: those a line had better not end with, those it had better not begin with. By language, no more.

They lean on what follows (articles, prepositions, conjunctions) or on what precedes (postpositions, auxiliaries,
enclitics); a line's end between the two makes the reader start twice. Lists are ours, from the closed classes of each
language's grammar; a word that is left out costs nothing.
"""

from __future__ import annotations

LEANING_ON = {
    "en": (
        "a an the of to in on at by for from with as into onto upon and or but nor if that than this these those "
        "its their our your his her my is are was were be been not no who which every each"
    ),
    "es": (
        "a al ante bajo como con contra de del desde e el en entre es hacia hasta la las lo los más me ni no o "
        "para por que se sea según si sin sobre son su sus tras tu tus u un una unas uno unos y"
    ),
    "fr": (
        "à au aux avec ce ces cet cette chez comme dans de des du elle elles en entre est et il ils la le les "
        "leur leurs ma mais mes ne ni nos notre ou où par pas plus pour qu que qui sa sans se ses si son sont "
        "sous sur ta un une vers vos votre y"
    ),
    "pt": (
        "a ao aos as às com como da das de do dos e é em entre na nas no nos não o os ou para pela pelas pelo "
        "pelos por que se sem seu sua seus suas sob sobre um uma umas uns"
    ),
    "it": (
        "a ad ai al alla alle agli allo che chi con da dai dal dalla dalle degli dei del della delle di e è ed "
        "fra gli i il in la le lo ma ne nei nel nella nelle non o per più se si su sua sue sui sul sulla suo suoi "
        "tra un una uno"
    ),
    "de": (
        "als am an auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines für gegen "
        "ihr ihre im in ist ins kein keine mit nach nicht ob oder ohne sich sind über um und unter vom von vor "
        "wie zu zum zur zwischen"
    ),
    "nl": (
        "aan als bij dat de die door een en het hun in is met na naar niet of om onder op over te tot uit van voor zijn"
    ),
    "ru": (
        "а без в во для до за и из или к как ко которая которые который между на над не ни но о об от по под при "
        "про с со у через что чтобы это"
    ),
    "uk": "а або без в від для до з за зі і із й його їх на над не ні о об по при про та у через чи що щоб як",
    "pl": (
        "a albo ale bez dla do i jak jest lub na nad nie o od oraz po pod przed przez przy się ta te to w we z za ze że"
    ),
    "tr": "bir bu en her ile ne şu ve veya ya",
    "ar": (
        "إلى أن إن أو بأن بعد بل بلا بين ثم حتى حيث دون ذات ضد على عن عند غير في قبل قد كل كما لا لأن لم لن ليس "
        "ما مع من منذ نحو هذا هذه هو هي و يا"
    ),
    "fa": "از این آن با بر برای به بی تا در را که و هر یا",
    "he": "אבל או אחרי אין אך אל אם אשר את בין גם הוא היא זה זו כי כל לא לפני מן עד על עם רק של",
    "el": (
        "αν από για δεν ένα ένας η και με μη να ο οι όπως ότι που προς σε στα στη στην στις στο στον στους τα τη "
        "την της τις το τον του τους των ως"
    ),
    "hi": "और एक कि तथा न नहीं या यह वह",
    "ur": "اور ایک کہ نہ یا یہ وہ",
    "am": "እና ወይም የ በ ለ ከ",
    "sv": (
        "att av de den det en ett för från där eller har hos i in inte med mellan men mot när och om på sin som till "
        "under ur utan vid än är"
    ),
    "da": (
        "af at de den der det efter eller en er et for fra hos i ikke ind med mellem men mod når og om over på sig som "
        "til uden under ved"
    ),
    "nb": (
        "av at de den det eller en er et etter for fra hos i ikke inn med mellom men mot når og om over på seg som til "
        "under uten ved å"
    ),
    "fi": "ei eli ja jos kuin kun mutta ne niin että on sekä se tai vaan",
    "ro": (
        "a ai al ale ca că care ce cu de din dintre după fără în la lor mai nu o pe pentru peste prin sau să spre sub "
        "și un una unei unui"
    ),
    "hu": "a az egy és hogy is meg mint ne nem s ha vagy de",
    "cs": (
        "a aby ale ani bez do i jak jako je jsou k ke která které který mezi na nad ne nebo o od po pod před při pro "
        "proti s se si u v ve z za ze že"
    ),
    "sk": (
        "a aby ale ani bez do i ako je k ku ktorá ktoré ktorý medzi na nad nie alebo o od po pod pred pri pre proti s "
        "so sa si sú u v vo z za zo že"
    ),
    "sl": "a ali bez brez da do in iz je k kot ki med na nad ne o od ob po pod pri pred s se so v z za že",
    "hr": "a ali bez da do i iz ili je k kao koja koje koji među na nad ne o od po pod pri pred s sa se su u uz za",
    "sr": (
        "а али без да до и из или је к као која које који међу на над не о од по под при пред с са се су у уз за "
        "a ali bez da do i iz ili je k kao koja koje koji među na nad ne o od po pod pri pred s sa se su u uz za"
    ),
    "bg": "а без в във да до за и из или към които която който между на над не но от по под при с със са се че",
    "be": "а або без ў у да для з са за і ж як між на над не о об ад па пад пры пра што",
    "vi": "bị các cho có của do để được hay hoặc không là mà một những nếu ở tại theo thì trong từ và vì với về",
    "id": "akan atau bagi dalam dan dari dengan di itu juga karena ke oleh pada para sebuah sebagai tidak untuk yang",
    "ms": "akan atau bagi dalam dan dari daripada dengan di itu kerana ke oleh pada para sebagai tidak untuk yang",
    "sw": "au bila cha kama katika kutoka kwa la lakini na ni si wa ya za",
    "tl": "ang ay at kung mga na ng ni nang o para sa si sina",
    "bn": "আর ও এবং একটি কিংবা না বা যে",
    "mr": "आणि एक की न ना व वा हा ही हे",
    "ta": "ஒரு அந்த இந்த",
    "ko": "및 또는 그 이 더 안 못 각 전",
}
"""Language → words that lean on what follows them."""

FOLLOWING = {
    "hi": (
        "का की के को ने में पर से तक भी ही तो है हैं था थी थे हो होता होती होते लिए द्वारा साथ बाद वाला वाली वाले "
        "रहा रही रहे गया गई गए"
    ),
    "ur": (
        "کا کی کے کو نے میں پر سے تک بھی ہی تو ہے ہیں تھا تھی تھے ہو ہوتا ہوتی ہوتے لیے ساتھ بعد والا والی والے "
        "گیا گئی گئے"
    ),
    "ru": "бы б ли ль же ж",
    "uk": "би б чи же ж",
    "fa": "را است اند ها های",
    "bn": "থেকে জন্য দ্বারা সঙ্গে সাথে মধ্যে পরে ছিল ছিলেন হয় হয়েছে নয় নেই",
    "mr": "आहे आहेत होते होता होती साठी नाही नाहीत",
    "ko": "것 것은 것을 것이 것이다 수 등 등의 때 뿐 바 줄 중 데",
    "tr": "da de ki mi mı mu mü ile için gibi kadar",
    "hu": "is",
}
"""Language → words that belong to what precedes them."""

ENDERS = {language: frozenset(words.split()) for language, words in LEANING_ON.items()}
STARTERS = {language: frozenset(words.split()) for language, words in FOLLOWING.items()}

NO_NOUNS = {language: ENDERS[language] | STARTERS.get(language, frozenset()) for language in ENDERS}
"""Language → words that a number before them does not count."""

HAN_ON = frozenset("和与與及或在以将將为為对對从從由把被向于於是使让讓并並而至占呼")
"""Chinese words of one character that lean on what follows: conjunctions, prepositions, the copula."""
HAN_AFTER = frozenset("的了着著过過地得们們等之")
"""Chinese words of one character that belong to what precedes: particles and suffixes."""

_UNSPACED_LEANING_ON = {
    "th": "กับ การ ของ ความ จาก ชาว ซึ่ง ต่อ ที่ นัก ประชา ผู้ ภาค ว่า หน่วย หรือ เด็ก เป็น เพื่อ แก่ และ โดย ใน ให้ ไม่",
    "lo": "ການ ຄວາມ ນັກ ຜູ້ ຊາວ ທີ່ ຂອງ ແລະ ໃນ ເປັນ ຈາກ ຕໍ່ ເພື່ອ ໂດຍ ບໍ່ ຫຼື ໃຫ້ ກັບ ຊຶ່ງ ວ່າ",
    "km": "ការ សេចក្ដី សេចក្តី អ្នក ភាព ដែល ក្នុង និង របស់ ដើម្បី ដោយ ពី នៃ ជា ឬ មិន នៅ ចំពោះ ត្រូវ",
    "my": "မ သည့် ဤ ထို",
}
_UNSPACED_FOLLOWING = {
    "th": "ๆ ด้วย",
    "my": "သည် ၏ ကို မှ မှာ တွင် နှင့် များ တို့ သော ၌ ဖြင့် အတွက် သို့ က ပါ တယ် ခဲ့ ရန်",
}
UNSPACED_ON = {language: frozenset(words.split()) for language, words in _UNSPACED_LEANING_ON.items()}
"""Language without spaces → words that lean on what follows: prefixes that make nouns, relatives, prepositions."""
UNSPACED_AFTER = {language: frozenset(words.split()) for language, words in _UNSPACED_FOLLOWING.items()}
"""Language without spaces → particles that belong to what precedes."""

_BOUND_BEFORE = {
    "th": "การ ความ ชาว นัก ประชา ผู้ ภาค", "lo": "ການ ຄວາມ ນັກ ຜູ້ ຊາວ", "km": "ការ សេចក្ដី សេចក្តី អ្នក ភាព", "my": "မ",
}  # fmt: skip
_BOUND_AFTER = {"th": "ภาค ชน ๆ", "my": "မှု ရေး ချက် ခြင်း"}
PREFIXES = {language: frozenset(words.split()) for language, words in _BOUND_BEFORE.items()}
"""Language without spaces → what makes words of those behind it and is none by itself."""
SUFFIXES = {language: frozenset(words.split()) for language, words in _BOUND_AFTER.items()}
"""Language without spaces → what makes words of those before it and is none by itself."""
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
}
"""Language without spaces → words that ICU's dictionary parts or may part, as a regular expression.

ICU takes the fewest pieces that it knows, which parts a compound of two short words: ลงนาม (to sign) into “down” and
“name”. What is here are compounds of treaties and of this subject whose halves mean something else or nothing.
"""
