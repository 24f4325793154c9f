"""The library leaves the state of the process that uses it as it is: logging, warnings, signals and more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CARD = """\
language: en
fact: "Bees **dance** to tell the way."
source: Frisch, 1927
action: https://example.org/act
brand: {name: Bees, logo: logo.svg}
"""
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#fff"/></svg>
"""
# what a program may have set before it uses the library
HOST = """\
import logging, multiprocessing, os, signal, sys, threading, warnings
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

logging.basicConfig(level=logging.INFO, filename="host.log")
logging.getLogger("fontTools").setLevel(logging.ERROR)
warnings.filterwarnings("error", category=ResourceWarning)
signal.signal(signal.SIGTERM, lambda *_: None)
sys.excepthook = lambda *_: None
"""
# what the library must leave as it is
STATE = """
import decimal, faulthandler, gc, json, locale, random, socket

def describe_logger(logger):
    return [logger.level, logger.propagate, logger.disabled, list(map(repr, logger.handlers)), len(logger.filters)]

def record():
    known = {n: l for n, l in logging.root.manager.loggerDict.items() if isinstance(l, logging.Logger)}
    plain = [logging.NOTSET, True, False, [], 0]
    return {
        "logging": describe_logger(logging.root),
        # a library may ask for a logger; it must not configure one
        "loggers": {n: describe_logger(l) for n, l in sorted(known.items()) if describe_logger(l) != plain},
        "logging defaults": [logging.root.manager.disable, repr(logging.lastResort), repr(logging.getLoggerClass())],
        "warnings.filters": list(map(repr, warnings.filters)),
        "warnings.showwarning": repr(warnings.showwarning),
        "signals": {s.name: repr(signal.getsignal(s)) for s in sorted(signal.valid_signals())
                    if isinstance(s, signal.Signals)},
        "hooks": [repr(sys.excepthook), repr(threading.excepthook), repr(sys.unraisablehook), repr(sys.displayhook)],
        "streams": [repr(sys.stdin), repr(sys.stdout), repr(sys.stderr)],
        "locale": locale.setlocale(locale.LC_ALL, None),
        "sys.path": list(sys.path),
        "sys.meta_path": [getattr(finder, "__name__", repr(finder)) for finder in sys.meta_path],
        "sys.path_hooks": list(map(repr, sys.path_hooks)),
        "sys limits": [sys.getrecursionlimit(), sys.getswitchinterval(), threading.stack_size()],
        "environ": dict(os.environ),
        "folder": [os.getcwd(), os.umask(os.umask(0o22))],
        "threads": sorted(t.name for t in threading.enumerate()),
        "start method": multiprocessing.get_start_method(allow_none=True),
        "children": len(multiprocessing.active_children()),
        "numbers": [repr(random.getstate()), repr(decimal.getcontext())],
        "others": [gc.isenabled(), gc.get_threshold(), socket.getdefaulttimeout(), faulthandler.is_enabled()],
    }
"""
USE = """
def use():
    import factcards
    cards = factcards.read_cards("bees")
    card = cards["honey"]
    assert factcards.render(card).size == (1080, 1350)
    assert factcards.encode(card, format="webp")
    try:
        factcards.read_cards("broken.yaml")
    except factcards.ReadError as error:
        assert error.problems
    try:
        factcards.parse_card("fact: [")
    except factcards.ReadError as error:
        assert error.problems
    sizes = ["whatsapp-square", "open-graph"]
    with ProcessPoolExecutor(2) as executor:
        assert len(factcards.render_all(cards, out="by-processes", sizes=sizes, executor=executor)) == 4
    with ThreadPoolExecutor(2) as executor:
        assert len(factcards.render_all(cards, out="by-threads", sizes=sizes, executor=executor)) == 4
    with ProcessPoolExecutor(1) as executor:   # its process dies
        executor.submit(os._exit, 1)
        results = factcards.render_all(cards, out="broken-pool", sizes=sizes, executor=executor)
        assert len([result for result in results if result.file]) == 4
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(20)

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")   # Python chooses one when a program starts its first process
    before = record()
    use()
    print(json.dumps([before, record()]))
"""


def test_the_library_leaves_the_state_of_its_host_as_it_is(tmp_path: Path):
    bees = tmp_path / "bees"
    bees.mkdir()
    (bees / "honey.yaml").write_text(CARD, encoding="utf-8")
    (bees / "wax.yaml").write_text(CARD.replace("dance", "build"), encoding="utf-8")
    (bees / "logo.svg").write_text(LOGO, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("fact: **x\nsauce: {", encoding="utf-8")
    (tmp_path / "host.py").write_text(HOST + STATE + USE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "host.py"], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    before, after = json.loads(done.stdout)
    ours = ["_FormerNames"]   # the documented finder of the names of version 1.0
    assert after.pop("sys.meta_path") == before.pop("sys.meta_path") + ours
    assert after == before
