"""Shares of cues: which candidates are right, and what follows from how often they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.errors import LexiconError
from quoteattr.frame import Frame
from quoteattr.training.corpora.annotated import AnnotatedArticle
from quoteattr.training.cues import CueCounts, FrameShares, count_cues, reweigh, reweighed, sort_of
from quoteattr.words import Lexicon
from quoteattr.words.cues import parse_cue
from tests.annotating import annotated
from tests.marked import tagger

LEXICON = Lexicon.default()


def judged(article: AnnotatedArticle) -> list[tuple[str, str, bool]]:
    """The candidates of an article, each with its lemma, its frame and if it is right."""
    counts = count_cues(article, LEXICON, tagger())
    return [
        (*key, number < counts.right[key])
        for key, times in counts.seen.items()
        for number in range(times)
    ]


RIGHT, WRONG = True, False


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        pytest.param(
            "^[Ann Lee] <said> {that it rained}.", [("say", "that", RIGHT)], id="the very same"
        ),
        pytest.param(
            "^Ann [Lee] <has said> {it rained}.",
            [("say", "zero", RIGHT)],
            id="a part of the source",
        ),
        pytest.param("Ann Lee said that it rained.", [("say", "that", WRONG)], id="not annotated"),
        pytest.param(
            "^Ann Lee <said> {that it rained}.", [("say", "that", WRONG)], id="a source too many"
        ),
        pytest.param(
            "^[Ann Lee] <said> that it {rained}.", [("say", "that", WRONG)], id="too much content"
        ),
        pytest.param(
            "^[Ann Lee] <said> that {it rained}.",
            [("say", "that", RIGHT)],
            id="most of the content",
        ),
        pytest.param(
            "^The <claim> {that it rained} was false.",
            [("claim/n", "bare-that", RIGHT)],
            id="no source on either side",
        ),
        pytest.param(
            "^Iran, [which] <said> {it rained}, left.",
            [("say", "zero", RIGHT)],
            id="a relative pronoun for the source",
        ),
        pytest.param(
            "^{“We left,”} [the mayor] <said>. {“Nobody saw us at all at the harbour.”}",
            [("say", "quote-end", WRONG)],
            id="a quotation that goes on at length after its sentence",
        ),
        pytest.param(
            "^[Bo Day] <said> {that Ann Lee thought that it rained}.",
            [("say", "that", RIGHT)],
            id="nested ones are left out",
        ),
    ],
)
def test_a_candidate_is_right_if_people_marked_the_same(
    drawn: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert judged(annotated(drawn)) == expected


def test_a_nested_one_counts_where_people_marked_its_cue() -> None:
    outer = annotated("^[Bo Day] <said> {that Ann Lee thought that it rained}.")
    inner = annotated("Bo Day said that ^[Ann Lee] <thought> {that it rained}.")
    both = AnnotatedArticle(outer.text, outer.attributions + inner.attributions)
    assert judged(outer) == [("say", "that", RIGHT)]
    assert judged(both) == [("say", "that", RIGHT), ("think", "that", RIGHT)]


def test_marks_without_words_are_judged_too() -> None:
    assert judged(annotated("^[LEE]<:> {We left early.}\n\nOKORO: And so did we.")) == [
        (":", "turn", RIGHT),
        (":", "turn", WRONG),
    ]


def test_counts_add_up_over_articles() -> None:
    said = count_cues(annotated("^[Ann Lee] <said> {that it rained}."), LEXICON, tagger())
    unmarked = count_cues(annotated("Bo Day said that it rained."), LEXICON, tagger())
    counts = CueCounts.total([said, unmarked, said])
    assert counts.seen == {("say", "that"): 3}
    assert counts.right == {("say", "that"): 2}
    assert said.seen == {("say", "that"): 1}
    assert CueCounts.total([]) == CueCounts()


def candidate(lemma: str, complement: str) -> Frame:
    return Frame((range(1),), lemma, None, (range(1, 2),), complement)


def counted(**times: tuple[int, int]) -> CueCounts:
    """Counts from ``lemma_frame=(seen, right)``."""
    counts = CueCounts()
    for name, (seen, right) in times.items():
        lemma, _, frame = name.partition("_")
        one = candidate(lemma.replace("__", "/"), frame)
        for index in range(seen):
            counts.add(one, right=index < right)
    return counts


@pytest.mark.parametrize(
    ("lemma", "sort"),
    [
        ("say", "verb"),
        ("persuade", "verb"),
        ("accord", "verb"),
        ("claim/n", "/n"),
        ("sure/j", "/j"),
        ("per", "phrase"),
        ("according to", "phrase"),
        ("in the words of", "phrase"),
        (":", "mark"),
        ("―", "mark"),
        ("*", "mark"),
    ],
)
def test_sorts_of_cues(lemma: str, sort: str) -> None:
    assert sort_of(lemma) == sort


def test_every_lemma_of_the_lexicon_has_a_sort_with_open_frames() -> None:
    shares = FrameShares.of(CueCounts())
    assert all(sort_of(lemma) == "mark" or dict(shares.shares(lemma)) for lemma in LEXICON.cues)


def test_often_right_means_a_high_share() -> None:
    shares = FrameShares.of(counted(say_that=(200, 190), see_that=(200, 20), hum_that=(1, 1)))
    say, see, hum = [dict(shares.shares(lemma)) for lemma in ("say", "see", "hum")]
    assert say["that"] == pytest.approx(95, abs=2)
    assert see["that"] == pytest.approx(10, abs=2)
    assert see["that"] < hum["that"] < say["that"]


def test_an_unseen_lemma_takes_the_share_of_its_frame() -> None:
    shares = FrameShares.of(counted(say_that=(996, 600)))
    usual = round(100 * (600 + 0.6) / (996 + 4))
    assert dict(shares.shares("toot"))["that"] == usual
    assert dict(shares.shares("say"))["that"] == usual
    assert dict(shares.shares("toot"))["quote"] == 30


def test_any_other_verb_counts_half() -> None:
    counts = counted(say_quote=(100, 80))
    for index in range(100):
        one = candidate("*", "quote")
        counts.add(one, right=index < 80)
    shares = FrameShares.of(counts)
    assert dict(shares.shares("*")) == {"quote": 78}


def test_a_frame_that_is_hardly_ever_right_is_left_out() -> None:
    shares = FrameShares.of(counted(see_np=(300, 0), say_that=(300, 290)))
    assert "np" not in dict(shares.shares("see"))
    assert list(dict(shares.shares("say"))) == sorted(dict(shares.shares("say")))


def test_no_share_is_certain() -> None:
    shares = FrameShares.of(counted(say_that=(5000, 5000)))
    assert dict(shares.shares("say"))["that"] == 99


def test_a_lexicon_takes_the_shares_and_keeps_all_else() -> None:
    counts = counted(say_that=(200, 190), see_that=(200, 5))
    lexicon = reweighed(LEXICON, counts)
    assert lexicon.cues.keys() == LEXICON.cues.keys()
    assert (lexicon.titles, lexicon.names) == (LEXICON.titles, LEXICON.names)
    assert all(lexicon.cues[lemma].type is entry.type for lemma, entry in LEXICON.cues.items())
    shares = dict(FrameShares.of(counts).shares("say"))
    assert {name: round(100 * share) for name, share in lexicon.cues["say"].frames} == shares
    assert lexicon.cues["see"].share("that") < 0.2 < 0.8 < lexicon.cues["say"].share("that")
    assert reweighed(lexicon, counts).cues == lexicon.cues


CUE_FILE = """\
# What stands here.
# lemma, type, frames

