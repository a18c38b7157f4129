"""The JSON of transcription services, one module a service; a new service is one new module, named here."""

from collections.abc import Sequence
from typing import Any

from corpus.transcripts.transcribers import (
    assemblyai,
    aws,
    azure,
    deepgram,
    elevenlabs,
    google,
    otter,
    rev,
    speechmatics,
    whisper,
    whisper_cpp,
    youtube,
)
from corpus.transcripts.transcribers.base import Transcriber

__all__ = ["TRANSCRIBERS", "Transcriber", "transcriber_of"]

TRANSCRIBERS: Sequence[Transcriber] = tuple(
    module.TRANSCRIBER
    for module in (deepgram, aws, speechmatics, google, azure, rev, whisper_cpp, otter, youtube, assemblyai, elevenlabs, whisper)
)


def transcriber_of(data: Any) -> Transcriber | None:
    """The service whose shape a JSON document has; None where it is another document, a plain list of turns perhaps."""
    return next((transcriber for transcriber in TRANSCRIBERS if transcriber.recognises(data)), None)
