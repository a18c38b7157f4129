"""``whatsworking search`` and ``ask``."""

from pathlib import Path
from typing import Any

import click

from corpus.errors import UsageError
from ui.commands.conversations import keep_answer, write_answer
from ui.commands.options import DONE, SOME_FAILED, WORDS, as_filters, data_dir_option, filter_options, json_option, ready_assistant


@click.command()
@click.argument("text", required=False, type=WORDS)
@filter_options
@click.option("--limit", default=10, type=click.IntRange(1, 1000), show_default=True, help="Most quotes.")
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='JSON Lines of {"id", "query", "interview"?, "limit"?}; needs --json.',
)
@data_dir_option
@json_option
@click.pass_obj
def search(
    default_dir: Path | None, /, text: str | None, limit: int, queries: Path | None, data_dir: Path | None, as_json: bool, **chosen: Any
) -> int:
    """Find quotes for TEXT, best first, strong or not."""
    from ui.output import out, print_json
    from ui.queries import read_queries, run_queries
    from ui.tables import quote_list

    if (text is None) == (queries is None):
        raise UsageError("give either a TEXT to search for or --queries FILE")
    wanted = read_queries(queries) if queries else []
    assistant = ready_assistant(data_dir or default_dir)
    filters = as_filters(assistant, **chosen)
    if queries:
        failed = 0
        for result in run_queries(assistant, wanted, filters):
            print_json(result, lines=True)
            failed += "error" in result
        return SOME_FAILED if failed else DONE
    quotes = assistant.search(text or "", filters, limit)
    if as_json:
        print_json([quote.model_dump(mode="json") for quote in quotes])
    else:
        out.print(quote_list(quotes))
    return DONE


@click.command()
@click.argument("text", type=WORDS)
@filter_options
@click.option("--save", is_flag=True, help="Keep the answer in a new conversation.")
@click.option("--save-to", type=WORDS, metavar="CONVERSATION", help="Keep the answer at the end of a saved conversation.")
@click.option("--export", "file", type=click.Path(path_type=Path), help="Write the answer, or its sources: .md, .docx, .pdf, .csv, .bib …")
@data_dir_option
@json_option
@click.pass_obj
def ask(
    default_dir: Path | None,
    /,
    text: str,
    save: bool,
    save_to: str | None,
    file: Path | None,
    data_dir: Path | None,
    as_json: bool,
    **chosen: Any,
) -> int:
    """Ask a question; quotes come grouped under the insights, or a refusal where the evidence is weak."""
    from ui.output import out, print_json
    from ui.tables import answer_view

    assistant = ready_assistant(data_dir or default_dir)
    answer = assistant.ask(text, as_filters(assistant, **chosen))
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        out.print(answer_view(answer))
    if save or save_to is not None:
        keep_answer(assistant, answer, save_to)
    return write_answer(assistant, answer, file) if file else DONE
