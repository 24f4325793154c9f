"""Memory use: it does not grow with the number of cards, and a worker with all fonts loaded stays small."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")
ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
MAX_WORKER = 150
"""Maximum memory of a worker process, in MB."""
MAX_GROWTH = 1.05
"""Maximum peak of a run, relative to the peak while its first `FIRST` files are written."""
MAX_ENTRY = 0.0035
"""Maximum memory of a card's entry in the manifest, in MB."""
FIRST = 200
MAX_UNCHANGED_SECONDS = 2 / 10_000
"""Maximum processor time for a card file that has not changed, in seconds."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the test reads /proc")

SCRIPTS = """
import json, re
from gflanguages import LoadLanguages
from factcards.batch import open_assets
from factcards.model.cards import Action, Card, Prose, Source, Variant
from factcards.errors import FactcardsError, Place
from factcards.rendering.jobs import Job, render_job
from factcards.localize import localize_card
from factcards.read.themes.theme_reader import read_theme
from factcards.model.sizes import find_size

texts = {}
for language in sorted(LoadLanguages().values(), key=lambda one: (-one.population, one.id)):
    if language.script and language.sample_text.tester:
        texts.setdefault(language.script, (language.language, language.sample_text.tester.split(chr(10))[0][:150]))
drawn = []
for script, (language, text) in texts.items():
    source = Source(line=Prose("United Nations, 1948", "en"))
    variant = Variant("fact", (Prose(text, language),), Action("https://example.org"), Place("", 1, 1), source=source)
    card = localize_card(Card("card", "", language, ((language, variant),)), language)
    try:
        job = Job(card, read_theme("statement"), find_size("instagram-portrait"), "png")
        render_job(job, open_assets(()))
        drawn.append(script)
    except FactcardsError:
        pass
refused = sorted(texts.keys() - set(drawn))
state = open("/proc/self/smaps_rollup").read()
sizes = [int(re.search(rf"^{kind}: +([0-9]+)", state, re.M)[1]) / 1000 for kind in ("Rss", "Pss")]
print(json.dumps([drawn, refused, *sizes]))
"""

REFUSED = {
    "Berf", "Chrs", "Diak", "Hani", "Kawi", "Krai", "Maka", "Nagm", "Nand", "Ougr", "Sunu", "Tnsa", "Todr", "Toto",
    "Vith",
}  # fmt: skip
"""Scripts without a font, and Hani, whose sample is Vietnamese in characters that no font has."""


@pytest.mark.sweep
def test_a_worker_stays_small_with_all_fonts():
    """Draw a card in each script that has a sample text and a font, in one process."""
    pytest.importorskip("gflanguages")
    run = subprocess.run([sys.executable, "-c", SCRIPTS], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    drawn, refused, resident, own = json.loads(run.stdout)
    print(f"{len(drawn)} scripts: {resident:.0f} MB resident (RSS), {own:.0f} MB with a share of shared pages (PSS)")
    assert set(refused) == REFUSED
    assert len(drawn) >= 142
    assert own <= resident < MAX_WORKER


def memory_of(pid: int) -> float:
    """Return the proportional set size of a process in MB, or 0 if the process has ended."""
    try:
        found = re.search(r"^Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) / 1000 if found else 0


def children_of(pid: int) -> list[int]:
    """Return the process ids of a process's children, or none if the process has ended."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]
    except OSError:
        return []


@pytest.mark.parametrize(
    "cards", [pytest.param(1500, marks=pytest.mark.sweep), pytest.param(20_000, marks=pytest.mark.soak)]
)
def test_memory_does_not_grow_with_the_number_of_cards(cards: int, tmp_path: Path):
    """Compare the peak of a run with the peak of its first cards; only the manifest grows with each card.

    A second run without changes takes at most two seconds of processor time for ten thousand cards.
    """
    bees = tmp_path / "bees"
    bees.mkdir()
    settings = "language: en\ntype: each\nsizes: [whatsapp-square]\nsource: Frisch, 1927\naction: https://example.org/{card}\n"
    (bees / "set.yaml").write_text(settings, encoding="utf-8")
    for number in range(cards):
        fact = f'fact: "Bee number **{number}** dances to tell the way to flowers {7 * number} metres away."\n'
        (bees / f"bee{number:05}.yaml").write_text(fact, encoding="utf-8")
    command = [sys.executable, "-m", "factcards", "render", "bees", "-j", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT)
    first, whole, worker = 0.0, 0.0, 0.0
    while process.poll() is None:
        whole = max(whole, memory_of(process.pid))
        if sum(len(files) for _, _, files in os.walk(tmp_path / "out")) <= FIRST:
            first = whole
        worker = max([worker, *map(memory_of, children_of(process.pid))])
        time.sleep(0.05 if cards < 5000 else 1)   # interval between two samples of memory
    assert process.returncode == 0
    assert len(list((tmp_path / "out").rglob("*.png"))) == cards
    print(f"{cards} cards: {first:.0f} MB with the first {FIRST}, {whole:.0f} MB in all; a worker {worker:.0f} MB")
    assert whole <= MAX_GROWTH * first + MAX_ENTRY * cards
    assert worker < MAX_WORKER
    start, again = measure_cost(tmp_path, "--version"), measure_cost(tmp_path, "render", "bees")
    print(f"again: {again - start:.2f} s of processor time without the start of the program")
    assert again - start < MAX_UNCHANGED_SECONDS * cards


def measure_cost(folder: Path, *arguments: str) -> float:
    """Return the processor time that the command takes, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "factcards", *arguments], cwd=folder, env=ENVIRONMENT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
