"""A real dask scheduler with worker processes, and a server that implements S3."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from support.results import hide_time, listing
from test_broken_runs import await_files, lay_cards, render, start

ROOT = Path(__file__).parents[2]
CARDS = 40
pytestmark = [pytest.mark.sweep, pytest.mark.skipif(os.name == "nt", reason="processes are killed as on POSIX")]
KEYS = {"AWS_ACCESS_KEY_ID": "bee", "AWS_SECRET_ACCESS_KEY": "hive", "AWS_DEFAULT_REGION": "us-east-1"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(folder: Path, name: str, *command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python program with its output in a file."""
    said = {**os.environ, "PYTHONPATH": str(ROOT), **KEYS, **environment}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=folder, env=said, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def await_words(folder: Path, name: str, words: str) -> None:
    end = time.monotonic() + 60
    log = folder / f"{name}.log"
    while words not in log.read_text(encoding="utf-8", errors="replace"):
        assert time.monotonic() < end, log.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.05)   # polls the log of another process


class Cluster:
    """A scheduler and its workers; each has a separate working folder without the cards."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self._stack = folder, stack
        port = free_port()
        self.url, self._address = f"dask://127.0.0.1:{port}", f"tcp://127.0.0.1:{port}"
        options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
        stack.enter_context(running(folder, "scheduler", "distributed.cli.dask_scheduler", *options))
        await_words(folder, "scheduler", "Scheduler at")
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        name = f"worker{len(self.workers)}"
        (self.folder / name).mkdir()
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        command = ("distributed.cli.dask_worker", self._address, *options)
        worker = self._stack.enter_context(running(self.folder / name, name, *command, **environment))
        await_words(self.folder / name, name, "Registered to")
        self.workers.append(worker)
        return worker


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


@pytest.fixture(scope="module")
def hive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("hive")
    bees = lay_cards(folder / "bees", CARDS)
    assert render(str(bees), "-o", str(folder / "clean"), "-j", "2") == (0, "")
    return bees, listing(folder / "clean")


class Bucket:
    """A bucket on a moto server. Other processes read it, since tests must not open connections."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.environment = {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}

    def ask(self, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", f"import json, s3fs\nfs = s3fs.S3FileSystem()\n{code}"], check=True,
            capture_output=True, text=True, env={**os.environ, **self.environment},
        )  # fmt: skip
        return done.stdout

    def files(self, path: str) -> dict[str, bytes]:
        into = self.folder / "fetched" / path
        self.ask(f"fs.get('bees/{path}/', {str(into) + '/'!r}, recursive=True)")
        found = listing(into)
        shutil.rmtree(into)
        return found

    def requests(self) -> list[str]:
        """Return the requests to the server in order, such as `PUT bees/…`."""
        log = (self.folder / "s3.log").read_text(encoding="utf-8", errors="replace")
        return re.findall(r'"?(?:\x1b\[\d+m)*(GET|PUT|HEAD|DELETE|POST) (/bees\S*) HTTP', log)  # type: ignore[return-value]


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    with running(folder, "s3", "moto.server", "-H", "127.0.0.1", "-p", str(port)):
        await_words(folder, "s3", "Running on")
        made = Bucket(folder, port)
        made.ask("fs.mkdir('bees')")
        yield made


def pictures(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.endswith(".png")}


def records(files: dict[str, bytes]) -> list[dict[str, object]]:
    found = json.loads(files["manifest.json"])["files"]
    return [{name: said for name, said in record.items() if name != "md5"} for record in found]


