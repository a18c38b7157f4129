"""The quotes as a LangChain retriever, so that they drop into anyone's chain."""

from pathlib import Path
from typing import Any, Self

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus.data_folder import DataFolder
from corpus.framework import load_framework
from corpus.settings import load_settings
from index.embedders import load_embedder
from index.filters import Filters
from index.index import Index
from index.quotes import verified_quotes


class QuoteRetriever(BaseRetriever):
    """Returns verified quotes: the exact words as ``page_content``, the quote's other fields as ``metadata``.

    Example:
        >>> QuoteRetriever.open().invoke("How do we get government to own our programme?")[0].metadata["citation"]
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    folder: DataFolder
    index: Index
    filters: Filters = Filters()
    k: int = 10

    @classmethod
    def open(cls, data_dir: Path | str | None = None, **fields: Any) -> Self:
        """A retriever on a data folder; ``fields`` may set ``filters`` and ``k``."""
        settings = load_settings(data_dir)
        folder = DataFolder(settings)
        index = Index(folder, lambda: load_embedder(settings.embedding_model), load_framework(settings.framework))
        return cls(folder=folder, index=index, **fields)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        quotes, _ = verified_quotes(self.folder.catalog, self.index.search(query, self.filters, self.k).hits)
        return [Document(page_content=q.text, metadata=q.model_dump(mode="json", exclude={"text"})) for q in quotes]
