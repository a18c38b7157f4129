"""Who may do what on the page. Every event that changes something asks here, on the server, before it does."""

from typing import Protocol
from weakref import WeakKeyDictionary

from assistant import Assistant
from corpus.errors import AccessError
from corpus.models import sha256_of
from ui.users import UserRole, Users

UNKNOWN = "you are no longer on the list of users; ask an admin, then log in again"


class Asker(Protocol):
    """What of a request says who makes it: Gradio's request does."""

    @property
    def username(self) -> str | None:
        """The name of the person who logged in; None where nobody has to."""


class Access:
    """The rights of the people who use one page."""

    def __init__(self, users: Users | None) -> None:
        """With ``users`` people have to log in; without, whoever reaches the page may do all, as on one's own computer."""
        self.users = users

    @property
    def login(self) -> bool:
        """Whether people have to log in."""
        return self.users is not None

    def role(self, request: Asker | None) -> UserRole | None:
        """What the person behind a request is; None for somebody who is not, or no longer, on the list."""
        if self.users is None:
            return UserRole.ADMIN
        user = self.users.find(request.username) if request is not None and request.username else None
        return user.role if user else None

    def may(self, request: Asker | None, least: UserRole) -> bool:
        """Whether the person behind a request has at least a role."""
        role = self.role(request)
        return role is not None and role.covers(least)

    def require(self, request: Asker | None, least: UserRole, what: str) -> None:
        """Refuse what the person behind a request may not do.

        Args:
            request: The event's request.
            least: The role that it takes.
            what: What it is, after "to": "bring in interviews".

        Raises:
            AccessError: They may not.
        """
        role = self.role(request)
        if role is None:
            raise AccessError(UNKNOWN)
        if not role.covers(least):
            raise AccessError(f"to {what} you need to be {least.value}, you are {role.value}; ask an admin to change that")

    def owner(self, request: Asker | None, browser: str) -> str:
        """Whose conversations and thumbs a request may see: the name of who logged in, or else a sum of the browser's secret id."""
        if self.users is None:
            return f"browser {sha256_of(browser)[:24]}"
        user = self.users.find(request.username) if request is not None and request.username else None
        if user is None:
            raise AccessError(UNKNOWN)
        return user.name

    def collector(self, request: Asker | None, browser: str = "") -> str:
        """Whose collections a request may see: those of who logged in; on one's own computer there is one shelf for all windows."""
        return self.owner(request, browser) if self.login else ""


_ACCESS: WeakKeyDictionary[Assistant, Access] = WeakKeyDictionary()


def demand_login(assistant: Assistant, users: Users) -> None:
    """From now on people have to log in to the page on this assistant."""
    _ACCESS[assistant] = Access(users)


def access_of(assistant: Assistant) -> Access:
    """The rights on the page on an assistant; open where `demand_login` was not called."""
    return _ACCESS.get(assistant) or _ACCESS.setdefault(assistant, Access(None))
