"""Which clauses are part of what a cue reports, and which are other people’s or nobody’s."""

from attrs import evolve

from quoteattr.extents.correcting import Correction
from quoteattr.frame import Frame, Rule
from quoteattr.text import Parse, holds, joined, meets, within, without

__all__ = [
    "BEYOND_WRITERS_CLAUSE",
    "CLAUSE_OF_ANOTHER",
    "JOINT_VERB",
    "SAID_ALREADY",
]

#: How reliably a verb must report for its clause to be taken for another report: as surely
#: as “say”, “add” or “tell” do.
_REPORTS = 0.7
#: So many words into a sentence the clause that opens it has had its verb.
_FIRST_VERB = 12
#: Frames in which the content is a phrase.


def _with_content(frame: Frame, content: tuple[range, ...]) -> Frame | None:
    return evolve(frame, content=content) if content else None


def _said_already(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “Lee said it was late because” before “…,” she said.

    Lee has said it already.
    """
    if not _has_been_said(parse, frame):
        return frame
    return _with_content(frame, within(frame.content, [range(frame.last + 1, len(parse.words))]))


def _has_been_said(parse: Parse, frame: Frame) -> bool:
    source, first = frame.source, frame.content[0].start
    if source is None or len(source) != 1 or parse.tags[source.start] != "PRP":
        return False
    home = parse.sentence(first)
    if first > frame.first or frame.first not in home:
        return False
    for index in range(home.start + 1, min(home.start + _FIRST_VERB, frame.first)):
        verb = parse.verb_over(index)
        if verb is not None:
            named = verb.subject is not None and parse.tags[verb.subject.start] == "NNP"
            begins = named and first <= verb.stop + 1
            return begins and parse.lexicon.reports(verb.lemma, "zero") > _REPORTS
    return False


def _joint_verb(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Take “and said” along in “He left, according to Lee, and said it was late”.

    The words after a further verb are no part of a content without that verb.
    """
    own = (*frame.cue, *((frame.source,) if frame.source else ()))
    gaps: list[range] = []
    for run in frame.content:
        verb = parse.verb_over(run.start - 1) if run.start > frame.last + 1 else None
        if verb is None or not verb.shared or verb.form != "finite":
            continue
        gap = range(verb.first - 1, run.start)
        joins = parse.tag(gap.start) == "CC" and gap.start > frame.last
        if joins and not meets([gap], own):
            gaps.append(gap)
    return evolve(frame, content=joined([*frame.content, *gaps])) if gaps else frame


def _clause_of_another(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    kept = tuple([run for run in frame.content if not _hangs_on_another(parse, frame, run)])
    return frame if kept == frame.content else _with_content(frame, kept)


def _hangs_on_another(parse: Parse, frame: Frame, run: range) -> bool:
    """Tell a clause with “that” whose verb, right before it, is no part of the reading."""
    verb = run.start - 1
    clause = parse.words[run.start] == "that" and parse.tags[run.start] == "IN"
    return clause and parse.tag(verb)[:2] == "VB" and not holds(frame.cue, verb)


def _beyond_writers_clause(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out what stands in a clause beyond one that is nobody’s words.

    In “…,” she said, but Kay was asleep, and as Cole went on about “the wall,” Lee left, she
    did not say “the wall”.
    """
    stop = frame.last + 1
    home = parse.sentence(frame.last)
    for run in within(frame.content, [range(stop, home.stop)]):
        if any(_opens_clause(parse, frame, index) for index in range(stop, run.start)):
            return _with_content(frame, without(frame.content, [range(run.start, home.stop)]))
        stop = run.stop
    return frame


def _opens_clause(parse: Parse, frame: Frame, index: int) -> bool:
    """Tell a verb with a subject of its own after a comma and “and”, beyond the cue."""
    verb = parse.verb_over(index)
    if verb is None or verb.subject is None or verb.form != "finite":
        return False
    joint = verb.subject.start - 1
    return joint > frame.last and parse.tags[joint] == "CC" and parse.words[joint - 1] == ","


SAID_ALREADY = Rule[Correction](
    "said already",
    "The words before belong to an earlier “said” of the same speaker.",
    "Lee said {it was late because “it rained,”} [she] <said>. ⇒ -",
    _said_already,
)
JOINT_VERB = Rule[Correction](
    "joint verb",
    "The words after “and” belong to a further verb, which is reported too.",
    "{He left}, <according to> [Lee], and said {it was late}. ⇒ "
    "{He left}, <according to> [Lee], {and said it was late}.",
    _joint_verb,
)
CLAUSE_OF_ANOTHER = Rule[Correction](
    "clause of another",
    "A clause with “that” belongs to the verb right before it.",
    "[Lee] <denied> {the charge} in a note claiming {that it rained}. ⇒ "
    "[Lee] <denied> {the charge} in a note claiming that it rained.",
    _clause_of_another,
)
BEYOND_WRITERS_CLAUSE = Rule[Correction](
    "beyond a clause",
    "Words of the writer stand between the verb and what follows.",
    "{“We left,”} [she] <said>, but Kay was asleep near {“the wall”}. ⇒ "
    "{“We left,”} [she] <said>, but Kay was asleep near “the wall”.",
    _beyond_writers_clause,
)
