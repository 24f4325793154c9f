"""Boxes become scene nodes: they are composed, measured, shrunk if space is short, and placed."""
