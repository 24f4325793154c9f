"""The URL that a link opens, by two implementations of the WHATWG URL standard: npm's whatwg-url and Chromium."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import programs

_OPEN = """
const open = link => {
  try { const u = new URL(link); return [u.href, u.hostname, u.pathname]; } catch { return null; }
};
"""
_NODE = f"""
const {{ URL }} = require("whatwg-url");
const links = JSON.parse(require("fs").readFileSync(0, "utf8"));
{_OPEN}
process.stdout.write(JSON.stringify(links.map(open)));
"""
_PAGE = """<!doctype html><meta charset="utf-8"><pre id="answer"></pre><script>
const links = %s;
%s
document.getElementById("answer").textContent = encodeURIComponent(JSON.stringify(links.map(open)));
</script>
"""
_PATIENCE = 120   # seconds


class Opened(NamedTuple):
    """A link as a browser parses it: the whole URL, its host in ASCII, its path."""

    href: str
    host: str
    path: str


def ask_node(links: Sequence[str]) -> list[Opened | None]:
    """Parse each link with whatwg-url; the result is None if it rejects the link."""
    answer = subprocess.run(["node", "-e", _NODE], input=json.dumps(links), cwd=programs.NPM_FOLDER, check=True,
                          capture_output=True, text=True, encoding="utf-8", timeout=_PATIENCE)  # fmt: skip
    return [Opened(*one) if one else None for one in json.loads(answer.stdout)]


def ask_chromium(links: Sequence[str]) -> list[Opened | None]:
    """Parse each link with headless Chromium, without opening it; the result is None if it rejects the link."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "links.html"
        page.write_text(_PAGE % (json.dumps(links).replace("<", "\\u003c"), _OPEN), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", f"--user-data-dir={folder}/profile",
                   "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]  # fmt: skip
        answer = subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True, text=True,
                              encoding="utf-8", timeout=_PATIENCE)  # fmt: skip
    found = re.search(r'<pre id="answer">([^<]*)</pre>', answer.stdout)
    assert found, answer.stderr[-1000:]
    return [Opened(*one) if one else None for one in json.loads(_unquote(found[1]))]


def _unquote(text: str) -> str:
    return bytes(re.sub("%(..)", lambda m: chr(int(m[1], 16)), text), "latin-1").decode("utf-8")
