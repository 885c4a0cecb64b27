"""Every figure of the trends counted again from what the database holds: raw JSON and plain loops, none of the trends' code."""

import datetime as dt
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from checks.assessment import AnswerEntry, FactsEntry, FindingEntry, SectionEntry
from checks.forms.form import load_form
from moderation import queue
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.permissions import COMMAND_LINE
from moderation.trends import plan_records
from reports.trends.table import Table
from reports.trends.themes import themes
from tests.moderation.build import NOW, assessment, documents

TERMS = ("SALT", "sensory diet", "proprioception", "EBSA")
CHECKS = ("statement.missing_c", "statement.missing_d", "thread.need_without_provision", "provision.vague")
MEASURES = ("thread.need_has_provision", "thread.need_has_outcome", "thread.provision_has_need", "provision.quantified.F",
            "provision.quantified.G", "provision.provider.F", "provision.exact.F", "outcome.measurable.education",
            "outcome.time_bound.education", "jargon.explained.B")  # fmt: skip
BORN = {"2024-01-01", "2018-05-01", "2013-05-01", "2008-05-01"}
PLANS = 60
Raw = dict[str, Any]


def found(check: str, quote: str = "") -> FindingEntry:
    return FindingEntry(
        check=check, severity="high", section="F", quote=quote, message="m", suggestion="s", reason="r", version=1
    )


def made(number: int, chance: random.Random):
    terms = [t for t in TERMS if chance.random() < 0.5]
    words = " ".join(" ".join([t.upper() if chance.random() < 0.3 else t] * chance.randint(1, 3)) for t in terms)
    sections = {
        "B": SectionEntry(title="B", text=f"{'word ' * chance.randint(50, 90)}{words}", confidence=1),
        "K": SectionEntry(title="K", text="SALT SALT appendices", confidence=1),
    }
    faults = [found(c) for c in CHECKS for _ in range(chance.randint(0, 2))]
    base = assessment(f"case-{number}", advice=True)
    child = base.plan.child.model_copy(
        update={"name": f"Child {number}", "date_of_birth": dt.date.fromisoformat(chance.choice(sorted(BORN)))}
    )
    day = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(300))
    facts = FactsEntry(
        team=chance.choice(("North", "South", "West")),
        primary_need=chance.choice(("SEMH", "Autism")),
        placement_type=chance.choice(("Mainstream", "Special")),
    )
    answers = tuple(
        AnswerEntry(
            line=a.line,
            answer=None if chance.random() < 0.2 else a.answer if a.answer == "yes" else chance.randint(1, 5),
            confidence=0.7,
            why="",
        )
        for a in base.answers
    )
    measures = {
        m: {"met": chance.randint(0, 6), "not_met": chance.randint(0, 6), "unknown": 1, "value": None, "failing": []}
        for m in MEASURES
    }
    return base.model_copy(
        update={
            "plan": base.plan.model_copy(update={"child": child, "draft_date": day, "sections": sections}),
            "facts": facts,
            "findings": (*faults, *(found("jargon.unexplained", t) for t in terms)),
            "answers": answers,
            "measures": measures,
        }
    )


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[tuple[str, str], Table], list[Raw]]:
    """The tables by theme and caption, and the raw drafts beside what the desk says of their cases."""
    chance = random.Random(5)
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.db")
    migrate(database)
    with database.writing() as session:
        for number in range(PLANS):
            queue.add_case(session, COMMAND_LINE, made(number, chance), documents(str(number), advice=True), now=NOW)
    with database.reading() as session:
        told = themes(plan_records(session, COMMAND_LINE), load_form())
        sql = "SELECT d.assessment, c.team, c.primary_need, c.placement_type, c.age_group FROM drafts d JOIN versions v ON v.id = d.version_id JOIN cases c ON c.id = v.case_id"
        rows = session.execute(text(sql)).all()
    database.close()
    raw = [json.loads(a) | {"Team": t, "Main need": n, "Placement": p, "Age group": g} for a, t, n, p, g in rows]
    return {(theme.title, t.caption): t for theme in told for t in theme.tables}, raw


def by(raw: list[Raw], name: str) -> dict[str, list[Raw]]:
    groups: dict[str, list[Raw]] = defaultdict(list)
    for one in raw:
        groups[one[name]].append(one)
    return dict(groups)


def has(one: Raw, check: str) -> bool:
    return any(f["check"] == check for f in one["findings"])


def uses(one: Raw) -> int:
    words = "\n".join(s["text"] for letter, s in one["plan"]["sections"].items() if letter != "K")
    terms = {f["quote"] for f in one["findings"] if f["check"] == "jargon.unexplained"}
    return sum(len(re.findall(re.escape(t), words, re.IGNORECASE)) for t in terms)


def length(one: Raw) -> int:
    return sum(len(s["text"].split()) for letter, s in one["plan"]["sections"].items() if letter != "K")


def met(own: list[Raw], start: str) -> tuple[int, int]:
    held = [m for one in own for name, m in one["measures"].items() if name.startswith(start)]
    return sum(m["met"] for m in held), sum(m["met"] + m["not_met"] for m in held)


def share(own: list[Raw], start: str) -> str:
    yes, of = met(own, start)
    return f"{yes / of:.0%} of {of}"


