"""A section of a form as the review page shows it: the words first, then the lines beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from checks.assessment import AdviceEntry, Assessment, EvidenceEntry, FindingEntry
from checks.forms.form import FormSection
from moderation.answers import LineAnswer
from moderation.errors import NotFoundError
from moderation.findings import finding_key
from moderation.forms import ADVICE_PREFIX, EHCP_FORM, form_of, forms_of, values_of
from moderation.keeping import Newest
from moderation.web.marking import Mark, Marked, mark

SCALE_WORDS = {"1": "1 poor", "5": "5 excellent"}
ADVICE_SCALE_WORDS = {"0": "0 no evidence", "5": "5 excellent"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an answer rests on; ``link`` leads to them where they stand."""

    text: str
    section: str
    page: int | None
    link: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line beside the words. ``number`` counts through the form."""

    number: int
    anchor: str
    text: str
    group: str
    kind: str
    choices: Markup
    given: LineAnswer
    quotes: tuple[Quote, ...]
    guidance: str
    told: Markup = Markup("")


@dataclass(frozen=True, slots=True)
class Step:
    """A section of a form in the review's own list of contents."""

    form: str
    id: str
    name: str
    answered: int
    lines: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding of a section. ``anchor`` is its mark's where it was found in the text, else ""."""

    key: str
    finding: FindingEntry
    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The words of a section, marked, and what the program noticed in it. ``title`` is as printed in the plan."""

    title: str
    marked: Marked | None
    confidence: float
    findings: tuple[FindingView, ...]


_PANELS: Newest[Panel] = Newest(256)  # what is made of them is kept for longer: ``_SIDES`` of the pages


def section_of(form: str, section: str) -> FormSection:
    """A section of a form. Raises ``NotFoundError``."""
    found = next((s for s in form_of(form).sections if s.id == section), None)
    if found is None:
        raise NotFoundError
    return found


def steps(assessment: Assessment, lines: Sequence[LineAnswer]) -> tuple[Step, ...]:
    """Every section of every form of a case, with how far it is where ``lines`` hold its form."""
    answered: dict[tuple[str, str], bool] = {(a.form, a.line): a.answered for a in lines}
    told = []
    for form in forms_of(assessment):
        for section_id, ids in _sections(form == EHCP_FORM):
            here = [answered[form, i] for i in ids if (form, i) in answered]
            told.append(Step(form, section_id, step_name(section_id), sum(here), len(here)))
    return tuple(told)


@cache
def _sections(plan: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    form = form_of(EHCP_FORM if plan else f"{ADVICE_PREFIX}0")
    return tuple((s.id, tuple(line.id for g in s.groups for line in g.lines)) for s in form.sections)


@cache
def _numbers(plan: bool) -> dict[str, int]:
    return {line: n for n, line in enumerate((i for _, ids in _sections(plan) for i in ids), 1)}


def step_name(section: str) -> str:
    """A section's short name."""
    return {"whole": "Whole plan", "process": "Process", "content": "Content"}.get(section, f"Section {section}")


def anchor_of(line: str) -> str:
    """A line's place on its page."""
    return f"line-{line.replace('.', '-')}"


def line_views(
    form: str, section: FormSection, lines: Sequence[LineAnswer], guidance: Mapping[str, str], whole_plan: str
) -> tuple[LineView, ...]:
    """The lines of a section. ``whole_plan`` is the address of the plan's whole text, for words that stand elsewhere."""
    given = {a.line: a for a in lines if a.form == form}
    numbers = _numbers(form == EHCP_FORM)
    views = []
    for group in section.groups:
        for line in group.lines:
            if (answer := given.get(line.id)) is None:
                continue
            evidence = answer.draft.evidence if answer.draft else ()
            views.append(
                LineView(
                    number=numbers[line.id],
                    anchor=anchor_of(line.id),
                    text=line.text,
                    group=group.title or "",
                    kind=line.kind if form == EHCP_FORM else "score",
                    choices=_choices(form, line.id, answer.value),
                    given=answer,
                    quotes=tuple(_quote(line.id, i, e, section.id, whole_plan) for i, e in enumerate(evidence)),
                    guidance=guidance.get(line.id, ""),
                )
            )
    return tuple(views)


