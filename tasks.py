#!/usr/bin/env python3
"""The tasks of this project. Each does its own set-up and needs only Python 3.11 or newer.

python3 tasks.py cards      render the campaign into out/, and a page that shows it
python3 tasks.py test       run all checks; with --all (and in CI) the slow ones too
python3 tasks.py lint       run only ruff and mypy
python3 tasks.py bench      measure the speed beside other programs; with --quick in a minute or two
python3 tasks.py approve    accept the present results of the recorded cases

On Windows: py tasks.py …
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the message is for older versions
    sys.exit("found Python " + ".".join(map(str, sys.version_info[:2])) + ", expected Python 3.11 or newer")

import hashlib
import html
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent
OUT = ROOT / "out"
SCRIPTS = {   # a card per script, rendered from the installed wheel
    "latin": ("en", "**96%** of all victims are women and girls."),
    "cyrillic": ("ru", "**96 %** жертв — женщины и девочки."),
    "greek": ("el", "Το **96%** των θυμάτων είναι γυναίκες και κορίτσια."),
    "arabic": ("ar", "النساء والفتيات **96%** من الضحايا."),
    "hebrew": ("he", "נשים ונערות הן **96%** מהקורבנות."),
    "devanagari": ("hi", "पीड़ितों में **96%** महिलाएँ और लड़कियाँ हैं।"),
    "bengali": ("bn", "ভুক্তভোগীদের **৯৬%** নারী ও মেয়ে।"),
    "thai": ("th", "ผู้เสียหาย **96%** เป็นผู้หญิงและเด็กผู้หญิง"),
    "ethiopic": ("am", "ከተጎጂዎቹ **96%** ሴቶችና ልጃገረዶች ናቸው።"),
    "han-simplified": ("zh-Hans", "受害者中**96%**是妇女和女童。"),
    "han-traditional": ("zh-Hant", "受害者中**96%**是婦女和女童。"),
    "japanese": ("ja", "被害者の**96%**は女性と少女です。"),
    "korean": ("ko", "피해자의 **96%**는 여성과 소녀입니다."),
    "emoji": ("en", "Bees 🐝 find their way 🧭 by the sun ☀️."),
}


def main(arguments: list[str]) -> int:
    """Run one task and return the exit status."""
    tasks = {"cards": cards, "test": test, "lint": lint, "approve": approve}
    task, *rest = arguments or [""]
    if task == "bench":
        return bench(rest)
    if task not in tasks or set(rest) - {"--all"}:
        print(__doc__)
        return 0 if task in ("-h", "--help", "help") else 2
    return tasks[task](all_="--all" in rest or os.environ.get("CI") == "true")


# --- the environment


def set_up(*, tools: bool) -> Path:
    """Return the Python of `.venv` after installing this package; `tools` adds what the tests need."""
    folder = ROOT / ".venv"
    python = python_of(folder)
    stamp = folder / "installed.json"
    inputs = b"".join((ROOT / name).read_bytes() for name in ("constraints.txt", "pyproject.toml"))
    wanted = {"inputs": hashlib.sha256(inputs).hexdigest(), "python": sys.version, "root": str(ROOT)}
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    if {**found, "tools": 0} == {**wanted, "tools": 0} and (found["tools"] or not tools) and python.exists():
        return python
    same_python = {**found, "inputs": 0, "tools": 0} == {**wanted, "inputs": 0, "tools": 0} and python.exists()
    if not same_python:
        make_environment(folder)
    stamp.unlink(missing_ok=True)
    tools = tools or bool(found.get("tools"))
    say("installing the pinned versions into .venv")
    install(python, "-e", f"{ROOT}[test]" if tools else str(ROOT))
    stamp.write_text(json.dumps({**wanted, "tools": tools}), encoding="utf-8")
    return python


def make_environment(folder: Path) -> None:
    """Create an empty environment with pip."""
    if not importlib.util.find_spec("ensurepip"):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        hint = f"install its package `{package}` (sudo apt install {package})"
        sys.exit(f"this Python cannot create environments: {hint}")
    say(f"creating {folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder}")
    venv.EnvBuilder(with_pip=True, clear=True).create(folder)


def python_of(folder: Path) -> Path:
    """Return the path of an environment's Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(python: Path, *what: str) -> None:
    """Install packages with the pinned versions, also for the build."""
    pins = str(ROOT / "constraints.txt")
    pinned = {**os.environ, "PIP_CONSTRAINT": pins, "PIP_BUILD_CONSTRAINT": pins, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    run(python, "-m", "pip", "install", "--quiet", *what, env=pinned)


def say(message: str) -> None:
    """Print what is being done."""
    print(f"── {message}", flush=True)


def run(*command: str | Path, **options: object) -> None:
    """Run a command in the checkout; if it fails, end the task with its status."""
    status = subprocess.run(list(map(str, command)), **{"cwd": ROOT, **options}, check=False).returncode
    if status:
        print(f"── failed with status {status}: {' '.join(map(str, command))}", file=sys.stderr)
        raise SystemExit(status if status > 0 else 1)


# --- the tasks


def cards(*, all_: bool) -> int:  # noqa: ARG001 - every task has the same parameters
    """Render the campaign and write the page."""
    python = set_up(tools=False)
    say("rendering the cards in cards/")
    start = time.perf_counter()
    command = [str(python), "-m", "factcards"]
    process = subprocess.run(
        [*command, "render", "cards", "-o", "out", "--json"], cwd=ROOT, check=False, stdout=subprocess.PIPE
    )
    if not process.stdout or not (OUT / "manifest.json").is_file():
        return process.returncode or 1
    files = json.loads(process.stdout)["files"]  # in the order of the sets; the manifest is sorted
    say(f"{len(files)} pictures in {time.perf_counter() - start:.1f} s, in {OUT}")
    sheets = draw_sheets(command, files)
    (OUT / "index.html").write_text(draw_page(files, sheets), encoding="utf-8")
    say(f"see them all: {(OUT / 'index.html').as_uri()}")
    return process.returncode


def draw_sheets(command: list[str], files: list[dict[str, Any]]) -> list[str]:
    """Draw each set in its first size on a contact sheet in out/; return the names of the sheets."""
    sheets = []
    for set_ in dict.fromkeys(file["set"] for file in files):
        say(f"drawing a contact sheet of {set_}")
        name = "sheet.jpg" if not sheets else f"sheet-{set_}.jpg"
        size = next(file["size"] for file in files if file["set"] == set_)
        options = ["-s", size, "-o", str(OUT / name)]
        process = subprocess.run(
            [*command, "sheet", str(ROOT / "cards" / set_), *options], cwd=ROOT, check=False, stderr=subprocess.DEVNULL
        )
        sheets += [name] if process.returncode == 0 else []
    return sheets


def lint(*, all_: bool) -> int:  # noqa: ARG001 - every task has the same parameters
    """Check style and types."""
    python = set_up(tools=True)
    say("running ruff")
    run(python, "-m", "ruff", "check", ".")
    say("running mypy")
    run(python, "-m", "mypy")
    return 0


def test(*, all_: bool) -> int:
    """Run all checks."""
    python = set_up(tools=True)
    lint(all_=all_)
    with tempfile.TemporaryDirectory(prefix="factcards-") as folder:
        skipped = Path(folder) / "skipped.txt"
        environment = {**os.environ, "FACTCARDS_SKIPPED": str(skipped)}
        say("running the quick tests")
        run(python, "-m", "pytest", "-q", "-n", "auto", env=environment)
        if all_:
            say("running the slow tests: every line of Unicode's tests, every card in every shape")
            run(python, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", "-m", "sweep", env=environment)
        missing = skipped.read_text(encoding="utf-8").splitlines() if skipped.exists() else []
    check_wheel(python)
    say(f"all checks passed{describe_skipped(missing)}")
    return 0


def describe_skipped(missing: list[str]) -> str:
    """Return how many tests were skipped because a program is missing, and what to install; "" if there are none."""
    if not missing:
        return ""
    sys.path.append(str(ROOT / "tests" / "witness"))
    programs = importlib.import_module("programs")
    wanted = programs.explain_install(name for line in missing for name in line.split())
    return f"; {len(missing)} tests were skipped; they need {wanted}"


def approve(*, all_: bool) -> int:  # noqa: ARG001 - every task has the same parameters
    """Accept the present results of the recorded cases; review the difference like code."""
    python = set_up(tools=True)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        if "def _approve()" in file.read_text(encoding="utf-8"):
            say(f"accepting the present results of {file.relative_to(ROOT).as_posix()}")
            run(python, file, env={**os.environ, "PYTHONPATH": str(ROOT)})
    if shutil.which("git"):
        run("git", "--no-pager", "diff", "--stat", "--", "tests/cases", "tests/data", "docs", "README.md")
    return 0


def check_wheel(python: Path) -> None:
    """Build the wheel, install it into an empty environment, and render a card of every script there."""
    with tempfile.TemporaryDirectory(prefix="factcards-") as name:
        folder = Path(name)
        say("building the wheel")
        run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
        wheel = next(folder.glob("factcards-*.whl"))
        say(f"{wheel.name} has {wheel.stat().st_size / 1e6:.1f} MB; installing it into an empty environment")
        make_environment(folder / "env")
        clean = python_of(folder / "env")
        install(clean, str(wheel))
        source = folder / "scripts"
        source.mkdir()
        for script, (language, fact) in SCRIPTS.items():
            card = f'language: {language}\nfact: "{fact}"\nsource: "2014"\naction: https://example.org/act\n'
            (source / f"{script}.yaml").write_text(card, encoding="utf-8")
        say("rendering a card of every script there")
        elsewhere = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        elsewhere["FACTCARDS_CACHE"] = str(folder / "cache")   # the user's own cache must not be used
        command = clean.with_name("factcards.exe" if os.name == "nt" else "factcards")
        run(command, "render", source, "-o", folder / "out", cwd=folder, env=elsewhere)
        drawn = sorted(file.name.split(".")[0] for file in (folder / "out").rglob("*.png"))
        fonts = subprocess.run([str(command), "fonts"], cwd=folder, env=elsewhere, capture_output=True, check=True)
        if drawn != sorted(SCRIPTS) or b"Noto Sans CJK" not in fonts.stdout:
            listed = fonts.stdout.decode()
            sys.exit(f"the wheel is incomplete: it rendered {', '.join(drawn)}, with these fonts\n{listed}")
        say(f"{len(drawn)} scripts rendered")


# --- the bench


def bench(arguments: list[str]) -> int:
    """Measure the speed beside other programs; what this needs is installed into bench/.work."""
    return subprocess.run([sys.executable, ROOT / "bench" / "run.py", *arguments], cwd=ROOT, check=False).returncode


# --- the page


def draw_page(files: list[dict[str, Any]], sheets: Iterable[str] = ()) -> str:
    """Return the page that shows all pictures: a row for each card, with filters for language and size.

    Cards, languages and sizes are in the order of `files`; `sheets` are contact sheets to link.
    """
    order = {what: {name: at for at, name in enumerate(dict.fromkeys(f[what] for f in files))}
             for what in ("language", "size")}  # fmt: skip
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for file in files:
        if file["format"] in ("png", "jpeg", "webp"):
            rows.setdefault((file["set"], file["card"]), []).append(file)
    parts, folder = [], None
    for (set_, card), pictures in rows.items():
        if set_ != folder:
            parts.append(f"<h2>{html.escape(title(set_))}</h2>")
            folder = set_
        figures = "".join(map(draw_figure, sorted(pictures, key=lambda f: [order[what][f[what]] for what in order])))
        parts.append(f'<section aria-label="{html.escape(title(card))}"><h3>{html.escape(title(card))}</h3>'
                     f'<div class="row">{figures}</div></section>')  # fmt: skip
    fields = "".join(draw_choice(what, order[what]) for what in order)
    links = "".join(f'<a class="sheet" href="{html.escape(quote(name))}">{html.escape(name)}</a>' for name in sheets)
    shown = f"{len(rows)} cards, {len(files)} pictures"
    page = PAGE.replace("{{fields}}", fields).replace("{{shown}}", shown).replace("{{sheets}}", links)
    return page.replace("{{rows}}", "\n".join(parts))


def draw_figure(file: dict[str, Any]) -> str:
    """Return one picture with its alt text and the link of its code."""
    safe = {key: html.escape(str(value), quote=True) for key, value in file.items()}
    words = f'lang="{safe["language"]}" dir="{safe["direction"]}"'
    address = html.escape(quote(file["file"]))
    facts = f"{file['width']} × {file['height']}, {file['bytes'] / 1000:.0f} kB"
    style = f"--ratio:{file['width'] / file['height']:.4f}"
    return f"""<figure data-language="{safe["language"]}" data-size="{safe["size"]}" style="{style}">
<a href="{address}"><img loading="lazy" decoding="async" src="{address}"
width="{file["width"]}" height="{file["height"]}" {words} alt="{safe["alt"]}"></a>
<figcaption><b>{safe["language"]}</b> {safe["size"]} <small>{facts}</small>
<details><summary>words and link</summary><p {words}>{safe["alt"]}</p><p><a href="{safe["link"]}">{safe["link"]}</a></p>
</details></figcaption></figure>
"""


def draw_choice(what: str, names: Iterable[str]) -> str:
    """Return radio buttons, the first of them selected."""
    choices = "".join(
        f'<label><input type="radio" name="{what}" value="{html.escape(name)}"{"" if name else " checked"}>'
        f"<span>{html.escape(name) or 'all'}</span></label>"
        for name in ("", *names)
    )
    return f"<fieldset><legend>{what}</legend>{choices}</fieldset>"


def title(name: str) -> str:
    """Return a file's name as a title."""
    return name.replace("-", " ").capitalize()


PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>All cards</title>
<style>
:root { color-scheme: light dark; --background: light-dark(#f4f1ec, #171417); --ink: light-dark(#231a22, #f1e9ee);
  --soft: light-dark(#6a5d68, #b3a5b0); --line: light-dark(#d9d2ca, #3a333a); --mark: light-dark(#7a1f4f, #ffb38a);
  --on-mark: light-dark(#fff, #231a22) }
* { box-sizing: border-box }
body { margin: 0; background: var(--background); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
header { position: sticky; top: 0; z-index: 1; background: var(--background); border-bottom: 1px solid var(--line);
  padding: .75rem clamp(1rem, 4vw, 3rem); display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center }
h1 { font-size: 1.1rem; margin: 0 }
h1 small { font-weight: normal; color: var(--soft); margin-inline-start: .6em }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem; align-items: center }
legend { float: inline-start; color: var(--soft); margin-inline-end: .5rem; font-size: .85rem; padding: 0 }
label { cursor: pointer; font-size: .85rem }
label input { position: absolute; opacity: 0 }
label span { display: block; padding: .2rem .6rem; border: 1px solid var(--line); border-radius: 99px }
label input:checked + span { background: var(--mark); border-color: var(--mark); color: var(--on-mark) }
label input:focus-visible + span { outline: 3px solid var(--mark); outline-offset: 2px }
main { padding: 1rem clamp(1rem, 4vw, 3rem) 4rem }
h2 { font-size: 1.8rem; line-height: 1.2; margin: 2rem 0 0 }
h3 { font-size: 1.1rem; margin: 2.5rem 0 .75rem }
.row { display: flex; flex-wrap: wrap; gap: 1.5rem 1.25rem; align-items: flex-start }
figure { margin: 0; width: min(100%, calc(20rem * var(--ratio) + 4rem)) }
figure[hidden], section[hidden] { display: none }
img { display: block; width: 100%; height: auto; background: var(--line); border-radius: 3px;
  box-shadow: 0 1px 3px #0003, 0 8px 24px #0002 }
a:focus-visible img, summary:focus-visible { outline: 3px solid var(--mark); outline-offset: 3px }
figcaption { font-size: .85rem; margin-top: .5rem; color: var(--soft) }
figcaption b { color: var(--ink) }
.sheet { color: var(--mark); font-size: .85rem }
details p { margin: .4rem 0; color: var(--ink); overflow-wrap: anywhere }
details a { color: var(--mark) }
</style>
<header><h1>All cards <small aria-live="polite" id="shown">{{shown}}</small></h1>
<form id="choose">{{fields}}</form>{{sheets}}</header>
<main>
{{rows}}
</main>
<script>
const form = document.getElementById("choose"), figures = [...document.querySelectorAll("figure")];
form.style.display = "contents";
function show() {
  const wanted = Object.fromEntries(new FormData(form));
  for (const figure of figures)
    figure.hidden = ["language", "size"].some(what => wanted[what] && figure.dataset[what] !== wanted[what]);
  for (const section of document.querySelectorAll("section"))
    section.hidden = !section.querySelector("figure:not([hidden])");
  const seen = figures.filter(figure => !figure.hidden).length;
  document.getElementById("shown").textContent = seen + (seen === 1 ? " picture" : " pictures");
  history.replaceState(null, "", "#" + new URLSearchParams(wanted));
}
for (const [what, name] of new URLSearchParams(location.hash.slice(1))) {
  const input = [...form.elements].find(e => e.name === what && e.value === name);
  if (input) input.checked = true;
}
form.addEventListener("change", show);
show();
</script>
"""


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
