"""Processes: few jobs start none, and several render the same files as one."""

from __future__ import annotations

import os
from dataclasses import fields
from functools import partial
from pathlib import Path

from support.batches import card, listing, make_files, plan

from factcards.batch import Request, open_processes
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
