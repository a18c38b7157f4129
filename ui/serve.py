"""Serving the page on this machine."""

import socket
from importlib.resources import as_file, files

from assistant import Assistant
from corpus.errors import UsageError
from ui.output import err, out
from ui.page import build_page, head, theme

PORTS_TRIED = 50


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


def serve(assistant: Assistant, host: str, port: int) -> None:
    """Serve the page until interrupted; prints its address."""
    chosen = free_port(host, port)
    if chosen != port:
        err.print(f"whatsworking: port {port} is in use; taking {chosen}")
    assistant.examples()
    page = build_page(assistant)
    page.queue(default_concurrency_limit=4)
    with as_file(files("ui") / "static" / "favicon.svg") as favicon:
        page.launch(
            server_name=host,
            server_port=chosen,
            share=False,
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
        out.print(f"What’s Working is at http://{host}:{chosen}  (Ctrl+C stops it)")
        page.block_thread()
