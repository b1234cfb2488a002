"""Who does it: the subject of each verb of a sentence."""

from collections.abc import Sequence

from quoteattr.syntax.nounphrases import base_phrase_to, names_time, noun_phrase_to
from quoteattr.syntax.quoted import is_term
from quoteattr.syntax.verbgroups import LIKELY
from quoteattr.text import Parse, Verb
from quoteattr.words import DASHES, FINITE, LEADING, NOUNS, PERIODS, TENSED

__all__ = ["inherited_subject", "opening_subject", "own_subject"]

_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_BREAKS = DASHES | {","}
_CONJUNCTIONS = frozenset(
    "that because as if while although though since before after until".split()
)
_OPENING_TAGS = frozenset({"IN", "TO", "RB", "WRB", "VBG", "CC"})
_OPENING_WORDS = frozenset({"last", "earlier", "this", "later"})
_NO_ADVERBS = frozenset({"not", "there"})
_ARTICLES = frozenset({"a", "one"})
_TIME_LINKS = frozenset({"on", "in", "late", "early", "since", "of", "during"})
#: What stands before a subject whose clause hangs on no other.
_APART = frozenset({",", "CC", ":", ".", "''"})
#: An apposition or a relative clause with commas takes no more tokens, and one without commas
#: not so many.
_REACH, _CLOSE = 60, 20
#: Brackets by what closes them, and so many tokens stand in them.
_BRACKETS = {")": "(", "]": "[", ">": "<"}
_BRACKETED = 14
#: So many items a list has.
_ITEMS = 12
#: What stands after the name of a firm or a person and a comma.
_FIRMS = frozenset(
    "inc inc. ltd ltd. llc l.l.c. lp l.p. llp plc corp corp. co co. jr jr. sr sr. s.a. n.v.".split()
)
#: A verb that is so reliable with a clause without “that” has the one that follows.
_SURE = 0.7
#: So long may an adverbial be that a sentence opens with: “On the morning after the vote,”.
_OPENER = 12


def own_subject(parse: Parse, verbs: Sequence[Verb], number: int, floor: int) -> range | None:
    """Return the noun phrase that stands before a verb as its subject.

    It may be cut off by an apposition, a relative clause or an inserted report: “Mr. Kay, a
    lawyer, said”, “the aide, who left, said”, “the text, the agency noted, does not say”.
    """
    verb = verbs[number]
    if verb.form == "finite":
        return _before(parse, verb, floor)
    if verb.form == "participle":
        named = _before(parse, verb, floor)
        if named is not None and parse.tags[named.start] in ("NNP", "PRP", "WP", "WDT"):
            return named
        return _misread(parse, verbs, number, floor)
    return None


def _before(parse: Parse, verb: Verb, floor: int) -> range | None:
    """Return the noun phrase before a verb, across what may stand between."""
    tags = parse.tags
    last = _past_term(parse, verb.first - 1, floor)
    while last > floor and tags[last] in ("RB", "RBR") and parse.words[last] not in _NO_ADVERBS:
        last -= 1
    if last < floor or tags[last] == "EX":
        return None
    earlier = _past_time(parse, last, floor)
    if floor <= earlier < last:
        if tags[earlier] == "CC":
            return None
        filed = tags[earlier] == "VBN"
        timeless = _ending(parse, earlier - filed, floor)
        if timeless is not None:
            return timeless
    return _ending(parse, last, floor)


def _ending(parse: Parse, last: int, floor: int) -> range | None:
    """Return the subject that ends at ``last``, or before the comma or verb that stands there."""
    forms, tags = parse.forms, parse.tags
    if forms[last] in _BREAKS:
        return _across(parse, last, floor)
    last = _past_brackets(parse, last, floor)
    phrase = noun_phrase_to(parse, last, floor)
    if phrase is None:
        return _described(parse, last, floor) if tags[last][:2] == "VB" else None
    if parse.words[last] in _FIRMS and phrase.start - 2 >= floor and forms[phrase.start - 1] == ",":
        named = noun_phrase_to(parse, phrase.start - 2, floor)
        return phrase if named is None else range(named.start, phrase.stop)
    listed = _with_list(parse, phrase, floor)
    if listed is not None:
        return listed
    if tags[phrase.start] == "WDT" and parse.words[phrase.start] == "which":
        return _antecedent(parse, phrase.start, floor) or phrase
    return (
        _across_relative(parse, phrase, floor)
        or _before_scene(parse, phrase, floor)
        or _last_of_two(parse, phrase, floor)
        or _with_participle(parse, phrase, floor)
    )


