"""The learned core: which candidates are attributions, with which source and content."""

from quoteattr.choice.model import Model
from quoteattr.choice.stages import choose, correct, propose, with_inner
from quoteattr.choice.verdicts import THRESHOLD

__all__ = ["THRESHOLD", "Model", "choose", "correct", "propose", "with_inner"]
