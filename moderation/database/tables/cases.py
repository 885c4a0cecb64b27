"""Cases with their versions, files and drafts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moderation.database.base import Base
from moderation.database.tables.people import User
from moderation.states import State


class Case(Base):
    """One child's plan on the desk, as its newest version stands.

    ``reference``      what people and e-mails call it; says nothing of the child.
    ``plan_key``       tells that two drafts are of the same plan; None where the draft does not say whose it is.
    ``source_name``    the folder or file it came from: may hold the child's name, so it is never logged.
    ``missing_c_d``    section C or D has neither needs nor a statement.
    ``broken_thread``  number of needs without provision or outcome.
    ``left_open``      number of lines the program left to people.
    ``confidence``     mean confidence over the lines it answered, 0 to 1.
    ``urgency``        what needs a person most stands first (``moderation.triage``).
    ``revision``       grows with every change, so that no two changes overwrite each other.
    """

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_state_urgency", "state", "urgency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    plan_key: Mapped[str | None] = mapped_column(unique=True)
    source_name: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.QUEUED.value)
    state_since: Mapped[dt.datetime]
    state_reason: Mapped[str] = mapped_column(default="")
    team: Mapped[str] = mapped_column(default="", index=True)
    coordinator: Mapped[str] = mapped_column(default="")
    primary_need: Mapped[str] = mapped_column(default="")
    placement_type: Mapped[str] = mapped_column(default="")
    age_group: Mapped[str] = mapped_column(default="")
    missing_c_d: Mapped[bool] = mapped_column(default=False)
    broken_thread: Mapped[int] = mapped_column(default=0)
    high_findings: Mapped[int] = mapped_column(default=0)
    left_open: Mapped[int] = mapped_column(default=0)
    confidence: Mapped[float] = mapped_column(default=0.0)
    urgency: Mapped[float] = mapped_column(default=0.0)
    due_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    revision: Mapped[int] = mapped_column()

    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    versions: Mapped[list[Version]] = relationship(
        back_populates="case", order_by="Version.number", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012  (SQLAlchemy reads it from the class)


class Version(Base):
    """One set of documents of a case. ``fingerprint`` is over the documents' digests: the same documents
    are one version. ``changes`` says what is different from the version before (``moderation.changes``).
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("case_id", "number"), UniqueConstraint("fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    fingerprint: Mapped[str]
    changes: Mapped[dict[str, Any]]
    added_at: Mapped[dt.datetime]

    case: Mapped[Case] = relationship(back_populates="versions")
    files: Mapped[list[StoredFile]] = relationship(
        back_populates="version", order_by="StoredFile.position", cascade="all, delete-orphan"
    )
    drafts: Mapped[list[Draft]] = relationship(
        back_populates="version", order_by="Draft.id", cascade="all, delete-orphan"
    )


class StoredFile(Base):
    """A file of a version: a document as it came (``role`` plan, advice, other) or one that the program
    made of it (``role`` output). ``position`` of a document is its number in the assessment.
    """

    __tablename__ = "files"
    __table_args__ = (UniqueConstraint("version_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    format: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    words: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(default=0)
    content: Mapped[bytes] = mapped_column(deferred=True)

    version: Mapped[Version] = relationship(back_populates="files")


class Draft(Base):
    """What the program drafted: the assessment's JSON, byte for byte. The database refuses any change of it."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), index=True)
    assessment: Mapped[str] = mapped_column(deferred=True)
    sha256: Mapped[str]
    versions: Mapped[dict[str, Any]]
    made_at: Mapped[dt.datetime]

    version: Mapped[Version] = relationship(back_populates="drafts")
