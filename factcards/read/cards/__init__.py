"""Card files to sets: the cascade, variants, and files that do not belong to a set."""
