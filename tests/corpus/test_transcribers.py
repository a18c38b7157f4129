"""The JSON of transcription services: their documented shapes, with words, speakers and starts in seconds."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.importers import Document, Importer, Parsed, importer_for
from corpus.transcripts.transcribers import TRANSCRIBERS, transcriber_of

Timed = tuple[str | None, str, float | None]


def read(data: Any, name: str = "visit.json") -> Parsed:
    raw = data if isinstance(data, str) else json.dumps(data)
    document, importer = Document(name, raw.encode()), importer_for(name)
    if isinstance(importer, Importer):
        return importer.read(document)
    (member,) = importer.members(document)
    assert member.parsed
    return member.parsed


def timed(data: Any) -> list[Timed]:
    parsed = read(data)
    return [(turn.speaker, parsed.text[turn.start : turn.end], turn.time) for turn in parsed.turns]


def service(data: Any) -> str | None:
    found = transcriber_of(data)
    return found.name if found else None


def test_deepgram_by_utterances() -> None:
    data = {
        "metadata": {"duration": 9.5},
        "results": {
            "channels": [{"alternatives": [{"transcript": "why thirst"}]}],
            "utterances": [
                {"start": 0.4, "end": 1.2, "channel": 0, "transcript": "Why?", "speaker": 0, "words": []},
                {"start": 2.5, "end": 3.9, "channel": 0, "transcript": "Thirst.", "speaker": 1, "words": []},
            ],
        },
    }
    assert service(data) == "Deepgram"
    assert timed(data) == [("0", "Why?", 0.4), ("1", "Thirst.", 2.5)]


def test_deepgram_by_paragraphs() -> None:
    paragraphs = [
        {"sentences": [{"text": "Why?", "start": 0.4}, {"text": "Why there?", "start": 1.0}], "speaker": 0, "start": 0.4, "end": 2.0},
        {"sentences": [{"text": "Thirst.", "start": 2.5}], "speaker": 1, "start": 2.5, "end": 3.0},
    ]
    best = {"transcript": "Why? Why there? Thirst.", "paragraphs": {"transcript": "…", "paragraphs": paragraphs}}
    data = {"results": {"channels": [{"alternatives": [best]}]}}
    assert timed(data) == [("0", "Why? Why there?", 0.4), ("1", "Thirst.", 2.5)]


def test_deepgram_by_words_and_by_channels() -> None:
    words = [
        {"word": "why", "punctuated_word": "Why?", "start": 0.4, "end": 0.9, "speaker": 0},
        {"word": "thirst", "punctuated_word": "Thirst.", "start": 2.5, "end": 2.9, "speaker": 1},
    ]
    one = {"alternatives": [{"transcript": "why thirst", "words": words}]}
    assert timed({"results": {"channels": [one]}}) == [("0", "Why?", 0.4), ("1", "Thirst.", 2.5)]
    plain = {"alternatives": [{"words": [{"word": "oh", "start": 1.5, "end": 1.7}]}]}
    assert timed({"results": {"channels": [one, plain]}}) == [
        ("channel 0, speaker 0", "Why?", 0.4),
        ("channel 1", "oh", 1.5),
        ("channel 0, speaker 1", "Thirst.", 2.5),
    ]


ITEMS = [
    {"type": "pronunciation", "start_time": "4.87", "end_time": "5.02", "alternatives": [{"confidence": "1.0", "content": "Why"}]},
    {"type": "pronunciation", "start_time": "5.02", "end_time": "5.3", "alternatives": [{"content": "there"}]},
    {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "?"}]},
    {"type": "pronunciation", "start_time": "8.49", "end_time": "9.0", "alternatives": [{"content": "Thirst"}]},
    {"type": "punctuation", "alternatives": [{"content": "."}]},
]
SEGMENTS = [
    {
        "start_time": "4.87",
        "end_time": "5.3",
        "speaker_label": "spk_0",
        "items": [{"start_time": "4.87", "end_time": "5.02", "speaker_label": "spk_0"}],
    },
    {
        "start_time": "8.49",
        "end_time": "9.0",
        "speaker_label": "spk_1",
        "items": [{"start_time": "8.49", "end_time": "9.0", "speaker_label": "spk_1"}],
    },
]


def test_amazon_by_items_and_the_segments_that_name_their_speakers() -> None:
    data = {
        "jobName": "visit",
        "results": {
            "transcripts": [{"transcript": "Why there? Thirst."}],
            "speaker_labels": {"speakers": 2, "segments": SEGMENTS},
            "items": ITEMS,
        },
    }
    assert service(data) == "Amazon Transcribe"
    assert timed(data) == [("spk_0", "Why there?", 4.87), ("spk_1", "Thirst.", 8.49)]


def test_amazon_by_speakers_on_items_and_by_audio_segments() -> None:
    labelled = [item | {"speaker_label": f"spk_{k // 3}"} for k, item in enumerate(ITEMS)]
    results: dict[str, Any] = {"transcripts": [{"transcript": "…"}], "items": labelled}
    assert timed({"results": results}) == [("spk_0", "Why there?", 4.87), ("spk_1", "Thirst.", 8.49)]
    results["audio_segments"] = [
        {"id": 0, "transcript": "Why there?", "start_time": "4.87", "end_time": "5.3", "speaker_label": "spk_0", "items": [0, 1, 2]},
        {"id": 1, "transcript": "Thirst.", "start_time": "8.49", "end_time": "9.0", "speaker_label": "spk_1", "items": [3, 4]},
    ]
    assert timed({"results": results}) == [("spk_0", "Why there?", 4.87), ("spk_1", "Thirst.", 8.49)]


def test_amazon_without_speakers_is_read_in_paragraphs_with_its_pauses() -> None:
    data = {"results": {"transcripts": [{"transcript": "Why there? Thirst."}], "items": ITEMS}}
    assert timed(data) == [(None, "Why there?", 4.87), (None, "Thirst.", 8.49)]


def test_google_by_the_result_that_repeats_all_words_with_speakers() -> None:
    words = [{"startTime": f"{k}.400s", "endTime": f"{k}.900s", "word": word} for k, word in enumerate(["Why", "there?", "Thirst."])]
    data = {
        "results": [
            {"alternatives": [{"transcript": "Why there?", "confidence": 0.9, "words": words[:2]}]},
            {"alternatives": [{"transcript": " Thirst.", "words": words[2:]}]},
            {"alternatives": [{"words": [word | {"speakerTag": 1 + k // 2} for k, word in enumerate(words)]}]},
        ]
    }
    assert service(data) == "Google Speech-to-Text"
    assert timed(data) == [("1", "Why there?", 0.4), ("2", "Thirst.", 2.4)]
    assert timed({"response": data}) == timed(data)
    del data["results"][2]
    assert timed(data) == [(None, "Why there?", 0.4), (None, "Thirst.", 2.4)]


def test_google_by_speaker_labels_and_objects_of_seconds() -> None:
    words = [
        {"start_offset": {"seconds": 1, "nanos": 500_000_000}, "word": "Why?", "speaker_label": "1"},
        {"startOffset": "3s", "word": "Thirst.", "speakerLabel": "2"},
    ]
    assert timed({"results": [{"alternatives": [{"words": words}]}]}) == [("1", "Why?", 1.5), ("2", "Thirst.", 3.0)]


def test_azure_batch_by_ticks_and_by_durations() -> None:
    phrases = [
        {
            "recognitionStatus": "Success",
            "channel": 0,
            "speaker": 1,
            "offset": "PT0.07S",
            "offsetInTicks": 700_000.0,
            "nBest": [{"lexical": "why", "display": "Why?"}],
        },
        {"recognitionStatus": "Failure", "channel": 0, "offset": "PT1S"},
        {"recognitionStatus": "Success", "channel": 0, "speaker": 2, "offset": "PT1M2.5S", "nBest": [{"display": "Thirst."}]},
    ]
    data = {"source": "…", "duration": "PT2M", "combinedRecognizedPhrases": [{"display": "Why? Thirst."}], "recognizedPhrases": phrases}
    assert service(data) == "Azure AI Speech"
    assert timed(data) == [("1", "Why?", 0.07), ("2", "Thirst.", 62.5)]


def test_azure_fast_transcription_by_channels_in_the_order_of_time() -> None:
    phrases = [
        {"channel": 0, "offsetMilliseconds": 720, "durationMilliseconds": 480, "text": "Why?"},
        {"channel": 0, "offsetMilliseconds": 9000, "text": "Oh."},
        {"channel": 1, "offsetMilliseconds": 1200, "text": "Thirst."},
    ]
    assert timed({"combinedPhrases": [], "phrases": phrases}) == [
        ("channel 0", "Why?", 0.72),
        ("channel 1", "Thirst.", 1.2),
        ("channel 0", "Oh.", 9.0),
    ]


@pytest.mark.parametrize("spaced", [True, False])
def test_rev_by_monologues_with_the_names_of_speakers(spaced: bool) -> None:
    space = [{"type": "punct", "value": " "}] if spaced else []
    first = [
        {"type": "text", "value": "Why", "ts": 0.5, "end_ts": 0.7},
        *space,
        {"type": "text", "value": "there", "ts": 0.8},
        {"type": "punct", "value": "?"},
    ]
    second = [{"type": "text", "value": "Thirst", "ts": 2.5}, {"type": "punct", "value": "."}]
    data = {
        "speakers": [{"id": 0, "name": "Ben Li"}],
        "monologues": [{"speaker": 0, "elements": first}, {"speaker": 1, "elements": second}],
    }
    assert service(data) == "Rev AI"
    assert timed(data) == [("Ben Li", "Why there?", 0.5), ("1", "Thirst.", 2.5)]


def test_whisper_without_speakers_is_read_in_paragraphs() -> None:
    segments = [
        {"id": 0, "seek": 0, "start": 0.0, "end": 3.2, "text": " We asked every household", "tokens": [1], "avg_logprob": -0.2},
        {"id": 1, "seek": 0, "start": 3.2, "end": 5.0, "text": " in the valley.", "tokens": [2], "avg_logprob": -0.2},
        {"id": 2, "seek": 0, "start": 9.0, "end": 11.0, "text": " Then we dug.", "tokens": [3], "avg_logprob": -0.2},
    ]
    data = {"text": " We asked …", "segments": segments, "language": "de"}
    assert service(data) == "Whisper"
    assert timed(data) == [(None, "We asked every household in the valley.", 0.0), (None, "Then we dug.", 9.0)]
    assert read(data).language == "de"


def test_whisperx_with_speakers_on_segments_or_on_words() -> None:
    words = [
        {"word": "Why", "start": 0.1, "speaker": "SPEAKER_00"},
        {"word": "there?", "speaker": "SPEAKER_00"},
        {"word": "12"},
        {"word": "Thirst.", "start": 1.4, "speaker": "SPEAKER_01"},
    ]
    segments = [
        {"start": 0.0, "end": 2.0, "text": " Why there? 12 Thirst.", "words": words},
        {"start": 2.0, "end": 3.0, "text": " Every day.", "words": [], "speaker": "SPEAKER_01"},
        {"start": 4.0, "end": 5.0, "text": " Hm.", "words": []},
    ]
    data = {"segments": segments, "word_segments": [], "language": "en"}
    assert timed(data) == [("SPEAKER_00", "Why there? 12", 0.0), ("SPEAKER_01", "Thirst.", 1.4), ("SPEAKER_01", "Every day. Hm.", 2.0)]


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_chunks_of_a_transformers_pipeline(wrapped: bool) -> None:
    chunks = [{"timestamp": [0.0, 3.16], "text": " Why?"}, {"timestamp": [6.0, None], "text": " Thirst."}]
    assert timed({"text": "…", "chunks": chunks} if wrapped else chunks) == [(None, "Why?", 0.0), (None, "Thirst.", 6.0)]


def test_whisper_cpp_by_offsets_in_milliseconds() -> None:
    pieces = [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"},
            "offsets": {"from": 0, "to": 2500},
            "text": " Why?",
            "speaker_turn_next": True,
        },
        {"timestamps": {"from": "00:00:02,500", "to": "00:00:04,000"}, "offsets": {"from": 2500, "to": 4000}, "text": " Thirst."},
    ]
    data = {"systeminfo": "…", "model": {}, "result": {"language": "en"}, "transcription": pieces}
    assert service(data) == "whisper.cpp"
    assert timed(data) == [(None, "Why?", 0.0), (None, "Thirst.", 2.5)]
    for piece, speaker in zip(pieces, "01", strict=True):
        piece["speaker"] = speaker
        del piece["offsets"]
    assert timed(data) == [("0", "Why?", 0.0), ("1", "Thirst.", 2.5)]


def test_assemblyai_in_milliseconds() -> None:
    spoken = [
        {"speaker": "A", "text": "Why?", "start": 250, "end": 650, "words": []},
        {"speaker": "B", "text": "Thirst.", "start": 1250, "end": 1650},
    ]
    data = {"id": "x", "status": "completed", "audio_duration": 12, "text": "…", "utterances": spoken, "language_code": "en_us"}
    assert service(data) == "AssemblyAI"
    assert timed(data) == [("A", "Why?", 0.25), ("B", "Thirst.", 1.25)]
    words = [{"text": "Why?", "start": 250, "end": 650, "speaker": None}, {"text": "Thirst.", "start": 3250, "end": 3650, "speaker": None}]
    assert timed(data | {"utterances": None, "words": words}) == [(None, "Why?", 0.25), (None, "Thirst.", 3.25)]


def test_speechmatics_with_marks_glued_to_their_words() -> None:
    def result(kind: str, content: str, start: float, speaker: str) -> dict[str, Any]:
        return {"type": kind, "start_time": start, "end_time": start + 0.2, "alternatives": [{"content": content, "speaker": speaker}]}

    results = [
        result("word", "Why", 0.3, "S1"),
        result("punctuation", "?", 0.5, "S1"),
        result("word", "Thirst", 1.3, "S2"),
        result("punctuation", ".", 1.5, "S2"),
    ]
    data = {"format": "2.9", "metadata": {}, "results": results}
    assert service(data) == "Speechmatics"
    assert timed(data) == [("S1", "Why?", 0.3), ("S2", "Thirst.", 1.3)]


def test_elevenlabs_without_its_sounds() -> None:
    words = [
        {"text": "Why", "start": 0.1, "end": 0.3, "type": "word", "speaker_id": "speaker_0"},
        {"text": " ", "start": 0.3, "end": 0.4, "type": "spacing", "speaker_id": "speaker_0"},
        {"text": "there?", "start": 0.4, "end": 0.6, "type": "word", "speaker_id": "speaker_0"},
        {"text": "(laughs)", "start": 0.6, "end": 0.9, "type": "audio_event", "speaker_id": "speaker_1"},
        {"text": "Thirst.", "start": 1.0, "end": 1.4, "type": "word", "speaker_id": "speaker_1"},
    ]
    data = {"language_code": "eng", "text": "…", "words": words}
    assert service(data) == "ElevenLabs"
    assert timed(data) == [("speaker_0", "Why there?", 0.1), ("speaker_1", "Thirst.", 1.0)]


def test_otter_in_samples_with_the_names_of_speakers() -> None:
    transcripts = [
        {"transcript": "Why?", "start_offset": 8000, "speaker_id": 7},
        {"transcript": "Thirst.", "start_offset": 32000, "speaker_id": 9},
    ]
    data = {"speech": {"title": "A visit", "speakers": [{"id": 7, "speaker_name": "Ben Li"}], "transcripts": transcripts}}
    assert service(data) == "Otter"
    assert timed(data) == [("Ben Li", "Why?", 0.5), ("9", "Thirst.", 2.0)]
    assert read(data).title == "A visit"


def test_youtube_events_as_captions() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 120, "dDurationMs": 3000, "segs": [{"utf8": "we", "acAsrConf": 0}, {"utf8": " dug", "tOffsetMs": 300}]},
        {"tStartMs": 3110, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3120, "dDurationMs": 2000, "segs": [{"utf8": "and dug"}]},
    ]
    data = {"wireMagic": "pb3", "events": events}
    assert service(data) == "YouTube captions"
    assert timed(data) == [(None, "we dug\nand dug", 0.12)]


# lists of turns under other keys


@pytest.mark.parametrize(
    "place",
    [(), ("sentences",), ("transcript", "sentences"), ("data", "transcript", "sentences"), ("transcript",), ("data",), ("entries",)],
)
def test_sentences_of_meeting_tools_are_turns(place: tuple[str, ...]) -> None:
    data: Any = [
        {"index": 0, "speaker_name": "Ben", "speaker_id": 0, "raw_text": "why", "text": "Why?", "start_time": "0.64", "end_time": "0.72"},
        {
            "index": 1,
            "speaker_name": "Ada",
            "speaker_id": 1,
            "raw_text": "thirst",
            "text": "Thirst.",
            "start_time": "2.5",
            "end_time": "3.1",
        },
    ]
    for key in reversed(place):
        data = {key: data}
    assert timed(data) == [("Ben", "Why?", 0.64), ("Ada", "Thirst.", 2.5)]


def test_gladia_and_speakers_that_are_objects() -> None:
    spoken = [
        {"text": "Why?", "start": 0.5, "end": 1.0, "speaker": 0},
        {"text": "Thirst.", "start": 1.2, "speaker": {"name": "Ada", "id": 4}},
    ]
    assert timed({"result": {"transcription": {"full_transcript": "…", "utterances": spoken}}}) == [
        ("0", "Why?", 0.5),
        ("Ada", "Thirst.", 1.2),
    ]


LONG = "We asked every household in the valley, one door after the other."


@pytest.mark.parametrize(
    ("first", "second", "seconds"),
    [
        ({"start": 0, "end": 4200}, {"start": 4200, "end": 9000}, [0.0, 4.2]),
        ({"start": 0, "end": 4}, {"start": 4, "end": 9}, [0.0, 4.0]),
        ({"start": 0.0, "end": 4.2}, {"start": 4.2, "end": 9.0}, [0.0, 4.2]),
        ({"startMs": 0}, {"startMs": 42}, [0.0, 0.042]),
        ({"startTime": "00:00:01"}, {"startTime": "0:04.2"}, [1.0, 4.2]),
        ({"start": 600}, {"start": 1800}, [600.0, 1800.0]),  # a turn in twenty minutes is an outline, not milliseconds
    ],
)
def test_seconds_and_milliseconds_are_told_apart(first: dict[str, Any], second: dict[str, Any], seconds: list[float]) -> None:
    found = timed([{"speaker": "Ada", "text": LONG} | first, {"speaker": "Ada", "text": LONG} | second])
    assert [time for _, _, time in found] == pytest.approx(seconds)


# JSON Lines, and files that are something else


def test_json_lines_are_turns_whatever_the_suffix() -> None:
    lines = '{"speaker": "Ben", "text": "Why?", "start": 1}\n\n{"speaker": "Ada", "text": "Thirst.", "start": 2.5}\n'
    for name in ("visit.jsonl", "visit.ndjson", "visit.json"):
        parsed = read(lines, name)
        assert [(turn.speaker, turn.time) for turn in parsed.turns] == [("Ben", 1.0), ("Ada", 2.5)]


def refusal(data: Any, name: str = "visit.json") -> str:
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_broken_line_is_named() -> None:
    assert refusal('{"text": "Why?"}\n{"text" "Thirst."}\n', "visit.jsonl").startswith("visit.jsonl: broken JSON at line 2, column 9 (")
    assert "nested too deeply at line 1" in refusal("[" * 100_000, "visit.jsonl")


@pytest.mark.parametrize("text", ["speaker,text\nBen,Why?\n", "WEBVTT\n\n00:01.000 --> 00:02.000\nWhy?\n", "Ben: Why?\n"])
def test_another_format_under_the_name_of_json_is_told_to_be_renamed(text: str) -> None:
    assert refusal(text).startswith(f"visit.json: is not JSON (it begins with {text.splitlines()[0]!r}); rename it")


@pytest.mark.parametrize(
    "data",
    [
        {"results": {"channels": [{"alternatives": [{"transcript": " "}]}]}},
        {"results": {"transcripts": [], "items": []}},
        {"results": [{"alternatives": [{}]}]},
        {"monologues": [{"elements": []}]},
        {"transcription": [{"text": "", "offsets": {}}]},
    ],
)
def test_a_services_document_without_words_is_refused(data: Any) -> None:
    assert refusal(data).startswith("visit.json: no turn has words under any of content, text, words")


@pytest.mark.parametrize(
    "data", [{"name": "a package", "version": "1.0", "dependencies": {}}, {"type": "FeatureCollection", "features": []}, {"results": {}}]
)
def test_json_of_another_kind_is_told_where_turns_belong(data: Any) -> None:
    assert refusal(data).startswith("visit.json: no turns found; put a list of turns at the top level or under ")


# whatever is written comes back, and no shape breaks a reader

said_words = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Z"), include_characters=" "), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
scripts = st.lists(st.tuples(st.sampled_from(["A", "B", "Ada Obi"]), said_words, st.integers(0, 10**6)), min_size=1, max_size=8)


def as_deepgram(script: list[tuple[str, str, int]]) -> Any:
    return {"results": {"utterances": [{"speaker": who, "transcript": words, "start": at / 1000} for who, words, at in script]}}


def as_amazon(script: list[tuple[str, str, int]]) -> Any:
    return {
        "results": {
            "audio_segments": [{"speaker_label": who, "transcript": words, "start_time": f"{at / 1000:.3f}"} for who, words, at in script]
        }
    }


def as_azure(script: list[tuple[str, str, int]]) -> Any:
    return {
        "recognizedPhrases": [{"speaker": who, "offsetInTicks": at * 10_000, "nBest": [{"display": words}]} for who, words, at in script]
    }


def as_rev(script: list[tuple[str, str, int]]) -> Any:
    return {"monologues": [{"speaker": who, "elements": [{"type": "text", "value": words, "ts": at / 1000}]} for who, words, at in script]}


def as_assemblyai(script: list[tuple[str, str, int]]) -> Any:
    return {"audio_duration": 9, "utterances": [{"speaker": who, "text": words, "start": at} for who, words, at in script]}


def as_whisper(script: list[tuple[str, str, int]]) -> Any:
    segments = [{"speaker": who, "text": f" {words}", "start": at / 1000, "end": at / 1000 + 1, "words": []} for who, words, at in script]
    return {"segments": segments, "language": "en"}


def as_whisper_cpp(script: list[tuple[str, str, int]]) -> Any:
    return {"transcription": [{"speaker": who, "text": f" {words}", "offsets": {"from": at, "to": at + 1}} for who, words, at in script]}


def as_otter(script: list[tuple[str, str, int]]) -> Any:
    return {"transcripts": [{"speaker_id": who, "transcript": words, "start_offset": at * 16} for who, words, at in script]}


def as_sentences(script: list[tuple[str, str, int]]) -> Any:
    return {
        "data": {
            "transcript": {
                "sentences": [{"speaker_name": who, "text": words, "start_time": at / 1000 + 0.0005} for who, words, at in script]
            }
        }
    }


@settings(max_examples=40, deadline=None)
@given(scripts)
@pytest.mark.parametrize(
    "write", [as_deepgram, as_amazon, as_azure, as_rev, as_assemblyai, as_whisper, as_whisper_cpp, as_otter, as_sentences]
)
def test_any_turns_come_back_from_every_service(write: Any, script: list[tuple[str, str, int]]) -> None:
    found = timed(write(script))
    assert [(who, words) for who, words, _ in found] == [(who, words) for who, words, _ in script]
    assert [time for _, _, time in found] == pytest.approx([at / 1000 for _, _, at in script], abs=0.001)


KEYS = """results channels alternatives utterances transcript transcripts items audio_segments words speaker start text segments
recognizedPhrases phrases nBest monologues elements transcription offsets from timestamps events segs tStartMs utf8 speech speakers
audio_duration chunks timestamp type word language offsetMilliseconds speaker_labels paragraphs sentences start_offset content""".split()
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(["word", "punctuation", "PT1S", "1.5s"])
)
shapes = st.recursive(
    leaves, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)), max_leaves=25
)


@settings(max_examples=400, deadline=None)
@given(shapes)
def test_no_shape_breaks_a_reader(data: Any) -> None:
    for transcriber in TRANSCRIBERS:
        transcriber.recognises(data)
        list(transcriber.utterances(data))
    try:
        parsed = read(data)
    except InputError:
        return
    ends = [0, *(turn.end for turn in parsed.turns)]
    assert all(end <= turn.start <= turn.end <= len(parsed.text) for end, turn in zip(ends, parsed.turns, strict=False))
    assert all(turn.time is None or turn.time >= 0 for turn in parsed.turns)
