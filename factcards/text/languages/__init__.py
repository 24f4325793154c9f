"""The rules of each language, one module per language (`fr` for French), and `lookup` to find those of a tag."""
