"""What people decide: reviews with their answers, dismissed findings, sign-offs, guidance for lines."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from moderation.database.base import Base
from moderation.database.tables.cases import Case, Draft, Version
from moderation.database.tables.people import User


class Review(Base):
    """One person's reading of one version, beside the draft it was shown.

    ``seed`` decides which lines hide their draft (``hidden_share`` of them). ``rating`` is the whole-plan
    rating and ``comment`` the general remark. An open review holds the case until ``lease_until``.
    """

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("version_id", "kind", "reviewer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), index=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[str]
    state: Mapped[str]
    seed: Mapped[int]
    hidden_share: Mapped[float]
    lease_until: Mapped[dt.datetime | None]
    started_at: Mapped[dt.datetime]
    submitted_at: Mapped[dt.datetime | None]
    rating: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column()

    case: Mapped[Case] = relationship()
    version: Mapped[Version] = relationship()
    draft: Mapped[Draft] = relationship()
    reviewer: Mapped[User] = relationship()
    answers: Mapped[list[Answer]] = relationship(
        back_populates="review", cascade="all, delete-orphan", order_by="Answer.id"
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012  (SQLAlchemy reads it from the class)


class Answer(Base):
    """A person's answer to one line, beside the draft's.

    ``form``        "ehcp", or "advice:2" for the form of the case's document number 2.
    ``value``       "1" to "5" ("0" to "5" for advice), "yes", "no", "not_applicable"; None where only a comment
                    stands, or the person cannot tell.
    ``saw_draft``   whether the draft stood before them when they first answered.
    ``first_value`` what they answered then: where the draft was hidden, only this says what they think unled.
    """

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("review_id", "form", "line"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"), index=True)
    form: Mapped[str]
    line: Mapped[str]
    value: Mapped[str | None]
    first_value: Mapped[str | None]
    comment: Mapped[str] = mapped_column(default="")
    saw_draft: Mapped[bool]
    draft_value: Mapped[str | None]
    draft_confidence: Mapped[float]
    answered_at: Mapped[dt.datetime]
    revision: Mapped[int] = mapped_column()

    review: Mapped[Review] = relationship(back_populates="answers")


class Dismissal(Base):
    """A finding that a person set aside, and why: kept for learning. ``finding`` is the finding's key."""

    __tablename__ = "dismissals"
    __table_args__ = (UniqueConstraint("version_id", "finding"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), index=True)
    finding: Mapped[str]
    check: Mapped[str]
    check_version: Mapped[int]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[dt.datetime]

    by: Mapped[User] = relationship()


class SignOff(Base):
    """A signature under a version: step "1b" by the SEN team, "2a" by education, health and social care."""

    __tablename__ = "sign_offs"
    __table_args__ = (UniqueConstraint("version_id", "step", "agency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"), index=True)
    step: Mapped[str]
    agency: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    comment: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime]

    by: Mapped[User] = relationship()


class LineGuidance(Base):
    """What good looks like for a line, in the authority's own words and examples."""

    __tablename__ = "line_guidance"

    form: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[dt.datetime]
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012  (SQLAlchemy reads it from the class)
