"""Shallow syntax over part-of-speech tags: verb groups and noun phrases."""

from attrs import frozen

from quoteattr.tagging import Tagged

__all__ = ["NOUNS", "VerbGroup", "base_phrase_to", "noun_phrase_from", "noun_phrase_to", "verb_groups"]

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LEFT_OF_NOUN = NOUNS | {"JJ", "JJR", "JJS", "DT", "PRP$", "CD", "PDT", "$", "POS", "FW", "ADD"}
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_AUXILIARIES = frozenset({"be", "have", "do", "get"})
_PRONOUN_TAGS = frozenset({"PRP", "WP", "EX"})
_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight"
    " earlier later january february march april june july august september october november"
    " december".split()
)
_ATTACHING = frozenset("of for at from in with on to to about against within among".split())
_HEAD_WORDS = frozenset("some many most others several both few all one those these this that"
                        " any none each more neither everyone nobody anyone another someone".split())
_REACH = 40


@frozen
class VerbGroup:
    """A run of auxiliaries, adverbs and one full verb, in token indices.

    ``head`` is the full verb, ``stop`` the index after the last token; ``form`` is
    ``finite``, ``ing``, ``participle``, ``infinitive`` or ``bare``.
    """

    first: int
    head: int
    stop: int
    lemma: str
    form: str
    passive: bool
    negated: bool
    modal: bool


def verb_groups(tagged: Tagged, sentence: range) -> list[VerbGroup]:
    """Find the verb groups of a sentence from left to right.

    “has also continuously blamed” is one group, “declined to comment” is two.
    """
    pos, lemmas = tagged.pos, tagged.lemmas
    groups: list[VerbGroup] = []
    index, stop = sentence.start, sentence.stop
    while index < stop:
        tag = pos[index]
        if tag not in _VERBS and tag != "MD":
            index += 1
            continue
        first = head = index
        following = index + 1
        while following < stop:
            tag = pos[following]
            chain_open = pos[head] == "MD" or lemmas[head] in _AUXILIARIES
            if tag in _VERBS and chain_open and _continues(pos[head], lemmas[head], tag):
                head = following
            elif not (chain_open and tag in ("RB", "RBR", "RBS")):
                break
            following += 1
        end = head + 1
        groups.append(_group(tagged, sentence, first, head, end))
        index = end
    return groups


def _continues(tag: str, lemma: str, following: str) -> bool:
    """Tell whether a verb of tag ``following`` may stand after this auxiliary."""
    if tag == "MD" or lemma == "do":
        return following in ("VB", "VBP", "VBD", "VBN") if tag == "MD" else following == "VB"
    if lemma == "have":
        return following in ("VBN", "VBD")
    return following in ("VBG", "VBN", "VBD")


def _group(tagged: Tagged, sentence: range, first: int, head: int, stop: int) -> VerbGroup:
    pos, lemmas = tagged.pos, tagged.lemmas
    inner = lemmas[first:head]
    begin = first
    while begin > sentence.start and pos[begin - 1] == "RB":
        begin -= 1
    negated = not {"not", "never"}.isdisjoint(lemmas[begin:head])
    if begin > sentence.start and pos[begin - 1] == "TO" and pos[first] in ("VB", "VBP"):
        form = "infinitive"
    else:
        form = {"MD": "finite", "VBD": "finite", "VBP": "finite", "VBZ": "finite",
                "VBG": "ing", "VBN": "participle"}.get(pos[first], "bare")
    passive = (
        head > first
        and pos[head] in ("VBN", "VBD")
        and any(lemma in ("be", "get") for lemma in inner)
        and not (inner and inner[-1] == "have")
    )
    return VerbGroup(begin, head, stop, lemmas[head], form, passive, negated,
                     pos[first] == "MD")


def noun_phrase_to(tagged: Tagged, last: int, floor: int) -> range | None:
    """Return the noun phrase whose last token is ``last``, looking left down to ``floor``.

    Prepositional phrases stay with their noun: “a spokesman for the governor”.
    """
    first = _base_to(tagged, last, floor)
    if first is None:
        return None
    pos, words = tagged.pos, tagged.tokens.words
    limit = max(floor, last - _REACH)
    while first - 2 >= limit:
        before = first - 1
        word = words[before].lower()
        if pos[before] in ("IN", "TO") and word in _ATTACHING:
            compound = word == "of" and pos[before - 1] in ("IN", "RP")
            outer = _base_to(tagged, before - 1 - compound, floor)
        elif pos[before] == "CC" and word in ("and", "or", "&"):
            outer = _base_to(tagged, before - 1, floor)
            if outer is not None and pos[before - 1] == "PRP":
                outer = None
        else:
            outer = None
        if outer is None or _is_time(words, outer, before):
            break
        first = outer
    return range(first, last + 1)


def base_phrase_to(tagged: Tagged, last: int, floor: int) -> range | None:
    """Return the noun phrase that ends at ``last`` without what its prepositions hang on."""
    first = _base_to(tagged, last, floor)
    return None if first is None else range(first, last + 1)


def _is_time(words: tuple[str, ...], first: int, stop: int) -> bool:
    return words[stop - 1].lower() in _TIME_WORDS and stop - first <= 2


