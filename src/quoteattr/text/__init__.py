"""From characters to tagged tokens, sentences and pairs of quotation marks."""

from quoteattr.text.marks import MarkPair, MarkTree, find_marks
from quoteattr.text.sentences import Layout, split_sentences
from quoteattr.text.tagging import Tagged, Tagger, normal, tag
from quoteattr.text.tokens import Tokens, tokenize

__all__ = [
    "Layout",
    "MarkPair",
    "MarkTree",
    "Tagged",
    "Tagger",
    "Tokens",
    "find_marks",
    "normal",
    "split_sentences",
    "tag",
    "tokenize",
]
