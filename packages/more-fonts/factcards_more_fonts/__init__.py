"""Rare and heavy fonts for factcards, in the folder `fonts` of this package; factcards has their index."""
