"""Verbs that give something its name or its title, and so quote nobody."""

from quoteattr.syntax import title_words
from quoteattr.text import Parse

__all__ = ["is_naming"]

#: Verbs that give a name, after what they name, and verbs whose object is a work.
_NAMING = frozenset("called dubbed entitled headlined named nicknamed titled".split())
_NAMED = frozenset({",", "NN", "NNS"})
_PERFORMING = frozenset("direct perform play publish recite record release sing watch".split())
#: What may stand between “a” and the verb that names, and how many words: “a new slow flowing
#: lava type called …”.
_DESCRIBED, _LONGEST_DESCRIPTION = frozenset({"NN", "NNS", "JJ", "VBN", "VBG"}), 5
_RELATIVES = frozenset({"WDT", "WP"})


def is_naming(parse: Parse, anchor: int) -> bool:
    """Tell verbs before a title or a name: a process called “creep”, he sang “Harvest Home”.

    ``anchor`` is the token of the verb.
    """
    after = anchor + 1
    if parse.role(after) != "open":
        return False
    pair = parse.pair(after)
    title = title_words(parse.forms, pair)
    before = parse.tag(anchor - 1)
    names = parse.words[anchor] in _NAMING and before in _NAMED
    if names and (title or _is_presented(parse, anchor, pair.outer.stop)):
        return True
    read = parse.words[anchor] == "read" and before in ("PRP", "NNP")
    return len(title) > 1 and (read or parse.lemmas[anchor] in _PERFORMING)


def _is_presented(parse: Parse, anchor: int, stop: int) -> bool:
    """Tell that “a slow flow” is named, not who calls: “a mayor called “absurd” the plan”.

    The verb is at ``anchor``, and what it quotes ends before ``stop``.
    """
    start = parse.sentence(anchor).start
    if parse.tag(stop) in ("DT", "PRP$"):
        return False
    for at in range(anchor - 1, max(start, anchor - _LONGEST_DESCRIPTION) - 1, -1):
        if parse.words[at] in ("a", "an"):
            return at == start or parse.tags[at - 1] not in _RELATIVES
        if parse.tags[at] not in _DESCRIBED:
            return False
    return False
