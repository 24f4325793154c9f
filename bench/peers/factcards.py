"""factcards as a peer of the bench: the same card, rendered through the library's public functions.

`setup` renders one card with other text, so that the library opens the fonts and crops the photograph, and caches both.
The code is generated for each link, and no text of a card is known before `render`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import _harness

HERE = Path(__file__).resolve().parent
sys.path[:] = [place for place in sys.path if Path(place).resolve() != HERE]   # this file has the library's name

import factcards  # noqa: E402

THEME = str(HERE / "factcards.yaml")


class State(NamedTuple):
    """Data shared by all cards: the folder of photograph and logo, and the fields that name them."""

    folder: Path
    fields: dict[str, Any]


def setup(env: Any, bg: str) -> State:
    """Return the fields for photograph and logo, after rendering a warm-up card."""
    photo, logo = Path(env.photo), Path(env.logo)
    fields: dict[str, Any] = {"brand": {"name": "Sample", "logo": logo.name}, "typography": False}
    if bg == "photo":
        fields["image"] = {"file": photo.name, "alt": "A sample", "focus": [0.5, 0.5]}
    state = State(photo.parent, fields)
    other = {"figure": "1%", "fact": "Warm up.", "source": "None", "url": "https://a.b", "lang": "en"}
    factcards.encode(_read(state, other), theme=THEME)
    return state


def render(state: State, job: dict[str, Any], out: str) -> None:
    """Render one card into `out`, as an opaque PNG unless the job names another format."""
    Path(out).write_bytes(factcards.encode(_read(state, job), theme=THEME, format=job.get("format", "png")))


def _read(state: State, job: dict[str, Any]) -> factcards.Card:
    language = "en" if job["lang"] == "emoji" else job["lang"]
    fields = {"language": language, "headline": job["figure"], "fact": job["fact"], "source": job["source"]}
    text = json.dumps(state.fields | fields | {"action": job["url"]})
    return factcards.parse_card(text, folder=state.folder)


if __name__ == "__main__":
    _harness.main(setup, render)
