"""A language's typography: rules that change quotes, spaces, dashes, digits and other marks of a text."""
