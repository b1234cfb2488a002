"""Who does it: the subject of each verb group of a sentence."""

from collections.abc import Sequence

from quoteattr.syntax.nounphrases import NOUNS, TIME_WORDS, base_phrase_to, noun_phrase_to
from quoteattr.syntax.verbgroups import VerbGroup
from quoteattr.text import Tagged
from quoteattr.words import Lexicon

__all__ = ["inherited_subject", "opening_subject", "own_subject"]

_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_BREAKS = frozenset({",", "--", "—", "–"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONJUNCTIONS = frozenset(
    "that because as if while although though since before after until".split()
)
_OPENING_TAGS = frozenset({"IN", "TO", "RB", "WRB", "VBG", "CC"})
_OPENING_WORDS = frozenset({"last", "earlier", "this", "later"})
_NO_ADVERBS = frozenset({"not", "there"})
_PERIODS = frozenset(
    "week month year night day morning afternoon evening weekend spring summer fall".split()
)
_LEADS = frozenset({"last", "this", "that", "earlier", "later", "next"}) | TIME_WORDS
_ARTICLES = frozenset({"a", "one"})
_TIME_LINKS = frozenset({"on", "in", "late", "early", "since", "of", "during"})
_SPOKEN = 0.5
#: What stands before a subject whose clause hangs on no other.
_APART = frozenset({",", "CC", ":", ".", "''"})
_REACH = 60
_CLOSE = 20
_OPENER = 12
_TERM = 6


def own_subject(
    tagged: Tagged, lexicon: Lexicon, groups: Sequence[VerbGroup], number: int, floor: int
) -> range | None:
    """Return the noun phrase that stands before a verb group as its subject.

    It may be cut off by an apposition, a relative clause or an inserted report: “Mr. Kay, a
    lawyer, said”, “the aide, who left, said”, “the text, the agency noted, does not say”.
    """
    group = groups[number]
    if group.form == "finite":
        return _before(tagged, lexicon, group, floor)
    if group.form == "participle":
        named = _before(tagged, lexicon, group, floor)
        if named is not None and tagged.pos[named.start] in ("NNP", "PRP", "WP", "WDT"):
            return named
        return _misread(tagged, lexicon, groups, number, floor)
    return None


def _before(tagged: Tagged, lexicon: Lexicon, group: VerbGroup, floor: int) -> range | None:
    """Return the noun phrase before a verb group, across what may stand between."""
    words, pos = tagged.tokens.words, tagged.pos
    last = _past_term(tagged, group.first - 1, floor)
    while last > floor and pos[last] in ("RB", "RBR") and words[last].lower() not in _NO_ADVERBS:
        last -= 1
    if last < floor or pos[last] == "EX":
        return None
    earlier = _past_time(tagged, last, floor)
    if earlier < last:
        filed = pos[earlier] == "VBN"
        timeless = _ending(tagged, lexicon, earlier - filed, floor)
        if timeless is not None:
            return timeless
    return _ending(tagged, lexicon, last, floor)


def _ending(tagged: Tagged, lexicon: Lexicon, last: int, floor: int) -> range | None:
    """Return the subject that ends at ``last``, or before the comma or verb that stands there."""
    words, pos = tagged.tokens.words, tagged.pos
    if words[last] in _BREAKS:
        return _across(tagged, lexicon, last, floor)
    phrase = noun_phrase_to(tagged, last, floor)
    if phrase is None:
        return _described(tagged, last, floor) if pos[last][:2] == "VB" else None
    if pos[phrase.start] == "WDT" and words[phrase.start].lower() == "which":
        return _antecedent(tagged, phrase.start, floor) or phrase
    return (
        _across_relative(tagged, phrase, floor)
        or _before_scene(tagged, phrase, floor)
        or _last_of_two(tagged, phrase, floor)
        or _with_participle(tagged, phrase, floor)
    )


def _before_scene(tagged: Tagged, phrase: range, floor: int) -> range | None:
    """Return “Lee” in “Lee during a rally thanked them”."""
    scene = phrase.start > floor and tagged.tokens.words[phrase.start - 1].lower() == "during"
    return noun_phrase_to(tagged, phrase.start - 2, floor) if scene else None


def _last_of_two(tagged: Tagged, phrase: range, floor: int) -> range | None:
    """Return “Lee” where “and” joins clauses: “they asked for a photo and Lee said”."""
    pos, before = tagged.pos, phrase.start - 1
    before -= pos[before] in ("IN", "TO")
    if before < floor or pos[before] not in ("VBD", "VBZ", "VBP", "VB", "VBG"):
        return None
    base = base_phrase_to(tagged, phrase.stop - 1, floor)
    joined = base is not None and base.start > phrase.start and pos[base.start - 1] == "CC"
    return base if joined else None


def _past_time(tagged: Tagged, last: int, floor: int) -> int:
    """Step left over “on Monday”, “last week” or “in March 2018” between subject and verb."""
    words = tagged.tokens.words
    while last - 2 >= floor:
        word, before = words[last].lower(), words[last - 1].lower()
        if word in TIME_WORDS:
            last -= 1 + (before in _ARTICLES)
        elif (word in _PERIODS and before in _LEADS) or (
            word.isdecimal() and (before in TIME_WORDS or before == "in")
        ):
            last -= 2
        else:
            break
        if words[last].lower() in _TIME_LINKS and last > floor:
            last -= 1
    return last


def _with_participle(tagged: Tagged, phrase: range, floor: int) -> range:
    """Take what a participle describes along: “papers seen by us show”, “men selling ice say”."""
    pos, participle = tagged.pos, phrase.start - 1
    participle -= pos[participle] in ("IN", "TO")
    participle -= pos[participle] == "RP"
    linked = tagged.tokens.words[participle + 1].lower() not in _CONJUNCTIONS
    if participle <= floor or pos[participle - 1] not in NOUNS or not linked:
        return phrase
    if pos[participle] != "VBG" and (pos[participle] != "VBN" or participle == phrase.start - 1):
        return phrase
    described = noun_phrase_to(tagged, participle - 1, floor)
    return phrase if described is None else range(described.start, phrase.stop)


def _past_term(tagged: Tagged, last: int, floor: int) -> int:
    """Step left into a short quoted term that ends the subject: the so-called “leak” said."""
    marks, words = tagged.marks, tagged.tokens.words
    while last > floor and marks.roles[last] == "close":
        pair = marks.pairs[marks.inside[last]]
        if last - pair.open > _TERM or words[last - 1] in (",", ".", "!", "?"):
            return floor - 1
        last -= 1
    return last


def _misread(
    tagged: Tagged, lexicon: Lexicon, groups: Sequence[VerbGroup], number: int, floor: int
) -> range | None:
    """Return the subject of a past tense that the tagger took for a participle.

    “One Republican threatened to sue” has no other verb that could be its main one.
    """
    group = groups[number]
    last = group.first - 1
    if last < floor or any(other.form == "finite" for other in groups[:number]):
        return None
    if group.stop < len(tagged.pos) and tagged.tokens.words[group.stop].lower() == "by":
        return None
    phrase = noun_phrase_to(tagged, last, floor)
    return phrase if phrase is not None and _heads_clause(tagged, lexicon, phrase, floor) else None


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
    if pos[before][:2] != "VB" and pos[before] not in ("IN", "TO"):
        return None
    return None if words[before].lower() in _CONJUNCTIONS else _described(tagged, before, floor)


def _described(tagged: Tagged, last: int, floor: int) -> range | None:
    """Return what the relative clause that ends at or after ``last`` describes."""
    pos, words = tagged.pos, tagged.tokens.words
    verbs = pos[last][:2] == "VB"
    for index in range(last - 1, max(floor, last - _CLOSE), -1):
        tag, word = pos[index], words[index].lower()
        if tag in ("WP", "WDT") and word in _RELATIVES:
            return noun_phrase_to(tagged, index - 1, floor) if verbs else None
        if word in _BREAKS or tag in ("CC", "``", "''", ":") or (tag == "IN" and word == "that"):
            return None
        verbs = verbs or tag in ("VBD", "VBZ", "VBP")
    return None


def _across(tagged: Tagged, lexicon: Lexicon, comma: int, floor: int) -> range | None:
    """Find the subject left of “, a lawyer from Ohio,”, “, who heads it,” or “, she said,”."""
    words, pos = tagged.tokens.words, tagged.pos
    inserted = pos[comma - 1] in _FINITE
    verbs = relative = False
    for index in range(comma - 1, max(floor, comma - _REACH), -1):
        verbs = pos[index] in _FINITE or (verbs and pos[index] not in ("WP", "WDT"))
        if words[index] not in _BREAKS:
            continue
        relative = relative or words[index + 1].lower() in _RELATIVES
        phrase = noun_phrase_to(tagged, index - 1, floor)
        if phrase is None or not _heads_clause(tagged, lexicon, phrase, floor):
            continue
        clausal = relative or inserted or _opens_clause(pos[index + 1])
        if clausal:
            return phrase
        if not verbs:
            return range(phrase.start, comma)
    return None


def _opens_clause(tag: str) -> bool:
    """Tell what is no noun in apposition: “, speaking in Rome,”, “, once again,”."""
    return tag in ("VBG", "VBN", "IN", "WP", "RB", "WRB", "TO")


def _heads_clause(tagged: Tagged, lexicon: Lexicon, phrase: range, floor: int) -> bool:
    """Tell a subject (“Mr. Kay, a lawyer,”) from a place in a list (“of Flint, Mich.,”)."""
    if phrase.start == floor:
        return True
    before = phrase.start - 1
    word, tag = tagged.tokens.words[before].lower(), tagged.pos[before]
    if tag in ("IN", "TO") or word == "that":
        return word in _CONJUNCTIONS
    if tag in _FINITE:
        entry = lexicon.cues.get(tagged.lemmas[before])
        return entry is not None and entry.share("zero") > 0.5
    if word == ",":
        return before - 1 >= floor and (
            tagged.pos[before - 1] not in ("NNP", "CD", "NN")
            or _opens_with_adverbial(tagged, before - 1, floor)
        )
    return tag in ("CC", "WRB", ":", "``", "''", "RB", "CD") or word in ("“", "(")


def _opens_with_adverbial(tagged: Tagged, last: int, floor: int) -> bool:
    """Tell an opening adverbial up to ``last``: “On Monday, …”, “that according to X, …”."""
    words = tagged.tokens.words
    floor += tagged.marks.roles[floor] == "open"
    if last - floor < _OPENER and tagged.pos[floor] in _OPENING_TAGS:
        return True
    for index in range(last, max(floor, last - _OPENER) - 1, -1):
        if words[index] == ",":
            break
        if words[index].lower() == "according":
            return True
    return words[floor].lower() in _OPENING_WORDS


def opening_subject(
    tagged: Tagged,
    groups: Sequence[VerbGroup],
    subjects: Sequence[range | None],
    shared: Sequence[bool],
) -> range | None:
    """Return who does what a sentence opens with: “Conceding a mistake, Lee left.”.

    It is the subject of the next finite verb, right after a comma.
    """
    if not groups or groups[0].form != "ing" or subjects[0] is not None:
        return None
    first = groups[0].first
    start = tagged.layout.sentences[tagged.layout.sentence_of[first]].start
    if first > start + 1 or (first == start + 1 and tagged.pos[start] != "IN"):
        return None
    words, roles = tagged.tokens.words, tagged.marks.roles
    for number in range(1, len(groups)):
        subject = subjects[number]
        if groups[number].form != "finite" or shared[number] or subject is None:
            continue
        before = subject.start - 1
        before -= roles[before] == "close"
        if words[before] == ",":
            return subject
    return None


def inherited_subject(
    tagged: Tagged,
    lexicon: Lexicon,
    groups: Sequence[VerbGroup],
    subjects: Sequence[range | None],
    number: int,
) -> range | None:
    """Return the subject of the verb that a verb without one of its own hangs on.

    ``subjects`` holds those of the groups before ``number``. A coordinated verb takes the
    subject of the last verb in its tense: “she said he is ill and called for help”. One that
    reports takes that of another: “she said he taught law and added that …”.
    """
    group = groups[number]
    if group.form == "ing":
        return _participle_subject(tagged, lexicon, groups, subjects, number)
    inside = tagged.marks.inside
    tense = _tense(tagged, group)
    reports = group.form == "finite" and _reports(lexicon, group)
    nearest: range | None = None
    for earlier in range(number - 1, -1, -1):
        other, subject = groups[earlier], subjects[earlier]
        if subject is None or inside[other.head] != inside[group.head]:
            continue
        if group.form == "infinitive":
            return subject
        if group.form == "finite":
            if other.form == "finite" and tense in ("MD", _tense(tagged, other)):
                nearest = nearest or subject
                if not reports or _reports(lexicon, other):
                    return subject
        elif other.form in ("finite", "participle"):
            return subject
    return nearest


def _reports(lexicon: Lexicon, group: VerbGroup) -> bool:
    entry = lexicon.cues.get(group.lemma)
    return entry is not None and max(entry.share("that"), entry.share("quote")) > _SPOKEN


def _tense(tagged: Tagged, group: VerbGroup) -> str:
    """Return the tag of the first verb of a group: VBD, VBZ, VBP or MD."""
    return next((tag for tag in tagged.pos[group.first : group.stop] if tag != "RB"), "")


def _participle_subject(
    tagged: Tagged,
    lexicon: Lexicon,
    groups: Sequence[VerbGroup],
    subjects: Sequence[range | None],
    number: int,
) -> range | None:
    """Return who does it in “polls showing …” and “Lee said he won, adding that …”."""
    first, inside = groups[number].first, tagged.marks.inside
    sentence = tagged.layout.sentences[tagged.layout.sentence_of[first]]
    floor = groups[number - 1].stop if number else sentence.start
    if first > floor and tagged.tokens.words[first - 1] != ",":
        phrase = noun_phrase_to(tagged, first - 1, floor)
        if phrase is not None:
            return phrase
    set_off = tagged.tokens.words[first - 1] == "," if first > floor else False
    main: range | None = None
    for other, subject in zip(groups[:number], subjects, strict=False):
        apart = inside[other.head] != inside[groups[number].head]
        if subject is None or apart or other.form == "infinitive":
            continue
        if set_off and tagged.pos[subject.start] in ("WP", "WDT"):
            continue
        alone = subject.start == sentence.start or tagged.pos[subject.start - 1] in _APART
        if main is not None and set_off and not alone:
            continue
        entry = lexicon.cues.get(other.lemma)
        if entry is not None and max(entry.share("that"), entry.share("end")) > 0.5:
            return subject
        if main is None or other.form == "finite":
            main = subject
    return main
