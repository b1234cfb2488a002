"""How likely a candidate is an attribution with the right source and content.

A logistic model over a few dozen facts about the candidate: how reliable the lexicon holds
its cue in its frame, what stands for the source, the tense of the cue, the length
and the first word of the content, and what stands around them. No fact names a person or a
word of content, so that it carries over to other news.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from attrs import frozen

from quoteattr.errors import ModelFileError
from quoteattr.frames.candidates import Candidate
from quoteattr.tagging import Tagged
from quoteattr.wordlists import data_text

__all__ = ["BIAS", "SHARE", "Judge", "facts", "log_odds"]

#: The two numeric terms of the model: the log-odds of the lexicon's share, and a constant.
SHARE, BIAS = "share", "bias"

_HEADER = "quoteattr judge 1"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRONOUNS = frozenset("i we you he she they it".split())
_BEFORE = frozenset("to who that which and but , if as when while by of for".split())
_NAMED_NEXT = frozenset({"IN", "TO", "WRB", "WP", "DT", "PRP", ","})
_NAMED_AFTER = frozenset({"CC", "IN", "WDT", "WP"})
_LEAST, _MOST = 0.01, 0.99
_OPENER = 12
_FARTHEST = 30.0


def log_odds(share: float) -> float:
    """Return the log-odds of a share, kept away from certainty.

    >>> log_odds(0.5)
    0.0
    """
    kept = min(_MOST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


@frozen
class Judge:
    """The weights of the model; ``weights`` maps a fact to what it adds to the log-odds.

    >>> judge = Judge({"bias": 0.0, "share": 1.0})
    >>> round(judge.probability(["frame that"], 0.8), 3)
    0.8
    """

    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path | None = None) -> "Judge":
        """Return the packaged weights, or those of a file that training wrote.

        Raises `ModelFileError` for a file of another form or version.

        >>> Judge.load() is Judge.load()
        True
        """
        if path is None:
            return _packaged()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ModelFileError(
                f"{path.name}: no text, so no judge; name the file that training wrote"
            ) from error
        return cls(_parse(text, path.name))

    def probability(self, found: list[str], share: float) -> float:
        """Return the probability, from 0 to 1, for these facts and the lexicon's share."""
        get = self.weights.get
        odds = self.weights[BIAS] + self.weights[SHARE] * log_odds(share)
        odds += sum([get(fact, 0.0) for fact in found])
        return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))

    def __hash__(self) -> int:
        """Hash by size: equal judges have equal sizes."""
        return hash(len(self.weights))

    def __reduce__(self) -> tuple[Callable[..., "Judge"], tuple[object, ...]]:
        # Every process has the weights of the package at hand; they need not be sent to it.
        return (_packaged, ()) if self is _packaged() else (Judge, (self.weights,))


@cache
def _packaged() -> Judge:
    return Judge(_parse(data_text("judge.txt"), "judge.txt"))


