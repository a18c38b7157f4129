"""``whatsworking search`` and ``ask``."""

from pathlib import Path
from typing import Any

import click

from corpus.errors import UsageError
from ui.commands.conversations import keep_answers, write_answers
from ui.commands.model import model_options
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
@click.option("--save", is_flag=True, help="Keep the answers in a new conversation.")
@click.option("--save-to", type=WORDS, metavar="CONVERSATION", help="Keep the answers at the end of a saved conversation.")
@click.option(
    "--without",
    multiple=True,
    type=WORDS,
    metavar="FILTER",
    help='Do not filter by this, though the words name it: "place:Kenya", "Kenya", "date" or "all"; may be repeated.',
)
@click.option(
    "--then",
    multiple=True,
    type=WORDS,
    metavar="TEXT",
    help='A follow-up, asked in the same conversation ("And in Kenya?", "more"); may be repeated.',
)
@click.option("--export", "file", type=click.Path(path_type=Path), help="Write the answer, or its sources: .md, .docx, .pdf, .csv, .bib …")
@model_options
@data_dir_option
@json_option
@click.pass_obj
def ask(
    default_dir: Path | None,
    /,
    text: str,
    without: tuple[str, ...],
    then: tuple[str, ...],
    save: bool,
    save_to: str | None,
    file: Path | None,
    model: str | None,
    no_model: bool,
    data_dir: Path | None,
    as_json: bool,
    **chosen: Any,
) -> int:
    """Ask a question; quotes come grouped under the insights, or a refusal where the evidence is weak.

    Organisations, people, places, dates and so on that TEXT names become filters. "funders versus founders on trust", "how many
    interviewees mention trust", "who said …", "exact words: …", "what is missing on …" have layouts of their own.
    """
    from ui.answers import answer_view
    from ui.output import out, print_json
    from ui.plain import plain
    from ui.synthesis_view import with_synthesis

    assistant = ready_assistant(data_dir or default_dir)
    conversation = assistant.conversation()
    asked = [conversation.ask(text, as_filters(assistant, **chosen), without), *map(conversation.ask, then)]
    answers = [with_synthesis(assistant, answer, model, no_model, stream=not as_json) for answer in asked]
    for answer in answers:
        if as_json:
            print_json(answer.model_dump(mode="json"), lines=bool(then))
        elif then:
            out.print(plain(f"\n> {answer.question}", style="bold"), answer_view(answer))
        else:
            out.print(answer_view(answer))
    if save or save_to is not None:
        keep_answers(assistant, answers, save_to)
    return write_answers(assistant, answers, file) if file else DONE
