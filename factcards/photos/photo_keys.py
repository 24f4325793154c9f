"""What identifies a picture: the digest of its bytes, and its size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PictureField = Literal["image", "brand.logo"]
"""The field of a card that names a picture."""


@dataclass(frozen=True, slots=True)
class PhotoKey:
    """A picture's identity: the SHA-256 of its bytes, and its width and height in pixels after EXIF rotation.

    `file` is the path of the bytes, or the name that a program gave to `data`, bytes in memory. `used_as` is the field
    that problems name. These three are ignored in comparisons and written nowhere. `data` is b"" on its way to a worker
    that takes the bytes from a store.
    """

    digest: str
    width: int
    height: int
    file: str = field(default="", compare=False, repr=False)
    data: bytes | None = field(default=None, compare=False, repr=False)
    used_as: PictureField = field(default="image", compare=False, repr=False)
