"""Sections I, J and K, the lead professional's box and the sign-off, read by draft or final status.

Looks for      A school named in a draft; a budget agreed without what it buys; a lead without name, role or
               contact; no officer's name, signature and date.
Why            Children and Families Act 2014, s38(5) (a draft must name no school); SEND Code of Practice
               9.95 to 9.124 (personal budgets); the framework's lines on K.
Known problems A typed name counts as a signature; whose it is, people must see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.subject import Subject
from extractors.plan.model import Status

_SCHOOL = re.compile(
    r"\b(?:[A-Z][\w’'.]+ ){1,6}(?:School|College|Academy|Nursery|Primary|Centre|Grammar|Infants?|Juniors?|Pre-?school|Kindergarten)\b|\bSt\.? [A-Z]\w+"
)
_TYPE = re.compile(
    r"\b(?:mainstream|special school|independent|maintained|academy|resource(?:d)? (?:base|provision)|specialist (?:setting|resource|provision|college)|further education|sixth form|nursery|early years setting|day nursery|alternative provision|residential|primary school|secondary school|general further|free school|non-maintained|community school|state-funded|special post-16)\b",
    re.IGNORECASE,
)
_NO_BUDGET = re.compile(
    r"\b(?:not (?:been )?request\w*|no request|did not (?:wish|want|ask|request)|not wish|do not (?:wish|want)|have not (?:asked|requested)|no personal budget|not applicable|n/a|none|declined|has not been|not been (?:asked|made))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:request(?:ed)?|asked for|applied|would like|wish(?:es)? (?:to|for))\b", re.IGNORECASE)
_AGREED = re.compile(
    r"\b(?:agreed|approved|direct payment (?:of|will)|will receive|has been (?:set|made)|is paid|pays for|awarded)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"£\s?\d|\b\d[\d,]*(?:\.\d+)? (?:hours|pounds)\b")
_AIM = re.compile(
    r"\boutcomes?\b|\bE\d+\b|\bso that\b|\bto (?:help|enable|support|meet)\b|\bemployment\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\W*(name|role|organisation|telephone|tel|phone|e-?mail|contact\w*|job title|service|address|mobile)\b[^:\n]{0,20}:?[ \t]*(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_BLANK = re.compile(r"^\W*(?:tbc|tba|to be confirmed|n/?a|x+)?\W*$", re.IGNORECASE)
_FIELD = re.compile(
    r"(officer|name|role|signature|signed(?: by)?|date)\s*:\s*(.*?)(?=\s*(?:officer|name|role|signature|signed|date)\s*:|\n|$)",
    re.IGNORECASE,
)


def examine(subject: Subject) -> Examined:
    """Findings on I, J and K, and the measures of their lines."""
    return Examined(tuple(_findings(subject)), tuple(_measures(subject)))


def _text(subject: Subject, letter: str) -> str:
    section = subject.plan.sections.get(letter)
    return section.text if section else ""


def _measures(subject: Subject) -> Iterator[Measure]:
    place, budget = _text(subject, "I"), _text(subject, "J")
    yield Measure("placement.name", value=_named(place), quotes=(place.split("\n")[0],) if _named(place) else ())
    yield Measure("placement.type", value=bool(_TYPE.search(place)) and not _blank_by_rule(place))
    none = bool(_NO_BUDGET.search(budget)) and not _SUM.search(budget)
    agreed = not none and bool(_AGREED.search(budget))
    yield Measure(
        "budget.requested",
        value=not none and bool(_ASKED.search(budget) or agreed),
        quotes=tuple(budget.split("\n")[:1]) if budget else (),
    )
    yield Measure("budget.agreed", value=agreed)
    yield Measure("budget.amount", value=agreed and bool(_SUM.search(budget)))
    yield Measure("budget.outcomes", value=agreed and bool(_AIM.search(budget)))
    yield Measure("lead.complete", value=not _lead_gaps(subject), failing=tuple(_lead_gaps(subject)))
    yield Measure("signoff.done", value=_signed(subject))


def _named(place: str) -> bool:
    return bool(_SCHOOL.search(place)) and not _blank_by_rule(place) and "[" not in place


def _blank_by_rule(place: str) -> bool:
    return bool(
        re.search(
            r"left blank|will be (?:named|completed|added|decided)|not (?:yet )?(?:been )?(?:named|decided)|asked (?:to|for|which)",
            place,
            re.IGNORECASE,
        )
    )


def _lead_gaps(subject: Subject) -> list[str]:
    """Which of name, role or service, and contact the lead professional's box lacks."""
    text = subject.plan.lead_professional.text
    found = {m[1].lower()[:4]: m[2].strip() for m in _LABEL.finditer(text)}
    lines = [line for line in text.split("\n")[1:] if line.strip()]
    if not found and len(lines) >= 3:
        found = dict(zip(("name", "role", "tele"), lines, strict=False))
    filled = {k for k, v in found.items() if not _BLANK.match(v)}
    wanted = {
        "name": ("name",),
        "role or service": ("role", "job ", "orga", "serv"),
        "contact": ("tele", "tel", "phon", "mobi", "e-ma", "emai", "cont"),
    }
    return [name for name, keys in wanted.items() if not filled & set(keys)]


