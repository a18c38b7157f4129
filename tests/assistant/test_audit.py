"""The audit of a draft: what is exact, altered, misattributed, joined or not found, and by which convention."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.audit import Attribution, AuditedQuotation, Auditor, AuditReport, Change, Verdict
from corpus.catalog import Catalog
from tests.transcripts import CLINIC, SEEDS, interview

DRIVERS = """Interviewer: How do you keep the drivers?
Grace Mwangi: We pay them on the fifth of every month, "come rain or shine," as my aunt would say. In 2019 we had 40 drivers; now there are 90% more.
Grace Mwangi: My father was a driver too — he knew every pothole between here and Kisumu. Isn't that something?
Interviewer: It is something.
Joseph Otieno: I don't believe the ministry would've paid for fuel if we hadn't kept the logbooks. The farmers' notebooks weren't enough.
"""
ANONYMOUS = """Interviewer: What did the choir change?
Interviewee: Nobody in our street had sung in public before that winter. [Laughs] It [the choir] made us neighbours…
"""
PAYS = "Now the ministry of health pays the drivers and the fuel"
VAN = "We began with one van and a nurse who knew every footpath in the valley"
EXACT, ALTERED, MISATTRIBUTED = Verdict.EXACT, Verdict.ALTERED, Verdict.MISATTRIBUTED
JOINED, NOT_FOUND, TOO_SHORT = Verdict.JOINED, Verdict.NOT_FOUND, Verdict.TOO_SHORT


@pytest.fixture(scope="module")
def auditor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Auditor]:
    catalog = Catalog(tmp_path_factory.mktemp("audit") / "catalog.sqlite3")
    for key, text in {"clinic": CLINIC, "seeds": SEEDS, "drivers": DRIVERS, "choir": ANONYMOUS}.items():
        catalog.put(interview(text, key))
    yield Auditor(catalog, ["Networks expedite the pace and scale of change"])
    catalog.close()


def only(report: AuditReport) -> AuditedQuotation:
    assert len(report.quotations) == 1, report.quotations
    return report.quotations[0]


@pytest.mark.parametrize(
    "draft",
    [
        f'"{PAYS}."',
        f"“{PAYS}.”",
        f"„{PAYS}“",
        f"„{PAYS}”",
        f"« {PAYS} »",
        f"»{PAYS}«",
        f"”{PAYS}”",
        f"‹{PAYS}›",
        f"‘{PAYS}’",
        f"'{PAYS}'",
        f"``{PAYS}''",
        f"「{PAYS}」",
        f"> {PAYS}.\n",
        f"  > {PAYS[:31]}\n  > {PAYS[32:]}\n",
        f'> "{PAYS}."\n>\n> — Amara Okoye\n',
        f"He read out: '{PAYS},' and the farmers' hands went up.",
        f'"… {PAYS} …"',
        f'A 5" pipe, a 7" pipe. "{PAYS}."',
    ],
)
def test_words_in_marks_of_any_kind_are_found_exact_with_their_source(auditor: Auditor, draft: str) -> None:
    quotation = only(auditor.audit(draft))
    assert quotation.verdict is EXACT
    assert quotation.sources[0].text.rstrip(".") == PAYS
    assert (quotation.sources[0].interview, quotation.sources[0].turn, quotation.sources[0].speaker) == ("clinic", 3, "Amara Okoye")
    assert CLINIC[quotation.sources[0].start : quotation.sources[0].end] == quotation.sources[0].text


@pytest.mark.parametrize(
    ("draft", "note"),
    [
        ('"My father was a driver too - he knew every pothole"', "typography"),
        ('"My father was a driver too—he knew every pothole"', "typography"),
        ("“I don’t believe the ministry would’ve paid”", "typography"),
        ('"Now the\u00a0ministry\nof health\u00ad pays the drivers"', "typography"),
        ('"now the ministry of health pays the drivers"', "first letter"),
        ('"Now the **ministry** of _health_ pays the drivers"', "typography"),
        ("“We pay them on the fifth of every month, ‘come rain or shine,’ as my aunt would say.”", "typography"),
    ],
)
def test_typography_alone_leaves_a_quotation_exact_and_is_told(auditor: Auditor, draft: str, note: str) -> None:
    quotation = only(auditor.audit(draft))
    assert quotation.verdict is EXACT, quotation
    assert note in " ".join(quotation.notes)


@pytest.mark.parametrize(
    ("words", "left_out", "put_in"),
    [
        ("Now the ministry of health pays the drivers and the food.", "fuel", "food."),
        ("The ministry did believe us at first.", "not", ""),
        ("That took took nine years of monthly meetings.", "", "took"),
        ("That took ten years of monthly meetings", "nine", "ten"),
        ("In 2018 we had 40 drivers; now there are 90% more.", "2019", "2018"),
        ("now there are 90 more", "90%", "90"),
        ("we had £40 drivers; now there are", "40", "£40"),
        ("My father was a driver too?", "too", "too?"),
        ("We began with one van, and a nurse", "van", "van,"),
        ("Now the Ministry of health pays the drivers", "ministry", "Ministry"),
        ("The ministry did not beliеve us at first", "believe", "beliеve"),
        ("We began with one van and a nurse … who knew every path in the valley", "footpath", "path"),
        ("I would open the seed catalogue to anyone on the first day", "everyone", "anyone"),
    ],
)
def test_one_word_or_sign_changed_is_altered_and_the_difference_shows_it(auditor: Auditor, words: str, left_out: str, put_in: str) -> None:
    quotation = only(auditor.audit(f'She said "{words}" then.'))
    assert quotation.verdict is ALTERED
    changed = {kind: " ".join(d.words for d in quotation.difference if d.change is kind) for kind in Change}
    assert left_out in changed[Change.LEFT_OUT]
    assert put_in in changed[Change.PUT_IN]
    assert quotation.sources


@pytest.mark.parametrize("position", range(11))
def test_whichever_word_is_changed_it_is_never_exact(auditor: Auditor, position: int) -> None:
    words = PAYS.split()
    words[position] = "zebra"
    assert only(auditor.audit(f'"{" ".join(words)}"')).verdict is ALTERED


@pytest.mark.parametrize(
    "draft",
    [
        '"We began with one van … who knew every footpath in the valley."',
        '"We began with one van [...] who knew every footpath in the valley."',
        '"We began with one van ... The ministry did not believe us at first"',
        '"We began with one van (...) The ministry did not believe us at first"',
        r'"We began with one van \[...\] The ministry did not believe us at first"',
        '"We began with one van . . . The ministry did not believe us at first"',
        '"[T]he ministry did not believe us at first"',
        '"The ministry [of health] did not believe us at first"',
        '"Now [they pay] the drivers and the fuel."',
    ],
)
def test_marked_omissions_and_insertions_are_exact_with_a_note(auditor: Auditor, draft: str) -> None:
    quotation = only(auditor.audit(draft))
    assert quotation.verdict is EXACT
    assert quotation.notes


@pytest.mark.parametrize(
    "draft",
    [
        f'"{VAN}. {PAYS}."',
        f'"{VAN}. Farmers copied our notebooks by hand anyway."',
        '"We began with one van and a nurse. The ministry did not believe us at first."',
        '"The ministry did not believe us at first. We began with one van and a nurse."',
        f'"{VAN} … {PAYS}."',
        "“We pay them on the fifth of every month. My father was a driver too — he knew every pothole”",
        f'"{VAN} and I would open the seed catalogue to everyone on the first day."',
    ],
)
def test_words_of_two_places_are_joined_and_each_place_is_shown(auditor: Auditor, draft: str) -> None:
    quotation = only(auditor.audit(draft))
    assert quotation.verdict is JOINED
    assert len(quotation.sources) == 2


def test_two_turns_of_one_speaker_in_a_row_are_exact_as_two_paragraphs(auditor: Auditor) -> None:
    first = "In 2019 we had 40 drivers; now there are 90% more."
    second = "My father was a driver too — he knew every pothole between here and Kisumu."
    for draft in (f"“{first}\n\n“{second}”", f'"{first}\n\n{second}"', f"> {first}\n>\n> {second}\n"):
        quotation = only(auditor.audit(draft))
        assert quotation.verdict is EXACT
        assert [source.turn for source in quotation.sources] == [1, 2]


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        (f'"{PAYS}," said Tomas Lind.', "Tomas Lind"),
        (f'"{PAYS}," Lind said.', "Lind"),
        (f'"{PAYS}," says the agronomist Tomas Lind of the Seed Trust.', "Tomas Lind"),
        (f'Tomas Lind: "{PAYS}."', "Tomas Lind"),
        (f'**Tomas Lind:** "{PAYS}."', "Tomas Lind"),
        (f'Tomas Lind said that "{PAYS}".', "Tomas Lind"),
        (f'As Tomas Lind put it, "{PAYS}."', "Tomas Lind"),
        (f'Tomas Lind, who runs the seed bank, told us: "{PAYS}."', "Tomas Lind"),
        (f'"{PAYS}" (Tomas Lind, Seed Trust).', "Tomas Lind"),
        (f'"{PAYS}" (Lind).', "Lind"),
        (f'"{PAYS}" — Tomas Lind', "Tomas Lind"),
        (f'"{PAYS}"\n— Tomas Lind, Seed Trust', "Tomas Lind"),
        (f'According to Tomas Lind, "{PAYS}".', "Tomas Lind"),
        (f'"{PAYS}", according to Tomas Lind.', "Tomas Lind"),
        (f"> {PAYS}.\n>\n> — Tomas Lind\n", "Tomas Lind"),
        (f"Tomas Lind remembers:\n\n> {PAYS}.\n", "Tomas Lind"),
        (f'"{PAYS}," said Ben Okoye.', "Ben Okoye"),
        (f'"{PAYS}," said Dr. Peter Parker.', "Peter Parker"),
        ('"How do you keep the drivers?" asked Grace Mwangi.', "Grace Mwangi"),
    ],
)
def test_exact_words_given_to_another_person_are_misattributed(auditor: Auditor, draft: str, named: str) -> None:
    quotation = only(auditor.audit(draft))
    assert quotation.verdict is MISATTRIBUTED, quotation
    assert named in (quotation.named or "")
    assert quotation.attribution is Attribution.CONTRADICTED


@pytest.mark.parametrize(
    "draft",
    [
        f'"{PAYS}," said Amara Okoye.',
        f'"{PAYS}," Okoye said.',
        f'"{PAYS}," explains Dr. Okoye.',
        f'Ms Okoye: "{PAYS}."',
        f'"{PAYS}" (A. Okoye, Valley Clinics).',
        f'"{PAYS}" — Amara N. Okoye',
        f'"{PAYS}," said Amara Okoyee.',
    ],
)
def test_the_right_name_in_any_form_confirms(auditor: Auditor, draft: str) -> None:
    quotation = only(auditor.audit(draft))
    assert (quotation.verdict, quotation.attribution) == (EXACT, Attribution.CONFIRMED)


@pytest.mark.parametrize(
    "draft",
    [
        f'"{PAYS}," she said.',
        f'Teachers told us "{PAYS}".',
        f'Amara Okoye once met Tomas Lind. "{PAYS}."',
        f'"{PAYS}." Tomas Lind said: "I would open the seed catalogue to everyone on the first day."',
        f'"{PAYS}" (emphasis added).',
        f'"{PAYS}" (Figure 2).',
        f'In Kenya, "{PAYS}".',
    ],
)
def test_a_name_that_attributes_nothing_contradicts_nothing(auditor: Auditor, draft: str) -> None:
    assert auditor.audit(draft).quotations[0].verdict is EXACT


def test_where_the_source_names_nobody_the_name_cannot_be_checked_and_that_is_told(auditor: Auditor) -> None:
    quotation = only(auditor.audit('"Nobody in our street had sung in public before that winter," said Lea Brandt.'))
    assert (quotation.verdict, quotation.attribution) == (EXACT, Attribution.NOT_TOLD)
    assert "whether Lea Brandt said it cannot be checked" in " ".join(quotation.notes)


def test_of_one_phrase_said_by_two_people_the_one_whom_the_draft_names_is_the_source(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.put(interview("Ada Obi: Trust takes ten years to build.\nBen Roe: Trust takes ten years to build.\n", "both"))
    quotation = only(Auditor(catalog).audit('"Trust takes ten years to build," said Ben Roe.'))
    assert (quotation.verdict, quotation.sources[0].speaker) == (EXACT, "Ben Roe")
    catalog.close()


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ('"The minister has always been our greatest partner in this work."', NOT_FOUND),
        ('We call this "deep scaling" and the “theory of change”.', TOO_SHORT),
        ('The "nurse" came back.', EXACT),
        ("“Networks expedite the pace and scale of change”", Verdict.TITLE),
        ('"We … the … nine … fuel … first … and … van"', NOT_FOUND),
    ],
)
def test_what_nobody_says_is_not_found_and_what_is_short_is_not_judged(auditor: Auditor, draft: str, verdict: Verdict) -> None:
    assert {q.verdict for q in auditor.audit(draft).quotations} == {verdict}


def test_apostrophes_and_code_are_no_quotations(auditor: Auditor) -> None:
    draft = "It's the farmers' choice, isn't it? Rock 'n' roll in the '90s.\n\n```\nprint(\"We had never heard any of this before\")\n```\n"
    assert auditor.audit(draft).quotations == ()


def test_a_missing_closing_mark_costs_only_its_own_paragraph(auditor: Auditor) -> None:
    report = auditor.audit(f'He said "{PAYS}.\n\nThen "{VAN}" was read.')
    assert [q.verdict for q in report.quotations] == [EXACT, EXACT]
    assert "closing quotation mark is missing" in report.quotations[0].notes[-1]


def test_offsets_and_lines_lead_back_into_the_draft(auditor: Auditor) -> None:
    draft = f"Intro.\n\nThen “{PAYS}” and\n> {VAN}.\n"
    first, second = auditor.audit(draft).quotations
    assert (draft[first.start : first.end], first.line) == (f"“{PAYS}”", 3)
    assert (draft[second.start : second.end], second.line, second.block) == (f"> {VAN}.".removeprefix("> "), 4, True)


def test_a_quotation_within_a_fabricated_one_is_judged_by_itself(auditor: Auditor) -> None:
    report = auditor.audit(f"“The donors were surprised when the report claimed ‘{PAYS}’ and nothing else happened there.”")
    assert [q.verdict for q in report.quotations][-1] is EXACT


def test_the_report_sums_up_and_survives_its_json(auditor: Auditor) -> None:
    report = auditor.audit(f'"{PAYS}." "{PAYS} everywhere." “ab”')
    assert not report.exact
    assert report.counts[EXACT] == 1
    assert report.counts[ALTERED] == 1
    assert report.text.startswith("3 quotations: 1 exact, 1 altered, 1 too short to judge.")
    assert AuditReport.model_validate(report.model_dump(mode="json")) == report


def test_nothing_is_quoted_from_a_corpus_that_was_altered_behind_our_back(tmp_path: Path) -> None:
    import sqlite3

    catalog = Catalog(tmp_path / "catalog.sqlite3")
    catalog.put(interview(CLINIC, "clinic"))
    auditor = Auditor(catalog)
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as connection:
        connection.execute("UPDATE interviews SET text = replace(text, 'pays the drivers', 'owns the drivers')")
    assert only(auditor.audit(f'"{PAYS}"')).verdict is NOT_FOUND
    catalog.close()


@pytest.mark.parametrize(
    "draft", ["", '"', "''", "“”", '"" “ ” «»', "> \n", "[...]", '"…"', "‘" * 2000, '"' * 2001, "> " * 500, "«" * 3000]
)
def test_odd_drafts_do_not_break_it(auditor: Auditor, draft: str) -> None:
    assert auditor.audit(draft).exact


def test_an_empty_corpus_finds_nothing(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite3")
    assert only(Auditor(catalog).audit(f'"{PAYS}"')).verdict is NOT_FOUND
    catalog.close()
