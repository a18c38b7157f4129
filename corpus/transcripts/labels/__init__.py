"""Speaker labels in running text: which lines begin a turn, who speaks, and when.

Each line is read in every style that it fits (``marks``), each style is judged by how its labels repeat over the whole text
(``styles``), one style leads and the others follow where they name the same people (``choice``), a block of metadata before
the conversation is left out (``preamble``), and times that stand alone join the labels or open turns of their own (``times``).
"""

from corpus.transcripts.labels.assembly import Label, find_labels

__all__ = ["Label", "find_labels"]
