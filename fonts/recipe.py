"""The families of fonts.toml, each with its package, the paths of its files in it, and its licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

STYLES = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold", 900: "Black"}
SECOND_PACKAGE = "factcards-more-fonts"


@dataclass(frozen=True)
class Family:
    """An entry of fonts.toml with the values derived from it. `files` and `italics` are weight → path in the package.

    `licence_file` is the path of the licence in the package, "" if the font itself contains the text.
    """

    name: str
    called: str
    source: str
    package: str
    version: str
    licence_file: str
    home: str
    reserved: str
    alter: str
    scripts: tuple[str, ...]
    files: dict[int, str]
    more: bool
    licence_name: str
    italics: dict[int, str]

    @property
    def compact(self) -> str:
        """The name without spaces, as in file names."""
        return self.name.replace(" ", "")

    @property
    def faces(self) -> Iterator[tuple[int, bool, str]]:
        """(weight, whether it is italic, path) of each file, upright ones first."""
        yield from ((weight, False, path) for weight, path in self.files.items())
        yield from ((weight, True, path) for weight, path in self.italics.items())

    @property
    def ships_in(self) -> str:
        """The name of the Python package that contains the family."""
        return SECOND_PACKAGE if self.more else "factcards"

    @property
    def folder(self) -> str:
        """The folder of its files, relative to this one."""
        return "more/" if self.more else ""

    @property
    def licence(self) -> str:
        """The path of its licence; Debian's families share that of their source package."""
        return f"{self.folder}licences/{self.licence_name}.txt"


def read_families(recipe: dict[str, Any]) -> Iterator[Family]:
    """Yield every family in the order of fonts.toml; a family in two packages comes twice."""
    for name, facts in recipe["npm"].items():
        package = f"@expo-google-fonts/{name.lower().replace(' ', '-')}"
        compact = name.replace(" ", "")
        files = {w: _npm_file(compact, f"{w}{STYLES[w]}", facts["version"]) for w in facts["weights"]}
        italics = {w: _npm_file(compact, f"{w}{STYLES[w]}_Italic", facts["version"]) for w in facts.get("italics", ())}
        licence_file = "" if facts.get("carries_licence") else "LICENSE_FONT"
        yield _family(name, facts, facts, "npm", package, licence_file, files, italics)
    for package, section in recipe["debian"].items():
        licence_file = f"usr/share/doc/{package}/copyright"
        suffix = "ttc" if section["alter"] == "subset" else "ttf"
        for name, facts in section["families"].items():
            compact = facts.get("file", facts.get("called", name)).replace(" ", "")
            files = {w: f"{section['folder']}/{compact}-{STYLES[w]}.{suffix}" for w in facts["weights"]}
            yield _family(name, facts, section, "debian", package, licence_file, files)


def _npm_file(compact: str, style: str, version: str) -> str:
    """Return the path of a font in an npm package; packages of version 0.2 have all styles in one folder."""
    return f"{compact}_{style}.ttf" if version.startswith("0.2.") else f"{style}/{compact}_{style}.ttf"


def _family(
    name: str, facts: dict[str, Any], section: dict[str, Any], source: str, package: str, licence_file: str,
    files: dict[int, str], italics: dict[int, str] | None = None,
) -> Family:  # fmt: skip
    return Family(
        name, facts.get("called", name), source, package, section["version"], licence_file, section.get("home", ""),
        facts.get("reserved", ""), section.get("alter", ""), tuple(facts["scripts"]), files, facts.get("more", False),
        section.get("licence", name.replace(" ", "")), italics or {},
    )  # fmt: skip
