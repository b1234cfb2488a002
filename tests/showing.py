"""A result as its text with the spans marked: what a failing test prints."""

from __future__ import annotations

from quoteattr.model.result import Result


def marked(result: Result) -> str:
    """The text with every part of every attribution in brackets: part, id, words.

    >>> from quoteattr import attribute
    >>> print(marked(attribute("“Go,” Lee said.")))
    [T0 “Go,”] [S0 Lee] [C0 said].
    """
    shown = result.annotate(
        content=lambda attribution: (f"[T{attribution.id} ", "]"),
        speaker=lambda attribution: (f"[S{attribution.id} ", "]"),
        cue=lambda attribution: (f"[C{attribution.id} ", "]"),
        addressee=lambda attribution: (f"[A{attribution.id} ", "]"),
    )
    return shown.encode(errors="backslashreplace").decode()
