"""Fonts: `font_library` finds and ranks them, `font_files` opens one, `coverage` says which characters it has.

`font_limits` and `false_signs` check designers' own fonts; `emoji` has the rules of coloured pictures.
"""
