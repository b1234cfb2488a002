"""What every rule is worth: how often it fires, and what is lost without it.

usage: python -m benchmarks.rules CORPUS.jsonl … [--only NAME …] [--workers 2]

A corpus holds articles that were annotated at one level (figure: who-what) or marked at every
level by readers (figures: precision and recall). Each rule is switched off by itself, in the
articles in which it fires; a difference of one attribution shows, noise does not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeGuard, TypeVar, cast

from attrs import evolve, frozen

from benchmarks.articles import AnyArticle, claims_of, read_corpus
from benchmarks.scoring import Tally, score
from quoteattr import AttributionDict, Pipeline, Result
from quoteattr.frame import Rule
from quoteattr.pipeline import RULES, Rules
from quoteattr.training.corpora.world import WorldArticle, marks_of, match

__all__ = ["Figures", "Firing", "main", "rows"]

R = TypeVar("R", bound=Rule[Callable[..., object]])


@frozen
class Figures:
    """What is right of what was found, and what was found of what was wanted.

    ``inner`` counts what was wanted inside other attributions, ``inner_met`` what was found of it.
    """

    right: int = 0
    found: int = 0
    met: int = 0
    wanted: int = 0
    inner_met: int = 0
    inner: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.right + other.right,
            self.found + other.found,
            self.met + other.met,
            self.wanted + other.wanted,
            self.inner_met + other.inner_met,
            self.inner + other.inner,
        )

    def __sub__(self, other: Figures) -> Figures:
        return Figures(
            self.right - other.right,
            self.found - other.found,
            self.met - other.met,
            self.wanted - other.wanted,
            self.inner_met - other.inner_met,
            self.inner - other.inner,
        )

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.met / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean: who-what, where one level was annotated.

        >>> round(Figures(right=3, found=4, met=3, wanted=6).f1, 2)
        0.6
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@frozen
class Firing:
    """What a pipeline makes of an article: its result as JSON, its figures, which rules fired."""

    shown: str
    figures: Figures
    fired: Mapping[str, int]
    decided: Mapping[str, int]


def figures_of(article: AnyArticle, result: Result) -> Figures:
    """Compare a result with what people marked."""
    if isinstance(article, WorldArticle):
        met = match(article, marks_of(result))
        inner = [number for number, deep in zip(met.wanted, met.deep, strict=True) if deep]
        return Figures(
            right=sum(met.right),
            found=len(met.right),
            met=sum(number is not None for number in met.wanted),
            wanted=len(met.wanted),
            inner_met=sum(number is not None for number in inner),
            inner=len(inner),
        )
    tally = score(article.text, article.claims, claims_of(result)).get("who-what", Tally())
    return Figures(tally.right, tally.predicted, tally.right, tally.gold)


@lru_cache(maxsize=2)
def _pipeline(without: frozenset[str]) -> Pipeline:
    return Pipeline(without=without)


def _run(article: AnyArticle, without: frozenset[str]) -> Firing:
    """Run a pipeline over an article; what fires is told for the whole table alone."""
    fired: Counter[str] = Counter()
    pipeline = _pipeline(without)
    rules = pipeline.rules if without else _counted(pipeline.rules, fired)
    result = pipeline.run(article.text, rules=rules)
    decided = Counter(one.rule for found in result for one in found.evidence if one.rule)
    shown = json.dumps([_parts(found) for found in result.to_dict()["attributions"]])
    return Firing(shown, figures_of(article, result), fired, decided)


def _parts(attribution: AttributionDict) -> dict[str, object]:
    return {name: part for name, part in attribution.items() if name != "evidence"}


def _counted(rules: Rules, fired: Counter[str]) -> Rules:
    """Return rules that count each time that they find, change or place something."""
    return Rules(
        tuple([_counting(rule, fired) for rule in rules.finders]),
        tuple([_counting(rule, fired, refuses=True) for rule in rules.readings]),
        tuple([_counting(rule, fired, refuses=True) for rule in rules.frames]),
        tuple([_counting(rule, fired) for rule in rules.placers]),
    )


def _counting(rule: R, fired: Counter[str], *, refuses: bool = False) -> R:
    """Return a rule that counts what it yields, or that it gives something else than it got.

    To give nothing is to have found nothing, unless the rule ``refuses`` frames that way.
    """
    apply: Callable[..., object] = rule.apply

    def counted(*given: object) -> object:
        made = _listed(apply(*given))
        if _is_list(made):
            known = [one for part in given for one in (part if _is_list(part) else [part])]
            fired[rule.name] += sum(one not in known for one in made)
        elif made not in given and (refuses or made is not None):
            fired[rule.name] += 1
        return made

    return evolve(rule, apply=counted)


def _listed(made: object) -> object:
    return list(cast("Iterator[object]", made)) if isinstance(made, Iterator) else made


def _is_list(made: object) -> TypeGuard[list[object]]:
    return isinstance(made, list)


def rows(
    corpora: Mapping[str, Sequence[AnyArticle]], names: Sequence[str], workers: int
) -> Iterator[str]:
    """Yield a line for each rule and corpus, those that change nothing at all included."""
    with ProcessPoolExecutor(workers) as pool:
        for corpus, articles in corpora.items():
            whole = list(pool.map(partial(_run, without=frozenset()), articles, chunksize=4))
            base = sum((one.figures for one in whole), Figures())
            yield (
                f"{corpus}: F {base.f1:.4f}, precision {base.precision:.4f}, "
                f"recall {base.recall:.4f}, {base.found} found"
                + (f", {base.inner_met} of {base.inner} inside others" if base.inner else "")
            )
            yield f"{'rule':28}{'fires':>7}{'decides':>9}{'changed':>9}{'F':>9}{'P':>9}{'R':>9}"
            for name in names:
                at = [number for number, one in enumerate(whole) if one.fired.get(name)]
                less = list(
                    pool.map(
                        partial(_run, without=frozenset({name})),
                        [articles[number] for number in at],
                        chunksize=2,
                    )
                )
                left = base
                for number, one in zip(at, less, strict=True):
                    left = left + (one.figures - whole[number].figures)
                changed = sum(
                    one.shown != whole[number].shown for number, one in zip(at, less, strict=True)
                )
                yield (
                    f"{name:28}{sum(one.fired.get(name, 0) for one in whole):7}"
                    f"{sum(one.decided.get(name, 0) for one in whole):9}{changed:9}"
                    f"{left.f1 - base.f1:+9.4f}{left.precision - base.precision:+9.4f}"
                    f"{left.recall - base.recall:+9.4f}"
                )


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rules",
        description="Switch off one rule after another, and say what is lost.",
    )
    parser.add_argument("corpora", type=Path, nargs="+", help="annotated articles, .jsonl")
    parser.add_argument("--only", nargs="+", choices=sorted(RULES.names), help="these rules")
    parser.add_argument("--workers", type=int, default=2, help="processes to use")
    options = parser.parse_args(argv)
    corpora = {path.name: read_corpus(path) for path in options.corpora}
    for row in rows(corpora, options.only or sorted(RULES.names), options.workers):
        print(row)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
