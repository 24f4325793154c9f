"""Dispatch: every executor gives the same outcomes, and a failing job or process affects only its card."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from support.batches import card, plan

from factcards.batch import Failure, Plan, Request, explain_failure, open_serial
from factcards.batch.dispatch import run_tasks
from factcards.batch.process_pools import open_pool
from factcards.batch.processes import SerialExecutor
from factcards.errors import Place, Problem, SceneError
from factcards.model.assets import Assets
from factcards.rendering.jobs import Job

pytestmark = pytest.mark.usefixtures("trace_folder")


KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def shout(job: Job, _assets: Assets) -> str:
    return job.card.id.upper()


def fail_at_wax(job: Job, _assets: Assets) -> str:
    if job.card.id == "wax":
        raise SceneError([Problem("error", "too many bees", field="fact")])
    if job.card.id == "hive":
        raise ZeroDivisionError("bees by zero")
    return job.card.id


def die_at_wax(job: Job, _assets: Assets) -> str:
    if job.card.id == "wax":
        os.kill(os.getpid(), KILL)   # as the kernel does when memory runs out
    return job.card.id


def die_once_at_wax(job: Job, assets: Assets) -> str:
    mark = Path(os.environ["DIED_ONCE"])
    if job.card.id != "wax" or mark.exists():
        return job.card.id
    mark.touch()
    return die_at_wax(job, assets)


def outcomes(work: object, planned: Plan, open_executor: object) -> dict[str, object]:
    found = run_tasks(planned.tasks, work, open_executor)  # type: ignore[arg-type]
    return {task.job.card.id: outcome for task, outcome in found}


def test_failing_job_does_not_affect_others():
    found = outcomes(fail_at_wax, plan(card("honey"), card("wax"), card("hive"), card("comb")), open_serial)
    assert found["honey"] == "honey"
    assert found["comb"] == "comb"
    assert found["wax"] == Failure((Problem("error", "too many bees", field="fact"),))
    assert isinstance(found["hive"], Failure)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor, None])
def test_every_executor_gives_the_same_results(kind: type | None):
    planned = plan(*(card(f"bee{n}") for n in range(5)))
    if kind is None:
        found = outcomes(shout, planned, open_serial)
    else:
        with kind(2) as executor:
            found = outcomes(shout, planned, lambda _: nullcontext(executor))
    assert found == {f"bee{n}": f"BEE{n}" for n in range(5)}


def test_process_that_dies_fails_only_its_card():
    planned = plan(*(card(name) for name in ("honey", "wax", "comb")))
    found = outcomes(die_at_wax, planned, lambda _: open_pool(1))
    message = "its process ended without a message: perhaps the memory was used up"
    failure = found.pop("wax")
    assert failure == Failure((Problem("error", message),), "transient")
    place = Place("bees/wax.en.yaml", 2, 7)
    assert str(explain_failure(failure, place)[0]) == f"bees/wax.en.yaml:2:7: error: {message}"
    assert found == {name: name for name in ("honey", "comb")}


def test_process_that_dies_once_fails_no_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DIED_ONCE", str(tmp_path / "died"))
    names = ("honey", "wax", "comb")
    found = outcomes(die_once_at_wax, plan(*(card(name) for name in names)), lambda _: open_pool(1))
    assert found == {name: name for name in names}
    assert (tmp_path / "died").exists()


class RecordingExecutor(SerialExecutor):
    """An executor that records the jobs of each call, as card and size."""

    def __init__(self) -> None:
        self.calls: list[list[tuple[str, str]]] = []

    def submit(self, work: Any, /, *arguments: Any, **named: Any) -> Any:
        self.calls.append([(job.card.id, job.size.name) for job in arguments[1]])
        return super().submit(work, *arguments, **named)


@pytest.mark.parametrize(
    ("is_drawn", "cards", "expected"),
    [
        (True, 200, [("bee0", "story")]),
        (False, 200, [("bee0", "story"), ("bee0", "x-landscape")]),
        (False, 1, [("bee0", "story")]),   # otherwise one process would do everything
    ],
)
def test_sizes_of_a_card_are_laid_out_together_but_drawn_apart(
    is_drawn: bool, cards: int, expected: list[tuple[str, str]]
):
    planned = plan(*(card(f"bee{n}") for n in range(cards)), request=Request(sizes=("story", "x-landscape")))
    executor = RecordingExecutor()
    tasks = [task for task, _ in run_tasks(planned.tasks, shout, lambda _: executor, is_drawn=is_drawn)]
    assert executor.calls[0] == expected
    assert sorted(map(id, tasks)) == sorted(map(id, planned.tasks))
