"""One sentence as the patterns see it: its verb groups, their subjects, its clause ends."""

from attrs import frozen

from quoteattr.frames.phrases import VerbGroup, base_phrase_to, noun_phrase_to, verb_groups
from quoteattr.lexicon import Lexicon
from quoteattr.tagging import Tagged

__all__ = ["Clauses", "read_clauses"]

_REACH = 60
_CLOSE = 20
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_COMMAS = frozenset({",", "--", "—", "–"})


@frozen
class Clauses:
    """A sentence with its verb groups and the subject of each.

    ``subjects`` runs parallel to ``groups``; ``shared`` marks the groups that take theirs
    from an earlier group (“he laughed and said”, “…, adding that”).
    """

    tagged: Tagged
    lexicon: Lexicon
    sentence: range
    groups: tuple[VerbGroup, ...]
    subjects: tuple[range | None, ...]
    shared: tuple[bool, ...]

    @property
    def body_stop(self) -> int:
        """The index after the last token that is not final punctuation."""
        words, roles = self.tagged.tokens.words, self.tagged.marks.roles
        stop = self.sentence.stop
        while stop > self.sentence.start and roles[stop - 1] == "" and words[stop - 1][0] in ".!?…":
            stop -= 1
        return stop

    def word(self, index: int) -> str:
        """Return the token in lower case, or an empty string outside the sentence."""
        if self.sentence.start <= index < self.sentence.stop:
            return self.tagged.tokens.words[index].lower()
        return ""

    def tag(self, index: int) -> str:
        """Return the part of speech, or an empty string outside the sentence."""
        if self.sentence.start <= index < self.sentence.stop:
            return self.tagged.pos[index]
        return ""

    def role(self, index: int) -> str:
        """Return the quotation-mark role of any token, or an empty string outside the text."""
        roles = self.tagged.marks.roles
        return roles[index] if 0 <= index < len(roles) else ""

    def group_at(self, index: int) -> int | None:
        """Return the number of the verb group that begins at ``index``."""
        for number, group in enumerate(self.groups):
            if group.first == index:
                return number
            if group.first > index:
                return None
        return None

    def finite_from(self, index: int, stop: int) -> int | None:
        """Return the number of the first finite verb group in ``index … stop``."""
        for number, group in enumerate(self.groups):
            if group.first >= stop:
                return None
            if group.first >= index and group.form == "finite":
                return number
        return None


def read_clauses(tagged: Tagged, lexicon: Lexicon, sentence: range) -> Clauses:
    """Find the verb groups of a sentence and their subjects."""
    groups = verb_groups(tagged, sentence)
    subjects: list[range | None] = []
    shared: list[bool] = []
    for number, group in enumerate(groups):
        own = _own_subject(tagged, group, sentence.start)
        if own is None and group.form == "participle":
            own = _misread_subject(tagged, groups, number, sentence.start)
        subject = own if own is not None else _inherited(
            tagged, lexicon, groups, subjects, number
        )
        subjects.append(subject)
        shared.append(own is None)
    return Clauses(tagged, lexicon, sentence, tuple(groups), tuple(subjects), tuple(shared))


def _own_subject(tagged: Tagged, group: VerbGroup, floor: int) -> range | None:
    """Return the noun phrase before a finite verb group, across appositions."""
    if group.form not in ("finite", "participle", "bare"):
        return None
    if group.form != "finite" and tagged.pos[group.head] == "VB":
        return None
    last = group.first - 1
    if last < floor:
        return None
    words, pos = tagged.tokens.words, tagged.pos
    while last > floor and tagged.marks.roles[last] == "close" and tagged.marks.inside[last] >= 0:
        pair = tagged.marks.pairs[tagged.marks.inside[last]]
        if last - pair.open > 6 or words[last - 1] in (",", ".", "!", "?"):
            return None
        last -= 1
    if words[last] in _COMMAS:
        return _across_apposition(tagged, last, floor)
    if pos[last] == "EX":
        return None
    while last > floor and pos[last] in ("RB", "RBR") and words[last].lower() not in ("not", "there"):
        last -= 1
    if words[last] in _COMMAS:
        return _across_apposition(tagged, last, floor)
    phrase = noun_phrase_to(tagged, last, floor)
    if phrase is None:
        return None
    if tagged.pos[phrase.start] == "WDT" and words[phrase.start].lower() == "which":
        return _antecedent(tagged, phrase.start, floor) or phrase
    if group.form != "finite" and pos[phrase.start] not in ("NNP", "PRP", "WP", "WDT"):
        return None
    return _across_relative(tagged, phrase, floor) or phrase


def _misread_subject(
    tagged: Tagged, groups: list[VerbGroup], number: int, floor: int
) -> range | None:
    """Return the subject of a past tense that the tagger took for a participle.

    “One Republican threatened to sue” has no other verb that could be its main one.
    """
    group = groups[number]
    last = group.first - 1
    if any(other.form == "finite" for other in groups[:number]) or last < floor:
        return None
    if group.stop < len(tagged.pos) and tagged.tokens.words[group.stop].lower() == "by":
        return None
    phrase = noun_phrase_to(tagged, last, floor)
    if phrase is None or not _heads_clause(tagged, phrase, floor):
        return None
    return phrase


def _antecedent(tagged: Tagged, relative: int, floor: int) -> range | None:
    """Return what “which” refers to: the noun phrase right before it."""
    before = relative - 1
    if before > floor and tagged.tokens.words[before] == ",":
        before -= 1
    return base_phrase_to(tagged, before, floor) if before >= floor else None


