"""The framework's rounds and the plans drawn for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moderation.database.base import Base
from moderation.database.tables.cases import Case, Version
from moderation.database.tables.people import User


class Round(Base):
    """A draw for step 1a or 2b. ``population`` is what it was drawn from (``among`` "signed_off" or "assessed"
    plans), ``frame_hash`` its digest: with ``seed``, ``size`` and ``method`` the same draw can be made again, even
    after cases are erased.
    """

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("step", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str]
    period: Mapped[str]
    seed: Mapped[int]
    size: Mapped[int]
    method: Mapped[str]
    among: Mapped[str] = mapped_column(server_default="assessed")
    frame_hash: Mapped[str] = mapped_column(server_default="")
    population: Mapped[list[dict[str, Any]]]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    drawn_at: Mapped[dt.datetime]

    drawn_by: Mapped[User | None] = relationship()
    plans: Mapped[list[RoundPlan]] = relationship(
        back_populates="round", order_by="RoundPlan.position", cascade="all, delete-orphan"
    )


class RoundPlan(Base):
    """One plan drawn. ``code`` is what the anonymised pack calls it ("Plan 1"); ``case`` is None once erased."""

    __tablename__ = "round_plans"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    reference: Mapped[str]
    age_group: Mapped[str]
    primary_need: Mapped[str]
    placement_type: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="SET NULL"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id", ondelete="SET NULL"))

    round: Mapped[Round] = relationship(back_populates="plans")
    case: Mapped[Case | None] = relationship()
    version: Mapped[Version | None] = relationship()


class StandIns(Base):
    """The steady map of an anonymised version: stand-in -> the names it stands for. It never leaves with a pack."""

    __tablename__ = "stand_ins"

    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True)
    names: Mapped[dict[str, Any]]


class PackQuestion(Base):
    """Words of a version that may say who somebody is, with the sentences they stand in, and what a person answered:
    ``choice`` is "" until then. The audit log knows of it by its number and a digest with ``salt``, never the words.
    """

    __tablename__ = "pack_questions"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"))
    key: Mapped[str]
    words: Mapped[str]
    kind: Mapped[str]
    sentences: Mapped[list[dict[str, Any]]]
    choice: Mapped[str] = mapped_column(server_default="")
    salt: Mapped[str]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[dt.datetime | None]

    decided_by: Mapped[User | None] = relationship()


class StayingWords(Base):
    """Words of the authority's own that identify nobody in any pack: its services, its programmes."""

    __tablename__ = "staying_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    words: Mapped[str]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[dt.datetime]

    added_by: Mapped[User | None] = relationship()
