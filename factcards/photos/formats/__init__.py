"""Formats of picture files: header parsers, decoding and colour profiles.

`jpeg`, `png`, `webp` and `avif` parse headers. `decoding` decodes pixels and detects missing ones.
"""
