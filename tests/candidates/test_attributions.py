"""Sentences and what `attribute` finds in them.

The tables in ``sentences/attributions`` have a line for each attribution of a text, in order::

    “It will rain,” Ann Lee told reporters.
      direct | Ann Lee | told | “It will rain,” | → reporters

The columns are the kind, the chain of sources with the outermost first (``Reuters › Ann Lee``),
the cue and the content. A last column, where there is one, names the addressee (``→``) and a
polarity or certainty other than positive and asserted; a type of cue is compared where it is
given. A line ``rejected`` names marks that quote nobody and the reason. ``known_gaps.txt`` says
what should come out and does not yet; `tests.tables` describes the rest of the notation.
"""

from __future__ import annotations

import pytest

from quoteattr import Attribution, Result, attribute
from quoteattr.model import CueType
from tests.tables import SENTENCES, Case, table

# What stands for “ ” ‘ ’ in the other styles, one code point for one.
STYLES = {
    "straight": "\"\"''",
    "single": "‘’“”",
    "straight single": "''\"\"",
    "angle": "«»‹›",
    "low": "„“‚‘",
    "inverse": "»«›‹",
}

FILES = sorted(path.stem for path in (SENTENCES / "attributions").iterdir())
TABLE = [case for name in FILES for case in table(f"attributions/{name}")]
GAPS = table("known_gaps")
RESTYLED = [case for case in TABLE if case.text.count("“") == case.text.count("”") > 0]


def described(attribution: Attribution, *, typed: bool = False) -> str:
    """An attribution in the columns of the tables."""
    cue, addressee = attribution.cue, attribution.addressee
    extras = [f"→ {addressee.span.text}"] if addressee else []
    extras += [str(attribution.polarity)] if attribution.polarity != "positive" else []
    extras += [str(attribution.certainty)] if attribution.certainty != "asserted" else []
    extras += [str(cue.type)] if cue and typed else []
    fields = [
        str(attribution.kind),
        " › ".join(source.span.text for source in attribution.sources) or "-",
        " … ".join(span.text for span in cue.spans) if cue else "-",
        " + ".join(piece.text for piece in attribution.content),
        *([", ".join(extras)] if extras else []),
    ]
    return " | ".join(fields)


def told(result: Result, expected: tuple[str, ...]) -> tuple[str, ...]:
    """What was found, with the types of cues where ``expected`` has them."""
    types = [str(cue_type) for cue_type in CueType]
    typed = [line.rpartition(" ")[2] in types for line in expected] + [False] * len(result)
    found = [described(attribution, typed=typed[at]) for at, attribution in enumerate(result)]
    found += [f"rejected | {marks.span.text} | {marks.reason}" for marks in result.rejected]
    return tuple(found) or ("-",)


@pytest.mark.parametrize("case", TABLE, ids=str)
def test_attributions(case: Case) -> None:
    assert told(attribute(case.text), case.lines) == case.lines


@pytest.mark.xfail(reason="not yet read as it should be", raises=AssertionError, strict=True)
@pytest.mark.parametrize("case", GAPS, ids=str)
def test_known_gaps(case: Case) -> None:
    assert told(attribute(case.text), case.lines) == case.lines


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("case", RESTYLED, ids=str)
def test_every_style_of_marks_is_read_alike(case: Case, style: str) -> None:
    restyled = restyle(case.text, style)
    assert spans(attribute(restyled)) == spans(attribute(case.text)), restyled


def restyle(text: str, style: str) -> str:
    """Put other marks for “ ” and ‘ ’; where there is no ‘, an ’ is an apostrophe."""
    to: dict[str, str | int | None] = dict(zip("“”‘’", style, strict=True))
    if "‘" not in text:
        del to["’"]
    return text.translate(str.maketrans(to))


def spans(result: Result) -> list[tuple[object, ...]]:
    """Everything that is found, as places in the text."""
    return [
        (
            str(a.kind),
            [(piece.start, piece.end) for piece in a.content],
            [(quote.start, quote.end) for quote in a.quotes],
            [(source.span.start, source.span.end) for source in a.sources],
            [(span.start, span.end) for span in a.cue.spans] if a.cue else [],
            a.addressee and (a.addressee.span.start, a.addressee.span.end),
        )
        for a in result
    ]


def test_the_tables_are_large_and_hold_no_text_twice() -> None:
    texts = [case.text for case in TABLE + GAPS]
    assert len(texts) == len(set(texts))
    assert len(TABLE) > 150
    assert all(case.heading and case.lines for case in TABLE + GAPS)
