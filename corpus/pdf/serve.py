"""The process that reads PDFs: ``python -m corpus.pdf.serve`` answers on its standard output what it is sent on its input."""

import pickle
import sys

from corpus.pdf.messages import End, Failure, receive, send
from corpus.pdf.pages import PdfError, read_pages

MEMORY_BYTES = 3 * 1024**3


def serve() -> None:
    """Answer requests until the other side closes."""
    while (data := receive(sys.stdin.buffer)) is not None:
        try:
            for answer in read_pages(data):
                send(sys.stdout.buffer, pickle.dumps(answer))
            send(sys.stdout.buffer, pickle.dumps(End()))
        except PdfError as error:
            send(sys.stdout.buffer, pickle.dumps(Failure(str(error))))


def limit_memory() -> None:
    """Let this process have ``MEMORY_BYTES`` at most, where the system knows such a limit."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    limit_memory()
    serve()
