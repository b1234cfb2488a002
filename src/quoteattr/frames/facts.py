"""What the third learned stage asks of a cue and of a hypothesis about it.

Facts are words for a linear model and numbers for trees. No fact names a person, and none
looks past the paragraph.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from quoteattr.cues import Columns, Roles, bucket
from quoteattr.frames.cuecontext import CueContext
from quoteattr.frames.cuekeys import RoleSteps
from quoteattr.frames.hypotheses import Hypothesis

__all__ = ["CUE_NUMBERS", "HYPOTHESIS_NUMBERS", "CueFacts", "cue_facts", "hypothesis_facts"]

#: The names of the numbers of a cue, in their order.
CUE_NUMBERS = (
    *("anchor", "cue", "source here", "content here", "none", "quoted cue", "rivals"),
    *("best rival", "rival before", "rival after", "gap before", "gap after"),
    *("from sentence start", "sentence length", "from paragraph start", "share", "patterns"),
)
_REACH = 60
_FAR = 99.0
_LONG_AUXILIARY = 30


@frozen(eq=False)
class CueFacts:
    """The words and the numbers of one cue, and the other anchors near it."""

    words: tuple[str, ...]
    numbers: tuple[float, ...]
    rivals: tuple[int, ...]
    word_before_group: str


def cue_facts(
    columns: Columns,
    context: CueContext,
    roles: Roles,
    steps: RoleSteps,
    anchors: Sequence[int],
) -> CueFacts:
    """Return what is known of a cue; ``anchors`` are those of its sentence, in order."""
    anchor, sentence = context.anchor, columns.sentence(context.anchor)
    row = roles.marginals[anchor]
    reach = slice(bisect_left(anchors, anchor - _REACH), bisect_right(anchors, anchor + _REACH))
    rivals = [other for other in anchors[reach] if other != anchor]
    before = next((other for other in reversed(rivals) if other < anchor), None)
    after = next((other for other in rivals if other > anchor), None)
    strongest = max([roles.anchor(other) for other in rivals], default=0.0)
    left = (roles.anchor(before), anchor - before) if before is not None else (0.0, _FAR)
    right = (roles.anchor(after), after - anchor) if after is not None else (0.0, _FAR)
    group = context.verb.group.first if context.verb else anchor
    opener = columns.words[group - 1] if group > sentence.start else "<s>"
    numbers = (
        row[1],
        row[1] + row[2],
        roles.source(anchor),
        roles.content(anchor),
        row[0],
        float(columns.inside[anchor] >= 0),
        float(len(rivals)),
        strongest,
        left[0],
        right[0],
        float(left[1]),
        float(right[1]),
        float(min(_REACH, anchor - sentence.start)),
        float(min(_REACH, len(sentence))),
        float(min(_REACH, anchor - columns.paragraph(anchor).start)),
        context.share,
        float(len(columns.candidates_at.get(anchor, ()))),
    )
    auxiliaries = " ".join(columns.words[group:anchor])[:_LONG_AUXILIARY]
    words = (
        *_lexical(context, columns.words[anchor]),
        f"aux={auxiliaries}",
        f"auxt={auxiliaries} {context.sort}",
        f"bf={opener}",
        *_weighed(columns, context, steps, numbers),
    )
    return CueFacts(words, numbers, tuple(rivals), opener)


def _lexical(context: CueContext, word: str) -> tuple[str, ...]:
    lemma, pos, frame, form = context.lemma, context.pos, context.frame, context.verb_form
    return (
        f"l={lemma}",
        f"lp={lemma} {pos}",
        f"lf={lemma} {frame}",
        f"ln={lemma} {context.word_after}",
        f"lv={lemma} {context.word_before}",
        f"w={word}",
        f"p={pos}",
        f"fr={frame}",
        f"gi={form}",
        f"gif={form} {frame}",
        f"nx={context.word_after}",
        f"nxp={context.pos_after}",
        f"pv={context.word_before}",
        f"pvp={context.pos_before}",
        f"tyf={context.sort} {frame}",
        f"s3={lemma[-3:]}{pos}",
        f"s4={lemma[-4:]}{pos}",
        f"npv={context.pos_before}{pos}{context.pos_after}",
    )


def _weighed(
    columns: Columns,
    context: CueContext,
    steps: RoleSteps,
    numbers: tuple[float, ...],
) -> tuple[str, ...]:
    """Return the facts that put the probabilities of the first stage into steps."""
    anchor, best = context.anchor, steps.best
    paragraph = columns.paragraph(anchor)
    left = best[anchor - 1] if anchor > paragraph.start else -1
    right = best[anchor + 1] if anchor + 1 < paragraph.stop else -1
    likely = bucket(numbers[0])
    return (
        f"q={columns.inside[anchor] >= 0}",
        f"a={int(10 * numbers[0])}",
        f"af={int(10 * numbers[0])} {context.family}",
        f"c={bucket(numbers[3])}",
        f"ca={bucket(numbers[3])}{likely}",
        f"so={bucket(numbers[2])}",
        f"no={bucket(numbers[4])}",
        f"sh={int(10 * numbers[15])}",
        f"ri={bucket(numbers[7])}{likely}",
        f"rb={bucket(numbers[8])}{min(6, int(numbers[10]))}",
        f"ra={bucket(numbers[9])}{min(6, int(numbers[11]))}",
        f"A3={left} {best[anchor]} {right}",
        f"at={min(3, int(numbers[12]))}{context.verb_form}",
    )


#: The names of the numbers of a hypothesis, in their order.
HYPOTHESIS_NUMBERS = (
    *("log probability", "below the best", "rank", "origin", "source length", "content length"),
    *("cue length", "source mean", "content mean", "content least", "content first"),
    *("content last", "content before", "content after", "to source", "content side"),
    *("to content", "gaps", "quoted", "rival in content", "rival in source", "finite verbs"),
    *("commas", "sentences", "open marks", "rest", "ahead", "source least", "source elsewhere"),
    *("same as pattern", "source of pattern", "edges of pattern"),
)
_ORIGINS = {"chain": 0.0, "both": 1.0, "pattern": 2.0}


def hypothesis_facts(
    columns: Columns,
    context: CueContext,
    roles: Roles,
    known: CueFacts,
    hypothesis: Hypothesis,
    likeliest: float,
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the words and the numbers of a hypothesis.

    ``likeliest`` is the log probability of the best hypothesis about the same cue.
    """
    numbers = _numbers(columns, context, roles, known, hypothesis, likeliest)
    words = (
        *_shape_words(columns, context, hypothesis, numbers),
        *_source_words(columns, context, known, hypothesis, numbers),
        *_edge_words(columns, context, hypothesis, numbers),
        *_weighed_words(context, hypothesis, numbers),
    )
    return words, numbers


