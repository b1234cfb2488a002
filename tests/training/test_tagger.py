"""Training: the same corpora and seed give the same file, and bad lines are refused."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from quoteattr.text.tagging import Tagger
from quoteattr.training import commands as command
from quoteattr.training.corpora.conventions import BY_TAG, penn, with_role
from quoteattr.training.corpora.readers import (
    CorpusError,
    Sentence,
    read_corenlp,
    read_ewt,
    read_texts,
)
from quoteattr.training.fitting.files import dump
from quoteattr.training.fitting.perceptron import Perceptron
from quoteattr.training.tagger import Options, measure, train


def made_up(count: int, seed: int = 7) -> list[Sentence]:
    """Sentences of a tiny grammar in which “can” and “run” are now nouns, now verbs."""
    chance = random.Random(seed)
    sentences: list[Sentence] = []
    for _ in range(count):
        subject = [("the", "DT"), (chance.choice(["dog", "can", "run"]), "NN")]
        if chance.random() < 0.5:
            subject = [(chance.choice(["he", "she"]), "PRP")]
        verb = [(chance.choice(["fell", "won"]), "VBD")]
        if chance.random() < 0.5:
            verb = [("can", "MD"), (chance.choice(["run", "win"]), "VB")]
        pairs = [*subject, *verb, (".", ".")]
        sentences.append(Sentence(tuple(w for w, _ in pairs), tuple(t for _, t in pairs)))
    return sentences


OPTIONS = Options(epochs=4, single_seen=10, recased=0.2)


def test_training_learns_a_tiny_grammar() -> None:
    tagger = Tagger(train(made_up(200), OPTIONS))
    agreement = measure(tagger, made_up(50, seed=8))
    assert (agreement.right, agreement.confusions) == (agreement.tokens, ())
    assert tagger.tag(["THE", "RUN", "CAN", "WIN", "."]) == ["DT", "NN", "MD", "VB", "."]


def test_training_is_deterministic_under_its_seed() -> None:
    first = dump(train(made_up(60), OPTIONS))
    assert dump(train(made_up(60), OPTIONS)) == first
    assert dump(train(made_up(60), Options(epochs=4, single_seen=10, seed=2))) != first


def test_only_the_heaviest_rows_are_kept() -> None:
    assert len(train(made_up(60), Options(epochs=1, rows=9)).tables["tags"].rows) == 9


def test_nothing_to_learn_from_gives_a_tagger_without_weights() -> None:
    model = train([], Options(epochs=1))
    assert not model.tables["tags"].rows


def test_averages_are_those_of_plain_sums() -> None:
    chance = random.Random(3)
    examples = [(tuple(chance.sample("abcdefgh", 3)), chance.randrange(3)) for _ in range(200)]
    learner = Perceptron(["x", "y", "z"])
    weights = {feature: [0, 0, 0] for feature in "abcdefgh"}
    sums = {feature: [0, 0, 0] for feature in "abcdefgh"}
    for features, right in examples:
        for feature, row in weights.items():
            sums[feature] = [total + now for total, now in zip(sums[feature], row, strict=True)]
        scores = [sum(weights[feature][label] for feature in features) for label in range(3)]
        guess = scores.index(max(scores))
        assert learner.learn(features, right) == guess
        for feature in features:
            weights[feature][right] += 1
            weights[feature][guess] -= 1
    averages = learner.averages()
    for feature, row in sums.items():
        assert averages[feature] == pytest.approx([total / len(examples) for total in row])


@pytest.mark.parametrize(
    ("word", "xpos", "expected"),
    [
        ("to", "IN", "TO"),
        ("TO", "TO", "TO"),
        ("-", "HYPH", ":"),
        ("--", ",", ":"),
        ("/", ",", ":"),
        ("....", ".", ":"),
        (".", ".", "."),
        ("?!", ".", "."),
        ("£", "$", "$"),
        ("'", "``", "``"),
        ("'", "POS", "POS"),
        ("*", "NFP", ":"),
        ("info@example.org", "ADD", "NN"),
        ("said", "VBD", "VBD"),
    ],
)
def test_tags_of_the_web_treebank_are_mapped(word: str, xpos: str, expected: str) -> None:
    assert penn(word, xpos) == expected


def test_every_mapped_tag_ends_in_one_that_is_not_mapped() -> None:
    assert not set(BY_TAG) & set(BY_TAG.values())


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("„", "``", "``"),
        ('"', "''", "''"),
        ("’", "POS", "'"),
        ("s", "POS", "s"),
        ("a b", "NN", "ab"),
    ],
)
def test_words_say_the_role_of_marks(word: str, pos: str, expected: str) -> None:
    assert with_role(word, pos) == expected


TEXT = "“No,” he said."
TOKENS: list[list[object]] = [
    [0, 1, "``"],
    [1, 3, "UH"],
    [3, 4, ","],
    [4, 5, "CD"],
    [6, 8, "PRP"],
    [9, 13, "VBD"],
    [13, 14, "."],
]
TREE = {"tokens": [["He", "PRP"], ["went", "VBD"], ["to", "IN"], ["Bo", "NNP"], [".", "."]]}


def _write(path: Path, *lines: object) -> Path:
    text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def corpora(tmp_path: Path) -> list[str]:
    """The command's options that name three small corpora."""
    articles = _write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT})
    analysis = _write(tmp_path / "c.jsonl.gz", {"id": "a", "sentences": [TOKENS]})
    trees = _write(tmp_path / "e.jsonl.gz", TREE)
    return ["--polnear", str(articles), "--corenlp", str(analysis), "--ewt", str(trees)]


