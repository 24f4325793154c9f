"""SVG logos: parsed, refused unless they are plain shapes, and rasterized by a child process.

`svg_text` recognizes SVG, and `drawings` leads from bytes to pixels. Refused are elements in `svg_tree`, rules in
`svg_styles`, selectors in `svg_selectors`, values in `svg_values`, costs in `svg_cost`, and references to other files
in `drawings`.
"""
