"""The queue: what comes in once stays once, and a case goes its way from waiting to signed off."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from checks.assessment import ChildEntry, FactsEntry
from moderation import queue
from moderation.database.engine import Database
from moderation.database.tables import Draft, Notice, StoredFile, Version
from moderation.errors import DeskError, NotFoundError, NotNowError, UnfinishedError
from moderation.queue import Filters
from moderation.settings import DeskSettings
from moderation.states import State
from tests.moderation.build import BROKEN, CHILD, NO_C, NOW, assessment, documents
from tests.moderation.conftest import Staff, staff
from tests.moderation.work import answer, answer_all, review_whole, start

OTHER_CHILD = ChildEntry(name="Piotr Lis", date_of_birth=dt.date(2010, 5, 4), year_group="Year 11")


def add(database: Database, who, *given, **more):
    with database.writing() as session:
        return queue.add_case(session, who, *given, **({"now": NOW} | more))


def state_of(database: Database, who, reference: str) -> State:
    with database.reading() as session:
        return State(queue.get_case(session, who, reference).state)


def test_the_same_documents_twice_make_one_entry(database: Database) -> None:
    who = staff(database).manager
    first = add(database, who, assessment(), documents())
    again = add(database, who, assessment("renamed folder"), {"plan.docx": documents()["plan.docx"]})
    assert (first.outcome, again.outcome) == ("new", "same")
    assert again.reference == first.reference
    with database.reading() as session:
        assert queue.list_cases(session, who).total == 1
        assert len(session.scalars(select(Draft)).all()) == 1


def test_a_new_draft_of_the_same_plan_is_a_new_version_with_what_changed(database: Database) -> None:
    who = staff(database).manager
    before = assessment(needs=("Mina finds reading hard.", "Mina tires easily."), findings=(BROKEN,))
    after = assessment("other folder", needs=("Mina finds reading very hard.", "Mina cannot swim."), score=4)
    first = add(database, who, before, documents("one"))
    second = add(database, who, after, documents("two"))
    assert second == replace(first, version=2, outcome="new_version")
    with database.reading() as session:
        case = queue.get_case(session, who, first.reference)
        changes = queue.newest_version(session, case).changes
    assert changes["sections"] == [{"section": "B", "added": 3, "removed": 2}]
    assert changes["needs"] == {"added": ["B2"], "removed": ["B2"], "reworded": [{"before": "B1", "after": "B1"}]}
    assert changes["findings"] == {"mended": {"thread.need_without_provision": 1}, "new": {}}
    assert changes["items"] == {
        "B": {
            "added": ["Mina cannot swim."],
            "gone": ["Mina tires easily."],
            "reworded": [{"before": "Mina finds reading hard.", "after": "Mina finds reading very hard."}],
        }
    }
    assert {"line": "A.aspirations.child_short", "before": 3, "after": 4} in changes["answers"]


def test_a_newer_program_drafts_known_documents_anew_and_keeps_the_old_draft(desk: Database, people_of: Staff) -> None:
    first = add(desk, people_of.manager, assessment(), documents())
    again = add(desk, people_of.manager, assessment(program="2.0", score=5), documents())
    assert again.outcome == "redrafted"
    with desk.reading() as session:
        case = queue.get_case(session, people_of.manager, first.reference)
        version = queue.newest_version(session, case)
        assert [d.versions["program"] for d in version.drafts] == ["1.0", "2.0"]
        assert queue.assessment_of(queue.newest_draft(session, version)).answers[0].answer == 5


def test_two_children_of_one_name_are_two_cases(desk: Database, people_of: Staff) -> None:
    twin = CHILD.model_copy(update={"date_of_birth": dt.date(2012, 1, 1)})
    first = add(desk, people_of.manager, assessment("a"), documents("a"))
    second = add(desk, people_of.manager, assessment("b", child=twin), documents("b"))
    assert first.reference != second.reference


def test_plans_that_do_not_name_their_child_are_never_taken_for_one_plan(desk: Database, people_of: Staff) -> None:
    first = add(desk, people_of.manager, assessment("plan", child=ChildEntry()), documents("a"))
    second = add(desk, people_of.manager, assessment("plan", child=ChildEntry()), documents("b"))
    assert first.reference != second.reference


def test_a_newer_draft_closes_the_review_of_the_older_and_keeps_its_answers(desk: Database, people_of: Staff) -> None:
    reference = add(desk, people_of.manager, assessment(), documents("one")).reference
    review = start(desk, people_of.moderator, reference)
    answer(desk, people_of.moderator, review, "A.history.brief", "2")
    add(desk, people_of.manager, assessment(score=4), documents("two"))
    with desk.reading() as session:
        kept = queue.get_review(session, people_of.moderator, review)
        assert (kept.state, [a.value for a in kept.answers]) == ("closed", ["2"])
    assert state_of(desk, people_of.moderator, reference) is State.QUEUED
    assert start(desk, people_of.moderator, reference) != review


def test_documents_and_their_bytes_are_kept_and_a_missing_one_is_refused(desk: Database, people_of: Staff) -> None:
    given = documents(advice=True) | {"unreadable.pdf": b"torn"}
    add(desk, people_of.manager, assessment(advice=True), given, outputs={"checklist.docx": b"form"})
    with desk.reading() as session:
        kept = {f.name: (f.role, f.content) for f in session.scalars(select(StoredFile))}
    assert kept == {
        "plan.docx": ("plan", b"plan one"),
        "advice.docx": ("advice", b"advice one"),
        "unreadable.pdf": ("other", b"torn"),
        "checklist.docx": ("output", b"form"),
    }
    with pytest.raises(DeskError, match="1 of the documents"):
        add(desk, people_of.manager, assessment(advice=True), documents("two"))


def test_what_could_not_be_assessed_waits_for_a_person_until_it_can_be(desk: Database, people_of: Staff) -> None:
    with desk.writing() as session:
        failed = queue.add_failure(
            session, people_of.manager, "case-1", documents(), code="case.no_plan", sentence="No plan here."
        )
    assert state_of(desk, people_of.moderator, failed.reference) is State.COULD_NOT_ASSESS
    with desk.reading() as session:
        heard = {(n.user.username, n.kind, n.reference) for n in session.scalars(select(Notice))}
    assert heard == {(m, "could_not_assess", failed.reference) for m in ("manager", "south")}
    again = add(desk, people_of.manager, assessment(), documents())
    assert (again.reference, again.outcome) == (failed.reference, "redrafted")
    assert state_of(desk, people_of.moderator, failed.reference) is State.QUEUED


def test_a_review_goes_from_waiting_to_signed_off(database: Database) -> None:
    people = staff(database)
    reference = add(database, people.manager, assessment(), documents()).reference
    seen = [state_of(database, people.manager, reference)]
    review = start(database, people.moderator, reference)
    seen.append(state_of(database, people.manager, reference))
    answer_all(database, people.moderator, review, 4)
    with database.writing() as session:
        queue.submit_review(session, people.moderator, review)
    seen.append(state_of(database, people.manager, reference))
    with database.writing() as session:
        queue.sign_off(session, people.manager, reference)
    seen.append(state_of(database, people.manager, reference))
    assert seen == [State.QUEUED, State.IN_REVIEW, State.SUBMITTED, State.SIGNED_OFF]


def test_a_review_with_open_lines_is_not_submitted_and_says_which(
    desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    answer(desk, people_of.moderator, review, "A.history.brief", "2")
    answer(desk, people_of.moderator, review, "A.history.comments", None, comment="Cannot tell from the text.")
    with desk.writing() as session, pytest.raises(UnfinishedError) as told:
        queue.submit_review(session, people_of.moderator, review)
    assert len(told.value.lines) == 62
    assert not {"A.history.brief", "A.history.comments"} & set(told.value.lines)


def test_a_case_in_review_is_nobody_elses(desk: Database, people_of: Staff, waiting: str) -> None:
    mine = start(desk, people_of.moderator, waiting)
    with pytest.raises(NotNowError, match="Somebody else"):
        start(desk, people_of.second, waiting)
    assert start(desk, people_of.moderator, waiting) == mine


def test_an_overdue_lease_comes_back_and_its_answers_are_kept(database: Database) -> None:
    people = staff(database)
    reference = add(database, people.manager, assessment(), documents()).reference
    review = start(database, people.moderator, reference)
    answer(database, people.moderator, review, "A.history.brief", "2")
    late = NOW + dt.timedelta(hours=4, minutes=1)
    with database.writing() as session:
        assert queue.lapse_overdue(session, now=late) == 1
    assert state_of(database, people.moderator, reference) is State.QUEUED
    assert start(database, people.moderator, reference, now=late) == review
    with database.reading() as session:
        assert [a.value for a in queue.get_review(session, people.moderator, review).answers] == ["2"]


def test_a_lease_that_is_worked_on_does_not_run_out(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    later = NOW + dt.timedelta(hours=3)
    answer(desk, people_of.moderator, review, "A.history.brief", "2", now=later)
    with desk.writing() as session:
        assert queue.lapse_overdue(session, now=NOW + dt.timedelta(hours=5)) == 0


def test_a_case_given_to_one_moderator_is_not_taken_by_another(desk: Database, people_of: Staff, waiting: str) -> None:
    with desk.writing() as session:
        queue.assign(session, people_of.manager, waiting, people_of.second.id)
    with pytest.raises(NotNowError, match="given to somebody else"):
        start(desk, people_of.moderator, waiting)
    start(desk, people_of.second, waiting)


def test_a_case_cannot_be_given_to_a_writer(desk: Database, people_of: Staff, waiting: str) -> None:
    with desk.writing() as session, pytest.raises(NotFoundError):
        queue.assign(session, people_of.manager, waiting, people_of.writer.id)


def test_a_returned_case_says_why_and_comes_again_as_a_new_version(desk: Database, people_of: Staff) -> None:
    reference = add(desk, people_of.writer, assessment(), documents("one")).reference
    start(desk, people_of.moderator, reference)
    with desk.writing() as session:
        queue.return_to_author(session, people_of.moderator, reference, reason="Section F gives no amounts.")
    with desk.reading() as session:
        case = queue.get_case(session, people_of.writer, reference)
        assert (case.state, case.state_reason) == ("returned", "Section F gives no amounts.")
    assert add(desk, people_of.writer, assessment(score=5), documents("two")).version == 2
    assert state_of(desk, people_of.moderator, reference) is State.QUEUED


def test_a_case_is_not_returned_without_a_reason_or_by_somebody_who_does_not_read_it(
    desk: Database, people_of: Staff, waiting: str
) -> None:
    with desk.writing() as session, pytest.raises(NotNowError):
        queue.return_to_author(session, people_of.moderator, waiting, reason="Too short.")
    start(desk, people_of.moderator, waiting)
    with desk.writing() as session, pytest.raises(DeskError, match="reason"):
        queue.return_to_author(session, people_of.moderator, waiting, reason=" ")


def test_what_may_not_follow_is_refused(desk: Database, people_of: Staff, waiting: str) -> None:
    with desk.writing() as session, pytest.raises(NotNowError, match="Waiting for review"):
        queue.sign_off(session, people_of.manager, waiting)


def test_the_panel_signs_for_each_agency_after_the_team(desk: Database, people_of: Staff, waiting: str) -> None:
    with desk.writing() as session, pytest.raises(NotNowError):
        queue.sign_at_panel(session, people_of.manager, waiting, agency="education")
    review_whole(desk, people_of.moderator, waiting)
    with desk.writing() as session:
        case = queue.sign_off(session, people_of.manager, waiting)
        assert queue.panel_left(session, case) == ("education", "health", "social_care")
        queue.sign_at_panel(session, people_of.second, waiting, agency="health")
        assert queue.panel_left(session, case) == ("education", "social_care")
    with desk.writing() as session, pytest.raises(DeskError, match="own agency"):
        queue.sign_at_panel(session, people_of.second, waiting, agency="education")


def test_a_draft_that_a_writer_tries_out_is_in_nobodys_queue_until_sent(desk: Database, people_of: Staff) -> None:
    tried = add(desk, people_of.writer, assessment(), documents(), send=False)
    with desk.reading() as session:
        assert queue.list_cases(session, people_of.manager).total == 0
        for stranger in (people_of.manager, people_of.other_writer, people_of.moderator):
            with pytest.raises(NotFoundError):
                queue.get_case(session, stranger, tried.reference)
    # Another writer who tries the same documents learns nothing of it.
    assert add(desk, people_of.other_writer, assessment(), documents(), send=False).outcome == "new"
    with desk.writing() as session:
        sent = queue.send_to_queue(session, people_of.writer, tried.reference, now=NOW)
    assert state_of(desk, people_of.moderator, sent.reference) is State.QUEUED
    with desk.reading() as session:
        with pytest.raises(NotFoundError):
            queue.get_case(session, people_of.writer, tried.reference)
        assert len(session.scalars(select(Version)).all()) == 2


def test_the_list_shows_what_needs_a_person_most_first_and_overdue_before_all(desk: Database, people_of: Staff) -> None:
    def child(number: int) -> ChildEntry:
        return ChildEntry(name=f"Child {number}", date_of_birth=dt.date(2015, 1, number))

    settings = DeskSettings(review_within_days=14)
    order = []
    for number, (findings, days) in enumerate([((), 0), ((BROKEN,), 0), ((NO_C,), 0), ((), 20)], 1):
        made = assessment(f"c{number}", child=child(number), findings=findings)
        order.append(
            add(desk, people_of.manager, made, documents(str(number)), settings=settings, now=NOW - dt.timedelta(days))
        )
    with desk.reading() as session:
        shown = [row.reference for row in queue.list_cases(session, people_of.moderator, now=NOW).rows]
    assert shown == [order[i].reference for i in (3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"a", "b"}),
        (Filters(team="South"), {"b"}),
        (Filters(coordinator="Jo Field"), {"a"}),
        (Filters(need="Autism"), {"b"}),
        (Filters(placement="Special school"), {"b"}),
        (Filters(age_group="16 to 25"), {"b"}),
        (Filters(missing_c_d=True), {"b"}),
        (Filters(broken_thread=True), {"a"}),
        (Filters(low_confidence=True), {"b"}),
        (Filters(overdue=True), {"b"}),
        (Filters(states=(State.SIGNED_OFF,)), set()),
        (Filters(states=(State.QUEUED,)), {"a", "b"}),
        (Filters(assigned="nobody"), {"b"}),
        (Filters(assigned="me"), {"a"}),
        (Filters(team="South", broken_thread=True), set()),
        (Filters(text="zz%_"), set()),
    ],
    ids=str,
)
def test_each_filter_keeps_the_cases_it_names(
    desk: Database, people_of: Staff, filters: Filters, found: set[str]
) -> None:
    a = add(desk, people_of.manager, assessment("a", findings=(BROKEN,)), documents("a"))
    south = FactsEntry(team="South", coordinator="Di Moss", primary_need="Autism", placement_type="Special school")
    b = assessment("b", child=OTHER_CHILD, findings=(NO_C,), facts=south, confidence=0.4)
    add(desk, people_of.south_manager, b, documents("b"), now=NOW - dt.timedelta(days=30))
    with desk.writing() as session:
        queue.assign(session, people_of.manager, a.reference, people_of.moderator.id)
    with desk.reading() as session:
        page = queue.list_cases(session, people_of.moderator, filters, now=NOW)
    assert {row.source_name for row in page.rows} == found
    assert page.total == len(found)


def test_the_filters_offer_the_values_that_occur(desk: Database, people_of: Staff) -> None:
    add(desk, people_of.manager, assessment(), documents())
    with desk.reading() as session:
        offered = queue.choices(session, people_of.moderator)
    assert (offered.teams, offered.coordinators, offered.needs) == (("North",), ("Jo Field",), ())
    assert offered.age_groups == ("5 to 10",)


def test_who_may_be_the_second_reader_does_not_see_the_first_s_answers_beforehand(
    desk: Database, people_of: Staff, waiting: str
) -> None:
    first = review_whole(desk, people_of.moderator, waiting)
    with desk.writing() as session:
        queue.ask_second_review(session, people_of.manager, waiting, now=NOW)
    with desk.reading() as session:
        assert queue.reviews_of(session, people_of.second, waiting) == []
        with pytest.raises(NotFoundError):
            queue.get_review(session, people_of.second, first)
        assert [r.id for r in queue.reviews_of(session, people_of.manager, waiting)] == [first]
        assert queue.get_review(session, people_of.moderator, first).id == first
