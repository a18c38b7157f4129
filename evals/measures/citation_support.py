"""Citation recall and precision as ALCE defines them (Gao et al., "Enabling Large Language Models to Generate Text with
Citations", EMNLP 2023, section 3): a statement is recalled when all that it cites together supports it; a citation is
precise when its statement is recalled and it is not irrelevant, that is, it supports the statement by itself or the
others no longer do without it. Who judges support is the caller's choice.
"""

from collections.abc import Callable, Sequence
from statistics import mean

from corpus.models import Frozen

# Whether passages, read together, support a statement.
Supports = Callable[[str, Sequence[str]], bool]


class CitedStatement(Frozen):
    """A statement of an answer with the passages that it cites."""

    text: str
    citations: tuple[str, ...] = ()


class CitationSupport(Frozen):
    """Citation recall over the statements of an answer, precision over its citations.

    Attributes:
        recall: None where the answer makes no statement.
        precision: None where the answer cites nothing.
    """

    recall: float | None
    precision: float | None


def score_citations(statements: Sequence[CitedStatement], supports: Supports) -> CitationSupport:
    """Score one answer.

    Args:
        statements: What the answer says, each with what it cites.
        supports: Judges whether passages support a statement; it is never asked about no passages.
    """
    recalled = [bool(s.citations) and supports(s.text, s.citations) for s in statements]
    precise = [
        whole and _is_relevant(statement, k, supports)
        for statement, whole in zip(statements, recalled, strict=True)
        for k in range(len(statement.citations))
    ]
    return CitationSupport(recall=mean(recalled) if recalled else None, precision=mean(precise) if precise else None)


def holds_the_words(statement: str, passages: Sequence[str]) -> bool:
    """Support for answers that only quote: the statement stands word for word in one of the passages."""
    return any(statement in passage for passage in passages)


def _is_relevant(statement: CitedStatement, k: int, supports: Supports) -> bool:
    """Whether the k-th citation supports the statement by itself, or the others do not without it."""
    others = statement.citations[:k] + statement.citations[k + 1 :]
    return supports(statement.text, statement.citations[k : k + 1]) or not (others and supports(statement.text, others))
