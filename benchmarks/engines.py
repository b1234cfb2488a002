"""Both engines side by side: accuracy, calibration, size, speed and memory.

usage: python -m benchmarks.engines --polnear GOLD.jsonl --world GOLD.jsonl [--workers 2]

The first corpus is annotated at one level, the second at every level. Speed is measured on
the texts of the first, on one core, each engine in turn in processes of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import quoteattr
from benchmarks.articles import claims_of, pipeline_of, read_articles, read_corpus
from benchmarks.calibration import Guess, binned, expected_error, guesses
from benchmarks.scoring import Tally, score, total
from benchmarks.speed import compare, sample
from quoteattr import attribute_many
from quoteattr.training.confidence import judged
from quoteattr.training.corpora.world import WorldArticle, marks_of, match

ENGINES = ("light", "accurate")
SYSTEMS = {"light": "quoteattr", "accurate": "accurate"}
CHARACTERS = 200_000
FIGURES: Mapping[str, Callable[[Tally], float]] = {
    "who-what": lambda tally: tally.f1,
    "strict": lambda tally: tally.f1,
    "role all": lambda tally: tally.f1,
    "role cue": lambda tally: tally.f1,
    "direct acc": lambda tally: tally.recall,
}


def outer_figures(path: Path, engine: str, workers: int) -> dict[str, float]:
    """The figures on articles annotated at one level."""
    articles = read_articles(path)
    texts = [article.text for article in articles]
    results = list(
        attribute_many(texts, pipeline=pipeline_of(engine), workers=workers, chunksize=4)
    )
    pairs = list(zip(articles, results, strict=True))
    tallies = total([score(one.text, one.claims, claims_of(result)) for one, result in pairs])
    made = [guess for one, result in pairs for guess in guesses(one, result)]
    found = {f"{name}": figure(tallies[name]) for name, figure in FIGURES.items()}
    return {**found, "calibration error, outer": expected_error(binned(made))}


def world_figures(path: Path, engine: str) -> dict[str, float]:
    """The figures on articles marked at every level."""
    articles = [one for one in read_corpus(path) if isinstance(one, WorldArticle)]
    pipeline = pipeline_of(engine)
    wanted = met = deep = deep_met = right = count = 0
    for article in articles:
        result = pipeline.run(article.text)
        found = match(article, marks_of(result))
        wanted += len(found.wanted)
        met += len([one for one in found.wanted if one is not None])
        pairs = zip(found.wanted, found.deep, strict=True)
        inner = [one for one, is_deep in pairs if is_deep]
        deep += len(inner)
        deep_met += len([one for one in inner if one is not None])
        right += sum(found.right)
        count += len(found.right)
    made = [Guess(row.confidence, row.right) for row in judged(articles, pipeline)]
    return {
        "recall, every level": met / max(1, wanted),
        "precision, every level": right / max(1, count),
        "recall inside others": deep_met / max(1, deep),
        "calibration error, every level": expected_error(binned(made)),
    }


def cost_figures(texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Characters a second, memory, and the time to import and load, by engine."""
    rows = compare([SYSTEMS[engine] for engine in ENGINES], texts, passes=2, processes=3)
    return {
        engine: {
            "characters a second": row.figures.characters_per_second,
            "peak MiB": row.figures.peak_mebibytes,
            "seconds to load": row.figures.import_seconds + row.figures.load_seconds,
            "MB of weights": size_of(engine) / 1e6,
        }
        for engine, row in zip(ENGINES, rows, strict=True)
    }


def size_of(engine: str) -> int:
    """How many bytes the weights of an engine's core take on disk."""
    if engine == "accurate":
        weights: Path = import_module("quoteattr_accurate").WEIGHTS
        return weights.stat().st_size
    return (Path(quoteattr.__file__).parent / "choice" / "core.bin").stat().st_size


def main(argv: Sequence[str] | None = None) -> None:
    """Print a line a figure, a column an engine."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.engines", description="Compare the two engines."
    )
    parser.add_argument("--polnear", type=Path, required=True, help="annotated at one level")
    parser.add_argument("--world", type=Path, required=True, help="marked at every level")
    parser.add_argument("--workers", type=int, default=2, help="processes to use")
    options = parser.parse_args(argv)
    texts = sample([one.text for one in read_articles(options.polnear)], CHARACTERS)
    costs = cost_figures(texts)
    columns = [
        {
            **outer_figures(options.polnear, engine, options.workers),
            **world_figures(options.world, engine),
            **costs[engine],
        }
        for engine in ENGINES
    ]
    print(f"{'':32}{ENGINES[0]:>10}{ENGINES[1]:>10}")
    for name in columns[0]:
        print(f"{name:32}" + "".join(f"{shown(column[name]):>10}" for column in columns))


def shown(value: float) -> str:
    """A share to three places, anything larger to the whole or a tenth.

    >>> shown(0.7412), shown(41_203.4), shown(2.03)
    ('0.741', '41,203', '2.0')
    """
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value > 1 else f"{value:.3f}"


if __name__ == "__main__":
    main()
