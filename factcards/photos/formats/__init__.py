"""Formats of picture files: headers, decoding, colour profiles, and SVG recognized by its first bytes."""
