"""SVG: a scene as outlines that drawing programs open, or with text and its fonts."""
