"""Processes: few jobs start none, and several render the same files as one."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from dataclasses import fields
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from support.batches import card, listing, make_files, plan

from factcards.batch import Request, open_external, open_processes
from factcards.batch.executors import ExternalExecutor
from factcards.batch.process_pools import RecordedProcesses, open_pool
from factcards.batch.processes import share_processes
from factcards.rendering.records import Record


def test_few_jobs_start_no_process():
    with open_processes(8, 7) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()
    with open_processes(1, 1000) as executor:
        assert executor.submit(os.getpid).result() == os.getpid()


def test_processes_make_the_same_files_in_the_same_order(tmp_path: Path):
    planned = plan(*(card(f"bee{n}") for n in range(4)), request=Request(sizes=("story", "instagram-square")))
    alone = make_files(planned, tmp_path / "alone")
    spread = make_files(planned, tmp_path / "spread", partial(open_processes, 2))
    for one, other in zip(alone, spread, strict=True):
        for name in (field.name for field in fields(Record)):
            assert getattr(one.record, name) == getattr(other.record, name), name
    for name in listing(tmp_path / "alone"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "spread" / name).read_bytes()


def interrupt_pool(found: list[int]) -> None:
    """Open a pool of one process, add its number to `found`, and stop as Ctrl-C does while it works."""
    with open_pool(1) as pool:
        found.append(pool.submit(os.getpid).result(60))
        pool.submit(time.sleep, 60)
        raise KeyboardInterrupt


def test_a_pool_that_is_interrupted_ends_its_own_processes_only():
    others = get_context("spawn").Process(target=time.sleep, args=(60,))
    others.start()
    try:
        found: list[int] = []
        with pytest.raises(KeyboardInterrupt):
            interrupt_pool(found)
        assert others.is_alive()
        with pytest.raises(ProcessLookupError):
            os.kill(found[0], 0)
    finally:
        others.kill()
        others.join()


@pytest.mark.parametrize(("is_command", "expected"), [(True, signal.SIG_IGN), (False, signal.default_int_handler)])
def test_only_the_command_ignores_interrupts_while_processes_start(
    is_command: bool, expected: object, monkeypatch: pytest.MonkeyPatch
):
    seen = []
    start = RecordedProcesses.Process

    def record(*arguments: Any, **named: Any) -> object:
        seen.append(signal.getsignal(signal.SIGINT))
        return start(*arguments, **named)

    monkeypatch.setattr(RecordedProcesses, "Process", record)
    with open_processes(2, 8) if is_command else open_external(BrokenPool())(8) as pool:
        assert pool.submit(os.getpid).result(60) != os.getpid()
    assert set(seen) == {expected}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


class BrokenPool(ExternalExecutor):
    """A program's pool whose process has died."""

    def __init__(self) -> None:
        super().__init__(ThreadPoolExecutor(1))
        self.broken = True


def die() -> None:
    """End the worker process as the system does when the memory is used up."""
    os._exit(1)


def test_shared_processes_stay_for_several_rounds_and_are_replaced_if_one_dies():
    with share_processes(2) as open_shared:
        with open_shared(4) as executor:
            assert executor.submit(os.getpid).result() == os.getpid(), "too few jobs for processes"
        found = []
        for _ in range(2):
            with open_shared(100) as executor:
                found.append(executor)
        assert found[0] is found[1]
        with open_shared(1) as executor:
            assert executor is found[0], "they run already"
            with pytest.raises(BrokenExecutor):
                executor.submit(die).result(60)
        with open_shared(100) as executor:
            assert executor is not found[0]
            assert executor.submit(os.getpid).result(60) != os.getpid()
    with pytest.raises(RuntimeError):
        executor.submit(os.getpid)
