"""Photographs: their crop and position, the contrast of text on them, and the scrims that it needs."""
