"""Questions to go on with. Each is checked against what the search has computed already, before it is offered."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.answer import CounterQuote, Group
from assistant.evidence import assess
from assistant.finding import Evident
from assistant.state import State
from assistant.understanding import Reading
from assistant.understanding.phrases import add_phrase, subject_of
from corpus.framework import Framework
from corpus.transcripts.speakers import speaker_key

_SAID = re.compile(r"^what do people say about ", re.I)
FOLLOW_UPS = 3
ABOUT_THE_SAME = 2
# An offered question must be answered more surely than one that was asked.
SURE = 0.6
PROBES = 8


def follow_ups(
    state: State, framework: Framework, reading: Reading, found: Evident | None, groups: Sequence[Group], counter: Sequence[CounterQuote]
) -> tuple[str, ...]:
    """Up to three questions that have an answer: on the same subject with other voices, then on insights that are silent here."""
    same = list(islice(_about_the_same(state, reading, found, groups, counter), ABOUT_THE_SAME)) if found and groups else []
    speaking = {group.insight.number for group in groups if group.insight}
    known = state.answerable
    silent = [i.question for i in framework.insights if i.question in known and i.number not in speaking]
    asked = reading.standalone.casefold()
    return tuple(q for q in dict.fromkeys([*same, *silent]) if q and q.casefold() != asked)[:FOLLOW_UPS]


def _about_the_same(
    state: State, reading: Reading, found: Evident, groups: Sequence[Group], counter: Sequence[CounterQuote]
) -> Iterator[str]:
    subject = subject_of(reading.standalone)
    if counter and subject and reading.intent.way == "find" and not reading.named:
        yield f"Who disagrees about {subject}?"
    if reading.named or reading.intent.way != "find" or " (About: " in reading.standalone:
        return
    snapshot = state.searcher.snapshot
    heard = {speaker_key(q.organisation) for g in groups for q in g.quotes if q.organisation}
    others = [name for name in state.organisations[:PROBES] if speaker_key(name) not in heard]
    for name in others:
        if speaker_key(name) not in snapshot.organisation.values:
            continue
        support = found.look.among(snapshot.organisation.among([speaker_key(name)]))
        evidence = assess(support)
        if evidence.enough and evidence.strength >= SURE:
            question = (
                f"What does {name} say about {subject}?"
                if subject and _SAID.match(reading.standalone)
                else add_phrase(reading.standalone, f"from {name}")
            )
            if any(n.name.label == name for n in state.names.read(question).named):
                yield question
