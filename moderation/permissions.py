"""Who may do what, and which cases each may see: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, false, func, or_, true

from moderation.database.tables import Case, User
from moderation.errors import NotPermittedError
from moderation.states import State


class Role(StrEnum):
    """The parts that people play."""

    WRITER = "writer"
    MODERATOR = "moderator"
    MANAGER = "manager"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


ROLE_WORDS: Mapping[Role, str] = {
    Role.WRITER: "Plan writer",
    Role.MODERATOR: "Moderator",
    Role.MANAGER: "Team manager",
    Role.LEAD: "Strategic lead",
    Role.ADMINISTRATOR: "Administrator",
}


class Action(StrEnum):
    """Everything that can be done at the desk."""

    ADD_CASE = "add_case"
    SEE_CASES = "see_cases"
    REVIEW = "review"
    ASSIGN = "assign"
    RETURN = "return"
    ASK_SECOND_REVIEW = "ask_second_review"
    COMPARE = "compare"
    SETTLE = "settle"
    SIGN_OFF = "sign_off"
    SIGN_AT_PANEL = "sign_at_panel"
    DISMISS_FINDING = "dismiss_finding"
    EDIT_GUIDANCE = "edit_guidance"
    SEE_AGREEMENT = "see_agreement"
    DRAW_ROUND = "draw_round"
    SEE_ROUNDS = "see_rounds"
    EXPORT_PACK = "export_pack"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    ERASE = "erase"
    EXPORT_CHILD = "export_child"
    SEND_NOTICES = "send_notices"


_A = Action
GRANTS: Mapping[Role, frozenset[Action]] = {
    Role.WRITER: frozenset({_A.ADD_CASE, _A.SEE_CASES}),
    Role.MODERATOR: frozenset(
        {_A.SEE_CASES, _A.REVIEW, _A.RETURN, _A.COMPARE, _A.SETTLE, _A.DISMISS_FINDING, _A.SIGN_AT_PANEL, _A.SEE_ROUNDS}
    ),
    Role.MANAGER: frozenset(
        {
            _A.ADD_CASE,
            _A.SEE_CASES,
            _A.REVIEW,
            _A.ASSIGN,
            _A.RETURN,
            _A.ASK_SECOND_REVIEW,
            _A.COMPARE,
            _A.SETTLE,
            _A.SIGN_OFF,
            _A.SIGN_AT_PANEL,
            _A.DISMISS_FINDING,
            _A.EDIT_GUIDANCE,
            _A.SEE_AGREEMENT,
            _A.DRAW_ROUND,
            _A.SEE_ROUNDS,
            _A.EXPORT_PACK,
        }
    ),
    Role.LEAD: frozenset(
        {_A.SEE_CASES, _A.COMPARE, _A.EDIT_GUIDANCE, _A.SEE_AGREEMENT, _A.DRAW_ROUND, _A.SEE_ROUNDS, _A.EXPORT_PACK}
    ),
    # An administrator keeps the desk running and needs no child's plan for it.
    Role.ADMINISTRATOR: frozenset({_A.MANAGE_PEOPLE, _A.READ_AUDIT, _A.ERASE, _A.EXPORT_CHILD, _A.SEND_NOTICES}),
}

# Roles that see every case that was sent to the desk; a writer sees their own, a manager their team's.
SEE_ALL = frozenset({Role.MODERATOR, Role.LEAD})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a signed-in person, or the command line on the council's own server (``id`` None)."""

    id: int | None
    username: str
    name: str
    roles: frozenset[Role]
    team: str = ""
    agency: str = ""

    @property
    def everything(self) -> bool:
        """Whether it is the command line, whose user holds the database anyway."""
        return self.id is None


COMMAND_LINE = Actor(None, "command line", "Command line", frozenset(Role))


def actor_of(user: User) -> Actor:
    """A person of the database as one who acts."""
    return Actor(
        user.id, user.username, user.display_name, frozenset(Role(r) for r in user.roles), user.team, user.agency
    )


def may(actor: Actor, action: Action) -> bool:
    """Whether any role of theirs allows it."""
    return any(action in GRANTS[role] for role in actor.roles)


def require(actor: Actor, *actions: Action) -> None:
    """Raises ``NotPermittedError`` unless one of the actions is allowed."""
    if not any(may(actor, action) for action in actions):
        raise NotPermittedError


def may_see(actor: Actor, case: Case) -> bool:
    """Whether a case is theirs to see. Says the same as ``visible``."""
    if actor.everything:
        return True
    if case.state == State.WITH_WRITER:
        return case.added_by_id == actor.id
    if actor.roles & SEE_ALL:
        return True
    if Role.MANAGER in actor.roles and (not actor.team or case.team in ("", actor.team)):
        return True
    return Role.WRITER in actor.roles and (
        case.added_by_id == actor.id or case.coordinator.lower() == actor.name.lower() != ""
    )


def visible(actor: Actor) -> ColumnElement[bool]:
    """The cases they may see, as a condition of a query."""
    if actor.everything:
        return true()
    own = Case.added_by_id == actor.id
    sent: list[ColumnElement[bool]] = []
    if actor.roles & SEE_ALL or (Role.MANAGER in actor.roles and not actor.team):
        sent.append(true())
    elif Role.MANAGER in actor.roles:
        sent.append(Case.team.in_(["", actor.team]))
    if Role.WRITER in actor.roles:
        named = func.lower(Case.coordinator) == actor.name.lower() if actor.name else false()
        sent.append(or_(own, named))
    return or_(
        and_(Case.state == State.WITH_WRITER.value, own),
        and_(Case.state != State.WITH_WRITER.value, or_(false(), *sent)),
    )


def parse_roles(names: Iterable[str]) -> frozenset[Role]:
    """Roles by name. Raises ``ValueError`` for an unknown one, or none at all."""
    roles = frozenset(Role(name) for name in names)
    if not roles:
        raise ValueError("at least one role")
    return roles
