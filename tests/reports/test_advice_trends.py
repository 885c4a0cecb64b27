"""Advice by service and by team: counted as by hand, with small groups hidden beyond working out, and nobody named."""

import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reports.sheets import SHEETS
from reports.trends import write_trends
from reports.trends.advice import advice_theme
from reports.trends.groups import LEAST
from reports.trends.record import ADVICE_SHARES, AdviceRecord, PlanRecord, Share, record_of
from reports.trends.table import Table
from tests.reports.made import assessment
from tests.reports.made_year import made_year


def with_reports(seed: int = 4) -> list[PlanRecord]:
    """A year's plans, each with a school's and a psychologist's report, every third with a social worker's."""
    chance = random.Random(seed)
    kinds = ("school", "educational_psychology", "social_care")
    return [
        replace(
            record,
            advice=tuple(
                AdviceRecord(
                    kind,
                    chance.randint(30, 90),
                    chance.random() < 0.7,
                    10,
                    chance.randint(3, 10),
                    shares={name: Share(chance.randint(0, 4), 4) for name in ADVICE_SHARES},
                )
                for kind in (kinds if number % 3 == 0 else kinds[:2])
            ),
        )
        for number, record in enumerate(made_year())
    ]


@pytest.fixture(scope="module")
def year() -> list[PlanRecord]:
    return with_reports()


def table(records: list[PlanRecord], begins: str) -> Table:
    return next(t for t in advice_theme(records).tables if t.caption.startswith(begins))


def test_each_service_in_each_teams_plans_is_that_counted_by_hand(year: list[PlanRecord]) -> None:
    told = table(year, "By service and team")
    assert told.heads[:3] == ("Service", "Team", "Reports")
    teams = {r.team for r in year}
    assert {(row[0], row[1]) for row in told.rows} >= {("School", team) for team in teams}
    for service, team, reports, mean, _, carried in told.rows:
        kind = {"School": "school", "Educational psychology": "educational_psychology"}.get(str(service), "social_care")
        own = [a for r in year if r.team == team for a in r.advice if a.kind == kind]
        assert reports == len(own)
        assert mean == f"{sum(a.total or 0 for a in own) / len(own):.1f} ({len(own)})"
        assert str(carried).startswith(f"{sum(a.carried for a in own) / (10 * len(own)):.0%} of {10 * len(own)} (")


def test_what_reports_say_is_told_by_service(year: list[PlanRecord]) -> None:
    told = table(year, "What the reports of each service say")
    assert told.heads[2:] == tuple(ADVICE_SHARES)
    row = next(row for row in told.rows if row[0] == "School")
    own = [a for r in year for a in r.advice if a.kind == "school"]
    for name, cell in zip(told.heads[2:], row[2:], strict=True):
        met = sum(a.shares[name].met for a in own)
        assert str(cell).startswith(f"{met / (4 * len(own)):.0%} of {4 * len(own)} (")


def test_every_service_is_told_month_by_month(year: list[PlanRecord]) -> None:
    told = table(year, "Mean draft total of 95, by service and month")
    assert [row[0] for row in told.rows] == sorted(str(row[0]) for row in told.rows)
    assert all(re.fullmatch(r"[\d.]+ \(\d+\)|too few", str(cell)) for row in told.rows for cell in row[1:])


def test_a_group_of_few_plans_is_neither_shown_nor_to_be_worked_out(year: list[PlanRecord]) -> None:
    """A service of which one team has four plans: that team is hidden, and so is the smallest of the others."""
    teams = sorted({r.team for r in year})
    few = [r for r in year if r.team == teams[0]][: LEAST - 1]
    rest = [
        r if r.team != teams[0] or r in few else replace(r, advice=tuple(a for a in r.advice if a.kind != "school"))
        for r in year
    ]
    shown = [row for row in table(rest, "By service and team").rows if row[0] == "School"]
    assert teams[0] not in {row[1] for row in shown}
    hidden = sum(any(a.kind == "school" for a in r.advice) for r in rest) - sum(int(str(row[2])) for row in shown)
    assert hidden >= LEAST
    assert len(shown) == len(teams) - 2


class Heads(HTMLParser):
    """The scopes of the heads of the table whose caption begins so, and its heads' words."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[str | None]]] = []
        self._in_caption = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(("", []))
        self._in_caption = tag == "caption"
        if tag == "th":
            self.tables[-1][1].append(dict(attrs).get("scope"))

    def handle_endtag(self, tag: str) -> None:
        self._in_caption &= tag != "caption"

    def handle_data(self, data: str) -> None:
        if self._in_caption:
            caption, scopes = self.tables[-1]
            self.tables[-1] = (caption + data, scopes)


def test_the_page_tells_service_and_team_in_a_table_with_heads(year: list[PlanRecord], tmp_path: Path) -> None:
    write_trends(year, tmp_path / "trends.html")
    page = Heads()
    page.feed((tmp_path / "trends.html").read_text(encoding="utf-8"))
    scopes = next(scopes for caption, scopes in page.tables if caption.startswith("By service and team"))
    rows = len(table(year, "By service and team").rows)
    assert scopes.count("col") == 6
    assert scopes.count("row") == rows > 0


ENTRY = {
    "document": 1,
    "total": 61,
    "measures": {
        "advice.quantified": {"met": 3, "not_met": 1, "unknown": 0, "value": None, "failing": ["Support as needed."]},
        "advice.days": {"met": 0, "not_met": 0, "unknown": 0, "value": 38, "failing": []},
    },
}


def test_an_assessments_report_gives_its_shares_and_no_name() -> None:
    record = record_of(assessment(advice=[ENTRY]))
    assert record.advice[0].shares["Provision with an amount"] == Share(3, 4)
    assert "Brackenbury" not in repr(record)


def test_the_workbook_counts_each_report_by_service_and_team() -> None:
    sheet = next(s for s in SHEETS if s.name == "Advice data")
    rows = list(sheet.rows(assessment(advice=[ENTRY]), {}))  # type: ignore[arg-type]
    assert [row[2:] for row in rows] == [("Educational psychology", "2026-11", "advice.quantified", 3, 4, 0.75)]
    assert "Brackenbury" not in repr(rows)
