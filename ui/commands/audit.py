"""``whatsworking audit``: is every quotation in a draft exact?"""

import sys
from pathlib import Path

import click

from ui.commands.options import DONE, SOME_FAILED, data_dir_option, json_option, open_assistant

STDIN = "-"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@data_dir_option
@json_option
@click.pass_obj
def audit(default_dir: Path | None, /, file: Path, data_dir: Path | None, as_json: bool) -> int:
    """Check every quotation in FILE, a draft (.txt, .md, .docx, .odt, .rtf, .pdf, .html; - for stdin), against the interviews.

    Exit status 1 where one is altered, misattributed, joined or not found.
    """
    from assistant.audit import read_draft
    from assistant.audit.draft import text_of
    from ui.audit_view import audit_view
    from ui.output import out, print_json

    text = text_of("stdin.md", sys.stdin.buffer.read()) if str(file) == STDIN else read_draft(file)
    assistant = open_assistant(data_dir or default_dir)
    report = assistant.audit(text)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        out.print(audit_view(report))
    return DONE if report.exact else SOME_FAILED
