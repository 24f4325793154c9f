"""Shared fixtures: folders of results and of stack traces."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder for results; it does not exist yet."""
    return tmp_path / "out"


@pytest.fixture
def trace_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write stack traces of deliberate errors to a folder that pytest cleans up, and return it."""
    folder = tmp_path_factory.mktemp("traces")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder
