"""Patterns: verb groups, noun phrases, subjects, mended tags, and candidates of each kind."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.candidates.finders import Reading, read_patterns
from quoteattr.syntax.adverbials import past_adjuncts, past_time
from quoteattr.syntax.clauses import Clauses, read_clauses
from quoteattr.syntax.mending import mend_tags
from quoteattr.syntax.nounphrases import base_phrase_to, noun_phrase_from, noun_phrase_to
from quoteattr.syntax.verbgroups import verb_groups
from quoteattr.text import Parse
from quoteattr.words.lexicon import Lexicon
from tests.marked import cases, marked, parsed

LEXICON = Lexicon.default()


def clauses(text: str) -> Clauses:
    read = mend_tags(parsed(text), LEXICON)
    return read_clauses(read, LEXICON, read.layout.sentences[0])


def cut(read: Parse, part: range | None) -> str:
    return "-" if part is None else read.tokens.span(part.start, part.stop).text


VERB_GROUPS = """
Lee said so. ⇒ said: say finite
The mayor has also continuously blamed the rain. ⇒ has also continuously blamed: blame finite
Lee did not say so. ⇒ did not say: say finite
Lee would never have said so. ⇒ would never have said: say finite
Lee may be lying. ⇒ may be lying: lie finite
Lee declined to comment. ⇒ declined: decline finite | comment: comment infinitive
The plan was widely criticised. ⇒ was widely criticised: criticise finite passive
The plan has been criticised. ⇒ has been criticised: criticise finite passive
Lee got blamed for it. ⇒ got blamed: blame finite passive
Lee had a plan. ⇒ had: have finite
Lee left, saying it was late. ⇒ left: leave finite | saying: say ing | was: be finite
The crew seen in Perth was late. ⇒ seen: see participle | was: be finite
Lee withdrew a proposed bill. ⇒ withdrew: withdraw finite
Half of surveyed nurses slept. ⇒ slept: sleep finite
Rain in Perth. ⇒
"""


@pytest.mark.parametrize(("text", "expected"), cases(VERB_GROUPS))
def test_verb_groups(text: str, expected: str) -> None:
    read = parsed(text)
    found = [
        f"{cut(read, range(group.first, group.stop))}: {group.lemma} {group.form}"
        + " passive" * group.passive
        for group in verb_groups(read, read.layout.sentences[0])
    ]
    assert " | ".join(found) == expected


PHRASES_TO = """
[The mayor] left.
[The mayor of Perth] left.
[A spokesman for the governor] left.
[Ann Lee and Ben Coe] left.
[The company’s chief executive] left.
[She] left.
[One of the miners] left.
[Mr. Lee (D-Va.)] left.
[Three senior officials] left.
[Many] left.
On Monday [the mayor] left.
But [Lee] left.
When asked, [Lee] left.
"""

PHRASES_FROM = """
He met [the mayor of Perth] on Monday.
He met [Ann Lee and Ben Coe], a farmer.
He met [her] in Perth.
He met [the company’s chief executive].
He met [Mr. Lee (D-Va.)] there.
He met [ten angry miners].
He met [both].
"""


@pytest.mark.parametrize("drawn", [case[0] for case in cases(PHRASES_TO)])
def test_noun_phrases_to_the_left(drawn: str) -> None:
    text = marked(drawn)
    (phrase,) = text.mentions
    assert noun_phrase_to(text.parse, phrase.stop - 1, 0) == phrase


@pytest.mark.parametrize("drawn", [case[0] for case in cases(PHRASES_FROM)])
def test_noun_phrases_to_the_right(drawn: str) -> None:
    text = marked(drawn)
    (phrase,) = text.mentions
    assert noun_phrase_from(text.parse, phrase.start, len(text.parse.tokens)) == phrase


def test_the_base_of_a_noun_phrase_leaves_out_what_it_hangs_on() -> None:
    text = marked("A spokesman for [the governor] left.")
    (base,) = text.mentions
    assert base_phrase_to(text.parse, base.stop - 1, 0) == base


@pytest.mark.parametrize("text", ["left early.", ", she"])
def test_no_noun_phrase_where_none_stands(text: str) -> None:
    read = parsed(text)
    assert noun_phrase_to(read, 0, 0) is None
    assert noun_phrase_from(read, 0, min(1, len(read.tokens))) is None
    assert noun_phrase_from(read, 0, 0) is None


# The subject of each verb group; a star stands before one that an earlier verb lends.
SUBJECTS = """
Lee said that Coe left. ⇒ said: Lee | left: Coe
The mayor of Perth left. ⇒ left: The mayor of Perth
Lee laughed and said no. ⇒ laughed: Lee | said: *Lee
Lee said he is ill and went home. ⇒ said: Lee | is: he | went: *Lee
Lee, a farmer, said no. ⇒ said: Lee, a farmer
Lee, who heads the panel, said no. ⇒ heads: who | said: Lee
An aide who knows Coe said no. ⇒ knows: who | said: An aide
Iran, which built it, objects. ⇒ built: Iran | objects: Iran
Documents seen by the court say so. ⇒ seen: *- | say: Documents seen by the court
Lee left, saying that it rained. ⇒ left: Lee | saying: *Lee | rained: it
On Monday, Lee left. ⇒ left: Lee
There is a plan. ⇒ is: *-
Lee wants to leave. ⇒ wants: Lee | leave: *Lee
The ferry, Lee said, was late. ⇒ said: Lee | was: The ferry
Lee said that Ann Coe, a lawyer, left. ⇒ said: Lee | left: Ann Coe, a lawyer
"""


@pytest.mark.parametrize(("text", "expected"), cases(SUBJECTS))
def test_subjects(text: str, expected: str) -> None:
    view = clauses(text)
    words = view.parse.tokens.words
    found = [
        f"{words[group.first]}: {'*' * shared}{cut(view.parse, subject)}"
        for group, subject, shared in zip(view.groups, view.subjects, view.shared, strict=True)
    ]
    assert " | ".join(found) == expected


def test_a_view_looks_no_further_than_its_sentence() -> None:
    read = parsed("Lee left. “Coe” stayed.")
    view = read_clauses(read, LEXICON, read.layout.sentences[0])
    assert [view.word(index) for index in range(-1, 4)] == ["", "lee", "left", ".", ""]
    assert (view.tag(3), view.role(3), view.role(-1), view.role(99)) == ("", "open", "", "")
    assert view.body_stop == 2
    assert view.own(0) == range(1)
    assert (view.group_at(1), view.group_at(0), view.group_with(1)) == (0, None, 0)
    assert (view.finite_from(0, 3), view.finite_from(2, 9)) == (0, None)


@pytest.mark.parametrize(
    ("drawn", "time_only"),
    [
        ("He said [late last week] that it rained.", True),
        ("He said [Monday] it rained.", True),
        ("He said [publicly] that it rained.", True),
        ("He said [on Monday in Perth] that it rained.", False),
        ("He wrote [on Twitter on Tuesday] that it rained.", False),
        ("He said [in Madison, Wisconsin,] that it rained.", False),
        ("He said [after the vote] that it rained.", False),
    ],
)
def test_adverbials_between_cue_and_content(drawn: str, time_only: bool) -> None:
    text = marked(drawn)
    read = text.parse
    view = read_clauses(read, LEXICON, read.layout.sentences[0])
    (adverbial,) = text.mentions
    past = past_time if time_only else past_adjuncts
    assert past(view, adverbial.start) in (adverbial.stop, adverbial.stop + (not time_only))


# A word whose tag the tagger might get wrong, the wrong tag, and the mended one.
MENDED = [
    ("“It rained,” Devine notes.", "notes", "NNS", "VBZ"),
    ("“It rained,” says Lee.", "says", "NNS", "VBZ"),
    ("“It rained,” Will said.", "Will", "MD", "NNP"),
    ("He is said to be ill.", "said", "VBD", "VBN"),
    ("The WHO said it was late.", "WHO", "WP", "NNP"),
    ("The harvest was late.", "harvest", "JJS", "NN"),
    ("Article 5 states that all are free.", "states", "NNS", "VBZ"),
    ("The letters show that he knew.", "show", "NN", "VBP"),
]

KEPT = [
    ("The claim that he knew is false.", "claim", "NN"),
    ("He rejects claims that he knew.", "claims", "NNS"),
    ("The largest was late.", "largest", "NN"),
    ("He said “notes” twice.", "notes", "NNS"),
    ("Reports that he knew are false.", "Reports", "NNS"),
]


def with_tag(text: str, word: str, tag: str) -> tuple[Parse, int]:
    read = parsed(text)
    index = read.tokens.words.index(word)
    return evolve(read, pos=(*read.tags[:index], tag, *read.tags[index + 1 :])), index


@pytest.mark.parametrize(("text", "word", "wrong", "right"), MENDED)
def test_tags_that_cannot_be_are_mended(text: str, word: str, wrong: str, right: str) -> None:
    read, index = with_tag(text, word, wrong)
    assert mend_tags(read, LEXICON).pos[index] == right


@pytest.mark.parametrize(("text", "word", "tag"), KEPT)
def test_tags_that_can_be_are_kept(text: str, word: str, tag: str) -> None:
    read, index = with_tag(text, word, tag)
    assert mend_tags(read, LEXICON).pos[index] == tag


def test_mending_leaves_good_tags_and_their_text_alone() -> None:
    read = parsed("“It rained,” Lee said. The ferry was late.")
    assert mend_tags(read, LEXICON) == read


# One candidate of a text: its frame, source, cue and content.
CANDIDATES = """
# the clause, the question, the infinitive
Lee said that it rained. ⇒ say that | Lee | said | that it rained
Lee said it rained. ⇒ say zero | Lee | said | it rained
Lee asked whether it rained. ⇒ ask wh | Lee | asked | whether it rained
Lee plans to leave. ⇒ plan to | Lee | plans | to leave
Lee asked Coe to leave. ⇒ ask to | Lee | asked | to leave
Lee said on Monday that it rained. ⇒ say that | Lee | said | that it rained
Lee hates to be watched, as Coe put it, “the fixer.” ⇒ put it end | Coe | put it | “the fixer.”
Voters who chose me will stay. ⇒ choose np-pronoun | who | chose | me will stay
Lee said helping them was right. ⇒ say zero | Lee | said | helping them was right

