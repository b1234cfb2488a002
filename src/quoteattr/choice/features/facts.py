"""What the third learned stage asks of a reading about a cue.

Facts are words for a linear model and numbers for trees. No fact names a person, and none
looks past the paragraph.
"""

import math
from typing import NamedTuple

from quoteattr.choice.features.columns import Columns, bucket
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuefacts import FAR, REACH, CueFacts
from quoteattr.choice.readings import Reading
from quoteattr.choice.roles import Roles
from quoteattr.frame import Frame
from quoteattr.text import size_of, tokens_of
from quoteattr.words import NOUNS, PROPER_NOUNS, TENSED, sense

__all__ = ["READING_FACTS", "Numbers", "reading_facts"]

#: The names of the facts in words, in their order.
READING_FACTS = tuple(
    """qt qo lc cf cn cq cl cb cbf cbl fi fil ty qc qcl ns gaps mk lk fk k kg tk hd sb sbk bk
    se sd su e ew es eg egf b bw cw cp re pr dl rk of cA sA c0 c1 pj pf ps ni nS sf cg el
    hk hkc hkf ck ckc ckl""".split()
)


class Numbers(NamedTuple):
    """The numbers of a reading; probabilities are those of the first two stages."""

    log_probability: float
    below_the_best: float
    rank: float
    origin: float
    source_length: float
    content_length: float
    cue_length: float
    source_mean: float
    content_mean: float
    content_least: float
    content_first: float
    content_last: float
    content_before: float
    content_after: float
    to_source: float
    content_side: float
    to_content: float
    gaps: float
    quoted: float
    rival_in_content: float
    rival_in_source: float
    finite_verbs: float
    commas: float
    sentences: float
    open_marks: float
    rest: float
    ahead: float
    source_least: float
    source_elsewhere: float
    same_as_proposed: float
    source_of_proposed: float
    edges_of_proposed: float


_ORIGINS = {"chain": 0.0, "both": 1.0, "pattern": 2.0}


def reading_facts(
    columns: Columns,
    context: CueContext,
    roles: Roles,
    known: CueFacts,
    reading: Reading,
    likeliest: float,
) -> tuple[tuple[str, ...], Numbers]:
    """Return the words and the numbers of a reading.

    ``likeliest`` is the log probability of the best reading about the same cue.
    """
    numbers = _numbers(columns, context, roles, known, reading, likeliest)
    words = (
        *_shape_words(columns, context, reading, numbers),
        *_source_words(columns, context, known, reading, numbers),
        *_edge_words(columns, context, reading, numbers),
        *_weighed_words(context, reading, numbers),
        *_sense_words(columns, context, reading),
    )
    return words, numbers


def _numbers(
    columns: Columns,
    context: CueContext,
    roles: Roles,
    known: CueFacts,
    reading: Reading,
    likeliest: float,
) -> Numbers:
    frame = reading.frame
    source = frame.source or range(0)
    content, inside = [*tokens_of(frame.content)], {*tokens_of(frame.content)}
    first, last = content[0], content[-1]
    paragraph = columns.paragraph(context.anchor)
    masses = [roles.content(index) for index in content]
    named = [roles.source(index) for index in source]
    marks = columns.parse.marks.roles
    side = 1 if first > context.anchor else -1 if last < context.anchor else 0
    nearby = range(
        max(columns.sentence(context.anchor).start, context.anchor - REACH),
        min(columns.sentence(context.anchor).stop, context.anchor + REACH),
    )
    elsewhere = sum([roles.source(index) for index in nearby]) - sum(named)
    return Numbers(
        reading.log_probability,
        likeliest - reading.log_probability,
        float(reading.rank),
        _ORIGINS[reading.origin],
        float(len(source)),
        float(len(content)),
        float(size_of(frame.cue)),
        sum(named) / len(named) if named else -1.0,
        sum(masses) / len(masses),
        min(masses),
        masses[0],
        masses[-1],
        roles.content(first - 1) if first > paragraph.start else -1.0,
        roles.content(last + 1) if last + 1 < paragraph.stop else -1.0,
        _to_source(context.anchor, source),
        float(side),
        float(first - frame.last if side > 0 else frame.first - last),
        float(last - first + 1 - len(content) > 0) * (1 + (side == 0)),
        sum([columns.inside[index] >= 0 for index in content]) / len(content),
        max([roles.anchor(rival) for rival in known.rivals if rival in inside], default=0.0),
        max([roles.anchor(rival) for rival in known.rivals if rival in source], default=0.0),
        float(min(3, columns.verbs[last + 1] - columns.verbs[first])),
        float(columns.commas[last + 1] - columns.commas[first]),
        float(columns.sentence_of[last] - columns.sentence_of[first]),
        float(sum([(marks[at] == "open") - (marks[at] == "close") for at in content])),
        float(min(REACH, columns.sentence(last).stop - 1 - last)),
        float(min(REACH, first - columns.sentence(first).start)),
        min(named) if named else -1.0,
        elsewhere,
        *_beside_proposed(context, frame, inside),
    )


