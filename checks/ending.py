"""Sections I, J and K, the lead professional's box and the sign-off, read by draft or final status.

Looks for      A school named in a draft; a budget agreed without what it buys; a lead without name, role or
               contact; no officer's name, signature and date.
Why            Children and Families Act 2014, s38(5) (a draft must name no school); SEND Code of Practice
               9.95 to 9.124 (personal budgets); the framework's lines on K.
Fails          [draft] I "Oakhurst Grange School"; J "A personal budget has been agreed."
Passes         [draft] I "Left blank at draft stage."; J "A personal budget has not been requested."
Leaves alone   An amended plan's present school (told at low severity); J without any budget; a draft unsigned; a
               budget's empty boxes: the ticked one decides (``checks.ticks``).
Not known      A status that the plan does not print: then only what is missing is told, at low severity.
Known problems A typed name counts as a signature; whose it is, people must see.
Measured       Of 86 wordings written unseen, the earlier check had 75 right, of 67 more the next had 53; samples: 60 of 64
               lines right.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.provision.elements import roles_in
from checks.subject import Subject
from checks.ticks import ticked
from checks.words import load_words
from extractors.dates import find_dates
from extractors.plan.model import Status

_LABEL = re.compile(
    r"^\W*(name|role|organisation|telephone|tel|phone|e-?mail|contact|job title|service|address|mobile)\b[^:\n]{0,30}:?[ \t]*(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
# A label alone on its line, as a table's cells are read: what it asks for stands on the next.
_BARE_LABEL = re.compile(
    r"^\W*((?:name|role|organisation|job title|service|telephone|phone|e-?mail|contact|address)[^:\n]{0,30}?)\n(?!\W*(?:name|role|organisation|job title|service|tel|phone|e-?mail|contact|address)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"(officer|name|role|signature|signed(?: by)?|date(?: signed)?|dated)\b\s*(?:[–-] \w+)?\s*:?\s*(.*?)(?=,? ?\b(?:officer|role|signature|signed|dated?)\b(?: \w+)?\s*:?|\bname\s*:|\n|$)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\b(name|role|sign\w*|dated?|officer)\b\W*$", re.IGNORECASE)
_LEAD = re.compile(
    r"^\W*(?:(?:plan|the|my|our|your|his|her|their) )?lead (?:professional|practitioner|worker)\W*", re.IGNORECASE
)
_BRACKETS = re.compile(r"[()]")  # "Sam Okoro (ELSA)": a role here, an aside in an item of provision
FULL_BOX = 3  # lines without labels: name, role and contact in turn
_PERSON = re.compile(r"\b[A-Z][a-z’'-]+ [A-Z][A-Za-z’'-]+\b")


def examine(subject: Subject) -> Examined:
    """Findings on I, J and K, and the measures of their lines."""
    return Examined(tuple(_findings(subject)), tuple(_measures(subject)))


def _text(subject: Subject, letter: str) -> str:
    section = subject.plan.sections.get(letter)
    return section.text if section else ""


def _measures(subject: Subject) -> Iterator[Measure]:
    words = load_words("ending")
    place, budget = _text(subject, "I"), _text(subject, "J")
    yield Measure("placement.name", value=_named(place), quotes=(place.split("\n")[0],) if _named(place) else ())
    yield Measure("placement.type", value=bool(words["type"].search(place)) and not words["left_blank"].search(place))
    requested, agreed = _budget(budget)
    yield Measure(
        "budget.requested",
        value=requested,
        quotes=tuple(budget.split("\n")[:1]) if budget else (),
    )
    yield Measure("budget.agreed", value=agreed)
    yield Measure("budget.amount", value=agreed and bool(words["sum"].search(budget)))
    yield Measure("budget.outcomes", value=agreed and bool(words["aim"].search(budget)))
    yield Measure("lead.complete", value=not _lead_gaps(subject), failing=tuple(_lead_gaps(subject)))
    yield Measure("signoff.done", value=_signed(subject))


def _budget(text: str) -> tuple[bool, bool]:
    """Whether a personal budget is asked for, and agreed: by the form's ticked boxes, else by the words."""
    words = load_words("ending")
    asked, agreed, rest = None, None, text
    for box in ticked(text):
        if words["agreed"].search(box.question):
            agreed = box.yes
        elif words["asked"].search(box.question) or words["budget"].search(box.question):
            asked = box.yes
        else:
            continue
        rest = rest.replace(text[box.start : box.end], " ")
    none = bool(words["no_budget"].search(rest)) and not words["sum"].search(rest)
    if agreed is None:
        agreed = not none and bool(words["agreed"].search(rest)) and not words["not_agreed"].search(rest)
    if asked is None:
        asked = not none and bool(words["asked"].search(rest))
    return asked or agreed, agreed


