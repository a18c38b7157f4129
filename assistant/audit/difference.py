"""A word-level difference between what a source has and what a draft makes of it."""

from rapidfuzz.distance import Levenshtein

from assistant.audit.report import Change, Difference
from assistant.audit.typography import fold


def difference(source: str, draft: str) -> tuple[Difference, ...]:
    """What to leave out of the source and put in to get the draft, word by word; typography does not count.

    Args:
        source: The exact words.
        draft: The words as the draft has them.
    """
    theirs, ours = source.split(), draft.split()
    parts: list[Difference] = []
    for step in Levenshtein.opcodes(_keys(theirs), _keys(ours)):
        left, put = theirs[step.src_start : step.src_end], ours[step.dest_start : step.dest_end]
        if step.tag == "equal":
            parts.append(Difference(change=Change.SAME, words=" ".join(put)))
            continue
        if left:
            parts.append(Difference(change=Change.LEFT_OUT, words=" ".join(left)))
        if put:
            parts.append(Difference(change=Change.PUT_IN, words=" ".join(put)))
    return tuple(parts)


def _keys(words: list[str]) -> list[str]:
    """Words without typography; the stop or comma behind the last one is the quoting sentence's own."""
    keys = [fold(word) or word for word in words]
    return [*keys[:-1], keys[-1].rstrip(".,;:") or keys[-1]] if keys else keys
