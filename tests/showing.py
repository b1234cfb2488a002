"""A result as its text with the spans marked: what a failing test prints."""

from __future__ import annotations

from quoteattr.model.records import Span
from quoteattr.model.result import Result


def marked(result: Result) -> str:
    """The text with every part of every attribution in brackets: part, id, words.

    >>> from quoteattr import attribute
    >>> print(marked(attribute("“Go,” Lee said.")))
    [T0 “Go,”] [S0 Lee] [C0 said].
    """
    edges: list[tuple[int, int, int, str]] = []
    for attribution in result:
        parts: list[tuple[str, Span]] = [("T", span) for span in attribution.content]
        parts += [("C", span) for span in (attribution.cue.spans if attribution.cue else ())]
        parts += [("S", attribution.speaker.span)] if attribution.speaker else []
        parts += [("A", attribution.addressee.span)] if attribution.addressee else []
        for name, span in parts:
            # At one place the inner brackets close first and the outer ones open first.
            edges.append((span.start, 1, -span.end, f"[{name}{attribution.id} "))
            edges.append((span.end, 0, -span.start, "]"))
    shown, at = "", 0
    for place, _, _, bracket in sorted(edges):
        shown += result.text[at:place] + bracket
        at = place
    return (shown + result.text[at:]).encode(errors="backslashreplace").decode()
