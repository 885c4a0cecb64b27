"""The desk's database gives the trends their plans and the papers their agreement; counted another way, both agree."""

import datetime as dt
import json
from collections import Counter

import pytest
from sqlalchemy import text

from checks.assessment import FactsEntry
from moderation import queue
from moderation.database.engine import Database
from moderation.trends import FEW, agreement_of, moderated_of, plan_records
from reports.trends.compare import Period
from tests.moderation.build import BROKEN, NO_C, NOW, assessment, documents
from tests.moderation.conftest import Staff, staff
from tests.moderation.work import review_whole

MONTH = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


def fill(database: Database, people: Staff) -> list[str]:
    """Three plans of two teams; the first has a second draft without its fault."""
    made = []
    with database.writing() as session:
        for number, (team, findings) in enumerate((("North", [NO_C]), ("North", [BROKEN]), ("South", [NO_C, BROKEN]))):
            child = assessment().plan.child.model_copy(update={"name": f"Child {number}"})
            facts = FactsEntry(team=team, primary_need="SEMH")
            drafted = assessment(f"case-{number}", child=child, findings=findings, facts=facts, advice=True)
            added = queue.add_case(session, people.manager, drafted, documents(str(number), advice=True), now=NOW)
            made.append(added.reference)
        child = assessment().plan.child.model_copy(update={"name": "Child 0"})
        again = assessment("case-0", child=child, facts=FactsEntry(team="North", primary_need="SEMH"))
        queue.add_case(session, people.manager, again, documents("0 again"), now=NOW)
    return made


def test_one_record_for_each_plan_of_its_newest_draft(database: Database) -> None:
    people = staff(database)
    fill(database, people)
    with database.reading() as session:
        records = plan_records(session, people.lead)
        stored = [json.loads(a) for (a,) in session.execute(text("SELECT assessment FROM drafts ORDER BY id"))]
    assert [(r.team, "statement.missing_c" in r.faults) for r in records] == [
        ("North", False),
        ("North", False),
        ("South", True),
    ]
    newest = {a["plan"]["child"]["name"]: a for a in stored}.values()
    by_hand = sum(f["check"] == "thread.need_without_provision" for a in newest for f in a["findings"])
    assert sum(r.faults.get("thread.need_without_provision", 0) for r in records) == by_hand == 2


def test_records_hold_no_name(desk: Database, people_of: Staff) -> None:
    fill(desk, people_of)
    with desk.reading() as session:
        told = repr(plan_records(session, people_of.lead))
    assert "Child" not in told
    assert "Amina" not in told


def test_agreement_is_told_by_sight_of_the_draft_and_drift_is_flagged(desk: Database, people_of: Staff) -> None:
    references = fill(desk, people_of)
    review_whole(desk, people_of.moderator, references[1], score=3)
    with desk.reading() as session:
        told, plans = agreement_of(session, people_of.lead, MONTH)
        given = session.execute(text("SELECT draft_value, value, saw_draft FROM answers WHERE form = 'ehcp'")).all()
    assert plans == 1
    seen = next(a for a in told if (a.kind, a.sight) == ("all", True))
    same = [d == v for d, v, saw in given if saw and d is not None]
    assert seen.answers == len(same) >= FEW
    assert seen.exact == sum(same) / len(same)
    assert not any(a.drift for a in told)
    with desk.writing() as session:
        session.execute(text("UPDATE reviews SET submitted_at = '2026-10-15 09:00:00.000000'"))
    review_whole(desk, people_of.moderator, references[2], score=5)
    with desk.reading() as session:
        told, _ = agreement_of(session, people_of.lead, MONTH)
    assert any("has drifted (All answers, draft in sight)" in a.drift for a in told)


BY_HAND = """
    SELECT {what} AS name, a.saw_draft, count(*), sum(coalesce(CASE WHEN a.saw_draft THEN a.value ELSE a.first_value END, a.value)
    = a.draft_value) FROM answers a JOIN reviews r ON r.id = a.review_id JOIN users u ON u.id = r.reviewer_id
    WHERE a.value IS NOT NULL AND a.draft_value IS NOT NULL AND r.submitted_at IS NOT NULL AND a.form = 'ehcp' GROUP BY 1, 2
"""


@pytest.mark.parametrize(
    ("kind", "what"),
    [("line", "a.line"), ("group", "CASE WHEN u.agency = '' THEN u.team ELSE u.agency END"), ("all", "'All answers'")],
)
def test_agreement_with_and_without_sight_is_the_databases_counted_another_way(
    desk: Database, people_of: Staff, monkeypatch: pytest.MonkeyPatch, kind: str, what: str
) -> None:
    monkeypatch.setattr("moderation.trends.FEW", 1)
    for reference, score in zip(fill(desk, people_of)[1:], (3, 4), strict=True):
        review_whole(desk, people_of.moderator, reference, score=score)
    with desk.reading() as session:
        told, _ = agreement_of(session, people_of.lead, MONTH)
        by_hand = session.execute(text(BY_HAND.format(what=what))).all()
    found = {(a.name, a.sight): (a.answers, round((a.exact or 0) * a.answers)) for a in told if a.kind == kind}
    apart = {key: figures for key, figures in found.items() if key[1] is not None}
    assert apart == {(name or "not known", bool(saw)): (count, same) for name, saw, count, same in by_hand}
    assert {sight for _, sight in apart} == {True, False}
    if kind != "all":
        for name in {name for name, _ in apart}:
            both = [figures for key, figures in apart.items() if key[0] == name]
            assert found[name, None] == tuple(map(sum, zip(*both, strict=True)))


def test_what_people_answered_is_the_databases_answers_counted_another_way(desk: Database, people_of: Staff) -> None:
    references = fill(desk, people_of)
    review_whole(desk, people_of.moderator, references[1], score=2)
    with desk.reading() as session:
        told = moderated_of(session, people_of.lead, MONTH)
        kept = session.execute(text("SELECT line, value FROM answers WHERE form = 'ehcp' AND value IS NOT NULL")).all()
        earlier = moderated_of(session, people_of.lead, MONTH.before)
    assert Counter((g.line, g.answer) for g in told) == Counter((line, value) for line, value in kept)
    assert len({g.plan for g in told}) == 1
    assert earlier == []
