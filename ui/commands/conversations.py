"""``whatsworking conversations``: what was asked and kept, listed, shown, renamed, deleted and exported."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.options import DONE, SOME_FAILED, WORDS, data_dir_option, json_option, open_assistant

if TYPE_CHECKING:
    from assistant import Answer, Assistant
    from assistant.exports import ExportDocument

format_option = click.option(
    "--format", "name", type=WORDS, help="markdown, docx, pdf, csv, bibtex, ris or csl; by default what the file's suffix says."
)


@click.group()
def conversations() -> None:
    """List, show, rename, delete and export the conversations that were saved."""


@conversations.command("list")
@data_dir_option
@json_option
@click.pass_obj
def list_all(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """List the saved conversations, the last changed first."""
    from ui.output import out, print_json
    from ui.tables import records_table

    rows = [entry.model_dump() for entry in open_assistant(data_dir or default_dir).saved.list()]
    if as_json:
        print_json(rows)
    else:
        out.print(records_table([{k: v for k, v in row.items() if k != "owner" or v} for row in rows]))
    return DONE


@conversations.command()
@click.argument("conversation", type=WORDS)
@data_dir_option
@json_option
@click.pass_obj
def show(default_dir: Path | None, conversation: str, data_dir: Path | None, as_json: bool) -> int:
    """Show a conversation (an id, its beginning, or a title), every quote verified again now."""
    from ui.keeping import conversation_view
    from ui.output import out, print_json

    found = open_assistant(data_dir or default_dir).saved.open(conversation)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        out.print(conversation_view(found))
    return DONE


@conversations.command()
@click.argument("conversation", type=WORDS)
@click.argument("title", type=WORDS)
@data_dir_option
@click.pass_obj
def rename(default_dir: Path | None, conversation: str, title: str, data_dir: Path | None) -> int:
    """Give a conversation another title."""
    from ui.output import out
    from ui.plain import plain

    saved = open_assistant(data_dir or default_dir).saved
    out.print(plain(f"it is called {saved.rename(conversation, title)} now"))
    return DONE


@conversations.command()
@click.argument("names", nargs=-1, required=True, type=WORDS, metavar="CONVERSATION…")
@data_dir_option
@click.pass_obj
def delete(default_dir: Path | None, names: tuple[str, ...], data_dir: Path | None) -> int:
    """Delete conversations."""
    from ui.output import out

    saved = open_assistant(data_dir or default_dir).saved
    for name in names:
        out.print(f"deleted {saved.delete(name)}")
    return DONE


@conversations.command()
@click.argument("conversation", type=WORDS)
@click.argument("file", type=click.Path(path_type=Path))
@format_option
@data_dir_option
@click.pass_obj
def export(default_dir: Path | None, conversation: str, file: Path, name: str | None, data_dir: Path | None) -> int:
    """Write a conversation, or its sources, to FILE; every quote is verified again, one that fails is named and left out."""
    from assistant.exports import conversation_document

    assistant = open_assistant(data_dir or default_dir)
    document = conversation_document(assistant.saved.open(conversation), assistant.folder.catalog)
    return write_document(document, file, name)


def write_answers(assistant: "Assistant", answers: "list[Answer]", file: Path) -> int:
    """Export answers in the format that the file's suffix stands for."""
    from assistant.exports import answers_document

    return write_document(answers_document(answers, assistant.folder.catalog), file, None)


def write_document(document: "ExportDocument", file: Path, name: str | None) -> int:
    """Write an export and tell of it; the exit status says whether all quotes are in it."""
    from assistant.exports import export_document
    from ui.output import err
    from ui.plain import plain

    done = export_document(document, file, name)
    err.print(plain(f"{_count(done.quotes, 'quote')} from {_count(done.sources, 'source')}, {done.bytes:,} bytes written to {done.path}"))
    for failure in done.failures:
        err.print(plain(f"whatsworking: {failure}"))
    return SOME_FAILED if done.failures else DONE


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def keep_answers(assistant: "Assistant", answers: "list[Answer]", conversation: str | None) -> None:
    """Save answers in a new conversation, or at the end of one there is, and say where on stderr."""
    from ui.output import err
    from ui.plain import plain

    if conversation is None:
        key = assistant.saved.create(answers)
    else:
        key = conversation
        for answer in answers:
            assistant.saved.append(conversation, answer)
    err.print(plain(f"saved in conversation {key}; 'whatsworking conversations show {key}' shows it"))
