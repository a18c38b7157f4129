"""A page that can be stopped and started again on the same data, for the tests of what outlives the server."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import _address_of

PORT = "7930"


class House:
    """A page in a process of its own. It comes back at the same address."""

    def __init__(self, data: Path, files: Path) -> None:
        self.data = data
        self._files = files
        self._server: subprocess.Popen[str] | None = None
        self.address = ""

    def open(self) -> str:
        """Start serving; returns the address."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("WHATSWORKING_")}
        files = [] if self.data.exists() else [str(self._files)]
        command = [sys.executable, "-m", "tests.browser.serve", str(self.data), PORT, *files]
        self._server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        self.address = _address_of(self._server)
        return self.address

    def close(self) -> None:
        """Stop serving."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(30)
            if self._server.stdout:
                self._server.stdout.close()
            self._server = None

    def restart(self) -> None:
        """End the server and start another on the same data."""
        before = self.address
        self.close()
        assert self.open() == before
