"""The one lens through which every room reads a text: words, tags, marks and verbs."""

from bisect import bisect_left, bisect_right
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from quoteattr.text.marks import MarkPair, MarkTree, Role, paired
from quoteattr.text.sentences import Layout, split_sentences
from quoteattr.text.tagging import Tagger
from quoteattr.text.tokens import Tokens, tokenize
from quoteattr.words import Lexicon, lemma, stand_in, time_classes

__all__ = ["Form", "Parse", "Verb", "tagged", "words_of"]

Form: TypeAlias = Literal["finite", "ing", "participle", "infinitive", "bare"]

_MARKS = {"open": "``", "close": "''"}
_APOSTROPHES = frozenset("'’‘`´‛")


@frozen
class Verb:
    """One full verb with the auxiliaries and adverbs before it, and who does it.

    ``first``, ``head`` and ``stop`` are token indices: where the group begins, its full verb,
    and the token after it; “has also continuously blamed” is one group, “declined to comment”
    is two. A ``shared`` subject comes from an earlier verb: “he laughed and said”.

    >>> Verb(1, 2, 3, "blame", "finite", passive=False, subject=range(0, 1), shared=False).own
    range(0, 1)
    """

    first: int
    head: int
    stop: int
    lemma: str
    form: Form
    passive: bool
    subject: range | None = None
    shared: bool = True

    @property
    def own(self) -> range | None:
        """The subject if it stands before the verb itself.

        >>> Verb(3, 3, 4, "say", "finite", passive=False, subject=range(0, 1)).own is None
        True
        """
        return None if self.shared else self.subject


@frozen(eq=False)
class Parse:
    """A text as the rules read it, token by token.

    Columns, one value for each token: ``forms`` are the tokens as written, ``words`` are in
    small letters and blind to the style of marks, ``times`` are the classes of words of time
    (“day”, “season” …), ``seen`` are the tokens as what was learned sees them, where one day
    stands for all; ``tags`` are Penn tags, ``lemmas`` those of the tokens seen, in small
    letters. ``verbs`` are the verb groups, in order. ``bounds`` are the tokens that a
    look-up sees: the whole text, or a sentence of it after `within`. Beyond them there is
    nothing: `word` and `tag` give empty strings.
    """

    tokens: Tokens
    layout: Layout
    marks: MarkTree
    lexicon: Lexicon
    words: tuple[str, ...]
    times: tuple[str, ...]
    seen: tuple[str, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    verbs: tuple[Verb, ...]
    bounds: range
    forms: tuple[str, ...] = field(init=False)
    firsts: tuple[int, ...] = field(init=False)
    body_stop: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "forms", self.tokens.words)
        object.__setattr__(self, "firsts", tuple([verb.first for verb in self.verbs]))
        object.__setattr__(self, "body_stop", self._body_stop())

    def _body_stop(self) -> int:
        """Return the index after the last token that is not final punctuation."""
        roles, stop = self.marks.roles, self.bounds.stop
        while (
            stop > self.bounds.start and not roles[stop - 1] and self.forms[stop - 1][0] in ".!?…"
        ):
            stop -= 1
        return stop

    def within(self, bounds: range) -> "Parse":
        """Return the same text, looked at no farther than ``bounds``, such as a sentence."""
        low, high = bisect_left(self.firsts, bounds.start), bisect_left(self.firsts, bounds.stop)
        return evolve(self, verbs=self.verbs[low:high], bounds=bounds)

    def word(self, index: int) -> str:
        """Return the token in small letters, or an empty string out of bounds."""
        return self.words[index] if self.bounds.start <= index < self.bounds.stop else ""

    def tag(self, index: int) -> str:
        """Return the part of speech, or an empty string out of bounds."""
        return self.tags[index] if self.bounds.start <= index < self.bounds.stop else ""

    def time(self, index: int) -> str:
        """Return the class of a word of time, or an empty string, out of bounds too."""
        return self.times[index] if self.bounds.start <= index < self.bounds.stop else ""

    def form(self, index: int) -> str:
        """Return the token as written, or an empty string out of bounds."""
        return self.forms[index] if self.bounds.start <= index < self.bounds.stop else ""

    def role(self, index: int) -> str:
        """Return what a token is as a quotation mark, an empty string if nothing."""
        roles = self.marks.roles
        return roles[index] if 0 <= index < len(roles) else ""

    def sentence(self, index: int) -> range:
        """Return the tokens of the sentence of a token."""
        return self.layout.sentences[self.layout.sentence_of[index]]

    def paragraph(self, index: int) -> range:
        """Return the tokens of the paragraph of a token."""
        return self.layout.paragraphs[self.layout.paragraph_of[index]]

    def pair(self, index: int) -> MarkPair:
        """Return the innermost pair of marks around a token that stands in one."""
        return self.marks.pairs[self.marks.inside[index]]

    def verb_at(self, index: int) -> Verb | None:
        """Return the verb group that begins at a token."""
        number = bisect_left(self.firsts, index)
        begins = number < len(self.firsts) and self.firsts[number] == index
        return self.verbs[number] if begins else None

    def verb_over(self, index: int) -> Verb | None:
        """Return the verb group that a token belongs to."""
        number = bisect_right(self.firsts, index) - 1
        return self.verbs[number] if number >= 0 and index < self.verbs[number].stop else None

    def verb_with(self, index: int) -> Verb | None:
        """Return the verb group whose full verb a token is."""
        verb = self.verb_over(index)
        return verb if verb is not None and verb.head == index else None

    def verb_before(self, index: int) -> Verb | None:
        """Return the last verb group that begins before a token."""
        number = bisect_left(self.firsts, index) - 1
        return self.verbs[number] if number >= 0 else None

    def number_of(self, verb: Verb) -> int:
        """Return the place of a verb among `verbs`."""
        return bisect_left(self.firsts, verb.first)

    def finite_from(self, index: int, stop: int) -> Verb | None:
        """Return the first finite verb group that begins in ``index … stop``."""
        for number in range(bisect_left(self.firsts, index), len(self.firsts)):
            if self.firsts[number] >= stop:
                return None
            if self.verbs[number].form == "finite":
                return self.verbs[number]
        return None


