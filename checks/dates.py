"""Ages, year groups and dates that do not agree.

Looks for      An age, a year group, a key stage, a date of birth or a move of school that the front sheet
               denies; arrangements for another age ("under 5"); a phase or birthday with the wrong year; a
               review before the draft.
Why            A plan that is out of date for the child's age cannot be reviewed (SEND Code of Practice 9.166).
Fails          Maisie is 9 years old and is in Year 5.   (born 11 February 2016, draft of 2 November 2026)
Passes         When Maisie was 9 years old she moved house.
Leaves alone   Ages told of the past or of others, reading ages, levels ("the level of a Year 2 pupil"); an age
               that a birthday in the last two months has overtaken (told at low severity).
Not known      Plans without a date of birth: years are then held against the printed year group alone.
Known problems A child who is taught out of year may be told at low severity.
Measured       Of 60 sentences written unseen, the earlier check had 40 right, of 43 more the next had 41; alarms on the
               samples: 0 a plan.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checks.ages import KEY_STAGE_ENDS, age_on, key_stage, number_in, printed_year, year_ends, year_from_birth
from checks.check import CaseCheck
from checks.finding import Examined, Finding, Severity
from checks.identity.people import child_names
from checks.subject import Subject
from checks.words import load_words
from extractors.dates import find_dates, in_words
from extractors.passage import Passage
from models.sentences import spans

REASON = "SEND Code of Practice 9.166 to 9.175: outcomes and arrangements must fit the child's age and phase"
REMEDY = "Check it against the date of birth and the date of the plan."
_N = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
# Each age as it is said of somebody who stands just before it, or is "a 9-year-old girl".
_AGES = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b(?:is|am)(?: now| currently| aged| about)? (?P<age>{_N})(?= years?(?: old| of age| and)|-?years?-?old|\.|$| and (?:[a-z]+s|in)\b|,(?! \d))",
        rf"\b(?:is|am)(?: an?| now an?)? (?:\w+ )?(?P<age>{_N})[- ]years?[- ]old",
        rf"\baged (?P<age>{_N})(?=,|\.|$| and| years)",
        rf"^(?P<who>[\w’'-]+) \((?:aged? )?(?P<age>{_N})\)",
        rf"^As an? (?P<age>{_N})[- ]years?[- ]old(?: [a-z]+)?, (?P<who>[\w’'-]+)",
        rf"\b, who is (?:now )?(?P<age>{_N})(?=,|\.| )",
        rf"^at (?:the age of )?(?P<age>{_N})(?: years (?:of age|old))?, (?P<who>[\w’'-]+) (?:is|still|can|has|needs|does|cannot)\b",
    )
)
_PAST = re.compile(
    r"\b(?:when|was|were|then|had|at the time|since|until|before|will be|would|like (?:that|those) of|as a|reading age|level of|equivalent|working (?:at|within)|behind|younger|older than|report)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\bis (?:now |currently |already )?(?:a pupil |placed |taught )?(?:in|an?) (?P<year>(?:Year|Yr|Y) ?\d{1,2}|Reception)(?: pupil| student| child| boy| girl)?\b"
    r"|^As an? (?P<year2>(?:Year|Yr|Y) ?\d{1,2}|Reception) (?:pupil|student|child|boy|girl), (?P<who>[\w’'-]+)"
)
_STAGE = re.compile(
    r"\bis (?:now |currently |coming )?(?:in|(?:at|near|to) the (?:start|beginning|middle|end) of) (?:Key Stage|KS) ?(?P<stage>\d)\b"
)
_TURNED = re.compile(
    rf"\b(?:turned|turns|will turn|will be|had (?:his|her|their)) (?P<age>{_N})(?:st|nd|rd|th)?(?: birthday)?(?: years old)? in (?:{_MONTH}) (?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:moves?|moving|transfers?|transferring|starts?|starting|goes|enters?|will (?:move|transfer|start|go|enter))\b[^.]{0,40}?\b(?P<to>secondary|Year 7|high school|Reception|primary)\b[^.]{0,25}?\b(?:in|from) September (?P<year>20\d\d)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:was born on|date of birth|d\.? ?o\.? ?b\.?)\b[^\d\n]{0,12}(?=\d)", re.IGNORECASE)
_UNDER_FIVE = re.compile(
    r"\bunder (?:the age of )?(?:5|five)\b(?! (?:minutes|hours|pupils|children|other))|\bevery (?:3|three) to (?:6|six) months\b",
    re.IGNORECASE,
)
_PHASE_END = re.compile(
    rf"\bend of (?P<phase>Reception|Year ?\d{{1,2}}|(?:Key Stage|KS) ?\d)(?: \(| in |,? )(?:(?:{_MONTH}|summer|summer term),? )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"\b(?P<n>\d{1,2})(?:st|nd|rd|th) birthday \((?P<on>[^)]*20\d\d)\)")
_YEARLY = re.compile(
    r"\breview\w*\b[^.]{0,80}?\b(?:within (?:12|twelve) months|every (?:12|twelve) months|each year|every year|annually|once a year)\b",
    re.IGNORECASE,
)
_STARTED_LATER = re.compile(
    r"\b(?:start\w* (?:school |in Reception )?(?:a|one) year later|(?:delay|defer)(?:red|ring|s|ed)? (?:entry|start|school|(?:his|her|their) (?:start|entry|place))|out(?:side| of) (?:his|her|their|the) (?:chronological |normal )?year(?: group)?|year below (?:his|her|their) age)\b",
    re.IGNORECASE,
)
SUMMER_BORN = range(4, 9)  # months; such a child may start Reception a year later (School Admissions Code 2.18)
OVERTAKEN = dt.timedelta(days=62)  # a birthday so near the draft may have come while the plan was written
LATEST_REVIEW = dt.timedelta(days=400)


def examine(subject: Subject) -> Examined:
    """All disagreements, each quoted."""
    at = subject.plan.dates.draft or subject.today
    return Examined((*_told(subject, at), *_front(subject, at), *_arrangements(subject, at), *_phases(subject, at)))


def _told(subject: Subject, at: dt.date) -> Iterator[Finding]:
    """Sentences of A to D that say something else than the front sheet; at most one finding each."""
    for letter in ("A", "B", "C", "D"):
        section = subject.plan.sections.get(letter)
        for start, end in spans(section.text) if section else ():
            sentence = section.text[start:end] if section else ""
            wrong = _wrong(subject, sentence, at)
            if wrong and section:
                message, severity = wrong
                yield _finding(subject, letter, section.passage, start, end, message, severity=severity)


def _wrong(subject: Subject, sentence: str, at: dt.date) -> tuple[str, Severity] | None:
    child = subject.plan.child
    born = child.date_of_birth
    if born and (m := _BORN.search(sentence)) and _about_child(subject, sentence[: m.start()], "born"):
        said = next((d.date for d in find_dates(sentence) if d.start >= m.end() - 1), None)
        if said and said != born:
            return f"The front sheet gives the date of birth as {in_words(born)}.", Severity.MEDIUM
    if (m := _MOVES.search(sentence)) and _about_child(subject, sentence[: m.start()], "moves"):
        first = 7 if m["to"].lower() in ("secondary", "year 7", "high school") else 0
        ends = year_ends(child, at, first)
        if ends and ends.year - 1 != int(m["year"]):
            later = int(m["year"]) == ends.year and first == 0 and born is not None and born.month in SUMMER_BORN
            message = f"By the date of birth and year group this is in September {ends.year - 1}."
            return (
                (f"{message} A child born in summer may start a year later: ask.", Severity.LOW)
                if later
                else (message, Severity.MEDIUM)
            )
    if born and (m := _TURNED.search(sentence)) and _about_child(subject, sentence[: m.start()], "age"):
        turned = number_in(m["age"])
        if turned is not None and born.year + turned != int(m["year"]):
            return f"By the date of birth the child turns {turned} in {born.year + turned}.", Severity.MEDIUM
    age = age_on(born, at)
    if born is not None and age is not None:
        for pattern in _AGES:
            for m in pattern.finditer(sentence):
                said_age = number_in(m["age"])
                lead = f"{sentence[: m.start()]} {m.groupdict().get('who') or ''}"
                if said_age is None or said_age == age or _PAST.search(lead) or not _about_child(subject, lead, "age"):
                    continue
                recent = said_age == age - 1 and age_on(born, at - OVERTAKEN) == said_age
                message = f"The date of birth makes the child {age} at the draft, not {said_age}."
                return message, Severity.LOW if recent else Severity.MEDIUM
    return _wrong_year(subject, sentence, at)


def _wrong_year(subject: Subject, sentence: str, at: dt.date) -> tuple[str, Severity] | None:
    child = subject.plan.child
    printed = printed_year(child.year_group)
    expected = printed if printed is not None and printed >= 0 else year_from_birth(child.date_of_birth, at)
    if expected is None:
        return None
    source = f"The front sheet says {child.year_group}" if printed is not None else "The date of birth gives another"
    for m in _YEAR.finditer(sentence):
        said = printed_year(m["year"] or m["year2"])
        lead = m["who"] or sentence[: m.start()]
        if said is not None and said != expected and _stands(subject, lead):
            return f"{source}.", Severity.MEDIUM
    for m in _STAGE.finditer(sentence):
        if int(m["stage"]) != key_stage(expected) and _stands(subject, sentence[: m.start()]):
            return f"{source}, which is Key Stage {key_stage(expected)}.", Severity.MEDIUM
    return None


def _stands(subject: Subject, lead: str) -> bool:
    return _about_child(subject, lead, "year") and not _PAST.search(lead)


def _about_child(subject: Subject, lead: str, what: str) -> bool:
    """Whether the words before are of this child: a name or pronoun of theirs stands there, and no relative."""
    people = load_words("identity.people")
    if any(people[k].search(lead) for k in ("relation", "pet", "another")):
        return False
    words = re.findall(r"[A-Za-z][\w’'-]*", lead)
    if not words:
        return what == "born"
    named = any(w.removesuffix("'s").removesuffix("’s") in child_names(subject.plan) for w in words)
    pronoun = words[0].lower() in ("he", "she", "they", "i", "his", "her", "their", "my")
    return named or pronoun


def _front(subject: Subject, at: dt.date) -> Iterator[Finding]:
    child, front = subject.plan.child, subject.plan.front
    expected, by_birth = printed_year(child.year_group), year_from_birth(child.date_of_birth, at)
    if expected is not None and by_birth is not None and abs(by_birth - expected) > 1 and front:
        found = front.text.find(child.year_group)
        if found >= 0:
            message = "The date of birth gives another year group."
            end = found + len(child.year_group)
            yield _finding(subject, "", front, found, end, message, severity=Severity.LOW)
    due = subject.plan.dates.next_review
    if due and front and due < at:
        message = f"The next review ({in_words(due)}) is before the draft."
        yield _finding(subject, "", front, 0, min(80, len(front.text)), message)
    yearly = _YEARLY.search(subject.plan.sections["E"].text) if "E" in subject.plan.sections else None
    if due and front and due - (subject.plan.dates.final or at) > LATEST_REVIEW and not yearly:
        message = f"The next review ({in_words(due)}) is more than twelve months away."
        yield _finding(subject, "", front, 0, min(80, len(front.text)), message, severity=Severity.LOW)


def _arrangements(subject: Subject, at: dt.date) -> Iterator[Finding]:
    age = age_on(subject.plan.child.date_of_birth, at)
    section = subject.plan.sections.get("E")
    if age is None or age < 6 or section is None:
        return
    for start, end in spans(section.text):
        if _UNDER_FIVE.search(section.text, start, end):
            message = f"These arrangements are for a child under five; this child is {age}."
            yield _finding(subject, "E", section.passage, start, end, message)
            return


def _phases(subject: Subject, at: dt.date) -> Iterator[Finding]:
    """An outcome by "the end of Reception (July 2027)" where this child's Reception year ends in another summer."""
    child = subject.plan.child
    for outcome in subject.plan.outcomes:
        for passage in (outcome.passage, *outcome.steps):
            m = _PHASE_END.search(passage.text)
            if m:
                stage = re.search(r"\d", m["phase"]) if re.match(r"(?i)key|ks", m["phase"]) else None
                year = KEY_STAGE_ENDS.get(int(stage[0])) if stage else printed_year(m["phase"])
                right = year_ends(child, at, year) if year is not None else None
                if right and right.year != int(m["year"]):
                    message = f"By the date of birth, this child's {m['phase']} ends in {right.year}."
                    severity = Severity.MEDIUM
                    if _a_year_later(subject, right.year, int(m["year"])):
                        if any(_STARTED_LATER.search(section.text) for section in subject.plan.sections.values()):
                            continue
                        message, severity = f"{message} A child born in summer may be a year later: ask.", Severity.LOW
                    yield _finding(
                        subject, "E", passage, m.start(), m.end(), message, item=outcome.id, severity=severity
                    )
            b = _BIRTHDAY.search(passage.text)
            on = find_dates(b["on"])[:1] if b else []
            if b and on and child.date_of_birth and on[0].date.year - child.date_of_birth.year != int(b["n"]):
                message = f"The {b['n']}th birthday is in {child.date_of_birth.year + int(b['n'])}."
                yield _finding(subject, "E", passage, b.start(), b.end(), message, item=outcome.id)


def _a_year_later(subject: Subject, right: int, said: int) -> bool:
    """Whether the plan's year is the one after, and the child may have started school a year later."""
    born = subject.plan.child.date_of_birth
    return said == right + 1 and born is not None and born.month in SUMMER_BORN


def _finding(
    subject: Subject,
    section: str,
    passage: Passage,
    start: int,
    end: int,
    message: str,
    *,
    item: str | None = None,
    severity: Severity = Severity.MEDIUM,
) -> Finding:
    quote, place = passage.text[start:end], subject.place(passage, start, end)
    return Finding("dates.inconsistent", severity, section, quote, message, REMEDY, REASON, item, place, version=2)


CHECK = CaseCheck(codes=("dates.inconsistent",), version=2, examine=examine)
