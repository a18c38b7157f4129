"""Databases with the tables of QualCoder and Taguette, filled by tests."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.importers import Document

QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text, unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text, unique(name,attr_type,id));
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1,owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
INSERT INTO project VALUES ('v8', '2026-03-01', '', 'QualCoder', 0, 0, 'nadia');
"""
# The first version: fewer columns, no key of its own in code_text.
QUALCODER_V1 = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, unique(name));
CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, unique(cid,fid,pos0,pos1,owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name));
INSERT INTO project VALUES ('v1', '2018-03-01', '', 'QualCoder');
"""
TAGUETTE = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL, hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10), email VARCHAR(256), email_sent DATETIME, disabled BOOLEAN);
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (highlight_id, tag_id));
INSERT INTO projects VALUES (1, 'Wells', '', '2026-01-01');
INSERT INTO users (login, created) VALUES ('admin', '2026-01-01'), ('imani', '2026-01-01');
INSERT INTO project_members VALUES (1, 'admin', 'ADMIN');
"""


class Tables:
    """A database in memory."""

    def __init__(self, schema: str) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.executescript(schema)

    def add(self, table: str, **values: Any) -> int:
        """Insert a row and return its key."""
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        return self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values())).lastrowid or 0

    def run(self, script: str) -> None:
        self._connection.executescript(script)

    def data(self) -> bytes:
        self._connection.commit()
        return bytes(self._connection.serialize())

    def document(self, name: str, folder: str = "") -> Document:
        return Document(name=name, data=self.data(), folder=folder)

    def close(self) -> None:
        self._connection.close()


def qualcoder(
    texts: Mapping[str, str | None],
    codings: Iterable[Sequence[Any]] = (),
    codes: Mapping[str, str | None] | None = None,
    schema: str = QUALCODER,
) -> Tables:
    """A QualCoder project.

    Args:
        texts: Words of sources by name; None for a picture or a recording.
        codings: (source, code, pos0, pos1, seltext) or with the coder behind.
        codes: Categories of codes by name, for those that have one.
        schema: Which version.
    """
    tables = Tables(schema)
    sources = {name: tables.add("source", name=name, fulltext=text, owner="nadia", date="2026-03-01") for name, text in texts.items()}
    categories = {name: tables.add("code_cat", name=name, memo=f"about {name}") for name in dict.fromkeys((codes or {}).values()) if name}
    known: dict[str, int] = {}
    for name, category in (codes or {}).items():
        known[name] = tables.add("code_name", name=name, memo=f"means {name}", catid=categories.get(category or ""), color="#AA5500")
    for source, code, start, end, words, *coder in codings:
        if code not in known:
            known[code] = tables.add("code_name", name=code, color="#00FF00")
        tables.add(
            "code_text",
            cid=known[code],
            fid=sources[source],
            pos0=start,
            pos1=end,
            seltext=words,
            owner=coder[0] if coder else "nadia",
            memo="",
        )
    return tables


def taguette(documents: Mapping[str, str], highlights: Iterable[Sequence[Any]] = ()) -> Tables:
    """A Taguette project.

    Args:
        documents: HTML by document name.
        highlights: (document, tags, start, end, snippet) or with the user behind.
    """
    tables = Tables(TAGUETTE)
    keys = {
        name: tables.add(
            "documents",
            name=name,
            description="",
            filename=f"{name}.docx",
            created="2026-01-01",
            project_id=1,
            text_direction="LEFT_TO_RIGHT",
            contents=html,
        )
        for name, html in documents.items()
    }
    tags: dict[str, int] = {}
    for document, paths, start, end, snippet, *user in highlights:
        key = tables.add("highlights", document_id=keys[document], start_offset=start, end_offset=end, snippet=snippet)
        for path in paths:
            if path not in tags:
                tags[path] = tables.add("tags", project_id=1, path=path, description=f"means {path}")
            tables.add("highlight_tags", highlight_id=key, tag_id=tags[path])
        if user:
            payload = {
                "type": "highlight_add",
                "highlight_id": key,
                "start_offset": start,
                "end_offset": end,
                "tags": [tags[p] for p in paths],
            }
            tables.add(
                "commands", date="2026-01-02", user_login=user[0], project_id=1, document_id=keys[document], payload=json.dumps(payload)
            )
    return tables


def save(tables: Tables, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tables.data())
    return path
