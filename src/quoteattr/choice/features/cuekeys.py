"""What the second learned stage asks of a token as seen from one cue.

The keys go on where those of `token_keys` end: how far away the cue is, what
stands between, what the cue is, what its pattern takes the token for, and which roles the
first stage sees there.
"""

from collections.abc import Sequence
from functools import partial

from attrs import frozen

from quoteattr.choice.features.columns import Columns, bucket, fine_bucket
from quoteattr.choice.features.windows import FARTHEST
from quoteattr.choice.roles import Roles
from quoteattr.learning import Expansions, Key
from quoteattr.words import either_sense

__all__ = [
    "ANCHORS",
    "EXPANSIONS",
    "FAR_STEP",
    "MOST",
    "PATH",
    "SPELLED",
    "STEPS",
    "RoleSteps",
    "role_keys",
    "subject_key",
]

# The weights were learned with these values: to change one is to train anew.
#: Classes of tags of which the word itself is looked at.
SPELLED = frozenset("IW,:CTq")
#: So near the cue the tags in between are looked at one by one.
PATH = 5
#: So near the cue, and counted no farther than so: words, commas, verbs and marks.
MOST = 3
#: From this step on, distances to a cue with its neighbours are one.
FAR_STEP = 6
#: So many other anchors in between are counted.
ANCHORS = 2
#: The step of each distance.
STEPS = tuple([fine_bucket(distance) for distance in range(FARTHEST + 1)])


@frozen(eq=False)
class RoleSteps:
    """What the first stage holds of each token, in steps.

    ``best`` is the most likely role; ``before`` and ``after`` are steps for the probability
    of a content before and after its cue.
    """

    best: Sequence[int]
    before: Sequence[int]
    after: Sequence[int]

    @classmethod
    def of(cls, roles: Roles) -> "RoleSteps":
        """Put the marginals of a text into steps."""
        return cls(
            [row.index(max(row)) for row in roles.marginals],
            [bucket(row[5]) for row in roles.marginals],
            [bucket(row[6]) for row in roles.marginals],
        )


def role_keys(columns: Columns, roles: Roles, steps: RoleSteps, index: int) -> tuple[Key, ...]:
    """Return the keys that say what the first stage makes of a token and its neighbours.

    Nothing outside the paragraph is looked at.
    """
    paragraph, best = columns.paragraph(index), steps.best
    left = best[index - 1] if index > paragraph.start else -1
    right = best[index + 1] if index + 1 < paragraph.stop else -1
    row = roles.marginals[index]
    return (
        ("A", left, best[index], right),
        ("Aq", bucket(row[1] + row[2]), best[index], bucket(row[best[index]])),
        ("As", bucket(row[3]), bucket(row[4])),
        ("Ac", steps.before[index], steps.after[index]),
    )


def subject_key(subject: range, index: int, form: str, commas: int) -> Key:
    """Return the key that says where a token stands to the subject of the cue."""
    if index in subject:
        return ("gs", form, index == subject.start, index == subject.stop - 1, commas)
    return ("gn", form, index + 1 == subject.start, index == subject.stop)


def _between(
    commas: int,
    verbs: int,
    marks: int,
    conjunctions: int,
    relatives: int,
    sentence: int,
    level: bool,
    quoted: bool,
    cue_quoted: bool,
) -> tuple[str, ...]:
    return (
        f"nc={commas}",
        f"ncv={commas}{verbs}",
        f"nqc={marks}{commas}",
        f"sq={level}{marks}",
        f"so={sentence}",
        f"soq={sentence}{marks}{level}",
        f"soi={sentence}{quoted}{cue_quoted}",
        f"cnt={commas}{verbs}{min(2, marks)}{conjunctions}{relatives}{sentence}",
    )


def _distance(far: int, coarse: str, pos: str) -> tuple[str, ...]:
    return f"d={far}", f"dp={far} {coarse}", f"apd={pos} {min(far, 5)}"


