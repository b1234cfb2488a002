"""Words of time: days, months, seasons, periods, and what leads up to them.

Some are other words as well: who may fall in March? They are of time where what stands
before or after them says so, and nowhere else: “last fall”, “in May”, “March 3”.
"""

from collections.abc import Sequence
from functools import cache

from quoteattr.words.files import data_lines

__all__ = [
    "CALENDAR",
    "LEADING",
    "PERIODS",
    "STAND_INS",
    "TIME_NAMES",
    "stand_in",
    "time_classes",
]

_ROWS = [entry.split("\t") for entry in data_lines("times.txt")]
_KINDS = {word: kind for kind, words in _ROWS for word in words.split()}
_CLASSES = {word: kind for word, kind in _KINDS.items() if kind not in ("feast", "clock")}
_FIRST = {word: words.split()[0] for _, words in _ROWS for word in words.split()}

#: The words that stand for all of their class.
STAND_INS = frozenset(_FIRST.values())
#: Classes whose words name a time by themselves: “Monday”, “yesterday”, “in March”.
TIME_NAMES = frozenset({"day", "month", "relative"})
#: Classes whose words need something before them to name a time: “last week”, “this fall”.
PERIODS = frozenset({"season", "part", "period"})
#: Words written with a capital that name nobody.
CALENDAR = frozenset(
    [word for word, kind in _KINDS.items() if kind in ("day", "month", "feast", "clock")]
)
#: What leads up to a period and makes it a time: “last week”, “late that night”.
LEADING = frozenset("last this next that earlier later early late past same".split())

_NAMED_LIKE_WORDS = frozenset({"may", "march"})
_SEASONS_LIKE_WORDS = frozenset({"spring", "fall"})
_SHORT_LIKE_WORDS = frozenset({"sat.", "sun.", "mar.", "wed."})
_BEFORE_MONTHS = frozenset("in since until last next early late mid during through".split())
_BEFORE_THE = frozenset("in during since until by of for through".split())


def time_classes(forms: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """Return for each token of which class of time words it is, an empty string for none.

    ``forms`` are the tokens as written, ``words`` the same in small letters.

    >>> forms = "Prices may fall this fall , or in May .".split()
    >>> [kind for kind in time_classes(forms, [form.lower() for form in forms]) if kind]
    ['season', 'month']
    """
    kinds = [*map(_CLASSES.get, words)]
    return tuple(
        [
            kind if kind and _tells_time(kind, forms, words, index) else ""
            for index, kind in enumerate(kinds)
        ]
    )


def _tells_time(kind: str, forms: Sequence[str], words: Sequence[str], index: int) -> bool:
    """Tell the month or season from the verb or name that is written like it: “USA Today”."""
    word = words[index]
    before = words[index - 1] if index else ""
    after = forms[index + 1] if index + 1 < len(forms) else ""
    if kind == "relative":
        return not (index and forms[index][0].isupper() and forms[index - 1][0].isupper())
    if word in _NAMED_LIKE_WORDS:
        return forms[index][0].isupper() and (before in _BEFORE_MONTHS or after[:1].isdigit())
    if word in _SHORT_LIKE_WORDS:
        return forms[index][0].isupper()
    if word not in _SEASONS_LIKE_WORDS or before in LEADING:
        return True
    if before == "the":
        before = words[index - 2] if index > 1 else ""
        return before in _BEFORE_THE and after != "of"
    return before == "in"


@cache
def stand_in(form: str) -> str:
    """Return the word of time that stands for the class of another, written the same way.

    >>> stand_in("Sunday"), stand_in("FEBRUARY"), stand_in("afternoon")
    ('Tuesday', 'OCTOBER', 'night')
    """
    first = _FIRST[form.lower()]
    if form.isupper():
        return first.upper()
    return first.capitalize() if form[0].isupper() else first