def _named(place: str) -> bool:
    words = load_words("ending")
    return bool(words["setting"].search(place)) and not words["left_blank"].search(place) and "[" not in place


def _lead_gaps(subject: Subject) -> list[str]:
    """Which of name, role or service, and contact the lead professional's box lacks."""
    words = load_words("ending")
    text = _BARE_LABEL.sub(r"\1: ", _LEAD.sub("", subject.plan.lead_professional.text))
    labelled = {m[1].lower()[:4]: m[2].strip() for m in _LABEL.finditer(text)}
    filled = {k for k, v in labelled.items() if not words["blank"].fullmatch(v)}
    lines = [line for line in text.split("\n") if line.strip() and not words["blank"].fullmatch(line)]
    free = "\n".join(line for line in lines if not _LABEL.match(line))  # "Bola Adeyemi, SENCO" above "Telephone: ..."
    has = {
        "name": bool(filled & {"name"})
        or ("name" not in labelled and bool(_PERSON.search(words["setting"].sub(" ", free)))),
        "role or service": bool(filled & {"role", "job ", "orga", "serv"})
        or bool(roles_in(_BRACKETS.sub(" ", " ".join((*labelled.values(), free)))))
        or (not labelled and len(lines) >= FULL_BOX),
        "contact": bool(filled & {"tele", "tel", "phon", "mobi", "e-ma", "emai", "cont"})
        or bool(words["contact"].search(text)),
    }
    return [part for part, there in has.items() if not there]


def _signed(subject: Subject) -> bool:
    """A name, a signature or mark, and a date."""
    blank = load_words("ending")["blank"]
    fields: dict[str, str] = {}
    for m in _FIELD.finditer(subject.plan.sign_off.text):
        key = m[1].lower()[:4]
        if not fields.get(key) or blank.fullmatch(fields[key]):
            fields[key] = m[2].strip()
    for label, value in _beneath(subject.plan.sign_off.text.split("\n")):
        key = next((k for k in ("sign", "date") if k in label.lower()), "")
        if key:
            fields[key] = value
    signature, date = fields.get("sign", ""), fields.get("date", "")
    if load_words("ending")["not_signed"].search(signature):
        return False
    if blank.fullmatch(date) and _PERSON.search(signature):
        return bool(find_dates(signature))  # "Signed by Rita Moss on 4 May 2026"
    return not blank.fullmatch(signature) and not blank.fullmatch(date) and bool(re.search(r"\d", date))


def _beneath(lines: Sequence[str]) -> list[tuple[str, str]]:
    """A row of heads over a row of answers ("Name", "Signature", "Date" over theirs): each head with its answer."""
    heads = list(itertools.takewhile(lambda line: _HEAD.search(line) and not re.search(r"\d", line), lines))
    answers = lines[len(heads) : 2 * len(heads)]
    return list(zip(heads, answers, strict=True)) if len(heads) > 1 and len(answers) == len(heads) else []


def _findings(subject: Subject) -> Iterator[Finding]:
    plan = subject.plan
    place = _text(subject, "I")
    section = plan.sections.get("I")
    if plan.status in (Status.DRAFT, Status.AMENDED) and section and _named(place):
        found = load_words("ending")["setting"].search(place)
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
    if plan.status is Status.FINAL and not (values["placement.name"] or values["placement.type"]):
        yield Finding(
            "placement.missing_in_final",
            Severity.HIGH,
            "I",
            place.split("\n")[0],
            "A final plan must name the setting, or its type.",
            "Name the school or other institution, or the type, that the child is to attend.",
            "Children and Families Act 2014, s39 and s40",
        )
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
    codes=(
        "placement.named_in_draft",
        "placement.missing_in_final",
        "budget.detail_missing",
        "lead.incomplete",
        "signoff.missing",
    ),
    version=2,
    examine=examine,
)
