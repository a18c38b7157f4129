"""What a chat model writes about an answer, every sentence checked against the quotes; optional, and off by default."""

from assistant.synthesis.model import ModelInfo, Paragraph, Reason, Sentence, SourceNumber, Strike, Synthesis, Usage

__all__ = ["ModelInfo", "Paragraph", "Reason", "Sentence", "SourceNumber", "Strike", "Synthesis", "Usage"]
