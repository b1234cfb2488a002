"""Frames: one cue with its source and its content."""

from quoteattr.frames.frame import Frame
from quoteattr.frames.judging import THRESHOLD
from quoteattr.frames.reader import find_frames
from quoteattr.frames.weights import Model

__all__ = ["THRESHOLD", "Frame", "Model", "find_frames"]
