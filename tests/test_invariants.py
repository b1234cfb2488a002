"""What holds of the result for any text, on both engines."""

from __future__ import annotations

import pickle
import re
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from itertools import pairwise
from types import FrameType

import attrs
import pytest
from hypothesis import example, given, note, settings
from hypothesis import strategies as st

from quoteattr import Pipeline, Result, attribute
from quoteattr.model.records import Span
from tests.showing import marked
from tests.strategies import STYLES, TIMES, Timed, chaos, neutral, prose, rendered, timed

anything = prose.map(rendered) | chaos | st.text() | st.builds("{}{}{}".format, chaos, prose, chaos)


# Names are spelt as in the text.
_APOSTROPHES = str.maketrans("'", "’")


class _Engine:
    """The engine that all tests of this module run on at a time; None is the default one."""

    pipeline: Pipeline | None = None


@pytest.fixture(scope="module", params=["light", "accurate"], autouse=True)
def engine(request: pytest.FixtureRequest) -> Generator[str]:
    """Run every test on each engine, the accurate one with fewer examples: it is slower."""
    if request.param == "light":
        yield "light"
        return
    pytest.importorskip("quoteattr_accurate", reason="needs quoteattr-accurate: ./accurate")
    before = settings.get_current_profile_name()
    settings.register_profile("fewer", settings.get_profile(before), max_examples=25)
    settings.load_profile("fewer")
    _Engine.pipeline = Pipeline.accurate()
    yield "accurate"
    _Engine.pipeline = None
    settings.load_profile(before)


def found_in(text: str) -> Result:
    """The result for a text, by the engine that is looked at."""
    return attribute(text, pipeline=_Engine.pipeline)


def read(text: str) -> Result:
    """The result for a text, which is shown if the test fails."""
    result = found_in(text)
    note(marked(result))
    return result


def plain(value: object, place: Callable[[int], int] = int) -> object:
    """A result as plain data, its text left out and its spans where ``place`` puts them."""
    if isinstance(value, Span):
        return place(value.start), place(value.end - 1) + 1
    if isinstance(value, tuple):
        return [plain(item, place) for item in value]
    record = type(value)
    if attrs.has(record):
        names = [each.name for each in attrs.fields(record) if each.name != "text"]
        return {name: plain(getattr(value, name), place) for name in names}
    return value.translate(_APOSTROPHES) if type(value) is str else value


def spans_of(value: object) -> Iterator[Span]:
    """All spans of a result, wherever they are."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)
    elif attrs.has(record := type(value)):
        for each in attrs.fields(record):
            yield from spans_of(getattr(value, each.name))


@pytest.mark.parametrize(
    ("texts", "light", "accurate"), [(prose.map(rendered), 0.9, 0.9), (chaos, 0.2, 0.02)]
)
def test_generated_texts_have_something_to_find(
    texts: st.SearchStrategy[str], light: float, accurate: float, engine: str
) -> None:
    """All that follows would hold of empty results too."""
    share = light if engine == "light" else accurate
    found: list[bool] = []

    @settings(max_examples=400 if engine == "light" else 200, database=None, derandomize=True)
    @given(texts)
    def look(text: str) -> None:
        found.append(len(found_in(text)) > 0)

    look()
    assert sum(found) > share * len(found)


# 1. Any text is good input.


@contextmanager
def patience(seconds: int) -> Generator[None]:
    """Raise where something hangs. It measures nothing: the bound is far above any need."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"not finished after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@given(anything)
@example("REPORTED TO")
@example("Dunn said no to Mr. Dunn. “Go,” said Ms. Dunn. Dunn said that it rained.")
def test_any_text_is_good_input(text: str) -> None:
    result = read(text)
    assert isinstance(result, Result)
    assert result.text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "a",
        "“",
        "'",
        ".",
        "\x00",
        "\ud800",
        "\u0301",
        "\u202e",
        "\ufeff",
        "😀",
    ],
)
def test_the_shortest_texts_say_nothing(text: str) -> None:
    assert len(found_in(text)) == 0


