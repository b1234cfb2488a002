"""Linear chains of labels: exact marginals, the best sequence and the n best sequences."""

from quoteattr.learning.crf.chain import Chain

__all__ = ["Chain"]
