"""The page that asks about a pack's words: each is left or replaced by a person, and no pack is made before."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from checks.assessment import Assessment, FactsEntry
from moderation import audit, queue, retention, rounds
from moderation.anonymise import AnonymousCase, Answered, Choice, Question
from moderation.database.engine import Database
from moderation.database.tables import PackQuestion, StayingWords
from moderation.errors import NotFoundError
from moderation.permissions import COMMAND_LINE, Actor
from moderation.rounds import packs
from tests.moderation.build import CHILD, NOW, assessment, documents
from tests.moderation.conftest import Staff
from tests.moderation.web.conftest import Browser

QUESTIONS = (
    Question("pickle", "Pickle", "name or place", (("plan.docx", "Pickle sleeps on <b>his</b> bed."),)),
    Question("the hub", "The Hub", "name or place", tuple(("plan.docx", f"At The Hub {n}.") for n in range(5))),
)


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> list[Answered]:
    """In place of the anonymiser one that asks two questions of every plan; what it was told was answered."""
    told: list[Answered] = []

    def anonymous(code: str, known: Assessment, given: object, *, answered: Answered, **more: object) -> AnonymousCase:
        told.append(answered)
        left = tuple(q for q in QUESTIONS if q.key not in answered.choices and q.key not in answered.stay)
        return AnonymousCase(code, {"plan.docx": b"Child reads."}, known, {"Child": ["Amina"]}, left)

    monkeypatch.setattr(packs, "anonymise_case", anonymous)
    return told


@pytest.fixture
def drawn(desk: Database, people_of: Staff, asking: list[Answered]) -> int:
    """A round of two plans, one of the South's."""
    with desk.writing() as session:
        for team in ("North", "South"):
            child = CHILD.model_copy(update={"name": f"Amina {team}"})
            case = assessment(team, child=child, facts=FactsEntry(team=team))
            queue.add_case(session, COMMAND_LINE, case, documents(team), now=NOW)
        return rounds.draw_round(session, people_of.lead, "1a", size=2, among="assessed", seed=7, now=NOW).id


@pytest.fixture
def lead(people_of: Staff, browser_of: Callable[[Actor], Browser]) -> Browser:
    return browser_of(people_of.lead)


def numbers(desk: Database, people_of: Staff, drawn: int) -> dict[str, int]:
    with desk.reading() as session:
        return {a.words: a.number for a in rounds.questions_of(session, people_of.lead, drawn).asked}


def test_the_pack_asks_and_is_given_once_every_word_has_its_answer(
    desk: Database, people_of: Staff, lead: Browser, drawn: int, asking: list[Answered]
) -> None:
    asked = lead.post(f"/rounds/{drawn}/pack")
    assert asked.location == f"/rounds/{drawn}/words"
    page = lead.text(asked.location)
    assert "2 words in it may say who somebody is" in page
    assert "<mark>Pickle</mark> sleeps on &lt;b&gt;his&lt;/b&gt; bed." in page
    assert "7 more places" in page  # five in each of two plans, three shown
    number = numbers(desk, people_of, drawn)
    lead.post(f"/rounds/{drawn}/words", {f"choice-{number['Pickle']}": "person"})
    assert "1 still to answer" in lead.text(f"/rounds/{drawn}/words")
    assert lead.post(f"/rounds/{drawn}/pack").status_code == 302
    lead.post(f"/rounds/{drawn}/words", {f"choice-{number['The Hub']}": "leave"})
    assert "Nothing waits for an answer." in lead.text(f"/rounds/{drawn}/words")
    pack = lead.post(f"/rounds/{drawn}/pack")
    assert (pack.status_code, pack.mimetype) == (200, "application/zip")
    assert asking[-1].choices == {"pickle": Choice.PERSON, "the hub": Choice.LEAVE}
    assert asking[-1].words == {"pickle": "Pickle", "the hub": "The Hub"}


