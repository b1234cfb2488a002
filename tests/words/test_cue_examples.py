"""Each entry of the lexicon has a sentence of its own, and the finders read it as drawn."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quoteattr.candidates import find
from quoteattr.frame import Frame
from quoteattr.text import tokens_of
from quoteattr.words import CUE_KINDS, CueEntry, Lexicon
from tests.marked import Marked, marked

EXAMPLES = Path(__file__).with_name("cue_examples.txt")

#: Entries whose sentences no finder reads as they are drawn: the learned stages may.
UNREAD = "# Not read by any finder:"


@cache
def examples() -> tuple[dict[str, str], dict[str, str]]:
    """Return the sentences of entries by lemma, those that are read and those that are not."""
    read, unread = EXAMPLES.read_text(encoding="utf-8").split(UNREAD)
    return _lines(read), _lines(unread)


def _lines(part: str) -> dict[str, str]:
    lines = [line.split("\t") for line in part.splitlines() if line and line[0] != "#"]
    return dict(lines)


def test_every_word_has_an_example_and_a_kind() -> None:
    read, unread = examples()
    words = {
        lemma: entry
        for lemma, entry in Lexicon.default().cues.items()
        if entry.is_verb or lemma.endswith(("/n", "/j"))
    }
    assert len(words) > 4000
    assert words.keys() == read.keys() | unread.keys()
    assert read.keys().isdisjoint(unread)
    assert {entry.kind for entry in words.values()} == set(CUE_KINDS)
    assert len(unread) < len(words) // 50


@pytest.mark.parametrize("first", "abcdefghijklmnopqrstuvwxyz")
def test_a_finder_reads_each_example(first: str) -> None:
    read, _ = examples()
    wrong = [
        f"{lemma}: {sentence}"
        for lemma, sentence in read.items()
        if lemma[0] == first and not is_read(Lexicon.default().cues[lemma], marked(sentence))
    ]
    assert wrong == []


def test_what_is_not_read_is_named_so() -> None:
    _, unread = examples()
    entries = Lexicon.default().cues
    assert [
        lemma for lemma, sentence in unread.items() if is_read(entries[lemma], marked(sentence))
    ] == []


def is_read(entry: CueEntry, drawn: Marked) -> bool:
    """Tell whether a finder comes upon the cue with its source and half of its content."""
    return any(frame.lemma == entry.lemma and fits(frame, drawn) for frame in find(drawn.parse))


def fits(frame: Frame, drawn: Marked) -> bool:
    wanted, found = words_of(drawn, "{"), {*tokens_of(frame.content)}
    named, source = words_of(drawn, "["), {*(frame.source or ())}
    same = bool(named & source) or not (named or source)
    spelled = {at for at in found if drawn.parse.forms[at][0].isalnum()}
    return same and 2 * len(wanted & spelled) >= len(wanted | spelled)


def words_of(drawn: Marked, sign: str) -> set[int]:
    forms = drawn.parse.forms
    return {at for run in drawn.ranges[sign] for at in run if forms[at][0].isalnum()}
