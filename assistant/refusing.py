"""Refusals that help: what came nearest, which filter left nothing, what to ask instead."""

from collections.abc import Callable, Mapping, Sequence

from assistant.answer import NearMiss, Refusal
from assistant.finding import Evident, Finder
from assistant.request import Request
from assistant.state import State
from assistant.understanding import Reading

NEAREST = 3
ASK_INSTEAD = 3
UNVERIFIED = "What was found could not be verified against the stored interviews, so it is not shown; run 'whatsworking doctor'."
NOTHING_STRONG = "The interviews touch the subject, but no single quote is close enough to the question to stand as an answer."
NOTHING_FURTHER = "There is nothing further that is close enough to the question: all of it was shown."
Without = Callable[[str], Reading]


def refuse(finder: Finder, state: State, request: Request, reading: Reading, found: Evident, without: Without) -> tuple[Refusal, int]:
    """Why there is no answer, with what helps; also how many quotes failed the check.

    Args:
        finder: Verifies the nearest quotes.
        state: The corpus.
        request: What was asked.
        reading: As it was read.
        found: What was found.
        without: Reads the question again without the filter of a key.
    """
    if _all_was_shown(found, request):
        return Refusal(reason=NOTHING_FURTHER, bar=round(found.evidence.bar, 3), ask_instead=state.answerable[:ASK_INSTEAD]), 0
    nearest, withheld = _nearest(finder, found)
    reason = found.evidence.reason or (UNVERIFIED if withheld or found.withheld else NOTHING_STRONG)
    again = {named.key: without(named.key) for named in reading.named}
    emptied = _emptied_by(state, again, found, lambda r: finder.find(state, r.searched, r.filters))
    if emptied:
        reason = _named(reading, emptied, reason, empty=not found.look.result.allowed)
    ask = [_reworded(again[key].standalone) for key in emptied]
    instead = tuple(dict.fromkeys([*ask, *state.answerable]))[:ASK_INSTEAD]
    refusal = Refusal(reason=reason, bar=round(found.evidence.bar, 3), nearest=nearest, emptied_by=tuple(emptied), ask_instead=instead)
    return refusal, max(withheld, found.withheld)


def nearest_misses(finder: Finder, found: Evident, request: Request) -> tuple[tuple[NearMiss, ...], int]:
    """What came nearest, and how many of it failed the check; nothing where all that is close enough was shown before."""
    return ((), 0) if _all_was_shown(found, request) else _nearest(finder, found)


def _all_was_shown(found: Evident, request: Request) -> bool:
    return bool(request.exclude) and found.evidence.enough and not found.withheld


def _nearest(finder: Finder, found: Evident) -> tuple[tuple[NearMiss, ...], int]:
    by_similarity = sorted(found.hits, key=lambda hit: -hit.cosine)[:NEAREST]
    quotes, withheld = finder.quotes(by_similarity)
    similarity = {(hit.interview, hit.start): hit.cosine for hit in by_similarity}
    return tuple(NearMiss(quote=q, similarity=round(similarity[q.interview, q.start], 3)) for q in quotes), withheld


def _emptied_by(state: State, again: Mapping[str, Reading], found: Evident, find: Callable[[Reading], Evident]) -> list[str]:
    """The filters without any one of which there would be quotes, or an answer; ``again`` reads the question without each."""
    if not again:
        return []
    if not found.look.result.allowed:
        alone = [key for key, reading in again.items() if bool(state.searcher.allowed(reading.filters).any())]
        return alone or list(again)
    return [key for key, reading in again.items() if find(reading).shown]


def _named(reading: Reading, keys: Sequence[str], reason: str, empty: bool) -> str:
    known = {named.key: f"{named.kind} “{named.value}”" for named in reading.named}
    names = [known[key] for key in keys]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    if empty:
        others = "" if len(reading.named) == 1 else " together with the other filters" if len(names) == 1 else " together"
        return (
            f"No quotes pass the filters: {' and '.join(names)} leave{'s' if len(names) == 1 else ''} nothing{others}; take a filter away."
        )
    return f"{reason} Without the filter {listed} there is an answer; take a filter away."


def _reworded(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip(' ?.!')}?"
