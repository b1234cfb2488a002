"""Results to test with: any that the model allows, and a small one built by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from quoteattr.model.records import (
    Attribution,
    Credit,
    Cue,
    Entity,
    Evidence,
    Rejected,
    Setting,
    Source,
    Span,
)
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import (
    Certainty,
    CreditKind,
    CueType,
    EntityKind,
    Kind,
    Polarity,
    RejectionReason,
    SourceKind,
)

TEXT = (
    "By Ann Lee\n\n"
    "The Courier wrote on Monday that Mayor Jane Roe had not told reporters “a single word” "
    "about the ferry.\r\n\r\n"
    "“We will sail,” Roe told The Courier, “come what may.” She loves the film “Jaws”.\n"
)


def cut(text: str, piece: str, nth: int = 0) -> Span:
    """The span of the n-th occurrence of ``piece``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    return Span(start, start + len(piece), piece)


def ferry() -> Result:
    """A result by hand for `TEXT`: a chain of two, a denial, a broken quotation, marks."""
    courier = Source(cut(TEXT, "The Courier"), SourceKind.ORGANISATION, "e1")
    mayor = Source(cut(TEXT, "Mayor Jane Roe"), SourceKind.PERSON, "e2")
    roe = Source(cut(TEXT, "Roe", 1), SourceKind.PERSON, "e2")
    told = Source(cut(TEXT, "The Courier", 1), SourceKind.ORGANISATION, "e1")
    single_word = cut(TEXT, "a single word")
    report = Attribution(
        id=0,
        kind=Kind.MIXED,
        content=(cut(TEXT, TEXT[TEXT.index("that Mayor") : TEXT.index(".\r\n")]),),
        quotes=(single_word,),
        speaker=courier,
        cue=Cue((cut(TEXT, "wrote"),), "write", CueType.ASSERTION),
        parent=None,
        sources=(courier,),
        setting=Setting(time=cut(TEXT, "on Monday")),
        confidence=0.91,
        evidence=(
            Evidence("frames", "“that” opens the content", (cut(TEXT, "that"),), "that"),
            Evidence("entities", "the only newspaper"),
        ),
    )
    denial = Attribution(
        id=1,
        kind=Kind.MIXED,
        content=(cut(TEXT, "“a single word” about the ferry"),),
        quotes=(single_word,),
        speaker=mayor,
        cue=Cue((cut(TEXT, "had not told"),), "tell", CueType.ASSERTION),
        parent=0,
        sources=(courier, mayor),
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.HEDGED,
        addressee=Source(cut(TEXT, "reporters"), SourceKind.GROUP, None),
        confidence=0.62,
    )
    promise = Attribution(
        id=2,
        kind=Kind.DIRECT,
        content=(cut(TEXT, "“We will sail,”"), cut(TEXT, "“come what may.”")),
        quotes=(cut(TEXT, "We will sail,"), cut(TEXT, "come what may.")),
        speaker=roe,
        cue=Cue((cut(TEXT, "told", 1),), "tell", CueType.ASSERTION),
        parent=None,
        sources=(roe,),
        addressee=told,
        confidence=0.98,
    )
    return Result(
        text=TEXT,
        attributions=(report, denial, promise),
        entities=(
            Entity("e1", "The Courier", EntityKind.ORGANISATION, None, (courier.span, told.span)),
            Entity("e2", "Jane Roe", EntityKind.PERSON, "Mayor", (mayor.span, roe.span)),
        ),
        credits=(Credit(CreditKind.BYLINE, cut(TEXT, "By Ann Lee"), cut(TEXT, "Ann Lee")),),
        rejected=(Rejected(cut(TEXT, "“Jaws”"), RejectionReason.TITLE),),
    )


# Lone surrogates among the rest, of one half only: JSON joins two halves into one character.
_CHARACTERS = st.sampled_from('“”‘’"\n\r\t\x00\ud800\udbff é😀') | st.characters(
    exclude_categories=["Cs"]
)
_TEXT = st.lists(_CHARACTERS, max_size=20).map("".join)


@st.composite
def _spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(start, end, text[start:end])


@st.composite
def _cues(draw: st.DrawFn, text: str) -> Cue:
    pieces = draw(st.lists(_spans(text), min_size=1, max_size=3))
    ordered = tuple(sorted(pieces, key=lambda span: (span.start, span.end)))
    last = max(ordered, key=lambda span: span.end)
    spans = (*(span for span in ordered if span != last), last)
    return Cue(spans, draw(_TEXT), draw(st.sampled_from(CueType)))


@st.composite
def _entities(draw: st.DrawFn, text: str) -> tuple[Entity, ...]:
    ids = draw(st.lists(st.text(max_size=3), unique=True, max_size=4))
    members = st.lists(st.sampled_from(ids), max_size=2) if ids else st.just([])
    return tuple(
        Entity(
            id=entity_id,
            name=draw(_TEXT),
            kind=draw(st.sampled_from(EntityKind)),
            title=draw(st.none() | _TEXT),
            mentions=tuple(draw(st.lists(_spans(text), max_size=2))),
            members=tuple(draw(members)),
        )
        for entity_id in ids
    )


@st.composite
def _attributions(
    draw: st.DrawFn, text: str, entities: tuple[Entity, ...]
) -> tuple[Attribution, ...]:
    spans = _spans(text)
    sources = st.builds(
        Source,
        spans,
        st.sampled_from(SourceKind),
        st.sampled_from([None, *(entity.id for entity in entities)]),
    )
    made: list[Attribution] = []
    for attribution_id in draw(st.lists(st.integers(0, 99), unique=True, max_size=4)):
        outer = draw(st.sampled_from([None, *made]))
        speaker = draw(st.none() | sources)
        chain = () if outer is None else outer.sources
        made.append(
            Attribution(
                id=attribution_id,
                kind=draw(st.sampled_from(Kind)),
                content=tuple(draw(st.lists(spans, min_size=1, max_size=3))),
                quotes=tuple(draw(st.lists(spans, max_size=2))),
                speaker=speaker,
                cue=draw(st.none() | _cues(text)),
                parent=None if outer is None else outer.id,
                sources=chain if speaker is None else (*chain, speaker),
                polarity=draw(st.sampled_from(Polarity)),
                certainty=draw(st.sampled_from(Certainty)),
                addressee=draw(st.none() | sources),
                setting=draw(st.builds(Setting, *(st.none() | spans for _ in range(3)))),
                confidence=draw(st.floats(0, 1)),
                evidence=tuple(
                    draw(
                        st.lists(
                            st.builds(
                                Evidence,
                                _TEXT,
                                _TEXT,
                                st.lists(spans, max_size=2).map(tuple),
                                st.just("") | _TEXT,
                            ),
                            max_size=2,
                        )
                    )
                ),
            )
        )
    return tuple(draw(st.permutations(made)))


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Any result that keeps what the model promises, for any text."""
    text = draw(_TEXT)
    if not text:
        return Result(text)
    spans = _spans(text)
    entities = draw(_entities(text))
    return Result(
        text=text,
        attributions=draw(_attributions(text, entities)),
        entities=entities,
        credits=tuple(
            draw(st.lists(st.builds(Credit, st.sampled_from(CreditKind), spans, spans), max_size=2))
        ),
        rejected=tuple(
            draw(st.lists(st.builds(Rejected, spans, st.sampled_from(RejectionReason)), max_size=2))
        ),
    )
