"""Requests to a WSGI application, with the standard library's check that both sides keep to the protocol."""

from __future__ import annotations

import io
from typing import Any, NamedTuple
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator


class Answer(NamedTuple):
    """The answer to a request."""

    status: str
    headers: dict[str, str]
    body: bytes


def ask(application: Any, path: str = "/", form: dict[str, str] | None = None) -> Answer:
    """Return the answer to a request for a path, or to a form that is sent there."""
    body = urlencode(form or {}).encode()
    environ: dict[str, Any] = {
        "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "", "REQUEST_METHOD": "GET" if form is None else "POST",
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
    }  # fmt: skip
    setup_testing_defaults(environ)
    started = list[Any]()
    answer = validator(application)(environ, lambda *head: started.extend(head))
    sent = b"".join(answer)
    answer.close()
    status, headers, *_ = started
    found = Answer(status, dict(headers), sent)
    assert int(found.headers["Content-Length"]) == len(sent)
    return found
