"""Boxes to nodes: composed, measured, shrunk where space is short, and placed."""
