"""What a result answers: levels, filters, what stands at a place, names, and marked-up text."""

from __future__ import annotations

import copy
import html
import pickle
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import attribute
from quoteattr.errors import OptionError, SchemaError
from quoteattr.model.markup import mark_up
from quoteattr.model.records import Attribution, Entity, Source, Span
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import CueType, EntityKind, Kind, SourceKind
from tests.results import TEXT, cut, ferry, results


def ids(found: tuple[Attribution, ...]) -> list[int]:
    return [attribution.id for attribution in found]


@given(results())
def test_levels_are_those_that_the_parents_say(result: Result) -> None:
    for attribution in result:
        chain = result.chain(attribution)
        assert chain[-1] == attribution
        assert chain[0] in result.roots()
        assert tuple(link.speaker for link in chain if link.speaker) == attribution.sources
        for outer, inner in pairwise(chain):
            assert inner in result.children(outer)
        assert result.children(attribution) == tuple(
            child for child in result if child.parent == attribution.id
        )


class _Watched(tuple[Attribution, ...]):
    """Attributions that count how often somebody goes through them."""

    __slots__ = ()
    passes: ClassVar[int] = 0

    def __iter__(self) -> Iterator[Attribution]:
        _Watched.passes += 1
        return super().__iter__()


def test_a_walk_through_all_levels_goes_through_the_attributions_once() -> None:
    content = (Span(0, 2, "No"),)
    deep = _Watched(
        Attribution(number, Kind.INDIRECT, content, (), None, None, number - 1 or None, ())
        for number in range(1, 300)
    )
    result = Result("No", deep)
    _Watched.passes = 0
    link, walked = result.roots()[0], 1
    while below := result.children(link):
        link = below[0]
        walked += 1
    assert walked == len(deep) == len(result.chain(link))
    assert _Watched.passes == 1


@given(results())
def test_looking_things_up_changes_nothing(result: Result) -> None:
    fresh = copy.deepcopy(result)
    result.roots()
    assert result == fresh
    assert hash(result) == hash(fresh)
    assert pickle.dumps(result) == pickle.dumps(fresh)
    assert attrs.asdict(result) == attrs.asdict(fresh)
    again = pickle.loads(pickle.dumps(result))
    assert again.roots() == result.roots()


def test_another_result_of_other_attributions_has_its_own_levels() -> None:
    result = ferry()
    assert ids(result.roots()) == [0, 2]
    assert ids(attrs.evolve(result, attributions=result.attributions[2:]).roots()) == [2]


