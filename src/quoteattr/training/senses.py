"""What nouns, verbs and adjectives are about, drawn from WordNet for the words that texts have.

WordNet (Miller 1995; Fellbaum 1998) sorts the senses of nouns and verbs into some forty files:
persons, groups, communication, acts … A word gets the files of its usual senses, by how often
each was counted; a verb the clauses that it takes besides, a noun whether it comes from a verb
that reports a clause, an adjective the file of the word that it comes from.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from quoteattr.training.corpora.readers import CorpusError
from quoteattr.words import lemma

__all__ = ["WordNet", "count_words", "read_wordnet", "sense_lines"]

_Counts: TypeAlias = Mapping[str, int]

_NOUN, _VERB, _ADJECTIVE, _ADJECTIVE_BESIDE = "1", "2", "3", "5"
_FILES = {"n": "noun", "v": "verb", "j": "adj"}
#: The files by their numbers, as WordNet’s manual (lexnames) lists them.
_LABELS = """adj.all adj.pert adv.all noun.Tops act animal artifact attribute body cognition
    communication event feeling food group location motive object person phenomenon plant
    possession process quantity relation shape state substance time v.body v.change v.cognition
    v.communication v.competition v.consumption v.contact v.creation v.emotion v.motion
    v.perception v.possession v.social v.stative v.weather adj.ppl""".split()
_TOPS = _LABELS.index("noun.Tops")
#: What the words are that WordNet has above its files.
_TOP_WORDS = {"entity": "object", "people": "group"}
#: The frames of clauses: that, infinitive, infinitive after an object, question word.
_CLAUSES = {26: "t", 34: "t", 28: "i", 32: "i", 24: "o", 25: "o", 29: "w"}
_SAYING = {"v.communication", "v.cognition"}
#: A second file is told beside the first only where one of the two is one of these.
_TELLING = {"person", "group", "communication", "cognition"}
#: A sense holds this share of a word at least; so many of them count, and so often a word is seen.
_SHARE, _SENSES, _SEEN = 0.25, 2, 3
_WORDS = re.compile("[a-z]+")


@frozen
class _Synset:
    file: int
    words: list[str]
    pointers: list[tuple[str, str, str, str]]
    frames: list[tuple[int, int]]


@frozen
class WordNet:
    """The parts of WordNet that tell senses: synsets and words by kind, and how often each is."""

    synsets: Mapping[str, Mapping[str, _Synset]]
    senses: Mapping[str, Mapping[str, list[str]]]
    counts: Mapping[tuple[str, str], Mapping[int, int]]

    def is_common(self, word: str, *kinds: str) -> bool:
        """Tell a word of which a sense was counted when WordNet’s texts were read."""
        return any((word, kind) in self.counts for kind in kinds)

    def labels(self, word: str, kind: str, number: str) -> list[str]:
        """Return the files of a word’s usual senses, the first the most usual."""
        total: Counter[int] = Counter()
        weights = defaultdict[int, float](float)
        for rank, offset in enumerate(self.senses[kind][word]):
            weights[self.synsets[kind][offset].file] += 0.5 / (1 + rank)
        total.update(self.counts.get((word, number), {}))
        for file, times in total.items():
            weights[file] += times
        every = sum(weights.values())
        ranked = sorted(weights, key=lambda file: -weights[file])
        usual = [file for file in ranked if weights[file] / every >= _SHARE] or ranked[:1]
        return [_label(word, file) for file in usual[:_SENSES]]

    def clauses(self, word: str) -> str:
        """Return the letters of the clauses that a verb takes in its usual senses."""
        found: set[str] = set()
        for rank, offset in enumerate(self.senses["v"][word]):
            synset = self.synsets["v"][offset]
            if rank < _SEEN or _LABELS[synset.file] in _SAYING:
                found.update(
                    _CLAUSES[frame]
                    for frame, only in synset.frames
                    if frame in _CLAUSES and (not only or synset.words[only - 1] == word)
                )
        return "".join(letter for letter in "tiow" if letter in found)

    def comes_from_report(self, noun: str) -> bool:
        """Tell a noun of a verb of speech or thought that takes a clause with “that”: claim."""
        for verbs, verb in self._sources("n", noun):
            said = verbs == "v" and _LABELS[self.synsets["v"][verb[0]].file] in _SAYING
            if said and "t" in self.clauses(verb[1]):
                return True
        return False

    def origin(self, adjective: str) -> str:
        """Return the file of the noun or verb that an adjective comes from, else nothing."""
        for kind, (offset, _) in self._sources("j", adjective):
            return _LABELS[self.synsets[kind][offset].file]
        return ""

    def _sources(self, kind: str, word: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield the nouns and verbs that a word is derived from: kind, synset and word."""
        for offset in self.senses[kind][word][:_SENSES]:
            for sign, target, to, places in self.synsets[kind][offset].pointers:
                mine, theirs = (int(each, 16) - 1 for each in (places[:2], places[2:]))
                own = self.synsets[kind][offset].words[mine]
                known = to in ("n", "v") and target in self.synsets[to]
                if sign == "+" and known and (own == word or kind == "j"):
                    yield to, (target, self.synsets[to][target].words[theirs])