def _across_relative(tagged: Tagged, phrase: range, floor: int) -> range | None:
    """Find the subject before a relative clause without commas: “an aide who knows her said”."""
    pos, words = tagged.pos, tagged.tokens.words
    before = phrase.start - 1
    if before <= floor or pos[phrase.start] in ("PRP", "WP", "WDT"):
        return None
    if pos[before] not in ("VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "IN", "TO"):
        return None
    verbs = pos[before][:2] == "VB"
    for index in range(before - 1, max(floor, before - _CLOSE), -1):
        tag = pos[index]
        if tag in ("WP", "WDT") and words[index].lower() in _RELATIVES:
            return noun_phrase_to(tagged, index - 1, floor) if verbs else None
        if words[index] in _COMMAS or tag in ("CC", "``", "''", ":") or (
            tag == "IN" and words[index].lower() == "that"
        ):
            return None
        verbs = verbs or tag in ("VBD", "VBZ", "VBP")
    return None


def _across_apposition(tagged: Tagged, comma: int, floor: int) -> range | None:
    """Find the subject left of “, a lawyer from Ohio,” or “, who heads the panel,”."""
    words, pos = tagged.tokens.words, tagged.pos
    limit = max(floor, comma - _REACH)
    verbs = relative = inserted = False
    index = comma - 1
    if pos[index] in ("VBD", "VBZ", "VBP"):
        inserted = True
    while index > limit:
        tag = pos[index]
        if tag in ("VBD", "VBZ", "VBP", "MD"):
            verbs = True
        if words[index] in _COMMAS:
            opener = words[index + 1].lower() if index + 1 < comma else ""
            phrase = noun_phrase_to(tagged, index - 1, floor)
            relative = relative or opener in _RELATIVES
            if phrase is not None and _heads_clause(tagged, phrase, floor):
                apposed = (
                    relative
                    or inserted
                    or tagged.pos[index + 1] in ("VBG", "VBN", "IN", "WP", "RB", "WRB", "TO")
                )
                if apposed or not verbs:
                    return phrase if apposed else range(phrase.start, comma)
        index -= 1
    return None


def _heads_clause(tagged: Tagged, phrase: range, floor: int) -> bool:
    """Tell a subject (“Mr. Kay, a lawyer,”) from a place in a list (“of Flint, Mich.,”)."""
    if phrase.start == floor:
        return True
    before = phrase.start - 1
    word, tag = tagged.tokens.words[before].lower(), tagged.pos[before]
    if tag in ("IN", "TO") and word not in ("that", "because", "as", "if", "while", "although",
                                            "though", "since", "before", "after", "until"):
        return False
    if word == ",":
        return before - 1 >= floor and (
            tagged.pos[before - 1] not in ("NNP", "CD", "NN")
            or _opens_with_preposition(tagged, before - 1, floor)
        )
    return tag in ("CC", "IN", "WRB", ":", "``", "''", "RB", "CD") or word in ("“", "(")


def _opens_with_preposition(tagged: Tagged, last: int, floor: int) -> bool:
    """Tell whether the words up to ``last`` are an opening adverbial (“On Monday, …”)."""
    return last - floor < 12 and tagged.pos[floor] in ("IN", "TO", "RB", "WRB", "VBG", "CC") or (
        tagged.tokens.words[floor].lower() in ("last", "earlier", "this", "later")
    )


def _inherited(
    tagged: Tagged,
    lexicon: Lexicon,
    groups: list[VerbGroup],
    subjects: list[range | None],
    number: int,
) -> range | None:
    """Return the subject of the verb that a coordinated or participial verb hangs on."""
    group = groups[number]
    inside = tagged.marks.inside
    if group.form == "ing":
        return _participle_subject(tagged, lexicon, groups, subjects, number)
    home = inside[group.head]
    pos = tagged.pos
    coordinated = group.form == "finite"
    for earlier in range(number - 1, -1, -1):
        other = groups[earlier]
        if inside[other.head] != home or subjects[earlier] is None:
            continue
        if group.form == "infinitive":
            return subjects[earlier]
        elif coordinated and other.form == "finite":
            tense = _tense(tagged, group)
            if tense in ("MD", _tense(tagged, other)):
                return subjects[earlier]
        elif not coordinated and other.form in ("finite", "participle"):
            return subjects[earlier]
    return None


def _tense(tagged: Tagged, group: VerbGroup) -> str:
    """Return the tag of the first verb of a group: VBD, VBZ, VBP or MD."""
    for tag in tagged.pos[group.first : group.stop]:
        if tag != "RB":
            return tag
    return ""


def _participle_subject(
    tagged: Tagged,
    lexicon: Lexicon,
    groups: list[VerbGroup],
    subjects: list[range | None],
    number: int,
) -> range | None:
    """Return who does it in “polls showing …” and “Lee said he won, adding that …”."""
    first = groups[number].first
    inside = tagged.marks.inside
    home = inside[groups[number].head]
    if number and tagged.tokens.words[first - 1] != ",":
        phrase = noun_phrase_to(tagged, first - 1, groups[number - 1].stop)
        if phrase is not None:
            return phrase
    main: range | None = None
    for earlier in range(number):
        other, subject = groups[earlier], subjects[earlier]
        if subject is None or inside[other.head] != home or other.form == "infinitive":
            continue
        entry = lexicon.cues.get(other.lemma)
        if entry is not None and max(entry.share("that"), entry.share("end")) > 0.5:
            return subject
        if other.form == "finite" or main is None:
            main = subject
    return main