# the noun phrase and the preposition
Lee praised the crew. ⇒ praise np | Lee | praised | the crew
Lee called the plan a trap. ⇒ call np-pred | Lee | called | the plan a trap
Lee called the plan “a trap.” ⇒ call np-quoted | Lee | called | the plan “a trap.”
Lee complained about the noise. ⇒ complain pp-about | Lee | complained about | the noise

# quotations
“It rained,” Lee said. ⇒ say quote-end | Lee | said | “It rained,”
“It rained,” said Lee. ⇒ say quote-end | Lee | said | “It rained,”
“It,” Lee said, “rained.” ⇒ say quote-end | Lee | said | “It,” + “rained.”
Lee said: “It rained.” ⇒ say quote | Lee | said | “It rained.”
It rained, Lee said. ⇒ say end | Lee | said | It rained
As Lee noted, it rained. ⇒ note end | Lee | noted | it rained
“It rained!” trilled Lee. ⇒ * quote-end | Lee | trilled | “It rained!”
Lee: “It rained.” ⇒ : quote | Lee | : | “It rained.”
LEE: It rained today. ⇒ : label | LEE | : | It rained today
Lee was blunt: “It always rained.” ⇒ : lead-in | Lee | was blunt | “It always rained.”
“It always rained.” ― Ann Lee ⇒ ― label | Ann Lee | ― | “It always rained.”

