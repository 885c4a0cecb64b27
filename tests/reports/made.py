"""Assessments built by hand for the tests of reports: made-up children, every line of the form answered."""

import datetime as dt
from typing import Any

from checks.advice.form import advice_form
from checks.assessment import Assessment
from checks.forms.form import EHCP, Form, load_form

PLAN_FORM, ADVICE_FORM = load_form(EHCP), advice_form()
MADE = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


def finding(check: str = "provision.vague", severity: str = "high", **more: Any) -> dict[str, Any]:
    return {
        "check": check, "severity": severity, "section": "F", "item": "F1", "quote": "regular support", "version": 1,
        "message": "This leaves the reader to guess.", "suggestion": "Say how often.", "reason": "Code of Practice 9.69",
    } | more  # fmt: skip


def answers(form: Form, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """A draft for every line: 3, Yes, or nothing for every seventh line, unless ``given``."""
    made = []
    for number, line in enumerate(form.lines):
        value: Any = None if number % 7 == 6 else (3 if line.kind == "score" else "yes")
        value = (given or {}).get(line.id, value)
        quote = f"the words about {line.id} & <others>"
        made.append(
            {"line": line.id, "answer": value, "confidence": 0.0 if value is None else 0.74, "why": "7 of 12 items say so.",
             "evidence": [{"section": line.id.split(".")[0], "quote": quote, "page": 4}]}
        )  # fmt: skip
    return made


def assessment(**more: Any) -> Assessment:
    """One case with two needs (one broken strand), one report, and the findings given."""
    given: dict[str, Any] = {
        "schema": "assessment/1", "case": "m01", "assessed_at": MADE,
        "versions": {"program": "0.1.0", "form": "ehcp/1", "models": "none"},
        "documents": [
            {"file": "EHCP Zebedee Quillfeather.docx", "sha256": "0", "role": "plan", "format": "docx", "words": 4000},
            {"file": "EP advice Quillfeather.docx", "sha256": "1", "role": "advice", "kind": "educational_psychology",
             "format": "docx", "words": 900, "author": "Ottoline Brackenbury", "author_role": "Educational Psychologist",
             "date": "2026-09-20", "requested_on": "2026-08-20", "signed": True},
        ],
        "facts": {"team": "North", "coordinator": "Peregrine Ashwood", "primary_need": "SEMH", "placement_type": "mainstream"},
        "plan": {
            "child": {"name": "Zebedee Quillfeather", "known_as": "Zeb", "date_of_birth": "2016-03-01", "year_group": "Year 5"},
            "status": "draft", "authority": "Swindon", "coordinator": "Peregrine Ashwood", "draft_date": "2026-11-02",
            "sections": {"B": {"title": "Section B", "text": "Zebedee finds waiting hard.", "confidence": 0.97}},
            "needs": [
                {"id": "B1", "section": "B", "area": "SEMH", "text": "Zebedee finds waiting hard."},
                {"id": "B2", "section": "B", "area": "Cognition", "text": "Zebedee reads six words."},
            ],
            "outcomes": [{"id": "E1", "domain": "education", "area": "SEMH", "text": "By July Zebedee will wait two minutes."}],
            "provision": [
                {"id": "F1", "section": "F", "area": "SEMH", "text": "A turn-taking group, 20 minutes every Tuesday."},
                {"id": "F2", "section": "F", "area": "", "text": "=HYPERLINK(\"http://x\") weekly physio for Mortimer."},
            ],
            "thread": [{"need": "B1", "outcomes": ["E1"], "provision": ["F1"], "because": {"E1": "both about waiting", "F1": "same row"}},
                       {"need": "B2", "outcomes": [], "provision": []}],
        },
        "findings": [finding()],
        "answers": answers(PLAN_FORM),
        "advice": [{"document": 1, "total": 61, "answers": answers(ADVICE_FORM, {}), "needs": [], "outcomes": [], "provision": [],
                    "not_in_plan": [{"what": "provision", "quote": "Weekly reading with Mortimer", "how": "missing"}]}],
    }  # fmt: skip
    for entry in given["advice"][0]["answers"]:
        if entry["answer"] == "yes":
            entry["answer"] = 3
    return Assessment.model_validate(given | more)
