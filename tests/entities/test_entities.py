"""Entities: a table of cases, the founding article, and the invariants of a resolution."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.entities.resolve import Resolution, resolve
from quoteattr.model.vocabulary import SourceKind
from quoteattr.words.lexicon import Lexicon
from tests.marked import marked, parsed
from tests.tables import Case, table

LEXICON = Lexicon.default()


def resolved(drawn: str) -> tuple[list[str], Resolution]:
    """What each bracketed mention means, in the columns of the table."""
    text = marked(drawn)
    resolution = resolve(text.parse, text.mentions)
    entities = {entity.id: entity for entity in resolution.entities}
    found = []
    for mention in text.mentions:
        entity = resolution.sources[mention].entity
        found.append(f"{entities[entity].name} ({entities[entity].kind})" if entity else "-")
    return found, resolution


@pytest.mark.parametrize("case", table("entities"), ids=str)
def test_mentions_mean_these_entities(case: Case) -> None:
    found, _ = resolved(case.text)
    assert (" | ".join(found),) == case.lines


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ("[The statement] was long.", SourceKind.DOCUMENT),
        ("[the Russian read out of the call] was long.", SourceKind.DOCUMENT),
        ("Ann Lee wrote. [Her letter] was long.", SourceKind.DOCUMENT),
        ("[I] left.", SourceKind.PERSON),
        ("[We] left.", SourceKind.GROUP),
        ("people [who] left", SourceKind.GROUP),
        ("the woman [who] left", SourceKind.PERSON),
        ("[the valley] agreed", SourceKind.PLACE),
        ("[A PDQ] agreed.", SourceKind.ORGANISATION),
    ],
)
def test_a_source_has_a_kind_of_its_own(drawn: str, kind: SourceKind) -> None:
    text = marked(drawn)
    assert resolve(text.parse, text.mentions).sources[text.mentions[0]].kind is kind


@pytest.mark.parametrize(
    ("drawn", "title"),
    [
        ("[Russian President Ivan Orlov] spoke.", "Russian President"),
        (
            "President Ivan Orlov met Mr. Moss. [Russian President Orlov] spoke.",
            "Russian President",
        ),
        ("[Mr. Orlov] spoke.", None),
        ("[campaign manager Robby Dorn] spoke.", "campaign manager"),
    ],
)
def test_a_title_is_no_part_of_the_name(drawn: str, title: str | None) -> None:
    _, resolution = resolved(drawn)
    assert [entity.title for entity in resolution.entities] == [title]


def test_an_entity_has_all_its_mentions() -> None:
    _, resolution = resolved(
        "French Mayor Joe Dorn left. Dorn was ill, Ann Lee said; he slept. [The mayor, 61,] woke."
    )
    (dorn,) = resolution.entities
    mentions = [mention.text for mention in dorn.mentions]
    assert mentions == ["French Mayor Joe Dorn", "Dorn", "he", "The mayor"]


def test_a_name_does_not_depend_on_where_lines_end() -> None:
    _, resolution = resolved("[Russian\nPresident Ivan\n Orlov] met [a  spokesman].")
    assert [entity.name for entity in resolution.entities] == ["Ivan Orlov", "a spokesman"]
    assert resolution.entities[0].title == "Russian President"


def test_a_joint_source_has_members() -> None:
    _, resolution = resolved("[Anna Berg and Joe Dorn] came.")
    group, *members = sorted(resolution.entities, key=lambda entity: -len(entity.members))
    assert group.members == tuple(member.id for member in members)
    assert [member.name for member in members] == ["Anna Berg", "Joe Dorn"]


def test_nobody_says_he_of_himself_in_his_turn() -> None:
    found, _ = resolved(
        "Joe Dorn: Was it late?\n\nIvo Moss: Yes. [He] knew.\n\nJoe Dorn: No, [he] did."
    )
    assert found == ["Joe Dorn (person)", "Ivo Moss (person)"]


def test_a_name_with_a_colon_may_be_a_heading() -> None:
    found, _ = resolved("Joe Dorn: a life\n\nIt rained. [He] was ill.")
    assert found == ["Joe Dorn (person)"]


def test_a_lexicon_may_know_more_names_and_titles() -> None:
    lexicon = LEXICON.extend(titles=["grand vizier"], names={"Zorba": "female"})
    text = marked("Grand Vizier Zorba Quill met Joe Dorn. [She] spoke. [The grand vizier] left.")
    (zorba,) = resolve(evolve(text.parse, lexicon=lexicon), text.mentions).entities
    assert (zorba.name, zorba.title) == ("Zorba Quill", "Grand Vizier")


def test_the_founding_article_has_these_entities(root: Path, seed_text: str) -> None:
    gold = json.loads((root / "seeds" / "gold.json").read_text(encoding="utf-8"))
    read = parsed(seed_text)
    starts = read.tokens.starts
    asked = {}
    for attribution in gold["attributions"]:
        speaker = attribution["speaker"]
        first = starts.index(speaker["start"])
        stop = first + sum(speaker["start"] < start < speaker["end"] for start in starts) + 1
        # Who has no name there is called by the description.
        asked[range(first, stop)] = attribution["speaker_entity"] or speaker["text"]
    resolution = resolve(read, tuple(asked))
    names = {entity.id: entity.name for entity in resolution.entities}
    found = {span: names.get(resolution.sources[span].entity or "") for span in asked}
    assert found == asked
    for same in gold["same_entity"]:
        texts = [{m.text for m in e.mentions} | {e.name} for e in resolution.entities]
        assert any(all(any(s in t for t in each) for s in same) for each in texts), same


WORDS = st.sampled_from(
    "Ann Lee Mr. President of the The Iran Iranian he she it they who said, and , . “ ” ( ) ’s"
    " office officials statement a senator Reuters newswire FBI Federal Bureau Investigation"
    " al-Assad van der Monday May Jr. & 54 % \n\n".split(" ")
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@given(TEXTS | st.text(max_size=60), st.data())
def test_any_mentions_of_any_text_are_resolved(text: str, data: st.DataObject) -> None:
    read = parsed(text)
    count = len(read.tokens)
    edges = st.integers(0, max(0, count - 1))
    drawn = data.draw(st.lists(st.tuples(edges, st.integers(1, 6)), max_size=6)) if count else []
    mentions = [range(first, min(count, first + length)) for first, length in drawn]
    resolution = resolve(read, mentions)
    assert set(resolution.sources) == set(mentions)
    ids = [entity.id for entity in resolution.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    for entity in resolution.entities:
        assert entity.name
        assert entity.mentions
        assert set(entity.members) <= set(ids) - {entity.id}
        for span in entity.mentions:
            assert span.text == text[span.start : span.end] != ""
    assert {source.entity for source in resolution.sources.values()} <= {None, *ids}
    assert resolve(read, mentions[::-1]) == resolution
    assert pickle.loads(pickle.dumps(resolution)) == resolution


@given(TEXTS)
@example("FBI who")
def test_neutral_text_after_changes_nothing_before(text: str) -> None:
    read = parsed(text)
    mentions = [range(at, at + 1) for at in range(0, len(read.tokens), 3)]
    longer = parsed(f"{text}\n\nIt was a mild morning and the road was dry.")
    if longer.tags[: len(read.tags)] == read.tags and longer.marks.inside[: len(read.tags)] == (
        read.marks.inside
    ):
        assert resolve(longer, mentions) == resolve(read, mentions)
