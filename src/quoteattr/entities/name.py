"""The record of a proper name, and the parts of it that tell people apart."""

from __future__ import annotations

from attrs import frozen

from quoteattr.model import EntityKind

__all__ = ["FIRM_SUFFIXES", "PARTICLES", "POST_NOMINALS", "SUFFIXES", "Name"]

PARTICLES = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn ben abu ten ter zu y".split()
)
#: Letters behind a name that are no part of it.
POST_NOMINALS = frozenset(
    """AC AM AO CB CBE CMG DBE DSO FRS GCB KBE KC KCB KCMG LVO MBE MC MD MEP MLA MP MPP MSP OAM
    OBE OM PC PhD QC RN TD""".split()
)
SUFFIXES = frozenset(("jr.", "jr", "sr.", "sr", "ii", "iii", "iv"))
#: What stands behind the name of a firm, with a comma or without.
FIRM_SUFFIXES = frozenset(
    """ab ag asa b.v. bhd bhd. bv co co. corp corp. gmbh inc inc. kk l.l.c. l.p. llc llp lp ltd
    ltd. n.v. nv oyj plc pty s.a. s.p.a. sa sarl se spa""".split()
)
# Al Gore and Ben Ali have given names that stand as particles in other names.
_FAMILY_PARTICLES = frozenset("van von der den de del della di da dos du la le".split())


@frozen
class Name:
    """A proper name as it stands in the text, in token indices.

    ``span`` has the title and other words around the name that belong to it, ``core`` has
    not: *Russian President Vladimir Putin*, *Vladimir Putin*. ``words`` are the words of the
    core in lower case; ``kind`` is what the words alone tell, ``unknown`` included;
    ``article``: *the* stands before it; ``placed``: a word such as *in* does; ``by_first``: the
    title goes with a first name alone, as in *Sir Alan*.
    """

    span: range
    core: range
    title: range | None
    words: tuple[str, ...]
    kind: EntityKind
    gender: str = ""
    article: bool = False
    placed: bool = False
    by_first: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The words that tell people apart: no initials, suffixes or signs, particles joined."""
        parts: list[str] = []
        carried = ""
        for at, word in enumerate(self.words):
            if word in SUFFIXES or not word[0].isalpha() or (len(word) == 2 and word[1] == "."):
                continue
            if word in PARTICLES and (at or word in _FAMILY_PARTICLES):
                carried += word + " "
                continue
            parts.append(carried + word)
            carried = ""
        return tuple(parts) or self.words
