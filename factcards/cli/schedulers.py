"""Where pictures are drawn: in processes of this machine, or by the workers of a scheduler."""

from __future__ import annotations

import logging
import warnings
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlsplit

from ..batch import OpenExecutor, open_elsewhere, open_processes, with_store
from ..errors import FactcardsError
from ..storage.optional_imports import load_extra

SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}
"""What an address may begin with, and what distributed calls it."""
_PATIENCE = 10   # seconds for a scheduler to answer, and for a first worker


@contextmanager
def open_workers(asked: Namespace) -> Iterator[OpenExecutor]:
    """Opens what the command line asks for: `--on` a scheduler, with its `--store`, or `--jobs` processes."""
    if not asked.on:
        yield partial(open_processes, asked.jobs)
        return
    with _open_cluster(asked.on) as executor:
        yield open_elsewhere(with_store(executor, asked.store) if asked.store else executor)


@contextmanager
def _open_cluster(url: str) -> Iterator[Executor]:
    """The executor of a scheduler of dask; FactcardsError where none answers or it has no worker."""
    distributed = load_extra("distributed", "dask", f"`{url}`")
    for name in sorted(name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"):
        logging.getLogger(name).setLevel(logging.CRITICAL)   # what is to be told, we tell
    parts = urlsplit(url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")   # that versions differ, each job finds out by itself
        try:
            client = distributed.Client(f"{SCHEMES[parts.scheme]}://{parts.netloc}", timeout=_PATIENCE)
        except OSError:   # a timeout too
            raise FactcardsError(f"no scheduler answers at `{url}`") from None
        try:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except OSError:
                raise FactcardsError(f"the scheduler at `{url}` has no worker") from None
            yield client.get_executor(pure=False)
        finally:
            client.close()
