"""What happens while a model writes."""

from typing import Literal

from assistant.answer import Answer
from assistant.synthesis.model import Paragraph, Sentence, Strike
from corpus.models import Frozen


class SynthesisEvent(Frozen):
    """One step: a sentence that stands, one that was struck, a whole paragraph, or at the end the answer with all of it.

    Attributes:
        insight: Number of the group that it belongs to, or None.
    """

    kind: Literal["sentence", "strike", "paragraph", "answer"]
    insight: int | None = None
    sentence: Sentence | None = None
    strike: Strike | None = None
    paragraph: Paragraph | None = None
    answer: Answer | None = None
