"""Lemmas of verbs, nouns and clitics."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.words.files import data_lines
from quoteattr.words.lemmas import lemma

REPORTING = """
say said saying says, tell told telling tells, argue argued arguing argues,
admit admitted admitting admits, concede conceded conceding concedes, urge urged urging urges,
deny denied denying denies, reply replied replying replies, quip quipped quipping quips,
refer referred referring refers, believe believed believing believes, add added adding adds,
announce announced announcing announces, accuse accused accusing accuses,
acknowledge acknowledged acknowledging acknowledges, advise advised advising advises,
agree agreed agreeing agrees, allege alleged alleging alleges, allow allowed allowing allows,
ask asked asking asks, assert asserted asserting asserts, blame blamed blaming blames,
boast boasted boasting boasts, brag bragged bragging brags, call called calling calls,
cite cited citing cites, claim claimed claiming claims, compel compelled compelling compels,
conclude concluded concluding concludes, confess confessed confessing confesses,
confirm confirmed confirming confirms, decide decided deciding decides,
declare declared declaring declares, decline declined declining declines,
describe described describing describes, disclose disclosed disclosing discloses,
dismiss dismissed dismissing dismisses, dispute disputed disputing disputes,
emphasize emphasized emphasizing emphasizes, estimate estimated estimating estimates,
explain explained explaining explains, fear feared fearing fears, feel felt feeling feels,
find found finding finds, forget forgot forgotten forgetting forgets,
guess guessed guessing guesses,
hear heard hearing hears, hint hinted hinting hints, hope hoped hoping hopes,
imply implied implying implies, insist insisted insisting insists, joke joked joking jokes,
know knew known knowing knows, learn learned learnt learning learns, lie lied lying lies,
mean meant meaning means, mention mentioned mentioning mentions, note noted noting notes,
observe observed observing observes, offer offered offering offers, pen penned penning pens,
pledge pledged pledging pledges, predict predicted predicting predicts, promise promised promising,
propose proposed proposing proposes, question questioned questioning questions,
quote quoted quoting quotes, rebut rebutted rebutting rebuts, recall recalled recalling recalls,
regret regretted regretting regrets, reveal revealed revealing reveals,
ridicule ridiculed ridiculing ridicules, stress stressed stressing stresses, swear swore sworn,
suggest suggested suggesting suggests, tease teased teasing teases, think thought thinking thinks,
tweet tweeted tweeting tweets, vow vowed vowing vows, warn warned warning warns,
worry worried worrying worries, write wrote written writing writes, yell yelled yelling yells,
reiterate reiterated reiterating reiterates, speculate speculated speculating speculates,
retort retorted retorting retorts, signal signaled signalled signaling signalling signals,
echo echoed echoing echoes, veto vetoed vetoing vetoes, testify testified testifying testifies,
foresee foresaw foreseen foreseeing foresees, have had having has, do did done doing does,
be was were been being is
"""


def _tags(form: str) -> tuple[str, ...]:
    if form.endswith("ing"):
        return ("VBG",)
    return ("VBZ",) if form.endswith("s") and form != "was" else ("VBD", "VBN")


@pytest.mark.parametrize(
    ("base", "form"),
    [
        (base, form)
        for verb in REPORTING.replace("\n", " ").split(",")
        for base, *forms in [verb.split()]
        for form in forms
    ],
)
def test_reporting_verbs(base: str, form: str) -> None:
    for pos in _tags(form):
        assert lemma(form, pos) == lemma(form.capitalize(), pos) == base


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "sh", "ch")) else "s")


def test_third_person_of_every_listed_verb() -> None:
    irregular = {"be", "can", "do", "go", "have", "quiz", "undo"}
    regular = [verb for verb in data_lines("lemma_verbs.txt") if verb not in irregular]
    assert [verb for verb in regular if lemma(_third_person(verb), "VBZ") != verb] == []


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("profiled", "VBD", "profile"),
        ("mimicking", "VBG", "mimic"),
        ("unfettered", "VBN", "unfetter"),
        ("zigzagging", "VBG", "zigzag"),
        ("re-elected", "VBN", "re-elect"),
        ("reinvaded", "VBD", "reinvade"),
        ("rebroken", "VBN", "rebreak"),
        ("freed", "VBN", "free"),
        ("dying", "VBG", "die"),
        ("goin", "VBG", "go"),
        ("tryin'", "VBG", "try"),
        ("bring", "VBG", "bring"),
        ("Are", "VBP", "be"),
        ("red", "VBD", "red"),
    ],
)
def test_verbs_that_no_list_has(word: str, pos: str, expected: str) -> None:
    assert lemma(word, pos) == expected


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("votes", "vote"),
        ("speeches", "speech"),
        ("parties", "party"),
        ("movies", "movie"),
        ("heroes", "hero"),
        ("classes", "class"),
        ("taxes", "tax"),
        ("wives", "wife"),
        ("women", "woman"),
        ("congressmen", "congressman"),
        ("men", "man"),
        ("step-children", "step-child"),
        ("people", "people"),
        ("crises", "crisis"),
        ("taxis", "taxi"),
        ("1990s", "1990s"),
        ("MPs", "mp"),
        ("sources", "source"),
    ],
)
def test_plurals(plural: str, singular: str) -> None:
    assert lemma(plural, "NNS") == singular


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("’s", "VBZ", "be"),
        ("’s", "POS", "'s"),
        ("’ve", "VBP", "have"),
        ("n’t", "RB", "not"),
        ("N'T", "RB", "not"),
        ("’d", "MD", "would"),
        ("’d", "VBD", "have"),
        ("’ll", "MD", "will"),
        ("wo", "MD", "will"),
        ("ca", "MD", "can"),
        ("Paris", "NNP", "paris"),
        ("saw", "NN", "saw"),
        ("found", "VB", "found"),
    ],
)
def test_clitics_and_other_words(word: str, pos: str, expected: str) -> None:
    assert lemma(word, pos) == expected


@given(st.text(), st.sampled_from(["NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"]))
def test_any_word_has_a_lemma(word: str, pos: str) -> None:
    found = lemma(word, pos)
    assert bool(found) == bool(word)
    assert found == lemma(word, pos)


def test_a_giant_word_is_only_put_into_small_letters() -> None:
    assert lemma("X" * 100_000 + "ed", "VBD") == "x" * 100_000 + "ed"


@pytest.mark.parametrize("name", ["irregular_nouns", "irregular_verbs", "verbs", "words_in_e"])
def test_data_files_are_sorted_without_repeats(name: str) -> None:
    entries = [line.split()[0] for line in data_lines(f"lemma_{name}.txt")]
    assert entries == sorted(set(entries))


def test_agreement_with_the_web_treebank(shared: Path) -> None:
    right = total = 0
    with gzip.open(shared / "corpora" / "ewt-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for word, xpos, _, expected, *_ in json.loads(line)["tokens"]:
                if xpos.startswith("VB") or xpos == "MD":
                    total += 1
                    right += lemma(word, xpos) == expected.lower()
    assert right / total >= 0.985
