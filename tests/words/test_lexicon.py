"""The lexicon: every packaged entry is well formed; extending it; what it refuses."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr import CueEntry, Lexicon, LexiconError, Pipeline, attribute
from quoteattr.model.vocabulary import CueType
from quoteattr.words.lexicon import parse_cue

DEFAULT = Lexicon.default()
CUES = Path(quoteattr.__file__).parent / "words" / "data" / "cues.txt"
ENTRY_LINES = [
    line
    for line in CUES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TOOT = CueEntry("toot", CueType.ASSERTION, (("quote", 0.9), ("that", 0.9)))


def test_cue_file_is_sorted_and_names_no_lemma_twice() -> None:
    lemmas = [line.partition("\t")[0] for line in ENTRY_LINES]
    assert lemmas == sorted(set(lemmas))
    assert len(lemmas) > 500


def test_cue_file_says_where_it_comes_from() -> None:
    head = CUES.read_text(encoding="utf-8").partition("\n" + ENTRY_LINES[0])[0]
    assert all(line.startswith("#") for line in head.splitlines() if line)
    assert "share" in head or "percent" in head


def test_every_entry_is_well_formed() -> None:
    for line in ENTRY_LINES:
        entry = parse_cue(line, "cues.txt")
        names = [name for name, _ in entry.frames]
        assert names == sorted(set(names)), line
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names), line
        assert all(0 <= share <= 1 for _, share in entry.frames), line
        assert entry.lemma == entry.lemma.strip().lower(), line
        assert DEFAULT.cues[entry.lemma] == entry, line


@pytest.mark.parametrize(
    ("lemma", "cue_type"),
    [
        ("say", "assertion"),
        ("deny", "assertion"),
        ("according to", "assertion"),
        ("believe", "belief"),
        ("fear", "belief"),
        ("know", "knowledge"),
        ("find", "knowledge"),
        ("want", "eventuality"),
        ("order", "eventuality"),
    ],
)
def test_types_of_common_cues(lemma: str, cue_type: str) -> None:
    assert DEFAULT.cues[lemma].type == cue_type


def test_all_four_types_occur() -> None:
    assert {entry.type for entry in DEFAULT.cues.values()} == set(CueType)


def test_share_of_a_frame_that_a_cue_does_not_take_is_nothing() -> None:
    assert TOOT.share("that") == 0.9
    assert TOOT.share("np-to") == 0.0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("say", "not enough values"),
        ("say\tassertion", "not enough values"),
        ("say\tassertion\tthat=97\tmore", "too many values"),
        ("say\tshouting\tthat=97", "'shouting' is not a valid CueType"),
        ("say\tassertion\tthat", "not enough values"),
        ("say\tassertion\tthat=97=98", "too many values"),
        ("say\tassertion\tthat=often", "invalid literal"),
        ("", "not enough values"),
    ],
)
def test_a_line_of_another_form_is_refused_with_place_and_reason(line: str, reason: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse_cue(line, "my_cues.txt:7")
    message = str(caught.value)
    assert message.startswith("my_cues.txt:7: expected “lemma<TAB>type<TAB>frame=percent …”")
    assert reason in message


def test_a_cue_file_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cues.txt"
    path.write_text("# mine\n\ntoot\tassertion\tquote=90 that=90\n", encoding="utf-8")
    lexicon = Lexicon.read(path)
    assert dict(lexicon.cues) == {"toot": TOOT}
    assert (lexicon.titles, lexicon.names) == (DEFAULT.titles, DEFAULT.names)


def test_a_fault_in_a_cue_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("# mine\ntoot\tassertion\tquote=90\nhoot\tassertion\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^mine\.txt:3: "):
        Lexicon.read(path)


def test_extending_leaves_the_lexicon_as_it_was() -> None:
    before = (len(DEFAULT.cues), len(DEFAULT.titles), len(DEFAULT.names))
    extended = DEFAULT.extend(cues=[TOOT], titles=["Harbourmaster"], names={"Ines": "female"})
    assert (len(DEFAULT.cues), len(DEFAULT.titles), len(DEFAULT.names)) == before
    assert "toot" not in DEFAULT.cues
    assert extended.cues["toot"] == TOOT
    assert "harbourmaster" in extended.titles
    assert extended.names["ines"] == "female"


def test_extending_replaces_what_is_there() -> None:
    say = CueEntry("say", CueType.BELIEF, ())
    assert DEFAULT.extend(cues=[say]).cues["say"] == say
    assert DEFAULT.extend(names={"ANN": "either"}).names["ann"] == "either"
    assert DEFAULT.extend() == DEFAULT


def test_an_added_cue_is_found_and_a_removed_one_is_not() -> None:
    text = "Lee tooted that the ferry was late."
    pipeline = Pipeline(lexicon=DEFAULT.extend(cues=[TOOT]))
    assert [a.cue.lemma for a in attribute(text, pipeline=pipeline) if a.cue] == ["toot"]
    silent = Pipeline(lexicon=DEFAULT.extend(cues=[CueEntry("say", CueType.ASSERTION, ())]))
    assert len(attribute("Lee said that the ferry was late.", pipeline=silent)) == 0


def test_names_have_a_known_gender() -> None:
    assert set(DEFAULT.names.values()) <= {"male", "female", "either"}
    with pytest.raises(LexiconError, match="the gender of 'ines' is male, female or either"):
        DEFAULT.extend(names={"Ines": "f"})


def test_cues_are_entries() -> None:
    words = cast("list[CueEntry]", ["toot"])
    with pytest.raises(LexiconError, match="cues takes CueEntry objects, not str"):
        DEFAULT.extend(cues=words)


def test_lexicons_are_values() -> None:
    copy = pickle.loads(pickle.dumps(DEFAULT))
    assert copy == DEFAULT
    assert hash(copy) == hash(DEFAULT)
    assert DEFAULT.extend(cues=[TOOT]) != DEFAULT


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(Lexicon)])
def test_a_lexicon_cannot_be_changed(name: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(DEFAULT, name, getattr(DEFAULT, name))


WORDS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


@given(WORDS, st.sampled_from(CueType), st.dictionaries(WORDS, st.integers(0, 100), min_size=1))
def test_what_is_written_as_a_line_is_read_back(
    lemma: str, cue_type: CueType, shares: dict[str, int]
) -> None:
    frames = " ".join(f"{name}={share}" for name, share in shares.items())
    entry = parse_cue(f"{lemma}\t{cue_type.value}\t{frames}", "here")
    assert (entry.lemma, entry.type) == (lemma, cue_type)
    assert {name: round(100 * share) for name, share in entry.frames} == shares
