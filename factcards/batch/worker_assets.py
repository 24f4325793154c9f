"""The fonts and photographs of a job: from this machine's disk or, on a worker, from a store.

Jobs that may run on another machine are sent with `Requirements`: digests of our source, the libraries and the fonts. A
worker that has others draws nothing, since the same input would not give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Problem, SceneError, WorkerError
from ..late_loading import import_late
from ..model.assets import Assets
from ..photos import PhotoKey, PhotoLibrary
from ..rendering.jobs import Job
from ..storage.blobs import BlobCache, BlobStore
from ..storage.files import digest_file, read_regular
from ..storage.json_values import MalformedError, is_text, list_of, load_json
from ..storage.paths import UnsafeNameError, result_path
from ..text.fonts.font_files import MAX_BYTES as MAX_FONT_BYTES
from ..text.fonts.font_library import find_font_files, open_fonts
from .versions import library_versions, parse_versions, program_version

if TYPE_CHECKING:
    import platform

    from ..photos import photo_files, pixels
else:
    pixels = import_late("..photos.pixels", __package__)
    photo_files = import_late("..photos.photo_files", __package__)
    platform = import_late("platform")

_OPEN_LOCK = threading.RLock()
"""Held while fonts are opened: otherwise threads that start together would each open them."""
_IN_STORE = b""
"""In place of a picture's bytes in memory: a worker takes them from the store. No picture is empty."""


@dataclass(frozen=True, slots=True)
class FontRequirements:
    """Folders of a designer's fonts, the digest of each folder's list of files, and that of the whole library."""

    folders: tuple[str, ...]
    lists: tuple[str, ...]
    library: str


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a worker needs for the jobs of a run.

    `sender` is the name of the machine that sends them, and `root` the folder to which its paths are relative. `store`
    is the folder from which a worker takes files that its own disk lacks, "" for none. Versions and digests are the
    sender's.
    """

    sender: str
    root: str
    store: str
    program: str
    engines: str
    fonts: tuple[FontRequirements, ...]


def open_assets(folders: tuple[str, ...], requirements: Requirements | None = None) -> Assets:
    """Open our fonts, those of a designer's folders, and photographs: once for each process, shared by its threads.

    With `requirements` they are those of the sender. Raises WorkerError, which ends the run, if they cannot be had.
    """
    with _OPEN_LOCK:
        return _open_cached(folders) if requirements is None else _open_required(folders, requirements)


@lru_cache(maxsize=16)
def _open_cached(folders: tuple[str, ...]) -> Assets:
    return Assets(open_fonts(*map(Path, folders)), PhotoLibrary())


def make_font_requirements(folders: tuple[str, ...]) -> FontRequirements:
    """Describe the fonts that this machine opens with folders of a designer's fonts."""
    return FontRequirements(folders, tuple(map(_digest_fonts, folders)), open_assets(folders).fonts.digest)


def make_requirements(fonts: Iterable[FontRequirements], store: str) -> Requirements:
    """Return the requirements of jobs with these fonts, as this machine meets them."""
    return Requirements(platform.node(), str(Path.cwd()), store, program_version(), library_versions(), tuple(fonts))


def upload_assets(store: BlobStore, jobs: Iterable[Job], known: set[str]) -> None:
    """Upload the photographs, logos and designers' fonts of jobs to the store, unless it has them.

    `known` has the folders and digests that were uploaded before; those of these jobs are added to it.
    """
    for job in jobs:
        for folder in (folder for folder in job.fonts if folder not in known):
            listed = _to_bytes(_list_fonts(Path(folder)))
            for name, digest in json.loads(listed):
                store.put(digest, partial(read_regular, Path(folder) / name, MAX_FONT_BYTES))
            store.put(hashlib.sha256(listed).hexdigest(), partial(bytes, listed))
        for key in _list_photos(job):
            if key.digest not in known:
                store.put(key.digest, partial(_read_photo, key))
        known |= {*job.fonts, *(key.digest for key in _list_photos(job))}


def _list_photos(job: Job) -> Iterable[PhotoKey]:
    cards = [page.card for page in job.pages or (job,)]
    images, brands = ([c.image for c in cards if c.image], [c.brand for c in cards if c.brand])
    found = [image.photo for image in images] + [key for b in brands for key in (b.logo, b.other_logo)]
    return [key for key in found if key]


def _read_photo(key: PhotoKey) -> bytes:
    """Return a picture's bytes. Raises OSError if its file cannot be read."""
    return read_regular(Path(key.file), photo_files.MAX_BYTES) if key.data is None else key.data


def drop_photo_bytes(job: Job) -> Job:
    """Return a job for a worker with a store: without the bytes of its pictures in memory, which the store has."""
    if all(key.data is None for key in _list_photos(job)):
        return job
    card, pages = job.card, tuple(map(drop_photo_bytes, job.pages))
    image = card.image and replace(card.image, photo=_drop_bytes(card.image.photo))
    brand = card.brand and replace(
        card.brand,
        logo=card.brand.logo and _drop_bytes(card.brand.logo),
        other_logo=card.brand.other_logo and _drop_bytes(card.brand.other_logo),
    )
    return replace(job, card=replace(card, image=image, brand=brand), pages=pages)


