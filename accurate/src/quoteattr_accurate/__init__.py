"""The weights of quoteattr's accurate engine; `quoteattr.Pipeline.accurate` reads them."""

from pathlib import Path

__all__ = ["WEIGHTS"]

#: The file of weights.
WEIGHTS = Path(__file__).parent / "accurate.bin"
