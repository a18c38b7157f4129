"""Tables with a turn in each row: which column holds the speaker, the words, the time.

A header row decides where it names the columns; without one, what stands in the columns does. Documents (Word, HTML …)
and data files (CSV, Excel …) use this alike.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from corpus.transcripts.speakers import is_role_word, speaker_key
from corpus.transcripts.times import parse_time

# Header words by what they announce, in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish,
# Polish; written without accents.
_HEADER_WORDS = {
    "role": "role roles rolle rol funcao ruolo roll rola",
    "end": "end ends ending stop finish out ende fin fim fine eind einde slut koniec to until bis timeout endtime outcue",
    "time": """start starts time times timestamp timestamps timecode timecodes begin begins beginning in from offset tc cue
        timespan timespans interval zeitspanne
        when wann cuando quando quand
        zeit zeitstempel startzeit anfang beginn temps debut horodatage heure minutage tiempo inicio marca hora tempo
        inizio ora tijd tijdstip begintijd tijdcode tid starttid tidspunkt czas poczatek timein starttime incue""",
    "speaker": """speaker speakers name names who participant participants person persons interviewee interviewer respondent
        informant author user talker voice sprecher sprecherin sprechende person wer redner rednerin teilnehmer intervenant
        intervenante locuteur locutrice nom qui orateur hablante nombre quien orador participante falante nome quem
        parlante relatore chi spreker naam wie deelnemer talare namn vem taler navn hvem mowca osoba imie kto""",
    "words": """text texts words word content contents utterance utterances transcript transcripts transcription what
        dialogue dialog speech said statement message quote passage comment answer response wortlaut inhalt aussage ausserung
        gesprochenes transkript transkription texte paroles contenu propos enonce texto palabras contenido
        transcripcion palavras conteudo transcricao testo parole contenuto trascrizione tekst woorden inhoud uitspraak
        transcriptie was quoi cosa wat vad hvad ord innehall utsaga indhold udsagn slowa tresc wypowiedz transkrypcja verbatim""",
}
_KIND = {word: kind for kind, words in _HEADER_WORDS.items() for word in words.split()}
_STRENGTH = {kind: position for position, kind in enumerate(_HEADER_WORDS)}  # "speaker role" is a role, "end time" an end
_FILLERS = frozenset(
    """of the a de des du der die das la le el il het stamp code codes label id no nr number full original h hh hhh m mm min s ss sec
    secs second seconds ms msec millis millisecond milliseconds hms f ff frames sekunden sekunde secondes segundos secondi
    seconden video audio recording media relative""".split()
)
_MILLISECONDS = frozenset("ms msec millis millisecond milliseconds".split())
_GENDERED = re.compile(r"(?<=[a-z])(?:[:*_]|/-?)(?:in|innen)\b")  # "Sprecher:in", "Sprecher*innen"
MOST_HEADER_WORDS = 5

CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"  # a time, as tables write it
_CLOCK = rf"[\[(<{{#]*\s*(?:{CLOCK})(?::\d{{2}})?\s*[\])>}}#]*"
_TIME_CELL = re.compile(rf"{_CLOCK}(?:\s*(?:-->|->|[-–—/]|to|bis|a|à)?\s*{_CLOCK})?", re.I)
_TIME_IN_CELL = re.compile(rf"\s*[\[(]?(?P<time>{CLOCK})[\])]?\s*")
_SECONDS = re.compile(r"\d+(?:\.\d+)?")

# How a column is told by what stands in it.
ROWS_LOOKED_AT = 400
MOST_CELLS = 0.8  # share of a column's cells that must agree on what the column is
LONGEST_NAME, MOST_NAME_WORDS = 60, 6
FEWEST_WORDS = 3.0  # mean words of a cell with which a column is speech rather than facts about the interview


class Columns(NamedTuple):
    """Positions of the columns, from 0; None where there is no such column.

    Attributes:
        header: Whether the first row names the columns and is no turn.
        unit: Seconds in one unit of a time that is a plain number.
    """

    words: int
    speaker: int | None = None
    time: int | None = None
    end: int | None = None
    role: int | None = None
    header: bool = False
    unit: float = 1.0


class SpeakerCell(NamedTuple):
    """What a speaker's cell says: the label (None where it is empty), and a time where one stands with it."""

    label: str | None
    time: float | None


