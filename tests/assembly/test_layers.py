"""Layers: tables of stance, kind, setting, credits and rejects; chains; the invariants."""

from __future__ import annotations

import json
import pickle
from bisect import bisect_left
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import attribute
from quoteattr.assembly import assemble
from quoteattr.assembly.nesting import MOST_AROUND, parents, within_bounds
from quoteattr.entities.resolve import resolve
from quoteattr.frame import Frame
from quoteattr.model.records import Attribution
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import CueType, SourceKind
from quoteattr.text import Parse
from quoteattr.words.lexicon import Lexicon
from tests.marked import Marked, marked, parsed
from tests.tables import table

LEXICON = Lexicon.default()


def under(heading: str) -> list[tuple[str, ...]]:
    return [(case.text, *case.lines) for case in table("assembly", heading)]


def built(read: Parse, frames: list[Frame]) -> Result:
    mentions = [each for f in frames for each in (f.source, f.addressee) if each]
    return assemble(read, frames, resolve(read, mentions))


def drawn_result(text: Marked) -> Result:
    return built(text.parse, [text.frame()] if text.ranges["{"] else [])


def only(drawn: str) -> Attribution:
    (attribution,) = drawn_result(marked(drawn))
    return attribution


@pytest.mark.parametrize(("drawn", "expected"), under("stance"))
def test_stance(drawn: str, expected: str) -> None:
    attribution = only(drawn)
    assert f"{attribution.polarity} {attribution.certainty}" == expected


@pytest.mark.parametrize(("drawn", "expected"), under("kind"))
def test_kind_and_quotes(drawn: str, expected: str) -> None:
    attribution = only(drawn)
    found = [str(attribution.kind), *[quote.text for quote in attribution.quotes]]
    assert " | ".join(found) == expected


@pytest.mark.parametrize(("drawn", "expected"), under("setting"))
def test_setting(drawn: str, expected: str) -> None:
    setting = only(drawn).setting
    parts = (setting.time_text, setting.place_text, setting.medium_text)
    assert " | ".join(part or "-" for part in parts) == expected


@pytest.mark.parametrize(("text", "expected"), under("credits"))
def test_credits(text: str, expected: str) -> None:
    found = [
        f"{credit.kind}: {credit.span.text} [{credit.source.text}]"
        for credit in drawn_result(marked(text.replace("[", "(").replace("]", ")"))).credits
    ]
    assert (" | ".join(found) or "-") == expected


@pytest.mark.parametrize(("drawn", "expected"), under("rejected"))
def test_rejected(drawn: str, expected: str) -> None:
    rejected = drawn_result(marked(drawn)).rejected
    assert (" | ".join(str(each.reason) for each in rejected) or "-") == expected


def frames_of(text: Marked, *parts: tuple[int, int, int]) -> list[Frame]:
    """Frames by the numbers of their source, cue and content among those drawn."""
    return [
        Frame(
            (text.ranges["<"][cue],),
            text.parse.lemmas[text.ranges["<"][cue].stop - 1],
            text.ranges["["][source],
            (text.ranges["{"][content],),
        )
        for source, cue, content in parts
    ]


def test_a_chain_runs_from_the_outermost_source_to_the_own_one() -> None:
    text = marked("[Reuters] <reported> {that [Lee] <said> {that [Dorn] <knew> {it would rain}}}.")
    frames = frames_of(text, (0, 0, 0), (1, 1, 1), (2, 2, 2))
    result = built(text.parse, frames[::-1])
    assert [a.parent for a in result] == [None, 0, 1]
    assert [s.span.text for s in result[2].sources] == ["Reuters", "Lee", "Dorn"]


def test_whoever_reports_a_report_is_its_parent_also_after_it() -> None:
    text = marked("{{“It rained,”} [Lee] <said>}, according <to> [state media].")
    outer, inner = text.ranges["{"]
    frames = [
        Frame((text.ranges["<"][0],), "say", text.mentions[0], (inner,)),
        Frame((text.ranges["<"][1],), "according to", text.mentions[1], (outer,)),
    ]
    result = built(text.parse, frames)
    assert [(a.cue and a.cue.lemma, a.parent) for a in result] == [
        ("according to", None),
        ("say", 0),
    ]


def test_an_absent_speaker_is_skipped_in_the_chain() -> None:
    text = marked("It was <said> {that [Lee] <thought> {it rained}}.")
    frames = [
        Frame((text.ranges["<"][0],), "say", None, (text.ranges["{"][0],)),
        *frames_of(text, (0, 1, 1)),
    ]
    result = built(text.parse, frames)
    assert [s.span.text for s in result[1].sources] == ["Lee"]


