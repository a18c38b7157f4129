"""Amazon Transcribe: ``results.audio_segments``, else ``results.items`` with their speakers; times are seconds as text.

Punctuation is an item of its own and stands directly behind the word before it. With channel identification, speakers are
the channels.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.transcripts.captions.paragraphs import as_paragraphs
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, Word, as_pieces, at, by_speaker, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    items = objects(data, "results", "items") or objects(data, "results", "audio_segments")
    return isinstance(at(data, "results", "transcripts"), list) or any("alternatives" in item or "transcript" in item for item in items)


def _utterances(data: Any) -> Iterable[Utterance]:
    results = at(data, "results")
    segments = objects(results, "audio_segments")
    if any(segment.get("speaker_label") or segment.get("channel_label") for segment in segments):
        return [
            Utterance(
                label_of(segment.get("speaker_label") or segment.get("channel_label")),
                text_of(segment.get("transcript")),
                parse_time(segment.get("start_time")),
            )
            for segment in segments
        ]
    words = list(_words(results))
    if any(word.speaker for word in words):
        return by_speaker(words)
    if words:
        return as_paragraphs(as_pieces(words), joint=" ")
    return [Utterance(None, text_of(transcript.get("transcript"))) for transcript in objects(results, "transcripts")]


def _words(results: Any) -> Iterator[Word]:
    labelled = {
        (item.get("start_time"), item.get("end_time")): label_of(item.get("speaker_label"))
        for segment in objects(results, "speaker_labels", "segments")
        for item in objects(segment, "items")
        if isinstance(item.get("start_time"), str)
    }
    for item in objects(results, "items"):
        times = item.get("start_time"), item.get("end_time")
        known = labelled.get(times) if isinstance(times[0], str) and isinstance(times[1], str) else None
        speaker = label_of(item.get("speaker_label")) or known or label_of(item.get("channel_label"))
        before = "" if item.get("type") == "punctuation" else " "
        yield Word(text_of(at(item, "alternatives", 0, "content")), speaker, parse_time(times[0]), parse_time(times[1]), before)


TRANSCRIBER = Transcriber("Amazon Transcribe", _recognises, _utterances)