@pytest.mark.parametrize("ask", [Result.children, Result.chain])
def test_an_attribution_of_another_result_is_refused(
    ask: Callable[[Result, Attribution], tuple[Attribution, ...]],
) -> None:
    result = ferry()
    assert ask(result, copy.deepcopy(result[1])) == ask(result, result[1])
    for stranger in (attrs.evolve(result[1], confidence=0.1), attrs.evolve(result[1], id=7)):
        with pytest.raises(OptionError, match=r"is not of this result; pass one of its own"):
            ask(result, stranger)
    with pytest.raises(OptionError, match=r"attribution is an Attribution, not int"):
        ask(result, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [0, 1, 2]),
        ({"speaker": "Roe"}, [1, 2]),
        ({"speaker": "e1"}, [0]),
        ({"speaker": "Nobody"}, []),
        ({"source": "the courier"}, [0, 1]),
        ({"addressee": "The Courier"}, [2]),
        ({"speaker_kind": "person"}, [1, 2]),
        ({"speaker_kind": [SourceKind.ORGANISATION]}, [0]),
        ({"kind": "direct"}, [2]),
        ({"kind": Kind.MIXED}, [0, 1]),
        ({"kind": ("direct", Kind.MIXED)}, [0, 1, 2]),
        ({"kind": {"direct"}}, [2]),
        ({"kind": ()}, []),
        ({"cue_type": CueType.ASSERTION}, [0, 1, 2]),
        ({"cue_type": ["belief", "knowledge"]}, []),
        ({"polarity": "negative"}, [1]),
        ({"certainty": "asserted"}, [0, 2]),
        ({"lemma": "tell"}, [1, 2]),
        ({"lemma": ("write", "say")}, [0]),
        ({"min_confidence": 0.62}, [0, 1, 2]),
        ({"min_confidence": 0.95}, [2]),
        ({"speaker": "Jane Roe", "kind": "mixed", "lemma": "tell"}, [1]),
    ],
    ids=str,
)
def test_where(asked: dict[str, Any], found: list[int]) -> None:
    assert ids(ferry().where(**asked)) == found


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "spoken"}, "kind is one of direct, indirect, mixed, or a collection of them, "),
        ({"kind": ["direct", "spoken"]}, "kind is one of direct, indirect, mixed, "),
        ({"kind": 3}, "kind is one of direct, indirect, mixed, .*, not 3"),
        ({"cue_type": "say"}, "cue_type is one of assertion, belief, knowledge, eventuality"),
        ({"speaker_kind": "man"}, "speaker_kind is one of person, organisation"),
        ({"polarity": Kind.DIRECT}, "polarity is one of positive, negative"),
        ({"certainty": "sure"}, "certainty is one of asserted, hedged, hypothetical"),
        ({"lemma": 3}, "lemma is a string or a collection of strings, not 3"),
        ({"lemma": ["say", None]}, "lemma is a string or a collection of strings"),
        ({"speaker": 3}, "speaker is the name or the id of an entity, not 3"),
        ({"source": ["Roe"]}, "source is the name or the id of an entity, not"),
        ({"addressee": b"Roe"}, "addressee is the name or the id of an entity, not"),
        ({"min_confidence": 62}, "min_confidence is a number from 0 to 1, not 62"),
        ({"min_confidence": "high"}, "min_confidence is a number from 0 to 1, not 'high'"),
        ({"min_confidence": float("nan")}, "min_confidence is a number from 0 to 1, not nan"),
        ({"min_confidence": True}, "min_confidence is a number from 0 to 1, not True"),
    ],
    ids=str,
)
def test_where_refuses_what_it_cannot_ask(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=f"^{message}"):
        ferry().where(**asked)


@given(results())
def test_where_takes_any_id_and_word_of_the_result(result: Result) -> None:
    for a in result:
        if a.speaker and a.speaker.entity is not None:
            assert a in result.where(speaker=a.speaker.entity, kind=a.kind, polarity=a.polarity)
        assert a in result.where(lemma=a.lemma, cue_type=a.cue_type, min_confidence=a.confidence)


def test_at_an_offset_the_outermost_comes_first() -> None:
    result = ferry()
    assert ids(result.at(TEXT.index("single"))) == [0, 1]
    assert ids(result.at(TEXT.index("wrote"))) == [0]
    assert ids(result.at(TEXT.index("had not told"))) == [0, 1]
    assert ids(result.at(TEXT.index(",” Roe told") + 3)) == [2]
    assert ids(result.at(TEXT.index("She loves"))) == []
    backwards = attrs.evolve(result, attributions=result.attributions[::-1])
    assert ids(backwards.at(TEXT.index("single"))) == [0, 1]


@given(results(), st.data())
def test_at_an_offset_stands_what_covers_it(result: Result, data: st.DataObject) -> None:
    if not result.text:
        return
    offset = data.draw(st.integers(0, len(result.text) - 1))
    found = result.at(offset)
    for a in result:
        spans = [*a.content, *(a.cue.spans if a.cue else ())]
        spans += [a.speaker.span] if a.speaker else []
        assert (a in found) == any(offset in range(span.start, span.end) for span in spans)
    depths = [len(result.chain(a)) for a in found]
    assert depths == sorted(depths)


@pytest.mark.parametrize("offset", [-1, len(TEXT), 1.0, "1", True, None])
def test_an_offset_outside_of_the_text_is_refused(offset: Any) -> None:
    with pytest.raises(
        OptionError, match=rf"^offset is a whole number from 0 to {len(TEXT) - 1}, "
    ):
        ferry().at(offset)


