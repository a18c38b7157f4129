"""What is known of an interview beside its words: from a table for a folder, or a file beside the source."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath

import yaml

from corpus.decoding import decode
from corpus.errors import InputError
from corpus.importers import Document
from corpus.models import Attributes, Frozen, sha256_of
from corpus.tables.tabular import read_table

# Columns that are fields of an interview; all others are kept as attributes.
FIELDS = ("title", "date", "language", "url", "publisher")
FILE_COLUMNS = frozenset("file filename file_name source_file source document_file transcript_file".split())
# Other names of the columns that the program knows.
_ALIASES = {
    "organization": "organisation", "organisations": "organisation", "organizations": "organisation", "org": "organisation",
    "participants": "participant", "interviewee": "participant", "interviewees": "participant", "name": "participant",
    "position": "role", "job_title": "role", "interview_date": "date", "recorded": "date", "country": "geography",
    "region": "geography", "location": "geography", "geographies": "geography", "issue_areas": "issue_area", "issue": "issue_area",
    "issues": "issue_area", "communities_served": "community_served", "community": "community_served",
    "communities": "community_served", "strategies": "strategy", "lang": "language", "license": "licence", "link": "url",
    "web": "url", "website": "url", "consent_status": "consent",
}  # fmt: skip
# Attributes of which an interview often has several, also parted by commas.
_LISTS = frozenset({"geography", "issue_area", "community_served", "strategy"})
_PARTED = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*,\s+")
SIDECAR_SUFFIXES = (".yaml", ".yml", ".meta.json")
TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx")
# Values of "consent" that forbid the use of an interview.
_REFUSED = frozenset("no false withdrawn refused declined revoked denied none".split())


_LANGUAGE_NAMES = {
    "arabic": "ar", "العربية": "ar", "chinese": "zh", "danish": "da", "dansk": "da", "dutch": "nl", "nederlands": "nl",
    "english": "en", "finnish": "fi", "suomi": "fi", "french": "fr", "français": "fr", "german": "de", "deutsch": "de",
    "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "magyar": "hu", "indonesian": "id", "italian": "it",
    "italiano": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "norsk": "no", "polish": "pl", "polski": "pl",
    "portuguese": "pt", "português": "pt", "romanian": "ro", "russian": "ru", "русский": "ru", "spanish": "es", "español": "es",
    "swahili": "sw", "kiswahili": "sw", "swedish": "sv", "svenska": "sv", "tamil": "ta", "turkish": "tr", "türkçe": "tr",
}  # fmt: skip
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]+)*")


def language_code(language: str) -> str | None:
    """The ISO 639 code that a language's code ("pt-BR") or name ("Portuguese") means; None for another word."""
    plain = language.strip().casefold()
    if plain in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[plain]
    return re.split(r"[-_]", plain)[0] if _LANGUAGE_CODE.fullmatch(plain) else None


class Metadata(Frozen):
    """What is known of one interview beside its words. Fields are None, attributes absent, where nothing is said."""

    title: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
    attributes: Attributes = {}  # noqa: RUF012  # pydantic copies it

    def over(self, other: "Metadata") -> "Metadata":
        """Both together; what this one says wins, name by name."""
        fields = {name: getattr(self, name) or getattr(other, name) for name in FIELDS}
        return Metadata(**fields, attributes={**other.attributes, **self.attributes})

    @property
    def sha256(self) -> str:
        """A hash of all that it says; empty when it says nothing."""
        said = self.model_dump_json(exclude_defaults=True)
        return "" if said == "{}" else sha256_of(said)

    @property
    def consent_refused(self) -> bool:
        """Whether a person does not, or no longer, agree to the use of their words."""
        return any(value.strip().casefold() in _REFUSED for value in self.attributes.get("consent", ()))


class TableRow(Frozen):
    """A row of a metadata table: its number under the header from 1, which file it speaks of, and what it says."""

    row: int
    file: str
    metadata: Metadata


def attribute_name(column: str) -> str:
    """A column's name as attributes carry it: lower case, underscores, and the program's own word where there is one."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", column).casefold())
    name = re.sub(r"[\W_]+", "_", plain).strip("_")
    return _ALIASES.get(name, name)


def metadata_of(values: Mapping[str, object]) -> Metadata:
    """Read names and values, as a table's row, a YAML mapping or a front matter has them."""
    fields: dict[str, str] = {}
    attributes: dict[str, tuple[str, ...]] = {}
    for column, value in values.items():
        name = attribute_name(str(column))
        if name in FIELDS:
            text = _text(value)
            if text:
                fields[name] = text
        elif name and (parts := _several(name, value)):
            attributes[name] = (*attributes.get(name, ()), *parts)
    return Metadata(**fields, attributes={name: tuple(dict.fromkeys(parts)) for name, parts in attributes.items()})


def is_metadata_header(cells: Sequence[str]) -> bool:
    """Whether a header row belongs to a table that tells of files: it names a file column."""
    return any(_is_file_column(cell) for cell in cells)


def read_metadata_table(document: Document) -> list[TableRow] | None:
    """The rows of a table that tells of files; None when the table has no file column, so that it tells of something else.

    Raises:
        InputError: The file is damaged.
    """
    try:
        table = read_table(document, is_metadata_header)
    except InputError:  # no such header: it is a transcript, or damaged, which its importer will say
        return None
    column = next(name for name in table.header if _is_file_column(name))
    found = []
    for number, row in enumerate(table.records(), start=1):
        if row[column].strip():
            others = {name: value for name, value in row.items() if name != column}
            found.append(TableRow(row=number, file=row[column].strip(), metadata=metadata_of(others)))
    return found


def read_sidecar(document: Document) -> Metadata:
    """What a YAML or JSON file beside a source says of it.

    Raises:
        InputError: It is no mapping of names to values.
    """
    text = decode(document.name, document.data).text
    try:
        values = yaml.safe_load(text)  # JSON is YAML
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise InputError(f"{document.name}: is not valid YAML{where}; mend the file or take it away") from error
    if not isinstance(values, dict):
        raise InputError(f"{document.name}: says nothing of an interview; it needs lines such as 'organisation: Name'")
    return metadata_of(values)


def reference_key(reference: str) -> str:
    """The form in which a table's reference to a file equals one of the file's `file_keys`."""
    return unicodedata.normalize("NFC", reference.strip().replace("\\", "/")).removeprefix("./").casefold()


def file_keys(relative: str) -> tuple[str, ...]:
    """How a table may refer to the file at ``relative`` (to the table's folder): by its path, its name or its stem."""
    path = reference_key(relative)
    name = PurePath(path).name
    return tuple(dict.fromkeys((path, name, PurePath(name).stem)))


def _is_file_column(cell: str) -> bool:
    return re.sub(r"[\W_]+", "_", cell.strip().casefold()).strip("_") in FILE_COLUMNS


def _text(value: object) -> str | None:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_text, value))) or None
    text = "" if value is None else str(value).strip()
    return text or None


def _several(name: str, value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{key}: {_text(inner) or ''}" for key, inner in value.items()]
    values: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    texts = [text for text in map(_text, values) if text]
    parts = [part for text in texts for part in _PARTED.split(text)]
    if name in _LISTS and len(parts) == 1:
        parts = _COMMA.split(parts[0])
    return [part.strip() for part in parts if part.strip()]
