"""The LangChain retriever."""

from pathlib import Path

from langchain_core.runnables import RunnableLambda

from assistant import Assistant
from index import Filters, QuoteRetriever


def test_documents_are_exact_quotes_with_their_citation(builtin: Assistant) -> None:
    retriever = QuoteRetriever(folder=builtin.folder, index=builtin.index, k=3)
    documents = retriever.invoke("Should our programme run in parallel to the government's?")
    assert len(documents) == 3
    interview = builtin.interview("whats-working")
    assert interview is not None
    for document in documents:
        assert document.page_content == interview.text[document.metadata["start"] : document.metadata["end"]]
        assert "Solutions Insights Lab" in document.metadata["citation"]


def test_it_drops_into_a_chain_and_takes_filters(builtin: Assistant) -> None:
    retriever = QuoteRetriever(folder=builtin.folder, index=builtin.index, filters=Filters(insights=(3,)))
    chain = retriever | RunnableLambda(lambda documents: [d.metadata["insights"][0]["number"] for d in documents])
    assert set(chain.invoke("money")) == {3}


def test_it_opens_a_data_folder_by_itself(tmp_path: Path) -> None:
    assert QuoteRetriever.open(tmp_path / "own", k=1).invoke("unrestricted funding")[0].page_content
