"""A small pretrained encoder that knows English: the eyes of the accurate engine."""

from quoteattr.encoder.engine import Encoded, Encoder, ToldParts

__all__ = ["Encoded", "Encoder", "ToldParts"]