def _drop_bytes(key: PhotoKey) -> PhotoKey:
    return key if key.data is None else replace(key, data=_IN_STORE)


def _list_fonts(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the names of the font files in a folder, each with its digest."""
    return tuple((path.relative_to(folder).as_posix(), digest_file(path)) for path in find_font_files(folder))


def _to_bytes(listed: Iterable[tuple[str, str]]) -> bytes:
    return json.dumps(list(listed), ensure_ascii=False).encode()


def _digest_fonts(folder: str | Path) -> str:
    """Return the digest of the list of a folder's fonts; "" if a font cannot be read."""
    try:
        return hashlib.sha256(_to_bytes(_list_fonts(Path(folder)))).hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=4)
def _open_required(folders: tuple[str, ...], requirements: Requirements) -> Assets:
    _check_versions(requirements)
    required = next(one for one in requirements.fonts if one.folders == folders)
    blobs = _open_blob_cache(requirements.store) if requirements.store else None
    is_here = requirements.root == str(Path.cwd())
    own = folders if is_here else tuple(str(Path(requirements.root, folder)) for folder in folders)
    pairs = zip(required.lists, own, strict=True)
    here = {digest: folder for digest, folder in pairs if _digest_fonts(folder) == digest}
    missing = dict.fromkeys(digest for digest in required.lists if digest not in here)
    if missing and blobs is None:
        folder = folders[required.lists.index(next(iter(missing)))]
        message = f"worker `{platform.node()}` does not have the fonts in `{folder}`: give `--store`, or copy them"
        raise WorkerError(message)
    if missing and blobs:
        fetched = Path(tempfile.mkdtemp(prefix="factcards-fonts-"))
        here |= {digest: _fetch_fonts(fetched / digest, blobs.get(digest), blobs) for digest in missing}
        fonts = open_fonts(*(Path(here[digest]) for digest in required.lists))
        weakref.finalize(fonts, shutil.rmtree, fetched, ignore_errors=True)
    else:
        fonts = open_assets(tuple(here[digest] for digest in required.lists)).fonts
    if fonts.digest != required.library:
        raise WorkerError(
            f"worker `{platform.node()}` has other built-in fonts than `{requirements.sender}`: "
            "install the same font packages there"
        )
    return Assets(fonts, PhotoLibrary(partial(_load_photo, requirements.root, blobs)))


@cache
def _open_blob_cache(store: str) -> BlobCache:
    return BlobCache(BlobStore(store))


def _fetch_fonts(folder: Path, listed: bytes | None, blobs: BlobCache) -> str:
    """Fetch the fonts that a list from the store describes. Returns their folder. Raises WorkerError."""
    try:
        fonts = load_json(listed or b"[]")
        if not list_of(list_of(is_text))(fonts) or any(len(font) != 2 for font in fonts):
            raise MalformedError("a row does not have the form `[name, digest]`")
        files = [(result_path(folder, name), name, digest) for name, digest in fonts]
    except (MalformedError, UnsafeNameError) as error:
        raise WorkerError(f"the store's list of fonts cannot be used: {error}") from None
    for path, name, digest in files:
        data = blobs.get(digest)
        if data is None:
            raise WorkerError(f"the store does not have the font `{name}` any more")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(folder)


def _load_photo(root: str, blobs: BlobCache | None, key: PhotoKey) -> bytes:
    """Return a picture's bytes, from memory or the disk if it is there, otherwise from the store."""
    if key.data:
        return pixels.load_photo(key)
    try:
        if key.data is None:
            return pixels.load_photo(replace(key, file=str(Path(root, key.file))))
    except SceneError:
        if blobs is None:
            message = f"worker `{platform.node()}` does not have the picture `{key.file}`"
            raise WorkerError(f"{message}: give `--store`, or copy it there") from None
    data = blobs.get(key.digest) if blobs else None
    if data is None:
        hint = "read the cards again, or replace the file"
        message = f"the picture `{key.file}` is not in the store{' either' if key.data is None else ''}"
        raise SceneError([Problem("error", message, field=key.used_as, hint=hint, kind="picture")])
    return data


def _check_versions(requirements: Requirements) -> None:
    """Raise WorkerError, which names the differences, if this machine does not have the sender's versions."""
    ours, theirs = parse_versions(library_versions()), parse_versions(requirements.engines)
    differing = [name for name in {**theirs, **ours} if ours.get(name) != theirs.get(name)]
    here = [f"{name} {ours.get(name, '-')}" for name in differing]
    there = [f"{name} {theirs.get(name, '-')}" for name in differing]
    if program_version() != requirements.program:
        here, there = [program_version(), *here], [requirements.program, *there]
    if here:
        has, wants = ", ".join(here), ", ".join(there)
        raise WorkerError(
            f"worker `{platform.node()}` has {has}, and `{requirements.sender}` has {wants}: install the same there, "
            "since otherwise the same card would not give the same bytes"
        )
