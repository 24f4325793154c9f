"""Detection of a picture's focus, for cards that do not set one.

Saliency is the difference from the picture's mean colour (R. Achanta and others, “Frequency-tuned Salient Region
Detection”, 2009) plus the difference from the surrounding pixels. It is weighted by fine detail and towards the middle,
and summed over a window. The focus is the centroid of the saliency in the best window. Faces and meanings are not
recognised.
"""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageFilter

# lengths are in pixels of a picture of 64 pixels
_CHROMA_WEIGHT = 2.0
"""Weight of a difference in chroma relative to one in lightness."""
_SURROUND_BLUR = 6
"""Radius of the surrounding area with which a pixel is compared."""
_DETAIL_BLUR = 3.0
"""Radius of the blur that spreads fine detail over the area that it outlines."""
_FLAT_WEIGHT = 0.15
"""Weight of an area without detail, relative to one with the most detail."""
_WINDOW_BLUR = 5.0
"""Radius of the blur that sums up saliency over a window."""
_REACH = 11
"""Half of the side of the window whose centroid is the focus."""
_SPREAD = 0.38
"""Distance from the middle at which the weight is 0.6 (one standard deviation), relative to the side."""


def find_focus(image: Image.Image) -> tuple[float, float]:
    """Return the focus of an RGB image of about 64 pixels a side, 0 to 1 from the left and the top.

    It is the middle if nothing is salient. The same pixels always give the same focus. Takes about 5 ms.
    """
    width, height = image.size
    weights = _measure_saliency(image)
    top = max(weights)
    if top <= 0:
        return 0.5, 0.5
    field = Image.frombytes("L", image.size, bytes(round(255 * w / top) for w in weights))
    gathered = field.filter(ImageFilter.GaussianBlur(_WINDOW_BLUR)).tobytes()
    best = max(range(len(gathered)), key=lambda i: (gathered[i], -i))
    x, y = best % width, best // width
    around = [
        (weights[v * width + u], u, v)
        for v in range(max(0, y - _REACH), min(height, y + _REACH + 1))
        for u in range(max(0, x - _REACH), min(width, x + _REACH + 1))
    ]
    total = sum(w for w, _, _ in around)
    if not total:
        return 0.5, 0.5
    across = sum(w * (u + 0.5) for w, u, _ in around) / total / width
    down = sum(w * (v + 0.5) for w, _, v in around) / total / height
    return round(across, 3), round(down, 3)


def _measure_saliency(image: Image.Image) -> list[float]:
    """Return the saliency of each pixel, row by row."""
    width, height = image.size
    smooth = image.filter(ImageFilter.GaussianBlur(1)).convert("YCbCr")
    around = image.filter(ImageFilter.GaussianBlur(_SURROUND_BLUR)).convert("YCbCr")
    near = ImageChops.difference(smooth, around).tobytes()
    # the subject is in focus, so it has fine detail; the blur fills the area that the detail outlines
    gray = image.convert("L")
    fine = ImageChops.difference(gray, gray.filter(ImageFilter.GaussianBlur(1)))
    sharp = fine.point([min(255, 8 * v) for v in range(256)]).filter(ImageFilter.GaussianBlur(_DETAIL_BLUR)).tobytes()
    data, weight = smooth.tobytes(), _CHROMA_WEIGHT
    count = width * height
    means = [sum(data[part::3]) / count for part in range(3)]
    far = [
        math.hypot(data[i] - means[0], weight * (data[i + 1] - means[1]), weight * (data[i + 2] - means[2]))
        for i in range(0, 3 * count, 3)
    ]
    close = [math.hypot(near[i], weight * near[i + 1], weight * near[i + 2]) for i in range(0, 3 * count, 3)]
    scales = [1 / (max(values) or 1.0) for values in (far, close, sharp)]
    columns = [math.exp(-(((u + 0.5) / width - 0.5) ** 2) / (2 * _SPREAD**2)) for u in range(width)]
    rows = [math.exp(-(((v + 0.5) / height - 0.5) ** 2) / (2 * _SPREAD**2)) for v in range(height)]
    return [
        (far[i] * scales[0] + close[i] * scales[1])
        * (_FLAT_WEIGHT + sharp[i] * scales[2]) * columns[i % width] * rows[i // width]
        for i in range(count)
    ]
