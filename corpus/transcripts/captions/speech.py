"""From cues to utterances: who speaks, where a turn begins, and what only repeats the cue before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from corpus.transcripts.captions.cues import Cue
from corpus.transcripts.captions.line_labels import Labels, find_line_labels, split_lines
from corpus.transcripts.captions.markup import Voiced
from corpus.transcripts.captions.paragraphs import Piece, as_paragraphs, as_turns
from corpus.transcripts.utterances import Utterance

# Rolling captions show the line before once more above each new one. How many cues tell, and which share of them.
ROLLING_LOOKED_AT = 400
MOST_ROLLING = 0.3
# Cues of rolling captions follow each other without a gap, give or take a frame.
CONTIGUOUS = 0.1

Shown = tuple[float | None, float | None, list[Voiced]]


def utterances(cues: Callable[[], Iterator[Cue]], visible: Callable[[str], list[Voiced]], voiced: bool) -> Iterator[Utterance]:
    """What was said, by whom, from when.

    A labelled cue ("<v Ada>", "Ada: …") begins a turn, and cues without a label go on with it. Where no cue has a label,
    cues are put together to paragraphs that end with a sentence or a pause.

    Args:
        cues: Opens the cues anew; they are read up to three times, so that a long file need not be kept in memory.
        visible: What a viewer sees of a cue's text, by voice.
        voiced: Whether the markup may name voices.
    """

    def shown() -> Iterator[Shown]:
        return ((cue.start, cue.end, visible(cue.text)) for cue in cues())

    rolling = _rolls(list(islice(shown(), ROLLING_LOOKED_AT)))

    def fresh() -> Iterator[Shown]:
        return _without_repeats(shown()) if rolling else shown()

    if voiced and any(part.voice for _, _, parts in shown() for part in parts):
        return as_turns(_voiced(fresh()))
    labels = find_line_labels(part.lines for _, _, parts in fresh() for part in parts)
    pieces = _labelled(fresh(), labels)
    return as_turns(pieces) if labels else as_paragraphs(pieces)


def _voiced(shown: Iterable[Shown]) -> Iterator[Piece]:
    for start, end, parts in shown:
        for voice, lines in parts:
            if voice or lines:
                yield Piece(voice, False, "\n".join(lines), start, end)


def _labelled(shown: Iterable[Shown], labels: Labels) -> Iterator[Piece]:
    for start, end, parts in shown:
        for part in parts:
            for label, changes, words in split_lines(part.lines, labels):
                yield Piece(label, changes, words, start, end)


def _rolls(shown: Sequence[Shown]) -> bool:
    """Whether many cues begin with the line that the cue before ended with, follow it at once, and add to it or only flash up."""
    repeats = 0
    for before, after in pairwise(shown):
        repeated = _repeated(before, after)
        repeats += repeated > 0 and (repeated < len(_all_lines(after[2])) or _flashes(after))
    return len(shown) > 2 and repeats >= MOST_ROLLING * (len(shown) - 1)


def _flashes(shown: Shown) -> bool:
    return shown[0] is not None and shown[1] is not None and shown[1] - shown[0] <= CONTIGUOUS


def _without_repeats(shown: Iterable[Shown]) -> Iterator[Shown]:
    before: Shown | None = None
    for current in shown:
        repeated = _repeated(before, current) if before else 0
        before = current
        start, end, parts = current
        lines = _all_lines(parts)[repeated:]
        if lines:
            yield start, end, [Voiced(parts[0].voice, lines)] if repeated else parts


def _repeated(before: Shown, after: Shown) -> int:
    """How many lines at the head of a cue repeat the tail of the cue before, where it follows at once."""
    if before[1] is None or after[0] is None or abs(after[0] - before[1]) > CONTIGUOUS:
        return 0
    last, lines = _all_lines(before[2]), _all_lines(after[2])
    return next((n for n in range(min(len(last), len(lines)), 0, -1) if last[-n:] == lines[:n]), 0)


def _all_lines(parts: Sequence[Voiced]) -> list[str]:
    return [line for part in parts for line in part.lines]
