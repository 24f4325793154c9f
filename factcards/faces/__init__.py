"""Faces on photographs: proposes the focus of each photograph that has none, and writes it into the card's file.

`face_detector` finds faces by dlib, which comes with the extra `faces`. `proposals` chooses the focus, `focus_sheet`
shows it, and `focus_lines` writes it. Only the command `focus` uses this package: faces are found when a card is
written, never when it is drawn.
"""

from __future__ import annotations

from .face_detector import FaceDetector
from .focus_lines import write_focus
from .focus_sheet import draw_focus_sheet
from .proposals import FocusProposal, UnfocusedPhoto, find_blocked, find_unfocused, propose_focus

__all__ = [
    "FaceDetector", "FocusProposal", "UnfocusedPhoto", "draw_focus_sheet", "find_blocked", "find_unfocused",
    "propose_focus", "write_focus",
]  # fmt: skip
