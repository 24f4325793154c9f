"""Text that is derived for a card: source line, alt text, printed address, and bidi isolates."""
