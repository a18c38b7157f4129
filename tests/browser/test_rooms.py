"""The rooms beside the chat, used with a mouse and a keyboard by people who logged in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from corpus.settings import Settings
from tests.browser.axe import violations
from tests.browser.rooms import HOSTILE, PASSWORDS, drop, enter, served, window

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HARBOUR = """Jo: Who paid for the harbour school?
Kofi Mensah: The fishers paid for the harbour school themselves, a share of every catch, for eleven years before the council joined.
Jo: And who teaches?
Kofi Mensah: Grandmothers teach the nets and the young teachers teach the numbers, in one room.
"""
ROOMS = ("Bring", "Overview", "Write", "Settings")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rooms")


@pytest.fixture(scope="module")
def house(folder: Path, browser: Browser) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def ada(browser: Browser, house: str) -> Iterator[Page]:
    with window(browser, house, "Ada") as page:
        yield page


def stored(folder: Path) -> Assistant:
    return Assistant(Settings(data_dir=folder / "data"))


def test_files_are_looked_at_put_right_and_brought_in(ada: Page, folder: Path) -> None:
    enter(ada, "Bring")
    drop(ada, ("harbour.txt", HARBOUR), ("broken.pdf", b"\x00\x01 no PDF"))
    expect(ada.locator("#bring-shown .headline")).to_have_text("1 interview to bring in, 1 that cannot be read")
    expect(ada.locator(".file.failed")).to_contain_text("broken.pdf: is not a PDF")
    ada.locator(".file.new summary").click()
    expect(ada.locator(".file.new .first").nth(1)).to_contain_text("The fishers paid for the harbour school themselves")
    _edit(ada, "#bring-facts", "Organisation", 0, "Harbour Trust")
    _edit(ada, "#bring-facts", "Date", 0, "2023")
    _edit(ada, "#bring-speakers", "Role", 0, "interviewer")
    ada.locator("#bring-go").click()
    expect(ada.locator("#bring-shown .headline")).to_have_text("1 interview brought in, 1 that cannot be read", timeout=30_000)
    found = stored(folder).interview("harbour")
    assert found is not None
    assert (found.date, found.attributes["organisation"]) == ("2023", ("Harbour Trust",))
    assert [turn.role.value for turn in found.turns] == ["interviewer", "interviewee"] * 2
    assert {turn.organisation for turn in found.turns} == {None, "Harbour Trust"}
    assert list((folder / "data" / "incoming").glob("*/brought/*")) == []
    drop(ada, ("harbour.txt", HARBOUR))
    expect(ada.locator(".file.known .chip")).to_have_text("already stored")
    expect(ada.locator("#bring-go")).to_be_hidden()


def _edit(page: Page, table: str, column: str, row: int, value: str) -> None:
    names = [name.strip() for name in page.locator(f"{table} [data-testid^=header-]").all_inner_texts()]
    at = next(k for k, name in enumerate(names) if name.startswith(column))
    page.locator(f"{table} [data-row='{row}'][data-col='{at}']").last.dblclick()
    editor = page.locator("textarea:focus, input:focus")  # the cell opens it a little later
    editor.wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type(value)
    expect(editor).to_have_value(value)
    page.keyboard.press("Enter")


def test_a_role_that_is_none_is_named_and_nothing_typed_is_lost(ada: Page) -> None:
    enter(ada, "Bring")
    drop(ada, ("pier.txt", HARBOUR.replace("harbour", "pier")))
    _edit(ada, "#bring-speakers", "Role", 0, "boss")
    ada.locator("#bring-go").click()
    expect(ada.locator("#bring-shown .problem")).to_contain_text("the role of Jo is 'boss'; write interviewer, interviewee or unknown")
    expect(ada.locator("#bring-speakers")).to_contain_text("boss")
    ada.locator("#bring-clear").click()
    expect(ada.locator("#bring-shown .file")).to_have_count(0)


def test_bringing_in_can_be_stopped(ada: Page, folder: Path) -> None:
    enter(ada, "Bring")
    talk = "".join(
        f"Ida: In year {k} we kept {k} boats in the lagoon and told the ministry what we had learned from them.\n" for k in range(3000)
    )
    drop(ada, ("lagoon.txt", talk))
    ada.locator("#bring-go").click()
    expect(ada.locator("#bring-shown progress")).to_be_visible()
    ada.locator("#bring-stop").click()
    expect(ada.locator("#bring-shown .headline")).to_contain_text("Stopped", timeout=60_000)
    expect(ada.locator("#bring-stop")).to_be_hidden()
    assistant = stored(folder)
    assert assistant.index.report().agrees or assistant.index.report().to_add == ("lagoon",)
    with assistant.folder.writing():
        assistant.folder.catalog.remove("lagoon")


def test_hostile_files_are_text(ada: Page) -> None:
    enter(ada, "Bring")
    drop(
        ada,
        (
            "<img src=x onerror='window.hurt=1'>.txt",
            f"Mal <b>Bold</b>: {HOSTILE} and more words here.\nIda: Yes, and that is all there is.\n",
        ),
    )
    ada.locator(".file.new summary").click()
    expect(ada.locator(".file.new .first").first).to_contain_text("<script>window.hurt=1</script>")
    expect(ada.locator(".file.new .name")).to_contain_text("<img src=x onerror='window.hurt=1'>.txt")
    assert ada.locator("#bring-shown img, #bring-shown script, #bring-tables img").count() == 0
    ada.locator("#bring-clear").click()


def test_every_bar_and_name_opens_its_quotes_and_they_open_the_interview(ada: Page) -> None:
    enter(ada, "Overview")
    ada.locator("#chart-insights .points path").first.wait_for(state="attached")
    box = ada.locator("#chart-insights .points path").first.bounding_box()
    assert box is not None
    ada.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(ada.locator("#chosen-title")).to_have_text("1. Networks expedite the pace and scale of change · tagged by a person")
    expect(ada.locator("#overview-quotes .quote-card")).to_have_count(3)
    ada.locator("#table-values .open-quotes", has_text="Health").click()
    expect(ada.locator("#chosen-title")).to_have_text("Issue area: Health")
    card = ada.locator("#overview-quotes .quote-card").first
    words = card.locator(".quote-text").text_content() or ""
    card.focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("#overview-quotes mark.quote")).to_have_text(words)
    ada.locator(".back-to-quotes").click()
    expect(ada.locator("#overview-quotes .quote-card").first).to_be_visible()


def test_what_nothing_is_known_of_is_explained(ada: Page) -> None:
    enter(ada, "Overview")
    ada.locator("#overview-dimension input").click()
    ada.get_by_role("option", name="Strategy").click()
    expect(ada.locator("#table-values")).to_contain_text("Nothing here says anything of the strategy")
    expect(ada.locator("#chart-values .js-plotly-plot")).to_have_count(0)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chart_is_saved_as_a_picture(ada: Page, kind: str, tmp_path: Path) -> None:
    enter(ada, "Overview")
    ada.locator("#chart-insights .points path").first.wait_for(state="attached")
    with ada.expect_download() as waiting:
        ada.locator(f".save-chart[data-chart=chart-insights][data-format={kind}]").click()
    assert waiting.value.suggested_filename == f"whats-working-insights.{kind}"
    waiting.value.save_as(tmp_path / "chart")
    assert (tmp_path / "chart").read_bytes()[:4] in (b"\x89PNG", b"<svg")


def test_a_draft_is_audited_with_the_source_one_click_away(ada: Page) -> None:
    enter(ada, "Write")
    ada.fill(
        "#draft textarea",
        "She said “we began with one van and a nurse who knew every path in the valley”. <img src=x onerror=window.hurt=1>",
    )
    ada.locator("#audit-go").click()
    expect(ada.locator(".audited .chip").first).to_contain_text("altered")
    expect(ada.locator(".audited del")).to_contain_text(["footpath"])
    ada.locator(".audited .quote-card").first.click()
    expect(ada.locator("#write-reader mark.quote")).to_contain_text("a nurse who knew every footpath")
    ada.keyboard.press("Escape")
    expect(ada.locator("#write-side")).to_be_hidden()


def test_a_draft_that_cannot_be_read_leaves_what_was_typed(ada: Page) -> None:
    enter(ada, "Write")
    ada.fill("#draft textarea", "What I typed before.")
    ada.locator("#audit-file input[type=file], input[type=file]").last.set_input_files(
        {"name": "draft.pdf", "mimeType": "application/pdf", "buffer": b"no PDF"}
    )
    expect(ada.locator("#audit-shown")).to_contain_text("draft.pdf")
    expect(ada.locator("#draft textarea")).to_have_value("What I typed before.")


def test_a_collection_is_begun_ordered_by_hand_and_exported(ada: Page, folder: Path) -> None:
    enter(ada, "Write")
    ada.get_by_role("tab", name="Collections").click()
    ada.fill("#collection-name input, #collection-name textarea", "Board <i>paper</i>")
    ada.locator("#collection-create").click()
    expect(ada.locator("#collection-shown")).to_contain_text("is empty")
    assistant = stored(folder)
    (entry,) = assistant.collections.list("Ada")
    assistant.collections.add(entry.id, assistant.search("ministry of health pays the drivers", limit=3))
    ada.get_by_role("tab", name="Audit a draft").click()
    ada.get_by_role("tab", name="Collections").click()
    quotes = ada.locator("#collection-shown .quote-text")
    expect(quotes).to_have_count(3)
    first, second = quotes.nth(0).inner_text(), quotes.nth(1).inner_text()
    ada.get_by_role("button", name="Move quote 1 down").click()
    expect(quotes.nth(0)).to_have_text(second)
    expect(quotes.nth(1)).to_have_text(first)
    ada.locator(".note-text").first.fill("opens the paper")
    ada.locator(".note-text").first.blur()
    with ada.expect_download() as waiting:
        ada.locator("#export-markdown").click()
    assert waiting.value.suggested_filename.endswith(".md")
    text = waiting.value.path().read_text()
    assert text.index(second[:40]) < text.index(first[:40])
    assert "opens the paper" in text


def test_readers_cannot_bring_in_and_editors_cannot_change_users(browser: Browser, house: str, folder: Path) -> None:
    with window(browser, house, "Rea") as reader:
        enter(reader, "Bring")
        reader.locator("#bring-files input[type=file]").set_input_files(
            {"name": "mine.txt", "mimeType": "text/plain", "buffer": HARBOUR.encode()}
        )
        expect(reader.locator("#bring-shown .problem")).to_have_text(
            "To bring in interviews you need to be editor, you are reader; ask an admin to change that."
        )
        enter(reader, "Settings")
        expect(reader.locator("#settings-safety")).to_contain_text("You are Rea, reader")
        expect(reader.locator(".findings")).not_to_contain_text(str(folder))
    with window(browser, house, "Edi") as editor:
        enter(editor, "Settings")
        expect(editor.locator("#settings-users")).to_be_hidden()
        answer = _call(editor, house, "save_user", ["Mallory", "admin", "a long password"])
        assert "you need to be admin, you are editor" in answer


def _call(page: Page, house: str, function: str, values: list[str]) -> str:
    """Send an event as a script would that does not care what the page shows."""
    config = page.context.request.get(f"{house}/config").json()
    for dependency in config["dependencies"]:
        if len(dependency["inputs"]) == len(values) and dependency["api_name"] == function:
            body = {"data": values, "fn_index": dependency["id"], "session_hash": "forged", "event_data": None, "trigger_id": None}
            page.context.request.post(f"{house}/gradio_api/queue/join", data=body)
            return page.context.request.get(f"{house}/gradio_api/queue/data?session_hash=forged", timeout=10_000).text()
    raise AssertionError(f"no event {function}")


def test_nobody_gets_in_without_a_password_and_no_route_serves_the_data_folder(browser: Browser, house: str, folder: Path) -> None:
    stranger = browser.new_context()
    assert not stranger.request.post(f"{house}/login", form={"username": "Ada", "password": "a guess at it"}).ok
    for path in ("config", "gradio_api/info", f"gradio_api/file={folder}/data/catalog.sqlite3"):
        assert stranger.request.get(f"{house}/{path}").status == 401, path
    stranger.close()
    admin = browser.new_context()
    assert admin.request.post(f"{house}/login", form={"username": "ada", "password": PASSWORDS["Ada"]}).ok
    for name in ("catalog.sqlite3", "users.json", "kept.sqlite3", "../files/clinic.txt"):
        assert admin.request.get(f"{house}/gradio_api/file={folder}/data/{name}").status in (403, 404), name
    admin.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("room", ROOMS)
def test_axe_finds_nothing_serious(browser: Browser, house: str, room: str, scheme: str) -> None:
    with window(browser, house, "Ada", scheme=scheme) as page:
        enter(page, room)
        if room == "Bring":
            drop(page, ("quay.txt", HARBOUR.replace("harbour", "quay")))
            page.locator("#bring-go").wait_for()
        if room == "Write":
            page.fill("#draft textarea", "They say “the fishers paid for the old school themselves” and “nobody ever said this at all”.")
            page.locator("#audit-go").click()
            page.locator(".audited").first.wait_for()
        assert violations(page, f"#{room.lower()}-room") == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_narrow_window_is_enough(browser: Browser, house: str, room: str) -> None:
    with window(browser, house, "Ada", width=360) as page:
        tab = page.get_by_role("tab", name=room, exact=True)
        if not tab.is_visible():
            page.locator("#rooms .overflow-menu > button").first.click()
            tab = page.locator("#rooms .overflow-dropdown button", has_text=room)
        tab.click()
        page.wait_for_timeout(2500)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert re.search(r"\w", page.locator(f"#{room.lower()}-room").inner_text())
