"""A small pretrained encoder that knows English: the eyes of the accurate engine."""

from quoteattr.encoder.engine import Encoded, Encoder, ToldParts
from quoteattr.encoder.inputs import CASES, DISTANCES, ENTRIES, LEVELS, QUOTES, TAGS

__all__ = [
    "CASES",
    "DISTANCES",
    "ENTRIES",
    "LEVELS",
    "QUOTES",
    "TAGS",
    "Encoded",
    "Encoder",
    "ToldParts",
]
