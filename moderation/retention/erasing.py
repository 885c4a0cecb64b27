"""A case erased: documents, drafts, answers, comments, signatures, stand-ins and notices. What is left is that a case
of this reference was erased, when and by whom, and its place in a round's draw, which names nobody.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Case, Notice, Review, StoredFile, Version
from moderation.errors import NotFoundError
from moderation.permissions import Action, Actor, require

Reason = Literal["asked", "mistake", "age"]  # somebody's right, a wrong upload, the time is over: never free words


@dataclass(frozen=True, slots=True)
class Erased:
    """What went with a case, in numbers."""

    reference: str
    versions: int
    files: int
    reviews: int


def erase_case(
    session: Session, actor: Actor, reference: str, *, reason: Reason, now: dt.datetime | None = None
) -> Erased:
    """Erase a case for good. An administrator may, without seeing the case. Raises ``NotFoundError``."""
    require(actor, Action.ERASE)
    case = session.scalar(select(Case).where(Case.reference == reference).with_for_update(of=Case))
    if case is None:
        raise NotFoundError("There is no case of this reference.")
    versions = list(session.scalars(select(Version.id).where(Version.case_id == case.id)))
    files = session.scalar(select(func.count()).select_from(StoredFile).where(StoredFile.version_id.in_(versions))) or 0
    reviews = session.scalar(select(func.count()).select_from(Review).where(Review.case_id == case.id)) or 0
    session.expunge_all()  # the database itself takes everything along that belongs to the case
    session.execute(delete(Notice).where(Notice.reference == reference))
    session.execute(delete(Case).where(Case.id == case.id))
    erased = Erased(reference, len(versions), files, reviews)
    details: dict[str, audit.Detail] = {
        "reason": reason,
        "versions": erased.versions,
        "files": files,
        "reviews": reviews,
    }
    audit.append(session, actor, "case.erased", reference, details, now=now or utc_now())
    return erased
