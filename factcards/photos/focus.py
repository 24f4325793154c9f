"""The point of a picture that most likely matters, for cards that name none.

What stands out is what differs: from the picture's mean colour (R. Achanta and others, “Frequency-tuned Salient Region
Detection”, 2009) and from what lies close around it. Both are added, weighed towards the middle, and gathered over
a window; the focus is the centre of what stands out in the best window. It knows nothing of faces or meanings.
"""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageFilter

_CHROMA = 2.0  # how much more a difference of hue counts than one of lightness
_AROUND = 6  # pixels, at 64 a picture, over which a pixel is compared with what lies around it
_DETAIL = 3.0  # the blur that spreads fine detail over what it outlines
_DULL = 0.15  # how much what has no detail counts
_WINDOW = 5.0  # the blur that gathers what stands out, in such pixels
_REACH = 11  # half the window whose centre of weight is taken
_SPREAD = 0.38  # of a picture's side: how far from the middle the weight falls to 0.6


def find_focus(image: Image.Image) -> tuple[float, float]:
    """The focus of an RGB image of some 64 pixels a side, 0 to 1 from the left and the top.

    The middle where nothing stands out. The same for the same pixels; some 5 ms.
    """
    width, height = image.size
    weights = _stand_out(image)
    top = max(weights)
    if top <= 0:
        return 0.5, 0.5
    field = Image.frombytes("L", image.size, bytes(round(255 * w / top) for w in weights))
    gathered = field.filter(ImageFilter.GaussianBlur(_WINDOW)).tobytes()
    best = max(range(len(gathered)), key=lambda i: (gathered[i], -i))
    x, y = best % width, best // width
    around = [
        (weights[v * width + u], u, v)
        for v in range(max(0, y - _REACH), min(height, y + _REACH + 1))
        for u in range(max(0, x - _REACH), min(width, x + _REACH + 1))
    ]
    whole = sum(w for w, _, _ in around)
    if not whole:
        return 0.5, 0.5
    across = sum(w * (u + 0.5) for w, u, _ in around) / whole / width
    down = sum(w * (v + 0.5) for w, _, v in around) / whole / height
    return round(across, 3), round(down, 3)


def _stand_out(image: Image.Image) -> list[float]:
    """How much each pixel stands out, row by row."""
    width, height = image.size
    smooth = image.filter(ImageFilter.GaussianBlur(1)).convert("YCbCr")
    around = image.filter(ImageFilter.GaussianBlur(_AROUND)).convert("YCbCr")
    near = ImageChops.difference(smooth, around).tobytes()
    # what the photographer focused on is sharp: fine detail, gathered so that it fills what it outlines
    grey = image.convert("L")
    fine = ImageChops.difference(grey, grey.filter(ImageFilter.GaussianBlur(1)))
    sharp = fine.point([min(255, 8 * v) for v in range(256)]).filter(ImageFilter.GaussianBlur(_DETAIL)).tobytes()
    data = smooth.tobytes()
    count = width * height
    means = [sum(data[part::3]) / count for part in range(3)]
    far = [
        math.hypot(data[i] - means[0], _CHROMA * (data[i + 1] - means[1]), _CHROMA * (data[i + 2] - means[2]))
        for i in range(0, 3 * count, 3)
    ]
    close = [math.hypot(near[i], _CHROMA * near[i + 1], _CHROMA * near[i + 2]) for i in range(0, 3 * count, 3)]
    scales = [1 / (max(values) or 1.0) for values in (far, close, sharp)]
    columns = [math.exp(-(((u + 0.5) / width - 0.5) ** 2) / (2 * _SPREAD**2)) for u in range(width)]
    rows = [math.exp(-(((v + 0.5) / height - 0.5) ** 2) / (2 * _SPREAD**2)) for v in range(height)]
    return [
        (far[i] * scales[0] + close[i] * scales[1])
        * (_DULL + sharp[i] * scales[2]) * columns[i % width] * rows[i // width]
        for i in range(count)
    ]
