"""Words that are written as in a title."""

from collections.abc import Sequence

__all__ = ["is_headed"]

_SMALL = frozenset(
    "a an the and or but of in on at to for from with by as is vs. vs nor into your my".split()
)


def is_headed(words: Sequence[str]) -> bool:
    """Tell whether words, of which there is one at least, are written as in a title.

    >>> is_headed(["The", "Art", "of", "the", "Deal"]), is_headed(["We", "left"])
    (True, False)
    """
    return words[0][0].isupper() and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words
    )
