"""Stretches of text that are one unit: quantities with their signs, links."""
