"""Serving the page on this machine."""

import ipaddress
import os
import socket
from collections.abc import Callable
from importlib.resources import as_file, files

from assistant import Assistant
from corpus.errors import UsageError
from ui.access import demand_login
from ui.output import err, out
from ui.page import build_page, head, theme
from ui.users import Users

PORTS_TRIED = 50
STARTS_TRIED = 5
# Settings of Gradio that would open the page, or folders of this machine, to others. What this program is told decides.
_DOORS = ("GRADIO_SHARE", "GRADIO_ALLOWED_PATHS", "GRADIO_MCP_SERVER", "GRADIO_SERVER_NAME")


def refuse_open_doors(host: str, login: bool, allow_open: bool) -> None:
    """Refuse to serve the page to other machines without a log-in, unless that is what is wanted.

    Raises:
        UsageError: ``host`` can be reached from other machines, and neither ``login`` nor ``allow_open`` is set.
    """
    if not (login or allow_open or _is_this_machine(host)):
        raise UsageError(
            f"--host {host}: others on the network could read and change everything; add --login (and 'whatsworking users add NAME'), "
            "or --allow-open if that is what you want"
        )


def _is_this_machine(host: str) -> bool:
    """Whether all addresses of a host are loopback; one that has none is refused where a port is looked for."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)} if host else {"0.0.0.0"}
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(address.split("%")[0]).is_loopback for address in found)


def free_port(host: str, port: int) -> int:
    """The first free port from ``port`` on.

    Raises:
        UsageError: The host is not an address of this machine, or no port near is free.
    """
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except PermissionError:
                continue
            except (socket.gaierror, OverflowError) as error:
                raise UsageError(f"--host {host}: is not an address of this machine; leave it out for 127.0.0.1") from error
            except OSError as error:
                if error.errno == 99:
                    raise UsageError(f"--host {host}: is not an address of this machine; leave it out for 127.0.0.1") from error
                continue
            return candidate
    raise UsageError(f"--port {port}: neither it nor the {PORTS_TRIED} after it are free; give another")


def begin_on_free_port(begin: Callable[[int], object], host: str, port: int) -> int:
    """Begin on the first free port from ``port`` on, and on a later one where another program takes it in the same moment.

    Args:
        begin: Begins to serve on a port; raises OSError where it is taken.
        host: Address of this machine.
        port: The first one.

    Returns:
        The port.

    Raises:
        UsageError: As `free_port` does.
        OSError: No port could be had.
    """
    for left in reversed(range(STARTS_TRIED)):
        chosen = free_port(host, port)
        try:
            begin(chosen)
            break
        except OSError:
            if not left:
                raise
    return chosen


def serve(assistant: Assistant, host: str, port: int, login: bool = False) -> None:
    """Serve the page until interrupted; prints its address.

    Raises:
        UsageError: With ``login``, nobody could log in.
    """
    users = _users(assistant) if login else None
    for door in _DOORS:
        os.environ.pop(door, None)
    assistant.examples()
    page = build_page(assistant)
    page.queue(default_concurrency_limit=4)
    with as_file(files("ui") / "static" / "favicon.svg") as favicon:

        def begin(chosen: int) -> None:
            page.launch(
                server_name=host,
                server_port=chosen,
                share=False,
                auth=users.check if users else None,
                auth_message="Log in to read and ask." if users else None,
                blocked_paths=[str(assistant.folder.path.resolve())],
                mcp_server=False,
                quiet=True,
                prevent_thread_lock=True,
                inbrowser=False,
                footer_links=[],
                run_history=False,
                ssr_mode=False,
                pwa=False,
                enable_monitoring=False,
                favicon_path=str(favicon),
                theme=theme(),
                head=head(),
            )

        chosen = begin_on_free_port(begin, host, port)
        if chosen != port:
            err.print(f"whatsworking: port {port} is in use; taking {chosen}")
        out.print(f"What’s Working is at http://{host}:{chosen}  (Ctrl+C stops it)")
        page.block_thread()


def _users(assistant: Assistant) -> Users:
    users = Users(assistant.folder)
    if not users.all():
        raise UsageError("--login: there are no users yet; add one with 'whatsworking users add NAME --role admin'")
    demand_login(assistant, users)
    return users