def _signed(subject: Subject) -> bool:
    """A name, a signature or mark, and a date."""
    fields = {m[1].lower()[:4]: m[2].strip() for m in _FIELD.finditer(subject.plan.sign_off.text)}
    signature = fields.get("sign", "")
    return not _BLANK.match(signature) and not _BLANK.match(fields.get("date", "")) and bool(fields.get("date"))


def _findings(subject: Subject) -> Iterator[Finding]:
    plan = subject.plan
    place = _text(subject, "I")
    section = plan.sections.get("I")
    if plan.status in (Status.DRAFT, Status.AMENDED) and section and _named(place):
        found = _SCHOOL.search(place)
        severity = Severity.MEDIUM if plan.status is Status.DRAFT else Severity.LOW
        if found:
            yield Finding(
                "placement.named_in_draft",
                severity,
                "I",
                found[0],
                "A draft must not name a school or setting.",
                "Leave Section I blank until the parents have said what they prefer.",
                "Children and Families Act 2014, s38(5)",
                None,
                subject.place(section.passage, found.start(), found.end()),
            )
    values = {m.name: m.value for m in _measures(subject)}
    if values["budget.agreed"] and not (values["budget.outcomes"] and values["budget.amount"]):
        quote = _text(subject, "J").split("\n")[0]
        yield Finding(
            "budget.detail_missing",
            Severity.MEDIUM,
            "J",
            quote,
            "A budget is agreed, but not what it buys and which outcomes it serves.",
            "Give the amount, what it pays for and the outcomes it supports.",
            "SEND Code of Practice 9.69 (J) and 9.95 to 9.124",
        )
    gaps = _lead_gaps(subject)
    if gaps:
        quote = plan.lead_professional.text.split("\n")[0]
        yield Finding(
            "lead.incomplete",
            Severity.LOW,
            "K",
            quote,
            f"The lead professional's box lacks: {', '.join(gaps)}.",
            "Fill in name, role and contact.",
            "The checklist's line on the lead professional",
        )
    if not values["signoff.done"]:
        severity = Severity.HIGH if plan.status is Status.FINAL else Severity.LOW
        yield Finding(
            "signoff.missing",
            severity,
            "K",
            plan.sign_off.text.split("\n")[0],
            "No officer has signed and dated the plan.",
            "Sign and date it when it is made final.",
            "SEND Code of Practice 9.125: the plan must be signed and dated",
        )


CHECK = CaseCheck(
    codes=("placement.named_in_draft", "budget.detail_missing", "lead.incomplete", "signoff.missing"),
    version=1,
    examine=examine,
)
