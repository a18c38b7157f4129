"""The house: what each package shows, what the wheel holds, and that the documents are true."""

import importlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "assistant", "ui", "evals")


@pytest.mark.parametrize("package", PACKAGES)
def test_all_that_a_package_lists_is_there_and_sorted(package: str) -> None:
    module = importlib.import_module(package)
    names = getattr(module, "__all__", [])
    assert all(getattr(module, name) is not None for name in names)
    assert list(names) == sorted(names, key=lambda name: (name.islower(), name))


@pytest.mark.slow
def test_the_wheel_holds_the_five_packages_and_their_data(tmp_path: Path) -> None:
    source = tmp_path / "source"  # a copy: a build folder left in the checkout would leak into the wheel
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True)
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    sources = {p.relative_to(ROOT).as_posix() for package in PACKAGES for p in (ROOT / package).rglob("*") if p.is_file()}
    expected = {name for name in sources if "__pycache__" not in name}
    assert expected <= names
    assert {name.split("/")[0] for name in names if not name.startswith("whatsworking-")} == set(PACKAGES)


def test_torch_is_pinned_by_its_exact_version() -> None:
    assert "torch==2.13.0" in (ROOT / "constraints.txt").read_text().splitlines()


def test_every_command_of_the_command_line_is_documented() -> None:
    from ui.cli import cli

    readme = (ROOT / "README.md").read_text() + (ROOT / "docs" / "command-line.md").read_text()
    for name, command in cli.commands.items():
        assert command.help, name
        assert f"whatsworking {name}" in readme


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text()):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"
