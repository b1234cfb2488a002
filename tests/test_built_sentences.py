"""Sentences built from a grammar of names, cues and clauses come back as they were built."""

from __future__ import annotations

from hypothesis import example, given, note, settings
from hypothesis import strategies as st

from quoteattr import Attribution, Result, attribute
from quoteattr.model import Source, Span
from tests.showing import marked
from tests.strategies import Built, built, built_sentences, rendered


def read(sentence: Built) -> Result:
    result = attribute(rendered(sentence.text))
    note(marked(result))
    return result


def place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def mention(source: Source | None) -> tuple[int, int] | None:
    return place(source.span) if source else None


def by_cue(result: Result) -> dict[tuple[int, int], Attribution]:
    return {place(a.cue.spans[0]): a for a in result if a.cue is not None}


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


@settings(max_examples=300)
@given(built_sentences())
@example(built(TOLD_THAT_SAID))
@example(built(ACCORDING_TO_THE_APPOSED))
def test_built_sentences_come_back(sentence: Built) -> None:
    wanted, found = compared(sentence, read(sentence))
    assert found == wanted


@given(st.lists(built_sentences(), min_size=2, max_size=4))
def test_paragraphs_of_built_sentences_come_back(sentences: list[Built]) -> None:
    """Each with its chain, whatever stands in the paragraphs around it."""
    text = "\n\n".join(rendered(sentence.text) for sentence in sentences)
    result = attribute(text)
    note(marked(result))
    found = by_cue(result)
    assert len(result) == sum(len(sentence.expected) for sentence in sentences)
    start = 0
    for sentence in sentences:
        for number, each in enumerate(sentence.expected):
            attribution = found[each.cue[0] + start, each.cue[1] + start]
            chain = [
                (source.span.start - start, source.span.end - start)
                for source in attribution.sources
            ]
            assert chain == sentence.chain(number)
        start += len(sentence.text) + 2


def test_the_notation_of_built_sentences_says_what_is_where() -> None:
    sentence = built(
        "{[t ⟦^{[s Lee] [c=say:said] [t that it was ⟨over⟩]},⟧] [c=add:added] [s Roe]}."
    )
    assert rendered(sentence.text) == "“Lee said that it was ‘over’,” added Roe."
    cut = [sentence.text[slice(*place)] for each in sentence.expected for place in each.content]
    assert cut == ["⟦Lee said that it was ⟨over⟩,⟧", "that it was ⟨over⟩"]
    assert [sentence.text[slice(*place)] for place in sentence.chain(1)] == ["Roe", "Lee"]
