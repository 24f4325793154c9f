"""Serve a form with each error beside its field, at http://127.0.0.1:8000. python examples/error_form.py."""

from html import escape
from urllib.parse import parse_qsl
from wsgiref.simple_server import make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import factcards

FIELDS = ("language", "headline", "fact", "source", "action")


def draw_form(values: dict[str, str], problems: tuple[factcards.Problem, ...]) -> str:
    found: dict[str, list[str]] = {name: [] for name in (*FIELDS, "")}
    for problem in problems:
        field = problem.field.partition(".")[0]   # `action.url` belongs to `action`
        message = f"{problem.message}: {problem.hint}" if problem.hint else problem.message
        found[field if field in FIELDS else ""].append(f'<p role="alert">{escape(message)}</p>')
    rows = [f'<label>{name} <textarea name="{name}">{escape(values.get(name, ""))}</textarea></label>'
            f'{"".join(found[name])}' for name in FIELDS]  # fmt: skip
    return f'<!DOCTYPE html><meta charset="utf-8"><form method="post">{"".join(rows + found[""])}<button>Draw</button>'


def application(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    sent = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), 100_000)).decode(errors="replace")
    fields = [(key, text) for key, text in parse_qsl(sent, keep_blank_values=True) if key in FIELDS]
    values = {key: text for key, text in fields if text or key != "headline"}   # a required field is wrong if empty
    status, kind, body = "200 OK", "text/html; charset=utf-8", draw_form(values, ()).encode()
    if environ["REQUEST_METHOD"] == "POST":
        try:   # with `files` and without `folder`, no text of a visitor opens a file
            kind, body = "image/png", factcards.encode(factcards.parse_card(values, files={}))
        except factcards.FactcardsError as error:
            status, body = "422 Unprocessable Content", draw_form(values, error.problems).encode()
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


if __name__ == "__main__":
    make_server("127.0.0.1", 8000, application).serve_forever()
