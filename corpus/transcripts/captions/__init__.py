"""Captions (WebVTT, SubRip): from cues to what was said by whom."""

from corpus.transcripts.captions.cues import Cue, names_cues, read_cues
from corpus.transcripts.captions.speech import utterances

__all__ = ["Cue", "names_cues", "read_cues", "utterances"]
