"""Retrieval as the common tutorial writes it: LangChain's RecursiveCharacterTextSplitter, Chroma, and our model.

1,000 characters a chunk and 200 of overlap are the values of LangChain's own tutorials.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.models import Interview
from evals.peers.chunks import Chunk
from index.embedders import Embedder

CHUNK, OVERLAP = 1000, 200
BATCH = 2000


class _Adapter(Embeddings):
    """Our model as LangChain wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._embedder.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


@dataclass
class LangChainPeer:
    """Chunks of interviews in LangChain's Chroma.

    Attributes:
        chunks: All chunks, where they lie in the text that was split.
    """

    store: Chroma
    chunks: list[Chunk]

    def search(self, question: str, limit: int, interview: str | None = None) -> list[Chunk]:
        """The nearest chunks, best first."""
        only = {"interview": interview} if interview else None
        return [self.chunks[int(d.metadata["number"])] for d in self.store.similarity_search(question, k=limit, filter=only)]

    def close(self) -> None:
        """Drop the collection."""
        self.store.delete_collection()


def build_peer(interviews: Sequence[tuple[Interview, str]], embedder: Embedder) -> LangChainPeer:
    """Split and store interviews.

    Args:
        interviews: Each with the text that a user would split: its turns, a line each, with their speakers.
        embedder: The same model as ours.
    """
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    chunks: list[Chunk] = []
    documents: list[Document] = []
    for interview, text in interviews:
        for document in splitter.create_documents([text]):
            start = int(document.metadata["start_index"])
            metadata = {"interview": interview.id, "number": len(chunks)}
            documents.append(Document(page_content=document.page_content, metadata=metadata))
            chunks.append(Chunk(interview=interview.id, start=start, end=start + len(document.page_content)))
    store = Chroma(
        collection_name=f"peer-{uuid.uuid4().hex}",
        embedding_function=_Adapter(embedder),
        client_settings=Settings(anonymized_telemetry=False),
        collection_metadata={"hnsw:space": "cosine"},
    )
    for at in range(0, len(documents), BATCH):
        store.add_documents(documents[at : at + BATCH])
    return LangChainPeer(store=store, chunks=chunks)
