"""Text to glyphs: itemized by font and script, shaped by HarfBuzz, checked for defects."""
