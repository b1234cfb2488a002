"""Learning from another engine: what is written of articles, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from attrs import evolve

from quoteattr import Lexicon, Model, Tagger
from quoteattr.choice.engines import LightEngine
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.parts import PARTS
from quoteattr.choice.roles import ROLES
from quoteattr.frame import Frame
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.lessons import Claim, Lesson, Lessons, read_lessons, write_lessons
from quoteattr.training.prepared import Prepared, prepare, prepare_told, taught
from quoteattr.training.stages import parts_data, role_labels, roles_data
from quoteattr.training.verdicts import mark_of
from tests.annotating import annotated
from tests.marked import parsed
from tests.small_corpus import record_of, small_corpus, world_record, write_lines
from tests.training.test_core import core

TEXT = "Reuters said that Lee thinks it rained."
#: Its tokens: Reuters said that Lee thinks it rained .
OUTER = Claim(range(1), (range(1, 2),), (range(2, 7),), 0.9, stands=True)
INNER = Claim(range(3, 4), (range(4, 5),), (range(5, 7),), 0.4, stands=True)
OTHER = Claim(range(3, 4), (range(4, 5),), (range(6, 7),), 0.2, stands=False)


def one_hot(labels: list[int], count: int) -> npt.NDArray[np.float32]:
    return np.eye(count, dtype=np.float32)[labels]


def lesson(*claims: Claim) -> Lesson:
    roles = one_hot([3, 1, 6, 6, 1, 6, 6, 0], len(ROLES))
    return Lesson(roles, {1: one_hot([2, 0, 3, 3, 3, 3, 3, 0], len(PARTS))}, claims)


def lessons_in(folder: Path, **by_text: Lesson) -> Lessons:
    path = folder / "lessons.npz"
    write_lessons(path, by_text)
    return read_lessons(path)


def prepared(drawn: str) -> Prepared:
    return prepare([annotated(drawn)], [Lexicon.default()], Tagger.load())[0]


# 1. The file.


def test_lessons_are_read_as_they_were_written(tmp_path: Path) -> None:
    nothing = Lesson(np.zeros((0, len(ROLES)), np.float32), {}, [])
    found = lessons_in(tmp_path, **{TEXT: lesson(OUTER, OTHER), "": nothing, "b": lesson()})
    read = found.about(TEXT, 8)
    assert read
    assert np.allclose(read.roles, lesson().roles, atol=1e-3)
    assert read.parts.keys() == {1}
    assert np.allclose(read.parts[1], lesson().parts[1], atol=1e-3)
    assert list(read.claims) == [OUTER, OTHER]
    empty = found.about("", 0)
    assert empty
    assert (len(empty.roles), empty.parts, list(empty.claims)) == (0, {}, [])
    assert found.knows(TEXT)
    assert not found.knows("another text")
    with pytest.raises(CorpusError, match="no lesson about the text that begins 'another text'"):
        found.about("another text", 8)


def test_a_lesson_about_other_tokens_is_refused(tmp_path: Path) -> None:
    found = lessons_in(tmp_path, **{TEXT: lesson()})
    with pytest.raises(CorpusError, match="a lesson about 8 tokens for a text of 9; write the"):
        found.about(TEXT, 9)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"{}"])
def test_what_holds_no_lessons_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.npz"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"^odd\.npz: no file of lessons"):
        read_lessons(path)


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.npz"
    np.savez(path, texts=np.array(["a"]))
    with pytest.raises(CorpusError, match="no file of lessons"):
        read_lessons(path)
    row = np.zeros(3)
    texts = np.array(["a"])
    np.savez(path, texts=texts, counts=row, roles=row, cues=row, parts=row, claims=row, ranges=row)
    with pytest.raises(CorpusError, match="'counts' has not 1 columns"):
        read_lessons(path)


# 2. What is learned of it.


def test_roles_are_those_that_people_marked_and_those_told(tmp_path: Path) -> None:
    marked = prepared("^[Reuters] <said> {that Lee thinks it rained}.")
    (article,) = taught([marked], lessons_in(tmp_path, **{TEXT: lesson()}), 0.25)
    shares = roles_data([article]).sequences.shares
    assert shares is not None
    thinks = dict(zip(ROLES, shares[4].tolist(), strict=True))
    assert thinks["anchor"] == pytest.approx(0.25, abs=1e-3)
    assert thinks["content after"] == pytest.approx(0.75, abs=1e-3)
    assert shares.sum(axis=1) == pytest.approx(1, abs=1e-3)
    assert roles_data([marked]).sequences.shares is None


def test_parts_are_those_that_people_marked_and_those_told(tmp_path: Path) -> None:
    marked = prepared("^[Reuters] <said> {that Lee} thinks it rained.")
    (article,) = taught([marked], lessons_in(tmp_path, **{TEXT: lesson()}), 0.5)
    assert window_of(article.columns, 1) == range(8)
    seen = [LightEngine.see(light(), article.columns)[0]]
    right = parts_data([article], seen)[1].sequences.shares
    assert right is not None
    assert right[:, PARTS.index("content")].tolist() == pytest.approx(
        [1, 1, 0.5, 0.5, 0.5, 0], abs=1e-3
    )


def light() -> LightEngine:
    engine = Model.load().engine
    assert isinstance(engine, LightEngine)
    return engine


def test_how_likely_a_reading_is_right_is_told_where_nobody_marked(tmp_path: Path) -> None:
    marked = prepared("^[Reuters] <said> {that Lee thinks it rained}.")
    (article,) = taught([marked], lessons_in(tmp_path, **{TEXT: lesson(OUTER, INNER, OTHER)}), 0.5)
    outer = Frame((range(1, 2),), "say", range(1), (range(2, 7),))
    inner = Frame((range(4, 5),), "think", range(3, 4), (range(5, 7),))
    unsaid = Frame((range(6, 7),), "rain", range(3, 4), (range(5, 6),))
    frames = (outer, inner, unsaid)
    plain, told = [[mark_of(which, one) for one in frames] for which in (marked, article)]
    assert [one.known for one in plain] == [one.known for one in told] == [True, False, False]
    assert [one.likely for one in plain] == [1.0, None, None]
    assert [one.likely for one in told] == pytest.approx([0.95, 0.4, 0.0])


def test_what_is_told_of_a_text_stands_in_for_marks(tmp_path: Path) -> None:
    found = lessons_in(tmp_path, **{TEXT: lesson(OUTER, INNER, OTHER)})
    (article,) = prepare_told([TEXT], [Lexicon.default()], Tagger.load(), found, 2.0)
    assert [(one.anchor, one.must, one.outer) for one in article.gold] == [
        (1, True, True),
        (4, False, False),
    ]
    assert (article.every_level, article.weight, article.share) == (True, 2.0, 1.0)
    with pytest.raises(CorpusError, match="no lesson about the text that begins 'It rained'"):
        prepare_told(["It rained"], [Lexicon.default()], Tagger.load(), found, 2.0)


def test_roles_are_outer_ones_but_for_anchors(tmp_path: Path) -> None:
    found = lessons_in(tmp_path, **{TEXT: lesson(OUTER, evolve(INNER, probability=0.7))})
    (article,) = prepare_told([TEXT], [Lexicon.default()], Tagger.load(), found, 2.0)
    named = [ROLES[label] for label in role_labels(8, article.gold)]
    content = "content after"
    assert named[:7] == ["source before", "anchor", content, content, "anchor", content, content]


# 3. The command.


def told(text: str) -> Lesson:
    """What an engine that knows nothing tells of a text."""
    count = len(parsed(text).words)
    return Lesson(np.full((count, len(ROLES)), 1 / len(ROLES), np.float32), {}, [])


def test_a_core_learns_from_all_levels_and_from_what_is_told(tmp_path: Path) -> None:
    articles, world, texts = small_corpus(9), small_corpus(6, 40), small_corpus(4, 80)
    corpus = write_lines(tmp_path / "c.jsonl", *map(record_of, articles))
    levels = write_lines(tmp_path / "w.jsonl", *map(world_record, world, range(6)))
    plain = [{"id": f"t{at}", "text": one.text} for at, one in enumerate(texts)]
    further = write_lines(tmp_path / "t.jsonl", *plain, {"id": "w", "text": f"{world[0].text}\n\n"})
    held_out = write_lines(tmp_path / "h.jsonl", plain[3])
    every = [one.text for one in (*articles, *world, *texts[:3])]
    write_lessons(tmp_path / "l.npz", {text: told(text) for text in every})
    out = tmp_path / "core.bin"
    assert core(corpus, out).code == 0
    assert not Model.load(out).engine.knows_levels
    alone = out.read_bytes()
    assert core(corpus, out, "--world", levels).code == 0
    assert Model.load(out).engine.knows_levels
    assert out.read_bytes() != alone
    more: list[str | Path] = [
        "--world",
        levels,
        "--lessons",
        tmp_path / "l.npz",
        "--unlabelled",
        further,
    ]
    untold = core(corpus, out, *more)
    assert untold.code == 2
    assert "there is no lesson about the text that begins" in untold.said
    assert core(corpus, out, *more, "--held-out", held_out).code == 0
    assert core(corpus, out, "--unlabelled", further).said == (
        "error: --unlabelled: nobody tells of these texts; add --lessons\n"
    )
