"""A page with a log-in, and windows on it, for the tests of the rooms beside the chat."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from corpus.data_folder import DataFolder
from corpus.settings import Settings
from tests.browser.conftest import HOSTILE, _address_of
from tests.transcripts import CLINIC, SEEDS, write
from ui.cli import cli
from ui.users import UserRole, Users

PASSWORDS = {"Ada": "an admin's password", "Edi": "an editor's password", "Rea": "a reader's password"}
ROLES = {"Ada": "admin", "Edi": "editor", "Rea": "reader"}
TABLE = (
    "file,organisation,issue area,date,geography\n"
    "clinic,Valley Health,Health; Rural life,2022-05-01,Kenya\n"
    'seeds,"Seed <b>Commons</b>",Agriculture,2021,Sweden\n'
)


@contextmanager
def served(folder: Path, **more: str) -> Iterator[str]:
    """The address of a page on the built-in corpus, two fictional interviews and more, for those who log in."""
    files = write(folder / "files", clinic=CLINIC, seeds=SEEDS, **more)
    (files / "metadata.csv").write_text(TABLE)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WHATSWORKING_")}
    environment |= {"GRADIO_SHARE": "True", "GRADIO_ALLOWED_PATHS": str(folder), "GRADIO_ANALYTICS_ENABLED": "True"}
    data = folder / "data"
    cli.main(["--data-dir", str(data), "ingest", str(files)], standalone_mode=False)
    with closing(DataFolder(Settings(data_dir=data))) as opened:
        for name, password in PASSWORDS.items():
            Users(opened).add(name, UserRole(ROLES[name]), password)
    command = [sys.executable, "-m", "ui.cli", "--data-dir", str(data)]
    with subprocess.Popen([*command, "chat", "--login", "--port", "7960"], env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield _address_of(server)
        finally:
            server.terminate()


@contextmanager
def window(browser: Browser, address: str, name: str, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    """A window of somebody who logged in; it fails on requests to other hosts and on errors in the console."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True)  # type: ignore[arg-type]
    assert context.request.post(f"{address}/login", form={"username": name, "password": PASSWORDS[name]}).ok
    page = context.new_page()
    strangers: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else strangers.append(r.url))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(address)
    page.locator(".welcome").wait_for()
    yield page
    assert page.evaluate("window.hurt") is None
    context.close()
    assert strangers == []
    assert errors == []


def enter(page: Page, room: str) -> None:
    """Open a room by its tab, and wait until it stands."""
    page.get_by_role("tab", name=room, exact=True).click()
    page.locator({"Overview": "#overview-gaps h3", "Settings": ".findings", "Bring": "#bring-files", "Write": "#draft"}[room]).wait_for()


def drop(page: Page, *files: tuple[str, str | bytes]) -> None:
    """Drop files into the room "Bring"."""
    payloads = [
        {"name": name, "mimeType": "text/plain", "buffer": text if isinstance(text, bytes) else text.encode()} for name, text in files
    ]
    page.locator("#bring-files input[type=file]").set_input_files(payloads)  # type: ignore[arg-type]
    page.locator("#bring-shown .file").first.wait_for()


__all__ = ["HOSTILE", "PASSWORDS", "drop", "enter", "served", "window"]
