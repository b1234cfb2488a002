"""Why a verdict was given, in words."""

from collections.abc import Iterator, Mapping
from itertools import compress

from quoteattr.choice.features.cuefacts import CUE_FACTS
from quoteattr.choice.features.facts import READING_FACTS
from quoteattr.choice.verdicts import Verdict
from quoteattr.learning import WeightTable, lanes_for

__all__ = ["reasons"]

#: So many facts for it and against it are told: what weighs less is not what decided.
_MOST = 3
#: How much is quoted, by the quarters that facts give.
_QUOTED = {"0": "little", "1": "some", "2": "half", "3": "most", "4": "all"}
#: By so much lanes are raised when they are read, see `quoteattr.learning`.
_ZERO = 0x8000
#: So much, in log odds, a fact must weigh to be named.
_LEAST = 0.1
#: What the facts with these names speak of; a fact with another name is not told.
_NAMES: Mapping[str, str] = {
    "l": "the cue {}",
    "lp": "the cue {}",
    "lf": "the cue with its frame: {}",
    "ln": "the cue with the word after it: {}",
    "lv": "the cue with the word before it: {}",
    "fr": "the frame {}",
    "nx": "the word after the cue: {}",
    "pv": "the word before the cue: {}",
    "aux": "the auxiliaries: {}",
    "bf": "the word before the verb: {}",
    "lk": "the cue with its sort of source: {}",
    "fk": "the frame with its sort of source: {}",
    "k": "the sort of source: {}",
    "hd": "the head of the source: {}",
    "sh": "how reliable the pattern is, in tenths: {}",
    "sb": "the word before the source: {}",
    "lc": "the cue with how the content begins: {}",
    "cf": "the first word of the content: {}",
    "ew": "the words after the content: {}",
    "bw": "the word before the content: {}",
    "qc": "how much is quoted, and the frame: {}",
    "qcl": "the cue with how much is quoted: {}",
}

_CAN_BE_TOLD = tuple([name in _NAMES for name in (*CUE_FACTS, *READING_FACTS)])


def reasons(verdict: Verdict, facts: WeightTable) -> tuple[str, ...]:
    """Return notes on a verdict: how sure, by which readings, what spoke for and against.

    They are for people to read; their wording is no interface.
    """
    sure = f"right at {verdict.probability:.0%}, the best of {verdict.among} readings"
    weighed = sorted(_weighed(verdict.words, facts))
    against = [_told(word) for weight, word in weighed[:_MOST] if weight <= -_LEAST]
    speaking = [_told(word) for weight, word in weighed[: -_MOST - 1 : -1] if weight >= _LEAST]
    notes = [sure]
    if speaking:
        notes.append("for it: " + "; ".join(speaking))
    if against:
        notes.append("against it: " + "; ".join(against))
    return tuple(notes)


def _weighed(words: tuple[str, ...], facts: WeightTable) -> Iterator[tuple[float, str]]:
    """Yield each fact that can be told after its weight in log odds."""
    unpack = lanes_for(len(facts.labels)).unpack
    for word in compress(words, _CAN_BE_TOLD):
        packed = facts.rows.get(word)
        if packed is not None and word.partition("=")[2] not in ("-", ""):
            yield (unpack(packed)[0] - _ZERO) / facts.scale, word


def _told(word: str) -> str:
    """Return what a fact says."""
    name, _, value = word.partition("=")
    if name in ("qc", "qcl"):
        value = " ".join([_QUOTED.get(part, part) for part in value.split()])
    return _NAMES[name].format(f"“{value}”")
