"""The framework's rounds: drawn at random, alike the plans they stand for, and repeatable to the letter."""

import datetime as dt
import random
from collections import Counter

import pytest
from sqlalchemy import select

from checks.assessment import ChildEntry, FactsEntry
from moderation import audit, queue, rounds
from moderation.database.engine import Database
from moderation.database.tables import Case, Notice
from moderation.errors import DeskError, NotPermittedError
from moderation.rounds.drawing import Candidate
from moderation.settings import DeskSettings
from tests.moderation.build import NOW, assessment, documents
from tests.moderation.conftest import Staff, staff
from tests.moderation.work import review_whole

NEEDS = ("Autism", "Speech, language and communication", "Social, emotional and mental health", "Learning")
PLACES = ("Mainstream", "Mainstream", "Mainstream", "Special school", "Resourced provision")
AGES = ("Under 5", "5 to 10", "5 to 10", "11 to 15", "11 to 15", "16 to 25")


def plans(number: int, seed: int = 1) -> list[Candidate]:
    """Plans whose age, need and placement are mixed by chance."""
    chance = random.Random(seed)
    return [
        Candidate(f"GT-{i:04}", i, chance.choice(AGES), chance.choice(NEEDS), chance.choice(PLACES))
        for i in range(number)
    ]


def put(database: Database, people: Staff, number: int, *, signed: bool = False) -> list[str]:
    """So many plans on the desk, of different children, reviewed and signed off where they should be."""
    references = []
    for i in range(number):
        child = ChildEntry(name=f"Child {i}", date_of_birth=dt.date(2004 + i % 18, 1, 1))
        facts = FactsEntry(team="North", primary_need=NEEDS[i % 4], placement_type=PLACES[i % 5])
        made = assessment(f"case-{i}", child=child, facts=facts)
        with database.writing() as session:
            references.append(queue.add_case(session, people.manager, made, documents(str(i)), now=NOW).reference)
        if signed:
            review_whole(database, people.moderator, references[-1])
            with database.writing() as session:
                queue.sign_off(session, people.manager, references[-1], now=NOW)
    return references


def test_the_same_seed_draws_the_same_plans_in_whatever_order_the_list_stands() -> None:
    population = plans(60)
    first = rounds.draw(population, 6, 20261124)
    assert rounds.draw(population[::-1], 6, 20261124) == first
    assert [p.reference for p in first.plans] == ["GT-0036", "GT-0039", "GT-0012", "GT-0032", "GT-0006", "GT-0058"]
    assert rounds.draw(population, 6, 20261125) != first
    assert rounds.frame_hash(population[::-1]) == rounds.frame_hash(population)
    assert rounds.frame_hash(population[1:]) != rounds.frame_hash(population)


def test_six_plans_show_every_age_group_need_and_placement_that_is_not_rare() -> None:
    seen = Counter()
    for seed in range(30):
        drawn = rounds.draw(plans(120, seed), 6, seed).plans
        seen["ages"] += len({p.age_group for p in drawn}) == 4
        seen["needs"] += len({p.primary_need for p in drawn}) == 4
        seen["placements"] += len({p.placement_type for p in drawn}) == 3
    assert min(seen.values()) == 30
    # A draw that does not look at them misses some of them most of the time.
    blind = Counter()
    for seed in range(30):
        drawn = random.Random(seed).sample(plans(120, seed), 6)
        blind["all"] += (
            len({p.age_group for p in drawn}) == 4
            and len({p.primary_need for p in drawn}) == 4
            and len({p.placement_type for p in drawn}) == 3
        )
    assert blind["all"] < 15


def test_no_plan_is_favoured_by_where_it_stands() -> None:
    alike = [Candidate(f"GT-{i:02}", i) for i in range(12)]
    drawn = Counter(p.reference for seed in range(600) for p in rounds.draw(alike, 6, seed).plans)
    # Each is drawn in half of 600 draws: 300, give or take five standard deviations of 12.
    assert len(drawn) == 12
    assert all(240 < n < 360 for n in drawn.values())