def which_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the columns of a table whose rows are turns.

    Args:
        rows: The cells of the table, row by row, a header row first where there is one; rows may differ in length.

    Returns:
        The columns, or None when this is no table of turns (it has no words, or neither a speaker nor a time with them).
    """
    rows = [row for row in rows[:ROWS_LOOKED_AT] if any(cell.strip() for cell in row)]
    if not rows:
        return None
    named = header_columns(rows[0])
    if named is not None and (named.speaker is not None or named.time is not None):
        return named
    return _columns_by_content(rows)


def header_columns(header: Sequence[str]) -> Columns | None:
    """The columns that a header row names; None when it names no column of words."""
    kinds = [header_kind(cell) for cell in header]
    if "words" not in kinds:
        return None
    at = {kind: kinds.index(kind) for kind in _HEADER_WORDS if kind in kinds}
    if "time" not in at and "end" in at:  # an end alone is no beginning
        del at["end"]
    time = at.get("time")
    unit = 0.001 if time is not None and _MILLISECONDS & set(_header_tokens(header[time])) else 1.0
    return Columns(at["words"], at.get("speaker"), time, at.get("end"), at.get("role"), header=True, unit=unit)


def header_kind(cell: str) -> str | None:
    """What a header cell announces: "speaker", "words", "time", "end", "role", or None."""
    tokens = _header_tokens(cell)
    if not tokens or len(tokens) > MOST_HEADER_WORDS:
        return None
    kinds = {_KIND.get(token) for token in tokens if token not in _FILLERS}
    if None in kinds or not kinds:
        return None
    return min((kind for kind in kinds if kind), key=_STRENGTH.__getitem__)


def time_cell(cell: str, unit: float = 1.0) -> tuple[float | None, float | None]:
    """Start and end in seconds of a time cell: a clock time, a span of two, or a number of ``unit`` seconds."""
    text = cell.strip()
    if _SECONDS.fullmatch(text):
        number = parse_time(text)
        return (None if number is None else number * unit), None
    if not _TIME_CELL.fullmatch(text):
        return None, None
    times = [parse_time(m) for m in re.findall(CLOCK, text)]
    return times[0], times[1] if len(times) > 1 else None


def speaker_cell(cell: str) -> SpeakerCell:
    """Read a speaker's cell: "Ada", "Ada:", "ADA (00:12)", or the name and the time on two lines."""
    time = None
    found = _TIME_IN_CELL.search(cell)
    if found:
        time = parse_time(found["time"])
        cell = f"{cell[: found.start()]} {cell[found.end() :]}"
    label = " ".join(cell.split()).rstrip(":").strip()
    return SpeakerCell(label or None, time)


def _header_tokens(cell: str) -> list[str]:
    if len(cell) > LONGEST_NAME:
        return []
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _GENDERED.sub("", cell))  # "startTime"
    plain = "".join(c for c in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(c)).casefold()
    return re.findall(r"[^\W\d_]+", plain)


def _columns_by_content(rows: Sequence[Sequence[str]]) -> Columns | None:
    width = max(len(row) for row in rows)
    columns = [[row[k].strip() if k < len(row) else "" for row in rows] for k in range(width)]
    times = [k for k in range(width) if _are_times(columns[k])]
    words = max((k for k in range(width) if k not in times), key=lambda k: _wordiness(columns[k]), default=None)
    if words is None or not any(columns[words]):
        return None
    time = times[0] if times else None
    others = [k for k in range(width) if k not in times and k != words]
    speaker = next((k for k in others if _are_speakers(columns[k], columns[words], timed=time is not None)), None)
    if speaker is None and time is None:
        return None
    return Columns(words, speaker, time, times[1] if len(times) > 1 else None)


def _are_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(_TIME_CELL.fullmatch(cell)) for cell in filled) >= MOST_CELLS * len(filled)


def _are_speakers(cells: Sequence[str], words: Sequence[str], timed: bool) -> bool:
    """Whether a column names speakers: short labels that come back, or stand beside a time, or name a part."""
    labels = [label for label in (speaker_cell(cell).label for cell in cells) if label]
    if not labels or sum(map(_like_a_name, labels)) < MOST_CELLS * len(labels):
        return False
    if timed or any(speaker_cell(cell).time is not None for cell in cells):
        return True
    if _mean_words(words) < FEWEST_WORDS:
        return False
    if all(map(is_role_word, labels)):
        return True
    return len({speaker_key(label) for label in labels}) * 2 <= len(labels)


def _like_a_name(label: str) -> bool:
    named = any(c.isalpha() for c in label) and not label.endswith((".", "?", "!", ",", ";"))
    return len(label) <= LONGEST_NAME and len(label.split()) <= MOST_NAME_WORDS and named


def _wordiness(cells: Sequence[str]) -> tuple[float, int, int]:
    """How much a column is speech: words in a cell, then how rarely they come back, then length."""
    return _mean_words(cells), len(set(cells)), sum(map(len, cells))


def _mean_words(cells: Sequence[str]) -> float:
    filled = [len(cell.split()) for cell in cells if cell]
    return sum(filled) / len(filled) if filled else 0.0
