"""Versions of installed distributions: those that `importlib.metadata` finds."""

from __future__ import annotations

import sys
from importlib import metadata

import pytest

from factcards.batch.versions import library_versions, parse_versions
from factcards.storage import installed_versions
from factcards.storage.installed_versions import find_version


@pytest.fixture
def fresh():
    """Forget which folders were found, before and after a test."""
    installed_versions._list_folders.cache_clear()
    yield
    installed_versions._list_folders.cache_clear()


def test_versions_are_those_of_importlib():
    names = {name for one in metadata.distributions() if (name := one.metadata["Name"])}
    assert {"pillow", "fonttools"} <= {name.lower() for name in names}
    for name in names:
        assert find_version(name) == metadata.version(name)
    assert find_version("no-such-library") is None


def test_versions_of_the_libraries_that_draw_are_known():
    versions = parse_versions(library_versions())
    assert versions["pillow"] == metadata.version("pillow")
    assert versions["python"].startswith(f"{sys.version_info.major}.{sys.version_info.minor}.")


@pytest.mark.usefixtures("fresh")
def test_the_first_on_the_path_counts_and_older_kinds_are_found(tmp_path, monkeypatch):
    for place, version in (("a", "2.0rc1+x.1"), ("b", "1.0")):
        folder = tmp_path / place / f"Made_up.name-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\r\nName: Made-up.name\r\nVersion: {version}\r\n")
        monkeypatch.syspath_prepend(tmp_path / place)
    egg = tmp_path / "a" / "older-3.1.egg-info"
    egg.mkdir()
    (egg / "PKG-INFO").write_text("Metadata-Version: 1.0\nName: older\nVersion: 3.1\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "none"), *sys.path])
    assert find_version("made-up-name") == metadata.version("made-up-name") == "2.0rc1+x.1"
    assert find_version("older") == "3.1"
