"""Text of a card: boxes of text, headline figures, underlines, brands, and the sizes that a set shares.

`text_boxes` shapes a part's text and places its lines; `figure_lockups` sets headline figures; `uniform_sizes` gives
the range of sizes of a text; `text_problems` reports characters without a glyph and words that are too long.
"""
