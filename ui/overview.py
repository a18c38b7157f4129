"""What the overview shows, before it is drawn: rows of counts, each with the choice of quotes that stands behind it."""

from collections.abc import Iterable, Sequence

from assistant import Assistant
from corpus.catalog import Counts
from corpus.facets import dimensions
from corpus.models import Frozen, Origin
from corpus.wording import counted
from index import Census, Choice, Tally
from index.census import NO_INSIGHT

DIMENSIONS = ("issue_area", "community_served", "strategy", "geography", "organisation")
# Told of a person, of the source or of the file, or shown elsewhere; none of them parts the corpus into subjects.
_NOT_SHOWN = frozenset("insight participant role consent licence code".split())
FEW = 3


class Row(Frozen):
    """One bar: its name, what stands behind it, and which of its quotes people put there."""

    name: str
    choice: Choice
    tally: Tally
    tagged: int = 0

    @property
    def suggested(self) -> int:
        """Quotes that the program put there."""
        return self.tally.quotes - self.tagged


class Heat(Frozen):
    """Quotes by insight (rows) and organisation (columns)."""

    insights: tuple[str, ...]
    numbers: tuple[int, ...]
    organisations: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    left_out: int = 0

    @property
    def rows(self) -> list[tuple[str, list[tuple[int, Choice]]]]:
        """Each insight with its counts and the choices behind them."""
        return [
            (name, [(count, Choice(insight=number, organisation=o)) for count, o in zip(row, self.organisations, strict=True)])
            for name, number, row in zip(self.insights, self.numbers, self.counts, strict=True)
        ]


class Timeline(Frozen):
    """Interviews by year or month, without holes; ``undated`` have no date that can be read."""

    rows: tuple[Row, ...]
    undated: int


class Gap(Frozen):
    """Where the evidence is thin, and the choice of what there is."""

    what: str
    why: str
    choice: Choice | None = None


class Overview:
    """The counts of one moment."""

    def __init__(self, assistant: Assistant) -> None:
        """Count over what is indexed now."""
        self._framework = assistant.framework
        self._catalog = assistant.folder.catalog
        self.census: Census = assistant.index.census()
        self.counts: Counts = self._catalog.counts()
        self.all: Tally = self.census.tally(Choice())

    def dimensions(self) -> list[str]:
        """The dimensions that can be looked at: the known ones, and whatever else the corpus has."""
        others = (name for name in dimensions(self._catalog) if name not in _NOT_SHOWN and not name.startswith("primary_"))
        return list(dict.fromkeys((*DIMENSIONS, *others)))

    def by_insight(self) -> list[Row]:
        """A row an insight, and one for quotes that fit none."""
        rows = []
        for insight in self._framework.insights:
            choice = Choice(insight=insight.number)
            tagged = self.census.tally(choice.model_copy(update={"origin": Origin.HUMAN})).quotes
            rows.append(Row(name=f"{insight.number}. {insight.title}", choice=choice, tally=self.census.tally(choice), tagged=tagged))
        none = Choice(insight=NO_INSIGHT)
        rows.append(Row(name=f"Not under one of the {len(self._framework.insights)}", choice=none, tally=self.census.tally(none)))
        return rows

    def by_value(self, dimension: str) -> list[Row]:
        """A row a value of a dimension, those with most quotes first."""
        if dimension == "organisation":
            choices = [(name, Choice(organisation=name)) for name in self.census.organisations]
        else:
            choices = [(value, Choice(dimension=dimension, value=value)) for value in self.census.values(dimension)]
        rows = [Row(name=name, choice=choice, tally=self.census.tally(choice)) for name, choice in choices]
        return sorted(rows, key=lambda row: (-row.tally.quotes, -row.tally.interviews, row.name.casefold()))

    def heat(self, most: int = 20) -> Heat:
        """Insight by organisation, for the organisations with most quotes."""
        names = [row.name for row in self.by_value("organisation") if row.tally.quotes]
        shown = tuple(names[:most])
        insights = self._framework.insights
        counts = tuple(
            tuple(self.census.tally(Choice(insight=insight.number, organisation=name)).quotes for name in shown) for insight in insights
        )
        return Heat(
            insights=tuple(f"{insight.number}. {insight.title}" for insight in insights),
            numbers=tuple(insight.number for insight in insights),
            organisations=shown,
            counts=counts,
            left_out=len(names) - len(shown),
        )

    def timeline(self) -> Timeline:
        """Interviews by month where all fall into two years and name one, else by year."""
        dated = {key: period for key, period in self.census.dated().items() if period}
        years = [period.first.year for period in dated.values()]
        monthly = bool(dated) and max(years) - min(years) < 2 and all((p.last - p.first).days < 31 for p in dated.values())
        keys = {key: p.first.strftime("%Y-%m") if monthly else str(p.first.year) for key, p in dated.items()}
        rows = [self._moment(name, [key for key, at in keys.items() if at == name]) for name in _without_holes(keys.values(), monthly)]
        return Timeline(rows=tuple(rows), undated=len(self.census.dated()) - len(dated))

    def gaps(self) -> list[Gap]:
        """Insights that nobody, or hardly anybody, speaks to, then what is not known of the interviews."""
        found = [gap for row in self.by_insight()[:-1] if (gap := _thin(row))]
        return found + self._unknown()

    def _moment(self, name: str, interviews: Sequence[str]) -> Row:
        choice = Choice(interviews=tuple(interviews))
        return Row(name=name, choice=choice, tally=self.census.tally(choice))

    def _unknown(self) -> list[Gap]:
        said = self._catalog.attributes()
        keys = list(self.census.dated())
        gaps = []
        for name in DIMENSIONS[:-1]:
            silent = [key for key in keys if not said.get(key, {}).get(name)]
            if silent:
                gaps.append(_gap(name.replace("_", " "), silent, len(keys)))
        undated = [key for key, period in self.census.dated().items() if period is None]
        return gaps + ([_gap("date", undated, len(keys))] if undated else [])


def _gap(what: str, silent: Sequence[str], of: int) -> Gap:
    said = f"{len(silent):,} of {counted(of, 'interview')} say{'s' if of == 1 else ''} nothing of it"
    return Gap(what=f"{what[:1].upper()}{what[1:]}", why=said, choice=Choice(interviews=tuple(silent)))


def _thin(row: Row) -> Gap | None:
    """Why the evidence under an insight is thin; None where it is not."""
    tally = row.tally
    if not tally.quotes:
        return Gap(what=row.name, why="nobody here speaks to it")
    reasons = []
    if tally.quotes < FEW:
        reasons.append(f"only {counted(tally.quotes, 'quote')}")
    if tally.people == 1 and not tally.unnamed:
        reasons.append("one person’s voice")
    elif tally.interviews == 1:
        reasons.append("a single source")
    if tally.unnamed == tally.quotes:
        reasons.append("nobody who says it is named")
    if not row.tagged:
        reasons.append("suggested only, nobody has confirmed one")
    return Gap(what=row.name, why="; ".join(reasons), choice=row.choice) if reasons else None


def _without_holes(found: Iterable[str], monthly: bool) -> list[str]:
    """All years or months from the first to the last."""
    names = sorted(set(found))
    if not names:
        return []
    if not monthly:
        return [str(year) for year in range(int(names[0]), int(names[-1]) + 1)]
    first, last = (int(name[:4]) * 12 + int(name[5:]) - 1 for name in (names[0], names[-1]))
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
