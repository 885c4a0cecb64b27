"""How things are said on a page: moments, shares, answers; and what every template knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Flask, get_flashed_messages, request
from flask import url_for as flask_url_for
from flask_login import current_user

from checks.assessment import AdviceEntry, AnswerEntry, Assessment, NotInPlan
from extractors.dates import in_words
from moderation import states
from moderation.database.tables import User
from moderation.forms import advice_form, plan_form
from moderation.permissions import ROLE_WORDS, Action, may
from moderation.web.context import settings
from reports.words import SEVERITY, area_of, confidence

ANSWERS: Mapping[str, str] = {"yes": "Yes", "no": "No", "not_applicable": "Not applicable"}
KINDS: Mapping[str, str] = {
    "educational_psychology": "Educational psychology", "speech_language": "Speech and language therapy",
    "occupational_therapy": "Occupational therapy", "physiotherapy": "Physiotherapy", "paediatric": "Paediatrics",
    "camhs": "CAMHS", "school": "School", "early_years": "Early years", "social_care": "Social care",
    "sensory": "Sensory service", "youth_justice": "Youth justice", "parents": "Parents", "other": "Other advice",
}  # fmt: skip
AGENCIES: Mapping[str, str] = {
    "sen_team": "SEN team", "education": "Education", "health": "Health", "social_care": "Social care",
    "parents": "Parents' representatives",
}  # fmt: skip


def _london() -> dt.tzinfo:
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:  # a Windows machine without the zones' data
        return dt.UTC


LONDON = _london()


def moment(at: dt.datetime | None) -> str:
    """23 November 2026 at 14:05, by the clock in England."""
    if at is None:
        return "never"
    local = at.astimezone(LONDON)
    return f"{in_words(local.date())} at {local:%H:%M}"


def day(at: dt.datetime | dt.date | None) -> str:
    """23 November 2026."""
    if at is None:
        return ""
    return in_words(at.astimezone(LONDON).date() if isinstance(at, dt.datetime) else at)


def answer_words(value: object) -> str:
    """An answer as the form's choices have it; nothing where there is none."""
    return "No answer" if value is None or value == "" else ANSWERS.get(str(value), str(value))


def share(value: float | None) -> str:
    """74%, or "no figure yet"."""
    return "no figure yet" if value is None else f"{value:.0%}"


def kappa(value: float) -> str:
    """0.61, and never -0.00."""
    return f"{value:.2f}".replace("-0.00", "0.00")


def draft_words(draft: AnswerEntry) -> str:
    """A draft answer in words."""
    return "for you to judge" if draft.answer is None else answer_words(draft.answer)


def list_pair(value: str) -> tuple[str, str]:
    """A choice whose value is its own words."""
    return value, value


def person_pair(user: User) -> tuple[str, str]:
    """A person as a choice."""
    return str(user.id), user.display_name


def agency_pair(agency: str) -> tuple[str, str]:
    """An agency as a choice."""
    return agency, AGENCIES.get(agency, agency)


@cache
def _line_texts() -> dict[str, str]:
    return {line.id: line.text for line in (*plan_form().lines, *advice_form().lines)}


def line_text(line: str) -> str:
    """A line's own words."""
    return _line_texts().get(line, line)


def plan_number(assessment: Assessment) -> int:
    """The plan's place among the documents of its case."""
    return next((i for i, d in enumerate(assessment.documents) if d.role == "plan"), 0)


def gaps(advice: AdviceEntry) -> tuple[tuple[int, NotInPlan], ...]:
    """What the plan lacks of one piece of advice, each beside the document's number."""
    return tuple((advice.document, gap) for gap in advice.not_in_plan)


def url_for(endpoint: str, **values: object) -> str:
    """The address of a page, as Flask has it. A page holds dozens and they never change, so the newest are kept."""
    return _address(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=8192)
def _address(_root: str, endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
    return flask_url_for(endpoint, **dict(values))  # type: ignore[arg-type]  # (names of values alone)


def install(app: Flask) -> None:
    """Give every template what it knows."""
    app.jinja_env.filters.update(
        moment=moment, day=day, answer=answer_words, share=share, kappa=kappa, draft=draft_words
    )
    app.jinja_env.filters.update(
        sure=confidence, area=area_of, list_pair=list_pair, person_pair=person_pair, gaps=gaps, agency_pair=agency_pair
    )
    app.jinja_env.globals.update(
        SEVERITY=SEVERITY, KINDS=KINDS, AGENCIES=AGENCIES, ROLES=ROLE_WORDS, STATES=states.WORDS, State=states.State,
        Action=Action, url_for=url_for, plan_number=plan_number, line_text=line_text,
    )  # fmt: skip
    app.context_processor(_known)


def _known() -> dict[str, object]:
    person = current_user.actor if current_user.is_authenticated else None
    return {
        "council": settings().council_name,
        "council_account": settings().oidc is not None,
        "person": person,
        "can": (lambda action: may(person, Action(action))) if person else (lambda action: False),
        "told": get_flashed_messages(with_categories=True),
    }
