"""Sentences built from a grammar of names, cues and clauses come back as they were built."""

from __future__ import annotations

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from quoteattr import Result, attribute
from quoteattr.model.records import Source, Span
from tests.showing import marked
from tests.strategies import Built, built, built_sentences, rendered


def place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def mention(source: Source | None) -> tuple[int, int] | None:
    return place(source.span) if source else None


def compared(sentence: Built, result: Result) -> tuple[object, object]:
    """What was built and what was found, as plain data in one form."""
    wanted = [
        {
            "cue": each.cue,
            "lemma": each.lemma,
            "chain": sentence.chain(number),
            "content": list(each.content),
            "quotes": list(sentence.quotes(number)),
            "kind": sentence.kind(number),
            "addressee": each.addressee,
            "polarity": sentence.polarity(number),
        }
        for number, each in enumerate(sentence.expected)
    ]
    found = [
        {
            "cue": place(each.cue.spans[0]) if each.cue else None,
            "lemma": each.cue.lemma if each.cue else None,
            "chain": [place(source.span) for source in each.sources],
            "content": [place(piece) for piece in each.content],
            "quotes": [place(quote) for quote in each.quotes],
            "kind": each.kind,
            "addressee": mention(each.addressee),
            "polarity": each.polarity,
        }
        for each in result
    ]
    return sorted(wanted, key=str), sorted(found, key=str)


TOLD_THAT_SAID = (
    "{[s Reuters] [c=tell:told] [a reporters] [t that {[s officials] [c=say:said] "
    "[t {[s Eva Lind] [c=insist:insisted] [t that it rained]}]}]}."
)
ACCORDING_TO_THE_APPOSED = (
    "{[t ⟦^{[c=according to:according to] [s Reuters], "
    "[t {[s Ann Lee, a lawyer], [c=add:added] [t that it rained]}]},⟧] [s Roe] [c=say:said]}."
)


@pytest.mark.parametrize("drawn", [TOLD_THAT_SAID, ACCORDING_TO_THE_APPOSED])
def test_a_built_sentence_comes_back(drawn: str) -> None:
    sentence = built(drawn)
    wanted, found = compared(sentence, attribute(rendered(sentence.text)))
    assert found == wanted


def test_nearly_all_built_sentences_come_back() -> None:
    """What is read was learned from news, so a rare combination may be read otherwise."""
    back: list[bool] = []

    @settings(max_examples=400, database=None, derandomize=True, deadline=None)
    @given(built_sentences())
    def collect(sentence: Built) -> None:
        wanted, found = compared(sentence, attribute(rendered(sentence.text)))
        back.append(found == wanted)

    collect()
    assert sum(back) >= 0.98 * len(back)


def placed(result: Result, shift: int) -> set[tuple[int, tuple[int, ...]]]:
    """Where cues and the sources of their chains begin."""
    return {
        (
            attribution.cue.spans[0].start - shift if attribution.cue else -1,
            tuple([source.span.start - shift for source in attribution.sources]),
        )
        for attribution in result
    }


@given(st.lists(built_sentences(), min_size=2, max_size=4))
def test_paragraphs_of_built_sentences_read_like_each_alone(sentences: list[Built]) -> None:
    """Each with its chain, whatever stands in the paragraphs around it."""
    text = "\n\n".join(rendered(sentence.text) for sentence in sentences)
    result = attribute(text)
    note(marked(result))
    found = placed(result, 0)
    start = 0
    for sentence in sentences:
        for cue, chain in placed(attribute(rendered(sentence.text)), 0):
            assert (cue + start, tuple([source + start for source in chain])) in found
        start += len(sentence.text) + 2


def test_the_notation_of_built_sentences_says_what_is_where() -> None:
    sentence = built(
        "{[t ⟦^{[s Lee] [c=say:said] [t that it was ⟨over⟩]},⟧] [c=add:added] [s Roe]}."
    )
    assert rendered(sentence.text) == "“Lee said that it was ‘over’,” added Roe."
    cut = [sentence.text[slice(*place)] for each in sentence.expected for place in each.content]
    assert cut == ["⟦Lee said that it was ⟨over⟩,⟧", "that it was ⟨over⟩"]
    assert [sentence.text[slice(*place)] for place in sentence.chain(1)] == ["Roe", "Lee"]
