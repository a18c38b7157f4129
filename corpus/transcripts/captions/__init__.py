"""Captions (WebVTT, SubRip): from cues to what was said by whom."""

from corpus.transcripts.captions.cues import Cue, read_cues
from corpus.transcripts.captions.speech import utterances

__all__ = ["Cue", "read_cues", "utterances"]
