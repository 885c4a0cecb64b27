"""The people of the desk: made, changed and signed in. Failed sign-ins are slowed, name by name and place by place."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import audit
from moderation.clock import utc_now
from moderation.database.tables import SignInAttempts, User
from moderation.errors import DeskError, NotFoundError
from moderation.permissions import Action, Actor, Role, actor_of, parse_roles, require

LEAST_PASSWORD = 12
FREE_TRIES = 3  # wrong passwords before waiting begins; from one address, five times as many
ADDRESS_TRIES = 15
LONGEST_WAIT = dt.timedelta(minutes=15)
FORGOTTEN_AFTER = dt.timedelta(hours=12)


class SignInError(DeskError):
    """Signing in failed. The same words for a wrong name, a wrong password and a person switched off."""

    def __init__(self) -> None:
        super().__init__("sign_in.failed", "That name and password do not match. Check them and try again.")


class WaitError(DeskError):
    """Too many tries: how many seconds to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__("sign_in.wait", "There were too many tries. Wait a little, then try again.")
        self.seconds = seconds


def create_user(
    session: Session,
    actor: Actor,
    username: str,
    *,
    name: str,
    roles: Iterable[str],
    password: str = "",
    email: str = "",
    team: str = "",
    agency: str = "",
    oidc_subject: str | None = None,
    now: dt.datetime | None = None,
) -> User:
    """Make a person. Without a password they come through the identity provider. Raises ``DeskError``."""
    require(actor, Action.MANAGE_PEOPLE)
    username = normal_name(username)
    if not username or not name.strip():
        raise DeskError("person.incomplete", "Give a user name and the person's own name.")
    if session.scalar(select(User.id).where(User.username == username)):
        raise DeskError("person.taken", "There is already somebody with this user name.")
    user = User(
        username=username, display_name=name.strip(), email=email.strip(), roles=_roles(roles), team=team.strip(),
        agency=agency.strip(), password_hash=_hashed(password) if password else "", oidc_subject=oidc_subject,
        created_at=now or utc_now(),
    )  # fmt: skip
    session.add(user)
    session.flush()
    audit.append(session, actor, "person.created", f"user:{user.id}", {"roles": ",".join(user.roles)}, now=now)
    return user


def change_user(
    session: Session,
    actor: Actor,
    user_id: int,
    *,
    name: str | None = None,
    roles: Iterable[str] | None = None,
    email: str | None = None,
    team: str | None = None,
    agency: str | None = None,
    active: bool | None = None,
    now: dt.datetime | None = None,
) -> User:
    """Change what is given. Other roles, or switching off, end the person's sessions. Raises ``DeskError``."""
    require(actor, Action.MANAGE_PEOPLE)
    user = get_user(session, user_id)
    wanted = {"display_name": name, "email": email, "team": team, "agency": agency, "active": active}
    new_roles = _roles(roles) if roles is not None else user.roles
    loses = active is False or Role.ADMINISTRATOR not in new_roles
    if actor.id == user.id and loses and Role.ADMINISTRATOR in user.roles:
        raise DeskError("person.last_key", "You cannot switch yourself off or take your own administrator's role.")
    if new_roles != user.roles or active is False:
        user.session_epoch += 1
    user.roles = new_roles
    changed = [field for field, value in wanted.items() if value is not None and getattr(user, field) != value]
    for field in changed:
        setattr(user, field, wanted[field])
    details: dict[str, audit.Detail] = {
        "fields": ",".join(changed),
        "roles": ",".join(user.roles),
        "active": user.active,
    }
    audit.append(session, actor, "person.changed", f"user:{user.id}", details, now=now)
    return user


def set_password(
    session: Session, actor: Actor, user_id: int, password: str, *, now: dt.datetime | None = None
) -> None:
    """A new password, one's own or as administrator; it ends the person's other sessions. Raises ``DeskError``."""
    if actor.id != user_id or actor.id is None:
        require(actor, Action.MANAGE_PEOPLE)
    user = get_user(session, user_id)
    user.password_hash = _hashed(password)
    user.session_epoch += 1
    audit.append(session, actor, "person.password", f"user:{user.id}", now=now)


