"""From frames and entities to the result."""

from quoteattr.assembly.build import Judge, assemble
from quoteattr.assembly.confidence import Grounds, confidence, scale_of, signs_of

__all__ = ["Grounds", "Judge", "assemble", "confidence", "scale_of", "signs_of"]
