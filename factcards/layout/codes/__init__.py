"""QR codes: `qr` encodes a link, `code_boxes` chooses the size of the code and draws it."""
