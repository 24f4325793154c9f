"""Ranges of text that form one unit: `quantities` finds numbers with their signs and units, `urls` links."""
