"""Parts of speech, one for each token: a greedy averaged perceptron with packed weights.

All features of a single word are summed once per word type and kept; at a token only the
sums of five neighbouring words and a handful of features of tag and word together are
added. A frequent word with one tag has it from a dictionary.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import repeat
from os import PathLike
from pathlib import Path

from attrs import field, frozen

from quoteattr.errors import ModelFileError
from quoteattr.learning import ModelFile, WeightTable, lanes_for, read

__all__ = [
    "MODEL_KIND",
    "START",
    "Clues",
    "Form",
    "Tagger",
    "clues",
    "form",
    "joint",
    "normal",
]

MODEL_KIND = "tagger"

#: The tag and the word before the first of a sentence; its last word is followed by the same.
START = "<s>"

_LONGEST = 40
_DIGITS = str.maketrans("123456789", "0" * 9)
_SHAPE = re.compile(r"([A-Z])[A-Z]*|([a-z])[a-z]*|(\d)\d*")
_MARKS = {
    **dict.fromkeys(("``", "“", "„", "‟", "‛", "‚", "‘‘", "‘", "«", "‹", "「", "『", "`"), "``"),
    **dict.fromkeys(("''", '"', "”", "’’", "»", "›", "」", "』", "´", "″", "′"), "''"),
    "’": "'",
}
_OTHER_SIGNS = {
    **dict.fromkeys("–—―‒‑‐−-", "--"),
    **dict.fromkeys("£€¥₹₽₩", "$"),
    "…": "...",
}
_DASHES = re.compile(r"[-–—―‒−]{2,}\Z")
_DOTS = re.compile(r"\.[\s.]*\.\Z")


def normal(word: str) -> str:
    """Return the form in which the tagger knows a word.

    Digits become 0, any apostrophe ', any dash --, any currency $; of a very long word
    only its ends are left.

    >>> [normal(word) for word in ("1,300", "n’t", "—", "€", "“", "said")]
    ['0,000', "n't", '--', '$', '``', 'said']
    """
    if len(word) > _LONGEST:
        word = word[: _LONGEST // 2] + word[-_LONGEST // 2 :]
    if word.isalpha():
        return word
    if word in _MARKS:
        return _MARKS[word]
    if word in _OTHER_SIGNS:
        return _OTHER_SIGNS[word]
    if _DASHES.match(word):
        return "--"
    if _DOTS.match(word):
        return "..."
    return word.translate(_DIGITS).replace("’", "'").replace("‘", "'")


@frozen
class Form:
    """A word type as the tagger sees it: in normal form, and what class of word it is.

    ``group`` names the tags that the word was seen with; for a word not often seen, its
    shape and ending stand there.
    """

    word: str
    lower: str
    shape: str
    group: str


@frozen
class Clues:
    """The features that a word type gives by itself, to its own token and to those around.

    ``first`` are those it gives its own token besides at the start of a sentence,
    ``before1``, ``before2``, ``after1`` and ``after2`` those it gives a token that it
    stands one or two places before or after.
    """

    own: tuple[str, ...]
    first: tuple[str, ...]
    before1: tuple[str, ...]
    before2: tuple[str, ...]
    after1: tuple[str, ...]
    after2: tuple[str, ...]


def _shape(word: str) -> str:
    """Return ``Xx`` for “Trump”, ``X.X.`` for “U.S.”, ``0-x`` for “90-day”."""
    if not word.isascii():
        word = "".join(
            ["X" if sign.isupper() else "x" if sign.isalpha() else sign for sign in word]
        )
    return _SHAPE.sub(_shape_letter, word)[:8]


def _shape_letter(match: re.Match[str]) -> str:
    return "X" if match[1] else "x" if match[2] else "0"


def form(word: str, groups: Mapping[str, str]) -> Form:
    """Return the form of a word; ``groups`` holds the tags of lower-case words often seen.

    >>> form("Trumps", {"trumps": "NNS VBZ"})
    Form(word='Trumps', lower='trumps', shape='Xx', group='NNS VBZ')
    """
    word = normal(word)
    lower, shape = word.lower(), _shape(word)
    return Form(word, lower, shape, groups.get(lower) or f"?{shape[:2]}{lower[-2:]}")


def clues(form: Form) -> Clues:
    """Return what a word tells about tags, wherever it stands.

    >>> clues(form("Trumps", {"trumps": "NNS VBZ"})).own[:3]
    ('w Trumps', 'l trumps', 'g NNS VBZ')
    """
    lower, shape, group = form.lower, form.shape, form.group
    ending, capital = lower[-3:], shape[:2]
    own = [f"w {form.word}", f"l {lower}", f"g {group}", f"h {shape}"]
    own += [f"s {lower[-size:]}" for size in range(1, min(5, len(lower)) + 1)]
    own += [f"p {lower[:size]}" for size in range(1, min(4, len(lower)) + 1)]
    own += [f"c {shape[:1]} {lower[-2:]}", f"c {shape[:1]} {ending}"]
    if "-" in lower[1:-1]:
        last = lower.rpartition("-")[2]
        own += [f"y {last}", f"y {last[-3:]}"]
    return Clues(
        own=tuple(own),
        first=(f"f {capital}", f"fg {group}", f"fl {lower}"),
        before1=(f"n {lower}", f"ng {group}", f"ns {ending}", f"nh {capital}"),
        before2=(f"m {lower}", f"mg {group}", f"ms {ending}"),
        after1=(f"b {lower}", f"bs {ending}", f"bh {capital}", f"bg {group}"),
        after2=(f"a {lower}", f"ag {group}"),
    )


def joint(before2: str, before1: str, here: Form, after: Form) -> tuple[str, ...]:
    """Return the features of a token that need a tag before it, with what stands there.

    >>> joint("NN", "TO", form("run", {}), form("up", {}))[:3]
    ('1 TO', '2 NN TO', '3 TO run')
    """
    return (
        f"1 {before1}",
        f"2 {before2} {before1}",
        f"3 {before1} {here.lower}",
        f"4 {before1} {here.group} {after.group}",
        f"5 {before1} {after.lower}",
    )


@frozen(eq=False)
class _Known:
    """A word type at run time: its tag if it has but one, and the sums of its features."""

    form: Form
    tag: str | None
    own: int
    first: int
    before1: int
    before2: int
    after1: int
    after2: int


@frozen
class Tagger:
    """A part-of-speech tagger: its weights, and the words it knows.

    Taggers are immutable and can be pickled; `load` gives the one that ships with the
    package.

    >>> Tagger.load().tag(["She", "denied", "that", "the", "reports", "were", "accurate", "."])
    ['PRP', 'VBD', 'IN', 'DT', 'NNS', 'VBD', 'JJ', '.']
    """

    model: ModelFile = field(repr=False)
    _table: WeightTable = field(init=False, eq=False, repr=False)
    _known: Callable[[str], _Known] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        table = self.model.tables["tags"]
        known = lru_cache(maxsize=1 << 14)(partial(_know, table, *_vocabulary(self.model)))
        object.__setattr__(self, "_table", table)
        object.__setattr__(self, "_known", known)

    def __reduce__(self) -> tuple[Callable[..., "Tagger"], tuple[object, ...]]:
        # Every process has the weights of the package at hand; megabytes need not be sent to it.
        return (_packaged, ()) if self is _packaged() else (Tagger, (self.model,))

    @staticmethod
    def load(path: str | PathLike[str] | None = None) -> "Tagger":
        """Return the tagger that ships with the package, or the one in the file ``path``.

        Raises `ModelFileError` if the file is missing, damaged or written for another version.

        >>> Tagger.load() is Tagger.load()
        True
        """
        return _packaged() if path is None else _read(path)

    def tag(self, words: Sequence[str]) -> list[str]:
        """Return one Penn tag for each word of a sentence.

        Any strings are good input. Marks of direction, as in “this”, say themselves whether
        they open or close; a straight one is read as closing.

        >>> Tagger.load().tag(["“", "We", "won", ",", "”", "she", "said", "."])
        ['``', 'PRP', 'VBD', ',', "''", 'PRP', 'VBD', '.']
        """
        known, labels = self._known, self._table.labels
        lanes, row = lanes_for(len(labels)), self._table.rows.get
        unpack, size, bias = lanes.layout.unpack, lanes.size, lanes.bias
        line = [
            known(word) if len(word) <= _LONGEST else known(normal(word))
            for word in (*words, START, START)
        ]
        edge = line[-1]
        before2 = before1 = START
        last2 = last = edge
        tags: list[str] = []
        for at, here in enumerate(line[:-2], 1):
            best = here.tag
            if best is None:
                after = line[at]
                score = (
                    bias
                    + here.own
                    + after.before1
                    + line[at + 1].before2
                    + last.after1
                    + last2.after2
                    + (here.first if last is edge else 0)
                    + sum(map(row, joint(before2, before1, here.form, after.form), _ZEROS))
                )
                scores = unpack(score.to_bytes(size, "little"))
                best = labels[scores.index(max(scores))]
            tags.append(best)
            before2, before1 = before1, best
            last2, last = last, here
        return tags


_ZEROS = repeat(0)


def _vocabulary(model: ModelFile) -> tuple[dict[str, str], dict[str, str]]:
    """Return the words with one tag, and the tags of words often seen."""
    return _by_word(model.texts["words"]), _by_word(model.texts["groups"])


def _by_word(text: str) -> dict[str, str]:
    """Read lines of a tag or tags, a tab, and all words that have them."""
    out: dict[str, str] = {}
    for line in text.splitlines():
        value, _, words = line.partition("\t")
        out.update(dict.fromkeys(words.split(" "), sys.intern(value)))
    return out


def _know(
    table: WeightTable, only: Mapping[str, str], groups: Mapping[str, str], word: str
) -> _Known:
    """Work out all that the tagger needs of a word type, once."""
    shaped = form(word, groups)
    told = clues(shaped)
    return _Known(
        shaped,
        only.get(shaped.word),
        table.total(told.own),
        table.total(told.first),
        table.total(told.before1),
        table.total(told.before2),
        table.total(told.after1),
        table.total(told.after2),
    )


@lru_cache(maxsize=1)
def _packaged() -> Tagger:
    return _read(Path(__file__).parent / "tagger.bin")


def _read(path: str | PathLike[str]) -> Tagger:
    model = read(path, kind=MODEL_KIND)
    try:
        return Tagger(model)
    except KeyError as error:
        raise ModelFileError(
            f"{Path(path).name}: has no {error}; reinstall quoteattr, or train the file again"
        ) from error
