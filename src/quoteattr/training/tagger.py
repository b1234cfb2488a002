"""Training the part-of-speech tagger, and measuring it."""

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from quoteattr.learning.tables import ModelFile, WeightTable
from quoteattr.text.tagging import (
    MODEL_KIND,
    START,
    Clues,
    Form,
    Tagger,
    clues,
    form,
    joint,
    normal,
)
from quoteattr.training.corpora.readers import Sentence
from quoteattr.training.fitting.perceptron import Perceptron

__all__ = ["Agreement", "Options", "measure", "train"]


@frozen(kw_only=True)
class Options:
    """How the tagger is trained; the defaults are those of the packaged weights.

    ``single_seen`` and ``single_share`` say how often a word must be seen, and with what
    share of its most frequent tag, to have that tag without being scored. ``group_seen``
    and ``group_share`` say the same of the tags that make up a word's group. ``recased``
    is the share of sentences of which a copy in other letters (all capitals, all small,
    or title case) is added. ``rows`` is how many features are kept.
    """

    seed: int = 1
    epochs: int = 5
    single_seen: int = 20
    single_share: float = 0.995
    group_seen: int = 5
    group_share: float = 0.04
    recased: float = 0.1
    rows: int = 80_000


@frozen
class Agreement:
    """How many tokens of a corpus get the tag that the corpus gives, and how fast."""

    tokens: int
    right: int
    seconds: float
    confusions: tuple[tuple[str, str, int], ...]

    def __str__(self) -> str:
        return (
            f"{self.right / max(1, self.tokens):.2%} of {self.tokens} tokens, "
            f"{self.tokens / max(self.seconds, 1e-9):,.0f} tokens/s"
        )


@frozen
class _Vocabulary:
    labels: tuple[str, ...]
    single: Mapping[str, str]
    groups: Mapping[str, str]


