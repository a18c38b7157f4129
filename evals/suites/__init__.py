"""The suites: one a file. A new suite is one new module with a SUITE, named here."""

from evals.suites import builtin, citations, conversation, grouping, peers, refusal, retrieval, speed
from evals.suites.base import Suite

# In the order in which "all" runs them. "peers" needs packages of its own and runs when it is named; "answers" is what
# "builtin" is, for a gold file.
_ORDER = (
    builtin.SUITE,
    builtin.ANSWERS,
    retrieval.SUITE,
    grouping.SUITE,
    refusal.SUITE,
    citations.SUITE,
    conversation.SUITE,
    speed.SUITE,
    peers.SUITE,
)
SUITES: dict[str, Suite] = {suite.name: suite for suite in _ORDER}
ALL = tuple(name for name in SUITES if name not in (peers.SUITE.name, builtin.ANSWERS.name))

__all__ = ["ALL", "SUITES", "Suite"]
