"""The suites: one a file. A new suite is one new module with a SUITE, named here."""

from evals.suites import builtin, citations, conversation, grouping, peers, refusal, retrieval, speed
from evals.suites.base import Suite

# In the order in which "all" runs them; "peers" needs packages of its own and runs when it is named.
SUITES: dict[str, Suite] = {
    module.SUITE.name: module.SUITE for module in (builtin, retrieval, grouping, refusal, citations, conversation, speed, peers)
}
ALL = tuple(name for name in SUITES if name != peers.SUITE.name)

__all__ = ["ALL", "SUITES", "Suite"]
