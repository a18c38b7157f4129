"""The people who may use a shared page: names, roles and password hashes in one file of the data folder."""

import json
import os
import unicodedata
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import TypeAdapter, ValidationError

from corpus.data_folder import DataFolder
from corpus.errors import DataFolderError, UsageError
from corpus.models import Frozen

SHORTEST_PASSWORD = 8
LONGEST = 200
_HASHER = PasswordHasher()  # Argon2id with the parameters of RFC 9106 for machines with little memory


class UserRole(StrEnum):
    """What a person may do on the page; each role may all that the ones before it may."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, least: "UserRole") -> bool:
        """Whether this role may do what ``least`` may."""
        order = list(UserRole)
        return order.index(self) >= order.index(least)


class User(Frozen):
    """One person."""

    name: str
    role: UserRole
    password_hash: str


_USERS = TypeAdapter(tuple[User, ...])


class Users:
    """Reads the file at every question, so that a change at the command line holds at once on a page that is being served."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._path = folder.path / "users.json"

    def all(self) -> tuple[User, ...]:
        """Everybody, in the order in which they were added.

        Raises:
            DataFolderError: The file cannot be read.
        """
        try:
            return _USERS.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return ()
        except (OSError, ValidationError) as error:
            raise DataFolderError(f"{self._path}: cannot be read as a list of users; mend it, or delete it and add them again") from error

    def find(self, name: str) -> User | None:
        """The person of a name; case does not count."""
        return next((user for user in self.all() if _key(user.name) == _key(name)), None)

    def add(self, name: str, role: UserRole, password: str) -> User:
        """Add a person.

        Raises:
            UsageError: The name is taken or no name, or the password is too short.
        """
        user = User(name=_checked_name(name), role=role, password_hash=_HASHER.hash(_checked(password)))
        with self._folder.writing():
            if self.find(name):
                raise UsageError(f"there is a user {user.name!r} already; 'whatsworking users role' changes what they may do")
            self._write((*self.all(), user))
        return user

    def change(self, name: str, role: UserRole | None = None, password: str | None = None) -> User:
        """Give a person another role or password.

        Raises:
            UsageError: There is no such person, they are the last admin, or the password is too short.
        """
        with self._folder.writing():
            known = self._known(name)
            changes = {} if role is None else {"role": role}
            hashed = {} if password is None else {"password_hash": _HASHER.hash(_checked(password))}
            changed = known.model_copy(update={**changes, **hashed})
            self._write(tuple(changed if user == known else user for user in self.all()))
        return changed

    def remove(self, name: str) -> User:
        """Take a person off the list.

        Raises:
            UsageError: There is no such person, or they are the last admin while others remain.
        """
        with self._folder.writing():
            known = self._known(name)
            self._write(tuple(user for user in self.all() if user != known))
        return known

    def check(self, name: str, password: str) -> bool:
        """Whether a password is the person's. An unknown name takes as long as a known one."""
        user = self.find(name)
        try:
            _HASHER.verify(user.password_hash if user else _nobody(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
        return user is not None

    def _known(self, name: str) -> User:
        user = self.find(name)
        if user is None:
            raise UsageError(f"there is no user {name!r}; 'whatsworking users list' names those there are")
        return user

    def _write(self, users: tuple[User, ...]) -> None:
        if users and not any(user.role is UserRole.ADMIN for user in users) and any(u.role is UserRole.ADMIN for u in self.all()):
            raise UsageError("this would leave no admin; make somebody else admin first")
        beside = self._path.with_suffix(".new")
        data = json.dumps(_USERS.dump_python(users, mode="json"), ensure_ascii=False, indent=1)
        try:
            beside.unlink(missing_ok=True)
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(data)
            beside.replace(self._path)
        except OSError as error:
            raise DataFolderError(f"{self._path}: cannot be written ({error.strerror}); check the folder's rights") from error


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _checked_name(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).strip()
    if not plain or len(plain) > LONGEST or not plain.isprintable():
        raise UsageError(f"{name[:40]!r} cannot be a user's name; give 1 to {LONGEST} printable characters")
    return plain


def _checked(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST_PASSWORD} to {LONGEST} characters; give another")
    return password


@cache
def _nobody() -> str:
    """A hash that no password has, made once."""
    return str(_HASHER.hash(os.urandom(16).hex()))
