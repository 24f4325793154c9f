"""Geometry in pixels, colours with their contrast and perceived lightness, and gradients."""
