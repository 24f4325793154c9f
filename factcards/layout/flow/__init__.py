"""From a theme's layout to drafts of scene nodes: boxes are composed, measured, placed and drawn, in this order.

`compose` fills the theme's parts with the card's content. `measure` computes heights and widths, `columns` the heights
in a column, and `place` gives every box its area, all for one `trials.Trial`. `search` makes trials, in the order of
`preferences`, until everything fits; the result is a tree of `placed` boxes, and what does not fit is a `Misfit`.
`draw_boxes` draws the tree once, and `card_layout` puts the steps together. `context` has what they share;
`undrawn_text` finds content that is not in the scene, and `reading_order` sorts the nodes.
"""
