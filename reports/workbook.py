"""The batch as an Excel workbook: a sheet for each table, filtered and frozen, with native charts.

Rows are written as the cases come, so that a batch of thousands needs little memory. Words of a document are always
written as text: none ever becomes a formula, a number or a link.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from checks.assessment import Assessment
from reports.cells import plain_cell
from reports.sheets import SHEETS, Column, Rows, Sheet, Value
from reports.words import NOT_SCORED, SEVERITY

AUTHOR = "Golden Thread"
A4 = 9
_RED, _AMBER, _GREEN, _ASK = "#F8CBAD", "#FFE699", "#E2EFDA", "#FFF2CC"
TINTS = {"High": _RED, "Medium": _AMBER, "Low": _GREEN}
# By sheet and column: the words that get a colour. Scores are left without: a colour would read as a verdict.
_COLOURED: dict[str, dict[str, dict[str, str]]] = {
    "Cases": {"C statement missing": {"Yes": _RED}, "D statement missing": {"Yes": _RED}},
    "Answers": {"Draft answer": {NOT_SCORED: _ASK}},
    "Findings": {"Weight": TINTS},
    "Thread": {"Thread": {"Broken": _RED}},
}
LINE, MOST_LINES = 13.5, 6  # points that a line of text takes; lines of a row that are shown
MOST_BARS = 30  # cases or teams that a chart shows


class Workbook:
    """A workbook being written: ``add`` each case, then leave the ``with``."""

    def __init__(self, path: Path, *, made: dt.datetime) -> None:
        import xlsxwriter  # `check` without --out does not need it

        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(
            str(path), {**options, "constant_memory": True, "default_date_format": "d mmm yyyy"}
        )
        self._book.set_properties(
            {"title": "Draft EHC plans: what was found", "author": AUTHOR, "created": made.replace(tzinfo=None),
             "comments": "Draft answers by a program. People decide."}
        )  # fmt: skip
        look: dict[str, Any] = {"valign": "top", "font_name": "Arial", "font_size": 10}
        self._head = self._book.add_format(
            {**look, "bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "border": 1}
        )
        self._title = self._book.add_format({**look, "bold": True, "font_size": 14})
        self._formats = {
            "text": self._book.add_format({**look, "text_wrap": True}),
            "number": self._book.add_format(look),
            "share": self._book.add_format({**look, "num_format": "0%"}),
            "date": self._book.add_format({**look, "num_format": "d mmm yyyy"}),
        }
        self._count = 0
        self._tally: dict[str, Counter[str]] = defaultdict(Counter)
        self._front = self._book.add_worksheet("About")
        self._charts = self._book.add_worksheet("Charts")
        self._sheets = {s.name: self._begin(s) for s in SHEETS}
        self._rows = dict.fromkeys(self._sheets, 0)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for sheet in SHEETS:
                self._end(sheet)
            self._write_charts()
            self._write_front()
        self._book.close()

    def add(self, assessment: Assessment, rows: Rows) -> None:
        """Write all rows of one case."""
        self._count += 1
        for sheet in SHEETS:
            for row in rows[sheet.name]:
                self._rows[sheet.name] += 1
                self._row(sheet, self._rows[sheet.name], row)
        team = assessment.facts.team or "No team given"
        self._tally[team]["Plans"] += 1
        for finding in assessment.findings:
            self._tally[team][SEVERITY[finding.severity]] += 1

    def _begin(self, sheet: Sheet) -> Any:  # noqa: ANN401  (xlsxwriter has no types)
        made = self._book.add_worksheet(sheet.name)
        for number, column in enumerate(sheet.columns):
            made.set_column(number, number, column.width)
            made.write_string(0, number, column.title, self._head)
        made.freeze_panes(1, 1)
        made.repeat_rows(0)
        _page(made)
        return made

    def _row(self, sheet: Sheet, number: int, row: Sequence[Value]) -> None:
        made = self._sheets[sheet.name]
        # Not every program finds a row's height by itself where text is wrapped.
        lines = max(
            1 + int(len(value) / column.width / 1.15)
            for column, value in zip(sheet.columns, row, strict=True)
            if isinstance(value, str)
        )
        made.set_row(number, LINE * min(lines, MOST_LINES))
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            self._cell(made, number, place, column, value)

    def _cell(self, made: Any, row: int, place: int, column: Column, value: Value) -> None:  # noqa: ANN401
        look = self._formats[column.kind]
        if value is None:
            return
        if isinstance(value, dt.date):
            made.write_datetime(row, place, dt.datetime(value.year, value.month, value.day), look)  # noqa: DTZ001  (a day)
        elif isinstance(value, int | float):
            made.write_number(row, place, value, look)
        else:
            made.write_string(row, place, plain_cell(value), look)

    def _end(self, sheet: Sheet) -> None:
        made, last = self._sheets[sheet.name], max(1, self._rows[sheet.name])
        made.autofilter(0, 0, last, len(sheet.columns) - 1)
        titles = [c.title for c in sheet.columns]
        for title, tints in _COLOURED.get(sheet.name, {}).items():
            place = titles.index(title)
            for word, colour in tints.items():
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": self._book.add_format({"bg_color": colour}),
                }
                made.conditional_format(1, place, last, place, rule)

    def _write_charts(self) -> None:
        """Findings for each plan by team, and by case where there are few: numbers beside their pictures."""
        sheet = self._charts
        _page(sheet)
        sheet.set_row(2, 32)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 4, 12)
        heads = ("Team", "Plans", *(f"{word} findings a plan" for word in SEVERITY.values()))
        sheet.write_string(0, 0, "Findings by team", self._title)
        for place, head in enumerate(heads):
            sheet.write_string(2, place, head, self._head)
        teams = sorted(self._tally.items(), key=lambda t: (-t[1]["Plans"], t[0]))[:MOST_BARS]
        for row, (team, told) in enumerate(teams, 3):
            sheet.write_string(row, 0, plain_cell(team), self._formats["text"])
            sheet.write_number(row, 1, told["Plans"], self._formats["number"])
            for place, word in enumerate(SEVERITY.values(), 2):
                sheet.write_number(row, place, round(told[word] / told["Plans"], 1), self._formats["number"])
        if teams:
            self._chart("Charts", 3, len(teams) + 2, (2, 3, 4), "Findings a plan, by team", "G2")
        if 0 < self._count <= MOST_BARS:
            titles = [c.title for c in SHEETS[0].columns]
            columns = tuple(titles.index(f"Findings: {word.lower()}") for word in SEVERITY.values())
            self._chart("Cases", 1, self._count, columns, "Findings by case", "G24")

    def _chart(self, name: str, first: int, last: int, columns: tuple[int, ...], title: str, at: str) -> None:
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        for column, word in zip(columns, SEVERITY.values(), strict=True):
            chart.add_series(
                {"name": word, "categories": [name, first, 0, last, 0], "values": [name, first, column, last, column],
                 "fill": {"color": TINTS[word]}, "border": {"color": "#595959"}, "data_labels": {"value": True}}
            )  # fmt: skip
        chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 12}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 760, "height": max(220, 90 + 34 * (last - first + 1))})
        self._charts.insert_chart(
            at, chart, {"description": f"{title}: stacked bars. The numbers stand in the sheet {name}."}
        )

    def _write_front(self) -> None:
        sheet, text = self._front, self._formats["text"]
        _page(sheet)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
        sheet.write_string(0, 0, "Draft EHC plans: what was found", self._title)
        plans = "1 plan" if self._count == 1 else f"{self._count} plans"
        told = (
            ("What this is", f"What a program found in {plans}. Every answer is a draft, and people decide."),
            ("Whom it is for", "It holds children's words and officers' names. Keep it where the plans are kept."),
            ("Colours", "A coloured cell always says in words what its colour means."),
            *((s.name, f"{s.about} {self._rows[s.name]} rows.") for s in SHEETS),
        )
        for row, (label, sentence) in enumerate(told, 2):
            sheet.write_string(row, 0, label, self._head)
            sheet.write_string(row, 1, sentence, text)


def _page(sheet: Any) -> None:  # noqa: ANN401
    """A4 on its side, all columns on one page's width."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
