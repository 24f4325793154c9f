"""Shaped paragraphs to lines: line breaking, hanging punctuation, leading, the size that fits a box."""
