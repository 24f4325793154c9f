"""Where the sentences of a text end."""

from __future__ import annotations

import pytest

from factcards.localize.wording.punctuation import find_sentence_ends


@pytest.mark.parametrize(
    "marked",
    [
        "Bees dance.| They also sleep.|",
        "Why?!| Nobody knows …| He did.|",
        "“Why?” she asked, and left.| Then it rained.|",
        "She said: “Go!”| They went|",
        "St. Mary of the U.N. paid 3.5 million by no. 5. or later.| Then.|",
        "am Donnerstag. 9. August|",
        "妇女占多数。|其他人是男孩。|",
        "لماذا؟| لا أحد يعرف.| نعم|",
        "महिलाएँ हैं।| और?|",
        "",
    ],
)
def test_sentences_end_after_their_marks(marked: str):
    text = marked.replace("|", "")
    ends = find_sentence_ends(text)
    shown = "".join(text[start:end] + "|" for start, end in zip([0, *ends], ends, strict=False))
    assert shown == (marked or "|")
