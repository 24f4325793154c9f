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
        "aan als bij dat de die door een en het hun in is met na naar niet of om onder op over te tot uit van "
        "voor zijn"
    ),
    "ru": (
        "а без в во для до за и из или к как ко которая которые который между на над не ни но о об от по под при "
        "про с со у через что чтобы это"
    ),
    "uk": "а або без в від для до з за зі і із й його їх на над не ні о об по при про та у через чи що щоб як",
    "pl": (
        "a albo ale bez dla do i jak jest lub na nad nie o od oraz po pod przed przez przy się ta te to w we z za "
        "ze że"
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

THAI_ON = frozenset(
    {
        "กับ", "การ", "ของ", "ความ", "จาก", "ชาว", "ซึ่ง", "ต่อ", "ที่", "นัก", "ประชา", "ผู้", "ภาค", "ว่า",
        "หน่วย", "หรือ", "เด็ก", "เป็น", "เพื่อ", "แก่", "และ", "โดย", "ใน", "ให้", "ไม่",
    }
)
"""Thai words that lean on what follows: prefixes that make nouns, relatives, prepositions, heads of compounds."""
