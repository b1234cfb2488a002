"""Articles that two readers marked at every level, and how what was found meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoteattr.training.corpora.annotated import AnnotatedAttribution, Ranges
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.corpora.world import Marked, Match, WorldArticle, match, read_world

TEXT = "Lee said Dorn thinks it rained. Kay left."
LEE: Ranges = ((0, 3),)
DORN: Ranges = ((9, 13),)
OUTER: Ranges = ((9, 30),)
INNER: Ranges = ((21, 30),)


def marked(source: Ranges, content: Ranges, *, must: bool = True, depth: int = 0) -> Marked:
    return Marked(source, (), content, must=must, depth=depth)


def found(source: Ranges, content: Ranges) -> AnnotatedAttribution:
    return AnnotatedAttribution(source, (), content)


def article(*readers: tuple[Marked, ...]) -> WorldArticle:
    return WorldArticle("a", TEXT, readers)


BOTH = (marked(LEE, OUTER), marked(DORN, INNER, depth=1))


def test_what_both_readers_have_is_wanted() -> None:
    result = match(article(BOTH, BOTH), [found(DORN, INNER), found(LEE, OUTER)])
    assert result == Match(right=(True, True), part=(True, True), wanted=(1, 0), deep=(False, True))


def test_what_only_one_reader_has_is_right_but_not_wanted() -> None:
    result = match(article(BOTH, BOTH[:1]), [found(DORN, INNER)])
    assert result == Match(right=(True,), part=(True,), wanted=(None,), deep=(False,))


def test_what_both_call_borderline_is_not_wanted() -> None:
    may = (marked(LEE, OUTER, must=False),)
    assert match(article(may, may), []) == Match(right=(), part=(), wanted=(), deep=())


def test_what_nobody_has_is_wrong() -> None:
    kay = found(((32, 35),), OUTER)
    assert match(article(BOTH), [kay, found(LEE, ((32, 40),))]).right == (False, False)


def test_a_claim_is_paired_once() -> None:
    twice = [found(LEE, OUTER), found(LEE, ((9, 24),))]
    assert match(article(BOTH[:1]), twice).right == (True, False)


def test_a_part_of_what_a_source_said_is_told_from_the_words_of_another() -> None:
    part = match(article(BOTH), [found(LEE, INNER), found(((32, 35),), INNER)])
    assert part.part == (True, False)


def test_a_missing_source_meets_only_a_missing_source() -> None:
    nobody = (marked((), OUTER),)
    assert match(article(nobody), [found((), OUTER), found(LEE, OUTER)]).right == (True, False)


def write(folder: Path, record: object) -> Path:
    path = folder / "demo.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def test_a_line_is_read_with_levels(tmp_path: Path) -> None:
    reader = [
        {"id": 1, "class": "must", "source": [0, 3], "cue": [4, 8], "content": [[9, 30]]},
        {"id": 2, "class": "may", "source": None, "cue": None, "content": [[21, 30]], "parent": 1},
        {"id": 3, "class": "may", "source": [0, 3], "content": []},
    ]
    path = write(tmp_path, {"id": "a", "text": TEXT, "readers": {"A": reader}})
    (read,) = read_world(path)
    assert read.readers[0] == (
        Marked(((0, 3),), ((4, 8),), ((9, 30),), must=True, depth=0),
        Marked((), (), ((21, 30),), must=False, depth=1),
    )


def test_parents_in_a_circle_end(tmp_path: Path) -> None:
    reader = [
        {"id": 1, "class": "must", "content": [[9, 30]], "parent": 2},
        {"id": 2, "class": "must", "content": [[21, 30]], "parent": 1},
    ]
    path = write(tmp_path, {"id": "a", "text": TEXT, "readers": {"A": reader}})
    assert [one.depth for one in next(read_world(path)).readers[0]] == [1, 1]


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"id": "a", "text": TEXT}, "expected “id”, “text” and “readers”"),
        ({"id": "a", "text": TEXT, "readers": {"C": []}}, "has no reader A"),
        ({"id": "a", "text": TEXT, "readers": {"B": []}}, "has no reader A"),
        ({"id": "a", "text": TEXT, "readers": {"A": 1}}, "must be a list"),
        ({"id": "a", "text": TEXT, "readers": {"A": [7]}}, "must be an object, not 7"),
        ({"id": "a", "text": TEXT, "readers": {"A": [{"id": [1]}]}}, "'id' must be a number"),
        ({"id": "a", "text": TEXT, "readers": {"A": [{"parent": {}}]}}, "'parent' must be"),
        (
            {"id": "a", "text": TEXT, "readers": {"A": [{"id": 1, "content": [[0, 99]]}]}},
            "inside the text",
        ),
    ],
)
def test_a_line_of_another_form_is_refused(tmp_path: Path, record: object, problem: str) -> None:
    with pytest.raises(CorpusError, match=problem):
        list(read_world(write(tmp_path, record)))
