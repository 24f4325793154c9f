"""Font files, and the choice of a font for each character."""
