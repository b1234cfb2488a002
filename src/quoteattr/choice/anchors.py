"""The one token that a cue of several words hangs on."""

from collections.abc import Sequence

from quoteattr.text import Parse

__all__ = ["anchor_of"]

_EMPTY_VERBS = frozenset({"be", "have"})


def anchor_of(parse: Parse, cue: Sequence[int]) -> int:
    """Return the anchor of a cue, given the indices of its tokens in order.

    It is the last verb: “issued a statement *saying*”; after a mere “is” or “has” the noun
    or adjective: “is a *fan* of”; without a verb the last noun, adjective or else the
    first token: “*according* to”.

    >>> from quoteattr.text import find_marks
    >>> from quoteattr.text import split_sentences
    >>> from quoteattr.text import Tagger, tag
    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("She issued a statement saying that it rained.")
    >>> layout = split_sentences(tokens)
    >>> parse = tag(tokens, layout, find_marks(tokens, layout), Tagger.load())
    >>> tokens.words[anchor_of(parse, range(1, 5))]
    'saying'
    """
    tags = parse.tags
    verbs = [index for index in cue if tags[index].startswith("VB")]
    if verbs:
        named = [index for index in cue if index > verbs[-1] and tags[index][:2] in ("NN", "JJ")]
        return named[-1] if named and parse.lemmas[verbs[-1]] in _EMPTY_VERBS else verbs[-1]
    for sort in ("NN", "JJ"):
        named = [index for index in cue if tags[index].startswith(sort)]
        if named:
            return named[-1]
    return cue[0]
