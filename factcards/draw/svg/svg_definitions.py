"""What elements of an SVG refer to by id: gradients, clips, masks, pictures; each is written once."""

from __future__ import annotations


class SvgDefinitions:
    """The content of `<defs>`. Equal definitions have one id, which is their number."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._written: list[str] = []

    def add(self, name: str, attributes: str, content: str = "") -> str:
        """Return the id of a definition: an element of this name with attributes, each after a space, and content."""
        key = name, f"{attributes}>{content}"
        if key not in self._ids:
            self._ids[key] = f"d{len(self._ids)}"
            head = f'<{name} id="{self._ids[key]}"{attributes}'
            self._written.append(f"{head}>{content}</{name}>" if content else f"{head}/>")
        return self._ids[key]

    def write(self) -> str:
        """Return the element `<defs>`, or "" if there are none."""
        return f"<defs>{''.join(self._written)}</defs>" if self._written else ""
