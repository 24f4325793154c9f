"""Our place among the peers of the benchmark of card makers: the same card, by the library's public functions.

`setup` draws one card of other words, so that fonts are open and the photograph is cropped, which the library keeps.
The code is made anew for each link, and nothing that a card says is known before `render`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import _harness

HERE = Path(__file__).resolve().parent
sys.path[:] = [place for place in sys.path if Path(place).resolve() != HERE]   # this file bears the library's name

import factcards  # noqa: E402

THEME = str(HERE / "factcards.yaml")


class State(NamedTuple):
    """What stays the same from card to card: the folder of photograph and logo, and the fields that name them."""

    folder: Path
    fields: dict[str, Any]


def setup(env: Any, bg: str) -> State:
    """Photograph and logo, named as a card's file names them."""
    photo, logo = Path(env.photo), Path(env.logo)
    fields: dict[str, Any] = {"brand": {"name": "Sample", "logo": logo.name}, "typography": False}
    if bg == "photo":
        fields["image"] = {"file": photo.name, "alt": "A sample", "focus": [0.5, 0.5]}
    state = State(photo.parent, fields)
    other = {"figure": "1%", "fact": "Warm up.", "source": "None", "url": "https://a.b", "lang": "en"}
    factcards.encode(_read(state, other), theme=THEME)
    return state


def render(state: State, job: dict[str, Any], out: str) -> None:
    """One card, written as an opaque PNG unless the job names another format."""
    Path(out).write_bytes(factcards.encode(_read(state, job), theme=THEME, format=job.get("format", "png")))


def _read(state: State, job: dict[str, Any]) -> factcards.Card:
    language = "en" if job["lang"] == "emoji" else job["lang"]
    said = {"language": language, "headline": job["figure"], "fact": job["fact"], "source": job["source"]}
    text = json.dumps(state.fields | said | {"action": job["url"]})
    return factcards.parse_card(text, state.folder)


if __name__ == "__main__":
    _harness.main(setup, render)