_RADIO = Markup(
    '<div><input type="radio" id="{0}-{1}" name="value:{2}" value="{3}"{4}><label for="{0}-{1}">{5}</label></div>'
)


@cache
def _choices(form: str, line: str, chosen: str | None) -> Markup:
    """The answers that a line offers, as radio buttons. There are a few hundred of these in all, so each is kept."""
    told = [
        _RADIO.format(anchor_of(line), value, line, value, Markup(" checked") if value == chosen else "", words)
        for value, words in _values(form, line)
    ]
    if chosen is not None:
        told.append(_RADIO.format(anchor_of(line), "none", line, "", "", "Take back"))
    return Markup("\n").join(told)


def _values(form: str, line: str) -> tuple[tuple[str, str], ...]:
    words = {"yes": "Yes", "no": "No", "not_applicable": "Not applicable"}
    words |= SCALE_WORDS if form == EHCP_FORM else ADVICE_SCALE_WORDS
    return tuple((v, words.get(v, v)) for v in values_of(form, line))


def _quote(line: str, number: int, evidence: EvidenceEntry, here: str, whole_plan: str) -> Quote:
    if not evidence.section:
        return Quote(evidence.quote, "", evidence.page, "")
    anchor = f"#{_evidence_anchor(line, number)}"
    link = anchor if evidence.section == here else f"{whole_plan}#section-{evidence.section}"
    return Quote(evidence.quote, evidence.section, evidence.page, link)


def _evidence_anchor(line: str, number: int) -> str:
    return f"words-{line.replace('.', '-')}-{number + 1}"


def panel(
    draft: str, assessment: Assessment, form: str, section: FormSection, lines: Sequence[LineAnswer],
    set_aside: frozenset[str],
) -> Panel:  # fmt: skip
    """A section's words with the evidence for its lines and its findings. ``draft`` is the draft's digest.

    A line whose draft is hidden shows no evidence either: which words were picked would give the draft away.
    """
    here = {line.id for g in section.groups for line in g.lines}
    shown = tuple(a for a in lines if a.form == form and a.line in here and a.draft is not None)
    key = (draft, form, section.id, tuple(a.line for a in shown), set_aside)
    return _PANELS.get(
        key, lambda: section_panel(assessment, section.id, _evidence(form, section.id, shown), set_aside)
    )


def _evidence(form: str, section: str, shown: Sequence[LineAnswer]) -> list[Mark]:
    numbers = _numbers(form == EHCP_FORM)
    return [
        Mark(
            e.quote, _evidence_anchor(a.line, i), "evidence", str(numbers[a.line]),
            f"Evidence for line {numbers[a.line]}", f"#{anchor_of(a.line)}",
        )
        for a in shown
        if a.draft
        for i, e in enumerate(a.draft.evidence)
        if e.section == section
    ]  # fmt: skip


def section_panel(assessment: Assessment, section: str, marks: Sequence[Mark], set_aside: frozenset[str]) -> Panel:
    """A section of the plan with ``marks`` and its findings."""
    found = [(finding_key(f), f) for f in assessment.findings if f.section == section]
    standing = [(key, f) for key, f in found if key not in set_aside]
    told = [
        Mark(f.quote, f"seen-{key}", f.severity, f"!{n}", f"Finding {n}", f"#finding-{key}")
        for n, (key, f) in enumerate(standing, 1)
    ]
    printed = assessment.plan.sections.get(section)
    marked = mark(printed.text, [*marks, *told]) if printed else None
    anchors = marked.found if marked else frozenset()
    return Panel(
        title=printed.title if printed else "",
        marked=marked,
        confidence=printed.confidence if printed else 0.0,
        findings=tuple(
            FindingView(key, f, n, f"seen-{key}" if f"seen-{key}" in anchors else "")
            for n, (key, f) in enumerate(standing, 1)
        ),
    )


def advice_of(assessment: Assessment, form: str) -> AdviceEntry | None:
    """The advice that a form is about; None for the plan's own form."""
    if form == EHCP_FORM:
        return None
    return next((a for a in assessment.advice if f"{ADVICE_PREFIX}{a.document}" == form), None)
