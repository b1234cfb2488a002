"""Named rules: every one has a name of its own, a sentence for people, and a switch."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from quoteattr import OptionError, Pipeline, attribute
from quoteattr.frame import Rule
from quoteattr.pipeline import RULES, Rules

AnyRule = Rule[Callable[..., object]]

TABLES = (RULES.finders, RULES.readings, RULES.frames, RULES.placers)
ALL: list[AnyRule] = [rule for table in TABLES for rule in table]
LABELLED = "WARD: Is the bridge safe? ¶ LEE: It never was. ¶ WARD: Since when?".replace(
    " ¶ ", "\n\n"
)


def test_no_two_rules_have_the_same_name() -> None:
    assert len(set(RULES.names)) == len(RULES.names) == len(ALL)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_decided_in_a_sentence(rule: AnyRule) -> None:
    assert rule.name == rule.name.lower().strip()
    assert rule.note[0].isupper() or rule.note[0] in "“‘"
    assert rule.note[-1] in ".”"
    assert len(rule.note.split()) > 3


def test_a_rule_that_is_switched_off_decides_nothing() -> None:
    deciding = {one.rule for found in attribute(LABELLED) for one in found.evidence}
    assert "turn" in deciding
    less = Pipeline(without={"turn"}).run(LABELLED)
    assert "turn" not in {one.rule for found in less for one in found.evidence}


@pytest.mark.parametrize("name", RULES.names)
def test_every_rule_can_be_switched_off(name: str) -> None:
    pipeline = Pipeline(without={name})
    assert set(RULES.names) - set(pipeline.rules.names) == {name}


def test_without_rules_at_all_a_text_still_has_a_result() -> None:
    result = Pipeline(without=RULES.names).run(LABELLED + " Ann Lee said that it rained.")
    assert all(not one.rule for found in result for one in found.evidence)


@pytest.mark.parametrize(
    ("without", "problem"),
    [
        ({"labl"}, "no rule 'labl'; near it are: label"),
        ({"xyzzy"}, "no rule 'xyzzy'; there are: "),
        ("label", "put 'label' in a set"),
        ({1}, "names of rules, not 1"),
        (None, "is a collection of names of rules"),
        (7, "is a collection of names of rules"),
    ],
)
def test_what_is_no_name_of_a_rule_is_refused(without: object, problem: str) -> None:
    with pytest.raises(OptionError, match=problem):
        Pipeline(without=cast("set[str]", without))


def test_a_pipeline_without_rules_pickles() -> None:
    pipeline = Pipeline(without={"label", "turn"})
    assert pickle.loads(pickle.dumps(pipeline)).without == {"label", "turn"}


def test_the_order_of_names_does_not_matter() -> None:
    assert Pipeline(without=["turn", "label"]) == Pipeline(without={"label", "turn"})


def test_the_default_is_all_rules() -> None:
    assert Pipeline().rules is RULES
    assert Rules() == RULES


def test_the_documentation_lists_every_rule(root: Path) -> None:
    listed = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    for rule in ALL:
        assert f"| `{rule.name}` | {rule.note} |" in listed