@pytest.mark.parametrize("size", [0, 13])
def test_a_sample_larger_than_the_plans_or_of_none_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="sample"):
        rounds.draw(plans(12), size, 1)


def test_a_quarters_sample_is_kept_told_and_can_be_drawn_again(database: Database) -> None:
    people = staff(database)
    put(database, people, 8, signed=True)
    with database.writing() as session:
        made = rounds.draw_round(session, people.manager, "2b", seed=7, now=NOW)
        number = made.id
        assert (made.step, made.period, made.size, made.among) == ("2b", "2026-Q4", 6, "signed_off")
        assert [p.code for p in made.plans] == [f"Plan {n}" for n in range(1, 7)]
    with database.reading() as session:
        again = rounds.repeat_draw(session, people.lead, number)
        assert again.same
        kept = rounds.get_round(session, people.lead, number)
        assert again.references == tuple(p.reference for p in kept.plans)
        entry = audit.entries(session, people.administrator, subject=f"round:{number}")[0][0]
        assert entry.details["frame"] == kept.frame_hash == rounds.frame_hash(rounds.population_of(kept))
        assert entry.details["seed"] == 7
        told = Counter(n.user.username for n in session.scalars(select(Notice).where(Notice.kind == "sample_drawn")))
        assert set(told) == {"moderator", "second", "manager", "south", "lead"}


def test_a_draw_that_was_tampered_with_does_not_repeat(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 8)
    with desk.writing() as session:
        number = rounds.draw_round(session, people_of.manager, "1a", seed=7, now=NOW).id
    with desk.writing() as session:
        made = rounds.get_round(session, people_of.manager, number)
        made.population = [e | {"age_group": "Under 5"} if i == 0 else e for i, e in enumerate(made.population)]
    with desk.reading() as session:
        assert not rounds.repeat_draw(session, people_of.manager, number).same


def test_a_period_is_drawn_once_and_no_plan_twice_in_a_row(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 5)
    with desk.writing() as session:
        first = {p.reference for p in rounds.draw_round(session, people_of.manager, "1a", now=NOW).plans}
    with desk.writing() as session, pytest.raises(DeskError, match="have been drawn"):
        rounds.draw_round(session, people_of.manager, "1a", now=NOW)
    later = NOW + dt.timedelta(weeks=6)
    with desk.writing() as session:
        second = {p.reference for p in rounds.draw_round(session, people_of.manager, "1a", now=later).plans}
    assert len(first) == len(second) == 2
    assert not first & second
    with desk.writing() as session, pytest.raises(DeskError, match="only 1 assessed plans"):
        rounds.draw_round(session, people_of.manager, "1a", now=later + dt.timedelta(weeks=6))


def test_a_sample_is_of_final_plans_unless_said_otherwise_and_never_under_six(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 7)
    with desk.writing() as session:
        with pytest.raises(DeskError, match="only 0 signed-off plans"):
            rounds.draw_round(session, people_of.manager, "2b", now=NOW)
        with pytest.raises(DeskError, match="at least 6"):
            rounds.draw_round(session, people_of.manager, "2b", size=5, among="assessed", now=NOW)
        more = DeskSettings(sample_size=7)
        made = rounds.draw_round(session, people_of.manager, "2b", among="assessed", settings=more, now=NOW)
        assert made.size == 7


def test_what_a_writer_tries_out_is_never_drawn(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 2)
    hidden = assessment("tried", child=ChildEntry(name="Somebody Else"))
    with desk.writing() as session:
        tried = queue.add_case(session, people_of.writer, hidden, documents("tried"), send=False, now=NOW).reference
        references = {c.reference for c in rounds.frame(session, "1a", among="assessed")}
    assert tried not in references
    assert len(references) == 2


def test_only_managers_and_leads_draw(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 3)
    for actor in (people_of.writer, people_of.moderator, people_of.administrator):
        with desk.writing() as session, pytest.raises(NotPermittedError):
            rounds.draw_round(session, actor, "1a", now=NOW)
    with desk.reading() as session, pytest.raises(NotPermittedError):
        rounds.list_rounds(session, people_of.writer)


