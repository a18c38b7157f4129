"""The turns of a document of paragraphs and tables: from the rows of its tables of turns, else from its running text.

A running text is read by its labels (`corpus.transcripts.transcript`); where it has none, names in bold at the head of paragraphs are
labels; where there are none either, each paragraph is a turn of one unknown speaker.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.documents.blocks import Block, Layout, lay_out
from corpus.errors import InputError
from corpus.importers.base import Parsed
from corpus.models import Role, Turn
from corpus.spans import Stretch, trimmed
from corpus.tables.table_turns import Draft, number, row_drafts, turn_tables
from corpus.transcripts.speakers import identify, is_role_word, speaker_key
from corpus.transcripts.transcript import Transcript, read_transcript

LONGEST_LABEL, MOST_LABEL_WORDS = 60, 6


def parsed_blocks(name: str, blocks: Iterable[Block], title: str | None = None, warnings: Sequence[str] = ()) -> Parsed:
    """Read a document's blocks.

    Args:
        name: File name, for errors.
        blocks: Its paragraphs and tables in reading order.
        title: Its title, where it has a sensible one.
        warnings: What the reader of the format has to say.

    Raises:
        InputError: It holds no words.
    """
    layout = lay_out(blocks)
    if not layout.text.strip():
        raise InputError(f"{name}: holds no words; if they are a picture or a comment, export the interview as text")
    transcript = _from_tables(layout) or _from_text(layout)
    return Parsed(text=layout.text, turns=transcript.turns, title=title, warnings=(*warnings, *transcript.warnings))


def _from_tables(layout: Layout) -> Transcript | None:
    """The rows of the tables of turns in order, with labelled running text between them; None without such a table."""
    tables = turn_tables(layout)
    if not tables:
        return None
    drafts: list[Draft] = []
    outside, position = 0, 0
    for table, columns in tables:
        between, left_out = _between(layout.text, position, table.span.start)
        rows, unused = row_drafts(layout.text, table, columns)
        drafts += [*between, *rows]
        outside += left_out + unused
        position = table.span.end
    between, left_out = _between(layout.text, position, len(layout.text))
    outside += left_out
    warnings = [f"{outside} words outside the table of turns are kept in the text but belong to no turn"] if outside else []
    return Transcript(turns=number([*drafts, *between]), warnings=tuple(warnings))


def _between(text: str, start: int, end: int) -> tuple[list[Draft], int]:
    """Turns of the running text before, between and behind tables: only where a speaker in it comes back."""
    piece = text[start:end]
    words = len(piece.split())
    if not words:
        return [], 0
    turns = read_transcript(piece).turns
    counts = Counter(turn.speaker for turn in turns if turn.speaker)
    if not counts or counts.most_common(1)[0][1] < 2:
        return [], words
    drafts = [Draft(start + turn.start, start + turn.end, turn.speaker, turn.role, turn.time) for turn in turns]
    return drafts, 0


def _from_text(layout: Layout) -> Transcript:
    paragraphs = list(layout.paragraphs)
    for table in layout.tables:
        paragraphs += [(Stretch(start=row[0].start, end=row[-1].end), 0) for row in table.rows if row]
    return turns_of_paragraphs(layout.text, sorted(paragraphs, key=lambda paragraph: paragraph[0].start))


def turns_of_paragraphs(text: str, paragraphs: Sequence[tuple[Stretch, int]], lines: str | None = None) -> Transcript:
    """The turns of a text whose paragraphs are known: by labels, by bold names, or a turn for each paragraph.

    Args:
        text: The canonical text.
        paragraphs: Its paragraphs in order, each with how many characters at its beginning are bold.
        lines: The text as labels are looked for in it, of the same length: without line ends that only wrap a paragraph.
    """
    transcript = read_transcript(lines or text)
    if any(turn.speaker is not None or turn.time is not None for turn in transcript.turns):
        return transcript
    return _from_bold(text, paragraphs) or _from_paragraphs(text, paragraphs, transcript.warnings)


def _from_bold(text: str, paragraphs: Sequence[tuple[Stretch, int]]) -> Transcript | None:
    """Turns headed by a name in bold: "**Ada Obi** We began …", or the name on a line of its own."""
    heads = [(span, _bold_label(text[span.start : span.start + bold]), bold) for span, bold in paragraphs if bold]
    labelled = [(span, label, bold) for span, label, bold in heads if label]
    counts = Counter(speaker_key(label) for _, label, _ in labelled)
    accepted = {key for key, count in counts.items() if count > 1 or is_role_word(key)}
    labelled = [head for head in labelled if speaker_key(head[1]) in accepted]
    if len(labelled) < 2 or len(accepted) * 2 > len(labelled) + 1:
        return None
    speakers = identify(label for _, label, _ in labelled)
    ends = [following.start for (following, _, _) in (head for _, head in pairwise(labelled))] + [len(text)]
    drafts = []
    for (span, label, bold), end in zip(labelled, ends, strict=True):
        speaker = speakers[label]
        drafts.append(Draft(*trimmed(text, span.start + bold, end), speaker.name, speaker.role, None))
    before = len(text[: labelled[0][0].start].split())
    warnings = [f"{before} words before the first speaker are kept in the text but belong to no turn"] if before else []
    return Transcript(turns=number(drafts), warnings=tuple(warnings))


def _bold_label(bold: str) -> str:
    """A bold beginning that reads like a name, else nothing."""
    label = " ".join(bold.split()).rstrip(":–—-. ")
    words = label.split()
    if not words or len(label) > LONGEST_LABEL or len(words) > MOST_LABEL_WORDS or label.endswith(("?", "!", ",", ";")):
        return ""
    return label if any(c.isalpha() for c in label) else ""


def _from_paragraphs(text: str, paragraphs: Sequence[tuple[Stretch, int]], warnings: tuple[str, ...]) -> Transcript:
    """Each paragraph (of a table, each row) is a turn of one unknown speaker."""
    turns: list[Turn] = []
    for span, _ in paragraphs:
        start, end = trimmed(text, span.start, span.end)
        if end > start:
            turns.append(Turn(index=len(turns), start=start, end=end, role=Role.UNKNOWN))
    return Transcript(turns=tuple(turns), warnings=warnings)