# sources in phrases and nouns that report
According to Lee, it rained. ⇒ according to phrase | Lee | According to | it rained
It rained, according to Lee. ⇒ according to phrase | Lee | according to | It rained
In Lee’s view, it rained. ⇒ in the view of phrase | Lee | In Lee’s view | it rained
He heard her claim that it rained. ⇒ claim/n that | her | claim | that it rained
He heard Lee’s call for help. ⇒ call/n for | Lee | call for | help
The belief among voters that it rained fell. ⇒ belief/n that | voters | belief | that it rained

# passives
It is claimed by Lee that it rained. ⇒ claim that | Lee | is claimed by | that it rained
It is claimed that it rained. ⇒ claim it-that | - | is claimed | that it rained
Lee was accused of theft. ⇒ accuse passive-pp-of | - | was accused of | Lee + theft
The plan was condemned by Lee. ⇒ condemn by | Lee | was condemned by | The plan
"""


def reading(text: str) -> Reading:
    return read_patterns(mend_tags(parsed(text), LEXICON), LEXICON)


def candidates(text: str) -> tuple[Candidate, ...]:
    return reading(text).candidates


@pytest.mark.parametrize(("text", "expected"), cases(CANDIDATES))
def test_candidates(text: str, expected: str) -> None:
    read = parsed(text)
    found = [
        f"{one.lemma} {one.frame} | {cut(read, one.source)} | {cut(read, one.cue)} | "
        + " + ".join(cut(read, piece) for piece in one.content)
        for one in candidates(text)
    ]
    assert expected in found


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Lee told reporters that it rained.", "reporters"),
        ("“It rained,” Lee told the court.", "the court"),
        ("Lee urged Coe to leave.", "Coe"),
        ("She was told that it rained.", "She"),
        ("Lee said that it rained.", "-"),
    ],
)
def test_addressees(text: str, addressee: str) -> None:
    read = parsed(text)
    assert cut(read, candidates(text)[0].addressee) == addressee


PIECES = st.lists(
    st.sampled_from(
        """Lee Ann the mayor who which that said says told was is accused called claim claims
        according to in view of put it as by and but , . : ; — “ ” ‘ ’ ( ) ? she not has been
        saying 5 percent Monday on ¶""".split()
    ),
    max_size=30,
)


def test_the_verbs_of_all_sentences_are_read_in_order() -> None:
    text = "Lee laughed and said no. ¶ The ferry was late.".replace("¶", "\n\n")
    read = parsed(text)
    found = [
        (read.tokens.words[verb.group.head], cut(read, verb.subject), verb.shared)
        for verb in reading(text).verbs
    ]
    assert found == [
        ("laughed", "Lee", False),
        ("said", "Lee", True),
        ("was", "The ferry", False),
    ]


@pytest.mark.parametrize("text", ["", " ", ".", "“”", "\x00"])
def test_where_nothing_is_said_nothing_is_read(text: str) -> None:
    assert reading(text) == Reading((), ())


def test_a_sentence_without_an_end_is_read_in_stretches() -> None:
    words = ["Lee said that it rained and"] * 100
    read = reading(" ".join(words))
    assert len(read.verbs) == 2 * len(words)
    assert len([one for one in read.candidates if one.lemma == "say"]) >= 0.9 * len(words)
    longest = max([piece.stop - one.cue.start for one in read.candidates for piece in one.content])
    assert longest <= 250


@given(PIECES)
def test_candidates_of_any_words_lie_within_the_text(words: list[str]) -> None:
    read = mend_tags(parsed(" ".join(words).replace("¶", "\n\n")), LEXICON)
    everything = range(len(read.tokens))
    for one in read_patterns(read, LEXICON).candidates:
        parts = [one.cue, *one.content, *(part for part in (one.source, one.addressee) if part)]
        assert all(part and part.start in everything for part in parts), one
        assert all(part.stop <= everything.stop for part in parts), one
        assert one.content
        assert one.lemma in LEXICON.cues
        assert one.pattern


@given(PIECES)
def test_verbs_stand_in_order_with_their_subjects_in_their_sentence(words: list[str]) -> None:
    read = mend_tags(parsed(" ".join(words).replace("¶", "\n\n")), LEXICON)
    before = 0
    for verb in read_patterns(read, LEXICON).verbs:
        group, sentence_of = verb.group, read.layout.sentence_of
        sentence = read.layout.sentences[sentence_of[group.head]]
        assert before <= group.first <= group.head < group.stop <= sentence.stop
        if verb.subject is not None:
            assert sentence.start <= verb.subject.start < verb.subject.stop <= sentence.stop
        before = group.stop


@given(PIECES)
def test_each_verb_group_stands_apart_from_the_next(words: list[str]) -> None:
    read = parsed(" ".join(words).replace("¶", ""))
    for sentence in read.layout.sentences:
        view = read_clauses(read, LEXICON, sentence)
        assert len(view.groups) == len(view.subjects) == len(view.shared) == len(view.firsts)
        for group in view.groups:
            assert sentence.start <= group.first <= group.head < group.stop <= sentence.stop
        heads = [group.head for group in view.groups]
        assert heads == sorted(set(heads))
