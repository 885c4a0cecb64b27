"""Trends find the habits that are there and claim no others, hide small numbers, and count as one would by hand."""

import datetime as dt
import random
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checks.forms.form import load_form
from reports.trends import write_trends
from reports.trends.compare import Period, compared
from reports.trends.groups import DIMENSIONS, LEAST, SMALL, by_month, grouped, mean_score, plans_by_term, rate
from reports.trends.record import SHARES, Share
from reports.trends.statistics import as_if_alone, beyond_chance, difference, habits, wilson
from reports.trends.table import Table
from reports.trends.themes import themes
from tests.reports.made_year import HABITS, made_year


@pytest.fixture(scope="module")
def year():
    return made_year()


def found_habits(records):
    teams = grouped(records, lambda r: r.team)
    uses = {team: plans_by_term(own) for team, own in teams.items()}
    return {(h.team, h.term) for h in habits(uses, {t: len(own) for t, own in teams.items()}, least=LEAST)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_habits_are_found_and_no_others_claimed(seed: int) -> None:
    assert found_habits(made_year(seed=seed)) == set(HABITS)


def test_where_no_team_differs_none_is_named() -> None:
    claims = [found_habits(made_year(seed=seed, habits=False)) for seed in range(12)]
    assert sum(bool(c) for c in claims) <= 1  # one year in twenty by chance


def test_the_share_and_its_interval_are_wilsons() -> None:
    told = wilson(7, 12)
    assert told is not None
    assert (told.value, told.low, told.high) == pytest.approx((0.5833, 0.3195, 0.8067), abs=1e-3)
    assert wilson(0, 0) is None


def test_a_difference_has_newcombes_interval() -> None:
    told = difference((48, 80), (56, 70))  # Newcombe 1998, table II, the other way round
    assert told is not None
    assert (told.value, told.low, told.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-3)


def test_small_teams_are_put_together(year) -> None:
    lone = [replace(r, team=f"Tiny {i}") for i, r in enumerate(year[:3])]
    groups = grouped([*lone, *year[3:]], lambda r: r.team)
    assert not any(name.startswith("Tiny") for name in groups)
    assert len(groups[SMALL]) >= LEAST


def test_no_month_stands_on_fewer_plans_than_may_be_shown(year) -> None:
    few = sorted(year, key=lambda r: r.day)[:17]
    months = by_month(few)
    assert sum(map(len, months.values())) == len(few)
    assert all(len(own) >= LEAST for own in months.values())


def test_the_rate_agrees_with_a_count_by_hand(year) -> None:
    own = [r for r in year if r.team == "East"]
    uses = Counter()
    for record in own:
        uses.update(record.unexplained)
    assert rate(own) == pytest.approx(1000 * uses.total() / sum(r.words for r in own))


def test_a_change_beyond_chance_is_called_so_and_another_is_not(year) -> None:
    half = len(year) // 2
    before, after = year[:half], [replace(r, faults={}) for r in year[half:]]
    by_name = {c.name: c for c in compared(before, after)}
    assert by_name["Plans without a paragraph in Section C"].sure
    assert "fell" in by_name["Plans without a paragraph in Section C"].words
    assert not by_name["Needs with provision"].sure
    assert "chance alone could make" in by_name["Needs with provision"].words


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    period = Period(dt.date(2026, 9, 1), dt.date(2026, 10, 31))
    assert period.before == Period(dt.date(2026, 7, 2), dt.date(2026, 8, 31))
    assert dt.date(2026, 10, 31) in period
    assert dt.date(2026, 11, 1) not in period


class Page(HTMLParser):
    """What a page asks for and holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        held = dict(attributes)
        self.addresses += [v for k, v in attributes if k in ("src", "href", "action") and v]
        if tag == "img":
            self.pictures.append(held)


def test_the_page_asks_nothing_of_the_network_and_tells_its_pictures(year, tmp_path: Path) -> None:
    path = tmp_path / "trends.html"
    write_trends(year[:1000], path, before=year[1000:], period=Period(dt.date(2026, 9, 1), dt.date(2026, 10, 31)))
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert all(a.startswith(("data:image/svg+xml;base64,", "#")) for a in page.addresses)
    assert page.tags["script"] == page.tags["link"] == 0
    assert page.pictures
    assert all(p["alt"] for p in page.pictures)
    assert "1 September 2026 to 31 October 2026" in text
    assert re.search(r"East</th>.*?sensory diet", text, re.DOTALL)


def test_markup_in_a_term_stays_text(year, tmp_path: Path) -> None:
    marked = [replace(r, unexplained={"<script>alert(1)</script>": 1}, team="A & B") for r in year[:20]]
    write_trends(marked, tmp_path / "trends.html")
    text = (tmp_path / "trends.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "A &amp; B" in text


def test_the_same_plans_give_the_same_page(year, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_trends(year[:200], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_every_table_by_team_says_how_many_plans_it_rests_on(year) -> None:
    for theme in themes(year, load_form()):
        for table in theme.tables:
            if table.heads[0] == "Team" and len(table.heads) > 4:
                assert "Plans" in table.heads or "month" in table.caption, table.caption


def test_a_term_that_every_plan_holds_is_nobodys_habit() -> None:
    assert habits({"East": {"SALT": 30}, "West": {"SALT": 30}}, {"East": 30, "West": 30}, least=LEAST) == []


def alike(seed: int, plans: int = 60) -> list:
    """Plans that differ from each other much and by period not at all: the items of one plan are all good or all bad."""
    chance = random.Random(seed)
    made = made_year(plans, seed=seed)
    return [
        replace(r, shares={n: Share(10 if chance.random() < 0.5 else 2, 12) for n in SHARES}, faults={}) for r in made
    ]


def test_items_of_one_plan_being_alike_is_not_taken_for_a_change() -> None:
    claims = [any(c.sure for c in compared(alike(seed), alike(seed + 1000))) for seed in range(60)]
    assert sum(claims) <= 6  # five in a hundred by chance; over items alone it is most of them


def test_items_that_know_nothing_of_each_other_are_not_counted_down() -> None:
    chance = random.Random(4)
    shares = [(sum(chance.random() < 0.7 for _ in range(12)), 12) for _ in range(2000)]
    assert as_if_alone(shares)[1] == pytest.approx(24_000, rel=0.1)
    assert as_if_alone([(12, 12), (0, 12)] * 50)[1] == pytest.approx(99, rel=0.01)  # a plan tells as much as one item


def test_two_periods_are_not_compared_where_one_has_few_plans(year) -> None:
    assert compared(year[: LEAST - 1], year[LEAST:]) == []


def test_a_score_that_few_plans_have_is_not_shown(year) -> None:
    few = [replace(r, answers={"H1.provision.defined": 4}) if i < LEAST - 1 else r for i, r in enumerate(year[:40])]
    assert mean_score(few, ["H1.provision.defined"]) is None
    assert mean_score(few, ["F.provision.quantified"]) is not None


def test_every_line_is_told_by_team_need_age_and_placement(year) -> None:
    (scores,) = [t for t in themes(year, load_form()) if t.title == "Draft scores"]
    told = {t.caption: t for t in scores.tables}
    for name, of in DIMENSIONS.items():
        table = told[f"Every line of the form, by {name.lower()}"]
        (row,) = [r for r in table.rows if r[0] == "F.provision.quantified"]
        by: dict[str, list[int]] = {}
        for record in year:
            by.setdefault(of(record), []).append(record.answers["F.provision.quantified"])
        assert dict(zip(table.heads[3:], row[3:], strict=True)) == {
            f"{group} ({len(own)} plans)": f"{sum(own) / len(own):.1f} ({len(own)})" for group, own in by.items()
        }


def test_of_seventy_comparisons_without_a_change_none_is_flagged() -> None:
    chance = random.Random(11)

    def kept() -> tuple[int, int]:
        return sum(chance.random() < 0.8 for _ in range(60)), 60

    flagged = [any(beyond_chance([(kept(), kept()) for _ in range(70)])) for _ in range(40)]
    assert sum(flagged) <= 5  # one in twenty by chance; each by itself would flag three or four every time
    assert beyond_chance([((48, 60), (20, 60)), *[((48, 60), (47, 60))] * 69])[0]


def test_uses_by_month_are_those_counted_another_way(year, tmp_path: Path) -> None:
    (jargon,) = [t for t in themes(year, load_form()) if t.title == "Jargon"]
    table = next(t for t in jargon.tables if "by month" in t.caption)
    own = [r for r in year if r.team == "East" and (r.day.year, r.day.month) == (2026, 3)]
    uses = sum(n for r in own for n in r.unexplained.values())
    row = next(r for r in table.rows if r[0] == "East")
    assert f"({uses} uses, {len(own)} plans)" in str(row[table.heads.index("March 2026")])


def test_a_screen_reader_tells_the_tables_apart_and_few_plans_are_not_compared(year, tmp_path: Path) -> None:
    write_trends(year, tmp_path / "t.html", before=year[:2])
    text = (tmp_path / "t.html").read_text(encoding="utf-8")
    labels = re.findall(r'role="region" aria-label="([^"]+)"', text)
    assert len(labels) == len(set(labels)) > 10
    assert "Too few plans to compare: 2 before" in text


def test_a_change_too_small_to_be_told_has_no_sign_and_words_stand_to_the_left(year, tmp_path: Path) -> None:
    write_trends(year, tmp_path / "t.html", before=year)
    text = (tmp_path / "t.html").read_text(encoding="utf-8")
    assert not re.search(r"[+-]0\b", text)
    assert "<td>sensory diet</td>" in text
    assert re.search(r'<td class="n">\d+ of \d+</td>', text)


def test_columns_share_the_width_by_what_they_hold() -> None:
    table = Table("c", ("Line", "Plans"), (("A long question that a line of the form asks", 7),))
    assert sum(table.widths) == pytest.approx(1)
    assert table.widths[0] > 2 * table.widths[1]
    assert table.figures == {1}
