"""From a theme's layout to scene nodes: boxes are composed, measured, shrunk if space is short, and placed.

`compose` fills the theme's parts with the card's content, `measure` computes heights and widths, `flex` places columns,
rows and layers, and `leaf_boxes` draws what is in them. `card_layout` repeats this with smaller charts and
figures until the text fits. `context` has what they share; `undrawn_text` finds content that is not in the scene.
"""
