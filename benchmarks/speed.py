"""How fast quoteattr is, beside other systems on the same text and machine.

usage: python -m benchmarks.speed [FILE ...]

A file holds plain text, or, if its name ends in .jsonl, a document with a "text" a line.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from attrs import fields, frozen

from benchmarks import growth
from benchmarks.peers import SYSTEMS, Measurement
from benchmarks.prose import article
from quoteattr import attribute

ROOT = Path(__file__).resolve().parent.parent
USUAL_TEXTS = (
    ROOT.parent / "shared" / "corpora" / "wikinews-2019.jsonl",
    ROOT.parent / "shared" / "corpora" / "polnear-dev.jsonl",
)


@frozen
class Row:
    """The medians of several processes that measured one system."""

    name: str
    figures: Measurement


def read_texts(path: Path) -> list[str]:
    """Read the texts of one file."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return [content]
    return [json.loads(line)["text"] for line in content.splitlines() if line]


def sample(texts: Iterable[str], characters: int) -> list[str]:
    """Take whole texts until there are ``characters``.

    >>> sample(["abc", "def", "ghi"], 4)
    ['abc', 'def']
    """
    taken: list[str] = []
    size = 0
    for text in texts:
        if size >= characters:
            break
        taken.append(text)
        size += len(text)
    return taken


def choose_texts(paths: Sequence[Path], characters: int) -> tuple[str, list[str]]:
    """Where the texts are from, and the texts."""
    files = list(paths) or [path for path in USUAL_TEXTS if path.is_file()][:1]
    if not files:
        made_up = (article(12, seed) for seed in range(characters))
        return "made-up prose", sample(made_up, characters)
    texts = (text for path in files for text in read_texts(path))
    return ", ".join(path.name for path in files), sample(texts, characters)


def missing_modules(name: str) -> list[str]:
    """The packages that ``name`` needs and that are not installed."""
    needed = {module.partition(".")[0] for module in SYSTEMS[name].modules}
    return sorted(module for module in needed if find_spec(module) is None)


def measure_once(name: str, texts: Sequence[str], passes: int) -> Measurement:
    """Measure one system in a fresh process."""
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks.peers", name, str(passes)],
        input=json.dumps(texts),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return Measurement(**json.loads(process.stdout))


def median(measurements: Sequence[Measurement]) -> Measurement:
    """The median of every figure."""
    return Measurement(
        **{
            column.name: statistics.median([getattr(row, column.name) for row in measurements])
            for column in fields(Measurement)
        }
    )


def compare(names: Sequence[str], texts: Sequence[str], passes: int, processes: int) -> list[Row]:
    """Measure the systems in turn, again and again, so that a slow minute hits them all."""
    runs: dict[str, list[Measurement]] = {name: [] for name in names}
    for _ in range(processes):
        for name in names:
            runs[name].append(measure_once(name, texts, passes))
    return [Row(name, median(measurements)) for name, measurements in runs.items()]


def table(rows: Sequence[Row]) -> str:
    """A line for each system; the ratios are to the first one's speed."""
    lines = [
        f"{'':12}{'char/s':>9}{'ratio':>7}{'import s':>10}{'load s':>8}{'peak MiB':>10}{'found':>8}"
    ]
    first = rows[0].figures.characters_per_second
    for row in rows:
        figures = row.figures
        refused = f"  refused {figures.refused:.0f} texts" if figures.refused else ""
        lines.append(
            f"{row.name:12}{figures.characters_per_second:9.0f}"
            f"{figures.characters_per_second / first:7.2f}{figures.import_seconds:10.3f}"
            f"{figures.load_seconds:8.3f}{figures.peak_mebibytes:10.0f}{figures.found:8.0f}{refused}"
        )
    return "\n".join(lines)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description="Time quoteattr and its peers."
    )
    parser.add_argument("files", nargs="*", type=Path, help="texts; .jsonl holds one a line")
    parser.add_argument("--characters", type=int, default=100_000, help="how much text to use")
    parser.add_argument("--passes", type=int, default=3, help="timed runs in a process")
    parser.add_argument("--processes", type=int, default=3, help="processes for each system")
    parser.add_argument("--systems", nargs="+", choices=list(SYSTEMS), default=list(SYSTEMS))
    parser.add_argument(
        "--growth", type=int, default=10_000, help="smallest size of the growth check; 0 skips it"
    )
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Print how fast each system is and how the time grows with the text."""
    options = _arguments(argv)
    origin, texts = choose_texts(options.files, options.characters)
    names: list[str] = []
    for name in options.systems:
        missing = missing_modules(name)
        if missing:
            remedy = "pip install '.[bench]' ./accurate"
            print(f"{name} is left out: {', '.join(missing)} not installed ({remedy})")
        else:
            names.append(name)
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, from {origin}; one core")
    if names:
        print(table(compare(names, texts, options.passes, options.processes)))
    if options.growth:
        print(f"\n{growth.heading(options.growth)}")
        attribute("Ann said it was late.")
        for row in growth.measure(attribute, options.growth):
            print(row, flush=True)


if __name__ == "__main__":
    main()
