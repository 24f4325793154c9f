"""Ranges of text that form one unit: quantities with their signs, and links."""
