"""How reliable each cue is in each frame, counted on annotated articles.

The lexicon says which words may be cues; how often such a word in such a frame stands for
an attribution that people marked, with the source and the content that the patterns find,
is counted here. A rare cue leans on the other cues in the same frame.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import Factory, define, evolve, frozen

from quoteattr.candidates import find
from quoteattr.frame import Frame
from quoteattr.syntax import read
from quoteattr.text import Parse, Tagger, tokens_of
from quoteattr.training.corpora.annotated import AnnotatedArticle
from quoteattr.training.prepared import Gold, gold_of, is_same, words_in
from quoteattr.words import CueEntry, Lexicon
from quoteattr.words.cues import parse_cue

__all__ = ["CueCounts", "FrameShares", "count_cues", "reweigh", "reweighed"]

#: Frames that a verb or a noun may take in a text to come though it did not in these.
_OPEN_FRAMES = {
    "verb": """that zero quote quote-end end wh np-quoted to-quoted pp-quoted by it-that
    passive-that passive-to""".split(),
    "/n": ["that", "bare-that", "to"],
    "/j": ["that", "to", "about"],
    "phrase": ["phrase"],
    "mark": [],
}
_LEAN = {"verb": 5.0, "/n": 10.0, "/j": 10.0, "phrase": 5.0, "mark": 5.0}
_LEAST = 0.1
_MOST = 0.99
_FAVOUR = 1.25
_ANY_VERB = "*"
_ANY_VERB_FAVOUR = 0.5
_UNSEEN = 0.3


@define
class CueCounts:
    """How often each (lemma, frame) was seen, and how often it was right."""

    seen: Counter[tuple[str, str]] = Factory(Counter[tuple[str, str]])
    right: Counter[tuple[str, str]] = Factory(Counter[tuple[str, str]])

    def add(self, candidate: Frame, *, right: bool) -> None:
        """Count one candidate."""
        self.seen[candidate.lemma, candidate.complement] += 1
        self.right[candidate.lemma, candidate.complement] += right

    @classmethod
    def total(cls, parts: Iterable["CueCounts"]) -> "CueCounts":
        """Add several counts up."""
        total = cls()
        for part in parts:
            total.seen.update(part.seen)
            total.right.update(part.right)
        return total


def sort_of(lemma: str) -> str:
    """Return the sort of cue whose frames a lemma shares.

    >>> [sort_of(lemma) for lemma in ("say", "claim/n", "according to", ":", "put it")]
    ['verb', '/n', 'phrase', 'mark', 'verb']
    """
    if lemma in (":", "―", _ANY_VERB):
        return "mark"
    if lemma.endswith(("/n", "/j")):
        return lemma[-2:]
    phrase = lemma == "per" or lemma.startswith(("according", "in the", "to "))
    return "phrase" if phrase else "verb"


def count_cues(article: AnnotatedArticle, lexicon: Lexicon, tagger: Tagger) -> CueCounts:
    """Count how often the cue candidates of an annotated article are right.

    A candidate inside the content of another attribution is left out, for such nested ones
    were not annotated.
    """
    counts = CueCounts()
    parse = read(article.text, tagger, lexicon)
    gold = list(gold_of(parse, article.attributions))
    marked = frozenset(index for one in gold for index in tokens_of(one.cue))
    reported = frozenset(index for one in gold for index in tokens_of(one.content))
    holders: dict[int, list[Gold]] = defaultdict(list)
    for one in gold:
        for index in tokens_of(one.content):
            holders[index].append(one)
    for candidate in find(parse):
        cue = words_in(parse, candidate.cue)
        if cue and marked.isdisjoint(cue) and cue <= reported:
            continue
        content = words_in(parse, candidate.content)
        source = frozenset(candidate.source or ()) | _relative(parse, candidate)
        rivals = {id(one): one for index in content for one in holders[index]}.values()
        counts.add(candidate, right=any(_matches(parse, source, content, one) for one in rivals))
    return counts


def _relative(parse: Parse, candidate: Frame) -> frozenset[int]:
    """Return the “which” before a cue: people marked it where we name what it refers to."""
    before = candidate.first - 1
    apart = candidate.source is not None and candidate.source.stop <= before
    named = apart and parse.words[before] == "which"
    return frozenset([before] if named else [])


def _matches(parse: Parse, source: frozenset[int], content: frozenset[int], gold: Gold) -> bool:
    """Tell whether source and content are those that people marked."""
    named = not source.isdisjoint(tokens_of(gold.source)) or not (source or gold.source)
    return named and is_same(content, words_in(parse, gold.content))


def reweighed(lexicon: Lexicon, counts: CueCounts) -> Lexicon:
    """Return a lexicon with the shares that these counts give."""
    shares = FrameShares.of(counts)
    cues: Mapping[str, CueEntry] = {
        lemma: evolve(
            entry, frames=tuple([(name, share / 100) for name, share in shares.shares(lemma)])
        )
        for lemma, entry in lexicon.cues.items()
    }
    return evolve(lexicon, cues=cues)


def reweigh(path: Path, counts: CueCounts) -> None:
    """Write the shares of a cue file anew; lemmas, types, kinds and comments stay."""
    lines = path.read_text(encoding="utf-8").splitlines()
    frames = FrameShares.of(counts)
    entries: dict[str, str] = {}
    comments: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("#") or not line.strip():
            comments.append(line)
            continue
        entry = parse_cue(line, f"{path.name}:{number}")
        shares = " ".join(f"{name}={share}" for name, share in frames.shares(entry.lemma))
        told = (entry.lemma, entry.type.value, *([entry.kind] if entry.kind else []))
        entries[entry.lemma] = "\t".join((*told, shares or "none=0"))
    body = [entries[lemma] for lemma in sorted(entries)]
    path.write_text("\n".join([*comments, *body]) + "\n", encoding="utf-8")


@frozen
class FrameShares:
    """How reliable the frames are by themselves, and each lemma in them."""

    counts: CueCounts
    usual: dict[tuple[str, str], float]
    of_lemma: dict[str, frozenset[str]]

    @classmethod
    def of(cls, counts: CueCounts) -> "FrameShares":
        """Add the counts up by frame and by lemma."""
        seen: Counter[tuple[str, str]] = Counter()
        right: Counter[tuple[str, str]] = Counter()
        of_lemma: dict[str, set[str]] = defaultdict(set)
        for (lemma, frame), times in counts.seen.items():
            of_lemma[lemma].add(frame)
            seen[sort_of(lemma), frame] += times
            right[sort_of(lemma), frame] += counts.right[lemma, frame]
        usual = {key: (right[key] + 0.6) / (times + 4) for key, times in seen.items()}
        return cls(counts, usual, {lemma: frozenset(of_lemma[lemma]) for lemma in of_lemma})

    def shares(self, lemma: str) -> Iterator[tuple[str, int]]:
        """Yield the frames of a lemma with their shares in percent, sorted."""
        sort = sort_of(lemma)
        frames = self.of_lemma.get(lemma, frozenset())
        favour = self._favour(lemma, frames)
        for frame in sorted(frames.union(_OPEN_FRAMES[sort])):
            share = self._share((lemma, frame), favour)
            if share >= _LEAST:
                yield frame, round(100 * share)

    def _share(self, key: tuple[str, str], favour: float) -> float:
        sort = sort_of(key[0])
        usual = favour * self.usual.get((sort, key[1]), _UNSEEN)
        lean = _LEAN[sort]
        total = self.counts.right[key] + lean * usual
        return min(_MOST, total / (self.counts.seen[key] + lean))

    def _favour(self, lemma: str, frames: Iterable[str]) -> float:
        """Return how much more often than usual a lemma is right, over all its frames."""
        if lemma == _ANY_VERB:
            return _ANY_VERB_FAVOUR
        sort = sort_of(lemma)
        right = sum(self.counts.right[lemma, frame] for frame in frames)
        usual = sum(self.counts.seen[lemma, frame] * self.usual[sort, frame] for frame in frames)
        return min(_FAVOUR, (right + 2) / (usual + 2))
