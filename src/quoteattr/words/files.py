"""Reading the word lists that ship with the package."""

from functools import cache
from pathlib import Path

__all__ = ["data_lines", "data_text", "word_set"]

_DATA = Path(__file__).parent / "data"


def data_text(name: str) -> str:
    """Return a packaged data file as it stands.

    >>> data_text("titles_short.txt")[0]
    '#'
    """
    return (_DATA / name).read_text(encoding="utf-8")


def data_lines(name: str) -> list[str]:
    """Return the entries of a packaged data file, comments and blank lines left out.

    >>> data_lines("titles_short.txt")[0]
    'Adm'
    """
    lines = data_text(name).splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the entries of a packaged word list in lower case.

    >>> "mr" in word_set("titles_short.txt")
    True
    """
    return frozenset(entry.lower() for entry in data_lines(name))
