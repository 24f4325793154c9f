"""From shaped paragraphs to lines: where lines break, how far apart they are, and the type size that fits a box.

`paragraphs` measures a paragraph's break opportunities, `line_breaking` chooses among them, `wrap` builds the lines and
`fit` searches the type size. `hanging` and `leading` adjust margins and distances; `overflow` says how much text is too
long.
"""
