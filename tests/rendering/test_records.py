"""Records as JSON: problems have their kind, which manifests of 1.0 lack."""

from __future__ import annotations

import pytest

from factcards.batch.accepted import AcceptedProblem
from factcards.batch.run_summary import RunSummary, summary_from_json, summary_to_json
from factcards.errors import Place, Problem
from factcards.rendering.records import Record, problem_to_json, record_from_json, record_to_json
from factcards.storage.json_values import MalformedError

SMALL = Problem("warning", "type of 18 px is too small", field="source", kind="small-type")
RECORD = Record(
    "en/a.story.png", "", "a", "en", "ltr", "story", 9, 16, "png", 4, "0" * 64, "1" * 64, "Bees.",
    "https://equalitynow.org", None, (), (SMALL,),
)  # fmt: skip


def test_a_problems_kind_is_read_back():
    (problem,) = record_from_json(record_to_json(RECORD)).problems
    assert (problem, problem.kind) == (SMALL, "small-type")
    assert problem_to_json(SMALL)["kind"] == "small-type"


def test_manifest_of_1_0_without_kinds_is_read():
    entry = record_to_json(RECORD)
    entry["problems"] = [{"severity": "warning", "field": "source", "message": SMALL.message, "hint": ""}]
    (problem,) = record_from_json(entry).problems
    assert (problem, problem.kind) == (SMALL, "")


@pytest.mark.parametrize("kind", [1, None, ["small-type"], {"a": "b"}, True])
def test_kind_that_is_not_text_is_refused(kind):
    entry = record_to_json(RECORD)
    entry["problems"] = [problem_to_json(SMALL) | {"kind": kind}]
    with pytest.raises(MalformedError, match="kind"):
        record_from_json(entry)


def test_summary_round_trips_with_kinds_and_accepted_problems():
    placed = Problem("warning", "blurred", Place("a.yaml", 3, 8, "image: b.jpg", 5), "image", "larger", "blurred")
    outcome = RunSummary(
        (SMALL,), ((placed, ("story",)),), accepted=((AcceptedProblem(SMALL, "it is meant so"), ("story",)),)
    )
    recalled = summary_from_json(summary_to_json(outcome))   # type: ignore[arg-type]
    assert (recalled.problems[0].kind, recalled.job_problems[0][0].kind) == ("small-type", "blurred")
    assert recalled.accepted == outcome.accepted


@pytest.mark.parametrize("accepted", [[[{}, [], "x"]], [["x"]], [[{}, [1], "x"]], [[{}, [], 1]], "x"])
def test_accepted_problems_of_a_cached_summary_are_checked(accepted):
    with pytest.raises(MalformedError):
        summary_from_json(summary_to_json(RunSummary()) | {"accepted": accepted})
