"""Original against translation: figures and emphasis that differ or are lost."""
