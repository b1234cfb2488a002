"""A verb in its clause, with what stands before and after it."""

from attrs import frozen

from quoteattr.candidates.announcements import announces
from quoteattr.candidates.complements import After, Slot, introduces, read_after
from quoteattr.candidates.reporters import Reporter, read_reporter
from quoteattr.text import Parse, Verb

__all__ = ["Clause", "read_clause"]


@frozen(eq=False)
class Clause:
    """A verb of a sentence and what stands around it; ``parse`` is bounded by the sentence.

    The verb may govern a content if the lexicon knows it or if it leads straight up to quoted
    speech. ``reporter`` is
    there if what is reported stands before, ``after`` if the verb may govern a content and is
    no passive.
    """

    parse: Parse
    verb: Verb
    may_govern: bool
    reporter: Reporter | None
    after: After | None

    @property
    def introduces(self) -> bool:
        """Whether the verb leads straight up to quoted speech."""
        return introduces(self.parse, self.verb)

    @property
    def slot(self) -> Slot | None:
        """What may be the content after the verb."""
        return None if self.after is None else self.after.slot

    @property
    def hangs(self) -> bool:
        """Whether a doubtful verb ends a clause such as “when the story broke,” at its comma."""
        own = self.verb.own
        if own is None or self.parse.tag(own.start - 1) not in ("IN", "WRB"):
            return False
        return self.parse.word(own.start - 1) != "as" and not announces(self.parse, self.verb.lemma)


def read_clause(parse: Parse, verb: Verb) -> Clause | None:
    """Read what stands around a verb, None where it can report nothing."""
    cues = parse.lexicon.cues
    reporter = read_reporter(parse, verb)
    may_govern = verb.lemma in cues or introduces(parse, verb)
    if reporter is None and not may_govern:
        return None
    after = read_after(parse, verb) if may_govern and not verb.passive else None
    return Clause(parse, verb, may_govern, reporter, after)
