"""Text boxes: text at a size, figures with their labels, underlines, brands, and sizes shared by a set."""