def tagged(text: str, tagger: Tagger, lexicon: Lexicon) -> Parse:
    """Return a text cut into tokens and tagged, blind to the style of its marks, without verbs.

    >>> from quoteattr.text.tagging import Tagger
    >>> from quoteattr.words import Lexicon
    >>> tagged("“We’ve won,” she told reporters.", Tagger.load(), Lexicon.default()).lemmas
    ('``', 'we', 'have', 'win', ',', "''", 'she', 'tell', 'reporter', '.')
    """
    tokens = tokenize(text)
    layout, marks = paired(tokens, split_sentences(tokens))
    words = words_of(tokens, marks.roles)
    times = time_classes(tokens.words, words)
    seen = [
        stand_in(form) if kind else form for form, kind in zip(tokens.words, times, strict=True)
    ]
    shown = [
        _MARKS[role] if role else "'" if word in _APOSTROPHES else word
        for word, role in zip(seen, marks.roles, strict=True)
    ]
    tags: list[str] = []
    for sentence in layout.sentences:
        tags += tagger.tag(shown[sentence.start : sentence.stop])
    lemmas = [
        _MARKS[role] if role else lemma(word, tag)
        for word, tag, role in zip(seen, tags, marks.roles, strict=True)
    ]
    return Parse(
        tokens,
        layout,
        marks,
        lexicon,
        words,
        times,
        tuple(seen),
        tuple(tags),
        tuple(lemmas),
        (),
        range(len(tokens)),
    )


def words_of(tokens: Tokens, roles: tuple[Role, ...]) -> tuple[str, ...]:
    """Return the tokens in small letters, quotation marks as `` and '', ’ as a straight mark.

    >>> from quoteattr.text.marks import find_marks
    >>> from quoteattr.text.sentences import split_sentences
    >>> from quoteattr.text.tokens import tokenize
    >>> tokens = tokenize("«Go!» she said in 1999.")
    >>> words_of(tokens, find_marks(tokens, split_sentences(tokens)).roles)
    ('``', 'go', '!', "''", 'she', 'said', 'in', '1999', '.')
    """
    return tuple(
        [
            _MARKS[role] if role else word.lower().replace("’", "'")
            for word, role in zip(tokens.words, roles, strict=True)
        ]
    )
