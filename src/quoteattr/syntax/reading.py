"""From a text to the lens through which all rules see it."""

from quoteattr.syntax.clauses import with_verbs
from quoteattr.syntax.mending import mended
from quoteattr.text import Parse, Tagger, tagged
from quoteattr.words import Lexicon

__all__ = ["read"]


def read(text: str, tagger: Tagger, lexicon: Lexicon) -> Parse:
    """Return a text cut into tokens, tagged, its marks paired and its verbs found.

    >>> from quoteattr.text import Tagger
    >>> from quoteattr.words import Lexicon
    >>> parse = read("“It rained,” Lee said.", Tagger.load(), Lexicon.default())
    >>> [(parse.forms[verb.head], verb.subject) for verb in parse.verbs]
    [('rained', range(1, 2)), ('said', range(5, 6))]
    """
    return with_verbs(mended(tagged(text, tagger, lexicon)))
