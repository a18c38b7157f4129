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

TOPICS = {
    "water": [
        "The water pump in our village broke and the mechanic repaired the pump with spare parts.",
        "Every water pump needs a mechanic, spare parts and somebody who pays for the repair.",
        "When the hand pump breaks, women carry water for two hours until the mechanic comes.",
        "We trained a pump mechanic in each valley so that clean water never stops flowing.",
    ],
    "fees": [
        "School fees keep girls out of the classroom, so we paid the school fees for a whole year.",
        "A girl whose school fees are paid stays in the classroom and passes her final exams.",
        "Teachers told us that school fees and uniforms are why girls leave the classroom early.",
        "Scholarships cover school fees, uniforms and exams for the poorest girls of the district.",
    ],
    "money": [
        "Mobile money lets farmers save after the harvest and pay back the loan by telephone.",
        "The loan arrives as mobile money, and farmers repay it when the harvest is sold.",
        "Farmers trust mobile money more than the bank, because the loan costs them less interest.",
        "With mobile money a farmer borrows for seed before planting and repays after the harvest.",
    ],
}
TALKERS = ("Amara Okoye", "Tomas Lind", "Ruth Adeyemi", "Joy Pereira")


def write(folder: Path, **texts: str) -> Path:
    """Write each text as a file of that name and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def talks() -> dict[str, str]:
    """Interviews by name, in each of which somebody speaks to all of `TOPICS`."""
    texts = {}
    for k, speaker in enumerate(TALKERS):
        said = "\n".join(f"Interviewer: What then happened in the {topic}?\n{speaker}: {lines[k]}" for topic, lines in TOPICS.items())
        texts[f"talk{k}"] = f"{said}\nInterviewer: Thanks.\n{speaker}: Um, yeah, you know, thank you very much for having me here today.\n"
    return texts


def interview(text: str, key: str = "sample") -> Interview:
    """An interview read from plain text, as ingest would."""
    document = Document(name=f"{key}.txt", data=text.encode())
    importer = importer_for(document.name)
    parsed = importer.read(document)
    source = Source(name=document.name, format=importer.name, sha256=sha256_of(text))
    return Interview(id=key, title=key, source=source, text=parsed.text, turns=parsed.turns, warnings=parsed.warnings)
