"""The one settings tree, read once at the edge: from the environment (``WHATSWORKING_…``) or from keyword arguments."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import UsageError

ENV_PREFIX = "WHATSWORKING_"


class Settings(BaseSettings):
    """What a user can set. Every field is an environment variable: its name in capitals after ``WHATSWORKING_``.

    Attributes:
        data_dir: Folder that holds the catalog and the indexes.
        builtin_corpus: Put the 28 quotes of the page into a new data folder.
        framework: YAML file with another framework than the nine insights.
        embedding_model: "minilm" for the packaged model, or any sentence-transformers name or path.
        max_file_mb: Largest source file that is read, in MiB.
        max_question_characters: Longest question that is taken.
        lock_seconds: How long to wait for another process that writes to the data folder.
        model: Chat model that writes a paragraph for each insight, as PROVIDER:NAME ("ollama:qwen3"); none by default.
        model_url: Address of the model's server, where it is not the provider's own.
        model_seconds: How long a model may take for one paragraph.
        model_price_input, model_price_output: Price of a million tokens read and written, in any currency.
    """

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, extra="forbid")

    data_dir: Path = Field(default_factory=lambda: user_data_path("whatsworking", appauthor=False))
    builtin_corpus: bool = True
    framework: Path | None = None
    embedding_model: str = "minilm"
    max_file_mb: int = Field(default=64, gt=0)
    max_question_characters: int = Field(default=2000, gt=0)
    lock_seconds: float = Field(default=10.0, ge=0)
    model: str | None = None
    model_url: str | None = None
    model_seconds: float = Field(default=60.0, gt=0)
    model_price_input: float | None = Field(default=None, ge=0)
    model_price_output: float | None = Field(default=None, ge=0)


def load_settings(data_dir: Path | str | None = None) -> Settings:
    """Read the settings from the environment; a data folder given here wins over it.

    Raises:
        UsageError: A variable has a value that cannot be used.
    """
    try:
        return Settings() if data_dir is None else Settings(data_dir=Path(data_dir).expanduser())
    except ValidationError as error:
        first = error.errors()[0]
        name = ENV_PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name}: {first['msg']} (it is {first['input']!r}); set it to another value or unset it") from error
