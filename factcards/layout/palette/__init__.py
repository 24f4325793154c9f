"""The colours of a card: theme, photograph and brand, with the contrast of each pair."""
