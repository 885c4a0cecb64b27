"""Answers: saved one by one, never lost, some given before the draft is seen."""

import datetime as dt
import threading

import pytest

from moderation import queue
from moderation.answers import AnswerChangedError, hidden_lines, review_lines, save_answer
from moderation.database.engine import Database
from moderation.errors import DeskError, NotFoundError, NotNowError
from moderation.forms import form_lines, plan_form
from tests.moderation.build import NOW, assessment, documents
from tests.moderation.conftest import Staff, staff
from tests.moderation.work import answer, review_whole, start

LINE = "A.history.brief"


def lines_of(database: Database, who, review: int):
    with database.reading() as session:
        return {(x.form, x.line): x for x in review_lines(session, who, review)}


def seen_line(database: Database, who, review: int, *, hidden: bool) -> str:
    return next(x.line for x in lines_of(database, who, review).values() if x.hidden is hidden and x.form == "ehcp")


def test_a_review_has_every_line_of_the_plan_and_of_each_advice(desk: Database, people_of: Staff, waiting: str) -> None:
    lines = lines_of(desk, people_of.moderator, start(desk, people_of.moderator, waiting))
    assert len([k for k in lines if k[0] == "ehcp"]) == 64
    assert len([k for k in lines if k[0] == "advice:1"]) == 19


