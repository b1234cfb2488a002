"""Frames: one cue with its source and its content."""

from quoteattr.frames.candidates import Candidate
from quoteattr.frames.frame import Frame
from quoteattr.frames.judge import Judge
from quoteattr.frames.mending import mend_tags
from quoteattr.frames.reader import find_candidates, find_frames

__all__ = ["Candidate", "Frame", "Judge", "find_candidates", "find_frames", "mend_tags"]
