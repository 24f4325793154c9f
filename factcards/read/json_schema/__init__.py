"""The JSON Schemas of a card, a set and a theme, with which editors complete, explain and check.

They accept more than the readers, which also see other files; whatever they refuse, the readers refuse too. Values have
YAML 1.2 types: `2014` is a number, and is accepted as text. The command `schema` replaces only files with our comment.
"""

from __future__ import annotations

from .card_json_schema import make_card_schema, make_set_schema
from .json_schema_terms import Schema
from .theme_json_schema import make_theme_schema

__all__ = ["Schema", "make_schemas"]


def make_schemas() -> dict[str, Schema]:
    """Return the schemas of a card, a set and a theme by the names of their files."""
    schemas = {"card": make_card_schema(), "set": make_set_schema(), "theme": make_theme_schema()}
    return {name: {"$comment": f"made by `factcards schema {name}`", **schema} for name, schema in schemas.items()}
