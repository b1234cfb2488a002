"""The tree of quotation marks: a table of cases, the founding article, and the invariants."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.marks.tree import MarkPair, MarkTree, find_marks, paired
from quoteattr.text.sentences import Layout, split_sentences
from quoteattr.text.tokens import Tokens, tokenize
from tests.tables import Case, table

# Opening and closing mark, each one code point.
STYLES = ("“”", "‘’", '""', "''", "«»", "»«", "‹›", "„“", "””", "「」", "『』")


def read(text: str) -> tuple[Tokens, Layout, MarkTree]:
    tokens = tokenize(text)
    layout = split_sentences(tokens)
    return tokens, layout, find_marks(tokens, layout)


def described(text: str) -> list[str]:
    """Each pair of a text, in the columns of the table."""
    tokens, _, tree = read(text)
    lines = []
    for pair in tree.pairs:
        flags = (
            "…" * (pair.close is None),
            ">" * pair.depth,
            "+" * (pair.continues is not None),
            tokens.span(pair.outer.start, pair.outer.stop).text,
        )
        lines.append(" ".join(flag for flag in flags if flag))
    return lines


@pytest.mark.parametrize("case", table("text_marks"), ids=str)
def test_pairs_are_those_of_the_table(case: Case) -> None:
    assert described(case.text) == case.columns


@pytest.mark.parametrize(
    ("text", "paragraphs", "quoted"),
    [
        ("Lee said: “It rained. ¶ We left.” ¶ He rose.", 2, ["It rained. ¶ We left."]),
        ('Lee said: "It rained. ¶ It was late. ¶ We left." ¶ He rose.', 2, None),
        ("Lee said: 'It rained. ¶ The dogs' food got wet. ¶ We left,' he said.", 1, None),
        ("‘It rained. ¶ They said “go”. ¶ We left,’ Lee said.", 1, ["go"]),
        ('"They ask: "Will it rain?" ¶ I left," Lee said.', 1, ["Will it rain?"]),
        ("“It rained. ¶ “It snowed,” Lee said.", 2, ["It rained.", "It snowed,"]),
        ("He called it “a trap. ¶ It rained. ¶ “We left,” Lee said.", 3, ["a trap.", "We left,"]),
        ("Lee said: “It rained. ¶ It was 12” deep.", 2, ["It rained."]),
        ("Lee said: “It rained. ¶ It was late.", 2, ["It rained."]),
    ],
)
def test_quotations_run_over_paragraphs_without_a_new_mark(
    text: str, paragraphs: int, quoted: list[str] | None
) -> None:
    tokens = tokenize(text.replace(" ¶ ", "\n\n"))
    layout, tree = paired(tokens, split_sentences(tokens))
    assert len(layout.paragraphs) == paragraphs
    inner = [tokens.span(pair.inner.start, pair.inner.stop).text for pair in tree.pairs]
    for one in quoted or []:
        assert one.replace(" ¶ ", "\n\n") in inner
    assert all(
        pair.stop in layout.paragraphs[layout.paragraph_of[pair.open]]
        or pair.stop == layout.paragraphs[layout.paragraph_of[pair.open]].stop
        for pair in tree.pairs
    )


def test_a_quotation_goes_on_for_no_more_than_twelve_paragraphs() -> None:
    for between, paragraphs in ((11, 1), (12, 14)):
        tokens = tokenize("“It rained.\n\n" + "We left.\n\n" * between + "So it was,” Lee said.")
        assert len(paired(tokens, split_sentences(tokens))[0].paragraphs) == paragraphs


def test_founding_article_has_the_gold_quotations_and_no_others(seed_text: str, root: Path) -> None:
    gold = json.loads((root / "seeds" / "gold.json").read_text(encoding="utf-8"))
    tokens, _, tree = read(seed_text)
    found = {(tokens.ends[p.open], tokens.starts[p.stop]) for p in tree.pairs}
    verbatim = {(q["start"], q["end"]) for a in gold["attributions"] for q in a["quotes"]}
    assert verbatim <= found
    assert {seed_text[start:end] for start, end in found - verbatim} <= {
        "Great Satan",
        "Little Satan.",
        "absolutely unacceptable",
        "resistance",
    }
    for trap in gold["not_quotations"]:
        inside = [
            role
            for start, role in zip(tokens.starts, tree.roles, strict=True)
            if trap["start"] <= start < trap["end"]
        ]
        assert set(inside) == {""}


MARKS = [*"“”„‟‘’‚‛\"'`´«»‹›「」『』′″", "''", "``", "’’", "‘‘"]
FILLERS = ["a", "dogs", "said", "Ann", "90s", "6", "n", "em", "goin", ",", ".", "—", "(", ")", "="]
SPACES = [" ", " ", " ", "\xa0", "\n", "\n\n", "\u200b"]

chaos = st.lists(st.sampled_from(MARKS * 2 + FILLERS + SPACES * 3), max_size=60).map("".join)


def check(tokens: Tokens, layout: Layout, tree: MarkTree) -> None:
    """Hold a tree against what `MarkTree` and `MarkPair` promise."""
    opened: dict[int, str] = {}
    for index, pair in enumerate(tree.pairs):
        paragraph = layout.paragraphs[layout.paragraph_of[pair.open]]
        assert pair.outer.stop <= paragraph.stop
        assert pair.stop == (paragraph.stop if pair.close is None else pair.close)
        assert tree.roles[pair.open] == "open"
        opened[pair.open] = "open"
        if pair.close is not None:
            assert pair.open < pair.close
            opened[pair.close] = "close"
        parents = [
            other
            for other, around in enumerate(tree.pairs[:index])
            if around.open <= pair.open < around.stop
        ]
        assert pair.depth == len(parents)
        assert pair.parent == (parents[-1] if parents else None)
        for parent in parents:
            assert pair.outer.stop <= tree.pairs[parent].outer.stop
        if pair.continues is not None:
            reopened = tree.pairs[pair.continues]
            assert reopened.close is None
            assert reopened.depth == pair.depth
            assert reopened.stop == paragraph.start
    assert [p.open for p in tree.pairs] == sorted(p.open for p in tree.pairs)
    assert tree.roles == tuple(opened.get(token, "") for token in range(len(tokens)))
    for token in range(len(tokens)):
        around = [index for index, pair in enumerate(tree.pairs) if token in pair.outer]
        assert tree.inside[token] == (around[-1] if around else -1)
        assert [tree.pairs.index(pair) for pair in tree.around(token)] == around[::-1]


@given(chaos)
def test_pairs_nest_lie_in_a_paragraph_and_agree_with_roles_and_inside(text: str) -> None:
    check(*read(text))


@given(st.text())
def test_any_text_is_good_input(text: str) -> None:
    check(*read(text))


@given(chaos)
def test_marks_are_deterministic_and_pickle_to_equal(text: str) -> None:
    tree = read(text)[2]
    assert read(text)[2] == tree
    assert pickle.loads(pickle.dumps(tree)) == tree


@given(chaos)
def test_a_new_last_paragraph_changes_nothing_before_it(text: str) -> None:
    before, after = read(text)[2], read(f"{text}\n\nIt rained.")[2]
    assert after.pairs == before.pairs
    assert after.roles[: len(before.roles)] == before.roles


@given(chaos)
def test_a_new_first_paragraph_shifts_every_pair(text: str) -> None:
    before, after = read(text)[2], read(f"It rained.\n\n{text}")[2]
    assert [p.open - 3 for p in after.pairs] == [p.open for p in before.pairs]
    assert after.roles[3:] == before.roles


@pytest.mark.parametrize("unit", ["“", "'", "’ ", " 'a", "“a ‘b ", '"»’„', "dogs' a "])
def test_thousands_of_unbalanced_marks_nest_to_a_bounded_depth(unit: str) -> None:
    tree = read(unit * (20_000 // len(unit)))[2]
    assert max((pair.depth for pair in tree.pairs), default=0) < 8


# In what is built, ⟦ and ⟧ stand for the outer marks, ⟨ and ⟩ for those nested in them.
WORDS = (
    "the dogs’ owners", "the ’90s", "rock ’n’ roll", "goin’ home", "O’Neill", "don’t know",
    "Hamas’ military wing", "tell ’em", "six of them", "our neighbours’ fence", "’tis late",
    "a plan", "Geneva", "it’s over", "the voters’ anger", "twelve days",
)  # fmt: skip
ENDS = ("home", "a plan", "the dogs’ owners", "by train", "Geneva", "on Monday", "for good")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
ends = st.sampled_from(ENDS)
nested = st.builds("{} ⟨{} {}⟩ and {} {}".format, words, words, ends, words, ends)
clauses = st.one_of(st.builds("{} {}".format, words, ends), nested)
sentences = st.one_of(
    st.builds("⟦{},⟧ she said.".format, clauses),
    st.builds("He said: ⟦{}.⟧".format, clauses),
    st.builds("⟦{},⟧ he told her, ⟦{}!⟧".format, clauses, clauses),
    st.builds("They called {} ⟦{}⟧ and left.".format, words, clauses),
    st.builds("Ann ({}) left.".format, words),
)
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
texts = st.lists(paragraphs, min_size=1, max_size=3).map("\n\n".join)


def rendered(text: str, outer: str, inner: str, apostrophe: str = "’") -> str:
    """Replace the stand-ins by marks, one code point for one."""
    return text.translate(str.maketrans("⟦⟧⟨⟩’", outer + inner + apostrophe))


def built(text: str) -> list[tuple[int, int]]:
    """Where the stand-ins say that each pair opens and closes."""
    pairs, stack = [], []
    for at, char in enumerate(text):
        if char in "⟦⟨":
            stack.append(at)
        elif char in "⟧⟩":
            pairs.append((stack.pop(), at))
    return sorted(pairs)


def found(text: str) -> list[tuple[int, int | None]]:
    tokens, _, tree = read(text)
    starts = tokens.starts
    return [(starts[p.open], None if p.close is None else starts[p.close]) for p in tree.pairs]


@given(texts, st.sampled_from(STYLES), st.sampled_from(STYLES), st.sampled_from("’'"))
def test_built_quotations_come_back_whatever_their_style(
    text: str, outer: str, inner: str, apostrophe: str
) -> None:
    shown = rendered(text, outer, inner, apostrophe)
    assert found(shown) == built(text), shown


@given(texts, st.sampled_from(STYLES))
def test_a_quotation_reopened_at_each_paragraph_is_one_run(text: str, style: str) -> None:
    parts = [part.translate(str.maketrans("", "", "⟦⟧⟨⟩")) for part in text.split("\n\n")]
    shown = "\n\n".join(f"{style[0]}{part}" for part in parts) + style[1]
    tree = read(shown)[2]
    last = tree.pairs[-1]
    assert last.close is not None
    run = [last]
    while run[-1].continues is not None:
        run.append(tree.pairs[run[-1].continues])
    assert len(run) == len(parts), shown


def test_real_articles_are_mark_blind(shared: Path) -> None:
    lines = (shared / "corpora" / "polnear-dev.jsonl").read_text(encoding="utf-8").splitlines()
    same = dict.fromkeys(STYLES, 0)
    total = 0
    for text in (json.loads(line)["text"] for line in lines):
        tokens, _, tree = read(text)
        curly = [p for p in tree.pairs if p.close is not None and tokens.words[p.open] == "“"]
        total += len(curly)
        for style in STYLES:
            same[style] += survivors(text, tokens, curly, style)
    assert {style: count for style, count in same.items() if count < 0.98 * total} == {}


def survivors(text: str, tokens: Tokens, pairs: list[MarkPair], style: str) -> int:
    """How many pairs are still found when their marks are those of another style."""
    chars = list(text)
    wanted = []
    for pair in pairs:
        start, end = tokens.starts[pair.open], tokens.starts[pair.stop]
        chars[start], chars[end] = style[0], style[1]
        wanted.append((start, end))
    changed, _, tree = read("".join(chars))
    covered = set()
    for pair in tree.pairs:
        if pair.close is not None:
            # A doubled mark may close two quotations: its code points are then one each.
            closing = range(changed.starts[pair.close], changed.ends[pair.close])
            covered |= {(changed.starts[pair.open], end) for end in closing}
    return len(covered.intersection(wanted))


def test_pairs_say_what_they_enclose() -> None:
    tokens, _, tree = read("“I said ‘no’ to him,” she said. “Yes")
    outer, inner, open_ended = tree.pairs
    assert tokens.span(outer.inner.start, outer.inner.stop).text == "I said ‘no’ to him,"
    assert tokens.span(inner.outer.start, inner.outer.stop).text == "‘no’"
    assert open_ended.outer == range(len(tokens) - 2, len(tokens))


def test_mark_up_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = 'The sign read x="5.\n\n"We left," Lee said. "It rained."'
    assert [line for line in described(text) if "We" in line or "It" in line] == [
        '"We left,"',
        '"It rained."',
    ]
