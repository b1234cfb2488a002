"""Noun phrases read off part-of-speech tags, to the left and to the right."""

from quoteattr.syntax.quoted import is_nickname
from quoteattr.text import Parse
from quoteattr.words import LEADING, NOUNS, PERIODS, TIME_NAMES

__all__ = ["base_phrase_to", "names_time", "noun_phrase_from", "noun_phrase_to"]

_HEADS = NOUNS | {"CD", "FW", "ADD"}
_BEFORE_NOUN = _HEADS | {"JJ", "JJR", "JJS", "DT", "PRP$", "PDT", "$", "POS"}
_AFTER_DETERMINER = frozenset({"DT", "PRP$", "POS", "JJ"})
_MODIFIERS = frozenset({"VBG", "VBN", "RB", "RBS", "RBR"})
_PRONOUNS = frozenset({"PRP", "WP", "EX"})
_ATTACHING = frozenset("of for at from in with on to about against within among".split())
_ATTACHING_RIGHT = frozenset("of for at from in with".split())
_LONE_HEADS = frozenset(
    """some many most others several both few all one those these this that any none each more
    neither everyone nobody anyone another someone""".split()
)
_POSSESSIVES = frozenset("his hers ours yours theirs mine".split())
_MARKS = frozenset({"``", "''"})
_REACH = 40
_BRACKET_REACH = 12


def noun_phrase_to(parse: Parse, last: int, floor: int | None = None) -> range | None:
    """Return the noun phrase whose last token is ``last``, looking left down to ``floor``.

    Without a floor it looks as far as the parse does. Prepositional phrases stay with their
    noun: “a spokesman for the governor”.
    """
    floor = parse.bounds.start if floor is None else floor
    first = _base_to(parse, last, floor)
    if first is None:
        return None
    limit = max(floor, last - _REACH)
    while first - 2 >= limit:
        outer = _outer(parse, first - 1, floor)
        if outer is None or _is_time(parse, outer, first - 1):
            break
        first = outer
    return range(first, last + 1)


def base_phrase_to(parse: Parse, last: int, floor: int) -> range | None:
    """Return the noun phrase that ends at ``last``, without what its prepositions hang on."""
    first = _base_to(parse, last, floor)
    return None if first is None else range(first, last + 1)


def _outer(parse: Parse, link: int, floor: int) -> int | None:
    """Return where the phrase begins to which a preposition or “and” at ``link`` joins."""
    tags, word = parse.tags, parse.words[link]
    if tags[link] in ("IN", "TO") and word in _ATTACHING:
        compound = word == "of" and tags[link - 1] in ("IN", "RP")
        return _base_to(parse, link - 1 - compound, floor)
    if tags[link] == "CC" and word in ("and", "or", "&") and tags[link - 1] != "PRP":
        return _base_to(parse, link - 1, floor)
    return None


def names_time(parse: Parse, index: int) -> bool:
    """Tell whether a token names a time by itself: it ends no noun phrase that could speak."""
    return parse.times[index] in TIME_NAMES or parse.words[index] in ("earlier", "later")


def _opens_time(parse: Parse, index: int) -> bool:
    """Tell whether the “last week” of “told Fox News last week” begins at a token."""
    return parse.words[index] in LEADING and parse.time(index + 1) in PERIODS


def _is_time(parse: Parse, first: int, stop: int) -> bool:
    return stop - first <= 2 and names_time(parse, stop - 1)


def _may_end(parse: Parse, last: int, floor: int) -> bool:
    """Tell whether a noun phrase may end with this token."""
    tag, lemma = parse.tags[last], parse.lemmas[last]
    if tag in _HEADS:
        return True
    if tag == "PRP$":
        return lemma in _POSSESSIVES
    if lemma in _LONE_HEADS and tag in ("DT", "JJ", "JJS", "JJR", "RBR", "PDT"):
        return True
    named = tag == "JJ" and last > floor
    return named and (parse.tags[last - 1] == "DT" or parse.forms[last][0].isupper())


def _base_to(parse: Parse, last: int, floor: int) -> int | None:
    """Return where the noun phrase that ends at ``last`` begins, or None."""
    if last < floor:
        return None
    tag = parse.tags[last]
    if tag in _PRONOUNS or tag == "WDT":
        return last
    if tag == "-RRB-":
        opened = _opening_bracket(parse, last, floor)
        return None if opened is None else _base_to(parse, opened - 1, floor)
    if not _may_end(parse, last, floor):
        return None
    first = last
    limit = max(floor, last - _REACH)
    while tag != "PRP$" and first > limit and _extends_left(parse, first, limit):
        first -= 1
    while first < last and parse.tags[first] == "POS":
        first += 1
    return first