def plans(own: list[Raw], check: str) -> str:
    return f"{sum(has(one, check) for one in own) / len(own):.0%} of {len(own)}"


def test_every_plan_is_in_the_database_and_in_the_figures(counted) -> None:
    tables, raw = counted
    (table,) = [
        t
        for (theme, caption), t in tables.items()
        if (theme, caption) == ("Jargon", "Terms that a family may not know, by team")
    ]
    assert len(raw) == PLANS == sum(int(str(row[1])) for row in table.rows)


def test_jargon_counts_rates_and_explained_are_those_counted_again(counted) -> None:
    tables, raw = counted
    table = tables["Jargon", "Terms that a family may not know, by team"]
    for team, of, unexplained, explained, told, rate in table.rows:
        own = by(raw, "Team")[team]
        assert of == len(own)
        assert unexplained == sum(has_term(one, t) for one in own for t in TERMS)
        assert explained == met(own, "jargon.explained")[0]
        assert told.startswith(share(own, "jargon.explained") + " (")
        assert rate == round(1000 * sum(map(uses, own)) / sum(map(length, own)), 1)


def has_term(one: Raw, term: str) -> bool:
    return any(f["check"] == "jargon.unexplained" and f["quote"] == term for f in one["findings"])


def test_plans_by_term_are_those_counted_again(counted) -> None:
    tables, raw = counted
    for team, own in by(raw, "Team").items():
        table = tables["Jargon", f"{team}: terms most often left unexplained"]
        by_hand = Counter({t: sum(has_term(one, t) for one in own) for t in TERMS})
        assert {row[0]: row[1] for row in table.rows if row[0] in TERMS} == {t: n for t, n in by_hand.items() if n >= 5}


@pytest.mark.parametrize(
    ("theme", "caption", "counts"),
    [
        ("Missing paragraphs in Sections C and D", "By team", {
            2: lambda own: plans(own, "statement.missing_c"), 3: lambda own: plans(own, "statement.missing_d")}),
        ("Broken golden threads", "By team", {
            2: lambda own: plans(own, "thread.need_without_provision"), 3: lambda own: share(own, "thread.need_has_provision"),
            4: lambda own: share(own, "thread.need_has_outcome"), 5: lambda own: share(own, "thread.provision_has_need")}),
        ("Specific and quantified provision, measurable outcomes", "Share of items, by team", {
            2: lambda own: share(own, "provision.quantified"), 3: lambda own: share(own, "provision.provider"),
            4: lambda own: share(own, "provision.exact"), 5: lambda own: share(own, "outcome.measurable"),
            6: lambda own: share(own, "outcome.time_bound")}),
    ],
)  # fmt: skip
def test_shares_by_team_are_those_counted_again(
    counted, theme: str, caption: str, counts: dict[int, Callable[[list[Raw]], str]]
) -> None:
    tables, raw = counted
    table, teams = tables[theme, caption], by(raw, "Team")
    assert {row[0]: row[1] for row in table.rows} == {team: len(own) for team, own in teams.items()}
    assert len(table.heads) == 2 + len(counts)
    for row in table.rows:
        for column, count in counts.items():
            assert str(row[column]).startswith(count(teams[str(row[0])]) + " ("), table.heads[column]


def scores(own: list[Raw], wanted: Callable[[str], bool]) -> list[int]:
    return [a["answer"] for one in own for a in one["answers"] if isinstance(a["answer"], int) and wanted(a["line"])]


@pytest.mark.parametrize("name", ["Team", "Main need", "Age group", "Placement"])
def test_scores_by_section_and_line_are_those_counted_again(counted, name: str) -> None:
    tables, raw = counted
    groups = by(raw, name)
    assert len(groups) > 1
    table = tables["Draft scores", f"By {name.lower()}"]
    assert {row[0]: row[1] for row in table.rows} == {group: len(own) for group, own in groups.items()}
    for row in table.rows:
        for section, cell in zip(table.heads[2:], row[2:], strict=True):
            told = scores(groups[str(row[0])], lambda line, s=section: line.split(".")[0] == s)
            assert cell == f"{sum(told) / len(told):.1f} ({len(told)})"
    lines = tables["Draft scores", f"Every line of the form, by {name.lower()}"]
    heads = [re.sub(r" \(\d+ plans\)$", "", h) for h in lines.heads[2:]]
    checked = 0
    for row in lines.rows:
        for group, cell in zip(heads, row[2:], strict=True):
            own = raw if group == "All" else groups[group]
            told = scores(own, lambda line, this=row[0]: line == this)
            if len(told) >= 5:
                assert cell == f"{sum(told) / len(told):.1f} ({len(told)})"
                checked += 1
    assert checked > 100


def test_advice_by_service_is_that_counted_again(counted) -> None:
    tables, raw = counted
    ((_, reports, _, _, carried),) = tables["Professional advice", "By service"].rows
    advice = [a for one in raw for a in one["advice"]]
    assert reports == len(advice) == PLANS
    assert carried == "none"  # these reports ask for nothing, so there is nothing to carry


def test_no_path_from_the_tables_leads_to_a_child(counted) -> None:
    tables, raw = counted
    assert not re.search(r"Child \d|case-\d", repr(tables))
    assert re.search(r"Child \d", repr(raw))
