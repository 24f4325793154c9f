"""Opens the workers that draw: processes of this machine, or the workers of a scheduler."""

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
"""Schemes that an address may have, and what `distributed` calls them."""
_CONNECT_TIMEOUT = 10   # seconds to wait for the scheduler, and for a first worker


@contextmanager
def open_workers(args: Namespace) -> Iterator[OpenExecutor]:
    """Open the workers that the command line names: the scheduler `--on` with its `--store`, or `--jobs` processes."""
    if not args.on:
        yield partial(open_processes, args.jobs)
        return
    with _connect_dask(args.on) as executor:
        yield open_external(with_store(executor, store=args.store) if args.store else executor)


@contextmanager
def _connect_dask(url: str) -> Iterator[Executor]:
    """Connect to a dask scheduler. Raises FactcardsError if it does not answer or has no worker."""
    distributed = import_optional("distributed", "dask", f"`{url}`")
    for name in sorted(name for name in logging.root.manager.loggerDict if name.split(".")[0] == "distributed"):
        logging.getLogger(name).setLevel(logging.CRITICAL)   # we report what matters
    parts = urlsplit(url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")   # each job checks the versions itself
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
