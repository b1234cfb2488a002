"""The judge: what it asks of a candidate, what it makes of the answers, which files it refuses."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import ModelFileError, Pipeline, attribute
from quoteattr.frames import Candidate, Judge, find_candidates, mend_tags
from quoteattr.frames.judge import BIAS, SHARE, facts, log_odds
from quoteattr.lexicon import Lexicon
from tests import strategies
from tests.marked import cases, tagged

LEXICON = Lexicon.default()
PLAIN = {BIAS: 0.0, SHARE: 1.0}


def candidates(text: str) -> list[tuple[Candidate, list[str]]]:
    read = mend_tags(tagged(text), LEXICON)
    return [(one, facts(read, one)) for one in find_candidates(read, LEXICON)]


def facts_of(text: str) -> list[str]:
    """The facts about the first candidate of a text."""
    return candidates(text)[0][1]


SOURCES = """
Ann Lee said that it rained. ⇒ name ⇒ opens True
She said that it rained. ⇒ pronoun she ⇒ opens True
Everyone said that it rained. ⇒ noun NN ⇒ opens True
His mother said that it rained. ⇒ possessive ⇒ opens True
A clerk said that it rained. ⇒ indefinite ⇒ opens True
An old clerk said that it rained. ⇒ indefinite ⇒ opens True
The clerk said that it rained. ⇒ noun NN ⇒ opens True
The clerks said that it rained. ⇒ noun NNS ⇒ opens True
Whoever said that it rained lied. ⇒ relative ⇒ opens True
Police said that it rained. ⇒ plural ⇒ opens True
When it was over, the clerk said that it rained. ⇒ noun NN ⇒ opens False
The claim that it rained was false. ⇒ none ⇒ opens False
"""


@pytest.mark.parametrize(("text", "kind", "opens"), cases(SOURCES))
def test_facts_name_what_stands_for_the_source(text: str, kind: str, opens: str) -> None:
    found = facts_of(text)
    assert next(fact for fact in found if fact.startswith("source ")) == f"source {kind}"
    assert opens in found


STATED = """
Ann Lee said that it rained. ⇒ frame that ⇒ tense VBD ⇒ gap 0 ⇒ next that ⇒ last VBD ⇒ after .
Ann Lee said that it rained. ⇒ finite True frame that ⇒ first IN
Ann Lee said that it rained ⇒ after end
Ann Lee says that it rained. ⇒ tense VBZ
Iran, which said it rained, left. ⇒ gap 2 ⇒ before which ⇒ next it
“We left,” said the mayor. ⇒ frame quote-end ⇒ gap inverted ⇒ before '' ⇒ last ''
“We left,” the mayor said. “Nobody saw us.” ⇒ frame quote-end ⇒ gap 0
“We left,” the mayor said ⇒ next end
Lee wants to leave the town. ⇒ finite False frame to ⇒ length 3 frame to
When he said it rained, Lee left. ⇒ opener True ⇒ before PRP ⇒ after ,
According to Lee, it rained. ⇒ frame phrase ⇒ before start
The claim that it rained was false. ⇒ source none frame bare
"""


@pytest.mark.parametrize("case", cases(STATED), ids="{0[0]}".format)
def test_facts_say_what_stands_there(case: list[str]) -> None:
    text, *stated = case
    assert set(stated) <= set(facts_of(text))


def test_no_gap_is_stated_without_a_source() -> None:
    assert not [fact for fact in facts_of("The claim that it rained was false.") if "gap" in fact]


@given(st.sampled_from(("Ann Lee", "Omar Haddad")), st.sampled_from(("rained", "thundered")))
def test_no_fact_names_a_person_or_a_word_of_content(name: str, word: str) -> None:
    assert facts_of(f"{name} said that it {word}.") == facts_of("Bo Day said that it snowed.")


@pytest.mark.parametrize("style", strategies.STYLES)
def test_facts_are_the_same_for_every_style_of_marks(style: str) -> None:
    text = "Lee said it was ⟦over.⟧ ⟦We left,⟧ said the mayor, who said ⟦no⟧ to it."
    styled = candidates(strategies.rendered(text, outer=style))
    assert styled == candidates(strategies.rendered(text))


@given(strategies.chaos | strategies.sentences.map(strategies.rendered))
def test_facts_never_fail(text: str) -> None:
    for candidate, found in candidates(text):
        share = LEXICON.cues[candidate.lemma].share(candidate.frame)
        assert all(fact.strip() == fact and "\t" not in fact for fact in found)
        assert 0 < Judge.load().probability(found, share) < 1


@given(strategies.neutral, st.sampled_from(("Lee said it was over", "“No,” Lee said")))
def test_facts_look_no_further_than_the_paragraph(more: str, text: str) -> None:
    assert facts_of(f"{text}\n\n{more}") == facts_of(text)


@pytest.mark.parametrize(
    ("share", "odds"), [(0.5, 0.0), (0.75, 1.0986), (0.99, 4.5951), (1, 4.5951), (0, -4.5951)]
)
def test_log_odds_keep_away_from_certainty(share: float, odds: float) -> None:
    assert log_odds(share) == pytest.approx(odds, abs=1e-4)


@given(st.floats(0.01, 0.99))
def test_without_facts_the_share_is_the_probability(share: float) -> None:
    assert Judge(PLAIN).probability([], share) == pytest.approx(share)


def test_facts_add_up_and_unknown_ones_count_nothing() -> None:
    judge = Judge({BIAS: 1.0, SHARE: 0.5, "a": 2.0, "b": -3.0})
    assert judge.probability(["a", "b", "no such fact"], 0.5) == 0.5
    assert judge.probability(["a"], 0.5) > judge.probability([], 0.5)
    assert judge.probability(["b"], 0.5) < judge.probability([], 0.5)
    assert judge.probability(["b"], 0.9) > judge.probability(["b"], 0.5)


@pytest.mark.parametrize("bias", [-1e9, -800.0, 800.0, 1e9])
def test_no_weight_is_too_large(bias: float) -> None:
    assert Judge({BIAS: bias, SHARE: 1.0}).probability([], 0.5) == pytest.approx(float(bias > 0))


def test_the_packaged_judge_weighs_as_people_would() -> None:
    weights = Judge.load().weights
    assert weights[SHARE] > 0.3
    assert weights["source name"] > weights["source none"]
    assert weights["source pronoun he"] > weights["source pronoun you"]
    judge = Judge.load()
    said = judge.probability(facts_of("Ann Lee said that it rained."), 0.87)
    claim = judge.probability(facts_of("The claim that it rained was false."), 0.87)
    assert said > 0.75
    assert said > claim


def test_a_judge_is_frozen_hashable_and_travels() -> None:
    judge = Judge(PLAIN | {"a": 1.0})
    with pytest.raises(FrozenInstanceError):
        judge.weights = {}  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    same = Judge({"a": 1.0, SHARE: 1.0, BIAS: 0.0})
    assert (judge, hash(judge)) == (same, hash(same))
    assert judge != Judge(PLAIN)
    assert pickle.loads(pickle.dumps(judge)) == judge
    assert len({judge, same, Judge(PLAIN)}) == 2


def test_a_pipeline_asks_its_judge() -> None:
    text = "Ann Lee said that it rained. The mayor added that it snowed."
    usual = attribute(text)
    assert len(usual) == 2
    assert len(attribute(text, pipeline=Pipeline(judge=Judge({BIAS: -9.0, SHARE: 1.0})))) == 0
    sure = attribute(text, pipeline=Pipeline(judge=Judge({BIAS: 9.0, SHARE: 1.0})))
    assert min(found.confidence for found in sure) > max(found.confidence for found in usual)


def test_a_quotation_stays_whatever_the_judge_doubts() -> None:
    doubter = Pipeline(judge=Judge({BIAS: -9.0, SHARE: 1.0}))
    (found,) = attribute("“It is late,” Ann Lee said.", pipeline=doubter)
    assert 0.5 < found.confidence < attribute("“It is late,” Ann Lee said.")[0].confidence


@pytest.mark.parametrize(
    "text",
    [
        "LEE: It was late.",
        "“We left,” said Lee.",
        "According to Lee, it rained.",
        "“Go.” ― Ann Lee",
        "Per Lee, it rained. The claim that it rained was false. He is sure that it rained.",
    ],
)
def test_a_cue_that_the_lexicon_lacks_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cues.txt"
    path.write_text("toot\tassertion\tquote-end=90\n", encoding="utf-8")
    few = Pipeline(lexicon=Lexicon.read(path), threshold=0.0)
    assert [found.cue for found in attribute(text, pipeline=few) if found.cue] == []
    (tooted,) = attribute("“We left,” tooted Ann Lee.", pipeline=few)
    assert tooted.cue is not None


HEADER = "quoteattr judge 1"


def test_weights_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "judge.txt"
    path.write_text(f"# Made by hand.\n{HEADER}\nafter ,\t-113\nbias\t0\nshare\t1000\n", "utf-8")
    assert Judge.load(path) == Judge({"after ,": -0.113, BIAS: 0.0, SHARE: 1.0})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the first line must be 'quoteattr judge 1'"),
        ("# A comment alone.\n", "the first line must be 'quoteattr judge 1'"),
        ("quoteattr judge 2\nbias\t0\nshare\t1\n", "the first line must be 'quoteattr judge 1'"),
        (f"{HEADER}\n", "'bias' or 'share' is missing"),
        (f"{HEADER}\nbias\t0\n", "'bias' or 'share' is missing"),
        (f"{HEADER}\nshare\t1\n", "'bias' or 'share' is missing"),
        (f"{HEADER}\nbias\t0\nshare\t1.5\n", "entry 3: .* found 'share\\\\t1.5'"),
        (f"{HEADER}\nbias 0\nshare\t1\n", "entry 2: .* found 'bias 0'"),
        (f"{HEADER}\nbias\t0\n\nshare\t1\n", "entry 3: .* found ''"),
    ],
)
def test_files_of_another_form_are_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelFileError, match=rf"odd\.txt.*{reason}.*train the judge again"):
        Judge.load(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.bin"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelFileError, match=r"odd\.bin: no text, so no judge"):
        Judge.load(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.txt"):
        Judge.load(tmp_path / "none.txt")
