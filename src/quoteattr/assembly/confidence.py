"""How likely an attribution is right: one scale for every stage, measured on annotated articles.

A logistic regression (Cox 1958) over what is known of an attribution when it is put together:
which stage it comes from and how far that trusts it, which rule placed or read it, and what is
missing from it. ``confidence.txt`` holds the weights; the model card says how they were measured.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path

from attrs import frozen

from quoteattr.frame import Stage

__all__ = ["Grounds", "Scale", "confidence", "scale_of", "signs_of", "weights"]

_WEIGHTS = Path(__file__).parent / "confidence.txt"
#: A stage never trusts a frame more or less than this: beyond, log odds run away.
_MOST, _LEAST = 0.995, 0.005


@frozen
class Grounds:
    """What is known of an attribution before its confidence.

    ``rule`` is the first rule that found or placed it, ``score`` how far its stage trusts it.
    ``missing`` says what it lacks: “speaker” where nobody is named, “entity” where a person is
    meant whom nobody can tell, nothing otherwise.
    """

    stage: Stage
    rule: str
    score: float
    missing: str = ""


def signs_of(grounds: Grounds) -> Iterator[tuple[str, float]]:
    """Yield the names and values that the regression adds up.

    >>> [*signs_of(Grounds("placed", "carries on", 0.5))]
    [('placed', 1.0), ('placed: score', 0.0), ('placed: carries on', 1.0)]
    """
    stage, score = grounds.stage, min(_MOST, max(_LEAST, grounds.score))
    yield stage, 1.0
    yield f"{stage}: score", log(score / (1 - score))
    if stage != "chosen":
        yield f"{stage}: {grounds.rule}", 1.0
    if grounds.missing:
        yield f"{stage}: no {grounds.missing}", 1.0


def confidence(grounds: Grounds) -> float:
    """Return the probability that content and speaker are both right, rounded to four places.

    It is that of the light engine.

    >>> 0 < confidence(Grounds("chosen", "complement", 0.2)) < 1
    True
    """
    return scale_of(_packaged())(grounds)


@frozen
class Scale:
    """The measured weights of the signs; called with grounds, it gives their confidence.

    >>> Scale({"placed": 1.0, "placed: score": 1.0})(Grounds("placed", "carries on", 0.5))
    0.7311
    """

    weights: Mapping[str, float]

    def __call__(self, grounds: Grounds) -> float:
        """Return the probability that content and speaker are both right, to four places."""
        odds = sum([self.weights.get(name, 0.0) * value for name, value in signs_of(grounds)])
        return round(1 / (1 + exp(-odds)), 4)


def weights() -> Mapping[str, float]:
    """Return the weight of each sign as it was measured for the light engine.

    >>> weights()["chosen: score"] > 0
    True
    """
    return scale_of(_packaged()).weights


@cache
def _packaged() -> str:
    return _WEIGHTS.read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def scale_of(text: str) -> Scale:
    r"""Return the scale whose weights a text holds, a line each after its comments.

    >>> scale_of("# measured\nplaced\t1.5\n").weights
    {'placed': 1.5}
    """
    pairs = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Scale({name: float(weight) for name, weight in pairs})
