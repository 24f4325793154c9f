"""Low contrast names the theme and its two colours."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcards.cli import main

CARD = """\
language: en
fact: "Bees dance."
source: Frisch, 1927
action: https://example.org/act
theme: ./mine.yaml
"""
WHERE = "hint: choose colours further apart in the theme `mine`: "


@pytest.mark.parametrize(
    ("palette", "message", "colors"),
    [
        ('white: "#451a3f"', "fact: contrast of 1.2:1 is under 3:1 in “Bees dance.”",
         "`white` (`#451a3f`) on `field` (`#34112f`)"),
        ('white: "#34112f"', "fact: contrast of 1.0:1 is under 3:1 in “Bees dance.”",
         "both are `field`, `white` or `ink` (`#34112f`)"),
        ('mute: "#fbf5ec"', "address: contrast of 1.0:1 is under 4.5:1 in “example.org/act”",
         "both are `paper` or `mute` (`#fbf5ec`)"),
        ('mute: "#fbf5e0"', "address: contrast of 1.0:1 is under 4.5:1 in “example.org/act”",
         "`mute` (`#fbf5e0`) on `paper` (`#fbf5ec`)"),
        ('ink: "#ffb0b0"', "code: the code's contrast of 1.6:1 is under 4.5:1",
         "`ink` (`#ffb0b0`) on `paper` (`#fbf5ec`)"),
    ],
)  # fmt: skip
def test_colors_of_low_contrast_are_named(palette, message, colors, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("bees.yaml").write_text(CARD, "utf-8")
    Path("mine.yaml").write_text(f"extends: statement\npalette: {{{palette}}}\n", "utf-8")
    assert main(["check", "bees.yaml", "-s", "story", "--verbose"]) == 1
    lines = capsys.readouterr().err.splitlines()
    (first,) = (index for index, line in enumerate(lines) if message in line)
    assert lines[first + 3].strip() == WHERE + colors