def test_about_an_eighth_of_the_lines_hide_their_draft_the_same_ones_each_time(
    desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    first = {k for k, x in lines_of(desk, people_of.moderator, review).items() if x.hidden}
    assert len(first) == round(0.12 * 64) + round(0.12 * 19)
    assert first == {k for k, x in lines_of(desk, people_of.moderator, review).items() if x.hidden}


def test_another_seed_hides_other_lines_and_every_line_has_its_turn() -> None:
    lines = [line.id for line in plan_form().lines]
    drawn = [hidden_lines(seed, 0.12, "ehcp", lines) for seed in range(200)]
    assert len(set(drawn)) > 190
    assert frozenset(lines) == frozenset().union(*drawn)


def test_a_hidden_draft_is_shown_once_the_line_is_answered(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    line = seen_line(desk, people_of.moderator, review, hidden=True)
    before = lines_of(desk, people_of.moderator, review)["ehcp", line]
    assert before.draft is None
    with desk.writing() as session:
        commented = save_answer(session, people_of.moderator, review, "ehcp", line, value=None, comment="Hm.", now=NOW)
    assert commented.hidden  # a comment alone answers nothing
    value = "no" if plan_form().lines and line in _yes_no() else "2"
    with desk.writing() as session:
        after = save_answer(
            session, people_of.moderator, review, "ehcp", line, value=value, expected_revision=1, now=NOW
        )
    assert (after.hidden, after.draft.line) == (False, line)


def _yes_no() -> set[str]:
    return {x.id for x in plan_form().lines if x.kind == "yes_no"}


def test_what_was_answered_unled_is_kept_when_the_answer_is_changed(
    desk: Database, people_of: Staff, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    hidden = [x.line for x in lines_of(desk, people_of.moderator, review).values() if x.hidden and x.form == "ehcp"]
    line = next(x for x in hidden if x not in _yes_no())
    answer(desk, people_of.moderator, review, line, "1")
    answer(desk, people_of.moderator, review, line, "3", expected_revision=1)
    with desk.reading() as session:
        kept = queue.get_review(session, people_of.moderator, review).answers[0]
        assert (kept.first_value, kept.value, kept.saw_draft, kept.draft_value) == ("1", "3", False, "3")


def test_an_answer_stands_beside_the_draft_and_the_draft_stays(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    answer(desk, people_of.moderator, review, LINE, "1", comment="Nothing on home.")
    line = lines_of(desk, people_of.moderator, review)["ehcp", LINE]
    assert (line.value, line.comment, line.draft.answer) == ("1", "Nothing on home.", 3)


@pytest.mark.parametrize(
    ("line", "value"),
    [(LINE, "0"), (LINE, "6"), (LINE, "yes"), (LINE, "3.5"), ("A.communication.how", "3"), (LINE, "")],
)
def test_a_value_that_the_line_does_not_take_is_refused(
    desk: Database, people_of: Staff, waiting: str, line: str, value: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    with pytest.raises(DeskError, match="Choose one"):
        answer(desk, people_of.moderator, review, line, value)


def test_advice_may_score_nought(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    with desk.writing() as session:
        saved = save_answer(
            session, people_of.moderator, review, "advice:1", "process.reasons", value="0", settings=_plain(), now=NOW
        )
    assert saved.value == "0"


def _plain():
    from moderation.settings import DEFAULTS

    return DEFAULTS


@pytest.mark.parametrize(("form", "line"), [("advice:7", "process.reasons"), ("ehcp", "no.such"), ("other", LINE)])
def test_a_line_that_the_case_does_not_have_is_not_found(
    desk: Database, people_of: Staff, waiting: str, form: str, line: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    with desk.writing() as session, pytest.raises(NotFoundError):
        save_answer(session, people_of.moderator, review, form, line, value="3")


def test_the_same_line_from_two_devices_overwrites_nothing(database: Database) -> None:
    people = staff(database)
    with database.writing() as session:
        reference = queue.add_case(session, people.manager, assessment(), documents(), now=NOW).reference
    review = start(database, people.moderator, reference)
    answer(database, people.moderator, review, LINE, "2", comment="from the office")
    with pytest.raises(AnswerChangedError) as told:
        answer(database, people.moderator, review, LINE, "4", comment="from home")
    assert (told.value.standing.value, told.value.standing.comment) == ("2", "from the office")
    assert answer(database, people.moderator, review, LINE, "4", expected_revision=told.value.standing.revision) == 2


def test_saving_again_what_stands_is_no_change(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    assert answer(desk, people_of.moderator, review, LINE, "2") == 1
    assert answer(desk, people_of.moderator, review, LINE, "2") == 1


def test_an_answer_saved_after_the_lease_ran_out_is_not_lost(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    late = NOW + dt.timedelta(hours=5)
    with desk.writing() as session:
        queue.lapse_overdue(session, now=late)
    assert answer(desk, people_of.moderator, review, LINE, "2", now=late) == 1


def test_a_submitted_review_takes_no_more_answers(desk: Database, people_of: Staff, waiting: str) -> None:
    review = review_whole(desk, people_of.moderator, waiting)
    with pytest.raises(NotNowError):
        answer(desk, people_of.moderator, review, LINE, "2", expected_revision=1)


def test_nobody_answers_in_anothers_review(desk: Database, people_of: Staff, waiting: str) -> None:
    review = start(desk, people_of.moderator, waiting)
    with pytest.raises(NotFoundError):
        answer(desk, people_of.second, review, LINE, "2")


def test_twenty_writers_at_once_lose_nothing(database: Database) -> None:
    people = staff(database)
    reviews = []
    for number in range(4):
        with database.writing() as session:
            made = assessment(
                f"c{number}", child=assessment().plan.child.model_copy(update={"name": f"Child {number}"})
            )
            case = queue.add_case(session, people.manager, made, documents(str(number)), now=NOW)
        reviews.append(start(database, people.moderator, case.reference))
    wanted = [(review, line) for review in reviews for line in form_lines("ehcp", assessment())[:25]]
    gate, failures = threading.Barrier(20), []

    def save(share) -> None:
        gate.wait()
        for review, line in share:
            value = "yes" if line in _yes_no() else "2"
            try:
                answer(database, people.moderator, review, line, value, comment=f"{review} {line}")
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=save, args=(wanted[n::20],)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.reading() as session:
        from moderation import audit

        kept = {(r, a.line): a.comment for r in reviews for a in queue.get_review(session, people.moderator, r).answers}
        assert audit.verify(session).holds
    assert kept == {(review, line): f"{review} {line}" for review, line in wanted}


def test_twenty_savers_of_one_line_leave_one_answer_and_tell_the_rest(database: Database) -> None:
    people = staff(database)
    with database.writing() as session:
        reference = queue.add_case(session, people.manager, assessment(), documents(), now=NOW).reference
    review = start(database, people.moderator, reference)
    gate, told = threading.Barrier(20), []

    def save(number: int) -> None:
        gate.wait()
        try:
            answer(database, people.moderator, review, LINE, "2", comment=f"device {number}")
            told.append(number)
        except AnswerChangedError as error:
            told.append(error.standing.comment)

    threads = [threading.Thread(target=save, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = [t for t in told if isinstance(t, int)]
    assert len(winner) == 1
    assert [t for t in told if isinstance(t, str)] == [f"device {winner[0]}"] * 19
