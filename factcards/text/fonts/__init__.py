"""Font files and which of them draws which character."""
