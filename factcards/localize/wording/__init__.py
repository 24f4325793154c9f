"""What a card says besides its text: source line, alt text, printed links; text isolated by direction."""
