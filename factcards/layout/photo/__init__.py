"""Photographs as boxes: contrast of text on them, and the scrims that it needs."""