@pytest.mark.parametrize(
    ("step", "day", "period", "until"),
    [
        ("2b", dt.date(2026, 11, 24), "2026-Q4", dt.date(2026, 12, 31)),
        ("2b", dt.date(2027, 1, 1), "2027-Q1", dt.date(2027, 3, 31)),
        ("1a", dt.date(2024, 1, 1), "2024-01-01", dt.date(2024, 2, 11)),
        ("1a", dt.date(2024, 2, 11), "2024-01-01", dt.date(2024, 2, 11)),
        ("1a", dt.date(2024, 2, 12), "2024-02-12", dt.date(2024, 3, 24)),
    ],
)
def test_periods_follow_each_other_without_a_gap(step: str, day: dt.date, period: str, until: dt.date) -> None:
    assert rounds.period_of(step, day) == period
    from moderation.rounds.periods import last_day

    assert last_day(step, period) == until


@pytest.mark.parametrize(("step", "period"), [("2b", "2026-Q5"), ("2b", "autumn"), ("1a", "2024-01-08"), ("1a", "x")])
def test_what_is_no_period_is_refused(desk: Database, people_of: Staff, step: str, period: str) -> None:
    with desk.writing() as session, pytest.raises(DeskError, match="period"):
        rounds.draw_round(session, people_of.manager, step, period=period, now=NOW)


def test_a_round_that_is_due_is_told_until_it_is_drawn(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 3)
    with desk.writing() as session:
        assert [d.step for d in rounds.due_rounds(session, NOW.date())] == ["1a", "2b"]
        rounds.draw_round(session, people_of.manager, "1a", now=NOW)
        assert [d.step for d in rounds.due_rounds(session, NOW.date())] == ["2b"]


def test_how_far_a_round_has_come_is_told(desk: Database, people_of: Staff) -> None:
    put(desk, people_of, 3)
    with desk.writing() as session:
        made = rounds.draw_round(session, people_of.manager, "1a", now=NOW)
        number, drawn = made.id, made.plans[0].reference
    review_whole(desk, people_of.moderator, drawn)
    with desk.writing() as session:
        made = rounds.get_round(session, people_of.manager, number)
        assert rounds.standing(session, made) == rounds.Standing(2, 1, 0)
        other = session.scalar(select(Case).where(Case.reference == made.plans[1].reference))
        session.delete(other)
    with desk.reading() as session:
        made = rounds.get_round(session, people_of.manager, number)
        assert rounds.standing(session, made) == rounds.Standing(2, 1, 1)
        assert rounds.repeat_draw(session, people_of.manager, number).same


def test_a_plan_is_issued_after_the_team_and_all_three_agencies_signed(desk: Database, people_of: Staff) -> None:
    reference, other = put(desk, people_of, 2)
    review_whole(desk, people_of.moderator, reference)
    review_whole(desk, people_of.moderator, other)

    def wanted() -> dict[str, tuple[str, tuple[str, ...]]]:
        with desk.reading() as session:
            return {u.reference: (u.step, u.wanted) for u in rounds.unsigned(session, people_of.manager)}

    assert wanted() == {reference: ("1b", ("sen_team",)), other: ("1b", ("sen_team",))}
    with desk.writing() as session:
        queue.sign_off(session, people_of.manager, reference, now=NOW)
    assert wanted()[reference] == ("2a", ("education", "health", "social_care"))
    for agency in ("education", "health", "social_care"):
        with desk.writing() as session:
            case = queue.sign_at_panel(session, people_of.manager, reference, agency=agency, now=NOW)
            assert rounds.may_be_issued(session, case) is (agency == "social_care")
    assert wanted() == {other: ("1b", ("sen_team",))}
    with desk.reading() as session, pytest.raises(NotPermittedError):
        rounds.unsigned(session, people_of.administrator)
