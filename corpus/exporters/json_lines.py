"""JSON lines: one line that says what the file is, with the codebook, then one line an interview with everything in it."""

import json

from corpus.exporters.base import Export, Exporter

# The first line's key; its value is the version of the format. The reader is `corpus.importers.whatsworking_jsonl`.
MARK = "whatsworking_export"
VERSION = 1


def write(export: Export) -> bytes:
    """All of the interviews and the codebook; importing it gives equal interviews."""
    lines = [json.dumps({MARK: VERSION, "codes": [code.model_dump(mode="json") for code in export.codes]}, ensure_ascii=False)]
    lines += [json.dumps(interview.model_dump(mode="json"), ensure_ascii=False) for interview in export.interviews]
    return "".join(line + "\n" for line in lines).encode()


EXPORTER = Exporter("jsonl", ".jsonl", "everything: words, turns, tags, quotes, metadata, codebook", write)