def _with_list(parse: Parse, phrase: range, floor: int) -> range | None:
    """Return the whole list that a subject ends: “the envoys of Peru, Gabon and Laos said”."""
    if "CC" not in parse.tags[phrase.start : phrase.stop]:
        return None
    item = phrase
    for _ in range(_ITEMS):
        if item.start - 2 < floor or parse.forms[item.start - 1] != ",":
            break
        before = noun_phrase_to(parse, item.start - 2, floor)
        if before is None or names_time(parse, before.start):
            return None
        item = before
    whole = item.start < phrase.start and _heads_clause(parse, item, floor)
    return range(item.start, phrase.stop) if whole else None


def _past_brackets(parse: Parse, last: int, floor: int) -> int:
    """Step left over what stands in brackets after a name: “Larch Inc. (NYSE: LRC) said”."""
    opener = _BRACKETS.get(parse.forms[last])
    while opener is not None:
        least = max(floor, last - _BRACKETED)
        at = next((at for at in range(last - 1, least, -1) if parse.forms[at] == opener), None)
        if at is None:
            break
        last = at - 1
        opener = _BRACKETS.get(parse.forms[last])
    return last


def _before_scene(parse: Parse, phrase: range, floor: int) -> range | None:
    """Return “Lee” in “Lee during a rally thanked them”."""
    scene = phrase.start > floor and parse.words[phrase.start - 1] == "during"
    return noun_phrase_to(parse, phrase.start - 2, floor) if scene else None


def _last_of_two(parse: Parse, phrase: range, floor: int) -> range | None:
    """Return “Lee” where “and” joins clauses: “they asked for a photo and Lee said”."""
    tags, before = parse.tags, phrase.start - 1
    before -= tags[before] in ("IN", "TO")
    if before < floor or tags[before] not in ("VBD", "VBZ", "VBP", "VB", "VBG"):
        return None
    base = base_phrase_to(parse, phrase.stop - 1, floor)
    joined = base is not None and base.start > phrase.start and tags[base.start - 1] == "CC"
    return base if joined else None


def _past_time(parse: Parse, last: int, floor: int) -> int:
    """Step left over “on Monday”, “last week” or “in March 2018” between subject and verb."""
    while last > floor:
        word, before = parse.words[last], parse.words[last - 1]
        period = parse.times[last] in PERIODS and before in LEADING
        led = names_time(parse, last - 1) or before == "in"
        if names_time(parse, last):
            last -= 1 + (before in _ARTICLES)
        elif period or (led and (word.isdecimal() or parse.times[last] in PERIODS)):
            last -= 2
        else:
            break
        if parse.words[last] in _TIME_LINKS and last > floor:
            last -= 1
    return last


def _with_participle(parse: Parse, phrase: range, floor: int) -> range:
    """Take what a participle describes along: “papers seen by us show”, “men selling ice say”."""
    tags, participle = parse.tags, phrase.start - 1
    participle -= tags[participle] in ("IN", "TO")
    participle -= tags[participle] == "RP"
    linked = parse.words[participle + 1] not in _CONJUNCTIONS
    if participle <= floor or tags[participle - 1] not in NOUNS or not linked:
        return phrase
    if tags[participle] != "VBG" and (tags[participle] != "VBN" or participle == phrase.start - 1):
        return phrase
    described = noun_phrase_to(parse, participle - 1, floor)
    return phrase if described is None else range(described.start, phrase.stop)


def _past_term(parse: Parse, last: int, floor: int) -> int:
    """Step left into a short quoted term that ends the subject: the so-called “leak” said."""
    while last > floor and parse.marks.roles[last] == "close":
        if not is_term(parse, last):
            return floor - 1
        last -= 1
    return last


def _misread(parse: Parse, verbs: Sequence[Verb], number: int, floor: int) -> range | None:
    """Return the subject of a past tense that the tagger took for a participle.

    “One Republican threatened to sue” has no other verb that could be its main one.
    """
    verb = verbs[number]
    last = verb.first - 1
    if last < floor or any(other.form == "finite" for other in verbs[:number]):
        return None
    if verb.stop < len(parse.tags) and parse.words[verb.stop] == "by":
        return None
    phrase = noun_phrase_to(parse, last, floor)
    return phrase if phrase is not None and _heads_clause(parse, phrase, floor) else None


