"""Serve cards over HTTP, rendered on request (pip install starlette uvicorn). python examples/service.py [FOLDER]."""

import asyncio
import hashlib
import sys
from functools import lru_cache
from pathlib import Path

import uvicorn
from starlette import applications, requests, responses, routing

import factcards


def make_app(folder: Path) -> applications.Starlette:
    sets = {one.id: one for one in factcards.read_sets(folder).sets}
    known = {(one.id, card.id, tag) for one in sets.values() for card in one.cards for tag, _ in card.variants}

    @lru_cache(maxsize=64)   # the last 64 pictures, about 20 MB
    def render(name: str, card: str, language: str, size: str) -> tuple[bytes, str]:
        data = factcards.encode(sets[name][card], size=size, language=language)
        return data, f'"{hashlib.sha256(data).hexdigest()}"'

    async def show(request: requests.Request) -> responses.Response:
        *asked, size = (request.path_params[part] for part in ("set", "card", "language", "size"))
        if tuple(asked) not in known or size not in {one.name for one in factcards.SIZES}:
            return responses.PlainTextResponse(f"there is no {asked!a} at {size!a}", 404)
        try:   # in a thread, so that the event loop can serve other requests
            data, tag = await asyncio.to_thread(render, *asked, size)
        except factcards.FactcardsError as error:
            return responses.PlainTextResponse(str(error), 422)
        fresh = tag in request.headers.get("If-None-Match", "")
        headers = {"ETag": tag, "Cache-Control": "public, max-age=3600"}
        return responses.Response(b"" if fresh else data, 304 if fresh else 200, headers, "image/png")
    return applications.Starlette(routes=[routing.Route("/cards/{set}/{card}.{language}.{size}.png", show)])


if __name__ == "__main__":
    uvicorn.run(make_app(Path(sys.argv[1] if sys.argv[1:] else "cards")))