def _cue_near(lemma: str, after: str, before: str, form: str, far: int) -> tuple[str, ...]:
    near = min(far, 5)
    return (
        f"ld={lemma} {min(far, 4)}",
        f"nx={after} {near}",
        f"pv={before} {near}",
        f"gi={form} {far}",
        f"kd={either_sense(lemma)} {near}",
    )


def _cue_between(
    lemma: str, after: str, before: str, sort: str, pos: str, commas: int, verbs: int, marks: int
) -> tuple[str, ...]:
    return (
        f"lnc={lemma} {min(commas, 1)}{min(verbs, 1)}{min(2, marks)}",
        f"knc={either_sense(lemma)} {min(commas, 1)}{min(verbs, 1)}{min(2, marks)}",
        f"nxp={after} {commas}{verbs}",
        f"pvp={before} {commas}{verbs}",
        f"ty={sort} {commas}{min(verbs, 2)}{min(2, marks)}",
        f"apc={pos} {after} {min(commas, 1)}{min(verbs, 1)}",
    )


def _path(path: str, kind: str, inside: bool, offset: int) -> tuple[str, ...]:
    return f"path={path} {kind}", f"gg={inside}{offset}"


def _subject(form: str, first: bool, last: bool, commas: int) -> tuple[str, ...]:
    return f"gs={form}", f"gsx={first}{last}{commas}"


def _no_subject(form: str, before: bool, after: bool) -> tuple[str, ...]:
    return f"gn={form}", f"gnx={before}{after}"


def _pattern(
    inner: str,
    own: str,
    outer: str,
    step: int,
    frame: str,
    family: str,
    pattern: str,
    lemma: str,
) -> tuple[str, ...]:
    return (
        f"P={own}{step}",
        f"P3={inner}{own}{outer}",
        f"P3f={inner}{own}{outer} {family}",
        f"Pf={own} {frame}",
        f"Pp={own}{inner} {pattern}",
        f"Pl={own}{inner} {lemma}",
        f"Pk={own}{inner} {either_sense(lemma)}",
    )


def _pattern_kind(
    inner: str, own: str, outer: str, kind: str, commas: int, verbs: int
) -> tuple[str, ...]:
    return (
        f"Pt={own} {kind}",
        f"P3t={inner}{own}{outer} {kind}",
        f"Pn={own}{commas}{verbs}",
    )


def _neighbours(left: int, own: int, right: int) -> tuple[str, ...]:
    return f"A={own}", f"A3={left} {own} {right}"


def _sides(name: str, before: int, after: int) -> tuple[str, ...]:
    return f"{name}<{before}", f"{name}>{after}", f"{name}{before}{after}"


def _anchors(anchors: int, role: int, content: int, far: int) -> tuple[str, ...]:
    return (
        f"nA={anchors}",
        f"nAA={anchors}{role}",
        f"nAc={anchors}{role}{content}",
        f"Ad={role}{far}",
    )


def _certainty(cue: int, role: int, sure: int) -> tuple[str, ...]:
    return f"Aq={cue}", f"Ar={role}{sure}"


def _crossed(commas: int, verbs: int, marks: int, kind: str) -> tuple[str, ...]:
    return (f"nt={commas}{verbs}{min(2, marks)} {kind}",)


def _lemma_kind(lemma: str, kind: str) -> tuple[str, ...]:
    sort = either_sense(lemma)
    return f"l={lemma}", f"lp={lemma} {kind}", f"kl={sort}", f"klp={sort} {kind}"


def _form_kind(form: str, sort: str, kind: str) -> tuple[str, ...]:
    return f"gip={form} {kind}", f"typ={sort} {kind}"


#: How the keys of each group become features.
EXPANSIONS: Expansions = {
    "A": _neighbours,
    "Aq": _certainty,
    "As": partial(_sides, "As"),
    "Ac": partial(_sides, "Ac"),
    "n": _between,
    "nt": _crossed,
    "d": _distance,
    "a": _cue_near,
    "lk": _lemma_kind,
    "fk": _form_kind,
    "an": _cue_between,
    "nA": _anchors,
    "y": _path,
    "gs": _subject,
    "gn": _no_subject,
    "P": _pattern,
    "Pt": _pattern_kind,
}