def _antecedent(parse: Parse, relative: int, floor: int) -> range | None:
    """Return what “which” refers to: the noun phrase right before it."""
    before = relative - 1
    if before > floor and parse.forms[before] == ",":
        before -= 1
    return base_phrase_to(parse, before, floor) if before >= floor else None


def _across_relative(parse: Parse, phrase: range, floor: int) -> range | None:
    """Find the subject before a relative clause without commas: “an aide who knows her said”."""
    tags = parse.tags
    before = phrase.start - 1
    if before <= floor or tags[phrase.start] in ("PRP", "WP", "WDT"):
        return None
    if tags[before][:2] != "VB" and tags[before] not in ("IN", "TO"):
        return None
    if parse.words[before] in _CONJUNCTIONS or _governs(parse, before):
        return None
    return _described(parse, before, floor)


def _governs(parse: Parse, verb: int) -> bool:
    """Tell a verb whose clause begins right after it: “a clerk who said the road was shut”."""
    tensed = parse.tags[verb] in TENSED
    return tensed and parse.lexicon.reports(parse.lemmas[verb], "zero") >= _SURE


def _described(parse: Parse, last: int, floor: int) -> range | None:
    """Return what the relative clause that ends at or after ``last`` describes."""
    tags = parse.tags
    verbal = tags[last][:2] == "VB"
    for index in range(last - 1, max(floor, last - _CLOSE), -1):
        tag, word = tags[index], parse.words[index]
        if tag in ("WP", "WDT") and word in _RELATIVES:
            return noun_phrase_to(parse, index - 1, floor) if verbal else None
        if word in _BREAKS or tag in ("CC", "``", "''", ":") or (tag == "IN" and word == "that"):
            return None
        verbal = verbal or tag in TENSED
    return None


def _across(parse: Parse, comma: int, floor: int) -> range | None:
    """Find the subject left of “, a lawyer from Ohio,”, “, who heads it,” or “, she said,”."""
    forms, tags = parse.forms, parse.tags
    inserted = tags[comma - 1] in FINITE
    verbal = relative = False
    for index in range(comma - 1, max(floor, comma - _REACH), -1):
        verbal = tags[index] in FINITE or (verbal and tags[index] not in ("WP", "WDT"))
        if forms[index] not in _BREAKS:
            continue
        relative = relative or parse.words[index + 1] in _RELATIVES
        phrase = noun_phrase_to(parse, _past_brackets(parse, index - 1, floor), floor)
        if phrase is None or not _heads_clause(parse, phrase, floor):
            continue
        if forms[phrase.start - 1] == "," and "CC" in tags[index:comma]:
            continue
        clausal = relative or inserted or _opens_clause(tags[index + 1])
        if clausal:
            return phrase
        if not verbal:
            return range(phrase.start, comma)
    return None


def _opens_clause(tag: str) -> bool:
    """Tell what is no noun in apposition: “, speaking in Rome,”, “, once again,”."""
    return tag in ("VBG", "VBN", "IN", "WP", "RB", "WRB", "TO")


def _heads_clause(parse: Parse, phrase: range, floor: int) -> bool:
    """Tell a subject (“Mr. Kay, a lawyer,”) from a place in a list (“of Flint, Mich.,”)."""
    if phrase.start == floor:
        return True
    before = phrase.start - 1
    word, tag = parse.words[before], parse.tags[before]
    if tag in ("IN", "TO") or word == "that":
        return word in _CONJUNCTIONS
    if tag in FINITE:
        return parse.lexicon.reports(parse.lemmas[before], "zero") > LIKELY
    if word == ",":
        return before - 1 >= floor and (
            parse.tags[before - 1] not in ("NNP", "CD", "NN")
            or _opens_with_adverbial(parse, before - 1, floor)
        )
    return tag in ("CC", "WRB", ":", "``", "''", "RB", "CD") or word in ("“", "(")


def _opens_with_adverbial(parse: Parse, last: int, floor: int) -> bool:
    """Tell an opening adverbial up to ``last``: “On Monday, …”, “that according to X, …”."""
    forms = parse.forms
    floor += parse.marks.roles[floor] == "open"
    if last - floor < _OPENER and parse.tags[floor] in _OPENING_TAGS:
        return True
    for index in range(last, max(floor, last - _OPENER) - 1, -1):
        if forms[index] == ",":
            break
        if parse.words[index] == "according":
            return True
    return parse.words[floor] in _OPENING_WORDS


