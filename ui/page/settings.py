"""Settings and safety: what the program works with, whether words leave this computer, and who may do what."""

from typing import Any

import gradio as gr
from gradio.context import Context

from assistant import Assistant
from corpus.errors import WhatsWorkingError
from ui.access import access_of
from ui.doctor import examine
from ui.page.refused import refusal
from ui.page.telling import QUIET, problem_html
from ui.rendering import render
from ui.users import UserRole, Users

Updates = dict[Any, Any]


def build_settings(assistant: Assistant) -> None:
    """The room that says how things stand. What is set is set at the command line, so that no visitor can change it."""
    tab = Context.block
    room = _Room(assistant)
    with gr.Column(elem_classes="room"):
        gr.HTML(render("settings_intro.html"), apply_default_css=False)
        safety = gr.HTML("", elem_id="settings-safety", apply_default_css=False)
        findings = gr.HTML("", elem_id="settings-findings", apply_default_css=False)
        check = gr.Button("Check again", elem_id="settings-check")
        if access_of(assistant).login:
            _build_people(room, tab)
    looks = [check.click] + ([tab.select] if isinstance(tab, gr.Tab) else [])
    for look in looks:
        look(room.safety, None, safety, **QUIET)
        look(room.findings, None, findings, **QUIET)


def _build_people(room: "_Room", tab: Any) -> None:
    """The list of users, for admins only; everybody else sees what they are themselves."""
    people = gr.HTML("", elem_id="settings-people", apply_default_css=False)
    with gr.Row(visible=False, elem_id="settings-users", equal_height=False) as form:
        name = gr.Textbox(label="Name", elem_id="user-name")
        role = gr.Dropdown([role.value for role in UserRole], value=UserRole.READER.value, label="Role", elem_id="user-role")
        password = gr.Textbox(label="Password", type="password", elem_id="user-password")
        save = gr.Button("Add, or change", variant="primary", elem_id="user-save")
        remove = gr.Button("Remove", elem_id="user-remove")
    told = gr.HTML("", elem_id="settings-told", apply_default_css=False)
    if isinstance(tab, gr.Tab):
        tab.select(room.people, None, [people, form], **QUIET)
    save.click(room.save_user, [name, role, password], [told, password, people], **QUIET)
    remove.click(room.remove_user, [name], [told, people], **QUIET)


class _Room:
    """What the room's events do."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._access = access_of(assistant)

    def safety(self, request: gr.Request) -> str:
        """Whether words leave this computer, and who reaches the page."""
        role, problem, model = self._access.role(request), "", None
        try:
            model = self._assistant.model_info()
        except WhatsWorkingError as error:
            problem = str(error)
        said = {"login": self._access.login, "name": request.username, "role": role.value if role else "nobody"}
        return render("settings_safety.html", model=model, problem=problem, **said)

    def findings(self, request: gr.Request) -> str:
        """What the doctor finds; a reader does not see where files lie on this computer."""
        if problem := refusal(self._assistant, request):
            return problem_html(problem)
        try:
            found = examine(self._assistant)
        except WhatsWorkingError as error:
            return problem_html(error)
        if not self._access.may(request, UserRole.EDITOR):
            found = [finding for finding in found if finding.name != "data folder"]
        return render("settings_findings.html", findings=found)

    def people(self, request: gr.Request) -> tuple[str, Any]:
        """The users, and the form to change them, for an admin."""
        admin = self._access.may(request, UserRole.ADMIN)
        return self._list() if admin else "", gr.update(visible=admin)

    def save_user(self, name: str, role: str, password: str, request: gr.Request) -> tuple[str, Any, Any]:
        """Add a person, or give one another role and, where one is typed, another password."""
        try:
            users = self._users(request)
            if users.find(name):
                user = users.change(name, role=UserRole(role), password=password or None)
            else:
                user = users.add(name, UserRole(role), password)
        except WhatsWorkingError as error:
            return _told(str(error), problem=True), gr.update(), gr.update()
        return _told(f"{user.name} is {user.role.value}."), "", self._list()

    def remove_user(self, name: str, request: gr.Request) -> tuple[str, Any]:
        """Take a person off the list."""
        try:
            user = self._users(request).remove(name)
        except WhatsWorkingError as error:
            return _told(str(error), problem=True), gr.update()
        return _told(f"{user.name} is removed."), self._list()

    def _users(self, request: gr.Request) -> Users:
        self._access.require(request, UserRole.ADMIN, "change users")
        return Users(self._assistant.folder)

    def _list(self) -> str:
        return render("settings_people.html", users=Users(self._assistant.folder).all())


def _told(words: str, problem: bool = False) -> str:
    return problem_html(words) if problem else render("settings_told.html", words=words)
