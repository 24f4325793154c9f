"""`examples/service.py`: cards over HTTP, headers for caches, answers to wrong requests, and a free event loop."""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

import factcards

ROOT = Path(__file__).parent.parent
SET = ROOT / "examples" / "small-set"
CARD = "/cards/small-set/palermo-protocol.en.story.png"
TOO_LONG = f'language: en\nfact: "{"Far too many words. " * 140}"\nsource: A\naction: https://example.org\n'

Ask = Callable[[httpx.AsyncClient], Awaitable[Any]]


@pytest.fixture
def ask(tmp_path: Path) -> Callable[[Ask], Any]:
    """Return a function that sends requests to the service, which has the small set and one card that is refused."""
    spec = importlib.util.spec_from_file_location("service", ROOT / "examples" / "service.py")
    assert spec is not None
    assert spec.loader is not None
    service = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(service)
    shutil.copytree(SET, tmp_path / "small-set")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "long.yaml").write_text(TOO_LONG, encoding="utf-8")
    app = service.make_app(tmp_path)

    def run(requests: Ask) -> Any:
        async def connect() -> Any:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://cards.example") as client:
                return await requests(client)

        return asyncio.run(connect())

    return run


def test_a_card_has_an_etag_and_a_maximum_age(ask):
    async def requests(client):
        first = await client.get(CARD)
        tag = first.headers["etag"]
        again = [await client.get(CARD, headers={"If-None-Match": known}) for known in (tag, f'W/{tag}, "x"', '"x"')]
        return first, again

    first, again = ask(requests)
    assert (first.status_code, first.headers["content-type"]) == (200, "image/png")
    assert first.content == factcards.encode(factcards.read_cards(SET)["palermo-protocol"], size="story", language="en")
    assert first.headers["cache-control"] == "public, max-age=3600"
    assert [answer.status_code for answer in again] == [304, 304, 200]
    assert [answer.content for answer in again] == [b"", b"", first.content]
    assert all(answer.headers["etag"] == first.headers["etag"] for answer in again)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("no-set/palermo-protocol.en.story.png", "there is no ['no-set', 'palermo-protocol', 'en'] at 'story'"),
        ("small-set/no-card.en.story.png", "there is no ['small-set', 'no-card', 'en'] at 'story'"),
        ("small-set/palermo-protocol.fr.story.png", "there is no ['small-set', 'palermo-protocol', 'fr'] at 'story'"),
        ("small-set/palermo-protocol.en.a7.png", "there is no ['small-set', 'palermo-protocol', 'en'] at 'a7'"),
        ("small-set/%1B[2J%E2%80%AE%0Afake.en.story.png",
         "there is no ['small-set', '\\x1b[2J\\u202e\\nfake', 'en'] at 'story'"),
    ],
)
def test_a_path_without_a_card_is_not_found(ask, path, message):
    answer = ask(lambda client: client.get(f"/cards/{path}"))
    assert (answer.status_code, answer.text) == (404, message)


def test_the_answer_for_a_refused_card_has_the_message(ask):
    answer = ask(lambda client: client.get("/cards/other/long.en.instagram-square.png"))
    assert answer.status_code == 422
    assert "long.yaml:2:7: error: fact: the text does not fit" in answer.text
    assert "hint: shorten the text" in answer.text


def test_the_loop_stays_free_while_cards_are_rendered(ask):
    """Check that a later request for a missing card is answered before the cards of earlier requests are ready."""

    async def requests(client):
        sizes = ("story", "instagram-square", "instagram-portrait", "x-landscape")
        cards = [asyncio.ensure_future(client.get(CARD.replace("story", size))) for size in sizes]
        await asyncio.sleep(0)   # lets the event loop start the requests; it does not wait
        answer = await client.get("/cards/small-set/none.en.story.png")
        ready = sum(card.done() for card in cards)
        return answer, ready, await asyncio.gather(*cards)

    answer, ready, answers = ask(requests)
    assert answer.status_code == 404
    assert [one.status_code for one in answers] == [200] * 4
    assert len({one.content for one in answers}) == 4
    assert ready < 4
