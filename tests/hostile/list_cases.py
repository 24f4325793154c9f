"""Hostile manifests and caches, as another user of a shared folder or a pull request may write them.

Each attack changes the files of a successful run: `out/manifest.json`, the entries of the cache, links in `out`.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from svg_cases import damage

_VALUES: tuple[Any, ...] = (
    "../secret/canary",
    "/etc/passwd",
    "link/canary",
    "set/en/../../../secret/canary",
    "..",
    "",
    "\0",
    "a\u202e",
    "manifest.json",
    "set/en/other.png",
    5,
    -1,
    2**70,
    1.5,
    True,
    None,
    [],
    {},
    ["a"],
    {"a": 1},
    "x" * 100_000,
    [[[[[[[[]]]]]]]],
    "C:\\x",
    "CON",
)

Attack = Callable[[Path, Path, random.Random], None]


def attack_lists(out: Path, cache: Path, chance: random.Random) -> None:
    """Change the files of a run by one attack; the attack and its values are drawn by `chance`."""
    chance.choice(_ATTACKS)(out, cache, chance)


def _find_places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _find_places(inner, (*path, key))


def _replace_some(value: Any, chance: random.Random) -> None:
    places = list(_find_places(value))
    for place in chance.sample(places, min(len(places), chance.choice((1, 1, 3)))):
        at = value
        try:
            for key in place[:-1]:
                at = at[key]
            at[place[-1]] = chance.choice(_VALUES)
        except (LookupError, TypeError):  # an earlier change removed it
            continue


def _change_manifest(out: Path, _cache: Path, chance: random.Random) -> None:
    path = out / "manifest.json"
    listed = json.loads(path.read_text(encoding="utf-8"))
    _replace_some(listed, chance)
    path.write_text(json.dumps(listed), encoding="utf-8")


def _add_row(out: Path, _cache: Path, chance: random.Random) -> None:
    """List a file of someone else, with its true digest."""
    path, canary = out / "manifest.json", out.parent / "secret" / "canary"
    listed = json.loads(path.read_text(encoding="utf-8"))
    row = dict(listed["files"][0])
    data = canary.read_bytes()
    row["file"] = chance.choice(
        ("../secret/canary", "set/../../secret/canary", "link/canary", str(canary), "set/en/canary")
    )
    row |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "card": "gone"}
    listed["files"].append(row)
    (out / "link").symlink_to(out.parent / "secret")
    path.write_text(json.dumps(listed), encoding="utf-8")


def _replace_manifest(out: Path, _cache: Path, chance: random.Random) -> None:
    path = out / "manifest.json"
    path.unlink()
    chance.choice(
        (
            lambda: path.write_text("[" * 200_000, encoding="utf-8"),
            lambda: path.write_bytes(b"\xff\xfe\0"),
            lambda: path.symlink_to(out.parent / "secret" / "canary"),
            path.mkdir,
            lambda: path.write_text("{}", encoding="utf-8"),
            lambda: path.write_text('{"files": [' + '{"sha256": 1},' * 1000 + "{}]}", encoding="utf-8"),
            lambda: path.write_text("9" * 100_000, encoding="utf-8"),
            lambda: path.write_text('"' + "\\ud800" * 1000 + '"', encoding="utf-8"),
        )
    )()


def _link_out(out: Path, _cache: Path, chance: random.Random) -> None:
    """Create a link where the run will write."""
    secret = out.parent / "secret"
    for file in sorted(out.rglob("*.png")):
        file.unlink()
    folder = next(f for f in sorted(out.iterdir()) if f.is_dir())
    match chance.randrange(4):
        case 0:
            for language in sorted(folder.iterdir()):
                language.rmdir()
            folder.rmdir()
            folder.symlink_to(secret)
        case 1:
            (out / ".manifest.lock").symlink_to(secret / "created")
        case 2:
            language = next(iter(sorted(folder.iterdir())))
            language.rmdir()
            language.symlink_to(secret)
        case _:
            language = next(iter(sorted(folder.iterdir())))
            (language / "c.instagram-portrait.png").symlink_to(secret / "canary")


def _change_cache(out: Path, cache: Path, chance: random.Random) -> None:
    """Change the content of every entry and update its checksum, as an attacker who knows the format would."""
    for file in sorted(out.rglob("*.png")):
        file.unlink()
    for path in sorted(p for p in cache.rglob("*") if p.is_file() and len(p.name) == 64):
        _, _, rest = path.read_bytes().partition(b"\n")
        kind = path.parent.parent.name
        head, mark, payload = rest.partition(b"\n")
        try:
            record = json.loads(head)
        except ValueError:
            continue
        match chance.randrange(3):
            case 0 if isinstance(record, dict) and "sha256" in record:
                payload = b"payload of someone else"
                record |= {"sha256": hashlib.sha256(payload).hexdigest(), "bytes": len(payload)}
                record["file"] = chance.choice(("../secret/canary", "link/canary", "../../.bashrc", "set/en/x.png"))
            case 1:
                _replace_some(record, chance)
            case _:
                payload = damage(payload or b"x", chance)
        rest = json.dumps(record).encode() + mark + payload
        path.write_bytes(hashlib.sha256(f"{kind} {path.name}\n".encode() + rest).hexdigest().encode() + b"\n" + rest)


def _damage_cache(out: Path, cache: Path, chance: random.Random) -> None:
    for file in sorted(out.rglob("*.png")):
        file.unlink()
    for path in sorted(p for p in cache.rglob("*") if p.is_file()):
        path.write_bytes(damage(path.read_bytes(), chance))


_ATTACKS: tuple[Attack, ...] = (
    _change_manifest,
    _add_row,
    _replace_manifest,
    _link_out,
    _change_cache,
    _damage_cache,
    _change_manifest,
    _add_row,
)
