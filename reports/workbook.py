"""The batch as an Excel workbook and as JSON: one row per case, every answer, every finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from checks.assessment import Assessment
from reports.words import SEVERITY, answer_words, area_of

Rows = list[list[Any]]
LONGEST = 32_000  # characters a cell may hold
_SHEETS = {
    "Cases": ("Case", "Team", "Co-ordinator", "Primary need", "Placement", "Status", "Year group", "Needs", "Outcomes", "Items of provision", "Needs without provision", "Missing C statement", "Missing D statement", "Findings: high", "Findings: medium", "Findings: low", "Left to people"),
    "Answers": ("Case", "Team", "Line", "Draft answer", "Confidence", "Why"),
    "Findings": ("Case", "Team", "Weight", "About", "Check", "Section", "Item", "The words", "What is wrong", "What to do"),
    "Thread": ("Case", "Need", "The need", "Outcomes", "Provision"),
    "Advice": ("Case", "Document", "Kind", "Author", "Asked for", "Given", "Total of 95", "Not in the plan"),
    "Terms": ("Case", "Team", "Date of draft", "Term"),
}  # fmt: skip
_WIDE = {
    "Why": 60,
    "The words": 60,
    "What is wrong": 50,
    "What to do": 50,
    "The need": 60,
    "Line": 32,
    "Case": 18,
    "Document": 36,
}


def write_workbook(assessments: Sequence[Assessment], path: Path) -> None:
    """Write the workbook. No words of a document ever become a formula or a link."""
    import xlsxwriter  # `check` without --out does not need it

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "valign": "top", "border": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    shares = book.add_format({"num_format": "0%", "valign": "top"})
    tints = {"High": "#F8CBAD", "Medium": "#FFE699", "Low": "#E2EFDA"}
    for name, heads in _SHEETS.items():
        sheet = book.add_worksheet(name)
        rows = _rows(name, assessments)
        for column, title in enumerate(heads):
            sheet.write_string(0, column, title, head)
            sheet.set_column(column, column, _WIDE.get(title, 16))
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(r, c, value, shares if heads[c] == "Confidence" else wrap)
                else:
                    sheet.write_string(r, c, str(value)[:LONGEST], wrap)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
        if name == "Findings":
            for word, colour in tints.items():
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": book.add_format({"bg_color": colour}),
                }
                sheet.conditional_format(1, 2, max(1, len(rows)), 2, rule)
        if name == "Cases" and rows:
            chart = book.add_chart({"type": "bar", "subtype": "stacked"})
            for column, title in ((13, "High"), (14, "Medium"), (15, "Low")):
                chart.add_series(
                    {
                        "name": title,
                        "categories": ["Cases", 1, 0, len(rows), 0],
                        "values": ["Cases", 1, column, len(rows), column],
                        "fill": {"color": tints[title]},
                    }
                )
            chart.set_title({"name": "Findings by case"})
            sheet.insert_chart(len(rows) + 3, 0, chart)
    book.close()


def write_batch_json(assessments: Sequence[Assessment], failures: Sequence[dict[str, str]], path: Path) -> None:
    """The same rows as JSON, by sheet, with the failures."""
    data = {
        name.lower(): [dict(zip(heads, row, strict=True)) for row in _rows(name, assessments)]
        for name, heads in _SHEETS.items()
    }
    path.write_text(
        json.dumps({**data, "failures": list(failures)}, indent=1, ensure_ascii=False, default=str), encoding="utf-8"
    )


def _rows(name: str, assessments: Iterable[Assessment]) -> Rows:
    make = {
        "Cases": _case,
        "Answers": _answers,
        "Findings": _findings,
        "Thread": _thread,
        "Advice": _advice,
        "Terms": _terms,
    }[name]
    return [row for a in assessments for row in make(a)]


def _case(a: Assessment) -> Rows:
    def count(check: str) -> int:
        return sum(f.check == check for f in a.findings)

    weights = [sum(f.severity == s for f in a.findings) for s in ("high", "medium", "low")]
    facts, plan = a.facts, a.plan
    missing = ["Yes" if count(f"statement.missing_{x}") else "No" for x in ("c", "d")]
    return [[a.case, facts.team, facts.coordinator, facts.primary_need, facts.placement_type, plan.status, plan.child.year_group, len(plan.needs), len(plan.outcomes), len(plan.provision), count("thread.need_without_provision"), *missing, *weights, sum(x.answer is None for x in a.answers)]]  # fmt: skip


def _answers(a: Assessment) -> Rows:
    return [[a.case, a.facts.team, x.line, answer_words(x), x.confidence, x.why] for x in a.answers]


def _findings(a: Assessment) -> Rows:
    return [
        [
            a.case,
            a.facts.team,
            SEVERITY[f.severity],
            area_of(f.check),
            f.check,
            f.section,
            f.item or "",
            f.quote,
            f.message,
            f.suggestion,
        ]
        for f in a.findings
    ]


def _thread(a: Assessment) -> Rows:
    needs = {n.id: n.text for n in a.plan.needs}
    return [
        [a.case, t.need, needs[t.need], ", ".join(t.outcomes) or "none", ", ".join(t.provision) or "none"]
        for t in a.plan.thread
    ]


def _advice(a: Assessment) -> Rows:
    rows: Rows = []
    for entry in a.advice:
        d = a.documents[entry.document]
        rows.append(
            [
                a.case,
                d.file,
                (d.kind or "").replace("_", " "),
                d.author or "",
                d.requested_on or "",
                d.date or "",
                entry.total if entry.total is not None else "",
                len(entry.not_in_plan),
            ]
        )
    return rows


def _terms(a: Assessment) -> Rows:
    return [
        [a.case, a.facts.team, a.plan.draft_date or "", f.quote] for f in a.findings if f.check == "jargon.unexplained"
    ]
