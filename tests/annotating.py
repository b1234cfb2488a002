"""Annotated articles drawn as text: “^[Lee] <said> {that it rained}.”."""

from __future__ import annotations

from quoteattr.training.corpora.annotated import AnnotatedArticle, AnnotatedAttribution


def annotated(drawn: str) -> AnnotatedArticle:
    """Read “[Lee] <said> {that it rained}”: a new attribution begins at each “^”."""
    text = ""
    found: list[dict[str, list[tuple[int, int]]]] = []
    starts: dict[str, int] = {}
    for sign in drawn:
        if sign == "^":
            found.append({"[": [], "<": [], "{": []})
        elif sign in "[<{":
            starts[sign] = len(text)
        elif sign in "]>}":
            opening = "[<{"["]>}".index(sign)]
            found[-1][opening].append((starts[opening], len(text)))
        else:
            text += sign
    return AnnotatedArticle(
        text,
        tuple(
            AnnotatedAttribution(tuple(one["["]), tuple(one["<"]), tuple(one["{"])) for one in found
        ),
    )
