"""What formats of vectors share: colour glyphs as paths, and the content of a picture."""