def opening_subject(
    parse: Parse,
    verbs: Sequence[Verb],
    subjects: Sequence[range | None],
    shared: Sequence[bool],
) -> range | None:
    """Return who does what a sentence opens with: “Conceding a mistake, Lee left.”.

    It is the subject of the next finite verb, right after a comma.
    """
    if not verbs or verbs[0].form != "ing" or subjects[0] is not None:
        return None
    first = verbs[0].first
    start = parse.sentence(first).start
    if first > start + 1 or (first == start + 1 and parse.tags[start] != "IN"):
        return None
    forms, roles = parse.forms, parse.marks.roles
    for number in range(1, len(verbs)):
        subject = subjects[number]
        if verbs[number].form != "finite" or shared[number] or subject is None:
            continue
        before = subject.start - 1
        before -= roles[before] == "close"
        if forms[before] == ",":
            return subject
    return None


def inherited_subject(
    parse: Parse,
    verbs: Sequence[Verb],
    subjects: Sequence[range | None],
    number: int,
) -> range | None:
    """Return the subject of the verb that a verb without one of its own hangs on.

    ``subjects`` holds those of the verbs before ``number``. A coordinated verb takes the
    subject of the last verb in its tense: “she said he is ill and called for help”. One that
    reports takes that of another: “she said he taught law and added that …”.
    """
    verb = verbs[number]
    if verb.form == "ing":
        return _participle_subject(parse, verbs, subjects, number)
    inside = parse.marks.inside
    tense = _tense(parse, verb)
    reports = verb.form == "finite" and _reports(parse, verb)
    nearest: range | None = None
    for earlier in range(number - 1, -1, -1):
        other, subject = verbs[earlier], subjects[earlier]
        if subject is None or inside[other.head] != inside[verb.head]:
            continue
        if verb.form == "infinitive":
            return subject
        if verb.form == "finite":
            if other.form == "finite" and tense in ("MD", _tense(parse, other)):
                nearest = nearest or subject
                if not reports or _reports(parse, other):
                    return subject
        elif other.form in ("finite", "participle"):
            return subject
    return nearest


def _reports(parse: Parse, verb: Verb) -> bool:
    return parse.lexicon.reports(verb.lemma, "that", "quote") > LIKELY


def _tense(parse: Parse, verb: Verb) -> str:
    """Return the tag of the first verb of a verb: VBD, VBZ, VBP or MD."""
    return next((tag for tag in parse.tags[verb.first : verb.stop] if tag != "RB"), "")


def _participle_subject(
    parse: Parse,
    verbs: Sequence[Verb],
    subjects: Sequence[range | None],
    number: int,
) -> range | None:
    """Return who does it in “polls showing …” and “Lee said he won, adding that …”.

    In “the paper quoted Lee as saying” it is Lee.
    """
    first, inside = verbs[number].first, parse.marks.inside
    sentence = parse.sentence(first)
    floor = verbs[number - 1].stop if number else sentence.start
    near = _near_subject(parse, first, floor)
    if near is not None:
        return near
    set_off = parse.forms[first - 1] == "," if first > floor else False
    if set_off and number and _is_inserted(parse, verbs[number - 1], subjects[number - 1], first):
        return subjects[number - 1]
    main: range | None = None
    for other, subject in zip(verbs[:number], subjects, strict=False):
        apart = inside[other.head] != inside[verbs[number].head]
        if subject is None or apart or other.form == "infinitive":
            continue
        if set_off and parse.tags[subject.start] in ("WP", "WDT"):
            continue
        alone = subject.start == sentence.start or parse.tags[subject.start - 1] in _APART
        if main is not None and set_off and not alone:
            continue
        if parse.lexicon.reports(other.lemma, "that", "end") > LIKELY:
            return subject
        if main is None or other.form == "finite":
            main = subject
    return main


def _near_subject(parse: Parse, first: int, floor: int) -> range | None:
    """Return the noun phrase before a participle, with no comma between or with “as”."""
    last = first - 1
    if last <= floor - 1 or parse.forms[last] == ",":
        return None
    last -= last > floor and parse.words[last] == "as"
    return noun_phrase_to(parse, last, floor)


def _is_inserted(parse: Parse, verb: Verb, subject: range | None, stop: int) -> bool:
    """Tell the “Lee said” of “The north has noticed, Lee said, pointing out that …”."""
    if subject is None or verb.form != "finite" or verb.stop != stop - 1:
        return False
    before = subject.start - 1
    after = parse.forms[before] == "," or parse.marks.roles[before] == "close"
    return after and parse.lexicon.reports(verb.lemma, "end", "quote-end") > LIKELY
