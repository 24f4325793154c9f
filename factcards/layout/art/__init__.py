"""Vector ornaments, and the line that runs through the cards of a series."""
