"""Cases come to the desk: a new plan, the same documents again, or a new draft of a plan that is known."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.age_groups import age_group
from checks.assessment import Assessment
from moderation import audit
from moderation.changes import what_changed
from moderation.clock import utc_now
from moderation.database.tables import Case, Draft, Review, StoredFile, User, Version
from moderation.errors import DeskError, NotNowError
from moderation.facts import flags, plan_key, urgency
from moderation.notices import note
from moderation.permissions import Action, Actor, Role, require
from moderation.queue.access import assessment_of, get_case, new_reference, newest_draft, newest_version
from moderation.settings import DEFAULTS, DeskSettings
from moderation.stated import stated_need, stated_placement
from moderation.states import ReviewState, State


@dataclass(frozen=True, slots=True)
class Added:
    """What became of documents that came in. ``same``: they were known and nothing is new; ``redrafted``: they
    were known, and this program drafts them anew.
    """

    reference: str
    version: int
    outcome: Literal["new", "same", "redrafted", "new_version"]


def add_case(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    documents: Mapping[str, bytes],
    *,
    outputs: Mapping[str, bytes] | None = None,
    send: bool = True,
    settings: DeskSettings = DEFAULTS,
    now: dt.datetime | None = None,
) -> Added:
    """Put an assessed case on the desk. ``documents`` are the originals by file name, ``outputs`` the files made of
    them. With ``send`` false it stays with its writer, outside the queue, until ``send_to_queue``.

    Raises ``DeskError`` where a document of the assessment is not given.
    """
    require(actor, Action.ADD_CASE)
    at = now or utc_now()
    if missing := [d for d in assessment.documents if d.file not in documents]:
        raise DeskError("case.file_missing", f"{len(missing)} of the documents that were assessed are not given.")
    mark = fingerprint(documents.values(), private_to=None if send else actor)
    known = session.scalar(select(Version).where(Version.fingerprint == mark))
    if known is not None:
        return _again(session, actor, known, assessment, outputs or {}, at)
    case, earlier = _same_plan(session, assessment) if send else (None, None)
    outcome: Literal["new", "new_version"] = "new_version" if case else "new"
    changes = what_changed(assessment_of(earlier), assessment) if earlier else {}
    if case is None:
        state = State.QUEUED if send else State.WITH_WRITER
        case = _new_case(session, actor, assessment.case, state, at)
        case.plan_key = plan_key(assessment.plan.child, assessment.case) if send else None
        number = 1
    else:
        number = newest_version(session, case).number + 1
        _supersede(session, case, at)
    _describe(case, assessment, settings, at)
    session.flush()
    version = Version(case_id=case.id, number=number, fingerprint=mark, changes=changes, added_at=at)
    version.files = [*_originals(assessment, documents), *_made(outputs or {})]
    version.drafts = [_draft(assessment)]
    session.add(version)
    session.flush()
    audit.append(session, actor, f"case.{outcome}", case.reference, {"version": number}, now=at)
    return Added(case.reference, number, outcome)


def add_failure(
    session: Session,
    actor: Actor,
    source_name: str,
    documents: Mapping[str, bytes],
    *,
    code: str,
    sentence: str,
    now: dt.datetime | None = None,
) -> Added:
    """Put a case on the desk that could not be assessed, so that somebody looks at it."""
    require(actor, Action.ADD_CASE)
    at = now or utc_now()
    mark = fingerprint(documents.values())
    known = session.scalar(select(Version).where(Version.fingerprint == mark))
    if known is not None:
        return Added(known.case.reference, known.number, "same")
    case = _new_case(session, actor, source_name, State.COULD_NOT_ASSESS, at)
    case.state_reason = sentence
    session.flush()
    version = Version(case_id=case.id, number=1, fingerprint=mark, changes={}, added_at=at)
    version.files = [_file(i, name, "other", content) for i, (name, content) in enumerate(documents.items())]
    session.add(version)
    session.flush()
    for manager in _managers(session):
        note(session, manager, "could_not_assess", case.reference, now=at)
    audit.append(session, actor, "case.could_not_assess", case.reference, {"code": code}, now=at)
    return Added(case.reference, 1, "new")


def _managers(session: Session) -> list[User]:
    """Who hears of a case that could not be assessed: it has no team yet, so those of all teams."""
    return [u for u in session.scalars(select(User).where(User.active)) if Role.MANAGER in u.roles]


def send_to_queue(
    session: Session,
    actor: Actor,
    reference: str,
    *,
    settings: DeskSettings = DEFAULTS,
    now: dt.datetime | None = None,
) -> Added:
    """Send what a writer tried out to the moderators. Where the plan is known already it becomes its new version,
    so the reference may be another one afterwards.
    """
    case = get_case(session, actor, reference, change=True)
    if case.state != State.WITH_WRITER:
        raise NotNowError("case.sent", "This plan has been sent already.")
    version = newest_version(session, case)
    draft = newest_draft(session, version)
    if draft is None:
        raise NotNowError("case.no_draft", "This plan could not be assessed. Ask a moderator to read it.")
    documents = {f.name: f.content for f in version.files if f.role != "output"}
    outputs = {f.name: f.content for f in version.files if f.role == "output"}
    assessment = assessment_of(draft)
    session.delete(case)
    session.flush()
    audit.append(session, actor, "case.sent", reference, now=now)
    return add_case(session, actor, assessment, documents, outputs=outputs, settings=settings, now=now)


def fingerprint(contents: Iterable[bytes], *, private_to: Actor | None = None) -> str:
    """A digest of documents that does not depend on their names or order."""
    digest = hashlib.sha256("\n".join(sorted(hashlib.sha256(c).hexdigest() for c in contents)).encode()).hexdigest()
    # What a writer tries out must neither meet nor reveal what others have on the desk.
    return f"{private_to.id}:{digest}" if private_to else digest


def _again(
    session: Session,
    actor: Actor,
    version: Version,
    assessment: Assessment,
    outputs: Mapping[str, bytes],
    at: dt.datetime,
) -> Added:
    """The same documents once more: nothing is new unless the program or its forms are."""
    case, newest = version.case, newest_draft(session, version)
    told = {k: v for k, v in assessment.versions.items() if k != "inputs"}
    if newest and {k: v for k, v in newest.versions.items() if k != "inputs"} == told:
        return Added(case.reference, version.number, "same")
    version.drafts.append(_draft(assessment))
    kept = {f.name: f for f in version.files}
    for made in _made(outputs):
        if made.name in kept and kept[made.name].role == "output":
            kept[made.name].content, kept[made.name].sha256 = made.content, made.sha256
            kept[made.name].size = made.size
        elif made.name not in kept:
            version.files.append(made)
    if case.state in (State.QUEUED, State.COULD_NOT_ASSESS, State.WITH_WRITER):
        _describe(case, assessment, DEFAULTS, at)
        if case.state == State.COULD_NOT_ASSESS:
            case.state, case.state_since, case.state_reason = State.QUEUED.value, at, ""
            case.plan_key = case.plan_key or _free_key(session, assessment)
    session.flush()
    audit.append(session, actor, "case.redrafted", case.reference, {"version": version.number}, now=at)
    return Added(case.reference, version.number, "redrafted")


def _same_plan(session: Session, assessment: Assessment) -> tuple[Case | None, Draft | None]:
    key = plan_key(assessment.plan.child, assessment.case)
    case = session.scalar(select(Case).where(Case.plan_key == key).with_for_update(of=Case)) if key else None
    if case is None:
        return None, None
    return case, newest_draft(session, newest_version(session, case))


def _free_key(session: Session, assessment: Assessment) -> str | None:
    key = plan_key(assessment.plan.child, assessment.case)
    taken = session.scalar(select(Case.id).where(Case.plan_key == key)) if key else None
    return None if taken else key


def _supersede(session: Session, case: Case, at: dt.datetime) -> None:
    """A newer draft came: what was being read is closed and kept, and the case waits again."""
    query = select(Review).where(Review.case_id == case.id, Review.state.in_([ReviewState.OPEN, ReviewState.LAPSED]))
    for review in session.scalars(query):
        review.state = ReviewState.CLOSED.value
        review.lease_until = None
    case.state, case.state_since, case.state_reason = State.QUEUED.value, at, "A newer draft came."


def _new_case(session: Session, actor: Actor, source_name: str, state: State, at: dt.datetime) -> Case:
    case = Case(
        reference=new_reference(session), source_name=source_name, state=state.value, state_since=at,
        added_by_id=actor.id, added_at=at, changed_at=at,
    )  # fmt: skip
    session.add(case)
    return case


def _describe(case: Case, assessment: Assessment, settings: DeskSettings, at: dt.datetime) -> None:
    """What the queue shows of the case, renewed."""
    facts, flagged = assessment.facts, flags(assessment)
    case.source_name = assessment.case
    case.team, case.coordinator = facts.team or case.team or "", facts.coordinator or assessment.plan.coordinator
    # A newer draft that comes without its row of cases.csv keeps what was told of the plan before.
    case.primary_need = facts.primary_need or case.primary_need or stated_need(assessment)
    case.placement_type = facts.placement_type or case.placement_type or stated_placement(assessment)
    case.age_group = age_group(assessment.plan.child, at.date())
    case.missing_c_d, case.broken_thread = flagged.missing_c_d, flagged.broken_thread
    case.high_findings, case.left_open, case.confidence = flagged.high_findings, flagged.left_open, flagged.confidence
    case.urgency = urgency(flagged)
    case.due_at = at + dt.timedelta(days=settings.review_within_days)
    case.changed_at = at


def _originals(assessment: Assessment, documents: Mapping[str, bytes]) -> list[StoredFile]:
    entries = {d.file: (i, d) for i, d in enumerate(assessment.documents)}
    files: list[StoredFile] = []
    for name, content in documents.items():
        if name in entries:
            position, entry = entries[name]
            file = _file(position, name, entry.role, content)
            file.kind, file.format, file.pages, file.words = entry.kind or "", entry.format, entry.pages, entry.words
        else:
            # It came with the case but could not be read: kept all the same.
            file = _file(len(entries) + len(files), name, "other", content)
        files.append(file)
    return files


def _made(outputs: Mapping[str, bytes]) -> list[StoredFile]:
    return [_file(1000 + i, name, "output", content) for i, (name, content) in enumerate(sorted(outputs.items()))]


def _file(position: int, name: str, role: str, content: bytes) -> StoredFile:
    return StoredFile(
        position=position, name=name, role=role, sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        content=content,
    )  # fmt: skip


def _draft(assessment: Assessment) -> Draft:
    text = assessment.to_json()
    made_at = assessment.assessed_at
    return Draft(
        assessment=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        versions=dict(assessment.versions),
        made_at=made_at if made_at.tzinfo else made_at.replace(tzinfo=dt.UTC),
    )
