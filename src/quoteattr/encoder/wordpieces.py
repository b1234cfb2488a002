"""Word pieces of tokens, as the encoder was taught them.

The longest-match-first cut of WordPiece (Schuster and Nakajima 2012; Devlin et al. 2019) over
the vocabulary of uncased BERT, word by word, so that each token knows its own pieces.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from attrs import field, frozen

__all__ = ["CLS", "SEP", "WordPieces"]

#: The numbers of what stands before and after what is read, and the piece for unknown words.
CLS, SEP = 101, 102
_UNKNOWN = "[UNK]"
#: A longer word is unknown, as it was to those who trained the encoder.
_LONGEST = 100
#: So many pieces of a token are looked at: what is longer is no word, but an address or noise.
_MOST = 24
_KEPT = 100_000


@frozen(eq=False)
class WordPieces:
    """Cuts tokens into pieces of a vocabulary.

    ``numbers`` gives each piece its number; a piece that goes on a word begins with “##”.
    ``of`` returns the numbers of the pieces of a token, at least one.

    >>> pieces = WordPieces({"[UNK]": 0, "rain": 1, "##ing": 2, "-": 3})
    >>> pieces.of("Raining"), pieces.of("rain-rain"), pieces.of("snow")
    ((1, 2), (1, 3, 1), (0,))
    """

    numbers: Mapping[str, int]
    of: Callable[[str], tuple[int, ...]] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        # Words come again and again: each is cut once.
        object.__setattr__(self, "of", lru_cache(_KEPT)(self._cut))

    def _cut(self, token: str) -> tuple[int, ...]:
        found: list[int] = []
        for word in _words(token):
            found += self._longest(word)
            if len(found) >= _MOST:
                break
        return tuple(found[:_MOST]) or (self.numbers[_UNKNOWN],)

    def _longest(self, word: str) -> list[int]:
        """Cut a word into the longest pieces there are, from left to right."""
        found: list[int] = []
        start, prefix = 0, ""
        while start < len(word):
            stop = min(len(word), start + _LONGEST)
            while stop > start and prefix + word[start:stop] not in self.numbers:
                stop -= 1
            if stop == start or len(word) > _LONGEST:
                return [self.numbers[_UNKNOWN]]
            found.append(self.numbers[prefix + word[start:stop]])
            start, prefix = stop, "##"
        return found


def _words(token: str) -> Iterator[str]:
    """Yield the words of a token: small letters without accents, each sign by itself."""
    word = ""
    for letter in unicodedata.normalize("NFD", token.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or category in ("Cc", "Cf") or letter.isspace():
            continue
        if _is_sign(letter, category) or "一" <= letter <= "鿿":
            if word:
                yield word
            yield letter
            word = ""
        else:
            word += letter
    if word:
        yield word


def _is_sign(letter: str, category: str) -> bool:
    """Tell what BERT cuts off as punctuation: all of Unicode's and what ASCII has besides."""
    return category.startswith("P") or (letter.isascii() and not letter.isalnum())
