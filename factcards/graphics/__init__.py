"""Points, rectangles and paths in pixels; colours, their contrast and their perceived lightness; gradients."""
