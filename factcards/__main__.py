"""`python -m factcards`."""

from __future__ import annotations

import sys

from .cli import main

if __name__ == "__main__":   # a process started for the work imports this file too
    sys.exit(main())
