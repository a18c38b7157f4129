"""The command line: results on stdout, progress and logs on stderr; exit 0 all done, 1 some inputs failed, 2 wrong usage."""

import logging
import os
import sys
from pathlib import Path

import click

from corpus.errors import UsageError, WhatsWorkingError
from ui.commands import (
    audit,
    chat,
    collections,
    conversations,
    doctor,
    evaluate,
    export,
    index,
    ingest,
    insight,
    interviews,
    mcp,
    search,
    tags,
    themes,
    users,
)
from ui.commands.options import DONE, INTERRUPTED, SOME_FAILED, WRONG_USAGE, data_dir_option


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@data_dir_option
@click.version_option(package_name="whatsworking")
@click.pass_context
def cli(context: click.Context, data_dir: Path | None) -> None:
    """Ask interviews a question and read what people actually said: verbatim, cited, grouped under nine insights."""
    context.obj = data_dir


for _command in (
    ingest.ingest,
    interviews.interviews,
    interviews.show,
    interviews.remove,
    tags.tags,
    tags.organisations,
    export.export,
    search.search,
    search.ask,
    conversations.conversations,
    collections.collections,
    audit.audit,
    insight.insight,
    themes.themes,
    mcp.mcp,
    chat.chat,
    users.users,
    index.index,
    doctor.doctor,
    evaluate.evaluate,
):
    cli.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Whatever goes wrong ends in one line on stderr and an exit status, never in a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)
    try:
        status = cli.main(args=arguments, prog_name="whatsworking", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        status = leave.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        group = error.ctx.command
        names = ", ".join(group.commands) if isinstance(group, click.Group) else ""
        status = _fail(f"give a command: {names}. See '{error.ctx.command_path} --help'.", WRONG_USAGE)
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "whatsworking"
        status = _fail(f"{error.format_message()} See '{where} --help'.", WRONG_USAGE)
    except (click.Abort, KeyboardInterrupt):
        status = _fail("stopped", INTERRUPTED)
    except UsageError as error:
        status = _fail(str(error), WRONG_USAGE)
    except WhatsWorkingError as error:
        status = _fail(str(error), SOME_FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = SOME_FAILED
    except Exception as error:
        if os.environ.get("WHATSWORKING_DEBUG"):
            raise
        status = _fail(
            f"unexpected error: {type(error).__name__}: {error}; set WHATSWORKING_DEBUG=1 and run it again to see where", SOME_FAILED
        )
    sys.exit(status or DONE)


def _fail(message: str, status: int) -> int:
    from ui.output import err
    from ui.plain import plain

    err.print(plain(f"whatsworking: {' '.join(message.split())}"))
    return status


if __name__ == "__main__":
    main()
