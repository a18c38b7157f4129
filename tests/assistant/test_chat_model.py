"""Which chat model is on, whether words leave the machine, and what is said where it cannot be had."""

import pytest

from assistant.synthesis.chat_model import is_local, load_chat_model, model_info, split_name
from corpus.errors import ModelError, UsageError
from corpus.settings import Settings


@pytest.mark.parametrize(
    ("name", "url", "environment", "leaves"),
    [
        ("ollama:qwen3", None, {}, False),
        ("ollama:qwen3", None, {"OLLAMA_HOST": "127.0.0.1:11434"}, False),
        ("ollama:qwen3", None, {"OLLAMA_HOST": "http://10.0.0.5:11434"}, True),
        ("ollama:gpt-oss:120b-cloud", None, {}, True),
        ("ollama:qwen3", "http://models.example.org", {}, True),
        ("llamacpp:/models/small.gguf", None, {}, False),
        ("llama.cpp:/models/small.gguf", None, {}, False),
        ("openai:gpt-5", None, {}, True),
        ("openai:local", "http://localhost:8080/v1", {}, False),
        ("openai:local", "http://[::1]:8080/v1", {}, False),
        ("openai:local", None, {"OPENAI_BASE_URL": "http://127.0.0.1:8080"}, False),
        ("openai:local", "http://localhost.evil.example/v1", {}, True),
        ("anthropic:claude", None, {}, True),
        ("something:new", None, {}, True),
    ],
)
def test_whether_words_leave_the_machine_is_known_without_loading_the_model(
    name: str, url: str | None, environment: dict[str, str], leaves: bool
) -> None:
    info = model_info(Settings(model=name, model_url=url), environment=environment)
    assert info is not None
    assert info.leaves_machine is leaves
    assert ("no words leave it" in info.text) is not leaves


def test_no_model_is_on_by_default() -> None:
    assert model_info(Settings()) is None
    with pytest.raises(UsageError, match="no language model is set; set WHATSWORKING_MODEL"):
        load_chat_model(Settings())


@pytest.mark.parametrize("setting", ["qwen3", ":x", "ollama:", " : "])
def test_a_setting_without_provider_or_name_says_what_it_should_be(setting: str) -> None:
    with pytest.raises(UsageError, match="is not PROVIDER:NAME, for example ollama:qwen3"):
        split_name(setting)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("ollama:qwen3", "needs the package langchain-ollama; install it with 'pip install langchain-ollama'"),
        ("openai:gpt-5", "pip install langchain-openai"),
        ("llamacpp:/no/such.gguf", "llama-cpp-python|there is no such model file"),
        ("nosuchprovider:x", "cannot be set up"),
    ],
)
def test_what_is_missing_is_one_line_that_says_what_to_install(setting: str, message: str) -> None:
    if setting.startswith(("ollama", "openai")):
        pytest.importorskip("langchain")
        import importlib.util

        if importlib.util.find_spec(f"langchain_{setting.partition(':')[0]}"):
            pytest.skip("the provider's package is installed here")
    with pytest.raises(ModelError, match=message) as raised:
        load_chat_model(Settings(), setting)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("address", ["localhost", "http://localhost:1", "127.3.2.1", "http://[::1]", "0.0.0.0:11434"])
def test_addresses_of_this_machine(address: str) -> None:
    assert is_local(address)