def _parse(text: str, name: str) -> dict[str, float]:
    """Read “fact<TAB>weight in thousandths” lines under a header."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    if not lines or lines[0] != _HEADER:
        raise ModelFileError(
            f"{name}: the first line must be {_HEADER!r}; train the judge again or reinstall"
        )
    weights: dict[str, float] = {}
    for number, line in enumerate(lines[1:], start=2):
        fact, _, thousandths = line.rpartition("\t")
        try:
            weights[fact] = int(thousandths) / 1000
        except ValueError as error:
            raise ModelFileError(
                f"{name}, entry {number}: expected “fact<TAB>number”, found {line!r}; "
                "train the judge again or reinstall"
            ) from error
    if not {BIAS, SHARE} <= weights.keys():
        raise ModelFileError(f"{name}: {BIAS!r} or {SHARE!r} is missing; train the judge again")
    return weights


def facts(tagged: Tagged, candidate: Candidate) -> list[str]:
    """Return what is known of a candidate, a string for each fact.

    The order and the number of facts vary; a fact that the weights do not know counts
    nothing.
    """
    return [
        *_source_facts(tagged, candidate),
        *_cue_facts(tagged, candidate),
        *_content_facts(tagged, candidate),
    ]


def _source_facts(tagged: Tagged, candidate: Candidate) -> Iterator[str]:
    source = candidate.source
    kind = _source_kind(tagged, source)
    yield f"source {kind}"
    yield f"source {kind.partition(' ')[0]} frame {candidate.frame.partition('-')[0]}"
    if source is not None:
        gap = candidate.cue.start - source.stop
        yield f"gap {min(gap, 6) if gap >= 0 else 'inverted'}"
    sentence = _sentence(tagged, candidate)
    yield f"opens {source is not None and source.start - sentence.start <= 1}"


def _source_kind(tagged: Tagged, source: range | None) -> str:
    """Name what stands for the source: a pronoun, a name, some sort of noun phrase."""
    if source is None:
        return "none"
    first, word = tagged.pos[source.start], tagged.tokens.words[source.start].lower()
    if first == "PRP":
        return f"pronoun {word if word in _PRONOUNS else 'other'}"
    if first in ("WP", "WDT"):
        return "relative"
    if first == "PRP$":
        return "possessive"
    if "NNP" in tagged.pos[source.start : source.stop]:
        return "name"
    if first == "DT" and word in ("a", "an"):
        return "indefinite"
    return "plural" if first == "NNS" else f"noun {tagged.pos[source.stop - 1]}"


def _sentence(tagged: Tagged, candidate: Candidate) -> range:
    return tagged.layout.sentences[tagged.layout.sentence_of[candidate.cue.start]]


def _cue_facts(tagged: Tagged, candidate: Candidate) -> Iterator[str]:
    pos, words = tagged.pos, tagged.tokens.words
    cue = candidate.cue
    yield f"frame {candidate.frame}"
    verbs = [index for index in cue if pos[index] != "RB"]
    yield f"tense {pos[verbs[0]] if verbs else 'none'}"
    sentence = _sentence(tagged, candidate)
    before = words[cue.start - 1].lower() if cue.start > sentence.start else "start"
    yield f"before {before if before in _BEFORE | {'start'} else pos[cue.start - 1]}"
    opener = pos[sentence.start] in ("IN", "WRB", "VBG")
    yield f"opener {opener and cue.start - sentence.start < _OPENER}"
    if _goes_on(tagged, cue.stop):
        tag = pos[cue.stop]
        yield f"next {words[cue.stop].lower() if tag in _NAMED_NEXT else tag}"
    else:
        yield "next end"


def _content_facts(tagged: Tagged, candidate: Candidate) -> Iterator[str]:
    pos, words, lemmas = tagged.pos, tagged.tokens.words, tagged.lemmas
    content, frame = candidate.content, candidate.frame.partition("-")[0]
    length = min(8, int(1.5 * math.log2(sum(map(len, content)) + 1)))
    yield f"length {length}"
    yield f"length {length} frame {frame}"
    finite = any(not _FINITE.isdisjoint(pos[piece.start : piece.stop]) for piece in content)
    yield f"finite {finite} frame {frame}"
    first = pos[content[0].start]
    yield f"first {first}"
    yield f"first {first} frame {frame}"
    stop = content[-1].stop
    yield f"last {pos[stop - 1]}"
    if not _goes_on(tagged, stop):
        yield "after end"
    elif tagged.marks.roles[stop]:
        yield f"after mark {tagged.marks.roles[stop]}"
    else:
        plain = words[stop][0].isalnum() and pos[stop] not in _NAMED_AFTER
        yield f"after {pos[stop] if plain else lemmas[stop]}"


def _goes_on(tagged: Tagged, index: int) -> bool:
    """Tell whether the paragraph of the token before ``index`` goes on there."""
    paragraph_of = tagged.layout.paragraph_of
    return index < len(paragraph_of) and paragraph_of[index] == paragraph_of[index - 1]
