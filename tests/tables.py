"""Tables of sentences: the one notation in which tests say what comes of a text.

The files in ``sentences`` and the tables in test modules hold one case after the other::

    ## A heading for the cases under it
    # A comment.
    “Go,” Lee said. ⇒ “Go,”
    “Go,” Lee said. ¶ It rained.
      direct | Lee | said | “Go,”
    [Lee] <told> ~reporters~ {that it rained}.

A case is a text and what is expected of it: one line after “⇒”, or lines under it, indented. Where
all of that is drawn into the text nothing follows. What a line says is the table's own, but:

* “ | ” stands between the columns of a line, “-” where there is nothing;
* “ + ” stands between the pieces of a content, “ › ” between the sources of a chain;
* drawn into a text (`tests.marked`), […] is a source, <…> a cue, {…} a content, ~…~ an addressee;
* “¶” is a blank line, “⏎” a line end and “⍽” a space that does not break.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import frozen

SENTENCES = Path(__file__).resolve().parent / "sentences"


@frozen
class Case:
    """A text, the heading it stands under, and the lines that say what is expected of it."""

    heading: str
    text: str
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.heading}: {self.text}" if self.heading else self.text

    @property
    def columns(self) -> list[str]:
        """The columns of the one line that is expected, none for “-”."""
        (line,) = self.lines
        return [] if line == "-" else line.split(" | ")


def laid_out(written: str) -> str:
    """A text with the white space that signs stand for.

    >>> laid_out("Go. ¶ Stay.⏎No.")
    'Go.\\n\\nStay.\\nNo.'
    """
    written = re.sub(" ?¶ ?", "\n\n", written)
    return re.sub(" ?⏎ ?", "\n", written).replace("⍽", "\xa0")


def read_cases(table: str) -> list[Case]:
    """The cases of a table.

    >>> read_cases("## Orders\\n“Go.”\\n  direct | Lee\\n  rejected | Coe")
    [Case(heading='Orders', text='“Go.”', lines=('direct | Lee', 'rejected | Coe'))]
    """
    heading = ""
    found: list[Case] = []
    for line in table.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line.startswith("  "):
            above = found[-1]
            found[-1] = Case(above.heading, above.text, (*above.lines, laid_out(line.strip())))
        elif line and not line.startswith("#"):
            assert not line[0].isspace(), f"indent what is expected by two spaces: {line!r}"
            text, *lines = (laid_out(part.strip()) for part in line.split("⇒"))
            found.append(Case(heading, text, tuple(lines)))
    return found


def cases(table: str) -> list[tuple[str, ...]]:
    """The cases of a table in a test module: each text, and what is expected of it if written.

    >>> cases("[Lee] left. ⇒ left")
    [('[Lee] left.', 'left')]
    """
    return [(case.text, *case.lines) for case in read_cases(table)]


def table(name: str, heading: str = "") -> list[Case]:
    """The cases of a file in ``sentences``, those under one heading if it is given."""
    found = read_cases((SENTENCES / f"{name}.txt").read_text(encoding="utf-8"))
    return [case for case in found if heading in ("", case.heading)]