def _to_source(anchor: int, source: range) -> float:
    if not source:
        return FAR
    return float(anchor - source[-1] if source[-1] < anchor else anchor - source[0])


def _beside_proposed(
    context: CueContext, frame: Frame, content: set[int]
) -> tuple[float, float, float]:
    """Compare with the proposal: shared content, same source, same edges."""
    if context.proposed is None:
        return -1.0, -1.0, -1.0
    both = len(content & context.proposed_content)
    source = context.proposed_source
    named = not source.isdisjoint(frame.source or ()) or not (source or frame.source)
    pieces = context.proposed.content
    edges = 2 * (pieces[0].start == frame.content[0].start)
    edges += pieces[-1].stop == frame.content[-1].stop
    return both / len(content | context.proposed_content), float(named), float(edges)


def _shape_words(
    columns: Columns, context: CueContext, reading: Reading, numbers: Numbers
) -> tuple[str, ...]:
    frame = reading.frame
    first, last = frame.content[0].start, frame.content[-1].stop - 1
    opening, lemma = columns.pos[first], context.lemma
    length = min(7, int(1.5 * math.log2(size_of(frame.content) + 1)))
    quoted, finite = int(4 * numbers.quoted), numbers.finite_verbs > 0
    cue = " ".join([columns.words[index] for index in tokens_of(frame.cue)])
    return (
        f"qt={cue}",
        f"qo={cue} {opening}",
        f"lc={lemma} {opening}",
        f"cf={columns.words[first]}",
        f"cn={opening} {context.pos_after}",
        f"cq={opening}{columns.pos[frame.last]}{int(numbers.content_side)}",
        f"cl={columns.pos[last]}",
        f"cb={length}",
        f"cbf={length} {context.family}",
        f"cbl={length} {lemma}",
        f"fi={finite}{context.family}",
        f"fil={finite} {lemma}",
        f"ty={context.sort}{length}",
        f"qc={quoted} {context.family}",
        f"qcl={lemma} {quoted}",
        f"ns={int(numbers.sentences)}{quoted}",
        f"gaps={int(numbers.gaps)}{quoted}",
        f"mk={int(numbers.open_marks)}",
    )


def _kind(columns: Columns, source: range) -> str:
    """Name what stands for the source: nothing, a pronoun, a name, some noun phrase."""
    if not source:
        return "none"
    opening = columns.pos[source[0]]
    if opening == "PRP":
        return f"pronoun {columns.words[source[0]]}"
    if any(columns.pos[index] in PROPER_NOUNS for index in source):
        return "name"
    return "possessive" if opening == "PRP$" else columns.pos[source[-1]]


def _source_words(
    columns: Columns,
    context: CueContext,
    known: CueFacts,
    reading: Reading,
    numbers: Numbers,
) -> tuple[str, ...]:
    source = reading.frame.source or range(0)
    kind = _kind(columns, source)
    before, edges, head = "-", "-", "-"
    if source:
        opens = source[0] == columns.sentence(source[0]).start
        before = "<s>" if opens else columns.words[source[0] - 1]
        edges = f"{columns.pos[source[0]]} {columns.pos[source[-1]]}"
        head = "name" if kind == "name" else columns.words[source[-1]]
    subject = context.subject
    same = "-" if subject is None else _overlap(subject, source)
    return (
        f"lk={context.lemma} {kind}",
        f"fk={context.complement} {kind}",
        f"k={kind}",
        f"kg={kind} {context.verb_form}",
        f"tk={context.sort} {kind}",
        f"hd={head}",
        f"sb={before}",
        f"sbk={before} {kind}",
        f"bk={known.word_before_group} {kind}",
        f"se={edges}",
        f"sd={max(-4, min(8, int(numbers.to_source)))}",
        f"su={same}{context.verb_form}",
    )


