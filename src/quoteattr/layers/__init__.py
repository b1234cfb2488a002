"""Layers: from frames to the attributions, with chains, stance, setting, credits and rejects."""

from quoteattr.layers.build import build

__all__ = ["build"]