class _Words:
    """Forms and features of words, worked out once per word type."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._known: dict[str, tuple[Form, Clues]] = {}

    def __getitem__(self, word: str) -> tuple[Form, Clues]:
        known = self._known.get(word)
        if known is None:
            shaped = form(word, self._groups)
            known = self._known[word] = shaped, clues(shaped)
        return known


def train(sentences: Sequence[Sentence], options: Options) -> ModelFile:
    """Return a tagger's model; the same sentences and options give the same model.

    Progress goes to stderr.
    """
    chance = random.Random(options.seed)
    corpus = [Sentence(tuple(map(normal, item.words)), item.tags) for item in sentences]
    vocabulary = _count(corpus, options)
    corpus += _recased(corpus, options.recased, chance)
    words = _Words(vocabulary.groups)
    learner = Perceptron(vocabulary.labels)
    for epoch in range(1, options.epochs + 1):
        started = time.perf_counter()
        chance.shuffle(corpus)
        wrong = sum(_learn(sentence, learner, vocabulary, words) for sentence in corpus)
        print(
            f"epoch {epoch}/{options.epochs}: {wrong} wrong of {learner.steps // epoch} tokens "
            f"scored, {time.perf_counter() - started:.0f} s",
            file=sys.stderr,
        )
    return ModelFile(
        MODEL_KIND,
        {"tags": _quantise(learner.averages(), vocabulary.labels, options.rows)},
        {"words": _lines(vocabulary.single), "groups": _lines(vocabulary.groups)},
    )


def _count(corpus: Iterable[Sentence], options: Options) -> _Vocabulary:
    tags: Counter[str] = Counter()
    exact: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lower: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in corpus:
        tags.update(sentence.tags)
        for word, pos in zip(sentence.words, sentence.tags, strict=True):
            exact[word][pos] += 1
            lower[word.lower()][pos] += 1
    single: dict[str, str] = {}
    for word, seen in exact.items():
        (pos, times), total = seen.most_common(1)[0], seen.total()
        if total >= options.single_seen and times >= options.single_share * total:
            single[word] = pos
    groups = {
        word: _group(seen, options.group_share)
        for word, seen in lower.items()
        if seen.total() >= options.group_seen
    }
    return _Vocabulary(tuple([pos for pos, _ in tags.most_common()]), single, groups)


def _group(seen: Counter[str], share: float) -> str:
    total = seen.total()
    return " ".join([pos for pos, times in seen.most_common(3) if times >= share * total])


def _recased(corpus: Iterable[Sentence], share: float, chance: random.Random) -> list[Sentence]:
    """Return copies of some sentences in capitals, in small letters and in title case."""
    copies: list[Sentence] = []
    for sentence in corpus:
        draw = chance.random()
        if draw < 0.4 * share:
            copies.append(Sentence(tuple([w.upper() for w in sentence.words]), sentence.tags))
        elif draw < 0.7 * share:
            copies.append(Sentence(tuple([w.lower() for w in sentence.words]), sentence.tags))
        elif draw < share:
            copies.append(Sentence(_title_case(sentence), sentence.tags))
    return copies


def _title_case(sentence: Sentence) -> tuple[str, ...]:
    small = {"IN", "DT", "TO", "CC", "POS"}
    return tuple(
        [
            word if pos in small else word[:1].upper() + word[1:]
            for word, pos in zip(sentence.words, sentence.tags, strict=True)
        ]
    )


def _learn(sentence: Sentence, learner: Perceptron, vocabulary: _Vocabulary, words: _Words) -> int:
    """Tag a sentence, learning at each word that has more than one tag; count mistakes."""
    edge = words[START]
    line = [edge, edge, *[words[word] for word in sentence.words], edge, edge]
    before2 = before1 = START
    wrong = 0
    for at, (word, right) in enumerate(zip(sentence.words, sentence.tags, strict=True), 2):
        pos = vocabulary.single.get(word)
        if pos is None:
            features = _features(line, at, before2, before1)
            pos = vocabulary.labels[learner.learn(features, vocabulary.labels.index(right))]
            wrong += pos != right
        before2, before1 = before1, pos
    return wrong


def _features(
    line: Sequence[tuple[Form, Clues]], at: int, before2: str, before1: str
) -> tuple[str, ...]:
    (_, left), (here, own), (after, right) = line[at - 1 : at + 2]
    return (
        own.own
        + (own.first if at == 2 else ())
        + right.before1
        + line[at + 2][1].before2
        + left.after1
        + line[at - 2][1].after2
        + joint(before2, before1, here, after)
    )


def _quantise(
    averages: Mapping[str, Sequence[float]], labels: Sequence[str], rows: int
) -> WeightTable:
    """Keep the heaviest rows, as int8; the largest weight of all becomes 127.

    Clipping large weights to save precision for small ones costs a point of agreement.
    """
    weight = {feature: sum(map(abs, row)) for feature, row in averages.items()}
    kept = sorted(weight, key=lambda feature: (-weight[feature], feature))[:rows]
    largest = max((abs(cell) for feature in kept for cell in averages[feature]), default=1.0)
    scale = 127 / (largest or 1.0)
    cells = {feature: [round(cell * scale) for cell in averages[feature]] for feature in kept}
    return WeightTable.from_weights(
        labels, {feature: row for feature, row in cells.items() if any(row)}, scale
    )


def _lines(values: Mapping[str, str]) -> str:
    """Write each value once, with all words that have it: the inverse of `Tagger`'s reading."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word, value in sorted(values.items()):
        words[value].append(word)
    return "\n".join(f"{value}\t{' '.join(words[value])}" for value in sorted(words))


def measure(tagger: Tagger, sentences: Sequence[Sentence]) -> Agreement:
    """Tag sentences and count agreement; the time is that of tagging alone."""
    started = time.perf_counter()
    tagged = [tagger.tag(sentence.words) for sentence in sentences]
    seconds = time.perf_counter() - started
    confusions: Counter[tuple[str, str]] = Counter()
    tokens = 0
    for sentence, guesses in zip(sentences, tagged, strict=True):
        tokens += len(guesses)
        confusions.update(
            (right, guess)
            for right, guess in zip(sentence.tags, guesses, strict=True)
            if right != guess
        )
    return Agreement(
        tokens,
        tokens - confusions.total(),
        seconds,
        tuple([(right, guess, times) for (right, guess), times in confusions.most_common(10)]),
    )
