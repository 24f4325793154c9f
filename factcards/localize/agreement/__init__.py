"""Compares originals with translations: figures, emphasis, quotation marks, links and names."""
