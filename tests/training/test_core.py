"""The commands that train the core: what they write, how they go on, what they refuse."""

from __future__ import annotations

import gzip
import io
import json
import shutil
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from attrs import frozen

from quoteattr import Lexicon, Model, Pipeline, Tagger, attribute
from quoteattr.training import commands as command
from quoteattr.training.corpora.annotated import AnnotatedArticle
from tests.annotating import annotated
from tests.marked import parsed
from tests.small_corpus import record_of, small_corpus, write_lines

FITS = [f"{stage}-{fold}.npz" for stage in ("left", "right", "roles") for fold in range(3)]


@frozen
class Run:
    """What a command returned, and what it said on stderr."""

    code: int
    said: str


def run(*arguments: str | Path) -> Run:
    said = io.StringIO()
    with redirect_stderr(said):
        code = command.main(list(map(str, arguments)))
    return Run(code, said.getvalue())


def core(corpus: Path, out: Path, *more: str | Path) -> Run:
    return run("core", "--articles", corpus, "--out", out, "--folds", "3", *more)


def write_corpus(path: Path, articles: Sequence[AnnotatedArticle]) -> Path:
    """Write articles with the fields that those of our corpora have besides."""
    more = {"publisher": "The Harbour News", "others": [{"content": "left alone"}]}
    return write_lines(
        path, *[record_of(one, id=str(at), **more) for at, one in enumerate(articles)]
    )


@frozen
class Trained:
    """A corpus and what was once trained on it."""

    corpus: Path
    out: Path
    work: Path
    fold_models: Path
    run: Run


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    folder = tmp_path_factory.mktemp("trained")
    corpus = write_corpus(folder / "corpus.jsonl", small_corpus())
    out, work, folds = folder / "core.bin", folder / "work", folder / "folds"
    done = core(corpus, out, "--work", work, "--fold-models", folds)
    return Trained(corpus, out, work, folds, done)


# 1. What is written.


def test_a_trained_core_finds_attributions(trained: Trained) -> None:
    assert trained.run.code == 0
    pipeline = Pipeline(model=Model.load(trained.out))
    found = attribute(
        "The night was cold. Omar Haddad announced that the ferry was late.\n\n"
        "“It was a long way,” the mayor said.",
        pipeline=pipeline,
    )
    parts = [
        (one.speaker.span.text, one.cue.lemma, [piece.text for piece in one.content])
        for one in found
        if one.speaker and one.cue
    ]
    assert ("Omar Haddad", "announce", ["that the ferry was late"]) in parts
    assert ("the mayor", "say", ["“It was a long way,”"]) in parts
    assert all(0 < one.confidence <= 1 for one in found)


def test_each_fold_has_a_model_that_has_not_seen_it(trained: Trained) -> None:
    names = sorted([path.name for path in trained.fold_models.iterdir()])
    assert names == ["fold-0.bin", "fold-1.bin", "fold-2.bin"]
    models = [Model.load(trained.fold_models / name) for name in names]
    assert len({dumped.file.texts["roles"] for dumped in models}) == 3
    text = "Bo Day said that the harbour would open again."
    assert [len(attribute(text, pipeline=Pipeline(model=one))) for one in models] == [1, 1, 1]


def test_progress_goes_to_stderr(trained: Trained, capsys: pytest.CaptureFixture[str]) -> None:
    lines = trained.run.said.splitlines()
    for part in (
        "roles: ",
        "roles, fold 2, run 2: epoch 8/8: loss ",
        "left, fold 0, run 1: epoch 6/6: loss ",
    ):
        assert any(line[10:].startswith(part) for line in lines), part
    assert lines[-1].endswith(f"core.bin: {trained.out.stat().st_size:,} bytes")
    assert all(line[7:10] == "s  " for line in lines)
    assert capsys.readouterr().out == ""


# 2. The same again.


def test_the_same_seed_gives_the_same_bytes(trained: Trained, tmp_path: Path) -> None:
    assert core(trained.corpus, tmp_path / "again.bin").code == 0
    assert (tmp_path / "again.bin").read_bytes() == trained.out.read_bytes()
    assert core(trained.corpus, tmp_path / "other.bin", "--seed", "2").code == 0
    assert (tmp_path / "other.bin").read_bytes() != trained.out.read_bytes()