def _extends_left(parse: Parse, first: int, limit: int) -> bool:
    """Tell whether the token before ``first`` belongs to the same noun phrase."""
    tags = parse.tags
    tag, here = tags[first - 1], tags[first]
    further = tags[first - 2] if first - 2 >= limit else ""
    if tag in _BEFORE_NOUN:
        if here in ("DT", "PDT"):
            return tag in ("PDT", "DT", "POS")
        timed = tag == "NNP" and here != "POS" and further not in ("DT", "PRP$", "POS")
        return here != "PRP$" and not (timed and names_time(parse, first - 1))
    if tag in _MODIFIERS:
        named = tag in ("VBN", "VBG") and further == "NNP"
        return here not in ("DT", "PRP$", "POS") and (named or further in _AFTER_DETERMINER)
    return tag in _MARKS and further in NOUNS and here in NOUNS


def _opening_bracket(parse: Parse, close: int, floor: int) -> int | None:
    for index in range(close - 1, max(floor, close - _BRACKET_REACH) - 1, -1):
        if parse.tags[index] == "-LRB-":
            return index
    return None


def noun_phrase_from(parse: Parse, first: int, ceiling: int | None = None) -> range | None:
    """Return the noun phrase that begins at ``first``, looking right up to ``ceiling``.

    Without a ceiling it looks as far as the parse does. Prepositional phrases and “and” stay
    with it, a bracket after the name too; commas end it. The “last year” of “written last year”
    is none.
    """
    tags, ceiling = parse.tags, parse.bounds.stop if ceiling is None else ceiling
    if first >= ceiling:
        return None
    if tags[first] in _PRONOUNS:
        return range(first, first + 1)
    stop = _base_from(parse, first, ceiling)
    if stop is None:
        lone = first + 1
        while tags[first] == "DT" and lone < ceiling and tags[lone] == "JJ":
            lone += 1
        return range(first, lone) if lone > first + 1 else None
    if stop == first + 2 and _opens_time(parse, first):
        return None
    limit = min(ceiling, first + _REACH)
    stop = _past_bracket(parse, stop, limit)
    while stop + 1 < limit and _joins_right(parse, stop):
        extended = _base_from(parse, stop + 1, ceiling)
        if extended is None or names_time(parse, extended - 1):
            break
        stop = extended
    return range(first, _balanced(parse, first, stop))


def _balanced(parse: Parse, first: int, stop: int) -> int:
    """Return where a phrase stops that takes each quotation along whole, or not at all."""
    roles = parse.marks.roles
    opened = [at for at in range(first, stop) if roles[at] == "open"]
    pair = parse.pair(opened[-1]) if opened else None
    if pair is None or pair.outer.stop <= stop:
        return stop
    whole = pair.close is not None and pair.close <= stop + 1
    return pair.outer.stop if whole else pair.open


def _joins_right(parse: Parse, link: int) -> bool:
    word = parse.words[link]
    return (parse.tags[link] == "IN" and word in _ATTACHING_RIGHT) or (
        parse.tags[link] == "CC" and word == "and"
    )


def _past_bracket(parse: Parse, stop: int, limit: int) -> int:
    """Step over “(D-Va.)” after a name."""
    if stop + 2 < limit and parse.tags[stop] == "-LRB-":
        for close in range(stop + 1, min(limit, stop + 8)):
            if parse.tags[close] == "-RRB-":
                return close + 1
    return stop


def _base_from(parse: Parse, first: int, ceiling: int) -> int | None:
    """Return where the noun phrase that begins at ``first`` stops, or None."""
    tags, lemmas = parse.tags, parse.lemmas
    stop: int | None = None
    for index in range(first, min(ceiling, first + _REACH)):
        tag, before = tags[index], tags[index - 1] if index > first else ""
        if stop is not None and _opens_time(parse, index):
            break
        if tag in _HEADS:
            stop = index + 1
        elif tag in ("DT", "PRP$"):
            if before not in ("", "PDT", "DT"):
                break
            if lemmas[index] in _LONE_HEADS:
                stop = index + 1
        elif not _goes_on(parse, index, before, found=stop is not None):
            break
    return stop


def _goes_on(parse: Parse, index: int, before: str, *, found: bool) -> bool:
    """Tell whether a token that is neither noun nor determiner stands inside the phrase."""
    tags = parse.tags
    tag = tags[index]
    following = tags[index + 1] if index + 1 < len(tags) else ""
    if tag == "POS":
        return True
    if parse.role(index) == "open" and is_nickname(parse, parse.pair(index)):
        return True
    if tag in _MARKS:
        inner = before in (_AFTER_DETERMINER if tag == "``" else _BEFORE_NOUN)
        return inner and (following in NOUNS or following in ("JJ", "VBG", "VBN"))
    modifies = tag in ("VBG", "VBN", "RB", "RBS") and before in _AFTER_DETERMINER
    if not modifies and tag not in ("JJ", "JJR", "JJS", "PDT", "$", "HYPH"):
        return False
    if found and before == "CD":
        return following in NOUNS or following == "JJ"
    if found and before != "POS" and tag in ("JJ", "RB", "PDT"):
        return before in NOUNS and following in NOUNS
    return True
