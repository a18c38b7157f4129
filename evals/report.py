"""What a suite reports."""

from corpus.models import Frozen


class Case(Frozen):
    """One question and what came back.

    Attributes:
        won: An expected quote stands among the first three shown, or an unanswerable question was refused.
        expected: Ids of the quotes that answer it; empty for an unanswerable one.
        shown: Ids of the quotes shown, in group order.
    """

    id: str
    query: str
    kind: str
    won: bool
    expected: tuple[str, ...]
    shown: tuple[str, ...]


class Report(Frozen):
    """The measures of one run, each a share from 0 to 1, and the cases they come from."""

    suite: str
    measures: dict[str, float]
    cases: tuple[Case, ...]
