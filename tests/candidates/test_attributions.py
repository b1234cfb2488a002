"""Sentences and what `attribute` finds in them, pattern by pattern.

``fixtures/patterns/*.txt`` hold a sentence to a line and under it, indented, a line for each
attribution, in order::

    “It will rain,” Ann Lee told reporters.
      direct | Ann Lee | told | “It will rain,” | → reporters

The fields are the kind, the chain of sources with the outermost first (``Reuters › Ann Lee``),
the cue and the content, the pieces of which ``+`` joins; ``-`` stands where there is none. A
last field, where there is one, names the addressee (``→``) and a polarity or certainty other
than positive and asserted; a type of cue is compared where it is given. A line ``rejected``
names marks that quote nobody and the reason; ``none`` stands under texts without anything. In
a text, “¶” is a blank line and “⏎” a line end.

``fixtures/known_gaps.txt`` has the same form: it says what should come out and does not yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteattr import Attribution, Result, attribute
from quoteattr.model.vocabulary import CueType

FIXTURES = Path(__file__).resolve().parent.parent / "sentences"

# What stands for “ ” ‘ ’ in the other styles, one code point for one.
STYLES = {
    "straight": "\"\"''",
    "single": "‘’“”",
    "straight single": "''\"\"",
    "angle": "«»‹›",
    "low": "„“‚‘",
    "inverse": "»«›‹",
}

Case = tuple[str, str, list[str]]


def cases(*files: Path) -> Iterator[Case]:
    """Yield name, text and expected lines of each case."""
    for file in files:
        heading, text = "", ""
        expected: list[str] = []
        for line in [*file.read_text(encoding="utf-8").splitlines(), "# end"]:
            if line.startswith("  "):
                expected.append(line.strip())
                continue
            if text and line:
                yield f"{heading}: {text}", text, expected
                text, expected = "", []
            if line.startswith("## "):
                heading = line[3:]
            elif line and not line.startswith("#"):
                text = line
        assert not text, f"{file.name}: a text stands after “# end”"


TABLE = list(cases(*sorted((FIXTURES / "patterns").glob("*.txt"))))
GAPS = list(cases(FIXTURES / "known_gaps.txt"))
RESTYLED = [case for case in TABLE if case[1].count("“") == case[1].count("”") > 0]


def laid_out(text: str) -> str:
    return text.replace("¶", "\n\n").replace("⏎", "\n")


def described(attribution: Attribution, *, typed: bool = False) -> str:
    """An attribution in the notation of the fixtures."""
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
    return " | ".join(fields).replace("\n\n", "¶").replace("\n", "⏎")


def told(result: Result, expected: list[str]) -> list[str]:
    """What was found, with the types of cues where ``expected`` has them."""
    types = [str(cue_type) for cue_type in CueType]
    typed = [line.rpartition(" ")[2] in types for line in expected] + [False] * len(result)
    found = [described(attribution, typed=typed[at]) for at, attribution in enumerate(result)]
    found += [f"rejected | {marks.span.text} | {marks.reason}" for marks in result.rejected]
    return found or ["none"]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in TABLE], ids=[case[0] for case in TABLE]
)
def test_patterns(text: str, expected: list[str]) -> None:
    assert told(attribute(laid_out(text)), expected) == expected


@pytest.mark.xfail(reason="not yet read as it should be", raises=AssertionError, strict=True)
@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in GAPS], ids=[case[0] for case in GAPS]
)
def test_known_gaps(text: str, expected: list[str]) -> None:
    assert told(attribute(laid_out(text)), expected) == expected


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("text", [case[1] for case in RESTYLED], ids=[case[0] for case in RESTYLED])
def test_every_style_of_marks_is_read_alike(text: str, style: str) -> None:
    text = laid_out(text)
    restyled = restyle(text, style)
    assert spans(attribute(restyled)) == spans(attribute(text)), restyled


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
    texts = [text for _, text, _ in TABLE + GAPS]
    assert len(texts) == len(set(texts))
    assert len(TABLE) > 150
    assert all(expected for _, _, expected in TABLE + GAPS)