def test_a_stopped_run_goes_on(trained: Trained, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(trained.work, work)
    (folder,) = work.iterdir()
    assert sorted([path.name for path in folder.iterdir()]) == FITS
    for name in ("roles-2", "left-0", "right-1"):
        (folder / f"{name}.npz").rename(folder / f"{name}.part.npz")
    (folder / "roles-2.part.npz").write_bytes(b"PK half-written")
    done = core(trained.corpus, tmp_path / "on.bin", "--work", work, "--fold-models", tmp_path)
    assert done.code == 0
    assert (tmp_path / "on.bin").read_bytes() == trained.out.read_bytes()
    for fold in range(3):
        name = f"fold-{fold}.bin"
        assert (tmp_path / name).read_bytes() == (trained.fold_models / name).read_bytes()
    assert done.said.count("taken from the work folder") == 6
    assert "roles without fold 1: taken from the work folder" in done.said
    assert "roles, fold 2, run 2: epoch 8/8" in done.said
    assert "roles, fold 1: epoch" not in done.said
    assert sorted([path.name for path in folder.iterdir()]) == FITS


def test_another_corpus_does_not_go_on_with_it(trained: Trained, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(trained.work, work)
    articles = small_corpus()
    articles[3] = annotated("Nobody said that it rained.")
    corpus = write_corpus(tmp_path / "other.jsonl", articles)
    done = core(corpus, tmp_path / "other.bin", "--work", work)
    assert (done.code, "taken from the work folder" in done.said) == (0, False)
    assert len(list(work.iterdir())) == 2


def test_shares_of_cues_are_counted_on_demand(trained: Trained, tmp_path: Path) -> None:
    cues, out, work = tmp_path / "cues.txt", tmp_path / "core.bin", tmp_path / "work"
    written = "".join(
        f"{lemma}\tassertion\tthat=50\n" for lemma in "add announce claim say warn".split()
    )
    cues.write_text(written, encoding="utf-8")
    done = core(trained.corpus, out, "--cues", cues, "--work", work)
    assert (done.code, done.said.splitlines()[-1][10:]) == (0, f"{cues} written")
    lexicon = Lexicon.read(cues)
    assert lexicon.cues["say"].share("that") > 0.6
    first = out.read_bytes()
    assert first != trained.out.read_bytes()
    cues.write_text(written, encoding="utf-8")
    again = core(trained.corpus, out, "--cues", cues, "--work", work)
    assert again.said.count("taken from the work folder") == 9
    assert out.read_bytes() == first


# 3. What is refused, before anything is trained or written.

BAD_LINES = [
    ("{", "not JSON"),
    ("[" * 100_000, "not JSON"),
    ("[]", "not a JSON object"),
    ({"id": "a", "attributions": []}, "no field 'text' with a string"),
    ({"id": "a", "text": "It.", "attributions": {}}, "no field 'attributions' with a list"),
    (
        {"id": "a", "text": "It.", "attributions": [{"content": [[0, 4]]}]},
        "[0, 4] of 'content' is no [start, end] inside the text",
    ),
    ({"id": "a", "text": "It.", "attributions": [{"verb": []}]}, "unknown role 'verb'"),
]
BAD_IDS = [reason for _, reason in BAD_LINES]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=BAD_IDS)
def test_a_bad_line_is_refused_before_the_core_is_trained(
    line: object, reason: str, tmp_path: Path
) -> None:
    good = [record_of(article) for article in small_corpus(3)]
    corpus = write_lines(tmp_path / "corpus.jsonl", *good, line)
    cues = tmp_path / "cues.txt"
    cues.write_text("say\tassertion\tthat=50\n", encoding="utf-8")
    before = contents(tmp_path)
    done = core(corpus, tmp_path / "out.bin", "--cues", cues, "--work", tmp_path / "work")
    assert done.code == 2
    assert done.said.startswith(f"error: corpus.jsonl, line 4: {reason}")
    assert done.said.count("\n") == 1
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--folds", "4"], "3 articles are too few for 4 folds; add articles or lower --folds"),
        (["--folds", "1"], "--folds must be 2 or more, not 1"),
        (["--folds", "0"], "--folds must be 2 or more, not 0"),
        (["--articles", "nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (["--cues", "nowhere.txt"], "nowhere.txt"),
        (["--out", "nowhere/core.bin"], "--out: there is no folder nowhere; make it first"),
    ],
)
def test_what_cannot_be_trained_is_refused(
    options: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus = write_corpus(tmp_path / "corpus.jsonl", small_corpus(3))
    before = contents(tmp_path)
    done = core(corpus, tmp_path / "out.bin", *options)
    assert done.code == 2
    assert done.said.startswith("error: ")
    assert message in done.said
    assert done.said.count("\n") == 1
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "drawn", ["It rained.", "", "   \n", "^{“We went home.”}", "^[Ann Lee]< >{ }"]
)
def test_articles_without_cues_teach_nothing(drawn: str, tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.jsonl", [annotated(drawn)] * 4)
    before = contents(tmp_path)
    done = core(corpus, tmp_path / "out.bin")
    assert done.code == 2
    assert "too few annotated cues with a content to learn from" in done.said
    assert contents(tmp_path) == before


def test_a_few_odd_articles_among_others_do_no_harm(tmp_path: Path) -> None:
    odd = ["", "   \n", "^{“We went home.”}", "^[Ann]< >{that it rained}.", "Nobody <spoke>."]
    articles = [*small_corpus(6), *[annotated(f"^{drawn}") for drawn in odd]]
    assert core(write_corpus(tmp_path / "c.jsonl", articles), tmp_path / "out.bin").code == 0
    assert len(Model.load(tmp_path / "out.bin").right.trees) > 0


# 4. All that ships.


def zipped(path: Path, *lines: object) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(one) + "\n" for one in lines).encode()))
    return path


