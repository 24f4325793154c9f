"""An SVG and the photographs beside it: what drawing returns, apart from the code that draws, which is loaded late."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photograph beside an SVG that shows it: its file's name, which is that of its bytes, and the bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SvgFile:
    """An SVG in UTF-8, and the photographs that must be beside it."""

    data: bytes
    attachments: tuple[Attachment, ...] = ()
