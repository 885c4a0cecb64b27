"""Section K is held against the reports that lie in the case."""

import datetime as dt

import pytest

from checks.advice.listed import DIFFERS, MISSING, NOT_LISTED, NOT_RECEIVED, examine
from checks.subject import Subject
from extractors.advice.model import AdviceKind
from extractors.case import CaseFacts
from tests.checks.advice.build import case_of, report, row, section

EP = report(
    AdviceKind.EDUCATIONAL_PSYCHOLOGY, "Dr Helen Osgood", role="Educational Psychologist", date=dt.date(2026, 7, 10)
)
SALT = report(
    AdviceKind.SPEECH_LANGUAGE, "Kirsty Balfour", role="Speech and Language Therapist", date=dt.date(2026, 6, 11)
)
SCHOOL = report(AdviceKind.SCHOOL, "Angela Thorne", role="SENCo", date=dt.date(2026, 6, 19))
EP_ROW = row("Educational psychology advice", "Dr Helen Osgood", "Educational Psychologist", dt.date(2026, 7, 10))
SALT_ROW = row("Speech and language therapy", "K. Balfour", "Therapist", dt.date(2026, 6, 11))
SCHOOL_ROW = row("School advice", "Mrs A Thorne", "SENCo", dt.date(2026, 6, 19))


def codes(subject: Subject) -> list[tuple[str, str]]:
    """What is found, without the kinds that are due and lacking."""
    return [(f.check, f.quote) for f in examine(subject).findings if f.check != MISSING]


def test_every_report_listed_with_author_and_day_gives_no_finding() -> None:
    assert codes(case_of(EP, SALT, SCHOOL, listed=(EP_ROW, SALT_ROW, SCHOOL_ROW))) == []


def test_report_in_the_folder_and_not_in_the_list_is_found() -> None:
    assert codes(case_of(EP, SALT, listed=(EP_ROW,))) == [(NOT_LISTED, "speech_language advice")]


def test_row_without_its_report_is_found() -> None:
    ot = row("Occupational therapy report", "Lorna Fitch", "Occupational Therapist", dt.date(2026, 4, 1))
    assert codes(case_of(EP, listed=(EP_ROW, ot))) == [(NOT_RECEIVED, ot.text)]


def test_pre_printed_row_that_nobody_filled_in_is_no_report() -> None:
    empty = row("Social care advice", printed="NO")
    assert codes(case_of(EP, listed=(EP_ROW, empty))) == []


def test_report_asked_for_and_not_come_is_not_looked_for() -> None:
    awaited = row("Physiotherapy advice requested, not received", date=dt.date(2026, 6, 3))
    assert codes(case_of(EP, listed=(EP_ROW, awaited))) == []


def test_other_day_than_the_reports_own_is_found() -> None:
    wrong = row("Educational psychology advice", "Dr Helen Osgood", "Educational Psychologist", dt.date(2026, 6, 10))
    assert codes(case_of(EP, SALT, listed=(wrong, SALT_ROW))) == [(DIFFERS, wrong.text)]


def test_days_on_which_reports_came_in_are_not_their_dates() -> None:
    came = [
        row("Educational psychology advice", "Dr Helen Osgood", "YES", dt.date(2026, 7, 15)),
        row("Speech and language therapy", "Kirsty Balfour", "YES", dt.date(2026, 6, 16)),
        row("School advice", "Angela Thorne", "YES", dt.date(2026, 6, 22)),
    ]
    assert codes(case_of(EP, SALT, SCHOOL, listed=came)) == []


def test_other_author_than_the_reports_own_is_found() -> None:
    wrong = row("Educational psychology advice", "Dr Jane Merrow", "Educational Psychologist", dt.date(2026, 7, 10))
    assert codes(case_of(EP, SALT, listed=(wrong, SALT_ROW))) == [(DIFFERS, wrong.text)]


@pytest.mark.parametrize("name", ["Dr H. Osgood", "Helen Osgoode", "OSGOOD, Helen", "Ms Osgood"])
def test_a_name_written_otherwise_is_the_same_name(name: str) -> None:
    other = row("Educational psychology advice", name, "Educational Psychologist", dt.date(2026, 7, 10))
    assert codes(case_of(EP, listed=(other,))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Appendix 1: report of the Educational Psychologist (Helen Osgood) dated 10.7.26",
        "EP advice, Dr Osgood, 10th July 2026",
        "Educational Psychology Service, 10/07/2026",
        "Psychological advice",
    ],
)
def test_line_of_prose_lists_a_report(line: str) -> None:
    assert codes(case_of(EP, prose=line)) == []