def _sense_words(columns: Columns, context: CueContext, reading: Reading) -> tuple[str, ...]:
    """Return what sort of thing the head of the source and that of the content are."""
    source, content = reading.frame.source, reading.frame.content[0]
    holder = "none" if source is None else _head_sense(columns, source)
    told = _head_sense(columns, content)
    return (
        f"hk={holder}",
        f"hkc={holder} {context.sense}",
        f"hkf={holder} {context.complement}",
        f"ck={told} {context.family}",
        f"ckc={told} {context.sense}",
        f"ckl={told} {context.lemma}",
    )


def _head_sense(columns: Columns, tokens: range) -> str:
    """Return the class of the noun that ends the first run of nouns, else the tag it opens with."""
    pos, head = columns.pos, -1
    for index in tokens[:12]:
        if pos[index] in NOUNS:
            head = index
        elif head >= 0:
            break
        elif pos[index] in TENSED or pos[index] == "MD":
            return "clause"
    if head < 0:
        return pos[tokens[0]]
    return "name" if pos[head] in PROPER_NOUNS else sense(columns.lemmas[head], pos[head])


def _overlap(subject: range, source: range) -> str:
    if subject == source:
        return "same"
    return "shared" if any(index in subject for index in source) else "other"


def _edge_words(
    columns: Columns, context: CueContext, reading: Reading, numbers: Numbers
) -> tuple[str, ...]:
    """Return what stands before and after the content, within the sentence."""
    content = reading.frame.content
    first, last = content[0].start, content[-1].stop - 1
    stop, start = columns.sentence(last).stop, columns.sentence(first).start
    words, pos = columns.words, columns.pos
    after, after_tag = (words[last + 1], pos[last + 1]) if last + 1 < stop else ("<s>", "<s>")
    then, then_tag = (words[last + 2], pos[last + 2]) if last + 2 < stop else ("<s>", "<s>")
    before, before_tag = (words[first - 1], pos[first - 1]) if first > start else ("<s>", "<s>")
    segment = columns.segments[last + 2] if last + 2 < stop and after_tag in (",", ":") else "-"
    backwards = (at for run in reversed(content) for at in reversed(run))
    comma = next((at for at in backwards if pos[at] in (",", ":")), last)
    resumed = comma < last
    side, quoted = int(numbers.content_side), int(4 * numbers.quoted)
    return (
        f"e={after_tag} {then_tag}",
        f"ew={after} {then}",
        f"es={after_tag}{side}{quoted}",
        f"eg={after} {segment}",
        f"egf={after_tag} {segment} {context.family}",
        f"b={before_tag}{side}",
        f"bw={before}{side}",
        f"cw={words[comma + 1] if resumed else '-'}",
        f"cp={pos[comma + 1] if resumed else '-'} {context.family}",
        f"re={min(4, int(numbers.rest))}{side}",
    )


def _weighed_words(context: CueContext, reading: Reading, numbers: Numbers) -> tuple[str, ...]:
    """Return the facts that put numbers into steps."""
    same = f"{int(4 * numbers.same_as_proposed)}{int(numbers.source_of_proposed)}"
    side = int(numbers.content_side)
    return (
        f"pr={int(max(-12.0, numbers.log_probability) * 2)}",
        f"dl={int(min(12.0, numbers.below_the_best * 3))}",
        f"rk={reading.rank}{reading.origin}",
        f"of={reading.origin} {context.complement}",
        f"cA={int(numbers.content_mean * 6)}",
        f"sA={int(numbers.source_mean * 6)}",
        f"c0={bucket(numbers.content_first)}{bucket(numbers.content_before)}",
        f"c1={bucket(numbers.content_last)}{bucket(numbers.content_after)}",
        f"pj={same}{int(numbers.edges_of_proposed)}",
        f"pf={same} {context.complement}",
        f"ps={int(5 * context.share)}{same}",
        f"ni={bucket(numbers.rival_in_content)}{side}",
        f"nS={bucket(numbers.rival_in_source)}",
        f"sf={side}{context.family}",
        f"cg={min(4, int(numbers.to_content))}{side}",
        f"el={bucket(numbers.source_elsewhere)}",
    )
