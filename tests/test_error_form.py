"""`examples/error_form.py`: a form that is shown again with each error beside its field."""

from __future__ import annotations

import importlib.util
import io
import re
from html import unescape
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image
from support.wsgi import ask

ROOT = Path(__file__).parents[1]
CARD = {"language": "en", "fact": "Honey never spoils.", "source": "A. Baker", "action": "https://example.org/bees"}


@pytest.fixture(scope="module")
def form() -> ModuleType:
    """Import the example, which is not in a package."""
    spec = importlib.util.spec_from_file_location("error_form", ROOT / "examples" / "error_form.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_messages(page: str) -> dict[str, list[str]]:
    """Return the messages of a page by the field that they follow."""
    found: dict[str, list[str]] = {}
    field = ""
    for name, message in re.findall(r'<textarea name="(\w+)">|<p role="alert">(.*?)</p>', page):
        field = name or field
        if message:
            found.setdefault(field, []).append(unescape(message))
    return found


def test_an_empty_form_has_no_messages(form: ModuleType):
    answer = ask(form.application)
    assert (answer.status, answer.headers["Content-Type"]) == ("200 OK", "text/html; charset=utf-8")
    assert find_messages(answer.body.decode()) == {}
    assert re.findall(r'name="(\w+)"', answer.body.decode()) == [*form.FIELDS]


def test_each_error_follows_its_field(form: ModuleType):
    answer = ask(form.application, form={**CARD, "language": "en_US", "action": "www.example.org"})
    assert answer.status == "422 Unprocessable Content"
    assert find_messages(answer.body.decode()) == {
        "language": ["language `en_US` has an underscore: write `en-US`"],
        "action": ["found `www.example.org`, expected a link that begins with `http:`, `https:`, `mailto:` or `tel:`: "
                   "write `https://www.example.org`"],
    }  # fmt: skip


def test_an_empty_field_is_an_error_unless_it_is_the_headline(form: ModuleType):
    answer = ask(form.application, form={**dict.fromkeys(form.FIELDS, ""), "action": CARD["action"]})
    found = find_messages(answer.body.decode())
    assert found.keys() == {"language", "fact", "source"}
    assert all(message.startswith("this is empty") for messages in found.values() for message in messages)
    assert ask(form.application, form={**CARD, "headline": ""}) == ask(form.application, form=CARD)


def test_the_form_keeps_what_was_written_and_escapes_it(form: ModuleType):
    page = ask(form.application, form={**CARD, "fact": '</textarea><b>"**', "source": "<i>"}).body.decode()
    assert '<textarea name="fact">&lt;/textarea&gt;&lt;b&gt;&quot;**</textarea>' in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_a_text_that_does_not_fit_is_an_error_of_its_field(form: ModuleType):
    answer = ask(form.application, form={**CARD, "fact": "Honey never spoils. " * 120})
    assert answer.status == "422 Unprocessable Content"
    (fact,) = find_messages(answer.body.decode())["fact"]
    assert fact.startswith("the text does not fit")


def test_a_card_without_errors_is_answered_with_its_picture(form: ModuleType):
    answer = ask(form.application, form=CARD)
    assert (answer.status, answer.headers["Content-Type"]) == ("200 OK", "image/png")
    assert Image.open(io.BytesIO(answer.body)).size == (1080, 1350)


def test_a_visitor_can_set_no_other_field(form: ModuleType):
    other = ask(form.application, form={**CARD, "theme": "half", "image": "/etc/hostname", "sorce": "x"})
    assert other == ask(form.application, form=CARD)
