"""QR codes and the boxes that contain them."""