def analysis_of(number: int, article: AnnotatedArticle) -> dict[str, object]:
    """The analysis of an article, as our own tagger sees it."""
    read = parsed(article.text)
    tokens = list(zip(read.tokens.starts, read.tokens.ends, read.tags, strict=True))
    sentences = [tokens[one.start : one.stop] for one in read.layout.sentences]
    return {"id": str(number), "sentences": sentences}


@frozen
class Corpora:
    """The three corpora that everything is trained on."""

    polnear: Path
    corenlp: Path
    ewt: Path

    def train(self, out: Path, *more: str) -> Run:
        named = ("--polnear", self.polnear, "--corenlp", self.corenlp, "--ewt", self.ewt)
        return run("all", *named, "--out", out, "--folds", "2", *more)


@pytest.fixture
def corpora(tmp_path: Path) -> Corpora:
    folder = tmp_path / "corpora"
    folder.mkdir()
    articles = small_corpus(8)
    tree = {"tokens": [["He", "PRP"], ["went", "VBD"], ["to", "IN"], ["Bo", "NNP"], [".", "."]]}
    return Corpora(
        write_corpus(folder / "articles.jsonl", articles),
        zipped(folder / "analysis.jsonl.gz", *map(analysis_of, range(8), articles)),
        zipped(folder / "trees.jsonl.gz", tree),
    )


def test_all_that_ships_is_trained(corpora: Corpora, tmp_path: Path) -> None:
    out = tmp_path / "data"
    out.mkdir()
    done = corpora.train(out)
    assert done.code == 0, done.said
    assert sorted([path.name for path in out.iterdir()]) == ["core.bin", "cues.txt", "tagger.bin"]
    pipeline = Pipeline(
        tagger=Tagger.load(out / "tagger.bin"),
        lexicon=Lexicon.read(out / "cues.txt"),
        model=Model.load(out / "core.bin"),
    )
    found = attribute("Bo Day said that the old bridge was closed.", pipeline=pipeline)
    assert [one.content[0].text for one in found] == ["that the old bridge was closed"]
    assert Lexicon.read(out / "cues.txt").cues.keys() == Lexicon.default().cues.keys()


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=BAD_IDS)
def test_a_bad_article_is_refused_before_all_is_trained(
    line: object, reason: str, corpora: Corpora, tmp_path: Path
) -> None:
    with corpora.polnear.open("a", encoding="utf-8") as lines:
        lines.write((line if isinstance(line, str) else json.dumps(line)) + "\n")
    before = contents(tmp_path)
    done = corpora.train(tmp_path)
    assert (done.code, contents(tmp_path)) == (2, before)
    assert done.said.startswith(f"error: articles.jsonl, line 9: {reason}")


def test_a_bad_analysis_or_tree_is_refused_before_all_is_trained(
    corpora: Corpora, tmp_path: Path
) -> None:
    before = contents(tmp_path / "corpora")
    for path, name in ((corpora.corenlp, "analysis"), (corpora.ewt, "trees")):
        kept = path.read_bytes()
        path.write_bytes(gzip.compress(b"{}\n"))
        done = corpora.train(tmp_path)
        path.write_bytes(kept)
        assert done.code == 2
        assert done.said.startswith(f"error: {name}.jsonl.gz, line 1: no field ")
    corpora.ewt.unlink()
    assert corpora.train(tmp_path).said.startswith("error: trees.jsonl.gz: cannot be read")
    corpora.ewt.write_bytes(before[str(corpora.ewt)])
    assert corpora.train(tmp_path, "--folds", "9").said.startswith("error: articles.jsonl: 8 art")
    assert corpora.train(tmp_path / "nowhere").said.startswith("error: --out: there is no folder")
    assert contents(tmp_path) == before


def test_confidence_of_nothing_is_not_measured(tmp_path: Path) -> None:
    corpus, out = tmp_path / "none.jsonl", tmp_path / "confidence.txt"
    corpus.write_text("", "utf-8")
    out.write_text("kept", "utf-8")
    asked = run("confidence", "--articles", corpus, "--out", out)
    assert asked.code == 2
    assert "none.jsonl: nothing was found in it to measure" in asked.said
    assert out.read_text("utf-8") == "kept"
