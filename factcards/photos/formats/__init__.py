"""Formats of picture files: header parsers, decoding, colour profiles, and the recognition of SVG.

`jpeg`, `png`, `webp` and `avif` parse headers. `decoding` decodes pixels and detects missing ones. `decoder_process`
and `decoder_child` are the two ends of the child process that draws SVG and decodes AVIF.
"""
