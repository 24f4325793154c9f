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

from ..batch import OpenExecutor, open_external, open_processes, with_store
from ..errors import FactcardsError
from ..storage.optional_imports import import_optional

SCHEMES = {"dask": "tcp", "tcp": "tcp", "tls": "tls"}
"""What an address may begin with, and what distributed calls it."""
_CONNECT_TIMEOUT = 10   # seconds for a scheduler to answer, and for a first worker


@contextmanager
def open_workers(args: Namespace) -> Iterator[OpenExecutor]:
    """Opens what the command line asks for: `--on` a scheduler, with its `--store`, or `--jobs` processes."""
    if not args.on:
        yield partial(open_processes, args.jobs)
        return
    with _connect_dask(args.on) as executor:
        yield open_external(with_store(executor, args.store) if args.store else executor)


@contextmanager
def _connect_dask(url: str) -> Iterator[Executor]:
    """The executor of a scheduler of dask; FactcardsError where none answers or it has no worker."""
    distributed = import_optional("distributed", "dask", f"`{url}`")
    for name in sorted(name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"):
        logging.getLogger(name).setLevel(logging.CRITICAL)   # what is to be told, we tell
    parts = urlsplit(url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")   # that versions differ, each job finds out by itself
        try:
            client = distributed.Client(f"{SCHEMES[parts.scheme]}://{parts.netloc}", timeout=_CONNECT_TIMEOUT)
        except OSError:   # a timeout too
            raise FactcardsError(f"no scheduler answers at `{url}`") from None
        try:
            try:
                client.wait_for_workers(1, timeout=_CONNECT_TIMEOUT)
            except OSError:
                raise FactcardsError(f"the scheduler at `{url}` has no worker") from None
            yield client.get_executor(pure=False)
        finally:
            client.close()
