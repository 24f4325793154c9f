"""The values between the stages: cards, themes, sizes, scenes and what they need to be drawn."""
