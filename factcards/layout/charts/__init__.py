"""Charts to scale: composed, drawn and labelled."""
