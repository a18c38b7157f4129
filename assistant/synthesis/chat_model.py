"""The chat model of a setting such as ``ollama:qwen3``, and whether it runs on this machine."""

import ipaddress
import os
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from assistant.synthesis.model import ModelInfo
from corpus.errors import ModelError, UsageError
from corpus.settings import Settings

LLAMA_CPP = "llamacpp"
# Providers whose model runs where its server runs: on this machine unless an address says otherwise.
_SERVERS: Mapping[str, tuple[str, ...]] = {"ollama": ("OLLAMA_HOST",)}
# Where a provider's address may be set besides in our settings.
_ADDRESSES: Mapping[str, tuple[str, ...]] = {"openai": ("OPENAI_BASE_URL", "OPENAI_API_BASE"), "anthropic": ("ANTHROPIC_BASE_URL",)}
_PACKAGES: Mapping[str, tuple[str, str]] = {
    "openai": ("langchain_openai", "langchain-openai"),
    "azure_openai": ("langchain_openai", "langchain-openai"),
    "anthropic": ("langchain_anthropic", "langchain-anthropic"),
    "ollama": ("langchain_ollama", "langchain-ollama"),
    "mistralai": ("langchain_mistralai", "langchain-mistralai"),
    "google_genai": ("langchain_google_genai", "langchain-google-genai"),
    "google_vertexai": ("langchain_google_vertexai", "langchain-google-vertexai"),
    "groq": ("langchain_groq", "langchain-groq"),
    "bedrock": ("langchain_aws", "langchain-aws"),
    "huggingface": ("langchain_huggingface", "langchain-huggingface"),
    "deepseek": ("langchain_deepseek", "langchain-deepseek"),
    "xai": ("langchain_xai", "langchain-xai"),
    "cohere": ("langchain_cohere", "langchain-cohere"),
    LLAMA_CPP: ("llama_cpp", "llama-cpp-python"),
}


def split_name(setting: str) -> tuple[str, str]:
    """Provider and model name of PROVIDER:NAME.

    Raises:
        UsageError: It is not of that form.
    """
    provider, colon, name = setting.strip().partition(":")
    if not (provider.strip() and colon and name.strip()):
        raise UsageError(f"WHATSWORKING_MODEL: {setting!r} is not PROVIDER:NAME, for example ollama:qwen3 or llamacpp:/path/model.gguf")
    provider = provider.strip().lower().replace("-", "_").replace(".", "")
    return (LLAMA_CPP if provider in ("llamacpp", "llama_cpp") else provider), name.strip()


def model_info(settings: Settings, setting: str | None = None, environment: Mapping[str, str] = os.environ) -> ModelInfo | None:
    """Which model is on, told without loading it; None where none is.

    Args:
        settings: Of the program.
        setting: PROVIDER:NAME instead of the settings' own.
        environment: Where providers look for their servers' addresses.

    Raises:
        UsageError: The setting is not PROVIDER:NAME.
    """
    chosen = setting or settings.model
    if not chosen:
        return None
    provider, name = split_name(chosen)
    leaves = _leaves(provider, name, settings.model_url, environment)
    where = "the question and the quotes are sent to another computer" if leaves else "it runs on this machine; no words leave it"
    return ModelInfo(name=chosen.strip(), leaves_machine=leaves, text=f"Language model {chosen.strip()}: {where}.")


def load_chat_model(settings: Settings, setting: str | None = None) -> BaseChatModel:
    """The chat model of the settings.

    Raises:
        UsageError: None is set, or the setting is not PROVIDER:NAME.
        ModelError: Its provider's package is missing, or it cannot be set up.
    """
    chosen = setting or settings.model
    if not chosen:
        raise UsageError("no language model is set; set WHATSWORKING_MODEL or give --model, for example ollama:qwen3")
    provider, name = split_name(chosen)
    module, package = _PACKAGES.get(provider, ("", ""))
    if module and find_spec(module) is None:
        raise ModelError(f"{chosen}: needs the package {package}; install it with 'pip install {package}', or leave the model off")
    try:
        if provider == LLAMA_CPP:
            from assistant.synthesis.llama_cpp import LlamaCppChat

            return LlamaCppChat.open(name)
        options: dict[str, Any] = {"temperature": 0, **({"base_url": settings.model_url} if settings.model_url else {})}
        return init_chat_model(name, model_provider=provider, configurable_fields=None, **options)
    except ImportError as error:
        raise ModelError(f"{chosen}: a package is missing ({_line(error)}); install what it names, or leave the model off") from error
    except Exception as error:  # whatever a provider's package raises when it is set up
        raise ModelError(f"{chosen}: cannot be set up ({_line(error)}); check its name and key, or leave the model off") from error


def prepare(settings: Settings, model: BaseChatModel | str | None) -> tuple[BaseChatModel, ModelInfo]:
    """A chat model, given itself, by its setting, or by the settings, and what is told about it.

    Raises:
        UsageError: None is set, or the setting is not PROVIDER:NAME.
        ModelError: Its provider's package is missing, or it cannot be set up.
    """
    if not isinstance(model, BaseChatModel):
        chat = load_chat_model(settings, model)
        info = model_info(settings, model)
        if info is None:
            raise UsageError("no language model is set; set WHATSWORKING_MODEL or give --model, for example ollama:qwen3")
        return chat, info
    name = str(getattr(model, "model_name", None) or getattr(model, "model", None) or model._llm_type)
    text = f"Language model {name}, given by the program that calls; whether words leave this machine is not known."
    return model, ModelInfo(name=name, leaves_machine=True, text=text)


def _leaves(provider: str, name: str, url: str | None, environment: Mapping[str, str]) -> bool:
    """Whether words leave the machine; where that is not certain, they do."""
    if provider == LLAMA_CPP:
        return False
    variables = _SERVERS.get(provider) or _ADDRESSES.get(provider, ())
    address = url or next((environment[v] for v in variables if environment.get(v)), None)
    if address:
        return not is_local(address) or _in_the_cloud(provider, name)
    return provider not in _SERVERS or _in_the_cloud(provider, name)


def _in_the_cloud(provider: str, name: str) -> bool:
    return provider == "ollama" and name.lower().endswith("cloud")


def is_local(address: str) -> bool:
    """Whether an address is this machine's own."""
    host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return False
    return ip.is_loopback or ip.is_unspecified


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