def test_two_reports_of_one_kind_need_two_rows() -> None:
    second = report(AdviceKind.SCHOOL, "Gareth Pugh", role="Headteacher", date=dt.date(2026, 9, 16))
    assert codes(case_of(SCHOOL, second, listed=(SCHOOL_ROW,))) == [(NOT_LISTED, "school advice")]


def test_views_of_the_family_may_stand_in_section_a() -> None:
    views = row("Parents' views", "Claire Oakley", "Mother", dt.date(2026, 6, 30))
    assert codes(case_of(EP, listed=(EP_ROW, views))) == []


def test_plan_without_section_k_is_not_held_to_it() -> None:
    subject = case_of(EP)
    assert [f.check for f in examine(subject).findings if f.check == NOT_LISTED] in ([], [NOT_LISTED])


def missing(subject: Subject) -> list[str]:
    return [f.message for f in examine(subject).findings if f.check == MISSING]


def test_kinds_that_regulation_6_asks_for_and_nobody_gave_are_named() -> None:
    said = " ".join(missing(case_of(EP, SALT, SCHOOL, listed=(EP_ROW, SALT_ROW, SCHOOL_ROW))))
    assert "medical advice" in said
    assert "social care advice" in said
    assert "psychologist" not in said
    assert "school" not in said


def test_deaf_child_needs_the_advice_of_a_qualified_teacher() -> None:
    deaf = CaseFacts(primary_need="Hearing impairment")
    assert any("teacher of the deaf" in m for m in missing(case_of(EP, listed=(EP_ROW,), facts=deaf)))


def test_from_year_9_advice_on_adulthood_is_looked_for() -> None:
    old = case_of(EP, SCHOOL, listed=(EP_ROW, SCHOOL_ROW), birth=dt.date(2011, 3, 14))
    assert any("adulthood" in m for m in missing(old))
    assert not any("adulthood" in m for m in missing(case_of(EP, SCHOOL, listed=(EP_ROW, SCHOOL_ROW))))


def test_report_that_speaks_of_adult_life_is_advice_on_adulthood() -> None:
    college = report(
        AdviceKind.SCHOOL,
        "Leanne Driscoll",
        date=dt.date(2026, 6, 19),
        text=("Kyle wants a job and to live independently as an adult.",),
    )
    old = case_of(EP, college, listed=(EP_ROW,), birth=dt.date(2011, 3, 14))
    assert not any("adulthood" in m for m in missing(old))


@pytest.mark.parametrize(
    ("need", "due"),
    [
        ("Theo has a permanent hearing loss in both ears and wears two aids.", True),
        ("Theo has a vision impairment (nystagmus) and sees at six metres what others see at 36.", True),
        ("Theo had glue ear last winter and often says what.", False),
        ("Theo has no hearing impairment.", False),
    ],
)
def test_lasting_loss_of_sight_or_hearing_calls_for_a_qualified_teacher(need: str, due: bool) -> None:
    told = missing(case_of(EP, SCHOOL, listed=(EP_ROW, SCHOOL_ROW), needs=(need,)))
    assert any("teacher of the deaf" in message for message in told) is due


def test_answer_that_never_came_is_told_where_the_section_says_so_and_not_again() -> None:
    silent = section("D", "Social care advice was requested on 3 June 2026 and no response has been received.")
    told = missing(case_of(EP, SCHOOL, listed=(EP_ROW, SCHOOL_ROW), sections=(silent,)))
    assert not any("social care" in message for message in told)
    assert any("medical" in message for message in told)


def test_familys_own_conversation_is_no_report_that_has_to_lie_in_the_folder() -> None:
    own = row("Family conversation", "Ioana Lyle", "Mum and Dad", dt.date(2026, 6, 9))
    assert codes(case_of(EP, listed=(EP_ROW, own))) == []


def test_a_sentence_with_semicolons_lists_each_report() -> None:
    prose = (
        "The following advice was obtained: educational psychology advice by Dr Helen Osgood, dated 10 July 2026; "
        "speech and language therapy advice by Kirsty Balfour, dated 11 June 2026; and school advice by Mrs Angela Thorne, "
        "dated 19 June 2026."
    )
    assert codes(case_of(EP, SALT, SCHOOL, prose=prose)) == []


def test_a_job_in_the_place_of_the_author_tells_the_kind() -> None:
    rows = [
        row("1", "Educational psychologist", "", dt.date(2026, 7, 10)),
        row("2", "Paediatrician", "", dt.date(2026, 9, 24)),
        row("3", "Social worker, Disabled Children's Team", "", dt.date(2026, 9, 30)),
        row("4", "Head teacher, Canal Street Primary School", "", dt.date(2026, 9, 18)),
    ]
    found = examine(case_of(EP, listed=rows)).findings
    assert not [f for f in found if f.check in (MISSING, NOT_LISTED)]
