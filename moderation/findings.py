"""Findings that people set aside, each with its reason, kept for learning."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.assessment import FindingEntry
from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Dismissal
from moderation.errors import DeskError, NotFoundError, NotPermittedError
from moderation.permissions import Action, Actor, require
from moderation.queue.access import assessment_of, get_case, newest_draft, newest_version


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
