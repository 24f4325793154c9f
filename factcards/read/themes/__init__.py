"""Theme files to themes: inheritance, expansion, typefaces, parts and their schema."""
