"""A corpus of bounded size to time things on, made of the turns of a real one."""

import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from corpus.models import sha256_of

MOST_TURNS = 1000
LEAST_TURNS = 400
TURNS_A_FILE = 100
LEAST_WORDS = 3


@dataclass(frozen=True)
class Turns:
    """The words of turns, all different."""

    words: tuple[str, ...]

    def write(self, folder: Path) -> list[Path]:
        """Write them as transcripts of two speakers."""
        paths = []
        for k in range(0, len(self.words), TURNS_A_FILE):
            path = folder / f"transcript-{k // TURNS_A_FILE + 1}.json"
            part = self.words[k : k + TURNS_A_FILE]
            turns = [{"speaker": f"Speaker {n % 2 + 1}", "content": words} for n, words in enumerate(part)]
            path.write_text(json.dumps({"turns": turns}), encoding="utf-8")
            paths.append(path)
        return paths


def sample_turns(assistant: Assistant) -> Turns:
    """Up to a thousand turns of a corpus; where it has too few to time, sentences of them are joined anew."""
    found: list[str] = []
    for entry in assistant.folder.catalog.entries():
        interview = assistant.interview(entry.id)
        found += [interview.words_of(turn) for turn in interview.turns] if interview else []
        if len(found) > 4 * MOST_TURNS:
            break
    words = list(dict.fromkeys(w for w in found if len(w.split()) >= LEAST_WORDS))
    # Spread over the corpus, in an order that depends on the words only.
    chosen = sorted(words, key=sha256_of)[:MOST_TURNS]
    return Turns(words=tuple(chosen if len(chosen) >= LEAST_TURNS else chosen + _joined(chosen, LEAST_TURNS - len(chosen))))


def _joined(words: list[str], count: int) -> list[str]:
    sentences = sorted({s.strip() for text in words for s in text.split(". ") if len(s.split()) >= LEAST_WORDS})
    pairs = list(itertools.permutations(sentences, 2))
    random.Random(0).shuffle(pairs)
    joined = (f"{first.rstrip('.')}. {second}" for first, second in pairs)
    fresh = dict.fromkeys(text for text in joined if text not in words)  # two sentences that follow each other are there already
    return list(fresh)[:count]
