"""The ways in which people and services write a transcript: each renders the same turns as text."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    speaker: str
    words: str
    time: int


def hms(t: int) -> str:
    return f"{t // 3600:02d}:{t % 3600 // 60:02d}:{t % 60:02d}"


def short(t: int) -> str:
    return f"{t // 3600}:{t % 3600 // 60:02d}:{t % 60:02d}" if t >= 3600 else f"{t // 60}:{t % 60:02d}"


def minutes(t: int) -> str:
    return f"{t // 60:02d}:{t % 60:02d}"


Render = Callable[[Sequence[Said]], str]


def each(shape: str, between: str = "\n\n", opening: str = "") -> Render:
    def render(turns: Sequence[Said]) -> str:
        return opening + between.join(
            shape.format(
                n=t.speaker, N=t.speaker.upper(), w=t.words, hms=hms(t.time), short=short(t.time), ms=minutes(t.time),
                end=hms(t.time + 4), units=f"{t.time // 3600}h {t.time % 3600 // 60:02d}m {t.time % 60:02d}s", k=k + 1,
            )
            for k, t in enumerate(turns)
        )  # fmt: skip

    return render


OTTER = "Visit to the well\nMon, Mar 4, 2024 10:00AM • 45:12\n\nSUMMARY KEYWORDS\nwell, water, pump, district\n\nSPEAKERS\nAda Obi, Ben Okri, Interviewer\n\n"

TIMED: dict[str, Render] = {
    "otter, two spaces": each("{n}  {short}\n{w}", opening=OTTER),
    "otter, one space": each("{n} {ms}\n{w}"),
    "name and hms": each("{n} {hms}\n{w}"),
    "name in brackets behind": each("{n} ({ms})\n{w}"),
    "square brackets behind": each("{n} [{hms}]\n{w}"),
    "comma": each("{n}, {hms}\n{w}"),
    "dash": each("{n} - {hms}\n{w}"),
    "pipe": each("{n} | {ms}\n{w}"),
    "tab": each("{n}\t{hms}\n{w}", between="\n"),
    "no blank lines": each("{n}   {short}\n{w}", between="\n"),
    "rev": each("{n} ({ms}):\n{w}"),
    "time behind, colon": each("{n} ({ms}): {w}"),
    "time behind in square brackets, colon": each("{n} [{hms}]: {w}", between="\n"),
    "bare time behind, colon": each("{n} {hms}: {w}", between="\n"),
    "time behind, words": each("{n} [{hms}] {w}"),
    "bare time behind, words": each("{n} {hms} {w}"),
    "time before, colon": each("[{hms}] {n}: {w}"),
    "round time before, colon": each("({hms}) {n}: {w}", between="\n"),
    "bare time before, colon": each("{hms} {n}: {w}", between="\n"),
    "time before, dash, name": each("[{hms}.5] - {n}\n{w}"),
    "time before, name": each("{hms} {n}\n{w}"),
    "square time before, name": each("[{hms}] {n}\n{w}"),
    "range, name": each("{ms} - {ms} {n}\n{w}"),
    "range, name, hms": each("{hms} - {end} {n}\n{w}", between="\n"),
    "cue, then name": each("{hms}.120 --> {end}.500\n{n}\n{w}"),
    "cue, then colon": each("{k}\n{hms},120 --> {end},500\n{n}: {w}"),
    "time, then name": each("{hms}\n{n}\n{w}"),
    "name, then time": each("{n}\n{hms}\n{w}"),
    "name with colon, then time": each("{n}:\n[{hms}]\n{w}"),
    "time opens the words": each("{n}: [{hms}] {w}", between="\n"),
    "round time opens the words": each("{n}: ({ms}) {w}", between="\n"),
    "bare time opens the words": each("{n}: {hms} {w}", between="\n"),
    "bold name, time": each("**{n}** {hms}\n{w}"),
    "bold name, italic time": each("**{n}** *{ms}*\n{w}"),
    "heading": each("### {n} {hms}\n\n{w}"),
    "f4": each("{n}: {w} #{hms}-4#", between="\n"),
    "time at the end": each("{n}: {w} [{hms}]", between="\n"),
    "units": each("{n} {units}\n{w}"),
    "frames": each("{hms}:12 {n}\n{w}"),
    "table": each("{hms}\t{n}\t{w}", between="\n"),
    "table, name first": each("{n}\t{hms}\t{w}", between="\n"),
    "zoom": each("[{n}] {hms}\n{w}"),
    "words two lines below": each("{n}  {short}\n\n{w}"),
}
UNTIMED: dict[str, Render] = {
    "colon": each("{n}: {w}", between="\n"),
    "colon, blank lines": each("{n}: {w}"),
    "colon, no space": each("{n}:{w}", between="\n"),
    "colon, tab": each("{n}:\t{w}", between="\n"),
    "colon after a space": each("{n} : {w}", between="\n"),
    "colon after a no-break space": each("{n}\u00a0: {w}", between="\n"),
    "wide colon": each("{n}：{w}", between="\n"),
    "capitals": each("{N}: {w}"),
    "label alone with colon": each("{n}:\n{w}"),
    "label alone": each("{n}\n{w}"),
    "label alone, no blank lines": each("{n}\n{w}", between="\n"),
    "label alone, words two below": each("{n}\n\n{w}"),
    "bold, colon inside": each("**{n}:** {w}"),
    "bold, colon outside": each("**{n}**: {w}"),
    "italic": each("*{n}:* {w}"),
    "bold alone": each("**{n}**\n\n{w}"),
    "tab": each("{n}\t{w}", between="\n"),
    "brackets": each("[{n}] {w}"),
    "brackets, colon": each("[{n}]: {w}"),
    "dash": each("{n} – {w}"),
    "indented": each("    {n}: {w}", between="\n"),
    "quoted": each("> {n}: {w}"),
    "list": each("- {n}: {w}", between="\n"),
    "remark": each("{n} (on the phone): {w}"),
}
ALL = {f"timed: {name}": render for name, render in TIMED.items()} | {f"untimed: {name}": render for name, render in UNTIMED.items()}
