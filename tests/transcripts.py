"""Small fictional interviews that tests bring in."""

from pathlib import Path

from corpus.importers import Document, importer_for
from corpus.models import Interview, Source, sha256_of

CLINIC = """Interviewer: How did the mobile clinic begin?
Amara Okoye: We began with one van and a nurse who knew every footpath in the valley. The ministry did not believe us at first.
Interviewer: And now?
Amara Okoye: Now the ministry of health pays the drivers and the fuel. That took nine years of monthly meetings.
"""
SEEDS = """Interviewer: What would you do differently?
Tomas Lind: I would open the seed catalogue to everyone on the first day. Farmers copied our notebooks by hand anyway.
Tomas Lind: The second lesson is about money. A grant that pays only for seeds cannot pay for the person who answers the phone.
"""


def write(folder: Path, **texts: str) -> Path:
    """Write each text as a file of that name and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def interview(text: str, key: str = "sample") -> Interview:
    """An interview read from plain text, as ingest would."""
    document = Document(name=f"{key}.txt", data=text.encode())
    importer = importer_for(document.name)
    parsed = importer.read(document)
    source = Source(name=document.name, format=importer.name, sha256=sha256_of(text))
    return Interview(id=key, title=key, source=source, text=parsed.text, turns=parsed.turns, warnings=parsed.warnings)
