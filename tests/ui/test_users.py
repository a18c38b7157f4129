"""Who may log in, and who may do what."""

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant import Assistant
from corpus.data_folder import DataFolder
from corpus.errors import AccessError, DataFolderError, UsageError
from corpus.settings import Settings
from ui.access import Access, access_of, demand_login
from ui.serve import refuse_open_doors
from ui.users import UserRole, Users

PASSWORD = "a long enough password"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(DataFolder(Settings(data_dir=tmp_path / "data", builtin_corpus=False)))


def test_a_password_is_kept_as_a_hash_in_a_file_that_only_its_owner_reads(users: Users, tmp_path: Path) -> None:
    users.add("Ada", UserRole.ADMIN, PASSWORD)
    path = tmp_path / "data" / "users.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD not in path.read_text()
    assert "$argon2id$" in path.read_text()
    assert users.check("ada ", PASSWORD)
    assert not users.check("Ada", PASSWORD + "!")
    assert not users.check("Nobody", PASSWORD)
    assert not users.check("", "")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 201, "\u202eadA"])
def test_a_name_that_cannot_be_shown_is_refused(users: Users, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a user's name"):
        users.add(name, UserRole.READER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(users: Users, password: str) -> None:
    with pytest.raises(UsageError, match="8 to 200 characters"):
        users.add("Ada", UserRole.READER, password)
    assert users.all() == ()


def test_a_name_is_taken_whatever_its_case(users: Users) -> None:
    users.add("Ada", UserRole.ADMIN, PASSWORD)
    with pytest.raises(UsageError, match="there is a user 'ADA' already"):
        users.add("ADA", UserRole.READER, PASSWORD)


def test_the_last_admin_stays_admin_while_there_are_others(users: Users) -> None:
    users.add("Ada", UserRole.ADMIN, PASSWORD)
    users.add("Rea", UserRole.READER, PASSWORD)
    with pytest.raises(UsageError, match="leave no admin"):
        users.change("Ada", role=UserRole.EDITOR)
    with pytest.raises(UsageError, match="leave no admin"):
        users.remove("Ada")
    users.change("Rea", role=UserRole.ADMIN, password="another long password")
    users.remove("Ada")
    assert [user.name for user in users.all()] == ["Rea"]
    assert users.check("Rea", "another long password")


def test_a_damaged_file_lets_nobody_in_and_says_so(users: Users, tmp_path: Path) -> None:
    (tmp_path / "data" / "users.json").write_text("[{]")
    with pytest.raises(DataFolderError, match=r"users\.json: cannot be read as a list of users; mend it"):
        users.check("Ada", PASSWORD)


def test_roles_are_looked_up_at_every_event(users: Users) -> None:
    users.add("Ada", UserRole.ADMIN, PASSWORD)
    users.add("Edi", UserRole.EDITOR, PASSWORD)
    access, edi = Access(users), SimpleNamespace(username="Edi")
    access.require(edi, UserRole.EDITOR, "bring in interviews")
    with pytest.raises(AccessError, match="to change users you need to be admin, you are editor"):
        access.require(edi, UserRole.ADMIN, "change users")
    users.change("Edi", role=UserRole.READER)
    assert not access.may(edi, UserRole.EDITOR)
    users.remove("Edi")
    with pytest.raises(AccessError, match="no longer on the list"):
        access.require(edi, UserRole.READER, "read")
    with pytest.raises(AccessError):
        access.require(None, UserRole.READER, "read")


def test_without_a_log_in_whoever_reaches_the_page_may_do_all(users: Users, tmp_path: Path) -> None:
    assistant = Assistant(Settings(data_dir=tmp_path / "data"))
    access_of(assistant).require(None, UserRole.ADMIN, "change users")
    demand_login(assistant, users)
    assert not access_of(assistant).may(None, UserRole.READER)
    assistant.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_a_page_for_this_machine_needs_no_log_in(host: str) -> None:
    refuse_open_doors(host, login=False, allow_open=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.7"])
def test_a_page_for_others_needs_a_log_in_or_a_clear_word(host: str) -> None:
    with pytest.raises(UsageError, match="others on the network could read and change everything; add --login"):
        refuse_open_doors(host, login=False, allow_open=False)
    refuse_open_doors(host, login=True, allow_open=False)
    refuse_open_doors(host, login=False, allow_open=True)
