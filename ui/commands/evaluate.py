"""``whatsworking eval``."""

import click

from ui.commands.options import DONE, json_option


@click.command("eval")
@click.argument("suite", type=click.Choice(["builtin"]))
@json_option
def evaluate(suite: str, as_json: bool) -> int:
    """Run an evaluation suite: "builtin" asks the built-in corpus 105 questions of ours."""
    from evals import run_suite
    from ui.output import out, print_json
    from ui.tables import suite_table

    report = run_suite(suite)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        out.print(suite_table(report))
    return DONE
