"""Captions (WebVTT, SubRip): from cues to what was said by whom."""

from corpus.captions.cues import Cue, read_cues
from corpus.captions.speech import utterances

__all__ = ["Cue", "read_cues", "utterances"]
