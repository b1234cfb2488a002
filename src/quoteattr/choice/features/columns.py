"""A text as the learned stages read it: columns of facts, one value for each token."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from attrs import frozen

from quoteattr.frame import Frame
from quoteattr.text import Parse, normal
from quoteattr.words import FINITE

__all__ = ["Columns", "bucket", "columns_of", "fine_bucket"]

_COARSE: Mapping[str, str] = {
    **dict.fromkeys(("VB", *FINITE), "V"),
    **dict.fromkeys(("NN", "NNS"), "N"),
    **dict.fromkeys(("NNP", "NNPS"), "P"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "J"),
    **dict.fromkeys(("WP", "WDT", "WRB"), "W"),
    **dict(zip("VBG VBN PRP PRP$ DT RB IN TO CC POS CD".split(), "GBRHDAITCS#", strict=True)),
    **dict(zip(",:.q", ",:.q", strict=True)),
}
_COMMAS = frozenset(", ; -- - : ( )".split())
_EDGES = frozenset({",", ":", ".", "q", "-LRB-", "-RRB-"})


@frozen(eq=False)
class Columns:
    """What is known of each token, and of the stretch between two of them.

    ``words`` are as the tagger knows them, in small letters, ``lemmas`` those of the parse,
    ``pos`` its tags with “q” for quotation marks, ``coarse`` one letter for a class of tags.
    ``commas``, ``verbs``, ``marks``, ``conjunctions`` and ``relatives`` count such tokens
    before each token. ``content_share``, ``source_share`` and ``cue_share`` say how
    reliable the best candidate is that takes the token for such a part. ``segments`` describe
    the stretch between two punctuation marks.
    """

    parse: Parse
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    coarse: tuple[str, ...]
    inside: tuple[int, ...]
    sentence_of: tuple[int, ...]
    paragraph_of: tuple[int, ...]
    commas: Sequence[int]
    verbs: Sequence[int]
    marks: Sequence[int]
    conjunctions: Sequence[int]
    relatives: Sequence[int]
    content_share: Sequence[float]
    source_share: Sequence[float]
    cue_share: Sequence[float]
    is_subject: Sequence[bool]
    segments: Sequence[str]
    candidates_at: Mapping[int, Sequence[tuple[float, Frame]]]

    def sentence(self, token: int) -> range:
        """Return the sentence of a token."""
        return self.parse.layout.sentences[self.sentence_of[token]]

    def paragraph(self, token: int) -> range:
        """Return the paragraph of a token."""
        return self.parse.layout.paragraphs[self.paragraph_of[token]]

    def proposed_at(self, token: int) -> tuple[float, Frame] | None:
        """Return the most reliable candidate whose cue holds the token, with its share."""
        found = self.candidates_at.get(token)
        return found[0] if found else None


def bucket(probability: float) -> int:
    """Return one of six steps for a probability.

    >>> [bucket(p) for p in (0.01, 0.05, 0.2, 0.5, 0.7, 0.9)]
    [0, 1, 2, 3, 4, 5]
    """
    # The weights were learned with these steps: to change one is to train anew.
    if probability < 0.3:
        return (probability >= 0.02) + (probability >= 0.1)
    return 3 + (probability >= 0.6) + (probability >= 0.85)


def fine_bucket(distance: int) -> int:
    """Return steps that grow with a distance in tokens.

    >>> [fine_bucket(d) for d in (1, 8, 9, 12, 80)]
    [1, 8, 9, 10, 15]
    """
    if distance <= 8:
        return distance
    return 9 + sum([distance > edge for edge in (10, 13, 17, 22, 30, 45)])


def columns_of(parse: Parse, candidates: Sequence[Frame]) -> Columns:
    """Lay out a text whose candidates have been found."""
    roles = parse.marks.roles
    words = tuple(
        [
            word if role else normal(form).lower()
            for word, form, role in zip(parse.words, parse.seen, roles, strict=True)
        ]
    )
    pos = tuple(["q" if role else tag for tag, role in zip(parse.tags, roles, strict=True)])
    shares = _Shares(len(words), candidates)
    subjects = [False] * len(words)
    for verb in parse.verbs:
        for index in verb.subject or ():
            subjects[index] = True
    relatives = [
        tag in ("WP", "WDT", "WRB") or (word == "that" and tag == "IN")
        for word, tag in zip(words, pos, strict=True)
    ]
    return Columns(
        parse,
        words,
        parse.lemmas,
        pos,
        tuple([_COARSE.get(tag, "O") for tag in pos]),
        parse.marks.inside,
        parse.layout.sentence_of,
        parse.layout.paragraph_of,
        _counted(map(_COMMAS.__contains__, words)),
        _counted(map(FINITE.__contains__, pos)),
        _counted(map(bool, roles)),
        _counted([tag == "CC" for tag in pos]),
        _counted(relatives),
        shares.content,
        shares.source,
        shares.cue,
        subjects,
        _segments(parse, pos),
        shares.at,
    )


def _counted(tests: Iterable[bool]) -> list[int]:
    """Return, for each index, how many values before it are true."""
    return list(accumulate(map(int, tests), initial=0))


class _Shares:
    """How reliable candidates are, token by token."""

    def __init__(self, count: int, candidates: Sequence[Frame]) -> None:
        self.content = [0.0] * count
        self.source = [0.0] * count
        self.cue = [0.0] * count
        self.at: dict[int, list[tuple[float, Frame]]] = {}
        for candidate in candidates:
            share = candidate.score
            for piece in candidate.content:
                _raise(self.content, piece, share)
            _raise(self.source, candidate.source or range(0), share)
            _raise(self.cue, candidate.cue[0], share)
            for index in candidate.cue[0]:
                self.at.setdefault(index, []).append((share, candidate))
        for found in self.at.values():
            found.sort(key=_by_share)


def _by_share(pair: tuple[float, Frame]) -> float:
    return -pair[0]


def _raise(shares: list[float], tokens: range, share: float) -> None:
    for index in tokens:
        shares[index] = max(shares[index], share)


def _segments(parse: Parse, pos: Sequence[str]) -> list[str]:
    """Describe the stretch of each token: first tag, finite verbs, length."""
    out = ["p"] * len(pos)
    for stretch in _stretches(parse, pos):
        finite = min(2, sum([pos[index] in FINITE for index in stretch]))
        length = min(5, len(stretch).bit_length())
        shape = f"{_COARSE.get(pos[stretch.start], 'O')}{finite}{length}"
        out[stretch.start : stretch.stop] = [shape] * len(stretch)
    return out


def _stretches(parse: Parse, pos: Sequence[str]) -> Iterator[range]:
    for sentence in parse.layout.sentences:
        start = sentence.start
        for index in sentence:
            if pos[index] in _EDGES:
                if index > start:
                    yield range(start, index)
                start = index + 1
        if sentence.stop > start:
            yield range(start, sentence.stop)