def _label(word: str, file: int) -> str:
    if file != _TOPS:
        return _LABELS[file]
    return _TOP_WORDS.get(word, word if word in _LABELS else "tops")


def read_wordnet(folder: Path) -> WordNet:
    """Return the WordNet in a folder, as its database is (data.noun, index.noun, cntlist.rev …).

    Raises `CorpusError` for a file that is missing or no such file.
    """
    try:
        synsets = {kind: dict(_synsets(folder / f"data.{name}")) for kind, name in _FILES.items()}
        senses = {kind: dict(_index(folder / f"index.{name}")) for kind, name in _FILES.items()}
        counts = _counts(folder / "cntlist.rev")
    except (OSError, ValueError, IndexError) as error:
        raise CorpusError(f"{folder}: no database of WordNet 3.0 ({error})") from error
    return WordNet(synsets, senses, counts)


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("  "):
                yield line.partition("|")[0].split()


def _synsets(path: Path) -> Iterator[tuple[str, _Synset]]:
    for row in _lines(path):
        count = int(row[3], 16)
        words = [row[4 + 2 * at].lower().partition("(")[0] for at in range(count)]
        at = 5 + 2 * count
        stop = at + 4 * int(row[at - 1])
        pointers = [(row[i], row[i + 1], row[i + 2], row[i + 3]) for i in range(at, stop, 4)]
        framed = row[stop : stop + 1] if row[2] == "v" else []
        frames = [
            (int(row[stop + 2 + 3 * i]), int(row[stop + 3 + 3 * i], 16))
            for i in range(int(framed[0]) if framed else 0)
        ]
        yield row[0], _Synset(int(row[1]), words, pointers, frames)


def _index(path: Path) -> Iterator[tuple[str, list[str]]]:
    for row in _lines(path):
        yield row[0], row[-int(row[2]) :]


def _counts(path: Path) -> dict[tuple[str, str], dict[int, int]]:
    """Return how often each sense of a word was counted, by word and kind, then by file."""
    found = defaultdict[tuple[str, str], dict[int, int]](dict)
    for key, _, times in _lines(path):
        word, _, rest = key.partition("%")
        kind, file, *_ = rest.split(":")
        own = found[word, kind]
        own[int(file)] = own.get(int(file), 0) + int(times)
    return dict(found)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word in small letters is in some texts.

    >>> count_words(["It rained. It had to."])["it"]
    2
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORDS.findall(text.lower()))
    return counts


def sense_lines(wordnet: WordNet, counts: _Counts) -> Iterator[str]:
    """Yield kind, label and words, tab-separated, of the words that are common or in the texts."""
    nouns, verbs = _lemma_counts(counts, "NNS"), _lemma_counts(counts, "VBD", "VBZ", "VBG")
    found = defaultdict[tuple[str, str], list[str]](list)
    for word in _single(wordnet, "n"):
        if len(word) > 2 and (wordnet.is_common(word, _NOUN) or nouns[word] >= _SEEN):
            labels = wordnet.labels(word, "n", _NOUN)
            both = len(labels) > 1 and not _TELLING.isdisjoint(labels)
            label = "/".join(sorted(labels)) if both else labels[0]
            found["n", label + "+" * wordnet.comes_from_report(word)].append(word)
    for word in _single(wordnet, "v"):
        if wordnet.is_common(word, _VERB) or verbs[word] >= _SEEN:
            first, *others = wordnet.labels(word, "v", _VERB)
            label = "/".join([one[2:] for one in (first, *(_SAYING & {*others}))])
            clauses = wordnet.clauses(word)
            found["v", f"{label}+{clauses}" if clauses else label].append(word)
    for word in _single(wordnet, "j"):
        known = wordnet.is_common(word, _ADJECTIVE, _ADJECTIVE_BESIDE) or counts[word] >= _SEEN
        if known and (origin := wordnet.origin(word)):
            found["j", origin].append(word)
    for (kind, label), words in sorted(found.items()):
        yield f"{kind}\t{label}\t{' '.join(sorted(words))}"


def _single(wordnet: WordNet, kind: str) -> list[str]:
    return [word for word in wordnet.senses[kind] if word.isalpha()]


def _lemma_counts(counts: _Counts, *tags: str) -> Counter[str]:
    """Return how often each lemma is there if all words are of some parts of speech."""
    found: Counter[str] = Counter()
    for word, times in counts.items():
        for one in {lemma(word, tag) for tag in tags}:
            found[one] += times
    return found