def _numbers(
    columns: Columns,
    context: CueContext,
    roles: Roles,
    known: CueFacts,
    hypothesis: Hypothesis,
    likeliest: float,
) -> tuple[float, ...]:
    source, content = hypothesis.source, hypothesis.content
    first, last = content[0], content[-1]
    paragraph = columns.paragraph(context.anchor)
    masses = [roles.content(index) for index in content]
    named = [roles.source(index) for index in source]
    inside = set(content)
    marks = columns.tagged.marks.roles
    side = 1 if first > context.anchor else -1 if last < context.anchor else 0
    nearby = range(
        max(columns.sentence(context.anchor).start, context.anchor - _REACH),
        min(columns.sentence(context.anchor).stop, context.anchor + _REACH),
    )
    elsewhere = sum([roles.source(index) for index in nearby]) - sum(named)
    return (
        hypothesis.log_probability,
        likeliest - hypothesis.log_probability,
        float(hypothesis.rank),
        _ORIGINS[hypothesis.origin],
        float(len(source)),
        float(len(content)),
        float(len(hypothesis.cue)),
        sum(named) / len(named) if named else -1.0,
        sum(masses) / len(masses),
        min(masses),
        masses[0],
        masses[-1],
        roles.content(first - 1) if first > paragraph.start else -1.0,
        roles.content(last + 1) if last + 1 < paragraph.stop else -1.0,
        _to_source(context.anchor, source),
        float(side),
        float(first - hypothesis.cue[-1] if side > 0 else hypothesis.cue[0] - last),
        float(last - first + 1 - len(content) > 0) * (1 + (side == 0)),
        sum([columns.inside[index] >= 0 for index in content]) / len(content),
        max([roles.anchor(rival) for rival in known.rivals if rival in inside], default=0.0),
        max([roles.anchor(rival) for rival in known.rivals if rival in source], default=0.0),
        float(min(3, columns.verbs[last + 1] - columns.verbs[first])),
        float(columns.commas[last + 1] - columns.commas[first]),
        float(columns.sentence_of[last] - columns.sentence_of[first]),
        float(sum([(marks[at] == "open") - (marks[at] == "close") for at in content])),
        float(min(_REACH, columns.sentence(last).stop - 1 - last)),
        float(min(_REACH, first - columns.sentence(first).start)),
        min(named) if named else -1.0,
        elsewhere,
        *_beside_pattern(context, hypothesis),
    )


