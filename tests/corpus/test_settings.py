"""Settings come from the environment or from keyword arguments, and unknown ones are refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.errors import UsageError
from corpus.settings import Settings, load_settings


def test_what_nobody_sets_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHATSWORKING_DATA_DIR")
    loaded = load_settings()
    assert loaded.data_dir.name == "whatsworking"
    assert loaded.data_dir.is_absolute()
    assert (loaded.builtin_corpus, loaded.framework, loaded.embedding_model) == (True, None, "minilm")


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("WHATSWORKING_DATA_DIR", "/somewhere/else", "data_dir", Path("/somewhere/else")),
        ("WHATSWORKING_BUILTIN_CORPUS", "false", "builtin_corpus", False),
        ("whatsworking_builtin_corpus", "0", "builtin_corpus", False),
        ("WHATSWORKING_FRAMEWORK", "own.yaml", "framework", Path("own.yaml")),
        ("WHATSWORKING_MAX_FILE_MB", "3", "max_file_mb", 3),
        ("WHATSWORKING_LOCK_SECONDS", "0", "lock_seconds", 0.0),
    ],
)
def test_a_variable_sets_its_field(monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, expected: object) -> None:
    assert getattr(load_settings(), field) != expected
    monkeypatch.setenv(name, value)
    assert getattr(load_settings(), field) == expected


def test_a_data_folder_that_is_given_wins_over_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHATSWORKING_DATA_DIR", "/somewhere/else")
    assert load_settings(tmp_path).data_dir == tmp_path
    assert load_settings(str(tmp_path)).data_dir == tmp_path


def test_a_tilde_in_a_given_data_folder_is_the_home_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings("~/talks").data_dir == tmp_path / "talks"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WHATSWORKING_MAX_FILE_MB", "many"),
        ("WHATSWORKING_MAX_FILE_MB", "0"),
        ("WHATSWORKING_LOCK_SECONDS", "-1"),
        ("WHATSWORKING_BUILTIN_CORPUS", "perhaps"),
        ("WHATSWORKING_MAX_QUESTION_CHARACTERS", ""),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert str(caught.value).startswith(f"{name}: ")
    assert repr(value) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_keyword_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Settings(colour="green")  # type: ignore[call-arg]


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().builtin_corpus = False  # type: ignore[misc]
