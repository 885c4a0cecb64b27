"""Rounds as they are drawn and kept: from which plans, by which seed, with what outcome; and how far they have come."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import Case, Draft, Review, Round, RoundPlan, User, Version
from moderation.errors import DeskError, NotFoundError
from moderation.notices import note
from moderation.permissions import Action, Actor, Role, require
from moderation.rounds.drawing import METHOD, NOT_STATED, Candidate, draw, frame_hash
from moderation.rounds.periods import PEER, SAMPLE, last_day, period_of
from moderation.settings import DEFAULTS, DeskSettings
from moderation.states import ReviewState, State

LEAST = {PEER: 2, SAMPLE: 6}  # framework 4.5
SEEDS = 2**31  # a seed fits the database's whole numbers
Among = Literal["signed_off", "assessed"]
NOT_YET = (State.WITH_WRITER, State.COULD_NOT_ASSESS)


@dataclass(frozen=True, slots=True)
class Repeated:
    """What drawing again gave: ``same`` where the record holds, with the hash of what it was drawn from."""

    same: bool
    frame_hash: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a round has come: its plans, those that a person has reviewed since, those that were erased."""

    plans: int
    reviewed: int
    erased: int


def frame(session: Session, step: str, *, among: Among = "signed_off") -> list[Candidate]:
    """The plans that may be drawn for a step, by reference: signed off (the final plans that step 2b reads) or all
    that are assessed. Plans of an earlier round of the step are left out, as long as they are not redrafted.
    """
    drawn = select(RoundPlan.version_id).join(Round).where(Round.step == step, RoundPlan.version_id.is_not(None))
    newest = select(Version.id).where(Version.case_id == Case.id).order_by(Version.number.desc()).limit(1)
    query = select(Case, newest.scalar_subquery().label("version")).order_by(Case.reference)
    if among == "signed_off":
        query = query.where(Case.state == State.SIGNED_OFF.value)
    else:
        query = query.where(Case.state.not_in([s.value for s in NOT_YET]))
    before = set(session.scalars(drawn))
    with_draft = set(session.scalars(select(Draft.version_id)))
    return [
        Candidate(
            case.reference, version, case.age_group or NOT_STATED, case.primary_need or NOT_STATED,
            case.placement_type or NOT_STATED,
        )
        for case, version in session.execute(query)
        if version not in before and version in with_draft
    ]  # fmt: skip


def draw_round(
    session: Session,
    actor: Actor,
    step: str,
    *,
    period: str = "",
    size: int | None = None,
    among: Among | None = None,
    seed: int | None = None,
    settings: DeskSettings = DEFAULTS,
    now: dt.datetime | None = None,
) -> Round:
    """Draw the plans of a round, tell its people, and keep the draw so that it can be made again.

    ``period`` is the present one, ``size`` the settings', unless given. ``among`` is signed-off plans for step 2b
    and all assessed ones for 1a, unless given. Raises ``DeskError`` where the period has its round already or there
    are too few plans.
    """
    require(actor, Action.DRAW_ROUND)
    at = now or utc_now()
    period = period or period_of(step, at.date())
    last_day(step, period)
    size = size if size is not None else settings.sample_size if step == SAMPLE else settings.peer_size
    if size < LEAST[step]:
        raise DeskError("round.size", f"The framework asks for at least {LEAST[step]} plans at step {step}.")
    if session.scalar(select(Round.id).where(Round.step == step, Round.period == period)):
        raise DeskError("round.drawn", "This period's plans have been drawn. A draw is made once and kept.")
    among = among or ("signed_off" if step == SAMPLE else "assessed")
    population = frame(session, step, among=among)
    if len(population) < size:
        what = "signed-off" if among == "signed_off" else "assessed"
        raise DeskError("round.few", f"There are only {len(population)} {what} plans to draw {size} from.")
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    if not 0 <= seed < SEEDS:
        raise DeskError("round.seed", f"A seed is a whole number from 0 to {SEEDS - 1}.")
    drawn = draw(population, size, seed)
    made = Round(
        step=step, period=period, seed=seed, size=size, method=METHOD, among=among, drawn_by_id=actor.id, drawn_at=at,
        population=[asdict(c) for c in population], frame_hash=frame_hash(population),
    )  # fmt: skip
    made.plans = [_plan(session, number, c) for number, c in enumerate(drawn.plans, 1)]
    session.add(made)
    session.flush()
    _tell(session, made, at)
    details: dict[str, audit.Detail] = {
        "step": step, "period": period, "seed": seed, "size": size, "method": METHOD, "among": among,
        "plans": len(population), "frame": made.frame_hash, "drawn": " ".join(c.reference for c in drawn.plans),
    }  # fmt: skip
    audit.append(session, actor, "round.drawn", f"round:{made.id}", details, now=at)
    return made


def get_round(session: Session, actor: Actor, round_id: int) -> Round:
    """A round with its plans. Raises ``NotFoundError``, ``NotPermittedError``."""
    require(actor, Action.SEE_ROUNDS)
    found = session.get(Round, round_id)
    if found is None:
        raise NotFoundError
    return found


def list_rounds(session: Session, actor: Actor) -> list[Round]:
    """Every round, the newest first. Raises ``NotPermittedError``."""
    require(actor, Action.SEE_ROUNDS)
    return list(session.scalars(select(Round).order_by(Round.drawn_at.desc(), Round.id.desc())))


def population_of(made: Round) -> list[Candidate]:
    """What a round was drawn from, as it was then."""
    return [Candidate(**entry) for entry in made.population]


def repeat_draw(session: Session, actor: Actor, round_id: int) -> Repeated:
    """Draw a round again from its record and compare. Raises ``DeskError`` for a way of drawing of another program."""
    made = get_round(session, actor, round_id)
    if made.method != METHOD:
        raise DeskError(
            "round.method", f"This round was drawn by the way “{made.method}”, this program has “{METHOD}”."
        )
    population = population_of(made)
    again = tuple(c.reference for c in draw(population, made.size, made.seed).plans)
    kept = tuple(p.reference for p in made.plans)
    found = frame_hash(population)
    return Repeated(again == kept and found == made.frame_hash, found, again)


def standing(session: Session, made: Round) -> Standing:
    """How far a round has come."""
    cases = [p.version_id for p in made.plans if p.version_id is not None]
    query = select(Review.version_id).where(
        Review.version_id.in_(cases),
        Review.state == ReviewState.SUBMITTED.value,
        Review.submitted_at >= made.drawn_at,
    )
    return Standing(len(made.plans), len(set(session.scalars(query))), sum(p.case_id is None for p in made.plans))


def _plan(session: Session, number: int, drawn: Candidate) -> RoundPlan:
    case_id = session.scalar(select(Version.case_id).where(Version.id == drawn.version_id))
    return RoundPlan(
        position=number, code=f"Plan {number}", reference=drawn.reference, age_group=drawn.age_group,
        primary_need=drawn.primary_need, placement_type=drawn.placement_type, case_id=case_id,
        version_id=drawn.version_id,
    )  # fmt: skip


def _tell(session: Session, made: Round, at: dt.datetime) -> None:
    everyone: Sequence[User] = session.scalars(select(User).where(User.active)).all()
    for user in everyone:
        if {Role.MODERATOR, Role.MANAGER, Role.LEAD} & set(user.roles):
            note(session, user, "sample_drawn", f"{made.step} {made.period}", now=at)