def _base_to(tagged: Tagged, last: int, floor: int) -> int | None:
    """Return where the noun phrase without its complements begins, or None."""
    if last < floor:
        return None
    pos, words, lemmas = tagged.pos, tagged.tokens.words, tagged.lemmas
    tag = pos[last]
    if tag in _PRONOUN_TAGS or tag == "WDT":
        return last
    if tag == "-RRB-":
        opened = _opening_bracket(tagged, last, floor)
        return None if opened is None else _base_to(tagged, opened - 1, floor)
    if tag == "PRP$" and lemmas[last] in ("his", "hers", "ours", "yours", "theirs", "mine"):
        return last
    if tag not in NOUNS and tag not in ("CD", "FW", "ADD") and not (
        tag in ("DT", "JJ", "JJS", "NN", "JJR", "RBR", "PDT") and lemmas[last] in _HEAD_WORDS
    ) and not (
        tag == "JJ"
        and last > floor
        and (pos[last - 1] == "DT" or words[last][0].isupper())
    ):
        return None
    first = last
    limit = max(floor, last - _REACH)
    while first > limit:
        tag = pos[first - 1]
        if tag in _LEFT_OF_NOUN:
            if pos[first] in ("DT", "PDT") and tag not in ("PDT", "DT", "POS"):
                break
            if pos[first] == "PRP$":
                break
            if words[first - 1].lower() in _TIME_WORDS and pos[first] != "POS" and tag == "NNP":
                break
            first -= 1
        elif tag in ("VBG", "VBN", "RB", "RBS", "RBR") and first - 1 > limit and (
            pos[first - 2] in ("DT", "PRP$", "POS", "JJ")
            or (tag in ("VBN", "VBG") and pos[first - 2] in ("NNP",))
        ) and pos[first] not in ("DT", "PRP$", "POS"):
            first -= 1
        elif tag in ("``", "''") and first - 2 >= limit and pos[first - 2] in NOUNS and (
            pos[first] in NOUNS
        ):
            first -= 1
        else:
            break
    while first < last and pos[first] == "POS":
        first += 1
    return first


def _opening_bracket(tagged: Tagged, close: int, floor: int) -> int | None:
    for index in range(close - 1, max(floor, close - 12) - 1, -1):
        if tagged.pos[index] == "-LRB-":
            return index
    return None


def noun_phrase_from(tagged: Tagged, first: int, ceiling: int) -> range | None:
    """Return the noun phrase that begins at ``first``, looking right up to ``ceiling``.

    Prepositional phrases with “of” and “for” stay with it, commas end it.
    """
    pos, words = tagged.pos, tagged.tokens.words
    if first >= ceiling:
        return None
    if pos[first] in _PRONOUN_TAGS:
        return range(first, first + 1)
    stop = _base_from(tagged, first, ceiling)
    if stop is None:
        if pos[first] == "DT" and first + 1 < ceiling and pos[first + 1] == "JJ":
            return range(first, first + 2)
        return None
    limit = min(ceiling, first + _REACH)
    if stop + 2 < limit and pos[stop] == "-LRB-":
        for close in range(stop + 1, min(limit, stop + 8)):
            if pos[close] == "-RRB-":
                stop = close + 1
                break
    while stop + 1 < limit:
        word = words[stop].lower()
        joins = (pos[stop] == "IN" and word in ("of", "for", "at", "from", "in", "with")) or (
            pos[stop] == "CC" and word == "and"
        )
        if not joins:
            break
        extended = _base_from(tagged, stop + 1, ceiling)
        if extended is None or words[extended - 1].lower() in _TIME_WORDS:
            break
        stop = extended
    return range(first, stop)


def _noun_next(pos: tuple[str, ...], index: int) -> bool:
    """Tell whether a quotation mark stands inside a noun phrase: his “start-up” capital."""
    following = pos[index + 1] if index + 1 < len(pos) else ""
    return pos[index - 1] in _LEFT_OF_NOUN and following in (*NOUNS, "JJ", "VBG", "VBN")


def _base_from(tagged: Tagged, first: int, ceiling: int) -> int | None:
    pos, lemmas = tagged.pos, tagged.lemmas
    index = first
    last_noun = None
    limit = min(ceiling, first + _REACH)
    while index < limit:
        tag = pos[index]
        if tag in NOUNS or tag in ("CD", "FW", "ADD"):
            last_noun = index
        elif tag in ("DT", "PRP$"):
            if index > first and pos[index - 1] not in ("PDT", "DT"):
                break
            if lemmas[index] in _HEAD_WORDS:
                last_noun = index
        elif tag == "POS" or (tag in ("``", "''") and index > first and _noun_next(pos, index)):
            pass
        elif tag in ("JJ", "JJR", "JJS", "PDT", "$", "HYPH") or (
            tag in ("VBG", "VBN", "RB", "RBS")
            and index > first
            and pos[index - 1] in ("DT", "PRP$", "JJ", "POS")
        ):
            if last_noun is not None and tag in ("JJ", "RB", "PDT") and pos[index - 1] != "POS":
                if pos[index - 1] not in NOUNS or index + 1 >= limit or pos[index + 1] not in NOUNS:
                    break
        else:
            break
        index += 1
    return None if last_noun is None else last_noun + 1