def _to_source(anchor: int, source: tuple[int, ...]) -> float:
    if not source:
        return _FAR
    return float(anchor - source[-1] if source[-1] < anchor else anchor - source[0])


def _beside_pattern(context: CueContext, hypothesis: Hypothesis) -> tuple[float, float, float]:
    """Compare with the best pattern: shared content, same source, same edges."""
    if context.pattern is None:
        return -1.0, -1.0, -1.0
    content = set(hypothesis.content)
    both = len(content & context.pattern_content)
    source = context.pattern_source
    named = not source.isdisjoint(hypothesis.source) or not (source or hypothesis.source)
    pieces = context.pattern.content
    edges = 2 * (pieces[0].start == hypothesis.content[0])
    edges += pieces[-1].stop - 1 == hypothesis.content[-1]
    return both / len(content | context.pattern_content), float(named), float(edges)


def _shape_words(
    columns: Columns, context: CueContext, hypothesis: Hypothesis, numbers: tuple[float, ...]
) -> tuple[str, ...]:
    first, last = hypothesis.content[0], hypothesis.content[-1]
    opening, lemma = columns.pos[first], context.lemma
    length = min(7, int(1.5 * math.log2(len(hypothesis.content) + 1)))
    quoted, finite = int(4 * numbers[18]), numbers[21] > 0
    cue = " ".join([columns.words[index] for index in hypothesis.cue])
    return (
        f"qt={cue}",
        f"qo={cue} {opening}",
        f"lc={lemma} {opening}",
        f"cf={columns.words[first]}",
        f"cn={opening} {context.pos_after}",
        f"cq={opening}{columns.pos[hypothesis.cue[-1]]}{int(numbers[15])}",
        f"cl={columns.pos[last]}",
        f"cb={length}",
        f"cbf={length} {context.family}",
        f"cbl={length} {lemma}",
        f"fi={finite}{context.family}",
        f"fil={finite} {lemma}",
        f"ty={context.sort}{length}",
        f"qc={quoted} {context.family}",
        f"qcl={lemma} {quoted}",
        f"ns={int(numbers[23])}{quoted}",
        f"gaps={int(numbers[17])}{quoted}",
        f"mk={int(numbers[24])}",
    )


def _kind(columns: Columns, source: tuple[int, ...]) -> str:
    """Name what stands for the source: nothing, a pronoun, a name, some noun phrase."""
    if not source:
        return "none"
    opening = columns.pos[source[0]]
    if opening == "PRP":
        return f"pronoun {columns.words[source[0]]}"
    if any(columns.pos[index] in ("NNP", "NNPS") for index in source):
        return "name"
    return "possessive" if opening == "PRP$" else columns.pos[source[-1]]


