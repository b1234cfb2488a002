"""The parts of training: numbers for features, small weights, verdicts, folds, what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from quoteattr.frame import Frame
from quoteattr.learning.tables import WeightTable
from quoteattr.text.tagging import Tagger
from quoteattr.training import verdicts, workfolder
from quoteattr.training.corpora.annotated import AnnotatedArticle
from quoteattr.training.corpora.folds import fold_lexicons
from quoteattr.training.cues import count_cues, reweighed
from quoteattr.training.fitting.gradient import Fitted
from quoteattr.training.fitting.keyring import Keyring, SequenceBuilder
from quoteattr.training.fitting.quantising import chain_of, joined, quantised, scale_of
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import Prepared, prepare, tokens_in
from quoteattr.training.tagger import Options, train
from quoteattr.training.types import fit_types
from quoteattr.training.verdicts import FoldReader, JudgedReadings, gather, mark_of
from quoteattr.training.wordrows import WordRows
from quoteattr.training.workfolder import WorkFolder, fingerprint
from quoteattr.words.lexicon import Lexicon
from tests.annotating import annotated
from tests.learned import light, model
from tests.marked import tagger
from tests.small_corpus import small_corpus

LEXICON = Lexicon.default()


@cache
def prepared(*drawn: str) -> list[Prepared]:
    return prepare([annotated(one) for one in drawn], [LEXICON] * 2, tagger())


# 1. Numbers for keys and features.


def test_keys_and_features_are_numbered_as_they_come() -> None:
    shape = {"w": lambda word: (f"w={word}", f"s={word[-1:]}")}
    ring = Keyring({"one": shape, "two": shape})
    assert [ring.number("one", key) for key in (("w", "go"), "rare", ("w", "go"))] == [0, 1, 0]
    assert ring.number("two", ("w", "so")) == 2
    assert list(ring.features) == [
        *(("one", "w=go"), ("one", "s=o"), ("one", "rare")),
        *(("two", "w=so"), ("two", "s=o")),
    ]
    names, starts, features = ring.pruned(np.array([2, 1, 3]), least=2)
    assert names == [("one", "w=go"), ("one", "s=o"), ("two", "w=so"), ("two", "s=o")]
    assert (starts.tolist(), features.tolist()) == ([0, 2, 2, 4], [0, 1, 2, 3])


def test_a_feature_is_kept_for_how_often_all_its_keys_were_seen() -> None:
    ring = Keyring({"one": {"w": lambda word: (f"w={word}", f"s={word[-1:]}")}})
    for word in ("go", "so"):
        ring.number("one", ("w", word))
    names, starts, features = ring.pruned(np.array([1, 1]), least=2)
    assert names == [("one", "s=o")]
    assert (starts.tolist(), features.tolist()) == ([0, 1, 2], [0, 0])


def test_sequences_hold_the_tokens_that_were_added() -> None:
    builder = SequenceBuilder(Keyring({"one": {}}))
    builder.close(7)
    builder.token(2, [("one", ["a", "b"])])
    builder.token(0, [], [0.25, 0.0, 0.75])
    builder.close(3)
    builder.token(1, [("one", ["a"])])
    builder.close(4)
    data, names = builder.sequences(least=2, count=3)
    assert names == [("one", "a")]
    assert data.shares_of(3).tolist() == [[0, 0, 1], [0.25, 0, 0.75], [0, 1, 0]]
    assert builder.owners == [3, 4]
    assert (data.starts.tolist(), data.labels.tolist()) == ([0, 2, 3], [2, 0, 1])
    assert (data.token_starts.tolist(), data.keys.tolist()) == ([0, 2, 2, 3], [0, 1, 0])
    assert (data.key_starts.tolist(), data.features.tolist()) == ([0, 1, 1], [0])


def test_rows_of_words_keep_those_seen_often() -> None:
    rows, more = WordRows(), WordRows()
    rows.add(["a", "b"], 1)
    more.add(["c", "b"], 0)
    more.add([], 1)
    rows.extend(more)
    assert list(rows.vocabulary) == ["a", "b", "c"]
    data, names = rows.sequences(least=2)
    assert (names, data.labels.tolist()) == (["b"], [1, 0, 1])
    assert (data.token_starts.tolist(), data.keys.tolist()) == ([0, 1, 2, 2], [0, 0])
    assert data.starts.tolist() == [0, 1, 2, 3]


def test_no_rows_are_no_sequences() -> None:
    data, names = WordRows().sequences(least=1)
    assert (names, len(data.labels), data.starts.tolist()) == ([], 0, [0])


# 2. Small weights.


def row(*cells: float) -> npt.NDArray[np.float32]:
    return np.array(cells, np.float32)


def cells(table: WeightTable) -> dict[str, tuple[int, ...]]:
    return {name: table.scores(packed) for name, packed in table.rows.items()}


def test_fits_are_laid_side_by_side() -> None:
    both = joined([({"a": row(1, 2)}, 2), ({"a": row(3), "b": row(4)}, 1), ({}, 1)])
    assert {name: line.tolist() for name, line in both.items()} == {
        "a": [1, 2, 3, 0],
        "b": [0, 0, 4, 0],
    }


def test_the_heaviest_rows_are_kept_as_int8() -> None:
    weights = {"c": row(2, -1), "a": row(0.5, 0), "b": row(0, 1.5), "d": row(0, 0.001)}
    table = quantised("xy", weights, rows=3)
    assert (table.labels, table.scale) == (("x", "y"), 127 / 2)
    assert cells(table) == {"a": (32, 0), "b": (0, 95), "c": (127, -64)}
    assert list(cells(quantised("xy", weights, rows=1))) == ["c"]
    assert list(cells(quantised("xy", weights, rows=4))) == ["a", "b", "c"]


def test_tables_may_share_a_scale_and_nothing_leaves_int8() -> None:
    weights = {"a": row(3, -9), "b": row(0.5, 0)}
    scale = scale_of({"a": row(1)}, {"b": row(-2)})
    assert scale == 63.5
    assert cells(quantised("xy", weights, 9, scale)) == {"a": (127, -127), "b": (32, 0)}
    assert quantised("xy", weights, 9, scale).scale == scale


def test_of_equally_heavy_rows_the_first_by_name_stay() -> None:
    weights = {name: row(1.0) for name in "dbca"}
    assert list(cells(quantised("x", weights, rows=2))) == ["a", "b"]


def test_no_weights_make_an_empty_table() -> None:
    assert quantised("x", {}, 5) == WeightTable(("x",), {})
    assert scale_of({}) == 127 / 1e-6


def test_a_fit_becomes_a_chain() -> None:
    chain = chain_of("xy", Fitted(row(), np.array([1.0, 2.0]), np.array([[1.0, 0.0], [0.5, 2.0]])))
    assert (chain.labels, chain.start) == (("x", "y"), (1.0, 2.0))
    assert chain.transitions == ((1.0, 0.0), (0.5, 2.0))


# 3. Verdicts.


OUTER = "^[Bo Day] <said> {that Ann Lee thought that it rained at night}."


def drawn_frame(article: Prepared, drawn: str) -> Frame:
    (one,) = annotated(drawn).attributions
    parse = article.columns.parse
    source, cue, content = [tokens_in(parse, part) for part in (one.source, one.cue, one.content)]
    return Frame(cue, "", source[0] if source else None, content)


@pytest.mark.parametrize(
    ("drawn", "right", "exact", "known"),
    [
        (OUTER, True, True, True),
        ("^[Bo Day] <said> that {Ann Lee thought that it rained at night.}", True, False, True),
        ("^Bo [Day] <said> {that Ann Lee thought that} it rained at night.", True, False, True),
        ("^[Bo Day] <said> {that Ann Lee} thought that it rained at night.", False, False, True),
        ("^Bo Day <said> {that Ann Lee thought that it rained at night}.", False, False, True),
        ("^Bo Day said that [Ann Lee] <thought> {that it rained at night}.", False, False, False),
    ],
    ids=["exact", "the same but for “that”", "half", "too little", "no source", "an inner one"],
)
def test_marks_of_readings(drawn: str, right: bool, exact: bool, known: bool) -> None:
    (article,) = prepared(OUTER)
    mark = mark_of(article, drawn_frame(article, drawn))
    assert (mark.right, mark.exact, mark.known) == (right, exact, known)


def test_without_a_source_on_either_side_contents_decide() -> None:
    (article,) = prepared("^The <claim> {that it rained} was false.")
    frame = drawn_frame(article, "^The <claim> {that it rained} was false.")
    assert mark_of(article, frame).exact


def test_two_processes_gather_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    second = "^[Ann Lee] <added> {it rained}. ^{“Go,”} [he] <said>."
    articles = prepared(OUTER, second, "It rained.")
    readers = [
        FoldReader(
            [one for one in articles if one.fold == fold],
            light(),
            model().pruning.table,
        )
        for fold in range(2)
    ]
    found = gather(readers)
    monkeypatch.setattr(verdicts, "get_all_start_methods", lambda: ["spawn"])
    alone = gather(readers)
    verdicts._inherit(readers)
    inherited = JudgedReadings.joined([verdicts._gather(fold) for fold in range(2)])
    for one in (alone, inherited):
        assert (one.numbers, one.marks, one.cues) == (found.numbers, found.marks, found.cues)
        assert list(one.right.vocabulary) == list(found.right.vocabulary)
    assert found.folds == sorted(found.folds)
    assert found.cues == sorted(found.cues)
    assert set(found.cues) == set(range(max(found.cues) + 1))
    assert sum([one.right for one in found.marks]) >= 3
    (right, exact), names = found.sequences()
    assert len(right.labels) == len(found.cues)
    assert all(one <= two for one, two in zip(exact.labels, right.labels, strict=True))
    assert names


# 4. Folds.


def test_the_lexicon_of_a_fold_has_not_seen_it() -> None:
    said = annotated("^[Ann Lee] <said> {that it rained}.")
    plain = annotated("Ann Lee said that it rained.")
    lines: list[str] = []
    found = fold_lexicons([said, plain] * 50, LEXICON, tagger(), 2, lines.append)
    assert lines == ["cues of 100 articles counted"]
    shares = [lexicon.cues["say"].share("that") for lexicon in found.lexicons]
    assert shares[0] < 0.3 < 0.8 < shares[1]
    assert found.counts.seen["say", "that"] == 100
    assert found.counts.right["say", "that"] == 50


def test_the_lexicon_of_a_fold_is_that_of_the_other_articles() -> None:
    articles = small_corpus(4)
    found = fold_lexicons(articles, LEXICON, tagger(), 4, print)
    counted = [count_cues(article, LEXICON, tagger()) for article in articles]
    rest = counted[0].total([counted[0], counted[1], counted[3]])
    assert found.lexicons[2].cues == reweighed(LEXICON, rest).cues


def test_types_are_taught_by_the_cues_that_the_lexicon_knows() -> None:
    lines: list[str] = []
    drawn = ["^[Ann] <said> {that it rained}.", "^[Bo] <hopes> {to leave}.", "^{“Go!”}"]
    table = fit_types(prepared(*drawn, *drawn, *drawn), 1, lines.append)
    assert table.labels == ("assertion", "belief", "knowledge", "eventuality")
    assert table.rows
    assert lines[0].endswith("% right for lemmas not seen")


# 5. What a training keeps.


def test_a_fit_is_kept_and_a_half_written_one_is_not_seen(tmp_path: Path) -> None:
    fitted = Fitted(row(1, 2).reshape(1, 2), np.array([0.5]), np.array([[2.0]]))
    folder = WorkFolder.of(tmp_path / "work", "1f2e")
    (tmp_path / "work" / "1f2e" / "roles-0.part.npz").write_bytes(b"PK")
    assert folder.load("roles-0") is None
    folder.save("roles-0", fitted)
    kept = folder.load("roles-0")
    assert kept is not None
    assert kept.features.tolist() == [[1, 2]]
    assert (kept.start.tolist(), kept.transitions.tolist()) == ([0.5], [[2.0]])
    assert [one.name for one in (tmp_path / "work" / "1f2e").iterdir()] == ["roles-0.npz"]
    assert WorkFolder.of(tmp_path / "work", "3d4c").load("roles-0") is None


def test_no_folder_keeps_nothing() -> None:
    folder = WorkFolder.of(None, "1f2e")
    folder.save("roles-0", Fitted(row(), np.zeros(0), np.zeros((0, 0))))
    assert folder.load("roles-0") is None


def sign(
    articles: Sequence[AnnotatedArticle] = (),
    lexicon: Lexicon = LEXICON,
    tags: Tagger | None = None,
    seed: int = 1,
) -> str:
    return fingerprint(articles, [lexicon], tags or tagger(), CoreOptions(seed=seed))


def test_a_fingerprint_tells_trainings_apart() -> None:
    other = reweighed(LEXICON, count_cues(small_corpus(1)[0], LEXICON, tagger()))
    signs = [
        sign(),
        sign(small_corpus(2)),
        sign(small_corpus(2, first=1)),
        sign(lexicon=other),
        sign(tags=Tagger(train([], Options()))),
        sign(seed=2),
    ]
    assert len(set(signs)) == len(signs)
    assert sign() == signs[0]


@pytest.mark.parametrize(
    "name",
    [
        "candidates/verbs.py",
        "choice/features/cuekeys.py",
        "choice/roles.py",
        "learning/crf/fours.py",
        "learning/tables.py",
        "training/cuekeys.py",
    ],
)
def test_a_fingerprint_changes_with_the_code_of_features(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = workfolder._PACKAGE
    for pattern in workfolder._CODE:
        found = list(package.glob(pattern))
        assert found, pattern
        for path in found:
            copy = tmp_path / path.relative_to(package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    usual = sign()
    monkeypatch.setattr(workfolder, "_PACKAGE", tmp_path)
    assert sign() == usual
    with (tmp_path / name).open("a", encoding="utf-8") as changed:
        changed.write("# Changed.\n")
    assert sign() != usual
