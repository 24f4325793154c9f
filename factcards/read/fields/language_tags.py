"""Language tags: which are valid (BCP 47), and what to write in place of others."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ...late_loading import import_late
from ...text.unicode.language_scripts import is_script
from ...text.unicode.plain_tags import find_plain_script

if TYPE_CHECKING:
    import langcodes
else:
    langcodes = import_late("langcodes")

_MAX_LENGTH = 60
"""Maximum number of characters of a tag."""
_EXPECTED = "expected a tag of BCP 47, such as `en`, `fr-CA`, `zh-Hans` or `sr-Latn`"
_OLD = {"iw", "in", "ji", "jw", "mo", "sh"}   # withdrawn from ISO 639
_CURRENT = {"tl", "swc"}   # CLDR has aliases for these, BCP 47 does not


@lru_cache(maxsize=1024)
def explain_invalid_tag(tag: str) -> tuple[str, str] | None:
    """Return a message and a hint for a tag that is not valid, or not in the form of BCP 47; None for any other."""
    return None if find_plain_script(tag) else explain_tag_by_grammar(tag)


def explain_tag_by_grammar(tag: str) -> tuple[str, str] | None:
    """Return the same as `explain_invalid_tag` by langcodes, which takes long to import but can read every tag."""
    if len(tag) > _MAX_LENGTH:
        return "this is not a language tag", _EXPECTED
    if "_" in tag:
        fixed = _canonicalize(tag.replace("_", "-"))
        return f"language `{tag}` has an underscore", f"write `{fixed}`" if fixed else _EXPECTED
    fixed = _canonicalize(tag)
    if not fixed:
        return f"`{tag}` is not a language tag", _EXPECTED
    if fixed == tag or tag.split("-", 1)[0] in _CURRENT:
        return None
    if fixed.lower() == tag.lower():
        return f"language `{tag}` is written `{fixed}`", f"write `{fixed}`"
    if tag.lower().split("-", 1)[0] in _OLD:
        return f"language `{tag}` is not in use any more", f"write `{fixed}`"
    return f"`{tag}` is not how BCP 47 names this language", f"write `{fixed}`"


def _canonicalize(tag: str) -> str:
    """Return a tag in the form of BCP 47, or "" if it is not valid."""
    try:
        valid = tag.isascii() and tag[:1].isalpha() and langcodes.tag_is_valid(_with_known_script(tag))
        return langcodes.Language.get(tag).to_tag() if valid else ""
    except ValueError:
        return ""


def _with_known_script(tag: str) -> str:
    """Return a tag with `Latn` in place of a script of Unicode, since langcodes does not know the newest scripts."""
    head, *parts = tag.split("-")
    for index, part in enumerate(parts):
        if len(part) == 1:   # an extension or private use begins
            break
        if len(part) == 4 and part.isalpha() and is_script(part.title()):
            parts[index] = "Latn"
            break
    return "-".join((head, *parts))
