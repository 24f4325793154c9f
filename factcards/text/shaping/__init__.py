"""From text to glyphs: `itemize` chooses a font for each character, `shape` calls HarfBuzz, others check the result.

`joining_check`, `mark_placement` and `shaping_defects` find letters that no reader would accept.
"""
