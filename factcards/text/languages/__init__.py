"""What is known of each language, declared in one place."""
