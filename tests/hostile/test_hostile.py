"""Every fiftieth of the hostile cases: nothing escapes, nothing hangs, nothing ends in a traceback."""

from __future__ import annotations

import sys

import pytest
from hostile_run import COUNTS, run_cases

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox reads /proc")


@pytest.mark.parametrize("kind", COUNTS)
def test_hostile_files_harm_nothing(kind: str) -> None:
    found = list(run_cases(kind, range(0, COUNTS[kind], 50)))
    assert [finding for finding in found if finding.faults] == []