def test_an_answer_can_be_changed_and_each_is_in_the_log_without_the_word(
    desk: Database, people_of: Staff, lead: Browser, drawn: int
) -> None:
    lead.post(f"/rounds/{drawn}/pack")
    number = numbers(desk, people_of, drawn)["Pickle"]
    for answer in ("leave", "leave", "club"):
        lead.post(f"/rounds/{drawn}/words", {f"choice-{number}": answer})
    with desk.reading() as session:
        entries = audit.entries(session, people_of.administrator, subject=f"round:{drawn}")[0]
        told = [e for e in entries if e.action == "pack.answered"]
        assert [(e.details["plan"], e.details["choice"]) for e in reversed(told)] == [
            ("Plan 1", "leave"), ("Plan 2", "leave"), ("Plan 1", "club"), ("Plan 2", "club"),
        ]  # fmt: skip
        digests = {e.details["digest"] for e in told}
        assert len(digests) == 2  # the same word in two plans has two salts: nobody can look a name up
        assert "ickle" not in "".join(str(e.details) for e in entries)
        assert audit.verify(session).holds


def test_words_of_the_authority_s_own_stay_in_every_pack_until_they_are_asked_about_again(
    desk: Database, people_of: Staff, lead: Browser, drawn: int, asking: list[Answered]
) -> None:
    lead.post(f"/rounds/{drawn}/pack")
    lead.post(f"/rounds/{drawn}/words", {f"choice-{numbers(desk, people_of, drawn)['The Hub']}": "always"})
    lead.post("/rounds/words", {"words": "  Early   Help Hub "})
    assert "Early Help Hub" in lead.text("/rounds/words")
    lead.post(f"/rounds/{drawn}/pack")
    assert asking[-1].stay == {"the hub", "early help hub"}
    with desk.reading() as session:
        kept = session.scalars(select(StayingWords.id).where(StayingWords.key == "the hub")).one()
    lead.post("/rounds/words", {"remove": str(kept)})
    assert "The Hub" not in lead.text("/rounds/words")
    lead.post("/rounds/words", {"words": " – "})
    assert "Write the word or words that may stay" in lead.text("/rounds/words")


def test_a_question_of_a_plan_that_is_not_theirs_to_see_is_counted_and_not_shown(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], lead: Browser, drawn: int
) -> None:
    lead.post(f"/rounds/{drawn}/pack")
    north = browser_of(people_of.manager)
    page = north.text(f"/rounds/{drawn}/words")
    with desk.reading() as session:
        made = rounds.get_round(session, people_of.lead, drawn)
        mine, other = sorted((p.code for p in made.plans), key=lambda c: "North" not in _team(made, c))
    assert f"{mine}, plan.docx" in page
    assert f"{other}, plan.docx" not in page
    assert f"{other}: 2" in page
    with desk.reading() as session:
        own = {a.number for a in rounds.questions_of(session, people_of.manager, drawn).asked}
        others = {q.id for q in session.scalars(select(PackQuestion))} - own
    assert north.post(f"/rounds/{drawn}/words", {f"choice-{n}": "leave" for n in others}).status_code == 404
    north.post(f"/rounds/{drawn}/words", {f"choice-{n}": "leave" for n in own})
    with desk.reading() as session:
        left = session.scalars(select(PackQuestion).where(PackQuestion.choice == "")).all()
        assert len(left) == 2  # those of the other team's plan wait
    assert north.post(f"/rounds/{drawn}/pack").status_code == 302


def _team(made: object, code: str) -> str:
    return next(p.case.team for p in made.plans if p.code == code)


def test_what_was_answered_goes_with_the_case_and_a_guessed_number_does_nothing(
    desk: Database, people_of: Staff, lead: Browser, drawn: int
) -> None:
    lead.post(f"/rounds/{drawn}/pack")
    with desk.writing() as session, pytest.raises(NotFoundError):
        rounds.decide(session, people_of.lead, drawn, 4711, Choice.LEAVE)
    assert lead.post(f"/rounds/{drawn}/words", {"choice-x": "leave"}).status_code == 400
    assert lead.post(f"/rounds/{drawn}/words", {"choice-1": "perhaps"}).status_code == 400
    with desk.writing() as session:
        for plan in rounds.get_round(session, people_of.lead, drawn).plans:
            retention.erase_case(session, people_of.administrator, plan.reference, reason="asked", now=NOW)
    with desk.reading() as session:
        assert session.scalars(select(PackQuestion)).all() == []
