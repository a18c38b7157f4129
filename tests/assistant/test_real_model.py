"""One real small model, opt-in: ``MODEL=/path/model.gguf make test-llm``."""

import importlib.util
import os
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.audit.typography import fold
from assistant.synthesis.checks import check
from assistant.synthesis.evidence import Evidence, numbered_quotes

pytestmark = pytest.mark.llm


@pytest.fixture(scope="module")
def model_file() -> Path:
    name = os.environ.get("WHATSWORKING_TEST_MODEL", "")
    if not name:
        pytest.skip("no model file is given: MODEL=/path/model.gguf make test-llm")
    if importlib.util.find_spec("llama_cpp") is None:
        pytest.skip("llama-cpp-python is not installed: pip install llama-cpp-python")
    if not Path(name).is_file():
        pytest.skip(f"there is no model file {name}")
    return Path(name)


@pytest.mark.filterwarnings("default")
def test_what_a_real_model_writes_is_checked_and_the_quotes_stand_below(builtin: Assistant, model_file: Path) -> None:
    answer = builtin.ask("How do we get government to own our programme?")
    final = list(builtin.synthesise(answer, f"llamacpp:{model_file}"))[-1].answer
    assert final is not None
    assert final.synthesis is not None
    assert final.groups == answer.groups
    assert not final.synthesis.model.leaves_machine
    for paragraph, quotes in zip(final.synthesis.paragraphs, numbered_quotes(answer), strict=True):
        evidence = Evidence(quotes)
        for sentence in paragraph.sentences:
            assert set(sentence.citations) <= {quote.number for quote in quotes}
            assert check(sentence.text, evidence)[0] is None
            assert fold(sentence.text)
