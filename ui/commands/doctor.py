"""``whatsworking doctor``."""

from pathlib import Path

import click

from ui.commands.options import DONE, SOME_FAILED, data_dir_option, json_option, open_assistant


@click.command()
@data_dir_option
@json_option
@click.pass_obj
def doctor(default_dir: Path | None, data_dir: Path | None, as_json: bool) -> int:
    """Check versions, data folder, model and whether catalog and indexes agree."""
    from ui.doctor import examine
    from ui.output import out, print_json
    from ui.tables import facts_table

    findings = examine(open_assistant(data_dir or default_dir))
    if as_json:
        print_json([finding.model_dump() for finding in findings])
    else:
        out.print(facts_table((f.name, f.value, f.good) for f in findings))
    return DONE if all(finding.good for finding in findings) else SOME_FAILED
