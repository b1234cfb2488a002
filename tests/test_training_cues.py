"""Training cues and judge: what is counted, what is learned, and which lines are refused."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from pathlib import Path

import pytest

from quoteattr import Pipeline, attribute
from quoteattr.errors import LexiconError
from quoteattr.frames import Judge
from quoteattr.frames.candidates import Candidate
from quoteattr.frames.judge import BIAS, SHARE, log_odds
from quoteattr.lexicon import Lexicon, parse_cue
from quoteattr.training import __main__ as command
from quoteattr.training.annotated import (
    AnnotatedArticle,
    AnnotatedAttribution,
    Ranges,
    read_annotated,
)
from quoteattr.training.corpora import CorpusError
from quoteattr.training.cues import (
    CueCounts,
    FrameShares,
    count_cues,
    judged_candidates,
    reweigh,
    sort_of,
)
from quoteattr.training.judge import Example, Settings, examples, fit, write_judge
from tests.marked import tagger

LEXICON = Lexicon.default()


def annotated(drawn: str) -> AnnotatedArticle:
    """Read “[Lee] <said> {that it rained}”: a new attribution begins at each “^”."""
    text = ""
    found: list[dict[str, list[tuple[int, int]]]] = []
    starts: dict[str, int] = {}
    for sign in drawn:
        if sign == "^":
            found.append({"[": [], "<": [], "{": []})
        elif sign in "[<{":
            starts[sign] = len(text)
        elif sign in "]>}":
            opening = "[<{"["]>}".index(sign)]
            found[-1][opening].append((starts[opening], len(text)))
        else:
            text += sign
    return AnnotatedArticle(
        text,
        tuple(
            AnnotatedAttribution(tuple(one["["]), tuple(one["<"]), tuple(one["{"])) for one in found
        ),
    )


def judged(article: AnnotatedArticle) -> list[tuple[str, str, bool]]:
    """The candidates of an article, each with its lemma, its frame and if it is right."""
    return [
        (candidate.lemma, candidate.frame, right)
        for _, candidate, right in judged_candidates([article], LEXICON, tagger())
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
            [("say", "quote-end", RIGHT)],
            id="a quotation that goes on",
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
        (":", "label", RIGHT),
        (":", "label", WRONG),
    ]


def test_counts_add_up_over_articles() -> None:
    said = annotated("^[Ann Lee] <said> {that it rained}.")
    unmarked = annotated("Bo Day said that it rained.")
    counts = count_cues([said, unmarked, said], LEXICON, tagger())
    assert counts.seen == {("say", "that"): 3}
    assert counts.right == {("say", "that"): 2}


def counted(**times: tuple[int, int]) -> CueCounts:
    """Counts from ``lemma_frame=(seen, right)``."""
    counts = CueCounts()
    for name, (seen, right) in times.items():
        lemma, _, frame = name.partition("_")
        one = Candidate(lemma.replace("__", "/"), frame, range(1), None, (range(1, 2),), "drawn")
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
        one = Candidate("*", "quote", range(1), None, (range(1, 2),), "drawn")
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


def test_a_share_without_a_candidate_is_as_if_it_had_never_been_seen() -> None:
    with_it = FrameShares.of(counted(say_that=(10, 6), hum_that=(90, 30)))
    key = ("say", "that")
    left_out = with_it.without(key, right=True)
    assert left_out < with_it.without(key, right=False)
    favour = (6 + 2) / (10 * with_it.usual["verb", "that"] + 2)
    usual = min(1.25, favour) * with_it.usual["verb", "that"]
    assert left_out == pytest.approx((5 + 5 * usual) / (9 + 5))
    alone = FrameShares.of(counted(say_that=(1, 1)))
    assert alone.without(key, right=True) < 0.5


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
    reweigh(path, counted(toot_that=(100, 90), see_that=(100, 5)))
    assert path.read_text(encoding="utf-8") == written


def test_reweighing_refuses_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "cues.txt"
    path.write_text(CUE_FILE + "hum\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cues\.txt:7: expected .* found 'hum'"):
        reweigh(path, CueCounts())
    assert path.read_text(encoding="utf-8") == CUE_FILE + "hum\n"


def test_examples_leave_each_candidate_out_of_its_share() -> None:
    said, unmarked = "^[Ann Lee] <said> {that it rained}.", "Ann Lee said that it rained."
    articles = [annotated(drawn) for drawn in (said, said, unmarked)]
    first, second, third = examples(articles, LEXICON, tagger())
    assert (first.right, second.right, third.right) == (True, True, False)
    assert first == second
    assert first.found == third.found
    assert "source name" in first.found
    shares = FrameShares.of(count_cues(articles, LEXICON, tagger()))
    assert first.odds == log_odds(shares.without(("say", "that"), right=True))
    assert third.odds == log_odds(shares.without(("say", "that"), right=False))
    assert first.odds < third.odds


def made_up(count: int, seed: int = 1) -> list[Example]:
    """Candidates that are right if “good” and seldom so if “bad”; “noise” says nothing."""
    chance = random.Random(seed)
    seen: list[Example] = []
    for _ in range(count):
        word = chance.choice(["good", "bad"])
        noise = ["noise"] if chance.random() < 0.5 else []
        right = chance.random() < {"good": 0.9, "bad": 0.2}[word]
        seen.append(Example((word, *noise), chance.choice([-1.0, 1.0]), right))
    return seen


SETTINGS = Settings(seldom=2)


def test_weights_fit_the_examples() -> None:
    weights = fit(made_up(3000), SETTINGS)
    judge = Judge(weights)
    assert judge.probability(["good"], 0.5) == pytest.approx(0.9, abs=0.03)
    assert judge.probability(["bad"], 0.5) == pytest.approx(0.2, abs=0.03)
    assert abs(weights["noise"]) < 0.25
    assert abs(weights[SHARE]) < 0.25


def test_the_share_counts_where_it_tells_something() -> None:
    examples = [Example((), odds, odds > 0) for odds in (-2.0, 2.0) for _ in range(200)]
    weights = fit(examples, SETTINGS)
    assert weights[SHARE] > 1.0
    assert abs(weights[BIAS]) < 0.2


def test_training_is_deterministic_under_its_seed() -> None:
    first = fit(made_up(300), SETTINGS)
    assert fit(made_up(300), SETTINGS) == first
    assert fit(made_up(300), Settings(seldom=2, seed=2)) != first


def test_seldom_facts_get_no_weight() -> None:
    seen = [*made_up(50), Example(("once",), 0.0, True)]
    assert "once" not in fit(seen, SETTINGS)
    assert "once" in fit(seen, Settings(seldom=1))


def test_a_penalty_keeps_weights_small() -> None:
    free = fit(made_up(500), Settings(penalty=0.0))
    held = fit(made_up(500), Settings(penalty=200.0))
    assert abs(held["good"]) < abs(free["good"]) / 2


def test_epochs_are_reported_and_the_loss_falls() -> None:
    lines: list[str] = []
    fit(made_up(500), Settings(epochs=5), lines.append)
    losses = [float(line.rpartition(" ")[2]) for line in lines]
    assert [line.partition(":")[0] for line in lines] == [f"epoch {n}" for n in range(1, 6)]
    assert losses[-1] < losses[0] < math.log(2)


def test_no_examples_leave_the_lexicon_at_its_word() -> None:
    lines: list[str] = []
    weights = fit([], Settings(epochs=1), lines.append)
    assert weights == {BIAS: 0.0, SHARE: 1.0}
    assert lines == ["epoch 1: loss 0.0000"]


def test_weights_written_are_the_weights_read(tmp_path: Path) -> None:
    path = tmp_path / "judge.txt"
    write_judge({SHARE: 1.0, BIAS: 0.0, "near": -0.1234, "a ,": 0.5, "nothing": 0.0004}, path)
    assert Judge.load(path) == Judge({SHARE: 1.0, BIAS: 0.0, "near": -0.123, "a ,": 0.5})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.partition("\t")[0] for line in lines if "\t" in line] == [
        "a ,",
        BIAS,
        "near",
        SHARE,
    ]
    assert all(line.startswith("#") for line in lines[:3])


def write(path: Path, *records: object) -> Path:
    lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_articles_are_read_with_their_attributions(tmp_path: Path) -> None:
    record = {
        "id": "a",
        "text": "Ann Lee said it rained. Snow?",
        "attributions": [
            {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 15], [16, 22]]},
            {"content": [[24, 29]]},
        ],
        "others": [],
    }
    (article,) = read_annotated(write(tmp_path / "a.jsonl", record))
    ranges: list[Ranges] = [((0, 7),), ((8, 12),), ((13, 15), (16, 22))]
    assert article.attributions == (
        AnnotatedAttribution(*ranges),
        AnnotatedAttribution((), (), ((24, 29),)),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"attributions": []}, "no field 'text' with a string"),
        ({"text": 1, "attributions": []}, "no field 'text' with a string"),
        ({"text": "It."}, "no field 'attributions' with a list"),
        ({"text": "It.", "attributions": {}}, "no field 'attributions' with a list"),
        ({"text": "It.", "attributions": [1]}, "an attribution must be an object, not 1"),
        ({"text": "It.", "attributions": [{"verb": []}]}, "unknown role 'verb'"),
        ({"text": "It.", "attributions": [{"cue": 1}]}, r"'cue' must be a list of \[start, end\]"),
        *(
            (
                {"text": "It.", "attributions": [{"content": [pair]}]},
                r".* of 'content' is no \[start, end\] inside the text",
            )
            for pair in ([0, 4], [-1, 2], [1, 1], [2, 1], [0], [0, 1, 2], ["0", 1], [0, 1.0], 3)
        ),
    ],
)
def test_bad_lines_are_refused(tmp_path: Path, line: object, reason: str) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "It.", "attributions": []}, line)
    with pytest.raises(CorpusError, match=rf"a\.jsonl, line 2: {reason}"):
        list(read_annotated(path))


def record_of(drawn: str) -> dict[str, object]:
    article = annotated(drawn)
    return {
        "text": article.text,
        "attributions": [
            {"source": one.source, "cue": one.cue, "content": one.content}
            for one in article.attributions
        ],
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles in which “said” always reports and “claim” with a clause never does."""
    said = [
        f"^[{who}] <said> {{that it {what}}}. The claim that it {what} was false."
        for who in ("Ann Lee", "Bo Day", "The mayor", "She")
        for what in ("rained", "snowed", "was over")
    ]
    return write(tmp_path / "corpus.jsonl", *map(record_of, said))


