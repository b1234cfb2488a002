"""The one token that a cue of several words hangs on."""

from collections.abc import Iterable

from quoteattr.text import Parse, tokens_of

__all__ = ["anchor_of"]

_EMPTY_VERBS = frozenset({"be", "have"})


def anchor_of(parse: Parse, cue: Iterable[range]) -> int:
    """Return the anchor of a cue, given its tokens as ranges in order.

    It is the last verb: “issued a statement *saying*”; after a mere “is” or “has” the noun
    or adjective: “is a *fan* of”; without a verb the last noun, adjective or else the
    first token: “*according* to”.

    >>> from quoteattr.text import Tagger, tagged
    >>> from quoteattr.words import Lexicon
    >>> text = "She issued a statement saying that it rained."
    >>> parse = tagged(text, Tagger.load(), Lexicon.default())
    >>> parse.words[anchor_of(parse, [range(1, 5)])]
    'saying'
    """
    tags, tokens = parse.tags, [*tokens_of(cue)]
    verbs = [index for index in tokens if tags[index].startswith("VB")]
    if verbs:
        named = [index for index in tokens if index > verbs[-1] and tags[index][:2] in ("NN", "JJ")]
        return named[-1] if named and parse.lemmas[verbs[-1]] in _EMPTY_VERBS else verbs[-1]
    for sort in ("NN", "JJ"):
        named = [index for index in tokens if tags[index].startswith(sort)]
        if named:
            return named[-1]
    return tokens[0]
