"""Sentences and paragraphs that quotation marks do not cut."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from attrs import evolve, frozen

from quoteattr.text.tokens import Tokens
from quoteattr.words import word_set

__all__ = ["Layout", "split_sentences"]

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x85\u2028]")
_HARD_BREAK = re.compile(r"[\f\u2029]")
#: So many tokens the longest heading has.
_HEADING = 16
#: So many tokens a speaker on a line of its own has, the colon included.
_SPEAKER = 8
_BULLETS = frozenset("•·▪‣◦●■▸")
#: What follows an abbreviation and goes on with it: “Larch Inc. (NYSE: LRC)”.
_BRACKETS = frozenset("([<")
_CLOSERS = frozenset("\"'”’“‘»«›‹」』)]") | {"''", "’’", "``", "‘‘"}
_OPENERS = frozenset("\"'“‘„‚«»‹›「『([") | {"``", "''", "‘‘"}


@frozen
class Layout:
    """The paragraphs and sentences of a text, as ranges of token indices.

    Every token belongs to one sentence and one paragraph, and a sentence lies within one
    paragraph. ``sentence_of`` and ``paragraph_of`` give, per token, the index of its own.

    >>> from quoteattr.text import tokenize
    >>> layout = split_sentences(tokenize("“Go!” she said. He left."))
    >>> layout.sentences
    (range(0, 7), range(7, 10))
    """

    paragraphs: tuple[range, ...]
    sentences: tuple[range, ...]
    sentence_of: tuple[int, ...]
    paragraph_of: tuple[int, ...]

    def with_joined(self, over: Iterable[range]) -> "Layout":
        r"""Return a layout in which some paragraphs, by their numbers, are one; sentences stay.

        >>> from quoteattr.text import tokenize
        >>> layout = split_sentences(tokenize("He left.\n\nShe stayed."))
        >>> layout.with_joined([range(0, 2)]).paragraphs
        (range(0, 6),)
        """
        goes_on = {number for numbers in over for number in numbers[1:]}
        starts = [
            paragraph.start
            for number, paragraph in enumerate(self.paragraphs)
            if number not in goes_on
        ]
        paragraphs = _ranges(starts[1:], len(self.paragraph_of))
        return evolve(self, paragraphs=paragraphs, paragraph_of=_index(paragraphs))


@cache
def _starters() -> frozenset[str]:
    return word_set("sentence_starters.txt")


@cache
def _never_final() -> frozenset[str]:
    return frozenset(f"{title}." for title in word_set("titles_short.txt"))


def _gap_break(gap: str) -> int:
    """Tell how strongly white space breaks: 2 a blank line, 1 a line end, 0 neither."""
    if _HARD_BREAK.search(gap):
        return 2
    return min(2, len(_LINE_END.findall(gap)))


def split_sentences(tokens: Tokens) -> Layout:
    """Cut tokens into paragraphs and sentences.

    A paragraph ends at a blank line, before a bullet on a new line, and at a line end where
    a sentence ends too; a line end inside a sentence is only white space, and so is one after
    a speaker in capitals and a colon. A full stop,
    question or exclamation mark takes its closing quotation marks and brackets along; a
    following word in small letters keeps the sentence open (“Go!” she said). Which style
    a quotation mark has plays no part.

    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("Mr. B. Ford of Acme Inc. met U.S. officials. ‘Why?’ he asked.")
    >>> [tokens.span(s.start, s.stop).text for s in split_sentences(tokens).sentences]
    ['Mr. B. Ford of Acme Inc. met U.S. officials.', '‘Why?’ he asked.']
    """
    words, starts, ends, text = tokens.words, tokens.starts, tokens.ends, tokens.text
    count = len(words)
    line_breaks = {
        index: strength
        for index in range(1, count)
        if ((starts[index] > ends[index - 1]) and text[ends[index - 1]] != " ")
        or starts[index] - ends[index - 1] > 1
        if (strength := _gap_break(text[ends[index - 1] : starts[index]]))
    }
    blank = {index for index, strength in line_breaks.items() if strength == 2}
    sentence_cuts = _sentence_cuts(tokens, blank)
    paragraph_starts = {0} | {
        index
        for index, strength in line_breaks.items()
        if strength == 2 or index in sentence_cuts or words[index] in _BULLETS
    }
    paragraph_starts |= _headings(words, line_breaks, paragraph_starts)
    labels = {
        cut
        for cut in sentence_cuts
        if line_breaks.get(cut) != 2 and _is_label(words, cut, paragraph_starts)
    }
    sentence_cuts -= labels
    paragraph_cuts = paragraph_starts - {0} - labels
    paragraph_cuts -= _after_speakers(words, sorted(paragraph_starts))
    paragraphs = _ranges(sorted(paragraph_cuts), count)
    sentences = _ranges(sorted(paragraph_cuts | sentence_cuts), count)
    return Layout(paragraphs, sentences, _index(sentences), _index(paragraphs))


def _is_label(words: tuple[str, ...], cut: int, paragraph_starts: set[int]) -> bool:
    """Tell whether the number of a list's item stands before a cut: “2. Close the ports.”."""
    return words[cut - 1] == "." and words[cut - 2].isdecimal() and cut - 2 in paragraph_starts


