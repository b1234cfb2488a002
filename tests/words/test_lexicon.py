"""The lexicon: every packaged entry is well formed; extending it; what it refuses."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr import CueEntry, Lexicon, LexiconError, Pipeline, attribute
from quoteattr.model.vocabulary import CueType
from quoteattr.words.cues import FRAMES, parse_cue
from quoteattr.words.lemmas import base_form

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
        assert FRAMES.issuperset(names), line
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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("said\tassertion\tthat=97", "cue 'said': a lemma is a base form, here 'say'"),
        ("say\tassertion\tthat=970", "cue 'say': the share of 'that' is from 0 to 1, not 9.7"),
        ("say\tassertion\txyz=97", "cue 'say': no frame is called 'xyz'"),
    ],
)
def test_a_line_that_holds_no_cue_is_refused_with_place_and_reason(line: str, reason: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse_cue(line, "my_cues.txt:7")
    assert str(caught.value).startswith(f"my_cues.txt:7: {reason}")


def test_a_cue_file_lists_a_lemma_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("toot\tassertion\tquote=90\ntoot\tbelief\tthat=9\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^mine\.txt:2: 'toot' is listed twice"):
        Lexicon.read(path)


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


def _entry(lemma: Any = "toot", kind: Any = CueType.BELIEF, frames: Any = ()) -> CueEntry:
    """An entry as a caller without a type checker makes it."""
    return CueEntry(lemma, kind, frames)


@pytest.mark.parametrize(
    ("lemma", "remedy"),
    [
        ("said", "a base form, here 'say'"),
        ("skeeted", "a base form, here 'skeet'"),
        ("telling", "a base form, here 'tell'"),
        ("believes", "a base form, here 'believe'"),
        ("letting slip", "a base form, here 'let slip'"),
        ("claims/n", "a base form, here 'claim/n'"),
        ("Say", "in small letters, here 'say'"),
        ("", "a word, or several with one space between them"),
        ("let  slip", "a word, or several with one space between them"),
        (" say", "a word, or several with one space between them"),
        ("say/v", "with /n for a noun and /j for an adjective"),
        ("/n", "with /n for a noun and /j for an adjective"),
        ("!", "with /n for a noun and /j for an adjective"),
        (7, "a lemma is a string"),
    ],
)
def test_a_lemma_that_is_none_is_refused(lemma: object, remedy: str) -> None:
    with pytest.raises(LexiconError) as caught:
        _entry(lemma)
    assert str(caught.value).startswith(f"cue {lemma!r}: ")
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    "lemma", ["proceed", "found", "sing", "bring", "focus", "news/n", "canvass"]
)
def test_a_lemma_may_look_like_an_inflected_form(lemma: str) -> None:
    assert _entry(lemma).lemma == lemma


@pytest.mark.parametrize(
    ("frames", "remedy"),
    [
        ((("xyzframe", 0.9),), "no frame is called 'xyzframe'; common ones are 'that', 'zero'"),
        ((([], 0.9),), "no frame is called []"),
        ((("quote-and", 0.9),), "no frame is called 'quote-and'; did you mean 'quote-end'"),
        ((("that", 90),), "the share of 'that' is from 0 to 1, not 90"),
        ((("that", -0.1),), "the share of 'that' is from 0 to 1, not -0.1"),
        ((("that", float("nan")),), "the share of 'that' is from 0 to 1, not nan"),
        ((("that", "90"),), "the share of 'that' is from 0 to 1, not '90'"),
        ((("that", 0.9), ("that", 0.8)), "the frame 'that' is given twice"),
        (("that", 0.9), "a frame is a pair such as ('that', 0.9), not 'that'"),
        ({"that": 0.9}, "frames is a tuple such as (('that', 0.9), ('quote', 0.9))"),
        ("that", "frames is a tuple such as"),
    ],
)
def test_a_frame_or_share_that_is_none_is_refused(frames: object, remedy: str) -> None:
    with pytest.raises(LexiconError) as caught:
        _entry(frames=frames)
    assert str(caught.value).startswith("cue 'toot': ")
    assert remedy in str(caught.value)


@pytest.mark.parametrize("kind", ["assertion", "shouting", None])
def test_a_type_that_is_none_is_refused(kind: object) -> None:
    with pytest.raises(LexiconError, match=r"^cue 'toot': the type is one of CueType\.ASSERTION, "):
        _entry(kind=kind)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"titles": "Captain"}, "titles takes a collection of strings, such as ['Captain']"),
        ({"titles": [7]}, "titles takes words and names, 7 is none"),
        ({"titles": ["  "]}, "titles takes words and names, '  ' is none"),
        ({"organisations": "Lanx"}, "organisations takes a collection of strings"),
        ({"places": 7}, "places takes a collection of strings"),
        ({"roles": "ferryman"}, "roles takes a collection of strings"),
        ({"names": ["Ines"]}, "names takes a mapping from words to what they are, not ['Ines']"),
        ({"media": {"Lanx": "paper"}}, "media: 'Lanx' has 'paper', not agency, network, newsp"),
        (
            {"nouns": {"guild": "firm"}},
            "nouns: 'guild' has 'firm', not person, organ",
        ),
        ({"nouns": {"": "person"}}, "nouns takes words and names, '' is none"),
        ({"nations": {"Lanxian": ""}}, "nations takes words and names, '' is none"),
        ({"cues": TOOT}, "cues takes a collection of CueEntry objects"),
        ({"cues": 7}, "cues takes a collection of CueEntry objects"),
        ({"cues": [TOOT, TOOT]}, "cues has two entries for 'toot'; put all frames into one"),
    ],
)
def test_what_cannot_be_added_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        DEFAULT.extend(**given)
    assert str(caught.value).startswith(message)


def test_what_is_added_is_found_by_any_spelling() -> None:
    lexicon = DEFAULT.extend(
        organisations=["The  Harbour Watch"],
        media={"The Ferry News": "newspaper"},
        nations={"Lanxian": "Lanx", "Bamar": "Myanmar"},
        places=["Port Ellis"],
        roles=["Ferryman"],
        nouns={"Guild": "organisation", "Almanac": "document", "captain": "group"},
    )
    assert "harbour watch" in lexicon.organisations
    assert lexicon.name_stop(("the", "harbour", "watch", "said"), 1) == 3
    assert lexicon.media["ferry news"] == "newspaper"
    assert (lexicon.nations["lanxian"], lexicon.nations["lanx"]) == ("lanx", "lanx")
    assert lexicon.nations["bamar"] == lexicon.nations["myanmar"] == "burma"
    assert "lanx" in lexicon.countries
    assert "lanxian" not in lexicon.countries
    assert lexicon.place("port ellis") == "port ellis"
    assert "ferryman" in lexicon.roles
    assert "guild" in lexicon.organisation_nouns
    assert "almanac" in lexicon.document_nouns
    assert DEFAULT.extend() == DEFAULT


def test_a_noun_has_the_kind_that_it_was_given_last() -> None:
    lexicon = DEFAULT.extend(nouns={"senator": "organisation"}).extend(nouns={"senator": "place"})
    kept = [
        kind
        for kind in ("roles", "organisation_nouns", "place_nouns")
        if "senator" in getattr(lexicon, kind)
    ]
    assert kept == ["place_nouns"]


@pytest.mark.parametrize(
    ("given", "text", "name", "kind"),
    [
        ({"organisations": ["Lanx"]}, "Lanx said that it rained.", "Lanx", "organisation"),
        ({"media": {"Lanx": "newspaper"}}, "Lanx wrote that it rained.", "Lanx", "organisation"),
        ({"nations": {"Lanxian": "Lanx"}}, "Lanx said that it rained.", "Lanx", "place"),
        ({"places": ["Lanx"]}, "Lanx said that it rained.", "Lanx", "place"),
        ({"nouns": {"quorl": "organisation"}},
         "The quorl said that it rained.", "The quorl", "organisation"),
        ({"nouns": {"quorl": "person"}}, "The quorl said that it rained.", "The quorl", "person"),
        ({"roles": ["quorl"]}, "The quorl said that it rained.", "The quorl", "person"),
        ({"nouns": {"quorl": "group"}}, "The quorl said that it rained.", "The quorl", "group"),
        ({"titles": ["quorl"]}, "Quorl Bett said that it rained.", "Bett", "person"),
    ],
)  # fmt: skip
def test_what_is_added_reaches_the_entities(
    given: dict[str, Any], text: str, name: str, kind: str
) -> None:
    plain, taught = (
        {(each.name, str(each.kind)) for each in attribute(text, pipeline=pipeline).entities}
        for pipeline in (Pipeline(), Pipeline(lexicon=DEFAULT.extend(**given)))
    )
    assert taught == {(name, kind)}
    assert plain != taught


def test_names_have_a_known_gender() -> None:
    assert set(DEFAULT.names.values()) <= {"male", "female", "either"}
    with pytest.raises(LexiconError, match="names: 'Ines' has 'f', not male, female or either"):
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


def test_an_extended_lexicon_survives_a_journey() -> None:
    lexicon = DEFAULT.extend(cues=[TOOT], media={"Ferry Daily": "newspaper"})
    copy = pickle.loads(pickle.dumps(lexicon))
    assert copy == lexicon
    assert hash(copy) == hash(lexicon)
    assert copy.name_stop(("ferry", "daily"), 0) == 2


def test_the_default_lexicon_travels_by_reference() -> None:
    assert pickle.loads(pickle.dumps(DEFAULT)) is DEFAULT


MAPPINGS = ("cues", "titles", "names", "genders", "media", "nations", "places")


@pytest.mark.parametrize("name", MAPPINGS)
@pytest.mark.parametrize("lexicon", [DEFAULT, DEFAULT.extend(cues=[TOOT])], ids=["own", "extended"])
def test_what_a_lexicon_holds_cannot_be_changed(lexicon: Lexicon, name: str) -> None:
    held = getattr(lexicon, name)
    with pytest.raises(TypeError):
        held["x"] = TOOT
    assert "x" not in held


def test_a_lexicon_does_not_change_with_what_it_was_made_of() -> None:
    cues = {"toot": TOOT}
    lexicon = attrs.evolve(DEFAULT, cues=cues)
    cues.clear()
    assert "toot" in lexicon.cues


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(Lexicon)])
def test_a_lexicon_cannot_be_changed(name: str) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(DEFAULT, name, getattr(DEFAULT, name))


WORDS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)


@given(
    WORDS.filter(lambda word: base_form(word) == word),
    st.sampled_from(CueType),
    st.dictionaries(st.sampled_from(sorted(FRAMES)), st.integers(0, 100), min_size=1),
)
def test_what_is_written_as_a_line_is_read_back(
    lemma: str, cue_type: CueType, shares: dict[str, int]
) -> None:
    frames = " ".join(f"{name}={share}" for name, share in shares.items())
    entry = parse_cue(f"{lemma}\t{cue_type.value}\t{frames}", "here")
    assert (entry.lemma, entry.type) == (lemma, cue_type)
    assert {name: round(100 * share) for name, share in entry.frames} == shares


def test_the_longest_verb_of_several_words_is_found() -> None:
    lexicon = DEFAULT.extend(
        cues=[
            CueEntry("make clear", CueType.ASSERTION, ()),
            CueEntry("make clear once more", CueType.ASSERTION, ()),
            CueEntry("make known/n", CueType.ASSERTION, ()),
        ]
    )
    words = "lee make clear once more that it rain".split()
    assert lexicon.verb_stop(words, 1) == 5
    assert lexicon.verb_stop(words[:4], 1) == 3
    assert lexicon.verb_stop(words, 0) == lexicon.verb_stop(words, 2) == 0
    assert DEFAULT.verb_stop("accord to lee".split(), 0) == 0


SAYINGS = ("that", "zero", "quote", "quote-end", "end")
SEVERAL = DEFAULT.extend(
    cues=[
        CueEntry(lemma, CueType.ASSERTION, tuple([(frame, 0.9) for frame in SAYINGS]))
        for lemma in ("let slip", "double down", "make clear", "weigh in")
    ]
)


@pytest.mark.parametrize(
    ("text", "cue", "lemma"),
    [
        ("Lee let slip that it rained.", "let slip", "let slip"),
        ("Lee let slip last week that it rained.", "let slip", "let slip"),
        ("Lee has never let slip that it rained.", "has never let slip", "let slip"),
        ("“It rained,” Lee let slip.", "let slip", "let slip"),
        ("Lee doubled down that it rained.", "doubled down", "double down"),
        ("Lee doubled down, saying it rained.", "saying", "say"),
        ("“It rained,” Lee doubled down.", "doubled down", "double down"),
        ("Lee made clear that it rained.", "made clear", "make clear"),
        ("Lee weighed in: “It rained.”", "weighed in", "weigh in"),
        ("“It rained,” weighed in Lee.", "weighed in", "weigh in"),
        ("Lee let the dog out and said that it rained.", "said", "say"),
    ],
)
def test_verbs_of_several_words_are_cues(text: str, cue: str, lemma: str) -> None:
    (found,) = attribute(text, pipeline=Pipeline(lexicon=SEVERAL))
    assert found.cue is not None
    assert found.speaker is not None
    assert (found.speaker.span.text, found.cue.lemma) == ("Lee", lemma)
    assert " ".join(span.text for span in found.cue.spans) == cue
