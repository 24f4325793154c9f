"""Properties of text by Unicode and CLDR: `bidi` resolves directions, `scripts` scripts, `languages` language tags."""