def _source_words(
    columns: Columns,
    context: CueContext,
    known: CueFacts,
    hypothesis: Hypothesis,
    numbers: tuple[float, ...],
) -> tuple[str, ...]:
    source = hypothesis.source
    kind = _kind(columns, source)
    before, edges, head = "-", "-", "-"
    if source:
        opens = source[0] == columns.sentence(source[0]).start
        before = "<s>" if opens else columns.words[source[0] - 1]
        edges = f"{columns.pos[source[0]]} {columns.pos[source[-1]]}"
        head = "name" if kind == "name" else columns.words[source[-1]]
    subject = context.verb.subject if context.verb else None
    same = "-" if subject is None else _overlap(subject, source)
    return (
        f"lk={context.lemma} {kind}",
        f"fk={context.frame} {kind}",
        f"k={kind}",
        f"kg={kind} {context.verb_form}",
        f"tk={context.sort} {kind}",
        f"sh={head}",
        f"sb={before}",
        f"sbk={before} {kind}",
        f"bk={known.word_before_group} {kind}",
        f"se={edges}",
        f"sd={max(-4, min(8, int(numbers[14])))}",
        f"su={same}{context.verb_form}",
    )


def _overlap(subject: range, source: tuple[int, ...]) -> str:
    if tuple(subject) == source:
        return "same"
    return "shared" if any(index in subject for index in source) else "other"


def _edge_words(
    columns: Columns, context: CueContext, hypothesis: Hypothesis, numbers: tuple[float, ...]
) -> tuple[str, ...]:
    """Return what stands before and after the content, within the sentence."""
    first, last = hypothesis.content[0], hypothesis.content[-1]
    stop, start = columns.sentence(last).stop, columns.sentence(first).start
    words, pos = columns.words, columns.pos
    after, after_tag = (words[last + 1], pos[last + 1]) if last + 1 < stop else ("<s>", "<s>")
    then, then_tag = (words[last + 2], pos[last + 2]) if last + 2 < stop else ("<s>", "<s>")
    before, before_tag = (words[first - 1], pos[first - 1]) if first > start else ("<s>", "<s>")
    segment = columns.segments[last + 2] if last + 2 < stop and after_tag in (",", ":") else "-"
    comma = next((at for at in reversed(hypothesis.content) if pos[at] in (",", ":")), last)
    resumed = comma < last
    side, quoted = int(numbers[15]), int(4 * numbers[18])
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
        f"re={min(4, int(numbers[25]))}{side}",
    )


def _weighed_words(
    context: CueContext, hypothesis: Hypothesis, numbers: tuple[float, ...]
) -> tuple[str, ...]:
    """Return the facts that put numbers into steps."""
    same = f"{int(4 * numbers[29])}{int(numbers[30])}"
    side = int(numbers[15])
    return (
        f"pr={int(max(-12.0, numbers[0]) * 2)}",
        f"dl={int(min(12.0, numbers[1] * 3))}",
        f"rk={hypothesis.rank}{hypothesis.origin}",
        f"of={hypothesis.origin} {context.frame}",
        f"cA={int(numbers[8] * 6)}",
        f"sA={int(numbers[7] * 6)}",
        f"c0={bucket(numbers[10])}{bucket(numbers[12])}",
        f"c1={bucket(numbers[11])}{bucket(numbers[13])}",
        f"pj={same}{int(numbers[31])}",
        f"pf={same} {context.frame}",
        f"ps={int(5 * context.share)}{same}",
        f"ni={bucket(numbers[19])}{side}",
        f"nS={bucket(numbers[20])}",
        f"sf={side}{context.family}",
        f"cg={min(4, int(numbers[16]))}{side}",
        f"el={bucket(numbers[28])}",
    )
