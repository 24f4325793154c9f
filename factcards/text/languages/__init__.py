"""The rules of each language, declared in one place."""
