"""Findings that people set aside, each with its reason, kept for learning."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from checks.assessment import FindingEntry
from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Case, Dismissal, Draft, Review, Version
from moderation.errors import DeskError, NotFoundError, NotPermittedError
from moderation.permissions import Action, Actor, require, visible
from moderation.queue.access import assessment_of, get_case, newest_draft, newest_version

MOST_PLANS = 300  # read for how often a check spoke: the newest of the time asked about


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one finding was set aside: of which case, its quote, the reason, which version of the check had made it."""

    reference: str
    quote: str
    reason: str
    check_version: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SetAside:
    """A check whose findings people set aside: how many, of how many that it made in the plans looked at; an example of
    what it says, and each reason, the newest first.
    """

    check: str
    message: str
    aside: int
    made: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """The checks whose findings were set aside, the share that does not hold the highest first, and how many plans
    were looked at.
    """

    plans: int
    checks: tuple[SetAside, ...]


def set_aside_in(session: Session, actor: Actor, since: dt.datetime, until: dt.datetime) -> Learnt:
    """What was set aside in plans that people read between two moments, for whoever mends the checks. Raises
    ``NotPermittedError``.
    """
    require(actor, Action.SEE_AGREEMENT)
    read = select(Review.version_id).where(Review.submitted_at >= since, Review.submitted_at < until)
    aside = select(Dismissal.version_id).where(Dismissal.at >= since, Dismissal.at < until)
    query = (
        select(Version, Case.reference)
        .join(Case, Version.case_id == Case.id)
        .where(visible(actor), or_(Version.id.in_(read), Version.id.in_(aside)))
        .order_by(Version.id.desc())
        .limit(MOST_PLANS)
    )
    plans = session.execute(query).all()
    made: Counter[str] = Counter()
    says: dict[str, str] = {}
    reasons: dict[str, list[Reason]] = {}
    for version, reference in plans:
        draft: Draft | None = newest_draft(session, version)
        findings = {finding_key(f): f for f in (assessment_of(draft).findings if draft else ())}
        made.update(f.check for f in findings.values())
        for one in session.scalars(select(Dismissal).where(Dismissal.version_id == version.id)):
            finding = findings.get(one.finding)
            says.setdefault(one.check, finding.message if finding else "")
            quote = finding.quote if finding else ""
            reasons.setdefault(one.check, []).append(Reason(reference, quote, one.reason, one.check_version, one.at))
    told = [
        SetAside(c, says[c], len(r), max(made[c], len(r)), tuple(sorted(r, key=lambda x: x.at, reverse=True)))
        for c, r in reasons.items()
    ]
    return Learnt(len(plans), tuple(sorted(told, key=lambda x: (-x.aside / x.made, -x.aside, x.check))))


def finding_key(finding: FindingEntry) -> str:
    """A short name for a finding that stays the same when its plan is drafted anew."""
    told = "\n".join((finding.check, finding.section, finding.item or "", finding.quote))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def dismissed(session: Session, actor: Actor, reference: str) -> Mapping[str, Dismissal]:
    """The findings of the newest version that were set aside, by key."""
    version = newest_version(session, get_case(session, actor, reference))
    return {d.finding: d for d in session.scalars(select(Dismissal).where(Dismissal.version_id == version.id))}


def dismiss(
    session: Session, actor: Actor, reference: str, key: str, *, reason: str, now: dt.datetime | None = None
) -> Dismissal:
    """Set a finding aside. Raises ``DeskError`` without a reason, ``NotFoundError`` for an unknown finding."""
    require(actor, Action.DISMISS_FINDING)
    if actor.id is None:
        raise NotPermittedError("Dismissing a finding needs a person.")
    if not reason.strip():
        raise DeskError("finding.reason", "Say why this finding does not hold. The program learns from it.")
    case = get_case(session, actor, reference)
    version = newest_version(session, case)
    draft = newest_draft(session, version)
    found = assessment_of(draft).findings if draft else ()
    finding = next((f for f in found if finding_key(f) == key), None)
    if finding is None:
        raise NotFoundError
    query = select(Dismissal).where(Dismissal.version_id == version.id, Dismissal.finding == key)
    kept = session.scalar(query)
    if kept is None:
        kept = Dismissal(
            version_id=version.id, finding=key, check=finding.check, check_version=finding.version
        )  # fmt: skip
        session.add(kept)
    kept.reason, kept.by_id, kept.at = reason.strip(), actor.id, now or utc_now()
    session.flush()
    audit.append(session, actor, "finding.dismissed", case.reference, {"check": finding.check, "finding": key}, now=now)
    return kept


def restore(session: Session, actor: Actor, reference: str, key: str, *, now: dt.datetime | None = None) -> None:
    """Take a dismissal back."""
    require(actor, Action.DISMISS_FINDING)
    case = get_case(session, actor, reference)
    version = newest_version(session, case)
    kept = session.scalar(select(Dismissal).where(Dismissal.version_id == version.id, Dismissal.finding == key))
    if kept is None:
        raise NotFoundError
    session.delete(kept)
    audit.append(session, actor, "finding.restored", case.reference, {"check": kept.check, "finding": key}, now=now)