def _headings(words: tuple[str, ...], line_breaks: Mapping[int, int], starts: set[int]) -> set[int]:
    """Return the lines after a short line without a stop, as web pages have headings and bylines.

    Such pages end a paragraph with one line end. Where a line begins in small letters lines are
    broken anywhere, and their ends mean nothing.
    """
    inside = sorted(line_breaks.keys() - starts)
    if any(words[index][0].islower() for index in inside):
        return set()
    if not any(line_breaks.get(index) == 1 for index in starts):
        return set()
    lines = {stop: start for start, stop in pairwise(sorted({*starts, *inside}))}
    return {
        index
        for index in inside
        if index - lines[index] <= _HEADING and words[index - 1][-1].isalnum()
        if words[index][0].isupper() or words[index] in _OPENERS
    }


def _after_speakers(words: tuple[str, ...], starts: list[int]) -> set[int]:
    """Return the paragraphs whose speaker stands in capitals on a line before: “SMITH:”."""
    return {
        stop
        for start, stop in pairwise(starts)
        if words[stop - 1] == ":" and 1 < stop - start <= _SPEAKER
        if (name := "".join(filter(str.isalpha, words[start : stop - 1]))).isupper()
        if len(name) > 1
    }


def _ranges(cuts: list[int], count: int) -> tuple[range, ...]:
    if not count:
        return ()
    edges = [0, *cuts, count]
    return tuple(range(edges[at], edges[at + 1]) for at in range(len(edges) - 1))


def _index(ranges: tuple[range, ...]) -> tuple[int, ...]:
    return tuple(number for number, tokens in enumerate(ranges) for _ in tokens)


def _sentence_cuts(tokens: Tokens, blank: set[int]) -> set[int]:
    """Find the token indices at which a new sentence starts, paragraphs aside.

    ``blank`` holds the tokens after a blank line, beyond which nothing is looked at.
    """
    words, count = tokens.words, len(tokens.words)
    cuts: set[int] = set()
    index = 0
    while index < count:
        word = words[index]
        last = word[-1]
        index += 1
        if last not in ".!?…":
            continue
        closed = index
        while (
            closed < count
            and (words[closed] in _CLOSERS or words[closed][0] in ".!?…")
            and tokens.attached(closed)
        ):
            closed += 1
        if closed < count and _starts_anew(tokens, index - 1, closed, blank):
            cuts.add(closed)
        index = closed
    return cuts


def _starts_anew(tokens: Tokens, stop: int, following: int, blank: set[int]) -> bool:
    """Decide whether ``following`` opens a sentence after the stop and its closing marks."""
    words = tokens.words
    mark, closed = words[stop], following > stop + 1
    opened = following
    while opened + 1 < len(words) and opened + 1 not in blank and words[opened] in _OPENERS:
        opened += 1
    word = words[opened]
    if word in (",", ";", ":", "—", "–", "--"):
        return False
    lower = word[0].islower()
    if len(mark) > 1 and mark[0] not in ".!?…":
        if lower or mark.lower() in _never_final():
            return False
        if words[following] in _BRACKETS:
            return False
        initial = len(mark) == 2
        named = initial and stop > 0 and words[stop - 1][0].isupper()
        if opened > following and not initial:
            return True
        return word.lower() in _starters() and not (named and word == "I")
    if mark == "." and not closed:
        if _is_code(tokens, stop):
            return False
        return tokens.starts[following] > tokens.ends[following - 1] or not lower
    return not lower


def _is_code(tokens: Tokens, stop: int) -> bool:
    """Tell the full stop inside a code in capitals: “(DNM.N)”, “<AEGN.AS>”."""
    before, after = tokens.words[stop - 1], tokens.words[stop + 1]
    together = tokens.attached(stop) and tokens.attached(stop + 1)
    return together and before.isupper() and after.isupper()