toot\tassertion\tthat=1
see\tknowledge\tthat=99
:\tassertion\tlabel=50
"""


def test_reweighing_keeps_lemmas_types_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "cues.txt"
    path.write_text(CUE_FILE, encoding="utf-8")
    reweigh(path, counted(toot_that=(100, 90), see_that=(100, 5)))
    written = path.read_text(encoding="utf-8")
    assert written.startswith(
        "# What stands here.\n# lemma, type, frames\n\n:\tassertion\tnone=0\n"
    )
    body = [line for line in written.splitlines() if "\t" in line]
    entries = [parse_cue(line, "cues.txt") for line in body]
    assert [(entry.lemma, str(entry.type)) for entry in entries] == [
        (":", "assertion"),
        ("see", "knowledge"),
        ("toot", "assertion"),
    ]
    assert entries[1].share("that") < 0.2 < 0.8 < entries[2].share("that")
    assert list(Lexicon.read(path).cues) == [":", "see", "toot"]
    counts = counted(toot_that=(100, 90), see_that=(100, 5))
    for line in (entry for entry in entries if entry.lemma != "see"):
        shares = FrameShares.of(counts).shares(line.lemma)
        assert [name for name, _ in line.frames if name != "none"] == [name for name, _ in shares]
    reweigh(path, counts)
    assert path.read_text(encoding="utf-8") == written


def test_reweighing_refuses_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "cues.txt"
    path.write_text(CUE_FILE + "hum\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cues\.txt:7: expected .* found 'hum'"):
        reweigh(path, CueCounts())
    assert path.read_text(encoding="utf-8") == CUE_FILE + "hum\n"