def test_i_in_a_quotation_is_who_is_quoted() -> None:
    text = marked("{“[I] <think> {it rained},”} [Ann Lee] <said>.")
    result = built(text.parse, frames_of(text, (0, 0, 1), (1, 1, 0)))
    assert [a.speaker and a.speaker.entity for a in result] == ["e1", "e1"]


def test_equal_contents_have_no_parent_between_them() -> None:
    text = marked("[Lee] <said> and [Dorn] <confirmed> {that it rained}.")
    result = built(text.parse, frames_of(text, (0, 0, 0), (1, 1, 0)))
    assert [a.parent for a in result] == [None, None]


def test_cue_and_source_are_cut_out_of_the_content() -> None:
    text = marked("{“It rained, [Lee] <said>, a lot.”}")
    (attribution,) = drawn_result(text)
    assert [span.text for span in attribution.content] == ["“It rained,", ", a lot.”"]


def test_frames_without_content_and_in_credits_are_dropped() -> None:
    assert not len(drawn_result(marked("{[Lee] <said>}.")))
    credit = marked("It rained. ¶ [Reuters] <contributed> {to this report}.")
    assert not len(drawn_result(credit))
    assert len(drawn_result(marked("PARIS (AFP) — [Lee] <said> {it rained}.")))


def test_a_mention_that_was_not_resolved_is_unknown() -> None:
    text = marked("[Lee] <said> {it rained}.")
    result = assemble(text.parse, [text.frame()], resolve(text.parse, ()))
    speaker = result[0].speaker
    assert speaker is not None
    assert (speaker.kind, speaker.entity) == (SourceKind.UNKNOWN, None)


def test_evidence_tells_who_decided_and_whom_a_pronoun_was_taken_for() -> None:
    evidence = only("Ann Lee left. [She] <said> {it rained}.").evidence
    assert [(each.stage, each.note) for each in evidence[1:]] == [
        ("choice", "drawn"),
        ("entities", "“she” stands for Ann Lee."),
    ]
    nobody = only("It was <said> {that it rained}.").evidence
    assert nobody[-1].note == "Nobody is named as its speaker."


def test_the_founding_article_comes_out_as_gold_says(root: Path, seed_text: str) -> None:
    gold = json.loads((root / "seeds" / "gold.json").read_text(encoding="utf-8"))
    read = parsed(seed_text)
    starts = read.tokens.starts

    def tokens(span: dict[str, int]) -> range:
        return range(bisect_left(starts, span["start"]), bisect_left(starts, span["end"]))

    addressee = seed_text.index("Netanyahu about")
    frames = [
        Frame(
            (tokens(each["cue"]),),
            each["cue"]["lemma"],
            tokens(each["speaker"]),
            tuple([tokens(span) for span in each["content"]]),
            addressee=tokens({"start": addressee, "end": addressee + 9})
            if "addressee" in each
            else None,
            type=CueType(each.get("cue_type", "assertion")),
        )
        for each in gold["attributions"]
    ]
    result = built(read, frames)
    names = {entity.id: entity.name for entity in result.entities}
    by_cue = {a.cue.start: a for a in result if a.cue}
    ids = {each["key"]: by_cue[each["cue"]["start"]].id for each in gold["attributions"]}
    for each in gold["attributions"]:
        found = by_cue[each["cue"]["start"]]
        assert found.kind == each["kind"], each["key"]
        assert [q.text for q in found.quotes] == [q["text"] for q in each["quotes"]], each["key"]
        assert [s.span.text for s in found.sources] == [s["text"] for s in each["sources"]]
        assert found.parent == ids.get(each["parent"]), each["key"]
        assert found.polarity == each.get("polarity", "positive"), each["key"]
        speaker = found.speaker
        assert speaker is not None
        # Who has no name there is called by the description.
        name = each["speaker_entity"] or each["speaker"]["text"]
        assert names.get(speaker.entity or "") == name, each["key"]
        if "addressee" in each:
            assert found.addressee is not None
            assert names[found.addressee.entity or ""] == each["addressee"]
    credited = [(str(c.kind), c.span.text, c.source.text) for c in result.credits]
    assert credited == [(c["kind"], c["text"], c["source"]) for c in gold["credits"]]
    assert result.rejected == ()


def disjoint(parts: list[range]) -> tuple[range, ...]:
    kept: list[range] = []
    for part in sorted(parts, key=lambda r: r.start):
        if not kept or part.start >= kept[-1].stop:
            kept.append(part)
    return tuple(kept)


