"""All that the desk holds on one child, in one zip: for a subject access request, or to move it elsewhere."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import Session

from checks.assessment import ChildEntry
from moderation import audit
from moderation.clock import utc_now
from moderation.database.base import Base
from moderation.database.tables import (
    Answer,
    AuditEntry,
    Case,
    Dismissal,
    Draft,
    Notice,
    PackQuestion,
    Review,
    RoundPlan,
    SignOff,
    StandIns,
    StoredFile,
    User,
    Version,
)
from moderation.errors import DeskError
from moderation.facts import plan_key
from moderation.permissions import Action, Actor, require
from moderation.queue.access import assessment_of

Record = TypeVar("Record", bound=Base)
READ_ME = """Everything that the moderators' desk holds on one child, written on {day}.

everything.json   every record: cases, versions with what changed, drafts, reviews, answers and comments, findings set
                  aside, signatures, rounds, notices, and what the audit log says of these cases
files/            every document as it came, and every file that the program made of it, by case and version

Copies in backups are not part of this. People who worked on the case are named by their user names.
"""


@dataclass(frozen=True, slots=True)
class ChildExport:
    """The zip, and which cases it holds."""

    data: bytes
    references: tuple[str, ...]
    files: int


def references_of_child(
    session: Session, actor: Actor, *, reference: str = "", name: str = "", born: dt.date | None = None
) -> tuple[str, ...]:
    """The references of every case of a child: of the case given, or by name and date of birth. Drafts that a writer
    tries out are among them. Raises ``DeskError`` where there is none.
    """
    require(actor, Action.EXPORT_CHILD)
    wanted = _key(session, reference) if reference else plan_key(ChildEntry(name=name, date_of_birth=born), "")
    found: dict[str, None] = {reference: None} if reference else {}
    if wanted:
        query = select(Case.reference, Case.source_name, Draft).join(Version, Version.case_id == Case.id)
        query = query.join(Draft, Draft.version_id == Version.id).order_by(Case.id)
        for known, source, draft in session.execute(query.execution_options(yield_per=50)):
            if plan_key(assessment_of(draft).plan.child, source) == wanted:
                found[known] = None
    if not found:
        raise DeskError("child.not_found", "Nothing is held on a child of this name and date of birth.")
    return tuple(found)


def export_child(
    session: Session,
    actor: Actor,
    *,
    reference: str = "",
    name: str = "",
    born: dt.date | None = None,
    now: dt.datetime | None = None,
) -> ChildExport:
    """All that is held on a child, named by one of its cases, or by name and date of birth. Needs a writing session:
    it is noted in the audit log.
    """
    at = now or utc_now()
    references = references_of_child(session, actor, reference=reference, name=name, born=born)
    made = io.BytesIO()
    number = 0
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("README.txt", READ_ME.format(day=f"{at.day} {at:%B %Y}"))
        told = [_case(session, one) for one in references]
        out.writestr("everything.json", json.dumps(told, indent=1, ensure_ascii=False, default=_plain))
        for one in references:
            for path, content in _files(session, one):
                out.writestr(path, content)
                number += 1
    for one in references:
        audit.append(session, actor, "child.exported", one, {"files": number}, now=at)
    return ChildExport(made.getvalue(), references, number)


def _key(session: Session, reference: str) -> str | None:
    case = session.scalar(select(Case).where(Case.reference == reference))
    if case is None:
        raise DeskError("child.not_found", "There is no case of this reference.")
    drafts = session.scalars(
        select(Draft).join(Version).where(Version.case_id == case.id).order_by(Draft.id.desc())
    ).all()
    keys = (plan_key(assessment_of(d).plan.child, case.source_name) for d in drafts)
    return next((key for key in keys if key), None)


def _case(session: Session, reference: str) -> dict[str, Any]:
    case = session.scalars(select(Case).where(Case.reference == reference)).one()
    told = _row(session, case)
    told["versions"] = [_version(session, v) for v in case.versions]
    told["reviews"] = [
        _row(session, review)
        | {"answers": [_row(session, a) for a in _all(session, Answer, Answer.review_id == review.id)]}
        for review in _all(session, Review, Review.case_id == case.id)
    ]
    told["rounds"] = [
        _row(session, plan) | {"step": plan.round.step, "period": plan.round.period}
        for plan in session.scalars(select(RoundPlan).where(RoundPlan.case_id == case.id))
    ]
    told["notices"] = [_row(session, n) for n in _all(session, Notice, Notice.reference == reference)]
    told["audit_log"] = [_row(session, e) for e in _all(session, AuditEntry, AuditEntry.subject == reference)]
    return told


def _version(session: Session, version: Version) -> dict[str, Any]:
    told = _row(session, version)
    told["files"] = [_row(session, f) for f in version.files]
    told["drafts"] = [_row(session, draft) | {"assessment": json.loads(draft.assessment)} for draft in version.drafts]
    told["findings_set_aside"] = [
        _row(session, d) for d in _all(session, Dismissal, Dismissal.version_id == version.id)
    ]
    told["signatures"] = [_row(session, s) for s in _all(session, SignOff, SignOff.version_id == version.id)]
    kept = session.get(StandIns, version.id)
    told["stand_ins"] = dict(kept.names) if kept else {}
    told["pack_questions"] = [
        _row(session, q) for q in _all(session, PackQuestion, PackQuestion.version_id == version.id)
    ]
    return told


def _files(session: Session, reference: str) -> list[tuple[str, bytes]]:
    query = select(StoredFile, Version.number).join(Version).join(Case).where(Case.reference == reference)
    found = []
    for file, number in session.execute(query.order_by(Version.number, StoredFile.position)):
        # A name is only ever a name: no folder of it leads out of the zip.
        name = PurePosixPath(file.name.replace("\\", "/")).name or f"file-{file.id}"
        folder = "made" if file.role == "output" else "documents"
        found.append((f"files/{reference}/version-{number}/{folder}/{file.position}-{name}", file.content))
    return found


def _all(session: Session, table: type[Record], where: ColumnElement[bool]) -> Sequence[Record]:
    key = inspect(table).primary_key[0]
    return session.scalars(select(table).where(where).order_by(key)).all()


def _row(session: Session, row: Base) -> dict[str, Any]:
    """A record by its columns, without bytes and digests of sign-ins; people by their user names."""
    told: dict[str, Any] = {}
    for column in inspect(type(row)).columns:
        if column.name in ("content", "assessment"):
            continue
        value = getattr(row, column.name)
        foreign = next(iter(column.foreign_keys), None)
        if foreign is not None and foreign.column.table.name == User.__tablename__:
            user = session.get(User, value) if value is not None else None
            told[column.name.removesuffix("_id")] = user.username if user else None
        else:
            told[column.name] = value
    return told


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written")
