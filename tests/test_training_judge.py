"""Training the judge: examples, weights, and the file they are written to."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from quoteattr.frames import Judge
from quoteattr.frames.judge import BIAS, SHARE, log_odds
from quoteattr.lexicon import Lexicon
from quoteattr.training.cues import (
    FrameShares,
    count_cues,
)
from quoteattr.training.judge import Example, Settings, examples, fit, write_judge
from tests.annotating import annotated
from tests.marked import tagger

LEXICON = Lexicon.default()


def test_examples_leave_each_candidate_out_of_its_share() -> None:
    said, unmarked = "^[Ann Lee] <said> {that it rained}.", "Ann Lee said that it rained."
    articles = [annotated(drawn) for drawn in (said, said, unmarked)]
    first, second, third = examples(articles, LEXICON, tagger())
    assert (first.right, second.right, third.right) == (True, True, False)
    assert first == second
    assert first.found == third.found
    assert "source name" in first.found
    shares = FrameShares.of(count_cues(articles, LEXICON, tagger()))
    assert first.odds == log_odds(shares.without(("say", "that"), right=True))
    assert third.odds == log_odds(shares.without(("say", "that"), right=False))
    assert first.odds < third.odds


def made_up(count: int, seed: int = 1) -> list[Example]:
    """Candidates that are right if “good” and seldom so if “bad”; “noise” says nothing."""
    chance = random.Random(seed)
    seen: list[Example] = []
    for _ in range(count):
        word = chance.choice(["good", "bad"])
        noise = ["noise"] if chance.random() < 0.5 else []
        right = chance.random() < {"good": 0.9, "bad": 0.2}[word]
        seen.append(Example((word, *noise), chance.choice([-1.0, 1.0]), right))
    return seen


SETTINGS = Settings(seldom=2)


def test_weights_fit_the_examples() -> None:
    weights = fit(made_up(3000), SETTINGS)
    judge = Judge(weights)
    assert judge.probability(["good"], 0.5) == pytest.approx(0.9, abs=0.03)
    assert judge.probability(["bad"], 0.5) == pytest.approx(0.2, abs=0.03)
    assert abs(weights["noise"]) < 0.25
    assert abs(weights[SHARE]) < 0.25


def test_the_share_counts_where_it_tells_something() -> None:
    examples = [Example((), odds, odds > 0) for odds in (-2.0, 2.0) for _ in range(200)]
    weights = fit(examples, SETTINGS)
    assert weights[SHARE] > 1.0
    assert abs(weights[BIAS]) < 0.2


def test_training_is_deterministic_under_its_seed() -> None:
    first = fit(made_up(300), SETTINGS)
    assert fit(made_up(300), SETTINGS) == first
    assert fit(made_up(300), Settings(seldom=2, seed=2)) != first


def test_seldom_facts_get_no_weight() -> None:
    seen = [*made_up(50), Example(("once",), 0.0, True)]
    assert "once" not in fit(seen, SETTINGS)
    assert "once" in fit(seen, Settings(seldom=1))


def test_a_penalty_keeps_weights_small() -> None:
    free = fit(made_up(500), Settings(penalty=0.0))
    held = fit(made_up(500), Settings(penalty=200.0))
    assert abs(held["good"]) < abs(free["good"]) / 2


def test_epochs_are_reported_and_the_loss_falls() -> None:
    lines: list[str] = []
    fit(made_up(500), Settings(epochs=5), lines.append)
    losses = [float(line.rpartition(" ")[2]) for line in lines]
    assert [line.partition(":")[0] for line in lines] == [f"epoch {n}" for n in range(1, 6)]
    assert losses[-1] < losses[0] < math.log(2)


def test_no_examples_leave_the_lexicon_at_its_word() -> None:
    lines: list[str] = []
    weights = fit([], Settings(epochs=1), lines.append)
    assert weights == {BIAS: 0.0, SHARE: 1.0}
    assert lines == ["epoch 1: loss 0.0000"]


def test_weights_written_are_the_weights_read(tmp_path: Path) -> None:
    path = tmp_path / "judge.txt"
    write_judge({SHARE: 1.0, BIAS: 0.0, "near": -0.1234, "a ,": 0.5, "nothing": 0.0004}, path)
    assert Judge.load(path) == Judge({SHARE: 1.0, BIAS: 0.0, "near": -0.123, "a ,": 0.5})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.partition("\t")[0] for line in lines if "\t" in line] == [
        "a ,",
        BIAS,
        "near",
        SHARE,
    ]
    assert all(line.startswith("#") for line in lines[:3])
