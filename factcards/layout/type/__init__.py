"""Text as boxes: words at a size, figures with their labels, underlines, brands, sizes shared by a set."""
