"""Deepgram (pre-recorded audio): ``results.utterances``, else ``results.channels[].alternatives[0]``; times in seconds.

Of an alternative its paragraphs are read, else its words with speakers, else its transcript.
"""

from collections.abc import Iterable
from typing import Any

from corpus.transcripts.captions.paragraphs import as_paragraphs
from corpus.transcripts.times import parse_time
from corpus.transcripts.transcribers.base import Transcriber, Word, as_pieces, at, by_speaker, label_of, objects, text_of
from corpus.transcripts.utterances import Utterance


def _recognises(data: Any) -> bool:
    channels, utterances = objects(data, "results", "channels"), objects(data, "results", "utterances")
    return any("alternatives" in channel for channel in channels) or any("transcript" in item for item in utterances)


def _utterances(data: Any) -> Iterable[Utterance]:
    given = objects(data, "results", "utterances")
    if given:
        several = len({str(item.get("channel")) for item in given}) > 1
        return [
            Utterance(
                _speaker(item.get("speaker"), item.get("channel"), several), text_of(item.get("transcript")), parse_time(item.get("start"))
            )
            for item in given
        ]
    channels = objects(data, "results", "channels")
    found = [turn for number, channel in enumerate(channels) for turn in _of_channel(channel, number, len(channels) > 1)]
    return sorted(found, key=lambda turn: turn.start or 0.0) if len(channels) > 1 else found


def _of_channel(channel: dict[str, Any], number: int, several: bool) -> Iterable[Utterance]:
    best = at(channel, "alternatives", 0)
    paragraphs = objects(best, "paragraphs", "paragraphs")
    if paragraphs:
        return [_of_paragraph(paragraph, number, several) for paragraph in paragraphs]
    words = [
        Word(
            text_of(word.get("punctuated_word")) or text_of(word.get("word")),
            _speaker(word.get("speaker"), number, several),
            parse_time(word.get("start")),
            parse_time(word.get("end")),
        )
        for word in objects(best, "words")
    ]
    if any(word.speaker for word in words):
        return by_speaker(words)
    return as_paragraphs(as_pieces(words), joint=" ") if words else [Utterance(None, text_of(at(best, "transcript")))]


def _of_paragraph(paragraph: dict[str, Any], number: int, several: bool) -> Utterance:
    words = " ".join(text_of(sentence.get("text")) for sentence in objects(paragraph, "sentences"))
    return Utterance(_speaker(paragraph.get("speaker"), number, several), words, parse_time(paragraph.get("start")))


def _speaker(speaker: Any, channel: Any, several: bool) -> str | None:
    """Speakers are numbered within a channel, so with several channels the channel is part of the label."""
    label, line = label_of(speaker), label_of(channel)
    if not several or line is None:
        return label
    return f"channel {line}" if label is None else f"channel {line}, speaker {label}"


TRANSCRIBER = Transcriber("Deepgram", _recognises, _utterances)
