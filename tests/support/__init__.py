"""What several tests share: cards, scenes and texts to test with, and how results are compared."""
