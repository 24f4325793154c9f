"""Small plans of cards about bees, and what a run of them leaves."""

from __future__ import annotations

from pathlib import Path

from factcards.batch import Plan, Request, Result, plan_jobs
from factcards.batch import make_files as make
from factcards.errors import Place
from factcards.model.cards import Action, Card, CardSet, Prose, Variant
from factcards.read.themes.theme_reader import read_theme

SQUARE = Request(sizes=("instagram-square",))


def card(name: str, *languages: str, url: str = "https://example.org/act", **fields: object) -> Card:
    def variant(tag: str) -> Variant:
        place = Place(f"bees/{name}.{tag}.yaml", 2, 7, "fact: …")
        return Variant("fact", (Prose(f"{name} dance.", tag),), Action(url), place, **fields)  # type: ignore[arg-type]

    return Card(name, "bees", "en", tuple((tag, variant(tag)) for tag in languages or ("en",)))


def bees(*cards: Card, **fields: object) -> CardSet:
    return CardSet("bees", cards, **fields)  # type: ignore[arg-type]


def plan(*cards: Card, request: Request = SQUARE, **fields: object) -> Plan:
    return plan_jobs([bees(*cards, **fields)], request, read_theme)


def make_files(*arguments: object, **options: object) -> tuple[Result, ...]:
    return make(*arguments, **options).results   # type: ignore[arg-type]


def listing(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