def test_worker_killed_halfway_loses_no_file(hive: tuple[Path, dict[str, bytes]], cluster: Cluster, tmp_path: Path):
    bees, clean = hive
    cluster.add_worker()
    cluster.add_worker()
    out = tmp_path / "out"
    process = start("render", str(bees), "-o", str(out), "--on", cluster.url)
    await_files(out, CARDS // 3)
    cluster.workers[0].send_signal(signal.SIGKILL)
    made = len(list(out.rglob("*.png")))
    printed, reported = process.communicate(timeout=120)
    assert (process.returncode, printed, hide_time(reported)) == (0, "", f"{CARDS} pictures in `{out}`, 0.0 s\n")
    assert made < CARDS, "it was killed before all was made"
    assert listing(out) == clean
    assert render(str(bees), "-o", str(out), "--on", cluster.url, "--why") == (0, "")
    assert listing(out) == clean


def test_a_card_that_kills_its_workers_is_reported(
    hive: tuple[Path, dict[str, bytes]], cluster: Cluster, tmp_path: Path
):
    """The card kills four workers in turn; the other cards of its chunk are rendered."""
    bees, clean = hive
    (tmp_path / "deadly").mkdir()
    (tmp_path / "deadly" / "sitecustomize.py").write_text(
        "import os\nfrom factcards.batch import make\nreal = make.render_job\n"
        "def render(job, assets):\n    return os._exit(9) if job.card.id == 'bee007' else real(job, assets)\n"
        "make.render_job = render\n",
        encoding="utf-8",
    )
    for _ in range(5):
        cluster.add_worker(PYTHONPATH=f"{tmp_path / 'deadly'}:{ROOT}")
    out = tmp_path / "out"
    status, reported = render(str(bees), "-o", str(out), "--on", cluster.url)
    assert status == 1
    assert reported.splitlines()[0] == (
        f"{bees}/bee007.yaml:1:7: error: every worker that tried it died: perhaps the memory was used up "
        "(at whatsapp-square)"
    )
    assert [worker.poll() is None for worker in cluster.workers].count(True) == 1
    wanted = {name: data for name, data in pictures(clean).items() if "bee007" not in name}
    assert pictures(listing(out)) == wanted


def test_worker_with_another_source_is_refused(hive: tuple[Path, dict[str, bytes]], cluster: Cluster, tmp_path: Path):
    shutil.copytree(ROOT / "factcards", tmp_path / "other" / "factcards")
    (tmp_path / "other" / "fonts").symlink_to(ROOT / "fonts")
    with (tmp_path / "other" / "factcards" / "sizes.py").open("a", encoding="utf-8") as file:
        file.write("# another one\n")
    cluster.add_worker(PYTHONPATH=str(tmp_path / "other"))
    status, reported = render(str(hive[0]), "-o", str(tmp_path / "out"), "--on", cluster.url)
    assert status == 1
    version = r"factcards \S+ \([0-9a-f]{16}\)"
    assert re.fullmatch(
        rf"error: worker `\S+` has {version}, and `\S+` has {version}: install the same there, since otherwise the "
        r"same card would not give the same bytes\n0 pictures, 1 error\n",
        reported,
    )
    assert pictures(listing(tmp_path / "out")) == {}


def test_missing_scheduler_or_worker_is_reported(
    hive: tuple[Path, dict[str, bytes]], cluster: Cluster, tmp_path: Path
):
    nobody = f"dask://127.0.0.1:{free_port()}"
    out = str(tmp_path / "out")
    assert render(str(hive[0]), "-o", out, "--on", nobody) == (1, f"error: no scheduler answers at `{nobody}`\n")
    reported = f"error: the scheduler at `{cluster.url}` has no worker\n"
    assert render(str(hive[0]), "-o", out, "--on", cluster.url) == (1, reported)


def test_workers_read_from_a_store_and_write_to_a_bucket(
    hive: tuple[Path, dict[str, bytes]], cluster: Cluster, bucket: Bucket, tmp_path: Path
):
    """The folder of the cards is hidden from the workers, so that they see only the store."""
    bees, clean = hive
    own = tmp_path / "mine"
    shutil.copytree(bees, own / "bees")
    for _ in range(2):   # a worker from which the folder is hidden, as if its disk were another
        cluster.add_worker(**bucket.environment, PYTHONPATH=f"{hide(tmp_path, own)}:{ROOT}")
    arguments = ("bees", "-o", "s3://bees/out", "--on", cluster.url, "--store", "s3://bees/store")
    assert render(*arguments, environment=bucket.environment, cwd=own) == (0, "")
    made = bucket.files("out")
    assert pictures(made) == pictures(clean)
    assert records(made) == records(clean)
    assert len(bucket.files("store")) == 1   # the photograph
    before = len(bucket.requests())
    assert render(*arguments, "--why", environment=bucket.environment, cwd=own) == (0, "")
    asked = bucket.requests()[before:]
    assert len(asked) < 15, asked
    assert not any(method in ("PUT", "POST", "DELETE") for method, _ in asked)
    assert not any(path.endswith(".png") for _, path in asked)
    assert bucket.files("out") == made


def hide(folder: Path, hidden: Path) -> Path:
    """Return a folder whose `sitecustomize` hides another folder from Python."""
    made = folder / "hiding"
    made.mkdir(exist_ok=True)
    (made / "sitecustomize.py").write_text(
        "import os\nfrom factcards.storage import files\nreal = files.os.open\n"
        "class Blind:\n    def __getattr__(self, name):\n        return getattr(os, name)\n"
        "    def open(self, path, *rest):\n"
        f"        if str(path).startswith({str(hidden)!r}):\n            raise FileNotFoundError(2, 'not there')\n"
        "        return real(path, *rest)\n"
        "files.os = Blind()\n",
        encoding="utf-8",
    )
    return made


def test_shards_may_write_to_one_bucket_at_the_same_time(hive: tuple[Path, dict[str, bytes]], bucket: Bucket):
    bees, clean = hive
    runs = [
        start("render", str(bees), "-o", "s3://bees/parts", "-j", "1", "--shard", f"{number}/3",
              environment=bucket.environment)
        for number in (1, 2, 3)
    ]  # fmt: skip
    assert [run.communicate(timeout=120) and run.returncode for run in runs] == [0, 0, 0]
    merged = start("merge", "s3://bees/parts", environment=bucket.environment)
    assert merged.communicate(timeout=60) == ("", f"{CARDS} pictures in `s3://bees/parts`\n")
    made = bucket.files("parts")
    assert pictures(made) == pictures(clean)
    assert records(made) == records(clean)
    assert sorted(name for name in made if "/" not in name) == ["manifest.json"]


def test_simultaneous_runs_to_one_bucket_lose_no_record(hive: tuple[Path, dict[str, bytes]], bucket: Bucket):
    bees, clean = hive
    cards = sorted(bees.glob("bee*.yaml"))
    runs = [
        start("render", *map(str, cards[number::4]), "-o", "s3://bees/many", "-j", "1", environment=bucket.environment)
        for number in range(4)
    ]
    assert [run.communicate(timeout=120) and run.returncode for run in runs] == [0, 0, 0, 0]
    assert records(bucket.files("many")) == records(clean)


def test_unusable_store_is_reported(hive: tuple[Path, dict[str, bytes]], bucket: Bucket):
    nobody = {**bucket.environment, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"}
    status, reported = render(str(hive[0]), "-o", "s3://bees/out", environment=nobody)
    assert status == 1
    assert reported.startswith("error: `s3://bees/out` cannot be used: Could not connect to the endpoint URL")
    status, reported = render(str(hive[0]), "-o", "s3://wasps/out", environment=bucket.environment)
    assert (status, reported) == (1, "error: `s3://wasps/out` cannot be used: The specified bucket does not exist\n")
