"""Properties of characters, scripts, directions and languages, by Unicode and CLDR."""