def sign_in(
    session: Session, username: str, password: str, *, address: str, now: dt.datetime | None = None
) -> User | None:
    """Check a name and password. Returns the person, or None after noting the failure in the session, which is
    then to be kept like any other work; the caller shows ``SignInError``'s words.

    Raises ``WaitError`` where this name, or this address, has to wait. A name that does not exist costs as much
    time and waits as long as one that does.
    """
    at = now or utc_now()
    name = normal_name(username)
    doors = {_key("name", name): FREE_TRIES, _key("address", address): ADDRESS_TRIES}
    noted = {key: session.get(SignInAttempts, key, with_for_update=True) for key in doors}
    waits = [a.blocked_until for a in noted.values() if a and a.blocked_until and a.blocked_until > at]
    if waits:
        raise WaitError(max(1, round((max(waits) - at).total_seconds())))
    user = session.scalar(select(User).where(User.username == name))
    right = _matches(user.password_hash if user and user.password_hash else _nobody(), password)
    if not (right and user and user.active and user.password_hash):
        for key, free in doors.items():
            _note_failure(session, noted[key], key, free, at)
        audit.append(session, _SIGN_IN, "sign_in.failed", f"user:{user.id}" if user else "user:unknown", now=at)
        return None
    if known := noted[_key("name", name)]:
        session.delete(known)
    if _hasher().check_needs_rehash(user.password_hash):
        user.password_hash = _hashed(password)
    signed_in(session, user, now=at)
    return user


def signed_in(session: Session, user: User, *, now: dt.datetime | None = None) -> None:
    """Note that somebody came in, by password or through the identity provider."""
    user.last_sign_in = now or utc_now()
    audit.append(session, actor_of(user), "sign_in", f"user:{user.id}", now=now)


def signed_out(session: Session, actor: Actor, *, now: dt.datetime | None = None) -> None:
    """Note that somebody left."""
    audit.append(session, actor, "sign_out", f"user:{actor.id}", now=now)


def user_of_provider(
    session: Session, subject: str, *, username: str, name: str, email: str, roles: Iterable[str],
    now: dt.datetime | None = None,
) -> User | None:  # fmt: skip
    """The person whom the identity provider vouches for: known by its subject, or made now with the roles that
    the provider gives. None where they are switched off or the provider gives them no role here.
    """
    user = session.scalar(select(User).where(User.oidc_subject == subject))
    given = sorted({Role(r).value for r in roles})
    if not given:
        return None
    if user is None:
        # A local account of the same name stays a local account: the provider's person gets a name of their own.
        taken = session.scalar(select(User.id).where(User.username == normal_name(username)))
        suffix = hashlib.sha256(subject.encode()).hexdigest()[:6]
        return create_user(
            session, _SIGN_IN_MAKER, f"{username}-{suffix}" if taken else username, name=name, roles=given, email=email,
            oidc_subject=subject, now=now,
        )  # fmt: skip
    if not user.active:
        return None
    if given != user.roles:
        user.roles = given
        user.session_epoch += 1
        audit.append(session, _SIGN_IN_MAKER, "person.changed", f"user:{user.id}", {"roles": ",".join(given)}, now=now)
    return user


def get_user(session: Session, user_id: int) -> User:
    """A person by number. Raises ``NotFoundError``."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFoundError
    return user


def list_users(session: Session, actor: Actor) -> list[User]:
    """Everybody, by name. Raises ``NotPermittedError``."""
    require(actor, Action.MANAGE_PEOPLE)
    return list(session.scalars(select(User).order_by(User.display_name)))


def reviewers(session: Session) -> list[User]:
    """Those to whom a plan can be given, by name."""
    everyone = session.scalars(select(User).where(User.active).order_by(User.display_name))
    return [u for u in everyone if {Role.MODERATOR, Role.MANAGER} & set(u.roles)]


def normal_name(username: str) -> str:
    """A user name as it is kept: NFKC, lower case, no space around it."""
    return unicodedata.normalize("NFKC", username).strip().lower()


_SIGN_IN = Actor(None, "sign-in", "Sign-in", frozenset())
_SIGN_IN_MAKER = Actor(None, "identity provider", "Identity provider", frozenset({Role.ADMINISTRATOR}))


def _note_failure(session: Session, noted: SignInAttempts | None, key: str, free: int, at: dt.datetime) -> None:
    if noted is None:
        noted = SignInAttempts(key=key, failures=0, last_at=at)
        session.add(noted)
    if at - noted.last_at > FORGOTTEN_AFTER:
        noted.failures = 0
    noted.failures += 1
    noted.last_at = at
    over = noted.failures - free
    noted.blocked_until = at + min(LONGEST_WAIT, dt.timedelta(seconds=2 ** min(over, 12))) if over >= 0 else None


def _key(kind: str, text: str) -> str:
    # A digest: people type their password into the wrong field.
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()}"


def _roles(names: Iterable[str]) -> list[str]:
    try:
        return sorted(role.value for role in parse_roles(names))
    except ValueError as error:
        raise DeskError("person.roles", f"Choose from these roles: {', '.join(Role)}.") from error


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


def _hashed(password: str) -> str:
    if len(password) < LEAST_PASSWORD:
        raise DeskError("person.password", f"A password needs at least {LEAST_PASSWORD} characters.")
    return _hasher().hash(password)


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False
