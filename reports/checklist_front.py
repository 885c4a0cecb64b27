"""The front of the checklist: whose plan it is, what the program does and does not decide, what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checks.assessment import AnswerEntry, Assessment
from checks.forms.form import Form
from reports.remember import versions_words
from reports.word.markup import ASK_FILL, Cell, bullet, cell, link, paragraph, row, run, table, words
from reports.words import SEVERITY, area_of, day, quoted, short, where_of
from reports.worst import worst

FACTS, WORST_WIDTHS = (4.2, 9.15, 4.2, 9.15), (2.0, 4.6, 9.4, 10.7)
_MISSING = (3.2, 11.75, 11.75)
WORST = 8  # findings on the front
LEAST_SURE, MOST_NAMED = 0.8, 6  # below it a draft is named on the front; how many lines are named
DOES = (
    "A program read this plan and the advice behind it, and drafted an answer to each line of the form from their words. "
    "It says how sure each draft is, why, and which words it rests on.",
    "It does not decide anything. It has not met the child or family, cannot tell what was agreed or talked about, and can "
    "misread. Every answer is yours: keep it, change it in its drop-down list, or write beside it.",
)
LEFT = "Lines on a coloured ground that say “For you to judge” have no draft: the words alone cannot answer them."


def front_box(assessment: Assessment, *, anonymous: bool = False) -> str:
    """What the plan is and who made this form of it. An anonymous copy leaves out whom it is about and who wrote it."""
    plan, facts = assessment.plan, assessment.facts
    child = plan.child
    known = f" (known as {child.known_as})" if child.known_as and child.known_as not in child.name.split() else ""
    names = (
        ("Child or young person", f"{child.name}{known}" if child.name else "Not found in the plan"),
        ("Date of birth", day(child.date_of_birth)),
        ("Co-ordinator", facts.coordinator or plan.coordinator or "Not found in the plan"),
        ("Team", facts.team or "Not given"),
    )
    told = (
        ("Reference" if anonymous else "Case", assessment.case),
        *(() if anonymous else names),
        ("Year group", child.year_group or "Not found in the plan"),
        ("The plan says it is", {"unknown": "Not stated"}.get(plan.status, plan.status.capitalize())),
        *(() if anonymous else (("Date of the draft", day(plan.draft_date)),)),
        ("Drafted by the program on", day(assessment.assessed_at.date())),
        ("Versions", versions_words(assessment.versions).capitalize()),
    )
    return facts_table(told, "About this plan")


def facts_table(told: Sequence[tuple[str, str]], title: str) -> str:
    """Labels and values, two pairs in a row."""
    pairs = [*told, ("", "")] if len(told) % 2 else [*told]
    rows = [
        row((cell(a[0], bold=True), a[1], cell(b[0], bold=True), b[1]), FACTS)
        for a, b in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    return table((title, "What was found", title, "What was found"), rows, FACTS, title=title)


def what_it_does(assessment: Assessment) -> str:
    """What the program does and does not decide; of the lines left to people only where there are any."""
    left = any(a.answer is None for a in assessment.answers)
    return "".join(bullet(sentence) for sentence in (*DOES, *((LEFT,) if left else ())))


def at_a_glance(assessment: Assessment, form: Form, links: Sequence[tuple[str, str]]) -> str:
    """How much is drafted and left, which lines to give one's time to, and links to the parts of the form."""
    left = [a for a in assessment.answers if a.answer is None]
    weights = Counter[str](f.severity for f in assessment.findings)
    found = ", ".join(f"{weights[s]} {name.lower()}" for s, name in SEVERITY.items())
    sentence = (
        f"{len(form.lines) - len(left)} of {len(form.lines)} lines have a draft answer and {len(left) or 'none'} "
        f"{'is' if len(left) < 2 else 'are'} left to you. "
        f"{len(assessment.findings)} things to look at were found in the plan ({found})."
    )
    unsure = sorted((a for a in assessment.answers if a.answer is not None), key=lambda a: a.confidence)
    told = _lines("Left to you: ", left, form) + _lines(
        "Drafts that are least sure: ", [a for a in unsure if a.confidence < LEAST_SURE], form, sure=True
    )
    joined = run("Go to: ") + run("  ·  ").join(link(text, mark) for text, mark in links)
    return words(sentence) + told + paragraph(joined)


def _lines(lead: str, answers: Sequence[AnswerEntry], form: Form, *, sure: bool = False) -> str:
    """Lines of the form by section and question, the first few; "" where there are none."""
    if not answers:
        return ""
    asked = {line.id: line.text for line in form.lines}
    named = [
        f"{answer.line.split('.')[0]}, {short(asked[answer.line], 60)}{f' ({answer.confidence:.0%})' if sure else ''}"
        for answer in answers[:MOST_NAMED]
    ]
    more = f"; and {len(answers) - MOST_NAMED} more" if len(answers) > MOST_NAMED else ""
    return paragraph(run(lead, bold=True) + run("; ".join(named) + more + "."))


def statements(assessment: Assessment) -> str:
    """The statements that Sections C and D lack; a sentence where none is lacking."""
    gaps = [f for f in assessment.findings if f.check.startswith("statement.")]
    if not gaps:
        return words("Both sections give needs, or say that there are none or that no advice came.")
    rows = [
        row((cell(f"Section {f.section}" if f.section else "Sections C and D", bold=True), f.message, f.suggestion), _MISSING, fill=ASK_FILL)
        for f in gaps
    ]  # fmt: skip
    heads = ("Where", "What is missing", "What to do")
    return table(heads, rows, _MISSING, title="Statements missing from Sections C and D")


def worst_first(assessment: Assessment) -> str:
    """The gravest findings as a table, and how many more there are."""
    if not assessment.findings:
        return words("Nothing was found. That does not mean that nothing is there.")
    rows = []
    for f in worst(assessment.findings, WORST):
        page = f", page {f.place.page}" if f.place and f.place.page else ""
        where = Cell(words(area_of(f.check), bold=True) + words(where_of(f.section, f.item) + page))
        what = Cell(words(f.message) + words(f.suggestion))
        rows.append(row((cell(SEVERITY[f.severity], bold=True), where, quoted(f.quote), what), WORST_WIDTHS))
    heads = ("Weight", "About", "The words", "What is wrong, and what to do")
    made = table(heads, rows, WORST_WIDTHS, title="What to look at first")
    rest = len(assessment.findings) - WORST
    return made + (words(f"{rest} more stand in the annotated draft and in the workbook.") if rest > 0 else "")
