"""A board paper says what changed and how sure one can be, as Word and PDF that open, with the training it points to."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest

from checks.forms.form import load_form
from extractors.errors import CommandError
from reports.board import Agreement, Given, board_paper, last_complete, read_period, write_pdf, write_word
from reports.board.training import training
from reports.trends.compare import Period
from reports.trends.groups import LEAST
from reports.trends.statistics import wilson
from tests.reports.made_year import made_year

MADE = dt.date(2026, 11, 25)
QUARTER = Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31))


@pytest.fixture(scope="module")
def year():
    return made_year()


def paper(year, kind="two-months", **more):
    now, past = ([r for r in year if r.day in p] for p in (QUARTER, QUARTER.before))
    return board_paper(kind, QUARTER, now, past, form=load_form(), made=MADE, **more)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2026-09/2026-10", "two-months", dt.date(2026, 9, 1), dt.date(2026, 10, 31)),
        ("2026-Q1", "quarter", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        ("2024", "year", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", "two-months", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2025-12/2026-01", "two-months", dt.date(2025, 12, 1), dt.date(2026, 1, 31)),
    ],
)
def test_a_period_is_read(text: str, kind: str, first: dt.date, last: dt.date) -> None:
    assert read_period(text) == (kind, Period(first, last))


@pytest.mark.parametrize("text", ["", "last month", "2026-13", "2026-Q5", "2026-10/2026-09"])
def test_what_is_no_period_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(CommandError) as told:
        read_period(text)
    assert told.value.code == "period.unknown"


def test_a_paper_made_on_its_date_tells_of_the_period_that_is_over() -> None:
    assert last_complete("two-months", dt.date(2027, 1, 1)) == Period(dt.date(2026, 11, 1), dt.date(2026, 12, 31))
    assert last_complete("two-months", dt.date(2026, 11, 25)) == Period(dt.date(2026, 9, 1), dt.date(2026, 10, 31))
    assert last_complete("quarter", dt.date(2026, 4, 1)) == QUARTER
    assert last_complete("year", dt.date(2026, 1, 2)) == Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def test_a_paper_says_when_nothing_moved_beyond_chance(year) -> None:
    assert any("Nothing moved beyond what chance would explain" in s for s in paper(year).summary)


def test_a_real_fall_is_the_first_thing_said(year) -> None:
    better = [replace(r, faults={}) if r.day in QUARTER else r for r in year]
    assert any(s.startswith("Plans without a paragraph in Section C fell") for s in paper(better).summary)


def test_a_period_without_plans_says_so() -> None:
    made = board_paper("quarter", QUARTER, [], [], form=load_form(), made=MADE)
    assert made.summary == ("No plan was assessed in this period (1 January 2026 to 31 March 2026).",)


def test_drift_of_agreement_is_said_at_once(year) -> None:
    drift = "Agreement with the drafts has drifted (Draft in sight): 80% of 100 answers were the draft's before, 55% of 90 now."
    made = paper(year, "quarter", agreement=[Agreement("Draft in sight", 90, 0.55, 0.9, 0.6, drift)], moderated=3)
    assert drift in made.summary
    assert any(p.title == "How far people agreed with the drafts" for p in made.parts)


def test_training_names_what_is_frequent_and_nothing_else(year) -> None:
    quiet = [r for r in year if r.team == "East"][:60]
    loud = [replace(r, faults={"provision.vague": 2}) for r in quiet]
    assert training(quiet).tables[0].rows[0][0] == "Nobody"
    (row,) = training(loud).tables[0].rows
    assert row[0] == "Plan writers, East"
    assert "how often" in str(row[1])
    weak = [replace(r, advice=(replace(r.advice[0], answers={"process.plain_language": 1}),)) for r in quiet]
    (row,) = training(weak).tables[0].rows
    assert (row[0], "without using jargon" in str(row[2])) == ("School", True)


@pytest.mark.parametrize("kind", ["two-months", "quarter", "year"])
def test_both_files_open_and_hold_the_summary(year, kind: str, tmp_path: Path) -> None:
    made = paper(year, kind)
    write_word(made, tmp_path / "paper.docx")
    write_pdf(made, tmp_path / "paper.pdf")
    word = docx.Document(str(tmp_path / "paper.docx"))
    said = "\n".join(p.text for p in word.paragraphs)
    with pypdfium2.PdfDocument(str(tmp_path / "paper.pdf")) as opened:
        printed = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in opened)
    for sentence in made.summary:
        assert sentence in said
        assert sentence in printed
    assert word.paragraphs[0].style.name == "Title"
    assert all(t.rows[0]._tr.trPr is not None for t in word.tables)
    assert all(s._inline.docPr.get("descr") for s in word.inline_shapes)
    assert word.core_properties.language == "en-GB"


def answered(plans: int, **scores: str) -> list[Given]:
    lines = {"f": "F.provision.quantified", "b": "B.needs.clear", "k": "K.lead_professional"}
    return [Given(f"plan {n}", lines[k], v) for n in range(plans) for k, v in scores.items()]


def test_the_quarters_paper_tells_what_people_answered_and_begins_with_it(year) -> None:
    made = paper(year, "quarter", given=answered(6, f="2", b="4", k="no"), moderated=6)
    assert made.parts[0].title == "What moderators found"
    weak, every = made.parts[0].tables
    assert [(r[0], r[2], r[3]) for r in weak.rows] == [("F", 6, "mean 2.0"), ("B", 6, "mean 4.0")]
    assert {(r[0], r[3]) for r in every.rows} == {("F", "mean 2.0"), ("B", "mean 4.0"), ("K", "0 of 6 yes")}
    assert made.summary[1].startswith("Moderators scored these lines lowest: F, Quantifies provision")


def test_what_few_plans_were_answered_for_is_not_shown(year) -> None:
    made = paper(year, "quarter", given=answered(4, f="2"), moderated=4)
    assert made.parts[0].tables == ()
    assert not any("scored these lines lowest" in s for s in made.summary)


def test_a_paper_says_where_things_stand_as_counted_another_way(year) -> None:
    own = [r for r in year if r.day in QUARTER]
    lacking = len([r for r in own if {"statement.missing_c", "statement.missing_d"} & set(r.faults)])
    (said,) = [s for s in paper(year).summary if s.startswith("Plans that lack a paragraph")]
    assert f"{lacking / len(own):.0%} of {len(own)} (" in said


def test_the_years_paper_tells_each_need_age_and_placement_as_counted_another_way(year) -> None:
    (part,) = [p for p in paper(year, "year").parts if p.title == "By need, age group and placement"]
    own = [r for r in year if r.day in QUARTER]
    for table, of in zip(part.tables, ("primary_need", "age_group", "placement"), strict=True):
        by: dict[str, list] = {}
        for record in own:
            by.setdefault(getattr(record, of), []).append(record)
        assert {(row[0], row[1]) for row in table.rows} == {(group, len(held)) for group, held in by.items()}
        for row in table.rows:
            shares = [r.shares["Outcomes that can be measured"] for r in by[str(row[0])]]
            met, of_all = sum(s.met for s in shares), sum(s.of for s in shares)
            assert str(row[6]).startswith(f"{met / of_all:.0%} of {of_all} (")
    assert not any(p.title == part.title for p in paper(year, "quarter").parts)


def test_a_need_that_few_plans_have_is_not_shown_by_itself(year) -> None:
    rare = [replace(r, primary_need="A rare need") if i < LEAST - 1 else r for i, r in enumerate(year[:60])]
    made = board_paper("year", QUARTER, rare, [], form=load_form(), made=MADE)
    shown = [str(cell) for p in made.parts for t in p.tables if not t.folded for row in t.rows for cell in row]
    assert shown.count("Too few to show apart") >= 2
    assert not any("A rare need" in cell for cell in shown)
    few = board_paper("year", QUARTER, rare[: LEAST - 1], [], form=load_form(), made=MADE)
    (part,) = [p for p in few.parts if p.title == "By need, age group and placement"]
    assert {t.rows[0][0] for t in part.tables} == {"Too few plans to show"}


def test_a_service_whose_reports_of_one_plan_are_alike_is_not_sent_to_training_for_them(year) -> None:
    weak = dict.fromkeys(("process.plain_language", "process.views"), 1)
    own = year[:8]
    # Five plans of eight, each with six reports alike: 30 of 48 scores are weak, but it is five plans that say so.
    alike = [
        replace(r, advice=tuple(replace(r.advice[0], answers=dict.fromkeys(weak, 1 if i < 5 else 4)) for _ in range(6)))
        for i, r in enumerate(own)
    ]
    assert wilson(30, 48).low > 0.4
    assert not [row for row in training(alike).tables[0].rows if row[0] == "School"]


def test_one_plan_before_is_nothing_to_compare_with(year) -> None:
    own = [r for r in year if r.day in QUARTER]
    made = board_paper("quarter", QUARTER, own, own[:1], form=load_form(), made=MADE)
    assert any(s.startswith("Too few plans to compare") for s in made.summary)
    assert not any(p.title.startswith("What changed") for p in made.parts)