def test_an_empty_text_has_no_offset() -> None:
    with pytest.raises(OptionError, match=r"^offset is none in an empty text, not 0$"):
        Result("").at(0)


def test_speakers_come_in_the_order_in_which_they_speak() -> None:
    result = ferry()
    assert [speaker.name for speaker in result.speakers] == ["The Courier", "Jane Roe"]
    later = attrs.evolve(result, attributions=result.attributions[2:])
    assert [speaker.name for speaker in later.speakers] == ["Jane Roe"]
    assert Result("No.").speakers == ()


@pytest.mark.parametrize(
    ("name_or_id", "found"),
    [
        ("e2", "e2"),
        ("jane roe", "e2"),
        ("ROE", "e2"),
        ("Mayor\n Jane  Roe", "e2"),
        ("The Courier", "e1"),
        ("Courier", None),
        ("she", None),
        ("", None),
    ],
)
def test_an_entity_by_id_name_or_alias(name_or_id: str, found: str | None) -> None:
    result = ferry()
    roe = attrs.evolve(
        result.entities[1], mentions=(*result.entities[1].mentions, cut(TEXT, "She"))
    )
    entity = attrs.evolve(result, entities=(result.entities[0], roe)).entity(name_or_id)
    assert (entity and entity.id) == found


def test_a_name_goes_before_an_alias_and_the_first_of_several_is_taken() -> None:
    text = "Roe said no to Ann Roe and Bo Roe."
    entities = (
        Entity("e1", "Ann Roe", EntityKind.PERSON, mentions=(Span(0, 3, "Roe"),)),
        Entity("e2", "Bo Roe", EntityKind.PERSON, mentions=(Span(30, 33, "Roe"),)),
    )
    assert Result(text, entities=entities).entity("Roe") == entities[0]
    named = (*entities, Entity("e3", "Roe", EntityKind.PERSON))
    assert Result(text, entities=named).entity("Roe") == named[2]


@pytest.mark.parametrize("ask", [Result.entity, Result.by_entity])
def test_a_name_is_a_string(ask: Callable[[Result, str], object]) -> None:
    with pytest.raises(OptionError, match=r"^name_or_id is the name or the id of an entity, not 3"):
        ask(ferry(), 3)  # type: ignore[arg-type]


