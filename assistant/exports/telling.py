"""What an answer tells beside its quotes, as paragraphs: how it was understood, numbers, who said it, what is missing."""

from assistant.answer import Answer, Count, CountItem, Voice


def understood(answer: Answer) -> list[str]:
    """What was searched for, the filters, and how words were taken; nothing where all is as asked."""
    told = []
    if answer.standalone_question != " ".join(answer.question.split()):
        told.append(f"Understood as: {answer.standalone_question}")
    if answer.applied:
        told.append("Filters: " + "; ".join(f"{named.kind}: {named.value}" for named in answer.applied) + ".")
    return [*told, *answer.notes]


def told(answer: Answer) -> list[str]:
    """The number with its rule and list, the voices, the gaps: whichever the question asked for."""
    lines = _count(answer.count) if answer.count else []
    lines += [_voice(voice) for voice in answer.voices]
    return lines + [f"Missing: {gap.name} ({gap.kind}). {gap.text}" for gap in answer.gaps]


def written(answer: Answer, insight: int | None) -> list[str]:
    """The paragraph of a chat model about a group, said to be one; empty where there is none."""
    if answer.synthesis is None:
        return []
    found = (p.text for p in answer.synthesis.paragraphs if p.insight == insight and p.text)
    return [f"{text} (Written by {answer.synthesis.model.name}, checked against the quotes; numbers are theirs.)" for text in found]


def _count(count: Count) -> list[str]:
    return [count.text, count.rule, *(_item(item) for item in count.items)]


def _item(item: CountItem) -> str:
    who = f"{item.label}, {item.organisation}" if item.organisation else item.label
    return f"{who}: {item.mentions} in {item.interview}"


def _voice(voice: Voice) -> str:
    return f"{voice.quotes} by {voice.speaker or 'a speaker who is not named'}. {voice.citation}"
