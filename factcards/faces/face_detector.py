"""Finds upright faces on photographs, by the detector of dlib that needs no file of a model.

It compares histograms of oriented gradients in a window of 80 × 80 pixels, at one scale after another (N. Dalal and
B. Triggs, “Histograms of Oriented Gradients for Human Detection”, 2005; D. King, “Max-Margin Object Detection”, 2015).
"""

from __future__ import annotations

from PIL import Image

from ..graphics.geometry import Rect
from ..photos import PhotoKey, PhotoLibrary
from ..storage.optional_imports import import_optional

_EXTRA, _PURPOSE = "faces", "finding faces"
_SIDES = (1600, 1440)
"""Longer sides at which faces are searched, in px.

The detector's scales differ by a factor of 1.2, and these two by about half of that. A face is found at both, a pattern
that only looks like one mostly at one of them.
"""
_MIN_WINDOW_SCORE = -0.2
"""Minimum score of a window at one of the sides."""
_MIN_SCORE = 0.7
"""Minimum sum of the scores at both sides.

In our tests an upright face had 2.8 and one tilted by up to 40° 0.7 or more; the best window beside it, a badge on a
suit, had 0.6, and that of 23 photographs and textures without a face less than 0.1.
"""
_MIN_OVERLAP = 0.3
"""Minimum shared area of two windows of one face, relative to the area that both cover."""
_MIN_SIDE = 80
"""Minimum width and height of the image that is searched, in px: the detector's window."""


class FaceDetector:
    """A detector of faces. Raises FactcardsError, which says how to install it, if the extra `faces` is missing."""

    def __init__(self) -> None:
        self._to_array = import_optional("numpy", _EXTRA, _PURPOSE).asarray
        self._detector = import_optional("dlib", _EXTRA, _PURPOSE).get_frontal_face_detector()

    def find_faces(self, key: PhotoKey, photos: PhotoLibrary) -> tuple[Rect, ...]:
        """Return the box of each face, from the brows to the chin, in pixels of the upright photograph.

        The largest is first. The same pixels always give the same boxes. Takes about 0.4 s. Raises SceneError if the
        photograph cannot be decoded.
        """
        windows = [window for side in _SIDES for window in self._find_windows(key, photos, side)]
        windows.sort(key=lambda window: (-window[1], window[0].x, window[0].y))
        faces: list[tuple[Rect, float]] = []
        for box, score in windows:
            known = next((n for n, (face, _) in enumerate(faces) if _measure_overlap(face, box) >= _MIN_OVERLAP), None)
            if known is None:
                faces.append((box, score))
            else:
                faces[known] = faces[known][0], faces[known][1] + score
        found = [box for box, score in faces if score >= _MIN_SCORE]
        return tuple(sorted(found, key=lambda box: (-box.width * box.height, box.x, box.y)))

    def _find_windows(self, key: PhotoKey, photos: PhotoLibrary, side: int) -> list[tuple[Rect, float]]:
        """Return the windows that may be faces, in pixels of the photograph, with their scores."""
        scale = side / max(key.width, key.height)
        width, height = (max(_MIN_SIDE, round(full * scale)) for full in (key.width, key.height))
        pixels = self._to_array(_to_gray(photos.crop(key, Rect(0, 0, key.width, key.height), width, height)))
        found, scores, _ = self._detector.run(pixels, 0, _MIN_WINDOW_SCORE)
        across, down = key.width / width, key.height / height
        windows = []
        for box, score in zip(found, scores, strict=True):
            left, top = max(0, box.left()) * across, max(0, box.top()) * down
            right, bottom = min(width, box.right() + 1) * across, min(height, box.bottom() + 1) * down
            windows.append((Rect(left, top, right - left, bottom - top), float(score)))
        return windows


def _measure_overlap(one: Rect, other: Rect) -> float:
    """Return the area that two boxes share, relative to the area that both cover, 0 to 1."""
    shared = one.intersection(other)
    area = shared.width * shared.height
    return area / (one.width * one.height + other.width * other.height - area)


def _to_gray(image: Image.Image) -> Image.Image:
    """Return an image in levels of grey, a transparent one over white."""
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("L")
