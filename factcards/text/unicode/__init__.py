"""What Unicode, CLDR and ICU say of characters, scripts, directions and languages."""
