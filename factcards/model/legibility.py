"""Thresholds of legibility, each with its unit and its source; `check`, the layout and the sizes read them here.

Contrast ratios are those of WCAG 2.2 (1 to 21). A card is `sizes.REFERENCE_WIDTH` reference pixels wide, in landscape
`sizes.WIDE_REFERENCE_WIDTH`; `Scene.unit` is the number of pixels of one. A phone shows a card of the first width at
`PHONE_WIDTH` CSS pixels.
"""

from __future__ import annotations

from typing import Final

TEXT_CONTRAST: Final = 4.5
"""Minimum contrast ratio of text (WCAG 2.2, 1.4.3, level AA)."""
LARGE_TEXT_CONTRAST: Final = 3.0
"""Minimum contrast ratio of large text (WCAG 2.2, 1.4.3, level AA)."""
SMALL_PRINT_CONTRAST: Final = 5.0
"""Minimum contrast ratio of small print; social networks compress pictures again, which blurs it. Our own choice."""
SMALL_PRINT_ROLES: Final = ("source", "credit")
"""Roles of groups, and slots of themes, whose text is small print."""
LARGE_TEXT_SIZE: Final = 68
"""Minimum size of large text, in reference pixels, whether bold or not.

WCAG 2.2 (“large scale”) requires 18 pt, which are 24 CSS pixels: 24 × `sizes.REFERENCE_WIDTH` / `PHONE_WIDTH` = 66.5,
plus 2 %.
"""
MARK_CONTRAST: Final = 3.0
"""Minimum contrast ratio of a bar, a pill, a tile or an outline with what is next to it (WCAG 2.2, 1.4.11)."""
LOGO_CONTRAST: Final = 3.0
"""Minimum contrast ratio of a logo: that of graphical objects (1.4.11). WCAG 2.2 exempts logos; our own choice."""
CODE_CONTRAST: Final = 4.5
"""Minimum contrast ratio of a QR code with its background, below which `check` reports an error.

The ratio is that of text. Cameras read less contrast, but not on dim screens or in sunlight. Our own choice; compare
`PREFERRED_CODE_CONTRAST`.
"""
PREFERRED_CODE_CONTRAST: Final = 7.0
"""Contrast ratio that the layout gives to a brand's colours that draw a QR code (WCAG 2.2, 1.4.6, level AAA).

It differs from `CODE_CONTRAST` on purpose. The layout chooses a colour and can leave a reserve for worn prints and dim
screens; `check` judges colours that somebody else chose and rejects only what may fail.
"""

PHONE_WIDTH: Final = 390
"""Width at which a phone shows a card, in CSS pixels; 390 is a common width of screens."""
MIN_TEXT_SIZE: Final = 24
"""Minimum size of text on a screen, in reference pixels: about 9 CSS pixels on a phone. Our own choice."""
MIN_PRINTED_TEXT_SIZE: Final = 6.5
"""Minimum size of printed text, in points. Our own choice."""

QUIET_ZONE: Final = 4
"""Width of the quiet zone, the area around a QR code that stays empty, in modules (ISO/IEC 18004:2015, 6.3.8)."""
MIN_MODULE: Final = 4
"""Minimum side of a QR code's module, in pixels; phones fail to read smaller ones from one another's screens."""
PREFERRED_MODULE: Final = 6
"""Side of a module below which the layout gives a QR code more area, in pixels."""
MIN_PRINTED_MODULE: Final = 0.5
"""Minimum side of a printed QR code's module, in mm; phones fail to read smaller ones."""
SHORT_LINK_HINT: Final = "use a short link that redirects to the long one"
"""What to do about modules that are too small: a code of fewer characters has fewer and larger ones."""

MIN_LOGO_LENGTH: Final = 24
"""Minimum length of a logo's longer side, in reference pixels; a smaller logo cannot be recognised on a phone."""
MIN_LOGO_BREADTH: Final = 8
"""Minimum length of a logo's shorter side, in reference pixels."""

MM_PER_INCH: Final = 25.4
"""Millimetres per inch: exact, by the international yard and pound agreement of 1959."""
POINTS_PER_INCH: Final = 72
"""Typographic points per inch (PostScript and CSS)."""
