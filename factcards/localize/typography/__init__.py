"""Typography of a language: quotes, spaces, dashes, digits and the other rules that change text."""
