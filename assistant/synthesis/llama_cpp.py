"""A GGUF model file run by llama.cpp in this process, as a LangChain chat model."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from corpus.errors import ModelError

CONTEXT_TOKENS = 4096
MOST_TOKENS = 400
_ROLES = {"system": "system", "human": "user", "ai": "assistant"}


class LlamaCppChat(BaseChatModel):
    """Chat with a model file; nothing is sent anywhere."""

    llama: Any

    @classmethod
    def open(cls, path: str) -> Self:
        """Load a model file.

        Raises:
            ModelError: There is no such file.
        """
        file = Path(path).expanduser()
        if not file.is_file():
            raise ModelError(f"{file}: there is no such model file; give the path of a .gguf file, as in llamacpp:/path/model.gguf")
        from llama_cpp import Llama

        return cls(llama=Llama(model_path=str(file), n_ctx=CONTEXT_TOKENS, verbose=False))

    @property
    def _llm_type(self) -> str:
        return "llamacpp"

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any
    ) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        asked = _as_dicts(messages)
        for part in self.llama.create_chat_completion(
            messages=asked, stop=stop or [], temperature=0.0, max_tokens=MOST_TOKENS, stream=True
        ):
            text = part["choices"][0]["delta"].get("content") or ""
            if text:
                yield ChatGenerationChunk(message=AIMessageChunk(content=text))


def _as_dicts(messages: Sequence[BaseMessage]) -> list[dict[str, str]]:
    return [{"role": _ROLES.get(message.type, "user"), "content": str(message.content)} for message in messages]
