"""Saved conversations: reopened equal, never with words that no longer verify, safe for several at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.keeping.database import FILE
from corpus.builtin import BUILTIN_ID
from corpus.errors import SchemaVersionError, UsageError
from corpus.settings import Settings
from index import Filters

WORDS = "We want a government to ultimately be owning that"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob(f"{FILE}*"))


def test_a_conversation_is_reopened_as_it_was_saved_also_by_another_process(kept: Assistant, answer: Answer, refusal: Answer) -> None:
    key = kept.saved.create([answer, refusal])
    other = Assistant(Settings(data_dir=kept.folder.path))
    reopened = other.saved.open(key)
    other.close()
    assert [exchange.answer for exchange in reopened.exchanges] == [answer, refusal]
    assert reopened.title == answer.question
    assert not any(exchange.gone for exchange in reopened.exchanges)


def test_no_words_of_an_interview_are_in_the_file(kept: Assistant, answer: Answer, refusal: Answer) -> None:
    kept.saved.create([answer, refusal])
    kept.collections.add(kept.collections.create("Report"), answer.quotes)
    kept.feedback.on_answer(answer, "up")
    stored = bytes_of(kept.folder.path)
    nearest = [near.quote for near in refusal.refusal.nearest] if refusal.refusal else []
    for quote in [*answer.quotes, *nearest]:
        assert quote.text.encode() not in stored
        assert quote.citation.encode() not in stored


def test_conversations_are_listed_renamed_continued_and_deleted(kept: Assistant, answer: Answer) -> None:
    first = kept.saved.create(title="  First\n one ")
    second = kept.saved.create([answer], filters=Filters(insights=(2,)))
    assert [entry.id for entry in kept.saved.list()] == [second, first]
    assert kept.saved.open("First one").exchanges == ()
    assert kept.saved.append(first, answer) == 0
    assert kept.saved.append(first[:6], answer) == 1
    assert [(entry.id, entry.answers) for entry in kept.saved.list()] == [(first, 2), (second, 1)]
    assert kept.saved.open(second).filters == Filters(insights=(2,))
    assert kept.saved.rename(second, "<b>Government</b>") == "<b>Government</b>"
    kept.saved.delete("<b>Government</b>")
    assert [entry.id for entry in kept.saved.list()] == [first]
    with pytest.raises(UsageError, match="no conversation is called"):
        kept.saved.append(second, answer)
    with pytest.raises(UsageError, match="needs a name"):
        kept.saved.rename(first, " \t")


def test_people_find_only_their_own(kept: Assistant, answer: Answer) -> None:
    mine = kept.saved.create([answer], owner="ada")
    assert kept.saved.list(owner="tomas") == []
    with pytest.raises(UsageError):
        kept.saved.open(mine, owner="tomas")
    with pytest.raises(UsageError):
        kept.saved.delete(mine, owner="tomas")
    assert kept.saved.open(mine, owner="ada").answers == 1


def test_a_quote_of_a_removed_interview_is_withdrawn_and_the_rest_counted_anew(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([answer])
    kept.folder.catalog.remove(BUILTIN_ID)
    (exchange,) = kept.saved.open(key).exchanges
    assert exchange.answer is not None
    assert exchange.answer.groups == ()
    assert exchange.answer.coverage.quotes == 0
    assert len(exchange.gone) == len(answer.quotes)
    assert {gone.why for gone in exchange.gone} == {"withdrawn"}
    assert WORDS not in exchange.model_dump_json()


def test_a_quote_whose_words_changed_is_told_and_not_shown(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([answer])
    interview = kept.interview(BUILTIN_ID)
    assert interview is not None
    kept.folder.catalog.put(interview.model_copy(update={"text": interview.text.replace("ultimately be owning", "ultimately be buying")}))
    (exchange,) = kept.saved.open(key).exchanges
    assert exchange.answer is not None
    assert [gone.why for gone in exchange.gone] == ["changed"]
    assert len(exchange.answer.quotes) == len(answer.quotes) - 1
    assert "be buying" not in exchange.model_dump_json()


def test_a_quote_that_moved_in_a_changed_source_is_found_again(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([answer])
    interview = kept.interview(BUILTIN_ID)
    assert interview is not None
    added = "A new line before all others.\n\n"
    turns = tuple(t.model_copy(update={"start": t.start + len(added), "end": t.end + len(added)}) for t in interview.turns)
    kept.folder.catalog.put(interview.model_copy(update={"text": added + interview.text, "turns": turns, "quotes": (), "tags": ()}))
    (exchange,) = kept.saved.open(key).exchanges
    assert exchange.answer is not None
    assert not exchange.gone
    assert [q.text for q in exchange.answer.quotes] == [q.text for q in answer.quotes]
    assert [q.start - len(added) for q in exchange.answer.quotes] == [q.start for q in answer.quotes]


def test_forgetting_an_interview_leaves_no_trace_of_its_quotes(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([answer])
    kept.collections.add(kept.collections.create("Report"), answer.quotes)
    kept.feedback.on_quote(answer, answer.quotes[0], "up")
    assert kept.kept.forget(BUILTIN_ID) == 1 + len(answer.quotes) + 1
    assert kept.feedback.list() == []
    (exchange,) = kept.saved.open(key).exchanges
    assert exchange.gone == ()
    assert exchange.answer is not None
    assert exchange.answer.groups == ()
    assert BUILTIN_ID.encode() not in bytes_of(kept.folder.path)


def test_forgetting_an_interview_takes_it_out_of_the_filters_for_the_next_question(kept: Assistant) -> None:
    key = kept.saved.create(title="One", filters=Filters(interviews=(BUILTIN_ID, "ada"), insights=(2,)))
    kept.saved.create(title="Two", filters=Filters(interviews=(BUILTIN_ID,)))
    before = kept.saved.list()
    assert kept.kept.forget(BUILTIN_ID) == 0
    assert kept.saved.open(key).filters == Filters(interviews=("ada",), insights=(2,))
    assert kept.saved.list() == before
    assert BUILTIN_ID.encode() not in bytes_of(kept.folder.path)


def test_two_windows_append_at_once_and_nothing_is_lost(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create()
    others = [Assistant(Settings(data_dir=kept.folder.path)) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        places = list(pool.map(lambda k: others[k % 2].saved.append(key, answer), range(12)))
    for other in others:
        other.close()
    assert sorted(places) == list(range(12))


@pytest.mark.slow
def test_two_processes_make_the_file_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from assistant.keeping.database import KeptDatabase; KeptDatabase(Path(sys.argv[1])).close()"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path / FILE)]) for _ in range(3)]
    assert [process.wait(120) for process in started] == [0, 0, 0]


def test_a_file_of_another_version_is_refused_by_name(kept: Assistant) -> None:
    kept.saved.create(title="one")
    with kept.kept._database.transaction() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99'")
    with pytest.raises(SchemaVersionError, match="has schema version 99"):
        Assistant(Settings(data_dir=kept.folder.path)).saved.list()


def test_a_file_of_another_version_is_left_as_it_was(kept: Assistant) -> None:
    kept.saved.create(title="one")
    with kept.kept._database.transaction() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99'")
        connection.exec_driver_sql("DROP TABLE open_in")
    with pytest.raises(SchemaVersionError):
        Assistant(Settings(data_dir=kept.folder.path)).saved.list()
    with kept.kept._database.reading() as connection:
        assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'open_in'").first()


@pytest.mark.parametrize("table", ["open_in", "theme_quotes"])
def test_a_file_that_lacks_a_table_gets_it_and_keeps_the_others(kept: Assistant, table: str) -> None:
    kept.saved.create(title="one")
    with kept.kept._database.transaction() as connection:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    again = Assistant(Settings(data_dir=kept.folder.path))
    assert [entry.title for entry in again.saved.list()] == ["one"]
    again.kept.forget("ada")
    assert again.kept.open_in.get("window", "") is None
    again.close()


def test_an_answer_with_unknown_fields_is_read_without_them(kept: Assistant, answer: Answer) -> None:
    key = kept.saved.create([answer])
    with kept.kept._database.transaction() as connection:
        connection.exec_driver_sql("UPDATE answers SET answer = json_set(answer, '$.of_a_later_version', 'x')")
    assert kept.saved.open(key).exchanges[0].answer == answer


@pytest.mark.parametrize("lost", ["$.of_a_later_version", "$.coverage"])
def test_what_another_version_kept_in_another_form_is_told_and_the_rest_is_read(kept: Assistant, answer: Answer, lost: str) -> None:
    key = kept.saved.create([answer, answer], filters=Filters(insights=(2,)), given=[Filters(), Filters(insights=(3,))])
    with kept.kept._database.transaction() as connection:
        other = "json_set(answer, '$.groups[0].insight', 'x', '$.given.insights', 'x')"
        connection.exec_driver_sql(f"UPDATE answers SET answer = json_remove({other}, '{lost}') WHERE position = 0")
        connection.exec_driver_sql("UPDATE conversations SET filters = json_set(filters, '$.insights', 'x')")
    reopened = kept.saved.open(key)
    one, two = reopened.exchanges
    assert (one.question, one.answer, one.given) == (answer.question, None, None)
    assert two.answer is not None
    assert two.given == Filters(insights=(3,))
    assert reopened.filters == Filters()
