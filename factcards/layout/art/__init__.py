"""Vector ornaments, and the line that runs through a series."""
