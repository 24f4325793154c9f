"""The kinds of problems: short names by which problems are grouped, counted and accepted."""

from __future__ import annotations

WARNINGS: dict[str, str] = {
    "adjacent-numbers": "two numbers side by side in right-to-left words",
    "blank-photo": "photographs on which nothing is visible",
    "blurred": "photographs with too few pixels for their place",
    "chart-contrast": "charts with too little contrast",
    "color-changed": "colours of a brand that were changed so that words can be read",
    "columns": "scripts of vertical lines, set in horizontal lines",
    "comment": "words that YAML takes for a comment",
    "emphasis-lost": "words that are emphasised only in the original",
    "example-link": "links that are for examples",
    "figures-differ": "figures that differ from the original's",
    "html": "HTML, which is printed as it is written",
    "language-in-name": "cards whose names end in a language, as if they were translations",
    "lines-joined": "line breaks that become spaces",
    "link-differs": "links that differ from the original's",
    "logo-contrast": "logos with too little contrast",
    "markdown": "Markdown, which is printed as it is written",
    "mark-misplaced": "marks that no font places on their letters",
    "misread": "letters read in a wrong encoding",
    "mixed-digits": "numbers with digits of two scripts",
    "name-lost": "names of the original that are missing",
    "no-address": "links for which no address is printed",
    "no-hyphens": "long words that make the type small, without hyphens",
    "not-drawn": "parts of a card that are not drawn",
    "not-read": "files that look like cards or fonts and are not read",
    "not-translated": "words in another language than the card's",
    "odd-link": "links that readers may not trust",
    "other-file": "YAML files that are not cards",
    "only-italics": "families of fonts without an upright one",
    "placeholder": "placeholders that nobody filled",
    "presentation-forms": "letters stored as presentation forms",
    "punycode": "hosts that are printed in punycode",
    "quoted-field": "fields that are in quotation marks as a whole",
    "small-logo": "logos that are small on the card",
    "small-type": "type that is too small to read",
    "smaller-words": "words that are smaller than on the set's other cards",
    "untranslated": "cards that are not rendered in a language",
    "wrong-script": "words in another script than their language's",
}
"""The warnings and notes about cards, with a description of each. `accept` in a card names one of these."""

ERRORS = frozenset({
    "bad-list", "brand", "character", "code", "code-colors", "contrast", "covered", "cut-off", "does-not-fit",
    "duplicate", "encoding", "expired", "fault", "file-name", "files-differ", "folder", "font", "link", "lost-file",
    "marks", "memory", "missing-field", "no-cards", "no-file", "no-font", "no-theme", "off-card", "out-of-room",
    "outside", "overlap", "parts-differ", "picture", "quiet-zone", "request", "safe-area", "same-file", "scene",
    "theme", "too-large", "unjoined", "unknown-key", "unpaired-control", "unreadable", "versions-differ",
    "word-too-long", "worker", "write", "wrong-key", "wrong-language", "wrong-value", "yaml",
})  # fmt: skip
"""Kinds of errors. Each prevents a picture, so none can be accepted."""

RUNS = frozenset({
    "accept-unused", "cache", "not-made", "not-removed", "removed", "stray-file", "typography", "untrusted-list",
})  # fmt: skip
"""Kinds of warnings and notes about a run, its folders and what was changed. No card can accept them."""
