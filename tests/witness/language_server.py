"""A client of npm's yaml-language-server, which editors such as VS Code use: completion, hover, diagnostics."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from typing import Any

import programs

_SERVER = programs.NPM_FOLDER / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_PATIENCE = 120   # seconds
_SETTINGS = {   # no schema is fetched
    "yaml": {
        "schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}, "validate": True, "hover": True,
        "completion": True,
    }
}  # fmt: skip
_CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}


class LanguageServer:
    """A running server. Files are opened with the text that a test gives; they need not be on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            ["node", str(_SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._stop = threading.Timer(_PATIENCE, self._process.kill)   # reading then ends with an error
        self._stop.start()
        self._last = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        self._request("initialize", processId=None, rootUri=folder.as_uri(), capabilities=_CAPABILITIES)
        self._notify("initialized")
        self._notify("workspace/didChangeConfiguration", settings=_SETTINGS)

    def close(self) -> None:
        """End the server."""
        self._stop.cancel()
        self._process.kill()
        self._process.communicate()

    def complete(self, text: str, schema: Path) -> list[str]:
        """Return the labels that are offered at the sign `|` of a text."""
        found = self._ask("completion", text, schema)
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]

    def hover(self, text: str, schema: Path) -> str:
        """Return what is shown at the sign `|` of a text, as Markdown."""
        found = self._ask("hover", text, schema)
        return str(found["contents"]["value"]) if found else ""

    def check(self, text: str, schema: Path) -> list[tuple[int, str]]:
        """Return the line of each problem of a text, from 1, and its message."""
        uri = self._open(text, schema)
        while uri not in self._diagnostics:
            self._read()
        return [(one["range"]["start"]["line"], one["message"]) for one in self._diagnostics[uri]]

    def _ask(self, method: str, text: str, schema: Path) -> Any:
        before, _, after = text.partition("|")
        uri = self._open(before + after, schema)
        line = before.count("\n") + 1   # after the line that names the schema
        column = len(before.rpartition("\n")[2])
        position = {"line": line, "character": column}
        return self._request(f"textDocument/{method}", textDocument={"uri": uri}, position=position)

    def _open(self, text: str, schema: Path) -> str:
        self._last += 1
        uri = (self.folder / f"card-{self._last}.yaml").as_uri()
        whole = f"# yaml-language-server: $schema={schema}\n{text}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": whole}
        self._notify("textDocument/didOpen", textDocument=document)
        return uri

    def _request(self, method: str, **params: Any) -> Any:
        self._last += 1
        sent = self._last
        self._send({"id": sent, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == sent and "method" not in message:
                return message["result"]

    def _notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """Return the next message. Requests of the server are answered, diagnostics are kept."""
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            wanted = [_SETTINGS.get(item.get("section"), {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message