def test_the_commands_train_cues_and_judge(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cues, judge = tmp_path / "cues.txt", tmp_path / "judge.txt"
    cues.write_text("say\tassertion\tthat=50\nclaim/n\tassertion\tbare-that=50\n", "utf-8")
    assert command.main(["cues", "--polnear", str(corpus), "--out", str(cues)]) == 0
    report = capsys.readouterr().err
    assert report.count("12 of 24 candidates right") == 2
    lexicon = Lexicon.read(cues)
    assert lexicon.cues["say"].share("that") > 0.7
    assert lexicon.cues["claim/n"].share("bare-that") == 0

    options = ["judge", "--polnear", str(corpus), "--cues", str(cues), "--out", str(judge)]
    assert command.main([*options, "--epochs", "5", "--seed", "3"]) == 0
    report = capsys.readouterr().err
    assert "24 candidates, 12 right" in report
    assert "epoch 5: loss" in report
    written = judge.read_bytes()
    weights = Judge.load(judge).weights
    assert weights["frame that"] > 0 > weights["frame bare-that"]
    assert command.main([*options, "--epochs", "5", "--seed", "3"]) == 0
    assert judge.read_bytes() == written

    pipeline = Pipeline(lexicon=lexicon, judge=Judge.load(judge))
    found = attribute("Omar Haddad said that it hailed. The claim that it did.", pipeline=pipeline)
    assert [one.content[0].text for one in found] == ["that it hailed"]


def test_the_packaged_cues_are_taken_where_none_are_named(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "judge.txt"
    options = ["judge", "--polnear", str(corpus), "--out", str(out), "--epochs", "1"]
    assert command.main(options) == 0
    assert "24 candidates, 12 right" in capsys.readouterr().err
    assert SHARE in Judge.load(out).weights


@pytest.mark.parametrize("name", ["cues", "judge"])
def test_the_commands_name_what_is_wrong(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = write(tmp_path / "corpus.jsonl", {"text": "It.", "attributions": [{"verb": []}]})
    out = tmp_path / "out.txt"
    assert command.main([name, "--polnear", str(corpus), "--out", str(out)]) == 2
    assert "error: corpus.jsonl, line 1: unknown role 'verb'" in capsys.readouterr().err
    assert not out.exists()


def test_cues_need_a_file_that_has_their_types(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cues.txt"
    assert command.main(["cues", "--polnear", str(corpus), "--out", str(out)]) == 2
    assert "cues.txt" in capsys.readouterr().err


def test_the_packaged_weights_were_trained_on_the_annotated_articles(shared: Path) -> None:
    articles = list(read_annotated(shared / "corpora" / "polnear-dev.jsonl"))[:12]
    seen = examples(articles, LEXICON, tagger())
    judge = Judge.load()
    sure: Counter[bool] = Counter()
    for one in seen:
        share = 1 / (1 + math.exp(-one.odds))
        sure[(judge.probability(list(one.found), share) > 0.5) == one.right] += 1
    assert sure[True] / sure.total() > 0.8
