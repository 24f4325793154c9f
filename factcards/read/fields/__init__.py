"""Nodes to values: scalars, links, prose, languages and composite fields of a card."""
