"""Made-up news prose, as much of it as wanted."""

from __future__ import annotations

import random
from collections.abc import Iterator

PEOPLE = (
    "Marta Keel",
    "Joseph Adeyemi",
    "Ines Duarte",
    "Tomas Lindqvist",
    "Priya Raman",
    "Owen Hartley",
)
TITLES = ("Mayor", "Senator", "Professor", "Inspector", "Governor")
BODIES = ("The harbour authority", "A court filing", "The Fenwick Gazette", "The ministry")
FACTS = (
    "the bridge would stay closed until the spring",
    "nobody had checked the valves since the flood",
    "the council could not afford a second ferry",
    "prices had fallen for the third month in a row",
    "the new timetable left the villages without a bus",
)
SPEECH = (
    "We were never asked, and we would have said no",
    "I counted eleven trucks before I stopped counting",
    "It is not a question of money any more",
    "There is a plan, but it is not the plan that was promised",
)
PLAIN = (
    "Work on the northern tunnel began four years ago and has cost more than twice its budget.",
    "About 300 people waited in front of the town hall, most of them without umbrellas.",
    "The vote is expected late on Thursday, after two days of hearings.",
)
SENTENCES = (
    "{title} {person} said that {fact}.",
    "“{speech},” said {person}. “{other}.”",
    "According to {person}, {fact}.",
    "{body} reported on Tuesday that {fact}, though {person} denied that {denied}.",
    "“{speech},” {person} told reporters.",
    "{plain}",
    "{plain}",
)


def paragraphs(seed: int = 0) -> Iterator[str]:
    """Yield paragraphs of two to four sentences without end, the same for the same seed."""
    draw = random.Random(seed)
    while True:
        sentences = [
            draw.choice(SENTENCES).format(
                title=draw.choice(TITLES),
                person=draw.choice(PEOPLE),
                body=draw.choice(BODIES),
                fact=draw.choice(FACTS),
                denied=draw.choice(FACTS),
                speech=draw.choice(SPEECH),
                other=draw.choice(SPEECH),
                plain=draw.choice(PLAIN),
            )
            for _ in range(draw.randint(2, 4))
        ]
        yield " ".join(sentences)


def article(count: int, seed: int = 0) -> str:
    r"""An article of ``count`` paragraphs.

    >>> article(3) == article(3)
    True
    >>> article(3).count("\n\n")
    2
    """
    source = paragraphs(seed)
    return "\n\n".join(next(source) for _ in range(count))
