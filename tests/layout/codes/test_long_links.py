"""Links whose code would overlap its neighbours: drawn smaller, or refused for their length."""

from __future__ import annotations

import pytest
from PIL import Image

from factcards import SceneError, check_scene, lay_out, parse_card

FIRST_REFUSED = {"story": 200, "instagram-portrait": 160, "instagram-square": 160}
"""The first of the tested lengths that is refused; shorter links have a smaller code."""


@pytest.mark.parametrize("size", FIRST_REFUSED)
@pytest.mark.parametrize("length", [26, 120, 160, 180, 200])
def test_a_code_too_large_beside_a_photograph_names_its_link(tmp_path, size, length):
    Image.effect_noise((600, 750), 60).convert("RGB").save(tmp_path / "p.jpg")
    url = f"https://example.org/{'a' * (length - 20)}"
    card = parse_card(
        f"""language: en
fact: One in **two** girls.
headline: 96%
source: S
theme: series
action: {{url: "{url}", label: Act now, short: example.org}}
image: {{file: p.jpg, alt: x}}
""", folder=tmp_path)  # fmt: skip
    try:
        said = [p for p in check_scene(lay_out(card, size=size)) if p.severity == "error"]
    except SceneError as error:
        said = list(error.problems)
    assert all(p.field == "action.url" and f"link of {length} characters" in p.message for p in said)
    assert bool(said) == (length >= FIRST_REFUSED[size])
