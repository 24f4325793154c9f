"""Files are written in full or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.batches import listing

from factcards.storage.files import write_atomic


def test_file_is_complete_or_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "a" / "b.png"
    write_atomic(file, b"whole")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, b"half")
    assert file.read_bytes() == b"whole"
    assert listing(tmp_path) == ["a/b.png"]