LONG = {
    "no space": "a" * 1_000_000,
    "no space but marks": "“a”said," * 10_000,
    "spaces": " " * 1_000_000,
    "line ends": "\r\n" * 200_000,
    "opening marks": "“" * 100_000,
    "closing marks": "”" * 100_000,
    "straight marks": "\"'" * 50_000,
    "marks of all styles": "“‘\"'”’«»„‹" * 10_000,
    "marks between spaces": "“ ‘ " * 50_000,
    "said that": "said that " * 10_000,
    "he said": "he said " * 5_000,
    "letters": "a b c d e " * 30_000,
    "sources without content": "Smith said, " * 10_000,
    "names": "John Smith Mary Jones " * 45_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "brackets and cues": "(he said [" * 5_000 + "])" * 5_000,
    "paragraphs": "“Go,” Lee said.\n\n" * 20_000,
    "paragraphs left open": "“Lee said no.\n\n" * 20_000,
    "appositions": "Lee, who " * 20_000,
    "possessives": "Lee’s " * 20_000,
    "according to": "according to " * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_monotonous_texts_come_to_an_end(text: str, engine: str) -> None:
    text = text if engine == "light" else text[: len(text) // 4]
    with patience(240):
        assert found_in(text).text == text


# 2. Spans.


@given(anything)
def test_every_span_is_a_piece_of_the_text(text: str) -> None:
    for span in spans_of(read(text)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]


@given(anything)
def test_contents_quotes_and_cues_are_ordered_and_disjoint(text: str) -> None:
    for attribution in read(text):
        cue = attribution.cue.spans if attribution.cue else ()
        for spans in (attribution.content, attribution.quotes, cue):
            for before, after in pairwise(spans):
                assert before.end <= after.start
        assert attribution.content
        assert attribution.cue is None or cue


@given(anything)
def test_quotes_lie_in_the_content(text: str) -> None:
    for attribution in read(text):
        for quote in attribution.quotes:
            assert any(lies_in(quote, piece) for piece in attribution.content)


@given(anything)
def test_cue_and_speaker_lie_in_no_quotation_of_their_own_content(text: str) -> None:
    for attribution in read(text):
        own = list(attribution.cue.spans) if attribution.cue else []
        own += [attribution.speaker.span] if attribution.speaker else []
        for span in own:
            for taken in (*attribution.quotes, *attribution.content):
                assert span.end <= taken.start or taken.end <= span.start


def lies_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


# 3. Parents and chains.


@given(anything)
def test_ids_count_up_in_the_order_of_the_text(text: str) -> None:
    result = read(text)
    assert [attribution.id for attribution in result] == list(range(len(result)))


@given(anything)
def test_parents_hold_their_children_and_make_no_cycle(text: str) -> None:
    result = read(text)
    for attribution in result:
        if attribution.parent is None:
            continue
        parent = result[attribution.parent]
        for piece in attribution.content:
            assert any(lies_in(piece, around) for around in parent.content)
        length = sum(piece.end - piece.start for piece in attribution.content)
        assert length < sum(piece.end - piece.start for piece in parent.content)


@given(anything)
def test_sources_are_the_walk_along_parents(text: str) -> None:
    result = read(text)
    for attribution in result:
        speakers = [link.speaker for link in result.chain(attribution)]
        assert list(attribution.sources) == [speaker for speaker in speakers if speaker is not None]


@given(anything)
def test_entities_of_sources_exist_and_hold_the_mention(text: str) -> None:
    result = read(text)
    entities = {entity.id: entity for entity in result.entities}
    assert len(entities) == len(result.entities)
    for entity in result.entities:
        assert entity.name.strip()
        assert entities.keys() >= set(entity.members)
    for attribution in result:
        for source in (attribution.speaker, attribution.addressee):
            if source is not None and source.entity is not None:
                assert source.entity in entities


@given(anything)
def test_confidence_is_a_probability(text: str) -> None:
    assert all(0.0 <= attribution.confidence <= 1.0 for attribution in read(text))


# 4. Deterministic, and the same again after a journey.


@given(anything)
def test_the_result_is_always_the_same(text: str) -> None:
    assert read(text) == found_in(text)


@given(anything)
def test_results_pickle_to_equal(text: str) -> None:
    result = read(text)
    assert pickle.loads(pickle.dumps(result)) == result


@given(anything)
def test_results_come_back_from_their_dict(text: str) -> None:
    result = read(text)
    assert Result.from_dict(result.to_dict(), text) == result


# 5. Local.


@given(anything, neutral)
@example("“I was here,” – Ann", "It rained.")
@example("“I was here,” –", "It rained.")
@example("0:'(", "It rained.")
@example("“We left,” Lee said. “Never come again”", "It rained.")
@example("AK«0", "Nothing else happened that night!")
def test_a_neutral_last_paragraph_changes_nothing(text: str, paragraph: str) -> None:
    after = read(f"{text}\n\n{paragraph}")
    assert plain(after) == plain(read(text))


@given(anything, neutral)
@example("‘A:0", "It rained.")
def test_a_neutral_first_paragraph_shifts_every_span(text: str, paragraph: str) -> None:
    before = f"{paragraph}\n\n"
    after = read(before + text)
    assert plain(after) == plain(read(text), lambda place: place + len(before))


# 6. Blind to the style of quotation marks.


# Two styles, not one: ’’ of one style at the end is a single token.
two_styles = st.permutations(STYLES).map(lambda styles: (styles[0], styles[1]))


@given(prose, two_styles, st.sampled_from("’'"))
def test_the_style_of_marks_changes_nothing(text: str, styles: list[str], apostrophe: str) -> None:
    usual = read(rendered(text))
    outer, inner = styles
    other = read(rendered(text, outer, inner, apostrophe))
    assert plain(other) == plain(usual)


# 7. Blind to white space.

# Not after the end of a sentence: a line break there is one between paragraphs.
_INNER_SPACE = re.compile(r"(?<=[^.!?⟧⟩]) |(?<=[^.!?][⟧⟩]) |(?<=\b[MDM][rs]\.) ")


@st.composite
def respaced(draw: st.DrawFn) -> tuple[str, dict[int, str]]:
    """A text, and what some of the spaces within its sentences shall become."""
    text = draw(prose)
    spaces = sorted({found.start() for found in _INNER_SPACE.finditer(text)})
    wider = st.sampled_from(["  ", "\n", "\r\n", "\t"])
    changes = st.dictionaries(st.sampled_from(spaces), wider, max_size=8) if spaces else st.just({})
    return rendered(text), draw(changes)


@given(respaced())
def test_white_space_within_sentences_only_shifts_spans(case: tuple[str, dict[int, str]]) -> None:
    text, changes = case
    other, places = "", list[int]()
    for at, sign in enumerate(text):
        places.append(len(other))
        other += changes.get(at, sign)
    assert plain(read(other)) == plain(read(text), places.__getitem__)


# 9. Blind to which day, month, season or period it is.


def without_times(value: object) -> object:
    """Plain data whose strings name no day, month, season or period."""
    if isinstance(value, dict):
        return {key: without_times(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_times(item) for item in value]
    return _TIMES.sub("…", value) if type(value) is str else value


_TIMES = re.compile(rf"\b(?:{'|'.join(set(' '.join(TIMES.values()).split()))})(?!\w)")


@given(timed())
@example(Timed("Lee last autumn said that it rained.", {9: ("autumn", "fall")}))
@example(Timed("Lee told Fox News last fall it rained.", {23: ("fall", "spring")}))
def test_another_day_month_season_or_period_only_shifts_spans(case: Timed) -> None:
    """It holds for whole words that tell a time: “fall” and “May” are other words as well."""
    text = rendered(case.text)
    other, places, at = "", list[int](), 0
    while at < len(text):
        word, instead = case.changes.get(at, (text[at], text[at]))
        last = len(other) + len(instead) - 1
        places += [min(len(other) + step, last) for step in range(len(word) - 1)] + [last]
        other, at = other + instead, at + len(word)
    swapped, usual = plain(read(other)), plain(read(text), places.__getitem__)
    assert without_times(swapped) == without_times(usual)
