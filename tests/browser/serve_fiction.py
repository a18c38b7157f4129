"""Serves the fictional interviews for the browser tests, with a chat model that says what it is told to."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Answer, Assistant
from assistant.synthesis import ModelInfo
from corpus.errors import ModelError
from corpus.ingest import Ingest
from corpus.settings import Settings
from tests.assistant.fiction import write_corpus
from ui.serve import serve

FAILS = "climate"
MODEL = ModelInfo(name="fake:parrot", leaves_machine=True, text="The question and the quotes are sent to nobody; this is a test.")


class _WithModel(Assistant):
    def model_info(self, setting: str | None = None) -> ModelInfo | None:
        return MODEL

    def synthesise(self, answer: Answer, model: Any = None) -> Iterator[Any]:
        """Each paragraph repeats the beginning of its first quote, and then says something of its own."""
        if FAILS in answer.question:
            raise ModelError("fake:parrot does not answer; start it and try again")
        number, told = 1, []
        for group in answer.groups:
            first = re.split(r"(?<=[.!?])\s", group.quotes[0].text)[0].rstrip(".")
            told.append(f"{first} [{number}]. Nobody ever paid 77 million for this [{number}].")
            number += len(group.quotes)
        return super().synthesise(answer, GenericFakeChatModel(messages=iter([AIMessage(content=text) for text in told])))


def _main(folder: str, port: str, model: str) -> None:
    data = Path(folder)
    assistant = Assistant(Settings(data_dir=data / "data", builtin_corpus=False))
    if not assistant.folder.catalog.entries():
        with assistant.folder.writing():
            Ingest(assistant.folder.catalog).run([write_corpus(data / "interviews")])
    assistant.ready()
    if model == "model":
        assistant.__class__ = _WithModel
    serve(assistant, "127.0.0.1", int(port))


if __name__ == "__main__":
    _main(*sys.argv[1:])
