"""Renders one job to a picture with its record; the manifest of a folder, and the cache."""
