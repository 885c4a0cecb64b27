"""The pack of a round: agenda, blank forms, and each plan with its advice and draft forms, anonymised."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from checks.assessment import Assessment
from moderation import audit
from moderation.anonymise import AnonymousCase, Question, anonymise_case
from moderation.clock import utc_now
from moderation.database.tables import Round, RoundPlan, StandIns, Version
from moderation.errors import DeskError
from moderation.forms import advice_form, plan_form
from moderation.permissions import Action, Actor, may_see, require
from moderation.queue.access import assessment_of, newest_draft
from moderation.rounds.papers import agenda, blank_form
from moderation.rounds.questions import UndecidedError, answered_for
from moderation.rounds.records import get_round
from moderation.settings import DEFAULTS, DeskSettings

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip's first moment: the same pack is the same bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """The files of a pack by their path in it. ``name`` is what to call the folder or zip."""

    name: str
    files: Mapping[str, bytes]

    def as_zip(self) -> bytes:
        """All of it in one file."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as out:
            for path, data in sorted(self.files.items()):
                out.writestr(zipfile.ZipInfo(f"{self.name}/{path}", EARLIEST), data, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def write(self, folder: Path) -> Path:
        """All of it as a folder below ``folder``; returns that one. Raises ``OSError``."""
        for path, data in self.files.items():
            target = folder / self.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return folder / self.name


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack that is made but not noted yet; ``stand_ins`` by version."""

    round_id: int
    pack: Pack
    stand_ins: Mapping[int, dict[str, list[str]]]
    left_out: int


def prepare_pack(session: Session, actor: Actor, round_id: int, *, settings: DeskSettings = DEFAULTS) -> Prepared:
    """Make the pack of a round, and nothing of it where the second pass finds anything identifying in it.

    This reads documents again and takes its time, so it wants a reading session: nobody waits to save meanwhile.
    Raises ``UndecidedError`` where words wait for an answer, ``IdentifyingLeftError``, ``DeskError`` where no plan of the
    round is left.
    """
    require(actor, Action.EXPORT_PACK)
    made = get_round(session, actor, round_id)
    files: dict[str, bytes] = {}
    stand_ins: dict[int, dict[str, list[str]]] = {}
    undecided: dict[int, tuple[Question, ...]] = {}
    left_out: list[str] = []
    for plan in made.plans:
        anonymous = _anonymised(session, plan, settings)
        if anonymous is None or plan.version_id is None:
            left_out.append(plan.code)
        else:
            files |= {f"{plan.code}/{name}": data for name, data in anonymous.files.items()}
            stand_ins[plan.version_id] = anonymous.stand_ins
            if anonymous.questions:
                undecided[plan.version_id] = anonymous.questions
    if undecided:
        raise UndecidedError(undecided)
    if not files:
        raise DeskError("pack.empty", "All the plans of this round have been erased, so there is no pack to make.")
    files["agenda.docx"] = agenda(made, council=settings.council_name, left_out=left_out)
    files["forms/plan-form-blank.docx"] = blank_form(plan_form(), made=made.drawn_at)
    files["forms/advice-form-blank.docx"] = blank_form(advice_form(), made=made.drawn_at)
    return Prepared(round_id, Pack(f"moderation-{made.step}-{made.period}", files), stand_ins, len(left_out))


def keep_pack(session: Session, actor: Actor, prepared: Prepared, *, now: dt.datetime | None = None) -> Pack:
    """Note that a pack goes out, and keep its stand-ins, so that it says the same when it is made again."""
    require(actor, Action.EXPORT_PACK)
    for version_id, names in prepared.stand_ins.items():
        kept = session.get(StandIns, version_id)
        if kept is not None:
            kept.names = names
        elif session.get(Version, version_id) is not None:  # it may have been erased meanwhile
            session.add(StandIns(version_id=version_id, names=names))
    pack = prepared.pack
    digest = hashlib.sha256(pack.as_zip()).hexdigest()
    details: dict[str, audit.Detail] = {"files": len(pack.files), "left_out": prepared.left_out, "sha256": digest}
    audit.append(session, actor, "pack.exported", f"round:{prepared.round_id}", details, now=now or utc_now())
    return pack


def pack_key(session: Session, actor: Actor, round_id: int, *, now: dt.datetime | None = None) -> dict[str, Any]:
    """Who is who in a round's pack, for those who made it: by code, the case's reference and each stand-in's names.

    It says the children's names, so it is never put beside a pack, looking at it is noted in the audit log, and of a
    case that is not the actor's to see it says the reference alone.
    """
    require(actor, Action.EXPORT_PACK)
    made = get_round(session, actor, round_id)
    told: dict[str, Any] = {}
    for plan in made.plans:
        seen = plan.case is not None and may_see(actor, plan.case)
        kept = session.get(StandIns, plan.version_id) if seen else None
        told[plan.code] = {"reference": plan.reference, "stand_ins": dict(kept.names) if kept else {}}
    audit.append(session, actor, "pack.key_read", f"round:{made.id}", now=now or utc_now())
    return {"step": made.step, "period": made.period, "plans": told}


def can_export(made: Round) -> bool:
    """Whether any plan of the round is still there."""
    return any(plan.version_id is not None for plan in made.plans)


def _anonymised(session: Session, plan: RoundPlan, settings: DeskSettings) -> AnonymousCase | None:
    version = session.get(Version, plan.version_id) if plan.version_id is not None else None
    draft = newest_draft(session, version) if version else None
    if version is None or draft is None:
        return None
    assessment: Assessment = assessment_of(draft)
    read = {d.file for d in assessment.documents}
    documents = {f.name: f.content for f in version.files if f.role != "output" and f.name in read}
    kept = session.get(StandIns, version.id)
    return anonymise_case(
        plan.code, assessment, documents, also=settings.anonymise_also, earlier=kept.names if kept else {},
        answered=answered_for(session, version.id),
    )  # fmt: skip