def test_corpora_are_read_with_the_role_of_marks(tmp_path: Path) -> None:
    path = _write(tmp_path / "c.jsonl", {"id": "a", "sentences": [TOKENS]})
    (sentence,) = read_corenlp(path, {"a": TEXT})
    assert sentence.words == ("``", "No", ",", "''", "he", "said", ".")
    assert sentence.tags == ("``", "UH", ",", "''", "PRP", "VBD", ".")
    (tree,) = read_ewt(_write(tmp_path / "e.jsonl", TREE))
    assert tree.tags == ("PRP", "VBD", "TO", "NNP", ".")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]\n", "not a JSON object"),
        ({"sentences": []}, "no field 'id' with a string"),
        ({"id": "b", "sentences": []}, "there is no article 'b'"),
        ({"id": "a", "sentences": 1}, "no field 'sentences' with a list"),
        ({"id": "a", "sentences": [1]}, "a sentence must be a list"),
        ({"id": "a", "sentences": [[[0, 1]]]}, "a token must be"),
        ({"id": "a", "sentences": [[["0", 1, "NN"]]]}, "a token must be"),
        ({"id": "a", "sentences": [[[0, 99, "NN"]]]}, ".* lies outside its article"),
        ({"id": "a", "sentences": [[[5, 5, "NN"]]]}, ".* lies outside its article"),
    ],
)
def test_bad_lines_of_the_analysis_are_refused(tmp_path: Path, line: object, reason: str) -> None:
    path = _write(tmp_path / "c.jsonl", {"id": "a", "sentences": []}, line)
    with pytest.raises(CorpusError, match=rf"c\.jsonl, line 2: {reason}"):
        list(read_corenlp(path, {"a": TEXT}))


@pytest.mark.parametrize("line", [{"tokens": [["a"]]}, {"tokens": [["", "NN"]]}, {"tokens": [1]}])
def test_bad_lines_of_the_treebank_are_refused(tmp_path: Path, line: object) -> None:
    path = _write(tmp_path / "e.jsonl", line)
    with pytest.raises(CorpusError, match=r"e\.jsonl, line 1: a token must be \[form, xpos"):
        list(read_ewt(path))


def test_bad_articles_are_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", {"id": "a", "text": None})
    with pytest.raises(CorpusError, match=r"a\.jsonl, line 1: no field 'text' with a string"):
        read_texts(path)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl.gz"
    path.write_text("plain", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"e\.jsonl\.gz: cannot be read"):
        list(read_ewt(path))


def _run(*arguments: str | Path, corpora: Sequence[str]) -> int:
    return command.main([*map(str, arguments), *corpora])


def test_the_command_trains_and_measures(
    tmp_path: Path, corpora: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tagger.bin"
    assert _run("tagger", "--out", out, "--seed", "5", corpora=corpora) == 0
    assert "epoch 5/5" in capsys.readouterr().err
    first = out.read_bytes()
    assert _run("tagger", "--out", out, "--seed", "5", corpora=corpora) == 0
    assert out.read_bytes() == first
    assert _run("tagger-eval", "--model", out, "--confusions", corpora=corpora) == 0
    report = capsys.readouterr().out
    assert "news: 100.00% of 7 tokens" in report
    assert "web: 100.00% of 5 tokens" in report


def test_the_command_lists_confusions(
    tmp_path: Path, corpora: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    odd = [[0, 1, "``"], [1, 3, "FW"]]
    analysis = _write(tmp_path / "odd.jsonl", {"id": "a", "sentences": [odd]})
    corpora[3] = str(analysis)
    assert _run("tagger-eval", "--confusions", corpora=corpora) == 0
    assert "FW tagged" in capsys.readouterr().out


def test_the_command_names_what_is_wrong(
    tmp_path: Path, corpora: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path / "e.jsonl.gz", "{")
    assert _run("tagger", "--out", tmp_path / "t.bin", corpora=corpora) == 2
    assert "error: e.jsonl.gz, line 1: not JSON" in capsys.readouterr().err
    assert not (tmp_path / "t.bin").exists()


def test_the_packaged_tagger_reaches_its_figures(shared: Path) -> None:
    folder = shared / "corpora"
    texts = read_texts(folder / "polnear-dev.jsonl")
    news = measure(
        Tagger.load(), list(read_corenlp(folder / "polnear-dev.corenlp.jsonl.gz", texts))
    )
    web = measure(Tagger.load(), list(read_ewt(folder / "ewt-dev.jsonl.gz")))
    assert news.right / news.tokens >= 0.978
    assert web.right / web.tokens >= 0.938
