"""Text of a card: boxes of text, headline figures, underlines, brands, and the sizes that a set shares.

`shaped_boxes` shapes the text of all boxes, and `text_boxes` fits it and places its lines; `figure_lockups` sets
headline figures; `uniform_sizes` gives the range of sizes of a text; `text_problems` reports characters without a glyph
and words that are too long.
"""