RANGES = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda r: range(r[0], sum(r)))
CONTENTS = st.lists(RANGES, min_size=1, max_size=4)


@given(st.lists(CONTENTS.map(disjoint), max_size=12))
def test_a_parent_is_the_smallest_larger_content_that_holds_all(
    contents: list[tuple[range, ...]],
) -> None:
    for index, parent in enumerate(parents(contents)):
        holding = [
            c for c in contents if size(c) > size(contents[index]) and holds(c, contents[index])
        ]
        if parent is None:
            assert not holding
        else:
            assert holds(contents[parent], contents[index])
            assert size(contents[parent]) == min(map(size, holding)) > size(contents[index])


def size(content: tuple[range, ...]) -> int:
    return sum(map(len, content))


def holds(outer: tuple[range, ...], inner: tuple[range, ...]) -> bool:
    return all(any(o.start <= i.start and i.stop <= o.stop for o in outer) for i in inner)


def test_no_more_contents_nest_than_people_write() -> None:
    contents = [(range(number, 1000),) for number in range(200)]
    kept = within_bounds(contents)
    assert kept == [True] * MOST_AROUND + [False] * (200 - MOST_AROUND)


WORDS = st.sampled_from(
    "Ann Lee he I who said not would if reportedly according to on Tuesday in Geneva May 3 2019"
    " a statement Reuters By ( AFP ) — contributed “ ” ‘ ’ , . so-called film nothing about it"
    " is claimed seems that \n\n".split(" ")
)


@st.composite
def texts_with_frames(draw: st.DrawFn) -> tuple[str, list[Frame]]:
    """Any text with frames that need not make sense."""
    text = draw(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
    count = len(parsed(text).tokens)
    if not count:
        return text, []
    some = st.tuples(st.integers(0, count - 1), st.integers(1, 12)).map(
        lambda pair: range(pair[0], min(count, sum(pair)))
    )
    frames = st.builds(
        Frame,
        cue=st.lists(some, max_size=2).map(disjoint),
        lemma=st.sampled_from(("say", "deny", "decline", "according to")),
        type=st.sampled_from(CueType),
        source=st.none() | some,
        content=st.lists(some, min_size=1, max_size=3).map(tuple),
        addressee=st.none() | some,
        stage=st.sampled_from(("chosen", "inner", "placed")),
        score=st.floats(0, 1),
        notes=st.just(("a note",)),
    )
    return text, draw(st.lists(frames, max_size=6))


@given(texts_with_frames())
def test_spans_lie_in_the_text_and_content_is_ordered(drawn: tuple[str, list[Frame]]) -> None:
    text, frames = drawn
    result = built(parsed(text), frames)
    for a in result:
        assert a.content
        setting = a.setting
        spans = [*a.content, *a.quotes, *(a.cue.spans if a.cue else ())]
        spans += [source.span for source in (a.speaker, a.addressee, *a.sources) if source]
        spans += [span for e in a.evidence for span in e.spans]
        spans += [span for span in (setting.time, setting.place, setting.medium) if span]
        spans += [credit.span for credit in result.credits]
        spans += [credit.source for credit in result.credits]
        spans += [rejected.span for rejected in result.rejected]
        for span in spans:
            assert span.text == text[span.start : span.end] != ""
        ends = [edge for span in a.content for edge in (span.start, span.end)]
        assert ends == sorted(ends)
        own = [*(a.cue.spans if a.cue else ()), *([a.speaker.span] if a.speaker else [])]
        for quote in a.quotes:
            assert not any(quote.start <= span.start and span.end <= quote.end for span in own)
        assert 0 <= a.confidence <= 1
    assert pickle.loads(pickle.dumps(result)) == result
    assert built(parsed(text), frames[::-1]) == result


@given(texts_with_frames())
def test_parents_exist_without_cycles_and_hold_their_children(
    drawn: tuple[str, list[Frame]],
) -> None:
    text, frames = drawn
    result = built(parsed(text), frames)
    for number, a in enumerate(result):
        assert a.id == number
        assert a in result.chain(a)
        speakers = [link.speaker for link in result.chain(a)]
        assert list(a.sources) == [speaker for speaker in speakers if speaker]
        if a.parent is not None:
            parent = result[a.parent]
            assert all(
                any(p.start <= c.start and c.end <= p.end for p in parent.content)
                for c in a.content
            )


def test_a_year_at_the_start_has_nothing_to_do_with_the_end_of_the_text() -> None:
    (found,) = attribute("2016, Lee said that it rained in October")
    assert not found.setting
