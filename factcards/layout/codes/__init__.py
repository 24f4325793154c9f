"""QR codes and the boxes that hold them."""