@given(results(), st.none() | st.integers(0, 2))
def test_from_json_undoes_to_json(result: Result, indent: int | None) -> None:
    document = result.to_json(indent=indent)
    assert Result.from_json(document, result.text) == result
    assert Result.from_json(document.encode(), result.text) == result


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("", "expected JSON: Expecting value"),
        ("{", "expected JSON: Expecting property name"),
        (b"\xff{}", "expected JSON: 'utf-8' codec can't decode"),
        ("[" * 100_000, "expected JSON: maximum recursion depth"),
        ("[]", "expected a dict, got []"),
        ("null", "expected a dict, got None"),
        (None, "expected JSON, a str or bytes, got NoneType"),
        ({}, "expected JSON, a str or bytes, got dict"),
        ('{"schema": "quoteattr/1"}', "text_length: missing"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_document_is_refused(document: Any, problem: str) -> None:
    with pytest.raises(SchemaError, match=f"^{re.escape(problem)}"):
        Result.from_json(document, TEXT)


@pytest.mark.parametrize("read", [Result.from_json, Result.from_dict])
def test_the_text_is_needed_as_it_was(read: Callable[[Any, Any], Result]) -> None:
    document: object = ferry().to_json() if read == Result.from_json else ferry().to_dict()
    with pytest.raises(OptionError, match=r"^text is the str that was analysed, not bytes$"):
        read(document, TEXT.encode())


class _Checker(HTMLParser):
    """Reads marked-up text: the plain text, and where each element stands; refuses bad nesting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.stack: list[tuple[str, int]] = []
        self.elements: list[tuple[str, int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.stack.append((tag, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        name, start = self.stack.pop()
        assert name == tag
        assert start < len(self.text)
        self.elements.append((tag, start, len(self.text)))

    def handle_data(self, data: str) -> None:
        self.text += data


WORDS = "a <b> & c \"d\" 'e' f"


@given(st.lists(st.tuples(st.integers(0, len(WORDS)), st.integers(0, len(WORDS))), max_size=8))
def test_marks_are_well_nested_and_cover_what_they_mark(edges: list[tuple[int, int]]) -> None:
    spans = [Span(a, b, WORDS[a:b]) for a, b in edges]
    marks = [(span, f"<m{number}>", f"</m{number}>") for number, span in enumerate(spans)]
    checker = _Checker()
    checker.feed(mark_up(WORDS, marks, html.escape))
    checker.close()
    assert checker.text == WORDS
    assert not checker.stack
    for number, span in enumerate(spans):
        covered = [
            offset
            for tag, start, end in checker.elements
            if tag == f"m{number}"
            for offset in range(start, end)
        ]
        assert sorted(covered) == list(range(span.start, span.end))
    nested = all(
        a.end <= b.start or b.end <= a.start or a.covers(b) or b.covers(a)
        for a in spans
        for b in spans
    )
    if nested:
        assert len(checker.elements) == sum(span.start < span.end for span in spans)


@given(results())
def test_annotating_with_nothing_gives_the_text_back(result: Result) -> None:
    assert result.annotate() == result.text
    assert result.annotate(escape=html.escape) == html.escape(result.text)
    marked = result.annotate(content=("\ufdd0", "\ufdd1"), cue=("\ufdd0", "\ufdd1"))
    assert re.sub("[\ufdd0\ufdd1]", "", marked) == result.text


def test_annotate_marks_every_part() -> None:
    marked = ferry().annotate(
        content=lambda a: (f"[T{a.id} ", "]"),
        quotes=("‹", "›"),
        speaker=lambda a: ("[S ", "]") if a.id else None,
        cue=("[C ", "]"),
        addressee=("[A ", "]"),
        setting=("[W ", "]"),
    )
    assert marked.split("\n\n", 1)[1].replace("\r\n", "\n") == (
        "The Courier [C wrote] [W on Monday] [T0 that [S Mayor Jane Roe] [C had not told] "
        "[A reporters] [T1 “‹‹a single word››” about the ferry]].\n\n"
        "[T2 “‹We will sail,›”] [S Roe] [C told] [A The Courier], [T2 “‹come what may.›”] "
        "She loves the film “Jaws”.\n"
    )


@pytest.mark.parametrize("part", ["content", "quotes", "speaker", "cue", "addressee", "setting"])
@pytest.mark.parametrize(
    "marks", ["**", ["<b>", "</b>"], ("<b>",), ("<b>", None), 3, lambda _: "**", lambda _: 1]
)
def test_marks_that_are_no_pair_are_refused(part: str, marks: Any) -> None:
    with pytest.raises(OptionError, match=rf"^{part} is a pair of strings, as in {part}=\('<q>'"):
        ferry().annotate(**{part: marks})


def test_an_escape_that_is_no_function_is_refused() -> None:
    with pytest.raises(OptionError, match=r"^escape is a function of a string, not 'html'$"):
        ferry().annotate(escape="html")  # type: ignore[arg-type]


def test_of_two_attributions_on_one_span_the_outer_one_is_outside() -> None:
    lee, roe = (Source(Span(0, 3, "Lee"), SourceKind.PERSON, None) for _ in range(2))
    content = (Span(9, 11, "no"),)
    outer = Attribution(5, Kind.INDIRECT, content, (), lee, None, None, (lee,))
    inner = Attribution(1, Kind.INDIRECT, content, (), roe, None, 5, (lee, roe))
    result = Result("Lee said no.", (inner, outer))
    assert result.annotate(content=lambda a: (f"[{a.id} ", "]")) == "Lee said [5 [1 no]]."


def test_a_marker_is_asked_once_for_an_attribution() -> None:
    asked: list[int] = []

    def marker(found: Attribution) -> tuple[str, str]:
        asked.append(found.id)
        return "<", ">"

    text = "“Go,” Lee said, “and run.”"
    assert attribute(text).annotate(content=marker) == "<“Go,”> Lee said, <“and run.”>"
    assert asked == [0]
