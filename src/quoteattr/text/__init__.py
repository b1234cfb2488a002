"""From characters to tagged tokens, sentences and pairs of quotation marks."""

from quoteattr.text.marks import MarkPair, MarkTree, find_marks
from quoteattr.text.ranges import (
    coverage,
    holds,
    joined,
    meets,
    ordered,
    runs_of,
    size_of,
    tokens_of,
    within,
    without,
)
from quoteattr.text.sentences import Layout, split_sentences
from quoteattr.text.tagging import Tagger, normal
from quoteattr.text.tokens import Tokens, tokenize
from quoteattr.text.view import Form, Parse, Verb, tagged

__all__ = [
    "Form",
    "Layout",
    "MarkPair",
    "MarkTree",
    "Parse",
    "Tagger",
    "Tokens",
    "Verb",
    "coverage",
    "find_marks",
    "holds",
    "joined",
    "meets",
    "normal",
    "ordered",
    "runs_of",
    "size_of",
    "split_sentences",
    "tagged",
    "tokenize",
    "tokens_of",
    "within",
    "without",
]
