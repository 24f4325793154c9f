"""Every fiftieth hostile case: no access to other files, no hang, no traceback."""

from __future__ import annotations

import sys

import pytest
from hostile_run import COUNTS, run_cases

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox reads /proc")


@pytest.mark.parametrize("kind", COUNTS)
def test_hostile_files_harm_nothing(kind: str) -> None:
    numbers = range(0, COUNTS[kind], 50)
    findings = list(run_cases(kind, numbers))
    assert [finding.number for finding in findings] == list(numbers)
    assert [finding for finding in findings if finding.errors] == []
